"""Build an invented world and compare what is concluded of it with its truth: python benchmarks/truth.py --seed 7.

Each figure stands beside its floor; below a floor the command exits 1. `--misses` prints what was missed most.
Quality on an invented world is no quality on minutes as they are: that is docs/quality.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from typing import cast

from likeness import Node
from sagsgang.graph.mapping import StatedGraph, stated
from sagsgang.graph.minutes import minutes
from sagsgang.graph.resolve import conclude
from sagsgang.graph.source import OtherData, Unreadable
from sagsgang.graph.store import Archive
from scoring import FIELDS, Score, compared, macro, score, total
from simulate import world
from world.answers import found
from world.measures import Measures, measured
from world.town import Written

FLOORS = {
    "case identity": 0.97,
    "person identity": 0.98,
    "referral status": 0.95,
    "route order": 0.95,
}
"""Pairwise F1, pairwise F1, accuracy, share of cases that are exact. Reading has its floors where there is gold."""


def compare(seed: int, municipalities: int, years: int, into: Measures, workers: int = 1) -> Iterator[Score]:
    """Read and conclude a world town by town, add its figures, and score each document's extraction.

    Nothing is validated: shapes are tested elsewhere, and take most of a build's time.
    """
    with ProcessPoolExecutor(workers) as pool:
        for town in world(seed, municipalities, years):
            documents = list(town.documents())
            with Archive() as archive:
                archive.furnish()
                for document, graph in zip(documents, pool.map(_stated, documents, chunksize=8), strict=True):
                    if graph is not None:
                        archive.put(graph, document.name)
                conclude(archive)
                told = found(archive)
                measured(town.truth.json(), told, into)
                codes = {body.code: body.name for body in town.bodies}
                for document in documents:
                    iri = told.documents.get(document.name)
                    answer = cast(Node, minutes(archive, iri)) if iri else {}
                    yield _score(document.name, _spelled(document.gold, codes), _spelled(answer, codes), into)


def _stated(document: Written) -> StatedGraph | None:
    """What a document states; nothing when it cannot be read."""
    try:
        return stated(document.data, document.name)
    except (OtherData, Unreadable):
        return None


def _spelled(node: Node, codes: Mapping[str, str]) -> Node:
    """An answer with codes spelled out: one document may not tell what a code stands for, where others do."""
    return {key: _each(value, codes) for key, value in node.items()}


def _each(value: object, codes: Mapping[str, str]) -> object:
    if isinstance(value, Mapping):
        return _spelled(value, codes)
    if isinstance(value, list | tuple):
        return [_each(one, codes) for one in value]
    return codes.get(value, value) if isinstance(value, str) else value


def _score(name: str, wanted: Node, answer: Node, into: Measures) -> Score:
    """The extraction of one document."""
    for field, right, given in compared(wanted, answer):
        for each in sorted(map(str, right - given)):
            into.miss(f"extraction: {field} missed", f"{name} {each}")
        for each in sorted(map(str, given - right)):
            into.miss(f"extraction: {field} invented", f"{name} {each}")
    return score(wanted, answer)


def figures(into: Measures, scores: Score) -> dict[str, float]:
    """The five figures by name."""
    values = (into.cases.f1, into.persons.f1, into.statuses.value, into.routes.value, macro(scores))
    return dict(zip((*FLOORS, "extraction"), values, strict=True))


def main() -> int:
    """Print the figures beside their floors; 1 when one is below."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--municipalities", type=int, default=3)
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument(
        "--misses", nargs="?", type=int, const=20, help="the most frequent kinds of misses, 20 by default"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes that read")
    asked = parser.parse_args()
    into = Measures()
    scores = total(compare(asked.seed, asked.municipalities, asked.years, into, asked.workers))
    values = figures(into, scores)
    for name, value in values.items():
        least = FLOORS.get(name)
        print(f"{name:16} {value:.3f}" + (f"  floor {least:.2f}{'  below' * (value < least)}" if least else ""))
    if asked.misses:
        _print_misses(into, scores, asked.misses)
    return int(any(values[name] < least for name, least in FLOORS.items()))


def _print_misses(into: Measures, scores: Score, most: int) -> None:
    for field in FIELDS:
        if field in scores and scores[field].cases:
            one = scores[field]
            print(f"  {field:14} F1 {one.f1:.3f}  right {one.right}, invented {one.invented}, missed {one.missed}")
    for kind, count in into.misses.most_common(most):
        print(f"{count:6} {kind}")
        for example in into.examples[kind]:
            print(f"         {example}")


if __name__ == "__main__":
    sys.exit(main())
