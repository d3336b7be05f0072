"""Long answers on a real server: sent while they are made, and never taken for whole when they are not."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from urllib.parse import quote, urlsplit

import pytest
from sagsgang.api.app import create_app
from sagsgang.api.pool import HELD, Pool
from sagsgang.api.question import Limits
from sagsgang.graph.store import Archive
from serving import serving

DATA = b"".join(b'<urn:s%d> <urn:p> "%d" <urn:g%d> .\n' % (n, n, n % 2) for n in range(2000))
LIMITS = Limits(seconds=1, answer=256 << 20, rows=100_000, slice=0.2, fast=2, slow=2, share=60, sending=3)
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT %d"
LONG = ROWS % 20_000
"""Some two megabytes."""
MANY = ROWS % 200_000
ENDLESS = f'SELECT ("{"x" * 20_000}" AS ?x) {{ ?a ?b ?c . ?d ?e ?f FILTER(CONTAINS(CONCAT(?c, ?f), "777")) }}'
"""Long rows, one now and then, for longer than is allowed."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Pool]]:
    """The address, and the workers behind it."""
    store = tmp_path_factory.mktemp("streamed") / "store"
    with Archive(store) as archive:
        archive.load(DATA)
    app = create_app(store, LIMITS)
    with serving(app) as address:
        yield address, app.state.pool


@contextmanager
def asked(
    address: str, query: str, accept: str = "application/sparql-results+json", method: str = "GET"
) -> Iterator[HTTPResponse]:
    """The answer to a query, of which the head has come; its connection is closed at the end."""
    connection = HTTPConnection(str(urlsplit(address).hostname), urlsplit(address).port, timeout=20)
    connection.request(method, f"/sparql?query={quote(query)}", headers={"Accept": accept})
    with closing(connection), connection.getresponse() as answer:
        yield answer


def settled(pool: Pool, count: int) -> bool:
    """Whether so many workers are left within two seconds."""
    until = time.monotonic() + 2
    while pool.alive() != count and time.monotonic() < until:
        time.sleep(0.05)
    return pool.alive() == count


def test_a_long_answer_is_whole_and_a_short_one_says_its_length(served: tuple[str, Pool]) -> None:
    with asked(served[0], LONG) as answer:
        body = answer.read()
        assert (answer.status, answer.getheader("transfer-encoding")) == (200, "chunked")
        assert len(body) > 3 * HELD
        assert len(json.loads(body)["results"]["bindings"]) == 20_000
    with asked(served[0], ROWS % 10) as short:
        assert int(short.getheader("content-length") or 0) == len(short.read()) < HELD


def test_a_long_answer_begins_before_it_is_made(served: tuple[str, Pool]) -> None:
    with asked(served[0], ENDLESS) as answer:
        assert len(answer.read(HELD)) == HELD


@pytest.mark.parametrize("query", [MANY, ENDLESS], ids=["too many rows", "too long a time"])
@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+json", "application/sparql-results+xml"])
def test_an_answer_that_is_broken_off_cannot_look_whole(served: tuple[str, Pool], query: str, accept: str) -> None:
    with asked(served[0], query, accept) as answer:
        assert answer.status == 200
        with pytest.raises(IncompleteRead):
            answer.read()


def test_a_client_that_cannot_tell_gets_no_answer_that_may_be_broken_off(served: tuple[str, Pool]) -> None:
    address = urlsplit(served[0])
    for query, status in ((ROWS % 10, b"200"), (MANY, b"413")):
        with socket.create_connection((str(address.hostname), address.port or 80), timeout=20) as connection:
            connection.sendall(f"GET /sparql?query={quote(query)} HTTP/1.0\r\n\r\n".encode())
            told = connection.makefile("rb").read()
        head, _, body = told.partition(b"\r\n\r\n")
        assert head.split()[1] == status
        assert b"content-length: %d\r\n" % len(body) in head + b"\r\n"


def test_a_client_that_takes_nothing_holds_its_worker_no_longer_than_it_may(served: tuple[str, Pool]) -> None:
    address, pool = served
    assert settled(pool, 2)
    with asked(address, ROWS % 60_000) as answer:
        time.sleep(1)
        assert pool.alive() == 3  # it waits for its client
        with asked(address, "ASK {}") as other:
            assert other.read() == b'{"head":{},"boolean":true}'
        time.sleep(LIMITS.sending - 1)
        assert settled(pool, 2)
        with pytest.raises((IncompleteRead, ConnectionError)):
            answer.read()


def test_the_work_of_a_client_that_goes_amid_its_answer_stops(served: tuple[str, Pool]) -> None:
    address, pool = served
    with asked(address, ENDLESS) as answer:
        answer.read(1000)
        assert settled(pool, 3)
    began = time.monotonic()
    assert settled(pool, 2)
    assert time.monotonic() - began < 1


def test_the_head_of_a_long_answer_costs_no_more_than_its_beginning(served: tuple[str, Pool]) -> None:
    address, pool = served
    with asked(address, ENDLESS, method="HEAD") as answer:
        assert (answer.status, answer.read()) == (200, b"")
    assert settled(pool, 2)
