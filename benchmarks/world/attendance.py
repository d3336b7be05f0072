"""Who belongs to a body, who of them came, and who came instead; and the matters of a board gathered under one item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from .features import Features
from .people import People, Person
from .values import Body, Named, Paper, Point


def attend(rng: Random, paper: Paper, features: Features, people: People) -> None:
    """The members, and who of them stays away with or without a substitute."""
    body, day = paper.body, paper.day
    paper.members = (
        _board(people, body, day) if body.kind in {"board", "works"} else _seated(people, features, body, day)
    )
    if not (paper.minuted and features.absent and len(paper.members) > 4):
        return
    for one in rng.sample(paper.members[1:], rng.choice((0, 0, 1, 1, 2))):
        spare = [p for p in people.spare if p.party == one.party] if body.political and one.party else []
        named = replace(one, function="absent", role=None)
        taken = {other.substitute_person for other in paper.absent}
        if features.substitutes and spare and rng.random() < 0.4 and spare[0].key not in taken:
            named = replace(named, substitute=spare[0].name(day).full, substitute_person=spare[0].key)
        paper.absent.append(named)


def _board(people: People, body: Body, day: date) -> list[Named]:
    """The directors; with them, in a staff committee, those whom the unions elected."""
    found = []
    for place, person in enumerate(people.working("top", day)):
        post = person.post(day)
        role = (post.title if post else "") + (" (formand)" if place == 0 else "")
        found.append(_member(person, day, role, None))
    if body.kind == "works":
        found += [_member(person, day, f"fællestillidsrepræsentant ({union})", None) for person, union in people.staff]
    return found


def _seated(people: People, features: Features, body: Body, day: date) -> list[Named]:
    told = features.party and body.political
    return [
        _member(person, day, role, person.party if told else None) for person, role in people.seats.get(body.key, [])
    ]


def _member(person: Person, day: date, role: str | None, party: str | None) -> Named:
    name = person.name(day).full
    return Named(person.key, name, name, "member", role, party)


def present(paper: Paper) -> list[Named]:
    """The members who came."""
    gone = {one.person for one in paper.absent}
    return [one for one in paper.members if one.person not in gone]


def deputies(paper: Paper, features: Features) -> None:
    """Who came instead takes part in the first item, or is a member of the meeting, where it is told so."""
    came = [one for one in paper.absent if one.substitute and one.substitute_person]
    for one in came:
        name, key = one.substitute or "", one.substitute_person or ""
        if features.told_in_item and paper.points and paper.points[0].open:
            paper.points[0].people.append(Named(key, name, name, "participant"))
        if features.deputies_listed:
            paper.members.append(Named(key, name, name, "member", "suppleant", one.party))


def gathered(paper: Paper, features: Features, cases: list[Point], after: list[Point]) -> list[Point]:
    """A board's cases as sub-items of one item; closed ones stand alone."""
    under = [point for point in cases if point.open]
    alone = [point for point in cases if not point.open]
    whole = Point("", features.gathers, under=under, route=(paper.body.key,))
    for point in under:
        point.number = ""
        whole.people += point.people
        whole.tasks += point.tasks
        whole.dissents += point.dissents
        whole.recused += point.recused
        whole.told += point.told
        for one in point.enclosures:
            whole.enclosures.append(replace(one, number=str(len(whole.enclosures) + 1)))
        whole.proposal = whole.proposal or ("Det indstilles, at punkterne behandles." if point.proposal else "")
        point.proposal, point.enclosures, point.case_number = "", [], None
    for point in (*alone, *after):
        point.number = ""
    return [*([whole] if under else []), *after, *alone]
