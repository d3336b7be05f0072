"""Whatever happens to a build, a store or a server: documents and answers are whole, and the next run goes on."""

import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copy, copytree, rmtree
from socket import create_server

import httpx2
import pytest
from conftest import EXAMPLES
from sagsgang.graph.build import build
from sagsgang.graph.disk import is_store
from sagsgang.graph.store import Archive, StoreError
from serving import served
from stating import Item, Paper, state

COMMAND = (sys.executable, "-m", "sagsgang.api")
QUIET = {**os.environ, "NO_COLOR": "1"}
BUILDING = """
import sys
from pathlib import Path
from sagsgang.graph.build import build
from sagsgang.graph.store import Archive
if __name__ == "__main__":
    with Archive(Path(sys.argv[1])) as archive:
        build([Path(sys.argv[2])], archive, workers=int(sys.argv[3]))
"""


def dump(store: Path) -> str:
    with Archive(store, read_only=True) as archive:
        return "".join(archive.lines())


def documents(store: Path) -> Mapping[str, frozenset[str]]:
    """What is stated of each document."""
    with Archive(store, read_only=True) as archive:
        told: dict[str, set[str]] = {}
        for quad in archive.store:
            if str(quad.graph_name).endswith("/graph>") and "/doc/" in str(quad.graph_name):
                told.setdefault(str(quad.graph_name), set()).add(str(quad.triple))
        assert {name[1:-1] for name in told} == {entry.graph for entry in archive.documents()}
        return {name: frozenset(said) for name, said in told.items()}


def killed(store: Path, folder: Path, seconds: float, workers: int) -> None:
    """Build, and end it with all its processes after so long."""
    command = [sys.executable, "-c", BUILDING, store, folder, str(workers)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as child:
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


@pytest.mark.long
def test_a_hundred_builds_killed_at_random_moments_leave_no_document_in_parts(tmp_path: Path) -> None:
    folder, store = tmp_path / "minutes", tmp_path / "store"
    folder.mkdir()
    for path in sorted(EXAMPLES.glob("2025*"))[:6]:
        copy(path, folder)
    began = time.monotonic()
    killed(tmp_path / "whole", folder, 600, 2)
    longest = time.monotonic() - began
    whole, wanted = documents(tmp_path / "whole"), dump(tmp_path / "whole")
    chance, parts = random.Random(1), 0
    for turn in range(100):
        killed(store, folder, chance.uniform(0.2, 1) * longest, 1 + turn % 2)
        if is_store(store):
            held = documents(store)
            assert {name: said for name, said in held.items() if said != whole.get(name)} == {}
            parts += len(held) < len(whole)
            if len(held) == len(whole) and chance.random() < 0.7:
                rmtree(store)
    assert parts > 10
    killed(store, folder, 600, 2)
    assert dump(store) == wanted


def test_a_build_by_other_processes_elsewhere_in_another_language_gives_the_same_dump(
    lyngholm: Path, tmp_path: Path
) -> None:
    odd = {**QUIET, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "da_DK.UTF-8", "LANG": "tr_TR.UTF-8"}
    copytree(EXAMPLES, tmp_path / "papirer")
    subprocess.run([sys.executable, "-c", BUILDING, "store", "papirer", "2"], cwd=tmp_path, env=odd, check=True)
    assert dump(tmp_path / "store") == dump(lyngholm)


def test_a_build_on_a_full_disk_says_so_and_goes_on_when_there_is_room(lyngholm: Path, tmp_path: Path) -> None:
    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))

    command = [*COMMAND, "build", str(EXAMPLES), "--store", str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=QUIET, preexec_fn=small)
    assert done.returncode == 4, done.stderr
    assert "there is no more room on the disk" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    with Archive(tmp_path / "store") as archive:
        build([EXAMPLES], archive, workers=1)
    assert dump(tmp_path / "store") == dump(lyngholm)


@pytest.mark.parametrize("seed", range(6))
def test_a_store_of_flipped_bits_tells_what_it_told_or_says_that_it_is_damaged(
    lyngholm: Path, tmp_path: Path, seed: int
) -> None:
    chance, store = random.Random(seed), copytree(lyngholm, tmp_path / "store")
    for path in chance.sample(sorted(store.glob("*.sst")), 2):
        data = bytearray(path.read_bytes())
        for _ in range(50):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
    told = ""
    try:
        told = dump(store)
    except StoreError as error:
        told = str(error)
    assert told == dump(lyngholm) or "is damaged" in told


@contextmanager
def serving(store: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [*COMMAND, "serve", "--store", str(store), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=QUIET) as running:
        try:
            yield running
        finally:
            running.terminate()


def test_a_server_that_is_started_again_under_load_cuts_no_answer(lyngholm: Path) -> None:
    with create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    statuses: list[int] = []
    broken: list[str] = []
    ended = threading.Event()

    def ask() -> None:
        query = {"query": "SELECT * { ?s a ?type ; ?p ?o } LIMIT 300"}
        while not ended.is_set():
            try:
                answer = httpx2.get(f"http://127.0.0.1:{port}/sparql", params=query, timeout=20)
                answer.json()
                statuses.append(answer.status_code)
            except httpx2.RemoteProtocolError as error:
                broken.extend([str(error)] if "without sending complete" in str(error) else [])
            except httpx2.TransportError:
                time.sleep(0.02)

    asking = [threading.Thread(target=ask) for _ in range(4)]
    try:
        for each in asking:
            each.start()
        for _ in range(2):
            before = len(statuses)
            with serving(lyngholm, port):
                _wait(lambda before=before: len(statuses) > before + 20)
    finally:
        ended.set()
        for each in asking:
            each.join()
    assert broken == []
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) > 40


def _wait(until: Callable[[], bool]) -> None:
    for _ in range(1200):
        if until():
            return
        time.sleep(0.05)
    raise AssertionError("it takes longer than a minute")


def test_whoever_asks_while_a_document_is_replaced_gets_the_old_or_the_new(tmp_path: Path) -> None:
    def paper(word: str) -> Paper:
        return Paper("DIR", "2025-01-13", tuple(Item(f"{word} {number}") for number in range(60)))

    query = (
        "PREFIX dct: <http://purl.org/dc/terms/> SELECT ?word (COUNT(*) AS ?n) "
        '{ ?s dct:title ?t FILTER(REGEX(?t, "^[a-z]+ [0-9]+$")) BIND(STRBEFORE(?t, " ") AS ?word) } GROUP BY ?word'
    )
    with Archive(tmp_path / "store") as archive:
        archive.put(state(paper("nul")), "a.txt", "papers")
    told: list[tuple[tuple[str, str], ...]] = []
    with served(tmp_path / "store") as address, httpx2.Client(base_url=address, timeout=20) as client:
        ended = threading.Event()

        def ask() -> None:
            while not ended.is_set():
                rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
                told.append(tuple((row["word"]["value"], row["n"]["value"]) for row in rows))

        asking = threading.Thread(target=ask)
        asking.start()
        for word in ("en", "to", "tre"):
            with Archive(tmp_path / "store") as archive:
                archive.put(state(paper(word)), "a.txt", "papers")
            time.sleep(1.2)
        ended.set()
        asking.join()
    assert set(told) <= {((word, "60"),) for word in ("nul", "en", "to", "tre")}
    assert len(set(told)) > 1
