"""The head of the minutes: body, kind, day, times, place, members, who was absent and who stood in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from ..facts import Person, Told
from ..formats import Block
from ..labels import is_furniture
from ..prose import paragraphs
from ..register import concept, pattern, words
from ..source import Passage
from .attendance import absences, deputies, members, once_absent, told_absent, whole
from .dates import clock, dates
from .fields import FIELD, OF_PEOPLE, Entry, entries
from .names import PersonAt, any_names
from .posts import leads
from .roster import LISTS, columns, heads_sides, roster, sides
from .unlabelled import unlabelled_members
from .venue import CLOCK_FIRST, venue

_KIND = re.compile(rf"(?<!\w)(?P<kind>{pattern('kind')})(?!\w)", re.I)
_BEHIND_NAME = re.compile(rf"\s*[-–,:|]\s*(?:{pattern('kind')})\b.*$", re.I)
_WEEKDAY = re.compile(rf"(?:{pattern('weekday')})\b", re.I)
_HOUR = re.compile(r"[01]?\d|2[0-3]")
_TITLE_WITHIN, _NAMED_WITHIN = 8, 14
_LONGEST_TITLE = 120
_LATER = re.compile(r"\bkl\.? ?\d|\bunder (?:punkt|sag|behandling)", re.I)
_IN_PART = re.compile(r"\bkl\.? ?\d|\bvar\b.*\bunder (?:punkt|sag|behandling)", re.I)
"""Of those who came late, left early or were away for some items."""


@dataclass(slots=True)
class Header:
    """What a header tells, each value with its place; `unread` are the lines that it is not read from."""

    title: Passage | None = None
    lines: list[Passage] = field(default_factory=list)
    """The first lines that are no fields: the body's name stands in one of them."""
    body: Passage | None = None
    kind: Told[str] | None = None
    day: Told[date] | None = None
    weekday: Told[str] | None = None
    start: Told[time] | None = None
    end: Told[time] | None = None
    place: Told[str] | None = None
    people: list[Person] = field(default_factory=list)
    others: list[PersonAt] = field(default_factory=list)
    """Those the header names who are no members: guests, who took the minutes."""
    loosely_absent: set[str] = field(default_factory=set)
    """Those below a heading `Fraværende` that stands alone behind a list of members: it may have slipped there."""
    coming: list[Passage] = field(default_factory=list)
    unread: list[Block] = field(default_factory=list)


def header(blocks: Sequence[Block]) -> Header:
    """Read the lines before the first item."""
    found = Header()
    loose: list[Block] = []
    opened = list(entries(blocks, loose))
    for entry in opened:
        _read(found, entry)
    found.people = _with_chair(_apart(found.people, opened))
    found.loosely_absent = _loosely(opened)
    belong = any(person.function == "member" for person in found.people)
    listed = [] if belong else unlabelled_members(loose)
    found.people[:0] = members([block.words for block in listed], "member")
    loose = [block for block in loose if block not in listed]
    for block in blocks:
        if found.kind is None and (match := _kind_at(block)):
            found.kind = Told(match.group(), block.words.span(match.start(), match.end()))
    told = {p.name for p in found.people if p.function == "absent"}
    for paragraph in paragraphs(loose):
        found.people.extend(told_absent(paragraph, told, _LATER))
    found.people = once_absent(found.people)
    lines = [b for b in blocks if b.kind != "blank" and not is_furniture(b)]
    title = _title(lines)
    found.title = _without_kind(title.words) if title else None
    found.lines = [b.words for b in lines if not (":" in b.text and FIELD.match(b.text))][:_NAMED_WITHIN]
    _unlabelled(found, lines, loose)
    found.unread = [b for b in loose if b.kind != "blank" and b is not title and _kind_at(b) is None]
    return found


def _with_chair(people: list[Person]) -> list[Person]:
    """`Formand: Inger Skov (A)` above the list of the others: one of them too."""
    listed = {person.name for person in people if person.function == "member"}
    led = [p for p in people if p.function == "chair" and p.party and p.name not in listed] if listed else []
    return [*(replace(person, function="member") for person in led), *people]


