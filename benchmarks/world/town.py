"""One invented municipality over the years, as a stream of documents, and what is true of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from .bodies import Naming, Reform, founded, reformed, slug, term_start
from .cases import Course, Session
from .compose import Desk, Manner
from .days import meeting_days
from .gold import Json, gold
from .layouts import LAYOUTS
from .layouts.layout import Layout
from .noise import hyphenated
from .people import People
from .telling import Habits
from .truth import Truth
from .turns import corrected, supplement, turned
from .values import AGENDA, SUPPLEMENT, Meeting, Paper
from .voice import Voice
from .words import words


@dataclass(frozen=True, slots=True)
class Written:
    """A document: its file name, its bytes, and the JSON that a careful reader makes of it."""

    name: str
    data: bytes
    gold: Json

    @property
    def gold_bytes(self) -> bytes:
        return (json.dumps(self.gold, ensure_ascii=False, indent=1) + "\n").encode()


class Town:
    """A municipality; `documents` is to be read once, `truth` is whole when it has been."""

    def __init__(self, seed: int, index: int, years: int, first_year: int) -> None:
        self.key = f"{seed}/{index}"
        rng = Random(self.key)
        self.first, self.last = date(first_year, 1, 1), date(first_year + years, 1, 1) - timedelta(days=1)
        self.name = f"{_name(rng, index)} Kommune"
        naming = Naming(rng)
        self.bodies = founded(rng, naming, self.first)
        self.reforms: list[Reform] = []
        turns = [date(year, 1, 1) for year in range(first_year + 1, first_year + years) if (year - 2022) % 4 == 0]
        for day in turns:
            self.bodies, done = reformed(rng, naming, self.bodies, day)
            self.reforms += done
        self.people = People(rng, self.first)
        self.meetings = self._calendar()
        self.course = Course(rng, self.bodies, self.meetings, self.last)
        numbered = rng.choice(("yy/n", "yy/n", "yy/n", "yy-n", "yyyy-n", "EMN", None, None, None))
        voice = Voice(rng.random() < 0.35, rng.random() < 0.4)
        habits = Habits(rng.uniform(0.4, 0.8), rng.uniform(0.05, 0.3), rng.uniform(0.3, 0.7))
        self.changed = self.first + timedelta(days=rng.randint(200, max(201, 365 * years)))
        told = (rng.choice((0.0, 0.06, 0.12)), rng.random() < 0.4, self.changed, rng.random() < 0.4)
        self.manner = Manner(self.name, voice, habits, numbered, *told)
        self.systems = [_system(rng), _system(rng)]
        self.cut = rng.choice((0.0, 0.0, 0.1, 0.25))
        self.held_back = rng.uniform(0.03, 0.12)
        self.board_hidden = rng.random() < 0.15
        by_key = {body.key: body for body in self.bodies}
        self.truth = Truth(self.name, slug(self.name.removesuffix(" Kommune")), by_key, self.reforms, self.people)
        self.desk = Desk(self.manner, by_key, self.people, {}, {})

    def _calendar(self) -> list[Meeting]:
        """All meetings, and those of more than a year after, so that there is something to announce."""
        end = date(self.last.year + 2, 1, 1)
        found = []
        for place, body in enumerate(self.bodies):
            days = meeting_days(body.kind, place, body.first, body.last or end)
            counts: dict[int, int] = {}
            for day in days:
                counts[day.year] = counts.get(day.year, 0) + 1
                found.append(Meeting(body, day, counts[day.year]))
        return sorted(found, key=lambda meeting: (meeting.day, meeting.body.key))

    def documents(self) -> Iterator[Written]:
        """The documents in the order of their meetings."""
        year = None
        for session in self.course.sessions():
            day = session.meeting.day
            if day.year != year:
                self._new_year(day, year)
                year = day.year
            yield from self._of(session)
        self.truth.finish(self.course)

    def _new_year(self, day: date, before: int | None) -> None:
        if before is None or (day.year - 2022) % 4 == 0:
            self.people.elect(self.bodies, max(self.first, term_start(day)))
        self.people.year(date(day.year, 1, 1))

    def _of(self, session: Session) -> Iterator[Written]:
        """The documents of one meeting: minutes, an agenda, both or none."""
        meeting = session.meeting
        rng = Random(f"{self.key}/{meeting.key}")
        hidden = rng.random() < self.held_back or (self.board_hidden and meeting.body.kind == "board")
        kinds = [False] if rng.random() < 0.88 else [True, False] if rng.random() < 0.8 else [True]
        system = self.systems[int(meeting.day >= self.changed)]
        layout = LAYOUTS[system.get(meeting.body.kind, system[""])]
        if layout.features.gathers:
            kinds = [False]
            layout = layout if any(not one.case.closed for one in session.dealt) else LAYOUTS["protocol"]
        if hidden or False not in kinds:
            own = Random(f"{self.key}/{meeting.key}/hidden")
            self.desk.paper(own, session, layout.features, agenda=False, hidden=True)
            self.truth.hidden(session, layout.features)
        if hidden:
            return
        turn = turned(Random(f"{self.key}/{meeting.key}/turn"), session, layout.features, both=len(kinds) > 1)
        papers: list[tuple[Random, Paper]] = []
        for agenda in kinds:
            own = Random(f"{self.key}/{meeting.key}/{agenda}")
            paper = self.desk.paper(own, turn.listed(session) if agenda else session, layout.features, agenda)
            papers.append((own, paper))
            if agenda and turn.late and turn.supplemented:
                late = Random(f"{self.key}/{meeting.key}/late")
                alone = self.desk.paper(late, replace(session, dealt=(turn.late,)), layout.features, agenda)
                papers.append((late, supplement(alone, paper)))
        if len(kinds) > 1:
            for _, paper in papers:
                turn.settle(paper)
        if turn.corrected and (new := corrected(own, paper)):
            papers.append((own, new))
        for place, (own, paper) in enumerate(papers, 1):
            yield self._written(own, paper, layout, superseded=place < len(papers))
        self.truth.differ([paper for _, paper in papers], layout.features)

    def _written(self, rng: Random, paper: Paper, layout: Layout, superseded: bool) -> Written:
        """One document, and what is true of it."""
        text = layout.write(rng, paper)
        if layout.features.suffix == ".txt":
            text = hyphenated(rng, text, self.cut)
        name = f"{self.truth.slug}/{paper.day.isoformat()}-{paper.body.key}-{_kind(paper)}{layout.features.suffix}"
        self.truth.document(name, paper, layout.features, superseded)
        return Written(name, text.encode(), gold(paper, layout.features, self.desk.bodies))


def _kind(paper: Paper) -> str:
    """The last part of a document's file name."""
    names = {AGENDA: "dagsorden", SUPPLEMENT: "tillaeg"}
    return names.get(paper.kind, "rettet" if " " in paper.kind else "referat")


def _system(rng: Random) -> dict[str, str]:
    """A case system: the layout family of each kind of body, and of all others."""
    every = [layout.features for layout in LAYOUTS.values()]
    system = {"": rng.choice(sorted(one.family for one in every if not one.bodies))}
    if LAYOUTS[system[""]].features.political:
        system |= dict.fromkeys(("advisory", "board", "works"), rng.choice(("protocol", "protocol in Markdown")))
    for one in sorted((one for one in every if one.bodies), key=lambda one: one.family):
        if rng.random() < (0.2 if "council" in one.bodies else 0.5):
            system |= dict.fromkeys(sorted(one.bodies), one.family)
    return system


def _name(rng: Random, index: int) -> str:
    """A name that no other municipality of the world has: by its place in the grid of names."""
    heads, tails = len(words("town_heads")), len(words("town_tails"))
    place = rng.randrange(heads * tails)
    return words("town_heads")[(place + index) % heads] + words("town_tails")[(place // heads + index) % tails]
