"""How a question went: in which lane it ended, with what outcome, and how long it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from .errors import Unanswered
from .question import Question


@dataclass(slots=True)
class Course:
    """A question under way; `lane` is none, quick or slow, `seconds` are wall time.

    `outcome` is what its error is called, or `answered`, or `failed` for a fault of ours.
    """

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
        course.outcome = error.outcome
        raise
    finally:
        course.seconds = time.monotonic() - began
        watch(question, course)
