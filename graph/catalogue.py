"""The catalogue: what a store holds of each document beside its graph, and the files it was found as.

The catalogue graph travels with every export. Files are this machine's own: they stay in a graph of their own, which no
export carries, and folders stand in it as digests, so that no path of a disk is ever published.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from ..ontology import DCAT, DCT, FOAF, ID, RDF, RDFS, SAG
from .edition import edition
from .masking import mask
from .quads import iri, literal

if TYPE_CHECKING:
    from ..shapes import Report
    from .mapping import StatedGraph

CATALOGUE = f"{ID}graph/catalogue"
FILES = f"{ID}graph/files"
TAKEDOWNS = f"{ID}graph/takedowns"
LOCAL = frozenset((NamedNode(FILES), NamedNode(TAKEDOWNS)))
"""The graphs that no export carries."""
INSIDE = "!/"
"""What stands between the name of an archive and that of a file in it."""
CONCLUDED = f"{ID}graph/concluded/"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file whose bytes are a document: its IRI, its name in the folder given, that folder's last name, `--place`.

    `inside` are the IRIs of all folders that it lies in.
    """

    iri: str
    name: str
    folder: str
    place: str | None
    inside: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the store: its IRIs, the files it was found as, and what its reading and validation counted.

    `edition` is that of the reading, empty when it is not known; `conforms` is None when nobody validated.
    """

    document: str
    digest: str
    files: tuple[FoundFile, ...]
    place: str | None
    edition: str
    unread: int
    conforms: bool | None
    violations: int
    warnings: int

    @property
    def graph(self) -> str:
        """The IRI of the document's stated graph."""
        return f"{self.document}/graph"


def document_iri(digest: str) -> str:
    """The name of the document whose bytes have this sha256 (hex)."""
    return f"{ID}doc/{digest}"


def folder_iri(folder: Path) -> str:
    """The name of a folder: a digest of its path, links followed."""
    return f"{ID}folder/{_digest(os.path.realpath(folder))}"


def file_iri(path: Path) -> str:
    """The name of a file: a digest of its path, links to its folder followed."""
    return found_file(path.parent, path.name).iri


def found_file(folder: Path, name: str, place: str | None = None) -> FoundFile:
    """Name the file `name` (parts divided by "/") of a folder that was given to build."""
    home = Path(os.path.realpath(folder))
    inside = frozenset(f"{ID}folder/{_digest(str(each))}" for each in (home / name).parents)
    return FoundFile(f"{ID}file/{_digest(str(home / name))}", printable(name), printable(home.name), place, inside)


def member_file(archive: FoundFile, name: str) -> FoundFile:
    """Name a file of an archive, `2025.zip!/referat.txt`: it lies in the archive as in a folder."""
    its = f"{ID}file/{_digest(f'{archive.iri}{INSIDE}{name}')}"
    shown = f"{archive.name}{INSIDE}{printable(name)}"
    return FoundFile(its, shown, archive.folder, archive.place, archive.inside | {archive.iri})


def printable(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 and control characters as `�`, CPR numbers masked."""
    text, _ = mask(os.fsencode(name).decode("utf-8", "replace"))
    return "".join("�" if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)


def _digest(path: str) -> str:
    return sha256(os.fsencode(path)).hexdigest()[:16]


def enter(stated: StatedGraph, place: str | None, report: Report | None) -> Iterator[str]:
    """SPARQL operations that write a document's own lines of the catalogue anew."""
    yield strike(stated.document)
    yield strike(stated.graph)
    said = [
        (SAG.unread, literal(stated.unread)),
        *([(SAG.placeGiven, literal(place))] if place else []),
    ]
    if report is not None:
        said.append((SAG.conforms, literal(report.conforms)))
        said += [(SAG.violations, literal(report.violations)), (SAG.warnings, literal(report.warnings))]
    yield _insert(CATALOGUE, stated.document, said)
    yield edition_mark(stated.graph)


def strike(subject: str) -> str:
    """The SPARQL operation that takes a document, or the mark of a graph, out of the catalogue."""
    return _delete(CATALOGUE, subject)


def edition_mark(graph: str) -> str:
    """The SPARQL operation that says that today's edition made a graph from all that it follows from."""
    return _insert(CATALOGUE, graph, [(SAG.readerVersion, literal(edition()))])


def find(document: str, file: FoundFile) -> Iterator[str]:
    """SPARQL operations that say that a document was found as this file."""
    yield lose(file.iri)
    said = [
        (RDF.type, iri(DCAT.CatalogRecord)),
        (FOAF.primaryTopic, iri(document)),
        (DCT.source, literal(file.name)),
        (RDFS.label, literal(file.folder)),
        *([(SAG.placeGiven, literal(file.place))] if file.place else []),
        *((SAG.folder, iri(folder)) for folder in sorted(file.inside)),
    ]
    yield _insert(FILES, file.iri, said)


def lose(file: str) -> str:
    """The SPARQL operation that forgets a file."""
    return _delete(FILES, file)


def name_again(document: str) -> Iterator[str]:
    """SPARQL operations that give a document in the catalogue the names of its files."""
    named = f"GRAPH <{CATALOGUE}> {{ <{document}> <{DCT.source}> ?name }}"
    file = f"?file <{FOAF.primaryTopic}> <{document}> ; <{DCT.source}> ?name"
    yield f"DELETE WHERE {{ {named} }}"
    yield f"INSERT {{ {named} }} WHERE {{ GRAPH <{FILES}> {{ {file} }} }}"


def _delete(graph: str, subject: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{graph}> {{ <{subject}> ?property ?value }} }}"


