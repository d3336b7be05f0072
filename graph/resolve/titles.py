"""Titles of matters: the form they are compared in, and which are standing items."""

import re
from functools import cache, lru_cache
from typing import Final

from .bodies import scheme

_NUMBERING: Final = re.compile(r"^\W*(?:(?:pkt|punkt|sag|ad)\b[\s.]*)?(?:\d+[\w.]*[.:)]?\s+)?", re.IGNORECASE)
_PUNCTUATION: Final = re.compile(r"[\W_]+")
_TAIL: Final = re.compile(r"[,;(/].*|\s(?:herunder|samt|inkl)\b.*", re.DOTALL)


@lru_cache(maxsize=65536)
def title_key(title: str) -> str:
    """The title without numbering, letter case and punctuation.

    >>> title_key("4. Ny hal i Strandby – anlægsbevilling")
    'ny hal i strandby anlægsbevilling'
    """
    return _PUNCTUATION.sub(" ", _NUMBERING.sub("", title.strip(), count=1).casefold()).strip()


@lru_cache(maxsize=65536)
def is_routine(title: str) -> bool:
    """`Eventuelt, herunder punkter til næste møde`: what stands before comma or bracket is a standing item's title."""
    return title_key(_TAIL.sub("", _NUMBERING.sub("", title.strip(), count=1))) in _routine()


@cache
def _routine() -> frozenset[str]:
    return frozenset(title_key(label) for label, _ in scheme("routine"))
