"""Conformance: what became of each announced step, as far as the documents held can show.

Nothing here depends on a day: status as of a day is a comparison of days with what is concluded here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .cases import Case
from .coverage import Held, Shown, day_after
from .deviations import Deviation, deviations
from .matters import POSTPONED
from .plans import Plan, after, plans
from .treatments import Hop, Treatment, hops

ALWAYS = date.min.isoformat()
NEVER = date.max.isoformat()


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a plan.

    ``kept`` is the treatment by which the receiver had the case; ``skipped`` that of a body after it, ``returned``
    that of a body before it, which had the case instead; ``renewed`` the plan (its key) that announces the step anew;
    ``missed`` the day of the receiver's first meeting in the time told that is minuted without the case; ``unknown``
    the day from which what is held cannot show whether the step was kept.
    """

    kept: Treatment | None = None
    skipped: Treatment | None = None
    returned: Treatment | None = None
    renewed: str | None = None
    missed: str | None = None
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a case: its treatments in order, the hops between them, its plans with what became of each.

    ``deviations`` are those from the routes stated for it.
    """

    case: Case
    treatments: tuple[Treatment, ...]
    hops: tuple[Hop, ...]
    plans: tuple[tuple[Plan, Fate], ...]
    deviations: tuple[Deviation, ...] = ()


def course(case: Case, done: tuple[Treatment, ...], held: Held) -> Course:
    """The course of a case; ``done`` are its treatments, ``held`` says which meetings could have shown more."""
    announced = plans(case, done)
    found = fates(case, announced, done, held)
    kept = [(plan.sender, at, plan.told) for plan in announced if (at := found[plan.key].kept) is not None]
    judged = tuple((plan, found[plan.key]) for plan in announced)
    return Course(case, done, hops(case, done, kept), judged, deviations(case, done, announced, held))


def fates(case: Case, announced: Sequence[Plan], done: Sequence[Treatment], held: Held) -> Mapping[str, Fate]:
    """What became of each plan of a case, by its key; ``done`` are the treatments in their order."""
    return {plan.key: _fate(case, plan, announced, done, held.of(plan.receiver)) for plan in announced}


def _fate(case: Case, plan: Plan, others: Sequence[Plan], done: Sequence[Treatment], held: Shown) -> Fate:
    kept = _kept(plan, others, done)
    until = kept.day if kept else NEVER
    skipped, returned, unseen = _moved(case, plan, others, [one for one in done if one.day < until], held)
    missed = held.met(*_time(plan))
    return Fate(
        kept=kept,
        skipped=skipped,
        returned=returned,
        renewed=_renewed(plan, others, until),
        missed=missed if missed is not None and missed < until else None,
        unknown=None if kept else _unknown(plan, held, unseen),
    )


def _time(plan: Plan, last: str | None = None) -> tuple[str, str]:
    """The days in which the step was to be; of one without a date, those after the announcement."""
    if plan.first and plan.last:
        return plan.first, plan.last
    return day_after(plan.announced) if plan.announced else ALWAYS, last or NEVER


def _kept(plan: Plan, others: Sequence[Plan], done: Sequence[Treatment]) -> Treatment | None:
    """The receiver's treatment in the time told, else its first one before, else its first one after."""
    mine = [one for place, one in enumerate(done) if one.body == plan.receiver and _follows(plan, place, done)]
    if not plan.first or not plan.last:
        return next(iter(mine), None)
    inside = (one for one in mine if plan.first <= one.day <= plan.last)
    before = (one for one in mine if one.day < plan.first and not _is_anothers(one, plan, others))
    behind = (one for one in mine if one.day > plan.last)
    return next((one for some in (inside, before, behind) for one in some), None)


def _follows(plan: Plan, place: int, done: Sequence[Treatment]) -> bool:
    """Whether a treatment is after the announcement, or at least not before the time told.

    On the day of the announcement it is when the sender has had the case that day before.
    """
    one, announced = done[place], plan.announced or ""
    if one.day > announced or (plan.first and one.day >= plan.first):
        return True
    return one.day == announced and any(
        (sender.body, sender.day) == (plan.sender, announced) for sender in done[:place]
    )


