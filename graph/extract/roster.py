"""A table of members with a mark for each who took part: `Medlemmer  Deltog  Medlemmer  Deltog`; no mark is absent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..facts import Person
from ..formats import Block, join
from ..register import concept, cue
from ..source import Passage
from .attendance import fact_of
from .deputies import stand_ins
from .names import any_names
from .posts import leads

_MARK = re.compile(r"[xX✓√✔]|\([xX]\)|\[[xX]\]|ja", re.I)
_MARKED = re.compile(r"(?P<words>.*?)(?:^|\s|(?<=[a-zæøå)])(?=X))(?P<mark>[xX✓√✔])(?=\s|$)")
"""A mark behind a name, also one that a full column runs into: `Ida Holm, direktør for Børn og UngeX`."""
_NEAR, _MOST_BEHIND, _MOST_OF_A_POST = 4, 3, 8
_AWAY = cue("verb", "away")
_NOTE = re.compile(r"\([^()]*\)")


LISTS = {"members", "present"}
"""Keys of the fields that list those who belong, or who came."""


@dataclass(slots=True)
class _Seat:
    """One member as the table shows them: the cells of their name, the column they stand in, and their mark."""

    column: int
    cells: list[Passage] = field(default_factory=list)
    marked: bool = False


def heads_roster(block: Block) -> bool:
    """`Medlemmer  Deltog  Medlemmer  Deltog`: nothing but headings of such columns, more than one."""
    words = [cell.text for cell in block.cells if cell] or block.text.split()
    return len(words) > 1 and all(concept("field", word) in LISTS for word in words)


def heads_sides(block: Block) -> bool:
    """`Til stede | Afbud`: columns of those who came and of those who did not."""
    keys = [concept("field", cell.text) for cell in block.cells if cell]
    return len(keys) > 1 and "absent" in keys and all(key in (*LISTS, "absent") for key in keys)


def sides(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Passage]]]:
    """The columns of such a table: what each lists, and its entries."""
    for column, head in enumerate(blocks[0].cells):
        if key := concept("field", head.text):
            cells = [block.cells[column] for block in blocks[1:] if len(block.cells) > column]
            yield key, [cell for cell in cells if cell]


def is_row(block: Block) -> bool:
    """Whether a line below the heading is of the table: cells that begin with a name, notes and marks; no sentence."""
    if not block.cells and (_AWAY.search(block.text) or stand_ins(block.text)):
        return False  # `Ida Skov havde meldt afbud. I hendes sted deltog Per Krog.`
    return all(_of_table(cell) for cell in block.cells or (block.words,) if cell)


def _of_table(cell: Passage) -> bool:
    named = any_names(cell.text)
    if named and named[0].start == 0:
        behind = cell.text[named[-1].end :]
        return len(behind.split()) <= (_MOST_OF_A_POST if behind.startswith(",") else _MOST_BEHIND)
    rest = [word.strip(",.;") for word in _NOTE.sub(" ", cell.text).split()]
    return all(_MARK.fullmatch(word) or word.istitle() or concept("duty", word) for word in rest if word)


def roster(blocks: Sequence[Block]) -> Iterator[Person]:
    """The members of such a table, who led, and those without a mark as absent, if anybody bears one."""
    seats = _seats(blocks[1:])
    marks = any(seat.marked for seat in seats)
    for seat in seats:
        words = join(*seat.cells)
        for person in any_names(words.text):
            fact = fact_of(person, words, "member")
            behind = words.text[person.end :].strip(" ,()")
            if fact.role is None and concept("duty", behind):
                fact = replace(fact, role=behind.casefold())
            yield fact
            if leads(fact.role or "") or leads(behind):
                yield replace(fact, function="chair")
            if marks and not seat.marked:
                yield replace(fact, function="absent")


def columns(blocks: Sequence[Block], first: Sequence[Passage]) -> list[Passage]:
    """The entries of a list set in columns, each made whole; `first` are the cells beside the list's label."""
    seats: list[_Seat] = []
    for cell in first:
        _seat(seats, cell, cell.span().start - blocks[0].span.start)
    return [join(*seat.cells) for seat in _seats(blocks[1:], seats)]


def _seats(blocks: Sequence[Block], seats: list[_Seat] | None = None) -> list[_Seat]:
    """The cells of a table put together by the columns they stand in."""
    found = seats or []
    for block in blocks:
        for cell in _cells(block):
            _seat(found, cell, cell.span().start - block.span.start, alone=len(block.cells) < 2)
    return found


def _cells(block: Block) -> Iterator[Passage]:
    """The cells of a row; where blanks were lost, a line is cut behind each mark."""
    for cell in block.cells or (block.words,):
        start = 0
        for match in _MARKED.finditer(cell.text):
            yield from (
                part for part in (cell.part(start, match.start("mark")), cell.part(*match.span("mark"))) if part
            )
            start = match.end()
        if rest := cell.part(start):
            yield rest


def _seat(seats: list[_Seat], cell: Passage, column: int, *, alone: bool = False) -> None:
    """Put one cell where it belongs: a mark to the name before it, the rest of a name to that above it."""
    if concept("nothing", cell.text):
        seats.append(_Seat(column))
        return
    if _MARK.fullmatch(cell.text):
        if seats:
            seats[-1].marked = True
        return
    named = any_names(cell.text)
    above = [seat for seat in seats if abs(seat.column - column) < _NEAR] or (seats if alone else [])
    if above and above[-1].cells and (not named or named[0].start > 0 or not any_names(join(*above[-1].cells).text)):
        above[-1].cells.append(cell)
    else:
        seats.append(_Seat(column, [cell]))
