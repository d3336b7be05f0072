"""A store that is written to while it is served, and processes that are killed: no request is lost."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

import httpx2
import pytest
from sagsgang.api.pool import Pool
from sagsgang.api.question import Limits, Question
from sagsgang.graph.store import Archive
from serving import served

COUNT = "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s <urn:p> ?o }"
LONG = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(CONTAINS(CONCAT(?c, ?f, ?c, ?f), "7777")) }'
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
STEP, STEPS = 500, 3
HELD = {"in memory": 64 << 20, "on disk": 0}


def grow(store: Path, step: int) -> None:
    with Archive(store) as archive:
        archive.load(b"".join(b'<urn:s%d> <urn:p> "%d" <urn:g%d> .\n' % (n, n, step) for n in range(STEP * step)))


def count(client: httpx2.Client) -> int:
    answer = client.get("/sparql", params={"query": COUNT})
    assert answer.status_code == 200
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@contextmanager
def asked_all_the_while(address: str) -> Iterator[list[list[int]]]:
    """What some clients are answered, one after another, as long as the block runs."""
    over, told = threading.Event(), [list[int]() for _ in range(4)]

    def ask(mine: list[int]) -> None:
        with httpx2.Client(base_url=address, timeout=20) as client:
            while not over.is_set():
                mine.append(count(client))

    asking = [threading.Thread(target=ask, args=(mine,)) for mine in told]
    for each in asking:
        each.start()
    try:
        yield told
    finally:
        over.set()
        for each in asking:
            each.join()


def until(client: httpx2.Client, wanted: int) -> None:
    end = time.monotonic() + 15
    while count(client) != wanted:
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.parametrize("held", HELD)
def test_a_new_build_is_swapped_in_without_losing_a_request(tmp_path: Path, held: str) -> None:
    store = tmp_path / "store"
    grow(store, 1)
    states = [STEP * step for step in range(1, STEPS + 1)]
    with (
        served(store, Limits(in_memory=HELD[held], fast=2)) as address,
        httpx2.Client(base_url=address, timeout=20) as client,
        asked_all_the_while(address) as told,
    ):
        until(client, states[0])
        for step in range(2, STEPS + 1):
            grow(store, step)
            until(client, STEP * step)
    for mine in told:
        assert mine == sorted(mine)  # never back to what was
        assert set(mine) <= set(states)  # and never half of it
        assert mine[-1] == states[-1]


@pytest.mark.parametrize("held", HELD)
def test_a_store_that_is_lost_is_answered_from_as_it_was(tmp_path: Path, held: str) -> None:
    store = tmp_path / "store"
    grow(store, 1)
    with served(store, Limits(in_memory=HELD[held], fast=2)) as address, httpx2.Client(base_url=address) as client:
        assert count(client) == STEP
        rmtree(store)
        for _ in range(2):
            time.sleep(0.6)
            assert count(client) == STEP
        grow(store, 2)
        until(client, STEP * 2)


@pytest.mark.parametrize("held", HELD)
def test_a_small_store_is_held_in_memory_and_a_larger_one_on_disk(tmp_path: Path, held: str) -> None:
    store = tmp_path / "store"
    grow(store, 1)
    with Archive(store) as archive:
        archive.rest()
    before = set(descendants(os.getpid()))
    with Pool(store, Limits(in_memory=HELD[held], fast=2)) as pool:
        assert pool.ask(Question(COUNT)).body
        opened = {
            str(each.readlink())
            for child in set(descendants(os.getpid())) - before
            for each in Path(f"/proc/{child}/fd").iterdir()
        }
    assert any(str(store) in each for each in opened) is (held == "on disk")


def test_processes_that_are_killed_are_replaced(tmp_path: Path) -> None:
    store = tmp_path / "store"
    grow(store, 1)
    before = set(descendants(os.getpid()))
    with served(store, Limits(fast=3)) as address, httpx2.Client(base_url=address, timeout=20) as client:
        for _ in range(3):
            assert count(client) == STEP
            for each in set(descendants(os.getpid())) - before:
                os.kill(each, signal.SIGKILL)
            time.sleep(0.1)
        assert count(client) == STEP
    assert set(descendants(os.getpid())) <= before


def test_nothing_is_left_of_workers_that_are_called_off_while_they_are_prepared(tmp_path: Path) -> None:
    store = tmp_path / "store"
    grow(store, 300)
    with Pool(store) as pool:
        asked = asyncio.run_coroutine_threadsafe(pool.answer(Question(COUNT)), pool.loop())
        while not holding(store):  # it is being read into memory
            assert not asked.done()
        asked.cancel()
    end = time.monotonic() + 3
    while holding(store) and time.monotonic() < end:
        time.sleep(0.05)
    assert holding(store) == []


def holding(store: Path) -> list[str]:
    """The processes that have a file of a store open."""
    found = []
    for each in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):  # it has ended meanwhile
            found += [each.parts[2]] * str(each.readlink()).startswith(str(store))
    return found


@contextmanager
def command(store: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`sagsgang serve` as a process of its own, and its address."""
    serving = [sys.executable, "-m", "sagsgang.api", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(serving, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            yield server, server.stderr.readline().partition(" at ")[2].partition("/ ")[0]
        finally:
            server.kill()


def test_a_server_that_is_told_to_end_gives_the_answers_that_it_owes(tmp_path: Path) -> None:
    store = tmp_path / "store"
    grow(store, 3)
    told: list[int] = []

    def ask() -> None:
        told.append(httpx2.get(f"{address}/sparql", params={"query": LONG}, timeout=30).status_code)

    with command(store) as (server, address):
        with httpx2.Client(base_url=address) as client:
            assert count(client) == STEP * 3
        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(0.3)
        assert told == []
        for each in (server.pid, *descendants(server.pid)):  # as systemd does
            os.kill(each, signal.SIGTERM)
        asking.join()
        assert told == [200]
        assert server.wait(20) is not None


def test_nothing_is_left_of_a_server_that_is_killed(tmp_path: Path) -> None:
    store = tmp_path / "store"
    grow(store, 1)

    def ask() -> None:
        with pytest.raises(httpx2.TransportError):
            httpx2.get(f"{address}/sparql", params={"query": ENDLESS}, timeout=30)

    with command(store) as (server, address):
        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(1.5)
        processes = descendants(server.pid)
        assert len(processes) > 2
        server.kill()
        asking.join()
        end = time.monotonic() + 3
        while running(processes) and time.monotonic() < end:
            time.sleep(0.05)
        assert running(processes) == []


def running(processes: list[int]) -> list[int]:
    """Those of some processes that have not ended; what nobody has waited for yet has."""
    stats = {each: Path(f"/proc/{each}/stat") for each in processes}
    return [
        each for each, stat in stats.items() if stat.exists() and stat.read_text("ascii").rpartition(")")[2][1] != "Z"
    ]


def descendants(pid: int) -> list[int]:
    """The processes that a process has begun, and those that they have."""
    told = " ".join(each.read_text("ascii") for each in Path(f"/proc/{pid}/task").glob("*/children"))
    return [each for child in map(int, told.split()) for each in (child, *descendants(child))]
