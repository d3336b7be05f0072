"""The store in the terms of others: valid where they have a schema, the same bytes, and nothing that is closed."""

import csv
import json
import zipfile
from importlib.resources import files
from io import BytesIO, StringIO
from pathlib import Path

import httpx2
import pytest
from jsonschema import Draft202012Validator
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import Graph
from sagsgang import queries
from sagsgang.graph.build import build
from sagsgang.graph.cells import neutral
from sagsgang.graph.crosswalks.vocabularies import ELI_DL, INSIDE, OPARL, OSLO, POPOLO, oparl_list
from sagsgang.graph.export import export
from sagsgang.graph.store import Archive
from sagsgang.ontology import ID, ontology_graph
from serving import served

SCHEMAS = Path(__file__).parent / "schemas"
BESLUIT = "http://data.vlaanderen.be/ns/besluit#"
TOWN = f"{ID}municipality/lyngholm"
OURS = ("oslo", "eli-dl", "oparl", "popolo", "csv")
SECRET = "Havnens fremtidige ejer hedder Skjoldborg"
CLOSED = f"""Lyngholm Kommune
REFERAT
Økonomiudvalget
Tirsdag den 11. februar 2025

Punkt 1: Nyt tag på rådhuset
Beslutning
=Godkendt.

Punkt 2: Lukket punkt: Salg af havnen
Sagsfremstilling
{SECRET}.
Beslutning
Godkendt.
"""


@pytest.fixture(scope="module")
def archive(lyngholm: Path) -> Archive:
    return Archive(lyngholm, read_only=True)


def written(archive: Archive, format: str) -> bytes:
    out = BytesIO()
    export(archive, format, out)
    return out.getvalue()


def triples(archive: Archive, format: str) -> set[Triple]:
    return {quad.triple for quad in parse(written(archive, format), RdfFormat.TURTLE)}


def breaches(schema: str, said: object) -> list[str]:
    validator = Draft202012Validator(json.loads((SCHEMAS / schema).read_text("utf-8")))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(said)]


def test_every_query_of_the_crosswalks_is_part_of_an_export() -> None:
    held = {entry.name[:-3] for entry in files(queries).joinpath("crosswalks").iterdir() if entry.name.endswith(".rq")}
    assert held == {*OSLO, *ELI_DL, *OPARL.values(), *(f"popolo_{name}" for name in POPOLO)}


def test_oparl_is_valid_by_the_schema_of_its_specification(archive: Archive) -> None:
    said = json.loads(written(archive, "oparl"))
    assert breaches("oparl-1.1.json", said) == []
    assert {each["type"].rpartition("/")[2] for each in said["data"]} == set(OPARL)
    assert said["pagination"]["totalElements"] == len(said["data"])


def test_the_schema_finds_what_oparl_forbids(archive: Archive) -> None:
    said = json.loads(written(archive, "oparl"))
    meeting = next(each for each in said["data"] if each["type"].endswith("/Meeting") and "start" in each)
    meeting["start"], meeting["raum"] = "2025-02-04T16:00:00", "4"
    assert len(breaches("oparl-1.1.json", said)) == 1


@pytest.mark.parametrize("kind", [*OPARL, *INSIDE])
def test_each_list_that_an_oparl_body_names_is_valid(archive: Archive, kind: str) -> None:
    said = json.loads(b"".join(oparl_list(archive, kind, TOWN)))
    assert breaches("oparl-1.1.json", said) == []
    assert {each["type"] for each in said["data"]} == {f"https://schema.oparl.org/1.1/{kind}"}


def test_an_oparl_list_of_another_municipality_is_empty(archive: Archive) -> None:
    assert json.loads(b"".join(oparl_list(archive, "Meeting", f"{ID}municipality/707")))["data"] == []


