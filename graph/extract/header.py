"""The head of the minutes: body, kind, day, times, place, members, who was absent and who stood in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from ..facts import Person, Told
from ..formats import Block
from ..headings import is_furniture, join
from ..prose import Paragraph, paragraphs
from ..register import concept, pattern, words
from ..source import Passage
from .dates import clock, dates
from .names import PersonAt, any_names, lowered

_FIELD = re.compile(rf"(?P<name>{pattern('field')})\s*(?P<colon>:)?\s*(?P<value>.*)$", re.I)
_CHAIR = re.compile(r"formand|mødeleder|ordstyrer", re.I)
_SUBSTITUTE = re.compile(
    r"(?:i stedet for|som (?:stedfortræder|suppleant) for|stedfortræder for|suppleant for) (?P<who>.+?) (?:deltog|deltager|mødte|var|:)\s*(?P<by>.+)|"
    r"(?P<by2>.+?) (?:deltog|mødte|deltager) (?:i stedet for|som (?:stedfortræder|suppleant) for) (?P<who2>.+)|"
    r"(?:stedfortræder|suppleant) for (?P<who3>.+?)\s*:\s*(?P<by3>.+)",
    re.I,
)
_KIND = re.compile(rf"(?<![\w])(?P<kind>{pattern('kind')})(?![\w])", re.I)


@dataclass(slots=True)
class Header:
    """What a header tells, each value with its place."""

    title: Passage | None = None
    kind: Told[str] | None = None
    day: Told[date] | None = None
    weekday: Told[str] | None = None
    start: Told[time] | None = None
    end: Told[time] | None = None
    place: Told[str] | None = None
    people: list[Person] = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    key: str
    name: str
    lines: list[Passage]


def header(blocks: Sequence[Block]) -> Header:
    """Read the lines before the first item."""
    found = Header()
    lines = [b for b in blocks if b.kind != "blank" and not is_furniture(b)]
    for entry in _entries(blocks):
        _READ.get(entry.key, _ignore)(found, entry)
    for block in lines:
        if found.kind is None and (match := _kind_at(block)):
            found.kind = Told(
                block.text[match.start() : match.end()].casefold(), block.words.span(match.start(), match.end())
            )
    found.title = _title(lines)
    return found


def _entries(blocks: Sequence[Block]) -> Iterator[_Entry]:
    """The labelled fields, each with its value's lines; a list goes on until a blank line or the next label."""
    entry: _Entry | None = None
    for block in blocks:
        if block.kind == "blank":
            if entry and entry.lines and not (entry.key in ("members", "absent") and len(entry.lines) < 2):
                yield entry
                entry = None
            continue
        match = _FIELD.match(block.text)
        named = match and (
            match["colon"] or not match["value"] or (match["name"].endswith(".") and match["value"][:1].isdigit())
        )
        if match and named and block.kind != "bullet":
            if entry:
                yield entry
            value = block.words.part(match.start("value"))
            entry = _Entry(words("field")[match["name"].casefold()], match["name"], [value] if value else [])
        elif is_furniture(block) or concept("kind", block.text) or concept("part", block.text):
            if entry:
                yield entry
            entry = None
        elif entry:
            entry.lines.append(block.words)
    if entry:
        yield entry


def _title(lines: Sequence[Block]) -> Passage | None:
    """The first line that is no field, kind or greeting of a page: the body's name stands there."""
    for block in lines[:8]:
        text = block.text
        if _FIELD.match(text) and ":" in text:
            return None
        if (
            concept("kind", text)
            or concept("part", text)
            or concept("access", text)
            or len(text) > 90
            or text.endswith(".")
        ):
            continue
        match = re.match(rf"(?P<name>.+?)\s*(?:[-–,:|]\s*(?:{pattern('kind')})\b.*)?$", text, re.I)
        return block.words.part(0, match.end("name")) if match else block.words
    return None


def _kind_at(block: Block) -> re.Match[str] | None:
    """`BESLUTNINGSPROTOKOL` alone on its line, or behind the body's name: `Kulturudvalget - Referat`."""
    match = _KIND.search(block.text)
    if match is None:
        return None
    rest = (block.text[: match.start()] + block.text[match.end() :]).strip(" -–:|,")
    short = len(block.text) < 90 and ":" not in rest and not rest.endswith(".")
    return (
        match
        if not rest
        or (
            short
            and (
                block.kind == "heading"
                or re.search(r"[-–|]\s*$|^\s*(?:for|fra)\b", block.text[: match.start()] or rest)
            )
        )
        else None
    )


def _ignore(found: Header, entry: _Entry) -> None:
    """A field that is not read."""


def _place(found: Header, entry: _Entry) -> None:
    if entry.lines and found.place is None:
        found.place = Told(entry.lines[0].text, entry.lines[0].span())


