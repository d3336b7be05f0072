"""How a question went: in which lane it ended, with what outcome, and how long it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, TypeAlias

from .errors import (
    Busy,
    Cancelled,
    NotOffered,
    OutOfMemory,
    QuerySyntaxError,
    Refused,
    Repeated,
    StoreUnreadable,
    TimeOut,
    TooBig,
    Unanswered,
    WorkerDied,
)
from .question import Question

OUTCOMES: Final = {
    QuerySyntaxError: "syntax",
    Refused: "refused",
    NotOffered: "format",
    TooBig: "too_big",
    TimeOut: "time",
    OutOfMemory: "memory",
    Busy: "busy",
    Repeated: "repeated",
    WorkerDied: "died",
    StoreUnreadable: "store",
    Cancelled: "gone",
}
"""What each error is called where outcomes are counted; beside them `answered`, and `failed` for a fault of ours."""


@dataclass(slots=True)
class Course:
    """A question under way; `lane` is none, quick or slow, `seconds` are wall time."""

    lane: str = "none"
    outcome: str = "failed"
    seconds: float = 0.0


Watch: TypeAlias = Callable[[Question, Course], None]
"""Is told of each question when it has ended."""


def unwatched(_: Question, __: Course) -> None:
    """Nobody wants to know."""


@contextmanager
def watched(question: Question, watch: Watch) -> Iterator[Course]:
    """Follow a question to its end, and tell how it went."""
    course, began = Course(), time.monotonic()
    try:
        yield course
        course.outcome = "answered"
    except Unanswered as error:
        course.outcome = OUTCOMES[type(error)]
        raise
    finally:
        course.seconds = time.monotonic() - began
        watch(question, course)
