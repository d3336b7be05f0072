"""Our own questions, asked of a read-only snapshot inside the process; a user's own SPARQL goes to the workers."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Protocol, TypeAlias

import pyoxigraph as ox

Row: TypeAlias = Mapping[str, str]
"""One answer: variable name to the term's text (an IRI, a literal's lexical form); an unbound variable is absent."""

REMEMBERED: Final = 64


class Ask(Protocol):
    """Asks the snapshot one SELECT query, already bound, and yields its rows in order."""

    def __call__(self, query: str) -> tuple[Row, ...]: ...


def asking(store: ox.Store) -> Ask:
    """Ask ``store``, which must not change (a read-only snapshot): answers are remembered by the query's text."""

    @lru_cache(maxsize=REMEMBERED)
    def ask(query: str) -> tuple[Row, ...]:
        found = store.query(query, use_default_graph_as_union=True)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("pages ask SELECT queries only")
        return tuple(_rows(found))

    return ask


def _rows(found: ox.QuerySolutions) -> list[Row]:
    """The solutions as mappings of strings."""
    names: list[str] = [variable.value for variable in found.variables]
    return [{name: _text(term) for name in names if (term := solution[name]) is not None} for solution in found]


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """What a term says: its IRI or its lexical form."""
    return str(term) if isinstance(term, ox.Triple) else term.value
