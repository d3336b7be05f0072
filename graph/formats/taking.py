"""Documents that the child takes apart -> readings: their lines frozen here, where nothing of theirs runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..source import Unreadable
from .blocks import Reading
from .child import Taken, take
from .lines import reading
from .protocol import reading as laid

_TOLD = 10
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_pdf(data: bytes, name: str = "") -> Reading:
    """Read a PDF, pictures of pages too where OCR is installed; Unreadable when it is broken, locked or too long."""
    taken = take("pdf", data)
    notes: tuple[str, ...] = ()
    if taken.pictures:
        taken, notes = _recognised(data, taken)
    found = reading(data, taken.lines, name, "application/pdf", taken.said, "utf-8")
    return replace(found, notes=notes)


def _recognised(data: bytes, taken: Taken) -> tuple[Taken, tuple[str, ...]]:
    """A PDF with its pictures read; where that cannot be done, what there is without them, and why."""
    from .ocr import MOST_PAGES, SECONDS, missing

    lacking = missing()
    if len(taken.pictures) > MOST_PAGES:
        reason = f"{len(taken.pictures):,} pictures of pages are more than the {MOST_PAGES} that OCR may take on"
    elif lacking:
        reason = f"the extra sagsgang[ocr] reads such, with the program tesseract (Debian: apt-get install {lacking})"
    else:
        try:
            return take("pdf-ocr", data, SECONDS), ()
        except Unreadable as unreadable:
            reason = unreadable.reason
    if not taken.lines:
        raise Unreadable(f"a PDF without text: {reason}")
    return taken, (f"pages that are pictures are not read ({_numbers(taken.pictures)}): {reason}",)


def _numbers(pages: Sequence[int]) -> str:
    more = f" and {len(pages) - _TOLD} more" if len(pages) > _TOLD else ""
    return ", ".join(map(str, pages[:_TOLD])) + more


def read_docx(data: bytes, name: str = "") -> Reading:
    """Read a Word document; Unreadable when it is broken or packed to do harm."""
    return reading(data, take("docx", data).lines, name, _WORD, "docx", "utf-8")


def read_html(data: bytes, name: str = "") -> Reading:
    """Read a page; Unreadable when it is nested without end or shows no word."""
    taken = take("html", data)
    return reading(data, taken.lines, name, "text/html", "html", taken.said)


def read_xml(data: bytes, name: str = "") -> Reading:
    """Read a case system's XML; Unreadable when it is broken, OtherData when it is no minutes."""
    taken = take("xml", data)
    return laid(taken.lines, data, "application/xml", taken.said, name)


def read_json(data: bytes, name: str = "") -> Reading:
    """Read a meeting in JSON; Unreadable when it is broken, OtherData when it is no minutes."""
    taken = take("json", data)
    return laid(taken.lines, data, "application/json", taken.said, name)
