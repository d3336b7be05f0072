"""What pages repeat: running heads and feet of a text that was printed, found by where they recur."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from .formats import Block
from .labels import CASE_FIELD, NUMBER_ALONE, PAGED, is_furniture, label_of
from .register import concept, pattern

_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(
    rf"(?:{pattern('pageword')})\s*\d{{1,3}}(?:\s*(?:af|/|of)\s*\d{{1,3}})?$|^\d{{1,3}} (?:of|af) \d+$", re.I
)
_NUMBER = re.compile(r"\d{1,7}[/-]\d{1,7}")
"""The number of a case or a document, not of a page."""
_NEAR, _LEAST, _SHARE = 3, 3, 0.4
_LONGEST, _LONG_HEAD = 140, 18


def without_heads(blocks: Sequence[Block]) -> Sequence[Block]:
    """Make blanks of the lines that stand beside the page numbers time and again; the first of each stays."""
    marks = [place for place, block in enumerate(blocks) if _marks_page(block) and not _counts(blocks, place)]
    if len(marks) < _LEAST:
        return _blanked(blocks, _repeated(blocks))
    seen = Counter(shape for mark in marks for shape in {_shape(blocks[place]) for place in _beside(blocks, mark)})
    least = max(_LEAST, _SHARE * len(marks))
    heads = {shape for shape, count in seen.items() if count >= least} | _repeated(blocks)
    return _blanked(blocks, heads)


def _repeated(blocks: Sequence[Block]) -> set[str]:
    """Whole lines apart that stand in a text time and again, word for word, and are no sentence."""
    alone = Counter(
        text
        for place, block in enumerate(blocks)
        if _LONG_HEAD < len(text := block.words.text) <= _LONGEST
        and block.kind in ("text", "row")
        and not text.endswith((".", ":"))
        and _is_apart(blocks, place)
        and _DIGITS.search(text)
        and not _tells(block)
    )
    return {_DIGITS.sub("#", text.casefold()) for text, count in alone.items() if count >= _LEAST}


def _is_apart(blocks: Sequence[Block], place: int) -> bool:
    behind = blocks[place + 1] if place + 1 < len(blocks) else None
    return (place == 0 or blocks[place - 1].kind == "blank") and (behind is None or behind.kind == "blank")


def _blanked(blocks: Sequence[Block], heads: Collection[str]) -> Sequence[Block]:
    """The lines with all but the first of each head made blank."""
    if not heads:
        return blocks
    found, told = list(blocks), set[str]()
    for place, block in enumerate(blocks):
        if block.kind != "blank" and (shape := _shape(block)) in heads:
            if shape in told:
                found[place] = Block("blank", block.span)
            told.add(shape)
    return found


def _marks_page(block: Block) -> bool:
    """`Side 4`, `4 of 9`, `4` alone, or a running head that ends with the page's number."""
    text = block.words.text
    if not text[-1:].isdigit() or block.kind == "blank" or len(text) > _LONGEST:
        return False
    return _PAGE.search(text) is not None or (text.isdigit() and is_furniture(block))


def _counts(blocks: Sequence[Block], place: int) -> bool:
    """Whether a number stands above `Åben` alone: it counts an attachment."""
    return place + 1 < len(blocks) and concept("access", blocks[place + 1].text) is not None


def _beside(blocks: Sequence[Block], mark: int) -> Iterator[int]:
    """The mark itself and the nearest lines of words on either side."""
    yield mark
    for way in (1, -1):
        place, left = mark + way, _NEAR
        while 0 <= place < len(blocks) and left:
            block = blocks[place]
            if block.kind != "blank":
                left -= 1
                if 6 < len(block.text) <= _LONGEST and not _tells(block):
                    yield place
            place += way


def _tells(block: Block) -> bool:
    """Whether a line opens something, so that it may stand beside page numbers time and again and be no head.

    So does one of cells: `Åben sag      Sagsnr.: 12/08714`.
    """
    return bool(
        PAGED.match(block.text)
        or NUMBER_ALONE.match(block.text)
        or label_of(block)
        or any(concept("access", words.text) or CASE_FIELD.match(words.text) for words in block.cells or (block.words,))
        or _NUMBER.fullmatch(block.text)
    )


def _shape(block: Block) -> str:
    """A line with every number alike."""
    return _DIGITS.sub("#", block.text.casefold())
