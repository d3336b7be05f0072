"""Pages run together: a text in which each page is one line is cut into the lines that its words show.

Weak tools give a page of a PDF as one line that begins with the page's number. Where a label, a field, an item of the
table of contents or a mark of access begins, the line is cut; nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .formats import Block
from .register import words
from .source import Span

_NEARLY, _LONG, _LEAST = 0.8, 100, 2
"""How many lines begin with a number, how long they are, and how many hold more than one label."""
_NUMBER = re.compile(r"\d{1,3}")
_FREE = r"(?<![A-Za-zÆØÅæøå-])"
_COLON = r"(?:\s?:|(?=\s(?:- )?[A-ZÆØÅ]|\s?$))"


def _capital(*schemes: tuple[str, ...]) -> str:
    """The labels of some schemes, each as it opens a line: with a capital."""
    found = {label for scheme, *keys in schemes for label, key in words(scheme).items() if not keys or key in keys}
    names = sorted((label[0].upper() + label[1:] for label in found), key=len, reverse=True)
    return "|".join(map(re.escape, names))


_HEADED = ("route", "presentation", "summary", "consequences", "recommendation", "prior")
_ACCESS_LABELS = sorted({label for label in words("access") if " " in label}, key=len, reverse=True)
_AROUND = re.compile(
    rf"{_FREE}(?:(?:{_capital(('section', *_HEADED))}){_COLON}"
    rf"|(?:{_capital(('section', 'attachments'))})(?:\s?:|(?=\s(?:{_capital(('access',))})\s))"
    rf"|(?:{_capital(('ruling',))}) i .{{3,70}}? den(?:\s\d{{1,2}}[-.]\d{{1,2}}[-.]\d{{4}})?"
    rf"|(?:{_capital(('part',))})(?=\s|$)"
    rf"|(?:{'|'.join(label[0].upper() + label[1:] for label in _ACCESS_LABELS)})(?=\s|$)"
    rf"|(?:{'|'.join(sorted(map(str.upper, words('kind')), key=len, reverse=True))})(?!\w))"
)
"""What stands on a line of its own: labels of sections and parts, headings of decisions, access, kinds in capitals."""
_BEFORE = re.compile(
    rf"{_FREE}(?:(?:{_capital(('field', 'place', 'date', 'members', 'absent', 'start', 'end'))})\s?:"
    rf"|(?:{_capital(('standsfor',))})\s)|(?<=\s)- (?=[A-ZÆØÅ])"
)
"""What begins a line: fields of the head, who stood in, bullets."""
_TOWN = re.compile(r"\s*[A-ZÆØÅ][\w-]+ Kommune(?=\s|$)")
_CONTENTS = re.compile(rf"(?:{_capital(('part', 'contents'))})(?!\w)")
_ENCLOSURES = re.compile(rf"{_FREE}(?:{_capital(('part', 'enclosures'))})(?=\s)")
_ENCLOSED = re.compile(rf"{_FREE}(?:{_capital(('section', 'attachments'))})\s?:?(?=\s)")
_ENTRY = re.compile(r"(?:^|(?<=\s)|(?<=\d))(?P<number>\d{1,3})\. (?=[\"”»]?[A-ZÆØÅ0-9])")
_ACCESS = re.compile(rf"(?<=\s)(?:\d{{1,2}} )?(?:{_capital(('access', 'open', 'closed'))}) (?=[\"”»]?[A-ZÆØÅ0-9])")
_BULLET = "- "


def unfolded(blocks: Sequence[Block]) -> Sequence[Block]:
    """Cut the lines of a text whose pages are one line each; other texts stay as they are."""
    told = [block.words.text for block in blocks if block.kind != "blank"]
    if sum(map(len, told)) < _LONG * len(told):
        return blocks
    if sum(_NUMBER.match(text) is not None for text in told) < _NEARLY * len(told):
        return blocks
    if sum(len(_AROUND.findall(text)) > 1 for text in told) < _LEAST:
        return blocks
    return tuple(_Unfolding().run(blocks))


class _Unfolding:
    """Walks the pages in order; the table of contents, once read, tells where items begin."""

    def __init__(self) -> None:
        self.page = self.last = 0
        self.titles: dict[int, str] = {}

    def run(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The lines of all pages; a sentence that a page breaks off goes on with the next."""
        for block in blocks:
            if block.kind == "blank":
                yield block
            else:
                edges = sorted({0, len(block.text), *self._cuts(block.text)})
                yield from (_piece(block, a, b) for a, b in pairwise(edges))

    def _cuts(self, text: str) -> Iterator[int]:
        """Where the lines of a page begin."""
        start = self._numbered(text)
        yield start
        headings = list(self._contents(text, start) if self._lists(text) else self._items(text, start))
        for begin, end in headings:
            yield begin
            if end > begin:
                yield end
        for match in _AROUND.finditer(text, start):
            if not any(begin < match.start() < end for begin, end in headings):
                yield from match.span()
        if town := _TOWN.match(text, start):
            yield town.end()
        yield from (match.start() for match in _TOWN.finditer(text, start) if match.end() == len(text))
        yield from _enclosures(text, start)
        yield from (match.start() for match in _BEFORE.finditer(text, start))
        yield from _attachments(text, start)

    def _numbered(self, text: str) -> int:
        """How many characters the page's number takes: that behind the last page's, or 1 again."""
        for number in (self.page + 1, 1):
            if text.startswith(str(number)):
                self.page = number
                return len(str(number))
        return 0

    def _lists(self, text: str) -> bool:
        return not self.titles and _CONTENTS.search(text) is not None

    def _contents(self, text: str, start: int) -> Iterator[tuple[int, int]]:
        """The entries of the table of contents, each numbered one more than the one before."""
        label = _CONTENTS.search(text, start)
        found: list[re.Match[str]] = []
        for match in _ENTRY.finditer(text, label.end() if label else start):
            if not found or int(match["number"]) == int(found[-1]["number"]) + 1:
                found.append(match)
        for match, behind in zip(found, [*found[1:], None], strict=False):
            end = behind.start("number") if behind else len(text)
            self.titles[int(match["number"])] = text[match.end() : end].strip()
            yield match.start("number"), match.start("number")

    def _items(self, text: str, start: int) -> Iterator[tuple[int, int]]:
        """The headings of items: as far as the table of contents has the same words."""
        for match in _ENTRY.finditer(text, start):
            number = int(match["number"])
            title = self.titles.get(number, "")
            length = _common(title, text[match.end() :])
            if number > self.last and title and length >= min(8, len(title) - 2):
                self.last = number
                yield match.start("number"), match.end() + length


