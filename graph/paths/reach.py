"""The reach of a body: which bodies its cases get to, or come from, in how many hops and days."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ..resolve.reading import Asked
from .bodies import Body, bodies, called
from .spans import Span, span
from .traffic import EVERYWHERE, Scope, Visit, between, traffic


@dataclass(frozen=True, slots=True)
class Reached:
    """A body that cases got to (or came from), in the fewest and the median hops and the days of each case.

    ``share`` is the part (0 to 1) of all cases of the body asked about, counted in ``cases`` (their IRIs).
    """

    start: Body
    body: Body
    cases: tuple[str, ...]
    share: float
    fewest: int
    hops: float
    days: Span


def reach(
    archive: Asked,
    body: str,
    scope: Scope = EVERYWHERE,
    *,
    back: bool = False,
) -> list[Reached]:
    """The bodies that cases get to from a body, or with ``back`` come from, those of most cases first.

    Each case counts by itself, and only forwards in time: from the last time that ``body`` had it before the other body
    first had it (with ``back``: from the last time that the other had it to the first time after it that ``body`` had
    it). Raises UnknownBody.
    """
    starts = called(bodies(archive, scope.place).values(), body)
    some = traffic(archive, scope, [each.iri for each in starts])
    found: list[Reached] = []
    for start in starts:
        having = {case: visits for case, visits in some.cases.items() if any(v.body == start.iri for v in visits)}
        trips: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for case, visits in having.items():
            for other, (hops, days) in _first(visits[::-1] if back else visits, start.iri).items():
                trips[other].append((case, hops, days))
        found += (_reached(start, some.bodies[other], told, len(having)) for other, told in trips.items())
    return sorted(found, key=lambda one: (one.start.place, one.start.iri, -len(one.cases), one.hops, one.body.name))


def _first(visits: Sequence[Visit], start: str) -> dict[str, tuple[int, int]]:
    """Each other body that has a case after a body first had it: hops and days since that body had it before."""
    found: dict[str, tuple[int, int]] = {}
    last = None
    for place, visit in enumerate(visits):
        if visit.body == start:
            last = place
        elif last is not None and visit.body not in found:
            found[visit.body] = place - last, abs(between(visits[last].day, visit.day))
    return found


def _reached(start: Body, body: Body, trips: Sequence[tuple[str, int, int]], of: int) -> Reached:
    cases, hops, days = (tuple(each) for each in zip(*trips, strict=True))
    told = span(int(day) for day in days)
    assert told is not None
    counted = [int(hop) for hop in hops]
    return Reached(start, body, tuple(map(str, cases)), len(cases) / of, min(counted), float(median(counted)), told)
