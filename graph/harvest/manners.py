"""How a host is asked: one question at a time, with pauses, and again later when it cannot answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that only go forward, seconds since 1970, and how to let some pass."""

    now: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Manners:
    """Seconds and counts that a host is treated with.

    `delay` lies between the end of an answer and the next question; `tries` is how often one is asked of a host that
    fails or is silent, after pauses that double from `first_pause`; a host that asks for a pause longer than
    `longest_pause` is left alone. `connecting` and `silence` are how long it may take to begin and to go on,
    `answering` how long a whole answer; `weary` is how many answers may fail in a row before the host is given up.
    """

    delay: float = 1.0
    tries: int = 5
    first_pause: float = 2.0
    longest_pause: float = 300.0
    connecting: float = 15.0
    silence: float = 30.0
    answering: float = 600.0
    weary: int = 3
    clock: Clock = field(default_factory=Clock)

    def pause(self, failures: int) -> float:
        """How long to wait after so many failures, when the host does not say.

        >>> [Manners().pause(failures) for failures in (1, 2, 3, 20)]
        [2.0, 4.0, 8.0, 300.0]
        """
        return min(self.first_pause * 2.0 ** (failures - 1), self.longest_pause)


def retry_after(value: str | None, wall: float) -> float:
    """The seconds that a host asks to wait (RFC 9110, 10.2.3), as a number or a point in time; 0 when it does not.

    >>> retry_after("120", 0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 20), retry_after("soon", 0)
    (120.0, 40.0, 0.0)
    """
    told = (value or "").strip()
    if told.isascii() and told.isdecimal():
        return float(told[:9])
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return 0.0
    return max(0.0, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - wall)
