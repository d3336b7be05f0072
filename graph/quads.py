"""Writing N-Quads of one graph, line by line: ten times faster than building terms, and the same on every machine."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from ..ontology import ID, ONTOLOGY_IRI

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SAG = str(ONTOLOGY_IRI)
_ESCAPE = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\n\r\t]')

Value = str | bool | int | date | datetime


def iri(value: str) -> str:
    """An IRI as N-Triples writes it."""
    return f"<{value}>"


def literal(value: Value, datatype: str | None = None) -> str:
    """A literal: text, xsd:boolean, xsd:integer, xsd:date or xsd:dateTime by its Python type, or of `datatype`."""
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{XSD}boolean>'
    if isinstance(value, int):
        return f'"{value}"^^<{datatype or XSD + "integer"}>'
    if isinstance(value, datetime):
        return f'"{value.isoformat()}"^^<{XSD}dateTime>'
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^<{XSD}date>'
    text = _ESCAPED.sub(lambda m: _ESCAPE[m.group()], value)
    return f'"{text}"^^<{datatype}>' if datatype else f'"{text}"'


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """A name as the last part of an IRI: `Økonomiudvalget` is `oekonomiudvalget`."""
    plain = text.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"


def data(path: str) -> str:
    """The IRI of something in the graph, by its path: `data("doc/3f…")`."""
    return ID + path


class Quads:
    """The quads of one named graph, each once, in the order they were said."""

    def __init__(self, graph: str) -> None:
        self._graph = f"<{graph}> ."
        self._lines: dict[str, None] = {}

    def say(self, subject: str, predicate: str, term: str | None) -> None:
        """Add one quad; `term` is as `iri` or `literal` writes it, None adds nothing."""
        if term is not None:
            self._lines[f"<{subject}> <{predicate}> {term} {self._graph}\n"] = None

    def bytes(self) -> bytes:
        """All quads as N-Quads, in UTF-8."""
        return "".join(self._lines).encode()
