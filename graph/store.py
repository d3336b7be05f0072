"""The embedded store: documents' stated graphs, what is concluded from them, and the catalogue, in Oxigraph.

One transaction a document: whoever reads, or starts again after a crash, finds whole documents only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
)

from ..ontology import ONTOLOGY_IRI
from . import catalogue
from .blanks import apart
from .catalogue import CATALOGUE, CONCLUDED, FILES, LOCAL, Entry, FoundFile, found_file
from .changes import Kind, fingerprint, fingerprints, known_by, known_by_none, last_number, mark, noted, unknown
from .corrections import CORRECTIONS, Correction, as_nquads, corrections_of, touched
from .differing import between
from .disk import StoreError, opened, trouble
from .edition import edition
from .memory import Memory
from .parts import Known, Parts, brought, changed, learn, remembered
from .quads import RDF_TYPE
from .schemes import schemes
from .sorting import in_order

if TYPE_CHECKING:
    from ..shapes import Report
    from .mapping import StatedGraph

__all__ = ["CATALOGUE", "CONCLUDED", "FILES", "Archive", "Entry", "FoundFile", "StoreError"]

_TYPE = NamedNode(RDF_TYPE)


class Archive:
    """A store of documents, in a folder or in memory.

    `path` is the folder, made when it is not there; None keeps all in memory. With `read_only` the store must be there,
    and is seen as it was when opened, whoever writes to it. All methods raise StoreError when the disk or the store
    fails; use it in a `with`, or `close` it, before another opens the same folder for writing.

    >>> with Archive() as archive:
    ...     archive.load(b'<urn:a> <urn:b> "c" <urn:g> .')
    ...     [row["c"].value for row in archive.query('SELECT ?c { <urn:a> ?b ?c }')]
    1
    ['c']
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        self.path = path
        self._store: Store | None = opened(path, read_only)
        self._furnished = False
        self._number: int | None = None
        self.memory = Memory(None if read_only else path)

    @property
    def store(self) -> Store:
        """The store of pyoxigraph underneath."""
        if self._store is not None:
            return self._store
        raise StoreError(f"the store {self.path or 'in memory'} is closed")

    def close(self) -> None:
        """Let go of the folder; a second time does nothing."""
        self.memory.close()
        self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.close()

    def put(
        self,
        stated: StatedGraph,
        name: str = "",
        folder: Path | str = "",
        place: str | None = None,
        report: Report | None = None,
    ) -> None:
        """Store one document with its catalogue entry, in one transaction; what it replaces goes with it.

        `name` is its file in `folder`, none when empty; `place` the municipality given for it; `report` its validation.
        """
        self.enter(stated, [found_file(Path(folder), name, place)] if name else [], place, report)

    def enter(
        self, stated: StatedGraph, found: Sequence[FoundFile], place: str | None = None, report: Report | None = None
    ) -> None:
        """Store one document as `put` does, found as some files."""
        with trouble(self.path):
            self._transact(
                *self._changes(stated.graph, stated.nquads),
                *catalogue.stale(self.store, stated.document),
                *catalogue.enter(stated, place, report),
                *self._found({stated.document: found}),
                *self._vocabulary(),
            )
        self._furnished = True

    def find(self, found: Mapping[str, Sequence[FoundFile]]) -> None:
        """Say as which files stored documents were found, all at once; with its last file a document leaves."""
        with trouble(self.path):
            self._transact(*self._found(found))

    def furnish(self) -> None:
        """Bring the vocabulary, whose labels are what queries show; a document brings it too."""
        with trouble(self.path):
            self._transact(*self._vocabulary())
        self._furnished = True

    def lose(self, file: str) -> None:
        """Say that a file (its IRI) is gone; with a document's last file the document leaves."""
        with trouble(self.path):
            self._transact(*self._lost(file))

    def remove(self, document: str) -> None:
        """Take out a document, its catalogue entry and its files, in one transaction."""
        with trouble(self.path):
            files = catalogue.files_of(self.store, document)
            self._transact(*self._gone(document), *map(catalogue.lose, sorted(files)))

    def documents(self) -> tuple[Entry, ...]:
        """What the catalogue holds of each document, in the order of their digests."""
        with trouble(self.path):
            return catalogue.entries(self.store)

    def corrections(self) -> tuple[Correction, ...]:
        """The user's corrections, in the order of their IRIs."""
        with trouble(self.path):
            return corrections_of(self.store)

    def correct(self, corrections: Iterable[Correction]) -> None:
        """Hold just these corrections; what was concluded of what came or went is to be concluded again."""
        after = set(corrections)
        changed = after.symmetric_difference(self.corrections())
        with trouble(self.path):
            stale = touched(self.store, changed, self._concluded())
            self._transact(*self._changes(CORRECTIONS, as_nquads(after)), *map(catalogue.strike, sorted(stale)))

    def query(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Ask the union of all graphs, in SPARQL 1.1. Raises SyntaxError for a query that does not parse."""
        with trouble(self.path):
            return self.store.query(text, use_default_graph_as_union=True)

    def count(self, graph: str, kind: str) -> int:
        """How many nodes of a class (its IRI) a graph holds."""
        with trouble(self.path):
            return sum(1 for _ in self.store.quads_for_pattern(None, _TYPE, NamedNode(kind), NamedNode(graph)))

    def replace(self, graph: str, nquads: bytes, reread: Iterable[str] = ()) -> None:
        """Make a graph hold just these quads, all of that graph, in one transaction; none remove it.

        The next build reads the documents to `reread` (IRIs) again.
        """
        with trouble(self.path):
            self._transact(*self._changes(graph, nquads), *(catalogue.strike(f"{each}/graph") for each in reread))

    def amend(self, graph: str, parts: Parts) -> None:
        """Make a graph hold just these parts in one transaction, as `replace` does; what stays is not looked at.

        Raises Forgotten, and does nothing, where what is to be kept is not known to be held.
        """
        with trouble(self.path):
            held, now = fingerprint(self.store, graph), parts.fingerprint
            if held != now and not brought(self.store, graph, parts, self._next):
                operations = changed(self.store, self.memory, graph, held, parts)
                self._transact(*(self._noted(graph, operations, now) or known_by(graph, now)))
        learn(self.memory, graph, held, parts)

    def known(self, graph: str) -> dict[str, Known]:
        """The parts of what a graph holds, if they are remembered."""
        with trouble(self.path):
            return remembered(self.memory, fingerprint(self.store, graph))

    def fingerprints(self, graphs: Iterable[str] = ()) -> dict[str, str]:
        """What stands for all that a graph holds: of all graphs that have one, and of these, if they hold anything."""
        with trouble(self.path):
            self._transact(*unknown(self.store, graphs))
            return fingerprints(self.store)

    def outstanding(self) -> frozenset[str]:
        """The documents (IRIs) that came, changed or went since what follows from them was concluded."""
        with trouble(self.path):
            stale = {graph for graph, current in self._concluded().items() if not current}
            loose = {each for each in catalogue.names(self.store) if not catalogue.concluded_in(self.store, each)}
            told = {document for graph in stale for document in catalogue.told_of(self.store, graph)}
            return frozenset(loose | told)

    def settle(self) -> None:
        """Say that the concluded graphs follow from all that the store holds."""
        with trouble(self.path):
            stale = [graph for graph, current in self._concluded().items() if not current]
            held = [graph for graph in stale if self.store.contains_named_graph(NamedNode(graph))]
            self._transact(*map(catalogue.strike, stale), *map(catalogue.edition_mark, held))

    def lines(self) -> Iterator[str]:
        """All that the store holds of documents, as lines of N-Quads in order; where they were found stays here."""
        with trouble(self.path):
            yield from in_order(f"{quad} .\n" for quad in self.store if quad.graph_name not in LOCAL)

    def dump(self, out: BinaryIO) -> None:
        """Write the store as N-Quads, the same bytes for the same content."""
        for line in self.lines():
            out.write(line.encode())

    def load(self, nquads: bytes | Path) -> int:
        """Add N-Quads, from bytes or a file: all or nothing. Returns how many quads are new.

        Blank nodes keep their names, unless the store has nodes of that name: they are never the same. Raises
        SyntaxError with the line, OSError when the file cannot be read.
        """
        bytes_, file = (nquads, None) if isinstance(nquads, bytes) else (None, nquads)
        quads = parse(bytes_, RdfFormat.N_QUADS, path=file)
        with trouble(self.path):
            self._transact(known_by_none())
            before, last = len(self.store), last_number(self.store)
            self.store.bulk_extend(noted(apart(quads, self.store), self.store, last + 1))
            self._number = last_number(self.store)
            added = len(self.store) - before - (self._number - last)
            if before and added:
                self._transact(*map(catalogue.strike, self._concluded()))
        return added

    def rest(self, much: bool = False) -> None:
        """Put what was written in order on disk, so that whoever opens it need not; after much, for reading too."""
        with trouble(self.path):
            self.store.flush()
            if much:
                self.store.optimize()

    def _transact(self, *operations: str) -> None:
        """Run SPARQL operations as one: all of them are seen and kept, or none."""
        if operations:
            self.store.update(";\n".join(operations))

    def _changes(self, graph: str, nquads: bytes) -> list[str]:
        """The operations between what a graph holds and what it is to hold, and the note that it changed: or none."""
        return self._noted(graph, between(self.store, graph, nquads), sha256(nquads).hexdigest() if nquads else "")

    def _noted(self, graph: str, operations: list[str], known: str) -> list[str]:
        """Operations with what says that they changed a graph, and what it is known by then."""
        if not operations or NamedNode(graph) in LOCAL:
            return operations
        kind: Kind = "changed" if self.store.contains_named_graph(NamedNode(graph)) else "came"
        return [*operations, *mark(graph, kind if known else "went", self._next()), *known_by(graph, known)]

    def _next(self) -> int:
        """The number of the next change."""
        self._number = (last_number(self.store) if self._number is None else self._number) + 1
        return self._number

    def _found(self, found: Mapping[str, Sequence[FoundFile]]) -> Iterator[str]:
        pairs = [(document, file) for document, each in found.items() for file in each]
        files = {file.iri for _, file in pairs}
        for document, file in pairs:
            yield from catalogue.find(document, file)
        for document in found:
            yield from catalogue.name_again(document)
        former = {document for file in files for document in catalogue.documents_of(self.store, file)}
        for document in sorted(former - found.keys()):
            last = catalogue.files_of(self.store, document) <= files
            yield from self._gone(document) if last else catalogue.name_again(document)

    def _lost(self, file: str) -> list[str]:
        operations = [catalogue.lose(file)]
        for document in catalogue.documents_of(self.store, file):
            last = catalogue.files_of(self.store, document) == {file}
            operations += self._gone(document) if last else catalogue.name_again(document)
        return operations

    def _gone(self, document: str) -> list[str]:
        graph = f"{document}/graph"
        struck = map(catalogue.strike, (document, graph))
        held = self.store.contains_named_graph(NamedNode(graph))
        went = (*mark(graph, "went", self._next()), *known_by(graph, "")) if held else ()
        return [f"DROP SILENT GRAPH <{graph}>", *catalogue.stale(self.store, document), *struck, *went]

    def _concluded(self) -> dict[str, bool]:
        """The concluded graphs held or marked, and whether each follows from all the store holds, by today's rules."""
        made = catalogue.marks(self.store)
        held = {str(graph.value) for graph in self.store.named_graphs() if graph.value.startswith(CONCLUDED)}
        return {graph: graph in held and made.get(graph) == edition() for graph in sorted(held | set(made))}

    def _vocabulary(self) -> list[str]:
        """What brings today's vocabulary, unless it was brought."""
        return [] if self._furnished else self._changes(str(ONTOLOGY_IRI), schemes())
