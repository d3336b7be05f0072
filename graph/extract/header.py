"""The head of the minutes: body, kind, day, times, place, members, who was absent and who stood in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from ..facts import Person, Told
from ..formats import Block
from ..labels import is_furniture
from ..register import concept, pattern, words
from ..source import Passage
from .attendance import absences, members, whole
from .dates import clock, dates

_FIELD = re.compile(rf"(?P<name>{pattern('field')})\s*(?P<colon>:)?\s*(?P<value>.*)$", re.I)
_KIND = re.compile(rf"(?<!\w)(?P<kind>{pattern('kind')})(?!\w)", re.I)
_BEHIND_NAME = re.compile(rf"\s*[-–,:|]\s*(?:{pattern('kind')})\b.*$", re.I)
_WEEKDAY = re.compile(rf"(?:{pattern('weekday')})\b", re.I)
_HOUR = re.compile(r"[01]?\d|2[0-3]")
_LISTS = {"members", "absent", "chair", "other", "coming"}
_TITLE_WITHIN = 8


@dataclass(slots=True)
class Header:
    """What a header tells, each value with its place; `unread` are the lines that it is not read from."""

    title: Passage | None = None
    kind: Told[str] | None = None
    day: Told[date] | None = None
    weekday: Told[str] | None = None
    start: Told[time] | None = None
    end: Told[time] | None = None
    place: Told[str] | None = None
    people: list[Person] = field(default_factory=list)
    coming: list[Passage] = field(default_factory=list)
    unread: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    """A labelled field and the lines of its value."""

    key: str
    lines: list[Passage]


def header(blocks: Sequence[Block]) -> Header:
    """Read the lines before the first item."""
    found = Header()
    loose: list[Block] = []
    for entry in _entries(blocks, loose):
        _read(found, entry)
    for block in blocks:
        if found.kind is None and (match := _kind_at(block)):
            found.kind = Told(match.group(), block.words.span(match.start(), match.end()))
    lines = [b for b in blocks if b.kind != "blank" and not is_furniture(b)]
    title = _title(lines)
    found.title = _without_kind(title.words) if title else None
    found.unread = [b for b in loose if b is not title and _kind_at(b) is None]
    return found


def _entries(blocks: Sequence[Block], loose: list[Block]) -> Iterator[_Entry]:
    """The labelled fields, each with its value's lines; a list goes on until a blank line or the next label.

    Lines that belong to none are added to `loose`.
    """
    entry: _Entry | None = None
    for block in blocks:
        if block.kind == "blank":
            if entry and entry.lines and not (entry.key in ("members", "absent") and len(entry.lines) < 2):
                yield entry
                entry = None
        elif opened := _opened(block):
            if entry:
                yield entry
            entry = opened
        elif is_furniture(block) or concept("kind", block.text) or concept("part", block.text):
            if entry:
                yield entry
            entry = None
        elif entry and (entry.key in _LISTS or not entry.lines):
            entry.lines.append(block.words)
        elif not concept("access", block.text):
            loose.append(block)
    if entry:
        yield entry


def _opened(block: Block) -> _Entry | None:
    """`Sted: Rådhuset`, `Medlemmer` alone on its line, `Start kl. 9`."""
    match = _FIELD.match(block.text) if block.kind != "bullet" else None
    if match is None:
        return None
    timed = match["name"].endswith(".") and match["value"][:1].isdigit()
    if not (match["colon"] or not match["value"] or timed):
        return None
    value = block.words.part(match.start("value"))
    return _Entry(words("field")[match["name"].casefold()], [value] if value else [])


def _title(lines: Sequence[Block]) -> Block | None:
    """The first line that is no field, kind or greeting of a page: the body's name stands there."""
    for block in lines[:_TITLE_WITHIN]:
        text = block.text
        if ":" in text and _FIELD.match(text):
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
    """`BESLUTNINGSPROTOKOL` alone on its line, or behind the body's name: `Kulturudvalget - Referat`."""
    match = _KIND.search(block.text) if len(block.text) < 90 else None
    if match is None:
        return None
    before, behind = block.text[: match.start()].rstrip(), block.text[match.end() :]
    rest = f"{before}{behind}".strip(" -–:|,")
    if not rest:
        return match
    named = before.endswith(("-", "–", "|")) or (not before and re.match(r"\s*(?:for|fra)\b", behind, re.I))
    whole_ = ":" not in rest and not rest.endswith(".")
    return match if whole_ and (block.kind == "heading" or named) else None


def _read(found: Header, entry: _Entry) -> None:
    """Put one field's value where it belongs; `other` fields are known and not read."""
    if entry.key in ("members", "chair"):
        found.people.extend(members(entry.lines, "chair" if entry.key == "chair" else "member"))
    elif entry.key == "coming":
        found.coming.extend(entry.lines)
    elif entry.key == "absent":
        found.people.extend(absences(whole(entry.lines)))
    elif entry.lines and entry.key == "place" and found.place is None:
        found.place = Told(entry.lines[0].text, entry.lines[0].span())
    elif entry.lines and entry.key == "date":
        _date(found, entry.lines[0])
    elif entry.lines and entry.key == "time":
        _times(found, entry.lines[0])
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
