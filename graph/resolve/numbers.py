"""Numbers of cases: the forms in which one number is printed, as one key."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from typing import Final

from ..labels import CASE_NUMBER, KLE
from ..quads import slug

_BLANKS: Final = re.compile(r"\s*([/-])\s*")
_PLAIN: Final = re.compile(r"(?<![\w/.-])(?P<year>(?:19|20)?\d{2})[/-]0*(?P<serial>\d+)(?![\w/]|[.-]\d)")
_SERIAL: Final = re.compile(r"(?<=\D)0+(?=\d+$)")
_NEARLY_ALL: Final = 0.9
_LONG: Final = re.compile(r"(?:19|20)(?P<short>\d{2}-\d+)")
_FEWEST: Final = 3
"""A number with fewer digits is a code of something else: `J.nr.: S00`."""


@lru_cache(maxsize=65536)
def number_key(printed: str) -> str | None:
    """What a number is known by, as part of an IRI; None for what names no case: a KLE number, a dash.

    >>> [number_key(one) for one in ("24/1234", "Sagsnr. 24-01234", "2024/1234", "EMN-2025-010561", "07.18.08-S29")]
    ['24-1234', '24-1234', '2024-1234', 'emn-2025-10561', None]
    """
    text = _BLANKS.sub(r"\1", " ".join(printed.split()))
    found = CASE_NUMBER.search(text) or _PLAIN.search(text)
    number = found.group() if found else text
    if KLE.match(number):
        return None
    if plain := _PLAIN.fullmatch(number):
        return f"{plain['year']}-{plain['serial']}"
    return _SERIAL.sub("", slug(number)) if sum(map(str.isdigit, number)) >= _FEWEST else None


def short(key: str) -> str | None:
    """The key with its year in two digits: `24-1234` of `2024-1234`; None for one that has no longer form."""
    long = _LONG.fullmatch(key)
    return long["short"] if long else None


def one_form(keys: Iterable[str], agree: Callable[[str, str], bool]) -> dict[str, str]:
    """The numbers that a place prints with the year in four digits and in two, each with the shorter.

    ``agree`` says whether what has the two is one; unless it is in nearly all such pairs of the place, 2024-1234 and
    24/1234 count up two journals, and none is taken for the other.
    """
    known = set(keys)
    pairs = {key: less for key in sorted(known) if (less := short(key)) in known and less is not None}
    agreeing = {key: less for key, less in pairs.items() if agree(key, less)}
    return agreeing if len(agreeing) >= _NEARLY_ALL * len(pairs) else {}


def item_key(item: str) -> str:
    """The key of a case without a number of its own whose earliest item this is: 16 hex digits."""
    return sha256(item.encode()).hexdigest()[:16]
