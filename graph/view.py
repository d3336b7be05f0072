"""A store without what is less sure than asked for, as if it had not been read: what follows is concluded anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeGuard

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from ..ontology import DCT, ONTOLOGY_IRI, RDF, SAG
from .changes import known_by_none
from .corrections import corrections_of
from .description import describe
from .disk import copy_store, trouble
from .resolve import conclude
from .store import CONCLUDED, Archive

_CONFIDENCE = NamedNode(str(SAG.confidence))
_PART_OF, _ABOUT = NamedNode(str(DCT.isPartOf)), NamedNode(str(SAG.about))
_PROPERTY, _VALUE = NamedNode(str(SAG.property)), NamedNode(str(SAG.value))
_TYPE, _EVIDENCE = NamedNode(str(RDF.type)), NamedNode(str(SAG.Evidence))
_POINTED_AT = (NamedNode(str(SAG.Mention)), NamedNode(str(SAG.NamedBody)))
_VOCABULARY = NamedNode(str(ONTOLOGY_IRI))
_DECIMAL = re.compile(r"[01](?:\.\d{1,20})?")

Node = NamedNode | BlankNode
Fact = tuple[Node, NamedNode]
"""A doubted node, or the evidence of a doubted value, and its graph."""


def view(archive: Archive, least: Decimal, folder: Path) -> Archive:
    """Copy a store into a folder that is not there yet, without the facts whose confidence is below `least`.

    The copy shares files with the store where the disk can. What is concluded in a municipality of which something is
    left out is concluded anew. Raises StoreError.
    """
    copy_store(archive.store, folder)
    copy = Archive(folder)
    with trouble(folder):
        some = facts_below(copy.store, least)
        copy.store.update(known_by_none())
        leave_out(copy.store, some)
    if some:
        conclude(copy, {graph.value.removesuffix("/graph") for _, graph in some})
        describe(copy)
    copy.rest()
    return copy


def confidences(store: Store) -> frozenset[Decimal]:
    """The confidences that facts of a store have: between two of them no threshold makes a difference."""
    return frozenset(confidence for _, confidence in doubted(store))


def facts_below(store: Store, least: Decimal) -> list[Fact]:
    """The facts of a store whose confidence is below `least`."""
    return [fact for fact, confidence in doubted(store) if confidence < least]


def doubted(store: Store) -> Iterator[tuple[Fact, Decimal]]:
    """Every fact with a confidence, in whatever document, unless a correction says that it is right.

    Not those of rules and of conclusions.
    """
    right = {NamedNode(iri) for one in corrections_of(store) if one.kind == "right" for iri in one.about}
    for node, _, value, graph in store.quads_for_pattern(None, _CONFIDENCE, None):
        confidence = _number(value)
        if confidence is not None and isinstance(node, Node) and _is_read(graph) and node not in right:
            yield (node, graph), confidence


def _is_read(graph: object) -> TypeGuard[NamedNode]:
    """Whether a graph holds what was read, and neither rules nor conclusions."""
    return isinstance(graph, NamedNode) and graph != _VOCABULARY and not graph.value.startswith(CONCLUDED)


def _number(value: object) -> Decimal | None:
    """A confidence as a number; None for what a stranger's dump may have in its place."""
    return Decimal(value.value) if isinstance(value, Literal) and _DECIMAL.fullmatch(value.value) else None


def leave_out(store: Store, facts: Iterable[Fact]) -> None:
    """Take facts out of a store with their parts, their evidence, and what nothing else points at."""
    for node, graph in facts:
        if Quad(node, _TYPE, _EVIDENCE, graph) in store:
            _leave_out_value(store, node, graph)
        _leave_out_node(store, node, graph)


def _leave_out_value(store: Store, evidence: Node, graph: NamedNode) -> None:
    """Take out the statement that an evidence is for: one value, or whatever the property has."""
    nodes, names, values = (
        [quad.object for quad in store.quads_for_pattern(evidence, name, None, graph)]
        for name in (_ABOUT, _PROPERTY, _VALUE)
    )
    for node in nodes:
        for name in names:
            if isinstance(node, Node) and isinstance(name, NamedNode):
                said = store.quads_for_pattern(node, name, None, graph)
                _remove(store, [quad for quad in said if not values or quad.object in values])


def _leave_out_node(store: Store, node: Node, graph: NamedNode) -> None:
    """Take out a node, what is part of it, the evidence about it, and what is pointed at by nothing else."""
    left = [node]
    while left:
        last = left.pop()
        said = list(store.quads_for_pattern(last, None, None, graph))
        told = list(store.quads_for_pattern(None, None, last, graph))
        _remove(store, [*said, *told])
        left += [
            quad.subject for quad in told if quad.predicate in (_PART_OF, _ABOUT) and isinstance(quad.subject, Node)
        ]
        left += [o for o in {quad.object for quad in said} if isinstance(o, Node) and _is_loose(store, o, graph)]


def _is_loose(store: Store, node: Node, graph: NamedNode) -> bool:
    """Whether a node is a mention or a named body that nothing points at any more."""
    if next(store.quads_for_pattern(None, None, node, graph), None) is not None:
        return False
    return any(Quad(node, _TYPE, kind, graph) in store for kind in _POINTED_AT)


def _remove(store: Store, quads: Iterable[Quad]) -> None:
    for quad in quads:
        store.remove(quad)
