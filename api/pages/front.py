"""The front page: search, where things stand, the commonest ways, the flow step by step, who sends to whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from fastapi.responses import HTMLResponse
from markupsafe import Markup

from ..asking import Row
from ..pictures import flow
from .bodies import Body, bodies
from .cases import CaseLine, by_stage, case_lines
from .danish import alphabetical
from .here import Here
from .holdings import Holding, places_held
from .meetings import MeetingLine, meeting_lines
from .render import page

SHOWN: Final = 10
NEWEST: Final = 6


@dataclass(frozen=True, slots=True)
class Variant:
    """A way that cases went, how many did, and how long its bar is (of 100)."""

    route: tuple[Body, ...]
    coming: tuple[Body, ...]
    name: str
    count: int
    share: float
    length: float


@dataclass(frozen=True, slots=True)
class Cell:
    """How many cases went from one body to another, and how many are to; ``tint`` from 0 (none) to 4 (most)."""

    count: int
    planned: int
    tint: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who sends to whom: bodies that send as rows, bodies that receive as columns."""

    rows: tuple[tuple[Body, tuple[Cell, ...]], ...]
    columns: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class FrontView:
    """What the template shows."""

    counts: Row
    places: tuple[str, ...]
    meetings: tuple[MeetingLine, ...]
    coming: tuple[CaseLine, ...]
    overdue: tuple[CaseLine, ...]
    stages: Mapping[str, int]
    variants: tuple[Variant, ...]
    others: int
    flow: Markup | None
    matrix: Matrix
    held: tuple[Holding, ...]


def front(here: Here) -> HTMLResponse:
    """The front page as of the chosen day."""
    (counts,) = here.ask("overview")
    lines = [line for line in case_lines(here) if not line.routine]
    moved = [line for line in lines if line.route]
    variants = _variants(moved)
    held = [line for line in meeting_lines(here) if line.document is not None and line.day <= here.day]
    view = FrontView(
        counts,
        tuple(row["name"] for row in here.ask("municipalities") if "name" in row),
        tuple(held[:NEWEST]),
        tuple(sorted(by_stage(lines, "coming"), key=_next_day)[:SHOWN]),
        tuple(by_stage(lines, "overdue")),
        Counter(line.standing.stage for line in lines),
        variants[:SHOWN],
        sum(variant.count for variant in variants[SHOWN:]),
        _flow(moved),
        _matrix(moved, bodies(here)),
        places_held(here),
    )
    return page(here, "front.html", view)


def _next_day(line: CaseLine) -> date:
    """When the next step is due; steps without a day last."""
    plan = line.standing.next
    return plan.due if plan is not None and plan.due is not None else date.max


def _variants(lines: Sequence[CaseLine]) -> tuple[Variant, ...]:
    """The ways by how many cases went them, or are to go the rest of them."""
    counts = Counter(line.variant for line in lines)
    example = {line.variant: line for line in lines}
    ordered = sorted(counts, key=lambda name: (-counts[name], len(example[name].route), alphabetical(name)))
    most = max(counts.values(), default=1)
    return tuple(
        Variant(
            example[name].route,
            example[name].coming,
            name,
            counts[name],
            100 * counts[name] / len(lines),
            100 * counts[name] / most,
        )
        for name in ordered
    )


def _flow(lines: Sequence[CaseLine]) -> Markup | None:
    """The flow step by step; nothing to draw where no case was treated twice."""
    counts = Counter(tuple(body.iri for body in line.route) for line in lines)
    if all(len(route) < 2 for route in counts):
        return None
    known = {body.iri: flow.Body(body.iri, body.label, body.hue) for line in lines for body in line.route}
    return flow.flow("strøm", "Sagernes vej, trin for trin", list(known.values()), counts)


def _matrix(lines: Sequence[CaseLine], known: Mapping[str, Body]) -> Matrix:
    """Count, for each two bodies, the cases that went from one to the other, and those that are to."""
    done = Counter(hop for line in lines for hop in line.hops())
    planned = Counter(hop for line in lines for hop in line.plans())
    both = set(done) | set(planned)
    most = max((done[hop] + planned[hop] for hop in both), default=1)
    senders, receivers = (_ordered({hop[end] for hop in both}, known) for end in (0, 1))
    rows = (
        (sender, tuple(_cell(done[hop], planned[hop], most) for hop in ((sender.iri, each.iri) for each in receivers)))
        for sender in senders
    )
    return Matrix(tuple(rows), receivers)


def _cell(done: int, planned: int, most: int) -> Cell:
    """Two numbers with their tint."""
    return Cell(done, planned, -(-4 * (done + planned) // most))


def _ordered(iris: set[str], known: Mapping[str, Body]) -> tuple[Body, ...]:
    """The bodies in alphabetical order."""
    return tuple(sorted((known[iri] for iri in iris if iri in known), key=lambda body: alphabetical(body.name)))
