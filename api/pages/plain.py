"""The page of what has no page of its own: all that is said of it, in words of the vocabulary."""

from dataclasses import dataclass
from typing import Final

from fastapi.responses import HTMLResponse
from pyoxigraph import NamedNode

from ...graph.catalogue import LOCAL
from ...ontology import DCT, ID, PREFIXES, RDFS, SAG, SKOS
from .here import Here
from .labels import label
from .render import page

NAMES: Final = {str(each) for each in (RDFS.label, DCT.title, SKOS.prefLabel)}


@dataclass(frozen=True, slots=True)
class PlainView:
    """A resource by its IRI, its name or else its classes, and each property with its value and where that leads."""

    iri: str
    title: str
    kinds: str
    said: tuple[tuple[str, str, str], ...]


def plain(here: Here, iri: str) -> HTMLResponse:
    """Show a resource as its statements; search engines pass it over, for it may tell of persons."""
    quads = here.archive.store.quads_for_pattern(NamedNode(iri), None, None)
    pairs = {(quad.predicate.value, quad.object) for quad in quads if quad.graph_name not in LOCAL}
    said = [(label(each), _shown(value), _link(here, value)) for each, value in pairs]
    types = sorted(_shown(value) for each, value in pairs if each.endswith("#type"))
    names = sorted(_shown(value) for each, value in pairs if each in NAMES and getattr(value, "language", None) == "da")
    view = PlainView(iri, next(iter(names), ", ".join(types)), ", ".join(types), tuple(sorted(said)))
    return page(here, "plain.html", view, noindex=True)


def _shown(value: object) -> str:
    if isinstance(value, NamedNode):
        return label(value.value) if value.value.startswith(str(SAG)) else _short(value.value)
    return str(getattr(value, "value", value))


def _link(here: Here, value: object) -> str:
    return here.link(value.value) if isinstance(value, NamedNode) else ""


def _short(iri: str) -> str:
    """`sh:SPARQLExecutable`; an IRI of no known prefix, or of ours, as it is."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space) and space != ID:
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri
