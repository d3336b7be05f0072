"""Named graphs at their own addresses: what a graph says, in each form."""

from itertools import islice
from typing import Final

from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode, Quad

from ...graph.catalogue import CONCLUDED, LOCAL
from ...graph.store import Archive
from ...ontology import ID
from ..pages.here import Here, local
from ..pages.resource import OURS

DOCUMENT: Final = f"{ID}doc/"
MOST: Final = 100_000
"""Statements of a graph that are given here; those of a larger one are in the dump of its municipality."""


def is_graph(here: Here, iri: str) -> bool:
    """Whether an IRI names a graph that the store holds, and that is not this machine's own."""
    if not OURS.fullmatch(iri):
        return False
    name = NamedNode(iri)
    return name not in LOCAL and here.archive.store.contains_named_graph(name)


def statements_in(archive: Archive, iri: str) -> list[Quad] | None:
    """What a graph says, in order; None where that is too much for one answer."""
    quads = list(islice(archive.store.quads_for_pattern(None, None, None, NamedNode(iri)), MOST + 1))
    return sorted(quads, key=str) if len(quads) <= MOST else None


def dump_of_graph(iri: str) -> str:
    """The address of the dump that holds a graph."""
    return f"/dumps/place/{iri.removeprefix(CONCLUDED)}.trig" if iri.startswith(CONCLUDED) else "/dumps/all.trig"


def page_of_graph(here: Here, iri: str) -> RedirectResponse:
    """The way to the page of the document or municipality that a graph tells of; of others to the graph itself."""
    if iri.startswith(DOCUMENT):
        return RedirectResponse(here.link(iri.removesuffix("/graph")), 303)
    if iri.startswith(CONCLUDED):
        return RedirectResponse(here.link(f"{ID}municipality/{iri.removeprefix(CONCLUDED)}"), 303)
    return RedirectResponse(f"{local(iri)}.ttl", 303)
