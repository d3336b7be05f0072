"""The stored questions as examples for editors of SPARQL: executables of SHACL (SHACL-AF, 5), with their prefixes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, QueryBoolean, Triple

from ...ontology import OWL, PREFIXES, RDF, RDFS, SH, XSD
from ...queries import Query, QueryError, named, names
from ..quads import data
from ..resolve import last_day
from ..resolve.reading import Asked

PREFIXES_IRI: Final = data("prefixes")
"""What declares our prefixes: an ontology, as SHACL has it (W3C Recommendation, 5.2.1)."""
_PREFIXES: Final = NamedNode(PREFIXES_IRI)
_FORMS: Final = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
}


def prefixes() -> Iterator[Triple]:
    """Our prefixes, declared once for all examples."""
    yield Triple(_PREFIXES, _node(RDF.type), _node(OWL.Ontology))
    for prefix, space in PREFIXES.items():
        its = NamedNode(data(f"prefixes#{prefix}"))
        yield Triple(_PREFIXES, _node(SH.declare), its)
        yield Triple(its, _node(SH.prefix), Literal(prefix))
        yield Triple(its, _node(SH.namespace), Literal(space, datatype=_node(XSD.anyURI)))


def examples(archive: Asked) -> Iterator[Triple]:
    """Each stored question with the values of its own example.

    One that needs the newest meeting day is left out where none is held, and one that names a person where the store
    tells nothing of them: what was taken down is not named here either.
    """
    last = last_day(archive)
    for query in map(named, names()):
        try:
            text = query.bind(dict(query.example), last)
        except QueryError:
            continue
        if _names_nobody(query) or _answered(archive, text):
            yield from _example(query, text)


def _names_nobody(query: Query) -> bool:
    """Whether the values of an example are of no person."""
    given = dict(query.example)
    return not any(param.kind == "person" and param.name in given for param in query.params)


def _answered(archive: Asked, text: str) -> bool:
    found = archive.query(text)
    return bool(found) if isinstance(found, QueryBoolean) else next(iter(found), None) is not None


def _example(query: Query, text: str) -> Iterator[Triple]:
    its, (kind, property_) = NamedNode(data(f"query/{query.name}")), _FORMS[query.form]
    yield Triple(its, _node(RDF.type), _node(SH.SPARQLExecutable))
    yield Triple(its, _node(RDF.type), _node(kind))
    yield Triple(its, _node(RDFS.label), Literal(query.title_da, language="da"))
    yield Triple(its, _node(RDFS.comment), Literal(query.title_en, language="en"))
    yield Triple(its, _node(SH.prefixes), _PREFIXES)
    yield Triple(its, _node(property_), Literal(text))


def _node(term: str) -> NamedNode:
    return NamedNode(str(term))