def _unlabelled(found: Header, lines: Sequence[Block], loose: Sequence[Block]) -> None:
    """`Referat af møde tirsdag den 29. oktober 2019, kl. 18:00` without a field; below it `Rådhuset, 4573 Højby`."""
    dated = 0
    for place, block in enumerate(lines):
        if found.day is None and len(block.text) < _LONGEST_TITLE and not _is_list(block):
            _date(found, block.words)
            dated = place
        if found.start is None and (CLOCK_FIRST.match(block.text) or _same_day(found, block)):
            _times(found, block.words)
    if found.place is None:
        found.place = venue(lines, loose, dated if found.day else None)


def _same_day(found: Header, block: Block) -> bool:
    """`Tirsdag den 4. februar 2014 kl. 17.00`, where the day was told above."""
    if found.day is None or " kl" not in block.text or FIELD.match(block.text):
        return False
    return any(told.when.exact == found.day.value for told in dates(block.text, None))


def _is_list(block: Block) -> bool:
    """Whether a line is a field that tells of people, or of meetings to come."""
    match = FIELD.match(block.text)
    return match is not None and words("field")[match["name"].casefold()] in (*OF_PEOPLE - {"other"}, "roster")


def _title(lines: Sequence[Block]) -> Block | None:
    """The first line that is no field, kind or greeting of a page: the body's name stands there."""
    for block in lines[:_TITLE_WITHIN]:
        text = block.text
        if ":" in text and FIELD.match(text):
            return None
        known = concept("kind", text) or concept("part", text) or concept("access", text)
        if not (known or len(text) > 90 or text.endswith(".")):
            return block
    return None


def _without_kind(line: Passage) -> Passage:
    """`Kulturudvalget - Referat`: the name alone."""
    behind = _BEHIND_NAME.search(line.text)
    return line.part(0, behind.start()) if behind else line


def _kind_at(block: Block) -> re.Match[str] | None:
    """`BESLUTNINGSPROTOKOL` alone, or behind the body's name: `Kulturudvalget - Referat`, `Byrådet: dagsorden`."""
    match = _KIND.search(block.text) if len(block.text) < _LONGEST_TITLE else None
    if match is None:
        return None
    before, behind = block.text[: match.start()].rstrip(), block.text[match.end() :]
    rest = f"{before}{behind}".strip(" -–:|,()")
    if not rest or concept("access", rest):
        return match
    behind_name = before.endswith(("-", "–", "|")) or (before.endswith(":") and not behind.strip())
    named = behind_name or (not before and re.match(r"\s*(?:for|fra|af)\b", behind, re.I))
    whole_ = ":" not in rest and not rest.endswith(".")
    return match if whole_ and (block.kind == "heading" or named) else None


def _loosely(entries: Sequence[Entry]) -> set[str]:
    """Those listed below `Fraværende` alone on its line, where `Medlemmer` stands alone on its own above."""
    lists = [entry for entry in entries if entry.key in (*LISTS, "absent")]
    if [entry.key for entry in lists[:2]] != ["members", "absent"] or any(entry.inline for entry in lists[:2]):
        return set()
    return {person.name for line in lists[1].lines for person in any_names(line.text)}


def _belonging(people: Sequence[Person], entries: Sequence[Entry]) -> Iterator[Person]:
    """Where only those present are listed, those absent and their substitutes belong too."""
    keys = {entry.key for entry in entries}
    if "present" in keys and not keys & {"members", "roster"}:
        known = {person.name for person in people if person.function == "member"}
        for person in once_absent(people):
            if person.function in ("absent", "substitute") and person.name not in known:
                yield replace(person, function="member", substitute_for=None)


