"""Danish dates: days, ranges, weeks, months and quarters, with or without their year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from ..facts import When
from ..register import Form, form, kept, pattern, tokens, words

Lean = Literal["near", "future", "past"]
"""Which year is meant when none is told: the nearest such day, the next, or the last."""

_MONTH = rf"(?P<month>{pattern('month')})\b\.?"
_YEAR = r"(?:\s+(?P<year>\d{4}))?"
_APART = r"(?<![\w/.-])"
_ALONE = r"(?<![\w/.-]\d)"  # behind a first digit: expressions that begin with a digit are found fast
_CLEAR = r"(?:(?<=\bd\.)|(?<![\d/.-]))"
_CLOCK = re.compile(
    r"(?:kl(?:okken)?\.?\s*:?\s*)?(?:(?<=\dT)|\b)(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d))?(?!\d)", re.I
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_WEEKDAY_BEFORE = re.compile(rf"\b(?P<weekday>{pattern('weekday')})(?:,? (?:den|d\.))?\s*$", re.I)
_FAR = 16


@dataclass(frozen=True, slots=True)
class DateAt:
    """A date and where it stands in a text, in code points."""

    when: When
    start: int
    end: int
    told: bool = True
    """Whether the year is told."""


@dataclass(frozen=True, slots=True)
class _Now:
    """From when a year that is not told is inferred, and in which direction."""

    day: date | None
    lean: Lean
    weekday: int | None = None
    """The day of the week told with it (ISO 8601: 1 is Monday), that fits one year only."""

    def year(self, month: int, day: int, told: str | None) -> int | None:
        """The year as told, else that of the next, last or nearest such day; None when nothing tells."""
        if told:
            year = int(told) + (2000 if len(told) == 2 else 0)
            return year if _FIRST_YEAR <= year <= _LAST_YEAR else None
        if self.day is None:
            return None
        years = (self.day.year - 1, self.day.year, self.day.year + 1)
        if self.weekday:
            fit = [year for year in years if _falls_on(year, month, day) == self.weekday]
            if len(fit) == 1:
                return fit[0]
        if self.lean == "future":
            return self.day.year + ((month, day) < (self.day.month, self.day.day))
        days = [(date(year, month, min(day, 28)), year) for year in years]
        if self.lean == "past":
            return max(year for such, year in days if such <= self.day + timedelta(days=3))
        return min(days, key=lambda d: abs((d[0] - self.now()).days))[1]

    def now(self) -> date:
        """The day itself; only asked where there is one."""
        return self.day or date.min


_Reader = Callable[[re.Match[str], _Now], When | None]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a date may be written, and who reads it; `needs` are words of which one must stand there, None for digits.

    `year` says that it may tell the year, `whole` that nothing else can be read in such words.
    """

    expression: re.Pattern[str]
    read: _Reader
    needs: frozenset[str] | None
    year: bool
    whole: bool


def _shape(written: Form | re.Pattern[str], read: _Reader) -> _Shape:
    expression, needs = (written.expression, written.needs) if isinstance(written, Form) else (written, None)
    return _Shape(expression, read, needs, "year" in expression.groupindex, "day" in expression.groupindex)


@dataclass(frozen=True, slots=True)
class _Shaped:
    """Words of such a shape; `told` says that the year is, `weekday` stands before a date without it."""

    shape: _Shape
    match: re.Match[str]
    told: bool
    weekday: int | None


def dates(text: str, reference: date | None, lean: Lean = "near") -> list[DateAt]:
    """All dates of a text, in order; a year not told is inferred from `reference` (None: such dates are left out).

    >>> [d.when.edtf for d in dates("uge 18/19, 15. juni og 2. kvartal", date(2021, 5, 12))]
    ['2021-05-03/2021-05-16', '2021-06-15', '2021-34']
    """
    return list(_dates(text, reference, lean))


def may_date(text: str) -> bool:
    """Whether a text has what every date has: a digit, a month or a weekday."""
    return _DIGIT.search(text) is not None or not _WITHOUT_DIGITS.isdisjoint(tokens(text))


def holds_date(text: str) -> bool:
    """Whether a text has two numbers with a sign between, or a word that dates without such need."""
    return _NUMERIC.search(text) is not None or not _WORDS.isdisjoint(tokens(text))


@kept
def _dates(text: str, reference: date | None, lean: Lean) -> tuple[DateAt, ...]:
    if not (shaped := _shapes(text)):
        return ()
    found: list[DateAt] = []
    taken = bytearray(len(text))
    for one in shaped:
        start, end = one.match.span()
        if taken.find(1, start, end) >= 0:
            continue
        when = _read(one, _Now(reference, lean, one.weekday))
        if when:
            found.append(DateAt(when, start, end, one.told))
        if when or one.shape.whole:  # `31. februar`: no day, and no month either
            taken[start:end] = bytes([1]) * (end - start)
    return tuple(sorted(found, key=lambda d: d.start))


