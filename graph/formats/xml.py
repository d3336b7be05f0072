"""XML that nobody vouches for -> its elements by local name: no DTD, no entities, no network, limits on depth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..decoding import decode, mended
from ..source import Unreadable
from .prolog import prolog

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,200}\?>", re.I)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']", re.I)
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|(\d{1,9}));")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(data: bytes) -> etree._Element:
    """Parse XML to its root, tags without their namespaces, comments and instructions left out.

    Characters that XML forbids are dropped, also as references (`&#x1F;`), and so is a byte order mark.
    Raises Unreadable on a DTD, on entities, and on what is not well formed or nested more than 256 deep.
    """
    text = _DECLARATION.sub("", _decoded(data).removeprefix("\ufeff"), count=1)
    start = prolog(text)
    if text[start : start + 9].casefold() == "<!doctype":
        raise Unreadable("XML with a document type declaration (DTD), which is not read: it may name entities")
    clean = _ILLEGAL.sub("", _REFERENCE.sub(_legal, text))
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(clean.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"broken XML: {_reason(error)}") from error
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
    return root


def _decoded(data: bytes) -> str:
    """The text by the encoding that the XML declares; what is not so encoded is read like other text."""
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and (match := _ENCODING.match(data)):
        try:
            return mended(data.decode(match[1].decode()))
        except (LookupError, UnicodeError):
            pass
    return decode(data)[0]


def _legal(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    if code > 0x10FFFF or _ILLEGAL.match(chr(code)):
        return ""
    return reference.group()


def _reason(error: etree.XMLSyntaxError) -> str:
    return " ".join(str(error.msg).split())[:200] if error.msg else "not well formed"


def words(element: etree._Element | None, *path: str) -> str:
    """All text of an element, or of the first that a path of children leads to, with single blanks."""
    for name in path:
        element = None if element is None else next(element.iterchildren(name), None)
    return "" if element is None else " ".join("".join(_texts(element)).split())


def raw(element: etree._Element | None, name: str) -> str:
    """The text of the first child of this name as it stands: HTML that was escaped."""
    child = None if element is None else next(element.iterchildren(name), None)
    return "" if child is None else "".join(_texts(child))


def _texts(element: etree._Element) -> Iterator[str]:
    return (str(text) for text in element.itertext())


def first(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element that a path of children leads to."""
    for name in path:
        element = None if element is None else next(element.iterchildren(name), None)
    return element


def each(element: etree._Element | None, *path: str) -> Iterator[etree._Element]:
    """The children of the last name of a path, below the first of each name before it."""
    inside = first(element, *path[:-1])
    if inside is not None:
        yield from inside.iterchildren(path[-1])
