"""The true status of a referral as of the last day: what can be said of what the documents written show."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .values import When


@dataclass(frozen=True, slots=True)
class Step:
    """A treatment: of which body, on which day, and whether a document written tells it."""

    body: str
    day: date
    visible: bool


@dataclass(frozen=True, slots=True)
class Announced:
    """A referral as told: on the day of the meeting that tells it, for a time or none.

    `beyond` are the bodies after the receiver; from a hearing the case comes back to its sender.
    """

    day: date
    sender: str
    receiver: str
    when: When | None
    beyond: Collection[str]
    hearing: bool = False


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
    moved = _moved(told, steps, seen)
    if moved and _sure(told, moved[0], sent, held):
        return moved[1]
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


def _moved(told: Announced, steps: Sequence[Step], seen: Sequence[Step]) -> tuple[Step, str] | None:
    """The latest treatment that shows the step to be skipped, or the case to be returned."""
    before = {step.body for step in steps if step.day <= told.day and step.visible}
    had = min((step.day for step in steps if step.body == told.sender and step.visible), default=date.max)
    back = [step for step in seen if step.body in before and step.body != told.sender and had < step.day]
    gone = before - {told.sender} if told.hearing else before | {told.sender}
    passed = [step for step in seen if step.body in told.beyond and step.body not in gone]
    found = [(step, "returned") for step in back[:1]] + [(step, "skipped") for step in passed[:1]]
    return max(found, key=lambda one: one[0].day, default=None)


def _sure(told: Announced, moved: Step, sent: Collection[tuple[date, str, str]], held: Holdings) -> bool:
    """Whether what is held shows that the receiver did not have it in between, or the sender sent it there instead."""
    if any(
        told.day < day <= moved.day and (told.sender, moved.body) == ends
        for day, *rest in sent
        for ends in [tuple(rest)]
    ):
        return True
    if told.when:
        return held.shows(told.receiver, told.when.earliest, min(told.when.latest, moved.day))
    return held.shows(told.receiver, told.day, moved.day)
