"""From what happened to what a document tells: the paper of a meeting, in the manner of its municipality and layout."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from .attendance import attend, deputies, gathered, present
from .cases import Dealt, Session
from .features import Features
from .grammar import say
from .people import People
from .presence import Presence
from .prose import economy, enclosures, presentation, proposal, standing, summary
from .telling import Habits, Telling
from .topics import varied
from .values import Body, Paper, Point, Prior
from .voice import Voice, sentence
from .words import phrases, sentences

OPPOSITE = {"approved": "rejected", "approved_with_changes": "rejected", "recommended": "not_recommended"}
"""What a slip makes of an outcome."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a municipality writes: `numbered` in which style its case numbers are printed, None where it prints none.

    From the day `changed` of its new case system on, `24/123` is printed `24-123` where it is `dashed` then.
    """

    municipality: str
    voice: Voice
    habits: Habits
    numbered: str | None
    retitled: float
    kle: bool
    changed: date
    dashed: bool

    def number(self, number: str, day: date) -> str | None:
        """A case's number as it is printed on a day."""
        if self.numbered is None:
            return None
        return printed(
            number, "yy-n" if self.numbered == "yy/n" and self.dashed and day >= self.changed else self.numbered
        )


@dataclass(slots=True)
class Desk:
    """The secretary's desk: writes papers, and keeps the wording of decisions for later papers to print again."""

    manner: Manner
    bodies: dict[str, Body]
    people: People
    kept: dict[tuple[str, str, date], Prior]
    counts: dict[str, int]

    def paper(self, rng: Random, session: Session, features: Features, agenda: bool, hidden: bool = False) -> Paper:
        """The paper of a session; an agenda tells nothing of what its own meeting decides, nobody sees a hidden one."""
        meeting = session.meeting
        kind = "dagsorden" if agenda else rng.choice(features.kinds)
        start, end = hours(rng, meeting.body)
        paper = Paper(
            *(self.manner.municipality, meeting.body, meeting.day, meeting.number, kind, start),
            *(end if features.end and not agenda else None, rng.choice(phrases("rooms"))),
        )
        presence = Presence(rng, self.people, meeting.day, features.party, hidden)
        attend(rng, paper, features, self.people)
        opening, closing = standing(Random(f"{self.manner.municipality}/{meeting.key}"))
        first = self._first(paper, features, len(opening) + len(session.dealt) + len(closing))
        cases = [
            self._case(rng, paper, one, features, presence, str(first + place))
            for place, one in enumerate(session.dealt, len(opening))
        ]
        before = [self._standing(rng, paper, title, str(first + place)) for place, title in enumerate(opening)]
        start_of_rest = first + len(opening) + len(cases)
        after = [self._standing(rng, paper, title, str(start_of_rest + place)) for place, title in enumerate(closing)]
        paper.points = gathered(paper, features, cases, after) if features.gathers else [*before, *cases, *after]
        deputies(paper, features)
        return paper

    def _first(self, paper: Paper, features: Features, many: int) -> int:
        """The number of the first item: 1, or the next of the year."""
        if not features.through_the_year:
            return 1
        key = f"{paper.body.key}-{paper.day.year}"
        first = self.counts.get(key, 1)
        self.counts[key] = first + many * paper.minuted
        return first

    def _standing(self, rng: Random, paper: Paper, title: str, number: str) -> Point:
        """A standing item: no case."""
        point = Point(number, title, route=(paper.body.key,))
        if paper.minuted:
            text, point.outcome, point.alternatives = closing_words(rng, title, paper.body)
            if text:
                point.decision.append(text)
        return point

    def _case(
        self, rng: Random, paper: Paper, dealt: Dealt, features: Features, presence: Presence, number: str
    ) -> Point:
        """One case as this paper prints it."""
        case, manner = dealt.case, self.manner
        again = any(one.body == paper.body.key for one in dealt.before)
        same = Random(f"{manner.municipality}/{case.key}/{paper.day}")
        title = varied(same, case.topic.title, again, manner.retitled)
        point = Point(number, title, case=case.key)
        if features.case_numbers and rng.random() > 0.04:
            point.case_number = manner.number(case.number, paper.day)
            point.kle = kle(case.number) if features.kle and manner.kle else None
        if case.closed:
            point.open, point.title = False, f"{features.closed}{title}"
            self._keep(paper, dealt, "", number)
            return point
        point.prior = self._prior(paper, dealt) if features.prior else []
        self._filled(rng, paper, point, dealt, features)
        telling = Telling(rng, manner.voice, manner.habits, self.bodies, paper.body, paper.day, paper.minuted)
        text = telling.decide(point, dealt, paper.coming)
        if features.competent:
            point.competence = competent(self.bodies, dealt, point, paper)
        if paper.minuted:
            self._keep(paper, dealt, text, number)
            if point.outcome not in {"withdrawn", "not_treated"}:
                presence.add(point, case.topic.domain)
                presence.members(point, present(paper), features.votes)
        return point

    def _filled(self, rng: Random, paper: Paper, point: Point, dealt: Dealt, features: Features) -> None:
        """What stands under the item before its decision."""
        topic = dealt.case.topic
        point.summary, point.economy = summary(rng, features), economy(rng)
        point.presentation = presentation(rng, paper.municipality, always=bool(features.gathers))
        if features.journal or rng.random() < 0.5:
            point.enclosures = enclosures(rng, features, paper.day)
        self._named(paper, point, dealt, features)
        if rng.random() < 0.85:
            point.proposal = proposal(rng, self.people, topic.domain, paper.day)
        way = tuple(self.bodies[stop.body] if stop.body else None for stop in dealt.stops)
        plain = None not in way and len(set(way)) == len(way) > 1 and point.proposal
        if features.way and rng.random() < features.way_often and (features.way != "via" or plain):
            point.way = way

    def _named(self, paper: Paper, point: Point, dealt: Dealt, features: Features) -> None:
        """Let the text name an attachment by its number now and then, also one that the list does not have."""
        own = Random(f"{self.manner.municipality}/{dealt.case.key}/{paper.body.key}/{paper.day}/bilag")
        many = len(point.enclosures)
        if features.gathers or own.random() > 0.15:
            return
        number = str(own.randint(1, many) if many and own.random() < 0.5 else many + own.choice((1, 1, 2)))
        point.presentation.append(say(own, sentences("named_attachment"), number=number))
        point.annexes.append(number)

    def _keep(self, paper: Paper, dealt: Dealt, text: str, number: str) -> None:
        outcome = "referred" if dealt.outcome == "returned" else dealt.outcome
        if paper.minuted:
            self.kept[dealt.case.key, paper.body.key, paper.day] = Prior(paper.body, paper.day, number, text, outcome)

    def _prior(self, paper: Paper, dealt: Dealt) -> list[Prior]:
        """The earlier decisions of the case, as they were worded, or by a slip otherwise; closed ones have none."""
        keys = [(dealt.case.key, one.body, one.day) for one in dealt.before]
        return [self._slip(paper, *key) for key in keys if key in self.kept and self.kept[key].text]

    def _slip(self, paper: Paper, case: str, body: str, day: date) -> Prior:
        """An earlier decision; one in fifty is repeated as the opposite of what it was."""
        told = self.kept[case, body, day]
        own = Random(f"{self.manner.municipality}/{case}/{body}/{day}/{paper.body.key}/{paper.day}")
        opposite = OPPOSITE.get(told.outcome)
        if opposite is None or own.random() > 0.02:
            return told
        text = sentence(own, "refused" if opposite == "not_recommended" else opposite, self.bodies[body], over="")
        return replace(told, text=text, outcome=opposite)


