"""How many clients may wait for an answer at a time."""

from types import TracebackType

from .errors import Busy


class Waiting:
    """A place for each client that waits; for one event loop."""

    def __init__(self, most: int) -> None:
        self.most, self.taken = most, 0

    def __enter__(self) -> None:
        """Take a place. Raises Busy when none is free."""
        if self.taken >= self.most:
            raise Busy("too many questions are being answered")
        self.taken += 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.taken -= 1
