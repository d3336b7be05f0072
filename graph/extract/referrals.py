"""Referrals: along a route as far as the decisions show it gone, brought together with what the prose tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, groupby

from ..facts import Decision, NamedMeeting, Referral, Route, Step, Told, When
from ..source import Span
from .context import Context
from .decisions import main, untreated
from .routes import bodies_of

_FORWARDED = {"recommended"}
_ENDED = {"rejected", "withdrawn"}


def along(route: Route | None, decisions: Sequence[Decision], context: Context) -> list[Referral]:
    """The referrals of a route: done up to the document's own treatment, planned or recommended from there."""
    steps = bodies_of(route)
    if route is None or len(steps) < 2:
        return []
    now, days = _position([body for _, body in steps], decisions, context)
    recommended = any(main(d.outcomes) in _FORWARDED for d in decisions if _own(d, context))
    found = []
    for place in range(1, len(steps)):
        (_, sender), (at, receiver) = steps[place - 1], steps[place]
        reached = now is not None and place <= now
        gone = reached and not (place == now and context.kind == "agenda")
        day = days.get(place) if reached else None
        found.append(
            Referral(
                sender,
                receiver,
                route.steps[at].span,
                route.basis,
                When.day(day) if day else None,
                recommended=recommended and now is not None and place == now + 1,
                carried_out=gone,
                doubt=route.doubt,
            )
        )
    return found


def told_by(decisions: Sequence[Decision], context: Context) -> Route | None:
    """The way that decisions of several bodies show, where none is printed: their headings in order."""
    dated = _in_order(decisions)
    steps = tuple(Step(d.body, d.span) for d in dated)
    if context.own and context.kind == "agenda" and dated and dated[-1].body != context.own:
        steps += (Step(context.own, dated[-1].span),)
    if len({step.body for step in steps}) < 2 or context.own is None:
        return None
    return Route(steps, "decisions", steps[0].span, doubt="route_by_decisions")


def come_by(told: Sequence[Referral]) -> Route | None:
    """The bodies that prose tells a case to have come from: `Økonomiudvalget har behandlet sagen den 5. maj`."""
    steps = tuple(Step(r.sender, r.span) for r in told if r.carried_out)
    return Route(steps, "narrative", steps[0].span, doubt="narrated") if steps else None


