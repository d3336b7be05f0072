"""What it costs when one document comes to a municipality, against concluding all: python benchmarks/concluding.py.

Builds a town of the invented world in a store on disk (`--years 14` is 1,400 documents, 1.2 million statements), and
prints seconds of processor time: to conclude all, to let one document come with nothing remembered, and with the memory
that is kept beside the store. For some documents by turns, so that one that bears on little is not the only one. What
is left is compared with what concluding all gave.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, RdfFormat
from sagsgang.graph.description import describe
from sagsgang.graph.mapping import StatedGraph
from sagsgang.graph.mapping import stated as stated_graph
from sagsgang.graph.memory import FILE
from sagsgang.graph.resolve import conclude
from sagsgang.graph.source import Unreadable
from sagsgang.graph.store import CONCLUDED, Archive
from simulate import world
from world.town import Town


def conclude_outstanding(archive: Archive) -> None:
    """Conclude what is outstanding, as a build does that then describes the store."""
    conclude(archive, archive.outstanding())
    archive.settle()


def seconds(work: Callable[[], object]) -> float:
    """Do some work; how much processor time it took."""
    start = time.process_time()
    work()
    return time.process_time() - start


def say(name: str, took: float, whole: float) -> None:
    """One line: how long something took, also as a share of concluding all."""
    sys.stdout.write(f"{name:52} {took:7.2f} s {took / whole:6.1%}\n")


def graphs(town: Town) -> Iterator[tuple[str, StatedGraph]]:
    """A town's minutes as read, with their names; those that cannot be read are passed over."""
    for document in town.documents():
        try:
            yield document.name, stated_graph(document.data, document.name)
        except Unreadable:
            continue


def digest(archive: Archive) -> str:
    """What stands for all that is concluded."""
    graphs = sorted(str(graph.value) for graph in archive.store.named_graphs() if graph.value.startswith(CONCLUDED))
    told = (archive.store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph)) or b"" for graph in graphs)
    return sha256(b"".join(b"".join(sorted(each.splitlines())) for each in told)).hexdigest()


def report(folder: Path, town: Town, turns: int) -> int:
    """Conclude all, let documents go and come, and say what that took; 1 where a dump is not that of concluding all."""
    with Archive(folder) as archive:
        held = []
        for name, graph in graphs(town):
            archive.put(graph, name)
            held.append((name, graph))
        whole = seconds(lambda: conclude_outstanding(archive))
        sys.stdout.write(f"{len(held)} documents, {len(archive.store)} statements\n")
        say("all, nothing concluded before", whole, whole)
        expected = digest(archive)
        some = held[:: max(1, len(held) // turns)][-turns:]
        anew, went, came = [], [], []
        for place, (name, graph) in enumerate(some):
            archive.remove(graph.document)
            went.append(seconds(lambda: conclude_outstanding(archive)))
            if not place:
                archive.memory.close()
                (folder / FILE).unlink()
                archive.put(graph, name)
                anew.append(seconds(lambda: conclude_outstanding(archive)))
                archive.remove(graph.document)
                conclude_outstanding(archive)
            archive.put(graph, name)
            came.append(seconds(lambda: conclude_outstanding(archive)))
        ok = digest(archive) == expected
        described = seconds(lambda: describe(archive))
    say("one document comes, nothing remembered", anew[0], whole)
    say(f"one document goes, median of {turns}", median(went), whole)
    say(f"one document comes, median of {turns}", median(came), whole)
    say(f"one document comes, most of {turns}", max(came), whole)
    say("describing the store, after each build", described, whole)
    sys.stdout.write(f"one document that comes costs {median(came) / anew[0]:.1%} of what it does with no memory; ")
    sys.stdout.write(f"what is concluded is {'the same' if ok else 'DIFFERENT'}\n")
    return 0 if ok else 1


def main() -> int:
    """Build one town, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--years", type=int, default=14)
    parser.add_argument("--turns", type=int, default=5, help="how many documents go and come")
    asked = parser.parse_args()
    town = next(world(asked.seed, 1, asked.years))
    with TemporaryDirectory() as folder:
        return report(Path(folder) / "store", town, asked.turns)


if __name__ == "__main__":
    sys.exit(main())
