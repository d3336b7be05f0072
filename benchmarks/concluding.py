"""What it costs to conclude a municipality anew when one document comes: python benchmarks/concluding.py --years 10.

Builds a town of the invented world, takes one of its minutes out and puts it back; prints seconds of processor time a
stage, and how many statements the coming of that document changed. The whole municipality is reckoned anew, because
what one document says may bear on any other: a body's full name, how rare the words of a title are, who else has a
name. What is written is only what changed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from sagsgang.graph.mapping import stated as stated_graph
from sagsgang.graph.resolve import concluded, documents, graph_iri, place, stated
from sagsgang.graph.resolve.rulings import rulings
from sagsgang.graph.source import Unreadable
from sagsgang.graph.store import Archive
from simulate import world
from world.town import Town

T = TypeVar("T")


def timed(name: str, work: Callable[[], T]) -> T:
    """Do some work, and print how long it took."""
    start = time.process_time()
    result = work()
    sys.stdout.write(f"{name:28} {time.process_time() - start:8.2f} s\n")
    return result


def fill(town: Town, archive: Archive) -> None:
    """Read a town's minutes into a store, without validating them."""
    for document in town.documents():
        try:
            archive.put(stated_graph(document.data, document.name), document.name)
        except Unreadable:
            continue


def report(archive: Archive) -> None:
    """Conclude the largest municipality with its last document and without, and say what that took."""
    told = documents(archive)
    places = [place(one.name, one.given) for one in told]
    where = max({one.iri for one in places}, key=lambda iri: sum(one.iri == iri for one in places))
    its = next(one for one in places if one.iri == where)
    held = [one for one, there in zip(told, places, strict=True) if there.iri == where]
    ruled = rulings(archive, archive.corrections(), held)
    without = concluded(its, stated(archive, held[:-1], ruled.wrong), ruled)
    archive.replace(graph_iri(its), without)
    sys.stdout.write(f"{len(held)} documents, {len(archive.store)} statements\n")
    rows = timed("reading what they state", lambda: stated(archive, held, ruled.wrong))
    quads = timed("concluding", lambda: concluded(its, rows, ruled))
    timed("writing what changed", lambda: archive.replace(graph_iri(its), quads))
    before, after = set(without.splitlines()), set(quads.splitlines())
    sys.stdout.write(f"{len(rows.items)} items, {len(after)} statements concluded, ")
    sys.stdout.write(f"{len(before ^ after)} of them changed by one document\n")


def main() -> int:
    """Build one town, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--years", type=int, default=10)
    asked = parser.parse_args()
    town = next(world(asked.seed, 1, asked.years))
    with Archive() as archive:
        fill(town, archive)
        report(archive)
    return 0


if __name__ == "__main__":
    sys.exit(main())
