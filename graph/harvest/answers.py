"""What the answers of FirstAgenda Publication say that a harvest needs to know; nothing in them is trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from ..formats.fields import Node, node, nodes, parsed, raw, text
from ..formats.protocol import kind_of

LIST: Final = "/api/agenda/udvalgsliste"
_GUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NONE: Final = "00000000-0000-0000-0000-000000000000"
_FIRST_YEAR: Final = 1900


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting of the list: its GUID, its body's name and GUID, its local day if told, and a digest of all that is."""

    id: str
    body: str
    body_id: str
    day: str | None
    told: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of bodies: their names with GUIDs, all meetings, each once, and how many have no usable GUID."""

    bodies: tuple[tuple[str, str], ...]
    meetings: tuple[Listed, ...]
    nameless: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting's answer: what kind of document it is, a digest of its content, and PDFs that belong to open items.

    `texts` are the PDFs of items that have no other text, `attachments` those of their attachments.
    """

    kind: tuple[str, bool, bool]
    content: str
    texts: tuple[str, ...]
    attachments: tuple[str, ...]


def meeting_path(meeting: str) -> str:
    """The path of a meeting's answer."""
    return f"/api/agenda/dagsorden/{meeting}"


def pdf_path(document: str) -> str:
    """The path of the PDF of an attachment or of an item's text."""
    return f"/vis/pdf/bilag/{document}/?redirectDirectlyToPdf=true"


def guid(value: object) -> str | None:
    """A GUID in small letters, else None: the zero GUID is none, nor is anything else that could name a file.

    >>> guid("5F0C0001-3B1E-4C77-9A10-7D21C0DE0001"), guid("../../etc/passwd"), guid(_NONE)
    ('5f0c0001-3b1e-4c77-9a10-7d21c0de0001', None, None)
    """
    found = value.lower() if isinstance(value, str) else ""
    return found if _GUID.fullmatch(found) and found != _NONE else None


def listing(data: bytes) -> Listing:
    """Read the list of bodies. Raises ValueError when it is none."""
    groups = node(parsed(data)).get("Udvalg")
    if not isinstance(groups, dict):
        raise ValueError("JSON that is no list of bodies")
    bodies = [body for group in groups.values() for body in nodes(group)]
    told = [(body, meeting) for body in bodies for meeting in nodes(body.get("Moeder"))]
    found = {each.id: each for body, meeting in reversed(told) if (each := _listed(body, meeting))}
    return Listing(
        bodies=tuple(dict.fromkeys((text(body, "Navn"), guid(body.get("Id")) or "") for body in bodies)),
        meetings=tuple(found.values()),
        nameless=sum(guid(meeting.get("Id")) is None for _, meeting in told),
    )


def _listed(body: Node, meeting: Node) -> Listed | None:
    if (found := guid(meeting.get("Id"))) is None:
        return None
    day = _day(text(meeting, "MeetingBeginUtc")) or _day(text(meeting, "Dato"))
    return Listed(found, text(body, "Navn"), guid(body.get("Id")) or "", day, _digest(meeting))


def _day(moment: str) -> str | None:
    """The day of a point in time as it is written: local, whatever its field is called.

    >>> _day("2024-05-15T23:30:00.1170231+02:00"), _day("0001-01-01T00:00:00"), _day("i morgen")
    ('2024-05-15', None, None)
    """
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return None
    return day.isoformat() if day.year >= _FIRST_YEAR else None


def meeting(data: bytes, asked: str | None = None) -> Meeting:
    """Read a meeting. Raises ValueError when it is none, or another than was asked for."""
    found = node(parsed(data))
    told = node(found.get("Moede"))
    if not told or not isinstance(found.get("Dagsordenpunkter"), list):
        raise ValueError("JSON that is no meeting")
    if asked and (guid(found.get("Id")) or asked) != asked:
        raise ValueError("the answer is another meeting than was asked for")
    supplement = found.get("TillaegsDagsorden") is True or told.get("IsSupplementaryAgenda") is True
    items = [item for item in nodes(found["Dagsordenpunkter"]) if item.get("IsOpen") is not False]
    return Meeting(
        kind=(kind_of(text(told, "Navn"), "").casefold(), told.get("Afsluttet") is True, supplement),
        content=_digest(found),
        texts=tuple(each for item in items for each in _texts(item)),
        attachments=tuple(each for item in items for each in _attachments(item)),
    )


def _texts(item: Node) -> Iterator[str]:
    """The PDFs of an item that has no text."""
    for one in nodes(item.get("Felter")):
        document = guid(one.get("DocumentId"))
        if document and not (raw(one, "Html").strip() or raw(one, "Tekst").strip()):
            yield document


def _attachments(item: Node) -> Iterator[str]:
    """The PDFs of an item's attachments: `HarPdfVersion` is a string where it is told."""
    for one in nodes(item.get("Bilag")):
        document = guid(one.get("Id"))
        if document and str(one.get("HarPdfVersion", True)).casefold() == "true":
            yield document


def _digest(value: object) -> str:
    """The same for the same content, in whatever order the host writes its fields."""
    try:
        told = json.dumps(value, sort_keys=True)
    except RecursionError as error:
        raise ValueError("JSON nested too deep") from error
    return sha256(told.encode()).hexdigest()
