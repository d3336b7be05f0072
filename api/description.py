"""What the endpoint is, as RDF: SPARQL 1.1 Service Description."""

from collections.abc import Collection
from typing import Final

import pyoxigraph as ox

from ..ontology import SH
from .engine import GRAPHS
from .question import GRAPH_TYPES, TABLE_TYPES

TARGET: Final = ox.NamedNode("https://schema.org/target")
"""The endpoint that an example is for."""
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
WRITTEN: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
}


EXECUTABLE: Final = ox.NamedNode(str(SH.SPARQLExecutable))


def description(endpoint: str, media_type: str, told: Collection[ox.Triple] = ()) -> bytes:
    """Describe the endpoint at an absolute address, in one of the media types of graphs.

    `told` are examples of questions with their prefixes; each is said to be for this endpoint.
    """
    service, said = ox.NamedNode(endpoint), ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    triples = [
        ox.Triple(service, said, ox.NamedNode(f"{SD}Service")),
        ox.Triple(service, ox.NamedNode(f"{SD}endpoint"), service),
        ox.Triple(service, ox.NamedNode(f"{SD}supportedLanguage"), ox.NamedNode(f"{SD}SPARQL11Query")),
        ox.Triple(service, ox.NamedNode(f"{SD}feature"), ox.NamedNode(f"{SD}UnionDefaultGraph")),
    ]
    for offered in (*TABLE_TYPES, *GRAPH_TYPES):
        written = ox.NamedNode(FORMATS + WRITTEN[offered])
        triples.append(ox.Triple(service, ox.NamedNode(f"{SD}resultFormat"), written))
    asked = dict.fromkeys(triple.subject for triple in told if triple.object == EXECUTABLE)
    triples += [*told, *(ox.Triple(each, TARGET, service) for each in asked)]
    written_as = ox.serialize(triples, None, GRAPHS[media_type], prefixes={"sd": SD, "formats": FORMATS, "sh": str(SH)})
    return written_as if written_as is not None else b""
