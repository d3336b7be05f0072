"""Documents read, mapped and validated: few here, many by several processes, the results the same and in order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from .source import Unreadable

if TYPE_CHECKING:
    from ..shapes import Report
    from .mapping import StatedGraph

FEW = 32


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
        graph = stated(job.path.read_bytes(), job.name, job.place)
    except Unreadable as unreadable:
        return unreadable
    except OSError as error:
        return Unreadable(f"cannot be read: {error.strerror}")
    return Done(graph, validate(graph.nquads))


def read_all(jobs: Sequence[Job], workers: int | None = None) -> Iterator[Done | Unreadable]:
    """Read files, the results in the order of the jobs; `workers` processes do it, by default when there are many."""
    count = workers or (1 if len(jobs) < FEW else os.cpu_count() or 1)
    if count == 1:
        yield from map(read_one, jobs)
        return
    done = 0
    try:
        for result in _by_processes(jobs, count):
            yield result
            done += 1
    except BrokenProcessPool:
        yield from map(_alone, jobs[done:])


def _by_processes(jobs: Sequence[Job], workers: int) -> Iterator[Done | Unreadable]:
    """Keep a few jobs ahead of what is asked for, so that results never pile up."""
    pool = ProcessPoolExecutor(workers, get_context("forkserver"), _enlist)
    waiting: deque[Future[Done | Unreadable]] = deque()
    left = iter(jobs)
    try:
        while True:
            waiting.extend(pool.submit(read_one, job) for job in islice(left, 4 * workers - len(waiting)))
            if not waiting:
                return
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(job: Job) -> Done | Unreadable:
    """Read a file in a process of its own, for one of those left has ended the process that read it."""
    try:
        return next(_by_processes([job], 1))
    except BrokenProcessPool:
        return Unreadable("reading it ended the process that did (out of memory?)")


def _enlist() -> None:
    """What a worker does first: leave Ctrl-C to its parent, and end when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
