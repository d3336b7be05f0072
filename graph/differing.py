"""The SPARQL operations between what a graph holds and what it is to hold."""

from __future__ import annotations

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from .blanks import has_blank, may_be_blank


def between(store: Store, graph: str, nquads: bytes) -> list[str]:
    """The operations that make a graph hold just these quads; none when it does.

    What it holds is compared as text, and only what differs is parsed: most of what is concluded stays as it was.
    Raises ValueError for quads of another graph.
    """
    name, end = NamedNode(graph), f" <{graph}> ."
    held = (store.dump(format=RdfFormat.N_TRIPLES, from_graph=name) or b"").decode().split("\n")
    before = {line.removesuffix(" .") for line in held if line}
    said = [line for line in nquads.decode().split("\n") if line.removesuffix(end) not in before or end not in line]
    quads = list(parse("\n".join(said), RdfFormat.N_QUADS))
    if strange := next((quad for quad in quads if quad.graph_name != name), None):
        raise ValueError(f"{strange} is not of the graph {graph}")
    if not nquads or any(map(has_blank, quads)) or any(map(may_be_blank, before)):
        drop = [f"DROP SILENT GRAPH <{graph}>"] if store.contains_named_graph(name) else []
        return [*drop, *data("INSERT", graph, {str(quad.triple) for quad in parse(nquads, RdfFormat.N_QUADS)})]
    after = {line.removesuffix(end) for line in nquads.decode().split("\n")} & before
    after |= {str(quad.triple) for quad in quads}
    return [*data("DELETE", graph, before - after), *data("INSERT", graph, after - before)]


def data(verb: str, graph: str, triples: set[str]) -> list[str]:
    """`INSERT DATA` or `DELETE DATA` of triples of one graph."""
    return [f"{verb} DATA {{ GRAPH <{graph}> {{ {' . '.join(sorted(triples))} }} }}"] if triples else []
