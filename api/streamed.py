"""An answer that is sent while it is made: its client is waited for, and what cannot be finished is broken off."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from .connected import Connected
from .errors import Unanswered
from .headers import BODILESS
from .pool import Reply


class Streamed(Response):
    """The rest of a reply after its beginning.

    When a limit is met after the first byte, the connection is closed before the end of the chunked body (RFC 9112,
    7.1 and 8): whoever reads it sees that it is not whole. Nothing of it is to be sent by HTTP/1.0, which cannot tell.
    """

    def __init__(self, reply: Reply, headers: Mapping[str, str], media_type: str, seconds: float) -> None:
        """Send within so many seconds."""
        super().__init__(None, headers=dict(headers), media_type=media_type)
        del self.headers["content-length"]
        self.reply, self.seconds = reply, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        run = self.reply.more
        assert run is not None
        with suppress(Unanswered, TimeoutError), run:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            if BODILESS not in scope:
                async with asyncio.timeout(self.seconds), Connected(receive):
                    await send({"type": "http.response.body", "body": self.reply.head, "more_body": True})
                    async for part in run.rest():
                        await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
