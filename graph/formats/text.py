"""Plain text and Markdown, also with leftovers of HTML: one block a line, or more where headings were glued together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..source import Passage, Source, Span
from .blocks import Block

_MARKUP = re.compile(
    r"</?(?:p|b|i|u|br|em|strong|div|span|ul|ol|li|h[1-6])(?: [^<>]*)?/?>|[*]+|__+|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|&nbsp;",
    re.I,
)
_GLUE = re.compile(r"(?<=[^\s*])\*+(?=[^\s*\d])|</p>\s*(?=<p\b)|<br ?/?>", re.I)
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})\s")
_BULLET = re.compile(r"([ \t]*)([-–•·*+‣o])[ \t]+(?=\S)|([ \t]*)[-–][ \t]*$")
_BOLD = re.compile(r"\s*(\*\*|__)(?=\S).*\S\1[\s:.]*$")
_RULE = re.compile(r"\s*(?:[-_=*]\s*){3,}$|\s*\|?[\s:|-]+\|?\s*$")

_LONG = 62
"""From this length on, two blanks at a line's end are leftovers of wrapping rather than Markdown's line break."""


def blocks(source: Source) -> Iterator[Block]:
    """Yield the lines of a text; their spans concatenate to it."""
    start = 0
    while start < len(source.text):
        stop = source.text.find("\n", start) + 1 or len(source.text)
        yield from _line(source.text, start, stop)
        start = stop


def _line(text: str, start: int, stop: int) -> Iterator[Block]:
    """One line: `Punkter*Åben sag***Sagsgang**` is three, each a block."""
    line = text[start:stop]
    if _RULE.match(line):
        yield Block("blank", Span(start, stop))
        return
    cuts = [m for m in _GLUE.finditer(line)] if line.count("*") != 2 or "<" in line else []
    edges = [0, *(m.end() if m.group().startswith("<") else m.start() for m in cuts), len(line)]
    pieces = [(a, b) for a, b in zip(edges, edges[1:], strict=False) if a < b]
    for position, (a, b) in enumerate(pieces):
        yield _block(text, start + a, start + b, cut=position + 1 < len(pieces), follows=position > 0)


def _block(text: str, start: int, stop: int, *, cut: bool, follows: bool) -> Block:
    """One line or piece of it, told by how it begins."""
    line, span = text[start:stop], Span(start, stop)
    if not line.strip():
        return Block("blank", span)
    broken = cut or "</p>" in line or (line.rstrip("\n").endswith("  ") and len(line) < _LONG)
    if match := _HEADING.match(line):
        return Block("heading", span, _clean(text, start + match.end(), stop), len(match.group(1)))
    bold = bool(_BOLD.match(line))
    if (match := _BULLET.match(line)) and not bold and not follows:
        words = _clean(text, start + match.end(), stop)
        indent = len((match.group(1) or match.group(3) or "").expandtabs(4))
        return Block("bullet" if words else "blank", span, words, indent, match.group(2) or "-", broken=broken)
    words = _clean(text, start, stop)
    if not words:
        return Block("blank", span)
    if bold and len(words.text) < 200:
        return Block("heading", span, words, 7)
    cells = _cells(text, start, stop)
    if len(cells) > 1:
        return Block("row", span, words, cells=cells)
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    return Block("text", span, words, indent, broken=broken)


def _cells(text: str, start: int, stop: int) -> tuple[Passage, ...]:
    """The cells of a row: divided by tabs, bars, or where nothing else does, three blanks."""
    line = text[start:stop]
    sign = r"\t" if "\t" in line.strip() else r"\|" if line.strip().startswith("|") else r" {3,}"
    edges = [start, *(start + m.end() for m in re.finditer(sign, line)), stop]
    pairs = zip(edges, edges[1:], strict=False)
    strip = {"\\t": "\t", "\\|": "|"}.get(sign, " ")
    cells = tuple(_clean(text, a, b, strip) for a, b in pairs)
    while cells and not cells[0] and sign == " {3,}":
        cells = cells[1:]
    return cells


def _clean(text: str, start: int, stop: int, strip: str = "") -> Passage:
    """The words between two places: no markup, every run of blanks one blank."""
    letters: list[str] = []
    places: list[int] = []
    hidden = {i for m in _MARKUP.finditer(text, start, stop) for i in range(m.start(), m.end())}
    for place in range(start, stop):
        letter = text[place]
        if place in hidden or letter == strip:
            letter = " " if letter in "<>" or letter == strip else ""
        if not letter or letter == "\u00ad":
            continue
        if letter.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                places.append(place)
            continue
        letters.append(letter)
        places.append(place)
    while letters and letters[-1] == " ":
        letters.pop(), places.pop()
    return Passage("".join(letters), tuple(places))
