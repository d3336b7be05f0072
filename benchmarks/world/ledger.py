"""The true status of a referral as of the last day: what can be said of what the documents written show."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .values import When


@dataclass(frozen=True, slots=True)
class Step:
    """A treatment: of which body, on which day, whether a document written tells it, and whether it was put off."""

    body: str
    day: date
    visible: bool
    postponed: bool = False


Edge = tuple[str, str]
"""A sender and a receiver."""


@dataclass(frozen=True, slots=True)
class Announced:
    """A referral as told: by a body on the day of its meeting, for a time or none.

    `beside` are the other steps that the same item tells.
    """

    day: date
    teller: str
    sender: str
    receiver: str
    when: When | None
    beside: Collection[Edge] = ()

    def ahead(self) -> Mapping[str, int]:
        """The bodies that the item tells to come after the receiver, with how many steps after it."""
        return reached(self.receiver, [*self.beside, (self.sender, self.receiver)])

    def behind(self) -> Mapping[str, int]:
        """The bodies that the item tells from the telling body to the sender, with how many steps before it."""
        there = reached(self.teller, self.beside)
        if self.sender not in there:
            return {}
        back = reached(self.sender, [(end, start) for start, end in self.beside])
        return {body: steps for body, steps in back.items() if body in {self.teller, *there} - {self.sender}}


def reached(body: str, edges: Collection[Edge]) -> dict[str, int]:
    """The bodies that steps lead to from one, with how many steps away they are."""
    found: dict[str, int] = {}
    here, steps = {body}, 0
    while here:
        steps += 1
        here = {end for start, end in edges if start in here} - set(found)
        found |= dict.fromkeys(here, steps)
    return found


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held as of a day: by body the days of minutes, and the days named of which no minutes are held."""

    on: date
    minuted: Mapping[str, Collection[date]]
    missing: Mapping[str, Collection[date]]

    def shows(self, body: str, first: date, last: date) -> bool:
        """Whether minutes of the body are held of that time, and none are known to be missing."""
        held, gone = self.minuted.get(body, ()), self.missing.get(body, ())
        return any(first <= day <= last for day in held) and not any(first <= day <= last for day in gone)

    def unknown(self, body: str, after: date) -> bool:
        """Whether a meeting after a day is known without minutes, or no minutes are held since that year."""
        gone = any(after < day <= self.on for day in self.missing.get(body, ()))
        return gone or not any(day.year >= after.year for day in self.minuted.get(body, ()))


def status(told: Announced, steps: Sequence[Step], sent: Collection[tuple[date, str, str]], held: Holdings) -> str:
    """Kept, early, late, skipped, returned, open or not in what we hold, by the rules of the referral ledger.

    `steps` are the case's treatments in order, `sent` the referrals told of it (day, sender, receiver).
    """
    when = told.when
    seen = [step for step in steps if step.day > told.day and step.visible]
    if hit := _hit(told, seen):
        if when is None or when.earliest <= hit <= when.latest:
            return "kept"
        return "early" if hit < when.earliest else "late"
    moved = [*_moved(told, steps, seen, sent)]
    shown = {how: step for step, how in reversed(moved) if _sure(told, step, sent, held)}
    if shown:
        return max(shown, key=lambda how: (shown[how].day, how))
    if when is None:
        return "not in what we hold" if moved or held.unknown(told.receiver, told.day) else "open"
    if held.on <= when.latest:
        return "open"
    return "late" if held.shows(told.receiver, when.earliest, when.latest) else "not in what we hold"


def _hit(told: Announced, seen: Sequence[Step]) -> date | None:
    """The day on which the receiver had the case: in the time told, else the first one after the announcement."""
    days = [step.day for step in seen if step.body == told.receiver]
    when = told.when
    within = [day for day in days if when and when.earliest <= day <= when.latest]
    return next(iter(within or days), None)


def _moved(
    told: Announced, steps: Sequence[Step], seen: Sequence[Step], sent: Collection[tuple[date, str, str]]
) -> Iterator[tuple[Step, str]]:
    """Treatments that show the step to be skipped, or the case to be returned, in order.

    A body that the item names on both sides of the step counts where it is nearer. Those that the case was to come to
    before the sender show nothing until the sender has had it.
    """
    ahead, behind = told.ahead(), told.behind()
    further = {body for body, away in ahead.items() if away <= behind.get(body, away)}
    before = {step.body for step in steps if step.day <= told.day and step.visible} | set(behind)
    for step in seen:
        left = _left(told, steps, step.day)
        others = [(start, end) for day, start, end in sent if day <= step.day]
        if step.body == told.receiver:
            continue
        if step.body in further and (left or step.body not in {*behind, told.sender}):
            yield step, "skipped"
        elif step.body == told.sender:
            continue
        elif step.body in before:
            if left:
                yield step, "returned"
        elif step.body in reached(told.receiver, others):
            yield step, "skipped"


def _left(told: Announced, steps: Sequence[Step], day: date) -> bool:
    """Whether the sender has had the case by a day without putting it off; since the announcement if it was to come."""
    since = told.day if told.behind() else date.min
    had = [step for step in steps if step.visible and step.body == told.sender and since <= step.day < day]
    return not had[-1].postponed if had else told.teller == told.sender


def _sure(told: Announced, moved: Step, sent: Collection[tuple[date, str, str]], held: Holdings) -> bool:
    """Whether what is held shows that the receiver did not have it in between, or the sender sent it there instead."""
    if any(
        told.day < day <= moved.day and (told.sender, moved.body) == ends
        for day, *rest in sent
        for ends in [tuple(rest)]
    ):
        return True
    if told.when:
        first, last = told.when.earliest, told.when.latest
        return held.shows(told.receiver, first, min(last, moved.day) if moved.day >= first else last)
    return held.shows(told.receiver, told.day, moved.day)