def _listed(entry: Entry) -> list[Passage]:
    """The entries of a list; of one set in columns, those of each column."""
    if not any(len(block.cells) > 2 - (place > 0) for place, block in enumerate(entry.blocks)):
        return entry.lines
    first = [cell for cell in entry.blocks[0].cells[1:] if cell] if entry.inline else []
    return columns(entry.blocks, first)


def _apart(people: list[Person], entries: Sequence[Entry]) -> list[Person]:
    """Columns run together: `Medlemmer:  Fraværende: Ib Holm Ea Vinge Ib Holm`, where those absent stand twice."""
    keys = [entry.key for entry in entries if entry.key in ("members", "absent")]
    empty = any(entry.key == "members" and not entry.lines for entry in entries)
    if not empty or keys[:2] != ["members", "absent"]:
        return [*people, *_belonging(people, entries)]
    away = [person for person in people if person.function == "absent"]
    times = Counter(person.name for person in away)
    once = {person.name: person for person in reversed(away)}
    listed = [replace(once[name], function="member") for name in dict.fromkeys(person.name for person in away)]
    led = [replace(person, function="chair") for person in listed if person.role and leads(person.role)]
    others = [person for person in people if person.function != "absent"]
    return [*listed, *led, *(once[name] for name in once if times[name] > 1), *others]


def _read(found: Header, entry: Entry) -> None:
    """Put one field's value where it belongs; `other` fields are known and not read."""
    if entry.key in (*LISTS, "chair"):
        found.people.extend(members(_listed(entry), "chair" if entry.key == "chair" else "member"))
    elif entry.key == "other":
        found.others.extend(any_names("; ".join(line.text for line in entry.lines)))
    elif entry.key == "roster" and heads_sides(entry.blocks[0]):
        for key, lines in sides(entry.blocks):
            _read(found, Entry(key, lines, entry.blocks))
    elif entry.key == "roster":
        found.people.extend(roster(entry.blocks))
    elif entry.lines and entry.key == "body" and found.body is None:
        found.body = entry.lines[0]
    elif entry.key == "coming":
        found.coming.extend(entry.lines)
    elif entry.key == "deputies":
        found.people.extend(deputies(entry.lines, found.people))
    elif entry.key == "absent":
        found.people.extend(absences(line for line in whole(entry.lines) if not _IN_PART.search(line.text)))
    elif entry.lines and entry.key == "place" and found.place is None:
        found.place = Told(entry.lines[0].text, entry.lines[0].span())
    elif (entry.lines and entry.key == "date") or (entry.lines and entry.key == "time"):
        _date(found, entry.lines[0])
    elif entry.lines and entry.key in ("start", "end"):
        _clock(found, entry.key, entry.lines[0])


def _date(found: Header, line: Passage) -> None:
    """`Onsdag den 12. maj 2021`, also with `kl. 18:00`, also a time alone: `Mødetidspunkt: kl. 9.00 - 11.30`."""
    told = next((d for d in dates(line.text, None) if d.when.exact), None)
    if told is None or found.day:
        _times(found, line)
        return
    found.day = Told(told.when.first, line.span(told.start, told.end))
    weekday = _WEEKDAY.match(line.text)
    found.weekday = Told(weekday.group(), line.span(0, weekday.end())) if weekday else None
    _times(found, line.part(told.end))


def _times(found: Header, line: Passage) -> None:
    """`Kl. 15:30`, `9.00 - 11.30`."""
    told = [Told(value, line.span(start, end)) for value, start, end in clock(line.text)]
    if told and found.start is None:
        found.start = told[0]
    if len(told) > 1 and found.end is None:
        found.end = told[1]


def _clock(found: Header, key: str, line: Passage) -> None:
    """A field of a time holds it with or without `kl.`: `Slut kl.: 13`."""
    told = next((Told(value, line.span(start, end)) for value, start, end in clock(line.text)), None)
    if told is None and _HOUR.fullmatch(line.text):
        told = Told(time(int(line.text)), line.span())
    if told and key == "start" and found.start is None:
        found.start = told
    elif told and key == "end" and found.end is None:
        found.end = told
