"""An invented town as it is held, what is true of it, and what a careful reader finds in its documents."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import QuerySolutions, QueryTriples
from sagsgang.graph.mapping import stated
from sagsgang.graph.places import beside, read_places
from sagsgang.graph.resolve import conclude, last_day
from sagsgang.graph.store import Archive
from sagsgang.queries import named
from simulate import world
from world.register import register

SEED, YEARS, FIRST = 262, 2, 2025
"""Two years, a new council, a split and a merger of committees between them, another case system since the autumn."""
Json = Any  # what the simulator writes as JSON


@dataclass(frozen=True, slots=True)
class Known:
    """A town's minutes as held, its truth, and the gold of each document by its name."""

    archive: Archive
    truth: Json
    gold: dict[str, Json]


@cache
def town() -> Known:
    (one,) = world(SEED, 1, YEARS, FIRST)
    documents = list(one.documents())
    archive = Archive()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "register.ttl"
        file.write_text(register(one.truth), "utf-8")
        places = read_places([file])
    with beside(places):
        for document in documents:
            archive.put(stated(document.data, document.name), document.name)
        conclude(archive)
    return Known(archive, one.truth.json(), {document.name: document.gold for document in documents})


def ask(name: str, **values: str) -> Iterator[dict[str, str]]:
    """The answers to a question, without what is not told."""
    archive = town().archive
    found = archive.query(named(name).bind(values, last_day(archive)))
    assert isinstance(found, QuerySolutions)
    variables = [variable.value for variable in found.variables]
    for row in found:
        yield {each: row[each].value for each in variables if row[each] is not None}


def graph(name: str, **values: str) -> QueryTriples:
    """The graph that answers a question."""
    archive = town().archive
    found = archive.query(named(name).bind(values, last_day(archive)))
    assert isinstance(found, QueryTriples)
    return found


def alike(wanted: Iterable[Hashable], told: Iterable[Hashable]) -> float:
    """F1 of two multisets."""
    right, found = Counter(wanted), Counter(told)
    assert right
    return 2 * (right & found).total() / (right.total() + found.total())


def documents() -> list[Json]:
    """What is true of each document."""
    found: list[Json] = town().truth["documents"]
    return found


@cache
def best() -> dict[tuple[str, str], Json]:
    """By body and day of a meeting, the document of it that counts: its minutes as last corrected, else its agenda."""
    return {(document["body"], document["day"]): document for document in documents()}


def items() -> Iterator[tuple[str, str, Json]]:
    """Body, day and item of every meeting, as a careful reader finds them."""
    for (body, day), document in best().items():
        yield from ((names()[body], day, item) for item in town().gold[document["document"]]["items"])


def decided() -> Iterator[tuple[str, str, Json]]:
    """The items of meetings whose minutes are there."""
    for (body, day), document in best().items():
        if document["kind"] != "dagsorden":
            yield from ((names()[body], day, item) for item in town().gold[document["document"]]["items"])


def matters() -> Iterator[tuple[str, str, Json]]:
    """What is decided of: the items of meetings whose minutes are there, those with parts by their parts."""
    for body, day, item in decided():
        yield from ((body, day, each) for each in item["sub_items"] or [item])


@cache
def names() -> dict[str, str]:
    return {body["body"]: body["name"].casefold() for body in town().truth["bodies"]}


@cache
def ways() -> dict[str, list[Json]]:
    """The visible treatments of each case that has any."""
    told = {case["case"]: [step for step in case["route"] if step["visible"]] for case in town().truth["cases"]}
    return {case: steps for case, steps in told.items() if steps}


@cache
def told_of() -> dict[str, list[tuple[Json, Json]]]:
    """The documents that have each case, with its item."""
    found: dict[str, list[tuple[Json, Json]]] = {}
    for document in documents():
        for item in document["items"]:
            if item["case"]:
                found.setdefault(item["case"], []).append((document, item))
    return found


@cache
def printed() -> dict[str, str]:
    """The number of each case as the documents print it."""
    told = ((case, item["case_number"]) for case, some in told_of().items() for _, item in some)
    return {case: number for case, number in told if number}


def bodies(steps: Iterable[Json]) -> tuple[str, ...]:
    return tuple(names()[step["body"]] for step in steps)


def numbered() -> list[str]:
    """The cases that have been treated and whose number is printed."""
    return [case for case in ways() if case in printed()]
