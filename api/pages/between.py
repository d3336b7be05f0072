"""The page of the ways between two bodies: one picture of them, then each with its cases, done and planned apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from fastapi.responses import HTMLResponse
from markupsafe import Markup

from ...graph import paths
from ..pictures.ways import Stop, Tie, ways
from .bodies import Body, bodies, is_called, unknown
from .cases import CaseLine, case_lines
from .danish import alphabetical
from .here import Here
from .render import page
from .traffic import Overview, overview
from .way import brief

SUGGESTED: Final = 8


@dataclass(frozen=True, slots=True)
class Leg:
    """A case at a body: when, and whether it was there, or its time for it is past."""

    body: Body
    when: str
    done: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Trip:
    """The part of a case's way that goes from the one body to the other."""

    journey: paths.Journey
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The bodies of a way, and the cases that went or are to go it; ``done`` counts those that have arrived."""

    route: tuple[Body, ...]
    trips: tuple[Trip, ...]
    done: int

    @property
    def reached(self) -> int:
        """How many of the bodies the foremost case has been at."""
        return max(sum(leg.done for leg in trip.legs) for trip in self.trips)


@dataclass(frozen=True, slots=True)
class PathsView:
    """What the template shows."""

    bodies: tuple[Body, ...]
    start: Body | None
    end: Body | None
    paths: tuple[Path, ...]
    picture: Markup | None
    suggested: tuple[tuple[Body, Body, int], ...]
    overview: Overview | None

    @property
    def done(self) -> int:
        """How many cases went any of the ways."""
        return sum(path.done for path in self.paths)

    @property
    def planned(self) -> int:
        """How many cases are on any of them."""
        return sum(len(path.trips) - path.done for path in self.paths)


def ways_between(here: Here) -> HTMLResponse:
    """The ways from ``fra`` to ``til``, as of the chosen day."""
    held = bodies(here)
    known = sorted(held.values(), key=lambda body: alphabetical(body.name))
    start, end = _called(known, here.asked("fra")), _called(known, here.asked("til"))
    found: tuple[Path, ...] = ()
    if start is not None and end is not None:
        day = here.on
        found = tuple(_path(path, held) for path in paths.paths(here.archive, start.iri, end.iri, on=day))
    picture = _draw(found, start, end) if start is not None and end is not None and found else None
    view = PathsView(
        tuple(known),
        start,
        end,
        found,
        picture,
        () if found else _suggested(case_lines(here)),
        None if found else overview(here, held),
    )
    return page(here, "between.html", view)


def _called(known: Iterable[Body], name: str) -> Body | None:
    """The body of a code, name or IRI."""
    return next((body for body in known if name and is_called(body, name)), None)


def _path(path: paths.BodyPath, held: Mapping[str, Body]) -> Path:
    """A path of the graph as the page shows it."""
    route = tuple(held.get(body.iri, unknown(body.iri)) for body in path.bodies)
    trips = (Trip(journey, tuple(_leg(step, held) for step in journey.steps)) for journey in path.evidence)
    return Path(route, tuple(trips), path.done)


def _leg(step: paths.Step, held: Mapping[str, Body]) -> Leg:
    """One step of a case."""
    late = step.status == "late"
    return Leg(held.get(step.body.iri, unknown(step.body.iri)), brief(step, year=True), step.done, late)


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


def _suggested(lines: Iterable[CaseLine]) -> tuple[tuple[Body, Body, int], ...]:
    """From where to where most cases go, from their first body to their last."""
    routes = [(*line.route, *line.coming) for line in lines if not line.routine]
    ends = Counter((route[0], route[-1]) for route in routes if len(route) > 1)
    longest = [(one, other, count) for (one, other), count in ends.most_common() if one != other]
    return tuple(longest[:SUGGESTED])
