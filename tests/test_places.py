import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node
from sagsgang.api.cli import app
from sagsgang.graph.build import build
from sagsgang.graph.mapping import stated
from sagsgang.graph.minutes import minutes
from sagsgang.graph.places import RegisterError, beside, read_places
from sagsgang.graph.register import place as known
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
from typer.testing import CliRunner

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


def meet(graph: Graph, one: str, other: str) -> bool:
    """Whether two bodies have a day in common."""

    def period(body: str) -> tuple[str, str]:
        since, until = (graph.value(URIRef(body), of) for of in (SCHEMA.validFrom, SCHEMA.validThrough))
        return str(since or "0000"), str(until or "9999")

    (first, last), (begin, end) = period(one), period(other)
    return first <= end and begin <= last


@pytest.mark.parametrize("place", sorted(PLACES))
def test_no_label_means_two_things_at_once_in_one_place(place: str) -> None:
    graph = PLACES[place]
    for label, things in ambiguous(graph).items():
        assert not any(meet(graph, *pair) for pair in combinations(things, 2)), label


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


OWN = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix sag: <https://w3id.org/sagsgang/ontology/> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix body: <https://w3id.org/sagsgang/id/municipality/havnstrup/body/> .
@prefix municipality: <https://w3id.org/sagsgang/id/municipality/> .

municipality:havnstrup a sag:Municipality ; foaf:name "Havnstrup Kommune" .
body:skole-og-svoemmeudvalget a sag:Body ; foaf:name "Skole- og Svømmeudvalget" ; skos:notation "SSU" ;
    schema:validThrough "2017-12-31"^^xsd:date ; sag:municipality municipality:havnstrup .
