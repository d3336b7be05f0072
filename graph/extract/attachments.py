"""Attachments: `1 Åben TITLE 18873/22`, titles wrapped around numbers, closed ones, or a title a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..facts import Attachment, Told
from ..formats import Block, join
from ..labels import is_furniture
from ..register import concept, pattern, words
from ..source import NOTHING, Passage, Span

_LINE = re.compile(rf"(?P<number>\d{{1,3}})\s*[-–.)]?\s+(?:(?P<access>{pattern('access')})\b)?\s*(?P<rest>.+)$", re.I)
_NUMBER = re.compile(
    rf"\(?(?:(?:{pattern('document')})\s*:?\s*)?"
    r"(?P<number>\d{1,7}/\d{2,4}|\d{6,9}[-_]\d+|EMN-\d{4}-\d+)\)?\s*(?:\((?P<type>[A-Z])\))?\s*(?P<id>\d{6,9})?$"
)
_EMPTY = re.compile(r"\(\s*\)(?:\s?\(\s*\))*$")
_CLOSED = re.compile(rf"\((?:{pattern('access', 'closed')})\)$", re.I)
_ID = re.compile(r"(?P<id>\d{6,9})\b\s*(?P<rest>.*)$")
_SENTENCE = re.compile(rf"\.\s+[A-ZÆØÅ]|\b(?:blev|{pattern('verb', 'attends', 'attended')})\b")
_LONGEST_LINE, _LONGEST_TITLE = 150, 200


@dataclass(slots=True)
class _Row:
    """One attachment as it is read, line by line."""

    number: str | None = None
    access: Told[bool] | None = None
    document_number: str | None = None
    document_id: str | None = None
    lines: list[Passage] = field(default_factory=list)
    titles: list[Passage] = field(default_factory=list)

    def add(self, line: Passage, text: Passage) -> None:
        """Add a line's words to the title; take the document's number, its type and id off."""
        self.lines.append(line)
        if match := _EMPTY.search(text.text):
            text = text.part(0, match.start())
        if match := _NUMBER.search(text.text):
            self.document_number = self.document_number or match["number"]
            self.document_id = self.document_id or match["id"]
            text = text.part(0, match.start())
        if match := _CLOSED.search(text.text):
            self.access = self.access or Told(False, text.span(match.start(), match.end()))
            text = text.part(0, match.start())
        self.titles.append(text)

    def fact(self, place: int) -> Attachment:
        """The attachment, numbered by its place where it bears no number."""
        spans = [line.span() for line in self.lines]
        span = Span(spans[0].start, max(s.end for s in spans))
        title = join(*self.titles).text.strip(" ;") or self.lines[0].text
        return Attachment(title, span, self.number or str(place), self.access, self.document_number, self.document_id)


def attachments(blocks: Sequence[Block], inline: Passage = NOTHING) -> tuple[tuple[Attachment, ...], list[Block]]:
    """The attachments of a list; and the lines that belong to none."""
    rows: list[_Row] = []
    rest: list[Block] = []
    apart = False
    if inline:
        rows.append(_row(inline, inline))
    for block in blocks:
        if block.kind == "blank":
            apart = True
        elif not is_furniture(block):
            if not _read(block, rows, apart):
                rest.append(block)
            apart = False
    return tuple(row.fact(place) for place, row in enumerate(rows, 1)), rest


def _read(block: Block, rows: list[_Row], apart: bool) -> bool:
    """One line: a row of its own, more of the one above, or none of the list (False)."""
    line, text = block.words, block.text
    match = _LINE.match(text)
    last = rows[-1] if rows else None
    if match and (match["access"] or last is None or _next(last, match["number"])):
        rows.append(_numbered(line, match))
    elif last and (found := _ID.match(text)) and (found["rest"] or last.document_id is None):
        last.document_id = last.document_id or found["id"]
        last.add(line, line.part(found.start("rest")))
    elif last and last.number is not None and not apart and len(text) < _LONGEST_LINE:
        last.add(line, line)
    elif (last and last.number is not None and apart) or len(text) > _LONGEST_TITLE or _SENTENCE.search(text):
        return False
    elif not concept("nothing", text):
        rows.append(_row(line, line))
    return True


def _next(row: _Row, number: str) -> bool:
    return row.number is not None and row.number.isdigit() and int(number) == int(row.number) + 1


def _numbered(line: Passage, match: re.Match[str]) -> _Row:
    """`1 Åben TITLE 18873/22`."""
    row = _row(line, line.part(match.start("rest")))
    row.number = match["number"]
    if match["access"]:
        is_open = words("access")[match["access"].casefold()] == "open"
        row.access = Told(is_open, line.span(match.start("access"), match.end("access")))
    return row


def _row(line: Passage, text: Passage) -> _Row:
    row = _Row()
    row.add(line, text)
    return row
