"""The inside of a worker: a process of its own that opens the store read-only and answers one query after another.

Run as `python -m sagsgang.api.engine`; it speaks frames over its standard input and output. What goes wrong with a
query is told; what breaks the process is seen by the parent, which starts another.
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from ..graph.disk import StoreError, open_snapshot
from .frames import Frame, read_frame
from .jail import close_sockets, limit_memory
from .sheet import Full, Room, Sheet

STACK: Final = 512 << 20
"""Bytes of stack for the evaluation: the engine recurses as deep as a query nests, and dies when the stack runs out."""
TABLES: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def main() -> None:
    """Open the store that the first frame names, then answer until the parent closes the pipe."""
    threading.stack_size(STACK)
    sockets = close_sockets()
    serving = threading.Thread(target=_serve, args=(sys.stdin.buffer, sys.stdout.buffer, sockets))
    serving.start()
    serving.join()


def _serve(source: BinaryIO, target: BinaryIO, sockets: str) -> None:
    """Say hello with what keeps sockets closed, or why the store does not open; then one answer for each question."""

    def say(frame: Frame) -> None:
        target.write(frame.packed())
        target.flush()

    first = read_frame(source)
    if first is None:
        return
    try:
        store = _open(first)
    except StoreError as error:
        say(Frame({"error": "store", "message": str(error)}))
        return
    limit_memory(first.number("memory"))
    room = Room(first.number("answer"), first.number("rows"))
    say(Frame({"sockets": sockets}))
    while (question := read_frame(source)) is not None:
        _alarm(first.number("seconds") + 1)
        say(_answered(store, question, room))
        _alarm(0)


def _open(first: Frame) -> ox.Store:
    """The store at the path given, as it is now, or one in memory with the N-Quads of the body."""
    if path := first.text("path"):
        return open_snapshot(Path(path))
    store = ox.Store()
    store.bulk_load(first.body, ox.RdfFormat.N_QUADS)
    return store


def _alarm(seconds: int) -> None:
    """Have the system end this process after so long, should the parent be gone; 0 calls it off."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answered(store: ox.Store, question: Frame, room: Room) -> Frame:
    """The answer, or what went wrong, by the kind of error that the parent raises."""
    try:
        return _answer(store, question, room)
    except SyntaxError as error:
        return _wrong("syntax", error)
    except OSError as error:
        return _wrong("store", error)
    except (ValueError, RuntimeError) as error:
        return _wrong("engine", error)
    except MemoryError as error:
        return _wrong("memory", error)
    except Full as error:
        return _wrong("full", error)


def _wrong(kind: str, error: Exception) -> Frame:
    return Frame({"error": kind, "message": str(error)})


def _answer(store: ox.Store, question: Frame, room: Room) -> Frame:
    """Evaluate and write the result in the format asked for its kind: a table (ASK too) or a graph."""
    default, named = question.texts("default_graphs"), question.texts("named_graphs")
    found = store.query(
        question.text("query"),
        base_iri=question.text("base") or None,
        use_default_graph_as_union=bool(question.number("union")),
        default_graph=[ox.NamedNode(name) for name in default] if default or named else None,
        named_graphs=[ox.NamedNode(name) for name in named] if default or named else None,
    )
    kind = "graph" if isinstance(found, ox.QueryTriples) else "table"
    media_type = question.text(kind)
    if not media_type:
        return Frame({"error": "format", "message": kind})
    sheet = Sheet(room, media_type if isinstance(found, ox.QuerySolutions) else None)
    if isinstance(found, ox.QueryTriples):
        found.serialize(sheet, GRAPHS[media_type])
    else:
        found.serialize(sheet, TABLES[media_type])
    return Frame({"kind": kind, "media_type": media_type}, sheet.getvalue())


if __name__ == "__main__":
    main()
