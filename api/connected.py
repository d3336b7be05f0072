"""Stops what is done for a client that has gone."""

import asyncio
from types import TracebackType
from typing import Final, Self

from starlette.types import Receive

from .errors import Cancelled

LISTEN: Final = 0.1
"""Seconds after which one begins to listen whether the client is still there: most answers are given by then."""


class Connected:
    """A block that is cancelled once the client hangs up; it then ends in Cancelled.

    The request must have been read to its end before.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive, self._gone = receive, False
        self._listening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._timer = asyncio.get_running_loop().call_later(LISTEN, self._listen)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._listening is not None:
            self._listening.cancel()
        if self._gone and kind is asyncio.CancelledError and self._task.uncancel() == 0:
            raise Cancelled("nobody waits for the answer any more") from None

    def _listen(self) -> None:
        self._listening = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            continue
        self._gone = True
        self._task.cancel()
