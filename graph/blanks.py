"""Blank nodes of what is loaded: they keep their names, and stay apart from those that the store has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Quad, Store

_NAMES = """SELECT DISTINCT ?node {
  { ?node ?p ?o } UNION { ?s ?p ?node } UNION { GRAPH ?node { ?s ?p ?o } }
  UNION { GRAPH ?g { ?node ?p ?o } } UNION { GRAPH ?g { ?s ?p ?node } }
  FILTER(isBlank(?node))
}"""


def has_blank(quad: Quad) -> bool:
    """Whether one of the terms of a quad is a blank node."""
    return any(isinstance(term, BlankNode) for term in (quad.subject, quad.object, quad.graph_name))


def apart(quads: Iterable[Quad], store: Store) -> Iterator[Quad]:
    """Quads whose blank nodes have other names than those in a store: `x` becomes `x_`, where that is free."""
    taken = {row["node"].value for row in store.query(_NAMES)}  # type: ignore[union-attr]
    names: dict[str, str] = {}

    def name(node: str) -> str:
        if node not in names:
            free = node
            while free in taken:
                free += "_"
            taken.add(free)
            names[node] = free
        return names[node]

    if not taken:
        yield from quads
        return
    for quad in quads:
        subject, object_, graph = (
            BlankNode(name(term.value)) if isinstance(term, BlankNode) else term
            for term in (quad.subject, quad.object, quad.graph_name)
        )
        yield Quad(subject, quad.predicate, object_, graph)  # type: ignore[arg-type]


def may_be_blank(triple: str) -> bool:
    """Whether a line of N-Triples has a blank node, or looks so."""
    return triple.startswith("_:") or " _:" in triple
