"""What every reader yields: the lines of a frozen text, cleaned of markup, each knowing its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..source import NOTHING, Passage, Source, Span

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


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as its reader gives it: the frozen text, its lines, and the name it was found under."""

    source: Source
    blocks: tuple[Block, ...]
    name: str = ""
