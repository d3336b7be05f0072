"""Plain text and Markdown, also with leftovers of HTML: one block a line, more where headings were glued together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..source import NOTHING, Passage, Source, Span
from .blocks import Block, join

_MARKUP = re.compile(
    r"(?P<blank></?(?:p|b|i|u|br|em|strong|div|span|ul|ol|li|h[1-6])(?: [^<>]{0,200})?/?>|&nbsp;|\s\s+|[^\S ])"
    r"|\*+|__+|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|\u00ad",
    re.I,
)
_UNCLEAN = re.compile(r"[<&*_\u00ad]|[^\S ]|  ")
_GLUE = re.compile(r"(?<=[\w.:)])\*+(?=[A-ZÆØÅ])|(?i:</p>\s*(?=<p\b)|<br ?/?>)")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})\s")
_BULLETS = "-–•·*+‣o"
_BULLET = re.compile(rf"([ \t]*)([{_BULLETS}])[ \t]+(?=\S)|([ \t]*)[-–][ \t]*$")
_BOLD = re.compile(r"(\*\*|__)(?=\S).{0,400}(?<=\S)\1[\s:.]*$")
_RULE = re.compile(r"(?:[-_=*]\s*){3,}|[\s:|-]+")
_RULES = "-_=*|:"
_SIGNS = frozenset(f"#{_RULES}{_BULLETS}")
"""What a line begins with that is perhaps more than words."""
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_TAB, _BAR, _BLANKS = re.compile(r"\t"), re.compile(r"\|"), re.compile(r" {3,}")

_LONG = 62
"""From this length on, two blanks at a line's end are leftovers of wrapping rather than Markdown's line break."""


def blocks(source: Source) -> Iterator[Block]:
    """Yield the lines of a text; their spans concatenate to it."""
    start, text = 0, source.text
    for line in _LINE.findall(text):
        stop = start + len(line)
        bare = line.strip()
        if not bare:
            yield Block("blank", Span(start, stop))
        elif bare[0] in _SIGNS or _UNCLEAN.search(bare):
            yield from _line(text, start, stop)
        else:
            yield _plain(line, bare, start)
        start = stop


def _plain(line: str, bare: str, start: int) -> Block:
    """A line without markup, the most of all."""
    before = len(line) - len(line.lstrip())
    words = Passage(bare, ((0, start + before),))
    return Block("text", Span(start, start + len(line)), words, before and _indent(line), broken=_is_broken(line))


def _line(text: str, start: int, stop: int) -> Iterator[Block]:
    """One line: `Punkter*Åben sag***Sagsgang**` is three, each a block."""
    line = text[start:stop]
    bare = line.strip()
    if bare[0] in _RULES and _RULE.fullmatch(bare):
        yield Block("blank", Span(start, stop))
        return
    stars = line.count("*")
    if "<" not in line and stars in (0, 2):
        yield _block(text, start, stop, cut=False, follows=False)
        return
    edges = [0, *(m.end() if m.group().startswith("<") else m.start() for m in _GLUE.finditer(line)), len(line)]
    pieces = [(a, b) for a, b in pairwise(edges) if a < b]
    for position, (a, b) in enumerate(pieces):
        yield _block(text, start + a, start + b, cut=position + 1 < len(pieces), follows=position > 0)


def _block(text: str, start: int, stop: int, *, cut: bool, follows: bool) -> Block:
    """One line or piece of it, told by how it begins."""
    line, span = text[start:stop], Span(start, stop)
    bare = line.strip()
    broken = cut or "</p>" in line or _is_broken(line)
    if bare.startswith("#") and (match := _HEADING.match(line)):
        words = _clean(text, start + match.end(), stop)
        return Block("heading" if words else "blank", span, words, len(match.group(1)))
    bold = bare.startswith(("**", "__")) and _BOLD.match(bare) is not None
    if not bold and not follows and bare[:1] in _BULLETS and (match := _BULLET.match(line)):
        words = _clean(text, start + match.end(), stop)
        indent = len((match.group(1) or match.group(3) or "").expandtabs(4))
        return Block("bullet" if words else "blank", span, words, indent, match.group(2) or "-", broken=broken)
    words = _clean(text, start, stop)
    if not words:
        return Block("blank", span)
    if bold and len(words.text) < 200:
        return Block("heading", span, words, 7)
    cells = _cells(text, start, stop, bare)
    if len(cells) > 1:
        return Block("row", span, join(*cells) if bare.startswith("|") else words, cells=cells)
    return Block("text", span, words, _indent(line), broken=broken)


def _is_broken(line: str) -> bool:
    """Whether Markdown's line break ends a line."""
    return len(line) < _LONG and line.rstrip("\n").endswith("  ")


def _indent(line: str) -> int:
    """How many columns a line stands in."""
    blanks = line[: len(line) - len(line.lstrip())]
    return len(blanks.expandtabs(4))


def _cells(text: str, start: int, stop: int, bare: str) -> tuple[Passage, ...]:
    """The cells of a row: divided by tabs, bars, or where nothing else does, three blanks."""
    sign = _TAB if "\t" in bare else _BAR if bare.startswith("|") else _BLANKS if "   " in bare else None
    if sign is None:
        return ()
    cuts = [(start, start), *((m.start(), m.end()) for m in sign.finditer(text, start, stop)), (stop, stop)]
    cells = [_clean(text, a[1], b[0]) for a, b in pairwise(cuts)]
    while sign is _BLANKS and cells and not cells[0]:
        cells.pop(0)
    return tuple(cells)


def _clean(text: str, start: int, stop: int) -> Passage:
    """The words between two places: no markup, every run of blanks one blank."""
    line = text[start:stop]
    bare = line.strip()
    if not bare:
        return NOTHING
    start += len(line) - len(line.lstrip())
    if not _UNCLEAN.search(bare):
        return Passage(bare, ((0, start),))
    stop = start + len(bare)
    kept: list[tuple[str, int]] = []
    for match in _MARKUP.finditer(text, start, stop):
        kept.append((text[start : match.start()], start))
        if match["blank"]:
            kept.append((" ", match.start()))
        start = match.end()
    return _joined([*kept, (text[start:stop], start)])


def _joined(pieces: list[tuple[str, int]]) -> Passage:
    """Pieces of a text as one passage, with one blank where several meet and none at its ends."""
    words, runs, length = [], list[tuple[int, int]](), 0
    blank = True
    for piece, place in pieces:
        if blank and piece.startswith(" "):
            piece, place = piece[1:], place + 1
        if not piece:
            continue
        blank = piece.endswith(" ")
        if not runs or place - runs[-1][1] != length - runs[-1][0]:
            runs.append((length, place))
        words.append(piece)
        length += len(piece)
    return Passage("".join(words), tuple(runs)).part(0) if words else NOTHING
