"""The graph of bodies and what many cases tell together: who sends to whom, and the commonest ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from ..resolve.reading import Asked, ask
from .bodies import Body, bodies
from .ways import by_case, ways

if TYPE_CHECKING:
    BodyGraph = nx.MultiDiGraph[str]
else:
    BodyGraph = nx.MultiDiGraph


@dataclass(frozen=True, slots=True)
class Variant:
    """The bodies that cases passed, in order, with the IRIs of the cases."""

    bodies: tuple[Body, ...]
    cases: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many cases went so."""
        return len(self.cases)


def body_graph(
    archive: Asked, place: str | None = None, since: str | None = None, until: str | None = None
) -> BodyGraph:
    """The bodies (by IRI, with name, code and place) and a tie for every hop and every announced step.

    Ties have as key the IRI of the hop or plan, and ``done`` (false: announced), ``case``, ``date`` (a day or an EDTF
    period, "" when none is told), ``days`` (of hops). ``since`` and ``until`` are days: hops by the day of arrival,
    announced steps by their own days, else by the day of the announcement.
    """
    known = bodies(archive, place)
    cases = _cases(archive, known)
    graph: BodyGraph = nx.MultiDiGraph()
    for body in known.values():
        graph.add_node(body.iri, name=body.name, code=body.short, place=body.place)
    for case, rows in by_case(archive, "hops", cases).items():
        for row in rows:
            if (since or "") <= row["day"] <= (until or "9999"):
                tie = {"done": True, "case": case, "date": row["day"], "days": int(row["days"])}
                graph.add_edge(row["sender"], row["receiver"], row["node"], **tie)
    for case, rows in by_case(archive, "plans", cases).items():
        for row in rows:
            told = row.get("announced", "")
            if row.get("latest", told) >= (since or "") and row.get("earliest", told) <= (until or "9999"):
                tie = {"done": False, "case": case, "date": row.get("day") or row.get("edtf") or ""}
                graph.add_edge(row["sender"], row["receiver"], row["node"], **tie)
    return graph


def variants(archive: Asked, place: str | None = None, on: str | None = None, routine: bool = False) -> list[Variant]:
    """The ways that cases have gone by a day, the commonest first; standing items only with ``routine``."""
    cases = _cases(archive, bodies(archive, place))
    found: dict[tuple[Body, ...], list[str]] = {}
    for way in ways(archive, cases, on):
        route = tuple(step.body for step in way.steps if step.done)
        if route and (routine or not way.routine):
            found.setdefault(route, []).append(way.case)
    some = (Variant(route, tuple(cases)) for route, cases in found.items())
    return sorted(some, key=lambda one: (-one.count, -len(one.bodies), tuple(body.name for body in one.bodies)))


def matrix(
    archive: Asked, place: str | None = None, on: str | None = None
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Who sent to whom: pairs of bodies (IRIs), each with the IRIs of the cases that went so, one for each hop."""
    graph = body_graph(archive, place, until=on)
    ties: dict[tuple[str, str], list[str]] = {}
    for sender, receiver, tie in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["case"])):
        if tie["done"]:
            ties.setdefault((sender, receiver), []).append(tie["case"])
    return {pair: tuple(cases) for pair, cases in ties.items()}


def _cases(archive: Asked, known: Mapping[str, Body]) -> list[str]:
    """The cases of the municipalities of some bodies."""
    places = " ".join(sorted({body.municipality for body in known.values()}))
    return sorted({row["case"] for row in ask(archive, "paths/cases_of_places", {"places": places})})
