"""Many clients at once, some of them hostile: python benchmarks/load.py [--seconds 60]; exit code 1 beyond the bounds.

Builds the examples (or takes --store), serves them by the command as it stands, and asks from this process: `--rate`
requests a second, each by the next of `--clients` kept connections, whether or not earlier ones are answered. A good
request looks up a case by SPARQL; `--hostile` percent are queries that never end, take all memory, nest, or are huge.
Then as many lookups as 100 clients get, alone. Memory is the proportional set size of the server and its workers.
"""

import argparse
import asyncio
import itertools
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

EXAMPLES = Path(__file__).parents[1] / "examples"
ONTOLOGY = "https://w3id.org/sagsgang/ontology/"
CASES = f"SELECT ?case {{ ?case a <{ONTOLOGY}Case> }} LIMIT 500"
PATIENCE = 30.0
"""Seconds after which a request without an answer has failed."""
P99, MEMORY, FAILURES, LOOKUPS = 1.0, 2 << 30, 0, 800
"""The bounds: seconds, bytes of all processes, good requests that failed, lookups a second by 100 clients alone."""
DOUBLING = " ".join(f"BIND(CONCAT({', '.join([f'?x{n}'] * 8)}) AS ?x{n + 1})" for n in range(9))
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "SELECT * { ?a (!<urn:none>)+ ?b . ?b (!<urn:none>)+ ?c }",
    f"SELECT (STRLEN(?x9) AS ?n) {{ BIND('{'a' * 64}' AS ?x0) {DOUBLING} }}",
    "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "(a+)+$")) }',
)


@dataclass
class Told:
    """What came of the requests."""

    seconds: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    hostile: Counter[str] = field(default_factory=Counter)
    memory: int = 0
    late: float = 0.0
    """Seconds by which this program itself was late to ask, at most."""


