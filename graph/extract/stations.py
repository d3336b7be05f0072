"""A way told in fields: `Udvalg: Økonomiudvalget`, `Dato: 18-09-2024`, and what was decided there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..facts import Decision, NamedMeeting, Route, Step
from ..formats import Block
from ..prose import Paragraph, paragraphs
from ..register import pattern, words
from ..sections import ItemSection
from ..source import Passage, Span
from .context import Context
from .dates import dates
from .decisions import outcomes

_FIELD = re.compile(rf"(?P<name>{pattern('station')})\s*:\s*(?P<value>.*)$", re.I)


_DIGIT = re.compile(r"\d")
_BODY_DAY = re.compile(
    r"(?P<body>[^\d:()]{2,80}?)(?:\s*\([^()]*\))?[,:]?\s+(?:den |d\. ?)?(?P<date>\d{1,2}[\w .-]{3,20}?)"
    rf"(?:,?\s*(?:{pattern('numbering', 'item')})\s*\d+)?$",
    re.I,
)


_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST_ROW, _MOST_BESIDE = 120, 3


@dataclass(slots=True)
class Station:
    """One body that a case has been before, or is to come before: its day, and the lines of what it decided."""

    body: str
    words: Passage
    day: date | None = None
    lines: list[Block] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return self.words.span()

    @property
    def told(self) -> list[Paragraph]:
        return paragraphs(self.lines)


def stations(section: ItemSection, context: Context) -> list[Station]:
    """The stations that the sections of an item's route tell line by line; none where it is printed otherwise."""
    told = [station for part in section.of("route") for station in _read(part.blocks, context)]
    return told or _dated(section, context) or _timetable(section, context)


def _timetable(section: ItemSection, context: Context) -> list[Station]:
    """`Uge 10  Direktionen`, `12. marts  Hovedudvalget`, one a line or row, the document's own meeting among them."""
    for part in section.of("lead", "route", "presentation", "summary", "consequences"):
        found: list[Station] = []
        for block in (*part.blocks, None):
            if block is not None and block.kind == "blank":
                continue
            if block is not None and (station := _row(block, context)):
                found.append(station)
            elif len(found) > 1 and any(s.body == context.own and s.day == context.day for s in found):
                return found
            else:
                found = []
    return []


def _row(block: Block, context: Context) -> Station | None:
    """A line that names one body and one day or week, and little else."""
    if len(block.text) > _LONGEST_ROW:
        return None
    days = context.days(block.text)
    bodies = context.bodies(block.text) if len(days) == 1 else []
    if len(bodies) != 1:
        return None
    day, body = days[0], bodies[0]
    beside = len(_WORD.findall(block.text)) - len(_WORD.findall(block.text[day.start : day.end]))
    beside -= len(_WORD.findall(block.text[body.start : body.end]))
    if beside > _MOST_BESIDE:
        return None
    return Station(body.name, block.words.part(body.start, body.end), day.when.exact)


def _dated(section: ItemSection, context: Context) -> list[Station]:
    """`Økonomiudvalget (indstilling) 31.08.2021`, `Handicaprådet den 2. april 2013 Punkt 6`, one a line."""
    found: list[Station] = []
    for part in section.of("route", "lead"):
        for block in part.blocks:
            match = _BODY_DAY.match(block.text) if _DIGIT.search(block.text) else None
            name = context.naming.resolve(match["body"]) if match else None
            told = dates(match["date"], context.day) if match and name else []
            if match and name and told:
                found.append(Station(name, block.words.part(*match.span("body")), told[0].when.exact))
    return found if len(found) > 1 else []


def _read(blocks: Sequence[Block], context: Context) -> Iterator[Station]:
    found: Station | None = None
    for block in blocks:
        match = _FIELD.match(block.text)
        key = words("station")[match["name"].casefold()] if match else None
        if match and key == "body":
            if found:
                yield found
            name = context.naming.resolve(match["value"]) or match["value"].strip()
            found = Station(name, block.words.part(*match.span("value"))) if name else None
        elif found and match and key == "date":
            told = dates(match["value"], context.day)
            found.day = told[0].when.exact if told else None
        elif found and key is None:
            found.lines.append(block)
    if found:
        yield found


def route_of(found: Sequence[Station], context: Context) -> Route | None:
    """The way through the stations; that of a case which has come here goes on to the document's own body."""
    if not found:
        return None
    steps = [Step(station.body, station.span) for station in found]
    last = found[-1]
    come = context.own and context.day and last.day and last.day < context.day
    if come and context.own and all(station.body != context.own for station in found):
        steps.append(Step(context.own, last.span))
    return Route(tuple(steps), "stated", Span(found[0].span.start, last.span.end))


def decisions_of(found: Sequence[Station], context: Context) -> Iterator[Decision]:
    """What was decided at the stations before the meeting."""
    for station in found:
        if station.day and (context.day is None or station.day < context.day):
            told = station.told
            wording = "\n".join(p.text for p in told)
            ruled = outcomes(told, context.of(station.body))
            yield Decision(station.body, station.span, station.day, wording, ruled)


def meetings_of(found: Sequence[Station], context: Context) -> Iterator[NamedMeeting]:
    """The meetings at which the case was, and is to be."""
    for station in found:
        if station.day and (station.body, station.day) != (context.own, context.day):
            coming = context.day is None or station.day > context.day
            yield NamedMeeting(station.body, station.day, coming, station.span)
