"""The page of what has no page of its own: all that is said of it, in words of the vocabulary."""

from dataclasses import dataclass

from fastapi.responses import HTMLResponse
from pyoxigraph import NamedNode

from ...graph.catalogue import LOCAL
from ...ontology import SAG
from .here import Here
from .labels import label
from .render import page


@dataclass(frozen=True, slots=True)
class PlainView:
    """A resource by its IRI and its classes, and each property with its value; `link` is empty where there is none."""

    iri: str
    kinds: str
    said: tuple[tuple[str, str, str], ...]


def plain(here: Here, iri: str) -> HTMLResponse:
    """Show a resource as its statements; search engines pass it over, for it may tell of persons."""
    quads = here.archive.store.quads_for_pattern(NamedNode(iri), None, None)
    pairs = {(quad.predicate.value, quad.object) for quad in quads if quad.graph_name not in LOCAL}
    said = [(label(each), _shown(value), _link(here, value)) for each, value in pairs]
    types = sorted(_shown(value) for each, value in pairs if each.endswith("#type"))
    return page(here, "plain.html", PlainView(iri, ", ".join(types), tuple(sorted(said))), noindex=True)


def _shown(value: object) -> str:
    if isinstance(value, NamedNode):
        return label(value.value) if value.value.startswith(str(SAG)) else value.value
    return str(getattr(value, "value", value))


def _link(here: Here, value: object) -> str:
    return here.link(value.value) if isinstance(value, NamedNode) else ""
