"""Referrals: along a printed route as far as the decisions show it gone, and as the prose tells what comes and what was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..facts import Basis, Decision, Referral, Route, Step, When
from ..prose import Paragraph, sentences
from ..register import pattern
from ..source import Passage
from .bodies import BodyAt
from .context import Context, lean
from .dates import DateAt, dates
from .decisions import main
from .routes import bodies_of

_PLANNED = re.compile(
    rf"(?<![\w])(?:\w*sag(?:en|sudkastet|sudkast)? (?:i|til)|{pattern('sends', 'planned')})(?![\w])", re.I
)
_DONE = re.compile(rf"(?<![\w])(?:{pattern('sends', 'done')})(?![\w])", re.I)
_ACTIVE = re.compile(
    r"(?<![\w])(?:behandler (?:sagen|punktet|emnet|forslaget)|tager (?:sagen|punktet|emnet)(?: op)?)(?![\w])", re.I
)
_GAP = re.compile(
    r"[\w\s-]{0,60}?(?:,\s*)?(?:i|på|for|til|af|hos)?\s*(?:et|den|det)?\s*(?:\w*møde(?:t|r|rne)? (?:i|for|den|d\.))?\s*[\w\s-]{0,20}?$"
)
_LINK = re.compile(
    r"^\s*(?:s møde)?\s*(?:(?:,|og|samt|/|herefter|derefter|dernæst|og derefter|og herefter|→|-|–|og endelig|inden|før)\s*)*(?:i|på|til|for|hos|af)?\s*(?:det |den |et )?(?:\w*møde(?:t|r|rne)? (?:i|for))?\s*$",
    re.I,
)
_DATE_LINK = re.compile(
    r"^\s*(?:(?:,? som )?(?:behandler|tager|drøfter) (?:sagen|punktet|emnet|forslaget)(?: endeligt| igen| op)?|s møde|møde|mødet|på (?:sit |deres |det )?møde(?:t)?|igen|endeligt)?\s*,?\s*(?:(?:i|på|den|d\.|inden|senest|i løbet af|ved|til)\s*)*(?:mandag|tirsdag|onsdag|torsdag|fredag)?\s*(?:den|d\.)?\s*$",
    re.I,
)
_BEHIND = re.compile(r"\b(?:efter|siden|ved)\s+(?:\w+\s+){0,2}$", re.I)
_FORWARDED = {"recommended"}
_PUT_OFF = {"postponed", "not_treated", "withdrawn"}
_MATTER = re.compile(r"\b(?:sagen|punktet|emnet|forslaget|det|sag)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Goal:
    body: BodyAt
    when: DateAt | None
    parallel: bool


def along(route: Route | None, decisions: Sequence[Decision], context: Context) -> list[Referral]:
    """The referrals of a printed route: done up to the document's own treatment, planned or recommended from there."""
    steps = bodies_of(route)
    if route is None or len(steps) < 2:
        return []
    now, days = _position([body for _, body in steps], decisions, context)
    recommended = any(main(d.outcomes) in _FORWARDED for d in decisions if _own(d, context))
    found = []
    for place in range(1, len(steps)):
        (_, sender), (at, receiver) = steps[place - 1], steps[place]
        gone = now is not None and place <= now
        day = days.get(place)
        found.append(
            Referral(
                sender,
                receiver,
                route.steps[at].span,
                route.basis,
                When.day(day) if gone and day else None,
                recommended=recommended and place == (now or 0) + 1 and now is not None,
                carried_out=gone,
            )
        )
    return found


def told_by(decisions: Sequence[Decision], context: Context) -> Route | None:
    """The way that decisions of several bodies show, where none is printed: their headings in order."""
    dated = sorted((d for d in decisions if d.date), key=lambda d: (d.date or date.max, d.span))
    if len({d.body for d in dated}) < 2 or context.own is None:
        return None
    steps = tuple(Step(d.body, d.span) for d in dated)
    return Route(steps, "decisions", steps[0].span)


def _own(decision: Decision, context: Context) -> bool:
    return decision.body == context.own and decision.date in (None, context.day)


def _position(
    steps: Sequence[str], decisions: Sequence[Decision], context: Context
) -> tuple[int | None, dict[int, date]]:
    """The step at which the document's own body has the case, and the days on which the steps up to there were taken.

    It is the first step of that body behind which all earlier decisions find theirs, its own put-off ones too if they
    can; they are put as late as can be.
    """
    dated = sorted((d for d in decisions if d.date), key=lambda d: (d.date or date.max, d.span))
    earlier = [d for d in dated if not _own(d, context)]
    own = [place for place, body in enumerate(steps) if body == context.own]
    others = [d for d in earlier if d.body != context.own]
    fits = [place for place in own if _holds(steps[:place], earlier)]
    now = next(iter([*fits, *(place for place in own if _holds(steps[:place], others)), *own]), None)
    days: dict[int, date] = {}
    if now is None:
        return None, days
    place = now + 1 if any(d.body == context.own for d in earlier[-1:]) else now
    for decision in reversed(earlier):
        place = next((i for i in range(place - 1, -1, -1) if steps[i] == decision.body), -1)
        if place < 0:
            break
        days[place] = decision.date or date.max
    days.setdefault(now, context.day or date.max)
    return now, days


