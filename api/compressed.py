"""Compresses answers by gzip where the client takes it (RFC 9110, 8.4 and 12.5.3), long ones part by part.

Tiny answers stay as they are, for the header would be longer than what is saved, and so do those that say their own
digest (RFC 9530 has it of the bytes as they are sent). What is broken off ends without the trailer of gzip, too.
"""

import asyncio
import zlib
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEAST: Final = 1 << 10
"""Bytes from which on an answer is compressed."""
LEVEL: Final = 3
"""Half the time of the usual level 6, for a tenth more bytes."""
AWAY: Final = 16 << 10
"""Bytes from which on it is done in another thread, not to hold others up."""
THREADS: Final = 2
GZIP: Final = 16 + zlib.MAX_WBITS
"""What zlib calls the format of gzip (RFC 1952)."""
TEXTS: Final = frozenset(
    {
        "application/json",
        "application/javascript",
        "application/n-quads",
        "application/n-triples",
        "application/trig",
        "application/x-ndjson",
        "application/xml",
    }
)
UNBODIED: Final = frozenset({204, 206, 304})
"""Answers without a body, or with a part of one."""


class Compressed:
    """Middleware that compresses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._threads = ThreadPoolExecutor(THREADS, "sagsgang-gzip")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wanted = takes_gzip(Headers(scope=scope).get("accept-encoding"))
        await self.app(scope, receive, _Answer(send, wanted, scope["method"] == "HEAD", self._threads).say)


class _Answer:
    """One answer on its way."""

    def __init__(self, send: Send, wanted: bool, bodiless: bool, threads: Executor) -> None:
        self.send, self.wanted, self.bodiless, self.threads = send, wanted, bodiless, threads
        self.start: Message | None = None
        self.packer = zlib.compressobj(LEVEL, wbits=GZIP) if wanted else None

    async def say(self, message: Message) -> None:
        """Send a message on; the head waits for the first of the body, by which its length is known."""
        if message["type"] == "http.response.start":
            self.start = message
            return
        start, self.start = self.start, None
        body, more = message.get("body", b""), message.get("more_body", False)
        if start is not None:
            headers = MutableHeaders(scope=start)
            if not _compressible(start["status"], headers):
                self.packer = None
            else:
                headers.add_vary_header("Accept-Encoding")
        if self.packer is None:
            if start is not None:
                await self.send(start)
            await self.send(message)
            return
        packed = body if self.bodiless else await self._packed(self.packer, body, more)
        if start is not None:
            headers["Content-Encoding"] = "gzip"
            del headers["Content-Length"]
            if not more and not self.bodiless:
                headers["Content-Length"] = str(len(packed))
            await self.send(start)
        await self.send({**message, "body": packed})

    async def _packed(self, packer: "zlib._Compress", body: bytes, more: bool) -> bytes:
        """A part, compressed as far as it goes."""

        def pack() -> bytes:
            return packer.compress(body) + packer.flush(zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH)

        return await asyncio.get_running_loop().run_in_executor(self.threads, pack) if len(body) >= AWAY else pack()


def _compressible(status: int, headers: Headers) -> bool:
    """Say whether an answer is text, not tiny, and not compressed or digested already."""
    kind = headers.get("content-type", "").partition(";")[0].strip().casefold()
    text = kind.startswith("text/") or kind.endswith(("+json", "+xml")) or kind in TEXTS
    plain = "content-encoding" not in headers and "repr-digest" not in headers
    return text and plain and status not in UNBODIED and int(headers.get("content-length", LEAST)) >= LEAST


def takes_gzip(accept: str | None) -> bool:
    """Say whether an Accept-Encoding header wants gzip, and wants it no less than what is not compressed.

    >>> takes_gzip("br, gzip;q=0.8"), takes_gzip("gzip;q=0, *"), takes_gzip("gzip;q=0.1, identity"), takes_gzip(None)
    (True, False, False, False)
    """
    wanted: dict[str, float] = {}
    for part in (accept or "").split(","):
        coding, *parameters = (piece.strip().casefold() for piece in part.split(";"))
        quality = next((p.partition("=")[2] for p in parameters if p.partition("=")[0].strip() == "q"), "1")
        try:
            wanted[coding.removeprefix("x-")] = float(quality)
        except ValueError:  # no quality that there is: not wanted
            wanted[coding.removeprefix("x-")] = 0
    gzip = wanted.get("gzip", wanted.get("*", 0))
    return gzip > 0 and gzip >= wanted.get("identity", 0)
