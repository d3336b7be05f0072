"""The forms that a resource is given in: the endings of their addresses and their media types."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import RdfFormat

from ..negotiation import chosen

PAGE: Final = "html"
JSON: Final = "json"
FORMS: Final[Mapping[str, str]] = {
    PAGE: "text/html",
    "ttl": "text/turtle",
    JSON: "application/json",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
}
"""Ending to media type, the page first: it is given where several are wanted equally."""
WRITTEN: Final[Mapping[str, RdfFormat]] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
}
"""The forms that the engine writes."""


def divided(path: str) -> tuple[str, str | None]:
    """The path of a resource and the ending of the form asked for; an IRI of ours has no dot of its own.

    >>> divided("doc/3f.ttl"), divided("doc/3f")
    (('doc/3f', 'ttl'), ('doc/3f', None))
    """
    stem, dot, ending = path.rpartition(".")
    return (stem, ending) if dot and ending in FORMS else (path, None)


def wanted(accept: str | None) -> str:
    """The ending of the best form by an Accept header; the page for who wants nothing that is offered."""
    media_type = chosen(accept, tuple(FORMS.values()))
    return next((ending for ending, each in FORMS.items() if each == media_type), PAGE)


def links(path: str, given: str | None = None) -> dict[str, str]:
    """The headers that lead to the other forms of what stands at a path (RFC 8288), all but the one given."""
    others = (f'<{path}.{each}>; rel="alternate"; type="{kind}"' for each, kind in FORMS.items() if each != given)
    first = [f'<{path}>; rel="describes"'] if given else []
    return {"Link": ", ".join([*first, *others]), "Vary": "Accept"}
