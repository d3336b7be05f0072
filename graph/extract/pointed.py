"""Matters told by signs: titled `a) Cykelstier` or `1. Cykelstier` above a decision that says `Ad a) Taget …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..formats import Block
from ..prose import Paragraph, paragraphs
from ..register import pattern
from ..sections import Section
from .matters import Matter

_TITLED = re.compile(r"(?P<sign>\d{1,2}|[A-Za-z])[.):]\s+(?=[\"»”]?[A-ZÆØÅ])(?P<title>.{3,110}?)\s*:?$")
_RULED = re.compile(
    rf"(?:(?:{pattern('concerning')}|{pattern('numbering')}|{pattern('matterword')})\.?\s+(?:nr\.?\s*)?)?"
    r"(?P<sign>\d{1,2}|[A-Za-z])(?:\s*[.):–-])*(?:\s+(?P<rest>\S.*))?$",
    re.I,
)
_POINT = re.compile(r"(?:at\b|\d{1,2}[.)]\s)", re.I)
_ENDS = (".", ",", ";", "?", "!")
_MOST_LINES = 2000


def pointed(
    told: Sequence[Section], own: Sequence[Section], advised: Sequence[Section]
) -> tuple[list[Paragraph], list[Matter]]:
    """What stands above the matters that signs divide an item into, and these; none where the advice has points.

    `told` has their titles, `own` what was decided of each, `advised` what is recommended.
    """
    prose, ruled = [[block for part in sections for block in _lines(part)] for sections in (told, own)]
    if not prose or not ruled or len(prose) + len(ruled) > _MOST_LINES:
        return [], []
    said, heads = dict(_said(ruled)), list(_heads(prose))
    if len(said) < 2 or [sign for _, sign, _ in heads] != list(said):
        return [], []
    if any(_POINT.match(block.text) for part in advised for block in _lines(part)):
        return [], []
    stops = [*(place for place, _, _ in heads[1:]), len(prose)]
    found = [
        Matter(prose[place].words.part(*title), paragraphs(prose[place + 1 : stop]), said[sign])
        for (place, sign, title), stop in zip(heads, stops, strict=True)
    ]
    if heads[0][1].isdecimal() and not all(matter.announced for matter in found):
        return [], []  # a list, perhaps of points
    return paragraphs(prose[: heads[0][0]]), found


def _lines(part: Section) -> Iterator[Block]:
    if part.value and part.label:
        yield Block("text", part.label.span, part.value, broken=True)
    yield from part.blocks


def _heads(lines: Sequence[Block]) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """The lines that head a matter, each one more than the one before: where, sign and where the title stands."""
    due: tuple[str, ...] = ("1", "a")
    for place, block in enumerate(lines):
        match = _TITLED.match(block.text) if block.kind != "blank" else None
        if match and match["sign"].casefold() in due and not match["title"].endswith(_ENDS):
            yield place, match["sign"].casefold(), match.span("title")
            due = (_next(match["sign"].casefold()),)


def _said(lines: Sequence[Block]) -> Iterator[tuple[str, list[Paragraph]]]:
    """What a decision says below each sign; nothing where it begins without one."""
    starts: list[tuple[int, re.Match[str]]] = []
    for place, block in enumerate(lines):
        match = _RULED.match(block.text) if block.kind != "blank" else None
        if match and (not starts or match["sign"].casefold() == _next(starts[-1][1]["sign"].casefold())):
            starts.append((place, match))
    if not starts or any(block.kind != "blank" for block in lines[: starts[0][0]]):
        return
    for (place, match), stop in zip(starts, [*(at for at, _ in starts[1:]), len(lines)], strict=True):
        block, at = lines[place], match.start("rest")
        beside = [Block("text", block.span, block.words.part(at), broken=True)] if match["rest"] else []
        yield match["sign"].casefold(), paragraphs([*beside, *lines[place + 1 : stop]])


def _next(sign: str) -> str:
    return str(int(sign) + 1) if sign.isdecimal() else chr(ord(sign) + 1)
