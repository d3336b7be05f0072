"""Which lines of a text end a paragraph: those that a typist, not the margin, has ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .blocks import Block

_WIDEST = 140
"""No margin is wider: a text with many longer lines has a paragraph a line."""
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
    width = 0 if lengths[int(len(lengths) * (1 - _MANY))] > _WIDEST else lengths[int(len(lengths) * 0.97)]
    return tuple(
        replace(block, broken=True) if _ends(block, behind, width) else block
        for block, behind in zip(blocks, [*blocks[1:], None], strict=True)
    )


def _ends(block: Block, behind: Block | None, width: int) -> bool:
    """Whether a line is followed by another of text that is no more of it."""
    if block.broken or behind is None or block.kind not in ("text", "bullet") or behind.kind != "text":
        return False
    if not width:
        return True
    room = len(block.text) + 1 + len(behind.text.partition(" ")[0])
    return room < _SLACK * width and (block.text.endswith((".", ":", "!", "?")) or not behind.text[0].islower())