class Client:
    """One kept connection, which sends one request at a time."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.lock = asyncio.Lock()
        self.pair: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, query: str) -> str:
        """The status of the answer, or why there is none."""
        async with self.lock:
            try:
                return await asyncio.wait_for(self._ask(query), PATIENCE)
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                self.close()
                return type(error).__name__

    async def _ask(self, query: str) -> str:
        if self.pair is None:
            self.pair = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.pair
        body = f"query={quote(query, safe='')}".encode()
        head = f"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
        writer.write(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode() + body)
        told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        if "transfer-encoding: chunked" in told:
            await self._chunks(reader)
        else:
            await reader.readexactly(int(told.partition("content-length:")[2].partition("\r\n")[0]))
        if "connection: close" in told:
            self.close()
        return told.split(" ", 2)[1]

    async def _chunks(self, reader: asyncio.StreamReader) -> None:
        """Read a chunked body to its end (RFC 9112, 7.1)."""
        while size := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)

    def close(self) -> None:
        """Hang up."""
        if self.pair is not None:
            self.pair[1].close()
            self.pair = None


def family(pid: int) -> set[int]:
    """A process and its descendants."""
    found = {pid}
    for listed in Path("/proc").glob(f"{pid}/task/*/children"):
        try:
            found.update(*(family(int(child)) for child in listed.read_text("ascii").split()))
        except OSError:  # it has ended meanwhile
            continue
    return found


def memory(pid: int) -> int:
    """The proportional set size of a process and its descendants, in bytes."""
    total = 0
    for each in family(pid):
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text("ascii")
        except OSError:
            continue
        total += next((int(line.split()[1]) << 10 for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return total


def processor(pid: int) -> float:
    """Seconds of processor time of a process and its descendants, those that have ended included."""
    ticks = 0
    for each in family(pid):
        try:
            fields = Path(f"/proc/{each}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


async def good(client: Client, case: str, due: float, told: Told) -> None:
    """Look a case up; its time runs from when the request was due."""
    status = await client.ask(f"SELECT ?p ?o {{ <{case}> ?p ?o }} LIMIT 50")
    told.seconds.append(time.monotonic() - due)
    if status != "200":
        told.failed[status] += 1


async def bad(client: Client, query: str, told: Told) -> None:
    """Attack."""
    told.hostile[await client.ask(query)] += 1


async def watch(pid: int, told: Told) -> None:
    """Keep the highest memory seen."""
    while True:
        told.memory = max(told.memory, await asyncio.to_thread(memory, pid))
        await asyncio.sleep(0.5)


async def storm(port: int, pid: int, cases: list[str], given: argparse.Namespace) -> Told:
    """The mixed load."""
    told, dice = Told(), random.Random(given.seed)
    friends = itertools.cycle([Client(port) for _ in range(given.clients)])
    foes, attacks = itertools.cycle([Client(port) for _ in range(given.clients)]), itertools.cycle(HOSTILE)
    watching = asyncio.create_task(watch(pid, told))
    began, running = time.monotonic(), []
    for number in range(int(given.seconds * given.rate)):
        due = began + number / given.rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        told.late = max(told.late, time.monotonic() - due)
        if dice.random() * 100 < given.hostile:
            running.append(asyncio.create_task(bad(next(foes), next(attacks), told)))
        else:
            running.append(asyncio.create_task(good(next(friends), dice.choice(cases), due, told)))
    await asyncio.gather(*running)
    watching.cancel()
    return told


async def alone(port: int, cases: list[str], seconds: float) -> float:
    """Lookups a second that 100 clients get when nobody else asks."""
    told, until = Told(), time.monotonic() + seconds

    async def one(client: Client, dice: random.Random) -> None:
        while time.monotonic() < until:
            await good(client, dice.choice(cases), time.monotonic(), told)

    await asyncio.gather(*(one(Client(port), random.Random(number)) for number in range(100)))
    return (len(told.seconds) - told.failed.total()) / seconds


async def held(port: int) -> list[str]:
    """Cases to look up, by a query of its own (asked until the server stands)."""
    client = Client(port)
    for _ in range(100):
        if await client.ask("ASK {}") == "200":
            break
        await asyncio.sleep(0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"GET /sparql?query={quote(CASES, safe='')} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    writer.write(f"{head}Accept: application/sparql-results+json\r\nConnection: close\r\n\r\n".encode())
    answer = (await reader.read()).partition(b"\r\n\r\n")[2]
    writer.close()
    return [row["case"]["value"] for row in json.loads(answer)["results"]["bindings"]]


async def measure(port: int, pid: int, given: argparse.Namespace) -> bool:
    """Ask, tell, and say whether the bounds hold."""
    cases = await held(port)
    told = await storm(port, pid, cases, given)
    times = sorted(told.seconds)
    half, most = (times[min(len(times) - 1, math.ceil(len(times) * part) - 1)] for part in (0.5, 0.99))
    before, mine = processor(pid), time.process_time()
    lookups = await alone(port, cases, given.alone) if given.alone else math.inf
    theirs, mine = processor(pid) - before, time.process_time() - mine
    print(f"good: {len(times)}, failed {told.failed.total()} {dict(told.failed)} (bound {FAILURES})")
    print(f"seconds: p50 {half:.3f}, p99 {most:.3f} (bound {P99:g}), longest {times[-1]:.3f}")
    print(f"of which this program was late to ask: {told.late:.3f} at most")
    print(f"hostile: {told.hostile.total()} {dict(told.hostile)}")
    print(f"memory of all processes: {told.memory / (1 << 20):.0f} MiB (bound {MEMORY >> 20})")
    print(f"alone: {lookups:.0f} lookups a second by 100 clients (bound {LOOKUPS})")
    if given.alone:
        count = max(1.0, lookups * given.alone) / 1000
        print(f"processor time of a lookup: {theirs / count:.2f} ms the server, {mine / count:.2f} ms this program")
    bounds = (told.failed.total() <= FAILURES, most <= P99, told.memory <= MEMORY, lookups >= LOOKUPS)
    return all(bounds)


def main() -> int:
    """Serve and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=100, help="requests a second")
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--hostile", type=float, default=5, help="percent of the requests")
    parser.add_argument("--alone", type=float, default=5, help="seconds of lookups alone; 0: none")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", type=Path, help="a store to serve instead of the examples")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sagsgang.api"]
        store = given.store or Path(folder) / "store"
        if given.store is None:
            subprocess.run([*command, "build", str(EXAMPLES), "--store", str(store)], capture_output=True, check=False)
        serving = [*command, "serve", "--store", str(store), "--port", "0"]
        with subprocess.Popen(serving, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            try:
                port = int(server.stderr.readline().rpartition(":")[2].partition("/")[0])
                return 0 if asyncio.run(measure(port, server.pid, given)) else 1
            finally:
                server.terminate()


if __name__ == "__main__":
    sys.exit(main())
