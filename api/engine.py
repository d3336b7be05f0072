"""The inside of the workers: a prepared process that forks one for each time one is wanted, and what a worker does.

Run as `python -m sagsgang.api.engine FD`: the standard input says what to prepare, FD is a socket to the parent. A
small store is read into memory once, and each worker has it from there; a larger one is opened on disk by each. A
worker speaks frames over a socket of its own and answers one query after another. What goes wrong with a query is told;
what breaks the process is seen by the parent, which asks for another.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from ..graph.disk import StoreError, open_snapshot
from .frames import Frame, Value, read_frame
from .jail import close_sockets, end_with_parent, limit_memory
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
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
WORD: Final = 12
"""Bytes of what the parent says: a worker's number, padded, when it has ended that worker, or `FORK`."""
FORK: Final = b"fork".ljust(WORD)
"""Said with the two descriptors that the worker is to have: its socket, and where its last words go."""


def main() -> None:
    """Prepare what the first frame says, then fork a worker whenever the parent asks, until it closes the socket."""
    control = socket.socket(fileno=int(sys.argv[1]))
    first = read_frame(sys.stdin.buffer)
    if first is None:
        return
    sockets = close_sockets()
    for ending in (signal.SIGINT, signal.SIGTERM):  # they are the parent's, which lets answers end first
        signal.signal(ending, signal.SIG_IGN)
    store, trouble = _prepared(first)
    gc.freeze()
    children: set[int] = set()
    while True:
        said, given, _, _ = socket.recv_fds(control, WORD, 2)
        if not said:
            return
        _reap(children, said)
        if said != FORK:
            continue
        child = os.fork()
        if child == 0:
            control.close()
            _become(given, first, store, trouble, sockets)
        children.add(child)
        for each in given:
            os.close(each)


def _reap(children: set[int], said: bytes) -> None:
    """Let go of a worker that the parent has ended, `said` being its number: until then no other has that number."""
    if said != FORK:
        children.add(-int(said))
    for child in [each for each in children if each < 0]:
        with suppress(ChildProcessError):
            if os.waitpid(-child, os.WNOHANG) == (0, 0):
                continue
        children -= {child, -child}


def _prepared(first: Frame) -> tuple[ox.Store | None, str]:
    """The store in memory where it fits there, or what is wrong with it; neither where each worker opens it on disk."""
    path = first.text("path")
    if path and sum(file.stat().st_size for file in Path(path).glob("*.sst")) > first.number("in_memory"):
        return None, ""
    store = ox.Store()
    if path:
        return store, _copied(Path(path), store)
    store.bulk_load(first.body, ox.RdfFormat.N_QUADS)
    return store, ""


def _copied(path: Path, store: ox.Store) -> str:
    """Read all of a store on disk into one in memory; returns what is wrong with the first, if anything is.

    A process of its own reads it, for the engine's threads of a store on disk do not outlive a fork.
    """
    (quads, into), (wrong, why) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        end_with_parent()
        os.close(quads)  # so that it ends when nobody reads any more
        try:
            with os.fdopen(into, "wb") as pipe:
                open_snapshot(path).dump(pipe, ox.RdfFormat.N_QUADS)
        except (StoreError, OSError) as error:
            os.write(why, str(error).encode()[:4096])
            os._exit(1)
        os._exit(0)
    os.close(into)
    os.close(why)
    with os.fdopen(quads, "rb") as pipe, suppress(SyntaxError):  # a line that breaks off, for the other process ended
        store.bulk_load(pipe, ox.RdfFormat.N_QUADS)
    _, status = os.waitpid(child, 0)
    with os.fdopen(wrong, "rb") as pipe:
        return pipe.read().decode() or ("reading it broke down" if status else "")


def _become(given: list[int], first: Frame, store: ox.Store | None, trouble: str, sockets: str) -> None:
    """Be a worker, and end with it.

    It is a group of its own, whose priority can be lowered, but of the parent's session: between sessions Linux shares
    the processors out evenly, whatever their priorities (autogroups, sched(7)).
    """
    os.setpgid(0, 0)
    end_with_parent()
    os.dup2(given[1], 2)
    threading.stack_size(STACK)
    channel = socket.socket(fileno=given[0])
    pair = channel.makefile("rb"), channel.makefile("wb")
    serving = threading.Thread(target=_serve, args=(*pair, first, store, trouble, sockets))
    serving.start()
    serving.join()
    os._exit(0)


def _serve(
    source: BinaryIO, target: BinaryIO, first: Frame, store: ox.Store | None, trouble: str, sockets: str
) -> None:
    """Say hello with what keeps sockets closed, or why the store does not open; then one answer for each question."""

    def say(frame: Frame) -> None:
        target.write(frame.packed())
        target.flush()

    try:
        if trouble:
            raise StoreError(trouble)
        store = store if store is not None else open_snapshot(Path(first.text("path")))
    except StoreError as error:
        say(Frame({"error": "store", "message": str(error)}))
        return
    limit_memory(first.number("memory"))
    room = Room(first.number("answer"), first.number("rows"))
    with suppress(BrokenPipeError, ConnectionResetError):  # the parent has gone
        say(Frame({"sockets": sockets, "pid": os.getpid()}))
        while (question := read_frame(source)) is not None:
            signal.setitimer(signal.ITIMER_REAL, first.number("seconds"))  # should the parent be gone
            say(_answered(store, question, room, say))
            signal.setitimer(signal.ITIMER_REAL, 0)


def _answered(store: ox.Store, question: Frame, room: Room, say: Callable[[Frame], None]) -> Frame:
    """The end of the answer, what comes before it being said; or what went wrong, by the error the parent raises."""
    try:
        return _answer(store, question, room, say)
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


def _answer(store: ox.Store, question: Frame, room: Room, say: Callable[[Frame], None]) -> Frame:
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
    head: dict[str, Value] = {"media_type": media_type}
    sheet = Sheet(
        room, media_type if isinstance(found, ox.QuerySolutions) else None, lambda part: say(Frame(head, part))
    )
    if isinstance(found, ox.QueryTriples):
        found.serialize(sheet, GRAPHS[media_type])
    else:
        found.serialize(sheet, TABLES[media_type])
    return Frame({**head, "end": True}, sheet.rest())


if __name__ == "__main__":
    main()
