"""Cases and the way they go: what each meeting has on its agenda, what it decides, and what that leads to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .topics import Topic, Topics
from .values import Body, Meeting

FORWARD = {"recommended", "not_recommended", "referred", "discussed", "approved", "sent_to_hearing", "noted"}


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of the way that is meant for a case: a body, or a public hearing (no body)."""

    body: str | None
    hearing: bool = False


@dataclass(frozen=True, slots=True)
class Treated:
    """That a body had a case on a day."""

    body: str
    day: date
    outcome: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What is announced: from a body to a body, at a meeting of that day."""

    sender: str
    receiver: str
    day: date
    hearing: bool = False


@dataclass(slots=True)
class Case:
    """A case as it is: `stops` the way meant for it, `at` how far it has come, `end` how it ended."""

    key: str
    topic: Topic
    number: str
    stops: list[Stop]
    at: int = 0
    treated: list[Treated] = field(default_factory=list)
    end: str | None = None
    closed: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Dealt:
    """A case at a meeting: what was decided, what was announced, and the way as it was then."""

    case: Case
    outcome: str
    expected: tuple[Expected, ...]
    stops: tuple[Stop, ...]
    at: int
    before: tuple[Treated, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting with its cases."""

    meeting: Meeting
    dealt: tuple[Dealt, ...]


