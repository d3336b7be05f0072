"""PDF: the words of each page put back into lines, rows and columns, without running heads, feet and page numbers."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import islice
from math import isfinite

import pypdfium2
from pypdfium2 import PdfObject, raw
from pypdfium2 import PdfPage as Page
from pypdfium2 import PdfTextPage as TextPage

from ..source import MOST_CHARACTERS, Unreadable
from .lines import Line, signed
from .pdfpage import Piece, printed
from .pdfstory import story, without_edges

MOST_PAGES = 2_000
_FEW = 3
"""Fewer characters than this a page, over the whole document, are stamps on pictures."""
_STAMP, _WHOLE, _PART = 150, 0.8, 0.2
"""A picture over the whole of a page may bear a stamp of so many characters, one over a part of it none."""
_SEEN = 1_000
_SOFT = frozenset((0x02, 0xFFFE, 0xAD))
_BOLD = 600
_PLANE = 0x10000
_SAMPLED = 8
_LONGEST_NAME = 256


def lines(data: bytes, *, ocr: bool = False) -> tuple[list[Line], str, tuple[int, ...]]:
    """The lines of all pages, by which reader, and the numbers of pages that are pictures; with `ocr` these are read.

    Raises Unreadable when it is broken, locked or out of measure, or nothing is drawn on any page.
    """
    found, pictures = list[list[Piece]](), list[int]()
    for page, pieces in _pages(data):
        if _is_picture(page, pieces):
            pictures.append(len(found) + 1)
            pieces = _recognised(page) if ocr else []
        found.append(pieces)
    words = sum(len(piece.text.strip()) for page in found for piece in page)
    if words <= _FEW * len(found):
        if ocr or not pictures:
            raise Unreadable("a PDF without text: blank pages, or pictures in which sagsgang[ocr] finds no word")
        return [], "pdf", tuple(pictures)
    kept, edges = without_edges([printed(pieces) for pieces in found])
    reader = "pdf-ocr" if ocr and pictures else "pdf"
    return signed(list(story(kept)), edges), reader, tuple(pictures)


def _pages(data: bytes) -> Iterator[tuple[Page, list[Piece]]]:
    """The pages, each with its pieces of text in the order in which it draws them."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) or "assword" in str(error)
        raise Unreadable("an encrypted PDF: it asks for a password" if locked else "a broken PDF") from error
    if len(document) > MOST_PAGES:
        raise Unreadable(f"a PDF of {len(document):,} pages, more than the {MOST_PAGES:,} it may have")
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise Unreadable(f"a broken PDF: page {number + 1} cannot be read") from error
        characters += text.count_chars()
        if characters > MOST_CHARACTERS:
            raise Unreadable(f"a PDF of more than the {MOST_CHARACTERS:,} characters a document may have")
        yield page, list(_pieces(text, page.get_height(), page.get_bbox()))
        text.close()
        page.close()


def _is_picture(page: Page, pieces: Sequence[Piece]) -> bool:
    """Whether a page shows a picture, with hardly a word or with no more than a stamp over the whole of it."""
    words = sum(len(piece.text.strip()) for piece in pieces)
    if words > _STAMP:
        return False
    width, height = page.get_size()
    shares = (_share(each, width * height) for each in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
    return any(share > (_PART if words <= _FEW else _WHOLE) for share in islice(shares, _SEEN))


def _share(picture: PdfObject, area: float) -> float:
    """Which part of the page a picture covers."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(picture, *edges):
        return 0.0
    left, bottom, right, top = (edge.value for edge in edges)
    return (right - left) * (top - bottom) / max(area, 1.0)


def _recognised(page: Page) -> list[Piece]:
    """The words of a picture."""
    from .ocr import pieces

    return pieces(page)


def _pieces(page: TextPage, height: float, shown: tuple[float, float, float, float]) -> Iterator[Piece]:
    """Characters drawn one after another on one line, as long as no wide gap parts them.

    What is drawn outside the part that is `shown` (left, bottom, right, top) is not read.
    """
    piece: Piece | None = None
    for at in range(page.count_chars()):
        sign = _sign(page, at)
        if not sign.strip():
            if piece and piece.text[-1] != " ":
                piece.text += " "
            continue
        box = _box(page, at, height)
        if box is None or not _is_shown(box, height, shown):
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


def _is_shown(box: Sequence[float], height: float, shown: Sequence[float]) -> bool:
    left, right, top, bottom = box
    return right > shown[0] and left < shown[2] and height - top > shown[1] and height - bottom < shown[3]


def _is_bold(page: TextPage, at: int) -> bool:
    """Whether a character is set in bold, by its weight or its font's name."""
    if raw.FPDFText_GetFontWeight(page, at) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    length: int = raw.FPDFText_GetFontInfo(page, at, name, _LONGEST_NAME, None)
    return 0 < length <= _LONGEST_NAME and b"bold" in name.value.lower()
