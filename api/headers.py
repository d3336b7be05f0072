"""What every answer says: that browsers run no foreign code and guess no types; and HEAD is GET without a body."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What an answer has unless it says otherwise, as pages do."""
BODILESS: Final = "sagsgang.bodiless"
"""In the scope of a request that wants the head of an answer only."""
OF_PERSONS: Final = ("/id/person/", "/persons", "/personer")
"""Addresses of what is known of persons, in whatever form: nobody is to be found here by searching for a name."""


class SafeHeaders:
    """Middleware that adds what is missing of `SAFE`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def say(message: Message) -> None:
            # a 304 renews the headers of the page that a browser keeps (RFC 9111, 3.2): it says nothing of its own
            if message["type"] == "http.response.start" and message["status"] != 304:
                headers = MutableHeaders(scope=message)
                for name, value in SAFE.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith(OF_PERSONS):
                    headers.setdefault("X-Robots-Tag", "noindex")
            await send(message)

        await self.app(scope, receive, say if scope["type"] == "http" else send)


class HeadIsGet:
    """Middleware that answers HEAD as GET, leaving out the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def say(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        as_get = {**scope, "method": "GET", BODILESS: True}
        try:
            await self.app(as_get, receive, say)
        finally:
            scope["route"] = as_get.get("route")  # which a middleware around this one counts by
