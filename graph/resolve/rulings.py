"""Rulings: what a user's corrections say of identity, of facts and of names, as the rules of this room ask for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ..corrections import Correction, Kind, Sort, is_stated, sort
from .reading import Asked, ask
from .rows import Document


@dataclass(frozen=True, slots=True)
class Pair:
    """The stated nodes that the two ends of a correction name."""

    correction: Correction
    one: frozenset[str]
    other: frozenset[str]

    def parts(self, some: Collection[str], others: Collection[str]) -> bool:
        """Whether one end is among some nodes and the other among others."""
        one, other = self.one.isdisjoint, self.other.isdisjoint
        return not (one(some) or other(others)) or not (one(others) or other(some))


@dataclass(frozen=True, slots=True)
class Rulings:
    """The corrections in force; ``wrong`` leads each stated node that does not count to the correction that says so."""

    all: tuple[Correction, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: Kind, what: Sort) -> tuple[Correction, ...]:
        """The corrections of a kind about persons, cases or bodies."""
        return tuple(one for one in self.all if one.kind == kind and sort(one.about[0]) == what)

    def labels(self, what: Sort, current: Mapping[str, Collection[str]]) -> dict[str, Correction]:
        """The better names of what is concluded, by its IRI; ``current`` leads every IRI to what it names now.

        An IRI that could be of several names none, and two names for one are none.
        """
        found: dict[str, list[Correction]] = defaultdict(list)
        for one in self.of("label", what):
            now = current.get(one.about[0], ())
            if len(now) == 1:
                found[next(iter(now))].append(one)
        return {node: told[0] for node, told in found.items() if len({one.value for one in told}) == 1}


NONE: Final = Rulings()


def rulings(archive: Asked, corrections: tuple[Correction, ...], held: Iterable[Document]) -> Rulings:
    """The corrections as they are for the documents of one municipality: facts that are wrong, with all their parts."""
    ours = {document.node for document in held}
    corrections = tuple(
        _placed(archive, one) if one.words and ours & set(map(_document, one.about)) else one for one in corrections
    )
    said = {one.about[0]: one.node for one in sorted(corrections, reverse=True) if one.kind == "wrong"}
    wrong: dict[str, str] = {}
    for node in sorted(said, key=lambda node: node.split("/")):
        document = _document(node)
        if document in ours:
            graph = {"graph": f"{document}/graph", "fact": node}
            for row in ask(archive, "resolve/parts", graph):
                # What is said to be wrong itself is so by that correction, whatever it is a part of.
                wrong[row["part"]] = said.get(row["part"], wrong.get(row["part"], said[node]))
    return Rulings(corrections, wrong)


def _document(node: str) -> str:
    """The document of a stated node."""
    return node.rpartition("/")[0].rpartition("/")[0]


def _placed(archive: Asked, one: Correction) -> Correction:
    """A correction about what its words are read as now, whatever number that has; about nothing where it is gone."""
    now = {row["node"] for row in ask(archive, "resolve/said", {"words": " ".join(one.words)})}
    return replace(one, about=tuple(_now(node, now - set(one.about), now) for node in one.about))


def _now(node: str, others: Collection[str], now: Collection[str]) -> str:
    """The node itself where it still has the words, else the one of its document and kind that has them now."""
    if node in now or not is_stated(node):
        return node
    kind = node.rpartition("/")[0]
    moved = [other for other in others if other.rpartition("/")[0] == kind]
    return moved[0] if len(moved) == 1 else ""


def pairs(corrections: Iterable[Correction], named: Mapping[str, frozenset[str]]) -> tuple[Pair, ...]:
    """The corrections of which both ends are held; what both ends name is of the end that names less.

    ``named`` leads each IRI to the stated nodes that it names.
    """
    found: list[Pair] = []
    for one in corrections:
        ends = (named.get(iri, frozenset[str]()) for iri in one.about)
        few, many = sorted(ends, key=lambda nodes: (len(nodes), sorted(nodes)))
        if few and many - few:
            found.append(Pair(one, few, many - few))
    return tuple(found)