body:sport-og-spejderudvalget a sag:Body ; foaf:name "Sport- og Spejderudvalget" ; skos:notation "SSU" ;
    schema:validFrom "2018-01-01"^^xsd:date ; sag:municipality municipality:havnstrup .
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's own file."""
    (tmp_path / "havnstrup.ttl").write_text(OWN, "utf-8")
    return tmp_path / "havnstrup.ttl"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder of minutes from three municipalities."""
    (tmp_path / "papers").mkdir()
    for name, text in {"s": STEVNS, "m": MIDDELFART, "h": ELSEWHERE}.items():
        (tmp_path / "papers" / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path / "papers"


def bodies_called(archive: Archive, code: str) -> list[str]:
    rows = archive.query(f'SELECT ?name {{ ?b a <{SAG.Body}> ; <{SKOS.notation}> "{code}" ; <{FOAF.name}> ?name }}')
    assert not isinstance(rows, bool)
    return sorted(str(row[0].value) for row in rows)


def test_a_file_of_ones_own_tells_what_codes_are_of_its_municipality_alone(own: Path) -> None:
    with beside(read_places([own])):
        assert [route[0] for route in routes(STEVNS, MIDDELFART, ELSEWHERE)] == [
            "Social og Sundhed",
            "Social- og Sundhedsudvalget",
            "Sport- og Spejderudvalget",
        ]
    assert routes(ELSEWHERE)[0][0] == "SSU"


def test_a_code_means_the_body_whose_time_it_was(own: Path) -> None:
    with beside(read_places([own])):
        assert routes(ELSEWHERE.replace("2021", "2016"))[0][0] == "Skole- og Svømmeudvalget"
        old, new, whenever = (known("Havnstrup", day) for day in (date(2017, 12, 31), date(2018, 1, 1), None))
        assert old
        assert new
        assert whenever
        assert (old.bodies["ssu"], new.bodies["ssu"]) == ("Skole- og Svømmeudvalget", "Sport- og Spejderudvalget")
        assert "ssu" not in whenever.bodies


@pytest.mark.parametrize("workers", [1, 2])
def test_with_another_register_all_documents_are_read_again(own: Path, papers: Path, workers: int) -> None:
    with Archive() as archive:
        assert build([papers], archive, workers=workers).read == 3
        assert "SSU" in bodies_called(archive, "SSU")
        with beside(read_places([own])):
            assert build([papers], archive, workers=workers).read == 3
            assert "SSU" not in bodies_called(archive, "SSU")
            assert "Sport- og Spejderudvalget" in bodies_called(archive, "SSU")
            assert build([papers], archive, workers=workers).read == 0
        own.write_text(OWN.replace("Spejderudvalget", "Skakudvalget").replace("spejder", "skak"), "utf-8")
        with beside(read_places([own])):
            assert build([papers], archive, workers=workers).read == 3
            assert "Sport- og Skakudvalget" in bodies_called(archive, "SSU")
        assert build([papers], archive, workers=workers).read == 3
        assert "SSU" in bodies_called(archive, "SSU")


def test_what_ones_own_file_says_of_a_municipality_takes_the_place_of_what_the_package_says(tmp_path: Path) -> None:
    (tmp_path / "stevns.ttl").write_text(OWN.replace("/havnstrup/", "/336/").replace(":havnstrup", ":336"), "utf-8")
    text = STEVNS.replace("Stevns Kommune", "Havnstrup Kommune")
    with beside(read_places([tmp_path / "stevns.ttl"])):
        assert routes(text)[0] == ["Sport- og Spejderudvalget", "Økonomiudvalget", "Kommunalbestyrelsen"]
        assert known("Stevns") is None
        town = known("Havnstrup Kommune")
        assert town
        assert "pmt" not in town.bodies
    assert known("Havnstrup Kommune") is None


def test_the_order_of_ones_own_files_does_not_matter(own: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ttl"
    other.write_text(OWN.replace("avnstrup", "ornstrup"), "utf-8")
    assert read_places([own, other]) == read_places([other, own, own])


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("@prefix foaf:", "@prefix foaf", "is not Turtle"),
        (OWN, "", "tells of no municipality"),
        ('foaf:name "Sport- og Spejderudvalget" ;', "", "has no name"),
        ('foaf:name "Havnstrup Kommune"', 'skos:notation "1"', "is no sag:Municipality with a name"),
        ("municipality/havnstrup/body/", "municipality/horn/body/", "its IRI should begin with"),
        ("id/municipality/", "id/town/", "its IRI should begin with"),
        (
            "2018-01-01",
            "2017-01-01",
            "«ssu» is both Skole- og Svømmeudvalget and Sport- og Spejderudvalget at one time",
        ),
        ("2018-01-01", "næste år", "næste år"),
        ('foaf:name "Sport', 'foaf:name "Spejderne", "Sport', "has two names"),
    ],
)
def test_a_file_that_is_not_of_the_form_is_refused_by_name_and_reason(
    own: Path, before: str, after: str, why: str
) -> None:
    own.write_text(OWN.replace(before, after), "utf-8")
    with pytest.raises(RegisterError) as told:
        read_places([own])
    assert str(told.value).startswith(f"{own}: ")
    assert why in str(told.value)


def test_the_command_takes_files_of_ones_own_by_option_and_from_the_environment(own: Path, papers: Path) -> None:
    def run(*words: str | Path, **environment: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, [*map(str, words)], env={"NO_COLOR": "1", **environment}, catch_exceptions=False)
        return done.exit_code, done.output

    sheet, store = papers / "h.txt", papers.parent / "store"
    assert "Sport- og Spejderudvalget" in run("minutes", sheet, "--json", "--register", own)[1]
    assert "Sport- og Spejderudvalget" in run("minutes", sheet, "--json", SAGSGANG_REGISTER=str(own))[1]
    assert "Sport- og Spejderudvalget" not in run("minutes", sheet, "--json")[1]
    assert run("build", papers, "--store", store, "--register", own)[0] == 0
    with Archive(store, read_only=True) as archive:
        assert "Sport- og Spejderudvalget" in bodies_called(archive, "SSU")
    assert run("build", papers, "--store", store, "--register", papers / "none.ttl") == (
        2,
        f"sagsgang: {papers / 'none.ttl'}: cannot be read: no such file or directory\n",
    )


def test_the_example_of_the_page_can_be_used_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "havnstrup.ttl").write_text(EXAMPLE, "utf-8")
    with beside(read_places([tmp_path / "havnstrup.ttl"])):
        town = known("Havnstrup")
        assert town
        assert town.bodies["mtu"] == "Miljø- og teknikudvalget"


def test_a_municipality_is_known_by_each_of_its_names() -> None:
    town = known("København Kommune")
    assert town
    assert town == known("københavns")
    assert town.name == "Københavns Kommune"
