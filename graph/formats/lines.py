"""Lines that a reader of pages found -> the frozen text a person can read, and its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from ..source import MOST_CHARACTERS, NOTHING, Passage, Span, Unreadable, frozen
from .blocks import Block, Kind, Reading

_BLANKS = re.compile(r"[^\S\t]+|[\x1c-\x1f\x85\u2028\u2029]+")
_NOTHING = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_TOWN = re.compile(r"[A-ZÆØÅ][\w.-]+(?: [A-ZÆØÅ][\w.-]+)? Kommune(?!\w)")
_HOST = re.compile(r"\b(?:dagsordener|dagsorden|politik|www)\.[a-z-]{3,30}\.dk\b", re.I)
_BULLET = re.compile(r"[ ]*- ")
_LONGEST_CELL = 6
_DEEPEST = 40
_BOLD = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader finds it: a row's cells stand between tabs, a bullet's words are without its sign.

    `level` and `broken` are those of `Block`.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    broken: bool = False


BLANK = Line("blank")


def tidy(text: str) -> str:
    """Words with single blanks between them, tabs kept, without what cannot be seen."""
    return "\t".join(part.strip() for part in _BLANKS.sub(" ", _NOTHING.sub("", text)).split("\t")).strip()


def reading(data: bytes, lines: Iterable[Line], name: str, media_type: str, reader: str, encoding: str) -> Reading:
    """Freeze the lines that a reader found in `data`; Unreadable when they hold no word, or too many."""
    whole = list(_spaced(lines))
    text = "\n".join(map(_written, whole)) + "\n"
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(f"{len(text):,} characters are more than the {MOST_CHARACTERS:,} a document may have")
    source = frozen(text, sha256(data).hexdigest(), media_type, reader, encoding)
    blocks, start = list[Block](), 0
    for line, piece in zip(whole, source.text.split("\n"), strict=False):
        stop = start + len(piece) + 1
        blocks.append(_block(line, piece, start, stop))
        start = stop
    return Reading(source, tuple(blocks), name)


_LIST = "; "
"""Between the lines of a cell that holds a list."""


def row(cells: Sequence[Sequence[Line]], *, columns: bool = False) -> Iterator[Line]:
    """A table's row: one line, unless its cells hold parts of a document, or (where `columns`) lists side by side."""
    full = [[line for line in cell if line.text] for cell in cells]
    if not any(full):
        yield BLANK
    elif sum(map(bool, full)) == 1 or _is_layout(full, columns):
        yield from _numbered([_stripped(cell) for cell in cells], full)
    else:
        texts = [
            tidy((_LIST if len(cell) > 2 else " ").join(line.text.replace("\t", " ") for line in cell)) for cell in full
        ]
        yield Line("row", "\t".join(texts).rstrip("\t"))


def town(texts: Iterable[str]) -> str | None:
    """The municipality that running heads and feet name, `Havnstrup Kommune`; else the name of its host."""
    host = None
    for text in texts:
        if match := _TOWN.search(tidy(text)):
            return match.group()
        host = host or _HOST.search(text)
    return host.group() if host else None


def signed(lines: list[Line], edges: Iterable[str]) -> list[Line]:
    """Lines with one more behind: the municipality that only the edges of the pages name."""
    found = town(edges)
    if found is None or any(found in line.text for line in lines):
        return lines
    return [*lines, BLANK, Line("text", found, broken=True)]


def _stripped(cell: Sequence[Line]) -> Sequence[Line]:
    """A cell without blank lines at its ends."""
    full = [place for place, line in enumerate(cell) if line.text]
    return cell[full[0] : full[-1] + 1] if full else ()


def _is_layout(cells: Sequence[Sequence[Line]], columns: bool) -> bool:
    """Whether cells hold more than words of a row: headings, lists, rows of their own, names below each other."""
    if any(line.kind in ("bullet", "row") or 0 < line.level < _BOLD for cell in cells for line in cell):
        return True
    return max(map(len, cells)) > _LONGEST_CELL or (columns and sum(len(cell) > 1 for cell in cells) > 1)


def _numbered(cells: Sequence[Sequence[Line]], full: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Cells below each other; a number alone in the first belongs to the heading that the next one opens with."""
    number = ""
    for cell, words in zip(cells, full, strict=True):
        if len(words) == 1 and re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?\.?", words[0].text):
            if number:
                yield Line("text", number)
            number = words[0].text
            continue
        for line in cell:
            if number and line.kind == "heading":
                line, number = Line("heading", f"{number.rstrip('.')}. {line.text}", line.level), ""
            elif number and line.kind != "blank":
                yield Line("text", number, broken=True)
                number = ""
            yield line
    if number:
        yield Line("text", number, broken=True)


def _spaced(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines tidied: never two blank ones together, none at the ends, one before a heading."""
    waiting, begun = False, False
    above: Line | None = None
    for line in lines:
        text = tidy(line.text)
        if not text:
            waiting = True
            continue
        apart = line.kind == "heading" and not (above and above.kind == "heading")
        if begun and (waiting or apart):
            yield BLANK
        above = Line(_kind(line.kind, text), text, line.level, line.broken)
        yield above
        waiting, begun = False, True


def _kind(kind: Kind, text: str) -> Kind:
    """A line with tabs is a row, one without is none."""
    if kind in ("row", "text"):
        return "row" if "\t" in text else "text"
    return kind


def _written(line: Line) -> str:
    """How a line stands in the frozen text."""
    if line.kind == "bullet":
        return f"{' ' * min(line.level, _DEEPEST)}- {line.text.replace(chr(9), ' ')}"
    return line.text if line.kind == "row" else line.text.replace("\t", " ")


def _block(line: Line, piece: str, start: int, stop: int) -> Block:
    """The block over a line of the frozen text."""
    span = Span(start, stop)
    if not piece.strip():
        return Block("blank", span)
    if line.kind == "row":
        cells = tuple(_cells(piece, start))
        return Block("row", span, _side_by_side(cells), cells=cells)
    match = _BULLET.match(piece) if line.kind == "bullet" else None
    skipped = match.end() if match else len(piece) - len(piece.lstrip())
    words = piece[skipped:].strip()
    passage = Passage(words, ((0, start + skipped),)) if words else NOTHING
    marker = "-" if line.kind == "bullet" else ""
    return Block(line.kind, span, passage, line.level, marker, broken=line.broken)


def _cells(piece: str, start: int) -> Iterator[Passage]:
    """The cells of a row, with their places."""
    for cell in piece.split("\t"):
        words = cell.strip()
        yield Passage(words, ((0, start + len(cell) - len(cell.lstrip())),)) if words else NOTHING
        start += len(cell) + 1


def _side_by_side(cells: Iterable[Passage]) -> Passage:
    """The words of a row, one blank between its cells (the tab's place)."""
    parts, runs, length = list[str](), list[tuple[int, int]](), 0
    for cell in cells:
        if not cell:
            continue
        if parts:
            runs.append((length, cell.runs[0][1] - 1))
            length += 1
        runs.append((length, cell.runs[0][1]))
        parts.append(cell.text)
        length += len(cell.text)
    return Passage(" ".join(parts), tuple(runs))
