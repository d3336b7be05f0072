"""Matters under one item told by letters or numbers: `a. Flytning af jobcentret`, its decision, then `b.`."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..formats import Block
from ..prose import Paragraph, paragraphs
from ..register import concept, pattern
from ..sections import ItemSection, Section
from .matters import Matter

_LETTER = re.compile(r"(?P<letter>[A-Za-z])[.)]\s+(?=[A-ZÆØÅ])(?P<title>.{3,90}?)\s*$")
_COUNTED = re.compile(
    rf"(?:(?i:{pattern('numbering', 'item')}) )?(?P<number>\d{{1,4}})\.?(?P<letter>(?<=\.)\d{{1,2}}|[a-z])[.):]?\s+"
    r"(?=[A-ZÆØÅ])(?P<title>.{3,120}?)\s*$"
)
_BEGINS = re.compile(rf"(?:{pattern('numbering', 'item')}) \d|\d{{1,4}}(?:\.\d|\.?[a-z])|[a-z][.)]\s", re.I)
_WHOLE = re.compile(r"(?P<title>.{3,120}?)\s*$")
_ENDS = (".", ":", ";", ",")
_RULED = {"decision"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of an item, and whether it stands below the label of a decision, as the first there."""

    block: Block
    ruled: bool
    rules: bool = False


def lettered(section: ItemSection) -> list[Matter]:
    """The matters of an item, headed one behind the other by letters from `a`, or by its number: `3.1`, `Punkt 3b`.

    None where fewer than two are.
    """
    if sum(map(_may_head, _all(section.sections))) < 2:
        return []
    lines = list(_lines(section.sections))
    heads = _heads(lines, section.number)
    if len(heads) < 2:
        return []
    ends = [*(at for at, _ in heads[1:]), len(lines)]
    if any(line.rules for line in lines[heads[-1][0] :]) and not any(line.ruled for line in lines[: heads[-1][0]]):
        return []  # a list above one decision of all
    found = []
    for (place, match), stop in zip(heads, ends, strict=True):
        block = lines[place].block
        told = paragraphs(line.block for line in lines[place + 1 : stop] if not line.ruled)
        ruled = paragraphs(line.block for line in lines[place + 1 : stop] if line.ruled)
        found.append(Matter(block.words.part(*match.span("title")), told if ruled else [], ruled or told))
    listed = all(not matter.decided for matter in found[:-1])  # then it is a list above one decision of all
    return [] if listed else found


def before(section: ItemSection) -> list[Paragraph]:
    """What stands above the first of them."""
    lines = list(_lines(section.sections))
    heads = _heads(lines, section.number)
    return paragraphs(line.block for line in lines[: heads[0][0]]) if heads else []


def _all(sections: Sequence[Section]) -> Iterator[Block]:
    """The lines of an item, with those beside labels."""
    for part in sections:
        if part.value and part.label:
            yield Block("text", part.label.span, part.value)
        yield from part.blocks


def _may_head(block: Block) -> bool:
    """Whether a line begins as one that heads a matter does: no text has most of its lines so."""
    return block.kind == "heading" or _BEGINS.match(block.words.text) is not None


def _lines(sections: Sequence[Section]) -> Iterator[_Line]:
    """The lines of an item's prose in order; what stands beside a label is one of its own."""
    for part in sections:
        ruled = part.kind in _RULED and part.heading is None
        if part.kind in ("attachments", "route"):
            continue
        told = [Block("text", part.label.span, part.value, broken=True)] if part.value and part.label else []
        yield from (_Line(block, ruled, ruled and at == 0) for at, block in enumerate([*told, *part.blocks]))


def _heads(lines: Sequence[_Line], number: str | None) -> list[tuple[int, re.Match[str]]]:
    """The lines that head a matter: by the item's number, else by letters."""
    counted = [found for found in _shaped(lines, _COUNTED) if found[1]["number"] == number]
    for heads in (list(_in_order(counted, "1", "a")), list(_in_order(_shaped(lines, _LETTER), "a"))):
        if len(heads) > 1:
            return heads
    return list(_decided_each(lines))


def _decided_each(lines: Sequence[_Line]) -> Iterator[tuple[int, re.Match[str]]]:
    """The headings in an item that have a decision below each, where there are several."""
    heads = [place for place, line in enumerate(lines) if line.block.kind == "heading" and not line.rules]
    ruled = {bisect(heads, place) for place, line in enumerate(lines) if line.rules}
    for number, place in enumerate(heads, 1):
        if number in ruled and (match := _WHOLE.match(lines[place].block.text)):
            yield place, match


def _shaped(lines: Sequence[_Line], shape: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines of a shape; sentences are none."""
    for place, line in enumerate(lines):
        match = shape.match(line.block.text) if line.block.kind != "blank" else None
        if match and not _is_said(match["title"]):
            yield place, match


def _in_order(heads: Iterable[tuple[int, re.Match[str]]], *firsts: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Those of them that are each one more than the one before."""
    due = firsts
    for place, match in heads:
        if match["letter"].casefold() in due:
            due = (_next(match["letter"].casefold()),)
            yield place, match


def _next(sign: str) -> str:
    return str(int(sign) + 1) if sign.isdecimal() else chr(ord(sign) + 1)


def _is_said(title: str) -> bool:
    """A sentence, or a decision alone: `Godkendt`."""
    return title.endswith(_ENDS) or concept("outcome", title) is not None
