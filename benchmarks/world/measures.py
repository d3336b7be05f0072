"""A store's conclusions against the truth: which items are one case, which names one person, statuses and routes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from likeness import body, plain

from .answers import Found, Row, matched

Json = Mapping[str, Any]
Miss = Callable[[str, str], None]


@dataclass(slots=True)
class Pairs:
    """Pairs of things that are one: in truth, as found, and in both."""

    true: int = 0
    found: int = 0
    both: int = 0

    def count(self, members: Iterable[tuple[Hashable, Hashable]]) -> None:
        """Add the pairs of some members, each with what it is in truth and what it was found to be."""
        members = list(members)
        self.true += _pairs(truly for truly, _ in members)
        self.found += _pairs(told for _, told in members)
        self.both += _pairs(members)

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.true + self.found) if self.true + self.found else 1.0


@dataclass(slots=True)
class Share:
    """How many of how many are right."""

    right: int = 0
    all: int = 0

    def add(self, right: bool) -> None:
        self.right, self.all = self.right + right, self.all + 1

    @property
    def value(self) -> float:
        return self.right / self.all if self.all else 1.0


@dataclass(slots=True)
class Measures:
    """The figures of a world, and what was missed, by kind, with an example of each."""

    cases: Pairs = field(default_factory=Pairs)
    persons: Pairs = field(default_factory=Pairs)
    statuses: Share = field(default_factory=Share)
    routes: Share = field(default_factory=Share)
    misses: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def miss(self, kind: str, example: str) -> None:
        self.misses[kind] += 1
        if len(some := self.examples.setdefault(kind, [])) < 3:
            some.append(example)


def measured(truth: Json, told: Found, into: Measures) -> None:
    """Add one municipality."""
    names = {b["body"]: body(b["name"]) for b in truth["bodies"]}
    in_case: list[tuple[Hashable, Hashable]] = []
    as_person: list[tuple[Hashable, Hashable]] = []
    holding: dict[str, Counter[str]] = {}
    seen: list[tuple[str, str, frozenset[str]]] = []
    for document in truth["documents"]:
        iri = told.documents.get(document["document"], "")
        if not iri:
            into.miss("document not read", document["document"])
        pairs = matched(document, told.items.get(iri, []))
        for item in document["items"]:
            row = pairs.get(item["position"])
            if item["case"]:
                some = told.cases.get(row["item"], set()) if row else set()
                in_case.append((item["case"], next(iter(sorted(some)), (iri, item["position"], "none"))))
                holding.setdefault(item["case"], Counter()).update(some)
                seen.append((item["case"], document["document"], frozenset(some)))
                if row is None:
                    into.miss(f"item not found ({document['family']})", f"{document['document']} {item['title']}")
                _referrals(document, item, row, told, names, into)
        as_person += _persons(document, iri, pairs, told, into)
    into.cases.count(in_case)
    into.persons.count(as_person)
    _split(in_case, "case", truth, into)
    _split(as_person, "person", truth, into)
    for case in truth["cases"]:
        _route(case, holding.get(case["case"], Counter()), told, names, into)


def _pairs(labels: Iterable[Hashable]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())


def _split(members: Sequence[tuple[Hashable, Hashable]], what: str, truth: Json, into: Measures) -> None:
    """Count what is one and was found to be several, and what is several and was found to be one."""
    ways: dict[Hashable, set[Hashable]] = {}
    merged: dict[Hashable, set[Hashable]] = {}
    for truly, told in members:
        ways.setdefault(truly, set()).add(told)
        merged.setdefault(told, set()).add(truly)
    titles = {one[what]: one.get("title") or one["names"][-1]["name"] for one in truth[f"{what}s"]}
    for truly, several in ways.items():
        if len(several) > 1:
            into.miss(
                f"one {what} found as several", f"{truth['municipality']}: {titles.get(str(truly))} as {len(several)}"
            )
    for several in merged.values():
        if len(several) > 1:
            into.miss(
                f"several {what}s found as one", f"{truth['municipality']}: {[titles.get(str(one)) for one in several]}"
            )


def _persons(
    document: Json, iri: str, pairs: Mapping[int, Row], told: Found, into: Measures
) -> Iterable[tuple[Hashable, Hashable]]:
    """Every name of the document with the true person and the one found."""
    owners = {row["item"]: position for position, row in pairs.items()}
    here: dict[tuple[int | None, str], set[str]] = {}
    anywhere: dict[str, set[str]] = {}
    for part in told.parts.get(iri, []):
        if "person" in part:
            here.setdefault((owners.get(part["owner"]), plain(part["name"])), set()).add(part["person"])
            anywhere.setdefault(plain(part["name"]), set()).add(part["person"])
    for person in document["persons"]:
        name = plain(person["name"])
        some = here.get((person["item"], name)) or anywhere.get(name)
        if not some:
            where = "header" if person["item"] is None else "item"
            into.miss(f"name not found in {where} ({document['family']})", f"{document['document']} {person['name']}")
        yield person["person"], next(iter(sorted(some or ())), (iri, person["item"], name))


def _referrals(
    document: Json, item: Json, row: Row | None, told: Found, names: Mapping[str, str], into: Measures
) -> None:
    """What the graph says of each referral that the item tells."""
    plans = list(told.plans.get(row["item"], [])) if row else []
    for referral in item["referrals"]:
        if "status" not in referral:
            continue
        receiver, sender = names[referral["to"]], names[referral["from"]]
        fitting = [plan for plan in plans if body(plan["receiver"]) == receiver]
        fitting.sort(
            key=lambda plan: (not _same_time(plan, referral["date"]), body(plan["sender"]) != sender, plan["plan"])
        )
        status = told.statuses.get(fitting[0]["plan"], "no status") if fitting else "not found"
        into.statuses.add(status == referral["status"])
        if status != referral["status"]:
            kind = f"referral {referral['status']} said to be {status}"
            where = f"{document['document']} [{item['number']}] {item['title']}: {referral['from']} -> {referral['to']}"
            into.miss(kind, f"{where} {referral['date']} ({referral['basis']})")


def _same_time(plan: Row, told: str | None) -> bool:
    """Whether an announced step has the day told, some period where a period is told, or neither."""
    if told is None or len(told) < len("2024-06-11"):
        return ("edtf" in plan) == (told is not None) and "day" not in plan
    return plan.get("day") == told


def _route(case: Json, holding: Counter[str], told: Found, names: Mapping[str, str], into: Measures) -> None:
    """Whether the case found has the visible bodies in the true order."""
    truly = [names[step["body"]] for step in case["route"] if step["visible"]]
    if not truly:
        return
    best = min(holding, key=lambda one: (-holding[one], one), default="")
    observed = [body(name) for name in told.routes.get(best, [])]
    into.routes.add(observed == truly)
    if observed != truly:
        kind = (
            "route too short"
            if len(observed) < len(truly)
            else "route too long"
            if len(observed) > len(truly)
            else "route in another order or of other bodies"
        )
        into.miss(kind, f"{case['title']}: {truly} but {observed}")
