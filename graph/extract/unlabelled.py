"""Lists of members that no label heads: lines below the meeting's day that each hold one person, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ..formats import Block
from .names import any_names

_LEAST = 3
"""How many such lines are a list."""


def unlabelled_members(blocks: Sequence[Block]) -> list[Block]:
    """`Borgmester Kaj Bakkjær (V)`, `Frederik Dallund (V)`, a line each: the first run of such lines."""
    for alone, run in groupby((block for block in blocks if block.kind != "blank"), key=_is_person):
        if alone and len(lines := list(run)) >= _LEAST:
            return lines
    return []


def _is_person(block: Block) -> bool:
    """Whether a line is one person with a party or a post, from its first character to its last."""
    named = any_names(block.text) if block.kind != "heading" else []
    if len(named) != 1 or not (named[0].party or named[0].role or named[0].notes):
        return False
    return named[0].start == 0 and not block.text[named[0].end :].strip(" .,;")
