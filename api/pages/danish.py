"""Danish as people read it: dates and periods, counts, lists, and the order of the alphabet."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

MONTHS: Final = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT: Final = ("jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")
WEEKDAYS: Final = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

YEARS: Final = range(1800, 2200)
"""Years that a day may be asked for."""

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzæøå"
_ORDER: Final = {letter: f"{place:02}" for place, letter in enumerate(_LETTERS, 1)}
_ALIKE: Final = str.maketrans(
    {"ä": "æ", "ö": "ø", "ü": "y", "é": "e", "è": "e", "ê": "e", "á": "a", "à": "a", "ó": "o", "ß": "ss"}
)
_TYPED: Final = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4})")
_EDTF: Final = re.compile(r"(\d{4})(?:-(\d{2}))?")


def long_date(day: date, weekday: bool = False) -> str:
    """A day in words.

    >>> long_date(date(2024, 6, 11)), long_date(date(2024, 6, 11), weekday=True)
    ('11. juni 2024', 'tirsdag 11. juni 2024')
    """
    said = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {said}" if weekday else said


def short_date(day: date, year: bool = False) -> str:
    """A day where there is little room.

    >>> short_date(date(2024, 2, 5)), short_date(date(2024, 2, 5), year=True)
    ('5. feb.', '5. feb. 2024')
    """
    return f"{day.day}. {SHORT[day.month - 1]}" + (f" {day.year}" if year else "")


def period(edtf: str) -> str:
    """A period of the Extended Date/Time Format (ISO 8601-2): year, month, quarter, or days from and to.

    >>> [period(each) for each in ("2024", "2024-06", "2024-34", "2021-05-03/2021-05-16", "2024-12-30/2025-01-05")]
    ['2024', 'juni 2024', '2. kvartal 2024', '3.–16. maj 2021', '30. december 2024 – 5. januar 2025']
    """
    start, slash, end = edtf.partition("/")
    if slash:
        return _between(date.fromisoformat(start), date.fromisoformat(end)) if len(start) == len(end) == 10 else edtf
    match = _EDTF.fullmatch(edtf)
    if match is None or match[2] is None:
        return edtf
    return _part(match[1], int(match[2])) or edtf


def _part(year: str, number: int) -> str | None:
    """A month (1 to 12), a season's half (21 to 24) or a quarter (33 to 36) of a year."""
    if 1 <= number <= 12:
        return f"{MONTHS[number - 1]} {year}"
    if 21 <= number <= 24:
        return f"{('forår', 'sommer', 'efterår', 'vinter')[number - 21]} {year}"
    return f"{number - 32}. kvartal {year}" if 33 <= number <= 36 else None


def _between(start: date, end: date) -> str:
    """From a day to a day, saying only once what both share."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}.–{long_date(end)}"
    if start.year == end.year:
        return f"{start.day}. {MONTHS[start.month - 1]} – {long_date(end)}"
    return f"{long_date(start)} – {long_date(end)}"


def typed_date(text: str) -> date | None:
    """The day that someone typed: `28.6.2024`, `28/6 2024`, `2024-06-28`; None when it is none, or beyond reason.

    >>> typed_date("28.6.2024") == typed_date("2024-06-28") == date(2024, 6, 28), typed_date("31.6.2024")
    (True, None)
    """
    match = _TYPED.fullmatch(text.strip())
    try:
        day = date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day.year in YEARS else None


def typed(day: date) -> str:
    """A day as one types it.

    >>> typed(date(2024, 6, 8))
    '8.6.2024'
    """
    return f"{day.day}.{day.month}.{day.year}"


def counted(number: int, one: str, several: str) -> str:
    """A number with its noun, and points in large numbers.

    >>> counted(1, "sag", "sager"), counted(12345, "sag", "sager")
    ('1 sag', '12.345 sager')
    """
    return f"{number:,} {one if number == 1 else several}".replace(",", ".")


def listed(names: Sequence[str]) -> str:
    """`a, b og c`"""
    return " og ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def alphabetical(text: str) -> str:
    """A key that sorts as Danish does: æ ø å after z, aa as å, whatever the case; numbers by their size.

    >>> sorted(["Ågård", "Zeuthen", "Aabenraa", "Ørsted", "abe", "Punkt 10", "Punkt 9"], key=alphabetical)
    ['abe', 'Punkt 9', 'Punkt 10', 'Zeuthen', 'Ørsted', 'Aabenraa', 'Ågård']
    """
    folded = re.sub("aa", "å", text.casefold().translate(_ALIKE))
    pieces = re.findall(r"\d+|\D", folded)
    return "".join(
        f"00{piece.lstrip('0'):0>12}" if piece[0].isdecimal() else _ORDER.get(piece, "00") for piece in pieces
    )
