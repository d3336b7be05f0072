"""Coverage: which meetings of a body are held, as minutes or as agenda only, and which are named but missing."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from .meetings import Meeting, Meetings
from .rows import Stated
from .treatments import Treatment


class Shown(Protocol):
    """What is asked of what is held of one body."""

    def met(self, first: str, last: str) -> str | None: ...
    def lacks(self, first: str, last: str) -> str | None: ...
    def shows(self, first: str, last: str) -> bool: ...


class Held(Protocol):
    """What is held of each body (its key)."""

    def of(self, body: str) -> Shown: ...


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day of a time in which a meeting was that is not held."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class BodyCoverage:
    """What is held of one body; days in order.

    ``minuted`` are days of which minutes are held, ``listed`` those of which only an agenda is, ``named`` those of
    which nothing is though a document names a meeting. ``jumps`` are minuted meetings whose item numbers do not go on
    from those of the meeting before: what the numbers leave out is of a meeting that is not held.
    """

    minuted: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    jumps: tuple[tuple[Span, Meeting], ...] = ()

    def met(self, first: str, last: str) -> str | None:
        """The first day within a time of which minutes are held."""
        return _within(self.minuted, first, last)

    def lacks(self, first: str, last: str) -> str | None:
        """The first day within a time on which a meeting is known, or may have been by the numbers, without minutes."""
        days = [day for days in (self.listed, self.named) if (day := _within(days, first, last))]
        days += [max(span.first, first) for span, _ in self.jumps if span.first <= last and span.last >= first]
        return min(days, default=None)

    def shows(self, first: str, last: str) -> bool:
        """Whether what is held tells of a whole time: minutes within it, and no meeting known to be missing."""
        return self.met(first, last) is not None and self.lacks(first, last) is None


class Coverage:
    """What is held of each body of a municipality."""

    def __init__(self, bodies: Mapping[str, BodyCoverage]) -> None:
        self.bodies = bodies

    def of(self, body: str) -> BodyCoverage:
        """What is held of a body (its key)."""
        return self.bodies.get(body, BodyCoverage())


def _within(days: Sequence[str], first: str, last: str) -> str | None:
    """The first of some days in order that is within a time."""
    place = bisect_left(days, first)
    return days[place] if place < len(days) and days[place] <= last else None


def coverage(told: Stated, of: Mapping[str, str], met: Meetings, done: Iterable[Treatment]) -> Coverage:
    """What is held of each body, by its records and by the meetings that documents, decisions and referrals name."""
    minuted, listed, named = (defaultdict[str, set[str]](set) for _ in range(3))
    for meeting in met.all:
        (minuted if is_minuted(meeting) else listed)[meeting.body].add(meeting.day)
    for body, day in _named(told, of, done):
        named[body].add(day)
    jumps = dict(_jumps(told, met))
    found: dict[str, BodyCoverage] = {}
    for body in sorted({*minuted, *listed, *named}):
        held = minuted[body] | listed[body]
        only, nothing = tuple(sorted(listed[body] - minuted[body])), tuple(sorted(named[body] - held))
        found[body] = BodyCoverage(tuple(sorted(minuted[body])), only, nothing, jumps.get(body, ()))
    return Coverage(found)


def is_minuted(meeting: Meeting) -> bool:
    """Whether a document is held that tells what the meeting did."""
    return any(document.minuted for document in meeting.documents)


def newest(met: Meetings) -> str | None:
    """The newest day of which minutes are held; where no minutes are, the newest day of any record."""
    days = [(is_minuted(meeting), meeting.day) for meeting in met.all]
    return max(days, default=(False, None))[1]


def _named(told: Stated, of: Mapping[str, str], done: Iterable[Treatment]) -> Iterator[tuple[str, str]]:
    """Bodies with the days on which they met, or are to meet: `sendes til Økonomiudvalget den 3. februar 2025`."""
    yield from ((of[one.body], one.day) for one in told.meetings if one.body in of)
    yield from ((of[one.receiver], one.when.day) for one in told.referrals if one.when.day and one.receiver in of)
    yield from ((one.body, one.day) for one in done)


def _jumps(told: Stated, met: Meetings) -> Iterator[tuple[str, tuple[tuple[Span, Meeting], ...]]]:
    """By body, where item numbers that run on through a year leave some out."""
    numbers = {item.node: item.place.strip(" .") for item in told.items if item.place}
    years: dict[tuple[str, str], list[tuple[Meeting, int, int]]] = defaultdict(list)
    for meeting in met.all:
        mine = [int(numbers[node]) for node in meeting.items if numbers.get(node, "").isdecimal()]
        if mine and is_minuted(meeting):
            years[meeting.body, meeting.day[:4]].append((meeting, min(mine), max(mine)))
    found: dict[str, list[tuple[Span, Meeting]]] = defaultdict(list)
    for (body, year), counted in sorted(years.items()):
        found[body] += _left_out(counted, year)
    return ((body, tuple(some)) for body, some in found.items() if some)


def _left_out(counted: Sequence[tuple[Meeting, int, int]], year: str) -> Iterator[tuple[Span, Meeting]]:
    """Where the numbers of a body's meetings of one year jump: `1-12` in January, `25-31` in March.

    Numbers run on through the year when each meeting's are above those before, and once begin right after them.
    """
    pairs = list(pairwise(counted))
    if not any(later == last + 1 for (_, _, last), (_, later, _) in pairs):
        return
    if any(later <= last for (_, _, last), (_, later, _) in pairs):
        return
    first, number, _ = counted[0]
    if number > 1 and first.day > f"{year}-01-01":
        yield Span(f"{year}-01-01", day_before(first.day)), first
    for (before, _, last), (after, later, _) in pairs:
        if later > last + 1 and day_after(before.day) < after.day:
            yield Span(day_after(before.day), day_before(after.day)), after


def day_after(day: str) -> str:
    """`2025-02-04` after `2025-02-03`."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def day_before(day: str) -> str:
    """`2025-02-03` before `2025-02-04`."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
