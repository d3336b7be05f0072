"""What case systems export, laid out as a protocol: the frozen text that a person reads, and its lines.

The labels are those of the protocol layout; `tests/formats` holds each to the word of `ontology/da.ttl` it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from ..source import frozen
from .blocks import Block, Reading
from .lines import Line
from .text import blocks

PLACE, DATE, START, END = "Sted:", "Dato:", "Start kl.:", "Slut kl.:"
MEMBERS, ABSENT, OTHERS, AWAY = "Medlemmer:", "Fraværende:", "Øvrige deltagere:", "Ikke til stede"
CASE, COMING = "Sagsnr.:", "Kommende møder:"
ROUTE, ATTACHMENTS, DECISION, TREATED = "Sagsgang:", "Bilag:", "Beslutning", "Behandling"
OPEN, CLOSED, MATTER = "Åben", "Lukket", "sag"
AGENDA, MINUTES, SUPPLEMENT = "DAGSORDEN", "REFERAT", "TILLÆGSDAGSORDEN"
CHAIR, DEPUTY = "formand", "næstformand"
_FORMS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M", "%Y-%m-%d", "%d-%m-%Y")
_MOMENT = re.compile(r"(?:\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4})(?:[T ]\d\d:\d\d)?")
CORRECTED = ("rettet", "korrigeret", "revideret", "berigtiget")
_KIND = re.compile(rf"(?:(?<!\w)(?:{'|'.join(CORRECTED)}) )?\w*(?:referat|dagsorden|protokol)(?!\w)", re.I)
_PARTY = re.compile(r"\([^()]*\)\s*$")
_DECIDES = re.compile(rf"{DECISION}(?: (?:i|fra) .+)?\s*[:.]?$|{TREATED} i ", re.I)
_FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of the body; `role` is said of chairs only."""

    name: str
    party: str = ""
    role: str = ""
    absent: bool = False

    @property
    def line(self) -> str:
        """`Birthe Lauge-Kjær (A) (formand)`."""
        party = f" ({self.party})" if self.party and not _PARTY.search(self.name) else ""
        role = self.role.casefold()
        return f"{self.name}{party}" + (f" ({role})" if role in (CHAIR, DEPUTY) else "")


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled stretch of an item; `wrapped` when its lines may go on in the next."""

    label: str
    lines: tuple[str, ...] = ()
    wrapped: bool = False

    @property
    def decides(self) -> bool:
        return _DECIDES.match(self.label) is not None


@dataclass(frozen=True, slots=True)
class Enclosure:
    title: str
    number: str = ""
    is_open: bool | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """An item of the agenda; `route` are the names of the bodies it passes, when the source says so itself."""

    title: str
    number: str = ""
    is_open: bool | None = None
    case_numbers: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Protocol:
    """A meeting as an export tells of it; `about` are lines of the head that no label names."""

    body: str
    kind: str
    start: str = ""
    end: str = ""
    place: str = ""
    day: str = ""
    about: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    others: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = field(default=())


def laid(protocol: Protocol) -> list[Line]:
    """The lines of a protocol laid out: a heading is an item's title, one not `broken` may go on in the next."""
    return list(_single(_laid(protocol)))


def reading(lines: Sequence[Line], data: bytes, media_type: str, reader: str, name: str) -> Reading:
    """Freeze lines laid out as the text of the document that these bytes are."""
    text = "\n".join(line.text for line in lines) + "\n"
    source = frozen(text, sha256(data).hexdigest(), media_type, reader)
    number, found = 0, list[Block]()
    for block in blocks(source):
        found.append(_told(block, lines[number]))
        number += source[block.span].count("\n")
    return Reading(source, tuple(found), name)


def _single(laid: Iterable[Line]) -> Iterator[Line]:
    """Lines with one empty line between two stretches, none at the beginning, and no blank at an end."""
    last = ""
    for line in laid:
        text = line.text.rstrip()
        if text or last:
            yield line if text == line.text else replace(line, text=text)
        last = text


def _told(block: Block, line: Line) -> Block:
    """A block with what the source says of its line: an item's title, or that a paragraph ends here."""
    if block.kind == "blank" or not line.broken:
        return block
    if line.kind == "heading" and block.kind in ("text", "row"):
        return replace(block, kind="heading", level=1, cells=())
    return block.ending()


def _line(text: str = "") -> Line:
    return Line("text", text, broken=True)