@kept
def _shapes(text: str) -> tuple[_Shaped, ...]:
    """All that is shaped like a date, whatever it is taken for, those that hold more before those that hold less."""
    said, numeric, found = tokens(text), _NUMERIC.search(text) is not None, list[_Shaped]()
    for shape in _SHAPES:
        if numeric if shape.needs is None else not shape.needs.isdisjoint(said):
            for match in shape.expression.finditer(text):
                told = shape.year and match["year"] is not None
                weekday = None if told else _weekday_before(text, match.start())
                found.append(_Shaped(shape, match, told, weekday))
    return tuple(found)


def _weekday_before(text: str, start: int) -> int | None:
    """`onsdag den ` before a date."""
    match = _WEEKDAY_BEFORE.search(text, max(0, start - _FAR), start)
    return _number("weekday", match["weekday"]) if match else None


def _falls_on(year: int, month: int, day: int) -> int:
    """The day of the week of a day of a year; 0 when that year has no such day."""
    try:
        return date(year, month, day).isoweekday()
    except ValueError:
        return 0


def _read(shaped: _Shaped, now: _Now) -> When | None:
    """What words say; None when no calendar has such a day."""
    try:
        return shaped.shape.read(shaped.match, now)
    except ValueError:
        return None


def _day(match: re.Match[str], now: _Now) -> When | None:
    """`15-05-2024`, `11/5`, `2024-05-15`."""
    month, day = int(match["m"]), int(match["d"])
    date(2000, month, day)
    year = now.year(month, day, match["year"])
    return When.day(date(year, month, day)) if year else None


def _named_day(match: re.Match[str], now: _Now) -> When | None:
    """`d. 17 maj`, `29.-30. maj 2024`, `30. maj - 2. juni`."""
    groups = match.groupdict()
    month, day = _number("month", match["month"]), int(match["day"])
    date(2000, month, day)
    year = now.year(month, day, match["year"])
    if year is None:
        return None
    first = date(year, month, day)
    last_month = _number("month", groups["tomonth"]) if groups.get("tomonth") else month
    last = date(year + (last_month < month), last_month, int(groups.get("to") or day))
    return When(first, last) if first < last else When.day(first)


def _week(match: re.Match[str], now: _Now) -> When | None:
    """`uge 18/19`, `ugerne 28-31, 2025`."""
    week, last = int(match["week"]), int(match["lastweek"] or match["week"])
    year = now.year(1, 1, match["year"])
    if year and now.day and not match["year"]:
        years = (now.day.year - 1, now.day.year, now.day.year + 1)
        year = min(years, key=lambda y: abs((date.fromisocalendar(y, week, 3) - now.now()).days))
    return When.week(year, week, max(week, last)) if year else None


def _quarter(match: re.Match[str], now: _Now) -> When | None:
    """`2. kvartal`, `1. kvartal 2025`."""
    first = 3 * int(match["quarter"]) - 2
    year = now.year(first + 2, 28, match["year"]) if match["year"] or now.lean == "future" else now.day and now.day.year
    return When(date(year, first, 1), When.month(year, first + 2).last) if year else None


def _part_of_month(match: re.Match[str], now: _Now) -> When | None:
    """`ultimo maj`, `medio marts 2025`: the month; `udgangen af marts`: its last day."""
    month = _number("month", match["month"])
    year = now.year(month, 31, match["year"])
    if year is None:
        return None
    period = When.month(year, month)
    return When.day(period.last) if words("period")[match["part"].casefold()] == "end" else period


def _months(match: re.Match[str], now: _Now) -> When | None:
    """`juni-juli`, `maj/juni 2022`."""
    month, last = _number("month", match["month"]), _number("month", match["tomonth"])
    year = now.year(month, 31, match["year"])
    return When(date(year, month, 1), When.month(year + (last < month), last).last) if year else None


def _month(match: re.Match[str], now: _Now) -> When | None:
    """`august 2024`, `i august`; without a year a short month (`jan`) or one with a capital (a name) is no date."""
    name = match["month"]
    if not match["year"] and (name[0].isupper() or (len(name) < 5 and name.casefold() not in _SHORT)):
        return None
    month = _number("month", name)
    year = now.year(month, 31, match["year"])
    return When.month(year, month) if year else None


