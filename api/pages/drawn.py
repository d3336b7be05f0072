"""The way of a case as its picture: which lanes, which steps, and what each follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import Markup

from ..pictures.lanes import Lane, State, Step, lanes
from .bodies import Body, unknown
from .danish import listed, long_date, short_date
from .labels import label
from .way import Plan, Treatment, Way

SOON = timedelta(days=21)
"""How far after the last step one without a day is drawn."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """A step before it has a lane: the body it comes to and the one it comes from."""

    body: str
    start: str | None
    step: Step


def draw(way: Way, bodies: Mapping[str, Body], title: str) -> Markup | None:
    """Draw the way of a case; None where there is nothing to draw."""
    stops = sorted(_stops(way, bodies), key=lambda stop: (stop.step.day, stop.step.number))
    if not stops:
        return None
    rows = list(dict.fromkeys(stop.body for stop in stops))
    steps = [
        replace(stop.step, lane=rows.index(stop.body), after=_after(place, stops)) for place, stop in enumerate(stops)
    ]
    known = [bodies.get(iri, unknown(iri)) for iri in rows]
    drawn = [Lane(body.code if body.code != body.name else None, body.name, body.hue) for body in known]
    return lanes("vej", f"Sagens vej: {title}", drawn, steps, way.on)


def _stops(way: Way, bodies: Mapping[str, Body]) -> list[_Stop]:
    """The treatments, then the missed and the coming steps, numbered as on the page."""
    plans: list[tuple[Plan, State]] = [(plan, "overdue") for plan in way.overdue]
    plans += [(plan, "planned") for plan in way.coming]
    days = [*(each.day for each in way.done), *(plan.due for plan, _ in plans if plan.due is not None)]
    years = len({each.year for each in days}) > 1
    done = [_Stop(each.body, None, _done(number, each, years, bodies)) for number, each in enumerate(way.done, 1)]
    last = max([way.on, *days])
    first = len(done) + 1
    return done + [
        _Stop(plan.body, plan.start, _planned(number, plan, state, years, last, bodies))
        for number, (plan, state) in enumerate(plans, first)
    ]


def _done(number: int, treatment: Treatment, years: bool, bodies: Mapping[str, Body]) -> Step:
    """A treatment as a step."""
    outcome = listed([label(each).lower() for each in treatment.outcomes])
    place = bodies.get(treatment.body, unknown(treatment.body)).full
    title = f"{place} {long_date(treatment.day)}" + (f": {outcome}" if outcome else "")
    return Step(number, 0, treatment.day, short_date(treatment.day, years), title, "done", None)


def _planned(number: int, plan: Plan, state: State, years: bool, last: date, bodies: Mapping[str, Body]) -> Step:
    """A plan as a step, at its day, the last day of its period, or after all others."""
    place = bodies.get(plan.body, unknown(plan.body)).full
    when = plan.brief if not years else plan.when or plan.brief
    late = state == "overdue"
    title = f"{place} {plan.when or 'uden kendt dato'}, {'skulle være sket, ikke set' if late else 'planlagt'}"
    return Step(
        number,
        0,
        plan.due or min(last, date.max - SOON) + SOON,
        f"{when}, ikke set" if late else when,
        title,
        state,
        None,
    )


def _after(place: int, stops: Sequence[_Stop]) -> int | None:
    """The step that one follows: the treatment before it; for a plan, the last step at the body it comes from."""
    stop, before = stops[place], range(place - 1, -1, -1)
    gone = [each for each in before if stops[each].step.state == "done"]
    if stop.step.state == "done":
        return gone[0] if gone else None
    there = [each for each in before if stops[each].body == stop.start]
    return next(iter(there or gone or before), None)
