"""Headings told by their company: lines of one shape whose numbers count up, each with an item below."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from .labels import NUMBER_ALONE, PAGED
from .looks import Look
from .register import pattern

_WORDED = re.compile(
    rf"(?P<word>{pattern('numbering')})\s*(?:nr\.?\s*)?(?P<number>\d{{1,4}})\s*(?P<sign>[.:)]|[-–](?=\s))?\s+(?P<title>\S.*)$",
    re.I,
)
_BEGINS = re.compile(rf"\d|{pattern('numbering')}", re.I)
_CLOSED = re.compile(pattern("access", "closed"), re.I)
_STANDING = re.compile(rf"\d[.:)]?\s+(?:{pattern('routine')})\s*[.:]?$", re.I)
_LEAST, _SKIPPED, _LONGEST_TITLE = 3, 2, 100

Shape = tuple[str, str, str]


def number_alone(text: str) -> str | None:
    """The number of an item whose title stands below: `Sag 21` is "21"."""
    match = NUMBER_ALONE.match(text)
    return match["number"] if match else None


def worded(text: str) -> re.Match[str] | None:
    """A heading that begins with a word for an item and its number: `Ad 1  Godkendelse af dagsorden`."""
    return _WORDED.match(text)


def series(looks: Sequence[Look], listed: Collection[int]) -> frozenset[int]:
    """The places of the lines that count up through the document, an item below nearly each; none when none do.

    `listed` are the places of the table of contents, which counts up too.
    """
    opened = _Opened(looks, sure=bool(listed))
    found: dict[Shape, list[_Line]] = defaultdict(list)
    before: dict[Shape, _Line] = {}
    for place, look in enumerate(looks):
        if not look.passed and look.kind != "bullet" and place not in listed:
            for shape, number in _shapes(look):
                line = _Line(
                    place,
                    number,
                    _closed(look.text) or _closed(_next(looks, place)),
                    _apart(looks, place),
                    _titled(looks, place),
                    shape[0] in ("worded", "alone"),
                    _STANDING.search(look.text) is not None,
                )
                last = before.get(shape)
                if last and last.place == place - 1 and last.number == number - 1:
                    line.listed = True
                    last.listed = last.listed or not last.closed
                before[shape] = line
                found[shape].append(line)
    chains: list[list[int]] = [_chain([line for line in lines if not line.listed], opened) for lines in found.values()]
    longest: list[int] = []
    for chain in chains:
        longest = chain if len(chain) > len(longest) else longest
    return frozenset(longest)


@dataclass(slots=True)
class _Line:
    """A line with a number: its place, whether it says itself closed, whether it stands in a list of such lines.

    `standing` is a title of every meeting: `Eventuelt`.
    """

    place: int
    number: int
    closed: bool
    apart: bool
    titled: bool
    worded: bool
    standing: bool
    listed: bool = False


class _Opened:
    """How many lines up to a place open a section of an item; `sure` says that only these tell items apart."""

    def __init__(self, looks: Sequence[Look], *, sure: bool) -> None:
        self.sure = sure
        self.upto = list(accumulate(map(_opens, looks), initial=0))

    def between(self, start: int, stop: int) -> bool:
        """Whether any does between two places, neither counted."""
        return self.upto[stop] > self.upto[start + 1]


def _chain(lines: Sequence[_Line], opened: _Opened) -> list[int]:
    """The places of the longest run that counts up with an item between each number and the next."""
    runs: dict[int, list[_Line]] = {}
    longest: list[_Line] = []
    for line in lines:
        run = [line]
        for step in range(1, _SKIPPED + 1):
            before = runs.get(line.number - step, [])
            if len(before) >= len(run) and _follows(before[-1], line, opened):
                run = [*before, line]
        if len(run) >= len(runs.get(line.number, [])):
            runs[line.number] = run
        longest = max(longest, run, key=len)
    if len(longest) < _LEAST and not _both(longest):
        return []
    longest = [*_first(lines, longest[0]), *longest]
    last = longest[-1]
    whole = last.closed or last.apart or opened.between(last.place, len(opened.upto) - 1)
    return [line.place for line in (longest if whole else longest[:-1])]


def _both(lines: Sequence[_Line]) -> bool:
    """Whether two lines are all items of a meeting: `Ad 1  Dagsorden` and `Ad 2  Busplan`, `Punkt 1` and `Punkt 2`."""
    return [line.number for line in lines] == [1, 2] and all(line.worded and line.apart for line in lines)


def _first(lines: Sequence[_Line], behind: _Line) -> list[_Line]:
    """The line that counts one less than the first of a run, and opens an item of words alone: `Sag 1  Meddelelser`."""
    before = [line for line in lines if line.number == behind.number - 1 and line.place < behind.place - _SKIPPED]
    return [line for line in before[-1:] if line.apart and not line.listed]


def _follows(before: _Line, line: _Line, opened: _Opened) -> bool:
    """Whether an item stands between two lines: a section of one, or words alone where both are short and apart."""
    if before.closed or opened.between(before.place, line.place):
        return True
    if opened.sure:
        return False
    if line.standing and line.apart and before.apart and line.number == before.number + 1:
        return True
    return before.titled and line.titled and line.number == before.number + 1 and line.place - before.place > _SKIPPED


def _apart(looks: Sequence[Look], place: int) -> bool:
    """Whether a blank line stands above."""
    return place == 0 or looks[place - 1].kind == "blank"


def _titled(looks: Sequence[Look], place: int) -> bool:
    """Whether a line stands alone between blank ones, or with the title below its number, short and no sentence."""
    text = looks[place].text
    below = place + (2 if NUMBER_ALONE.match(text) else 1)
    behind = looks[below] if below < len(looks) else None
    short = len(text) < _LONGEST_TITLE and not text.endswith((".", ",", ";"))
    return short and _apart(looks, place) and (behind is None or behind.kind == "blank")


def _next(looks: Sequence[Look], place: int) -> str:
    """The text below a line that bears a number alone."""
    if not NUMBER_ALONE.match(looks[place].text):
        return ""
    return next((look.text for look in looks[place + 1 : place + 4] if look.kind != "blank"), "")


def _closed(text: str) -> bool:
    return _CLOSED.search(text) is not None


def _shapes(look: Look) -> Iterable[tuple[Shape, int]]:
    """The shapes of heading that a line may have, with its number."""
    text = look.text
    if not (text[-1:].isdecimal() or _BEGINS.match(text)):
        return
    if (match := PAGED.match(text)) and look.label is None:
        yield ("paged", match["body"].casefold(), ""), int(match["number"])
    elif match := NUMBER_ALONE.match(text):
        yield ("alone", match["word"].casefold(), ""), int(match["number"])
    elif match := _WORDED.match(text):
        yield ("worded", match["word"].casefold(), match["sign"] or ""), int(match["number"])
    elif (match := look.number) and match["number"].isdigit() and not match["title"].startswith("at "):
        yield ("numbered", "", match["sign"] or ""), int(match["number"])


def _opens(look: Look) -> bool:
    """Whether a line opens a section of an item, or tells of access."""
    if look.kind == "bullet":
        return False
    return (look.label is not None and not look.label.part) or "access" in look.means
