"""The graph as datasets: dumps with checksums, VoID, DCAT-AP-DK and a calendar."""

import io
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as Xml

import httpx2
import pyshacl
import pytest
from partitions import shapes
from pyoxigraph import RdfFormat, parse
from rdflib import Graph, URIRef
from sagsgang.api.app import create_app
from sagsgang.api.datasets.calendar import calendar
from sagsgang.api.datasets.dumps import Dumps
from sagsgang.api.datasets.feed import ATOM, DELETED
from sagsgang.api.datasets.publisher import Publisher
from sagsgang.api.held import Held
from sagsgang.api.known import Known
from sagsgang.graph.catalogue import CATALOGUE
from sagsgang.graph.changes import changes, last_number
from sagsgang.graph.description import DESCRIPTION
from sagsgang.graph.description.partitions import partitions, written
from sagsgang.graph.export import export
from sagsgang.graph.store import Archive
from sagsgang.ontology import DCAT, DCT, ID, PREFIXES, RDF, SAG, SH, VOID, XSD
from sagsgang.queries import names
from serving import served, serving
from stating import Item, Paper, state

PROLOGUE = "".join(f"PREFIX {name}: <{space}> " for name, space in PREFIXES.items())
TOWN = Publisher(
    iri="https://lyngholm.example/",
    name="Lyngholm Kommune",
    controller="Lyngholm Byråd",
    contact="Sekretariatet",
    email="post@lyngholm.example",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
)


@pytest.fixture(scope="module")
def client(lyngholm: Path) -> Iterator[httpx2.Client]:
    with (
        serving(create_app(lyngholm, publisher=TOWN)) as address,
        httpx2.Client(base_url=address, timeout=60) as client,
    ):
        yield client


def test_the_dump_of_everything_is_the_export(client: httpx2.Client, lyngholm: Path) -> None:
    with Archive(lyngholm, read_only=True) as archive:
        for ending, format in (("nq", "nquads"), ("trig", "trig")):
            out = io.BytesIO()
            export(archive, format, out)
            answer = client.get(f"/dumps/all.{ending}")
            assert answer.content == out.getvalue()
            told = re.fullmatch(r"sha-256=:(.+):", answer.headers["repr-digest"])
            assert told is not None
            assert b64decode(told[1]) == sha256(answer.content).digest()


def test_each_dump_has_its_checksum(client: httpx2.Client) -> None:
    offered = {each["name"]: each["address"] for each in client.get("/dumps/").json()}
    sums = dict(reversed(line.split("  ")) for line in client.get("/dumps/SHA256SUMS").text.splitlines())
    assert sums.keys() == offered.keys()
    assert len(sums) > 2
    for name, digest in sums.items():
        assert sha256(client.get(offered[name]).content).hexdigest() == digest


def test_a_place_and_a_document_are_dumped_apart(client: httpx2.Client) -> None:
    whole = set(parse(client.get("/dumps/all.nq").content, RdfFormat.N_QUADS))
    place = set(parse(client.get("/dumps/place/lyngholm.nq").content, RdfFormat.N_QUADS))
    document = next(q.graph_name.value for q in place if q.graph_name.value.endswith("/graph"))
    one = set(
        parse(client.get(f"/dumps/{document.removeprefix(ID).removesuffix('/graph')}.nq").content, RdfFormat.N_QUADS)
    )
    assert one < place < whole
    assert {q for q in whole if q.graph_name.value == document} <= one
    for path in ("doc/0.nq", "place/nowhere.nq", "place/%3E.nq", "all.zip", "graph/files.nq", "../all.nq"):
        assert client.get(f"/dumps/{path}").status_code == 404, path
    assert f"{ID}graph/files" not in client.get("/dumps/all.nq").text


def test_a_dump_that_is_being_sent_is_not_written_over_by_another(lyngholm: Path) -> None:
    with Archive(lyngholm, read_only=True) as archive:
        names = [entry.document.removeprefix(ID) for entry in archive.documents()]
    dumps = Dumps(Held(lyngholm))
    made = [found for name in names if (found := dumps.dump(name, "nq")) is not None]
    assert [sha256(each.path.read_bytes()).hexdigest() for each in made] == [each.digest for each in made]
    assert len({each.digest for each in made}) == len(names)
    dumps.close()


