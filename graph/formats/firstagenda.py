"""FirstAgenda's JSON: one meeting of `/api/agenda/dagsorden/ID`, its items each one field of HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from ..source import OtherData, Unreadable, decode
from .blocks import Reading
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
    reading,
)

_LOOKS = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_HOST = re.compile(r"https?://([\w.-]{3,100})/", re.I)
_STEP = re.compile(r"Udvalg:\s*\S", re.I)
_DAY = re.compile(r"Dato:\s*(?P<day>.+)", re.I)
_POINT = re.compile(r"Punktnummer:\s*(?P<point>.+)", re.I)
_ITEM = "Punkt"
_LISTS = {"Udvalg", "Dagsordner"}

Node = Mapping[str, object]


def looks(text: str) -> bool:
    """Whether a text is JSON rather than a text that begins with a bracket."""
    return _LOOKS.match(text[:200]) is not None


def read(data: bytes, name: str) -> Reading:
    """Read one meeting. Raises Unreadable on broken JSON, OtherData on JSON that is no meeting of FirstAgenda."""
    try:
        found: object = json.loads(decode(data)[0].removeprefix("\ufeff"))
    except RecursionError as error:
        raise Unreadable("JSON nested too deep") from error
    except ValueError as error:
        raise Unreadable(f"broken JSON: {str(error)[:200]}") from error
    meeting = _node(found)
    if not isinstance(meeting.get("Dagsordenpunkter"), list) or not _node(meeting.get("Moede")):
        known = bool(_LISTS & meeting.keys())
        raise OtherData("a list of FirstAgenda's meetings, not minutes" if known else "JSON that is no minutes")
    return reading(_protocol(meeting), data, "application/json", "firstagenda", name)


def _protocol(meeting: Node) -> Protocol:
    told = _node(meeting["Moede"])
    items = _nodes(meeting["Dagsordenpunkter"])
    supplement = meeting.get("TillaegsDagsorden") is True or told.get("IsSupplementaryAgenda") is True
    otherwise = SUPPLEMENT if supplement else MINUTES if told.get("Afsluttet") is True else AGENDA
    called = _text(told, "Navn")
    kind = kind_of(called, otherwise)
    hosts = (
        match[1] for item in items for one in _nodes(item.get("Felter")) if (match := _HOST.match(_text(one, "Link")))
    )
    about = (
        ([] if kind == called else [called]) + [*lines(_text(told, "Description"))][:1] + list(dict.fromkeys(hosts))[:1]
    )
    return Protocol(
        body=_text(_node(meeting.get("Udvalg")), "Navn"),
        kind=kind,
        start=_text(told, "MeetingBeginUtc") or _text(told, "Dato"),
        end=_text(told, "MeetingEndUtc"),
        place=_text(told, "Sted"),
        about=tuple(filter(None, about)),
        members=tuple(_members(told)),
        matters=tuple(map(_matter, items)),
    )


def _members(told: Node) -> Iterator[Member]:
    for one in _nodes(told.get("Moededeltagere")):
        if name := _text(one, "Name"):
            yield Member(name, absent=one.get("Absent") is True or one.get("ParticipationCancelled") is True)


def _matter(item: Node) -> Matter:
    found: list[Part] = []
    for one in _nodes(item.get("Felter")):
        inside = [*parts(_raw(one, "Html"))] or [Part("", lines(_raw(one, "Tekst")))]
        if _text(one, "Navn") and not inside[0].label:
            inside[0] = Part(_text(one, "Navn"), inside[0].lines)
        found += inside
    case = _text(item, "CaseNumber") or _text(item, "SagsNummer")
    is_open = item.get("IsOpen")
    return Matter(
        title=_text(item, "Navn") or _text(item, "Caption"),
        number=_text(item, "Number") or _text(item, "Punktnummer"),
        is_open=is_open if isinstance(is_open, bool) else None,
        case_numbers=(case,) if case else (),
        parts=decisions_last([each for part in found for each in _course(part)]),
        enclosures=tuple(Enclosure(_text(one, "Navn")) for one in _nodes(item.get("Bilag")) if _text(one, "Navn")),
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


def _node(value: object) -> Node:
    return value if isinstance(value, dict) else {}


def _nodes(value: object) -> Sequence[Node]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _raw(node: Node, key: str) -> str:
    value = node.get(key)
    return value if isinstance(value, str) else ""


def _text(node: Node, key: str) -> str:
    """A string with single blanks, without signs that no text has."""
    return " ".join(_raw(node, key).encode(errors="ignore").decode().split())
