"""What the register knows: municipalities by name and kommunekode, and their bodies by name, spelling and code."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.term import Node

from ...ontology import DCT, FOAF, ID, ORG, RDF, SAG, SKOS
from ..places import own_places, place_quads
from ..quads import slug

UNKNOWN: Final = f"{ID}municipality/unknown"
_KOMMUNE: Final = re.compile(r"\s*\bkommunes?$|^kommunen\s+|\s*\bkommune$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body of the register; ``keys`` are what its names come to (`slug`), ``kind`` a type of body."""

    key: str
    name: str
    keys: frozenset[str]
    codes: tuple[str, ...]
    kind: str | None


@dataclass(frozen=True, slots=True)
class Reform:
    """Bodies (their keys) that others came of, on a day if it is known; ``key`` is the last part of its IRI."""

    key: str
    day: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality: IRI, name as one reads it, kommunekode if it has one, the bodies and reforms known of it."""

    iri: str
    name: str
    code: str | None
    bodies: tuple[KnownBody, ...] = ()
    reforms: tuple[Reform, ...] = ()

    @property
    def key(self) -> str:
        """The last part of its IRI: `707`, `havnstrup`."""
        return self.iri.rpartition("/")[2]


def place(told: str | None, given: str | None = None) -> Place:
    """The municipality that a document tells, else the one given for it, else the unknown one."""
    name = told or given
    if not name or not slug(_bare(name)):
        return Place(UNKNOWN, "Ukendt kommune", None)
    known = _register(own_places()).get(slug(_bare(name)))
    return known or Place(f"{ID}municipality/{slug(_bare(name))}", " ".join(name.split()), None)


def _bare(name: str) -> str:
    """`Norddjurs Kommune`, `norddjurs` and `Norddjurs Kommunes` without the word for municipality."""
    return _KOMMUNE.sub("", name.strip())


@lru_cache(maxsize=8)
def _register(_: tuple[str, ...]) -> Mapping[str, Place]:
    """Known municipalities by kommunekode and by each of their names, where it means one of them alone."""
    triples = (quad.triple for quad in place_quads())
    graph = Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    found: dict[str, Place | None] = {}
    for node in sorted(graph.subjects(RDF.type, SAG.Municipality), key=str):
        one = _place(graph, node)
        for key in {slug(_bare(name)) for name in (one.code or one.name, *_labels(graph, node))}:
            found[key] = one if key not in found else None
    return MappingProxyType({key: one for key, one in found.items() if one is not None})


def _place(graph: Graph, node: Node) -> Place:
    name = str(graph.value(node, FOAF.name, any=False))
    code = graph.value(node, SKOS.notation, any=False)
    bodies = sorted(graph.subjects(SAG.municipality, node), key=str)
    own = tuple(_body(graph, body) for body in bodies)
    return Place(str(node), name, str(code) if code else None, own, tuple(_reforms(graph, f"{node}/change/")))


def _reforms(graph: Graph, start: str) -> Iterator[Reform]:
    """`change:2018-01-01-erhvervsudvalget a org:ChangeEvent`"""
    for node in sorted(graph.subjects(RDF.type, ORG.ChangeEvent), key=str):
        if str(node).startswith(start):
            day = graph.value(node, DCT.date, any=False)
            ends = (
                tuple(sorted(str(body).rpartition("/")[2] for body in graph.objects(node, end)))
                for end in (ORG.originalOrganization, ORG.resultingOrganization)
            )
            yield Reform(str(node).removeprefix(start), str(day) if day else None, *ends)


def _body(graph: Graph, node: Node) -> KnownBody:
    name = str(graph.value(node, FOAF.name, any=False))
    kind = graph.value(node, ORG.classification)
    codes = tuple(sorted(map(str, graph.objects(node, SKOS.notation))))
    keys = frozenset(map(body_key, _labels(graph, node)))
    return KnownBody(str(node).rpartition("/")[2], name, keys, codes, str(kind) if isinstance(kind, URIRef) else None)


def _labels(graph: Graph, node: Node) -> Iterator[str]:
    for name in (FOAF.name, SKOS.prefLabel, SKOS.altLabel):
        yield from map(str, graph.objects(node, name))


_ENDINGS: Final = (
    (re.compile(r"(?<=[a-z])(udvalg|raad|naevn)$"), r"\1et"),
    (re.compile(r"(?<=[a-z])(et|en)s$"), r"\1"),
)


@lru_cache(maxsize=16384)
def body_key(name: str) -> str:
    """What the spellings of one body have in common: `Miljø- og Teknikudvalgets` is `miljoe-og-teknikudvalget`.

    Letter case, hyphens and blanks do not count, the genitive and the indefinite form neither.
    """
    key = slug(name)
    for ending, instead in _ENDINGS:
        key = ending.sub(instead, key)
    return key


def unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys that lead to one value alone; several candidates are no answer.

    >>> unique([("ØK", "a"), ("ØK", "a"), ("EU", "b"), ("EU", "c")])
    {'ØK': 'a'}
    """
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: values.pop() for key, values in found.items() if len(values) == 1}
