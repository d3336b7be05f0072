"""The table of contents: where it stands, and which items it lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from .labels import NUMBERED, alike
from .looks import Look
from .register import pattern
from .source import NOTHING, Passage

_DOTS = re.compile(r"\s*(?:\.{3,}|…+|_{3,}|\s\.\s\.)[\s.…]*(\d+)?\s*$|\s+(\d{1,3})$")
_DOTTED = re.compile(r"\.{3}|…")
_PAGE = re.compile(r"\d\s*$")
_GLUED = re.compile(r"\W*[^\W\d]+(?:\s*side)?\s*(?=\d+\.)", re.I)
_LABELLED = re.compile(pattern("part", "contents"), re.I)
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


def contents(looks: Sequence[Look]) -> Contents:
    """Find the table of contents and read its entries: `2. Økonomi .... 3`."""
    start = _contents_start(looks)
    if start is None:
        return _unlabelled(looks)
    lines, entries = {start}, dict[str, str]()
    glued = _GLUED.match(looks[start].text)
    if glued and (match := NUMBERED.match(looks[start].text, glued.end())):
        entries[match["number"]] = _DOTS.sub("", match["title"])
    bare = set[str]()
    for place in range(start + 1, len(looks)):
        look = looks[place]
        number = look.number
        if number and number["number"] in bare:
            break
        if _BARE.fullmatch(look.text):
            bare.add(look.text.strip("."))
        dotted = bool(_DOTTED.search(look.text)) or (look.kind == "row" and look.block.cells[-1].text.isdigit())
        if not dotted and ((number and number["number"] in entries) or look.label or "access" in look.means):
            break
        entry = bool(number or dotted or look.passed or "group" in look.means) or _wraps(looks, place)
        if look.kind == "heading" or not entry:
            break
        lines.add(place)
        if number:
            entries[number["number"]] = _DOTS.sub("", number["title"])
    while looks[max(lines)].kind == "blank":
        lines.remove(max(lines))
    return Contents(frozenset(lines), entries, _groups(looks, lines))


def _unlabelled(looks: Sequence[Look]) -> Contents:
    """A run of numbered lines one below the other, each of which heads something later: `129 (Åben) Spørgetid`."""
    run: list[tuple[int, str, str]] = []
    for place, look in enumerate(looks):
        if look.kind == "blank" or "group" in look.means:
            continue
        match = look.number
        if match and (not run or int(match["number"].partition(".")[0]) == int(run[-1][1].partition(".")[0]) + 1):
            run.append((place, match["number"], _DOTS.sub("", match["title"])))
        elif len(run) >= _LEAST_RUN:
            break
        else:
            run = []
    if len(run) < _LEAST_RUN or not _heads_again(looks, run):
        return Contents(frozenset(), {})
    groups = (place for place in range(run[0][0], run[-1][0]) if "group" in looks[place].means)
    lines = frozenset([*(place for place, _, _ in run), *groups])
    return Contents(lines, {number: title for _, number, title in run}, _groups(looks, lines))


def _groups(looks: Sequence[Look], lines: Collection[int]) -> Mapping[str, Passage]:
    """The numbers below `Lukket dagsorden` in a table of contents, each with these words."""
    found: dict[str, Passage] = {}
    group = NOTHING
    for place in sorted(lines):
        if key := looks[place].means.get("group"):
            group = looks[place].block.words if key == "closed" else NOTHING
        elif group and (match := looks[place].number):
            found[match["number"]] = group
    return found


def _heads_again(looks: Sequence[Look], run: Sequence[tuple[int, str, str]]) -> bool:
    """Whether the entries of a run stand as lines of their own behind it, nearly all of them."""
    later = {(m["number"], m["title"].casefold()) for look in looks[run[-1][0] + 1 :] if (m := look.number)}
    return sum((number, title.casefold()) in later for _, number, title in run) >= 0.8 * len(run)


def _contents_start(looks: Sequence[Look]) -> int | None:
    """Where the table of contents begins: before anything of an item."""
    for place, look in enumerate(looks):
        if look.means.get("part") == "contents":
            return place
        if _LABELLED.match(look.text) and _GLUED.match(look.text):
            return place
        if "access" in look.means or look.means.get("section") in _BEGINS:
            return None
    return None


def _wraps(looks: Sequence[Look], place: int) -> bool:
    """A line that goes on with the entry above it."""
    above = looks[place - 1]
    return above.kind in ("text", "row") and not _PAGE.search(above.text) and len(looks[place].text) < _LONGEST_LINE
