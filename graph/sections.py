"""Lines -> the outline of minutes: header, items with sections, parts behind; concatenated they are the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .formats import Block
from .headings import Heading, heading_at, lines
from .labels import is_furniture, label_of
from .prose import Paragraph, paragraphs
from .source import NOTHING, Passage


@dataclass(slots=True)
class Section:
    """A labelled stretch of lines; `kind` is a key of the schemes section or part, "header", or "lead" before a label.

    `label` is the line that opens it, `value` what stands on that line behind the label, `heading` what it says of
    a decision's body and date.
    """

    kind: str
    label: Block | None = None
    value: Passage = NOTHING
    heading: re.Match[str] | None = None
    blocks: list[Block] = field(default_factory=list)
    _paragraphs: list[Paragraph] | None = None

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Its prose, with what stands on its label's line; asked when the outline is whole."""
        if self._paragraphs is None:
            first = [Paragraph("text", self.value)] if self.value else []
            self._paragraphs = first + paragraphs(self.blocks)
        return self._paragraphs

    @property
    def lines(self) -> Iterator[Block]:
        """All its lines, with its label's."""
        if self.label:
            yield self.label
        yield from self.blocks


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
            yield from section.lines
        for item in self.items:
            yield from item.heading
            for section in item.sections:
                yield from section.lines


def outline(blocks: Sequence[Block]) -> Outline:
    """Divide the lines of a document into header, items and parts."""
    return _Outliner(blocks).run()


class _Outliner:
    """Walks the lines once; an item's heading, a part's or a section's label each open what follows."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.outline = Outline(header=[Section("header")])
        self.page = lines(blocks)
        self.section = self.outline.header[0]
        self.behind = False
        self.last = 0

    def run(self) -> Outline:
        place = 0
        while place < len(self.blocks):
            place += self._step(place)
        return self.outline

    def _step(self, place: int) -> int:
        """Put the line at `place` where it belongs; how many lines were used."""
        block = self.blocks[place]
        if place in self.page.contents.lines:
            return self._contents(block)
        if block.kind == "blank":
            return self._more(block)
        if is_furniture(block):
            self.outline.furniture.append(block)
            return 1
        if heading := self._heading(place):
            return self._item(place, heading)
        label = label_of(block, self.section.kind if self.outline.items else "header")
        if label and (label.part or (self.outline.items and not self.behind)):
            self.behind = self.behind or label.part
            self.section = Section(label.kind, block, label.value, label.match)
            (self.outline.parts if label.part else self.outline.items[-1].sections).append(self.section)
            return 1
        return self._more(block)

    def _heading(self, place: int) -> Heading | None:
        """The heading that stands at a place; behind the items, only one that is set as a heading."""
        if self.behind and self.blocks[place].kind != "heading":
            return None
        return heading_at(self.page, place, self.last, self.section.kind)

    def _more(self, block: Block) -> int:
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
        self.last = int(heading.number) if heading.number and heading.number.isdigit() else self.last
        return heading.lines
