"""Settling: corrections written to the end of a user's file, which stays what it was before."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...ontology import DCT, PROV, SAG
from ..corrections import Correction, CorrectionError, correction, parsed, read_corrections
from ..quads import XSD, literal
from ..store import Archive
from .finding import Unsure
from .looking import Looking
from .telling import told


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody says of something unsure: yes or no, who and why, and on which day, if that is to be told."""

    unsure: Unsure
    accepted: bool
    who: str
    why: str
    when: str | None = None

    @property
    def correction(self) -> Correction:
        """The correction that it comes to."""
        kind, about = self.unsure.accepted if self.accepted else self.unsure.rejected
        return correction(kind, about, self.who, self.why, when=self.when)


def settle(archive: Archive, verdicts: Sequence[Verdict], into: Path) -> int:
    """Add the corrections of some verdicts to a file, made where there is none; how many it did not have yet.

    The file is whole before and after, and what stands in it stays as it is. Raises CorrectionError where the file
    cannot be used, or would contradict itself; OSError when it cannot be written.
    """
    before = read_corrections(into) if into.exists() else ()
    known = {(one.kind, one.about) for one in before}
    answers = ((one, _worded(archive, one.correction)) for one in verdicts)
    fresh = [(one, its) for one, its in answers if (its.kind, its.about) not in known]
    text = into.read_text("utf-8") if into.exists() else ""
    blocks = (_block(told(archive, one.unsure), its) for one, its in fresh)
    whole = "\n".join([*filter(None, [text.rstrip("\n")]), *blocks]) + "\n"
    try:
        after = parsed(whole)
    except (SyntaxError, ValueError) as error:
        raise CorrectionError(f"{into}: {error}") from error
    if set(after) != {*before, *(its for _, its in fresh)}:
        raise CorrectionError(f"{into}: a correction of another meaning has one of the names to be written")
    if fresh:
        _write(into, whole)
    return len(fresh)


def _worded(archive: Archive, one: Correction) -> Correction:
    """A correction with the mentions of what documents state."""
    look = Looking(archive.store)
    words = {mention for node in one.about for mention in look.all(node, PROV.wasDerivedFrom)}
    return replace(one, words=tuple(sorted(words)))


def _block(question: Iterable[str], one: Correction) -> str:
    """One correction as Turtle, without prefixes, below the question that it answers."""
    said = [
        (SAG.correctionKind, f"<{SAG[f'correction-{one.kind}']}>"),
        (SAG.about, " , ".join(f"<{iri}>" for iri in one.about)),
        *((SAG.mention, f"<{each}>") for each in one.words),
        (DCT.creator, literal(one.who)),
        (DCT.description, literal(one.why)),
        *([(DCT.created, literal(one.when, f"{XSD}date"))] if one.when else []),
    ]
    lines = " ;\n".join(f"    <{name}> {value}" for name, value in said)
    asked = [f"# {line}" for line in question]
    return "\n".join(["", *asked, f"<{one.node}> a <{SAG.Correction}> ;", f"{lines} ."])


def _write(path: Path, text: str) -> None:
    """Write beside the file and put it in its place when it is whole."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(text, "utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def chosen(found: Iterable[Unsure], keys: Iterable[str]) -> list[Unsure]:
    """What some keys name. Raises KeyError for a key that names nothing, or more than one thing."""
    by_key: dict[str, list[Unsure]] = {}
    for one in found:
        by_key.setdefault(one.key, []).append(one)
    named = {key: by_key.get(key, []) for key in keys}
    if wrong := next((key for key, several in named.items() if len(several) != 1), None):
        raise KeyError(wrong)
    return [several[0] for several in named.values()]
