"""When two texts, bodies or titles of minutes count as the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

Node = Mapping[str, object]

_DASHES = re.compile(r"[‐-―]")
_COUNCIL = re.compile(r"^(?:\w+ )?(?:byråd|byrådet)$")
_PART = 8
_SAME_NUMBER = 0.15


def plain(text: object) -> str:
    """A text without what does not count: letter case, spacing, punctuation at its ends, the form of its letters.

    >>> plain(" Godkendt. "), plain(None)
    ('godkendt', '')
    """
    folded = _DASHES.sub("-", unicodedata.normalize("NFC", str(text or "")).casefold())
    return re.sub(r"\s+", " ", folded).strip(" .:;,-")


def body(name: object) -> str:
    """A body's name; a place before its council does not count.

    >>> body("Storaa Byråd"), body("Økonomiudvalget")
    ('byrådet', 'økonomiudvalget')
    """
    return _COUNCIL.sub("byrådet", plain(name))


def likeness(a: object, b: object) -> float:
    """How alike two texts are, 0 to 1; one that holds the other is nearly the same."""
    return _likeness(plain(a), plain(b))


@lru_cache(maxsize=1 << 18)
def _likeness(first: str, second: str) -> float:
    ratio = SequenceMatcher(None, first, second).ratio()
    held = bool(first and second) and (first in second or second in first) and min(len(first), len(second)) >= _PART
    return max(0.9, ratio) if held else ratio


def pairs(gold: Sequence[Node], found: Sequence[Node], least: float) -> list[tuple[Node, Node]]:
    """Pair what has like titles one to one, the most alike first; the same number helps a doubtful title."""
    ranked = []
    for i, wanted in enumerate(gold):
        for j, told in enumerate(found):
            like = likeness(wanted.get("title", ""), told.get("title", ""))
            if wanted.get("number") and plain(wanted["number"]) == plain(told.get("number")):
                like += _SAME_NUMBER
            if like >= least:
                ranked.append((like, -abs(i - j), i, j))
    partner: dict[int, int] = {}
    for _, _, i, j in sorted(ranked, reverse=True):
        if i not in partner and j not in partner.values():
            partner[i] = j
    return [(gold[i], found[j]) for i, j in sorted(partner.items())]
