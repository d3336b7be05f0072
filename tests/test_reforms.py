"""Reforms: what came of a body counts as it where that is asked for."""

from pathlib import Path

import pytest
from sagsgang.graph.paths import (
    Reform,
    Scope,
    Wanted,
    bodies,
    body_graph,
    current,
    lineage,
    paths,
    reach,
    reforms,
    shortest,
    variants,
    waits,
)
from sagsgang.graph.places import RegisterError, beside, read_places
from sagsgang.graph.resolve import conclude
from sagsgang.graph.resolve.reading import ask
from sagsgang.graph.store import Archive
from sagsgang.ontology import FOAF, ID, ORG, SAG, XSD
from sagsgang.shapes import validate
from stating import Decided, Item, Paper, hold
from travelled import body, travelled

MERGER = Reform("m", "2018-01-01", ("a", "b"), ("ab",))
SPLIT = Reform("s", "2022-01-01", ("ab",), ("a", "b"))
RENAMED = Reform("r", None, ("x",), ("y",))
TOWN = {
    "old": "DIR 2017-01-01 AU 2017-02-01 KB 2017-03-01",
    "mid": "DIR 2019-01-01 EAU 2019-02-01 KB 2019-03-01",
    "new": "DIR 2023-01-01 AU 2023-02-01 KB 2023-03-01",
    "other": "DIR 2023-01-01 EU 2023-02-01 KB 2023-03-01",
}
REFORMS = (("2018-01-01", "AU EU", "EAU"), ("2022-01-01", "EAU", "AU EU"))
OWN = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix sag: <https://w3id.org/sagsgang/ontology/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix body: <https://w3id.org/sagsgang/id/municipality/havnstrup/body/> .
@prefix change: <https://w3id.org/sagsgang/id/municipality/havnstrup/change/> .
@prefix municipality: <https://w3id.org/sagsgang/id/municipality/> .

municipality:havnstrup a sag:Municipality ; foaf:name "Havnstrup Kommune" .
body:teknik-og-miljoeudvalget a sag:Body ; foaf:name "Teknik- og Miljøudvalget" ; skos:notation "TMU" ;
    sag:municipality municipality:havnstrup .
body:planudvalget a sag:Body ; foaf:name "Planudvalget" ; skos:notation "PU" ; sag:municipality municipality:havnstrup .
change:2025-02-01-teknik-og-miljoeudvalget a org:ChangeEvent ; dct:date "2025-02-01"^^xsd:date ;
    org:originalOrganization body:teknik-og-miljoeudvalget ; org:resultingOrganization body:planudvalget .
"""
NORDDJURS = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix body: <https://w3id.org/sagsgang/id/municipality/707/body/> .
@prefix change: <https://w3id.org/sagsgang/id/municipality/707/change/> .
change:oekonomiudvalget a org:ChangeEvent ;
    org:originalOrganization body:oekonomiudvalget ; org:resultingOrganization body:erhvervsudvalget .
"""


def town() -> Archive:
    return travelled(TOWN, reforms=REFORMS)


def test_a_merged_body_counts_with_all_it_has_and_of_a_split_each_part_from_its_day_on() -> None:
    assert lineage([MERGER, SPLIT], ["a"]) == {"a": "", "ab": "2018-01-01", "b": "2022-01-01"}
    assert lineage([MERGER, SPLIT], ["ab"]) == {"ab": "", "a": "2022-01-01", "b": "2022-01-01"}
    assert lineage([SPLIT], ["a"]) == {"a": ""}
    assert lineage([RENAMED], ["x"]) == {"x": "", "y": ""}
    assert lineage([MERGER, Reform("t", "2015-01-01", ("ab",), ("z",))], ["a"]) == {"a": "", "ab": "2018-01-01"}


