"""The numbers and bullets that Word sets before paragraphs (ECMA-376 part 1, 17.9): they stand in no text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

_VALUE, _NUMBER, _LEVEL, _ID = qn("w:val"), qn("w:numId"), qn("w:ilvl"), qn("w:abstractNumId")
_NUMBERED = f"{qn('w:pPr')}/{qn('w:numPr')}"
_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbers:
    """Counts the numbered paragraphs of a document."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, BaseOxmlElement]] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        self._list: dict[str, str] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        kinds = {kind.get(_ID): kind for kind in root.iterfind(qn("w:abstractNum"))}
        for number in root.iterfind(qn("w:num")):
            kind = number.find(_ID)
            if kind is not None and (found := kinds.get(kind.get(_VALUE))) is not None:
                key = number.get(_NUMBER) or ""
                self._list[key] = kind.get(_VALUE) or ""
                levels = found.iterfind(qn("w:lvl"))
                self._levels[key] = {_whole(level.get(_LEVEL)): level for level in levels}

    def next(self, paragraph: Paragraph) -> tuple[str, bool, int]:
        """The number of a paragraph, `3.` or "", whether it is a bullet, and how deep it lies."""
        found = self._place(paragraph)
        if found is None:
            return "", False, 0
        key, depth = found
        level = self._levels[key].get(depth)
        form = _said(level, "w:numFmt") if level is not None else "none"
        if form in ("bullet", "none", ""):
            return "", form == "bullet", depth
        counts = self._counts[self._list[key]]
        counts[depth] = counts[depth] + 1 if counts[depth] else _whole(_said(level, "w:start") or "1")
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        text = re.sub(r"%([1-9])", lambda m: self._shown(key, int(m[1]) - 1, counts), _said(level, "w:lvlText"))
        return text.strip(), False, depth

    def _shown(self, key: str, depth: int, counts: list[int]) -> str:
        """One level's count as it is written."""
        level = self._levels[key].get(depth)
        return _written(counts[depth] or 1, _said(level, "w:numFmt") if level is not None else "decimal")

    def _place(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """The list that a paragraph, or its style, belongs to, and the level there."""
        numbered = paragraph._p.find(_NUMBERED)
        style = paragraph.style
        for _ in range(10):
            if numbered is not None or style is None:
                break
            numbered, style = style.element.find(_NUMBERED), style.base_style
        if numbered is None:
            return None
        key = _said(numbered, "w:numId")
        depth = min(_whole(_said(numbered, "w:ilvl") or "0"), _LEVELS - 1)
        return (key, depth) if key in self._levels else None


def _said(element: BaseOxmlElement | None, name: str) -> str:
    found = None if element is None else element.find(qn(name))
    return "" if found is None else found.get(_VALUE) or ""


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0


def _written(number: int, form: str) -> str:
    """A count in figures, letters or Roman numerals.

    >>> _written(4, "decimal"), _written(2, "lowerLetter"), _written(14, "upperRoman")
    ('4', 'b', 'XIV')
    """
    if form in ("lowerLetter", "upperLetter") and number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and number < 4000:
        roman, left = "", number
        for value, sign in (*_ROMAN, *_ONES):
            count, left = divmod(left, value)
            roman += sign * count
        return roman.upper() if form == "upperRoman" else roman
    return str(number)
