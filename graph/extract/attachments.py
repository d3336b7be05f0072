"""Attachments: `1 Åben TITLE 18873/22`, titles wrapped around numbers, closed ones, or a title a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..facts import Attachment, Told
from ..formats import Block, join
from ..labels import is_furniture
from ..register import concept, form, pattern, words
from ..source import NOTHING, Passage, Span

_LINE = re.compile(
    rf"(?:(?:(?:{pattern('enclosed')})\s*)?(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?)\s*[-–.:)]?"
    rf"|(?:{pattern('enclosed')})\s+(?P<letter>[A-ZÆØÅ])\s*[-–.:)]|(?P<small>[a-z])[.)])\s+"
    rf"(?:\(?(?P<access>{pattern('access')})\b\)?)?\s*[-–:]?\s*(?P<rest>.+)$",
    re.I,
)
_ACCESS = "|".join(sorted(map(str.capitalize, words("access")), key=len, reverse=True))
_MARKED = re.compile(
    rf"(?P<number>)(?P<letter>)(?P<small>)(?P<access>{_ACCESS})"
    r"(?:\s+bilag)?\s*(?:[-–:]\s*|\s)(?P<rest>\S.+)$"
)
_DOCUMENT = (
    r"(?!(?:19|20)\d\d/\d\d(?!\d))\d{1,7}/\d{2,7}(?:-\d+)?|\d{6,9}[-_]\d+"
    r"|\d{4}-\d{5,7}-\d+|\d{3}-\d{4}-\d{4,7}|EMN-\d{4}-\d+|(?<=\()(?:19|20)\d\d-\d{2,6}(?=\))"
)
"""Numbers of documents in the forms of the case systems; `2022/23` is a school year."""
_NAMED = rf"\(?(?:(?:{pattern('document')})\s*:?\s*)?(?P<number>{_DOCUMENT})\)?"
_NUMBER = re.compile(rf"{_NAMED}\s*(?:\((?P<type>[A-Z])\))?\s*(?P<id>\d{{6,9}})?$", re.I)
_LABELLED = re.compile(rf",?\s*\(?(?:{pattern('document')})\s*:?\s*(?P<number>\d[\w/-]{{2,20}})\)?$", re.I)
_ONLY_NUMBER = re.compile(_NAMED, re.I)
_DIGIT = re.compile(r"\d")
_DASH = re.compile(r"\s+[-–]$")
_EMPTY = re.compile(r"\(\s*\)(?:\s?\(\s*\))*$")
_CLOSED = form(
    rf"\s*(?:[(\[](?:{pattern('access', 'closed')})[)\]]|[-–,]\s+(?:{pattern('access', 'closed')}))[.;]?$",
    ("access", "closed"),
)
_OPEN = form(rf"\s*[(\[](?:{pattern('access', 'open')})[)\]][.;]?$", ("access", "open"))
_NONE = re.compile(r"(?:der er )?(?:ingen|ikke) (?:vedlagt |vedhæftet |tilknyttet )?bilag\b", re.I)
_DOCUMENT_FIRST = re.compile(rf"(?P<number>{_DOCUMENT})\s+[-–:]?\s*(?=[A-ZÆØÅ])(?P<rest>\S.+)$")
"""`707-2025-1234 Kort over området`"""
_ID = re.compile(r"(?P<id>\d{6,9})\b\s*(?P<rest>.*)$")
_UNFINISHED = re.compile(rf"-$|\b(?:{pattern('unfinished')})$")
_NEXT_TITLE = re.compile(
    r"(?<=[a-zæøå\d)]{2})\s*[.;]\s+(?=[A-ZÆØÅ])(?!.*\b\d+/\d+)"
    rf"|(?<=[\wæøå.)]),\s+(?=[A-ZÆØÅ])(?=(?i:\w*(?:{pattern('paper')}))\b)"
)
_SENTENCE = re.compile(rf"\.\s+[A-ZÆØÅ]|\b(?:blev|{pattern('verb', 'attends', 'attended')})\b")
_LONGEST_LINE, _LONGEST_TITLE, _LONGEST_COUNT = 150, 200, 4


@dataclass(slots=True)
class _Row:
    """One attachment as it is read, line by line."""

    number: str | None = None
    access: Told[bool] | None = None
    document_number: str | None = None
    document_id: str | None = None
    lines: list[Passage] = field(default_factory=list)
    titles: list[Passage] = field(default_factory=list)
    stands: bool = False
    """Whether each of its parts has a line of its own, and its number is still to come."""

    def add(self, line: Passage, text: Passage) -> None:
        """Add a line's words to the title; take the document's number, its type and id off."""
        self.lines.append(line)
        before = None
        while text != before:
            before, text = text, self._without_end(text)
        self.titles.append(text)

    def _without_end(self, text: Passage) -> Passage:
        """A title without what stands last and is none: the document's number, its type and id, a mark of access."""
        if text.text.endswith(")") and (match := _EMPTY.search(text.text)):
            return text.part(0, match.start())
        counted = _DIGIT.search(text.text) is not None
        if counted and (match := _NUMBER.search(text.text)):
            self.document_number = self.document_number or match["number"]
            self.document_id = self.document_id or match["id"]
            return text.part(0, match.start())
        if counted and (match := _LABELLED.search(text.text)):
            self.document_number = self.document_number or match["number"]
            return text.part(0, match.start())
        for shape in (_CLOSED, _OPEN):
            if match := shape.search(text.text):
                self.access = self.access or Told(shape is _OPEN, text.span(match.start(), match.end()))
                return text.part(0, match.start())
        return text

    @property
    def goes_on(self) -> bool:
        """Whether its title ends in the middle of a word, or with a word that ends none."""
        return bool(self.titles) and _UNFINISHED.search(self.titles[-1].text) is not None

    def fact(self, place: int) -> Attachment:
        """The attachment, numbered by its place where it bears no number."""
        spans = [line.span() for line in self.lines]
        span = Span(spans[0].start, max(s.end for s in spans))
        title = _DASH.sub("", join(*self.titles).text.strip(" ;")) or self.lines[0].text
        return Attachment(title, span, self.number or str(place), self.access, self.document_number, self.document_id)


