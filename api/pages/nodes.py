"""Nodes of documents as values: what a stated node says, where its words are, what it is part of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from ...ontology import ID, SAG
from ..asking import Row
from .here import Here
from .labels import name

TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """A place in a document's text: code points from start to end."""

    start: int
    end: int

    @property
    def anchor(self) -> str:
        """Its fragment (RFC 5147)."""
        return f"char={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class Node:
    """A stated node: its class (`Decision`) and all that is said of it, by the last part of each property."""

    iri: str
    kind: str
    values: Mapping[str, tuple[str, ...]]

    def all(self, property_: str) -> tuple[str, ...]:
        """Every value of a property."""
        return self.values.get(property_, ())

    def one(self, property_: str) -> str | None:
        """The first value of a property, if there is one."""
        return next(iter(self.all(property_)), None)

    def says(self, property_: str) -> bool:
        """Whether a boolean property is true."""
        return "true" in self.all(property_)

    @property
    def document(self) -> str:
        """The document that says so."""
        return ID + "doc/" + self.iri.removeprefix(ID + "doc/").partition("/")[0]

    @property
    def key(self) -> str:
        """Its place in the document: `decision/2`."""
        return self.iri.removeprefix(self.document).strip("/")

    @property
    def words(self) -> tuple[Words, ...]:
        """Where its words are."""
        return tuple(sorted(filter(None, map(words, self.all("wasDerivedFrom")))))

    @property
    def source(self) -> str:
        """The IRI of its words in the document: `…/doc/3f#char=1,5`; without words, the document."""
        places = self.words
        return f"{self.document}#{places[0].anchor}" if places else self.document


def words(mention: str) -> Words | None:
    """The place that a mention's IRI ends in; None when it is no mention of a text."""
    _, found, place = mention.partition("#char=")
    start, comma, end = place.partition(",")
    return Words(int(start), int(end)) if found and comma and (start + end).isdecimal() else None


def nodes(rows: Iterable[Row]) -> tuple[Node, ...]:
    """The nodes of rows (?node ?property ?value, ordered by node), in the order of the text."""
    found = [_node(iri, list(rows_)) for iri, rows_ in groupby(rows, key=lambda row: row["node"])]
    return tuple(sorted((node for node in found if node.kind), key=_order))


def _node(iri: str, rows: Sequence[Row]) -> Node:
    """Gather what is said of one node."""
    kind = next((row["value"].removeprefix(str(SAG)) for row in rows if row["property"] == TYPE), "")
    values: dict[str, tuple[str, ...]] = {}
    for row in rows:
        key = name(row["property"])
        values[key] = (*values.get(key, ()), row["value"])
    return Node(iri, kind, values)


def _order(node: Node) -> tuple[str, int, str, int]:
    """By document, then by position in the text, then by kind and number."""
    places = node.words
    kind, _, number = node.key.rpartition("/")
    return node.document, places[0].start if places else 0, kind, int(number) if number.isdecimal() else 0


def parts(here: Here, wholes: Sequence[str]) -> tuple[Node, ...]:
    """All that is part of some nodes, directly."""
    return nodes(here.about("parts", "wholes", wholes))


def said(here: Here, iris: Sequence[str]) -> tuple[Node, ...]:
    """The nodes themselves."""
    return nodes(here.about("nodes", "nodes", iris))
