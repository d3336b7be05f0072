"""The SPARQL endpoint, over HTTP, as strangers use it."""

import csv
import io
import socket
import threading
import time
from collections.abc import Iterator
from tempfile import gettempdir
from urllib.parse import urlsplit

import httpx2
import pytest
from rdflib import Graph
from sagsgang.api.description import SD
from sagsgang.api.negotiation import chosen
from sagsgang.api.question import GRAPH_TYPES, TABLE_TYPES, Limits
from sagsgang.graph.store import Archive
from sagsgang.ontology import PREFIXES, RDF, SH
from sagsgang.queries import names
from serving import served

DATA = b"".join(b'<urn:s%d> <urn:p> "%d" <urn:g%d> .\n' % (n, n, n % 2) for n in range(2000))
SELECT = 'SELECT ("æøå €" AS ?x) ("=1+1" AS ?y) (1 AS ?n) {}'
CONSTRUCT = 'CONSTRUCT { <urn:s> <http://example.org/p> "ø" } {}'
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    store = tmp_path_factory.mktemp("served") / "store"
    with Archive(store) as archive:
        archive.load(DATA)
    limits = Limits(seconds=2, answer=1 << 20, slice=0.2, slow=2)
    with served(store, limits) as address, httpx2.Client(base_url=address, timeout=20) as client:
        yield client


def ask(client: httpx2.Client, query: str, accept: str = "*/*", how: str = "get") -> httpx2.Response:
    if how == "get":
        return client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    if how == "form":
        return client.post("/sparql", data={"query": query}, headers={"Accept": accept})
    return client.post("/sparql", content=query.encode(), headers={"Accept": accept, **DIRECT})


def media_type(answer: httpx2.Response) -> str:
    return str(answer.headers["content-type"].partition(";")[0])


@pytest.mark.parametrize("how", ["get", "form", "direct"])
@pytest.mark.parametrize("wanted", TABLE_TYPES)
def test_a_table_comes_in_each_format_however_it_is_asked_for(client: httpx2.Client, wanted: str, how: str) -> None:
    answer = ask(client, SELECT, wanted, how)
    assert (answer.status_code, media_type(answer)) == (200, wanted)
    assert "æøå €" in answer.content.decode("utf-8")


@pytest.mark.parametrize("wanted", GRAPH_TYPES)
def test_a_graph_comes_in_each_format(client: httpx2.Client, wanted: str) -> None:
    answer = ask(client, CONSTRUCT, wanted)
    assert (answer.status_code, media_type(answer)) == (200, wanted)
    assert b"urn:s" in answer.content


@pytest.mark.parametrize(
    ("accept", "offered", "best"),
    [
        (None, ["a/b", "c/d"], "a/b"),
        ("c/d;q=0.2, a/b;q=0.1", ["a/b", "c/d"], "c/d"),
        ("text/*;q=0.5, text/csv;q=0.1, */*;q=0.2", ["text/csv", "text/turtle"], "text/turtle"),
        ("text/csv;q=0, */*", ["text/csv"], None),
        ("image/png", ["text/csv"], None),
        (";;;q=,,/", ["text/csv"], "text/csv"),
        ("application/json", ["application/sparql-results+json"], "application/sparql-results+json"),
    ],
)
def test_the_best_of_what_is_offered_is_chosen(accept: str | None, offered: list[str], best: str | None) -> None:
    assert chosen(accept, offered) == best


def test_the_format_can_be_named_in_the_address(client: httpx2.Client) -> None:
    assert media_type(client.get("/sparql", params={"query": SELECT, "format": "tsv"})) == "text/tab-separated-values"
    assert media_type(client.get("/sparql", params={"query": CONSTRUCT, "format": "jsonld"})) == "application/ld+json"
    assert client.get("/sparql", params={"query": SELECT, "format": "turtle"}).status_code == 406
    assert client.get("/sparql", params={"query": SELECT, "format": "nosuch"}).status_code == 406


def test_the_csv_of_the_protocol_is_raw(client: httpx2.Client) -> None:
    rows = list(csv.reader(io.StringIO(ask(client, SELECT, "text/csv").text)))
    assert rows[1] == ["æøå €", "=1+1", "1"]


