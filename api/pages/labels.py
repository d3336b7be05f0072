"""Danish labels of the ontology's terms, and of their kinds, for whoever reads no IRIs."""

from functools import cache
from typing import Final

from rdflib import URIRef
from rdflib.namespace import RDFS, SKOS

from ...ontology import ontology_graph

LANGUAGE: Final = "da"


@cache
def label(iri: str) -> str:
    """The Danish label of a term; its last part when it has none."""
    return _danish(iri, SKOS.prefLabel, RDFS.label) or name(iri)


@cache
def comment(iri: str) -> str:
    """The Danish explanation of a term, or nothing."""
    return _danish(iri, SKOS.definition, RDFS.comment)


def _danish(iri: str, *properties: URIRef) -> str:
    """The first Danish value of the first property that has one, or nothing."""
    graph = ontology_graph()
    found = (
        str(text)
        for property_ in properties
        for text in graph.objects(URIRef(iri), property_)
        if getattr(text, "language", None) == LANGUAGE
    )
    return next(found, "")


def name(iri: str) -> str:
    """The last part of an IRI: `outcome`."""
    return iri.rstrip("/").rpartition("/")[2].rpartition("#")[2]
