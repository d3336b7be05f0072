"""Danish dates as minutes print them, and the days on which bodies meet."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .values import When

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def long(day: date, year: bool = True) -> str:
    """`11. juni 2024`, or without its year."""
    return f"{day.day}. {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def dashed(day: date) -> str:
    """`11-06-2024`."""
    return f"{day:%d-%m-%Y}"


def weekday(day: date) -> str:
    """`tirsdag`."""
    return WEEKDAYS[day.weekday()]


def exact(rng: Random, day: date, now: date) -> When:
    """A day in one of its forms; its year is left out where the next such day is meant."""
    forms = [f"den {long(day)}", f"{weekday(day)} den {long(day)}"]
    if 0 < (day - now).days < 300:
        forms += [f"den {long(day, False)}"] * 4 + [f"{weekday(day)} den {long(day, False)}"] * 2
        forms += [f"d. {long(day, False)}", f"d. {day.day}/{day.month}", f"den {day.day}. {MONTHS[day.month - 1][:3]}."]
        forms = forms if day.month != 5 else forms[:-1]
    return When(rng.choice(forms), day.isoformat(), day, day)


def vague(rng: Random, day: date, now: date) -> When:
    """A period that holds the day: a month, a week or a quarter, the next such one."""
    kind = rng.choice(("month", "month", "week", "quarter"))
    if kind == "week":
        year, week, _ = day.isocalendar()
        start = date.fromisocalendar(year, week, 1)
        return When(f"i uge {week}", f"{year}-W{week:02}", start, start + timedelta(days=6))
    if kind == "quarter" and _quarter(day) != _quarter(now):
        year, quarter = _quarter(day)
        start = date(year, 3 * quarter - 2, 1)
        words = rng.choice((f"i {quarter}. kvartal", f"i {quarter}. kvartal {year}"))
        return When(words, f"{year}-Q{quarter}", start, _month_end(date(year, 3 * quarter, 1)))
    name = MONTHS[day.month - 1]
    words = rng.choice((f"i {name}", f"i {name} måned", f"i {name} {day.year}"))
    return When(words, f"{day:%Y-%m}", day.replace(day=1), _month_end(day))


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month + 2) // 3


def _month_end(day: date) -> date:
    first = day.replace(day=1) + timedelta(days=32)
    return first.replace(day=1) - timedelta(days=1)


def meeting_days(kind: str, offset: int, first: date, last: date) -> list[date]:
    """The days of a body: the council late in the month, the economic committee a week before, committees before that.

    `offset` tells bodies of one kind apart; the board meets every other week; July is free.
    """
    if kind == "board":
        start = first + timedelta(days=(2 - first.weekday()) % 7)
        days = [start + timedelta(days=14 * count) for count in range((last - start).days // 14 + 1)]
        return [day for day in days if day.month != 7 and not (day.month == 12 and day.day > 22)]
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13) if month != 7]
    if kind in {"works", "advisory"}:
        months = [month for month in months if month.month % 2 == 0]
    found = [_of_month(kind, offset, month) for month in months]
    return [day for day in found if first <= day <= last]


def _of_month(kind: str, offset: int, month: date) -> date:
    """The day of one month: weeks count from the first Monday."""
    monday = month + timedelta(days=(-month.weekday()) % 7)
    if kind == "council":
        return monday + timedelta(days=(14 if month.month == 12 else 21) + 1 + offset % 3)
    if kind == "economic":
        return monday + timedelta(days=(7 if month.month == 12 else 14) + 1 + offset % 2)
    if kind == "standing":
        return monday + timedelta(days=offset % 4 + (0 if offset < 4 else 7 - 7 * (month.month == 12)))
    return monday + timedelta(days=offset % 4 + (1 if kind == "works" else 3))
