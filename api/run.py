"""One question under way: on a worker of its own, in the quick lane and then in the slow one, part by part."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack
from typing import Final, Self

from .course import Course
from .errors import TimeOut, Unanswered
from .frames import Frame
from .lanes import Lanes
from .question import Question
from .worker import Worker, error_of

HARDLY: Final = 0.1
"""The part of a slice that a lookup needs of the processor at most."""
PATIENCE: Final = 5
"""Slices of wall time in which it may have them."""


class Run:
    """A question from its beginning to its end. `close` it, or use it as a context manager; for one event loop."""

    worker: Worker

    def __init__(self, lanes: Lanes, question: Question, course: Course, ending: ExitStack) -> None:
        """Follow a question on workers of these lanes; `ending` is closed at the end with how it went."""
        self.query, self.question, self.began, self.used = question.query, question, 0.0, 0.0
        self.media_type, self.ended = "", False
        self._lanes, self._course, self._ending = lanes, course, ending
        self._slow, self._open, self._slice, self._since = False, False, lanes.limits.slice, 0.0
        self._why: Unanswered | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: object) -> None:
        self.close(error)

    async def begin(self, union: bool, size: int) -> bytes:
        """Ask a worker, and wait for all of the answer, or for somewhat more than its first `size` bytes.

        `union` makes all graphs the default graph. Raises what the question ends in.
        """
        self._course.lane = "quick"
        await self._lanes.take(self)
        self._open, self.began = True, asyncio.get_running_loop().time()
        self._since = self.worker.processor()
        await self.worker.ask(self.question, union)
        taken = bytearray()
        while not self.ended and len(taken) <= size:
            taken += await self._part()
        return bytes(taken)

    async def rest(self) -> AsyncIterator[bytes]:
        """What comes after it. Raises what the question ends in: then the answer is not whole."""
        while not self.ended:
            if not self._slow:
                self._move_over()  # whoever takes an answer slowly must not hold a worker of the quick lane
            yield await self._part()

    def stop(self, why: Unanswered) -> None:
        """End it for a reason of others."""
        self._why = why
        self.worker.close()

    def close(self, error: BaseException | None = None) -> None:
        """Let go of the worker, and tell how it went. What has not ended is ended."""
        self.release()
        self._ending.__exit__(type(error) if error is not None else None, error, None)

    def release(self) -> None:
        """Let go of the worker."""
        if self._open:
            self._open, self._slow = False, False
            self._lanes.leave(self)

    async def _part(self) -> bytes:
        """The next part of the answer, within the time that is left to the engine."""
        limits, clock = self._lanes.limits, asyncio.get_running_loop()
        while True:
            since = clock.time()
            most = limits.seconds if self._slow else min(self._slice, limits.seconds)
            try:
                async with asyncio.timeout(max(0.0, most - self.used)):
                    return self._read(await self.worker.part())
            except TimeoutError:
                self.used += clock.time() - since
                since = clock.time()
                if self.used >= limits.seconds:
                    raise TimeOut(f"the query was stopped after {limits.seconds:g} seconds") from None
                self._weigh_time()
            except Unanswered as death:
                raise self._why or death from None
            finally:
                self.used += clock.time() - since

    def _read(self, said: Frame) -> bytes:
        """The bytes of a part; at the last one the worker is free again."""
        kind = said.text("error")
        if kind or said.number("end"):
            self.ended = self.worker.free = True
        if kind:
            raise error_of(kind, said.text("message"), self.question)
        self.media_type = said.text("media_type") or self.media_type
        return said.body

    def _weigh_time(self) -> None:
        """Move over who has had a slice of the time; who has hardly had the processor, for others did, gets another."""
        slice_ = self._lanes.limits.slice
        if self.worker.processor() - self._since < slice_ * HARDLY and self.used < slice_ * PATIENCE:
            self._slice = self.used + slice_
        elif not self._slow:
            self._move_over()

    def _move_over(self) -> None:
        self._course.lane, self._slow = "slow", True
        self._lanes.move_over(self)
