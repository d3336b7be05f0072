"""Paths from one body to another: the ways that cases took or are to take, each with the cases that show it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from ..resolve.reading import Asked, ask
from .bodies import Body, bodies, called
from .reforms import counts, lineage, reforms
from .ways import Step, Way, ways


@dataclass(frozen=True, slots=True)
class Journey:
    """The part of a case's way that goes along a path, step by step."""

    case: str
    title: str
    numbers: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def done(self) -> bool:
        """Whether the case has arrived."""
        return self.steps[-1].done


@dataclass(frozen=True, slots=True)
class BodyPath:
    """Bodies in order, all of one municipality, and the cases that took or are to take this path."""

    bodies: tuple[Body, ...]
    evidence: tuple[Journey, ...]

    @property
    def place(self) -> str:
        """The name of the municipality."""
        return self.bodies[0].place

    @property
    def done(self) -> int:
        """How many cases have gone all of it."""
        return sum(journey.done for journey in self.evidence)


def paths(
    archive: Asked,
    source: str,
    target: str,
    *,
    via: str | None = None,
    avoiding: str | None = None,
    max_length: int = 12,
    place: str | None = None,
    on: str | None = None,
    successors: bool = False,
) -> list[BodyPath]:
    """The paths that cases took or are to take from ``source`` to ``target``, those most cases went first.

    Bodies are given by code (DIR), name or IRI; a path is of one municipality, of ``place`` if that is given. ``via``
    must be on it and ``avoiding`` not; ``max_length`` is the most bodies of a path, both ends counted. What is done and
    what is planned is told as of ``on`` (YYYY-MM-DD), the newest meeting day held by default. With ``successors`` what
    came of a body in a reform counts as it (`lineage`). Raises UnknownBody.
    """
    asked = _asked(archive, (source, target, via, avoiding), place, successors)
    touching = [
        {row["case"] for row in ask(archive, "paths/cases_of_bodies", {"bodies": " ".join(line)})} for line in asked[:2]
    ]
    found: dict[tuple[Body, ...], list[Journey]] = {}
    for way in ways(archive, touching[0] & touching[1], on):
        for journey in _journeys(way, asked[0], asked[1], max_length):
            if _fits(journey, asked[2], asked[3]):
                found.setdefault(tuple(step.body for step in journey.steps), []).append(journey)
    return sorted((BodyPath(route, tuple(some)) for route, some in found.items()), key=_rank)


def _asked(archive: Asked, names: Iterable[str | None], place: str | None, successors: bool) -> list[Mapping[str, str]]:
    """The bodies that each name means, with the day from which they count; a body that is named counts as no other."""
    known, told = bodies(archive, place), reforms(archive) if successors else ()
    meant = [{body.iri for body in called(known.values(), name)} if name else set[str]() for name in names]
    own = set().union(*meant)
    lines = [lineage(told, sorted(each)) for each in meant]
    return [
        {iri: day for iri, day in line.items() if iri in each or iri not in own}
        for line, each in zip(lines, meant, strict=True)
    ]


def _fits(journey: Journey, must: Mapping[str, str], mustnt: Mapping[str, str]) -> bool:
    """Whether a journey goes over some bodies, if any are named, and around others."""
    over = any(_is(step, must) for step in journey.steps[1:-1])
    return (over or not must) and not any(_is(step, mustnt) for step in journey.steps)


def _is(step: Step, line: Mapping[str, str]) -> bool:
    """Whether a step counts as a step of what is asked for."""
    return counts(line, step.body.iri, step.earliest or step.announced)


def _rank(path: BodyPath) -> tuple[str, int, int, int, tuple[str, ...]]:
    names = tuple(body.name for body in path.bodies)
    return path.place, -path.done, -len(path.evidence), len(path.bodies), names


def _journeys(way: Way, source: Mapping[str, str], target: Mapping[str, str], max_length: int) -> Iterator[Journey]:
    """The parts of a way from a source to the first target after it, each begun as early as it can."""
    graph = way.graph()
    steps = {place: step for place, step in enumerate(way.steps) if step.status not in ("skipped", "returned")}
    graph = graph.subgraph(steps)
    starts = [place for place, step in steps.items() if _is(step, source)]
    goals = [place for place, step in steps.items() if _is(step, target)]
    routes = [tuple(route) for start in starts for route in _routes(graph, start, goals, max_length)]
    whole = [route for route in routes if not any(_is(steps[place], target) for place in route[1:-1])]
    for route in sorted(whole):
        if not any(len(other) > len(route) and other[-len(route) :] == route for other in whole):
            yield Journey(way.case, way.title, way.numbers, tuple(steps[place] for place in route))


def _routes(graph: "nx.DiGraph[int]", start: int, goals: Iterable[int], max_length: int) -> Iterator[list[int]]:
    for goal in goals:
        if goal != start:
            yield from nx.all_simple_paths(graph, start, goal, cutoff=max_length - 1)
