"""Attachments: `1 Åben TITLE 18873/22`, titles wrapped around numbers, closed ones, or a title a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..facts import Attachment, Told
from ..formats import Block
from ..headings import is_furniture, join
from ..register import pattern, words
from ..source import NOTHING, Passage

_LINE = re.compile(rf"(?P<number>\d{{1,3}})\s*[-–.)]?\s+(?:(?P<access>{pattern('access')})\b)?\s*(?P<rest>.+)$", re.I)
_NUMBER = re.compile(
    r"\s*\(?(?P<number>\d{1,7}/\d{2,4}|\d{6,9}[-_]\d+|EMN-\d{4}-\d+)\)?\s*(?:\((?P<type>[A-Z])\))?\s*(?P<id>\d{6,9})?\s*$"
)
_EMPTY = re.compile(r"\s*(?:\(\s*\)\s*)+$")
_CLOSED = re.compile(r"\s*\((?:lukket bilag|lukket|fortroligt?)\)\s*$", re.I)
_ID = re.compile(r"(?P<id>\d{6,9})\b\s*(?P<rest>.*)$")
_SENTENCE = re.compile(r"\.\s+[A-ZÆØÅ]|\b(?:blev|deltager|deltog)\b")


@dataclass(slots=True)
class _Row:
    number: str | None
    access: Told[bool] | None
    title: Passage
    document_number: str | None = None
    document_id: str | None = None
    lines: list[Passage] = field(default_factory=list)


def attachments(blocks: Sequence[Block], inline: Passage = NOTHING) -> tuple[tuple[Attachment, ...], list[Block]]:
    """The attachments of a list; and the lines that belong to none."""
    rows: list[_Row] = []
    rest: list[Block] = []
    apart = False
    if inline:
        rows.append(_plain(inline, len(rows)))
    for block in blocks:
        if block.kind == "blank":
            apart = True
        elif not is_furniture(block):
            _read(block, rows, rest, apart)
            apart = False
    return tuple(_fact(row, place) for place, row in enumerate(rows, 1)), rest


def _read(block: Block, rows: list[_Row], rest: list[Block], apart: bool) -> None:
    """One line: a row of its own, more of the one above, or none of the list."""
    match = _LINE.match(block.text)
    numbered = bool(rows) and rows[-1].number is not None
    if match and (match["access"] or not rows or _next(rows[-1], match["number"])):
        rows.append(_row(block.words, match))
    elif rows and (found := _ID.match(block.text)) and (found["rest"] or rows[-1].document_id is None):
        rows[-1].document_id = rows[-1].document_id or found["id"]
        _more(rows[-1], block.words, block.words.part(found.start("rest")))
    elif numbered and not apart and len(block.text) < 150:
        _more(rows[-1], block.words, block.words)
    elif _SENTENCE.search(block.text) or (numbered and apart) or len(block.text) > 200:
        rest.append(block)
    elif block.text.casefold().strip(" .-") not in ("ingen", "ingen bilag", ""):
        rows.append(_plain(block.words, len(rows)))


def _next(row: _Row, number: str) -> bool:
    return row.number is not None and row.number.isdigit() and int(number) == int(row.number) + 1


def _row(line: Passage, match: re.Match[str]) -> _Row:
    access = None
    if match["access"]:
        is_open = words("access")[match["access"].casefold()] == "open"
        access = Told(is_open, line.span(match.start("access"), match.end("access")))
    row = _Row(match["number"], access, NOTHING, lines=[])
    _more(row, line, line.part(match.start("rest")))
    return row


def _plain(line: Passage, place: int) -> _Row:
    """`Regnskab 2018 (lukket bilag)`: a line without number."""
    row = _Row(None, None, NOTHING)
    _more(row, line, line)
    return row


def _more(row: _Row, line: Passage, text: Passage) -> None:
    """Add a line's words to a title; take the document's number, its type and id off."""
    row.lines.append(line)
    if match := _EMPTY.search(text.text):
        text = text.part(0, match.start())
    if ((match := _NUMBER.search(text.text)) and match.start() > 0) or (match and not text.text[: match.start()]):
        row.document_number = row.document_number or match["number"]
        row.document_id = row.document_id or match["id"]
        text = text.part(0, match.start())
    if match := _CLOSED.search(text.text):
        row.access = row.access or Told(False, text.span(match.start(), match.end()))
        text = text.part(0, match.start())
    row.title = join(row.title, text)


def _fact(row: _Row, place: int) -> Attachment:
    span = row.lines[0].span()
    span = type(span)(span.start, max(line.span().end for line in row.lines))
    title = row.title.text.strip(" ;") or (row.lines[0].text)
    return Attachment(title, span, row.number or str(place), row.access, row.document_number, row.document_id)
