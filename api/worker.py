"""The parent's side of one worker: a process that answers one query at a time, and can be killed at any moment."""

import asyncio
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from .errors import (
    NotOffered,
    OutOfMemory,
    Refused,
    StoreUnreadable,
    TooBig,
    Unanswered,
    WorkerDied,
)
from .frames import SIZES, Frame, Value, frame
from .nursery import Nursery
from .question import Question
from .syntax import explained

START: Final = 60.0
"""Seconds a worker may take to open the store."""
SLOW_PRIORITY: Final = 10
NO_MEMORY: Final = ("memory allocation of", "bad_alloc", "MemoryError")
"""What a process's last words hold when it met the limit on memory."""
AHEAD: Final = 64 << 10
"""Bytes of an answer that are read before anybody asks for them; beyond twice that the worker has to wait."""
TOLD: Final = sys.platform == "linux"
PROCESS_CLOCK: Final = 2
"""What the number of a process' clock ends in, as clock_getcpuclockid(3) of Linux makes it."""
PAGE: Final = resource.getpagesize()


class Worker:
    """One process, from its start to its end. For one event loop, and not for two tasks at once."""

    def __init__(self, nursery: Nursery) -> None:
        """Have it made; `start` waits for it. Raises StoreUnreadable."""
        self.nursery = nursery
        self.sockets = ""
        self.free, self.ended = True, False
        self._pid = self._base = 0
        self._sizes: tuple[int, int] | None = None
        self._socket, self._words = nursery.fork()
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def start(self) -> None:
        """Wait until the store is open. Raises StoreUnreadable."""
        try:
            self._reader, self._writer = await asyncio.open_unix_connection(sock=self._socket, limit=AHEAD)
            async with asyncio.timeout(START):
                hello = await self.part()
        except TimeoutError:
            raise StoreUnreadable("opening it takes too long") from None
        if hello.text("error"):
            raise StoreUnreadable(hello.text("message"))
        self.sockets, self._pid = hello.text("sockets"), hello.number("pid")
        self._base = self._resident()

    @property
    def alive(self) -> bool:
        """Say whether the process still runs, as far as has been heard."""
        return not self.ended and self._reader is not None and not self._reader.at_eof()

    async def ask(self, question: Question, union: bool) -> None:
        """Send a question; `union` makes all graphs its default graph. Raises WorkerDied."""
        assert self._writer is not None
        head: dict[str, Value] = {
            "query": question.query,
            "table": question.table or "",
            "graph": question.graph or "",
            "union": union,
            "base": question.base or "",
            "default_graphs": list(question.default_graphs),
            "named_graphs": list(question.named_graphs),
        }
        self.free = False
        self._writer.write(Frame(head).packed())
        try:
            await self._writer.drain()
        except ConnectionError:
            raise self._death() from None

    async def part(self) -> Frame:
        """The next part of what it says; nothing is lost when nobody waits for it to the end. Raises WorkerDied."""
        assert self._reader is not None
        try:
            if self._sizes is None:
                self._sizes = SIZES.unpack(await self._reader.readexactly(SIZES.size))
            head, body = self._sizes
            told = frame(await self._reader.readexactly(head + body), head)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise self._death() from None
        self._sizes = None
        return told

    def grown(self) -> int:
        """Bytes that it holds in memory beyond what it held when it was ready."""
        return max(0, self._resident() - self._base)

    def _resident(self) -> int:
        try:
            return int(Path(f"/proc/{self._pid}/statm").read_bytes().split()[1]) * PAGE
        except (OSError, IndexError):  # no such system, or no such process any more
            return 0

    def processor(self) -> float:
        """Seconds of processor time that it has had, all threads together; wall time where the system does not tell."""
        try:
            return time.clock_gettime((~self._pid << 3) | PROCESS_CLOCK if TOLD else time.CLOCK_MONOTONIC)
        except OSError:  # it has ended
            return 0.0

    def slow_down(self) -> None:
        """Let other processes go before this one, its threads included."""
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PGRP, self._pid, SLOW_PRIORITY)

    def close(self) -> None:
        """End the process, whatever it does."""
        if self.ended:
            return
        self.ended = True
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        if self._writer is not None:
            self._writer.transport.abort()
        else:
            self._socket.close()
        os.close(self._words)
        self.nursery.ended(self._pid)

    def _death(self) -> Unanswered:
        """Why the process ended, from its last words."""
        words = b""
        if not self.ended:
            with suppress(BlockingIOError):
                words = os.read(self._words, 1 << 16)
        if any(sign in words.decode("utf-8", "replace") for sign in NO_MEMORY):
            return OutOfMemory("the query needs more memory than one query may take")
        return WorkerDied("the engine broke down on this query")


def error_of(kind: str, message: str, question: Question) -> Unanswered:
    """The error that a worker's report stands for."""
    match kind:
        case "syntax":
            return explained(message, question.query)
        case "format":
            return NotOffered(f"the answer is a {message}, which is not offered in the format asked for")
        case "full":
            return TooBig(f"the answer {message}: add a LIMIT")
        case "memory":
            return OutOfMemory("the query needs more memory than one query may take")
        case "store":
            return StoreUnreadable(message)
        case _:
            return Refused(f"the query cannot be evaluated: {message}")
