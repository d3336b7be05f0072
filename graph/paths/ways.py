"""Ways: what a case has done and what is announced for it, as steps and the links between them.

A step is a treatment (done) or an announced step that nothing shows to be done as of a day (planned).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import networkx as nx

from ..resolve.reading import Asked, Row
from .bodies import Body, bodies
from .scanning import scanned

Status: TypeAlias = Literal["done", "open", "late", "skipped", "returned", "not in what we hold", "named"]
"""done: a treatment · of a step that is not: open: its time is not past, or none is told · late: it is past, and the
body has met in it · skipped, returned: a later, an earlier body has had the case instead · not in what we hold: no
minutes tell · named: only as a sender. The rules stand in `docs/graph.md`, the referral ledger."""

AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Step:
    """A body that had or is to have a case.

    ``node`` is the treatment or plan (empty for a body only named as a sender), ``date`` a day or an EDTF period,
    ``earliest`` and ``latest`` its first and last day, ``told`` the decisions, items or referrals that tell it.
    """

    node: str
    body: Body
    status: Status
    date: str | None
    earliest: str | None = None
    latest: str | None = None
    outcomes: tuple[str, ...] = ()
    announced: str | None = None
    recommended: bool = False
    told: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether it is a treatment."""
        return self.status == "done"


@dataclass(frozen=True, slots=True)
class Way:
    """The way of a case: steps in order, done ones first, and the links between steps by their places in ``steps``.

    ``on`` is the day that it is told as of.
    """

    case: str
    title: str
    numbers: tuple[str, ...]
    routine: bool
    steps: tuple[Step, ...]
    links: tuple[tuple[int, int], ...]
    on: str = "9999-12-31"

    def graph(self) -> "nx.DiGraph[int]":
        """The steps, by place, and their links."""
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(len(self.steps)))
        graph.add_edges_from(self.links)
        return graph


@dataclass(frozen=True, slots=True)
class _Plan:
    """An announced step as read; ``row`` holds what is told of it."""

    row: Row
    told: tuple[str, ...]
    status: Status

    @property
    def announced(self) -> str:
        return self.row.get("announced", "")

    @property
    def position(self) -> int:
        return int(self.row["position"])


def case_way(archive: Asked, case: str, on: str | None = None) -> Way | None:
    """The way of one case (its IRI) as of a day, its municipality's last day by default; None when it is not held."""
    return next(iter(ways(archive, [case], on)), None)


def ways(archive: Asked, cases: Iterable[str], on: str | None = None, *, told: bool = True) -> list[Way]:
    """The ways of cases (their IRIs) as of a day, each municipality's own last day by default; by the cases' IRIs.

    Without ``told`` steps have no outcomes and nothing that tells them, which takes a third of the time.
    """
    known = bodies(archive)
    wanted = sorted(set(cases))
    names = ("cases", "treatments", "plans") if told else ("cases", "stops", "promises")
    heads, treatments, plans = (by_case(archive, name, wanted) for name in names)
    return [_way(rows, treatments.get(case, []), plans.get(case, []), known, on) for case, rows in heads.items()]


def by_case(archive: Asked, name: str, cases: Sequence[str]) -> dict[str, list[Row]]:
    """The answers of a question about cases, by case."""
    found: dict[str, list[Row]] = {}
    for start in range(0, len(cases), AT_ONCE):
        for row in scanned(archive, f"paths/{name}", {"cases": " ".join(cases[start : start + AT_ONCE])}):
            found.setdefault(row["case"], []).append(row)
    return dict(sorted(found.items()))


def _way(head: list[Row], treated: list[Row], planned: list[Row], known: Mapping[str, Body], on: str | None) -> Way:
    """One way of the rows that tell of a case."""
    first = head[0]
    day = on or first.get("last", "9999-12-31")
    done = [step for step in _done(treated, known) if (step.date or "") <= day]
    steps, links = _linked(done, _pending(planned, day), known)
    numbers = tuple(sorted({row["number"] for row in head if "number" in row}))
    routine = first.get("routine") == "true"
    return Way(first["case"], first["title"], numbers, routine, tuple(steps), tuple(links), day)


