"""How the server is run: settings, health, metrics, logs; each on a real server."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any

import httpx2
import pyoxigraph as ox
import pytest
from fastapi import Request, Response
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from pydantic import ByteSize
from sagsgang.api.app import create_app
from sagsgang.api.engine import TABLES
from sagsgang.api.operations.operation import Operation
from sagsgang.api.operations.refused import SettingsError
from sagsgang.api.operations.settings import PREFIX, Settings, read_settings
from sagsgang.api.question import Limits
from sagsgang.api.sheet import Full, Room, Sheet
from sagsgang.graph.store import Archive
from serving import served, serving

DATA = b'<urn:a> <urn:b> "1" <urn:g> .\n<urn:a> <urn:b> "2" <urn:g> .\n'
SECRET = "Hemmelig Hansen"
SLOW = "SELECT (COUNT(*) AS ?n) { VALUES ?a { %s } VALUES ?b { %s } VALUES ?c { %s } VALUES ?d { %s } }" % (
    (" ".join(map(str, range(300))),) * 4
)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of whoever runs the suite is set."""
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with Archive(tmp_path / "store") as archive:
        archive.load(DATA)
    return tmp_path / "store"


@contextmanager
def client(store: Path, operation: Operation | None = None, limits: Limits | None = None) -> Iterator[httpx2.Client]:
    with served(store, limits, operation) as address, httpx2.Client(base_url=address, timeout=20) as asking:
        yield asking


def samples(asking: httpx2.Client) -> Mapping[tuple[str, frozenset[tuple[str, str]]], float]:
    """What /metrics tells, read by the reader of Prometheus' own library."""
    told = text_string_to_metric_families(asking.get("/metrics").text)
    return {(each.name, frozenset(each.labels.items())): each.value for family in told for each in family.samples}


def sample(asking: httpx2.Client, name: str, **labels: str) -> float:
    return samples(asking).get((name, frozenset(labels.items())), 0)


# Settings


def test_what_is_given_goes_before_the_environment_and_that_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('port = 1\nworkers = 3\nmemory = "128 MiB"\nnesting = 7\n', "utf-8")
    monkeypatch.setenv("SAGSGANG_PORT", "2")
    monkeypatch.setenv("SAGSGANG_WORKERS", "4")
    settings = read_settings(file, {"port": 3})
    assert (settings.port, settings.workers, settings.nesting, settings.slow_lane) == (3, 4, 7, None)
    assert settings.limits().memory == 128 << 20


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("port = 70000", "port"),
        ("prot = 8000", "prot"),
        ('memory = "much"', "memory"),
        ("workers = 0", "workers"),
        ("port = ", "settings.toml"),
    ],
)
def test_a_setting_that_cannot_be_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "settings.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=said):
        read_settings(tmp_path / "settings.toml", {})


def test_a_file_of_settings_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_settings(tmp_path / "nosuch.toml", {})


def test_the_limits_by_settings_are_those_of_the_program() -> None:
    settings = read_settings(None, {})
    assert (settings.limits(), settings.operation()) == (Limits(), Operation())


def test_every_setting_is_documented_with_its_default() -> None:
    page = (Path(__file__).parents[1] / "docs" / "settings.md").read_text("utf-8")
    lines = [line for line in page.splitlines() if line.startswith("| `") and "`SAGS" in line]
    rows = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]
    expected = [
        (f"`{name}`", f"`{PREFIX}{name.upper()}`", f"`{_shown(field.default)}`", str(field.description))
        for name, field in Settings.model_fields.items()
    ]
    assert rows == expected


def _shown(default: object) -> str:
    """A default as the page tells it: sizes with their unit."""
    if isinstance(default, ByteSize):
        return default.human_readable()
    if default is None:
        return "none"
    return str(default).lower() if isinstance(default, bool) else str(default) or '""'


def test_the_ways_to_deploy_use_settings_that_there_are() -> None:
    page = (Path(__file__).parents[1] / "docs" / "deploy.md").read_text("utf-8")
    used = {name.removeprefix(PREFIX).lower() for name in re.findall(rf"{PREFIX}[A-Z_]+(?==)", page)}
    assert used > {"store", "wait_for_store"}
    assert used <= set(Settings.model_fields)


