"""Answers SPARQL queries in processes that can be killed: limits on time, memory, size and nesting, and no sockets.

Every query begins in the fast lane. One that runs longer than a slice goes on in the slow lane, at a lower priority,
and a fresh worker takes its place, so that a short question never stands behind long ones. The slow lane is short:
whoever finds it full is turned away.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from weakref import WeakSet

from .course import Course, Watch, unwatched, watched
from .errors import Busy, Refused, StoreUnreadable, TimeOut, TooBig, WorkerDied
from .lexer import outline
from .question import Answer, Limits, Question
from .worker import Worker, never

LOOK: Final = 1.0
"""Seconds between two looks at whether the store has changed on disk."""


class Pool:
    """Workers on one store. Safe for many threads; close it, or use it as a context manager."""

    def __init__(self, source: Path | bytes, limits: Limits | None = None, watch: Watch = unwatched) -> None:
        """Start the workers on a store's folder, or on N-Quads for a store in memory; `watch` is told of each question.

        A folder that is written to is seen: the next question goes to workers that hold it as it is then.
        """
        self.limits = limits if limits is not None else Limits()
        self._source, self._watch = source, watch
        self._changed = threading.Condition()
        self._idle: deque[Worker] = deque()
        self._all: WeakSet[Worker] = WeakSet()
        self._slow = self._generation = 0
        self._closed = False
        self._stamp, self._looked = stamp(source), time.monotonic()
        for _ in range(self.limits.fast):
            self._idle.append(self._worker())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the workers; those that answer end with their answer."""
        with self._changed:
            self._closed = True
            while self._idle:
                self._idle.popleft().close()
            self._changed.notify_all()

    def ask(self, question: Question, gone: Callable[[], bool] = never) -> Answer:
        """Answer a question; `gone` is looked at meanwhile, and stops it when nobody waits any more.

        Raises an error of `errors`: QuerySyntaxError, Refused, TooBig, NotOffered, TimeOut, OutOfMemory, Busy,
        WorkerDied, StoreUnreadable or Cancelled.
        """
        with watched(question, self._watch) as course:
            union = self._look_over(question)
            try:
                return self._ask(question, union, gone, course)
            except StoreUnreadable:  # a file of the snapshot can be gone when the store is written to: look again, once
                self.renew()
                return self._ask(question, union, gone, course)

    def alive(self) -> int:
        """How many of the processes run."""
        with self._changed:
            return sum(worker.alive for worker in self._all)

    def sockets(self) -> str:
        """What keeps sockets closed in the workers: see `jail.close_sockets`. Raises StoreUnreadable."""
        worker = self._take()
        try:
            worker.wait_ready()
            return worker.sockets
        finally:
            self._give_back(worker)

    def version(self) -> str:
        """What tells the store that the next question is answered from, from what it was and will be."""
        self._notice()
        return told(self._stamp)

    def renew(self) -> None:
        """Have all later questions answered from the store as it is now."""
        with self._changed:
            if self._closed:
                return
            self._generation += 1
            old = [self._idle.popleft() for _ in range(len(self._idle))]
            self._idle.extend(self._worker() for _ in old)
        for worker in old:
            worker.close()

    def _look_over(self, question: Question) -> bool:
        """Refuse what no engine should see; say whether the default graph is the union of all."""
        if len(question.query.encode("utf-8", "replace")) > self.limits.query:
            raise TooBig(f"the query is longer than {self.limits.query} bytes")
        seen = outline(question.query)
        if seen.depth > self.limits.depth:
            raise Refused(f"the query nests {seen.depth} deep; {self.limits.depth} is the limit")
        if seen.steps > self.limits.steps:
            raise Refused(f"the query's paths have {seen.steps} steps; {self.limits.steps} is the limit")
        return not (seen.names_dataset or question.default_graphs or question.named_graphs)

    def _ask(self, question: Question, union: bool, gone: Callable[[], bool], course: Course) -> Answer:
        """Run a question on a worker of its own, in the fast lane and then in the slow one."""
        course.lane, slow = "quick", False
        worker = self._take()
        try:
            worker.ask(question, union)
            began = time.monotonic()
            answer = worker.answer(question, began + min(self.limits.slice, self.limits.seconds), gone)
            if answer is None:
                self._move_over(worker)
                course.lane, slow = "slow", True
                answer = worker.answer(question, began + self.limits.seconds, gone)
            if answer is None:
                worker.close()
                raise TimeOut(f"the query was stopped after {self.limits.seconds:g} seconds")
            return answer
        except (Busy, WorkerDied, StoreUnreadable):
            worker.close()
            raise
        finally:
            self._leave(worker) if slow else self._give_back(worker)

    def _take(self) -> Worker:
        """An idle worker that lives and holds the store as it is; raises Busy when none is free for long."""
        self._notice()
        until = time.monotonic() + self.limits.queue
        with self._changed:
            while not self._idle:
                if self._closed or not self._changed.wait(until - time.monotonic()):
                    raise Busy("too many questions are being answered")
            worker = self._idle.popleft()
        if worker.alive:
            return worker
        worker.close()
        return self._worker()

    def _notice(self) -> None:
        """Renew the workers when the store's folder is not as it was."""
        with self._changed:
            if time.monotonic() - self._looked < LOOK:
                return
            self._looked = time.monotonic()
            before, self._stamp = self._stamp, stamp(self._source)
        if self._stamp != before:
            self.renew()

    def _move_over(self, worker: Worker) -> None:
        """Send a worker to the slow lane and put a fresh one in its place; raises Busy when that lane is full."""
        with self._changed:
            if self._slow >= self.limits.slow:
                raise Busy("too many long questions are being answered")
            self._slow += 1
            if not self._closed:
                self._idle.append(self._worker())
                self._changed.notify()
        worker.slow_down()

    def _leave(self, worker: Worker) -> None:
        """End a worker of the slow lane."""
        worker.close()
        with self._changed:
            self._slow -= 1

    def _give_back(self, worker: Worker) -> None:
        """Put a worker back into the fast lane, or a fresh one when it is dead, spoiled or holds an older store."""
        usable = worker.alive and worker.generation == self._generation and worker.free
        if not usable:
            worker.close()
        with self._changed:
            if not self._closed:
                self._idle.append(worker if usable else self._worker())
                self._changed.notify()
            elif usable:
                worker.close()

    def _worker(self) -> Worker:
        worker = Worker(self._source, self.limits, self._generation)
        with self._changed:
            self._all.add(worker)
        return worker


def stamp(source: Path | bytes) -> frozenset[tuple[str, int, int]]:
    """What tells one state of a store's folder from the next: the names, sizes and times of its files."""
    if isinstance(source, bytes):
        return frozenset()
    found = set()
    for path in source.glob("*"):
        try:
            status = path.stat()
        except FileNotFoundError:  # removed since it was listed
            continue
        if not path.name.startswith("LOG"):
            found.add((path.name, status.st_size, status.st_mtime_ns))
    return frozenset(found)


def told(state: frozenset[tuple[str, int, int]]) -> str:
    """A state of a store's folder in a few characters."""
    return sha256(repr(sorted(state)).encode()).hexdigest()[:16]
