"""Periods as a user writes them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


class WrongPeriod(ValueError):
    """A text that is no period; the text says how one is written."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day (YYYY-MM-DD), both included."""

    since: str
    until: str

    def __str__(self) -> str:
        """`2024-01-01/2024-12-31`"""
        return f"{self.since}/{self.until}"


def period(text: str) -> Period:
    """Read a year, a month, a day or two of these with a stroke between them (ISO 8601-1, 5.5.2.1).

    Raises WrongPeriod.

    >>> str(period("2024")), str(period("2024-02")), str(period("2022-07/2023"))
    ('2024-01-01/2024-12-31', '2024-02-01/2024-02-29', '2022-07-01/2023-12-31')
    """
    first, stroke, last = text.strip().partition("/")
    try:
        found = Period(_ends(first)[0], _ends(last if stroke else first)[1])
    except ValueError as error:
        raise WrongPeriod(f"{text!r} is no period: write 2024, 2024-05 or 2024-01-01/2024-06-30") from error
    if found.since > found.until:
        raise WrongPeriod(f"{text!r} is no period: it ends before it begins")
    return found


def _ends(text: str) -> tuple[str, str]:
    """The first and last day of a year, a month or a day."""
    parts = text.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4 or len(parts) > 3:
        raise ValueError(text)
    year, month, day = (int(part) for part in (*parts, "0", "0")[:3])
    if len(parts) == 1:
        return f"{date(year, 1, 1)}", f"{date(year, 12, 31)}"
    if len(parts) == 2:
        return f"{date(year, month, 1)}", f"{date(year, month, monthrange(year, month)[1])}"
    return f"{date(year, month, day)}", f"{date(year, month, day)}"