# Health


def test_a_server_waits_for_its_store_when_told_to(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with client(store, Operation(wait_for_store=True)) as asking:
        assert asking.get("/health/live").json() == {"status": "ok"}
        assert asking.get("/health/ready").status_code == 503
        assert asking.get("/sparql", params={"query": "ASK {}"}).status_code == 503
        assert asking.get("/queries/common_routes").status_code == 503
        assert sample(asking, "sagsgang_ready") == 0
        with Archive(store) as archive:
            archive.load(DATA)
        time.sleep(1.1)
        assert asking.get("/health/ready").json() == {"status": "ok"}
        assert asking.get("/sparql", params={"query": "ASK { <urn:a> ?b '2' }"}).json()["boolean"] is True


def test_a_store_that_is_lost_makes_the_server_unready_but_not_dead(store: Path) -> None:
    with client(store) as asking:
        assert asking.get("/health/ready").status_code == 200
        rmtree(store)
        time.sleep(1.1)
        for _ in range(3):
            answer = asking.get("/health/ready")
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
            assert str(store) not in answer.text
        assert asking.get("/health/live").status_code == 200


# Metrics


def test_requests_are_counted_by_the_template_of_their_route(store: Path) -> None:
    with client(store) as asking:
        for path in ("/id/person/hemmelig-hansen", "/id/case/x", "/nosuch/hemmelig", "/health/live"):
            asking.get(path)
        asking.head("/health/live")
        query = {"query": "ASK {}"}
        tag = {"If-None-Match": asking.get("/sparql", params=query).headers["etag"]}
        asking.get("/sparql", params=query, headers=tag)
        asking.head("/sparql", params=query, headers=tag)
        asking.request("HEMMELIG", "/health/live")
        assert sample(asking, "sagsgang_requests_total", route="/id/{path:path}", method="GET", status="404") == 2
        assert sample(asking, "sagsgang_requests_total", route="unmatched", method="GET", status="404") == 1
        for method in ("GET", "HEAD"):
            known = {"route": "/sparql", "method": method, "status": "304"}
            assert sample(asking, "sagsgang_requests_total", **known) == 1
            live = {"route": "/health/live", "method": method, "status": "200"}
            assert sample(asking, "sagsgang_requests_total", **live) == 1
        assert sample(asking, "sagsgang_request_seconds_bucket", route="/id/{path:path}", le="+Inf") == 2
        assert "hemmelig" not in asking.get("/metrics").text.casefold()
        assert "127.0.0.1" not in asking.get("/metrics").text


def test_queries_are_counted_by_lane_and_outcome(store: Path) -> None:
    with client(store, limits=Limits(seconds=1, slice=0.1, rows=1, fast=3)) as asking:
        outcomes = {
            "ASK {}": ("quick", "answered"),
            "ASK {": ("quick", "syntax"),
            "DROP ALL": ("none", "refused"),
            "SELECT * { ?s ?p ?o }": ("quick", "too_big"),
            SLOW: ("slow", "time"),
        }
        for query in outcomes:
            asking.post("/sparql", data={"query": query})
        told = {
            (dict(labels)["lane"], dict(labels)["outcome"]): value
            for (name, labels), value in samples(asking).items()
            if name == "sagsgang_queries_total"
        }
        assert told == dict.fromkeys(outcomes.values(), 1)
        assert sample(asking, "sagsgang_workers_alive") == 3


def test_the_store_is_told_by_version_and_size(store: Path) -> None:
    def state(asking: httpx2.Client) -> tuple[str, float]:
        (version,) = (dict(labels)["version"] for (name, labels) in samples(asking) if name == "sagsgang_store_info")
        return version, sample(asking, "sagsgang_store_quads")

    with client(store) as asking:
        before, held = state(asking)
        with Archive(store) as archive:
            archive.load(b'<urn:a> <urn:b> "3" <urn:g> .')
        time.sleep(1.1)
        after, more = state(asking)
        assert (before != after, more - held) == (True, 2)  # what was loaded, and when it came


def test_metrics_can_be_switched_off(store: Path) -> None:
    with client(store, Operation(metrics=False)) as asking:
        assert asking.get("/metrics").status_code == 404


def test_a_fault_of_ours_is_answered_under_the_id_of_its_request_and_told_to_nobody(store: Path) -> None:
    app = create_app(store)

    async def fault(_: Request) -> Response:
        raise LookupError(SECRET)

    app.add_route("/fault", fault)
    with serving(app) as address, httpx2.Client(base_url=address, timeout=20) as asking:
        answer = asking.get("/fault", headers={"X-Request-ID": "abc-2", "Origin": "https://example.org"})
        assert (answer.status_code, answer.headers["x-request-id"]) == (500, "abc-2")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "Hemmelig" not in answer.text
        assert asking.get("/health/live").status_code == 200


# Logs


@contextmanager
def command(store: Path, *more: str, **environment: str) -> Iterator[tuple[httpx2.Client, list[dict[str, Any]]]]:
    """`sagsgang serve` as a process; its lines of JSON are there when the block has ended."""
    lines: list[dict[str, Any]] = []
    with subprocess.Popen(
        [sys.executable, "-m", "sagsgang.api", "serve", "--store", str(store), "--port", "0", *more],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    ) as running:
        assert running.stderr is not None
        try:
            address = re.search(r"http://\S+?(?=/ )", running.stderr.readline())
            assert address is not None
            with httpx2.Client(base_url=address.group(), timeout=20) as asking:
                yield asking, lines
        finally:
            running.terminate()
            lines += [json.loads(line) for line in running.stderr.read().splitlines() if line.startswith("{")]


def test_the_log_is_lines_of_json_that_tell_no_query_and_no_address(store: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('log = "json"\n', "utf-8")
    with command(store, "--settings", str(tmp_path / "settings.toml")) as (asking, lines):
        query = {"query": f"ASK {{ ?s ?p '{SECRET}' }}"}
        answer = asking.get("/sparql", params=query, headers={"X-Request-ID": "abc-1"})
        asking.get(f"/id/person/{SECRET}")
        bad = asking.get("/health/live", headers={"X-Request-ID": 'x" forged'})
    assert answer.headers["x-request-id"] == "abc-1"
    assert re.fullmatch("[0-9a-f]{16}", bad.headers["x-request-id"])
    asked, request = (line for line in lines if line.get("request") == "abc-1")
    assert (asked["event"], asked["lane"], asked["outcome"]) == ("query", "quick", "answered")
    assert (request["event"], request["route"], request["status"]) == ("request", "/sparql", 200)
    assert request["bytes"] == len(answer.content)
    assert "Hemmelig" not in json.dumps(lines)
    assert "127.0.0.1" not in json.dumps(lines)


def test_the_log_tells_queries_when_asked_to(store: Path) -> None:
    with command(store, SAGSGANG_LOG="json", SAGSGANG_LOG_QUERIES="true") as (asking, lines):
        asking.get("/sparql", params={"query": f"ASK {{ ?s ?p '{SECRET}' }}"})
    assert SECRET in next(line["text"] for line in lines if line["event"] == "query")


def test_the_command_says_which_setting_is_wrong(store: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sagsgang.api", "serve", "--store", str(store)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SAGSGANG_WORKERS": "many"},
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "workers" in done.stderr


# Rows


@given(
    st.lists(st.text(alphabet='a"\n\r}{,<>:\\\tr', max_size=12), min_size=1, max_size=6),
    st.sampled_from(sorted(TABLES)),
)
def test_rows_are_counted_whatever_stands_in_them(values: list[str], media_type: str) -> None:
    rows = " ".join(str(ox.Literal(value)) for value in values)
    found = ox.Store().query(f"SELECT ?x ?y {{ VALUES ?x {{ {rows} }} BIND(1 AS ?y) }}")
    assert isinstance(found, ox.QuerySolutions)
    whole = found.serialize(None, TABLES[media_type])
    assert whole is not None
    by_bytes = Sheet(Room(1 << 20, len(values)), media_type)
    for sign in whole:
        by_bytes.write(bytes([sign]))
    assert by_bytes.rows == len(values)
    with pytest.raises(Full):
        Sheet(Room(1 << 20, len(values) - 1), media_type).write(whole)
