"""Other meetings that the minutes tell of with their day: those to come and those that were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..facts import NamedMeeting
from ..prose import Paragraph, sentences
from ..register import pattern
from ..source import Passage
from .bodies import BodyAt
from .context import Context, lean
from .dates import DateAt, dates

_WEEKDAY = rf"(?:{pattern('weekday')})"
_ACTS = r"(?:,? som )?(?:behandler|drøfter|tager|genoptager) (?:sagen|punktet|emnet|forslaget)(?: endeligt| igen| op)?"
_MEETS = r"møde[t]?|(?:holder|afholder|har|holdt|afholdt) (?:\w+ )?møde|på (?:sit |deres )?møde[t]?"
_BETWEEN = re.compile(
    rf"^(?:s)?\s*(?:{_MEETS}|{_ACTS}|igen|endeligt)?\s*,?\s*{_WEEKDAY}?\s*(?:den|d\.|på|inden)?\s*$", re.I
)
_NEXT = re.compile(
    r"\bnæste (?:ordinære )?møde\b[\w\s]{0,40}?\b(?:er|holdes|afholdes|bliver|ligger|finder sted)\b[\w\s]{0,20}?(?:den |d\. ?)$",
    re.I,
)
_OWN = re.compile(
    r"\b(?:på|til|fra|i|ved|inden)?\s*(?:det |et )?(?:\w+e )?møde[t]?\s+(?:\w+dag )?(?:den |d\. ?)$", re.I
)
_LED = re.compile(r"^\s*[–:-]\s*[\wæøå\s]{0,40}$")
_COMING = re.compile(r"\bkommende\b|\bnæste\b", re.I)


def meetings(paragraphs: Iterable[Paragraph], context: Context) -> Iterator[NamedMeeting]:
    """Every body and exact day that stand together; a day in parentheses under `til de kommende direktionsmøder:` too."""
    owner: BodyAt | None = None
    for paragraph in paragraphs:
        if paragraph.kind != "bullet":
            owner = _list_owner(paragraph, context)
        for sentence in sentences(paragraph.words):
            yield from _sentence(sentence, owner if paragraph.kind == "bullet" else None, context)


def _list_owner(paragraph: Paragraph, context: Context) -> BodyAt | None:
    """The body whose coming meetings a list is of."""
    if not paragraph.text.endswith(":") or not _COMING.search(paragraph.text):
        return None
    bodies = [b for b in context.naming.find(paragraph.text) if b.meeting]
    return bodies[-1] if bodies else None


def _sentence(sentence: Passage, owner: BodyAt | None, context: Context) -> Iterator[NamedMeeting]:
    text = sentence.text
    days = [d for d in dates(text, context.day, lean(text)) if d.when.exact]
    if not days:
        return
    bodies = context.naming.find(text)
    for day in days:
        body = _body_of(text, day, bodies, days, context)
        if body is None and owner and re.search(r"\($", text[: day.start]):
            body = owner.name
        exact = day.when.exact
        if body and exact and (body, exact) != (context.own, context.day):
            coming = context.day is None or exact > context.day
            yield NamedMeeting(body, exact, coming, sentence.span(day.start, day.end))


def _body_of(text: str, day: DateAt, bodies: Sequence[BodyAt], days: Sequence[DateAt], context: Context) -> str | None:
    """The body whose meeting is on a day: the one named right before, behind in a timetable's line, or the own."""
    before = [b for b in bodies if b.end <= day.start]
    if before and _BETWEEN.fullmatch(text[before[-1].end : day.start]):
        return before[-1].name
    after = [b for b in bodies if b.start >= day.end]
    if after and day.start <= 6 and _LED.fullmatch(text[day.end : after[0].start]):
        return after[0].name
    if (
        after
        and not before
        and re.fullmatch(r"\s*(?:behandles|forelægges|drøftes)?\s*(?:i|på|for)\s*", text[day.end : after[0].start])
    ):
        return after[0].name
    if match := _NEXT.search(text[: day.start]):
        named = [b for b in before if b.end >= match.start() - 2]
        return named[-1].name if named else context.own
    if _OWN.search(text[: day.start]) and not re.search(r"\bi \w+forum|\bmøde (?:i|med|vedr)", text[: day.start]):
        return before[-1].name if before and "møde" in text[before[-1].end : day.start] else context.own
    return None


def first_of_each(found: Iterable[NamedMeeting]) -> tuple[NamedMeeting, ...]:
    """Each meeting once, where it is first told."""
    once: dict[tuple[str, object], NamedMeeting] = {}
    for meeting in found:
        once.setdefault((meeting.body.casefold(), meeting.day), meeting)
    return tuple(once.values())
