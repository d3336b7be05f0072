"""JSON-LD 1.1 of quads with our context in it: short names instead of IRIs, node by node, as far as the context knows.

Compaction as in JSON-LD 1.1 Processing Algorithms, for the context we ship: prefixes, terms, coercion to IRIs and
datatypes; no containers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from ..ontology import RDF, XSD, context

_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
Node = dict[str, object]


class Unwritable(Exception):
    """Something that a format has no way to write; the message names it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A short name, and what its plain values are: IRIs (`@id`), literals of a datatype, text (None)."""

    name: str
    coercion: str | None


class Context:
    """The names of a JSON-LD context."""

    def __init__(self, text: str) -> None:
        self.said = cast(Mapping[str, str | float | Mapping[str, str]], json.loads(text)["@context"])
        self.prefixes: dict[str, str] = {}
        self.terms: dict[str, Term] = {}
        for name, said in self.said.items():
            if isinstance(said, str) and said[-1] in "/#":
                self.prefixes[said] = name
            elif isinstance(said, str) and not said.startswith("@"):
                self.terms[self._whole(said)] = Term(name, None)
            elif isinstance(said, Mapping):
                kind = said.get("@type")
                self.terms[self._whole(said["@id"])] = Term(name, self._whole(kind) if kind else None)

    def _whole(self, name: str) -> str:
        """`dct:title` written out."""
        prefix, _, rest = name.partition(":")
        said = self.said.get(prefix)
        return f"{said}{rest}" if isinstance(said, str) and not rest.startswith("//") else name

    def key(self, predicate: str) -> tuple[str, str | None]:
        """The name of a property, and what its plain values are."""
        term = self.terms.get(predicate)
        return (term.name, term.coercion) if term else (self.short(predicate), None)

    def short(self, iri: str) -> str:
        """`dct:title` where a prefix fits; else the IRI as it is, in which no prefix of the context may be seen."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        if iri[:cut] in self.prefixes and _LOCAL.fullmatch(iri, cut):
            return f"{self.prefixes[iri[:cut]]}:{iri[cut:]}"
        if iri.partition(":")[0] in self.said and not iri.partition(":")[2].startswith("//"):
            raise Unwritable(f"<{iri}> looks like a short name of the JSON-LD context")
        return iri


def write(quads: Iterable[Quad]) -> Iterator[str]:
    """The JSON text, in pieces, of quads in the order of graph and subject."""
    names = Context(context())
    yield f'{{"@context": {_json(names.said)},\n"@graph": ['
    divider = "\n"
    for graph, inside in groupby(quads, key=lambda quad: quad.graph_name):
        named = not isinstance(graph, DefaultGraph)
        if named:
            yield f'{divider}{{"id": {_json(_reference(graph, names))}, "@graph": ['
            divider = "\n"
        for subject, said in groupby(inside, key=lambda quad: quad.subject):
            yield f"{divider}{_json(_node(subject, said, names))}"
            divider = ",\n"
        if named:
            yield "\n]}"
    yield "\n]}\n"


def _node(subject: object, quads: Iterable[Quad], names: Context) -> Node:
    """What is said of one subject; a property's only value stands alone."""
    found: dict[str, list[object]] = {}
    for quad in quads:
        key, value = _said(quad, names)
        found.setdefault(key, []).append(value)
    alone = {key: values[0] if len(values) == 1 else values for key, values in found.items()}
    return {"id": _reference(subject, names), **alone}


def _said(quad: Quad, names: Context) -> tuple[str, object]:
    """A property's name and its value: a plain string where the context says what it is, else an object that does."""
    term = quad.object
    if quad.predicate.value == str(RDF.type) and isinstance(term, NamedNode | BlankNode):
        known = names.terms.get(term.value) if isinstance(term, NamedNode) else None
        return "type", known.name if known else _reference(term, names)
    key, coercion = names.key(quad.predicate.value)
    if isinstance(term, Literal):
        return key, _literal(term, coercion, names)
    reference = _reference(term, names)
    return key, reference if coercion == "@id" else {"id": reference}


def _literal(term: Literal, coercion: str | None, names: Context) -> object:
    if term.direction is not None:
        raise Unwritable(f"{term} has a direction of writing, which RDF loses in JSON-LD")
    if term.language is not None:
        return {"@language": term.language, "@value": term.value}
    datatype = term.datatype.value
    if datatype == (coercion or str(XSD.string)):
        return term.value
    kind = {} if datatype == str(XSD.string) else {"@type": names.short(datatype)}
    return {**kind, "@value": term.value}


def _reference(term: object, names: Context) -> str:
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    if isinstance(term, NamedNode):
        return names.short(term.value)
    raise Unwritable(f"{term} is no node that JSON-LD knows")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
