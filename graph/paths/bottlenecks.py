"""Bottlenecks: the bodies that most ways go through, and what limits the flow from one body to another."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from ..resolve.reading import Asked
from .bodies import Body, bodies, called
from .links import Link, Links, links
from .spans import Span, span
from .traffic import EVERYWHERE, Scope, Traffic, traffic

if TYPE_CHECKING:
    Numbered = nx.DiGraph[int]
else:
    Numbered = nx.DiGraph


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """How much goes through a body.

    ``betweenness`` is the part (0 to 1) of all pairs of other bodies between which the best way goes through it, the
    best being the one over the most travelled links (Brandes 2001; the length of a link is 1 / hops). ``through`` are
    the cases (IRIs) that came to it from a body and went on to one, ``of`` how many cases went through any body at all;
    ``before`` the days that cases took to come to it, ``after`` those that they took to be at the next body.
    """

    body: Body
    betweenness: float
    through: tuple[str, ...]
    of: int
    before: Span | None
    after: Span | None

    @property
    def share(self) -> float:
        """The part of the cases that go through any body which go through this one."""
        return len(self.through) / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Flow:
    """How many hops can be made from one body to another over all ways at once, and the links that limit it.

    Each link carries as many as it had hops (maximum flow); ``narrow`` are the links all of which any way must cross
    one of, with the fewest hops together, nearest the target (minimum cut; Ford and Fulkerson 1956): their hops come
    to ``most``.
    """

    source: Body
    target: Body
    most: int
    narrow: tuple[Link, ...]


def bottlenecks(
    archive: Asked,
    scope: Scope = EVERYWHERE,
) -> list[Bottleneck]:
    """The bodies that cases go through, those of most cases first."""
    return bottlenecks_in(traffic(archive, scope))


def bottlenecks_in(told: Traffic) -> list[Bottleneck]:
    """The same of traffic that is read."""
    known, through = links(told), _through(told)
    central = _betweenness(told.bodies, known)
    of: dict[str, set[str]] = defaultdict(set)
    for iri, cases in through.items():
        of[told.bodies[iri].municipality] |= cases
    found = [
        Bottleneck(
            body,
            central.get(iri, 0.0),
            tuple(sorted(through.get(iri, ()))),
            len(of[body.municipality]),
            span(hop.days for link in known.values() if link.receiver == body for hop in link.hops),
            span(hop.days for link in known.values() if link.sender == body for hop in link.hops),
        )
        for iri, body in told.bodies.items()
        if iri in central or iri in through
    ]
    return sorted(found, key=lambda one: (-len(one.through), -one.betweenness, one.body.place, one.body.iri))


def _through(told: Traffic) -> Mapping[str, set[str]]:
    """By body, the cases that came to it from another and went on to another."""
    found: dict[str, set[str]] = defaultdict(set)
    for case, visits in told.cases.items():
        for before, visit, after in zip(visits, visits[1:], visits[2:], strict=False):
            if visit.body not in (before.body, after.body) and told.since <= after.day:
                found[visit.body].add(case)
    return found


def _betweenness(known: Mapping[str, Body], told: Links) -> Mapping[str, float]:
    """Of each municipality by itself: others' bodies are no pairs of its."""
    found: dict[str, float] = {}
    for municipality in sorted({body.municipality for body in known.values()}):
        graph: nx.DiGraph[str] = nx.DiGraph()
        for (sender, receiver), link in told.items():
            if link.sender.municipality == municipality:
                graph.add_edge(sender, receiver, length=1 / len(link.hops))
        found |= nx.betweenness_centrality(graph, weight="length")
    return found


def flow(
    archive: Asked,
    source: str,
    target: str,
    scope: Scope = EVERYWHERE,
) -> list[Flow]:
    """The flow from one body to another, of each municipality that has both. Raises UnknownBody."""
    held = bodies(archive, scope.place)
    starts, goals = called(held.values(), source), called(held.values(), target)
    asked = tuple(dict.fromkeys(body.iri for body in (*starts, *goals)))
    known = links(traffic(archive, scope, asked))
    pairs = [(s, g) for s in starts for g in goals if s.municipality == g.municipality and s != g]
    return [_flow(known, start, goal) for start, goal in pairs]


def _flow(known: Links, source: Body, target: Body) -> Flow:
    """Numbers instead of IRIs: what networkx does with sets of numbers is the same on every run."""
    names = sorted({iri for ends in known for iri in ends} | {source.iri, target.iri})
    number = {iri: place for place, iri in enumerate(names)}
    graph: Numbered = nx.DiGraph()
    graph.add_nodes_from(number.values())
    for (sender, receiver), link in known.items():
        if sender != receiver:
            graph.add_edge(number[sender], number[receiver], capacity=len(link.hops))
    most, (reached, _) = nx.minimum_cut(graph, number[source.iri], number[target.iri])
    narrow = [
        link
        for (sender, receiver), link in known.items()
        if number[sender] in reached and number[receiver] not in reached
    ]
    return Flow(source, target, int(most), tuple(sorted(narrow, key=lambda link: (-len(link.hops), link.sender.iri))))
