"""Small graphs of our own, said triple by triple."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology import RDF, XSD

Term = NamedNode | Literal
DAY: Final = NamedNode(str(XSD.date))


class Graph:
    """Quads of the default graph, in the order they were said."""

    def __init__(self) -> None:
        self.quads: list[Quad] = []

    def say(self, subject: str, kind: str, said: Iterable[tuple[str, Term | None]]) -> None:
        """Say what a subject is and has; None says nothing."""
        node = NamedNode(subject)
        self.quads.append(Quad(node, NamedNode(str(RDF.type)), NamedNode(kind)))
        self.quads += [Quad(node, NamedNode(str(each)), value) for each, value in said if value is not None]


def iri(value: str) -> NamedNode | None:
    """An IRI; None for none."""
    return NamedNode(value) if value else None


def text(value: str, language: str | None = None) -> Literal | None:
    """A text, in a language; None for none."""
    return Literal(value, language=language) if value and language else Literal(value) if value else None


def day(value: str | None) -> Literal | None:
    """A day; None for none."""
    return Literal(value, datatype=DAY) if value else None
