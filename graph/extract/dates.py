"""Danish dates: days, ranges, weeks, months and quarters, with or without their year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from ..facts import When
from ..register import pattern, words

Lean = Literal["near", "future", "past"]
"""Which year is meant when none is told: the nearest such day, the next, or the last."""

_MONTH = rf"(?P<month>{pattern('month')})\b\.?"
_FORMS = [
    r"(?P<iso>\d{4})-(?P<isom>\d\d)-(?P<isod>\d\d)\b",
    r"(?P<d>\d{1,2})[-./](?P<m>\d{1,2})[-./](?P<y>\d{4}|\d{2})(?![\d-])",
    rf"(?P<day>\d{{1,2}})\.?\s*(?:[-–]|og|til)\s*(?P<to>\d{{1,2}})\.?\s+{_MONTH}(?:\s+(?P<year>\d{{4}}))?",
    rf"(?P<day>\d{{1,2}})\.?\s*{_MONTH}(?:\s+(?P<year>\d{{4}}))?",
    r"uge(?:rne)?\s+(?P<week>\d{1,2})(?:\s*(?:[/–-]|og)\s*(?P<lastweek>\d{1,2}))?(?:,?\s+(?P<wyear>\d{4}))?",
    r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:(?:\s*-\s*|\s+)(?P<y>\d{4}))?(?![\d/])",
    r"(?P<quarter>[1-4])\.\s*kvartal(?:\s+(?P<qyear>\d{4}))?",
    rf"(?P<part>udgangen af|slutningen af|ultimo|medio|primo|starten af|begyndelsen af)\s+{_MONTH}(?:\s+(?P<year>\d{{4}}))?",
    rf"\b{_MONTH}\s*[-–/]\s*(?P<tomonth>{pattern('month')})\b(?:\s+(?P<year>\d{{4}}))?",
    rf"\b{_MONTH}(?:\s+(?P<year>\d{{4}}))?",
    rf"(?:inden|senest|på|førstkommende)\s+(?P<weekday>{pattern('weekday')})\b",
]
_DATES = [
    re.compile(
        rf"(?<![\w/.-]){form}" if not form.startswith((r"(?P<day", "uge", r"\b")) else rf"(?<![\d/.-]){form}", re.I
    )
    for form in _FORMS
]
_CLOCK = re.compile(r"(?:kl(?:okken)?\.?\s*:?\s*)?\b(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d))?(?!\d)")
_LONG = {"jan", "jul", "mar", "maj", "feb", "apr", "jun", "aug", "sep", "okt", "nov", "dec"}


@dataclass(frozen=True, slots=True)
class DateAt:
    """A date and where it stands in a text, in code points."""

    when: When
    start: int
    end: int
    told: bool = True
    """Whether the year is told."""


def dates(text: str, reference: date | None, lean: Lean = "near") -> list[DateAt]:
    """All dates of a text, in order; a year that is not told is inferred from `reference` (none: such dates are left out).

    >>> [d.when.edtf for d in dates("uge 18/19, 15. juni og 2. kvartal", date(2021, 5, 12))]
    ['2021-05-03/2021-05-16', '2021-06-15', '2021-34']
    """
    found: list[DateAt] = []
    taken = [False] * len(text)
    for form in _DATES:
        for match in form.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            when = _when(match, reference, lean)
            if when is None:
                if match.groupdict().get("day"):  # `31. februar`: no day, and no month either
                    taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                continue
            found.append(DateAt(when, match.start(), match.end(), _told(match)))
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    return sorted(found, key=lambda d: d.start)


def _told(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return any(groups.get(name) for name in ("iso", "y", "year", "wyear", "qyear"))


def _when(match: re.Match[str], reference: date | None, lean: Lean) -> When | None:
    try:
        return _parse({k: v for k, v in match.groupdict().items() if v}, reference, lean, match.group())
    except ValueError:
        return None


def _parse(g: dict[str, str], reference: date | None, lean: Lean, text: str) -> When | None:
    """The period of one match; ValueError when no calendar has it."""
    if "iso" in g:
        return When.day(date(int(g["iso"]), int(g["isom"]), int(g["isod"])))
    if "d" in g:
        year = int(g["y"]) + (2000 if len(g["y"]) == 2 else 0) if "y" in g else None
        return _day(year, int(g["m"]), int(g["d"]), reference, lean)
    if "week" in g:
        year = int(g["wyear"]) if "wyear" in g else _iso_year(int(g["week"]), reference, lean)
        return When.week(year, int(g["week"]), int(g.get("lastweek", g["week"]))) if year else None
    if "quarter" in g:
        year = int(g["qyear"]) if "qyear" in g else reference.year if reference else None
        first = 3 * int(g["quarter"]) - 2
        return When(date(year, first, 1), When.month(year, first + 2).last) if year else None
    if "weekday" in g:
        return _weekday(int(words("weekday")[g["weekday"].casefold()]), reference)
    month = int(words("month")[g["month"].casefold().rstrip(".")])
    told = int(g["year"]) if "year" in g else None
    if "day" in g:
        first_day = _day(told, month, int(g["day"]), reference, lean)
        if first_day and "to" in g and int(g["to"]) > int(g["day"]):
            return When(first_day.first, first_day.first.replace(day=int(g["to"])))
        return first_day
    return _months(g, month, told, reference, lean, text)


def _months(
    g: dict[str, str], month: int, told: int | None, reference: date | None, lean: Lean, text: str
) -> When | None:
    """`juni-juli`, `ultimo maj`, `udgangen af marts`, `august 2024`; a short month without a year is no date (`jan`)."""
    if told is None and "part" not in g and g["month"].casefold().rstrip(".") in _LONG - {"maj"}:
        return None
    if told is None and "part" not in g and text.strip()[0].isupper() and "tomonth" not in g:
        return None
    year = told if told is not None else _year(month, 15, reference, lean)
    if year is None:
        return None
    period = When.month(year, month)
    if "tomonth" in g:
        return When(period.first, When.month(year, int(words("month")[g["tomonth"].casefold()])).last)
    if g.get("part", "").casefold() == "udgangen af":
        return When.day(period.last)
    return period


def _day(year: int | None, month: int, day: int, reference: date | None, lean: Lean) -> When | None:
    date(2000, month, day)
    told = year if year is not None else _year(month, day, reference, lean)
    return When.day(date(told, month, day)) if told is not None and 1900 < told < 2200 else None


def _year(month: int, day: int, reference: date | None, lean: Lean) -> int | None:
    """The year of a day that is told without one."""
    if reference is None:
        return None
    candidates = [date(year, month, min(day, 28)) for year in (reference.year - 1, reference.year, reference.year + 1)]
    if lean == "future":
        candidates = [
            c for c in candidates if (c.month, day) >= (reference.month, reference.day) or c.year > reference.year
        ]
        candidates = [c for c in candidates if c.year >= reference.year]
        return min(candidates, default=candidates[-1] if candidates else reference).year
    if lean == "past":
        return max(c for c in candidates if c <= reference + timedelta(days=3)).year
    return min(candidates, key=lambda c: abs((c - reference).days)).year


def _iso_year(week: int, reference: date | None, lean: Lean) -> int | None:
    if reference is None:
        return None
    years = (reference.year - 1, reference.year, reference.year + 1)
    return min(years, key=lambda y: abs((date.fromisocalendar(y, week, 3) - reference).days))


def _weekday(day: int, reference: date | None) -> When | None:
    """The next such weekday behind the reference."""
    if reference is None:
        return None
    return When.day(reference + timedelta(days=(day - reference.isoweekday() - 1) % 7 + 1))


def clock(text: str) -> Iterator[tuple[time, int, int]]:
    """Times of day: `9:00`, `kl. 16.35`, `9.05`, `14`."""
    for match in _CLOCK.finditer(text):
        if match["minute"] or match.group().casefold().startswith("kl"):
            yield time(int(match["hour"]), int(match["minute"] or 0)), match.start(), match.end()
