"""`sagsgang review`: what is unsure, and the corrections that answers come to."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from ...graph.corrections import Correction, read_corrections
from ...graph.review import Unsure, Verdict, chosen, settle, told, unsure
from ...graph.store import Archive
from ..console import Exit, fail, note, one_line, write


@dataclass(frozen=True, slots=True)
class Answers:
    """Which of the unsure is so and which is not (ids), who says it and why, and a day to be told with it."""

    accepted: tuple[str, ...]
    rejected: tuple[str, ...]
    who: str | None
    why: str | None
    when: str | None


def tell(store: Path, place: str | None, limit: int, format: str, into: Path | None) -> None:
    """Write what is unsure, the most useful first."""
    with Archive(store, read_only=True) as archive:
        found = unsure(archive, place, _settled(into))
        shown = [(one, told(archive, one)) for one in found[:limit]]
    if format == "json":
        write(json.dumps([_json(one, lines) for one, lines in shown], ensure_ascii=False, indent=2) + "\n")
        return
    for one, lines in shown:
        sure = f"{one.confidence:.0%} sure".replace("%", " %")
        write(f"{one.key}  {one.facts} statements, {sure}\n" + "".join(f"  {one_line(line)}\n" for line in lines))
    note(f"{len(shown)} of {len(found)}")
    if found:
        note("answer with --into corrections.ttl --by NAME --why TEXT --accept ID --reject ID")


def answer(store: Path, answers: Answers, into: Path | None) -> None:
    """Write the corrections of some answers to the end of a file."""
    who, why, into = _complete(answers, into)
    with Archive(store, read_only=True) as archive:
        found = unsure(archive)
        verdicts = [
            Verdict(one, yes, who, why, answers.when)
            for keys, yes in ((answers.accepted, True), (answers.rejected, False))
            for one in _chosen(found, keys)
        ]
        written = settle(archive, verdicts, into)
    note(f"{written} written to {into}; they hold from the next build on: sagsgang build … --corrections {into}")


def _settled(into: Path | None) -> tuple[Correction, ...]:
    return read_corrections(into) if into and into.exists() else ()


def _complete(answers: Answers, into: Path | None) -> tuple[str, str, Path]:
    """Who, why and where, all of which must be told."""
    who, why = (answers.who or "").strip(), (answers.why or "").strip()
    if not (who and why and into):
        fail(Exit.USAGE, "--accept and --reject need --into FILE, --by NAME and --why TEXT")
    if both := set(answers.accepted) & set(answers.rejected):
        fail(Exit.USAGE, f"{min(both)} is both accepted and rejected")
    try:
        date.fromisoformat(answers.when or "2000-01-01")
    except ValueError:
        fail(Exit.USAGE, f"{answers.when} is no day, as 2026-01-31 is")
    return who, why, into


def _chosen(found: list[Unsure], keys: tuple[str, ...]) -> list[Unsure]:
    try:
        return chosen(found, keys)
    except KeyError as error:
        _unknown(str(error.args[0]))


def _unknown(key: str) -> NoReturn:
    fail(Exit.USAGE, f"{key} is nothing that is unsure now: sagsgang review tells what is")


def _json(one: Unsure, lines: tuple[str, ...]) -> dict[str, object]:
    return {
        "id": one.key,
        "sort": one.sort,
        "question": lines[0],
        "words": lines[1],
        "about": list(one.about),
        "basis": one.basis,
        "confidence": float(one.confidence),
        "statements": one.facts,
        "usefulness": round(float(one.usefulness), 3),
        "accept": {"kind": one.accepted[0], "about": list(one.accepted[1])},
        "reject": {"kind": one.rejected[0], "about": list(one.rejected[1])},
    }
