"""Meetings as a calendar to subscribe to: iCalendar (RFC 5545), the same bytes for the same meetings."""

from collections.abc import Iterable, Iterator
from typing import Final

from ..asking import Row
from ..known import Known

ZONE: Final = "Europe/Copenhagen"
HEAD: Final = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//sagsgang//meetings//DA",
    "CALSCALE:GREGORIAN",
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)
"""Summer time as it has been since 1996 (Directive 2000/84/EC)."""
OCTETS: Final = 75


def calendar(rows: Iterable[Row], known: Known) -> str:
    """The calendar of some meetings.

    A meeting that is only announced is TENTATIVE. DTSTAMP must stand and be a moment (3.8.7.2): it is the first of the
    meeting's own day, for nothing here depends on the clock.
    """
    lines = [*HEAD, *(line for row in rows for line in _event(row, known)), "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(row: Row, known: Known) -> Iterator[str]:
    day = row["date"].replace("-", "")
    body = known.body(row["body"])
    yield "BEGIN:VEVENT"
    yield f"UID:{row['iri']}"
    yield f"DTSTAMP:{day}T000000Z"
    if start := row.get("start"):
        yield f"DTSTART;TZID={ZONE}:{_moment(start)}"
        if (end := row.get("end", "")) > start:
            yield f"DTEND;TZID={ZONE}:{_moment(end)}"
    else:
        yield f"DTSTART;VALUE=DATE:{day}"
    place = known.place(row.get("municipality"))
    yield f"SUMMARY:{_text(', '.join(filter(None, (body.name, place))))}"
    if where := row.get("place"):
        yield f"LOCATION:{_text(where)}"
    yield f"URL:{row['iri']}"
    yield f"STATUS:{'CONFIRMED' if int(row.get('records', '0')) else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(value: str) -> str:
    """`2025-01-23T15:00:00` is `20250123T150000`."""
    return value[:19].replace("-", "").replace(":", "")


def _text(value: str) -> str:
    """A text with what separates escaped (3.3.11)."""
    for each in ("\\", ";", ","):
        value = value.replace(each, f"\\{each}")
    return value.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A content line of at most 75 octets, gone on after a break and a blank (3.1), never within a character."""
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > OCTETS:
            pieces.append(piece)
            piece, size = "", 1
        piece, size = piece + char, size + octets
    return "\r\n ".join([*pieces, piece])
