"""FirstAgenda's JSON: one meeting of `/api/agenda/dagsorden/ID`, its items each one field of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..source import OtherData, Unreadable, decode
from .fields import Node, node, nodes, parsed, raw, text
from .fragments import lines, parts
from .protocol import (
    AGENDA,
    MINUTES,
    SUPPLEMENT,
    TREATED,
    Enclosure,
    Matter,
    Member,
    Part,
    Protocol,
    decisions_last,
    kind_of,
)

_HOST = re.compile(r"https?://([\w.-]{3,100})/", re.I)
_STEP = re.compile(r"Udvalg:\s*\S", re.I)
_DAY = re.compile(r"Dato:\s*(?P<day>.+)", re.I)
_POINT = re.compile(r"Punktnummer:\s*(?P<point>.+)", re.I)
_ITEM = "Punkt"
_LISTS = {"Udvalg", "Dagsordner"}


def read(data: bytes) -> Protocol:
    """Read one meeting. Raises Unreadable on broken JSON, OtherData on JSON that is no meeting of FirstAgenda."""
    try:
        found = parsed(decode(data)[0].removeprefix("\ufeff"))
    except ValueError as error:
        raise Unreadable(str(error)) from error
    meeting = node(found)
    if not isinstance(meeting.get("Dagsordenpunkter"), list) or not node(meeting.get("Moede")):
        known = bool(_LISTS & meeting.keys())
        raise OtherData("a list of FirstAgenda's meetings, not minutes" if known else "JSON that is no minutes")
    return _protocol(meeting)


def _protocol(meeting: Node) -> Protocol:
    told = node(meeting["Moede"])
    items = nodes(meeting["Dagsordenpunkter"])
    supplement = meeting.get("TillaegsDagsorden") is True or told.get("IsSupplementaryAgenda") is True
    otherwise = SUPPLEMENT if supplement else MINUTES if told.get("Afsluttet") is True else AGENDA
    called = text(told, "Navn")
    kind = kind_of(called, otherwise)
    hosts = (
        match[1] for item in items for one in nodes(item.get("Felter")) if (match := _HOST.match(text(one, "Link")))
    )
    about = (
        ([] if kind == called else [called]) + [*lines(text(told, "Description"))][:1] + list(dict.fromkeys(hosts))[:1]
    )
    return Protocol(
        body=text(node(meeting.get("Udvalg")), "Navn"),
        kind=kind,
        start=text(told, "MeetingBeginUtc") or text(told, "Dato"),
        end=text(told, "MeetingEndUtc"),
        place=text(told, "Sted"),
        about=tuple(filter(None, about)),
        members=tuple(_members(told)),
        matters=tuple(map(_matter, items)),
    )


def _members(told: Node) -> Iterator[Member]:
    for one in nodes(told.get("Moededeltagere")):
        if name := text(one, "Name"):
            yield Member(name, absent=one.get("Absent") is True or one.get("ParticipationCancelled") is True)


def _matter(item: Node) -> Matter:
    found: list[Part] = []
    for one in nodes(item.get("Felter")):
        inside = [*parts(raw(one, "Html"))] or [Part("", lines(raw(one, "Tekst")))]
        if text(one, "Navn") and not inside[0].label:
            inside[0] = Part(text(one, "Navn"), inside[0].lines)
        found += inside
    case = text(item, "CaseNumber") or text(item, "SagsNummer")
    is_open = item.get("IsOpen")
    return Matter(
        title=text(item, "Navn") or text(item, "Caption"),
        number=text(item, "Number") or text(item, "Punktnummer"),
        is_open=is_open if isinstance(is_open, bool) else None,
        case_numbers=(case,) if case else (),
        parts=decisions_last([each for part in found for each in _course(part)]),
        enclosures=tuple(Enclosure(text(one, "Navn")) for one in nodes(item.get("Bilag")) if text(one, "Navn")),
    )


def _course(part: Part) -> list[Part]:
    """`Udvalg: Dato: Punktnummer:` triples: each treatment under a heading of its own."""
    steps = [place for place, line in enumerate(part.lines) if _STEP.match(line)]
    if not part.label or not steps:
        return [part]
    found = [Part(part.label, part.lines[: steps[0]] or ("",))]
    for start, stop in zip(steps, [*steps[1:], len(part.lines)], strict=True):
        told = [line for line in part.lines[start + 1 : stop] if line]
        day = next((match["day"] for line in told[:2] if (match := _DAY.match(line))), "")
        point = next((match["point"] for line in told[:2] if (match := _POINT.match(line))), "")
        body = part.lines[start].partition(":")[2].strip()
        heading = f"{TREATED} i {body} den {day}" if day else f"{TREATED} i {body}"
        rest = tuple(line for line in told if not (_DAY.match(line) or _POINT.match(line)))
        found.append(Part(heading + (f" {_ITEM} {point}" if point else ""), rest or ("",)))
    return found
