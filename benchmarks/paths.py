"""How long answers about a whole place take: invented municipalities of ten years, in a store on disk.

python benchmarks/paths.py [--seed N] [--municipalities N] [--years N]

Each answer is timed, in seconds of the processor, beside reading every hop by one SPARQL query in the same run: the
ratio says what it costs, on whatever machine. Ends with 1 when an answer takes more than a second. The ways are the
truth of `simulate.py`, written as `docs/graph.md` has it; announced are each next step, and for cases without an end
one more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import cast

from sagsgang.graph import paths
from sagsgang.graph.store import Archive
from simulate import world
from travelled import Announced, written

LIMIT = 1.0
"""Seconds for an answer about a whole place."""
TIMES = 2
HOPS = """
PREFIX sag: <https://w3id.org/sagsgang/ontology/> PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?case ?hop ?from ?to ?days ?day {
  ?hop a sag:Hop ; sag:case ?case ; sag:fromBody ?from ; sag:toBody ?to ; sag:days ?days ; sag:toTreatment ?end .
  ?end dct:date ?day
}"""


def main() -> int:
    """Print a line an answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--municipalities", type=int, default=3)
    parser.add_argument("--years", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "store") as archive:
        for town in world(asked.seed, asked.municipalities, asked.years):
            for _ in town.documents():
                pass
            archive.load(concluded(cast(Mapping[str, object], town.truth.json()), town.truth.slug))
        archive.rest(much=True)
        return measure(archive)


def concluded(truth: Mapping[str, object], slug: str) -> bytes:
    """The ways of a municipality's cases as N-Quads."""
    ways, announced = dict[str, str](), list[Announced]()
    for case in cast(Sequence[Mapping[str, object]], truth["cases"]):
        name, route = str(case["case"]), cast(Sequence[Mapping[str, str]], case["route"])
        stops = [(stop["body"], stop["day"]) for stop in route]
        if not stops:
            continue
        ways[name] = " ".join(f"{body} {day}" for body, day in stops)
        for (sender, told), (receiver, day) in pairwise(stops):
            announced.append((name, sender, receiver, told, day))
        if case["end"] != "decided":
            announced.append((name, stops[-1][0], "kommunalbestyrelsen", stops[-1][1], stops[-1][1]))
    return written(ways, place=slug, announced=announced)


def answers(archive: Archive) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each answer by its name."""
    codes = [body.short for body in paths.bodies(archive).values()]
    start, goal = next(each for each in codes if each.startswith("direkt")), "kommunalbestyrelsen"
    for name, answer in (
        ("variants", paths.variants),
        ("waits", paths.waits),
        ("queue", paths.queue),
        ("bottlenecks", paths.bottlenecks),
        ("loops", paths.loops),
        ("body graph", paths.body_graph),
        ("case graph", paths.case_graph),
    ):
        yield name, lambda answer=answer: answer(archive)  # type: ignore[misc]
    yield "compare", lambda: paths.compare(archive, paths.period("2025"), paths.period("2026"))
    yield "reach", lambda: paths.reach(archive, goal, back=True)
    yield "flow", lambda: paths.flow(archive, start, goal)
    for by in ("hops", "days", "frequency"):
        yield f"shortest by {by}", lambda by=by: paths.shortest(archive, start, goal, by)  # type: ignore[misc]
    yield "all simple paths", lambda: paths.simple_paths(archive, start, goal)
    yield "paths in time", lambda: paths.temporal_paths(archive, start, goal)


def measure(archive: Archive) -> int:
    """Time the peer and each answer, the quickest of some times."""
    told = paths.traffic(archive)
    hops = sum(1 for _ in told.hops())
    print(f"{len(told.cases)} cases, {hops} hops, {len(told.bodies)} bodies, {len(archive.store)} quads")
    peer = quickest(lambda: [tuple(term.value for term in row) for row in archive.query(HOPS)])  # type: ignore[union-attr]
    print(f"{'every hop by SPARQL':<22}{peer:8.3f} s")
    slow = []
    for name, answer in answers(archive):
        took = quickest(answer)
        print(f"{name:<22}{took:8.3f} s {took / peer:6.1f} x")
        if took > LIMIT:
            slow.append(name)
    if slow:
        print(f"more than {LIMIT:.0f} s: {', '.join(slow)}", file=sys.stderr)
    return 1 if slow else 0


def quickest(answer: Callable[[], object]) -> float:
    """Seconds of the processor, of the quickest of some times: what else runs on the machine does not count."""
    best = float("inf")
    for _ in range(TIMES):
        start = process_time()
        answer()
        best = min(best, process_time() - start)
    return best


if __name__ == "__main__":
    sys.exit(main())
