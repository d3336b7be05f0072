"""From what happened to what a document tells: the paper of a meeting, in the manner of its municipality and layout."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from .cases import Dealt, Session
from .features import Features
from .grammar import say
from .people import People, Person
from .presence import Presence
from .prose import economy, enclosures, presentation, proposal, standing, summary
from .telling import Habits, Telling
from .topics import varied
from .values import Body, Named, Paper, Point, Prior
from .voice import Voice
from .words import phrases


@dataclass(frozen=True, slots=True)
class Manner:
    """How a municipality writes: `numbered` in which style its case numbers are printed, None where it prints none."""

    municipality: str
    voice: Voice
    habits: Habits
    numbered: str | None
    retitled: float


@dataclass(slots=True)
class Desk:
    """The secretary's desk: writes papers, and keeps the wording of decisions for later papers to print again."""

    manner: Manner
    bodies: dict[str, Body]
    people: People
    kept: dict[tuple[str, str, date], Prior]
    sagas: dict[str, int]

    def paper(self, rng: Random, session: Session, features: Features, agenda: bool) -> Paper:
        """The paper of a session; an agenda tells nothing of what its own meeting decides."""
        meeting = session.meeting
        kind = "dagsorden" if agenda else rng.choice(features.kinds)
        start, end = _hours(rng, meeting.body)
        paper = Paper(
            *(self.manner.municipality, meeting.body, meeting.day, meeting.number, kind, start),
            *(end if features.end and not agenda else None, rng.choice(phrases("rooms"))),
        )
        presence = Presence(rng, self.people, meeting.body, meeting.day, features.party)
        self._attend(rng, paper, features, presence)
        dealt = list(session.dealt)
        opening, closing = standing(rng, meeting.body)
        for title in opening:
            paper.points.append(self._standing(rng, paper, title, presence))
        for one in dealt:
            paper.points.append(self._case(rng, paper, one, features, presence))
        for title in closing:
            paper.points.append(self._standing(rng, paper, title, presence))
        self._numbered(paper, features)
        return paper

    def _numbered(self, paper: Paper, features: Features) -> None:
        """Items count from 1, or on through the year."""
        first = 1
        if features.through_the_year:
            first = self.sagas.get(f"{paper.body.key}-{paper.day.year}", 1)
            self.sagas[f"{paper.body.key}-{paper.day.year}"] = first + len(paper.points)
        for count, point in enumerate(paper.points, first):
            point.number = str(count)

    def _attend(self, rng: Random, paper: Paper, features: Features, presence: Presence) -> None:
        """The members, and who of them stays away with or without a substitute."""
        day, body = paper.day, paper.body
        if body.kind in {"board", "works"}:
            top = self.people.working("top", day)
            for place, person in enumerate(top):
                role = person.post(day).title + (" (formand)" if place == 0 else "")  # type: ignore[union-attr]
                paper.members.append(self._member(person, day, role, None))
            if body.kind == "works":
                for person, _ in self.people.staff:
                    paper.members.append(self._member(person, day, "fællestillidsrepræsentant", None))
        else:
            for person, role in self.people.seats.get(body.key, []):
                party = person.party if features.party and body.political else None
                paper.members.append(self._member(person, day, role, party))
        if paper.minuted and len(paper.members) > 4:
            absent = rng.sample(paper.members[1:], rng.choice((0, 0, 1, 1, 2)))
            for one in absent:
                spare = [p for p in self.people.spare if p.party == one.party] if body.political and one.party else []
                named = replace(one, function="absent", role=None)
                if spare and rng.random() < 0.4 and not any(spare[0].key == a.substitute_person for a in paper.absent):
                    named = replace(named, substitute=spare[0].name(day).full, substitute_person=spare[0].key)
                paper.absent.append(named)

    def _member(self, person: Person, day: date, role: str | None, party: str | None) -> Named:
        name = person.name(day).full
        return Named(person.key, name, name, "member", role, party)

    def _standing(self, rng: Random, paper: Paper, title: str, presence: Presence) -> Point:
        """A standing item: no case."""
        point = Point("", title, route=(paper.body.key,))
        if paper.minuted:
            text, point.outcome, point.alternatives = closing_words(rng, title, paper.body)
            if text:
                point.decision.append(text)
        return point

    def _case(self, rng: Random, paper: Paper, dealt: Dealt, features: Features, presence: Presence) -> Point:
        """One case as this paper prints it."""
        case, manner = dealt.case, self.manner
        again = any(one.body == paper.body.key for one in dealt.before)
        title = varied(rng, case.topic.title, again, manner.retitled)
        number = printed(case.number, manner.numbered) if manner.numbered and features.case_numbers else None
        point = Point("", title, case=case.key, case_number=number if rng.random() > 0.04 else None)
        prior = self._prior(dealt) if features.prior else []
        if case.closed:
            point.open, point.title = False, f"{features.closed}{title}"
            self._keep(paper, dealt, "")
            return point
        if features.way and rng.random() < features.way_often:
            point.way = tuple(self.bodies[stop.body] if stop.body else None for stop in dealt.stops)
        point.prior = prior
        point.summary, point.economy = summary(rng, features), economy(rng)
        point.presentation = presentation(rng, case.topic)
        if features.journal or rng.random() < 0.5:
            point.enclosures = enclosures(rng, features, paper.day)
        domain = case.topic.domain
        if rng.random() < 0.85:
            point.proposal = proposal(rng, self.people, domain, paper.day)
        telling = Telling(rng, manner.voice, manner.habits, self.bodies, paper.body, paper.day, paper.minuted)
        text = telling.decide(point, dealt, paper.coming)
        if paper.minuted:
            self._keep(paper, dealt, text)
            if point.outcome not in {"withdrawn", "not_treated"}:
                presence.add(point, domain)
                present = [m for m in paper.members if m.person not in {a.person for a in paper.absent}]
                presence.members(point, present)
        return point

    def _keep(self, paper: Paper, dealt: Dealt, text: str) -> None:
        outcome = "referred" if dealt.outcome == "returned" else dealt.outcome
        if paper.minuted:
            self.kept[dealt.case.key, paper.body.key, paper.day] = Prior(paper.body, paper.day, "", text, outcome)

    def _prior(self, dealt: Dealt) -> list[Prior]:
        """The earlier decisions of the case, as they were worded."""
        keys = [(dealt.case.key, one.body, one.day) for one in dealt.before]
        return [self.kept[key] for key in keys if key in self.kept]


