"""A store copied without what is held back: documents that are out, words made black, names of persons not told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from typing import Final, TypeAlias, TypeVar, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from ..ontology import DCT, FOAF, OA, RDF, SAG
from .build import allowed
from .catalogue import CATALOGUE, CONCLUDED, FILES, TAKEDOWNS, value_of
from .changes import FINGERPRINT
from .corrections import CORRECTIONS, as_nquads, from_quads
from .quads import data
from .withheld import Withheld

_VALUE, _EXACT, _START, _END = (NamedNode(str(each)) for each in (RDF.value, OA.exact, OA.start, OA.end))
_NAMES: Final = frozenset(NamedNode(str(each)) for each in (FOAF.name, SAG.otherName))
_TEXT, _ABOUT, _PART = (NamedNode(str(each)) for each in (SAG.text, SAG.about, DCT.isPartOf))
_TOPIC, _EDITION = NamedNode(str(FOAF.primaryTopic)), NamedNode(str(SAG.readerVersion))
_TYPE, _MENTION = NamedNode(str(RDF.type)), NamedNode(str(SAG.Mention))
_GRAPH: Final = "/graph"
Subject: TypeAlias = NamedNode | BlankNode | Triple
Term: TypeAlias = Subject | Literal


@dataclass(slots=True)
class Erased:
    """What a copy left out: documents that are out, documents with words made black, and former texts (IRIs)."""

    out: set[str] = field(default_factory=set)
    blackened: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    stale: set[str] = field(default_factory=set)
    """The concluded graphs to be concluded again."""


def towns(store: Store) -> dict[str, str]:
    """The municipality of each document, as it was concluded."""
    links = store.quads_for_pattern(None, NamedNode(str(SAG.municipality)), None)
    ours = (link for link in links if value_of(link.graph_name).startswith(CONCLUDED))
    return {value_of(link.subject): value_of(link.object) for link in ours if _is_document(link)}


def _is_document(link: Quad) -> bool:
    return isinstance(link.subject, NamedNode) and link.subject.value.startswith(data("doc/"))


def erase(store: Store, held: Withheld, into: Store) -> Erased:
    """Copy a store into an empty one without what is held back, and without what was concluded from that."""
    where, erased = towns(store), Erased()
    graphs = sorted(str(graph.value) for graph in store.named_graphs())
    documents = [graph for graph in graphs if graph.startswith(data("doc/")) and graph.endswith(_GRAPH)]
    rest = [graph for graph in graphs if graph not in set(documents) | {TAKEDOWNS}]
    into.bulk_extend(chain.from_iterable(_document(store, graph, held, where, erased) for graph in documents))
    gone = {where[each] for each in erased.out | erased.blackened if each in where}
    erased.stale = {graph for graph in rest if graph.startswith(CONCLUDED) and _tells(store, graph, gone)}
    into.bulk_extend(chain.from_iterable(_other(store, graph, held, erased) for graph in rest))
    into.bulk_extend(store.quads_for_pattern(None, None, None, DefaultGraph()))
    return erased


def _tells(store: Store, graph: str, municipalities: Iterable[str]) -> bool:
    return any(
        next(store.quads_for_pattern(NamedNode(each), None, None, NamedNode(graph)), None) for each in municipalities
    )


def _document(store: Store, graph: str, held: Withheld, where: Mapping[str, str], erased: Erased) -> Iterator[Quad]:
    """The statements of one document that remain."""
    document = graph.removesuffix(_GRAPH)
    quads = list(store.quads_for_pattern(None, None, None, NamedNode(graph)))
    texts = [str(quad.object.value) for quad in quads if quad.predicate == _TEXT and isinstance(quad.object, NamedNode)]
    if held.out(document) or any(map(held.out, texts)):
        erased.out.add(document)
        erased.texts |= set(texts)
        return
    remaining = _Blackening(quads, held, document, where.get(document)).remaining()
    if remaining is None:
        yield from quads
        return
    erased.blackened.add(document)
    erased.texts |= set(texts)
    yield from remaining


AnyTerm = TypeVar("AnyTerm", bound=Term)


class _Blackening:
    """One document's statements, as they are without the words held back."""

    def __init__(self, quads: Sequence[Quad], held: Withheld, document: str, town: str | None) -> None:
        self.quads, self.held, self.document, self.town = quads, held, document, town
        whole = next((quad for quad in quads if quad.predicate == _VALUE and isinstance(quad.object, Literal)), None)
        self.text = whole.object.value if whole and isinstance(whole.object, Literal) else ""
        self.iri = str(whole.subject.value) if whole and isinstance(whole.subject, NamedNode) else ""
        self.black = held.masked(self.text, document, town)
        self.iri_after = data(f"text/{sha256(self.black.encode()).hexdigest()}")

    def remaining(self) -> Iterator[Quad] | None:
        """All that can still be said; None where nothing is held back."""
        if self.black == self.text and not any(self._said(quad) != quad.object for quad in self.quads):
            return None
        return self._remaining()

    def _remaining(self) -> Iterator[Quad]:
        named = {quad.subject for quad in self.quads if quad.predicate in _NAMES and self._said(quad) != quad.object}
        links = [quad for quad in self.quads if quad.predicate in (_ABOUT, _PART) and quad.object in named]
        gone = named | {quad.subject for quad in links}
        kept = [quad for quad in self.quads if quad.subject not in gone and quad.object not in gone]
        quoted = {quad.object for quad in kept}
        mentions = {quad.subject for quad in kept if quad.predicate == _TYPE and quad.object == _MENTION}
        places = self._places()
        for quad in kept:
            if quad.subject not in mentions or quad.subject in quoted:
                place = places.get(value_of(quad.subject)) if quad.predicate == _EXACT else None
                said = Literal(self.black[slice(*place)]) if place else self._said(quad)
                yield Quad(self._renamed(quad.subject), quad.predicate, self._renamed(said), quad.graph_name)

    def _places(self) -> dict[str, tuple[int, int]]:
        """From where up to where each mention stands."""
        ends = {
            predicate: {value_of(q.subject): int(value_of(q.object)) for q in self.quads if q.predicate == predicate}
            for predicate in (_START, _END)
        }
        return {node: (start, ends[_END][node]) for node, start in ends[_START].items() if node in ends[_END]}

    def _said(self, quad: Quad) -> Term:
        """The object of a statement, words that are held back made black."""
        if not isinstance(quad.object, Literal) or quad.object.datatype != _STRING:
            return quad.object
        if quad.predicate == _VALUE:
            return Literal(self.black)
        said = self.held.masked(quad.object.value, self.document, self.town)
        return quad.object if said == quad.object.value else Literal(said)

    def _renamed(self, term: AnyTerm) -> AnyTerm:
        """The text, and places in it, by what the words that remain come to."""
        if isinstance(term, NamedNode) and self.iri and term.value.partition("#")[0] == self.iri:
            return cast(AnyTerm, NamedNode(self.iri_after + term.value[len(self.iri) :]))
        return term


