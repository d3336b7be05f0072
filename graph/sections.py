"""Lines -> the outline of minutes: header, items with sections, parts behind; concatenated they are the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .formats import Block
from .headings import Heading, heading_at, lines
from .labels import label_of
from .looks import Look
from .pages import without_heads
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
            beside = (
                [Block("text", self.label.span, self.value, broken=self.label.broken)]
                if self.value and self.label
                else []
            )
            self._paragraphs = paragraphs([*beside, *self.blocks])
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
    access: Passage = NOTHING
    """What the heading says of access, beside its number."""

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


_OF_PROSE = {"presentation", "summary", "consequences"}
"""Sections whose labels may be titles of attachments too: `Tidsplan`, `Økonomi`."""
_OF_ITEMS = {"tasks": "tasks", "enclosures": "attachments"}
"""Parts behind all items that may be a section of each."""
_FAR = 60
"""How many lines below an earlier decision the next one's heading is looked for."""


def outline(blocks: Sequence[Block]) -> Outline:
    """Divide the lines of a document into header, items and parts."""
    return _Outliner(without_heads(blocks)).run()


def _group(look: Look) -> str | None:
    """`Åbne punkter`, `LUKKEDE SAGER` over the items that follow."""
    return look.means.get("group") if look.kind in ("text", "heading") else None


class _Outliner:
    """Walks the lines once; an item's heading, a part's or a section's label each open what follows."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.outline = Outline(header=[Section("header")])
        self.page = lines(blocks)
        self.section = self.outline.header[0]
        self.behind = False
        self.last = 0
        self.group = NOTHING

    def run(self) -> Outline:
        place = 0
        while place < len(self.blocks):
            place += self._step(place)
        return self.outline

    def _step(self, place: int) -> int:
        """Put the line at `place` where it belongs; how many lines were used."""
        look = self.page.looks[place]
        block = look.block
        if place in self.page.contents.lines:
            return self._contents(block)
        if look.kind == "blank":
            return self._more(block)
        if look.passed:
            self.outline.furniture.append(block)
            return 1
        if group := _group(look):
            self.group = block.words if group in ("open", "closed") else NOTHING
            self.outline.furniture.append(block)
            return 1
        if heading := self._heading(place):
            return self._item(place, heading)
        within = self._within(place)
        label = label_of(block, within) if within else look.label
        if label and self._wrapped(place):
            label = None
        if label and self.section.kind == "attachments" and label.kind in _OF_PROSE and not self._apart(place):
            label = None
        if label and label.value and label.match and self.section.kind == "prior" and not self._apart(place):
            label = None  # one of a list of earlier decisions
        if label and label.part and label.kind in _OF_ITEMS and self._goes_on(place):
            label = replace(label, kind=_OF_ITEMS[label.kind], part=False)
        if label and (label.part or (self.outline.items and not self.behind)):
            self.behind = self.behind or label.part
            self.section = Section(label.kind, block, label.value, label.match)
            (self.outline.parts if label.part else self.outline.items[-1].sections).append(self.section)
            return 1
        return self._more(block)

    def _goes_on(self, place: int) -> bool:
        """Whether a list is of an item: the next one follows."""
        if self.behind or not self.outline.items:
            return False
        due = str(self.last + 1)
        for behind in range(place + 1, min(place + 5 * _FAR, len(self.blocks))):
            look = self.page.looks[behind]
            if behind in self.page.series:
                return True
            numbered = look.number is not None and look.number["number"] == due
            if numbered and (look.kind == "heading" or self.page.opens[behind + 1]):
                return True
        return False

    def _wrapped(self, place: int) -> bool:
        """`afgørelse.`: the last word of the sentence above."""
        block, above = self.blocks[place], self.blocks[place - 1]
        return block.kind == above.kind == "text" and block.text[:1].islower() and block.text.endswith(".")

    def _apart(self, place: int) -> bool:
        return self.blocks[place - 1].kind in ("blank", "heading") or self.blocks[place].kind == "heading"

    def _within(self, place: int) -> str:
        """The section a line stands in; an earlier body's decision ends as others do, for another will follow."""
        if not self.outline.items:
            return "header"
        kind = self.section.kind
        return "" if kind == "decision" and self.section.heading and self._decided_later(place) else kind

    def _decided_later(self, place: int) -> bool:
        """Whether another decision is headed below, before anything of the next item."""
        for behind in range(place + 1, min(place + _FAR, len(self.blocks))):
            if behind in self.page.series or self.page.opens[behind] in ("access", "case"):
                return False
            label = self.page.looks[behind].label
            if label and label.kind == "decision" and label.match:
                return True
        return False

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
        found = ItemSection(
            heading.number, heading.title, heading.closed, used, [self.section], heading.access or self.group
        )
        self.outline.items.append(found)
        self.behind = False
        self.last = int(heading.number) if heading.number and heading.number.isdigit() else self.last
        return heading.lines