def printed(number: str, style: str) -> str:
    """A number as a town prints it: `2024-123` in the styles yy/n, yy-n, yyyy-n, EMN."""
    year, _, count = number.partition("-")
    if style == "yyyy-n":
        return f"{year}-{int(count):06}"
    if style == "EMN":
        return f"EMN-{year}-{int(count):06}"
    return f"{year[2:]}{'/' if style == 'yy/n' else '-'}{count}"


def hours(rng: Random, body: Body) -> tuple[str, str]:
    """When a meeting of a body begins and ends."""
    hour = {"board": 9, "works": 13, "advisory": 10, "council": 18, "economic": 15}.get(
        body.kind, rng.choice((14, 15, 16))
    )
    minute, length = rng.choice((0, 0, 30)), rng.randint(60, 200)
    end = hour * 60 + minute + length
    return f"{hour:02}:{minute:02}", f"{end // 60:02}:{end % 60:02}"


def closing_words(rng: Random, title: str, body: Body) -> tuple[str, str | None, tuple[str | None, ...]]:
    """What minutes say under a standing item, the outcome, and what may be taken for it."""
    if title.startswith("Godkendelse"):
        return say(rng, sentences("opened" if "dagsorden" in title else "opened_minutes")), "approved", ()
    if title == "Eventuelt":
        return rng.choice(("Intet.", "Ingen bemærkninger.", "Intet til punktet.", "")), None, ("noted", "discussed")
    return sentence(rng, "noted", body), "noted", ()


def kle(number: str) -> str:
    """A KLE number in Acadre's form, the same for the same case: `07.18.08-P19-3-21`."""
    own = Random(number)
    group = f"{own.randint(1, 29):02}.{own.randint(0, 20):02}.{own.randint(0, 60):02}"
    return f"{group}-{own.choice('APKGS')}{own.randint(10, 50)}-{own.randint(1, 9)}-{number[2:4]}"


def competent(bodies: dict[str, Body], dealt: Dealt, point: Point, paper: Paper) -> Body | None:
    """The body that decides in the end, where the document tells the way that is left to it anyway."""
    last = next(stop.body for stop in reversed(dealt.stops) if stop.body)
    told = {one.receiver.key for one in point.told if one.status != "done"}
    return bodies[last] if last == paper.body.key or last in told else None
