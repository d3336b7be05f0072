"""Other meetings that the minutes tell of with their day: those to come and those that were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from ..facts import Doubt, NamedMeeting
from ..prose import Paragraph
from ..register import cue, form, pattern
from ..source import Passage
from .bodies import BodyAt
from .context import Context
from .dates import DateAt, dates
from .sending import TREATS
from .told import IS_SHOWN

_WEEKDAY = rf"(?:{pattern('weekday')})"
_ACTS = (
    rf"(?:,? som )?(?:{TREATS}|{pattern('sends', 'done', 'passed')})"
    rf"(?: {pattern('motion')}| (?:[\w-]+ ){{0,3}}?[\w-]+)?(?: endeligt| igen| op)?"
    rf"(?: på (?:sit |deres |et |det )?(?:\w+ )?\w*møde)?|{pattern('rules')}|{IS_SHOWN}(?: [\w\s]{{1,50}}?)?"
)
_TOPIC = r"(?: om [\w\s-]{1,40}?| om)?"
_MEETS = (
    rf"\w*mødet?|(?:{pattern('holds', 'body')}) (?:\w+ )?\w*møde{_TOPIC}|på (?:sit |deres )?\w*mødet?"
    rf"|(?:endelige? )?(?:{pattern('treatment')})"
    r"|dagsorden(?:en)?|bord|,? (?:der|som) (?:mødes|holder (?:\w+ )?møde|har (?:\w+ )?møde)"
)
_BETWEEN = re.compile(
    rf"(?:s|\))?\s*(?:\([A-ZÆØÅ]{{2,5}}\))?\s*(?:{_MEETS}|{_ACTS}|{pattern('holds', 'body')})?"
    r"(?: igen| endeligt| forelagt| på dagsordenen| på ny| påny| atter)?"
    rf"\s*[,:(]?\s*{_WEEKDAY}?\s*(?:den|d\.|på|inden)?\s*",
    re.I,
)
_MEETING_OF = re.compile(r"\b\w*møde[rt]? (?:for|i|hos|med) (?:det |den )?$", re.I)
_ITS_DAY = re.compile(
    rf"{_TOPIC}(?: (?:er|holdes|afholdes|finder sted|ligger)(?: (?:{pattern('fixed')}) til)?)?"
    rf"\s*,?\s*{_WEEKDAY}?\s*(?:den|d\.)?\s*",
    re.I,
)
_HELD = re.compile(rf" (?:{pattern('holds', 'meeting')})\s+{_WEEKDAY}?\s*(?:den|d\.)?\s*", re.I)
"""`Ekstraordinært byrådsmøde afholdes den `"""
_TOGETHER = re.compile(
    r"\s*(?:mødes|mødtes|holder (?:fælles)?møde|har (?:fælles)?møde)(?: \w+)? med\s*(?:det |den )?", re.I
)
_NEXT = form(
    rf"\b(?:{pattern('time', 'next')}) (?:ordinære )?\w*møde\b[\w\s,]{{0,40}}?\b(?:{pattern('holds', 'meeting')})\b"
    r"[\w\s]{0,20}?(?:den |d\. ?)$",
    ("time", "next"),
)
_OWN = re.compile(
    rf"\b(?:(?:(?:det|et) )?(?:\w+[et] )?\w*mødet?[,:]?"
    rf"|\w*møder(?:ne)?(?: i \d{{4}})? (?:{pattern('holds', 'meeting')})(?: planlagt til)?"
    rf"|\b(?:{pattern('holds', 'meeting')}|holder) \w*møder?)"
    rf"\s+(?:{_WEEKDAY} )?(?:den |d\. ?)$",
    re.I,
)
_FIXED = form(
    rf"(?:(?<!\w)(?!(?:{pattern('othermeeting')}))\w*mødet?(?: i (?:{pattern('month')}|udvalget|rådet))?"
    r"(?: (?:er|bliver))?"
    rf" (?:(?:{pattern('moved')}|{pattern('fixed')})(?: til| fra)?|{pattern('holds', 'meeting')}|(?:er )?på)"
    r"|\b(?:næste|ekstraordinært|nyt) (?:ordinære )?\w*møde)"
    rf"\s*:?\s+(?:{_WEEKDAY} )?(?:den |d\. ?)?$",
    ("moved",),
    ("fixed",),
    ("holds", "meeting"),
    also=("møde",),
)
"""`Mødet i april er rykket til den `, `Nyt møde er berammet til `, `næste møde: `"""
_OTHERS = re.compile(rf"(?<!\w)(?:{pattern('othermeeting')})\w*mødet?\b[^.;]*$", re.I)
_ELSEWHERE = re.compile(r"\bmøde (?:i|med|vedr)", re.I)
_MOVED = re.compile(
    rf"[^.]{{0,30}}?\b(?:{pattern('moved')})\b[^.]{{0,30}}?\btil[^.]{{0,20}}?|[^.]{{0,30}}?\bi stedet\b[^.]{{0,12}}",
    re.I,
)
"""`mødet den 18. august er flyttet til den 25. august`"""
_FROM = form(rf"\b(?:{pattern('moved')}) fra (?:{_WEEKDAY} )?(?:den |d\. ?)?$", ("moved",))
_TO = re.compile(rf"\s*til (?:{_WEEKDAY} )?(?:den |d\. ?)?", re.I)
_CANCELLED = re.compile(rf"[^.,;]{{0,30}}?\b(?:er|blev|bliver)? ?(?:{pattern('cancelled')})(?!\w)", re.I)
_LISTED = form(
    rf"(?:(?:{pattern('time', 'next')}) møder(?: i udvalget| i rådet| i \d{{4}})?"
    r"|mødedatoer(?:ne)?(?: i \d{4})?|mødekalender(?:en)?(?: \d{4})?|mødedage)\s*:",
    ("time", "next"),
    also=("mødedatoer", "mødedatoerne", "mødekalender", "mødekalenderen", "mødedage"),
)
_AND_ACTS = re.compile(rf"\s*(?:og|samt) (?:{TREATS} [\w\s]{{1,40}}?)?\s*{_WEEKDAY}?\s*(?:den|d\.)\s*", re.I)
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
    if not (told := context.days(text)):
        return
    days = [(day, exact) for day in told if (exact := day.when.exact)]
    body, last, carried = None, 0, context.own if _LISTED.match(text) else None
    moved = {
        day.start
        for (day, _), (to, _) in pairwise(days)
        if _MOVED.fullmatch(text, day.end, to.start)
        or (_FROM.search(text, 0, day.start) and _TO.fullmatch(text, day.end, to.start))
    }
    for day, exact in days:
        if _CANCELLED.match(text, day.end):
            continue
        if day.start in moved:
            own = _is_own(text, day.start)
            carried = _body_of(text, day, context.bodies(text), context) or (context.own if own else None)
            continue
        body = _body_of(text, day, context.bodies(text), context) or _same(text, day, body, last) or carried
        last = day.end
        if body is None and owner and text[: day.start].endswith("("):
            body = owner.name
        named = body is not None
        if not named and _is_own(text, day.start):
            body = context.own
        if body and (with_ := _with(text, day, context.bodies(text))) and with_ != body:
            yield NamedMeeting(
                with_, exact, context.day is None or exact > context.day, sentence.span(day.start, day.end)
            )
        if body and (body, exact) != (context.own, context.day):
            coming = context.day is None or exact > context.day
            doubt: Doubt | None = "meeting_unnamed" if not named else None if day.told else "meeting_without_year"
            yield NamedMeeting(body, exact, coming, sentence.span(day.start, day.end), named, doubt)


def _is_own(text: str, place: int) -> bool:
    """Whether a meeting named right before a place is the body's own: `Mødet er rykket til den `."""
    if _OTHERS.search(text, 0, place) or _ELSEWHERE.search(text, 0, place):
        return False
    return _OWN.search(text, 0, place) is not None or _FIXED.search(text, 0, place) is not None


