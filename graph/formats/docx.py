"""Word documents: paragraphs, lists and tables in the order of the page; heads and feet tell the municipality."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from ..source import Unreadable
from .lines import Line, signed

MOST_UNPACKED = 200_000_000
MOST_RATIO = 100
MOST_PARTS = 2_000
_SMALL = 5_000_000
_PACKING = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)
_DOCTYPES = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16le", "utf-16be"))


def lines(data: bytes) -> list[Line]:
    """The lines of a document."""
    unpackable(data)
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    from .word import Story, edges

    try:
        document = Document(BytesIO(data))
        found = list(Story(document).lines(document.element.body))
        return signed(found, edges(document))
    except (OpcError, XMLSyntaxError, KeyError, ValueError, AttributeError, IndexError, *_PACKING) as error:
        raise Unreadable("a broken Word document") from error


def unpackable(data: bytes) -> None:
    """Raise Unreadable when the archive is broken, encrypted, a bomb, or defines entities."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise Unreadable(f"a Word document of {len(parts):,} parts, more than the {MOST_PARTS:,} it may have")
            whole = sum(part.file_size for part in parts)
            if whole > MOST_UNPACKED or (whole > _SMALL and whole > MOST_RATIO * len(data)):
                raise Unreadable(f"a Word document that unpacks to {whole:,} bytes: refused as a zip bomb")
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable("an encrypted Word document")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _defines(archive.read(part)):
                    raise Unreadable("a Word document with a DTD, which is refused")
    except (ValueError, *_PACKING) as error:
        raise Unreadable("a broken Word document") from error


def _defines(part: bytes) -> bool:
    return any(word in part for word in _DOCTYPES)
