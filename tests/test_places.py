import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node
from sagsgang.graph.mapping import stated
from sagsgang.graph.minutes import minutes
from sagsgang.graph.resolve import conclude
from sagsgang.graph.store import Archive
from sagsgang.ontology import (
    ADMS,
    DCT,
    FOAF,
    ID,
    ORG,
    RDF,
    SAG,
    SCHEMA,
    SKOS,
    XSD,
    ontology_graph,
    place_graphs,
    vocabulary,
)

PAGE = Path(__file__).parents[1] / "docs" / "new-place.md"
EXAMPLE = re.findall("```turtle\n(.*?)```", PAGE.read_text("utf-8"), re.S)[0]
PLACES = {**place_graphs(), "the example of docs/new-place.md": Graph().parse(data=EXAMPLE, format="turtle")}
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.notation, FOAF.name)


def meanings(graph: Graph, of: set[Node] | None = None) -> dict[str, set[Node]]:
    """Each label, without letter case, and the things it is said of."""
    found: dict[str, set[Node]] = defaultdict(set)
    for label in LABELS:
        for thing, value in graph.subject_objects(label):
            if of is None or thing in of:
                found[str(value).casefold()].add(thing)
    return found


def ambiguous(graph: Graph, of: set[Node] | None = None) -> dict[str, list[str]]:
    return {label: sorted(map(str, things)) for label, things in meanings(graph, of).items() if len(things) > 1}


def slug(name: str) -> str:
    plain = name.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


@pytest.mark.parametrize("place", sorted(PLACES))
def test_no_label_means_two_things_in_one_place(place: str) -> None:
    assert ambiguous(PLACES[place]) == {}


def schemes(graph: Graph) -> Iterator[tuple[str, set[Node]]]:
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        yield str(scheme), set(graph.subjects(SKOS.inScheme, scheme))


def test_no_label_means_two_things_in_one_scheme() -> None:
    for graph in (ontology_graph(), vocabulary()):
        for scheme, concepts in schemes(graph):
            assert concepts, scheme
            assert ambiguous(graph, concepts) == {}, scheme


def test_a_label_of_two_things_is_found() -> None:
    graph = Graph()
    graph.add((URIRef("urn:a"), SKOS.altLabel, Literal("Udvalget")))
    graph.add((URIRef("urn:b"), FOAF.name, Literal("udvalget")))
    assert ambiguous(graph) == {"udvalget": ["urn:a", "urn:b"]}


def test_denmark_has_98_municipalities_each_with_a_code_of_three_digits() -> None:
    graph = place_graphs()["denmark"]
    codes = {municipality: graph.value(municipality, SKOS.notation) for municipality in graph.subjects(RDF.type)}
    assert len(codes) == 98
    assert len(set(codes.values())) == 98
    for municipality, code in codes.items():
        assert re.fullmatch("[1-8][0-9]{2}", str(code))
        assert municipality == URIRef(f"{ID}municipality/{code}")
        assert str(graph.value(municipality, FOAF.name)).lower().endswith("kommune")
    assert codes[URIRef(ID + "municipality/707")] == Literal("707")
    assert graph.value(URIRef(ID + "municipality/751"), FOAF.name) == Literal("Aarhus Kommune")


@pytest.mark.parametrize("place", sorted(PLACES))
def test_a_body_is_named_by_its_municipality_and_its_slug(place: str) -> None:
    graph = PLACES[place]
    types = set(ontology_graph().objects(SAG.bodytypes, SKOS.hasTopConcept))
    for body in graph.subjects(RDF.type, SAG.Body):
        name = graph.value(body, FOAF.name)
        assert body == URIRef(f"{graph.value(body, SAG.municipality)}/body/{slug(str(name))}")
        assert graph.value(body, ORG.subOrganizationOf) == graph.value(body, SAG.municipality)
        assert graph.value(body, ORG.classification) in types


@pytest.mark.parametrize("place", sorted(PLACES))
def test_a_place_says_only_what_the_model_knows(place: str) -> None:
    graph = PLACES[place]
    allowed = {RDF.type, *LABELS, FOAF.homepage, DCT.title, DCT.date, SAG.municipality, ADMS.identifier}
    allowed |= {SCHEMA.validFrom, SCHEMA.validThrough, ORG.classification, ORG.subOrganizationOf}
    allowed |= {ORG.originalOrganization, ORG.resultingOrganization}
    assert set(graph.predicates()) <= allowed
    for start in graph.objects(None, SCHEMA.validFrom):
        assert isinstance(start, Literal)
        assert start.datatype == XSD.date


