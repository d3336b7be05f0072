"""The words of the graph: namespaces, and loaders of the ontology, the Danish vocabulary and the places.

Files are read when first asked for, so importing this package costs little.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from rdflib import DCAT, FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, VOID, XSD, Graph, Namespace, URIRef
from rdflib import DCTERMS as DCT

__all__ = [
    "ADMS",
    "DCAT",
    "DCT",
    "EDTF",
    "FOAF",
    "ID",
    "NON_PUBLIC",
    "OA",
    "ONTOLOGY_IRI",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "PUBLIC",
    "RDF",
    "RDFS",
    "SAG",
    "SCHEMA",
    "SH",
    "SKOS",
    "VOID",
    "XSD",
    "context",
    "ontology_graph",
    "place_graphs",
    "vocabulary",
]


class _Terms(Namespace):
    """A namespace that makes each of its terms once: rdflib checks an IRI anew each time."""

    def __getattr__(self, name: str) -> URIRef:
        term = super().__getattr__(name)
        setattr(self, name, term)
        return term


SAG: Final = _Terms("https://w3id.org/sagsgang/ontology/")
ADMS: Final = Namespace("http://www.w3.org/ns/adms#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
SCHEMA: Final = Namespace("http://schema.org/")

ID: Final = "https://w3id.org/sagsgang/id/"
"""Where data is named, unless whoever publishes has a name of their own."""

ONTOLOGY_IRI: Final = URIRef("https://w3id.org/sagsgang/ontology/")

EDTF: Final = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
"""Datatype of dates that are not a single day (Extended Date/Time Format, ISO 8601-2)."""

PUBLIC: Final = URIRef("http://publications.europa.eu/resource/authority/access-right/PUBLIC")
NON_PUBLIC: Final = URIRef("http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC")

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sag": str(SAG),
        "id": ID,
        "adms": str(ADMS),
        "dcat": str(DCAT),
        "dct": str(DCT),
        "foaf": str(FOAF),
        "oa": str(OA),
        "org": str(ORG),
        "owl": str(OWL),
        "prov": str(PROV),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "schema": str(SCHEMA),
        "sh": str(SH),
        "skos": str(SKOS),
        "void": str(VOID),
        "xsd": str(XSD),
    }
)


def _text(*path: str) -> str:
    """Read a file of this package."""
    return files(__name__).joinpath(*path).read_text(encoding="utf-8")


def _graph(*texts: str) -> Graph:
    """Parse Turtle texts into one graph with our prefixes."""
    graph = Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    for text in texts:
        graph.parse(data=text, format="turtle", publicID=str(SAG))
    return graph


@cache
def ontology_graph(alignments: bool = False) -> Graph:
    """Classes, properties, doubts, outcomes and body types; with ``alignments``, their ties to other vocabularies too.

    The graph is shared between callers: read it, do not change it.
    """
    names = (
        "sagsgang.ttl",
        "doubts.ttl",
        "outcomes.ttl",
        "bodytypes.ttl",
        *(("alignments.ttl",) if alignments else ()),
    )
    return _graph(*map(_text, names))


@cache
def vocabulary() -> Graph:
    """The Danish words that the extraction matches, as SKOS labels. Shared: read it, do not change it."""
    return _graph(_text("da.ttl"))


@cache
def place_graphs() -> Mapping[str, Graph]:
    """The places we know something of, by file name without ending ("norddjurs"). Shared: read them only."""
    found = sorted(entry.name for entry in files(__name__).joinpath("places").iterdir() if entry.name.endswith(".ttl"))
    return MappingProxyType({name.removesuffix(".ttl"): _graph(_text("places", name)) for name in found})


def context() -> str:
    """The JSON-LD 1.1 context of our terms and those we reuse, as JSON text."""
    return _text("context.jsonld")
