"""Matters under one item told by letters: `a. Flytning af jobcentret`, its prose, and its decision, then `b.`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..formats import Block
from ..prose import Paragraph, paragraphs
from ..sections import ItemSection, Section
from .matters import Matter

_LETTER = re.compile(r"(?P<letter>[A-Za-z])[.)]\s+(?=[A-ZÆØÅ])(?P<title>.{3,90}?)\s*$")
_ENDS = (".", ":", ";", ",")
_RULED = {"decision"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of an item, and whether it stands below the label of a decision."""

    block: Block
    ruled: bool


def lettered(section: ItemSection) -> list[Matter]:
    """The matters of an item that letters head, one behind the other from `a`; none where fewer than two are."""
    lines = list(_lines(section.sections))
    heads = list(_heads(lines))
    if len(heads) < 2:
        return []
    found = []
    for (place, match), stop in zip(heads, [*(at for at, _ in heads[1:]), len(lines)], strict=True):
        block = lines[place].block
        told = paragraphs(line.block for line in lines[place + 1 : stop] if not line.ruled)
        ruled = paragraphs(line.block for line in lines[place + 1 : stop] if line.ruled)
        found.append(Matter(block.words.part(*match.span("title")), told if ruled else [], ruled or told))
    return found


def before(section: ItemSection) -> list[Paragraph]:
    """What stands above the first letter."""
    lines = list(_lines(section.sections))
    first = next(_heads(lines), None)
    return paragraphs(line.block for line in lines[: first[0]]) if first else []


def _lines(sections: Sequence[Section]) -> Iterator[_Line]:
    """The lines of an item's prose in order; what stands beside a label is one of its own."""
    for part in sections:
        ruled = part.kind in _RULED and part.heading is None
        if part.kind in ("attachments", "route"):
            continue
        if part.value and part.label:
            yield _Line(Block("text", part.label.span, part.value, broken=True), ruled)
        yield from (_Line(block, ruled) for block in part.blocks)


def _heads(lines: Sequence[_Line]) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines that letters head, each one more than the one before; sentences are none."""
    due = "a"
    for place, line in enumerate(lines):
        match = _LETTER.match(line.block.text) if line.block.kind != "blank" else None
        if match and match["letter"].casefold() == due and not match["title"].endswith(_ENDS):
            due = chr(ord(due) + 1)
            yield place, match