def _date(found: Header, entry: _Entry) -> None:
    """`Onsdag den 12. maj 2021`, also with `kl. 18:00`, also `9.00 - 11.30`."""
    if not entry.lines:
        return
    line = entry.lines[0]
    told = [d for d in dates(line.text, None) if d.when.exact]
    if told and found.day is None:
        found.day = Told(told[0].when.first, line.span(told[0].start, told[0].end))
        day = re.match(rf"({pattern('weekday')})\b", line.text, re.I)
        found.weekday = Told(day[1], line.span(0, day.end())) if day else None
        _time(found, _Entry("time", entry.name, [line.part(told[0].end)] if line.text[told[0].end :].strip() else []))


def _time(found: Header, entry: _Entry) -> None:
    """`Kl. 15:30`, `9.00 - 11.30`."""
    for line in entry.lines[:1]:
        told = list(clock(line.text))
        if told and found.start is None:
            found.start = Told(told[0][0], line.span(told[0][1], told[0][2]))
        if len(told) > 1 and found.end is None:
            found.end = Told(told[1][0], line.span(told[1][1], told[1][2]))


def _clock(found: Header, entry: _Entry) -> None:
    told = next(iter(_clocks(entry)), None)
    if told and entry.key == "start" and found.start is None:
        found.start = told
    elif told and entry.key == "end" and found.end is None:
        found.end = told


def _clocks(entry: _Entry) -> Iterator[Told[time]]:
    """A field of a time holds it with or without `kl.`."""
    for line in entry.lines[:1]:
        for value, start, end in clock(line.text):
            yield Told(value, line.span(start, end))
        if re.fullmatch(r"[01]?\d|2[0-3]", line.text):
            yield Told(time(int(line.text)), line.span())


def _members(found: Header, entry: _Entry) -> None:
    """`Birthe Lauge-Kjær (A) (formand)`, `Kommunaldirektør Christian Bertelsen (formand)`, one a line or a list."""
    for line in _listed(entry.lines):
        for person in any_names(line.text):
            fact = fact_of(person, line, "member")
            if _CHAIR.search(entry.name):
                fact = replace(fact, function="chair")
            found.people.append(fact)
            if (
                fact.role
                and re.search(r"(?<!næst)(?<!vice)formand|mødeleder", fact.role, re.I)
                and fact.function == "member"
            ):
                found.people.append(replace(fact, function="chair"))


def _absent(found: Header, entry: _Entry) -> None:
    """`Knud Erik Vraa (O)`, `I stedet for Knud Erik Vraa deltog Lis Rosendahl Buur (O)`."""
    found.people.extend(absences(_listed(entry.lines)))


def absences(lines: Sequence[Passage]) -> list[Person]:
    """Those who were absent, by line, and those who stood in for them."""
    found: list[Person] = []
    for line in lines:
        if match := _SUBSTITUTE.search(line.text):
            found.extend(substitutes(line, match, found))
            continue
        found.extend(fact_of(person, line, "absent") for person in any_names(line.text))
    return found


def substitutes(line: Passage, match: re.Match[str], known: Sequence[Person]) -> Iterator[Person]:
    """Who stood in for whom; one not yet told to be absent is so."""
    who, by = ("who", "by") if match["who"] else ("who2", "by2") if match["who2"] else ("who3", "by3")
    absent = [p for p in any_names(line.text) if match.start(who) <= p.start < match.end(who)]
    present = [p for p in any_names(line.text) if match.start(by) <= p.start < match.end(by)]
    for one, other in zip(absent, present, strict=False):
        if one.name not in {p.name for p in known}:
            yield fact_of(one, line, "absent")
        yield replace(fact_of(other, line, "substitute"), substitute_for=one.name)


def find_substitutes(line: Passage, known: Sequence[Person]) -> list[Person]:
    """The substitutes a sentence tells of, if any."""
    match = _SUBSTITUTE.search(line.text)
    return list(substitutes(line, match, known)) if match else []


def fact_of(person: PersonAt, words_: Passage, function: str) -> Person:
    """A person named in a text as a fact; `(formand)` behind a name is a role."""
    duties = [n for n in person.notes if re.search(r"formand|fmd|mand\b|leder|sekretær|referent", n, re.I)]
    role = ", ".join(filter(None, [lowered(person.role) if person.role else None]))
    if duties:
        role = f"{role} ({duties[0]})" if role else duties[0]
    return Person(person.name, function, words_.span(person.start, person.end), role or None, person.party)  # type: ignore[arg-type]


def _listed(lines: Sequence[Passage]) -> list[Passage]:
    """Lines of a list, a name divided over two of them made whole."""
    whole: list[Paragraph] = []
    for line in lines:
        if whole and re.search(r"\w-$", whole[-1].text) and line.text[:1].islower():
            whole[-1] = Paragraph("text", join(whole[-1].words, line))
        else:
            whole.append(Paragraph("text", line))
    return [p.words for p in whole]


def signatories(blocks: Sequence[Block]) -> list[Person]:
    """Who signs: `Velfærdsdirektør Kenneth Koed Nielsen`, also where the name is divided."""
    return [replace(fact_of(p, line.words, "signatory")) for line in paragraphs(blocks) for p in any_names(line.text)]


_READ = {
    "place": _place,
    "date": _date,
    "time": _time,
    "start": _clock,
    "end": _clock,
    "members": _members,
    "absent": _absent,
    "chair": _members,
}