def _in_order(decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions by day; as they stand where not all have one."""
    if all(d.date for d in decisions):
        return sorted(decisions, key=lambda d: (d.date or date.max, d.span))
    return sorted(decisions, key=lambda d: d.span)


def _own(decision: Decision, context: Context) -> bool:
    return decision.body == context.own and decision.date == context.day


def _position(
    steps: Sequence[str], decisions: Sequence[Decision], context: Context
) -> tuple[int | None, dict[int, date]]:
    """The step at which the document's own body has the case, and the days on which the steps up to there were taken.

    It is the first step of that body behind which all earlier decisions find theirs, its own put-off ones too if they
    can; they are put as late as can be.
    """
    earlier = [d for d in _in_order(decisions) if not _own(d, context) and (d.date or d.body != context.own)]
    came = [body for body, _ in groupby(d.body for d in earlier)]
    others = [body for body in came if body != context.own]
    own = [place for place, body in enumerate(steps) if body == context.own]
    strict = (place for place in own if _holds(steps[:place], came))
    loose = (place for place in own if _holds(steps[:place], others))
    now = next(chain(strict, loose, own), None)
    days: dict[int, date] = {}
    if now is None:
        return None, days
    place = now + 1 if any(d.body == context.own for d in earlier[-1:]) else now
    for decision in reversed(earlier):
        if steps[place : place + 1] != [decision.body]:  # else it was put off there: the case had come by then
            place = next((i for i in range(place - 1, -1, -1) if steps[i] == decision.body), -1)
        if place < 0:
            break
        if decision.date:
            days[place] = decision.date
    if context.day:
        days.setdefault(now, context.day)
    return now, days


def _holds(steps: Sequence[str], came: Sequence[str]) -> bool:
    """Whether the bodies that have decided, one that put it off counted once, find their steps in order."""
    left = iter(steps)
    return all(any(step == body for step in left) for body in came)


def merge(
    route: Sequence[Referral],
    told: Sequence[Referral],
    outcomes: Sequence[Told[str]],
    named: Sequence[NamedMeeting],
    own: str | None,
) -> tuple[Referral, ...]:
    """One list: the route's referrals with the prose's days, then what only the prose tells, each once.

    What was put off untreated is not referred to the same body again, and the day to which it was put off is of no
    later step. What is planned without a day has that of the one coming meeting of its receiver that the item tells of.
    """
    merged = list(route)
    if untreated(outcomes):
        told = [r for r in told if r.sender != r.receiver or r.carried_out]
        named = [meeting for meeting in named if meeting.body != own]
    extra: list[Referral] = []
    for referral in told:
        same = [
            place
            for place, known in enumerate(merged)
            if known.receiver == referral.receiver and known.carried_out == referral.carried_out
        ]
        free = [place for place in same if merged[place].when is None]
        if free and referral.when:
            first = merged[free[0]]
            merged[free[0]] = replace(first, when=referral.when, doubt=first.doubt or "day_by_prose")
        elif not (same and referral.when is None) and not _among(referral, merged):
            extra.append(referral)
    return tuple(_dated(referral, named) for referral in (*merged, *_each_once(extra)))


def finally_decided(
    last: Sequence[tuple[str, Span]],
    sent: Sequence[Referral],
    way: Route | None,
    outcome: str | None,
    context: Context,
) -> list[Referral]:
    """`Beslutningen træffes af Kommunalbestyrelsen`: there the case ends, if it goes on at all."""
    own = context.own
    if not last or own is None or outcome in _ENDED or last[-1][0] == own:
        return list(sent)
    steps = [name for _, name in bodies_of(way)]
    behind = steps[len(steps) - steps[::-1].index(own) :] if own in steps else steps
    passed = {own, *behind, *(r.receiver for r in sent if not r.carried_out)}
    ahead = [r.receiver for r in sent if not r.carried_out]
    told = _last_word(sent, last[-1][0])
    for body, span in last:
        if body not in passed:
            told.append(Referral(ahead[-1] if ahead else own, body, span, "narrative", doubt="narrated"))
            ahead.append(body)
    return told


def _last_word(sent: Sequence[Referral], body: str) -> list[Referral]:
    """The body that has the last word is the last to which the prose sends a case, unless days tell another order."""
    found = next((r for r in sent if r.receiver == body and not r.carried_out and r.basis == "narrative"), None)
    rest = [r for r in sent if r is not found]
    later = [r for r in rest if not r.carried_out and r.sender != r.receiver]
    if found is None or not later or (found.when and later[-1].when and found.when != later[-1].when):
        return list(sent)
    return [*rest, replace(found, sender=later[-1].receiver)]


def _dated(referral: Referral, named: Sequence[NamedMeeting]) -> Referral:
    """`Ældrerådet holder møde den 2. december`: the day on which the case will come there."""
    if referral.when:
        return referral
    coming = not referral.carried_out
    days = {meeting.day for meeting in named if meeting.coming == coming and meeting.body == referral.receiver}
    doubt = referral.doubt or "day_by_meeting"
    return replace(referral, when=When.day(*days), doubt=doubt) if len(days) == 1 else referral


def _among(referral: Referral, merged: Sequence[Referral]) -> bool:
    """Whether a referral of the same day to the same body is there already."""
    return referral.when is not None and any(
        known.receiver == referral.receiver and known.when == referral.when for known in merged
    )


def _each_once(told: Sequence[Referral]) -> list[Referral]:
    """Each once; one without a day stands back behind one with."""
    dated = {(r.receiver, r.carried_out) for r in told if r.when}
    kept: dict[tuple[object, ...], Referral] = {}
    for referral in told:
        if referral.when or (referral.receiver, referral.carried_out) not in dated:
            origin = referral.sender if referral.carried_out else None
            kept.setdefault((referral.receiver, referral.when, referral.carried_out, origin), referral)
    return list(kept.values())


def recommended_by(decision: str | None, referrals: Sequence[Referral], context: Context) -> tuple[Referral, ...]:
    """Without a printed route: what this body's decision recommends goes on with a recommendation to the next."""
    if decision not in _FORWARDED:
        return tuple(referrals)
    ahead = (r for r in referrals if r.sender == context.own and not r.carried_out and r.basis != "stated")
    first = next(ahead, None)
    return tuple(replace(r, recommended=True) if r is first else r for r in referrals)