_STRING: Final = Literal("").datatype


def _other(store: Store, graph: str, held: Withheld, erased: Erased) -> Iterator[Quad]:
    """The statements that remain of a graph that is no document's."""
    if graph in erased.stale:
        return
    quads = store.quads_for_pattern(None, None, None, NamedNode(graph))
    if graph in (CATALOGUE, FILES):
        yield from _catalogue(list(quads), held, erased)
    elif graph == CORRECTIONS:
        yield from parse(as_nquads(allowed(from_quads(quads), held)), RdfFormat.N_QUADS)
    else:
        yield from quads


def _catalogue(quads: Sequence[Quad], held: Withheld, erased: Erased) -> Iterator[Quad]:
    """What the catalogue, or that of files, tells; of documents with words made black not that they were read so."""
    out: set[Term] = {NamedNode(each) for each in erased.out}
    gone: set[Term] = {*out, *(NamedNode(f"{each}{_GRAPH}") for each in erased.out), *map(NamedNode, erased.stale)}
    gone |= {quad.subject for quad in quads if quad.predicate == _TOPIC and quad.object in out}
    again = {NamedNode(f"{each}{_GRAPH}") for each in erased.blackened}
    for quad in quads:
        unread = quad.predicate == _EDITION and quad.subject in again
        if quad.subject in gone or quad.predicate == FINGERPRINT or unread:
            continue
        if isinstance(quad.object, Literal) and quad.object.datatype == _STRING:
            yield Quad(quad.subject, quad.predicate, Literal(held.masked(quad.object.value)), quad.graph_name)
        else:
            yield quad
