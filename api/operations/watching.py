"""Middleware around all others: gives each request an id, counts its answer and logs it."""

import logging
import re
import secrets
import time
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .logs import FIELDS, REQUEST, REQUESTS
from .metrics import Metrics

HEADER: Final = "X-Request-ID"
SCOPE: Final = "sagsgang.request"
"""Where the id stands in the scope of a request."""
SANE: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""An id that a proxy may give; another is replaced, so that nobody writes into our log."""
UNMATCHED: Final = "unmatched"
"""The route of an address that has none: the address itself is never told."""


class Watched:
    """Counts and logs what is answered, under the template of its route (`/id/{path}`), never under its address."""

    def __init__(self, app: ASGIApp, metrics: Metrics, with_address: bool = False) -> None:
        self.app, self.metrics, self.with_address = app, metrics, with_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        name = given if SANE.fullmatch(given) else secrets.token_hex(8)
        scope[SCOPE], status, size = name, 500, 0

        async def say(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = name
            size += len(message.get("body", b""))
            await send(message)

        token, began = REQUEST.set(name), time.monotonic()
        try:
            await self.app(scope, receive, say)
        finally:
            self._tell(scope, status, size, time.monotonic() - began)
            REQUEST.reset(token)

    def _tell(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        route = str(getattr(scope.get("route"), "path", UNMATCHED))
        self.metrics.request(route, scope["method"], status, seconds)
        if REQUESTS.isEnabledFor(logging.INFO):
            told = {"method": scope["method"], "route": route, "status": status, "bytes": size}
            address = {"path": scope["path"], "query": scope["query_string"].decode("latin-1")}
            more = address if self.with_address else {}
            REQUESTS.info("request", extra={FIELDS: told | {"seconds": round(seconds, 4)} | more})
