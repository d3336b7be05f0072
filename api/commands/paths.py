"""`sagsgang paths`: the ways from one body to another, and the cases that took them or are to take them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from ...graph import paths as ways
from ...graph.minutes import period
from ...graph.resolve import last_day
from ...graph.store import Archive
from ..console import Exit, end, fail, note, write

SAID = {"open": "", "named": "only named as a sender"}
"""What is said of a planned step where its status does not say it itself."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which paths, and as of which day."""

    via: str | None
    avoiding: str | None
    place: str | None
    on: str | None
    successors: bool = False


def paths(source: str, target: str, store: Path, format: str, filters: Filters) -> None:
    """Tell the paths and their cases; end with 1 when there is none."""
    refuse_no_date(filters.on, "--on")
    with Archive(store, read_only=True) as archive:
        day = filters.on or last_day(archive)
        found = ways.paths(
            archive,
            source,
            target,
            via=filters.via,
            avoiding=filters.avoiding,
            place=filters.place,
            on=day,
            successors=filters.successors,
        )
    if format == "json":
        _write_json(day, found)
    else:
        write("".join(f"{line}\n" for line in _lines(found)))
    if not found:
        note(f"no case held went from {source} to {target}, or is to go")
        end(Exit.FINDINGS)


def refuse_no_date(day: str | None, option: str) -> None:
    """End the command when what was given for a day is none."""
    try:
        date.fromisoformat(day or "2000-01-01")
    except ValueError:
        fail(Exit.USAGE, f"{option}: {day!r} is not a date YYYY-MM-DD")


def _write_json(day: str | None, found: Sequence[ways.BodyPath]) -> None:
    from ..journeys import path  # pydantic takes longer to import than paths take to find
    from ..models import Paths

    write(Paths(on=day, paths=[path(each) for each in found]).model_dump_json(indent=1) + "\n")


def _lines(found: Sequence[ways.BodyPath]) -> Iterator[str]:
    """Each municipality, its paths, their cases, their steps."""
    for place, some in groupby(found, key=lambda path: path.place):
        yield place
        for path in some:
            planned = len(path.evidence) - path.done
            yield f"  {' → '.join(body.short for body in path.bodies)}   {path.done} done, {planned} planned"
            for journey in path.evidence:
                number = f" ({', '.join(journey.numbers)})" if journey.numbers else ""
                yield f"    {journey.title}{number}"
                yield f"      {' · '.join(_step(step) for step in journey.steps)}"


def _step(step: ways.Step) -> str:
    """`DIR 2024-05-15`, `ØK 2024-06-11 (planned)`, `KB (planned; no date told)`"""
    day = period(None, step.date)
    if step.done:
        return f"{step.body.short} {day}"
    remark = SAID.get(step.status, step.status) if day is not None else "no date told"
    return " ".join(filter(None, (step.body.short, day, f"(planned; {remark})" if remark else "(planned)")))
