"""The workers of a pool: those that stand ready, those that run long, and who makes room for whom.

All for one event loop: nothing here is called from another thread.
"""

import asyncio
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from .errors import Busy, Repeated, StoreUnreadable, Unanswered
from .nursery import Nursery
from .question import Limits
from .scales import Scales, Weighed
from .worker import Worker

LOOK: Final = 1.0
"""Seconds between two looks at whether the store has changed on disk."""
SWOLLEN: Final = 64 << 20
"""Bytes that a worker may have grown by and still answer the next question."""
BRIEF: Final = 0.02
"""Seconds in which it cannot have grown by as much."""


class Running(Weighed, Protocol):
    """A question under way, as far as lanes are concerned."""

    query: str
    began: float
    used: float


class Lanes:
    """Workers on one store, `fast` of them ready, and up to `slow` that run long."""

    def __init__(self, source: Path | bytes, limits: Limits, scales: Scales, threads: Executor) -> None:
        """Workers on a store's folder, or on N-Quads; what may take a while is done in `threads`."""
        self._threads = threads
        self.limits, self.scales, self.workers = limits, scales, set[Worker]()
        self.fast = limits.fast if limits.fast is not None else _of_the_machine()
        self.slow = limits.slow if limits.slow is not None else _of_the_machine()
        self._source, self._first = source, told(stamp(source))
        self._nursery: Nursery | None = None
        self._idle, self._waiting = deque[Worker](), deque[asyncio.Future[Worker]]()
        self._slow = list[Running]()
        self._quick, self._looked, self._closed = 0, 0.0, False
        self._tasks = set[asyncio.Task[None]]()
        self._renewing: asyncio.Task[None] | None = None

    def state(self) -> str:
        """What tells the store that is answered from, from what it was and will be."""
        return self._nursery.state if self._nursery is not None else self._first

    async def take(self, running: Running) -> None:
        """Give a question an idle worker that holds the store as it is. Raises Busy, StoreUnreadable."""
        await self._notice()
        running.worker = self._ready() or await self._wait()
        self.scales.on(running)

    def move_over(self, running: Running) -> None:
        """Send a question to the slow lane and put a fresh worker in its place.

        Where the lane is full, the one that has run longest makes room, if it has had its share. Raises Busy, and
        Repeated where half of the lane is taken by this very query.
        """
        if len(self._slow) >= self.slow:
            self._make_room(running)
        self._slow.append(running)
        self._lost(running.worker)
        running.worker.slow_down()

    def leave(self, running: Running) -> None:
        """Take a question's worker back, or end it where it is not to be used again."""
        self.scales.off(running)
        worker = running.worker
        if running in self._slow:
            self._slow.remove(running)
            self._end(worker)
        elif self._usable(worker, running.used):
            self._offer(worker)
        else:
            self._lost(worker)
            self._end(worker)

    async def renew(self) -> None:
        """Have all later questions answered from the store as it is now; until then they are from what it was.

        Raises StoreUnreadable when it cannot be opened; those who are ready then stay.
        """
        if self._renewing is None:
            self._renewing = asyncio.create_task(self._renew())
            self._renewing.add_done_callback(self._renewed)
        await asyncio.shield(self._renewing)

    def close(self) -> None:
        """End the workers; those that answer end with their answer."""
        self._closed = True
        for task in (*self._tasks, *filter(None, [self._renewing])):
            task.cancel()
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_exception(Busy("the service is being stopped"))
        while self._idle:
            self._end(self._idle.pop())
        if self._nursery is not None:
            self._nursery.retire()

    def _usable(self, worker: Worker, used: float) -> bool:
        """Say whether a worker may answer another question: it lives, holds the store as it is, has not swollen."""
        fit = worker.alive and worker.free and worker.nursery is self._nursery
        return fit and (used < BRIEF or worker.grown() < SWOLLEN)

    def _ready(self) -> Worker | None:
        """An idle worker that lives."""
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            self._lost(worker)
            self._end(worker)
        return None

    async def _wait(self) -> Worker:
        """The next worker that is ready; raises Busy when none is for long."""
        if self._closed:
            raise Busy("the service is being stopped")
        self._fill()
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        taken = False
        try:
            async with asyncio.timeout(self.limits.queue):
                worker = await place
            taken = True
        except TimeoutError:
            raise Busy("too many questions are being answered") from None
        finally:
            if place in self._waiting:
                self._waiting.remove(place)
            elif not taken and not place.cancelled() and place.exception() is None:
                self._offer(place.result())  # called off at the very moment when it was given one
        return worker

    def _offer(self, worker: Worker) -> None:
        """Give a worker to who has waited longest, or let it stand ready."""
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(worker)
                return
        if self._closed:
            self._end(worker)
        else:
            self._idle.append(worker)

    def _lost(self, worker: Worker) -> None:
        """Replace a worker that is one of those that stand ready no more."""
        if worker.nursery is self._nursery and not self._closed:
            self._quick -= 1
            self._fill()

    def _fill(self) -> None:
        """Have workers made until there are enough."""
        while self._nursery is not None and self._quick < self.fast and not self._closed:
            self._quick += 1
            task = asyncio.create_task(self._make(self._nursery))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _make(self, nursery: Nursery) -> None:
        """Make one worker; who waits is told when it cannot be."""
        try:
            worker = await self._made(nursery)
        except Unanswered as error:
            if nursery is self._nursery:
                self._quick -= 1
                if self._waiting and not (place := self._waiting.popleft()).done():
                    place.set_exception(StoreUnreadable(error.message))
            return
        if nursery is self._nursery:
            self._offer(worker)
        else:
            self._end(worker)

    async def _made(self, nursery: Nursery) -> Worker:
        worker = Worker(nursery)
        self.workers.add(worker)
        try:
            await worker.start()
        except BaseException:
            self._end(worker)
            raise
        return worker

    def _end(self, worker: Worker) -> None:
        worker.close()
        self.workers.discard(worker)

    async def _notice(self) -> None:
        """Renew the workers when the store is not as it was."""
        now = asyncio.get_running_loop().time()
        if self._nursery is None:
            await self.renew()
        elif now - self._looked >= LOOK and not isinstance(self._source, bytes) and self._renewing is None:
            self._looked = now
            if await self._looked_at() != self._nursery.state:
                try:
                    await self.renew()
                except StoreUnreadable:  # it is answered from what it was, and looked at again
                    return

    async def _looked_at(self) -> str:
        """The state of the store on disk."""
        return told(await asyncio.get_running_loop().run_in_executor(self._threads, stamp, self._source))

    async def _renew(self) -> None:
        """Prepare workers on the store as it is now, and only then put them in the place of the others."""
        nursery = Nursery(self._source, self.limits, await self._looked_at())
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, nursery.prepare)
            made = await asyncio.gather(*(self._made(nursery) for _ in range(self.fast)), return_exceptions=True)
        except BaseException:
            nursery.retire()
            raise
        fresh = [each for each in made if isinstance(each, Worker)]
        if len(fresh) < len(made):
            for worker in fresh:
                self._end(worker)
            nursery.retire()
            raise next(StoreUnreadable(str(each)) for each in made if isinstance(each, BaseException))
        before, self._nursery, self._quick = self._nursery, nursery, len(fresh)
        while self._idle:
            self._end(self._idle.pop())
        if before is not None:
            before.retire()
        for worker in fresh:
            self._offer(worker)

    def _renewed(self, task: asyncio.Task[None]) -> None:
        self._renewing, self._looked = None, asyncio.get_running_loop().time()
        if not task.cancelled():
            task.exception()  # has been told to whoever waited

    def _make_room(self, running: Running) -> None:
        """End the one that has run longest; see `move_over`."""
        same = sum(each.query == running.query for each in self._slow)
        if same and same * 2 >= self.slow:
            raise Repeated("this very query is being answered already, more than once: wait for its answer")
        first = self._slow[0] if self._slow else running
        if asyncio.get_running_loop().time() - first.began < self.limits.slice + self.limits.share:
            raise Busy("too many long questions are being answered")
        self._slow.remove(first)
        first.stop(Busy("too many long questions are asked; this one has had its share of the time"))


def _of_the_machine() -> int:
    """Two for each processor that this process may use, and at least four."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(4, 2 * usable)


def stamp(source: Path | bytes) -> frozenset[tuple[str, int, int]]:
    """What tells one state of a store's folder from the next: the names, sizes and times of its files."""
    return frozenset() if isinstance(source, bytes) else frozenset(_files(source))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in folder.glob("*"):
        try:
            status = path.stat()
        except FileNotFoundError:  # removed since it was listed
            continue
        if not path.name.startswith("LOG"):
            yield path.name, status.st_size, status.st_mtime_ns


def told(state: frozenset[tuple[str, int, int]]) -> str:
    """A state of a store's folder in a few characters."""
    return sha256(repr(sorted(state)).encode()).hexdigest()[:16]
