"""Answers of the workers as tables that pages show: SPARQL 1.1 Query Results JSON read into values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from json import loads
from typing import Final, TypedDict, cast

from ...ontology import ID
from .here import Here
from .labels import name

MOST: Final = 500
"""Rows that a page shows; all of them are in the CSV."""


class _Term(TypedDict):
    type: str
    value: str


class _Head(TypedDict, total=False):
    vars: Sequence[str]


class _Rows(TypedDict):
    bindings: Sequence[Mapping[str, _Term]]


class _Sheet(TypedDict, total=False):
    head: _Head
    results: _Rows
    boolean: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as shown, and where it leads."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: columns and rows, or yes or no, or the text of a graph; ``rows`` counts those not shown too."""

    columns: tuple[str, ...]
    lines: tuple[tuple[Cell, ...], ...]
    rows: int
    truth: bool | None
    graph: str | None


def table(here: Here, body: bytes, media_type: str) -> Table:
    """Read an answer of the workers."""
    if media_type != "application/sparql-results+json":
        return Table((), (), 0, None, body.decode("utf-8"))
    sheet = cast(_Sheet, loads(body))
    if "boolean" in sheet:
        return Table((), (), 0, sheet["boolean"], None)
    columns = tuple(sheet["head"].get("vars", ()))
    bindings = sheet["results"]["bindings"]
    lines = (tuple(_cell(here, row.get(column)) for column in columns) for row in bindings[:MOST])
    return Table(columns, tuple(lines), len(bindings), None, None)


def _cell(here: Here, term: _Term | None) -> Cell:
    """A term; resources of ours lead to their pages."""
    if term is None:
        return Cell("", None)
    value = term["value"]
    if term["type"] != "uri":
        return Cell(value, None)
    if not value.startswith(ID):
        return Cell(value, value if value.startswith(("http://", "https://")) else None)
    return Cell("se ordene" if "#char=" in value else _brief(value), here.link(value))


def _brief(iri: str) -> str:
    """The end of an IRI of ours; of a document's long hash, its beginning."""
    *_, kind, last = ("", *iri.removeprefix(ID).split("/"))
    return f"{kind}/{last[:10]}…" if len(last) > 40 else name(iri) if kind == "case" else f"{kind}/{last}"