def _laid(protocol: Protocol) -> Iterator[Line]:
    """The lines of the whole text."""
    yield from (_line(protocol.body), _line(), _line(protocol.kind), _line())
    if protocol.about:
        yield from (*map(_line, map(_plain, protocol.about)), _line())
    day, start = moment(protocol.start)
    _, end = moment(protocol.end)
    for label, value in ((PLACE, protocol.place), (DATE, protocol.day or day), (START, start), (END, end)):
        if value:
            yield _line(f"{label} {_plain(value)}")
    people = [member.line for member in protocol.members]
    away = [member.line for member in protocol.members if member.absent]
    for label, names in ((MEMBERS, people), (ABSENT, away), (OTHERS, protocol.others)):
        if names:
            yield from (_line(), _line(label), *map(_line, map(_plain, names)))
    for matter in protocol.matters:
        yield _line()
        yield from _matter(matter)


def _matter(matter: Matter) -> Iterator[Line]:
    """One item: its heading, its case, its access, its way, its parts, its attachments before its own decision.

    Of a closed one no part but its decision, and no attachment that is not open itself: what an export holds of it
    beyond that is printed nowhere in the open.
    """
    number = f"{matter.number}. " if matter.number else ""
    yield from (Line("heading", f"{number}{_plain(matter.title)}", broken=True), _line())
    if matter.case_numbers:
        yield from (_line(f"{CASE}\t{' '.join(matter.case_numbers)}"), _line())
    if matter.is_open is not None:
        yield from (_line(f"{OPEN if matter.is_open else CLOSED} {MATTER}"), _line())
    if matter.route:
        yield from (_line(f"{ROUTE} {', '.join(matter.route)}"), _line())
    parts = [part for part in matter.parts if part.lines and (matter.is_open is not False or part.decides)]
    last = len(parts) - bool(parts and parts[-1].decides)
    yield from _parts(parts[:last])
    open_ones = [each for each in matter.enclosures if matter.is_open is not False or each.is_open]
    if open_ones:
        yield _line(ATTACHMENTS)
        yield from (_line(_enclosure(place, each)) for place, each in enumerate(open_ones, 1))
        yield _line()
    yield from _parts(parts[last:])


def _parts(parts: Sequence[Part]) -> Iterator[Line]:
    for part in parts:
        if part.label:
            yield _line(_plain(part.label))
        yield from (Line("text", line, broken=not part.wrapped) for line in part.lines)
        yield _line()


def _enclosure(place: int, each: Enclosure) -> str:
    """`1 Åben Takstblad 18873/22`."""
    access = "" if each.is_open is None else OPEN if each.is_open else CLOSED
    return " ".join(filter(None, (each.number or str(place), access, _plain(each.title), each.document)))


def _plain(text: str) -> str:
    return " ".join(text.split())


def moment(text: str) -> tuple[str, str]:
    """A point in time as its day, `08-09-2025`, and its clock, `16:30`: local time as it is written.

    >>> moment("2025-09-08T16:30:00.1170231+02:00")
    ('08-09-2025', '16:30')
    >>> moment("01-01-0001 00:00")
    ('', '')
    """
    match = _MOMENT.match(text.strip())
    for form in _FORMS if match else ():
        try:
            when = datetime.strptime(match.group() if match else "", form)  # noqa: DTZ007 - local, as it is written
        except ValueError:
            continue
        if when.year < _FIRST_YEAR:
            break
        return f"{when:%d-%m-%Y}", f"{when:%H:%M}" if "%H" in form and when.time() != datetime.min.time() else ""
    return "", ""


def kind_of(told: str, otherwise: str) -> str:
    """The kind of document that the source calls itself, else what it must be.

    >>> kind_of("Lukket referat", AGENDA), kind_of("Rettet referat", AGENDA), kind_of("Ordinært møde", AGENDA)
    ('referat', 'Rettet referat', 'DAGSORDEN')
    """
    match = _KIND.search(told)
    return match.group() if match else otherwise


def decision(body: str, when: str) -> str:
    """`Beslutning i Økonomiudvalget den 15-05-2018`."""
    day = moment(when)[0]
    return f"{DECISION} i {body} den {day}" if body and day else DECISION


def decisions_last(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts in the order of a protocol: what others and then this meeting decided stands last."""
    return tuple(sorted(parts, key=lambda part: part.decides * (1 + part.label.startswith(DECISION))))
