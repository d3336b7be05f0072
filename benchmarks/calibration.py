"""How sure each doubting rule is: which of its facts are right by the gold, and the confidence that follows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpora import ROOT, Document, gold
from likeness import Node
from sagsgang.graph.doubts import confidences
from sagsgang.graph.mapping import StatedGraph, stated
from sagsgang.graph.minutes import minutes
from sagsgang.graph.register import without_places
from sagsgang.graph.store import Archive
from sagsgang.graph.view import facts_below, leave_out
from sagsgang.ontology import SAG
from scoring import Counts, score

DOUBTS = ROOT / "ontology" / "doubts.ttl"
_FIELDS = {
    "meeting": "next_meetings",
    "participation": "persons",
    "recommendation": "recommendation",
    "referral": "referrals",
    "route": "route",
    "task": "followups",
}
"""The field of the score that a doubted node counts in, by kind; a doubted value is an outcome, or of the header."""
_OF_THE_HEADER = {"municipality_by_host", "municipality_by_title"}
ENOUGH = 10
"""So many held-out cases are enough to leave the others out."""
_STEP = 0.05
_TO_BE_SURE = 1
_DOUBT = re.compile(rf"(\S+) <{SAG.doubt}> <{SAG}doubt-(\w+)>")


@dataclass(frozen=True, slots=True)
class Case:
    """One fact of a doubting rule that counts in the score of its document, and whether it is right."""

    doubt: str
    document: Document
    fact: str
    right: bool


def cases(documents: Iterable[Document]) -> list[Case]:
    """The cases of documents, read with the register of places and without; the same fact counts once.

    A fact is right when the score of its field has more that is right with it than without; wrong when it has more that
    is invented. A fact that makes no difference is no case.
    """
    return list(dict.fromkeys(case for document in documents for case in _of(document)))


def _of(document: Document) -> Iterator[Case]:
    """The cases of one document; without the register only where that reads otherwise."""
    known = stated(document.path.read_bytes(), document.path.name)
    with without_places():
        bare = stated(document.path.read_bytes(), document.path.name)
    for graph in (known, bare) if known.nquads != bare.nquads else (known,):
        yield from _cases(graph, document)


def _cases(graph: StatedGraph, document: Document) -> Iterator[Case]:
    wanted, doubts = gold(document), dict(_DOUBT.findall(graph.nquads.decode()))
    with Archive() as archive:
        archive.load(graph.nquads)
        whole, quads = score(wanted, _read(archive, graph)), list(archive.store)
        for fact in facts_below(archive.store, Decimal(1)):
            name, doubt = fact[0].value.removeprefix(f"{graph.document}/"), doubts[str(fact[0])]
            field = _field(name, doubt)
            leave_out(archive.store, [fact])
            with_it, without = (one.get(field, Counts()) for one in (whole, score(wanted, _read(archive, graph))))
            archive.store.extend(quads)
            if (with_it.right, with_it.invented) != (without.right, without.invented):
                right = with_it.right > without.right and with_it.invented <= without.invented
                yield Case(doubt, document, name, right)


def _read(archive: Archive, graph: StatedGraph) -> Node:
    return minutes(archive, graph.document)


def _field(name: str, doubt: str) -> str:
    """The field that a fact counts in: `referral/3`, `evidence/12`."""
    return _FIELDS.get(name.partition("/")[0]) or ("header" if doubt in _OF_THE_HEADER else "outcome")


@dataclass(frozen=True, slots=True)
class Measured:
    """How many facts of a doubting rule are right, in held-out documents and in all, and how sure it is therefore."""

    doubt: str
    held_out: int
    held_out_right: int
    all: int
    all_right: int

    @property
    def confidence(self) -> str:
        """Laplace's rule of succession, rounded down to a twentieth: half where nothing was seen, never quite 1."""
        few = self.held_out < ENOUGH
        right, seen = (self.all_right, self.all) if few else (self.held_out_right, self.held_out)
        value = (right + _TO_BE_SURE) / (seen + 2 * _TO_BE_SURE)
        return f"{max(_STEP, math.floor(value / _STEP + 1e-9) * _STEP):.2f}"


def measured(found: Iterable[Case]) -> list[Measured]:
    """What was measured of every doubting rule, by name."""
    told = list(found)
    result = []
    for doubt in sorted(confidences()):
        every = [case for case in told if case.doubt == doubt]
        held = [case for case in every if not case.document.seen]
        result.append(Measured(doubt, len(held), sum(c.right for c in held), len(every), sum(c.right for c in every)))
    return result


def stale(found: Iterable[Measured]) -> list[str]:
    """The doubts whose confidence in the ontology is not the one measured."""
    return [one.doubt for one in found if confidences()[one.doubt] != one.confidence]


def write(found: Iterable[Measured]) -> None:
    """Put the confidences measured into the ontology."""
    text = DOUBTS.read_text("utf-8")
    for one in found:
        place = rf"(sag:doubt-{one.doubt} a (?:[^.]|\.(?=\S))*?sag:confidence )[\d.]+(?= ;)"
        text, count = re.subn(place, rf"\g<1>{one.confidence}", text)
        assert count == 1, f"{DOUBTS} does not say the confidence of {one.doubt}"
    DOUBTS.write_text(text, "utf-8")
