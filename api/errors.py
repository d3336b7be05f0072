"""What can go wrong with a question, each in its asker's terms."""

from typing import ClassVar


class Unanswered(Exception):
    """A question that got no answer; `message` is one line for whoever asked, `outcome` what it is counted as."""

    outcome: ClassVar[str]

    def __init__(self, message: str) -> None:
        """Keep the line."""
        super().__init__(message)
        self.message = message


class QuerySyntaxError(Unanswered):
    """The query does not parse; `line` and `column` count from 1, in code points; None when the engine tells none."""

    outcome = "syntax"

    def __init__(self, message: str, line: int | None, column: int | None) -> None:
        """Keep the line and where."""
        super().__init__(message)
        self.line, self.column = line, column


class Refused(Unanswered):
    """The query would fetch, write, or nest deeper than is allowed."""

    outcome = "refused"


class TooBig(Unanswered):
    """The query, or its answer, is larger than the limit."""

    outcome = "too_big"


class NotOffered(Unanswered):
    """The answer exists, but in none of the formats asked for."""

    outcome = "format"


class TimeOut(Unanswered):
    """The query took longer than the limit and was stopped."""

    outcome = "time"


class OutOfMemory(Unanswered):
    """The query needed more memory than the limit and was stopped."""

    outcome = "memory"


class Busy(Unanswered):
    """Too many long questions are being answered; try again later."""

    outcome = "busy"


class Repeated(Unanswered):
    """The very same question takes half of the room for long ones, and there is no more; wait for its answer."""

    outcome = "repeated"


class WorkerDied(Unanswered):
    """The engine broke down on this query."""

    outcome = "died"


class Cancelled(Unanswered):
    """Whoever asked has gone."""

    outcome = "gone"


class StoreUnreadable(Unanswered):
    """The store cannot be opened."""

    outcome = "store"
