"""What an assistant is told by `sagsgang mcp`, asked by a real client over standard input and output."""

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from sagsgang.graph.store import Archive

pytest.importorskip("mcp", reason="the extra mcp is not installed")

from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters

CASE = "24/12540"
TOOLS = {"search_cases", "case", "who_handled", "paths_between", "stored_questions", "ask", "sparql", "ontology"}


@asynccontextmanager
async def asking(store: Path) -> AsyncIterator[Client]:
    command = ["-m", "sagsgang.api", "mcp", "--store", str(store)]
    async with Client(StdioServerParameters(command=sys.executable, args=command), read_timeout_seconds=60) as client:
        yield client


def asked(store: Path, questions: Callable[[Client], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with asking(store) as client:
            return await questions(client)

    return anyio.run(run)


CALLS = {
    "search": ("search_cases", {"words": "kulturhus"}),
    "number": ("search_cases", {"words": CASE}),
    "case": ("case", {"case": CASE}),
    "handled": ("who_handled", {"case": CASE}),
    "paths": ("paths_between", {"source": "BSK", "target": "KB"}),
    "questions": ("stored_questions", {}),
    "ask": ("ask", {"question": "case_route", "parameters": {"case": CASE}}),
    "graph": ("ask", {"question": "case_whole", "parameters": {"case": CASE}}),
    "sparql": (
        "sparql",
        {"query": "SELECT ?d ?m { ?d a <https://w3id.org/sagsgang/ontology/Decision> ;"
        " <http://www.w3.org/ns/prov#wasDerivedFrom> ?m } ORDER BY ?d ?m"},
    ),
    "ontology": ("ontology", {"word": "treatment"}),
    "no_body": ("paths_between", {"source": "XYZ", "target": "KB"}),
    "no_question": ("ask", {"question": "pages/cases"}),
    "update": ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}),
    "service": ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(lyngholm: Path) -> dict[str, Any]:
    async def all_of_them(client: Client) -> dict[str, Any]:
        answers = {name: await client.call_tool(*call) for name, call in CALLS.items()}
        return {"tools": (await client.list_tools()).tools, "instructions": client.instructions, **answers}

    return asked(lyngholm, all_of_them)


ANSWERED = [name for name in CALLS if name not in ("no_body", "no_question", "update", "service")]


def test_the_tools_are_named_described_and_only_read(told: dict[str, Any]) -> None:
    assert {tool.name for tool in told["tools"]} == TOOLS
    assert all(tool.description and tool.annotations.read_only_hint for tool in told["tools"])
    assert "coverage" in told["instructions"]


@pytest.mark.parametrize("name", ANSWERED)
def test_each_answer_tells_what_is_held(told: dict[str, Any], name: str) -> None:
    coverage = told[name].structured_content["coverage"]
    assert (coverage["documents"], coverage["last"]) == (18, "2025-07-02")
    assert "never that it did not" in coverage["note"]


@pytest.mark.parametrize("name", ["search", "number", "case", "handled", "paths", "ask", "graph", "sparql"])
def test_each_quote_is_what_stands_at_its_mention(told: dict[str, Any], lyngholm: Path, name: str) -> None:
    quotes = told[name].structured_content["quotes"]
    assert quotes
    with Archive(lyngholm, read_only=True) as archive:
        for quote in quotes:
            text, _, span = quote["mention"].partition("#char=")
            start, end = map(int, span.split(","))
            (row,) = archive.query(f"SELECT ?t {{ <{text}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> ?t }}")
            assert row["t"].value[start:end] == quote["quote"]


def test_a_case_is_told_by_its_way_and_its_people(told: dict[str, Any]) -> None:
    answer = told["case"].structured_content["answer"]
    assert [row["code"] for row in answer["case_route"]][:3] == ["BSK", "ØK", "KB"]
    assert answer["case_status"]
    assert "Emil Winther Rask" in {row["name"] for row in answer["case_handlers"]}
    assert {body["body"] for body in told["case"].structured_content["coverage"]["bodies"]} >= {"Økonomiudvalget"}


def test_a_search_finds_by_words_and_by_number(told: dict[str, Any]) -> None:
    found = [told[name].structured_content["answer"]["cases"] for name in ("search", "number")]
    assert found[0][0]["iri"] == found[1][0]["iri"]


def test_a_long_answer_says_how_much_is_left_out(told: dict[str, Any]) -> None:
    said = told["sparql"].structured_content
    assert len(said["answer"]) + said["left_out"] == 100
    assert told["ontology"].structured_content["answer"]["terms"]


@pytest.mark.parametrize(
    ("name", "word"),
    [("no_body", "XYZ"), ("no_question", "pages/cases"), ("update", "update"), ("service", "SERVICE")],
)
def test_what_cannot_be_answered_says_why_in_one_line(told: dict[str, Any], name: str, word: str) -> None:
    assert told[name].is_error
    (said,) = told[name].content
    assert word.casefold() in said.text.casefold()
    assert "\n" not in said.text
    assert "Traceback" not in said.text
    assert "/site-packages/" not in said.text
