"""Documents read, mapped and validated: few here, many by several processes, the results the same and in order."""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Final

from .candidates import content
from .clock import SECONDS, within
from .places import adopt, own_places
from .refusal import Withdrawn
from .source import Unreadable

if TYPE_CHECKING:
    from ..shapes import Report
    from .formats.archive import Member
    from .mapping import StatedGraph
    from .withheld import Withheld

FEW = 32
AHEAD = 4
PATIENCE: Final = 900.0
"""Seconds after which a process is ended that none of the limits on reading a file has reached."""
_START: Final = "forkserver"


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read as a document, or one in an archive; what to hold back of it, and the municipality given."""

    path: Path
    name: str
    member: Member | None = None
    held: Withheld | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A document read and validated."""

    stated: StatedGraph
    report: Report


def read_one(job: Job) -> Done | Unreadable:
    """Read, map and validate one file; what cannot be read, or not in time, is a result, with its reason."""
    from ..shapes import validate

    try:
        graph = _stated(job)
        with within(SECONDS, "validating it"):
            return Done(graph, validate(graph.nquads))
    except Unreadable as unreadable:
        return unreadable
    except OSError as error:
        return Unreadable(f"cannot be read: {error.strerror}")


def _stated(job: Job) -> StatedGraph:
    """The graph of a file, read again without what its municipality holds back. Raises Unreadable."""
    from .formats import read
    from .mapping import understood

    reading = read(content(job.path, job.member), job.name)
    graph = understood(reading)
    if job.held is None:
        return graph
    from .resolve.places import place
    from .withheld import hide, text_iri

    if job.held.out(text_iri(reading)):
        raise Withdrawn("was taken down in another file, and stays out")
    hidden = hide(reading, job.held, graph.document, place(graph.municipality, job.place).iri)
    return graph if hidden is reading else understood(hidden)


def read_all(
    jobs: Sequence[Job], workers: int | None = None, *, seconds: float = PATIENCE
) -> Iterator[Done | Unreadable]:
    """Read files, the results in the order of the jobs; `workers` processes do it, by default when there are many.

    A process that has not read a file in so many `seconds`, beyond all limits of its own, is ended.
    """
    count = workers or (1 if len(jobs) < FEW else os.cpu_count() or 1)
    alone = count == 1 and current_thread() is main_thread()
    if alone or _START not in get_all_start_methods():
        yield from map(read_one, jobs)
        return
    crew = _Crew(count, seconds)
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
    """Workers, who reads what, and until when (monotonic seconds) they have for it."""

    def __init__(self, count: int, seconds: float) -> None:
        self.count, self.seconds = count, seconds
        self.idle: list[_Worker] = []
        self.busy: dict[Connection, tuple[_Worker, int, float]] = {}

    def read(self, jobs: Sequence[Job]) -> Iterator[Done | Unreadable]:
        """Keep a few jobs ahead of what is asked for, so that results never pile up."""
        waiting = deque(enumerate(jobs))
        results: dict[int, Done | Unreadable] = {}
        for place in range(len(jobs)):
            while place not in results:
                while waiting and waiting[0][0] < place + AHEAD * self.count and len(self.busy) < self.count:
                    self._give(*waiting.popleft())
                results |= self._results()
            yield results.pop(place)

    def _results(self) -> dict[int, Done | Unreadable]:
        """What comes next; of a worker whose time is up, that it is."""
        found: dict[int, Done | Unreadable] = {}
        until = min(until for _, _, until in self.busy.values())
        ready = wait(list(self.busy), max(0.0, until - time.monotonic()))
        late = [pipe for pipe, (_, _, until) in self.busy.items() if pipe not in ready and until <= time.monotonic()]
        for pipe in (*ready, *late):
            assert isinstance(pipe, Connection)
            worker, number, _ = self.busy.pop(pipe)
            if pipe in late:
                worker.process.kill()
                worker.process.join()
                found[number] = Unreadable(f"reading it takes longer than {self.seconds:g} seconds")
            else:
                found[number] = self._take(worker)
        return found

    def end(self) -> None:
        """End the workers: what they have not told is not missed."""
        workers = [*self.idle, *(worker for worker, _, _ in self.busy.values())]
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.process.join()

    def _give(self, number: int, job: Job) -> None:
        self.idle = [worker for worker in self.idle if worker.process.is_alive()]
        worker = self.idle.pop() if self.idle else _Worker()
        self.busy[worker.pipe] = worker, number, time.monotonic() + self.seconds
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
    adopt(own)
    with suppress(BrokenPipeError):
        while job := _next(pipe):
            with _Faults(pipe):
                pipe.send(read_one(job))


class _Faults:
    """Tells a fault of ours to the parent, where it is raised; the reading itself needs the main thread's alarms."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if error is None or isinstance(error, BrokenPipeError) or not isinstance(error, Exception):
            return False
        self.pipe.send(error)
        return True


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
