"""The HTTP interface beside SPARQL: lists, resources, stored questions, and its own description."""

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from rdflib import Graph
from sagsgang.graph.build import build
from sagsgang.graph.store import Archive
from sagsgang.queries import named, names
from serving import served

EXAMPLES = Path(__file__).parents[1] / "examples"
ID = "https://w3id.org/sagsgang/id/"
CASE = f"{ID}municipality/lyngholm/case/25-118"


@pytest.fixture(scope="module")
def client(lyngholm: Path) -> Iterator[httpx2.Client]:
    with served(lyngholm) as address, httpx2.Client(base_url=address, timeout=30) as client:
        yield client


def get(client: httpx2.Client, path: str, **params: str | int) -> Any:
    answer = client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


LISTS = ["/cases", "/persons", "/bodies", "/meetings"]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_told_in_parts_that_make_the_whole(client: httpx2.Client, path: str) -> None:
    whole = get(client, path, limit=1000)
    assert whole["total"] == len(whole["rows"]) > 3
    parts, following = [], f"{path}?limit=5"
    while following is not None:
        part = get(client, following)
        parts += part["rows"]
        following = part["next"]
    assert parts == whole["rows"]


@pytest.mark.parametrize("path", LISTS)
def test_each_row_leads_to_its_page_and_to_all_that_is_known_of_it(client: httpx2.Client, path: str) -> None:
    row = get(client, path, limit=1)["rows"][0]
    assert row["page"] == "/id/" + row["iri"].removeprefix(ID)
    assert client.get(row["page"], headers={"Accept": "text/html"}, follow_redirects=True).status_code == 200
    one = get(client, path, iri=row["iri"])
    assert {key: one[key] for key in row} == row
    assert set(one) > set(row)


@pytest.mark.parametrize("path", LISTS)
def test_what_is_not_held_is_404(client: httpx2.Client, path: str) -> None:
    answer = client.get(path, params={"iri": f"{ID}nosuch"})
    assert answer.status_code == 404
    assert "nosuch" in answer.json()["detail"]


@pytest.mark.parametrize("params", [{"limit": "0"}, {"limit": "many"}, {"offset": "-1"}, {"limit": "1001"}])
def test_a_parameter_that_is_not_valid_is_named(client: httpx2.Client, params: dict[str, str]) -> None:
    answer = client.get("/cases", params=params)
    assert answer.status_code == 422
    assert next(iter(params)) in answer.json()["detail"]


def test_cases_are_found_by_words_place_and_body(client: httpx2.Client) -> None:
    assert {row["iri"] for row in get(client, "/cases", q="VARMEPLAN")["rows"]} == {CASE}
    assert get(client, "/cases", q="25/118")["total"] == 1
    every = get(client, "/cases")["total"]
    assert get(client, "/cases", place="lyngholm")["total"] == every
    assert get(client, "/cases", place="Andeby")["total"] == 0
    council = get(client, "/cases", body="kb")
    assert 0 < council["total"] < every
    assert council == get(client, "/cases", body="Kommunalbestyrelsen") | {"next": council["next"]}


def test_a_case_is_told_with_its_way_and_its_plans(client: httpx2.Client) -> None:
    case = get(client, "/cases", iri=CASE)
    codes = [step["body"]["code"] for step in case["way"]]
    assert (codes[:3], codes[-1]) == (["DIR", "TKM", "ØK"], "KB")
    assert [step["date"] for step in case["way"]] == sorted(step["date"] for step in case["way"])
    assert case["last"] == case["way"][-1]["date"]
    assert all(step["outcomes"] for step in case["way"])
    assert all(plan["target"]["code"] for plan in case["plans"])


def test_a_meeting_is_told_with_its_agenda_and_a_body_with_its_members(client: httpx2.Client) -> None:
    held = next(row for row in get(client, "/meetings", body="ØK")["rows"] if row["state"] == "held")
    assert get(client, "/meetings", iri=held["iri"])["agenda"][0]["title"]
    body = get(client, "/bodies", iri=held["body"]["iri"])
    assert len(body["members"]) > 3


def test_a_person_is_told_with_what_they_took_part_in(client: httpx2.Client) -> None:
    person = get(client, "/persons", q="Rasmus Egsgaard")["rows"][0]
    parts = get(client, "/persons", iri=person["iri"])["parts"]
    assert any(part["case"] == CASE for part in parts)


