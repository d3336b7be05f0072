"""What is true of a municipality and of each of its documents, as JSON and as quads in the project's own terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from .bodies import Reform
from .cases import Case, Course, Session
from .features import Features
from .gold import Json
from .ledger import Announced, Edge, Holdings, Step, status
from .people import LAST, Held, People, Person
from .turns import differences
from .values import Body, Named, Paper, Point, Told


@dataclass(slots=True)
class _Open:
    """A referral that an item tells with others, before its status is known; by the body `teller` on a day."""

    told: Told
    day: date
    teller: str
    case: str
    node: dict[str, object]
    beside: Sequence[Told]


@dataclass(slots=True)
class Truth:
    """Gathers the truth of one municipality while its documents are written."""

    name: str
    slug: str
    bodies: Mapping[str, Body]
    reforms: Sequence[Reform]
    people: People
    documents: list[Json] = field(default_factory=list)
    cases: list[Json] = field(default_factory=list)
    differences: list[Json] = field(default_factory=list)
    day: date = date.min
    _announced: list[_Open] = field(default_factory=list)
    _visible: set[tuple[str, str, date]] = field(default_factory=set)
    _held: dict[str, list[date]] = field(default_factory=dict)
    _named: set[tuple[str, date]] = field(default_factory=set)
    _counted: dict[str, list[tuple[date, bool]]] = field(default_factory=dict)
    _missing: list[Json] = field(default_factory=list)
    _gone: list[Json] = field(default_factory=list)
    _planned: dict[tuple[str, date, str], list[_Open]] = field(default_factory=dict)

    def document(self, name: str, paper: Paper, features: Features, superseded: bool) -> None:
        """A document was written; that it is superseded says that minutes of its meeting are written too.

        What it announces then counts for cases of which the minutes tell no way.
        """
        self.day = max(self.day, paper.day)
        if paper.minuted:
            self._held.setdefault(paper.body.key, []).append(paper.day)
            if features.through_the_year:
                self._counted.setdefault(paper.body.key, []).append((paper.day, True))
        elif not superseded:
            self._named.add((paper.body.key, paper.day))
        self._named |= {(body.key, when.earliest) for body, when in paper.coming if when.exact}
        self._named |= {(one.body.key, one.day) for point in paper.points for one in point.prior if one.text}
        points = [each for point in paper.points for each in (point, *point.under)]
        items = [self._item(point, place, paper, superseded) for place, point in enumerate(points, 1)]
        header = [_person(one, None) for one in (paper.members if features.members else [])]
        header += [_person(one, None) for one in paper.absent]
        header += [
            {
                "person": one.substitute_person,
                "name": one.substitute,
                "function": "substitute",
                "role": None,
                "announced": False,
                "item": None,
            }
            for one in paper.absent
            if one.substitute
        ]
        named = [
            _person(one, place) for place, point in enumerate(points, 1) for one in point.people if not point.under
        ]
        self.documents.append(
            {
                "document": name, "municipality": self.name, "body": paper.body.key, "day": paper.day.isoformat(),
                "kind": paper.kind, "family": features.family, "items": items, "persons": header + named,
                "absent": [one.person for one in paper.absent],
            }
        )  # fmt: skip

    def _item(self, point: Point, place: int, paper: Paper, superseded: bool) -> Json:
        referrals: list[Json] = []
        for told in point.told:
            node: dict[str, object] = {
                "from": told.sender.key, "to": told.receiver.key, "told": told.status, "basis": told.basis,
                "hearing": told.hearing, "date": told.when.value if told.when else None,
            }  # fmt: skip
            referrals.append(node)
            to_come = told.status != "done" and not (told.when and told.when.latest <= paper.day)
            if to_come and point.case:
                announced = _Open(told, paper.day, paper.body.key, point.case, node, point.told)
                whose = (paper.body.key, paper.day, point.case)
                (self._planned.setdefault(whose, []) if superseded else self._announced).append(announced)
        if point.case and paper.minuted and not point.told:
            self._announced += self._planned.pop((paper.body.key, paper.day, point.case), [])
        if point.case:
            if paper.minuted:
                self._visible.add((point.case, paper.body.key, paper.day))
            self._visible |= {(point.case, one.body.key, one.day) for one in point.prior if one.text}
        return {
            "position": place, "number": point.number or None, "title": point.title, "case": point.case,
            "open": point.open,
            "case_number": point.case_number, "outcome": point.outcome, "referrals": referrals,
            "attachments_named": [
                {"number": number, "listed": int(number) <= len(point.enclosures)} for number in point.annexes
            ],
            "way": [body and body.key for body in point.way],
            "prior": [
                {"body": one.body.key, "day": one.day.isoformat(), "outcome": one.outcome}
                for one in point.prior if one.text
            ],
        }  # fmt: skip

    def differ(self, papers: Sequence[Paper], features: Features) -> None:
        """The papers of one meeting are written, the best one last: what the others tell otherwise."""
        for one in differences(papers, features):
            self.differences.append({"body": papers[-1].body.key, "day": papers[-1].day.isoformat(), **one})

    def hidden(self, session: Session, features: Features) -> None:
        """The minutes of a meeting were held back; where items count on through the year, that shows."""
        if features.through_the_year:
            self._counted.setdefault(session.meeting.body.key, []).append((session.meeting.day, False))
        self._missing.append({"body": session.meeting.body.key, "day": session.meeting.day.isoformat()})

    def finish(self, course: Course) -> None:
        """All documents are written: what became of what was announced."""
        steps = {case.key: self._steps(case) for case in course.cases}
        missing = sorted(
            (body, day)
            for body, day in self._named | self._jumped()
            if day not in self._held.get(body, ()) and day <= self.day
        )
        self._gone = [{"body": body, "day": day.isoformat()} for body, day in missing]
        gone = {body: [day for whose, day in missing if whose == body] for body, _ in missing}
        held = Holdings(self.day, self._held, gone)
        sent: dict[str, set[tuple[date, str, str]]] = {}
        for one in self._announced:
            sent.setdefault(one.case, set()).add((one.day, one.told.sender.key, one.told.receiver.key))
        for one in self._announced:
            step, *beside = dict.fromkeys(map(_ends, (one.told, *one.beside)))
            told = Announced(one.day, one.teller, *step, one.told.when, beside)
            one.node["status"] = status(told, steps[one.case], sent[one.case], held)
        self.cases = [self._case(case, steps[case.key]) for case in course.cases]

    def _jumped(self) -> set[tuple[str, date]]:
        """The meetings held back before another of their year whose items count on: its numbers jump."""
        found: set[tuple[str, date]] = set()
        for body, every in self._counted.items():
            for day, held in every:
                near = [other for other, is_held in every if is_held and other.year == day.year]
                if not held and near and day < max(near):
                    found.add((body, day))
        return found

    def _steps(self, case: Case) -> list[Step]:
        seen = self._visible
        return [
            Step(one.body, one.day, (case.key, one.body, one.day) in seen, one.outcome == "postponed")
            for one in case.treated
        ]

    def _case(self, case: Case, steps: Sequence[Step]) -> Json:
        return {
            "case": case.key, "title": case.topic.title, "number": case.number, "end": case.end or "under way",
            "route": [
                {"body": one.body, "day": one.day.isoformat(), "outcome": one.outcome, "visible": step.visible}
                for one, step in zip(case.treated, steps, strict=True)
            ],
        }  # fmt: skip

    def json(self) -> Json:
        """Everything, as one value."""
        return {
            "municipality": self.name,
            "day": self.day.isoformat(),
            "bodies": [_body(body, self.bodies) for body in self.bodies.values()],
            "reforms": [
                {"day": r.day.isoformat(), "kind": r.kind, "before": list(r.before), "after": list(r.after)}
                for r in self.reforms
            ],
            "persons": [_history(person) for person in self.people.every],
            "cases": self.cases,
            "documents": self.documents,
            "differences": self.differences,
            "missing": self._missing,
            "known_missing": self._gone,
        }


def _ends(told: Told) -> Edge:
    return told.sender.key, told.receiver.key


def _person(one: Named, item: int | None) -> Json:
    return {
        "person": one.person, "name": one.name, "written": one.written, "function": one.function, "role": one.role,
        "announced": one.announced, "item": item,
    }  # fmt: skip


def _body(body: Body, every: Mapping[str, Body]) -> Json:
    return {
        "body": body.key, "name": body.name, "code": body.code, "kind": body.kind, "first": body.first.isoformat(),
        "last": body.last.isoformat() if body.last else None,
        "successors": [other.key for other in every.values() if body.key in other.after],
    }  # fmt: skip


def _history(person: Person) -> Json:
    return {
        "person": person.key,
        "names": [{"since": name.since.isoformat(), "name": name.full} for name in person.names],
        "party": person.party,
        "posts": [_held(one) for one in person.held if one.body is None],
        "memberships": [{**_held(one), "body": one.body, "party": one.party} for one in person.held if one.body],
    }


def _held(one: Held) -> Json:
    return {
        "title": one.title,
        "first": one.first.isoformat(),
        "last": one.last.isoformat() if one.last != LAST else None,
    }
