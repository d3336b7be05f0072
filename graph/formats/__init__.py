"""Readers: the bytes of one document -> its frozen text and the lines it is made of."""

from __future__ import annotations

from ..source import Unreadable, freeze
from .blocks import Block, Reading, join
from .text import blocks

__all__ = ["Block", "Reading", "join", "read"]

_MAGIC = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a gzip archive",
    b"{\\rtf": "an RTF document",
}


def read(data: bytes, name: str = "") -> Reading:
    """Read one document, chosen by its content; `name` is only told in `Reading.name`.

    Raises Unreadable when the bytes are no text, or text that no minutes can be.
    """
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"{kind}, which this version does not read")
    source = freeze(data)
    return Reading(source, tuple(blocks(source)), name)
