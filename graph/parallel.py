"""Documents read, mapped and validated: few here, many by several processes, the results the same and in order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .places import adopt, own_places
from .source import Unreadable

if TYPE_CHECKING:
    from ..shapes import Report
    from .mapping import StatedGraph

FEW = 32
AHEAD = 4
_START: Final = "forkserver"


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read as a document, with the municipality given for it."""

    path: Path
    name: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """A document read and validated."""

    stated: StatedGraph
    report: Report


def read_one(job: Job) -> Done | Unreadable:
    """Read, map and validate one file; what cannot be read is a result, with its reason."""
    from ..shapes import validate
    from .mapping import stated

    try:
        graph = stated(job.path.read_bytes(), job.name)
    except Unreadable as unreadable:
        return unreadable
    except OSError as error:
        return Unreadable(f"cannot be read: {error.strerror}")
    return Done(graph, validate(graph.nquads))


def read_all(jobs: Sequence[Job], workers: int | None = None) -> Iterator[Done | Unreadable]:
    """Read files, the results in the order of the jobs; `workers` processes do it, by default when there are many."""
    count = workers or (1 if len(jobs) < FEW else os.cpu_count() or 1)
    if count == 1 or _START not in get_all_start_methods():
        yield from map(read_one, jobs)
        return
    crew = _Crew(count)
    try:
        yield from crew.read(jobs)
    finally:
        crew.end()


class _Worker:
    """A process that reads one file after another; the pipe to it closes when either of us ends."""

    def __init__(self) -> None:
        self.pipe, theirs = get_context(_START).Pipe()
        self.process = get_context(_START).Process(target=_serve, args=(theirs, own_places()), daemon=True)
        with _held_back():
            self.process.start()
        theirs.close()


class _Crew:
    """Workers, and who reads what."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.idle: list[_Worker] = []
        self.busy: dict[Connection, tuple[_Worker, int]] = {}

    def read(self, jobs: Sequence[Job]) -> Iterator[Done | Unreadable]:
        """Keep a few jobs ahead of what is asked for, so that results never pile up."""
        waiting = deque(enumerate(jobs))
        results: dict[int, Done | Unreadable] = {}
        for place in range(len(jobs)):
            while place not in results:
                while waiting and waiting[0][0] < place + AHEAD * self.count and len(self.busy) < self.count:
                    self._give(*waiting.popleft())
                for pipe in wait(list(self.busy)):
                    assert isinstance(pipe, Connection)
                    worker, number = self.busy.pop(pipe)
                    results[number] = self._take(worker)
            yield results.pop(place)

    def end(self) -> None:
        """End the workers: what they have not told is not missed."""
        workers = [*self.idle, *(worker for worker, _ in self.busy.values())]
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.process.join()

    def _give(self, number: int, job: Job) -> None:
        self.idle = [worker for worker in self.idle if worker.process.is_alive()]
        worker = self.idle.pop() if self.idle else _Worker()
        self.busy[worker.pipe] = worker, number
        worker.pipe.send(job)

    def _take(self, worker: _Worker) -> Done | Unreadable:
        """What a worker has read. A fault of ours, told by the worker, is raised here."""
        try:
            result: Done | Unreadable | Exception = worker.pipe.recv()
        except EOFError:
            return Unreadable("reading it ended the process that did (out of memory?)")
        self.idle.append(worker)
        if isinstance(result, Done | Unreadable):
            return result
        raise result


def _serve(pipe: Connection, own: tuple[str, ...]) -> None:
    """The life of a worker: read what comes with the parent's places, tell what it was; Ctrl-C is the parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(BrokenPipeError), ThreadPoolExecutor(1, initializer=adopt, initargs=(own,)) as reader:
        while job := _next(pipe):
            reading = reader.submit(read_one, job)
            pipe.send(reading.exception() or reading.result())


def _next(pipe: Connection) -> Job | None:
    try:
        job: Job = pipe.recv()
    except (EOFError, OSError):
        return None
    return job


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts: it inherits that, and none is left half begun."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
