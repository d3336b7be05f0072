"""A page's pieces of text -> its printed lines: rows made whole, columns one after another, from the top down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_WIDE = 1.0
"""A gap as wide as a line is high parts two cells."""
_ALIGNED = 0.6
_CLOSE = 0.8
_APART = 3.0
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Piece:
    """Characters side by side; places in points from the page's upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    bold: bool = False

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def goes_on(self, box: Box) -> bool:
        """Whether a character stands right behind, on the same line."""
        left, _, top, bottom = box
        gap = left - self.right
        return -0.5 * self.height < gap < _WIDE * self.height and _level(self.top, self.bottom, top, bottom)

    def take(self, sign: str, box: Box, bold: bool) -> None:
        """Add the next character."""
        self.text += sign
        self.right = max(self.right, box[1])
        self.bold = self.bold and bold


@dataclass(slots=True)
class _Group:
    """What is drawn as one line or one row of a table; `turn` is its place in the order of drawing."""

    turn: int
    cells: list[list[Piece]]

    @property
    def left(self) -> float:
        return self.cells[0][0].left

    @property
    def first(self) -> Piece:
        return self.cells[0][0]

    @property
    def pieces(self) -> list[Piece]:
        return [piece for cell in self.cells for piece in cell]


@dataclass(frozen=True, slots=True)
class Printed:
    """One line as it is printed: its cells, where it stands, how wide its first word is."""

    cells: tuple[str, ...]
    left: float
    right: float
    top: float
    bottom: float
    height: float
    bold: bool
    opening: float = field(compare=False, default=0.0)

    @property
    def text(self) -> str:
        return " ".join(self.cells)


def printed(pieces: Sequence[Piece]) -> list[Printed]:
    """The lines of a page from the top down.

    The order of drawing tells rows from columns: the cells of a table's row are drawn one after another, of two
    columns first all of the left one.
    """
    groups = _groups(piece for piece in pieces if piece.text.strip())
    bands = _bands(groups)
    return [_printed(group) for group in _ordered(bands)]


def _level(top: float, bottom: float, other_top: float, other_bottom: float) -> bool:
    """Whether two stretches of height overlap by half of the smaller."""
    shared = min(bottom, other_bottom) - max(top, other_top)
    return shared > 0.5 * min(bottom - top, other_bottom - other_top)


def _groups(pieces: Iterator[Piece]) -> list[_Group]:
    """Pieces gathered as they are drawn: further cells to the right, more lines of the last cell below it."""
    found: list[_Group] = []
    for turn, piece in enumerate(pieces):
        group = found[-1] if found else None
        if group and _beside(piece, group):
            group.cells.append([piece])
        elif group and len(group.cells) > 1 and _below(piece, group.cells[-1]):
            group.cells[-1].append(piece)
        else:
            found.append(_Group(turn, [[piece]]))
    return found


def _beside(piece: Piece, group: _Group) -> bool:
    """Right of the last cell, at the height of one of the group's lines."""
    edge = max(each.right for each in group.cells[-1])
    return piece.left > edge - 1 and any(_level(p.top, p.bottom, piece.top, piece.bottom) for p in group.pieces)


def _below(piece: Piece, cell: Sequence[Piece]) -> bool:
    """Directly below a cell's last line, in line with it."""
    last = cell[-1]
    return abs(piece.left - cell[0].left) < _ALIGNED * last.height and (
        -0.3 * last.height < piece.top - last.bottom < _CLOSE * last.height
    )


def _bands(groups: Sequence[_Group]) -> list[list[_Group]]:
    """Groups whose first lines stand side by side, from the top down, each from left to right."""
    bands: list[list[_Group]] = []
    for group in sorted(groups, key=lambda g: (g.first.top + g.first.bottom, g.left)):
        last = bands[-1][0].first if bands else None
        if last and _level(last.top, last.bottom, group.first.top, group.first.bottom):
            bands[-1].append(group)
        else:
            bands.append([group])
    return [sorted(band, key=lambda g: g.left) for band in bands]


def _ordered(bands: Sequence[list[_Group]]) -> Iterator[_Group]:
    """Stretches of several bands with columns column by column; all else band by band."""
    place = 0
    while place < len(bands):
        stop = _stretch(bands, place)
        columns = _columns([group for band in bands[place:stop] for group in band]) if stop - place > 1 else []
        if columns:
            yield from (group for column in columns for group in column)
        else:
            stop = place + 1
            yield _row(bands[place])
        place = stop


def _stretch(bands: Sequence[list[_Group]], place: int) -> int:
    """Where bands of several groups end; one alone belongs to them when it is drawn before the last of them."""
    stop = place
    turn = max(group.turn for group in bands[place])
    while stop < len(bands) and (len(bands[stop]) > 1 or (stop > place and bands[stop][0].turn < turn)):
        turn = max(turn, *(group.turn for group in bands[stop]))
        stop += 1
    return stop


def _columns(groups: Sequence[_Group]) -> list[list[_Group]]:
    """Groups by the column they stand in; none when they are not drawn column by column."""
    found: list[list[_Group]] = []
    for group in sorted(groups, key=lambda g: g.left):
        if found and group.left - found[-1][0].left < _APART * group.first.height:
            found[-1].append(group)
        else:
            found.append([group])
    turns = [sorted(group.turn for group in column) for column in found]
    if len(found) < 2 or any(a[-1] > b[0] for a, b in pairwise(turns)):
        return []
    return [sorted(column, key=lambda g: g.first.top) for column in found]


def _row(band: Sequence[_Group]) -> _Group:
    """The groups of a band as one row."""
    return _Group(band[0].turn, [cell for group in band for cell in group.cells])


def _printed(group: _Group) -> Printed:
    pieces = group.pieces
    first = group.first
    words = first.text.split(maxsplit=1)
    opening = (first.right - first.left) * len(words[0]) / max(1, len(first.text))
    return Printed(
        tuple(_joined([piece.text.strip() for piece in cell]) for cell in group.cells),
        first.left,
        max(piece.right for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.bottom for piece in pieces),
        first.height,
        all(piece.bold for piece in pieces),
        opening,
    )


def _joined(texts: Sequence[str]) -> str:
    """The lines of a cell as one; a divided word made whole."""
    whole = texts[0]
    for text in texts[1:]:
        divided = whole.endswith("-") and whole[-2:-1].isalnum()
        whole = (whole[:-1] if text[0].islower() else whole) + text if divided else f"{whole} {text}"
    return whole
