"""Canonical N-Quads of a store: the same content gives the same bytes, whatever the order it came in.

Lines in code point order, each once; blank nodes named by RDFC-1.0 (W3C RDF Dataset Canonicalization). Memory is
bounded: what does not fit is sorted in parts on disk.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, groupby, islice

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, Store

IN_MEMORY = 200_000
_ANY_BLANK = """ASK {
  { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) } UNION
  { GRAPH ?g { ?s ?p ?o } FILTER(isBlank(?s) || isBlank(?o) || isBlank(?g)) }
}"""


def canonical_lines(store: Store, without: str | None = None) -> Iterator[str]:
    """The quads of a store as lines of canonical N-Quads, except those of the graph `without`."""
    blanks = Dataset(_blank_quads(store))
    blanks.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    ground = (f"{quad} .\n" for quad in store if not _is_blank(quad) and not _in_graph(quad, without))
    yield from in_order(chain(ground, (f"{quad} .\n" for quad in blanks)))


def in_order(lines: Iterable[str], in_memory: int = IN_MEMORY) -> Iterator[str]:
    """Lines with their newlines in code point order, each once; at most `in_memory` are held at a time."""
    stream = iter(lines)
    with ExitStack() as files:
        parts: list[Iterable[str]] = []
        while taken := list(islice(stream, in_memory)):
            part = sorted(set(taken))
            if len(taken) < in_memory and not parts:
                parts.append(part)
                break
            file = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            file.writelines(part)
            file.seek(0)
            parts.append(file)
        yield from (line for line, _ in groupby(heapq.merge(*parts)))


def _blank_quads(store: Store) -> Iterator[Quad]:
    """The quads of a store that hold a blank node."""
    if store.query(_ANY_BLANK):
        yield from (quad for quad in store if _is_blank(quad))


def _is_blank(quad: Quad) -> bool:
    return any(isinstance(term, BlankNode) for term in (quad.subject, quad.object, quad.graph_name))


def _in_graph(quad: Quad, graph: str | None) -> bool:
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value == graph
