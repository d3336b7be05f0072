"""What the graph holds, in numbers (VoID, W3C Interest Group Note, 3 March 2011), and where this server gives it."""

from typing import Final

from pyoxigraph import NamedNode, Quad

from ...graph.description import DATASET, DESCRIPTION
from ...graph.store import Archive
from ...ontology import DCT, FOAF, VOID
from .publisher import Publisher
from .saying import Graph, iri

WELL_KNOWN: Final = "/.well-known/void"


def void(archive: Archive, base: str, publisher: Publisher) -> tuple[str, list[Quad]]:
    """The IRI of the dataset and its description; `base` is the address of the server."""
    graph = Graph()
    graph.say(
        DATASET,
        str(VOID.Dataset),
        [
            (DCT.publisher, iri(publisher.iri)),
            (DCT.license, iri(publisher.licence)),
            (FOAF.homepage, iri(f"{base}/")),
            (VOID.sparqlEndpoint, iri(f"{base}/sparql")),
            (VOID.dataDump, iri(f"{base}/dumps/all.nq")),
        ],
    )
    held = archive.store.quads_for_pattern(None, None, None, NamedNode(DESCRIPTION))
    told = sorted((quad for quad in held if str(quad.subject).startswith(f"<{DATASET}")), key=str)
    return DATASET, [*graph.quads, *(Quad(quad.subject, quad.predicate, quad.object) for quad in told)]
