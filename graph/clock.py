"""A limit of time on what is done in this process to one document."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import Final

from .refusal import Unreadable

SECONDS: Final = 120.0
"""How long it may take to understand one document that has been taken apart."""
_AGAIN: Final = 0.5


@contextmanager
def within(seconds: float, what: str) -> Iterator[None]:
    """Raise Unreadable in whatever runs inside when it takes longer; `what` begins the line that says so.

    A matching of regular expressions ends too. Only the main thread of a process is so limited, where the system has
    alarms (not on Windows).
    """
    if current_thread() is not main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    over = False

    def late(number: int, frame: FrameType | None) -> None:
        if not over:
            raise Unreadable(f"{what} takes longer than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, late)
    others = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        over = True
        signal.setitimer(signal.ITIMER_REAL, *others)
        signal.signal(signal.SIGALRM, before)
