"""What the graph holds, in numbers, by class and by property: VoID (W3C Interest Group Note, 3 March 2011)."""

from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ...graph.description import DATASET, DESCRIPTION, part
from ...graph.store import Archive
from ...ontology import DCT, FOAF, ID, ONTOLOGY_IRI, VOID
from ...queries import named
from ..asking import Ask
from .publisher import Publisher
from .saying import Graph, iri, text

WELL_KNOWN: Final = "/.well-known/void"


def void(ask: Ask, archive: Archive, base: str, publisher: Publisher) -> tuple[str, list[Quad]]:
    """The IRI of the dataset and its description, counted now; `base` is the address of the server.

    The partitions that the graph itself tells of are among it.
    """
    graph = Graph()
    classes, properties = (ask(named(f"api/void_{each}").bind({})) for each in ("classes", "properties"))
    counted = [
        *((part(DATASET, "class", row["class"]), VOID.entities, row["entities"]) for row in classes),
        *((part(DATASET, "property", row["property"]), VOID.triples, row["triples"]) for row in properties),
    ]
    said = [
        (DCT.title, text("Sagsgang", "da")),
        (DCT.publisher, iri(publisher.iri)),
        (DCT.license, iri(publisher.licence)),
        (FOAF.homepage, iri(f"{base}/")),
        (VOID.sparqlEndpoint, iri(f"{base}/sparql")),
        (VOID.dataDump, iri(f"{base}/dumps/all.nq")),
        (VOID.uriSpace, text(ID)),
        (VOID.vocabulary, iri(str(ONTOLOGY_IRI))),
        (VOID.triples, Literal(sum(int(row["triples"]) for row in properties))),
        (VOID.classes, Literal(len(classes))),
        (VOID.properties, Literal(len(properties))),
        *((VOID.classPartition, iri(part(DATASET, "class", row["class"]))) for row in classes),
        *((VOID.propertyPartition, iri(part(DATASET, "property", row["property"]))) for row in properties),
    ]
    graph.say(DATASET, str(VOID.Dataset), said)
    for its, measure, count in counted:
        graph.say(its, str(VOID.Dataset), [(measure, Literal(int(count)))])
    for kind, rows in (("class", classes), ("property", properties)):
        for row in rows:
            node, of = NamedNode(part(DATASET, kind, row[kind])), NamedNode(row[kind])
            graph.quads.append(Quad(node, NamedNode(str(VOID[kind])), of))
    held = archive.store.quads_for_pattern(None, None, None, NamedNode(DESCRIPTION))
    told = (Quad(*quad.triple) for quad in held if str(quad.subject).startswith(f"<{DATASET}"))
    return DATASET, list(dict.fromkeys([*graph.quads, *sorted(told, key=str)]))