class Course:
    """The years of one municipality, meeting by meeting."""

    def __init__(self, rng: Random, bodies: Sequence[Body], meetings: Sequence[Meeting], last: date) -> None:
        self.rng, self.last = rng, last
        self.bodies = {body.key: body for body in bodies}
        self.meetings = meetings
        self.days: dict[str, list[date]] = {}
        for meeting in meetings:
            self.days.setdefault(meeting.body.key, []).append(meeting.day)
        self.topics = Topics(rng)
        self.due: dict[str, list[tuple[date, Case]]] = {}
        self.cases: list[Case] = []
        self.heirs: Mapping[str, list[str]] = {
            body.key: [other.key for other in bodies if body.key in other.after] for body in bodies
        }
        self.count = rng.randint(100, 900)

    def sessions(self) -> Iterator[Session]:
        """The meetings in order, up to the last day."""
        for meeting in self.meetings:
            if meeting.day > self.last:
                return
            waiting = self.due.pop(meeting.body.key, [])
            here = [case for day, case in waiting if day <= meeting.day]
            if later := [(day, case) for day, case in waiting if day > meeting.day]:
                self.due[meeting.body.key] = later
            new = [self._new(meeting) for _ in range(self._how_many(meeting.body))]
            yield Session(meeting, tuple(self._dealt(case, meeting) for case in [*here, *new]))

    def _how_many(self, body: Body) -> int:
        chances = {"standing": (1, 1, 2, 2, 3), "economic": (0, 1, 2), "board": (0, 1, 1, 2), "council": (0, 0, 1)}
        return self.rng.choice(chances.get(body.kind, (1, 1, 2)))

    def _new(self, meeting: Meeting) -> Case:
        """A case that begins at a meeting."""
        rng, body = self.rng, meeting.body
        domain = (
            body.domain
            if body.kind == "standing"
            else "works"
            if body.kind == "works"
            else rng.choice(("technical", "children", "social", "culture", "business", "common", "common"))
        )
        topic = self.topics.new(domain, meeting.day)
        self.count += rng.randint(1, 60)
        number = f"{meeting.day.year}-{self.count}"
        case = Case(
            f"case-{len(self.cases) + 1}", topic, number, self._way(body, topic, meeting.day), title=topic.title
        )
        case.closed = not topic.heard and rng.random() < 0.04
        self.cases.append(case)
        return case

    def kind(self, kind: str, day: date, domain: str = "") -> Body:
        """The body of a kind (and domain) that there is on a day."""
        alive = [
            b for b in self.bodies.values() if b.kind == kind and b.first <= day and (b.last is None or day <= b.last)
        ]
        fitting = [body for body in alive if domain in ("", body.domain)]
        return self.rng.choice(fitting or alive)

    def _way(self, body: Body, topic: Topic, day: date) -> list[Stop]:
        """The way meant for a case that begins with a body."""
        rng = self.rng
        economic, council = (Stop(self.kind(kind, day).key) for kind in ("economic", "council"))
        committee = Stop(body.key if body.kind == "standing" else self.kind("standing", day, topic.domain).key)
        here = [] if body.key == committee.body else [Stop(body.key)]
        if body.kind in {"works", "advisory"}:
            return [Stop(body.key)] if rng.random() < 0.8 else [Stop(body.key), economic]
        if topic.heard:
            heard = rng.choice(([Stop(None, True)], [Stop(self.kind("advisory", day).key, True)]))
            first = rng.choice(([committee], [committee, economic, council]))
            return (
                [*here, *first, *heard, committee, economic, council]
                if body.kind in {"board", "standing"}
                else [Stop(body.key), committee, *heard, committee, council]
            )
        if body.kind == "board":
            works = Stop(self.kind("works", day).key)
            return [*here, *rng.choice((
                [committee, economic, council], [committee, economic, council], [economic, council], [committee], [],
                [works], [committee, council],
            ))]  # fmt: skip
        if body.kind == "standing":
            other = Stop(self.kind("standing", day).key)
            wide = [committee, other, economic, council] if other != committee else [committee, economic]
            return list(rng.choice((
                [committee], [committee], [committee, economic, council], [committee, economic, council],
                [committee, economic, council], [committee, council], [committee, economic], wide,
            )))  # fmt: skip
        if body.kind == "economic":
            return list(rng.choice(([economic, council], [economic, council], [economic])))
        return list(rng.choice(([council], [council, committee, council], [council, committee, economic, council])))

    def next_day(self, key: str, after: date) -> tuple[str, date]:
        """The next meeting of a body, or of what a reform made of it, after a day."""
        days = self.days.get(key, [])
        place = bisect_right(days, after)
        if place < len(days):
            return key, days[place]
        heirs = self.heirs.get(key)
        return self.next_day(heirs[0], after) if heirs else (key, after + timedelta(days=30))

    def _dealt(self, case: Case, meeting: Meeting) -> Dealt:
        """Decide, and send the case on."""
        body, stops, at, before = meeting.body, tuple(case.stops), case.at, tuple(case.treated)
        case.stops[at] = Stop(body.key, case.stops[at].hearing)
        stops = tuple(case.stops)
        outcome = self._outcome(case, body)
        case.treated.append(Treated(body.key, meeting.day, outcome))
        expected = self._sent(case, body, meeting.day, outcome)
        return Dealt(case, outcome, tuple(expected), stops, at, before)

    def _outcome(self, case: Case, body: Body) -> str:
        rng, rest = self.rng, case.stops[case.at + 1 :]
        back = any(stop.body not in (body.key, None) for stop in case.stops[: case.at])
        roll = rng.random()
        postponed = sum(one.outcome == "postponed" for one in case.treated) < 3
        if roll < 0.06 and postponed and not case.stops[case.at].hearing:
            return "postponed"
        if roll < 0.10 and back and body.political:
            return "returned"
        if roll < 0.12 and body.political:
            return "withdrawn"
        if case.stops[case.at].hearing:
            return rng.choice(("discussed", "noted", "recommended"))
        if not rest:
            if body.kind in {"works", "advisory", "board"}:
                return rng.choice(("discussed", "noted", "approved", "approved_with_changes"))
            return rng.choices(("approved", "approved_with_changes", "noted", "rejected"), (60, 18, 15, 7))[0]
        if rest[0].hearing:
            return "sent_to_hearing"
        if body.kind == "council" or (body.kind == "board" and roll > 0.7):
            return "referred"
        return rng.choices(("recommended", "referred", "not_recommended"), (90, 8, 2))[0]

    def _sent(self, case: Case, body: Body, day: date, outcome: str) -> list[Expected]:
        """Where the case goes from here; what is announced need not come true."""
        if outcome == "withdrawn":
            case.end = "withdrawn"
            return []
        if outcome == "postponed":
            key, when = self.next_day(body.key, day)
            if self.rng.random() < 0.15:
                key, when = self.next_day(key, when)
            self.due.setdefault(key, []).append((when, case))
            return [Expected(body.key, key, when)]
        if outcome == "returned":
            back = max(p for p, s in enumerate(case.stops[: case.at]) if s.body not in (body.key, None))
            case.stops[case.at + 1 :] = case.stops[back:]
        if case.at + 1 == len(case.stops):
            case.end = "decided"
            return []
        return self._onward(case, body, day)

    def _onward(self, case: Case, body: Body, day: date) -> list[Expected]:
        """Announce the steps up to the next hearing, and do what comes of it: kept, late, early, skipped, lost."""
        rng = self.rng
        steps = self._chain(body, case.stops[case.at + 1 :], day)
        chance = rng.random()
        if chance < 0.025:
            case.end = "lost"
            return steps
        case.at += 1 if case.stops[case.at + 1].body else 2
        skipped = chance < 0.055 and len(steps) > 1 and not steps[0].hearing
        case.at += int(skipped)
        first = steps[int(skipped)]
        key, when = first.receiver, first.day
        if chance > 0.95:
            key, when = self.next_day(key, when)
        elif chance > 0.92:
            key, later = self.next_day(key, when)
            rest = self._chain(self.bodies[key], case.stops[case.at + 1 :], later)
            steps = [Expected(first.sender, key, later, first.hearing), *rest]
        self.due.setdefault(key, []).append((when, case))
        return steps

    def _chain(self, body: Body, stops: Sequence[Stop], day: date) -> list[Expected]:
        """The steps that can be announced, each at the next meeting after the one before."""
        steps: list[Expected] = []
        sender = body.key
        for place, stop in enumerate(stops):
            if stop.hearing and place:
                break
            wait = 0 if not stop.hearing else 10
            if stop.body is None:
                day += timedelta(days=60)
                continue
            if place and stops[place - 1].hearing:
                day += timedelta(days=10)
            key, day = self.next_day(stop.body, day + timedelta(days=wait))
            steps.append(Expected(sender, key, day, stop.hearing))
            sender = key
        return steps