def test_a_syntax_error_says_line_and_column_to_programs_and_to_people(client: httpx2.Client) -> None:
    broken = "SELECT *\n{ ?s nosuch:p ?o }"
    told = ask(client, broken, "application/sparql-results+json")
    assert told.status_code == 400
    assert media_type(told) == "application/problem+json"
    assert (told.json()["line"], told.json()["column"]) == (2, 14)
    assert "the prefix nosuch: is not declared" in told.json()["detail"]
    shown = ask(client, broken, "text/html, */*;q=0.8")
    assert media_type(shown) == "text/plain"
    assert shown.text == "The query does not parse\nline 2, column 14: the prefix nosuch: is not declared\n"


REFUSED = {
    "an update as the query": (400, {"params": {"query": UPDATE}}),
    "an update parameter": (403, {"params": {"update": UPDATE}}),
    "an update beside a query": (403, {"params": {"query": "ASK {}", "update": UPDATE}}),
    "a call to another server": (400, {"params": {"query": "ASK { SERVICE <http://127.0.0.1:9/> {} }"}}),
    "an empty query": (400, {"params": {"query": " "}}),
    "two queries": (400, {"params": [("query", "ASK {}"), ("query", "ASK {}")]}),
    "a graph that is no IRI": (400, {"params": {"query": "ASK {}", "default-graph-uri": "no iri"}}),
    "deep nesting": (400, {"params": {"query": "ASK " + "{" * 1000 + "}" * 1000}}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_question_that_cannot_be_is_refused_with_a_reason(client: httpx2.Client, case: str) -> None:
    status, request = REFUSED[case]
    answer = client.get("/sparql", **request)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.json()["detail"]


POSTED = {
    "an update body": (403, UPDATE.encode(), {"Content-Type": "application/sparql-update"}),
    "an update in a form": (403, b"update=DROP+ALL", {"Content-Type": "application/x-www-form-urlencoded"}),
    "no content type": (415, b"ASK {}", {}),
    "another content type": (415, b"ASK {}", {"Content-Type": "text/plain"}),
    "a multipart body": (415, b"--x--", {"Content-Type": "multipart/form-data; boundary=x"}),
    "another character set": (415, b"ASK {}", {"Content-Type": "application/sparql-query; charset=utf-16"}),
    "a false gzip": (415, b"ASK {}", {**DIRECT, "Content-Encoding": "gzip"}),
    "bytes that are not UTF-8": (400, b'ASK { ?s ?p "\xff" }', DIRECT),
    "a form that is not UTF-8": (400, b"query=%FF", {"Content-Type": "application/x-www-form-urlencoded"}),
    "a form without a query": (400, b"x=1", {"Content-Type": "application/x-www-form-urlencoded"}),
    "an empty body": (400, b"", DIRECT),
    "ten megabytes": (413, b"ASK {} #" + b"x" * 10_000_000, DIRECT),
}


@pytest.mark.parametrize("case", POSTED)
def test_a_body_that_is_no_question_is_refused_with_a_reason(client: httpx2.Client, case: str) -> None:
    status, body, headers = POSTED[case]
    answer = client.post("/sparql", content=body, headers=headers)
    assert answer.status_code == status
    assert answer.json()["detail"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_no_other_method_is_served(client: httpx2.Client, method: str) -> None:
    answer = client.request(method, "/sparql", content=b"x")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert client.request(method, "/cases").headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "params",
    [
        {"query": "ASK FROM <file:///etc/hostname> { ?s ?p ?o }"},
        {"query": "BASE <file:///etc/> ASK FROM <hostname> { ?s ?p ?o }"},
        {"query": "ASK { ?s ?p ?o }", "default-graph-uri": "file:///etc/hostname"},
        {"query": "ASK { ?s ?p ?o }", "default-graph-uri": "http://127.0.0.1:9/"},
    ],
)
def test_a_graphs_name_is_never_fetched(client: httpx2.Client, params: dict[str, str]) -> None:
    answer = client.get("/sparql", params=params)
    assert answer.json()["boolean"] is False


def test_the_protocols_dataset_comes_before_the_querys(client: httpx2.Client) -> None:
    params = {
        "query": "SELECT (COUNT(*) AS ?n) FROM <urn:g0> FROM <urn:g1> { ?s ?p ?o }",
        "default-graph-uri": "urn:g1",
    }
    assert client.get("/sparql", params=params).json()["results"]["bindings"][0]["n"]["value"] == "1000"


def test_a_lookup_is_answered_at_once_while_hostile_queries_run(client: httpx2.Client) -> None:
    ends: list[httpx2.Response] = []
    hostile = [threading.Thread(target=lambda: ends.append(ask(client, ENDLESS))) for _ in range(3)]
    for each in hostile:
        each.start()
    time.sleep(0.4)
    began = time.monotonic()
    assert ask(client, "ASK { <urn:s7> ?p ?o }").json()["boolean"] is True
    assert time.monotonic() - began < 1
    for each in hostile:
        each.join()
    assert {end.status_code for end in ends} == {429, 503}  # two take all of the slow lane: the third is told to wait
    assert all(int(end.headers["retry-after"]) > 0 for end in ends)


def test_the_work_of_a_client_that_has_gone_stops(client: httpx2.Client) -> None:
    with pytest.raises(httpx2.ReadTimeout):
        client.get("/sparql", params={"query": ENDLESS}, timeout=0.4)
    with pytest.raises(httpx2.ReadTimeout):
        client.get("/sparql", params={"query": ENDLESS}, timeout=0.4)
    time.sleep(0.5)
    answers = [ask(client, ENDLESS).json()["title"]]
    assert answers == ["The query took too long"]


def test_half_sent_requests_harm_nobody(client: httpx2.Client) -> None:
    address = urlsplit(str(client.base_url))
    half = (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\nASK"
    )
    open_ends = [socket.create_connection((str(address.hostname), address.port or 80)) for _ in range(100)]
    for end in open_ends:
        end.sendall(half)
    assert ask(client, "ASK {}").status_code == 200
    for end in open_ends:
        end.close()
    assert ask(client, "ASK {}").status_code == 200


def test_a_host_that_is_no_address_breaks_nothing(client: httpx2.Client) -> None:
    for host in ('x"><script>', "a b", "[", "é".encode()):
        answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host})
        assert answer.status_code < 500
        assert b"<script>" not in answer.content


