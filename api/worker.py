"""One worker: a process that holds the store open, answers one query at a time, and can be killed at any moment."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from .errors import (
    Cancelled,
    NotOffered,
    OutOfMemory,
    Refused,
    StoreUnreadable,
    TooBig,
    Unanswered,
    WorkerDied,
)
from .frames import Frame, Value, unpack
from .question import Answer, Limits, Question
from .syntax import explained

LISTEN: Final = 0.1
"""Seconds between two looks at whether the asker is still there."""
START: Final = 60.0
"""Seconds a worker may take to open the store."""
SLOW_PRIORITY: Final = 10
NO_MEMORY: Final = ("memory allocation of", "bad_alloc", "MemoryError")
"""What a process's last words hold when it met the limit on memory."""


def never() -> bool:
    """Nobody calls it off."""
    return False


class Worker:
    """The parent's side of one process. Not for two threads at once."""

    def __init__(self, source: Path | bytes, limits: Limits, generation: int = 0) -> None:
        """Start the process on a store's folder, or on N-Quads for a store in memory; it opens the store meanwhile."""
        self.generation = generation
        self.sockets = ""
        self.free = True
        self._ready = False
        self._inbox = bytearray()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "sagsgang.api.engine"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        nquads = source if isinstance(source, bytes) else b""
        path = "" if isinstance(source, bytes) else str(source)
        seconds = int(limits.seconds)
        head: dict[str, Value] = {"path": path, "memory": limits.memory, "seconds": seconds}
        head |= {"answer": limits.answer, "rows": limits.rows}
        self._send(Frame(head, nquads))

    @property
    def alive(self) -> bool:
        """Say whether the process still runs."""
        return self._process.poll() is None

    def ask(self, question: Question, union: bool) -> None:
        """Send a question; `union` makes all graphs its default graph. Raises StoreUnreadable, WorkerDied."""
        self.wait_ready()
        head: dict[str, Value] = {
            "query": question.query,
            "table": question.table or "",
            "graph": question.graph or "",
            "union": union,
            "base": question.base or "",
            "default_graphs": list(question.default_graphs),
            "named_graphs": list(question.named_graphs),
        }
        self._send(Frame(head))
        self.free = False

    def wait_ready(self) -> None:
        """Wait until the store is open; raises StoreUnreadable."""
        if self._ready:
            return
        hello = self._receive(time.monotonic() + START, never)
        if hello is None or hello.text("error"):
            raise StoreUnreadable(hello.text("message") if hello is not None else "opening it takes too long")
        self.sockets, self._ready = hello.text("sockets"), True

    def answer(self, question: Question, until: float, gone: Callable[[], bool] = never) -> Answer | None:
        """Wait for the answer until a moment of the monotonic clock; None when it is not there by then.

        Raises what the question ends in: QuerySyntaxError, Refused, NotOffered, TooBig, OutOfMemory, WorkerDied,
        StoreUnreadable, and Cancelled once `gone` says that nobody wants to know any more.
        """
        frame = self._receive(until, gone)
        if frame is None:
            return None
        self.free = True
        if kind := frame.text("error"):
            raise _error(kind, frame.text("message"), question)
        return Answer(frame.text("media_type"), frame.body)

    def slow_down(self) -> None:
        """Let other processes go before this one, its threads included."""
        if self.alive:
            os.setpriority(os.PRIO_PGRP, self._process.pid, SLOW_PRIORITY)

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was written and not yet read by the dead process
                    pipe.close()

    def _send(self, frame: Frame) -> None:
        """Write a frame; a process that is no longer there is WorkerDied."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frame.packed())
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._death() from None

    def _receive(self, until: float, gone: Callable[[], bool]) -> Frame | None:
        """The next frame; None when it is not whole by then."""
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        watch = select.poll()
        watch.register(pipe, select.POLLIN)
        while (frame := unpack(self._inbox)) is None:
            if gone():
                raise Cancelled("nobody waits for the answer any more")
            left = until - time.monotonic()
            if left <= 0:
                return None
            if watch.poll(min(left, LISTEN) * 1000):
                part = os.read(pipe, 1 << 20)
                if not part:
                    raise self._death()
                self._inbox += part
        return frame

    def _death(self) -> Unanswered:
        """Why the process ended, from its last words."""
        assert self._process.stderr is not None
        self._process.wait()
        words = self._process.stderr.read().decode("utf-8", "replace")
        if any(sign in words for sign in NO_MEMORY):
            return OutOfMemory("the query needs more memory than one query may take")
        return WorkerDied("the engine broke down on this query")


def _error(kind: str, message: str, question: Question) -> Unanswered:
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
