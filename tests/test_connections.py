"""Connections of a real server whose clients send or take too slowly."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import quote, urlsplit

import httpx2
import pytest
from sagsgang.api.app import create_app
from sagsgang.api.operations import protocol
from sagsgang.api.pool import Pool
from sagsgang.api.question import Limits
from sagsgang.graph.store import Archive
from serving import serving

DATA = b"".join(b'<urn:s%d> <urn:p> "%d" <urn:g> .\n' % (n, n) for n in range(2000))
PATIENCE = 0.6
HEADS = {
    "nothing": b"",
    "half a line": b"GET /sparql?query=ASK",
    "half a head": b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n",
    "half a second head": b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nGET /health",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Pool]]:
    store = tmp_path_factory.mktemp("connected") / "store"
    with Archive(store) as archive:
        archive.load(DATA)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protocol, "STUCK", 700)
        app = create_app(store, Limits(fast=2))
        with serving(app, PATIENCE) as address:
            yield address, app.state.pool


def connected(address: str) -> socket.socket:
    return socket.create_connection((str(urlsplit(address).hostname), urlsplit(address).port or 80), timeout=10)


@pytest.mark.parametrize("head", HEADS)
def test_who_does_not_send_a_request_to_the_end_of_its_head_is_not_waited_for(
    served: tuple[str, Pool], head: str
) -> None:
    with connected(served[0]) as end:
        began = time.monotonic()
        end.sendall(HEADS[head])
        said = end.makefile("rb").read()
        assert PATIENCE * 0.9 < time.monotonic() - began < PATIENCE + 2
        assert said.count(b"HTTP/1.1 408 ") == 1


def test_five_hundred_half_sent_heads_harm_nobody(served: tuple[str, Pool]) -> None:
    with ExitStack() as until, httpx2.Client(base_url=served[0]) as client:
        ends = [until.enter_context(connected(served[0])) for _ in range(500)]
        for end in ends:
            end.sendall(HEADS["half a head"])
        began = time.monotonic()
        assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
        assert time.monotonic() - began < 1


def test_a_connection_whose_client_takes_nothing_is_given_up(served: tuple[str, Pool]) -> None:
    address, pool = served
    query = quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 300000")
    with socket.socket() as end:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        end.connect((str(urlsplit(address).hostname), urlsplit(address).port))
        end.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.5)
        assert pool.alive() == 3
        until = time.monotonic() + 8
        while pool.alive() == 3 and time.monotonic() < until:
            time.sleep(0.1)
        assert pool.alive() == 2
