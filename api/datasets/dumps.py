"""Dumps as N-Quads and TriG, written once for each state of the store, and their checksums."""

import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pyoxigraph import NamedNode, Quad

from ...graph.catalogue import CATALOGUE, CONCLUDED, told_of
from ...graph.export import write_lines
from ...graph.sorting import in_order
from ...graph.store import Archive
from ...ontology import ID
from ..held import Held

MEDIA: Final = {"nq": "application/n-quads", "trig": "application/trig"}
WHOLE: Final = "all"
SUMS: Final = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Dump:
    """A file on disk, its media type and the sha256 of its bytes; `once`: to be removed when it was sent."""

    path: Path
    media_type: str
    digest: str
    once: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """The digest as RFC 9530 writes it."""
        coded = b64encode(bytes.fromhex(self.digest)).decode()
        return {"Repr-Digest": f"sha-256=:{coded}:"}


class Dumps:
    """Dumps of a store that is followed; made when first asked for, kept until it changes. Safe for many threads."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._lock = threading.Lock()
        self._version, self._written = "", 0
        self._made: dict[str, Dump] = {}
        self._folders: list[TemporaryDirectory[str]] = []

    def names(self) -> tuple[str, ...]:
        """The dumps of everything and of each municipality, without their endings, in order."""
        graphs = sorted(graph.value for graph in self._held.archive().store.named_graphs() if _concluded(graph))
        return (WHOLE, *(f"place/{graph.removeprefix(CONCLUDED)}" for graph in graphs))

    def dump(self, name: str, ending: str) -> Dump | None:
        """A dump by name (`all`, `place/707`, `doc/3f…`) and ending; None where there is nothing of that name."""
        if ending not in MEDIA:
            return None
        with self._lock:
            self._follow()
            key = f"{name}.{ending}"
            if key not in self._made:
                lines = _lines(self._held.archive(), name)
                if lines is None:
                    return None
                made = self._write(lines, ending)
                if name.startswith("doc/"):  # as many as there are documents: made anew each time
                    return replace(made, once=True)
                self._made[key] = made
            return self._made[key]

    def sums(self) -> str:
        """The checksums of all but single documents, as `sha256sum --check` reads them."""
        wanted = [(name, ending) for name in self.names() for ending in MEDIA]
        found = ((name, ending, self.dump(name, ending)) for name, ending in wanted)
        return "".join(f"{dump.digest}  {name}.{ending}\n" for name, ending, dump in found if dump is not None)

    def close(self) -> None:
        """Remove all files."""
        with self._lock:
            self._made.clear()
            while self._folders:
                self._folders.pop().cleanup()

    def _follow(self) -> None:
        """Remove the dumps of an earlier state, for they may hold what was taken down; who is fetching one gets it."""
        version = self._held.version()
        if version != self._version or not self._folders:
            self._version = version
            self._made.clear()
            self._folders.append(TemporaryDirectory(prefix="sagsgang-dumps-"))
            while len(self._folders) > 1:
                self._folders.pop(0).cleanup()

    def _write(self, lines: Iterator[str], ending: str) -> Dump:
        self._written += 1
        path = Path(self._folders[-1].name) / f"{self._written}.{ending}"
        with path.open("wb") as out:
            write_lines(lines, ending, out)
        with path.open("rb") as written:
            digest = sha256()
            while block := written.read(1 << 20):
                digest.update(block)
        return Dump(path, MEDIA[ending], digest.hexdigest())


def _concluded(graph: object) -> bool:
    return isinstance(graph, NamedNode) and graph.value.startswith(CONCLUDED)


def _lines(archive: Archive, name: str) -> Iterator[str] | None:
    """The lines of N-Quads, in order, that a dump holds; None for a name of nothing."""
    if name == WHOLE:
        return archive.lines()
    kind, _, key = name.partition("/")
    with suppress(ValueError):  # a name of which no IRI can be made
        graph = NamedNode(f"{CONCLUDED}{key}" if kind == "place" else f"{ID}doc/{key}/graph")
        if kind in ("place", "doc") and archive.store.contains_named_graph(graph):
            return in_order(f"{quad} .\n" for quad in _quads(archive, graph))
    return None


def _quads(archive: Archive, graph: NamedNode) -> Iterator[Quad]:
    """A graph, of a municipality with those of its documents; and what the catalogue says of each."""
    told = told_of(archive.store, graph.value) if _concluded(graph) else {graph.value.removesuffix("/graph")}
    graphs = {graph.value} | {f"{document}/graph" for document in told}
    for each in sorted(graphs):
        yield from archive.store.quads_for_pattern(None, None, None, NamedNode(each))
    for each in sorted(graphs | told):
        yield from archive.store.quads_for_pattern(NamedNode(each), None, None, NamedNode(CATALOGUE))
