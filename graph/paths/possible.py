"""Paths over the graph of bodies, whichever cases went each of their links: what way a case could take.

All simple paths; the k shortest (Yen 1971, as `networkx.shortest_simple_paths` has it); and paths that respect time, on
which a hop never leaves before the one before it has come (Kempe, Kleinberg and Kumar 2002).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from math import exp
from typing import Final, TypeVar

import networkx as nx

from ..resolve.reading import Asked
from .bodies import Body, bodies, called
from .links import By, Link, LinkGraph, Links, links
from .traffic import EVERYWHERE, Hop, Scope, between, traffic

T = TypeVar("T")

EXAMINED: Final = 2000
"""Paths looked at, at most, for those that are wanted."""


@dataclass(frozen=True, slots=True)
class LinkPath:
    """Bodies in order, all of one municipality, and the links between them, each with its cases."""

    bodies: tuple[Body, ...]
    links: tuple[Link, ...]

    @property
    def days(self) -> float:
        """The median days of its links together."""
        return sum(link.days.median for link in self.links)

    @property
    def share(self) -> float:
        """The product of the shares of its links: how likely a case goes so, if each body sends on as it does."""
        return exp(-self.length("frequency"))

    @property
    def whole(self) -> int:
        """How many cases went each of its links."""
        return len(set.intersection(*(set(link.cases) for link in self.links)))

    def length(self, by: By) -> float:
        """How long it is: hops, days, or the negative logarithm of its share."""
        return sum(link.length(by) for link in self.links)


@dataclass(frozen=True, slots=True)
class TimedPath:
    """Bodies in order and a hop for each link, none leaving before the one before has come, of whichever cases."""

    bodies: tuple[Body, ...]
    hops: tuple[Hop, ...]

    @property
    def days(self) -> int:
        """From the first body's day to the last one's."""
        return between(self.hops[0].left, self.hops[-1].day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which paths: over ``via``, not over ``avoiding`` (bodies as a user writes them), so long and so many at most.

    ``longest`` is the most bodies of a path, both ends counted; ``most`` the most paths of a municipality.
    """

    via: str | None = None
    avoiding: str | None = None
    longest: int = 6
    most: int = 10
    scope: Scope = EVERYWHERE


ANY: Final = Wanted()


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a search goes over: the links, their graph without what is to be avoided, and both ends' bodies."""

    known: Links
    graph: LinkGraph = field(repr=False)
    ends: tuple[tuple[str, str], ...]
    via: frozenset[str]
    wanted: Wanted

    def fits(self, route: Sequence[str]) -> bool:
        """Whether a path is as wanted."""
        return len(route) <= self.wanted.longest and (not self.via or bool(self.via & set(route[1:-1])))


def simple_paths(archive: Asked, source: str, target: str, wanted: Wanted = ANY) -> list[LinkPath]:
    """All simple paths, up to those wanted, those with the fewest hops first. Raises UnknownBody."""
    return _found(_ground(archive, source, target, wanted), "hops", _all_simple)


def shortest(archive: Asked, source: str, target: str, by: By = "hops", wanted: Wanted = ANY) -> list[LinkPath]:
    """The shortest paths by what is to be short, the shortest first. Raises UnknownBody."""
    return _found(_ground(archive, source, target, wanted), by, _yen)