def _holds(steps: Sequence[str], earlier: Sequence[Decision]) -> bool:
    """Whether decisions find their steps in order."""
    left = iter(steps)
    return all(any(step == decision.body for step in left) for decision in earlier)


def narrative(paragraphs: Iterable[Paragraph], context: Context) -> list[Referral]:
    """What the prose tells: `behandles i økonomiudvalget den 15. juni`, `som Erhvervsudvalget har godkendt`."""
    found: list[Referral] = []
    previous: str | None = context.own
    for paragraph in paragraphs:
        if paragraph.kind != "bullet":
            previous = context.own
        for sentence in sentences(paragraph.words):
            told = _sentence(sentence, previous or context.own, context)
            found.extend(told)
            planned = [r for r in told if not r.carried_out]
            if planned and paragraph.kind == "bullet":
                previous = planned[-1].receiver
    return found


def _sentence(sentence: Passage, sender: str | None, context: Context) -> list[Referral]:
    """The referrals of one sentence."""
    text = sentence.text
    bodies = context.naming.find(text)
    if not bodies or sender is None or context.own is None:
        return []
    days = dates(text, context.day, lean(text))
    done = _done(sentence, bodies, days, context)
    goals = _goals(text, bodies, days)
    found = [r for r in done if r.receiver == context.own]
    for goal in goals:
        when = goal.when.when if goal.when else None
        if when and when.exact and context.day and when.exact < context.day:
            if goal.body.name != context.own and _treated(text, goal.body.start):
                found.append(_gone(sentence, goal.body, context))
            continue
        if goal.body.name == context.own and not (
            when and when.exact and sender == context.own and _MATTER.search(text)
        ):
            sender = context.own
            continue
        origin = context.own if goal.parallel else sender
        found.append(Referral(origin, goal.body.name, sentence.span(goal.body.start, goal.body.end), "narrative", when))
        sender = goal.body.name
    return found


def _treated(text: str, stop: int) -> bool:
    return bool(re.search(r"drøft|behandl|godkend|anbefal|temamøde|vedtag", text[max(0, stop - 60) : stop], re.I))


def _gone(sentence: Passage, body: BodyAt, context: Context) -> Referral:
    """Another body had the case before: it has come from there."""
    when = When.day(context.day) if context.day else None
    return Referral(
        body.name, context.own or body.name, sentence.span(body.start, body.end), "narrative", when, carried_out=True
    )


def _done(sentence: Passage, bodies: Sequence[BodyAt], days: Sequence[DateAt], context: Context) -> list[Referral]:
    """`som A, B og C hver især har godkendt`: each of them has had it."""
    text, found = sentence.text, []
    for match in _DONE.finditer(text):
        before = [b for b in bodies if b.end <= match.start()]
        group: list[BodyAt] = []
        edge = match.start()
        for body in reversed(before):
            if not re.fullmatch(r"\s*(?:,|og|samt|, og|hver især|begge|alle)?\s*", text[body.end : edge]):
                break
            group.insert(0, body)
            edge = body.start
        after = next((b for b in bodies if b.start >= match.end()), None)
        day = _day_of(text, after, bodies, days) if after and _near(text, match.end(), after, days) else None
        if (
            after
            and day
            and after.name != context.own
            and day.when.exact
            and context.day
            and day.when.exact < context.day
        ):
            found.append(_gone(sentence, after, context))
        if group and "som " in text[max(0, edge - 8) : edge] and all(b.name != context.own for b in group):
            found.extend(_gone(sentence, body, context) for body in group)
    return found


def _goals(text: str, bodies: Sequence[BodyAt], days: Sequence[DateAt]) -> list[_Goal]:
    """The bodies a sentence sends the case to, in order, each with its day."""
    listed: list[BodyAt] = []
    for match in _ACTIVE.finditer(text):
        before = [
            b
            for b in bodies
            if b.end <= match.start() and text[b.end : match.start()].strip() in ("", "herefter", "derefter")
        ]
        listed.extend(before[-1:])
        after = [b for b in bodies if b.start >= match.end()]
        if before and after and _LINK.fullmatch(_small(_without_dates(text, match.end(), after[0].start, days))):
            listed.append(after[0])
    for match in _PLANNED.finditer(text):
        after = [b for b in bodies if b.start >= match.end() - 1 and b not in listed]
        if not after or not _near(text, match.end(), after[0], days) or _BEHIND.search(text[: match.start()]):
            continue
        listed.append(after[0])
        for one, other in zip(after, after[1:], strict=False):
            if not _linked(text, one, other, days):
                break
            listed.append(other)
    if not listed and (led := _led_by_date(text, bodies, days)):
        listed.append(led)
    listed = sorted(set(listed), key=lambda b: b.start)
    told = [_day_of(text, body, bodies, days) for body in listed]
    if listed and told[-1] is not None and told[-1].when.exact is None:
        told = [day or told[-1] for day in told]
    return [
        _Goal(body, day, place > 0 and text[listed[place - 1].end : body.start].strip() == "/")
        for place, (body, day) in enumerate(zip(listed, told, strict=True))
    ]