def _done(rows: Iterable[Row], known: Mapping[str, Body]) -> list[Step]:
    """The treatments, each before its next."""
    by_node: dict[str, list[Row]] = {}
    for row in rows:
        by_node.setdefault(row["node"], []).append(row)
    after = {row["next"] for row in rows if "next" in row}
    ordered = []
    node = next(iter(sorted(set(by_node) - after)), None)
    while node is not None:
        some = by_node[node]
        day = some[0]["day"]
        told, outcomes = _values(some, "told"), _values(some, "outcome")
        ordered.append(Step(node, known[some[0]["body"]], "done", day, day, day, outcomes, told=told))
        node = some[0].get("next")
    return ordered


def _values(rows: Iterable[Row], name: str) -> tuple[str, ...]:
    return tuple(sorted({row[name] for row in rows if name in row}))


def _pending(rows: Iterable[Row], on: str) -> list[_Plan]:
    """The announced steps that are neither done nor announced again by then, in the order they were told."""
    told: dict[str, list[Row]] = {}
    for row in rows:
        if row.get("announced", "") <= on < min(row.get("kept", "9999"), row.get("anew", "9999")):
            told.setdefault(row["node"], []).append(row)
    plans = [_Plan(some[0], _values(some, "told"), _status(some[0], on)) for some in told.values()]
    return sorted(plans, key=lambda plan: (plan.announced, plan.position, plan.row["node"]))


def _status(plan: Row, on: str) -> Status:
    """What can be said of an announced step that is not done."""
    passed, back = (day if (day := plan.get(name, "")) <= on else "" for name in ("passed", "back"))
    if passed or back:
        return "skipped" if passed >= back else "returned"
    if plan.get("unknown", "9999") <= on:
        return "not in what we hold"
    return "late" if plan.get("latest", "9999") < on else "open"


def _linked(
    done: Sequence[Step], pending: Sequence[_Plan], known: Mapping[str, Body]
) -> tuple[list[Step], list[tuple[int, int]]]:
    """All steps, and the links: from treatment to treatment, and to each announced step from where it starts."""
    steps = [*done, *(_planned(plan, known) for plan in pending)]
    links = [(place, place + 1) for place in range(len(done) - 1)]
    for place, plan in enumerate(pending, len(done)):
        start = _start(plan, pending, done)
        if start is None:
            steps.append(Step("", known[plan.row["sender"]], "named", None))
            start = len(steps) - 1
        links.append((start, place))
    return steps, links


def _planned(plan: _Plan, known: Mapping[str, Body]) -> Step:
    row = plan.row
    dates = (row.get("day") or row.get("edtf"), row.get("earliest"), row.get("latest"))
    flags = (row.get("announced"), row["recommended"] == "true")
    return Step(row["node"], known[row["receiver"]], plan.status, *dates, (), *flags, plan.told)


def _start(plan: _Plan, pending: Sequence[_Plan], done: Sequence[Step]) -> int | None:
    """The step that an announced step starts from: the sender's own announced step, else its last treatment."""
    sender = plan.row["sender"]
    into = [
        (_nearness(other, plan), place)
        for place, other in enumerate(pending, len(done))
        if other is not plan and other.row["receiver"] == sender and _in_time(other, plan)
    ]
    if into:
        return max(into)[1]
    return max((place for place, step in enumerate(done) if step.body.iri == sender), default=None)


def _in_time(other: _Plan, plan: _Plan) -> bool:
    """Whether a step can come before another: not after it, and if told together, told first."""
    if other.announced == plan.announced and other.position >= plan.position:
        return False
    return other.row.get("earliest", "") <= plan.row.get("latest", "9999")


def _nearness(other: _Plan, plan: _Plan) -> tuple[bool, int, str]:
    """Steps told together before others, the last told of them first; else the latest."""
    together = other.announced == plan.announced
    return together, other.position if together else 0, other.row.get("earliest", "")
