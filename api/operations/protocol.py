"""HTTP as the server reads it: uvicorn's protocol, and what RFC 9112 has a server refuse that its parser lets pass."""

import asyncio
import socket
from typing import Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

MOST: Final = 64 << 10
"""Bytes of an address and of all header fields of a request, each."""
PATIENCE: Final = 15.0
"""Seconds that the head of a request may take, unless it is said otherwise."""
KEEP_ALIVE: Final = 75
"""Seconds an idle connection is kept: longer than by proxies (nginx: 60), so that none is closed under them."""
STUCK: Final = 30_000
"""Milliseconds after which a connection is given up whose other end takes nothing."""
FAREWELL: Final = 15
"""Seconds that answers under way have left when the server is to end."""


class Malformed(Exception):
    """A request that is none."""


class Protocol(HttpToolsProtocol):
    """One connection."""

    patience = PATIENCE

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._wrong, self._size = (400, "Invalid HTTP request received."), 0
        self._late: asyncio.TimerHandle | None = None
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._expected()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Wait for the rest of the head."""
        super().on_message_begin()
        self._size = 0
        self._expect()

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        super().on_url(url)
        if len(self.url) > MOST:
            self._refuse(414, f"The address is longer than {MOST} bytes.")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header field."""
        super().on_header(name, value)
        self._size += len(name) + len(value)
        if self._size > MOST:
            self._refuse(431, f"The header fields are longer than {MOST} bytes.")

    def on_headers_complete(self) -> None:
        """Refuse another version, no host or several (RFC 9112, 3.2), and what is for another server (3.2.2)."""
        self._expected()
        version = self.parser.get_http_version()
        hosts = [value for name, value in self.headers if name == b"host"]
        if version not in ("1.0", "1.1"):
            self._refuse(400, "Only HTTP/1.1 and HTTP/1.0 are spoken.")
        if len(hosts) > 1 or (version == "1.1" and not hosts):
            self._refuse(400, "A request has one Host.")
        scheme, separator, rest = self.url.partition(b"://")
        if separator and scheme.isalpha() and rest.partition(b"/")[0] != b"".join(hosts):
            self._refuse(421, "This is another server.")
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong with the request, and hang up."""
        status, why = self._wrong
        length = b"content-length: %d\r\nconnection: close\r\n\r\n" % len(why)
        head = STATUS_LINE[status] + b"content-type: text/plain; charset=utf-8\r\nx-content-type-options: nosniff\r\n"
        self.transport.write(head + length + why.encode("ascii"))
        self.transport.close()

    def _refuse(self, status: int, why: str) -> None:
        self._wrong = (status, why)
        raise Malformed(why)  # which the parser turns into its own error

    def _expect(self) -> None:
        self._expected()
        self._late = self.loop.call_later(self.patience, self._give_up)

    def _expected(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        """Nothing of a request has come, or half of its head: hang up."""
        if not self.transport.is_closing():
            self._wrong = (408, "The request was not sent in time.")
            self.send_400_response("")


def configured(app: ASGIApp, patience: float = PATIENCE, log: dict[str, object] | None = None) -> uvicorn.Config:
    """How uvicorn is to serve: the head of a request comes within `patience` seconds."""

    class Patient(Protocol):
        pass

    Patient.patience = patience
    return uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        log_config=log,
        log_level="warning" if log is None else None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=FAREWELL,
    )


def bound(family: int, kind: int, address: object) -> socket.socket:
    """A socket that listens at an address; connections whose other end takes nothing are given up. Raises OSError."""
    listening = socket.socket(family, kind)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STUCK)
        listening.bind(address)  # type: ignore[arg-type]
        listening.listen(1024)
    except OSError:
        listening.close()
        raise
    return listening