def test_the_stored_questions_are_listed_and_each_example_is_answered(client: httpx2.Client) -> None:
    listed = get(client, "/queries")
    assert [question["name"] for question in listed] == list(names())
    for question in listed:
        answer = client.get(question["example"])
        assert answer.status_code == 200, (question["name"], answer.text)
        if answer.headers["content-type"].startswith("text/turtle"):
            assert len(Graph().parse(data=answer.text)) > 100, question["name"]
        else:
            assert answer.json()["results"]["bindings"], question["name"]


def test_a_question_is_answered_in_the_format_asked_for(client: httpx2.Client) -> None:
    path, params = "/queries/case_route", {"case": "25/118"}
    as_csv = client.get(path, params={**params, "format": "csv"})
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(as_csv.text)))
    assert (rows[0]["code"], rows[-1]["code"]) == ("DIR", "KB")
    assert client.get(path, params=params, headers={"Accept": "text/tab-separated-values"}).text.startswith("?number\t")
    assert client.get(path, params={**params, "format": "turtle"}).status_code == 406


def test_a_question_is_answered_in_parts_that_make_the_whole(client: httpx2.Client) -> None:
    whole = get(client, "/queries/outcomes")["results"]["bindings"]
    assert len(whole) > 4
    parts: list[object] = []
    following = "/queries/outcomes?limit=3"
    while following:
        answer = client.get(following)
        parts += answer.json()["results"]["bindings"]
        following = answer.links.get("next", {}).get("url", "")
        assert len(client.get(answer.url, headers={"Accept": "text/csv"}).text.splitlines()) <= 4
    assert parts == whole
    assert get(client, "/queries/outcomes", offset=3)["results"]["bindings"] == whole[3:]
    for wrong in ("limit=0", "limit=-1", "limit=x", "offset=-3"):
        assert client.get(f"/queries/outcomes?{wrong}").status_code == 400
    assert client.get("/queries/case_whole?case=25/118&limit=3").status_code == 400


def test_every_table_can_be_asked_for_in_parts(client: httpx2.Client) -> None:
    for query in map(named, names()):
        if query.form == "SELECT":
            answer = client.get(f"/queries/{query.name}", params={**dict(query.example), "limit": 1})
            assert answer.status_code == 200, query.name
            assert len(answer.json()["results"]["bindings"]) <= 1


def test_a_question_is_answered_without_what_is_less_sure(client: httpx2.Client) -> None:
    path, params = "/queries/open_referrals", {"on": "last"}
    rows = [
        len(get(client, path, **params, **{"least-confidence": least})["results"]["bindings"])
        for least in ("0", "0.85", "1", "0.85")
    ]
    assert rows[0] > rows[2]
    assert rows[0] >= rows[1] >= rows[2]
    assert rows[1] == rows[3]
    assert len(get(client, path, **params)["results"]["bindings"]) == rows[0]


@pytest.mark.parametrize("least", ["much", "-0.1", "1.1", "", "0,8", "1e", "1e1", "NaN", "1e-99999999999999999999"])
def test_a_confidence_that_is_none_is_told(client: httpx2.Client, least: str) -> None:
    answer = client.get("/queries/case_route", params={"case": "25/118", "least-confidence": least})
    assert answer.status_code == 400
    assert "from 0 to 1" in answer.json()["detail"]


def test_a_question_is_asked_as_of_a_day(client: httpx2.Client) -> None:
    early = get(client, "/queries/case_route", case="25/118", on="2025-02-01")
    assert len(early["results"]["bindings"]) == 2


@pytest.mark.parametrize(
    ("params", "named"),
    [
        ({}, "case"),
        ({"case": "25/118", "nosuch": "x"}, "nosuch"),
        ({"case": "25/118", "on": "yesterday"}, "on"),
        ([("case", "1"), ("case", "2")], "case"),
    ],
)
def test_a_parameter_that_does_not_fit_is_told(client: httpx2.Client, params: Any, named: str) -> None:
    answer = client.get("/queries/case_route", params=params)
    assert answer.status_code == 400
    assert named in answer.json()["detail"]


def test_a_value_never_becomes_syntax(client: httpx2.Client) -> None:
    for value in ('" } SERVICE <http://127.0.0.1:9/> { #', "\\u0022", "'''", "a\nb", "$on", "æ\u0000"):
        answer = client.get("/queries/case_route", params={"case": value})
        assert answer.status_code in (200, 400)
        assert not answer.json().get("results", {}).get("bindings")