def _insert(graph: str, subject: str, said: Iterable[tuple[str, str]]) -> str:
    lines = " ".join(f"<{subject}> <{predicate}> {term} ." for predicate, term in said)
    return f"INSERT DATA {{ GRAPH <{graph}> {{ {lines} }} }}"


Values = dict[str, list[str]]


def entries(store: Store) -> tuple[Entry, ...]:
    """All documents in the catalogue of a store, in the order of their digests."""
    files: dict[str, list[FoundFile]] = {}
    for file, values in _subjects(store, FILES).items():
        if document := _one(values, FOAF.primaryTopic):
            files.setdefault(document, []).append(_file(file, values))
    subjects = _subjects(store, CATALOGUE)
    documents = (each for each in sorted(subjects) if str(SAG.unread) in subjects[each])
    return tuple(
        _entry(each, subjects[each], files.get(each, []), subjects.get(f"{each}/graph", {})) for each in documents
    )


def _file(file: str, values: Values) -> FoundFile:
    name, folder, place = (_one(values, each) for each in (DCT.source, RDFS.label, SAG.placeGiven))
    return FoundFile(file, name or "", folder or "", place, frozenset(values.get(str(SAG.folder), [])))


def _entry(document: str, values: Values, files: list[FoundFile], graph: Values) -> Entry:
    conforms = _one(values, SAG.conforms)
    return Entry(
        document=document,
        digest=document.rpartition("/")[2],
        files=tuple(sorted(files, key=lambda file: (file.name, file.iri))),
        place=_one(values, SAG.placeGiven),
        edition=_one(graph, SAG.readerVersion) or "",
        unread=int(_one(values, SAG.unread) or 0),
        conforms=None if conforms is None else conforms == "true",
        violations=int(_one(values, SAG.violations) or 0),
        warnings=int(_one(values, SAG.warnings) or 0),
    )


def names(store: Store) -> set[str]:
    """The IRIs of all documents in the catalogue of a store."""
    said = store.quads_for_pattern(None, NamedNode(SAG.unread), None, NamedNode(CATALOGUE))
    return {value_of(quad.subject) for quad in said}


def documents_of(store: Store, file: str) -> set[str]:
    """The document that a file (its IRI) was found to be, if any."""
    found = store.quads_for_pattern(NamedNode(file), NamedNode(FOAF.primaryTopic), None, NamedNode(FILES))
    return {value_of(quad.object) for quad in found}


def files_of(store: Store, document: str) -> set[str]:
    """The files (their IRIs) that a document was found as."""
    found = store.quads_for_pattern(None, NamedNode(FOAF.primaryTopic), NamedNode(document), NamedNode(FILES))
    return {value_of(quad.subject) for quad in found}


def marks(store: Store) -> dict[str, str]:
    """The editions of the concluded graphs that follow from all that a store holds, by graph."""
    said = store.quads_for_pattern(None, NamedNode(SAG.readerVersion), None, NamedNode(CATALOGUE))
    editions = ((value_of(quad.subject), value_of(quad.object)) for quad in said)
    return {graph: made for graph, made in editions if graph.startswith(CONCLUDED)}


def told_of(store: Store, graph: str) -> set[str]:
    """The documents that a concluded graph tells of."""
    links = store.quads_for_pattern(None, NamedNode(SAG.municipality), None, NamedNode(graph))
    return {iri for iri in (value_of(quad.subject) for quad in links) if iri.startswith(f"{ID}doc/")}


def concluded_in(store: Store, document: str) -> set[str]:
    """The concluded graphs that tell where a document belongs."""
    links = store.quads_for_pattern(NamedNode(document), NamedNode(SAG.municipality), None)
    return {graph for graph in (value_of(link.graph_name) for link in links) if graph.startswith(CONCLUDED)}


def stale(store: Store, document: str) -> Iterator[str]:
    """SPARQL operations that say that what was concluded from a document is to be concluded again."""
    yield from map(strike, sorted(concluded_in(store, document)))


def _subjects(store: Store, graph: str) -> dict[str, Values]:
    """What a graph says of each subject."""
    subjects: dict[str, Values] = {}
    for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)):
        subjects.setdefault(value_of(quad.subject), {}).setdefault(quad.predicate.value, []).append(
            value_of(quad.object)
        )
    return subjects


def value_of(term: object) -> str:
    """What a term says: its IRI or its lexical form."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _one(values: Values, name: str) -> str | None:
    """The value of a property; several are none."""
    found = values.get(str(name), [])
    return found[0] if len(found) == 1 else None
