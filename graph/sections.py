"""Lines -> the outline of minutes: header, items with their sections, parts behind; concatenated they are the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .formats import Block
from .headings import Heading, contents, heading_at, is_furniture, label_of
from .source import NOTHING, Passage


@dataclass(slots=True)
class Section:
    """A labelled stretch of lines; `kind` is a key of the schemes section or part, "header", or "lead" before any label.

    `label` is the line that opens it, `value` what stands on that line behind the label, `heading` what it says of
    a decision's body and date.
    """

    kind: str
    label: Block | None = None
    value: Passage = NOTHING
    heading: re.Match[str] | None = None
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class ItemSection:
    """One item of the agenda: its number as printed, its title, and its sections."""

    number: str | None
    title: Passage
    closed: bool
    heading: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Section]:
        """Its sections of these kinds, in order."""
        return [section for section in self.sections if section.kind in kinds]


@dataclass(slots=True)
class Outline:
    """A document in its parts: what stands before the items, the items, what stands behind."""

    header: list[Section] = field(default_factory=list)
    items: list[ItemSection] = field(default_factory=list)
    parts: list[Section] = field(default_factory=list)
    furniture: list[Block] = field(default_factory=list)

    def blocks(self) -> Iterator[Block]:
        """All lines, each once (not in the order of the text)."""
        yield from self.furniture
        for section in (*self.header, *self.parts):
            yield from _lines(section)
        for item in self.items:
            yield from item.heading
            for section in item.sections:
                yield from _lines(section)


def _lines(section: Section) -> Iterator[Block]:
    if section.label:
        yield section.label
    yield from section.blocks


def outline(blocks: Sequence[Block]) -> Outline:
    """Divide the lines of a document into header, items and parts."""
    return _Outliner(blocks).run()


class _Outliner:
    """Walks the lines once; an item's heading, a part's or a section's label each open what follows."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.outline = Outline(header=[Section("header")])
        self.contents = contents(blocks)
        self.section = self.outline.header[0]
        self.behind = False

    def run(self) -> Outline:
        place = 0
        while place < len(self.blocks):
            place += self._step(place)
        return self.outline

    def _step(self, place: int) -> int:
        """Put the line at `place` where it belongs; how many lines were used."""
        block = self.blocks[place]
        if place in self.contents.lines:
            return self._contents(block)
        if is_furniture(block):
            self.outline.furniture.append(block)
            return 1
        heading = None
        if not self.behind or block.kind == "heading":
            heading = heading_at(self.blocks, place, self.contents, self._last(), self.section.kind)
        if heading:
            return self._item(place, heading)
        label = label_of(block, self.section.kind if self.outline.items else "header")
        if label and label.part:
            self.behind = True
            self.section = Section(label.kind, block, label.value, label.match)
            self.outline.parts.append(self.section)
        elif label and self.outline.items and not self.behind:
            self.section = Section(label.kind, block, label.value, label.match)
            self.outline.items[-1].sections.append(self.section)
        else:
            self.section.blocks.append(block)
        return 1

    def _contents(self, block: Block) -> int:
        if self.outline.header[-1].kind != "contents":
            self.outline.header += [Section("contents")]
        self.outline.header[-1].blocks.append(block)
        return 1

    def _item(self, place: int, heading: Heading) -> int:
        used = list(self.blocks[place : place + heading.lines])
        self.section = Section("lead")
        self.outline.items.append(ItemSection(heading.number, heading.title, heading.closed, used, [self.section]))
        self.behind = False
        return heading.lines

    def _last(self) -> int:
        """The number of the last item that had one."""
        numbers = (item.number for item in reversed(self.outline.items) if item.number and item.number.isdigit())
        return int(next(numbers, "0"))