def test_an_unknown_question_is_404_with_those_there_are(client: httpx2.Client) -> None:
    for name in ("nosuch", "pages", "api%2Fcases", "..%2Fhead"):
        answer = client.get(f"/queries/{name}")
        assert answer.status_code == 404
    assert "case_route" in client.get("/queries/case_rout").json()["detail"]


WAYS = {
    "possible?from=DIR&to=KB&by=days": ("paths", "links", "evidence", "page"),
    "possible?from=DIR&to=KB&by=time": ("timed", "hops", "case", "page"),
    "reach?body=DIR": ("reach", "reached", "body", "page"),
    "waits": ("waits", "target", "page"),
    "queue?on=2025-05-01": ("queues", "waiting", "case", "page"),
    "bottlenecks": ("bottlenecks", "body", "page"),
    "flow?from=DIR&to=KB": ("flows", "narrow", "source", "page"),
    "variants": ("variants", "evidence", "page"),
    "loops": ("loops", "evidence", "case", "page"),
    "compare?before=2025-01/2025-03&after=2025-04/2025-07": ("variants", "bodies", "page"),
}


@pytest.mark.parametrize("address", WAYS)
def test_what_many_cases_tell_leads_to_pages(client: httpx2.Client, address: str) -> None:
    found = client.get(f"/paths/{address}").json()
    for name in WAYS[address]:
        found = found[name]
        found = found[0] if isinstance(found, list) else found
    assert client.get(found, headers={"Accept": "text/html"}, follow_redirects=True).status_code == 200
    elsewhere = client.get(f"/paths/{address}{'&' if '?' in address else '?'}place=Ribe")
    assert (elsewhere.status_code, elsewhere.json()["title"]) == (404, "No such municipality")


def test_a_graph_is_taken_away_in_its_format(client: httpx2.Client) -> None:
    types = {
        "graphml": "application/graphml+xml",
        "gexf": "application/gexf+xml",
        "csv": "text/csv; charset=utf-8",
        "json": "application/json",
        "dot": "text/vnd.graphviz; charset=utf-8",
    }
    for name, media_type in types.items():
        answer = client.get("/paths/graph/links", params={"format": name})
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, media_type)
        assert "filename=" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(client.get("/paths/graph/cases?format=csv&table=nodes").text, newline="")))
    assert {row["kind"] for row in rows} == {"body", "case"}
    assert client.get("/paths/graph/towns").status_code == 422


def test_a_parameter_of_ways_that_is_wrong_is_named(client: httpx2.Client) -> None:
    for wrong in ("flow?from=DIR", "compare?before=x&after=2025", "waits?since=x", "possible?from=DIR&to=KB&by=foot"):
        assert client.get(f"/paths/{wrong}").status_code == 422
    assert client.get("/paths/flow?from=DIRR&to=KB").status_code == 404


def test_the_paths_between_two_bodies_are_told_with_their_cases(client: httpx2.Client) -> None:
    found = client.get("/paths?from=DIR&to=KB").json()
    ways = [[body["code"] for body in path["bodies"]] for path in found["paths"]]
    assert ["DIR", "TKM", "ØK", "KB"] in ways
    assert all((way[0], way[-1]) == ("DIR", "KB") for way in ways)
    steps = [step for path in found["paths"] for case in path["cases"] for step in case["steps"]]
    assert all(step["date"] for step in steps if step["state"] == "done")
    over = client.get("/paths?from=DIR&to=KB&via=TKM").json()["paths"]
    assert len(over) == sum("TKM" in way for way in ways)


def test_done_and_planned_are_told_apart_as_of_a_day(client: httpx2.Client) -> None:
    early = client.get("/paths?from=DIR&to=KB&on=2025-01-16").json()["paths"]
    assert sum(path["done"] for path in early) == 0
    assert sum(path["planned"] for path in early) > 0
    assert {step["state"] for path in early for case in path["cases"] for step in case["steps"]} == {"done", "planned"}


