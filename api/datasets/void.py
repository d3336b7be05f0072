"""What the graph holds, in numbers, by class and by property: VoID (W3C Interest Group Note, 3 March 2011)."""

from typing import Final

from pyoxigraph import Literal, Quad

from ...ontology import DCT, FOAF, ID, ONTOLOGY_IRI, PREFIXES, VOID
from ...queries import named
from ..asking import Ask
from .publisher import Publisher
from .saying import Graph, iri, text

WELL_KNOWN: Final = "/.well-known/void"


def void(ask: Ask, base: str, publisher: Publisher) -> tuple[str, list[Quad]]:
    """The IRI of the dataset and its description; `base` is the address of the server."""
    dataset, graph = f"{base}{WELL_KNOWN}#dataset", Graph()
    classes, properties = (ask(named(f"api/void_{each}").bind({})) for each in ("classes", "properties"))
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
    ]
    said += [(VOID.classPartition, iri(_part(dataset, "class", row["class"]))) for row in classes]
    said += [(VOID.propertyPartition, iri(_part(dataset, "property", row["property"]))) for row in properties]
    graph.say(dataset, str(VOID.Dataset), said)
    for row in classes:
        counted = Literal(int(row["entities"]))
        its = _part(dataset, "class", row["class"])
        graph.say(its, str(VOID.Dataset), [(VOID["class"], iri(row["class"])), (VOID.entities, counted)])
    for row in properties:
        counted = Literal(int(row["triples"]))
        its = _part(dataset, "property", row["property"])
        graph.say(its, str(VOID.Dataset), [(VOID.property, iri(row["property"])), (VOID.triples, counted)])
    return dataset, graph.quads


def _part(dataset: str, kind: str, name: str) -> str:
    """A partition by the short name of its class or property."""
    for prefix, space in PREFIXES.items():
        if name.startswith(space):
            return f"{dataset}-{kind}-{prefix}-{name.removeprefix(space)}"
    return f"{dataset}-{kind}-{name.rpartition('/')[2].rpartition('#')[2]}"
