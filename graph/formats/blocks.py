"""What every reader yields: the lines of a frozen text, cleaned of markup, each knowing its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..source import NOTHING, Passage, Source, Span

_AND = re.compile(r"(?:og|eller|samt)\b")
Kind = Literal["blank", "heading", "bullet", "row", "text"]


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a document.

    `span` covers the line as it stands, so that all blocks concatenate to the text; `words` are its words without
    markup. `level` is the depth of a heading (1 highest, 7 for a line in bold) or the indent of a bullet in columns;
    `marker` the bullet's sign. `cells` are a row's cells. `broken` says that the line ends a paragraph by markup.
    """

    kind: Kind
    span: Span
    words: Passage = NOTHING
    level: int = 0
    marker: str = ""
    cells: tuple[Passage, ...] = ()
    broken: bool = False

    @property
    def text(self) -> str:
        return self.words.text

    def ending(self) -> Block:
        """The same line, as one that ends a paragraph."""
        return Block(self.kind, self.span, self.words, self.level, self.marker, self.cells, broken=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as its reader gives it: the frozen text, its lines, the name it was found under.

    `notes` tell what could not be read of it.
    """

    source: Source
    blocks: tuple[Block, ...]
    name: str = ""
    notes: tuple[str, ...] = ()


def join(*lines: Passage) -> Passage:
    """Lines as one: a word divided by a hyphen is made whole, a real hyphen stays."""
    whole = [line for line in lines if line]
    if len(whole) < 2:
        return whole[0] if whole else NOTHING
    parts, runs, length = list[str](), list[tuple[int, int]](), 0
    for line, behind in zip(whole, [*whole[1:], NOTHING], strict=True):
        text, by = line.text, " " if behind else ""
        if behind and text.endswith("-") and text[-2:-1].isalnum() and not _AND.match(behind.text):
            text, by = (text[:-1] if behind.text[0].islower() else text), ""
        runs += ((length + at, place) for at, place in line.runs if at < len(text))
        parts += (text, by)
        length += len(text)
        if by:
            runs.append((length, line.place(len(text) - 1) + 1))
            length += 1
    return Passage("".join(parts), tuple(runs))