def test_of_a_whole_place_a_body_is_the_one_that_has_its_work_now() -> None:
    assert current([MERGER, SPLIT], "a", "2017-05-01") == "ab"
    assert current([MERGER, SPLIT], "ab", "2019-05-01") == "ab"
    assert current([MERGER], "a", "2018-01-01") == "a"
    assert current([RENAMED, Reform("q", None, ("y",), ("x",))], "x", "2020-01-01") == "y"


def test_paths_follow_successors_only_where_that_is_asked_for() -> None:
    assert [one.bodies[0].short for one in paths(town(), "EAU", "KB")] == ["EAU"]
    assert sorted(one.bodies[0].short for one in paths(town(), "EAU", "KB", successors=True)) == ["AU", "EAU", "EU"]
    old = paths(town(), "AU", "KB", successors=True)
    assert sorted((one.bodies[0].short, len(one.evidence)) for one in old) == [("AU", 2), ("EAU", 1), ("EU", 1)]
    between = paths(town(), "DIR", "KB", via="EAU", successors=True)
    assert {case.case.rpartition("/")[2] for one in between for case in one.evidence} == {"mid", "new", "other"}
    around = paths(town(), "DIR", "KB", avoiding="EAU", successors=True)
    assert {case.case.rpartition("/")[2] for one in around for case in one.evidence} == {"old"}


def test_a_body_that_is_named_itself_counts_as_no_other() -> None:
    archive = travelled({"a": "AU 2017-01-01 EAU 2019-01-01 KB 2019-02-01"}, reforms=REFORMS)
    [path] = paths(archive, "AU", "EAU", successors=True)
    assert [one.short for one in path.bodies] == ["AU", "EAU"]


def test_links_and_reach_follow_successors_of_the_bodies_asked_for() -> None:
    [path] = shortest(town(), "EAU", "KB", wanted=Wanted(scope=Scope(successors=True)))
    assert len(path.links[0].cases) == 3
    [alone] = shortest(town(), "EAU", "KB")
    assert len(alone.links[0].cases) == 1
    assert [len(one.cases) for one in reach(town(), "AU", Scope(successors=True))] == [4]


def test_a_whole_place_follows_each_body_to_the_one_that_has_its_work_now() -> None:
    ways = {" ".join(body.short for body in one.bodies): one.count for one in variants(town(), Scope(successors=True))}
    assert ways == {"DIR EAU KB": 2, "DIR AU KB": 1, "DIR EU KB": 1}
    assert {" ".join(b.short for b in one.bodies): one.count for one in variants(town())}["DIR AU KB"] == 2
    assert len(waits(town(), Scope(successors=True))) == 6
    assert body_graph(town(), Scope(successors=True)).number_of_edges(body("DIR"), body("EAU")) == 2


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "havnstrup.ttl").write_text(OWN, "utf-8")
    return tmp_path / "havnstrup.ttl"


def test_reforms_of_ones_own_register_are_in_the_graph_with_the_bodies_they_tell_of(own: Path) -> None:
    paper = Paper(
        "TMU", "2025-01-20", (Item("Cykelsti", "25/1", decided=(Decided("TMU", "2025-01-20", ("approved",)),)),)
    )
    with beside(read_places([own])):
        archive = hold([paper])
        conclude(archive)
        elsewhere = hold([Paper("KB", "2025-01-20", ())])
        conclude(elsewhere)
    start = f"{ID}municipality/havnstrup"
    assert reforms(archive) == (
        Reform(
            f"{start}/change/2025-02-01-teknik-og-miljoeudvalget",
            "2025-02-01",
            (f"{start}/body/teknik-og-miljoeudvalget",),
            (f"{start}/body/planudvalget",),
        ),
    )
    assert {one.short for one in bodies(archive).values()} == {"TMU", "PU"}
    assert reforms(elsewhere) == ()
    nquads = "".join(line for line in archive.lines() if "graph/concluded" in line.rpartition(" <")[2]).encode()
    assert validate(nquads).conforms


