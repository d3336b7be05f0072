"""All facts of one document, put together: its header, its items, its people, its meetings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import time

from ..facts import DocumentKind, Minutes, NamedMeeting, Person, Told
from ..flattened import unfolded
from ..formats import Reading
from ..register import concept, cue, forget, pattern
from ..sections import Outline, outline
from ..source import Span, Unreadable
from .attendance import signatories, told_absent
from .context import Context
from .dates import clock
from .enclosures import enclosed_later
from .header import Header, header
from .items import ReadItem, read_item
from .matters import hours, is_end
from .meetings import announced, first_of_each, meetings
from .municipality import municipality, told_in
from .names import PersonAt, people
from .naming import named_bodies, naming, own_day
from .unread import loose, stretches

_KINDS: dict[str, DocumentKind] = {
    "agenda": "agenda",
    "minutes": "minutes",
    "supplement": "supplement",
    "correction": "correction",
}
_CLOSED = re.compile(rf"(?:{pattern('closing')})\s*:?\s*(?:kl\.?\s*)?(?P<clock>\d{{1,2}}[.:]\d{{2}})", re.I)
_IN_PART = re.compile(
    r"\b(?:under|ved|i) (?:punkt|sag|dette punkt|denne sag|behandling|sagens|punktets|drøftelsen)\w*"
    r"|\b(?:ankom|gik|kom|forlod|mødte) (?:\w+ )?kl\b",
    re.I,
)
_NEXT = cue("time", "next")
_WHOLE = cue("attendance", "whole")
_NOTE = re.compile(r"\s*\(([^()]*)\)$")
_LAST_LINES = 40


def extract(reading: Reading) -> Minutes:
    """Read the facts of one document.

    Raises Unreadable when nothing in it looks like minutes: neither an item, nor a decision, nor a meeting's head.
    """
    forget()
    reading = replace(reading, blocks=tuple(unfolded(reading.blocks)))
    parts = outline(reading.blocks)
    head = header([b for s in parts.header if s.kind == "header" for b in s.blocks])
    town = municipality(reading.source.text)
    names, body = naming(parts, head, town, reading)
    day = head.day or own_day(parts, names)
    if not parts.items and day is None and head.kind is None:
        raise Unreadable("nothing here looks like minutes: no item, no decision, no meeting's date or kind")
    kind = _document_kind(head, parts)
    known = _known(parts, head)
    context = Context(names, day.value if day else None, known, kind or "minutes")
    items = enclosed_later([read_item(section, context) for section in parts.items], parts)
    start, end = _hours(head, items)
    found = Minutes(
        span=_first_line(reading),
        municipality=town or told_in(Told(a.title, a.span) for read in items for a in read.item.attachments),
        body=body,
        kind=head.kind,
        document_kind=kind,
        day=day,
        weekday=head.weekday,
        start=start,
        end=end or _closing(reading),
        place=head.place,
        people=tuple(sorted(_with_parties(_people(parts, head, items), known), key=_last)),
        items=tuple(read.item for read in items),
        meetings=first_of_each(_meetings(parts, head, items, context)),
    )
    lines = [*(block.words for block in head.unread), *(line for read in items for line in read.unread), *loose(parts)]
    unread = tuple(stretches(lines, reading.source.text, found))
    return replace(found, bodies=tuple(named_bodies(found, names)), unread=unread)


def _meetings(parts: Outline, head: Header, items: Sequence[ReadItem], context: Context) -> Iterator[NamedMeeting]:
    """Those of the header, of the items and, behind them, `Næste møde: mandag den 11. december 2023`."""
    yield from announced(head.coming, context)
    yield from (meeting for read in items for meeting in read.meetings)
    for section in parts.parts:
        if section.kind in ("tasks", "signatures", "closing"):
            yield from meetings([p for p in section.paragraphs if _NEXT.match(p.text)], context)


def _last(person: Person) -> bool:
    """Who stood in is told behind those who were absent."""
    return person.function == "substitute"


def _people(parts: Outline, head: Header, items: Sequence[ReadItem]) -> Iterator[Person]:
    """Members, absentees and substitutes of the header and of the items' sentences; signatories."""
    listed = _put_right(head, parts, items)
    yield from listed
    known = {p.name: p.party for p in listed if p.function == "absent"}
    belong = {word for p in listed if p.function == "member" for word in p.name.split()}
    for person in _absent(items, known):
        if belong and person.function == "absent" and not person.party and belong.isdisjoint(person.name.split()):
            continue  # a guest who was `forhindret` is missing from no body
        if person.name not in known or (person.party and known[person.name] is None):
            known[person.name] = person.party
            yield person
    members = [p for p in head.people if p.function == "member"]
    for section in parts.parts:
        if section.kind == "signatures":
            yield from signatories(section.blocks, members)