def attachments(blocks: Sequence[Block], inline: Passage = NOTHING) -> tuple[tuple[Attachment, ...], list[Block]]:
    """The attachments of a list; and the lines that belong to none."""
    rows: list[_Row] = []
    rest: list[Block] = []
    columns: list[Passage] = []
    apart = False
    above: Block | None = None
    for told in _inline(inline) if inline and not concept("nothing", inline.text) else ():
        match = _LINE.match(told.text)
        rows.append(_numbered(told, match) if match else _row(told, told))
    for block in blocks:
        if block.kind == "blank":
            apart = True
        elif concept("access", block.text):
            above = block
        elif above is not None:
            rows.append(_below(above, block))
            above = None
        elif not is_furniture(block):
            if rows and rows[-1].stands and _ONLY_NUMBER.fullmatch(block.text):
                rows[-1].add(block.words, block.words)
                rows[-1].stands = False
            elif rows and rows[-1].stands:
                rows[-1].add(block.words, block.words)
            elif rows and _ONLY_NUMBER.fullmatch(block.text):
                columns.append(block.words)
            elif not _read(block, rows, apart):
                rest.append(block)
            apart = False
    _number(rows, columns)
    return tuple(row.fact(place) for place, row in enumerate(rows, 1)), rest


def _inline(told: Passage) -> Iterator[Passage]:
    """`Udkast til politik. Høringsbrev af 1. november.`: each title behind a label of the list."""
    start = 0
    for match in _NEXT_TITLE.finditer(told.text):
        yield told.part(start, match.start())
        start = match.end()
    yield told.part(start, len(told.text.rstrip(" .")) if start else len(told.text))


def _below(above: Block, block: Block) -> _Row:
    """`Åben` alone, and the title on the line below."""
    row = _row(block.words, block.words)
    row.access = Told(concept("access", above.text) == "open", above.words.span())
    row.stands = row.document_number is None
    return row


def _number(rows: Sequence[_Row], columns: Sequence[Passage]) -> None:
    """A column of numbers that stands below the titles: each to the next attachment without one."""
    without = [row for row in rows if row.document_number is None]
    for row, words_ in zip(without if len(columns) > 1 else rows[-1:], columns, strict=False):
        row.add(words_, words_)


