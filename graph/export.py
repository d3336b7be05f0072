"""The store written out, and read in again: the same content gives the same bytes, in every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, parse, serialize

from ..ontology import PREFIXES
from . import jsonld, rdfxml
from .build import conclude_outstanding
from .corrections import agree
from .crosswalks import vocabularies
from .crosswalks.columnar import parquet_bundle
from .crosswalks.missing import Missing
from .crosswalks.tables import csv_bundle
from .description import describe, is_described
from .jsonld import Unwritable
from .sorting import in_order
from .store import Archive

__all__ = ["FORMATS", "Missing", "Unwritable", "export", "load", "write_lines"]

MUCH = 100_000
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write the store: the ending of its files, its media type, whether graphs are told apart, the writer."""

    ending: str
    media_type: str
    graphs: bool
    write: Callable[[Archive, BinaryIO], None]


def export(archive: Archive, format: str, out: BinaryIO) -> None:
    """Write all that the store holds of documents to `out`, in one of FORMATS.

    N-Quads, TriG and JSON-LD keep the graphs apart; Turtle and RDF/XML hold the union of them all. Blank nodes keep the
    names they came with, lines and nodes stand in order: the same content gives the same bytes. The crosswalks hold
    what others have terms for (docs/crosswalks.md), CSV and Parquet a table a class. Raises KeyError for a format that
    is none, Unwritable for what the format cannot say, Missing where it needs a package that only an extra brings,
    StoreError, and OSError of `out`.
    """
    FORMATS[format].write(archive, out)


def load(path: Path, archive: Archive) -> int:
    """Add a file of N-Quads to the store, all or nothing, and conclude anew where that changes what follows.

    The inverse of an export as N-Quads. Returns how many quads were new. Raises SyntaxError with the line that is no
    N-Quads, CorrectionError where its corrections contradict those held (of what is no pipe, which is read but once),
    OSError when the file cannot be read, StoreError.
    """
    held = archive.corrections()
    if path.is_file():
        agree(path, held)
    fresh = not archive.documents() and not held
    added = archive.load(path)
    if not fresh:
        conclude_outstanding(archive)
    elif archive.documents() and not is_described(archive.store):
        describe(archive)
    archive.rest(added >= MUCH)
    return added


def write_lines(lines: Iterable[str], ending: str, out: BinaryIO) -> None:
    """Write lines of N-Quads, in order, as a file with the ending `nq` or `trig`."""
    if ending == "trig":
        serialize(_grouped(lines), out, format=RdfFormat.TRIG, prefixes=dict(PREFIXES))
    else:
        for line in lines:
            out.write(line.encode())


def _nquads(archive: Archive, out: BinaryIO) -> None:
    archive.dump(out)


def _trig(archive: Archive, out: BinaryIO) -> None:
    write_lines(archive.lines(), "trig", out)


def _turtle(archive: Archive, out: BinaryIO) -> None:
    serialize(_union(archive), out, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))


def _jsonld(archive: Archive, out: BinaryIO) -> None:
    for piece in jsonld.write(_by_graph(archive)):
        out.write(piece.encode())


def _rdfxml(archive: Archive, out: BinaryIO) -> None:
    for piece in rdfxml.write(_union(archive)):
        out.write(piece.encode())


def _by_graph(archive: Archive) -> Iterator[Quad]:
    """All quads in the order of graph, subject, predicate and object."""
    return _grouped(archive.lines())


def _grouped(said: Iterable[str]) -> Iterator[Quad]:
    """Lines of N-Quads as quads, in the order of graphs."""
    lines = (f"{quad.graph_name}\t{quad} .\n" for quad in _quads(said))
    yield from _quads(line.partition("\t")[2] for line in in_order(lines))


def _union(archive: Archive) -> Iterator[Quad]:
    """What the graphs say together, as triples in order, each once."""
    yield from _quads(in_order(f"{quad.triple} .\n" for quad in _quads(archive.lines())))


def _quads(lines: Iterable[str]) -> Iterator[Quad]:
    """Read lines of N-Quads."""
    stream = iter(lines)
    while text := "".join(islice(stream, _AT_ONCE)):
        yield from parse(text, RdfFormat.N_QUADS)


FORMATS = {
    "nquads": Format("nq", "application/n-quads", True, _nquads),
    "trig": Format("trig", "application/trig", True, _trig),
    "turtle": Format("ttl", "text/turtle", False, _turtle),
    "jsonld": Format("jsonld", "application/ld+json", True, _jsonld),
    "rdfxml": Format("rdf", "application/rdf+xml", False, _rdfxml),
    "oslo": Format("ttl", "text/turtle", False, vocabularies.oslo),
    "eli-dl": Format("ttl", "text/turtle", False, vocabularies.eli_dl),
    "oparl": Format("json", "application/json", False, vocabularies.oparl),
    "popolo": Format("json", "application/json", False, vocabularies.popolo),
    "csv": Format("zip", "application/zip", False, csv_bundle),
    "parquet": Format("zip", "application/zip", False, parquet_bundle),
}
