"""Questions from strangers: what the lexer refuses, and what the workers survive."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from json import loads
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sagsgang.api.errors import (
    Busy,
    NotOffered,
    OutOfMemory,
    QuerySyntaxError,
    Refused,
    Repeated,
    StoreUnreadable,
    TimeOut,
    TooBig,
    Unanswered,
)
from sagsgang.api.lexer import outline, tokens
from sagsgang.api.pool import Pool
from sagsgang.api.question import Limits, Question
from sagsgang.graph.store import Archive

DATA = b"".join(b'<urn:s%d> <urn:p> "%d" <urn:g%d> .\n' % (n, n, n % 3) for n in range(3000))
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ANOTHER = ENDLESS + " # another"
MIDDLING = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(DATA, Limits(seconds=2, memory=300 << 20, answer=1 << 20, slice=0.2)) as workers:
        yield workers


def ask(pool: Pool, query: str, **more: Any) -> bytes:
    return pool.ask(Question(query, **more)).body


def stopped(pool: Pool) -> None:
    with pytest.raises(TimeOut):
        ask(pool, ENDLESS)


def count(body: bytes) -> int:
    return int(loads(body)["results"]["bindings"][0]["n"]["value"])


def descendants(pid: int) -> list[str]:
    """The processes that a process has begun, and what these have."""
    children = [child for each in Path(f"/proc/{pid}/task").glob("*/children") for child in each.read_text().split()]
    return [each for child in children for each in (child, *descendants(int(child)))]


FETCHING = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { sErViCe SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { BIND(<http://127.0.0.1:9/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:a{ ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICESILENT:a{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 5SERVICE?x{ ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE?x{ ?s ?p ?o } }",
    "PREFIX : <http://x:> SELECT * { ?s ?p :SERVICE ?x { ?s ?p ?o } }",
    'SELECT * { BIND("\\u0022" AS ?x) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } BIND("" AS ?y) }',
    "SELECT * { FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
    "SELECT * { FILTER(?a<#> '''\n 5) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #'''\n }",
    "SELECT * { FILTER(?a\ufeff<?b)SERVICE:a#>\n{ ?s ?p ?o } }",
    "SELECT * { FILTER(true<?b)SERVICE:a#>\n{ ?s ?p ?o } }",
    "SELECT * { FILTER(5<?b)SERVICE:a#>\n{ ?s ?p ?o } }",
    "SELECT * { FILTER((1)<?b)SERVICE:a#>\n{ ?s ?p ?o } }",
    "SELECT * { # a comment\r SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "LOAD <http://127.0.0.1:9/>",
    "PREFIX a: <urn:a> LOAD SILENT <file:///etc/hostname>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "# harmless\nDELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("query", FETCHING)
def test_what_would_fetch_or_write_is_refused_before_any_engine_sees_it(query: str) -> None:
    with pytest.raises(Refused):
        outline(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://x> {}" }',
        "SELECT * { ?s ?p '''a ' SERVICE ''' } # SERVICE",
        "SELECT * { ?service <http://example.org/service#SERVICE> ?LOAD }",
        "PREFIX ex: <http://example.org/> SELECT * { ?s ex:service ?o . ?o ex:serviceOf ?x }",
        'SELECT * { ?s ?p ?o FILTER(?o < 5 && CONTAINS(?t, "service")) }',
        "SELECT (1 AS ?update) { ?insert ?p ?drop }",
        "BASE <http://example.org/load> PREFIX drop: <clear> ASK { <a> drop:b ?c }",
    ],
)
def test_a_word_in_a_string_a_comment_a_variable_or_an_iri_refuses_nothing(query: str) -> None:
    outline(query)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT * FROM <urn:g1> { ?s ?p ?o }", True),
        ("SELECT*FROM<urn:g1>{ ?s ?p ?o }", True),
        ("ASK from named <urn:g1> { GRAPH ?g { ?s ?p ?o } }", True),
        ("CONSTRUCT { ?s ?p ?o } FROM <urn:g1> WHERE { ?s ?p ?o }", True),
        ("SELECT * # FROM <urn:g1>\n{ ?s ?from 'FROM <urn:g1>' }", False),
        ("PREFIX from: <urn:f> SELECT * { ?s from:x ?o }", False),
    ],
)
def test_a_dataset_named_by_the_query_is_found(query: str, named: bool) -> None:
    assert outline(query).names_dataset is named


@given(st.text(alphabet="ab<>\"'\\#?:{}() \n\u00e6", max_size=60))
def test_tokens_lose_nothing_but_space_and_comments(text: str) -> None:
    seen = "".join(token.text for token in tokens(text))
    left = iter(text)
    assert all(sign in left for sign in seen)


@given(st.text(max_size=80))
def test_any_text_is_looked_over_or_refused(text: str) -> None:
    with suppress(Refused):
        assert outline(text).depth >= 0


def test_the_default_graph_is_the_union_of_all_unless_the_question_names_its_own(pool: Pool) -> None:
    query = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
    assert count(ask(pool, query % "")) == 3000
    assert count(ask(pool, query % "FROM <urn:g1>")) == 1000
    assert count(ask(pool, query % "FROM NAMED <urn:g1>")) == 0
    assert count(ask(pool, query % "FROM <urn:g1>", default_graphs=("urn:g1", "urn:g2"))) == 2000
    assert count(ask(pool, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", named_graphs=("urn:g0",))) == 1000


def test_a_syntax_error_has_its_line_and_column_in_code_points(pool: Pool) -> None:
    with pytest.raises(QuerySyntaxError) as error:
        ask(pool, 'SELECT ?å\n{ ?å <urn:ø> "æ" . nosuch:p ?a ?b }')
    assert (error.value.line, error.value.column) == (2, 28)
    assert error.value.message == "line 2, column 28: the prefix nosuch: is not declared"


def test_an_answer_comes_in_the_format_asked_for_its_kind_or_not_at_all(pool: Pool) -> None:
    assert ask(pool, "SELECT (1 AS ?x) {}", table="text/csv")[:1] == b"x"
    with pytest.raises(NotOffered):
        pool.ask(Question("CONSTRUCT WHERE { ?s ?p ?o }", graph=None))


def test_a_query_is_stopped_at_its_time_and_others_are_answered_meanwhile(pool: Pool) -> None:
    ends: list[float] = []

    def endless() -> None:
        began = time.monotonic()
        stopped(pool)
        ends.append(time.monotonic() - began)

    askers = [threading.Thread(target=endless) for _ in range(3)]
    for asker in askers:
        asker.start()
    time.sleep(0.3)
    began = time.monotonic()
    assert b"true" in ask(pool, "ASK {}")
    assert time.monotonic() - began < 1
    for asker in askers:
        asker.join()
    assert all(1.9 < end < 4 for end in ends)


def test_whoever_finds_the_slow_lane_full_is_turned_away() -> None:
    with Pool(DATA, Limits(seconds=3, slice=0.1, slow=1)) as workers:
        first = threading.Thread(target=stopped, args=(workers,))
        first.start()
        time.sleep(0.5)
        with pytest.raises(Busy):
            ask(workers, ANOTHER)
        with pytest.raises(Repeated):
            ask(workers, ENDLESS)
        assert b"true" in ask(workers, "ASK {}")
        first.join()


def test_one_that_has_had_its_share_of_a_full_lane_makes_room_for_another() -> None:
    ends: list[Unanswered] = []

    def endless() -> None:
        with pytest.raises(Unanswered) as end:
            ask(workers, ENDLESS)
        ends.append(end.value)

    with Pool(DATA, Limits(seconds=20, slice=0.1, share=0.2, slow=1)) as workers:
        first = threading.Thread(target=endless)
        first.start()
        time.sleep(0.6)
        assert count(ask(workers, MIDDLING)) == 9_000_000
        first.join()
    assert [type(end) for end in ends] == [Busy]


def test_the_queries_of_a_moment_together_take_no_more_memory_than_they_may() -> None:
    greedy = "SELECT (COUNT(DISTINCT CONCAT(?b, ?d, '%s')) AS ?n) { ?a <urn:p> ?b . ?c <urn:p> ?d }"
    ends: list[type[Exception] | None] = []

    def ask_greedily(number: int) -> None:
        try:
            ask(others if number else workers, greedy % number)
            ends.append(None)
        except Unanswered as end:
            ends.append(type(end))

    limits = Limits(seconds=20, memory=1 << 30, memory_of_all=200 << 20)
    with Pool(DATA, limits) as workers, Pool(DATA, limits, beside=workers) as others:
        askers = [threading.Thread(target=ask_greedily, args=(number,)) for number in range(3)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        assert b"true" in ask(workers, "ASK {}")
    assert set(ends) == {OutOfMemory}


def test_a_query_that_has_to_wait_for_the_processor_has_not_had_its_slice() -> None:
    others = set(descendants(os.getpid()))
    with Pool(DATA, Limits(slice=0.2, slow=0, fast=1)) as workers:
        assert b"true" in ask(workers, "ASK {}")
        (pid,) = (int(each) for each in {*descendants(os.getpid())} - others if not descendants(int(each)))
        os.kill(pid, signal.SIGSTOP)
        threading.Timer(0.6, os.kill, (pid, signal.SIGCONT)).start()
        assert b"true" in ask(workers, "ASK {}")
        with pytest.raises(Busy):
            ask(workers, ENDLESS)


def test_the_work_of_who_has_gone_stops(pool: Pool) -> None:
    asked = asyncio.run_coroutine_threadsafe(pool.answer(Question(ENDLESS)), pool.loop())
    time.sleep(1)
    before = pool.alive()
    asked.cancel()
    time.sleep(0.3)
    assert pool.alive() == before - 1


def test_a_query_that_takes_all_memory_ends_alone(pool: Pool) -> None:
    steps = " ".join(f"BIND(CONCAT({', '.join([f'?x{n}'] * 8)}) AS ?x{n + 1})" for n in range(9))
    with pytest.raises(OutOfMemory):
        ask(pool, f"SELECT (STRLEN(?x9) AS ?n) {{ BIND('{'a' * 64}' AS ?x0) {steps} }}")
    assert b"true" in ask(pool, "ASK {}")


def test_a_huge_answer_and_a_huge_query_are_too_big(pool: Pool) -> None:
    with pytest.raises(TooBig):
        ask(pool, "SELECT * { ?a ?b ?c . ?d ?e ?f }")
    with pytest.raises(TooBig):
        ask(pool, "ASK {} #" + "x" * 10_000_000)


DEEP = {
    "braces": "SELECT * WHERE " + "{" * 5000 + "}" * 5000,
    "parentheses": "ASK { FILTER(" + "(" * 20000 + "1" + ")" * 20000 + ") }",
    "negations": "ASK { FILTER(" + "!" * 5000 + "true) }",
    "sub-selects": "SELECT * {" + "{ SELECT * {" * 200 + "?s ?p ?o" + "} }" * 200 + "}",
    "unions": "SELECT * { " + " UNION ".join(["{ ?s <urn:p> <urn:none> }"] * 3000) + " }",
    "optionals": "SELECT * { ?s ?p ?o " + "".join(f"OPTIONAL {{ ?s <urn:q> ?x{n} }} " for n in range(300)) + "}",
}


@pytest.mark.parametrize("shape", DEEP)
def test_deep_nesting_and_parts_without_end_are_refused(pool: Pool, shape: str) -> None:
    with pytest.raises(Refused):
        ask(pool, DEEP[shape])


LONG = {
    "unions": "SELECT * { " + " UNION ".join(["{ ?s <urn:p> <urn:none> }"] * 1000) + " } LIMIT 1",
    "optionals": "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s <urn:q> ?x } " * 100 + "} LIMIT 1",
    "disjunctions": "ASK { FILTER(" + " || ".join(["?x"] * 3000) + ") }",
    "values": "ASK { VALUES ?x { " + "1 " * 100_000 + "} }",
    "levels": "ASK " + "{" * 190 + "}" * 190,
}


@pytest.mark.parametrize("shape", LONG)
def test_long_queries_are_answered(pool: Pool, shape: str) -> None:
    assert ask(pool, LONG[shape])


def test_sorting_odd_types_breaks_nothing(pool: Pool) -> None:
    values = '"a" 1 "2024-01-01"^^xsd:date <urn:x> "x"@da "y"^^<urn:odd> true 1e0 "z"^^xsd:time'
    query = (
        f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?x {{ VALUES ?x {{ {values} UNDEF }} }} ORDER BY ?x"
    )
    assert len(loads(ask(pool, query))["results"]["bindings"]) == 10


def test_no_socket_can_be_opened_in_a_worker(pool: Pool) -> None:
    assert pool.sockets() in ("seccomp", "network namespace")


def test_a_store_that_is_written_to_is_seen_by_the_next_question(tmp_path: Path) -> None:
    with Archive(tmp_path / "s") as archive:
        archive.load(b'<urn:a> <urn:b> "1" <urn:g> .')
    with Pool(tmp_path / "s") as workers:
        assert count(ask(workers, COUNT)) >= 1
        with Archive(tmp_path / "s") as archive:
            archive.load(b'<urn:a> <urn:b> "2" <urn:g> .')
        time.sleep(1.1)
        assert len(loads(ask(workers, "SELECT ?o { <urn:a> <urn:b> ?o }"))["results"]["bindings"]) == 2


def test_a_folder_that_is_no_store_is_said(tmp_path: Path) -> None:
    with Pool(tmp_path) as workers, pytest.raises(StoreUnreadable, match="there is no store"):
        ask(workers, "ASK {}")
