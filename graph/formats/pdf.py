"""PDF: the words of each page put back into lines, rows and columns, without running heads, feet and page numbers."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import isfinite

import pypdfium2
from pypdfium2 import PdfTextPage as TextPage
from pypdfium2 import raw

from ..source import MOST_CHARACTERS, Unreadable
from .lines import Line, signed
from .pdfpage import Piece, printed
from .pdfstory import story, without_edges

MOST_PAGES = 2_000
_FEW = 3
"""Fewer characters than this a page, over the whole document, are stamps on pictures."""
_SOFT = frozenset((0x02, 0xFFFE, 0xAD))
_BOLD = 600
_PLANE = 0x10000
_SAMPLED = 8
_LONGEST_NAME = 256


def lines(data: bytes) -> list[Line]:
    """The lines of all pages."""
    pages = [printed(pieces) for pieces in _pages(data)]
    kept, edges = without_edges(pages)
    return signed(list(story(kept)), edges)


def _pages(data: bytes) -> list[list[Piece]]:
    """The pieces of text of each page, in the order in which the page draws them."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) or "assword" in str(error)
        raise Unreadable("an encrypted PDF: it asks for a password" if locked else "a broken PDF") from error
    if len(document) > MOST_PAGES:
        raise Unreadable(f"a PDF of {len(document):,} pages, more than the {MOST_PAGES:,} it may have")
    found, characters = list[list[Piece]](), 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise Unreadable(f"a broken PDF: page {number + 1} cannot be read") from error
        characters += text.count_chars()
        if characters > MOST_CHARACTERS:
            raise Unreadable(f"a PDF of more than the {MOST_CHARACTERS:,} characters a document may have")
        found.append(list(_pieces(text, page.get_height())))
        text.close()
        page.close()
    words = sum(len(piece.text.strip()) for page in found for piece in page)
    if words <= _FEW * len(found):
        raise Unreadable("a PDF without text, only pictures of pages: the extra sagsgang[ocr] reads such")
    return found


def _pieces(page: TextPage, height: float) -> Iterator[Piece]:
    """Characters drawn one after another on one line, as long as no wide gap parts them."""
    piece: Piece | None = None
    for at in range(page.count_chars()):
        sign = _sign(page, at)
        if not sign.strip():
            if piece and piece.text[-1] != " ":
                piece.text += " "
            continue
        box = _box(page, at, height)
        if box is None:
            continue
        bold = _is_bold(page, at) if piece is None or at % _SAMPLED == 0 or piece.text.endswith(" ") else piece.bold
        if piece and piece.goes_on(box):
            piece.take(sign, box, bold)
            continue
        if piece:
            yield piece
        piece = Piece(sign, *box, bold=_is_bold(page, at))
    if piece:
        yield piece


def _sign(page: TextPage, at: int) -> str:
    """One character; a soft hyphen is a hyphen, for it ends a line where it is drawn."""
    code: int = raw.FPDFText_GetUnicode(page, at)
    if code in _SOFT:
        return "-"
    return chr(code) if code < _PLANE and not 0xD800 <= code < 0xE000 else " " if code < 0x20 else "\ufffd"


def _box(page: TextPage, at: int, height: float) -> tuple[float, float, float, float] | None:
    """Left, right, top and bottom of a character, counted from the page's upper left corner."""
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(page, at, box):
        return None
    found = (box.left, box.right, height - box.top, height - box.bottom)
    return found if found[2] < found[3] and all(map(isfinite, found)) else None


def _is_bold(page: TextPage, at: int) -> bool:
    """Whether a character is set in bold, by its weight or its font's name."""
    if raw.FPDFText_GetFontWeight(page, at) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    length: int = raw.FPDFText_GetFontInfo(page, at, name, _LONGEST_NAME, None)
    return 0 < length <= _LONGEST_NAME and b"bold" in name.value.lower()