def printed(number: str, style: str) -> str:
    """A number as a town prints it: `2024-123` in the styles yy/n, yy-n, yyyy-n, EMN."""
    year, _, count = number.partition("-")
    if style == "yyyy-n":
        return f"{year}-{int(count):06}"
    if style == "EMN":
        return f"EMN-{year}-{int(count):06}"
    return f"{year[2:]}{'/' if style == 'yy/n' else '-'}{count}"


def _hours(rng: Random, body: Body) -> tuple[str, str]:
    hour = {"board": 9, "works": 13, "advisory": 10, "council": 18, "economic": 15}.get(
        body.kind, rng.choice((14, 15, 16))
    )
    minute, length = rng.choice((0, 0, 30)), rng.randint(60, 200)
    end = hour * 60 + minute + length
    return f"{hour:02}:{minute:02}", f"{end // 60:02}:{end % 60:02}"


def closing_words(rng: Random, title: str, body: Body) -> tuple[str, str | None, tuple[str | None, ...]]:
    """What minutes say under a standing item."""
    if title.startswith("Godkendelse"):
        text = (
            say(rng, ("Godkendt.", "[Dagsordenen|Referatet] [blev godkendt|godkendt]."))
            if "dagsorden" in title
            else "Godkendt."
        )
        return text.replace("Referatet", "Dagsordenen"), "approved", ()
    if title == "Eventuelt":
        return rng.choice((("Intet.", None, ("noted",)), ("Ingen bemærkninger.", None, ("noted",)), ("", None, ())))
    return say(rng, ("[Taget|Til] [til] [efterretning|orientering].",)).replace("Til til", "Til"), "noted", ()