def test_the_reforms_of_the_package_are_in_the_graph_of_a_place_that_has_such_bodies() -> None:
    paper = Paper(
        "HU",
        "2019-01-20",
        (),
        municipality="Norddjurs Kommune",
        spelled={"HU": ("Erhverv- og arbejdsmarkedsudvalget", "EAU")},
    )
    archive = hold([paper])
    conclude(archive)
    found = reforms(archive)
    assert [one.day for one in found] == ["2018-01-01", "2022-01-01"]
    assert {iri.rpartition("/")[2] for one in found for iri in (*one.before, *one.after)} == {
        "erhverv-og-arbejdsmarkedsudvalget", "erhvervsudvalget", "arbejdsmarkedsudvalget"
    }  # fmt: skip
    assert set(bodies(archive)) == {iri for one in found for iri in (*one.before, *one.after)}


def test_a_register_may_hold_reforms_alone_of_bodies_that_are_known(tmp_path: Path) -> None:
    file = tmp_path / "reforms.ttl"
    file.write_text(NORDDJURS, "utf-8")
    assert read_places([file])
    for before, after, why in (
        ("body:oekonomiudvalget", "body:nosuch", "which is no sag:Body"),
        ("707/change", "740/change", "its IRI should begin with"),
    ):
        file.write_text(NORDDJURS.replace(before, after), "utf-8")
        with pytest.raises(RegisterError, match=why):
            read_places([file])


def asked(archive: Archive, name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column, "") for column in columns) for row in ask(archive, name, values, "2024-01-01")]


def test_what_a_body_became_and_came_of_is_a_question() -> None:
    columns = ("relation", "other", "day")
    assert asked(town(), "successors", *columns, body="EAU") == [
        ("predecessor", "AU-udvalget", "2018-01-01"),
        ("predecessor", "EU-udvalget", "2018-01-01"),
        ("successor", "AU-udvalget", "2022-01-01"),
        ("successor", "EU-udvalget", "2022-01-01"),
    ]
    assert asked(town(), "successors", *columns, body="AU-udvalget") == [
        ("predecessor", "EU-udvalget", "2018-01-01"),
        ("predecessor", "EAU-udvalget", "2022-01-01"),
        ("successor", "EAU-udvalget", "2018-01-01"),
        ("successor", "EU-udvalget", "2022-01-01"),
    ]
    assert asked(town(), "successors", *columns, body="KB") == [("", "", "")]
    assert asked(town(), "successors", *columns, body="nosuch") == []


SEATS = (("AU", "a", "2017"), ("EAU", "b", "2019"), ("AU", "c", "2023"), ("EU", "d", "2016"), ("EU", "e", "2023"))


def test_members_are_those_of_successors_too_where_that_is_asked_for() -> None:
    archive = town()
    lines = []
    for code, name, year in SEATS:
        person, seat = f"<{ID}person/{name}>", f"<{body(code)}/membership/{name}>"
        lines += [
            f'{person} <{FOAF.name}> "{name}" .',
            f"{person} <{SAG.municipality}> <{ID}municipality/havnstrup> .",
            f"{seat} <{ORG.organization}> <{body(code)}> .",
            f"{seat} <{ORG.member}> {person} .",
            *(f'{seat} <{SAG[end]}> "{year}-05-01"^^<{XSD.date}> .' for end in ("firstSeen", "lastSeen")),
        ]
    archive.load("\n".join(lines).encode())
    members = {code: {row[0] for row in asked(archive, "post_holders", "name", post=code)} for code in ("AU", "EAU")}
    assert members == {"AU": {"a", "c"}, "EAU": {"b"}}
    assert {row[0] for row in asked(archive, "post_holders", "name", post="AU", successors="true")} == {
        "a",
        "b",
        "c",
        "e",
    }
    assert {row[0] for row in asked(archive, "post_holders", "name", post="EAU", successors="true")} == {"b", "c", "e"}