def test_without_a_query_the_service_describes_itself(client: httpx2.Client) -> None:
    told = client.get("/sparql", headers={"Accept": "application/n-triples"})
    assert media_type(told) == "application/n-triples"
    assert f"<{client.base_url}/sparql> <{SD}endpoint> <{client.base_url}/sparql> ." in told.text.splitlines()
    assert media_type(client.get("/sparql")) == "text/turtle"


def test_the_stored_questions_are_examples_that_can_be_asked(client: httpx2.Client) -> None:
    said = Graph().parse(data=client.get("/sparql", headers={"Accept": "text/turtle"}).text, format="turtle")
    offered = {str(each).rpartition("/query/")[2] for each in said.subjects(RDF.type, SH.SPARQLExecutable)}
    assert {"case_whole", "outcomes"} <= offered <= set(names())
    for example in said.subjects(SH.select):
        assert client.get("/sparql", params={"query": str(said.value(example, SH.select))}).status_code == 200
        assert (example, SH.prefixes, None) in said
    declared = {
        str(said.value(each, SH.prefix)): str(said.value(each, SH.namespace)) for each in said.objects(None, SH.declare)
    }
    assert declared == dict(PREFIXES)


def test_every_answer_is_open_to_other_pages_and_closed_to_foreign_code(client: httpx2.Client) -> None:
    for path in ("/sparql?query=ASK%20%7B%7D", "/sparql?query=%7B", "/nosuch"):
        answer = client.get(path, headers={"Origin": "https://example.org"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "unsafe-inline" not in answer.headers["content-security-policy"]


def test_options_tells_the_methods_that_the_endpoint_takes(client: httpx2.Client) -> None:
    answer = client.options("/sparql")
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_head_answers_like_get_without_a_body(client: httpx2.Client) -> None:
    answer = client.head("/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("query", ["ASK {", "SELECT ?x { ?x ?y <\u00e6 b> }", "DESCRIBE", "CONSTRUCT { FILTER(1) } {}"])
def test_no_error_tells_of_the_machine(client: httpx2.Client, query: str) -> None:
    text = ask(client, query).text
    assert all(sign not in text for sign in ("Traceback", ".py", "/home", gettempdir(), "site-packages", "panicked"))