def test_void_counts_what_the_dump_holds(client: httpx2.Client) -> None:
    said = Graph().parse(data=client.get("/.well-known/void", headers={"Accept": "text/turtle"}).text, format="turtle")
    every = parse(client.get("/dumps/all.nq").content, RdfFormat.N_QUADS)
    quads = {quad for quad in every if quad.graph_name.value not in (DESCRIPTION, CATALOGUE)}
    cases = {q.subject for q in quads if q.predicate.value == str(RDF.type) and q.object.value == str(SAG.Case)}
    (dataset,) = said.subjects(VOID.sparqlEndpoint)
    (part,) = (each for each in said.objects(dataset, VOID.classPartition) if said[each : VOID["class"] : SAG.Case])
    assert said.value(part, VOID.entities).toPython() == len(cases) > 0
    (titled,) = (
        each for each in said.objects(dataset, VOID.propertyPartition) if said[each : VOID.property : DCT.title]
    )
    assert said.value(titled, VOID.triples).toPython() == sum(q.predicate.value == str(DCT.title) for q in quads)
    assert said.value(dataset, VOID.triples).toPython() == len(quads)
    assert client.get(str(said.value(dataset, VOID.dataDump))).status_code == 200


EXAMPLES = """SELECT DISTINCT ?it ?comment ?query WHERE {
  ?it a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|sh:describe ?query
} ORDER BY ?it"""
SPACES = "SELECT DISTINCT ?prefix ?space WHERE { [] sh:namespace ?space ; sh:prefix ?prefix } ORDER BY ?prefix"
SCHEMA = """SELECT DISTINCT ?class ?property ?target ?datatype WHERE {
  ?part void:class ?class ; void:propertyPartition ?of . ?of void:property ?property .
  OPTIONAL {
    { ?of void:classPartition [ void:class ?target ] }
    UNION { ?of <http://ldf.fi/void-ext#datatypePartition> [ <http://ldf.fi/void-ext#datatype> ?datatype ] }
  }
}"""
"""What editors of SPARQL ask an endpoint, to offer examples, prefixes, and properties that fit a class."""


def asked(client: httpx2.Client, query: str) -> list[dict[str, str]]:
    told = client.get("/sparql", params={"query": PROLOGUE + query}, headers={"Accept": "application/json"})
    assert told.status_code == 200, told.text
    return [{name: one["value"] for name, one in row.items()} for row in told.json()["results"]["bindings"]]


def test_editors_of_sparql_find_examples_prefixes_and_the_schema_in_the_graph(client: httpx2.Client) -> None:
    examples = {row["it"].removeprefix(f"{ID}query/"): row["query"] for row in asked(client, EXAMPLES)}
    assert set(examples) == set(names())
    for query in examples.values():
        assert client.get("/sparql", params={"query": query}).status_code == 200
    assert {row["prefix"]: row["space"] for row in asked(client, SPACES)} == dict(PREFIXES)
    schema = {
        tuple(row.get(name) for name in ("class", "property", "target", "datatype")) for row in asked(client, SCHEMA)
    }
    treatment, case = str(SAG.Treatment), str(SAG.Case)
    assert (treatment, str(SAG.case), case, None) in schema
    assert (treatment, str(DCT.date), None, str(XSD.date)) in schema
    assert not any(name.startswith((str(VOID), str(SH))) for name, *_ in schema if name)
    for address in (f"/id/query/{min(examples)}", "/id/dataset"):
        assert client.get(address, headers={"Accept": "text/turtle"}, follow_redirects=True).status_code == 200


def test_the_partitions_tell_all_that_a_store_has(lyngholm: Path) -> None:
    with Archive(lyngholm, read_only=True) as archive:
        found = parse(written(shapes(archive)).encode(), RdfFormat.TURTLE)
        lacking = {str(quad.triple) for quad in found} - {str(triple) for triple in partitions()}
    assert not lacking, "run python benchmarks/partitions.py"


def described(client: httpx2.Client) -> Graph:
    return Graph().parse(data=client.get("/dcat").text, format="turtle")


def faults(said: Graph) -> int:
    shapes = Graph().parse(Path(__file__).with_name("dcat-ap-dk.ttl"))
    _, report, _ = pyshacl.validate(said, shacl_graph=shapes)
    return len(list(report.subjects(RDF.type, URIRef("http://www.w3.org/ns/shacl#ValidationResult"))))


def test_the_datasets_are_described_as_the_danish_profile_demands(client: httpx2.Client) -> None:
    said = described(client)
    assert faults(said) == 0
    assert {str(each) for each in said.objects(predicate=DCT.license)} == {TOWN.licence}
    for file in said.objects(predicate=DCAT.downloadURL):
        assert client.head(str(file)).status_code == 200
    (service,) = said.subjects(RDF.type, DCAT.DataService)
    assert client.get(str(said.value(service, DCAT.endpointURL))).status_code == 200


