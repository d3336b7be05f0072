"""Pictures of pages -> the words on them and where they stand, by the program tesseract (the extra `ocr`).

The program is called as it is: it reads a picture from its input and tells words with places, and no library is needed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from statistics import median
from typing import Final

import pypdfium2

from ..source import Unreadable
from .pdfpage import Piece

SECONDS: Final = 300.0
"""How long a document may take."""
MOST_PAGES: Final = 100
_PAGE_SECONDS: Final = 60
_DPI: Final = 300
_POINTS: Final = 72
_MOST_DOTS: Final = 40_000_000
_LANGUAGE: Final = "dan"
_LEAST_SURE: Final = 20.0
_LARGE: Final = 1.5
_WORD: Final = "5"
_COLUMNS: Final = 12


@cache
def missing() -> str:
    """What is not installed of what reads pictures, "" when all is there."""
    program = shutil.which("tesseract")
    if program is None:
        return "tesseract-ocr tesseract-ocr-dan"
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
    return "" if _LANGUAGE in listed.stdout.split() else "tesseract-ocr-dan"


def pieces(page: pypdfium2.PdfPage) -> list[Piece]:
    """The words of a page side by side on a line as pieces, in points from its upper left corner."""
    width, height = page.get_size()
    scale = min(_DPI / _POINTS, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
    told = _recognised(_picture(page, scale), round(scale * _POINTS))
    return list(_pieces(told, scale))


def _picture(page: pypdfium2.PdfPage, scale: float) -> bytes:
    """A page in shades of grey, as a portable graymap."""
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer)
    head = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height)
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    picture = head + b"".join(bytes(rows[start : start + bitmap.width]) for start in starts)
    rows.release()
    bitmap.close()
    return picture


def _recognised(picture: bytes, dpi: int) -> str:
    """The table of words that tesseract tells; one thread, so that the time is the same whatever else runs."""
    command = ["tesseract", "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3", "--dpi", str(dpi), "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, check=False, timeout=_PAGE_SECONDS, env=environment
        )
    except subprocess.TimeoutExpired as late:
        raise Unreadable(f"a picture of a page that takes tesseract longer than {_PAGE_SECONDS} seconds") from late
    if done.returncode:
        raise Unreadable(f"a picture of a page that tesseract does not read (it ended with {done.returncode})")
    return done.stdout.decode("utf-8", "replace")


def _pieces(table: str, scale: float) -> Iterator[Piece]:
    """The lines told, each of the height that most have unless it is much larger, parted where a wide gap is."""
    lines: dict[tuple[str, ...], list[list[str]]] = {}
    for row in (line.split("\t") for line in table.splitlines()[1:]):
        if len(row) == _COLUMNS and row[0] == _WORD and row[11].strip() and float(row[10]) >= _LEAST_SURE:
            lines.setdefault(tuple(row[1:5]), []).append(row)
    boxes = [(words, *_extent(words, scale)) for words in lines.values()]
    usual = median(bottom - top for _, top, bottom in boxes) if boxes else 0.0
    for words, top, bottom in boxes:
        high = bottom - top if bottom - top > _LARGE * usual else usual
        piece: Piece | None = None
        for row in words:
            left, right = int(row[6]) / scale, (int(row[6]) + int(row[8])) / scale
            box = left, right, bottom - high, bottom
            if piece and piece.goes_on(box):
                piece.take(f" {row[11].strip()}", box, bold=False)
                continue
            if piece:
                yield piece
            piece = Piece(row[11].strip(), *box)
        if piece:
            yield piece


def _extent(words: Sequence[list[str]], scale: float) -> tuple[float, float]:
    """Top and bottom of a line: the middle of its words'."""
    tops = [int(row[7]) for row in words]
    return median(tops) / scale, median(int(row[7]) + int(row[9]) for row in words) / scale
