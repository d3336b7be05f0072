"""A graph in parts, by what its statements are about: what changed is found by part, the rest is not looked at.

The store has the fingerprint of the whole, the memory by that the fingerprints of the parts, and by those their text.
So what is remembered of a graph is never that of an earlier one; where something is missing, all is compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import chain
from typing import Final, TypeAlias

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from ..ontology import ID
from .changes import known_quad, noted
from .differing import between, data
from .memory import Memory

_WHOLE: Final = "parts"
"""The kind of memory that has the parts of a graph."""
_PLACES: Final = {"municipality": 4}
_SHORT: Final = 2
_BIG: Final = 1 << 20
"""So many bytes are brought at once; less is not worth files of its own."""

Told: TypeAlias = tuple[tuple[tuple[str, ...], str | None], ...]
"""Questions with their answers."""


def part_of(subject: str) -> str:
    """The part that statements about something are in: of a document, person, case or body, all about it and its own.

    >>> part_of(f"{ID}municipality/707/case/24-1234/treatment/oek/2024-02-06"), part_of(f"{ID}doc/3f/item/2")
    ('municipality/707/case/24-1234', 'doc/3f')
    """
    steps = subject.removeprefix(ID).split("/", 5)
    return "/".join(steps[: _PLACES.get(steps[0], _SHORT)])


@dataclass(frozen=True, slots=True)
class Origin:
    """What a part follows from: what stands for its own facts, and what it asked of others with the answers."""

    stamp: str
    told: Told


@dataclass(frozen=True, slots=True)
class Known:
    """A part that a graph holds, by its fingerprint, and what it follows from where that is remembered."""

    fingerprint: str
    origin: Origin | None = None


@dataclass(frozen=True)
class Parts:
    """What a graph is to hold: N-Quads by part, no statement in two of them.

    ``kept`` are parts that are as they were, by their fingerprints; ``origins`` what some follow from.
    """

    texts: Mapping[str, bytes]
    kept: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)

    @cached_property
    def fingerprints(self) -> dict[str, str]:
        """What stands for each part."""
        written = {part: sha256(text).hexdigest() for part, text in self.texts.items()}
        return dict(sorted({**written, **self.kept}.items()))

    @cached_property
    def fingerprint(self) -> str:
        """What stands for the whole; nothing where nothing is to be held."""
        return sha256(json.dumps(self.fingerprints).encode()).hexdigest() if self.fingerprints else ""

    @property
    def list(self) -> bytes:
        """The parts with what stands for each, and what it follows from."""
        told = {part: (one.stamp, one.told) for part, one in self.origins.items()}
        return json.dumps({part: (key, *told.get(part, ())) for part, key in self.fingerprints.items()}).encode()

    @property
    def nquads(self) -> bytes:
        """The whole."""
        return b"".join(self.texts[part] for part in sorted(self.texts))


class Forgotten(Exception):
    """What is to be kept of a graph is not known to be there."""


def changed(store: Store, memory: Memory, graph: str, held: str | None, parts: Parts) -> list[str]:
    """The SPARQL operations between what a graph holds (its fingerprint, if known) and what it is to hold.

    Raises Forgotten where that cannot be said without the parts that are kept.
    """
    before = {part: known.fingerprint for part, known in remembered(memory, held).items()}
    after = parts.fingerprints
    names = [part for part in before.keys() | after.keys() if before.get(part) != after.get(part)]
    keys = {before[part] for part in names if part in before}
    old = memory.recall(_kind(graph), keys)
    if not before or not after or keys - old.keys() or parts.kept.items() - before.items():
        if parts.kept:
            raise Forgotten(graph)
        return between(store, graph, parts.nquads)
    was, now = _triples(old.values()), _triples(parts.texts[part] for part in names if part in after)
    return [*data("DELETE", graph, was - now), *data("INSERT", graph, now - was)]


def brought(store: Store, graph: str, parts: Parts, number: Callable[[], int]) -> bool:
    """Bring all of a graph that holds nothing, at once with its number and fingerprint, if it is big; whether it was.

    What is big takes a fifth of the time so, and not several times its size in memory.
    """
    if sum(map(len, parts.texts.values())) < _BIG or store.contains_named_graph(NamedNode(graph)):
        return False
    quads = chain.from_iterable(parse(text, RdfFormat.N_QUADS) for text in parts.texts.values())
    store.bulk_extend(chain(noted(quads, store, number()), [known_quad(graph, parts.fingerprint)]))
    return True


def learn(memory: Memory, graph: str, held: str | None, parts: Parts) -> None:
    """Remember what a graph holds now, and forget what it held (its fingerprint then)."""
    texts = {parts.fingerprints[part]: text for part, text in parts.texts.items()}
    known = memory.keys(_kind(graph))
    gone = known - set(parts.fingerprints.values())
    memory.remember(_kind(graph), {key: texts[key] for key in texts.keys() - known}, gone)
    if held != parts.fingerprint or not remembered(memory, held):
        whole = {parts.fingerprint: parts.list} if parts.fingerprint else {}
        memory.remember(_WHOLE, whole, {held or ""} - whole.keys())


def _kind(graph: str) -> str:
    """The kind of memory that has the texts of a graph's parts."""
    return f"part of {graph}"


def remembered(memory: Memory, held: str | None) -> dict[str, Known]:
    """The parts of what a graph holds (its fingerprint), if that is remembered."""
    text = memory.recall(_WHOLE, [held]).get(held) if held else None
    return {part: _known(*told) for part, told in json.loads(text).items()} if text else {}


def _known(key: str, stamp: str = "", told: Iterable[tuple[Sequence[str], str | None]] = ()) -> Known:
    return Known(key, Origin(stamp, tuple((tuple(asked), answer) for asked, answer in told)) if stamp else None)


def _triples(texts: Iterable[bytes]) -> set[str]:
    return {str(quad.triple) for quad in parse(b"".join(texts), RdfFormat.N_QUADS)}
