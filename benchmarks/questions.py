"""How long each stored question takes at size, beside counting all quads of the same store.

python benchmarks/questions.py [--quads 1000000] [--seed 1]

The minutes are those of an invented world (docs/simulator.md), as many municipalities as it takes. A question is
bounded when one of its values must be given (a case, a person, a post, a fact); it is asked of whom the store tells
most. The others look at a whole store.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import perf_counter

from pyoxigraph import QuerySolutions
from sagsgang.graph.mapping import stated
from sagsgang.graph.resolve import conclude, last_day
from sagsgang.graph.store import Archive
from sagsgang.queries import named, names, parse
from simulate import world

YEARS = 10
TIMES, SHORT = 10, 0.1  # how often at most, and three times what takes longer than so many seconds
COUNT = parse("SELECT (COUNT(*) AS ?quads) { ?s ?p ?o }", "count")
MOST_TOLD: Mapping[str, str] = {
    "case": "SELECT ?it { ?t sag:case ?it ; a sag:Treatment } GROUP BY ?it ORDER BY DESC(COUNT(?t)) STR(?it) LIMIT 1",
    "person": "SELECT ?it { ?p sag:person ?it } GROUP BY ?it ORDER BY DESC(COUNT(?p)) STR(?it) LIMIT 1",
    "post": "SELECT ?it { ?p sag:roleAsStated ?it } GROUP BY ?it ORDER BY DESC(COUNT(?p)) STR(?it) LIMIT 1",
    "body": "SELECT ?it { ?m sag:body ?it ; a sag:Meeting } GROUP BY ?it ORDER BY DESC(COUNT(?m)) STR(?it) LIMIT 1",
}
"""By type of parameter, whom or what the store tells most of."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A question with the length of its answer, its best time of three, and that beside counting all quads."""

    name: str
    bounded: bool
    rows: int
    seconds: float
    ratio: float


def hold(quads: int, seed: int) -> Archive:
    """A store in memory with at least so many quads of invented minutes, concluded."""
    archive = Archive()
    for town in world(seed, sys.maxsize, YEARS):
        for document in town.documents():
            archive.put(stated(document.data, document.name), document.name)
        if len(archive.store) >= quads:
            break
    conclude(archive)
    return archive


def timed(archive: Archive) -> Iterator[Timed]:
    """Each public question, in alphabetical order."""
    on = last_day(archive)
    _, peer = _asked(archive, COUNT.bind({}))
    known = {kind: _first(archive, text) for kind, text in MOST_TOLD.items()}
    known |= {"iri": known["case"]}
    for name in names():
        query = named(name)
        needed = [param for param in query.params if param.default is None]
        text = query.bind({param.name: known[param.kind] for param in needed}, on)
        rows, seconds = _asked(archive, text)
        yield Timed(name, bool(needed), rows, seconds, seconds / peer)


def _first(archive: Archive, text: str) -> str:
    found = archive.query(parse(text, "most told").bind({}))
    assert isinstance(found, QuerySolutions)
    return str(next(iter(found))["it"].value)


def _asked(archive: Archive, text: str) -> tuple[int, float]:
    """How long the answer is, and the best of some times."""
    best, rows = float("inf"), 0
    for turn in range(TIMES):
        start = perf_counter()
        rows = sum(1 for _ in archive.query(text))
        best = min(best, perf_counter() - start)
        if turn >= 2 and best > SHORT:
            break
    return rows, best


def main() -> None:
    """Print a line a question, the slowest first, bounded ones before the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    archive = hold(asked.quads, asked.seed)
    print(f"{len(archive.store):,} quads of {len(archive.documents()):,} documents")
    print("question                   rows      ms   of counting all quads")
    for one in sorted(timed(archive), key=lambda one: (not one.bounded, -one.seconds)):
        kind = "bounded" if one.bounded else "scan"
        print(f"{one.name:24s} {one.rows:6d} {one.seconds * 1000:7.1f}   {one.ratio:6.3f}  {kind}")


if __name__ == "__main__":
    main()