def _attachments(text: str, start: int) -> Iterator[int]:
    """Each attachment of a list: `Åben Takstblad Åben Følgebrev`."""
    for label in _ENCLOSED.finditer(text, start):
        end = _AROUND.search(text, label.end())
        yield from (m.start() for m in _ACCESS.finditer(text, label.end(), end.start() if end else len(text)))


def _enclosures(text: str, start: int) -> Iterator[int]:
    """Each entry of the list of enclosures: `1. Takstblad (24511/19)`."""
    if label := _ENCLOSURES.search(text, start):
        yield from (match.start("number") for match in _ENTRY.finditer(text, label.end()))


def _piece(block: Block, start: int, stop: int) -> Block:
    """The line between two places of a page."""
    words_ = block.words.part(start, stop)
    first = block.words.place(start) if start else block.span.start
    span = Span(first, block.words.place(stop) if stop < len(block.text) else block.span.end)
    if not words_:
        return Block("blank", span)
    broken = stop < len(block.text) or words_.text.endswith((".", ":"))
    if words_.text.startswith(_BULLET):
        return Block("bullet", span, words_.part(len(_BULLET)), marker="-", broken=broken)
    return Block("text", span, words_, broken=broken)


def _common(title: str, text: str) -> int:
    """How many characters two texts begin with alike, in whole words."""
    length = next(
        (at for at, (x, y) in enumerate(zip(title, text, strict=False)) if x != y), min(len(title), len(text))
    )
    if text[length : length + 1].isalpha():
        length = text.rfind(" ", 0, length) if " " in text[:length] else 0
    return len(text[: max(length, 0)].rstrip())
