"""The story of a Word document: its paragraphs and tables as lines, with the numbers that Word counts itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from .lines import BLANK, Line, row, tidy
from .wordnumbers import Numbers

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle

_P, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_RUN, _RUN_PROPERTIES = qn("w:r"), qn("w:rPr")
_TEXT, _BOX, _PROPERTIES = qn("w:t"), qn("w:txbxContent"), qn("w:pPr")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_PASSED = frozenset([_FALLBACK, _BOX, _PROPERTIES, qn("w:del"), qn("w:moveFrom"), qn("w:rPr")])
_HELD = frozenset([qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:smartTag"), qn("w:moveTo")])
_TABS = re.compile(r"\t[\t ]+")
_LONGEST_HEADING = 300
_LONGEST_BOLD = 200
_BOLD_LEVEL = 7
_DEEPEST = 20


class Story:
    """Yields the lines of a document's parts, and counts its numbered paragraphs on the way."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbers = Numbers(document)
        self.hidden = hidden_styles(document)

    def lines(self, element: BaseOxmlElement, depth: int = 0) -> Iterator[Line]:
        """The lines of a body, a cell, a text box or a content control."""
        for child in element:
            if child.tag == _P:
                yield from self._paragraph(child, depth)
            elif child.tag == _TABLE and depth < _DEEPEST:
                yield BLANK
                yield from self._table(child, depth)
                yield BLANK
            elif child.tag in _HELD and depth < _DEEPEST:
                yield from self.lines(child, depth + 1)

    def _table(self, table: BaseOxmlElement, depth: int) -> Iterator[Line]:
        """The rows of a table; a cell that goes on from the row above is left out."""
        rows = [each for each in _held(table) if each.tag == _ROW]
        for each in rows:
            cells = [cell for cell in _held(each) if cell.tag == _CELL and not _continues(cell)]
            columns = len(rows) == 1 or any(cell.find(_TABLE) is not None for cell in cells)
            yield from row([list(self.lines(cell, depth + 1)) for cell in cells], columns=columns)

    def _paragraph(self, element: BaseOxmlElement, depth: int) -> Iterator[Line]:
        """A paragraph's lines; behind it those of its text boxes."""
        paragraph = Paragraph(cast("CT_P", element), self.document._body)
        by_style = paragraph.style is not None and paragraph.style.style_id in self.hidden
        text = "".join(_words(element, self.hidden, by_style))
        yield from self._words_of(paragraph, text)
        if depth < _DEEPEST:
            for box in _boxes(element):
                yield from self.lines(box, depth + 1)

    def _words_of(self, paragraph: Paragraph, text: str) -> Iterator[Line]:
        if not tidy(text):
            yield BLANK
            return
        level = _level(paragraph, text)
        number, bullet, indent = self.numbers.next(paragraph)
        if level:
            if text.startswith("\n"):
                yield BLANK
            yield Line("heading", f"{number} {tidy(text.replace(chr(9), ' '))}", level, True)
            return
        parts = _TABS.sub("\t", text.strip("\n")).split("\n")
        for place, part in enumerate(parts):
            last = place + 1 == len(parts)
            if place == 0 and bullet:
                yield Line("bullet", part, 2 * indent, last)
            else:
                yield Line("text", f"{number} {part}" if place == 0 else part, 0, last)


def edges(document: Document) -> Iterator[str]:
    """What stands in the heads and feet of the pages, and for the pictures."""
    parts = [
        relation.target_part
        for relation in document.part.rels.values()
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    ]
    for element in (*(part.element for part in parts if hasattr(part, "element")), document.element):
        if element is not document.element:
            hidden = hidden_styles(document)
            yield from ("".join(_words(paragraph, hidden)) for paragraph in element.iter(_P))
        for picture in element.iter(qn("wp:docPr")):
            yield f"{picture.get('descr') or ''}"
    yield document.core_properties.author or ""


def _words(element: BaseOxmlElement, hidden: Collection[str], by_style: bool = False) -> Iterator[str]:
    """The characters of a paragraph as they are seen: nothing deleted or hidden, no text box.

    `hidden` are the styles of what is not shown, `by_style` whether the paragraph's is one of them.
    """
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _PASSED and not (child.tag == _RUN and _vanishes(child, hidden, by_style)):
            yield from _words(child, hidden, by_style)


def _vanishes(run: BaseOxmlElement, hidden: Collection[str], by_style: bool) -> bool:
    """Whether a run of characters is hidden (ECMA-376-1, 17.3.2.41), by itself, its style or its paragraph's."""
    if (said := _said(run.find(_RUN_PROPERTIES))) is not None:
        return said
    style = run.find(f"{_RUN_PROPERTIES}/{qn('w:rStyle')}")
    return by_style or (style is not None and style.get(qn("w:val")) in hidden)


def _said(properties: BaseOxmlElement | None) -> bool | None:
    """Whether properties say that characters are hidden, or are not; None where they say nothing."""
    vanish = properties.find(qn("w:vanish")) if properties is not None else None
    return None if vanish is None else vanish.get(qn("w:val"), "true") not in ("0", "false", "off")


def hidden_styles(document: Document) -> frozenset[str]:
    """The styles (their ids) by which characters are hidden, by themselves or by what they are based on."""
    styles = {str(each.get(qn("w:styleId"))): each for each in document.styles.element.findall(qn("w:style"))}
    return frozenset(name for name in styles if _hides(styles, name))


def _hides(styles: Mapping[str, BaseOxmlElement], name: str) -> bool:
    for _ in range(10):
        style = styles.get(name)
        if style is None:
            return False
        if (said := _said(style.find(_RUN_PROPERTIES))) is not None:
            return said
        based = style.find(qn("w:basedOn"))
        name = str(based.get(qn("w:val"))) if based is not None else ""
    return False


def _boxes(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The text boxes of a paragraph, each once."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def _held(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The children of an element, those in content controls among them."""
    for child in element:
        if child.tag in _HELD:
            yield from _held(child)
        else:
            yield child


def _continues(cell: BaseOxmlElement) -> bool:
    """Whether a cell is merged with the one above it."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _level(paragraph: Paragraph, text: str) -> int:
    """The depth of a heading by its style or outline, 7 for a short paragraph all in bold, 0 for none."""
    if len(text) > _LONGEST_HEADING:
        return 0
    outline = paragraph._p.find(f"{_PROPERTIES}/{qn('w:outlineLvl')}")
    style = paragraph.style
    for _ in range(10):
        if outline is not None or style is None:
            break
        name = (style.name or "").casefold()
        if name == "title":
            return 1
        if name.startswith(("heading ", "overskrift ")) and name[-1].isdecimal():
            return int(name[-1])
        outline = style.element.find(f"{_PROPERTIES}/{qn('w:outlineLvl')}")
        style = style.base_style
    if outline is not None and (value := outline.get(qn("w:val"), "9")).isdecimal() and int(value) < 9:
        return min(int(value) + 1, 6)
    return _BOLD_LEVEL if len(text) < _LONGEST_BOLD and "\t" not in text and _bold(paragraph) else 0


def _bold(paragraph: Paragraph) -> bool:
    """Whether all its words are bold, by themselves or by its style."""
    style: ParagraphStyle | None = paragraph.style
    by_style = bool(style and style.font.bold)
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(by_style if run.bold is None else run.bold for run in runs)
