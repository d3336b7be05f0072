"""What strangers send to break a server: it is refused or stopped, tells nothing, and others are answered meanwhile."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import quote, urlsplit

import httpx2
import pytest
from attacks import (
    ELSEWHERE,
    ENDLESS,
    FROMS,
    HALF,
    MANY,
    REQUESTS,
    SECRET,
    SERVICES,
    UPDATES,
    VALUES,
    WIDE,
    nested,
)
from sagsgang.api.operations.settings import PREFIX
from sagsgang.graph.store import Archive

CHAIN = "".join(f"<urn:n{n}> <urn:next> <urn:n{n + 1}> <urn:chain> .\n" for n in range(2000))
LIMITS = {"TIME_LIMIT": "0.5", "MEMORY": "256MiB", "ANSWER_SIZE": "1MiB", "SLICE": "0.1", "LOG": "json"}
LOOKUP = f"/sparql?query={quote('ASK { <urn:n7> <urn:next> ?o }')}"
DIRECT = {"Content-Type": "application/sparql-query"}
TELLING = re.compile(rb"Traceback|site-packages|panicked|/home/|/root/|File \"|\.py\b")
"""What no answer has: traces and places on the machine."""


@dataclass
class Trap:
    """A server that nobody is to call; it counts who does."""

    listening: socket.socket
    calls: list[object] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}/"

    def wait(self) -> None:
        while True:
            try:
                end, caller = self.listening.accept()
            except OSError:  # closed
                return
            self.calls.append(caller)
            end.close()


@dataclass(frozen=True)
class Server:
    """A server as it is deployed: its address, the store's folder, its log, and the trap beside it."""

    client: httpx2.Client
    store: Path
    log: Path
    trap: Trap

    def ask(self, query: str, **params: str) -> httpx2.Response:
        """Ask a query; whatever comes of it tells nothing of the machine and called nobody."""
        answer = self.client.post("/sparql", content=query.encode(), params=params, headers=DIRECT)
        self.silent(answer.content)
        return answer

    def silent(self, said: bytes) -> None:
        assert TELLING.search(said) is None
        assert str(self.store).encode() not in said
        assert self.trap.calls == []

    def send(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Send bytes as they are: the status of the answer, its headers and its body."""
        with closing(self.connected()) as end:
            with suppress(ConnectionError):  # it may answer before the end
                end.sendall(request)
            said = b"".join(iter(lambda: _part(end), b""))
        head, _, body = said.partition(b"\r\n\r\n")
        self.silent(said)
        return int(head.split(b" ", 2)[1]), head, body

    def connected(self) -> socket.socket:
        address = urlsplit(str(self.client.base_url))
        return socket.create_connection((str(address.hostname), address.port or 80), timeout=20)


def _part(end: socket.socket) -> bytes:
    try:
        return end.recv(1 << 20)
    except ConnectionError:
        return b""


@pytest.fixture(scope="module")
def server(lyngholm: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("attacked")
    copytree(lyngholm, home / "store")
    with Archive(home / "store") as store:
        store.load(CHAIN.encode())
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment |= {f"{PREFIX}{name}": value for name, value in LIMITS.items()}
    command = [sys.executable, "-m", "sagsgang.api", "serve", "--store", str(home / "store"), "--port", "0"]
    trap = Trap(socket.create_server(("127.0.0.1", 0)))
    threading.Thread(target=trap.wait, daemon=True).start()
    with (home / "log").open("wb") as log, subprocess.Popen(command, stderr=log, env=environment) as running:
        try:
            with httpx2.Client(base_url=_address(home / "log"), timeout=20) as client:
                yield Server(client, home / "store", home / "log", trap)
            assert running.poll() is None, "the server has ended"
        finally:
            running.terminate()
            trap.listening.close()


def _address(log: Path) -> str:
    """Where the server says it is."""
    for _ in range(600):
        if said := re.search(r"http://\S+?(?=/ )", log.read_text("utf-8")):
            return said.group()
        time.sleep(0.05)
    raise AssertionError("the server does not start")


@contextmanager
def others(server: Server, path: str = LOOKUP) -> Iterator[list[float]]:
    """Somebody else looks things up while the block runs, and is answered, nine times of ten within a second."""
    seconds: list[float] = []
    failed: list[str] = []
    ended = threading.Event()

    def look() -> None:
        with httpx2.Client(base_url=server.client.base_url, timeout=20) as client:
            while not ended.wait(0.05):
                began = time.monotonic()
                answer = client.get(path)
                seconds.append(time.monotonic() - began)
                if answer.status_code != 200 or '"boolean":false' in answer.text:
                    failed.append(answer.text)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield seconds
    finally:
        ended.set()
        looking.join()
    assert failed == []
    assert sum(each < 1 for each in seconds) >= 0.9 * len(seconds), seconds


@pytest.mark.parametrize("count", MANY)
@pytest.mark.parametrize("shape", nested(1))
def test_what_nests_without_end_is_refused(server: Server, shape: str, count: int) -> None:
    assert server.ask(nested(count)[shape]).status_code in (400, 413)


@pytest.mark.parametrize("shape", WIDE)
def test_what_is_wide_is_refused_or_answered(server: Server, shape: str) -> None:
    assert server.ask(WIDE[shape]).status_code in (200, 400, 413)


@pytest.mark.parametrize("sort", ENDLESS)
def test_what_has_no_end_is_stopped_and_others_are_answered_meanwhile(server: Server, sort: str) -> None:
    with others(server), ThreadPoolExecutor() as together:
        began = time.monotonic()
        answers = list(together.map(server.ask, ENDLESS[sort]))
    assert [answer.status_code for answer in answers] == [503] * len(answers)
    assert all(int(answer.headers["retry-after"]) > 0 for answer in answers)
    assert time.monotonic() - began < 15


def test_many_endless_queries_from_the_page_leave_other_pages_alone(server: Server) -> None:
    page = f"/forespoergsel?sparql={quote(ENDLESS['joins'][0])}"
    with others(server, "/cases?limit=1"), ThreadPoolExecutor(48) as together:
        statuses = set(together.map(lambda _: server.client.get(page).status_code, range(48)))
    assert statuses <= {400, 503}


def test_a_huge_answer_never_looks_whole(server: Server) -> None:
    with others(server):
        for query in ("SELECT * { ?a ?b ?c . ?d ?e ?f }", "CONSTRUCT { ?a ?e ?f } { ?a ?b ?c . ?d ?e ?f }"):
            with pytest.raises(httpx2.RemoteProtocolError):
                server.ask(query)


@pytest.mark.parametrize("call", SERVICES)
def test_no_other_server_is_called(server: Server, call: str) -> None:
    group = call.replace("{0}", server.trap.address)
    for query in (f"SELECT * {{ {group} }}", f"ASK {{ ?s ?p ?o {group} }}", f"CONSTRUCT WHERE {{ {group} }}"):
        assert server.ask(query).status_code == 400
    short = re.sub("<[^>]*>|\\\\u003c[^\\\\]*\\\\u003e", " x: ", group)
    assert server.ask(f"PREFIX x: <{server.trap.address}> SELECT * {{ {short} }}").status_code == 400
    assert server.ask(f"BASE <{server.trap.address}> SELECT * {{ {call.replace('{0}', '')} }}").status_code == 400


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_graphs_name_is_never_fetched_and_never_opened(server: Server, place: str) -> None:
    name = place.format(trap=server.trap.address)
    queries = [f"ASK {each.replace('{0}', name)} {{ ?s ?p ?o }}" for each in FROMS]
    queries += [f"BASE <file:///etc/> {query}" for query in queries]
    for query in queries:
        answer = server.ask(query)
        assert answer.status_code == 400 or answer.json()["boolean"] is False
    for parameter in ("default-graph-uri", "named-graph-uri"):
        answer = server.ask("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", **{parameter: name})
        assert answer.status_code == 400 or answer.json()["boolean"] is False


@pytest.mark.parametrize("update", UPDATES)
def test_nothing_is_written(server: Server, update: str) -> None:
    text = update.replace("{0}", server.trap.address)
    assert server.ask(text).status_code == 400
    for name in ("update", "using-graph-uri"):
        assert server.client.post("/sparql", data={name: text}).status_code in (400, 403)
    assert server.client.get("/sparql", params={"update": text}).status_code == 403
    assert server.ask("ASK { <urn:a> <urn:b> <urn:c> }").json()["boolean"] is False
    assert server.ask("ASK { <urn:n7> ?p ?o }").json()["boolean"] is True


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_request_that_is_none_is_the_clients_error(server: Server, request_: str) -> None:
    with others(server):
        status, head, _ = server.send(REQUESTS[request_])
    assert 400 <= status < 500
    assert b"evil" not in head.lower()


def test_clients_that_never_end_their_requests_harm_nobody(server: Server) -> None:
    with others(server):
        ends = [server.connected() for _ in range(210)]
        for at, end in enumerate(ends):
            end.sendall(HALF[at % len(HALF)])
        time.sleep(0.5)
        assert server.client.get("/cases").status_code == 200
        for end in ends:
            end.close()


def test_clients_that_go_before_their_answer_harm_nobody(server: Server) -> None:
    endless = f"/sparql?query={quote(ENDLESS['joins'][0])}"
    with others(server):
        for _ in range(20):
            with closing(server.connected()) as end:
                end.sendall(f"GET {endless} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                time.sleep(0.02)
    assert server.client.get("/health").status_code == 200


GOOD = {"from": "DIR", "to": "KB", "body": "DIR", "before": "2024", "after": "2025", "kind": "bodies", "ending": "nq"}
PAGES: dict[str, tuple[str, ...]] = {
    "/": ("pr",),
    "/soeg": ("q", "side", "pr"),
    "/sager": ("q", "side", "organ", "status", "form"),
    "/sag": ("iri",),
    "/moeder": ("side", "organ"),
    "/organer": ("pr",),
    "/personer": ("q", "side"),
    "/veje": ("fra", "til", "over"),
    "/forespoergsel": ("sparql", "navn", "on"),
    "/id/{path}": ("path", "pr"),
    "/static/{name}": ("name",),
    "/ontology.{ending}": ("ending",),
    "/ontology/{name}": ("name",),
    "/ontology/frames/{name}.jsonld": ("name",),
}


def parameters(server: Server) -> Iterator[tuple[str, str]]:
    """Each address of the interface and the pages with each of its parameters; of the questions, each sort once."""
    described: Mapping[str, Any] = server.client.get("/openapi.json").json()["paths"]
    seen: set[str] = set()
    for path, methods in described.items():
        for parameter in methods.get("get", {}).get("parameters", ()):
            name = str(parameter["name"])
            if not path.startswith("/queries/") or name not in seen:
                yield path, name
            seen |= {name} if path.startswith("/queries/") else set()
    yield from ((path, name) for path, names in PAGES.items() for name in names)


def target(path: str, name: str, value: str) -> str:
    """An address with a value for one of its parameters and good ones for the others."""
    filled = re.sub(r"{(\w+)(?::path)?}", lambda m: value if m[1] == name else GOOD.get(m[1], "x"), path)
    given = {each: good for each, good in GOOD.items() if each != name and "{" + each not in path}
    if path.startswith("/queries/") or path == "/sparql":
        given = {}
    if "{" + name not in path:
        given[name] = value
    return f"{filled}?{'&'.join('='.join(pair) for pair in given.items())}"


def test_no_value_of_any_parameter_breaks_an_answer_or_reaches_the_log(server: Server) -> None:
    broken: list[tuple[int, str]] = []
    asked = 0
    with others(server):
        for path, name in parameters(server):
            for value in VALUES:
                address = target(path, name, value)
                accept = b"text/html" if len(value) % 3 == 0 else b"*/*"
                line = b"GET %s HTTP/1.1\r\nHost: x\r\nAccept: %s\r\n" % (address.encode(), accept)
                status, head, body = server.send(line + b"Connection: close\r\n\r\n")
                asked += 1
                shown = b"text/html" in head.lower() and (b"<script>" in body or b"<img onerror" in body)
                if status >= 500 or b"evil" in head.lower() or shown:
                    broken.append((status, address))
    assert broken == []
    assert asked > 2000
    said = server.log.read_text("utf-8")
    assert SECRET not in said
    assert "127.0.0.1" not in said.partition("\n")[2]
