"""The graph of bodies and what many cases tell together: who sends to whom, and the commonest ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from ..resolve.reading import Asked
from .bodies import Body
from .links import links
from .scanning import graphs, scan
from .spans import Span, span
from .traffic import EVERYWHERE, Scope, Traffic, between, headlines, standing, traffic

if TYPE_CHECKING:
    BodyGraph = nx.MultiDiGraph[str]
    CaseGraph = nx.MultiGraph[str]
else:
    BodyGraph, CaseGraph = nx.MultiDiGraph, nx.MultiGraph


@dataclass(frozen=True, slots=True)
class Variant:
    """The bodies that cases passed, in order, with the IRIs of the cases.

    ``share`` is their part (0 to 1) of the cases of their municipality, ``days`` what they took from the first body to
    the last.
    """

    bodies: tuple[Body, ...]
    cases: tuple[str, ...]
    share: float
    days: Span

    @property
    def count(self) -> int:
        """How many cases went so."""
        return len(self.cases)


def body_graph(archive: Asked, scope: Scope = EVERYWHERE) -> BodyGraph:
    """The bodies (by IRI, with name, code and place) and a tie for every hop and every announced step.

    Ties have as key the IRI of the hop or plan, and ``done`` (false: announced), ``case``, ``date`` (a day or an EDTF
    period, "" when none is told), ``days`` (of hops). Announced steps are of a period by their own days, else by the
    day of the announcement.
    """
    told, odd = traffic(archive, scope), standing(archive, scope)
    graph: BodyGraph = nx.MultiDiGraph()
    for body in told.bodies.values():
        graph.add_node(body.iri, name=body.name, code=body.short, place=body.place)
    for hop in told.hops():
        tie = {"done": True, "case": hop.case, "date": hop.day, "days": hop.days}
        graph.add_edge(hop.sender, hop.receiver, hop.node, **tie)
    for case, node, sender, receiver, announced, date, edtf, earliest, latest in sorted(
        scan(archive, "paths/announced", graphs(told.bodies.values()))
    ):
        if (
            case not in odd
            and (latest or announced) >= (scope.since or "")
            and (earliest or announced) <= (scope.until or "9999")
        ):
            graph.add_edge(sender, receiver, node, done=False, case=case, date=date or edtf)
    return graph


def case_graph(archive: Asked, scope: Scope = EVERYWHERE) -> CaseGraph:
    """Cases and bodies (by IRI) and a tie for every treatment in a period: the two sides are told by ``kind``.

    Cases have ``kind`` "case", ``title`` and ``number`` (several with commas between); bodies ``kind`` "body",
    ``name``, ``code`` and ``place``. Ties have as key the IRI of the treatment, its ``date`` and its ``position``.
    """
    told = traffic(archive, scope)
    called = headlines(archive, told.cases)
    graph: CaseGraph = nx.MultiGraph()
    for body in told.bodies.values():
        graph.add_node(body.iri, kind="body", name=body.name, code=body.short, place=body.place)
    for case, visits in told.cases.items():
        graph.add_node(case, kind="case", title=called[case].title, number=", ".join(called[case].numbers))
        for position, visit in enumerate(visits, 1):
            if told.since <= visit.day:
                graph.add_edge(case, visit.body, visit.node, date=visit.day, position=position)
    return graph


def variants(archive: Asked, scope: Scope = EVERYWHERE) -> list[Variant]:
    """The ways that cases have gone, the commonest first."""
    return variants_in(traffic(archive, scope))


def variants_in(told: Traffic) -> list[Variant]:
    """The ways of the cases of a traffic, the commonest first."""
    found: dict[tuple[str, ...], list[str]] = {}
    of: dict[str, int] = {}
    for case, visits in told.cases.items():
        found.setdefault(tuple(visit.body for visit in visits), []).append(case)
        municipality = told.bodies[visits[0].body].municipality
        of[municipality] = of.get(municipality, 0) + 1
    some = [_variant(told, way, cases, of) for way, cases in found.items()]
    return sorted(some, key=lambda one: (-one.count, -len(one.bodies), tuple(body.name for body in one.bodies)))


def _variant(told: Traffic, way: tuple[str, ...], cases: list[str], of: Mapping[str, int]) -> Variant:
    days = span(between(told.cases[case][0].day, told.cases[case][-1].day) for case in cases)
    assert days is not None
    route = tuple(told.bodies[body] for body in way)
    return Variant(route, tuple(cases), len(cases) / of[route[0].municipality], days)


def matrix(archive: Asked, scope: Scope = EVERYWHERE) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Who sent to whom: pairs of bodies (IRIs), each with the IRIs of the cases that went so, one for each hop."""
    return {ends: tuple(sorted(hop.case for hop in link.hops)) for ends, link in links(traffic(archive, scope)).items()}
