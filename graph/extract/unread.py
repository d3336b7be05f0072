"""Text that no rule knows: each contiguous stretch of lines from which nothing was read, so that it can be counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..sections import Outline
from ..source import Span
from .header import Header
from .items import ReadItem


def unread(parts: Outline, head: Header, items: Sequence[ReadItem]) -> Iterator[Span]:
    """Stretches that no rule knows: loose lines of lists, parts of no use."""
    for read in items:
        for block in read.unread:
            yield block.words.span()
