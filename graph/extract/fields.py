"""The labelled fields of a header: `Sted: Rådhuset`, `Medlemmer` above its list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..formats import Block
from ..labels import is_furniture
from ..register import concept, pattern, words
from ..source import Passage
from .roster import LISTS, heads_roster, heads_sides, is_row

FIELD = re.compile(rf"(?P<name>{pattern('field')})\s*(?P<colon>:|(?<=\s)[-–](?=\s))?\s*(?P<value>.*)$", re.I)
"""A line that begins with a field's name; whether it opens that field, `entries` says."""
_BESIDE = ("start", "end", "other", "chair", "place", "date")
_MORE = re.compile(rf"(?<=\S)\s+(?P<name>{pattern('field', *_BESIDE)})\s*:(?=\s*\S)", re.I)
_LONGEST = 160
OF_PEOPLE = {*LISTS, "absent", "deputies", "chair", "other", "coming"}
"""Fields that list people, or meetings."""


@dataclass(slots=True)
class Entry:
    """A labelled field and the lines of its value."""

    key: str
    lines: list[Passage]
    blocks: list[Block] = field(default_factory=list)
    inline: bool = False
    """Whether its value stands on the label's line: then a blank line ends it."""


def entries(blocks: Sequence[Block], loose: list[Block]) -> Iterator[Entry]:
    """The labelled fields, each with its value's lines; a list goes on until a blank line or the next label.

    Lines that belong to none are added to `loose`, with the blank ones between.
    """
    entry: Entry | None = None
    for block in (part for line in blocks for part in _apart(line)):
        if block.kind == "blank":
            loose.append(block)
            if entry and entry.key == "roster":
                entry.blocks.append(block)
            elif (
                entry
                and entry.lines
                and (entry.inline or entry.key not in (*LISTS, "absent", "deputies") or entry.lines[1:])
            ):
                yield entry
                entry = None
        elif entry and entry.key == "roster" and concept("duty", block.text):
            entry.blocks.append(block)
        elif opened := _opened(block):
            if entry:
                yield entry
            entry = opened
        elif is_furniture(block) or concept("kind", block.text) or concept("part", block.text):
            if entry:
                yield entry
            entry = None
        elif entry and entry.key == "roster" and is_row(block):
            entry.blocks.append(block)
        elif entry and entry.key != "roster" and (entry.key in OF_PEOPLE or not entry.lines):
            entry.lines.append(block.words)
            entry.blocks.append(block)
        elif not concept("access", block.text):
            loose.append(block)
    if entry:
        yield entry


def _apart(line: Block) -> Iterator[Block]:
    """`Start: 16:30     Slut: 19:05`: several fields of one line, each a line of its own."""
    first = FIELD.match(line.text) if ":" in line.text and len(line.text) < _LONGEST else None
    value = first.start("value") if first and first["colon"] and first["value"] else len(line.text)
    cuts = [m.start("name") for m in _MORE.finditer(line.text, value) if m.start("name") > value]
    if not cuts:
        yield line
        return
    for start, stop in pairwise([0, *cuts, len(line.text)]):
        yield Block("text", line.span, line.words.part(start, stop))


def _opened(block: Block) -> Entry | None:
    """`Sted: Rådhuset`, `Medlemmer` alone on its line, `Start kl. 9`."""
    if heads_roster(block) or heads_sides(block):
        return Entry("roster", [block.words], [block])
    match = FIELD.match(block.text) if block.kind != "bullet" else None
    if match is None:
        return None
    if len(block.cells) > 1 and (key := concept("field", block.cells[0].text)):
        return Entry(key, [cell for cell in block.cells[1:] if cell], [block], inline=True)
    timed = match["name"].endswith(".") and match["value"][:1].isdigit()
    if not (match["colon"] or not match["value"] or timed):
        return None
    value = block.words.part(match.start("value"))
    key = words("field")[match["name"].casefold()]
    return Entry(key, [value] if value else [], [block], inline=bool(value))
