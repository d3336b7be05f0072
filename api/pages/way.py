"""The way of a case as of a day: what was done, what is to come, and what should have come and was not seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, Literal, TypeAlias

from ..asking import Row
from .danish import long_date, period, short_date
from .here import day
from .labels import name

Stage: TypeAlias = Literal["coming", "overdue", "waiting", "ended"]
"""Of a case: a next step is planned, one was missed, it was sent on without a day, or nothing more is announced."""
State: TypeAlias = Literal["open", "late", "unknown", "skipped", "returned"]
"""Of a step that is not done, as in the query open_referrals: its time is not past; it is, and the body has met since;
it is, and no later meeting of the body is held; a body further on has had the case; one that had it has it again."""

ENDING: Final = frozenset({"approved", "approved_with_changes", "rejected", "appointed", "noted", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Treatment:
    """A body's treatment of the case on a day."""

    iri: str
    body: str
    day: date
    meeting: str | None
    outcomes: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its place in the case's page."""
        return "behandling-" + "-".join(self.iri.split("/")[-2:])


@dataclass(frozen=True, slots=True)
class Plan:
    """A step announced to a body, for a day or a period or neither; ``told`` are the referrals that announce it."""

    iri: str
    start: str | None
    body: str
    exact: date | None
    edtf: str | None
    earliest: date | None
    latest: date | None
    announced: date | None
    recommended: bool
    position: int
    told: tuple[str, ...]

    @property
    def when(self) -> str | None:
        """`11. juni 2024`, `2. kvartal 2024`"""
        return long_date(self.exact) if self.exact is not None else period(self.edtf) if self.edtf is not None else None

    @property
    def brief(self) -> str:
        """`11. juni`, `2. kvartal 2024`, `uden dato`"""
        return short_date(self.exact) if self.exact is not None else self.when or "uden dato"

    @property
    def due(self) -> date | None:
        """The last day on which it would be in time."""
        return self.latest or self.exact


@dataclass(frozen=True, slots=True)
class Missing:
    """A step that is not done by the day, and why that may be."""

    plan: Plan
    state: State


@dataclass(frozen=True, slots=True)
class Way:
    """A case's treatments up to ``on``, in order; and its steps that are not done by then."""

    on: date
    done: tuple[Treatment, ...]
    missing: tuple[Missing, ...]

    @property
    def coming(self) -> tuple[Plan, ...]:
        """Steps whose time is not past."""
        return tuple(each.plan for each in self.missing if each.state == "open")

    @property
    def overdue(self) -> tuple[Missing, ...]:
        """Steps whose time is past."""
        return tuple(each for each in self.missing if each.state in ("late", "unknown"))

    @property
    def lapsed(self) -> tuple[Missing, ...]:
        """Steps that the case went past, or was sent back before."""
        return tuple(each for each in self.missing if each.state in ("skipped", "returned"))

    @property
    def last(self) -> Treatment | None:
        """The newest treatment."""
        return self.done[-1] if self.done else None

    @property
    def stage(self) -> Stage:
        """How the case stands."""
        if self.coming:
            return "coming"
        if self.overdue:
            return "overdue"
        said = self.last.outcomes if self.last is not None else ()
        outcomes = {name(each).removeprefix("outcome-") for each in said}
        return "ended" if not outcomes or outcomes & ENDING else "waiting"


def way(treatments: Iterable[Treatment], plans: Sequence[Plan], on: date, met: Mapping[str, Sequence[date]]) -> Way:
    """Put a case's way together as it was seen on a day; ``met`` are the days of each body's meetings that are held.

    A step is done when its body treated the case after it was announced, no matter how late; of several announcements
    of a step to one body that are not done, the newest counts.
    """
    done = tuple(sorted((each for each in treatments if each.day <= on), key=lambda each: (each.day, each.iri)))
    known = [plan for plan in plans if plan.announced is None or plan.announced <= on]
    open_ = {plan.body: plan for plan in sorted(known, key=_announced) if not _kept(plan, done)}
    states = [Missing(plan, _state(plan, plans, done, on, met.get(plan.body, ()))) for plan in open_.values()]
    return Way(on, done, tuple(sorted(states, key=_place)))


def _announced(plan: Plan) -> tuple[date, bool, date, str]:
    """Newest announcements last; of those of one day, the one with a day of its own."""
    return plan.announced or date.min, plan.due is not None, plan.due or date.min, plan.iri


def _kept(plan: Plan, done: Sequence[Treatment]) -> bool:
    """Whether the body has had the case since, or on the very day that was announced."""
    announced = plan.announced or date.min
    return any(each.body == plan.body and (each.day > announced or each.day == plan.earliest) for each in done)


def _state(plan: Plan, plans: Sequence[Plan], done: Sequence[Treatment], on: date, met: Sequence[date]) -> State:
    """Why a step is not done."""
    announced = plan.announced or date.min
    had = {each.body for each in done if each.day <= announced}
    further = {other.body for other in plans if other.start == plan.body}
    since = [each for each in done if each.day > announced and each.body != plan.start]
    back = max((each.day for each in since if each.body in had), default=None)
    passed = max((each.day for each in since if each.body in further and each.body not in had), default=None)
    if passed is not None and (back is None or passed >= back):
        return "skipped"
    if back is not None:
        return "returned"
    if plan.due is not None and on <= plan.due:
        return "open"
    if any(announced < day <= on and (plan.earliest is None or day >= plan.earliest) for day in met):
        return "open" if plan.due is None else "late"
    return "open" if announced == on else "unknown"


def _place(missing: Missing) -> tuple[date, int, str]:
    """By the day, then along the way."""
    return missing.plan.due or date.max, missing.plan.position, missing.plan.iri


def treatments(rows: Iterable[Row]) -> list[Treatment]:
    """Treatments from rows ordered by date and treatment, one row an outcome."""
    found = []
    for iri, group in groupby(rows, key=lambda row: row["treatment"]):
        each = list(group)
        outcomes = tuple(dict.fromkeys(row["outcome"] for row in each if "outcome" in row))
        found.append(
            Treatment(iri, each[0]["body"], date.fromisoformat(each[0]["date"]), each[0].get("meeting"), outcomes)
        )
    return found


def plans(rows: Iterable[Row]) -> list[Plan]:
    """Plans from rows ordered by plan, one row a referral that announces it."""
    found = []
    for iri, group in groupby(rows, key=lambda row: row["plan"]):
        each = list(group)
        row = each[0]
        exact = day(row, "date")
        found.append(
            Plan(
                iri,
                row.get("from"),
                row["to"],
                exact,
                row.get("edtf"),
                day(row, "earliest") or exact,
                day(row, "latest") or exact,
                day(row, "announced"),
                row.get("recommended") == "true",
                int(row.get("position", "0")),
                tuple(dict.fromkeys(one["told"] for one in each if "told" in one)),
            )
        )
    return found