def test_what_oparl_refers_to_is_there(archive: Archive) -> None:
    said = json.loads(written(archive, "oparl"))["data"]
    persons = {each["id"] for each in said if each["type"].endswith("/Person")}
    meetings = {each["id"]: each for each in said if each["type"].endswith("/Meeting")}
    papers = [each for each in said if each["type"].endswith("/Paper")]
    assert {person for meeting in meetings.values() for person in meeting.get("participant", [])} <= persons
    told = [consultation for paper in papers for consultation in paper.get("consultation", [])]
    assert {consultation["meeting"] for consultation in told if "meeting" in consultation} <= set(meetings)
    items = {item["id"] for meeting in meetings.values() for item in meeting.get("agendaItem", [])}
    assert {consultation["agendaItem"] for consultation in told if "agendaItem" in consultation} <= items
    assert any("meeting" not in consultation for consultation in told)


def test_a_meeting_of_oparl_tells_danish_time_and_its_items_in_order(archive: Archive) -> None:
    said = json.loads(written(archive, "oparl"))["data"]
    meeting = next(each for each in said if each["id"].endswith("boerne-skole-og-kulturudvalget/meeting/2025-02-04"))
    assert (meeting["start"], meeting["meetingState"]) == ("2025-02-04T16:00:00+01:00", "durchgeführt")
    assert [(item["order"], item["number"]) for item in meeting["agendaItem"]] == [
        (0, "1"),
        (1, "2"),
        (2, "3"),
        (3, "4"),
    ]
    assert [item["public"] for item in meeting["agendaItem"]] == [True, True, True, False]


def test_popolo_has_the_keys_of_its_specification(archive: Archive) -> None:
    said = json.loads(written(archive, "popolo"))
    assert breaches("popolo.json", said) == []
    organizations = {each["id"] for each in said["organizations"]}
    assert {each["organization_id"] for each in said["memberships"] if "organization_id" in each} <= organizations
    assert {vote["option"] for event in said["vote_events"] for vote in event["votes"]} == {
        "no",
        "abstain",
        "reservation",
    }


def test_oslo_says_who_met_what_was_treated_and_what_came_of_it(archive: Archive) -> None:
    said = triples(archive, "oslo")
    meeting = NamedNode(f"{TOWN}/body/kommunalbestyrelsen/meeting/2025-02-18")
    treatment = f"{TOWN}/case/24-12540/treatment/kommunalbestyrelsen/2025-02-18"
    (against,) = {
        frozenset(
            t.object.value
            for t in said
            if t.subject == vote and t.predicate == NamedNode(f"{BESLUIT}heeftTegenstander")
        )
        for vote in [NamedNode(f"{treatment}/vote")]
    }
    approved = "http://themis.vlaanderen.be/id/concept/beslissing-resultaatcodes/56312c4b-9d2a-4735-b0b1-2ff14bb524fd"
    result = NamedNode("https://data.vlaanderen.be/ns/besluitvorming#resultaat")
    assert Triple(meeting, NamedNode(f"{BESLUIT}isGehoudenDoor"), NamedNode(f"{TOWN}/body/kommunalbestyrelsen")) in said
    assert Triple(NamedNode(treatment), result, NamedNode(approved)) in said
    assert len(against) == 3


def test_eli_dl_tells_what_carried_out_what_was_foreseen(archive: Archive) -> None:
    elidl = "http://data.europa.eu/eli/eli-draft-legislation-ontology#"
    said = triples(archive, "eli-dl")
    foreseen = {t.subject for t in said if t.object == NamedNode(f"{elidl}ForeseenActivity")}
    executed = {t.object for t in said if t.predicate == NamedNode(f"{elidl}executed")}
    assert executed
    assert executed < foreseen


def test_only_terms_that_the_alignments_or_the_documentation_name_are_used(archive: Archive) -> None:
    text = (Path(__file__).parents[1] / "docs" / "crosswalks.md").read_text("utf-8")
    prefixes = {
        BESLUIT: "besluit",
        "http://data.vlaanderen.be/ns/mandaat#": "mandaat",
        "http://data.europa.eu/eli/eli-draft-legislation-ontology#": "elidl",
        "https://data.vlaanderen.be/ns/besluitvorming#": "besluitvorming",
        "https://data.vlaanderen.be/ns/dossier#": "dossier",
    }
    aligned = {str(term) for triple in _alignments() for term in triple}
    for format in ("oslo", "eli-dl"):
        for term in {t.predicate.value for t in triples(archive, format)}:
            space = next((space for space in prefixes if term.startswith(space)), None)
            if space is not None:
                name = f"{prefixes[space]}:{term.removeprefix(space)}"
                assert term in aligned or f"`{name}`" in text, name


