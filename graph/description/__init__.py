"""The store described in itself, where editors of SPARQL and makers of queries look: examples, prefixes and VoID.

They ask the endpoint for every `sh:SPARQLExecutable`, every `sh:prefix` with its `sh:namespace`, and the partitions of
VoID by class, property and what the values are.
"""

from __future__ import annotations

from typing import Final, Protocol

from pyoxigraph import NamedNode
from pyoxigraph import Store as Quads

from ..quads import data
from ..resolve.reading import Asked, documents
from .examples import PREFIXES_IRI, examples, prefixes
from .partitions import DATASET, part, partitions

__all__ = ["DATASET", "DESCRIPTION", "PREFIXES_IRI", "describe", "examples", "is_described", "part", "prefixes"]

DESCRIPTION: Final = data("graph/description")
"""The graph of the description: it travels with every export, and is no part of what it counts."""


class Store(Asked, Protocol):
    """What holds the graphs: the archive."""

    def replace(self, graph: str, nquads: bytes) -> None: ...


def describe(archive: Store) -> None:
    """Describe a store as it is now, in one transaction: the same content alike, and nothing where no document is."""
    held = next(iter(documents(archive)), None) is not None
    said = [*prefixes(), *examples(archive), *partitions()] if held else []
    archive.replace(DESCRIPTION, "".join(f"{triple} <{DESCRIPTION}> .\n" for triple in said).encode())


def is_described(store: Quads) -> bool:
    """Whether a store holds a description: a dump of a municipality or a document alone brings none."""
    return store.contains_named_graph(NamedNode(DESCRIPTION))