def _read(block: Block, rows: list[_Row], apart: bool) -> bool:
    """One line: a row of its own, more of the one above, or none of the list (False)."""
    row = _of_cells(block) if len(block.cells) > 1 else None
    if row and not (rows and rows[-1].number and not (rows[-1].document_number or row.number or row.access)):
        rows.append(row)
        return True
    line, text = block.words, block.text
    match = _LINE.match(text) or _MARKED.match(text)
    last = rows[-1] if rows else None
    if match and (match["access"] or last is None or _next(last, _sign(match))):
        rows.append(_numbered(line, match))
    elif last and (found := _ID.match(text)) and (found["rest"] or last.document_id is None):
        last.document_id = last.document_id or found["id"]
        last.add(line, line.part(found.start("rest")))
    elif (
        last
        and not apart
        and len(text) < _LONGEST_LINE
        and (last.number is not None or last.goes_on or _wrapped(last, block))
    ):
        last.add(line, line)
    elif (last and last.number is not None and apart) or len(text) > _LONGEST_TITLE or _SENTENCE.search(text):
        return False
    elif not (concept("nothing", text) or _NONE.match(text)):
        first = _DOCUMENT_FIRST.match(text)
        rows.append(_row(line, line.part(first.start("rest")) if first else line))
        rows[-1].document_number = rows[-1].document_number or (first["number"] if first else None)
    return True


def _wrapped(last: _Row, block: Block) -> bool:
    """Whether a line goes on with the title above: it begins with a small letter, and no number has ended that."""
    ended = last.document_number is not None or last.access is not None
    return block.kind == "text" and block.text[0].islower() and not ended and not last.titles[-1].text.endswith(".")


def _of_cells(block: Block) -> _Row | None:
    """`1 | Skitseprojekt | Åben | 144201/25`: a row of a table; None when a cell is of another kind."""
    first = _LINE.match(block.cells[0].text)
    row = _Row()
    for cell in () if first and first["access"] else block.cells:
        if not cell or concept("column", cell.text):
            continue
        if key := concept("access", cell.text):
            row.access = Told(key == "open", cell.span())
        elif number := _ONLY_NUMBER.fullmatch(cell.text):
            row.document_number = number["number"]
            row.lines.append(cell)
        elif (
            cell.text.rstrip(".").isdigit()
            and len(cell.text) < _LONGEST_COUNT
            and row.number is None
            and not row.titles
        ):
            row.number = cell.text.rstrip(".")
        elif not row.titles:
            match = _MARKED.match(cell.text) if row.access is None else None
            if match:
                row.access = Told(
                    words("access")[match["access"].casefold()] == "open", cell.span(*match.span("access"))
                )
            row.add(cell, cell.part(match.start("rest")) if match else cell)
        else:
            return None
    marked = row.access or row.document_number or row.number
    row.lines.append(block.words)
    return row if row.titles and marked else None


def _sign(match: re.Match[str]) -> str:
    """The number or letter before a title."""
    return match["number"] or match["letter"] or match["small"] or ""


def _next(row: _Row, number: str) -> bool:
    """Whether a number follows a row's: `4` on `3`, `2.4` on `2.3`, `B` on `A`."""
    if len(number) == 1 and number.isalpha() and row.number:
        return len(row.number) == 1 and ord(number) == ord(row.number) + 1
    group, _, last = (row.number or "").rpartition(".")
    same, _, told = number.rpartition(".")
    return group == same and last.isdigit() and told.isdigit() and int(told) == int(last) + 1


def _numbered(line: Passage, match: re.Match[str]) -> _Row:
    """`1 Åben TITLE 18873/22`, `Åben TITLE`."""
    row = _row(line, line.part(match.start("rest")))
    row.number = _sign(match) or None
    if match["access"]:
        is_open = words("access")[match["access"].casefold()] == "open"
        row.access = Told(is_open, line.span(match.start("access"), match.end("access")))
    return row


def _row(line: Passage, text: Passage) -> _Row:
    row = _Row()
    row.add(line, text)
    return row
