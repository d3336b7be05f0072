"""Printed pages -> the lines of a document: running heads and feet set apart, headings, bullets and rows told."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from .lines import BLANK, Line
from .pdfpage import Printed

_EDGE = 4
"""So many lines at the top and at the bottom of a page may be running ones."""
_OFTEN = 0.4
_SIGNS = r"•▪■‣◦●○·*–\u2043\-"
_BULLET = re.compile(rf"(?:[{_SIGNS}\uf000-\uf0ff]|o(?=\s))\s+(?=\S)|[\uf000-\uf0ff]")
_SIGN = re.compile(rf"[{_SIGNS}\uf000-\uf0ffo]")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})?[.)]?|[a-z]\)|[ivx]{1,4}[.)])")
_PAGE = re.compile(r"\W*(?:[^\W\d]{1,4}\W+)?#+(?:\W+[^\W\d]{1,3}\W+#+)?\W*")
_LARGE, _BOLD_LEVEL, _LONGEST_HEADING = 1.15, 7, 200
_GAP = 0.6
_PROSE = 60
_MOST_INDENT = 40


def without_edges(pages: Sequence[Sequence[Printed]]) -> tuple[list[list[Printed]], list[str]]:
    """The pages without what runs on at their top and bottom, and that; a head on the first page stays there."""
    running = _running(pages)
    kept, edges = list[list[Printed]](), list[str]()
    for number, page in enumerate(pages):
        start, stop = 0, len(page)
        while start < min(_EDGE, stop) and running(page[start]):
            start += 1
        while stop > max(start, len(page) - _EDGE) and running(page[stop - 1]):
            stop -= 1
        heads = [line for line in page[:start] if number == 0 and not _PAGE.fullmatch(_key(line))]
        edges += [line.text for line in (*page[:start], *page[stop:])]
        kept.append([*heads, *page[start:stop]])
    return kept, edges


def _running(pages: Sequence[Sequence[Printed]]) -> Callable[[Printed], bool]:
    """Whether a line stands at the edge of several pages, at one height: names of members may stand on two as well."""
    often = max(2.0, _OFTEN * len(pages))
    told: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in {id(line): line for line in (*page[:_EDGE], *page[-_EDGE:])}.values():
            told[_key(line)].append((line.top, number))
    heights = {key: sorted(places) for key, places in told.items()}

    def runs(line: Printed) -> bool:
        places = heights.get(_key(line), [])
        first = bisect(places, (line.top - line.height, -1))
        last = bisect(places, (line.top + line.height, len(pages)))
        return len({number for _, number in places[first:last]}) >= often

    return runs


def _key(line: Printed) -> str:
    """A running line by its words: numbers change from page to page."""
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split()))


def story(pages: Sequence[Sequence[Printed]]) -> Iterator[Line]:
    """The lines of the document; those of a heading made one, what ends before the margin ends a paragraph."""
    setting = _Setting(pages)
    lines = [line for page in pages for line in page]
    starts = {id(page[0]) for page in pages if page}
    held: Line | None = None
    for place, line in enumerate(lines):
        above = lines[place - 1] if place else None
        behind = lines[place + 1] if place + 1 < len(lines) else None
        apart = above is not None and setting.apart(above, line, new_page=id(line) in starts)
        made = setting.line(line, broken=behind is None or not setting.wraps(line, behind))
        if held and above and _same_heading(held, made) and not apart and setting.wraps(above, line):
            held = Line("heading", f"{held.text} {made.text}", held.level, True)
            continue
        if held:
            yield held
        if apart:
            yield BLANK
        held = made
    if held:
        yield held


def _same_heading(above: Line, line: Line) -> bool:
    return above.kind == line.kind == "heading" and above.level == line.level


class _Setting:
    """How a document is set: the size of its prose, its margins, the sizes of its headings."""

    def __init__(self, pages: Sequence[Sequence[Printed]]) -> None:
        lines = [line for page in pages for line in page]
        sizes, lefts = Counter[int](), Counter[int]()
        for line in lines:
            sizes[round(line.height)] += len(line.text)
            lefts[round(line.left)] += len(line.text)
        self.size = sizes.most_common(1)[0][0] if sizes else 1
        self.left = min((left for left, count in lefts.items() if count > 0.05 * lefts.total()), default=0)
        rights = sorted(line.right for line in lines if len(line.text) > _PROSE and len(line.cells) == 1)
        self.right = rights[int(0.95 * (len(rights) - 1))] if rights else None
        self.larger = sorted({round(line.height) for line in lines if self._large(line)}, reverse=True)

    def line(self, line: Printed, *, broken: bool) -> Line:
        """A heading, bullet, row or text."""
        cells = line.cells
        if len(cells) == 2 and _NUMBER.fullmatch(cells[0]):
            cells = (line.text,)
        if len(cells) > 1 and _SIGN.fullmatch(cells[0]) and len(cells) == 2:
            return Line("bullet", cells[1], self._indent(line), broken)
        if len(cells) > 1:
            return Line("row", "\t".join(cells))
        if match := _BULLET.match(cells[0]):
            return Line("bullet", cells[0][match.end() :], self._indent(line), broken)
        if level := self._heading(line, cells[0]):
            return Line("heading", cells[0], level, True)
        return Line("text", cells[0], 0, broken)

    def apart(self, above: Printed, line: Printed, *, new_page: bool) -> bool:
        """Whether white stands between two lines; a page's end parts them unless the line above is full."""
        if new_page:
            return not (self.wraps(above, line) and line.text[:1].islower())
        gap = line.top - above.bottom
        return gap > _GAP * min(above.height, line.height)

    def wraps(self, line: Printed, behind: Printed) -> bool:
        """Whether the next line's first word would not have found room on this one."""
        if self.right is None:
            return True
        return line.right + behind.opening + 0.25 * line.height > self.right - 0.5 * line.height

    def _large(self, line: Printed) -> bool:
        return line.height >= _LARGE * self.size and round(line.height) > self.size

    def _heading(self, line: Printed, text: str) -> int:
        if len(text) > _LONGEST_HEADING:
            return 0
        if self._large(line):
            return min(self.larger.index(round(line.height)) + 1, 6)
        return _BOLD_LEVEL if line.bold and any(map(str.isalpha, text)) else 0

    def _indent(self, line: Printed) -> int:
        """How far a bullet stands in, in columns of half a line's height."""
        return max(0, min(round((line.left - self.left) / (0.5 * self.size)), _MOST_INDENT))