def _near(text: str, start: int, body: BodyAt, days: Sequence[DateAt]) -> bool:
    """Whether only small words, or a date, stand between a cue and the body."""
    between = _without_dates(text, start, body.start, days)
    return (
        len(between) < 70
        and bool(_GAP.fullmatch(between))
        and not re.search(r"\b(?:som|der|hvor|fra|at|når)\b", between)
    )


def _without_dates(text: str, start: int, stop: int, days: Sequence[DateAt]) -> str:
    for day in reversed(days):
        if start <= day.start and day.end <= stop:
            text, stop = text[: day.start] + text[day.end :], stop - (day.end - day.start)
    return text[start:stop]


def _linked(text: str, one: BodyAt, other: BodyAt, days: Sequence[DateAt]) -> bool:
    """`i Økonomiudvalget den 11. juni og i Kommunalbestyrelsen`: one list."""
    return bool(_LINK.fullmatch(_small(_without_dates(text, one.end, other.start, days))))


def _small(text: str) -> str:
    """Without the words that belong to a date."""
    return re.sub(r"\b(?:den|d\.|igen|endeligt|mandag|tirsdag|onsdag|torsdag|fredag)\s*", "", text)


def _led_by_date(text: str, bodies: Sequence[BodyAt], days: Sequence[DateAt]) -> BodyAt | None:
    """`15. juni – behandling i økonomiudvalget`, `17. august: Økonomiudvalget`: a line of a timetable."""
    if not days or not bodies or not re.fullmatch(r"(?:(?:den|d\.|i)\s*)?", text[: days[0].start], re.I):
        return None
    between = text[days[0].end : bodies[0].start]
    return bodies[0] if re.fullmatch(r"\s*[–:-]\s*[\w\s]{0,40}", between) else None


def _day_of(text: str, body: BodyAt, bodies: Sequence[BodyAt], days: Sequence[DateAt]) -> DateAt | None:
    """The date that belongs to a body: behind it, or before it in a timetable's line or behind the cue."""
    nxt = min((b.start for b in bodies if b.start >= body.end), default=len(text))
    for day in days:
        if body.end <= day.start < nxt and _DATE_LINK.fullmatch(text[body.end : day.start]):
            return day
    ahead = [d for d in days if d.end <= body.start]
    if ahead and not any(ahead[-1].end <= b.start < body.start for b in bodies):
        between = text[ahead[-1].end : body.start]
        if re.fullmatch(
            r"\s*[–:-]\s*[\w\s]{0,40}|\s*(?:behandles|forelægges|drøftes)?\s*(?:i|på|for|af)\s*(?:møde i )?", between
        ):
            return ahead[-1]
    return None


def merge(
    route: Sequence[Referral], told: Sequence[Referral], outcome: str | None, context: Context
) -> tuple[Referral, ...]:
    """One list: the route's referrals with the prose's days, then what only the prose tells, each once."""
    merged = list(route)
    extra: list[Referral] = []
    for referral in told:
        at = [
            i for i, r in enumerate(merged) if r.receiver == referral.receiver and r.carried_out == referral.carried_out
        ]
        free = [i for i in at if merged[i].when is None]
        if at and (referral.when is None or free):
            if free and referral.when:
                merged[free[0]] = replace(merged[free[0]], when=referral.when)
        elif not any(r.receiver == referral.receiver and r.when == referral.when and r.when for r in merged):
            extra.append(referral)
    if outcome in _PUT_OFF:
        extra = [r for r in extra if r.sender != r.receiver or r.carried_out]
    dated = {(r.receiver, r.carried_out) for r in extra if r.when}
    kept: dict[tuple[object, ...], Referral] = {}
    for referral in extra:
        if referral.when is None and (referral.receiver, referral.carried_out) in dated:
            continue
        key = (
            referral.receiver,
            referral.when,
            referral.carried_out,
            referral.sender if referral.carried_out else None,
        )
        if key not in kept:
            kept[key] = referral
    return (*merged, *kept.values())


def recommended_by(decision: str | None, referrals: Sequence[Referral], context: Context) -> tuple[Referral, ...]:
    """Without a printed route: what this body's decision recommends goes on with a recommendation to the next."""
    if decision not in _FORWARDED:
        return tuple(referrals)
    first = next(
        (i for i, r in enumerate(referrals) if r.sender == context.own and not r.carried_out and r.basis != "stated"),
        None,
    )
    return tuple(replace(r, recommended=True) if i == first else r for i, r in enumerate(referrals))


_: Basis = "stated"
