"""When each graph came, last changed or went, by a number that only grows: for whoever keeps a copy of the store.

Beside the number stands a fingerprint of what the graph holds, for what is remembered of it. Both are this machine's,
as is the order in which documents came: they stand in the graph of files, which no export carries. There is no clock
in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from ..ontology import SAG
from .catalogue import FILES, LOCAL, value_of

Kind = Literal["came", "changed", "went"]
MARKS: Final[dict[Kind, NamedNode]] = {
    "came": NamedNode(str(SAG.cameAt)),
    "changed": NamedNode(str(SAG.changedAt)),
    "went": NamedNode(str(SAG.wentAt)),
}
_FILES: Final = NamedNode(FILES)
FINGERPRINT: Final = NamedNode(str(SAG.fingerprint))


@dataclass(frozen=True, slots=True)
class Change:
    """The last that happened to a graph (its IRI), and the number of that."""

    number: int
    kind: Kind
    graph: str


def mark(graph: str, kind: Kind, number: int) -> Iterator[str]:
    """SPARQL operations that say what happened to a graph; what comes or goes has no earlier past."""
    for each in (MARKS[kind],) if kind == "changed" else MARKS.values():
        yield f"DELETE WHERE {{ GRAPH {_FILES} {{ <{graph}> {each} ?number }} }}"
    yield f"INSERT DATA {{ GRAPH {_FILES} {{ <{graph}> {MARKS[kind]} {number} }} }}"


def known_by(graph: str, fingerprint: str) -> Iterator[str]:
    """SPARQL operations that say what stands for all that a graph holds; nothing, where it holds nothing."""
    yield f"DELETE WHERE {{ GRAPH {_FILES} {{ <{graph}> {FINGERPRINT} ?fingerprint }} }}"
    if fingerprint:
        yield f'INSERT DATA {{ GRAPH {_FILES} {{ <{graph}> {FINGERPRINT} "{fingerprint}" }} }}'


def known_quad(graph: str, fingerprint: str) -> Quad:
    """The statement that this stands for all that a graph holds."""
    return Quad(NamedNode(graph), FINGERPRINT, Value(fingerprint), _FILES)


def known_by_none() -> str:
    """The SPARQL operation by which no graph has a fingerprint, for when it is not known which will change."""
    return f"DELETE WHERE {{ GRAPH {_FILES} {{ ?graph {FINGERPRINT} ?fingerprint }} }}"


def fingerprints(store: Store) -> dict[str, str]:
    """The graphs (their IRIs) with what stands for all that they hold; those that have none are left out."""
    told = store.quads_for_pattern(None, FINGERPRINT, None, _FILES)
    return {value_of(quad.subject): value_of(quad.object) for quad in told}


def fingerprint(store: Store, graph: str) -> str | None:
    """What stands for all that a graph holds, if that is known."""
    told = store.quads_for_pattern(NamedNode(graph), FINGERPRINT, None, _FILES)
    return next((value_of(quad.object) for quad in told), None)


def unknown(store: Store, graphs: Iterable[str]) -> Iterator[str]:
    """SPARQL operations that give a fingerprint to those of some graphs that hold something and have none."""
    some = set(graphs)
    known = fingerprints(store) if some else {}
    for graph in map(NamedNode, sorted(some - known.keys())):
        if store.contains_named_graph(graph):
            lines = (store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b"").splitlines(keepends=True)
            yield from known_by(graph.value, sha256(b"".join(sorted(lines))).hexdigest())


def noted(quads: Iterable[Quad], store: Store, number: int) -> Iterator[Quad]:
    """Quads on their way into a store, then what that does to their graphs, numbered from `number`."""
    held = set(store.named_graphs())
    seen: MutableMapping[NamedNode, Kind] = {}
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph not in seen and graph not in LOCAL:
            if graph not in held:
                seen[graph] = "came"
            elif quad not in store:
                seen[graph] = "changed"
        yield quad
    for place, graph in enumerate(sorted(seen, key=str)):
        yield Quad(graph, MARKS[seen[graph]], Value(number + place), _FILES)


def last_number(store: Store) -> int:
    """The newest number; 0 where nothing was ever stored."""
    return max((number for kind in MARKS for _, number in _marks(store, kind)), default=0)


def changes(store: Store, since: int = 0) -> tuple[Change, ...]:
    """What happened to graphs after a number, in order; of several changes of one graph the last.

    A graph that came after the number has come, however often it has changed since.
    """
    past: dict[str, dict[Kind, int]] = {}
    for each in MARKS:
        for graph, number in _marks(store, each):
            its = past.setdefault(graph, {})
            its[each] = max(number, its.get(each, 0))
    found = []
    for graph, its in past.items():
        number = max(its.values())
        kind: Kind = "went" if its.get("went") == number else "came" if its.get("came", 0) > since else "changed"
        found.append(Change(number, kind, graph))
    return tuple(sorted((each for each in found if each.number > since), key=lambda each: each.number))


def _marks(store: Store, kind: Kind) -> Iterator[tuple[str, int]]:
    for quad in store.quads_for_pattern(None, MARKS[kind], None, _FILES):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Value):
            yield quad.subject.value, int(quad.object.value)
