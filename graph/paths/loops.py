"""Loops and returns: cases that come back to a body, over which other bodies, and how many days that takes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..resolve.reading import Asked
from .bodies import Body
from .spans import Span, span
from .traffic import EVERYWHERE, Scope, Traffic, Visit, between, traffic


@dataclass(frozen=True, slots=True)
class Return:
    """A case (its IRI) was at a body on ``left``, and came back to it on ``day``."""

    case: str
    left: str
    day: str

    @property
    def days(self) -> int:
        """Days between."""
        return between(self.left, self.day)


@dataclass(frozen=True, slots=True)
class Loop:
    """The bodies from one to itself, in order: twice the same where it had the case again at its next treatment."""

    bodies: tuple[Body, ...]
    returns: tuple[Return, ...]
    days: Span

    @property
    def total(self) -> int:
        """All its days together: what cases would have been quicker without it."""
        return sum(one.days for one in self.returns)


@dataclass(frozen=True, slots=True)
class Loops:
    """The loops, those most often gone first, beside how many cases there are.

    ``returning`` are the cases (IRIs) with a loop, of ``cases`` in all. ``with_loops`` and ``without`` are the days
    from the first body to the last of cases with and without, of those that two bodies had or one had twice.
    """

    loops: tuple[Loop, ...]
    returning: tuple[str, ...]
    cases: int
    with_loops: Span | None
    without: Span | None


def loops(
    archive: Asked,
    scope: Scope = EVERYWHERE,
) -> Loops:
    """The loops that closed in a period.

    A return is to the last time before that the body had the case, so that no day counts twice for one body.
    """
    return loops_in(traffic(archive, scope))


def loops_in(told: Traffic) -> Loops:
    """The same of traffic that is read."""
    found: dict[tuple[str, ...], list[Return]] = defaultdict(list)
    for case, visits in told.cases.items():
        for loop in _loops(visits):
            if told.since <= loop[-1].day:
                found[tuple(visit.body for visit in loop)].append(Return(case, loop[0].day, loop[-1].day))
    some = [_loop(tuple(told.bodies[body] for body in way), returns) for way, returns in found.items()]
    some.sort(key=lambda one: (-len(one.returns), len(one.bodies), tuple(body.iri for body in one.bodies)))
    returning = {one.case for returns in found.values() for one in returns}
    took = {case: between(v[0].day, v[-1].day) for case, v in told.cases.items() if len(v) > 1}
    return Loops(
        tuple(some),
        tuple(sorted(returning)),
        len(told.cases),
        span(days for case, days in took.items() if case in returning),
        span(days for case, days in took.items() if case not in returning),
    )


def _loops(visits: Sequence[Visit]) -> Iterator[Sequence[Visit]]:
    """From each time that a body had the case to the next time that it had it."""
    last: dict[str, int] = {}
    for place, visit in enumerate(visits):
        if visit.body in last:
            yield visits[last[visit.body] : place + 1]
        last[visit.body] = place


def _loop(bodies: tuple[Body, ...], returns: Sequence[Return]) -> Loop:
    days = span(one.days for one in returns)
    assert days is not None
    return Loop(bodies, tuple(returns), days)