def _weekday(match: re.Match[str], now: _Now) -> When | None:
    """`inden fredag`: the next such weekday behind the meeting."""
    if now.day is None:
        return None
    ahead = (_number("weekday", match["weekday"]) - now.day.isoweekday() - 1) % 7 + 1
    return When.day(now.day + timedelta(days=ahead))


def _feast(match: re.Match[str], now: _Now) -> When | None:
    """`inden nytår`: the last day of the meeting's year."""
    return When.day(date(now.day.year, 12, 31)) if now.day else None


def _number(scheme: str, word: str) -> int:
    """The number of a month or weekday."""
    return int(words(scheme)[word.casefold().rstrip(".")])


_OF_MONTH = frozenset(f"{name}{ending}" for name in words("month") for ending in ("møde", "mødet"))
"""`på majmødet`"""
_DIGIT, _NUMERIC = re.compile(r"\d"), re.compile(r"\d[-./]\d")
_WITHOUT_DIGITS = (
    frozenset(w for scheme in ("month", "weekday", "span") for label in words(scheme) for w in label.split())
    | _OF_MONTH
)
_SHORT = {"maj", "juni", "juli"}
_DAY = r"(?P<day>\d(?:(?<=\bd\.\d)|(?<![\d/.-]\d))\d?)\.?"
_TO = r"\s*(?:[-–]|til)\s*(?P<to>\d{1,2})\.?"
_WEEKS = r"(?P<week>\d{1,2})(?:\s*(?:[/–-]|og)\s*(?P<lastweek>\d{1,2}))?"
_FORMS: tuple[tuple[Form | re.Pattern[str], _Reader], ...] = (
    (re.compile(rf"(?P<year>\d{_ALONE}\d{{3}})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"), _day),
    (re.compile(rf"(?P<d>\d{_ALONE}\d?)[-./](?P<m>\d{{1,2}})[-./](?P<year>\d{{4}}|\d{{2}})(?![\d-])"), _day),
    (form(rf"{_DAY}{_TO}\s+{_MONTH}{_YEAR}", ("month",)), _named_day),
    (form(rf"{_DAY}(?=\s*og\s*\d{{1,2}}\.?\s+{_MONTH}{_YEAR})", ("month",)), _named_day),
    (form(rf"{_DAY}\s*{_MONTH}{_TO}\s+(?P<tomonth>{pattern('month')})\b{_YEAR}", ("month",)), _named_day),
    (form(rf"{_DAY}\s*{_MONTH}{_YEAR}", ("month",)), _named_day),
    (form(rf"{_CLEAR}\b(?:{pattern('span', 'week')})\s+{_WEEKS}(?:,?{_YEAR})", ("span", "week")), _week),
    (re.compile(rf"(?P<d>\d{_ALONE}\d?)/(?P<m>\d{{1,2}})(?:(?:\s*-\s*|\s+)(?P<year>\d{{4}}))?(?![\d/])"), _day),
    (form(rf"(?P<quarter>[1-4]{_ALONE})\.\s*(?:{pattern('span', 'quarter')}){_YEAR}", ("span", "quarter")), _quarter),
    (form(rf"{_APART}(?P<part>{pattern('period')})\s+{_MONTH}{_YEAR}", ("month",)), _part_of_month),
    (form(rf"{_CLEAR}\b{_MONTH}\s*[-–/]\s*(?P<tomonth>{pattern('month')})\b{_YEAR}", ("month",)), _months),
    (form(rf"{_CLEAR}\b{_MONTH}(?: {pattern('span', 'month')})?{_YEAR}", ("month",)), _month),
    (Form(re.compile(rf"{_CLEAR}\b(?P<month>{pattern('month')})(?=mødet?(?!\w))(?P<year>(?!))?"), _OF_MONTH), _month),
    (form(rf"{_APART}(?:{pattern('until')})\s+(?:{pattern('span', 'newyear')})(?!\w)", ("span", "newyear")), _feast),
    (form(rf"{_APART}(?:{pattern('until')})\s+(?P<weekday>{pattern('weekday')})\b", ("weekday",)), _weekday),
)
_SHAPES = tuple(_shape(written, read) for written, read in _FORMS)
"""The shapes of dates, those that hold more before those that hold less."""
_WORDS = frozenset[str]().union(*(shape.needs for shape in _SHAPES if shape.needs))


def clock(text: str) -> Iterator[tuple[time, int, int]]:
    """Times of day: `9:00`, `kl. 16.35`, `9.05`, `14`."""
    for match in _CLOCK.finditer(text):
        if match["minute"] or match.group()[:2].casefold() == "kl":
            yield time(int(match["hour"]), int(match["minute"] or 0)), match.start(), match.end()
