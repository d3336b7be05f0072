"""Bodies as pages: the list of all, and one with its members, where its cases are now, and its meetings."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi.responses import HTMLResponse

from ...graph.paths import Reform, reforms
from .bodies import Body, bodies, last_day
from .cases import CaseLine, case_lines
from .danish import alphabetical
from .here import Here
from .holdings import Holding, holdings
from .meetings import MeetingLine, meeting_lines
from .persons import Member, body_members
from .render import page
from .way import Plan


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in a list: meetings held, cases treated, cases that are there now."""

    body: Body
    meetings: int
    cases: int
    waiting: int


@dataclass(frozen=True, slots=True)
class BodiesView:
    """What the list's template shows: bodies by municipality."""

    places: tuple[tuple[str, tuple[BodyLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class Reformed:
    """The bodies that another came of or became, from a day on if it is known."""

    bodies: tuple[Body, ...]
    day: date | None


@dataclass(frozen=True, slots=True)
class BodyView:
    """What the template of one body shows."""

    body: Body
    members: tuple[Member, ...]
    here: tuple[CaseLine, ...]
    coming: tuple[tuple[CaseLine, Plan], ...]
    treated: int
    meetings: tuple[MeetingLine, ...]
    received: tuple[tuple[Body, int], ...]
    sent: tuple[tuple[Body, int], ...]
    held: tuple[Holding, ...]
    came_of: tuple[Reformed, ...]
    became: tuple[Reformed, ...]


def municipality(here: Here, iri: str) -> HTMLResponse | None:
    """The bodies of one municipality."""
    return organs(here, iri)


def organs(here: Here, of: str | None = None) -> HTMLResponse:
    """The list of bodies, of one municipality where one is named."""
    known = bodies(here)
    lines = [line for line in case_lines(here) if not line.routine]
    held = Counter(line.body.iri for line in meeting_lines(here) if line.document is not None)
    treated = Counter(iri for line in lines for iri in {each.body for each in line.way.done})
    waiting = Counter(line.route[-1].iri for line in lines if line.route and line.standing.stage != "ended")
    names = {row["municipality"]: row.get("name", "") for row in here.ask("municipalities")}
    places: dict[str, list[BodyLine]] = {}
    for body in sorted(known.values(), key=lambda each: alphabetical(each.name)):
        if of is not None and body.municipality != of:
            continue
        name = names.get(body.municipality or "", "")
        places.setdefault(name, []).append(BodyLine(body, held[body.iri], treated[body.iri], waiting[body.iri]))
    ordered = sorted(places.items(), key=lambda place: alphabetical(place[0]))
    return page(here, "bodies.html", BodiesView(tuple((name, tuple(rows)) for name, rows in ordered)))


def organ(here: Here, iri: str) -> HTMLResponse | None:
    """The page of a body, if it is one that is held."""
    known = bodies(here)
    if iri not in known:
        return None
    lines = [line for line in case_lines(here) if not line.routine]
    now = [line for line in lines if line.route and line.route[-1].iri == iri and line.standing.stage != "ended"]
    plans = [
        (line, plan)
        for line in lines
        for plan in (*line.way.overdue, *line.way.coming, *line.way.unknown)
        if plan.body == iri
    ]
    hops = Counter(hop for line in lines for hop in line.hops())
    here = here.of(last_day(here, known[iri]))
    view = BodyView(
        known[iri],
        body_members(here, iri),
        tuple(sorted(now, key=lambda line: line.last or date.min)),
        tuple(sorted(plans, key=lambda each: each[1].due or date.max)),
        sum(any(each.body == iri for each in line.way.done) for line in lines),
        tuple(line for line in meeting_lines(here) if line.body.iri == iri),
        tuple((known[one], count) for (one, other), count in hops.most_common() if other == iri and one in known),
        tuple((known[other], count) for (one, other), count in hops.most_common() if one == iri and other in known),
        holdings(here, iri),
        *_reformed(here, iri, known),
    )
    return page(here, "body.html", view)


def _reformed(here: Here, iri: str, known: Mapping[str, Body]) -> tuple[tuple[Reformed, ...], tuple[Reformed, ...]]:
    """The reforms that a body came of, and those that it went in."""

    def told(reform: Reform, ends: tuple[str, ...]) -> Reformed:
        day = date.fromisoformat(reform.day) if reform.day is not None else None
        return Reformed(tuple(known[each] for each in ends if each in known), day)

    some = reforms(here.archive)
    came_of = tuple(told(reform, reform.before) for reform in some if iri in reform.after)
    return came_of, tuple(told(reform, reform.after) for reform in some if iri in reform.before)
