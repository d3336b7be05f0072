"""Long lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

T = TypeVar("T")

SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of how many."""

    page: int
    last: int


def paged(whole: Sequence[T], wanted: str, size: int = SIZE) -> tuple[Sequence[T], Pager]:
    """The part of a list on the page that an address asks for, or on the nearest there is.

    >>> paged("abcde", "2", 2), paged("abcde", "x", 2)[0]
    (('cd', Pager(page=2, last=3)), 'ab')
    """
    last = max(1, -(-len(whole) // size))
    number = min(max(int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 9 else 1, 1), last)
    return whole[(number - 1) * size : number * size], Pager(number, last)
