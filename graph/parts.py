"""A graph in parts, by what its statements are about: what changed is found by part, the rest is not looked at.

The store has the fingerprint of the whole, the memory by that the fingerprints of the parts, and by those their text.
So what is remembered of a graph is never that of an earlier one; where something is missing, all is compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Final

from pyoxigraph import RdfFormat, Store, parse

from ..ontology import ID
from .differing import between, data
from .memory import Memory

_WHOLE: Final = "parts"
"""The kind of memory that has the parts of a graph."""
_PLACES: Final = {"municipality": 4}
_SHORT: Final = 2


def part_of(subject: str) -> str:
    """The part that statements about something are in: of a document, person, case or body, all about it and its own.

    >>> part_of(f"{ID}municipality/707/case/24-1234/treatment/oek/2024-02-06"), part_of(f"{ID}doc/3f/item/2")
    ('municipality/707/case/24-1234', 'doc/3f')
    """
    steps = subject.removeprefix(ID).split("/", 5)
    return "/".join(steps[: _PLACES.get(steps[0], _SHORT)])


@dataclass(frozen=True)
class Parts:
    """What a graph is to hold: N-Quads by part, no statement in two of them."""

    texts: Mapping[str, bytes]

    @cached_property
    def fingerprints(self) -> dict[str, str]:
        """What stands for each part."""
        return {part: sha256(self.texts[part]).hexdigest() for part in sorted(self.texts)}

    @cached_property
    def list(self) -> bytes:
        """The parts with what stands for each."""
        return json.dumps(self.fingerprints).encode()

    @cached_property
    def fingerprint(self) -> str:
        """What stands for the whole; nothing where nothing is to be held."""
        return sha256(self.list).hexdigest() if self.texts else ""

    @property
    def nquads(self) -> bytes:
        """The whole."""
        return b"".join(self.texts[part] for part in sorted(self.texts))


def changed(store: Store, memory: Memory, graph: str, held: str | None, parts: Parts) -> list[str]:
    """The SPARQL operations between what a graph holds (its fingerprint, if known) and what it is to hold."""
    before, after = _parts(memory, held), parts.fingerprints
    names = [part for part in before.keys() | after.keys() if before.get(part) != after.get(part)]
    keys = {before[part] for part in names if part in before}
    old = memory.recall(_kind(graph), keys)
    if not before or not after or keys - old.keys():
        return between(store, graph, parts.nquads)
    was, now = _triples(old.values()), _triples(parts.texts[part] for part in names if part in after)
    return [*data("DELETE", graph, was - now), *data("INSERT", graph, now - was)]


def learn(memory: Memory, graph: str, held: str | None, parts: Parts) -> None:
    """Remember what a graph holds now, and forget what it held (its fingerprint then)."""
    texts = {key: parts.texts[part] for part, key in parts.fingerprints.items()}
    known = memory.keys(_kind(graph))
    memory.remember(_kind(graph), {key: texts[key] for key in texts.keys() - known}, known - texts.keys())
    if held != parts.fingerprint or not _parts(memory, held):
        whole = {parts.fingerprint: parts.list} if parts.texts else {}
        memory.remember(_WHOLE, whole, {held or ""} - whole.keys())


def _kind(graph: str) -> str:
    """The kind of memory that has the texts of a graph's parts."""
    return f"part of {graph}"


def _parts(memory: Memory, held: str | None) -> dict[str, str]:
    """The parts of what a graph holds, as far as that is remembered."""
    return dict(json.loads(text)) if held and (text := memory.recall(_WHOLE, [held]).get(held)) else {}


def _triples(texts: Iterable[bytes]) -> set[str]:
    return {str(quad.triple) for quad in parse(b"".join(texts), RdfFormat.N_QUADS)}
