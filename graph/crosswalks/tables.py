"""The store as tables, one a class: a row a node, a column a property, written as CSV or Parquet into a zip archive."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from ...ontology import FOAF, ORG, PREFIXES, RDF, SAG
from ..cells import neutral
from ..disk import trouble
from ..store import Archive
from .constructed import read

SEPARATOR: Final = " | "
"""Between the values of a cell that has several."""
_LEFT_OUT: Final = frozenset((str(RDF.type), str(RDF.value)))
"""Not columns: the class, which the table is of, and frozen texts, which are longer than a cell may be."""
_OURS: Final = (str(SAG), str(FOAF), str(ORG))
_VOCABULARY: Final = "SELECT DISTINCT ?class ?property { ?node a ?class ; ?property ?value FILTER(!isBlank(?node)) }"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip archive can tell: the same content gives the same bytes."""

Row = tuple[tuple[str, ...], ...]
"""The values of each column, in order."""


def columns(archive: Archive) -> dict[str, tuple[str, ...]]:
    """The tables there are: of each class (its IRI) the properties that its nodes have, in order."""
    with trouble(archive.path):
        found = archive.query(_VOCABULARY)
        if not isinstance(found, QuerySolutions):
            raise TypeError("tables are asked for by SELECT")
        pairs = {(str(row["class"].value), str(row["property"].value)) for row in found}
    classes = sorted({kind for kind, _ in pairs if kind.startswith(_OURS)})
    return {kind: tuple(sorted(p for k, p in pairs if k == kind and p not in _LEFT_OUT)) for kind in classes}


def rows(archive: Archive, tables: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, Row]]:
    """Class, IRI and values of every node, in the order of IRIs: all graphs together, streamed."""
    for subject, group in groupby(read(archive.lines()), key=lambda triple: triple.subject):
        if isinstance(subject, NamedNode):
            said = _said(group)
            for kind in said.get(str(RDF.type), ()):
                if kind in tables:
                    yield kind, subject.value, tuple(tuple(said.get(name, ())) for name in tables[kind])


def _said(triples: Iterable[Triple]) -> dict[str, list[str]]:
    """The values of each property, in order, whichever graphs tell them."""
    said: dict[str, set[str]] = {}
    for triple in triples:
        if isinstance(triple.object, NamedNode | Literal):
            said.setdefault(triple.predicate.value, set()).add(triple.object.value)
    return {name: sorted(values) for name, values in said.items()}


def local(iri: str) -> str:
    """`Meeting` of the class, `date` of the property."""
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def headings(properties: Sequence[str]) -> list[str]:
    """The names of columns: local names, with a prefix where two would be one.

    >>> headings(["http://purl.org/dc/terms/date", "http://purl.org/dc/terms/title", "urn:x/title"])
    ['date', 'dct_title', 'title']
    """
    names = [local(name) for name in properties]
    prefixes = {iri: f"{prefix}_" for prefix, iri in PREFIXES.items() if prefix != "sag"}
    return [
        f"{prefixes.get(iri[: -len(name)], '')}{name}" if names.count(name) > 1 else name
        for iri, name in zip(properties, names, strict=True)
    ]


def csv_bundle(archive: Archive, out: BinaryIO) -> None:
    """Write a zip archive of `Class.csv`: RFC 4180 in UTF-8, no cell a formula, several values by SEPARATOR.

    Raises StoreError, and OSError of `out`.
    """
    tables = columns(archive)
    with ExitStack() as files, tempfile.TemporaryDirectory(prefix="sagsgang-") as folder:
        writers = {}
        for kind, properties in tables.items():
            file = files.enter_context((Path(folder) / local(kind)).open("w", encoding="utf-8", newline=""))
            writers[kind] = csv.writer(file, lineterminator="\r\n")
            writers[kind].writerow(["id", *headings(properties)])
        for kind, iri, row in rows(archive, tables):
            writers[kind].writerow([iri, *(neutral(SEPARATOR.join(values)) for values in row)])
        files.close()
        bundle(Path(folder), [local(kind) for kind in tables], "csv", out)


def bundle(folder: Path, names: Iterable[str], ending: str, out: BinaryIO) -> None:
    """Put files of a folder into a zip archive, in the order of their names."""
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in sorted(names):
            told = ZipInfo(f"{name}.{ending}", _EPOCH)
            told.compress_type = ZIP_DEFLATED
            with (folder / name).open("rb") as file, archive.open(told, "w", force_zip64=True) as into:
                while part := file.read(1 << 20):
                    into.write(part)
