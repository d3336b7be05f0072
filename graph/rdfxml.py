"""RDF 1.1 XML Syntax of triples, one description a subject; what XML has no way to write is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from ..ontology import PREFIXES, RDF, XSD
from .jsonld import Unwritable

_LETTERS = "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff"
_NAME = re.compile(f"[{_LETTERS}][{_LETTERS}0-9.-]*\\Z")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RESERVED = re.compile("(Description|RDF|ID|about|bagID|parseType|resource|nodeID|datatype|li|aboutEach(Prefix)?)")


def write(triples: Iterable[Quad]) -> Iterator[str]:
    """The XML text, in pieces, of triples in the order of their subjects."""
    spaces = "".join(f"\n  xmlns:{name}={quoteattr(iri)}" for name, iri in sorted(PREFIXES.items()))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'
    for subject, said in groupby(triples, key=lambda quad: quad.subject):
        yield f"<rdf:Description {_reference(subject, 'about')}>\n"
        yield from map(_property, said)
        yield "</rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _property(triple: Quad) -> str:
    """One element: `<dct:title xml:lang="da">…</dct:title>`."""
    name, space = _qualified(triple.predicate.value)
    term = triple.object
    if not isinstance(term, Literal):
        return f"  <{name}{space} {_reference(term, 'resource')}/>\n"
    if found := _NOT_XML.search(term.value):
        raise Unwritable(f"a value of {triple.subject} holds U+{ord(found.group()):04X}, which XML has no way to write")
    if term.direction is not None:
        raise Unwritable(f"{term} has a direction of writing, which RDF 1.1 has no way to say in XML")
    return f"  <{name}{space}{_kind(term)}>{escape(term.value, {chr(13): '&#13;'})}</{name}>\n"


def _kind(literal: Literal) -> str:
    """The language or the datatype of a literal, as an attribute."""
    if literal.language is not None:
        return f" xml:lang={quoteattr(literal.language)}"
    datatype = literal.datatype.value
    return "" if datatype == str(XSD.string) else f" rdf:datatype={quoteattr(datatype)}"


def _qualified(iri: str) -> tuple[str, str]:
    """A property's name with a prefix, and where it is not one of ours, the namespace that this stands for."""
    local = _NAME.search(iri)
    if local is None or (iri.startswith(str(RDF)) and _RESERVED.fullmatch(iri, len(str(RDF)))):
        raise Unwritable(f"<{iri}> has no name that a property can have in RDF/XML")
    base = iri[: local.start()]
    known = next((prefix for prefix, its in PREFIXES.items() if its == base), None)
    return (f"{known}:{local.group()}", "") if known else (f"ns:{local.group()}", f" xmlns:ns={quoteattr(base)}")


def _reference(term: object, attribute: str) -> str:
    """An IRI as `rdf:about` or `rdf:resource`, a blank node as `rdf:nodeID`."""
    if isinstance(term, BlankNode):
        return f"rdf:nodeID={quoteattr(term.value)}"
    if isinstance(term, NamedNode):
        return f"rdf:{attribute}={quoteattr(term.value)}"
    raise Unwritable(f"{term} is no node that RDF 1.1 knows")
