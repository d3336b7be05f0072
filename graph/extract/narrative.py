"""Referrals that the prose tells: `behandles i økonomiudvalget den 15. juni`, `som Erhvervsudvalget har godkendt`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..facts import Doubt, Referral, When
from ..prose import Paragraph
from ..register import cue, form, needed, pattern
from ..source import Passage
from .context import Context
from .dates import DateAt, dates, may_date
from .goals import goals, may_send
from .gone import ASKED, DONE, came_from, done, turned
from .told import Told

_TREATS = cue("treats", "treats", "infinitive")
_TREATED = re.compile(pattern("treated"), re.I)
_MATTER = re.compile(rf"\b(?:{pattern('motion')}|det|sag|behandling|høring\w*)\b", re.I)
_LINE_BEGINS = 24
_COMES_AGAIN = form(
    rf"\b(?:{pattern('again', 'again')})(?: på)?(?: (?:udvalgets|rådets|et|det))?(?: \w*mødet?)?,?"
    rf"\s*(?:{pattern('weekday')})?\s*(?:den |d\. ?|i )?",
    ("again", "again"),
)

_RETREATS = cue("retreats")
_SUBJECT = re.compile(rf"(?:[^,.;:]{{0,80}} (?:og|samt))?\s*(?:(?:{pattern('thereupon')}) )?")
_ON_DAY = re.compile(rf"[^,.;:]{{0,80}}?\s(?:(?:{pattern('weekday')}) )?(?:den|d\.)\s*", re.I)
_NEXT_TIME = form(
    rf"\b(?:{pattern('again', 'again')})"
    rf"(?: på (?:et |det |\w+s )?(?:{pattern('time', 'next')})(?: \w+)? ?\w*møde|(?<=møde))(?!\w)",
    ("again", "again"),
)
"""`Sagen genoptages på det kommende ordinære møde`: the body has it again."""


_TAKEN = form(
    rf"(?<!\w)(?:{pattern('shown', 'taken')}"
    rf"|(?:{pattern('shown', 'gets')})(?= [^.,;:]{{1,60}} (?:{pattern('again', 'once more')}))"
    rf"|(?:{pattern('shown', 'shown')}))(?!\w)[^.,;:]{{0,70}}?"
    rf"\s(?:(?:i|på|til|inden|{pattern('weekday')}|den|d\.)\s*){{1,4}}$",
    ("shown",),
)
"""`forelægges udvalget på ny i `, `behandles på mødet den `: before the day on which the body has the case again."""
_WANTED = cue("shown", "wanted")
_CUES = needed(DONE, ASKED, _TREATS, _WANTED)
_ONCE_MORE = re.compile(rf"(?<!\w)(?:{pattern('again', 'once more')}|\w*mødet?|dagsorden(?:en)?)(?!\w)", re.I)


def narrative(paragraphs: Iterable[Paragraph], context: Context) -> list[Referral]:
    """The referrals that paragraphs tell, in order; bullets in a row go on from each other."""
    found: list[Referral] = []
    previous = context.own
    for paragraph in paragraphs:
        if paragraph.kind != "bullet":
            previous = context.own
        for sentence in paragraph.sentences:
            told = _sentence(sentence, previous or context.own, context)
            found.extend(told)
            planned = [r for r in told if not r.carried_out]
            if planned and paragraph.kind == "bullet":
                previous = planned[-1].receiver
    return found


def _sentence(sentence: Passage, sender: str | None, context: Context) -> list[Referral]:
    """The referrals of one sentence."""
    if sender is None or context.own is None or not _may_send(sentence.text):
        return []
    bodies = context.bodies(sentence.text)
    told = Told(sentence, bodies, context.days(sentence.text))
    found = [*_come(told, context), *_planned(told, sender, context)] if bodies else []
    if any(r.receiver == context.own for r in found):
        return found
    again = list(comes_again(sentence, context))
    if not again:
        taken = {r.when for r in found if not r.carried_out}
        again = list(_taken_again(sentence, [day for day in told.days if day.when not in taken], context))
    return [*again, *found]


def _come(told: Told, context: Context) -> list[Referral]:
    """The bodies that had the case before, each once."""
    found = list(done(told, context))
    senders = {r.sender for r in found}
    return [*found, *(r for r in turned(told, context) if r.sender not in senders)]


def comes_again(sentence: Passage, context: Context) -> Iterator[Referral]:
    """`Sagen kommer på igen den 17. maj`, `genoptages på det næste møde`, `Udvalget behandler svarene den 17. maj`."""
    own, days = context.own, context.days(sentence.text)
    if own and not days and (match := _NEXT_TIME.search(sentence.text)):
        yield Referral(own, own, sentence.span(match.start(), match.end()), "narrative", doubt="narrated")
    for match in _COMES_AGAIN.finditer(sentence.text):
        for day in context.days(sentence.text):
            coming = day.when.first > context.day if context.day else True
            if match.end() == day.start and coming and context.own:
                yield Referral(
                    context.own,
                    context.own,
                    sentence.span(match.start(), day.end),
                    "narrative",
                    day.when,
                    doubt="narrated",
                )
    yield from _wanted_again(sentence, context)
    yield from _treats_again(sentence, context)


def _wanted_again(sentence: Passage, context: Context) -> Iterator[Referral]:
    """`Udvalget bad om at få sagen forelagt igen på mødet i august`: what a body asks to have before it."""
    if _WANTED.search(sentence.text) and context.day:
        yield from _taken_again(sentence, dates(sentence.text, context.day, "future"), context)


def _taken_again(sentence: Passage, days: Sequence[DateAt], context: Context) -> Iterator[Referral]:
    """`Sagen forelægges udvalget på ny i august`, `Sagen skal på udvalgets møde den 14. maj`."""
    text, own = sentence.text, context.own
    if not own or not _TAKEN.may(text):
        return
    for day in days:
        match = _TAKEN.expression.search(text, 0, day.start)
        if match is None or not (context.day is None or day.when.first > context.day):
            continue
        if text[: match.start()].endswith(("som ", "der ")):  # a plan that is presented, not the case
            continue
        others = any(b.name != own and match.start() <= b.start < day.end for b in context.bodies(text))
        if not others and (_ONCE_MORE.search(match.group()) or _ONCE_MORE.match(text, day.start)):
            yield Referral(own, own, sentence.span(match.start(), day.end), "narrative", day.when, doubt="narrated")
            return


def _treats_again(sentence: Passage, context: Context) -> Iterator[Referral]:
    """`Udvalget behandler høringssvarene på mødet den 14. august`: said of the body itself, of a day to come."""
    text, own = sentence.text, context.own
    for treats in _RETREATS.finditer(text):
        before = [b for b in context.bodies(text) if b.end <= treats.start()]
        behind = [d for d in context.days(text) if d.start >= treats.end() and d.when.exact]
        if not (
            own
            and before
            and behind
            and before[-1].name == own
            and _SUBJECT.fullmatch(text, before[-1].end, treats.start())
        ):
            continue
        day = behind[0]
        coming = context.day is None or day.when.first > context.day
        if coming and _ON_DAY.fullmatch(text, treats.end(), day.start):
            span = sentence.span(treats.start(), day.end)
            yield Referral(own, own, span, "narrative", day.when, doubt="narrated")


def _may_send(text: str) -> bool:
    """Whether a sentence has a word for sending on, or begins as a line of a timetable may."""
    if _CUES.may(text) or may_send(text):
        return True
    return "sag" in text or "igen" in text or (may_date(text) and may_date(text[:_LINE_BEGINS]))


def _planned(told: Told, sender: str, context: Context) -> Iterator[Referral]:
    """What a sentence sends on; a day that has been tells of a body that the case came from."""
    own = context.own or sender
    for goal in goals(told):
        body, when = goal.body, goal.when.when if goal.when else None
        if when and context.day and when.last < context.day:
            if body.name != own and _TREATED.search(told.text, max(0, body.start - 60), body.start):
                yield came_from(told, body, context)
            continue
        later = when and (when.exact != context.day if when.exact else _is_to_come(when, context))
        again = later and (sender != own or _MATTER.search(told.text))
        if body.name == own and not again:
            sender = own
            continue
        origin = own if goal.parallel else sender
        span = told.words.span(body.start, body.end)
        doubt: Doubt = "narrated" if goal.when is None or goal.when.told else "narrated_without_year"
        yield Referral(origin, body.name, span, "narrative", when, hearing=goal.hearing, doubt=doubt)
        sender = body.name


def _is_to_come(when: When, context: Context) -> bool:
    """Whether a period begins after the document's day: `i 4. kvartal`."""
    return context.day is not None and when.first > context.day
