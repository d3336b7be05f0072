"""A paper as the JSON that a careful reader makes of it, by the conventions of the project's scorer."""

from __future__ import annotations

from collections.abc import Mapping

from .features import Features
from .values import Body, Enclosure, Named, Paper, Point, Task, Told

Json = dict[str, object]


def gold(paper: Paper, features: Features, bodies: Mapping[str, Body]) -> Json:
    """The whole document."""
    names = _Names(paper, features)
    return {
        "municipality": paper.municipality,
        "body": paper.body.name,
        "meeting": {
            "date": paper.day.isoformat(),
            "start": paper.start if features.start else None,
            "end": paper.end,
            "place": paper.place if features.place else None,
            "kind": "referat" if " " in paper.kind else paper.kind,
        },
        "members": [_member(one) for one in paper.members] if features.members else [],
        "absent": [_absent(one) for one in paper.absent],
        "items": [_item(paper, point, names, bodies) for point in paper.points],
        "next_meetings": _coming(paper),
    }


def _coming(paper: Paper) -> list[Json]:
    """Every coming meeting told with a day, once."""
    told = {(body.name, when.value) for body, when in paper.coming if when.exact and when.earliest > paper.day}
    return [{"body": body, "date": day} for body, day in sorted(told, key=lambda one: (one[1], one[0]))]


def _member(one: Named) -> Json:
    return _told(name=one.name, party=one.party, role=one.role)


def _absent(one: Named) -> Json:
    return _told(name=one.name, party=one.party, substitute=one.substitute)


def _told(**values: object) -> Json:
    return {key: value for key, value in values.items() if value is not None}


def _item(paper: Paper, point: Point, names: _Names, bodies: Mapping[str, Body]) -> Json:
    """One item."""
    return {
        "number": point.number or None,
        "title": point.title,
        "open": point.open,
        "case_numbers": [number for number in (point.case_number, point.kle) if number],
        "route": [names.of(bodies[key]) for key in point.route] if point.open else [],
        "referrals": [_referral(told, names) for told in point.told],
        "recommendation": bool(point.proposal),
        "decision_outcome": point.outcome,
        **({"outcome_alternatives": list(point.alternatives)} if point.alternatives else {}),
        "decision_date": paper.day.isoformat() if point.open and paper.minuted else None,
        "persons": [_told(name=p.name, function=p.function, role=p.role) for p in point.people],
        "attachments": [_enclosure(one) for one in point.enclosures],
        "followups": [_task(task) for task in point.tasks],
        "dissents": [{"name_or_party": name} for name in point.dissents],
        "recused": list(point.recused),
        "abstentions": list(point.abstentions),
        "sub_items": [_item(paper, each, names, bodies) for each in point.under],
    }


class _Names:
    """What a reader calls bodies: by full name, unless only a code stands there that nothing spells out."""

    KNOWN = frozenset({"ØK", "ØU", "KB", "BY", "DIR", "HU", "ÆR"})

    def __init__(self, paper: Paper, features: Features) -> None:
        self.paper, self.coded, self.named = paper, bool(features.way), _named(paper)

    def of(self, body: Body) -> str:
        known = body.key == self.paper.body.key or body.code in self.KNOWN or body.name.casefold() in self.named
        return body.name if known or not self.coded else body.code


def _named(paper: Paper) -> str:
    """The words of a paper in which bodies may be named in full."""
    points = [each for point in paper.points for each in (point, *point.under)]
    told = [text for point in points for text in (*point.presentation, *point.decision, point.proposal, point.title)]
    before = [text for point in points for one in point.prior for text in (one.body.name, one.text)]
    return "\n".join([*told, *before]).casefold()


def _referral(told: Told, names: _Names) -> Json:
    when = told.when.value if told.when else None
    return _told(**{"from": names.of(told.sender), "to": names.of(told.receiver)}, status=told.status, date=when)


def _enclosure(one: Enclosure) -> Json:
    return {"number": one.number, "title": one.title, "open": one.open, "journal": one.journal}


def _task(task: Task) -> Json:
    return {"assignee": task.assignee, "text_contains": task.text, **_told(deadline=task.deadline)}
