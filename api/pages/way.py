"""The way of a case as of a day, as pages tell it: what was done, what is to come, and what was announced in vain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from ...graph import paths
from .danish import long_date, period, short_date
from .labels import name

Stage: TypeAlias = Literal["coming", "overdue", "unknown", "waiting", "ended"]
"""Of a case: a next step is planned, one was missed, of one nothing is known, it was sent on or put off without a day,
or nothing is to come."""
State: TypeAlias = Literal["open", "late", "unknown", "skipped", "returned"]
"""Of an announced step: see `graph.paths.Status`; unknown is "not in what we hold"."""

STATES: Final[Mapping[paths.Status, State]] = {
    "open": "open",
    "late": "late",
    "not in what we hold": "unknown",
    "skipped": "skipped",
    "returned": "returned",
}
WORDS: Final[Mapping[State, str]] = {
    "open": "planlagt",
    "late": "ikke set",
    "unknown": "ikke i det, vi har",
    "skipped": "sprunget over",
    "returned": "sendt tilbage",
}
"""The statuses in Danish."""
WAITING: Final = frozenset(
    {"recommended", "not_recommended", "referred", "sent_to_hearing", "postponed", "not_treated"}
)
"""Outcomes after which something more is waited for though nothing more is announced …"""
ENDING: Final = frozenset({"approved", "approved_with_changes", "rejected", "appointed", "noted", "withdrawn"})
"""… unless the same treatment has one of these."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """A body's treatment of the case on a day; ``told`` are the decisions and items that tell of it."""

    iri: str
    body: str
    day: date
    outcomes: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its place in the case's page."""
        return "behandling-" + "-".join(self.iri.split("/")[-2:])


@dataclass(frozen=True, slots=True)
class Plan:
    """A step announced to a body that is not done: for a day or a period or neither; ``told`` are its referrals."""

    iri: str
    start: str | None
    body: str
    when: str | None
    brief: str
    due: date | None
    announced: date | None
    recommended: bool
    told: tuple[str, ...]
    state: State

    @property
    def late(self) -> bool:
        """Whether its time is past, and the body has met in it without the case."""
        return self.state == "late"

    @property
    def coming(self) -> bool:
        """Whether it may still come: its time is not past, or none is told."""
        return self.state == "open"

    @property
    def badge(self) -> str:
        """Its status in a word or two: `planlagt` with a time, `afventer` without one."""
        return "afventer" if self.state == "open" and self.when is None else WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Way:
    """A case's treatments up to ``on``, in order; and its announced steps that are not done by then, by their days."""

    on: date
    done: tuple[Treatment, ...]
    missing: tuple[Plan, ...]

    @property
    def coming(self) -> tuple[Plan, ...]:
        """Steps that may still come."""
        return tuple(plan for plan in self.missing if plan.coming)

    @property
    def overdue(self) -> tuple[Plan, ...]:
        """Steps whose time is past, and whose body has met in it without the case."""
        return tuple(plan for plan in self.missing if plan.late)

    @property
    def unknown(self) -> tuple[Plan, ...]:
        """Steps of which what is held tells nothing."""
        return tuple(plan for plan in self.missing if plan.state == "unknown")

    @property
    def lapsed(self) -> tuple[Plan, ...]:
        """Steps that the case went past, or was sent back before."""
        return tuple(plan for plan in self.missing if plan.state in ("skipped", "returned"))

    @property
    def last(self) -> Treatment | None:
        """The newest treatment."""
        return self.done[-1] if self.done else None

    @property
    def outcomes(self) -> frozenset[str]:
        """The outcomes of the newest treatment: `approved`."""
        said = self.last.outcomes if self.last is not None else ()
        return frozenset(name(each).removeprefix("outcome-") for each in said)

    @property
    def halted(self) -> bool:
        """Whether it was taken off the agenda, and only a route without days names where it was to go."""
        return "withdrawn" in self.outcomes and all(plan.due is None for plan in self.coming)

    @property
    def stage(self) -> Stage:
        """How the case stands."""
        if self.coming:
            return "waiting" if self.halted else "coming"
        if self.overdue:
            return "overdue"
        if self.unknown:
            return "unknown"
        outcomes = self.outcomes
        return "waiting" if outcomes & WAITING and not outcomes & ENDING else "ended"


def seen(way: paths.Way) -> Way:
    """A way of the graph as pages tell it."""
    on = date.fromisoformat(way.on)
    starts = {end: start for start, end in way.links}
    done = tuple(_treatment(step) for step in way.steps if step.done and step.date is not None)
    plans = (
        _plan(step, way.steps[starts[place]].body.iri if place in starts else None)
        for place, step in enumerate(way.steps)
        if step.status in STATES
    )
    return Way(on, done, tuple(sorted(plans, key=lambda plan: plan.due or date.max)))


def _treatment(step: paths.Step) -> Treatment:
    return Treatment(step.node, step.body.iri, date.fromisoformat(step.date or ""), step.outcomes, step.told)


def _plan(step: paths.Step, start: str | None) -> Plan:
    due = _day(step.latest)
    return Plan(
        step.node,
        start,
        step.body.iri,
        when(step),
        brief(step),
        due,
        _day(step.announced),
        step.recommended,
        step.told,
        STATES[step.status],
    )


def when(step: paths.Step) -> str | None:
    """`11. juni 2024`, `2. kvartal 2024`; None when nothing is told."""
    day = _day(step.date)
    return long_date(day) if day is not None else period(step.date) if step.date is not None else None


def brief(step: paths.Step, year: bool = False) -> str:
    """`11. juni`, `2. kvartal 2024`, `uden dato`"""
    day = _day(step.date)
    return short_date(day, year) if day is not None else when(step) or "uden dato"


def _day(text: str | None) -> date | None:
    """A day, where a text is one and no period."""
    return date.fromisoformat(text) if text is not None and len(text) == 10 else None
