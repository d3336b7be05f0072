"""What each line of a document tells by itself: found once, for all who ask what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .formats import Block
from .labels import CASE_FIELD, CASE_NUMBER, NUMBERED, Label, is_furniture, label_of
from .register import meanings

_CASE = re.compile(rf"{CASE_NUMBER.pattern}|(?i:{CASE_FIELD.pattern})")


class Look(NamedTuple):
    """A line and what its words tell wherever it stands (a tuple, as a page has many)."""

    block: Block
    text: str
    kind: str
    passed: bool
    """Whether it is blank, or furniture of the page."""
    means: Mapping[str, str]
    """What the whole line means, by scheme."""
    label: Label | None
    """What it opens outside of any section."""
    number: re.Match[str] | None
    """Its shape as a numbered heading."""

    @property
    def opens(self) -> str:
        """What it opens: "access", "case", a section's kind, or "" for other text."""
        if "access" in self.means:
            return "access"
        if _CASE.match(self.text):
            return "case"
        return self.label.kind if self.label and not self.label.part else ""


_NO_MEANING: Mapping[str, str] = {}


def looks(blocks: Sequence[Block]) -> list[Look]:
    """Look at each line of a document."""
    return [_blank(block) if block.kind == "blank" else _look(block) for block in blocks]


def _look(block: Block) -> Look:
    text = block.words.text
    return Look(block, text, block.kind, is_furniture(block), meanings(text), label_of(block), NUMBERED.match(text))


def _blank(block: Block) -> Look:
    return Look(block, "", "blank", True, _NO_MEANING, None, None)
