"""The page of the ways between two bodies: one picture of them, then each with its cases, done and planned apart."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from fastapi.responses import HTMLResponse
from markupsafe import Markup

from ..pictures.ways import Stop, Tie, ways
from .bodies import Body, bodies, is_called, unknown
from .cases import CaseLine, case_lines
from .danish import alphabetical, short_date
from .here import Here
from .render import page

SUGGESTED: Final = 8


@dataclass(frozen=True, slots=True)
class Leg:
    """A case at a body: when, and whether it was there or is to come."""

    body: Body
    when: str
    done: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Trip:
    """The part of a case's way that goes from the one body to the other."""

    case: CaseLine
    legs: tuple[Leg, ...]

    @property
    def done(self) -> bool:
        """Whether it has arrived."""
        return self.legs[-1].done


@dataclass(frozen=True, slots=True)
class Path:
    """The bodies of a way, and the cases that went or are to go it."""

    route: tuple[Body, ...]
    trips: tuple[Trip, ...]

    @property
    def done(self) -> int:
        """How many went it."""
        return sum(trip.done for trip in self.trips)


@dataclass(frozen=True, slots=True)
class PathsView:
    """What the template shows."""

    bodies: tuple[Body, ...]
    start: Body | None
    end: Body | None
    paths: tuple[Path, ...]
    picture: Markup | None
    suggested: tuple[tuple[Body, Body, int], ...]

    @property
    def done(self) -> int:
        """How many cases went any of the ways."""
        return sum(path.done for path in self.paths)

    @property
    def planned(self) -> int:
        """How many cases are on any of them."""
        return sum(len(path.trips) - path.done for path in self.paths)


def paths(here: Here) -> HTMLResponse:
    """The ways from ``fra`` to ``til``, as of the chosen day."""
    known = sorted(bodies(here).values(), key=lambda body: alphabetical(body.name))
    start, end = _called(known, here.asked("fra")), _called(known, here.asked("til"))
    journeys = [(line, _legs(line, bodies(here))) for line in case_lines(here) if not line.routine]
    found: tuple[Path, ...] = ()
    if start is not None and end is not None:
        found = between(journeys, start, end)
    picture = _draw(found, start, end) if start is not None and end is not None and found else None
    view = PathsView(tuple(known), start, end, found, picture, () if found else _suggested(journeys))
    return page(here, "paths.html", view)


def _called(known: Iterable[Body], name: str) -> Body | None:
    """The body of a code, name or IRI."""
    return next((body for body in known if name and is_called(body, name)), None)


def _legs(line: CaseLine, known: Mapping[str, Body]) -> tuple[Leg, ...]:
    """The whole way of a case: what was done, then what is overdue or to come."""
    done = (
        Leg(body, short_date(each.day, year=True), True, False)
        for body, each in zip(line.route, line.way.done, strict=True)
    )
    late = {each.plan.iri for each in line.way.overdue}
    plans = (each.plan for each in line.way.missing if each.state not in ("skipped", "returned"))
    coming = (
        Leg(known.get(plan.body, unknown(plan.body)), plan.when or "uden dato", False, plan.iri in late)
        for plan in plans
    )
    return (*done, *coming)


def between(journeys: Iterable[tuple[CaseLine, Sequence[Leg]]], start: Body, end: Body) -> tuple[Path, ...]:
    """The ways from start to end, those that most cases went first."""
    trips: dict[tuple[str, ...], list[Trip]] = {}
    for line, legs in journeys:
        for part in parts(legs, start, end):
            trips.setdefault(tuple(leg.body.iri for leg in part), []).append(Trip(line, part))
    found = [Path(tuple(leg.body for leg in some[0].legs), tuple(some)) for some in trips.values()]
    return tuple(sorted(found, key=lambda path: (-path.done, -len(path.trips), len(path.route), _name(path.route))))


def parts(legs: Sequence[Leg], start: Body, end: Body) -> Iterator[tuple[Leg, ...]]:
    """Each part of a way that begins at start, the last time before it comes to end, and ends there."""
    begun: int | None = None
    for place, leg in enumerate(legs):
        if leg.body.iri == end.iri and begun is not None and begun < place:
            yield tuple(legs[begun : place + 1])
            begun = None
        if leg.body.iri == start.iri and begun is None:
            begun = place


def _name(route: Iterable[Body]) -> str:
    """`DIR ØK KB`"""
    return " ".join(body.short for body in route)


def _draw(found: Sequence[Path], start: Body, end: Body) -> Markup:
    """All ways in one picture, each body once."""
    stops = {body.iri: body for path in found for body in path.route}
    done, planned = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for trip in (trip for path in found for trip in path.trips):
        for one, other in pairwise(trip.legs):
            (done if other.done else planned)[one.body.iri, other.body.iri] += 1
    ties = [Tie(*hop, done[hop], planned[hop]) for hop in dict.fromkeys([*done, *planned])]
    drawn = [Stop(body.iri, body.code, body.name, body.hue) for body in stops.values()]
    return ways("veje", f"Veje fra {start.full} til {end.full}", drawn, ties)


def _suggested(journeys: Iterable[tuple[CaseLine, Sequence[Leg]]]) -> tuple[tuple[Body, Body, int], ...]:
    """From where to where most cases go, from their first body to their last."""
    ends = Counter((legs[0].body, legs[-1].body) for _, legs in journeys if len(legs) > 1)
    longest = [(one, other, count) for (one, other), count in ends.most_common() if one != other]
    return tuple(longest[:SUGGESTED])
