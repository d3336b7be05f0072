"""Where a meeting was held, where no field of the header tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..facts import Told
from ..formats import Block
from ..labels import label_of
from ..register import concept
from .bodies import Naming

CLOCK_FIRST = re.compile(r"kl\.?\s*\d{1,2}[.:]\d\d", re.I)
"""A line that begins with a time of day."""
_CLOCK_ALONE = re.compile(rf"{CLOCK_FIRST.pattern}(?:\s*[-–]\s*(?:kl\.?\s*)?\d{{1,2}}[.:]\d\d)?\.?", re.I)
_ALONE = re.compile(r"[A-ZÆØÅ][^:;()]{3,60}")
_FIELD = re.compile(r"\w[\w ]{2,30}:")
_BEHIND_CLOCK = re.compile(
    r"\bkl\.?\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?,? (?:på|i) (?P<place>[^.]{4,80})$"
)
_HELD = re.compile(r"Mødet (?:blev |er )?(?:holdt|afholdt|holdes|afholdes) (?:i|på) (?P<place>[^.\d]{4,80})\.?$", re.I)
_PLACE = re.compile(r",\s*\d{4} [A-ZÆØÅ][\wæøå]+|(?i:lokale|rådhus|salen\b|kantine)")
_WITHIN = 3


def venue(lines: Sequence[Block], loose: Sequence[Block], dated: int | None) -> Told[str] | None:
    """The place that the lines of a header tell, first told first.

    `loose` are the lines that belong to no field; `dated` is the line of the day, None when no line is it.
    """
    free = {id(block) for block in loose}
    for at, block in enumerate(lines):
        told = None if _FIELD.match(block.text) else _BEHIND_CLOCK.search(block.text)
        if told := told or _HELD.match(block.text):
            return Told(told["place"], block.words.span(*told.span("place")))
        near = dated is None or dated <= at <= dated + _WITHIN
        named = near and _PLACE.search(block.text) is not None and not block.text[0].isdigit()
        if id(block) in free and (named or (at > 0 and _is_below_clock(block, lines[at - 1]))):
            return Told(block.text, block.words.span())
    return None


def _is_below_clock(block: Block, above: Block) -> bool:
    """`Kaløvig Kursuscenter`, right below `Kl. 10:30`."""
    if not (_CLOCK_ALONE.fullmatch(above.text) and _ALONE.fullmatch(block.text)):
        return False
    other = concept("kind", block.text) or label_of(block) or label_of(block, "header")
    return other is None and not Naming().find(block.text)
