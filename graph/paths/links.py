"""Links: from which body to which cases went, how many, and how many days it took."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import networkx as nx

from .bodies import Body
from .spans import Span, span
from .traffic import Hop, Traffic

if TYPE_CHECKING:
    LinkGraph = nx.DiGraph[str]
else:
    LinkGraph = nx.DiGraph

By: TypeAlias = Literal["hops", "days", "frequency"]
"""What makes a path short: few hops · few days, each link by its median · that cases go so often: the product of the
shares of its links, as the sum of their negative logarithms."""


@dataclass(frozen=True, slots=True)
class Link:
    """The hops from one body to another; ``share`` is their part (0 to 1) of all hops that leave the sender."""

    sender: Body
    receiver: Body
    hops: tuple[Hop, ...]
    days: Span
    share: float

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases (IRIs) that are evidence of it, each once."""
        return tuple(sorted({hop.case for hop in self.hops}))

    def length(self, by: By) -> float:
        """How long it is: 1, days, or a negative logarithm."""
        return {"hops": 1.0, "days": self.days.median, "frequency": -log(self.share)}[by]


Links: TypeAlias = Mapping[tuple[str, str], Link]
"""By the IRIs of sender and receiver, in their order."""


def links(traffic: Traffic) -> Links:
    """The links of the traffic of a period."""
    found: dict[tuple[str, str], list[Hop]] = defaultdict(list)
    for hop in traffic.hops():
        found[hop.sender, hop.receiver].append(hop)
    leaving = Counter[str]()
    for (sender, _), hops in found.items():
        leaving[sender] += len(hops)
    return {ends: _link(traffic, ends, found[ends], leaving[ends[0]]) for ends in sorted(found)}


def _link(traffic: Traffic, ends: tuple[str, str], hops: Iterable[Hop], leaving: int) -> Link:
    some = tuple(hops)
    days = span(hop.days for hop in some)
    assert days is not None
    return Link(traffic.bodies[ends[0]], traffic.bodies[ends[1]], some, days, len(some) / leaving)


ATTRIBUTES: Final = ("hops", "cases", "median_days", "lower_days", "upper_days", "share")


def link_graph(traffic: Traffic) -> LinkGraph:
    """The bodies (by IRI, with name, code and place) and one tie a link.

    Ties have ``hops`` and ``cases`` (counts), ``median_days``, the quartiles ``lower_days`` and ``upper_days``, and
    ``share`` of the hops that leave the sender.
    """
    graph: LinkGraph = nx.DiGraph()
    for body in traffic.bodies.values():
        graph.add_node(body.iri, name=body.name, code=body.short, place=body.place)
    for (sender, receiver), link in links(traffic).items():
        days = (link.days.median, link.days.lower, link.days.upper)
        told = (len(link.hops), len(link.cases), *days, round(link.share, 6))
        graph.add_edge(sender, receiver, **dict(zip(ATTRIBUTES, told, strict=True)))
    return graph
