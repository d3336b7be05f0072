"""All cases with where they stand, for lists; and the page that lists them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from fastapi.responses import Response

from .bodies import Body, bodies, is_called, unknown
from .danish import alphabetical
from .here import Here
from .pager import Pager, paged
from .render import page, sheet
from .standing import BADGES, Standing, all_ways, standing
from .way import Way

COLUMNS: Final = ("title", "number", "way", "last", "next", "status", "case")
"""Of the CSV: days are ISO dates; bodies that are announced stand in brackets."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list: its names, its way and how it stands."""

    iri: str
    title: str
    number: str | None
    routine: bool
    municipality: str | None
    way: Way
    route: tuple[Body, ...]
    coming: tuple[Body, ...]
    standing: Standing

    @property
    def last(self) -> date | None:
        """The day of the newest treatment."""
        return self.way.last.day if self.way.last is not None else None

    @property
    def variant(self) -> str:
        """The bodies of its way as an address holds them, announced ones in brackets: `DIR>ØK>(KB)`."""
        return ">".join((*(body.key for body in self.route), *(f"({body.key})" for body in self.coming)))

    @property
    def told(self) -> str:
        """The same to read, `DIR>ØK>(KB)`, with the municipality where others may have such codes too."""
        names = (*(body.short for body in self.route), *(f"({body.short})" for body in self.coming))
        town = next((body.town for body in (*self.route, *self.coming) if body.town), None)
        return " ".join(filter(None, (">".join(names), town)))

    def plans(self) -> set[tuple[str, str]]:
        """From which body to which it is to go, by IRI."""
        return {(plan.start, plan.body) for plan in self.way.coming if plan.start is not None}

    def hops(self) -> set[tuple[str, str]]:
        """From which body to which it went, by IRI."""
        return {(one.body, other.body) for one, other in pairwise(self.way.done)}


def case_lines(here: Here) -> list[CaseLine]:
    """Every case, those treated last first."""
    known, ways = bodies(here), all_ways(here)
    none = Way(here.day, (), ())
    lines = [_line(row, ways.get(row["case"], none), known) for row in here.ask("cases")]
    lines.sort(key=lambda line: alphabetical(line.title))
    lines.sort(key=lambda line: line.last or date.min, reverse=True)
    return lines


def _line(row: Mapping[str, str], gone: Way, known: Mapping[str, Body]) -> CaseLine:
    """One case from its row."""
    route = tuple(known.get(each.body, unknown(each.body)) for each in gone.done)
    return CaseLine(
        row["case"],
        row.get("title", "Sag uden titel"),
        row.get("number"),
        row.get("routine") == "true",
        row.get("municipality"),
        gone,
        route,
        tuple(known.get(plan.body, unknown(plan.body)) for plan in gone.coming),
        standing(gone, known),
    )


@dataclass(frozen=True, slots=True)
class CasesView:
    """What the template shows."""

    lines: tuple[CaseLine, ...]
    pager: Pager
    total: int
    routine: int
    bodies: tuple[Body, ...]
    stages: Mapping[str, str]


def cases(here: Here) -> Response:
    """The list of cases; the address says which of them."""
    known = bodies(here)
    chosen = [line for line in case_lines(here) if _fits(here, line, known)]
    shown = chosen if here.asked("faste") else [line for line in chosen if not line.routine]
    if here.asked("orden") == "titel":
        shown.sort(key=lambda line: alphabetical(line.title))
    if here.asked("format") == "csv":
        return sheet("sager", COLUMNS, map(_row, shown))
    lines, pager = paged(shown, here.asked("side"))
    ordered = tuple(sorted(known.values(), key=lambda body: alphabetical(body.name)))
    hidden = len(chosen) - len(shown)
    return page(here, "cases.html", CasesView(tuple(lines), pager, len(shown), hidden, ordered, BADGES))


def _row(line: CaseLine) -> tuple[str, ...]:
    """A case as a row of `COLUMNS`."""
    step = line.standing.next
    last = line.last.isoformat() if line.last is not None else ""
    due = (step.due.isoformat() if step.due is not None else step.when or "") if step is not None else ""
    return line.title, line.number or "", line.told, last, due, line.standing.badge, line.iri


def _fits(here: Here, line: CaseLine, known: Mapping[str, Body]) -> bool:
    """Whether a case is one of those that the address asks for."""
    q, stage, variant = here.asked("q").casefold(), here.asked("status"), here.asked("vej")
    body, start, end = here.asked("organ"), here.asked("fra"), here.asked("til")
    return (
        q in f"{line.title} {line.number or ''}".casefold()
        and (not stage or line.standing.stage == stage)
        and (not variant or line.variant == variant)
        and (not body or any(is_called(each, body) for each in line.route))
        and (not (start or end) or any(_goes(hop, start, end, known) for hop in line.hops() | line.plans()))
    )


def _goes(hop: tuple[str, str], start: str, end: str, known: Mapping[str, Body]) -> bool:
    """Whether a hop is between the bodies asked for; where none is asked for, any will do."""
    one, other = known.get(hop[0], unknown(hop[0])), known.get(hop[1], unknown(hop[1]))
    return (not start or is_called(one, start)) and (not end or is_called(other, end))


def by_stage(lines: Sequence[CaseLine], stage: str) -> list[CaseLine]:
    """The cases of one stage that are no standing items."""
    return [line for line in lines if line.standing.stage == stage and not line.routine]
