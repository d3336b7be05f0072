"""Deviations: where the way that a case went, or the one that is told for it, is not the route that is stated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import Literal, TypeAlias

from .cases import Case
from .coverage import Held
from .matters import STATED
from .plans import Plan
from .treatments import Treatment

Kind: TypeAlias = Literal["skipped", "unseen", "added", "returned", "repeated", "other_order"]
"""Of the members of `sag:DeviationKind`."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """What differs from a stated route: at which body, and the day that first shows it ("" when that is not told).

    ``items`` are those that state the route. ``basis`` is that of the plan which differs; None: the way observed does.
    """

    kind: Kind
    body: str
    day: str
    route: tuple[str, ...]
    items: tuple[str, ...]
    basis: str | None = None

    @property
    def key(self) -> str:
        """The last part of its IRI."""
        told = "|".join((*self.route, self.basis or ""))
        return f"{self.kind}/{self.body}/{sha256(told.encode()).hexdigest()[:16]}"


def deviations(case: Case, done: Sequence[Treatment], plans: Sequence[Plan], held: Held) -> tuple[Deviation, ...]:
    """Where a case departs from each route stated for it, one for each kind and body; standing items have none."""
    routes: dict[tuple[str, ...], list[str]] = {}
    for matter in case.matters if not case.routine else ():
        if matter.stated:
            routes.setdefault(matter.stated, []).append(matter.item)
    found: dict[str, Deviation] = {}
    for route, items in sorted(routes.items()):
        for one in (*_observed(route, done, held), *_narrated(route, plans, done)):
            whole = replace(one, items=tuple(sorted(items)))
            found.setdefault(whole.key, whole)
    return tuple(found[key] for key in sorted(found))


def _observed(route: tuple[str, ...], done: Sequence[Treatment], held: Held) -> Iterator[Deviation]:
    """The steps of a route that the case passed over or took in another order, and treatments that are no step."""
    went = [one.body for one in done]
    pairs = _aligned(route, went)
    extra = [place for place in range(len(went)) if place not in pairs.values()]
    for step, body in enumerate(route):
        if step in pairs:
            continue
        elsewhere = next((place for place in extra if went[place] == body), None)
        if elsewhere is not None:
            extra.remove(elsewhere)
            yield Deviation("other_order", body, done[elsewhere].day, route, ())
        elif later := [place for other, place in pairs.items() if other > step]:
            before = [done[place].day for other, place in pairs.items() if other < step]
            day = done[min(later)].day
            shown = held.of(body).shows(max(before, default=done[0].day), day)
            yield Deviation("skipped" if shown else "unseen", body, day, route, ())
    for place in extra:
        yield Deviation(_extra(route, went, place), went[place], done[place].day, route, ())


def _aligned(route: Sequence[str], went: Sequence[str]) -> dict[int, int]:
    """Steps with the treatments that take them, in the order of both, as many as can be and as early as can be.

    The longest common subsequence (Wagner and Fischer, The String-to-String Correction Problem, 1974).
    """
    most = [[0] * (len(went) + 1) for _ in range(len(route) + 1)]
    for step in reversed(range(len(route))):
        for place in reversed(range(len(went))):
            same = most[step + 1][place + 1] + 1 if route[step] == went[place] else 0
            most[step][place] = max(same, most[step + 1][place], most[step][place + 1])
    found: dict[int, int] = {}
    place = 0
    for step, body in enumerate(route):
        left = most[step][place]
        rest = range(place, len(went))
        taken = next((at for at in rest if went[at] == body and most[step + 1][at + 1] + 1 == left), None)
        if taken is not None:
            found[step], place = taken, taken + 1
    return found


def _extra(route: Sequence[str], went: Sequence[str], place: int) -> Kind:
    """What a treatment is that takes no step: of a body not on the route, or of one that has the case once more."""
    if went[place] not in route:
        return "added"
    near = (*went[max(0, place - 1) : place], *went[place + 1 : place + 2])
    return "repeated" if went[place] in near else "returned"


def _narrated(route: tuple[str, ...], plans: Sequence[Plan], done: Sequence[Treatment]) -> Iterator[Deviation]:
    """Where a step told in prose or by a decision is not the next of the route: `DIR ØK KB`, and `fra DIR til KB`.

    Of a sender that has several turns the one counts from which the step passes over the fewest.
    """
    for plan in sorted(plans, key=lambda one: (one.announced or "", one.position)):
        if plan.basis in (None, STATED) or plan.sender not in route:
            continue
        day = plan.announced or ""
        ahead = [route[place + 1 :] for place in _places(route, plan, done)]
        passed = [onward[: onward.index(plan.receiver)] for onward in ahead if plan.receiver in onward]
        if passed:
            yield from (Deviation("skipped", body, day, route, (), plan.basis) for body in min(passed, key=len))
        elif plan.receiver != plan.sender:
            kind: Kind = "returned" if plan.receiver in route else "added"
            yield Deviation(kind, plan.receiver, day, route, (), plan.basis)


def _places(route: Sequence[str], plan: Plan, done: Sequence[Treatment]) -> list[int]:
    """The steps from which a plan may send the case on: the sender's turns, from that on to which it has come.

    What another body tells is of the time when the case will come there.
    """
    turns = [place for place, body in enumerate(route) if body == plan.sender]
    seen = [body for body, _ in groupby(one.body for one in done if one.day <= (plan.announced or ""))]
    had = seen.count(plan.sender) - (plan.teller == plan.sender)
    return turns[min(max(had, 0), len(turns) - 1) :]
