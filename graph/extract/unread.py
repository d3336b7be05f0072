"""Text that no rule knows: each stretch of lines from which nothing was read, so that it can be counted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ..facts import Item, Minutes, Told
from ..register import concept
from ..sections import Outline
from ..source import Passage, Span
from .particulars import is_marker

_WORD = re.compile(r"\w")


def loose(parts: Outline) -> Iterator[Passage]:
    """Lines behind the items that no rule reads: lists of tasks, what stands below the meeting's end.

    The list of enclosures is known: it repeats what the items say.
    """
    for section in parts.parts:
        if section.kind != "enclosures":
            yield from (block.words for block in section.blocks if not is_marker(block.text))


def stretches(lines: Iterable[Passage], text: str, found: Minutes) -> Iterator[Span]:
    """The contiguous stretches of some lines in which no fact has its place."""
    known = sorted(span.start for span in _places(found))
    spans = sorted(line.span() for line in lines if line and not concept("nothing", line.text))
    for stretch in _contiguous(spans, text):
        place = bisect_left(known, stretch.start)
        if place == len(known) or known[place] >= stretch.end:
            yield stretch


def _contiguous(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Spans between which no word stands, as one."""
    whole: Span | None = None
    for span in spans:
        if whole and not _WORD.search(text, whole.end, span.start):
            whole = Span(whole.start, span.end)
        else:
            if whole:
                yield whole
            whole = span
    if whole:
        yield whole


def _places(found: Minutes) -> Iterator[Span]:
    """Where the facts stand."""
    head = (found.municipality, found.body, found.kind)
    times: tuple[Told[object] | None, ...] = (found.day, found.start, found.end)
    yield from (told.span for told in (*head, *times) if told)
    yield from (person.span for person in found.people)
    yield from (meeting.span for meeting in found.meetings)
    for item in found.items:
        yield from _places_of(item)


def _places_of(item: Item) -> Iterator[Span]:
    """Where an item's facts stand, and those of the matters under it."""
    for facts in (item.persons, item.dissents, item.tasks, item.referrals, item.attachments, item.recommendations):
        yield from (fact.span for fact in facts)
    for number in (*item.case_numbers, *item.kle_numbers):
        yield number.span
    for sub_item in item.sub_items:
        yield from _places_of(sub_item)
