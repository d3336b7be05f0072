"""Weighs the memory of all queries that run at a time, whichever pool they run in."""

import asyncio
from typing import Final, Protocol

from .errors import OutOfMemory, Unanswered
from .worker import Worker

WEIGH: Final = 0.05
"""Seconds between two looks at how much memory the queries take."""


class Weighed(Protocol):
    """A question under way, as far as its memory is concerned."""

    worker: Worker

    def stop(self, why: Unanswered) -> None:
        """End it."""


class Scales:
    """The queries that run, which together take so many bytes and no more; for one event loop."""

    def __init__(self, most: int) -> None:
        self.most, self._taken = most, 0
        self._running = set[Weighed]()
        self._next: asyncio.TimerHandle | None = None

    def on(self, running: Weighed) -> None:
        """Weigh a question from now on."""
        self._running.add(running)
        if self._next is None:
            self._next = asyncio.get_running_loop().call_later(WEIGH, self._weigh)

    def off(self, running: Weighed) -> None:
        """Weigh it no more."""
        self._running.discard(running)

    def _weigh(self) -> None:
        """End the question that takes most, where all together take too much now or will at the next look."""
        self._next = None
        taken = {running: running.worker.grown() for running in self._running}
        before, self._taken = self._taken, sum(taken.values())
        if self._taken + max(0, self._taken - before) > self.most:
            greatest = max(taken, key=lambda running: taken[running])
            self._running.discard(greatest)
            self._taken -= taken[greatest]
            greatest.stop(OutOfMemory("all queries together need too much memory, and this one the most of it"))
        if self._running:
            self._next = asyncio.get_running_loop().call_later(WEIGH, self._weigh)