def _put_right(head: Header, parts: Outline, items: Sequence[ReadItem]) -> list[Person]:
    """The people of the header; those below a `Fraværende` that slipped among the members belong to these."""
    if not head.loosely_absent or not (_act(head, parts, items) or _came(head, parts, items)):
        return head.people
    slipped = head.loosely_absent
    return [replace(p, function="member") if p.function == "absent" and p.name in slipped else p for p in head.people]


def _act(head: Header, parts: Outline, items: Sequence[ReadItem]) -> bool:
    """Whether one of those told to be absent signs, votes or acts in an item."""
    acting = {p.name for read in items for p in read.item.persons} | {d.name for r in items for d in r.item.dissents}
    for section in parts.parts:
        if section.kind == "signatures":
            acting |= {person.name for person in signatories(section.blocks, ())}
    return not head.loosely_absent.isdisjoint(acting)


def _came(head: Header, parts: Outline, items: Sequence[ReadItem]) -> bool:
    """Whether they cannot all have been absent, and are listed nowhere else.

    An item tells that all came, or names others who did not; an agenda knows of no absence; and a body decides only
    with half of its members (kommunestyrelsesloven, § 11, stk. 1).
    """
    listed = {p.name for p in head.people if p.function == "member"}
    if listed & head.loosely_absent:
        return False
    told = {person.name for person in _absent(items, {}) if person.function == "absent"}
    whole = any(_WHOLE.search(paragraph.text) for read in items for paragraph in read.paragraphs)
    agenda = _document_kind(head, parts) == "agenda"
    return whole or agenda or len(head.loosely_absent) > len(listed) or bool(told and not head.loosely_absent <= told)


def _with_parties(people: Iterable[Person], known: Sequence[PersonAt]) -> Iterator[Person]:
    """Those whose party only a sentence tells have it too."""
    parties = {one.name: one.party for one in reversed(known) if one.party}
    for person in people:
        yield person if person.party else replace(person, party=parties.get(person.name))


def _absent(items: Sequence[ReadItem], known: Mapping[str, str | None]) -> Iterator[Person]:
    """Those whom the items tell to have been absent, and their substitutes: `A og B var fraværende.`

    One known to be absent is told again where a party is.
    """
    away = {name for name, party in known.items() if party}
    for read in items:
        yield from read.absent
        for paragraph in read.paragraphs:
            yield from told_absent(paragraph, away, _IN_PART)


def _document_kind(head: Header, parts: Outline) -> DocumentKind | None:
    """What the header names it; a document that names nothing but records decisions is minutes."""
    if head.kind and (kind := _KINDS.get(concept("kind", head.kind.value) or "")):
        return kind
    return "minutes" if any(i.of("decision", "account") for i in parts.items) else None


def _known(parts: Outline, head: Header) -> list[PersonAt]:
    """Everyone the document names, so that a first name or a post finds its person."""
    known = [*(_at(person) for person in head.people), *head.others]
    for item in parts.items:
        for paragraph in (p for s in item.sections for p in s.paragraphs):
            for sentence in paragraph.sentences:
                known.extend(people(sentence.text))
    return known


def _at(person: Person) -> PersonAt:
    """One of the header: `kommunaldirektør (formand)` has the post, and the office as a note."""
    post = _NOTE.sub("", person.role) if person.role else None
    notes = tuple(_NOTE.findall(person.role or ""))
    return PersonAt(person.name, person.span.start, person.span.end, post, person.party, notes)


def _hours(head: Header, items: Sequence[ReadItem]) -> tuple[Told[time] | None, Told[time] | None]:
    """Start and end by the header, else by the timetable's first and last row."""
    if head.start or head.end:
        return head.start, head.end
    for read in items:
        if found := hours(read.topics):
            first, last = (next(iter(clock(p.text)), None) for p in found)
            ended = any(is_end(topic) for topic in read.topics)
            return (
                Told(first[0], found[0].span(first[1], first[2])) if first else None,
                Told(last[0], found[1].span(last[1], last[2])) if last and ended else None,
            )
    return None, None


def _closing(reading: Reading) -> Told[time] | None:
    """`Mødet sluttede kl. 20:41.` at the end."""
    for block in (*reversed(reading.blocks[-_LAST_LINES:]), *reading.blocks[:_LAST_LINES]):
        if match := _CLOSED.match(block.text):
            value, start, end = next(clock(match["clock"]))
            return Told(value, block.words.span(match.start("clock") + start, match.start("clock") + end))
    return None


def _first_line(reading: Reading) -> Span:
    block = next((b for b in reading.blocks if b.words), None)
    return block.words.span() if block else Span(0, len(reading.source.text))
