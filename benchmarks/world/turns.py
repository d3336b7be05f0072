"""What becomes otherwise than the agenda said: meetings moved, matters brought late or left out, minutes corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from random import Random

from .cases import Dealt, Session
from .compose import hours
from .features import Features
from .gold import Json
from .grammar import say
from .values import AGENDA, SUPPLEMENT, Paper, Point
from .words import phrases, sentences

PUT_OFF = {"withdrawn", "postponed"}
"""Outcomes of what was planned and not treated."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one meeting changes: `late` the case that its agenda lacks, told by a supplement or only by the minutes.

    `start` and `place` are those of all its documents, `planned` and `room` what the agenda says instead, `dropped` a
    standing item that only the agenda has, `retitled` and `corrected` say whether a case is called otherwise there and
    whether minutes are written anew.
    """

    start: str
    place: str
    planned: str
    room: str
    late: Dealt | None
    supplemented: bool
    dropped: str
    retitled: bool
    corrected: bool

    def listed(self, session: Session) -> Session:
        """The session as the agenda has it."""
        return replace(session, dealt=tuple(one for one in session.dealt if one is not self.late))

    def settle(self, paper: Paper) -> None:
        """Say when and where the meeting is, as all its documents do; its agenda may say otherwise."""
        agenda = paper.kind == AGENDA
        paper.start, paper.place = (self.planned, self.room) if agenda else (self.start, self.place)
        cases = [point for point in paper.points if point.case and point.open]
        if agenda and self.retitled and cases:
            cases[-1].title += say(Random(cases[-1].title), sentences("title_asides"))
        if agenda and self.dropped:
            last = paper.points[-1].number if paper.points else "0"
            paper.points.append(Point(str(int(last) + 1) if last else "", self.dropped, route=(paper.body.key,)))


def turned(rng: Random, session: Session, features: Features, both: bool) -> Turn:
    """What a meeting changes; of one of which there is not agenda and minutes only whether these are corrected."""
    (start, _), place = hours(rng, session.meeting.body), rng.choice(phrases("rooms"))
    hour, _, minute = start.partition(":")
    return Turn(
        start=start,
        place=place,
        planned=f"{int(hour) - 1:02}:{minute}" if rng.random() < 0.2 else start,
        room=rng.choice(phrases("rooms")) if rng.random() < 0.15 else place,
        late=rng.choice(session.dealt) if both and len(session.dealt) > 1 and rng.random() < 0.4 else None,
        supplemented=features.tells_kind and rng.random() < 0.6,
        dropped=say(rng, sentences("dropped")) if rng.random() < 0.15 else "",
        retitled=rng.random() < 0.15,
        corrected=features.tells_kind and rng.random() < 0.04,
    )


def supplement(paper: Paper, after: Paper) -> Paper:
    """The paper of what is brought late: its case alone, numbered on from the agenda."""
    last = after.points[-1].number if after.points else "0"
    points = [point for point in paper.points if point.case]
    for place, point in enumerate(points, 1):
        point.number = str(int(last or "0") + place)
    return replace(paper, kind=SUPPLEMENT, points=points)


def corrected(rng: Random, paper: Paper) -> Paper | None:
    """Minutes written anew, with something added to a decision; nothing where no case has one."""
    again = deepcopy(paper)
    words = ("rettet", "korrigeret", "revideret") if paper.kind == "referat" else ("rettet",)
    again.kind = f"{rng.choice(words)} {paper.kind}"
    decided = [point for point in again.points if point.case and point.open and point.decision]
    if not decided:
        return None
    rng.choice(decided).decision.append(say(rng, sentences("corrections")))
    return again


def differences(papers: Sequence[Paper], features: Features) -> Iterator[Json]:
    """What the papers of a meeting tell otherwise than the best of them, which is the last; each once."""
    *lesser, best = papers
    found: list[Json] = []
    for paper in lesser:
        found += _said(paper, best, features)
    agendas = [{_key(point) for point in one.points} for one in lesser if one.kind == AGENDA]
    brought = {_key(point) for one in lesser if one.kind == SUPPLEMENT for point in one.points}
    for point in best.points if agendas else ():
        if _key(point) not in agendas[0]:
            found.append(_told("added_by_supplement" if _key(point) in brought else "added", point))
    yield from (one for place, one in enumerate(found) if one not in found[:place])


def _said(paper: Paper, best: Paper, features: Features) -> Iterator[Json]:
    """What one paper says of the meeting and its items, and the best one otherwise."""
    day = paper.day.isoformat()
    if features.start and paper.start != best.start:
        yield _told("start", None, f"{day}T{paper.start}:00", f"{day}T{best.start}:00")
    if features.place and paper.place != best.place:
        yield _told("place", None, paper.place, best.place)
    better = {_key(point): point for point in best.points}
    for point in paper.points:
        here = better.get(_key(point))
        if here is None:
            yield _told("left_out", point)
            continue
        if point.title != here.title:
            yield _told("title", here, point.title, here.title)
        if not paper.minuted and here.outcome in PUT_OFF:
            yield _told("not_treated", here, None, here.outcome)
        if paper.minuted and point.decision != here.decision:
            yield _told("decision", here, "\n".join(point.decision), "\n".join(here.decision))


def _key(point: Point) -> str:
    return point.case or point.title


def _told(kind: str, point: Point | None, before: str | None = None, after: str | None = None) -> Json:
    return {"kind": kind, "title": point.title if point else None, "before": before, "after": after}