def test_a_description_without_its_publisher_does_not_conform(lyngholm: Path) -> None:
    with serving(create_app(lyngholm, publisher=Publisher())) as address, httpx2.Client(base_url=address) as client:
        assert faults(described(client)) > 3


def test_what_came_changed_and_went_is_told_since_a_number(tmp_path: Path) -> None:
    one, two = (state(Paper("DIR", f"2025-01-{day}", (Item("Nyt tag"),))) for day in (13, 20))
    concluded = f"{ID}graph/concluded/x"
    with Archive(tmp_path / "store") as archive:
        archive.put(one)
        archive.put(two)
        archive.replace(concluded, f"<urn:a> <urn:b> <urn:c> <{concluded}> .\n".encode())
        first = last_number(archive.store)
        archive.put(one)
        assert last_number(archive.store) == first
        archive.remove(one.document)
    with Archive(tmp_path / "store") as archive:
        archive.replace(concluded, f"<urn:a> <urn:b> <urn:d> <{concluded}> .\n".encode())
    with served(tmp_path / "store") as address, httpx2.Client(base_url=address) as client:
        told = lines_of(client, f"/changes?since={first}")
        assert [(each["change"], each["graph"]) for each in told] == [("went", one.graph), ("changed", concluded)]
        every = lines_of(client, "/changes")
        assert [each["change"] for each in every].count("went") == 1
        assert {each["document"]: each["change"] for each in every if "document" in each}[two.document] == "came"
        parts, following = [], "/changes?limit=1"
        while following:
            parts += lines_of(client, following)
            following = client.get(following).links.get("next", {}).get("url", "")
        assert [each["number"] for each in parts] == [each["number"] for each in every]
        feed = Xml.fromstring(client.get("/changes.atom").content)
        assert [each.get("ref") for each in feed.iter(f"{{{DELETED}}}deleted-entry")] == [one.graph]
        entry = next(each for each in feed.iter(f"{{{ATOM}}}entry") if each.findtext(f"{{{ATOM}}}id") == two.graph)
        assert entry.findtext(f"{{{ATOM}}}updated") == "2025-01-20T00:00:00Z"
        assert client.get(f"/changes?since={10**6}").status_code == 409


def lines_of(client: httpx2.Client, path: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in client.get(path).text.splitlines()]


def test_loading_a_dump_tells_what_it_brought() -> None:
    with Archive() as archive:
        line = b"<urn:a> <urn:b> <urn:c> <urn:g> .\n"
        assert archive.load(line) == 1
        assert archive.load(line) == 0
        assert archive.load(line + line.replace(b"urn:c", b"urn:d") + line.replace(b"urn:g", b"urn:h")) == 2
        told = [(each.kind, each.graph) for each in changes(archive.store, 1)]
        assert told == [("changed", "urn:g"), ("came", "urn:h")]


def test_a_host_that_is_no_address_breaks_no_description(client: httpx2.Client) -> None:
    for path in ("/dcat", "/.well-known/void", "/changes.atom", "/id/municipality/lyngholm.jsonld", "/ontology.jsonld"):
        for host in ('x"><script>', "a b"):
            assert client.get(path, headers={"Host": host}).status_code < 500, path


def unfolded(text: str) -> list[str]:
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_the_meetings_of_a_body_are_a_calendar(client: httpx2.Client) -> None:
    answer = client.get("/meetings.ics", params={"body": "ØK"})
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = unfolded(answer.text)
    rows = client.get("/meetings", params={"body": "ØK", "limit": 1000}).json()["rows"]
    assert {line.removeprefix("UID:") for line in lines if line.startswith("UID:")} == {row["iri"] for row in rows}
    states = [line for line in lines if line.startswith("STATUS:")]
    assert states.count("STATUS:CONFIRMED") == sum(row["state"] == "held" for row in rows) > 0
    assert any(re.fullmatch(r"DTSTART;TZID=Europe/Copenhagen:\d{8}T\d{6}", line) for line in lines)
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    assert len(unfolded(client.get("/meetings.ics").text)) > len(lines)
    assert "BEGIN:VEVENT" not in client.get("/meetings.ics?place=Ribe").text


def test_a_place_with_separators_is_escaped_and_long_lines_are_folded() -> None:
    row = {"iri": "urn:m", "body": "urn:b/råd", "date": "2025-01-02", "place": "Sal 1, \\ øst; " + "æ" * 80}
    lines = unfolded(calendar([row], Known({}, {}, {})))
    assert f"LOCATION:Sal 1\\, \\\\ øst\\; {'æ' * 80}" in lines
    assert {"DTSTART;VALUE=DATE:20250102", "STATUS:TENTATIVE", "SUMMARY:råd"} <= set(lines)
