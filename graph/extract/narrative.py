"""Referrals that the prose tells: `behandles i økonomiudvalget den 15. juni`, `som Erhvervsudvalget har godkendt`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..facts import Referral, When
from ..prose import Paragraph
from ..register import cue, form, pattern
from ..source import Passage
from .bodies import BodyAt
from .context import Context
from .dates import DateAt, may_date

_MOTION, _THEN = f"(?:{pattern('motion')})", f"(?:{pattern('then')})"
_MEETING = r"\w*møde(?:t|r|rne)?"
_PLANNED = cue("sends", "planned")
_CASE_TO = re.compile(r"(?<!\w)\w*sag(?:en|sudkastet|sudkast)? (?:i|til)(?!\w)", re.I)
_DONE = cue("sends", "done")
_ACTIVE = form(rf"(?<!\w)(?:{pattern('treats')}) {_MOTION}(?: op)?(?!\w)", ("treats",))
_TREATED = re.compile(pattern("treated"), re.I)
_MATTER = re.compile(rf"\b(?:{pattern('motion')}|det|sag)\b", re.I)
_BEHIND = re.compile(r"\b(?:efter|siden|ved)\s+(?:\w+\s+){0,2}$", re.I)
_GAP = re.compile(
    r"[\w\s-]{0,60}?(?:,\s*)?(?:i|på|for|til|af|hos)?\s*(?:et|den|det)?\s*"
    rf"(?:{_MEETING} (?:i|for|den|d\.))?\s*[\w\s-]{{0,20}}?"
)
_HAD_IT = re.compile(rf"\s*(?:{pattern('sends', 'done')}) {_MOTION}", re.I)
_NO_GAP = re.compile(r"\b(?:som|der|hvor|fra|at|når)\b")
_LINK = re.compile(
    rf"\s*(?:s møde)?\s*(?:(?:,|og|samt|/|→|-|–|inden|før|{_THEN})\s*)*"
    rf"(?:i|på|til|for|hos|af)?\s*(?:det |den |et )?(?:{_MEETING} (?:i|for))?\s*",
    re.I,
)
_DATE_LINK = re.compile(
    rf"\s*(?:(?:,? som )?(?:{pattern('treats')}) {_MOTION}(?: endeligt| igen| op)?|{pattern('rules')}|s møde|mødet?"
    r"|på (?:sit |deres |det )?mødet?|igen|endeligt)?\s*,?\s*(?:(?:i|på|den|d\.|inden|senest|i løbet af|ved|til)\s*)*"
    rf"(?:{pattern('weekday')})?\s*(?:den|d\.)?\s*",
    re.I,
)
_OF_A_DATE = re.compile(rf"\b(?:den|d\.|igen|endeligt|{pattern('weekday')})\s*", re.I)
_LED = re.compile(r"\s*[–:-]\s*[\w\s]{0,40}")
_BY_DATE = re.compile(rf"{_LED.pattern}|\s*(?:{pattern('passive')})?\s*(?:i|på|for|af)\s*(?:møde i )?", re.I)
_THEN_ALONE = re.compile(_THEN, re.I)
_DATE_FIRST = re.compile(r"(?:(?:den|d\.|i)\s*)?", re.I)
_LINE_BEGINS = 24
_BEFORE_MEETING = re.compile(r"\binden\s+$", re.I)
_TOGETHER = re.compile(r"\s*(?:,|og|samt|, og|hver især|begge|alle)?\s*")


@dataclass(frozen=True, slots=True)
class _Goal:
    """A body that a sentence sends a case to; `parallel` to the one before it: `ØK/HU`."""

    body: BodyAt
    when: DateAt | None
    parallel: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence with the bodies and dates it names."""

    words: Passage
    bodies: Sequence[BodyAt]
    days: Sequence[DateAt]

    @property
    def text(self) -> str:
        return self.words.text

    def between(self, start: int, stop: int) -> str:
        """The words between two places, without the dates that stand there."""
        text = self.text
        for day in reversed(self.days):
            if start <= day.start and day.end <= stop:
                text, stop = text[: day.start] + text[day.end :], stop - (day.end - day.start)
        return text[start:stop]

    def linked(self, start: int, stop: int) -> bool:
        """Whether two bodies stand in one list: `i Økonomiudvalget den 11. juni og i Kommunalbestyrelsen`."""
        return _LINK.fullmatch(_OF_A_DATE.sub("", self.between(start, stop))) is not None

    def near(self, start: int, body: BodyAt) -> bool:
        """Whether only small words, or a date, stand between a cue and a body."""
        between = self.between(start, body.start)
        return len(between) < 70 and _GAP.fullmatch(between) is not None and not _NO_GAP.search(between)


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
    if not bodies:
        return []
    told = _Told(sentence, bodies, context.days(sentence.text))
    return [*_done(told, context), *_planned(told, sender, context)]


def _may_send(text: str) -> bool:
    """Whether a sentence has a word for sending on, or begins as a line of a timetable may."""
    cued = any(cues.may(text) for cues in (_PLANNED, _DONE, _ACTIVE)) or "sag" in text
    return cued or may_date(text[:_LINE_BEGINS])


def _planned(told: _Told, sender: str, context: Context) -> Iterator[Referral]:
    """What a sentence sends on; a day that has been tells of a body that the case came from."""
    own = context.own or sender
    for goal in _goals(told):
        body, when = goal.body, goal.when.when if goal.when else None
        if when and when.exact and context.day and when.exact < context.day:
            if body.name != own and _TREATED.search(told.text, max(0, body.start - 60), body.start):
                yield _gone(told, body, context)
            continue
        again = when and when.exact and (sender != own or _MATTER.search(told.text))
        if body.name == own and not again:
            sender = own
            continue
        origin = own if goal.parallel else sender
        yield Referral(origin, body.name, told.words.span(body.start, body.end), "narrative", when)
        sender = body.name


