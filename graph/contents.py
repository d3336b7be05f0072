"""The table of contents: where it stands, and which items it lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from .formats import Block
from .labels import NUMBERED, alike, is_furniture, label_of
from .register import concept, words
from .source import NOTHING, Passage

_DOTS = re.compile(r"\s*(?:\.{3,}|…+|_{3,}|\s\.\s\.)[\s.…]*(\d+)?\s*$|\s+(\d{1,3})$")
_DOTTED = re.compile(r"\.{3}|…")
_PAGE = re.compile(r"\d\s*$")
_GLUED = re.compile(r"\W*[^\W\d]+(?:\s*side)?\s*(?=\d+\.)", re.I)
_BEGINS = {"route", "presentation", "recommendation"}
_BARE = re.compile(r"\d{1,3}\.")
_LONGEST_LINE = 120
_LEAST_RUN = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: its lines (by place) and its entries (number -> title)."""

    lines: frozenset[int]
    entries: Mapping[str, str]
    groups: Mapping[str, Passage] = field(default_factory=dict)
    """What stands over the entries of closed items: `Lukket dagsorden`, by number."""

    def has(self, number: str, title: str) -> bool:
        """Whether an item stands in it, its title perhaps cut short."""
        return number in self.entries and alike(self.entries[number], title) > 0.8


def contents(blocks: Sequence[Block]) -> Contents:
    """Find the table of contents and read its entries: `2. Økonomi .... 3`."""
    start = _contents_start(blocks)
    if start is None:
        return _unlabelled(blocks)
    lines, entries = {start}, dict[str, str]()
    glued = _GLUED.match(blocks[start].text)
    if glued and (match := NUMBERED.match(blocks[start].text, glued.end())):
        entries[match["number"]] = _DOTS.sub("", match["title"])
    bare = set[str]()
    for place in range(start + 1, len(blocks)):
        block = blocks[place]
        number = NUMBERED.match(block.text)
        if number and number["number"] in bare:
            break
        if _BARE.fullmatch(block.text):
            bare.add(block.text.strip("."))
        dotted = bool(_DOTTED.search(block.text)) or (block.kind == "row" and block.cells[-1].text.isdigit())
        if not dotted and (
            (number and number["number"] in entries) or label_of(block) or concept("access", block.text)
        ):
            break
        entry = bool(number or dotted or block.kind == "blank" or is_furniture(block) or concept("group", block.text))
        entry = entry or _wraps(blocks, place)
        if block.kind == "heading" or not entry:
            break
        lines.add(place)
        if number:
            entries[number["number"]] = _DOTS.sub("", number["title"])
    while blocks[max(lines)].kind == "blank":
        lines.remove(max(lines))
    return Contents(frozenset(lines), entries, _groups(blocks, lines))


def _unlabelled(blocks: Sequence[Block]) -> Contents:
    """A run of numbered lines one below the other, each of which heads something later: `129 (Åben) Spørgetid`."""
    run: list[tuple[int, str, str]] = []
    for place, block in enumerate(blocks):
        if block.kind == "blank" or concept("group", block.text):
            continue
        match = NUMBERED.match(block.text)
        if match and (not run or int(match["number"].partition(".")[0]) == int(run[-1][1].partition(".")[0]) + 1):
            run.append((place, match["number"], _DOTS.sub("", match["title"])))
        elif len(run) >= _LEAST_RUN:
            break
        else:
            run = []
    if len(run) < _LEAST_RUN or not _heads_again(blocks, run):
        return Contents(frozenset(), {})
    groups = (place for place in range(run[0][0], run[-1][0]) if concept("group", blocks[place].text))
    lines = frozenset([*(place for place, _, _ in run), *groups])
    return Contents(lines, {number: title for _, number, title in run}, _groups(blocks, lines))


def _groups(blocks: Sequence[Block], lines: Collection[int]) -> Mapping[str, Passage]:
    """The numbers below `Lukket dagsorden` in a table of contents, each with these words."""
    found: dict[str, Passage] = {}
    group = NOTHING
    for place in sorted(lines):
        if key := concept("group", blocks[place].text):
            group = blocks[place].words if key == "closed" else NOTHING
        elif group and (match := NUMBERED.match(blocks[place].text)):
            found[match["number"]] = group
    return found


def _heads_again(blocks: Sequence[Block], run: Sequence[tuple[int, str, str]]) -> bool:
    """Whether the entries of a run stand as lines of their own behind it, nearly all of them."""
    later = {(m["number"], m["title"].casefold()) for b in blocks[run[-1][0] + 1 :] if (m := NUMBERED.match(b.text))}
    return sum((number, title.casefold()) in later for _, number, title in run) >= 0.8 * len(run)


def _contents_start(blocks: Sequence[Block]) -> int | None:
    """Where the table of contents begins: before anything of an item."""
    glued = tuple(label for label, key in words("part").items() if key == "contents")
    for place, block in enumerate(blocks):
        if concept("part", block.text) == "contents":
            return place
        if block.text.casefold().startswith(glued) and _GLUED.match(block.text):
            return place
        if concept("access", block.text) or concept("section", block.text) in _BEGINS:
            return None
    return None


def _wraps(blocks: Sequence[Block], place: int) -> bool:
    """A line that goes on with the entry above it."""
    above = blocks[place - 1]
    return above.kind in ("text", "row") and not _PAGE.search(above.text) and len(blocks[place].text) < _LONGEST_LINE
