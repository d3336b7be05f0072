"""The cases of a municipality under one: where they wait, what everything goes through, what comes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from ...graph import paths
from ..pictures.spans import quartiles
from .bodies import Body, places, unknown
from .here import Here

SHOWN: Final = 8
"""Rows of a table."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality: ``key`` is what an address calls it."""

    iri: str
    name: str

    @property
    def key(self) -> str:
        """`707`, `havnstrup`"""
        return self.iri.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Line:
    """Bodies in order, how often cases went so, and the days it took, as they are read."""

    route: tuple[Body, ...]
    count: int
    median: str
    lower: str
    upper: str
    bar: Markup


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a body is awaited to have: how many in time and past it, for how many days in the middle, the oldest."""

    body: Body
    open: int
    late: int
    median: str
    oldest: int
    case: str
    title: str


@dataclass(frozen=True, slots=True)
class Through:
    """How many cases go through a body, and which part of those that go through any."""

    body: Body
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the template shows; ``asked`` is the period as typed, ``wrong`` if it is none, ``address`` for the data."""

    places: tuple[Place, ...]
    place: Place | None
    asked: str
    wrong: bool
    address: str
    cases: int = 0
    returning: int = 0
    with_loops: str | None = None
    without: str | None = None
    waits: tuple[Line, ...] = ()
    queues: tuple[Awaited, ...] = ()
    bottlenecks: tuple[Through, ...] = ()
    variants: tuple[Line, ...] = ()
    loops: tuple[Line, ...] = ()


def overview(here: Here, known: Mapping[str, Body]) -> Overview:
    """The cases of the municipality ``kommune``, in ``periode`` or up to the chosen day."""
    towns = tuple(
        Place(iri, name) for iri, name in places(here).items() if any(b.municipality == iri for b in known.values())
    )
    place = next((town for town in towns if town.key == here.asked("kommune")), towns[0] if towns else None)
    asked, last = here.asked("periode"), here.day.isoformat()
    try:
        period = paths.period(asked) if asked else paths.Period("", last)
        wrong = False
    except paths.WrongPeriod:
        period, wrong = paths.Period("", last), True
    until = min(period.until, last)
    address = {"place": place.key if place else "", "since": period.since, "until": until}
    query = urlencode({key: value for key, value in address.items() if value})
    if place is None:
        return Overview(towns, None, asked, wrong, query)
    told = paths.traffic(here.archive, paths.Scope(place.iri, period.since or None, until))
    back = paths.loops_in(told)
    return Overview(
        towns,
        place,
        asked,
        wrong,
        query,
        len(told.cases),
        len(back.returning),
        _days(back.with_loops),
        _days(back.without),
        _lines((((one.sender, one.receiver), one.days) for one in _often(paths.waits_in(told))), known),
        tuple(_queues(here, place, known)),
        tuple(_through(paths.bottlenecks_in(told), known)),
        _lines(((one.bodies, one.days) for one in _going(paths.variants_in(told))), known),
        _lines(((one.bodies, one.days) for one in back.loops[:SHOWN]), known),
    )


def _often(found: Iterable[paths.Link]) -> list[paths.Link]:
    """The slowest links, without those that hardly any case goes: fewer than a hundredth of all hops, or just one."""
    some = list(found)
    least = max(2, sum(len(link.hops) for link in some) // 100)
    return [link for link in some if len(link.hops) >= least][:SHOWN] or some[:SHOWN]


def _going(found: Iterable[paths.Variant]) -> list[paths.Variant]:
    """The commonest ways that lead from one treatment to another."""
    return [one for one in found if len(one.bodies) > 1][:SHOWN]


def _lines(found: Iterable[tuple[tuple[paths.Body, ...], paths.Span]], known: Mapping[str, Body]) -> tuple[Line, ...]:
    """Rows with their bars, all to one scale."""
    some = list(found)
    most = max((days.upper for _, days in some), default=0.0)
    return tuple(
        Line(
            tuple(known.get(body.iri, unknown(body.iri)) for body in route),
            days.count,
            number(days.median),
            number(days.lower),
            number(days.upper),
            quartiles(days.lower, days.median, days.upper, most),
        )
        for route, days in some
    )


def _queues(here: Here, place: Place, known: Mapping[str, Body]) -> Iterable[Awaited]:
    """By body, those with most first; what no document held can tell is left out."""
    day = here.day.isoformat() if here.chosen else None
    some = [one for one in paths.queue(here.archive, place.iri, day) if one.status in ("open", "late")]
    by_body = [(body, list(each)) for body, each in groupby(some, key=lambda one: one.receiver)]
    for body, each in sorted(by_body, key=lambda pair: -len(pair[1]))[:SHOWN]:
        ages = paths.span(one.age for one in each)
        assert ages is not None
        late = sum(one.status == "late" for one in each)
        told = (len(each) - late, late, number(ages.median), each[0].age, each[0].case, each[0].title)
        yield Awaited(known.get(body.iri, unknown(body.iri)), *told)


def _through(found: Iterable[paths.Bottleneck], known: Mapping[str, Body]) -> Iterable[Through]:
    for one in list(found)[:SHOWN]:
        if one.through:
            yield Through(known.get(one.body.iri, unknown(one.body.iri)), len(one.through), round(100 * one.share))


def _days(span: paths.Span | None) -> str | None:
    return number(span.median) if span is not None else None


def number(value: float) -> str:
    """A number with a Danish comma, if it needs one.

    >>> number(14.0), number(10.5)
    ('14', '10,5')
    """
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
