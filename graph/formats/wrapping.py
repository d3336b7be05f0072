"""Which lines of a text end a paragraph: those that a typist, not the margin, has ended."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from .blocks import Block

_WIDEST = 140
"""No margin is wider: a text with many longer lines, and more than one, has a paragraph a line."""
_MANY = 0.08
_SLACK = 0.78
_FEW = 8


def ended(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Mark the lines that end their paragraph: all of a text that is not wrapped, the short ones of one that is.

    A line is short when the first word of the next would have had room, though lines of set text differ in length.
    """
    lengths = sorted(len(block.text) for block in blocks if block.kind in ("text", "bullet"))
    if len(lengths) < _FEW:
        return tuple(blocks)
    within = [length for length in lengths if length <= _WIDEST]
    wide = len(lengths) - len(within)
    width = 0 if wide > 1 and wide >= _MANY * len(lengths) else within[int(len(within) * 0.97)]
    behind = [*blocks[1:], Block("blank", blocks[-1].span)]
    return tuple(map(partial(_ended, width), blocks, behind))


def _ended(width: int, block: Block, behind: Block) -> Block:
    """A line as it is, or marked as one that ends its paragraph: one followed by another that is no more of it."""
    if block.broken or behind.kind != "text" or block.kind not in ("text", "bullet"):
        return block
    if width:
        text, following = block.words.text, behind.words.text
        if len(text) + 1 + len(following.partition(" ")[0]) >= _SLACK * width:
            return block
        if following[0].islower() and not text.endswith((".", ":", "!", "?")):
            return block
    return block.ending()