def temporal_paths(archive: Asked, source: str, target: str, wanted: Wanted = ANY) -> list[TimedPath]:
    """The paths that hops of cases make one after another in time, each at its quickest; the quickest first.

    Sought among those with the fewest hops. Raises UnknownBody.
    """
    ground = _ground(archive, source, target, wanted)
    timetables = {ends: _timetable(link) for ends, link in ground.known.items()}
    found = []
    for ends in ground.ends:
        for route in islice(_yen(ground, *ends, "hops"), EXAMINED // 10):
            hops = _quickest([timetables[link] for link in pairwise(route)]) if ground.fits(route) else ()
            if hops:
                found.append(TimedPath(_bodies([ground.known[link] for link in pairwise(route)]), hops))
    found.sort(key=lambda path: (path.bodies[0].place, path.days, len(path.hops), *(hop.node for hop in path.hops)))
    return _some(found, wanted.most, lambda path: path.bodies[0].municipality)


def _ground(archive: Asked, source: str, target: str, wanted: Wanted) -> _Ground:
    known = bodies(archive, wanted.scope.place)
    starts, goals, via, avoiding = (
        tuple(body for body in called(known.values(), name)) if name else ()
        for name in (source, target, wanted.via, wanted.avoiding)
    )
    asked = tuple(dict.fromkeys(body.iri for body in (*starts, *goals, *via, *avoiding)))
    told = links(traffic(archive, wanted.scope, asked))
    mustnt = {body.iri for body in avoiding}
    graph: LinkGraph = nx.DiGraph()
    for sender, receiver in told:
        if sender != receiver and not mustnt & {sender, receiver}:
            graph.add_edge(sender, receiver)
    ends = ((s.iri, g.iri) for s in starts for g in goals if s.municipality == g.municipality and s != g)
    held = tuple((s, g) for s, g in ends if s in graph and g in graph)
    return _Ground(told, graph, held, frozenset(body.iri for body in via), wanted)


_Search = Callable[[_Ground, str, str, By], Iterator[list[str]]]


def _all_simple(ground: _Ground, start: str, goal: str, _: By) -> Iterator[list[str]]:
    """Every simple path that is not too long; shorter ones first, so that a bound leaves out the longest."""
    for length in range(1, ground.wanted.longest):
        for route in nx.all_simple_paths(ground.graph, start, goal, cutoff=length):
            if len(route) == length + 1:
                yield route


def _yen(ground: _Ground, start: str, goal: str, by: By) -> Iterator[list[str]]:
    """Paths from the shortest on."""
    graph: LinkGraph = nx.DiGraph()
    for sender, receiver in ground.graph.edges:
        graph.add_edge(sender, receiver, length=ground.known[sender, receiver].length(by))
    try:
        yield from nx.shortest_simple_paths(graph, start, goal, weight=None if by == "hops" else "length")
    except nx.NetworkXNoPath:
        return


def _found(ground: _Ground, by: By, search: _Search) -> list[LinkPath]:
    """What a search finds that is as wanted, in order."""
    found = [path for ends in ground.ends for path in _between(ground, ends, by, search)]
    found.sort(key=lambda path: _rank(path, by))
    return _some(found, ground.wanted.most, lambda path: path.bodies[0].municipality)


def _between(ground: _Ground, ends: tuple[str, str], by: By, search: _Search) -> Iterator[LinkPath]:
    """The paths from a body to another, as many as wanted and all that are as long as the last of these."""
    lengths: list[float] = []
    for route in filter(ground.fits, islice(search(ground, *ends, by), EXAMINED)):
        some = tuple(ground.known[link] for link in pairwise(route))
        path = LinkPath(_bodies(some), some)
        if len(lengths) >= ground.wanted.most and path.length(by) > lengths[ground.wanted.most - 1] + 1e-9:
            return
        lengths.append(path.length(by))
        yield path


def _rank(path: LinkPath, by: By) -> tuple[str, float, int, tuple[str, ...]]:
    return path.bodies[0].place, round(path.length(by), 9), len(path.links), tuple(body.name for body in path.bodies)


def _bodies(some: Iterable[Link]) -> tuple[Body, ...]:
    told = tuple(some)
    return (told[0].sender, *(link.receiver for link in told))


def _some(found: Iterable[T], most: int, of: Callable[[T], str]) -> list[T]:
    """So many of each municipality at most."""
    count = Counter[str]()
    kept = []
    for one in found:
        count[of(one)] += 1
        if count[of(one)] <= most:
            kept.append(one)
    return kept


@dataclass(frozen=True, slots=True)
class _Timetable:
    """The hops of a link by the day they leave, those days, and from each on the hop that comes first."""

    hops: tuple[Hop, ...]
    lefts: tuple[str, ...]
    first: tuple[Hop, ...]

    def after(self, day: str) -> Hop | None:
        """The hop that comes first of those that leave on a day or later."""
        place = bisect_left(self.lefts, day)
        return self.first[place] if place < len(self.first) else None


def _timetable(link: Link) -> _Timetable:
    ordered = sorted(link.hops, key=lambda hop: (hop.left, hop.day, hop.node))
    first = list(ordered)
    for place in range(len(first) - 2, -1, -1):
        first[place] = min(first[place], first[place + 1], key=lambda hop: hop.day)
    return _Timetable(tuple(ordered), tuple(hop.left for hop in ordered), tuple(first))


def _quickest(timetables: Sequence[_Timetable]) -> tuple[Hop, ...]:
    """One hop of each link, in time, that take the fewest days from first to last; of equals the earliest."""
    best: tuple[Hop, ...] = ()
    for start in timetables[0].hops:
        ride = [start]
        for timetable in timetables[1:]:
            after = timetable.after(ride[-1].day)
            if after is None:
                break
            ride.append(after)
        took = between(start.left, ride[-1].day)
        if len(ride) == len(timetables) and (not best or took < between(best[0].left, best[-1].day)):
            best = tuple(ride)
    return best