def test_a_reform_says_which_bodies_came_of_which() -> None:
    graph = place_graphs()["norddjurs"]
    bodies = set(graph.subjects(RDF.type, SAG.Body))
    reforms = list(graph.subjects(RDF.type, ORG.ChangeEvent))
    assert reforms
    for reform in reforms:
        assert set(graph.objects(reform, ORG.originalOrganization)) <= bodies
        assert set(graph.objects(reform, ORG.resultingOrganization)) <= bodies


def test_norddjurs_has_its_numbers() -> None:
    graph = place_graphs()["norddjurs"]
    identifiers = graph.objects(URIRef(ID + "municipality/707"), ADMS.identifier)
    assert {str(graph.value(each, SKOS.notation)) for each in identifiers} == {"707", "29189986"}


def test_a_place_with_a_file_is_one_of_the_98_and_says_its_kommunekode() -> None:
    towns = set(place_graphs()["denmark"].subjects(RDF.type, SAG.Municipality))
    for name, graph in place_graphs().items():
        if name != "denmark":
            [town] = graph.subjects(RDF.type, SAG.Municipality)
            assert town in towns, name
            codes = {str(graph.value(each, SKOS.notation)) for each in graph.objects(town, ADMS.identifier)}
            assert str(town).rpartition("/")[2] in codes, name


def test_a_cvr_number_passes_its_own_check() -> None:
    """Modulus 11, weighted; Det Centrale Virksomhedsregister gives out no others."""
    told = {str(number) for graph in place_graphs().values() for number in graph.objects(None, SKOS.notation)}
    numbers = [number for number in told if re.fullmatch("[0-9]{8}", number)]
    assert len(numbers) >= 3
    for number in numbers:
        assert (
            sum(int(digit) * weight for digit, weight in zip(number, (2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11 == 0
        )


LIFT = """{town}
Økonomiudvalget

REFERAT

Dato: Torsdag den 4. februar 2021

1. Ny lift i sundhedshuset

Sagsgang: SSU {code} {council}

Sagsfremstilling
Liften er slidt op. Sagen blev drøftet i SSU den 12. januar 2021.{more}

Beslutning i Økonomiudvalget den 04-02-2021
Anbefales.
"""
STEVNS = LIFT.format(town="Stevns Kommune", code="ØU", council="KB", more="")
MIDDELFART = LIFT.format(town="Middelfart Kommune", code="ØKU", council="BY", more="")
ELSEWHERE = LIFT.format(town="Havnstrup Kommune", code="ØU", council="BY", more="")
SPELLED = LIFT.format(
    town="Havnstrup Kommune", code="ØU", council="BY", more=" Sport- og Spejderudvalget (SSU) var for."
)


def routes(*texts: str) -> list[list[str]]:
    """The route of each document's only item, read out of one store that holds all of them."""
    with Archive() as archive:
        graphs = [stated(text.encode(), "liften.txt") for text in texts]
        for graph in graphs:
            archive.put(graph)
        conclude(archive)
        return [minutes(archive, graph.document)["items"][0]["route"] for graph in graphs]


def test_a_code_is_a_body_of_its_own_municipality_alone() -> None:
    assert routes(STEVNS, MIDDELFART, ELSEWHERE) == [
        ["Social og Sundhed", "Økonomiudvalget", "Kommunalbestyrelsen"],
        ["Social- og Sundhedsudvalget", "Økonomiudvalget", "Byrådet"],
        ["SSU", "Økonomiudvalget", "Byrådet"],
    ]


def test_where_no_register_knows_a_code_the_document_may_spell_it_out() -> None:
    assert routes(SPELLED) == [["Sport- og Spejderudvalget", "Økonomiudvalget", "Byrådet"]]


def test_a_code_that_nothing_spells_out_stays_one_whatever_other_towns_are_in_the_store() -> None:
    with Archive() as archive:
        for text in (STEVNS, MIDDELFART, ELSEWHERE):
            archive.put(stated(text.encode(), "liften.txt"))
        conclude(archive)
        names = archive.query(f"""SELECT ?name ?town {{
            ?body <{SKOS.notation}> "SSU" ; a <{SAG.Body}> ; <{FOAF.name}> ?name ; <{SAG.municipality}> ?town }}""")
        assert not isinstance(names, bool)
        found = sorted((str(row[0].value), str(row[1].value).rpartition("/")[2]) for row in names)
        assert found == [("SSU", "havnstrup"), ("Social og Sundhed", "336"), ("Social- og Sundhedsudvalget", "410")]
