"""Readers: the bytes of one document -> its frozen text and the lines it is made of."""

from __future__ import annotations

import re

from ..clock import SECONDS, within
from ..source import MOST_BYTES, Unreadable, freeze
from .blocks import Block, Reading, join
from .prolog import prolog
from .signs import is_docx, is_html, is_pdf
from .text import blocks
from .wrapping import ended

__all__ = ["Block", "Reading", "join", "read"]

_ZIP = b"PK\x03\x04"
_MAGIC = {
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a gzip archive",
    b"{\\rtf": "an RTF document",
}
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_TAG = re.compile(r"<([\w:.-]+)")
_HTML = frozenset(
    (
        *("html", "head", "body", "title", "p", "br", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"),
        *("li", "table", "b", "i", "strong", "em", "a", "hr", "section", "article", "main", "u", "font", "center"),
    )
)
_SNIFFED = 4000


def read(data: bytes, name: str = "") -> Reading:
    """Read one document, chosen by its content; `name` is only told in `Reading.name`.

    Raises Unreadable when the bytes are no text, or text that no minutes can be, and OtherData, which is one, for
    well-formed data that holds no minutes.
    """
    if len(data) <= MOST_BYTES and data.startswith(_ZIP) and not is_docx(data):
        from . import packed

        return packed.read(data, name, _unpacked)
    return _unpacked(data, name)


def _unpacked(data: bytes, name: str) -> Reading:
    """Read what is no archive; all but text is taken apart by a process of its own."""
    if len(data) > MOST_BYTES:
        return _text(data, name)
    if is_pdf(data) or is_docx(data):
        from .taking import read_docx, read_pdf

        return read_pdf(data, name) if is_pdf(data) else read_docx(data, name)
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"{kind}, which this version does not read")
    start = _start(data)
    if start.startswith("<") and _is_xml(start):
        from .taking import read_xml

        return read_xml(data, name)
    if is_html(data):
        from .taking import read_html

        return read_html(data, name)
    if _JSON.match(start[:200]):
        from .taking import read_json

        return read_json(data, name)
    return _text(data, name)


def _text(data: bytes, name: str) -> Reading:
    with within(SECONDS, "reading the text"):
        source = freeze(data)
        return Reading(source, ended(tuple(blocks(source))), name)


def _start(data: bytes) -> str:
    """The first characters, for a guess at the format."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data[:_SNIFFED].decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n")


def _is_xml(start: str) -> bool:
    """Whether a text that begins with `<` is XML, and neither a page nor a text with leftovers of HTML."""
    first = start[prolog(start) :]
    if first[:9].casefold() == "<!doctype":
        return not first[9:].lstrip().casefold().startswith("html")
    match, declared = _TAG.match(first), start.startswith("<?xml")
    return declared if match is None else match[1].casefold() not in ({"html"} if declared else _HTML)