def _alignments() -> Graph:
    return ontology_graph(alignments=True)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("closed")
    (folder / "referat.txt").write_text(CLOSED, "utf-8")
    archive = Archive()
    build([folder], archive, workers=1)
    return archive


@pytest.mark.parametrize("format", OURS)
def test_what_is_closed_is_in_no_crosswalk(closed: Archive, format: str) -> None:
    said = written(closed, format)
    texts = [said]
    if format == "csv":
        with zipfile.ZipFile(BytesIO(said)) as bundle:
            texts = [bundle.read(name) for name in bundle.namelist()]
    assert not any(b"Skjoldborg" in text for text in texts)
    assert any(b"Salg af havnen" in text for text in texts)


def test_who_left_the_store_is_in_no_crosswalk(tmp_path: Path) -> None:
    (tmp_path / "referat.txt").write_text(CLOSED, "utf-8")
    (tmp_path / "andet.txt").write_text(
        CLOSED.replace("11. februar", "18. februar") + "\nDeltagere: Ulla Brøndsted\n", "utf-8"
    )
    archive = Archive()
    build([tmp_path], archive, workers=1)
    before = [written(archive, format) for format in ("oparl", "popolo")]
    (tmp_path / "andet.txt").unlink()
    build([tmp_path], archive, workers=1)
    assert all("Brøndsted".encode() in said for said in before)
    for format in ("oslo", "eli-dl", "oparl", "popolo"):
        said = written(archive, format)
        assert "Brøndsted".encode() not in said
        assert b"2025-02-18" not in said


def test_a_bundle_of_csv_has_a_table_a_class_and_no_formula(closed: Archive) -> None:
    with zipfile.ZipFile(BytesIO(written(closed, "csv"))) as bundle:
        assert bundle.namelist() == sorted(bundle.namelist())
        decisions = list(csv.DictReader(StringIO(bundle.read("Decision.csv").decode())))
        assert {row["wording"] for row in decisions} == {"'=Godkendt.", "Godkendt."}
        assert b"\r\n" in bundle.read("Decision.csv")
        cells = [
            cell
            for name in bundle.namelist()
            for row in csv.reader(StringIO(bundle.read(name).decode()))
            for cell in row
        ]
    assert [cell for cell in cells if neutral(cell) != cell] == []


def test_parquet_has_the_tables_of_the_csv(archive: Archive) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    with (
        zipfile.ZipFile(BytesIO(written(archive, "parquet"))) as columnar,
        zipfile.ZipFile(BytesIO(written(archive, "csv"))) as text,
    ):
        assert [Path(n).stem for n in columnar.namelist()] == [Path(n).stem for n in text.namelist()]
        held = parquet.read_table(BytesIO(columnar.read("Meeting.parquet"))).to_pylist()
        rows = list(csv.DictReader(StringIO(text.read("Meeting.csv").decode())))
    assert [(row["id"], row["date"]) for row in held] == [(row["id"], [row["date"]]) for row in rows]


def test_the_lists_of_an_oparl_body_answer_at_their_addresses(archive: Archive, lyngholm: Path) -> None:
    body = json.loads(written(archive, "oparl"))["data"][0]
    with served(lyngholm) as server, httpx2.Client(base_url=server, timeout=60) as client:
        listed = client.get(body["meeting"].removeprefix("https://w3id.org/sagsgang"))
        whole = client.get("/crosswalks/popolo")
        wrong = [client.get(f"/crosswalks/{asked}").status_code for asked in ("oparl?type=Cat", "oslo?type=Body")]
        wrong += [client.get(f"/crosswalks/{asked}").status_code for asked in ("latin", "oparl?type=Body&body=%00")]
    assert listed.headers["content-type"] == "application/json"
    assert listed.content == b"".join(oparl_list(archive, "Meeting", TOWN))
    assert whole.content == written(archive, "popolo")
    assert wrong == [404, 404, 422, 422]
