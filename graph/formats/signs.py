"""What a document is, by its bytes alone."""

from __future__ import annotations

import re

_START = 4096
_BLANKS = b"\xef\xbb\xbf\0 \t\r\n"
_HTML = re.compile(
    r"\ufeff?\s*(?:(?:<!--(?:[^-]|-(?!->))*+-->|<\?xml[^>]{0,200}\?>)\s*)*+"
    r"<(?:!doctype\s+html|(?P<page>html|head|body)|(?P<part>title|meta|div|span|table|h[1-6]|p|ul|ol|section|article|main))"
    r"(?=[\s>/])",
    re.I | re.S,
)
_CLOSED = re.compile(r"</(?:div|span|table|h[1-6]|p|ul|section|article|main)\s*>", re.I)
_PIECE = 3


def is_pdf(data: bytes) -> bool:
    """`%PDF-` at the start, perhaps behind blanks."""
    return data[:_START].lstrip(_BLANKS).startswith(b"%PDF-")


def is_docx(data: bytes) -> bool:
    """A zip archive with the main part of a Word document."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    from .archive import is_word  # takes longer to import than a text to read

    return is_word(data)


def is_html(data: bytes) -> bool:
    """A page, or a piece of one that begins with an element and closes several."""
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    start = data[:_START].decode("utf-16" if utf16 else "utf-8", "ignore")
    match = _HTML.match(start)
    if match is None:
        return False
    return not match["part"] or len(_CLOSED.findall(start)) >= _PIECE or start.rstrip().endswith(">")
