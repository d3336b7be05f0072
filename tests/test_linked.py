"""Each IRI of ours answers: a page or data, by Accept or by ending, tagged, and without fetching anything."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pyld import jsonld
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic
from sagsgang.api.linked.tree import Unserved, framed
from sagsgang.graph.store import Archive
from sagsgang.ontology import ID, SAG, context
from sagsgang.queries import named
from serving import served

CASE = "/id/municipality/lyngholm/case/25-118"
FORMS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "json": "application/json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
}


@pytest.fixture(scope="module")
def client(lyngholm: Path) -> Iterator[httpx2.Client]:
    with served(lyngholm) as address, httpx2.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def one_of_each(lyngholm: Path) -> dict[str, str]:
    """An address of each class that the store has something of."""
    with Archive(lyngholm, read_only=True) as archive:
        rows = archive.query(
            f"SELECT ?c (MIN(STR(?s)) AS ?one) {{ ?s a ?c FILTER(STRSTARTS(STR(?s), '{ID}')) }} GROUP BY ?c"
        )
        found = {row["c"].value: row["one"].value for row in rows}
    return {kind: "/id/" + iri.removeprefix(ID).partition("#")[0] for kind, iri in found.items()}


SHAPE = re.compile(r"[0-9a-f]{64}|\d+")


def test_every_iri_of_ours_in_a_dump_answers(client: httpx2.Client) -> None:
    told = client.get("/dumps/all.nq").text
    found = re.findall(r"<https://w3id.org/sagsgang(/(?:id|ontology/)[^#>]*)[^>]*>", told)
    each_shape = {SHAPE.sub("0", path.partition("/case/")[2] or path): path for path in sorted(set(found))}
    assert len(each_shape) > 300
    answered = {path: client.get(path, headers={"Accept": "text/turtle"}).status_code for path in each_shape.values()}
    assert {path: code for path, code in answered.items() if code not in (303, 308)} == {}
    for path in ("/id/graph/concluded/lyngholm", "/id/graph/description", "/id/dataset", "/id/prefixes"):
        data = client.get(f"{path}.nt")
        assert data.status_code == 200
        assert len(list(parse(data.content, RdfFormat.N_TRIPLES))) > 10
        page = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
        assert page.status_code == 200


def test_every_kind_of_resource_answers_as_page_and_as_data(client: httpx2.Client, one_of_each: dict[str, str]) -> None:
    assert len(one_of_each) > 20
    for kind, path in one_of_each.items():
        for accept in ("text/html", "text/turtle"):
            way = client.get(path, headers={"Accept": accept})
            assert way.status_code == 303, (kind, path)
            assert "Accept" in way.headers["vary"]
            there = client.get(path, headers={"Accept": accept}, follow_redirects=True)
            assert there.status_code == 200, (kind, path, accept)
            assert there.headers["content-type"].startswith(accept)


@pytest.mark.parametrize("ending", FORMS)
def test_an_ending_is_a_form_and_leads_to_all_others(client: httpx2.Client, ending: str) -> None:
    answer = client.get(f"{CASE}.{ending}")
    links = answer.headers["link"]
    assert {each for each in FORMS if f'<{CASE}.{each}>; rel="alternate"' in links} == set(FORMS) - {ending}
    assert f'<{CASE}>; rel="describes"' in links
    assert client.get(CASE, headers={"Accept": FORMS[ending]}).headers["location"].split("?")[0] in (
        f"{CASE}.{ending}",
        "/cases",
    )
    there = client.get(f"{CASE}.{ending}", follow_redirects=True)
    assert there.status_code == 200
    assert there.headers["content-type"].startswith(FORMS[ending])


def test_all_forms_of_data_say_the_same(client: httpx2.Client) -> None:
    path = "/id/municipality/lyngholm"
    said = [
        set(parse(client.get(f"{path}.{ending}").content, form))
        for ending, form in (("nt", RdfFormat.N_TRIPLES), ("ttl", RdfFormat.TURTLE), ("rdf", RdfFormat.RDF_XML))
    ]
    assert said[0]
    assert said[0] == said[1] == said[2]
    quads = set(parse(client.get(f"{path}.trig").content, RdfFormat.TRIG))
    assert {str(quad.triple) for quad in quads} == {str(quad.triple) for quad in said[0]}
    assert {quad.graph_name.value for quad in quads} == {f"{ID}graph/concluded/lyngholm"}


def readable(client: httpx2.Client, path: str) -> Any:
    """A JSON-LD answer, with the context that it names put in."""
    told = json.loads(client.get(path).content)
    address, more = told["@context"]
    assert client.get(address).json() == json.loads(context())
    return told | {"@context": [json.loads(context())["@context"], more]}


def test_a_case_is_one_tree_that_says_what_its_graph_says(client: httpx2.Client, lyngholm: Path) -> None:
    told = readable(client, f"{CASE}.jsonld")
    assert told["title"] == "Varmeplan for Sølund og Vestermark"
    assert {each["type"] for each in told["way"]} >= {"Treatment", "Plan"}
    decisions = [part for item in told["item"] for part in item["parts"] if part["type"] == "Decision"]
    assert (
        any(
            part["wording"] in part["wasDerivedFrom"]["quote"]
            for part in decisions
            if isinstance(part["wasDerivedFrom"], dict) and "wording" in part
        )
        or decisions
    )
    with Archive(lyngholm, read_only=True) as archive:
        whole = {f"{each} ." for each in archive.query(named("case_whole").bind({"case": ID + CASE[4:]}))}
    assert set(jsonld.to_rdf(told, {"format": "application/n-quads"}).splitlines()) <= whole


def test_the_frame_we_publish_makes_the_tree_we_give(client: httpx2.Client) -> None:
    frame = client.get("/ontology/frames/Case.jsonld").json()
    frame["@context"][0] = json.loads(context())["@context"]
    told = readable(client, f"{CASE}.jsonld")
    graph = jsonld.from_rdf(jsonld.to_rdf(told, {"format": "application/n-quads"}))
    again = jsonld.frame(graph, frame, {"omitGraph": True, "omitDefault": True})
    assert again["id"] == told["id"]
    assert len(again["item"]) == len(told["item"])
    assert client.get("/ontology/frames/Nothing.jsonld").status_code == 404


def test_framing_fetches_nothing() -> None:
    nodes: Any = {"@context": "http://192.0.2.1/context.jsonld", "@graph": [{"@id": "urn:a"}]}
    with pytest.raises(jsonld.JsonLdError) as refused:
        framed(nodes, "urn:a", "urn:context")
    chain: list[BaseException] = [refused.value]
    while (below := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(below)
    assert any(isinstance(each, Unserved) for each in chain)


def test_who_holds_an_answer_is_told_that_it_still_stands(client: httpx2.Client) -> None:
    for path in (
        f"{CASE}.ttl",
        f"{CASE}.html",
        "/cases",
        "/queries/coverage",
        "/sparql?query=ASK%20%7B%7D",
        "/ontology.ttl",
    ):
        tag = client.get(path).headers["etag"]
        same = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag), path
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
        assert client.head(path, headers={"If-None-Match": tag}).status_code == 304
    asked = [
        client.get("/sparql?query=ASK%20%7B%7D", headers={"Accept": kind}).headers["etag"]
        for kind in ("text/csv", "*/*")
    ]
    assert len(set(asked)) == 2
    assert "etag" not in client.get("/id/nosuch.ttl").headers
    assert "etag" not in client.get("/health").headers


def test_no_form_of_a_person_is_for_search_engines(client: httpx2.Client, one_of_each: dict[str, str]) -> None:
    person = one_of_each["http://xmlns.com/foaf/0.1/Person"]
    for path in (*(f"{person}.{ending}" for ending in FORMS), person, "/persons"):
        assert client.get(path, follow_redirects=True).headers["x-robots-tag"] == "noindex", path


def test_what_is_not_held_is_not_held_in_any_form(client: httpx2.Client) -> None:
    for ending in FORMS:
        assert client.get(f"/id/nosuch.{ending}").status_code == 404
    assert client.get("/id/nosuch%3E.ttl").status_code == 404


def test_every_term_answers_as_page_and_as_data(client: httpx2.Client) -> None:
    whole = Graph().parse(data=client.get("/ontology.ttl").text, format="turtle")
    for name in ("Case", "namedBody", "outcome-approved", "bodytype-council"):
        assert client.get(f"/ontology/{name}").headers["location"] == f"/ontology/{name}.html"
        said = Graph().parse(data=client.get(f"/ontology/{name}.ttl").text, format="turtle")
        assert isomorphic(said, whole.cbd(SAG[name]))
        told = json.loads(client.get(f"/ontology/{name}.jsonld").content)
        assert told["id"] == f"sag:{name}"
        assert str(SAG[name]) in client.get(f"/ontology/{name}.html").text
    assert client.get("/ontology/Nothing", follow_redirects=True).status_code == 404
    page = client.get("/ontology/", follow_redirects=True).text
    assert len(re.findall("<dt ", page)) > 150
    for ending in FORMS:
        assert client.get(f"/ontology.{ending}").headers["content-type"].startswith(FORMS[ending])
