"""ETags: an answer is the same as long as the store and the program are, and who holds it need not get it again.

RFC 9110, 8.8.3 and 13.1.2. The tag is weak: the order of an unordered answer may differ. It is of the store as it was
before the answer, so that an answer that is already newer is at worst fetched once more.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..graph.edition import edition
from .routing import route_of

UNTAGGED: Final = ("/health", "/metrics", "/ready", "/static/")
"""Addresses whose answers change while the store does not, or stay while it changes."""
LOOKING: Final = 4
"""Threads that may look at the store at once."""


class Versioned:
    """Middleware that tags what GET answers with 200, and answers 304 to who holds it."""

    def __init__(
        self, app: ASGIApp, version: Callable[[], str], known: Callable[[], str | None], routes: Sequence[BaseRoute]
    ) -> None:
        """`version` tells one state of the store from the next, and may take a while, `known` where it need not.

        304 is counted as an answer of its route.
        """
        self.app, self.version, self.known, self.routes = app, version, known, routes
        self._looking = CapacityLimiter(LOOKING)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(UNTAGGED):
            await self.app(scope, receive, send)
            return
        tag = await self._tag(scope)
        if _holds(Headers(scope=scope).get("if-none-match"), tag):
            scope["route"] = route_of(self.routes, scope)
            headers = [(b"etag", tag.encode()), (b"vary", b"Accept, Accept-Encoding"), (b"cache-control", b"no-cache")]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                said = MutableHeaders(scope=message)
                said.setdefault("ETag", tag)
                said.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self.app(scope, receive, say)

    async def _tag(self, scope: Scope) -> str:
        """What tells this answer from any other: the store, the program, the address and what is accepted."""
        version = self.known() or await to_thread.run_sync(self.version, limiter=self._looking)
        headers = Headers(scope=scope)
        asked = (version, edition(), scope["path"], scope["query_string"].decode("latin-1"), headers.get("accept", ""))
        return f'W/"{sha256(repr((*asked, headers.get("host", ""))).encode()).hexdigest()[:24]}"'


def _holds(given: str | None, tag: str) -> bool:
    """Whether If-None-Match names a tag; `*` names none, for nobody knows what that answer would be."""
    return given is not None and tag.removeprefix("W/") in (
        each.strip().removeprefix("W/") for each in given.split(",")
    )