def _is_anothers(one: Treatment, plan: Plan, others: Sequence[Plan]) -> bool:
    """Whether a treatment is at the time of another step to the same body, announced with the plan or later.

    The same step announced later is no other: it tells the time anew.
    """
    return any(
        other.receiver == plan.receiver
        and _is_no_renewal(other, plan)
        and (other.first or NEVER) <= one.day <= (other.last or ALWAYS)
        for other in others
        if other is not plan
    )


def _is_no_renewal(other: Plan, plan: Plan) -> bool:
    """Whether a plan was announced with another, or later for another step."""
    now, then = other.announced or "", plan.announced or ""
    return now == then or (now > then and other.sender != plan.sender)


def _renewed(plan: Plan, others: Sequence[Plan], until: str) -> str | None:
    """The next announcement of the same step before the receiver had the case."""
    same = (
        (other.announced, other.key)
        for other in others
        if (other.sender, other.receiver) == (plan.sender, plan.receiver)
        and other.announced is not None
        and (plan.announced or "") < other.announced < until
    )
    return min(same, default=(None, None))[1]


def _moved(
    case: Case, plan: Plan, others: Sequence[Plan], done: Sequence[Treatment], held: Shown
) -> tuple[Treatment | None, Treatment | None, str | None]:
    """The first treatment that shows the step skipped, the first that shows it turned back from, and the first day on
    which the case was elsewhere though the receiver may have had it at a meeting that is not held.
    """
    found: dict[bool, Treatment] = {}
    unseen: str | None = None
    for one, further in _elsewhere(case, plan, done):
        if further in found:
            continue
        if _sent_there(plan, others, one) or held.shows(*_time_until(plan, one.day)):
            found[further] = one
        else:
            unseen = unseen or one.day
    return found.get(True), found.get(False), unseen


def _time_until(plan: Plan, day: str) -> tuple[str, str]:
    """The time told up to a day, or all of it when the day is before."""
    first, last = _time(plan, day)
    return first, min(last, day) if day >= first else last


def _elsewhere(case: Case, plan: Plan, done: Sequence[Treatment]) -> Iterator[tuple[Treatment, bool]]:
    """Treatments after the announcement by bodies further on (True) or bodies that had the case before (False).

    What the announcement names after the receiver is further on; then what had the case, or was to have it before the
    sender, is before, once the sender has it; then what other documents name after the receiver by that day is further
    on.
    """
    announced = plan.announced or ""
    before = {one.body for one in done if one.day <= announced} | plan.way
    for place, one in enumerate(done):
        if one.day <= announced or one.body == plan.receiver:
            continue
        left = _has_left(plan, done[:place])
        if one.body in plan.onward and (left or one.body not in plan.way | {plan.sender}):
            yield one, True
        elif one.body == plan.sender:
            continue
        elif one.body in before:
            if left:
                yield one, False
        elif any(one.body in after(each, plan.receiver) for each in case.matters if (each.day or "") <= one.day):
            yield one, True


def _has_left(plan: Plan, done: Sequence[Treatment]) -> bool:
    """Whether the sender has had the case, and did not put it off; where it was still to come there, since then."""
    since = (plan.announced or "") if plan.way else ""
    last = next((one for one in reversed(done) if one.body == plan.sender and one.day >= since), None)
    return POSTPONED not in last.outcomes if last else plan.teller == plan.sender


def _sent_there(plan: Plan, others: Sequence[Plan], one: Treatment) -> bool:
    """Whether the sender itself has since sent the case there instead."""
    return any(
        (other.sender, other.receiver) == (plan.sender, one.body)
        and (plan.announced or "") < (other.announced or "") <= one.day
        for other in others
    )


def _unknown(plan: Plan, held: Shown, unseen: str | None) -> str | None:
    """The day from which nothing can be said: after the time told, or from the first meeting that is not held."""
    if plan.first and plan.last:
        return None if held.shows(plan.first, plan.last) else day_after(plan.last)
    first, last = _time(plan)
    year = (plan.announced or ALWAYS)[:4]
    lacking = (held.lacks(first, last), unseen, None if held.met(f"{year}-01-01", NEVER) else first)
    return min(filter(None, lacking), default=None)
