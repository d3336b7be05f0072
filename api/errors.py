"""What can go wrong with a question, each in its asker's terms."""


class Unanswered(Exception):
    """A question that got no answer; `message` is one line for whoever asked."""

    def __init__(self, message: str) -> None:
        """Keep the line."""
        super().__init__(message)
        self.message = message


class QuerySyntaxError(Unanswered):
    """The query does not parse; `line` and `column` count from 1, in code points; None when the engine tells none."""

    def __init__(self, message: str, line: int | None, column: int | None) -> None:
        """Keep the line and where."""
        super().__init__(message)
        self.line, self.column = line, column


class Refused(Unanswered):
    """The query would fetch, write, or nest deeper than is allowed."""


class TooBig(Unanswered):
    """The query, or its answer, is larger than the limit."""


class NotOffered(Unanswered):
    """The answer exists, but in none of the formats asked for."""


class TimeOut(Unanswered):
    """The query took longer than the limit and was stopped."""


class OutOfMemory(Unanswered):
    """The query needed more memory than the limit and was stopped."""


class Busy(Unanswered):
    """Too many long questions are being answered; try again later."""


class Repeated(Unanswered):
    """The very same question takes half of the room for long ones, and there is no more; wait for its answer."""


class WorkerDied(Unanswered):
    """The engine broke down on this query."""


class Cancelled(Unanswered):
    """Whoever asked has gone."""


class StoreUnreadable(Unanswered):
    """The store cannot be opened."""
