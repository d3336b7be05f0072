"""The stored questions as examples for editors of SPARQL: executables of SHACL (SHACL-AF, 5), with their prefixes."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ..ontology import PREFIXES, RDF, RDFS, SH, XSD
from ..queries import Query, QueryError, named, names

TARGET: Final = NamedNode("https://schema.org/target")
"""The endpoint that an example is for."""
FORMS: Final = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
}


def prefixes(endpoint: str) -> Iterator[Triple]:
    """Our prefixes, declared at the endpoint."""
    every = NamedNode(f"{endpoint}#prefixes")
    for prefix, space in PREFIXES.items():
        its = NamedNode(f"{endpoint}#prefix-{prefix}")
        yield Triple(every, _node(SH.declare), its)
        yield Triple(its, _node(SH.prefix), Literal(prefix))
        yield Triple(its, _node(SH.namespace), Literal(space, datatype=_node(XSD.anyURI)))


def examples(endpoint: str, last: str | None) -> Iterator[Triple]:
    """Each stored question with the values of its own example; `last` is the newest meeting day held.

    A question that cannot be asked without such a day is left out where none is held.
    """
    for query in map(named, names()):
        try:
            text = query.bind(dict(query.example), last)
        except QueryError:
            continue
        yield from _example(endpoint, query, text)


def _example(endpoint: str, query: Query, text: str) -> Iterator[Triple]:
    its, (kind, property_) = NamedNode(f"{endpoint}#query-{query.name}"), FORMS[query.form]
    yield Triple(its, _node(RDF.type), _node(SH.SPARQLExecutable))
    yield Triple(its, _node(RDF.type), _node(kind))
    yield Triple(its, _node(RDFS.label), Literal(query.title_da, language="da"))
    yield Triple(its, _node(RDFS.comment), Literal(query.title_en, language="en"))
    yield Triple(its, _node(SH.prefixes), NamedNode(f"{endpoint}#prefixes"))
    yield Triple(its, _node(property_), Literal(text))
    yield Triple(its, TARGET, NamedNode(endpoint))


def _node(term: str) -> NamedNode:
    return NamedNode(str(term))