def test_no_path_is_an_answer_and_an_unknown_body_is_told_with_near_ones(client: httpx2.Client) -> None:
    assert client.get("/paths?from=KB&to=HU").json()["paths"] == []
    unknown = client.get("/paths?from=DIRR&to=KB")
    assert unknown.status_code == 404
    assert "DIR" in unknown.json()["detail"]
    for wrong in ("/paths", "/paths?from=DIR", "/paths?from=DIR&to=KB&on=yesterday"):
        assert client.get(wrong).status_code == 422


def test_the_interface_describes_itself(client: httpx2.Client) -> None:
    told = get(client, "/openapi.json")
    assert {f"/queries/{name}" for name in names()} <= set(told["paths"])
    assert {"/sparql", "/paths", "/cases", "/persons", "/bodies", "/meetings", "/queries", "/health"} <= set(
        told["paths"]
    )
    operations = [operation for path in told["paths"].values() for operation in path.values()]
    assert all(operation["summary"] and operation["tags"] for operation in operations)
    ids = [operation["operationId"] for operation in operations]
    assert len(ids) == len(set(ids))
    on = {parameter["name"]: parameter for parameter in told["paths"]["/queries/case_route"]["get"]["parameters"]}
    assert on["case"]["required"]
    assert on["on"]["schema"]["default"] == "last"
    for path in ("/docs", "/redoc"):
        assert client.get(path).status_code == 404


def test_the_service_says_that_it_is_well(client: httpx2.Client) -> None:
    told = get(client, "/health")
    assert told["status"] == "ok"
    assert told["documents"] == len([*EXAMPLES.glob("2*.txt"), *EXAMPLES.glob("2*.md")])
    assert told["sockets"] in ("seccomp", "network namespace")


def test_a_browser_gets_the_query_page_where_programs_get_the_endpoint(client: httpx2.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/html, */*;q=0.8"}, follow_redirects=True)
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("accept", "kind", "holds"),
    [
        ("application/json", "application/json", '"numbers":["25/118"]'),
        ("text/turtle", "text/turtle; charset=utf-8", '"25/118"'),
        ("application/ld+json;q=0.9, text/html;q=0.2", "application/ld+json", '"25/118"'),
        ("text/html, */*;q=0.8", "text/html; charset=utf-8", "Trin for trin"),
        ("*/*", "text/html; charset=utf-8", "Trin for trin"),
    ],
)
def test_a_case_answers_at_its_own_address_as_a_page_or_as_data(
    client: httpx2.Client, accept: str, kind: str, holds: str
) -> None:
    path = "/id/" + CASE.removeprefix(ID)
    answer = client.get(path, headers={"Accept": accept}, follow_redirects=True)
    assert (answer.status_code, answer.headers["content-type"], holds in answer.text) == (200, kind, True)


def test_a_resource_that_no_list_has_is_described_to_a_program(client: httpx2.Client) -> None:
    answer = client.get("/id/municipality/lyngholm", headers={"Accept": "application/json"}, follow_redirects=True)
    assert (answer.headers["content-type"], "Lyngholm Kommune" in answer.text) == ("application/json", True)
    for path in ("/id/nothing", "/id/a%3E%20%7B"):
        nothing = client.get(path, headers={"Accept": "text/turtle"})
        assert (nothing.status_code, nothing.headers["content-type"]) == (404, "application/problem+json")


def test_what_is_not_there_is_said_to_people_and_to_programs(client: httpx2.Client) -> None:
    assert client.get("/nosuch").headers["content-type"] == "application/problem+json"
    shown = client.get("/nosuch<script>", headers={"Accept": "text/html"})
    assert (shown.status_code, "<script>" in shown.text.replace("<script src", "")) == (404, False)


def test_the_server_sees_what_is_built_meanwhile(tmp_path: Path) -> None:
    with Archive(tmp_path / "s") as archive:
        build([EXAMPLES / "2025-01-15-direktionen.txt"], archive)
    with served(tmp_path / "s") as address, httpx2.Client(base_url=address, timeout=30) as client:
        assert get(client, "/health")["documents"] == 1
        with Archive(tmp_path / "s") as archive:
            build([EXAMPLES / "2025-02-11-oekonomiudvalget.txt"], archive)

        time.sleep(1.2)
        assert get(client, "/health")["documents"] == 2
        count = {"query": "SELECT (COUNT(?d) AS ?n) { ?d a <https://w3id.org/sagsgang/ontology/Document> }"}
        assert get(client, "/sparql", **count)["results"]["bindings"][0]["n"]["value"] == "2"
