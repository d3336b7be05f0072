"""Other meetings that the minutes tell of with their day: those to come and those that were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ..facts import NamedMeeting
from ..prose import Paragraph
from ..register import cue, form, pattern
from ..source import Passage
from .bodies import BodyAt
from .context import Context
from .dates import DateAt, dates

_WEEKDAY = rf"(?:{pattern('weekday')})"
_ACTS = rf"(?:,? som )?(?:{pattern('treats')}) (?:{pattern('motion')})(?: endeligt| igen| op)?"
_MEETS = rf"mødet?|(?:{pattern('holds', 'body')}) (?:\w+ )?møde|på (?:sit |deres )?mødet?"
_BETWEEN = re.compile(rf"s?\s*(?:{_MEETS}|{_ACTS}|igen|endeligt)?\s*,?\s*{_WEEKDAY}?\s*(?:den|d\.|på|inden)?\s*", re.I)
_NEXT = form(
    rf"\b(?:{pattern('time', 'next')}) (?:ordinære )?møde\b[\w\s,]{{0,40}}?\b(?:{pattern('holds', 'meeting')})\b"
    r"[\w\s]{0,20}?(?:den |d\. ?)$",
    ("time", "next"),
)
_OWN = re.compile(rf"\b(?:(?:det|et) )?(?:\w+e )?mødet?\s+(?:{_WEEKDAY} )?(?:den |d\. ?)$", re.I)
_ELSEWHERE = re.compile(r"\bmøde (?:i|med|vedr)", re.I)
_TREATED = re.compile(rf"\s*(?:{pattern('passive')})?\s*(?:i|på|for)\s*", re.I)
_LED = re.compile(r"\s*[–:-]\s*[\w\s]{0,40}")
_COMING = cue("time", "next")
_LINE_BEGINS = 6


def meetings(paragraphs: Iterable[Paragraph], context: Context) -> Iterator[NamedMeeting]:
    """Every body and exact day that stand together; under `til de kommende direktionsmøder:` a day in parentheses."""
    owner: BodyAt | None = None
    for paragraph in paragraphs:
        if paragraph.kind != "bullet":
            owner = _list_owner(paragraph, context)
        for sentence in paragraph.sentences:
            yield from _sentence(sentence, owner if paragraph.kind == "bullet" else None, context)


def announced(lines: Iterable[Passage], context: Context) -> Iterator[NamedMeeting]:
    """`Kommende møder: MTU 15-04-2024, 13-05-2024`: those of a body named before the day, else the document's own."""
    for line in lines:
        bodies = context.bodies(line.text)
        for day in dates(line.text, context.day, "future"):
            body = next((b.name for b in reversed(bodies) if b.end <= day.start), context.own)
            exact = day.when.exact
            if body and exact:
                coming = context.day is None or exact > context.day
                yield NamedMeeting(body, exact, coming, line.span(day.start, day.end))


def _list_owner(paragraph: Paragraph, context: Context) -> BodyAt | None:
    """The body whose coming meetings a list is of."""
    if not paragraph.text.endswith(":") or not _COMING.search(paragraph.text):
        return None
    return next((b for b in reversed(context.bodies(paragraph.text)) if b.meeting), None)


def _sentence(sentence: Passage, owner: BodyAt | None, context: Context) -> Iterator[NamedMeeting]:
    text = sentence.text
    days = [(day, exact) for day in context.days(text) if (exact := day.when.exact)]
    for day, exact in days:
        body = _body_of(text, day, context.bodies(text), context)
        if body is None and owner and text[: day.start].endswith("("):
            body = owner.name
        named = body is not None
        if not named and _OWN.search(text, 0, day.start) and not _ELSEWHERE.search(text, 0, day.start):
            body = context.own
        if body and (body, exact) != (context.own, context.day):
            coming = context.day is None or exact > context.day
            yield NamedMeeting(body, exact, coming, sentence.span(day.start, day.end), named)


def _body_of(text: str, day: DateAt, bodies: Sequence[BodyAt], context: Context) -> str | None:
    """The body whose meeting is said to be on a day: named right before, or behind in a timetable's line."""
    before = [b for b in bodies if b.end <= day.start]
    if before and _BETWEEN.fullmatch(text, before[-1].end, day.start):
        return before[-1].name
    after = next((b for b in bodies if b.start >= day.end), None)
    if after and day.start <= _LINE_BEGINS and _LED.fullmatch(text, day.end, after.start):
        return after.name
    if after and not before and _TREATED.fullmatch(text, day.end, after.start):
        return after.name
    if match := _NEXT.search(text[: day.start]):
        named = [b for b in before if b.end >= match.start() - 2]
        return named[-1].name if named else context.own
    if before and "møde" in text[before[-1].end : day.start] and _OWN.search(text, 0, day.start):
        return None if _ELSEWHERE.search(text, 0, day.start) else before[-1].name
    return None


def first_of_each(found: Iterable[NamedMeeting]) -> tuple[NamedMeeting, ...]:
    """Each meeting once, where first told; `mødet den 20. maj` is that of a body named with this day elsewhere."""
    told = list(found)
    known = {meeting.day for meeting in told if meeting.named}
    once: dict[tuple[str, date], NamedMeeting] = {}
    for meeting in told:
        if meeting.named or meeting.day not in known:
            once.setdefault((meeting.body.casefold(), meeting.day), meeting)
    return tuple(once.values())
