"""What stored CONSTRUCT queries make of the whole store: triples as lines, streamed from the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import QueryTriples, RdfFormat, Triple, parse

from ...queries import named
from ..disk import trouble
from ..sorting import in_order
from ..store import Archive

_AT_ONCE = 1000


def lines(archive: Archive, query: str) -> Iterator[str]:
    """N-Triples, in no order, that a query of `queries/crosswalks` makes of all graphs. Raises StoreError."""
    with trouble(archive.path):
        found = archive.query(named(f"crosswalks/{query}").bind({}))
        if not isinstance(found, QueryTriples):
            raise TypeError(f"{query} is no CONSTRUCT query")
        for triple in found:
            yield f"{triple} .\n"


def triples(archive: Archive, queries: Iterable[str]) -> Iterator[Triple]:
    """What several queries make together: in the order of N-Triples, each triple once."""
    yield from read(in_order(line for query in queries for line in lines(archive, query)))


def read(statements: Iterable[str]) -> Iterator[Triple]:
    """Read lines of N-Triples or N-Quads, many at a time."""
    stream = iter(statements)
    while text := "".join(islice(stream, _AT_ONCE)):
        yield from (quad.triple for quad in parse(text, RdfFormat.N_QUADS))
