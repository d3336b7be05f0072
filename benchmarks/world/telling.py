"""What minutes tell of a decision and of the way ahead: the sentences, and the referrals that stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from random import Random

from .cases import Dealt, Expected, Stop
from .days import exact, vague
from .grammar import first_up, say
from .values import Body, Point, Told, When
from .voice import Voice, dated, sentence
from .words import sentences

FINAL = {"approved_with_changes": "changed", "not_recommended": "refused"}
"""Outcomes whose sentences have another name."""
ALTERNATIVES: Mapping[str, tuple[str | None, ...]] = {
    "approved_with_changes": ("approved",),
    "returned": ("referred", "postponed"),
    "sent_to_hearing": ("approved",),
    "referred": ("discussed",),
}
"""What else a careful reader may take an outcome for."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How often a municipality tells the day of what comes next, and how often only about when."""

    dates: float
    vague: float
    far: float


@dataclass(slots=True)
class Telling:
    """Tells one case of one meeting: fills in the point's decision, presentation and referrals."""

    rng: Random
    voice: Voice
    habits: Habits
    bodies: dict[str, Body]
    own: Body
    day: date
    minuted: bool

    def decide(self, point: Point, dealt: Dealt, coming: list[tuple[Body, When]]) -> str:
        """The decision, what is told of the days ahead, and the referrals of both; its sentence is the result."""
        steps = list(dealt.expected)
        whens = self._whens(steps, dealt.outcome)
        text, named = self._decision(dealt.outcome, steps, coming)
        if self.minuted:
            point.decision.append(text)
            point.outcome = dealt.outcome if dealt.outcome != "returned" else "referred"
            point.alternatives = ALTERNATIVES.get(dealt.outcome, ())
        else:
            named = 0
        where = "decision"
        if whens:
            told = list(zip(steps, whens, strict=False))
            line = dated(self.rng, self.voice, [(self.bodies[one.receiver], when) for one, when in told])
            coming += [(self.bodies[one.receiver], when) for one, when in told if when.exact]
            where = self._place(point, line)
        elif steps and dealt.outcome in {"recommended", "referred"} and self.rng.random() < 0.2:
            named = max(named, min(len(steps), self.rng.choice((1, 2, 2))))
            names = self._names(steps[:named])
            where = self._place(point, say(self.rng, sentences("undated"), to=names, To=first_up(names)))
        self._refer(point, dealt, steps, named, whens, where)
        return text

    def _place(self, point: Point, line: str) -> str:
        """Put a sentence about the way ahead behind the decision or into the presentation; the basis that it gives."""
        if self.minuted and self.rng.random() < 0.7:
            point.decision[-1] += f" {line}"
            return "decision"
        point.presentation.append(line)
        return "narrative"

    def _whens(self, steps: list[Expected], outcome: str) -> list[When]:
        """The days told of the next one or two steps; none where the minutes keep silent."""
        if not steps or outcome in {"postponed", "returned"} or self.rng.random() > self.habits.dates:
            return []
        count = 2 if len(steps) > 1 and self.rng.random() < self.habits.far else 1
        form = vague if self.rng.random() < self.habits.vague else exact
        return [form(self.rng, step.day, self.day) for step in steps[:count]]

    def _decision(self, outcome: str, steps: list[Expected], coming: list[tuple[Body, When]]) -> tuple[str, int]:
        """The sentence of the decision, and how many of the next bodies it names."""
        rng = self.rng
        if not steps:
            return sentence(rng, FINAL.get(outcome, outcome), self.own), 0
        if outcome == "postponed":
            return self._postponed(steps[0], coming), 0
        if outcome == "sent_to_hearing":
            if steps and steps[0].hearing:
                return sentence(rng, "heard_by", self.own, to=self._names(steps[:1])), 1
            return sentence(rng, "heard", self.own), 0
        if outcome == "returned":
            return sentence(rng, "returned", self.own, to=self._names(steps[:1])), 1
        if outcome == "referred":
            return sentence(rng, "referred", self.own, to=self._names(steps[:1])), 1
        if outcome == "not_recommended":
            named = rng.random() < 0.5
            over = f" over for {self._names(steps[:1])}" if named else ""
            return sentence(rng, "refused", self.own, over=over), int(named)
        if outcome == "recommended":
            count = rng.choice((0, 0, 1, 1, min(2, len(steps))))
            if count:
                return sentence(rng, "recommended_to", self.own, to=self._names(steps[:count])), count
            return sentence(rng, "recommended", self.own), 0
        return sentence(rng, FINAL.get(outcome, outcome), self.own), 0

    def _names(self, steps: list[Expected]) -> str:
        return self.voice.names(self.rng, [self.bodies[step.receiver] for step in steps])

    def _postponed(self, step: Expected, coming: list[tuple[Body, When]]) -> str:
        form = self.rng.choice(("", "", " til næste møde", "day"))
        if form == "day":
            when = exact(self.rng, step.day, self.day)
            coming.append((self.bodies[step.receiver], when))
            form = f" til mødet {when.words}"
        return sentence(self.rng, "postponed", self.own, until=form)

    def _refer(
        self, point: Point, dealt: Dealt, steps: list[Expected], named: int, whens: list[When], where: str
    ) -> None:
        """The referrals: those done by the printed way and earlier decisions, those ahead by all that is told."""
        point.told += self._done(point, dealt)
        ahead: dict[tuple[str, str], Told] = {}
        recommended = dealt.outcome == "recommended" and self.minuted
        for place, step in enumerate(steps if dealt.outcome != "postponed" else []):
            if place >= max(named, len(whens)):
                break
            basis = "decision" if place < named and where == "decision" else where
            status = "recommended" if place == 0 and recommended else "planned"
            when = whens[place] if place < len(whens) else None
            ends = (self.bodies[step.sender], self.bodies[step.receiver])
            ahead[step.sender, step.receiver] = Told(*ends, status, basis, when, step.hearing)
        if point.way:
            heard = {stop.body for stop in dealt.stops if stop.hearing}
            for one, other in pairwise(_bodies(dealt.stops[dealt.at :])):
                told_so = any(told.status == "recommended" for told in ahead.values())
                how = "recommended" if recommended and one == self.own.key and not told_so else "planned"
                told = Told(self.bodies[one], self.bodies[other], how, "stated", hearing=other in heard)
                ahead.setdefault((one, other), told)
        point.told += ahead.values()
        self._route(point, dealt, [told.receiver.key for told in ahead.values()])

    def _done(self, point: Point, dealt: Dealt) -> list[Told]:
        """What the document shows to be carried out: from treatment to treatment."""
        pairs: list[tuple[Body, Body, date | None]] = []
        if point.prior:
            stations = [(one.body, one.day) for one in point.prior] + [(self.own, self.day)]
            pairs = [(one, other, day) for (one, _), (other, day) in pairwise(stations) if one != other]
        elif point.way:
            before = _bodies(dealt.stops[: dealt.at + 1])
            steps = list(pairwise(self.bodies[key] for key in before))
            pairs = [
                (a, b, self.day if place == len(steps) else None) for place, (a, b) in enumerate(steps, 1) if a != b
            ]
        return [self._shown(a, b, day, place == len(pairs)) for place, (a, b, day) in enumerate(pairs, 1)]

    def _shown(self, sender: Body, receiver: Body, day: date | None, last: bool) -> Told:
        """A step that is done; an agenda says only that the last is to be, at its own meeting."""
        ahead = last and not self.minuted and receiver == self.own
        when = When("", day.isoformat(), day, day) if day else None
        return Told(sender, receiver, "planned" if ahead else "done", "decision", when)

    def _route(self, point: Point, dealt: Dealt, ahead: list[str]) -> None:
        """The way as a reader finds it: as printed, else the decisions and what is named next."""
        if point.way:
            keys = _bodies(dealt.stops)
        else:
            hearing = {step.receiver for step in dealt.expected if step.hearing}
            keys = [one.body.key for one in point.prior] + [self.own.key, *(k for k in ahead if k not in hearing)]
        point.route = tuple(key for place, key in enumerate(keys) if place == 0 or key != keys[place - 1])


def _bodies(stops: tuple[Stop, ...]) -> list[str]:
    return [stop.body for stop in stops if stop.body is not None]