def _body_of(text: str, day: DateAt, bodies: Sequence[BodyAt], context: Context) -> str | None:
    """The body whose meeting is said to be on a day: named right before, or behind in a timetable's line."""
    before = [b for b in bodies if b.end <= day.start]
    if before and _MEETING_OF.search(text, 0, before[-1].start) and _ITS_DAY.fullmatch(text, before[-1].end, day.start):
        return before[-1].name
    if before and _BETWEEN.fullmatch(text, before[-1].end, day.start):
        return before[-1].name
    if before and before[-1].meeting and _HELD.fullmatch(text, before[-1].end, day.start):
        return before[-1].name
    after = next((b for b in bodies if b.start >= day.end), None)
    if after and day.start <= _LINE_BEGINS and _LED.fullmatch(text, day.end, after.start):
        return after.name
    if after and not before and _TREATED.fullmatch(text, day.end, after.start):
        return after.name
    if match := _NEXT.search(text, 0, day.start):
        named = [b for b in before if b.end >= match.start() - 2]
        return named[-1].name if named else context.own
    if before and "møde" in text[before[-1].end : day.start] and _OWN.search(text, 0, day.start):
        return None if _ELSEWHERE.search(text, 0, day.start) else before[-1].name
    return None


def _same(text: str, day: DateAt, body: str | None, last: int) -> str | None:
    """`Byrådet førstebehandler budgettet den 24. september og vedtager det den 8. oktober`: the same body again."""
    return body if body and last and _AND_ACTS.fullmatch(text, last, day.start) else None


def _with(text: str, day: DateAt, bodies: Sequence[BodyAt]) -> str | None:
    """`Hovedudvalget mødes med Økonomiudvalget den 16. august`: the body that meets the other."""
    before = [b for b in bodies if b.end <= day.start][-2:]
    if len(before) == 2 and _TOGETHER.fullmatch(text, before[0].end, before[1].start):
        return before[0].name
    return None


def settled(found: Iterable[NamedMeeting]) -> list[NamedMeeting]:
    """Those of one item; `mødet den 20. maj` is that of a body named with this day elsewhere in it."""
    told = list(found)
    known = {meeting.day for meeting in told if meeting.named}
    return [meeting for meeting in told if meeting.named or meeting.day not in known]


def first_of_each(found: Iterable[NamedMeeting]) -> tuple[NamedMeeting, ...]:
    """Each meeting once, where first told."""
    once: dict[tuple[str, date], NamedMeeting] = {}
    for meeting in found:
        once.setdefault((meeting.body.casefold(), meeting.day), meeting)
    return tuple(once.values())
