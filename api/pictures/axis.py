"""A time axis that is true to time where it can be, and gives every step the room its label needs."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

MONTHS: Final = ("jan.", "feb.", "marts", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")
CLOSEST: Final = 58.0


@dataclass(frozen=True, slots=True)
class Point:
    """Something on the axis: its day and the room (user units) it needs before the next point."""

    day: date
    room: float


@dataclass(frozen=True, slots=True)
class Axis:
    """Days and their places, both ascending; between two of them time runs evenly."""

    days: tuple[int, ...]
    places: tuple[float, ...]

    def place(self, day: date) -> float:
        """Where a day stands; outside the points, at their ends."""
        number = day.toordinal()
        after = bisect_right(self.days, number)
        if number <= self.days[0] or after == len(self.days):
            return self.places[0 if number <= self.days[0] else -1]
        start, end = self.days[after - 1], self.days[after]
        share = (number - start) / (end - start)
        return self.places[after - 1] + share * (self.places[after] - self.places[after - 1])

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """First days of months with their labels: every month, quarter or year, the finest of which most have room."""
        for every in (1, 3, 12):
            firsts = [day for day in self._months() if (day.month - 1) % every == 0]
            apart = [later - earlier for earlier, later in pairwise(map(self.place, firsts))]
            if sum(gap < CLOSEST for gap in apart) * 3 <= len(apart):
                break
        chosen: list[tuple[float, date]] = []
        for first in firsts or [date.fromordinal(self.days[0])]:
            place = self.place(first)
            if not chosen or place - chosen[-1][0] >= CLOSEST:
                chosen.append((place, first))
        years = [None, *(day.year for _, day in chosen)]
        return tuple((place, _label(day, year)) for (place, day), year in zip(chosen, years, strict=False))

    def _months(self) -> list[date]:
        """The first days of months on the axis, with its own first day for the month that it begins in."""
        months = [date.fromordinal(self.days[0])]
        last = date.fromordinal(self.days[-1])
        while (months[-1].year, months[-1].month) < (last.year, last.month):
            year, month = divmod(months[-1].year * 12 + months[-1].month, 12)
            months.append(date(year, month + 1, 1))
        return months


def _label(day: date, year: int | None) -> str:
    """`jan. 2024`, `feb.`: the year is told when it is another than the label before has."""
    month = MONTHS[day.month - 1]
    return month if day.year == year else f"{month} {day.year}"


def axis(points: Sequence[Point], left: float, width: float) -> Axis:
    """Lay points (in order of days) out from ``left`` to left + width, or further when room is short."""
    days = [point.day.toordinal() for point in points]
    gaps = [later - earlier for earlier, later in pairwise(days)]
    rooms = [point.room for point in points[:-1]]
    scale = _scale(gaps, rooms, width)
    places = [left]
    for gap, room in zip(gaps, rooms, strict=True):
        places.append(places[-1] + max(room, gap * scale))
    return Axis(tuple(days), tuple(places))


def _scale(gaps: Sequence[int], rooms: Sequence[float], width: float) -> float:
    """Units a day, found by halving, so that the gaps fill the width and none is smaller than its room."""
    low, high = 0.0, width
    for _ in range(40):
        middle = (low + high) / 2
        filled = sum(max(room, gap * middle) for gap, room in zip(gaps, rooms, strict=True))
        low, high = (middle, high) if filled <= width else (low, middle)
    return low
