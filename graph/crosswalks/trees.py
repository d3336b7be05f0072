"""JSON objects of triples: what a node is made of stands inside it, keys are the names of a vocabulary."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TextIO

from pyoxigraph import Literal, NamedNode, Triple

from ...ontology import DCT, FOAF, RDF, SAG, SKOS, XSD
from ..sorting import in_order
from ..store import Archive
from .constructed import lines, read
from .summertime import with_offset

Value = str | int | bool | list["Value"] | dict[str, "Value"]
Tree = dict[str, Value]

_TYPE = str(RDF.type)
OURS = (SAG, DCT, FOAF, SKOS)
_POSITION = str(SAG.position)
_LAST = 1 << 62
"""The place of what tells none: after all others."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How triples become the JSON of a vocabulary.

    `parts` are keys whose objects stand inside; `arrays`, "Class.key", are lists whatever their number; `wrapped` keys
    hold objects of one key; `backward` keys are left out where they lead to the whole; `numbered` gives the parts of a
    key their number, from 0, under another key; `typed` says whether objects tell their class.
    """

    namespace: str
    parts: frozenset[str] = frozenset()
    arrays: frozenset[str] = frozenset()
    wrapped: Mapping[str, str] = field(default_factory=dict)
    backward: frozenset[str] = frozenset()
    numbered: Mapping[str, str] = field(default_factory=dict)
    typed: bool = False

    def key(self, predicate: str) -> str:
        """`name` for a term of the vocabulary, `sagsgang:party` for one of ours or of those we reuse."""
        ours = next((str(each) for each in OURS if predicate.startswith(str(each))), None)
        return f"sagsgang:{predicate.removeprefix(ours)}" if ours else self.local(predicate)

    def local(self, term: str) -> str:
        """The name of a term of the vocabulary."""
        return term.removeprefix(self.namespace)


@dataclass(slots=True)
class _Node:
    """What is said of one node: its class, where it stands, values by key; IRIs are told from texts."""

    iri: str
    kind: str = ""
    place: int = _LAST
    said: dict[str, list[NamedNode | Literal]] = field(default_factory=dict)


def trees(archive: Archive, query: str, shape: Shape) -> Iterator[Tree]:
    """The objects that a query of `queries/crosswalks` makes, in the order of their IRIs.

    Memory holds one object and, of all, which IRI is a part of which; the rest is sorted on disk. Raises StoreError.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as spool:
        spool.writelines(lines(archive, query))
        wholes = _wholes(_again(spool), shape)
        keyed = (
            f"{whole}\t{line}" for line in _again(spool) for whole in wholes.get(_subject(line), (_subject(line),))
        )
        for whole, group in groupby(in_order(keyed), key=lambda line: line.partition("\t")[0]):
            nodes = _nodes(read(line.partition("\t")[2] for line in group), shape)
            yield _tree(nodes[whole[1:-1]], nodes, shape, None)


def _again(spool: TextIO) -> Iterator[str]:
    spool.seek(0)
    yield from spool


def _subject(line: str) -> str:
    """`<urn:a> <urn:b> …` is about `<urn:a>`."""
    return line.partition(" ")[0]


def _wholes(ntriples: Iterable[str], shape: Shape) -> dict[str, tuple[str, ...]]:
    """Of each part (as N-Triples writes it) what it is a part of."""
    inside = {f"<{shape.namespace}{part}>" for part in shape.parts}
    found: dict[str, set[str]] = {}
    for line in ntriples:
        subject, predicate, rest = line.split(" ", 2)
        if predicate in inside:
            found.setdefault(rest.removesuffix(" .\n"), set()).add(subject)
    return {part: tuple(sorted(wholes)) for part, wholes in found.items()}


def _nodes(triples: Iterable[Triple], shape: Shape) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    for triple in triples:
        if not isinstance(triple.subject, NamedNode) or not isinstance(triple.object, NamedNode | Literal):
            raise TypeError(f"{triple} has a node without a name")
        node = nodes.setdefault(triple.subject.value, _Node(triple.subject.value))
        predicate, value = triple.predicate.value, triple.object
        if predicate == _TYPE:
            node.kind = value.value
        elif predicate == _POSITION:
            node.place = min(node.place, int(value.value))
        else:
            node.said.setdefault(shape.key(predicate), []).append(value)
    return nodes


def _tree(node: _Node, nodes: Mapping[str, _Node], shape: Shape, whole: str | None) -> Tree:
    """A node with its parts inside it."""
    tree: Tree = {"id": node.iri, "type": node.kind} if shape.typed else {"id": node.iri}
    for key, values in sorted(node.said.items()):
        if whole is not None and key in shape.backward and [value.value for value in values] == [whole]:
            continue
        parts = [nodes[v.value] for v in values if key in shape.parts and isinstance(v, NamedNode) and v.value in nodes]
        if parts:
            told: list[Value] = [_tree(part, nodes, shape, node.iri) for part in sorted(parts, key=_standing)]
            _number(told, shape.numbered.get(key))
        else:
            told = [_plain(value) for value in values]
        many = f"{shape.local(node.kind)}.{key}" in shape.arrays
        tree[key] = _wrapped(told, shape.wrapped[key]) if key in shape.wrapped else told if many else _one(told, values)
    return tree


def _standing(node: _Node) -> tuple[int, str]:
    return node.place, node.iri


def _number(parts: list[Value], key: str | None) -> None:
    if key is not None:
        for number, part in enumerate(parts):
            if isinstance(part, dict):
                part[key] = number


def _wrapped(values: list[Value], key: str) -> list[Value]:
    return [{key: value} for value in values]


def _one(told: list[Value], values: list[NamedNode | Literal]) -> Value:
    """The only value; of several texts all of them, of anything else the first, so that false goes before true."""
    texts = [value for value in told if isinstance(value, str)]
    if len(told) > 1 and len(texts) == len(told) and all(_is_text(value) for value in values):
        return "; ".join(texts)
    return told[0]


def _is_text(value: NamedNode | Literal) -> bool:
    return isinstance(value, Literal) and value.datatype.value == str(XSD.string)


def _plain(value: NamedNode | Literal) -> Value:
    if isinstance(value, NamedNode):
        return value.value
    datatype = value.datatype.value
    if datatype == str(XSD.boolean):
        return value.value in ("true", "1")
    if datatype in (str(XSD.integer), str(XSD.nonNegativeInteger)):
        return int(value.value)
    return with_offset(value.value) if datatype == str(XSD.dateTime) else value.value