def _gone(told: _Told, body: BodyAt, context: Context) -> Referral:
    """Another body had the case before: it has come from there."""
    when = When.day(context.day) if context.day else None
    span = told.words.span(body.start, body.end)
    return Referral(body.name, context.own or body.name, span, "narrative", when, carried_out=True)


def _done(told: _Told, context: Context) -> Iterator[Referral]:
    """`som A, B og C hver især har godkendt`: each of them has had it."""
    text, own = told.text, context.own
    for match in _DONE.finditer(text):
        after = next((b for b in told.bodies if b.start >= match.end()), None)
        if after and after.name != own and told.near(match.end(), after):
            day = _day_of(after, told)
            if day and day.when.exact and context.day and day.when.exact < context.day:
                yield _gone(told, after, context)
        subject = next((b for b in reversed(told.bodies) if b.end <= match.start()), None)
        if subject and subject.name != own and _HAD_IT.fullmatch(text, subject.end, _clause_end(text, match.end())):
            yield _gone(told, subject, context)
        group = _group(told, match.start())
        others = all(body.name != own for body in group)
        if group and others and "som " in text[max(0, group[0].start - 8) : group[0].start]:
            yield from (_gone(told, body, context) for body in group)


def _clause_end(text: str, start: int) -> int:
    """Where the words directly behind a verb end: at a comma, or at a day."""
    return min(
        (at for sign in (",", " den ", " d. ", " på ", ".") if (at := text.find(sign, start)) >= 0), default=len(text)
    )


def _group(told: _Told, edge: int) -> list[BodyAt]:
    """The bodies that stand together right before a place."""
    group: list[BodyAt] = []
    for body in reversed([b for b in told.bodies if b.end <= edge]):
        if not _TOGETHER.fullmatch(told.text, body.end, edge):
            break
        group.insert(0, body)
        edge = body.start
    return group


def _goals(told: _Told) -> list[_Goal]:
    """The bodies a sentence sends the case to, in order, each with its day."""
    listed = {*_acting(told), *_receiving(told)}
    if not listed and (led := _led_by_date(told)):
        listed = {led}
    bodies = sorted({*listed, *_returning(told, listed)}, key=lambda b: b.start)
    days = [_day_of(body, told) for body in bodies]
    if days and (last := days[-1]) and last.when.exact is None:
        days = [day or last for day in days]
    found = []
    for place, (body, day) in enumerate(zip(bodies, days, strict=True)):
        parallel = place > 0 and told.text[bodies[place - 1].end : body.start].strip() == "/"
        found.append(_Goal(body, day, parallel))
    return found


def _acting(told: _Told) -> Iterator[BodyAt]:
    """`Økonomiudvalget behandler sagen den 3. december og byrådet den 17. december`: who treats it, who after that."""
    for match in _ACTIVE.finditer(told.text):
        before = [b for b in told.bodies if b.end <= match.start()]
        between = told.text[before[-1].end : match.start()].strip() if before else "x"
        if between and not _THEN_ALONE.fullmatch(between):
            continue
        yield before[-1]
        after = next((b for b in told.bodies if b.start >= match.end()), None)
        if after and told.linked(match.end(), after.start):
            yield after


def _receiving(told: _Told) -> Iterator[BodyAt]:
    """`behandles i Økonomiudvalg og Kommunalbestyrelse`: the bodies behind a word for sending on."""
    listed: set[BodyAt] = set()
    cues = [*_PLANNED.finditer(told.text), *(_CASE_TO.finditer(told.text) if "sag" in told.text else ())]
    for match in sorted(cues, key=lambda m: m.start()):
        after = [b for b in told.bodies if b.start >= match.end() - 1 and b not in listed]
        if not after or not told.near(match.end(), after[0]) or _BEHIND.search(told.text, 0, match.start()):
            continue
        chain = [after[0]]
        for body in after[1:]:
            if not told.linked(chain[-1].end, body.start):
                break
            chain.append(body)
        listed.update(chain)
        yield from chain


def _returning(told: _Told, listed: Collection[BodyAt]) -> Iterator[BodyAt]:
    """`henvist til Kulturudvalget, som anmodes om en erklæring inden Byrådets møde den 12. december`: then there."""
    last = max((body.end for body in listed), default=len(told.text))
    for body in told.bodies:
        if body.start > last and _BEFORE_MEETING.search(told.text, 0, body.start) and _day_of(body, told):
            yield body


def _led_by_date(told: _Told) -> BodyAt | None:
    """`15. juni – behandling i økonomiudvalget`, `17. august: Økonomiudvalget`: a line of a timetable."""
    if not told.days or not told.bodies or not _DATE_FIRST.fullmatch(told.text, 0, told.days[0].start):
        return None
    body = told.bodies[0]
    return body if _LED.fullmatch(told.text, told.days[0].end, body.start) else None


def _day_of(body: BodyAt, told: _Told) -> DateAt | None:
    """The date that belongs to a body: behind it, or before it in a timetable's line or behind the cue."""
    following = min((b.start for b in told.bodies if b.start >= body.end), default=len(told.text))
    for day in told.days:
        if body.end <= day.start < following and _DATE_LINK.fullmatch(told.text, body.end, day.start):
            return day
    ahead = [d for d in told.days if d.end <= body.start]
    if not ahead or any(ahead[-1].end <= b.start < body.start for b in told.bodies):
        return None
    return ahead[-1] if _BY_DATE.fullmatch(told.text, ahead[-1].end, body.start) else None
