"""The one host that is asked: politely, with patience, and never followed to another."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from types import TracebackType
from typing import BinaryIO, Final, Self

import httpx2

from .address import Origin, led
from .errors import NoAnswer
from .manners import Manners, retry_after

AGENT: Final = "sagsgang"
ABOUT: Final = "https://w3id.org/sagsgang/ontology"
MOST_OF_A_PAGE: Final = 10_000_000
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_STRANGER: Final = frozenset({401, 403})
_REDIRECTS: Final = 5
_LONGEST_MARK: Final = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """What a host gives to know an answer again by: its ETag and Last-Modified, as they came (RFC 9110, 8.8)."""

    etag: str = ""
    modified: str = ""

    def asked(self) -> dict[str, str]:
        """The headers that ask for an answer only if it is another by now."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; `same` when the host says that it has not changed, and nothing was written."""

    same: bool
    mark: Mark


class _Passing(Exception):
    """A failure that may pass, and for how long the host asks to wait."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


class _Stranger(NoAnswer):
    """The host does not know us, or not any more."""


class Host:
    """A host, its cookies, and when it was last asked."""

    def __init__(self, origin: Origin, manners: Manners) -> None:
        self.origin, self.manners, self.delay = origin, manners, manners.delay
        self._reached = False
        self._last: float | None = None
        agent = f"{AGENT}/{version('sagsgang')} (reads published minutes; +{ABOUT})"
        self._client = httpx2.Client(
            headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
            timeout=httpx2.Timeout(manners.silence, connect=manners.connecting),
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def url(self, path: str) -> str:
        """The address of a path of the host."""
        return f"{self.origin}{path}"

    def greet(self) -> None:
        """Visit the front page, as a reader does: some hosts give the cookie there that they ask for elsewhere."""
        try:
            self._once("/", BytesIO(), MOST_OF_A_PAGE, None)
        except _Passing as failure:
            self._bear("/", failure, 1)
        except NoAnswer:
            if not self._reached:
                raise

    def ask(self, path: str, sink: BinaryIO, most: int, mark: Mark | None = None) -> Answer:
        """Ask for a path of the host and write the answer, at most `most` bytes. Raises NoAnswer.

        With the mark of an earlier answer the host may say that it still is the same.
        """
        failures, greeted = 0, False
        while True:
            try:
                return self._once(path, sink, most, mark)
            except _Passing as failure:
                failures += 1
                self._bear(path, failure, failures)
            except _Stranger:
                if greeted:
                    raise
                greeted = True
                self.greet()

    def _bear(self, path: str, failure: _Passing, failures: int) -> None:
        """Wait before the next try, if there is to be one."""
        if failure.wait > self.manners.longest_pause:
            reason = f"{failure.reason}, and asks to be left alone for {failure.wait:,.0f} seconds"
            raise NoAnswer(self.url(path), reason, weary=True, later=True)
        if failures >= self.manners.tries:
            raise NoAnswer(self.url(path), f"{failure.reason} after {failures} tries", weary=True)
        self.manners.clock.sleep(max(self.manners.pause(failures), failure.wait))

    def _once(self, path: str, sink: BinaryIO, most: int, mark: Mark | None) -> Answer:
        """One question, with the redirects that stay on the host."""
        url = httpx2.URL(self.url(path))
        for _ in range(_REDIRECTS + 1):
            self._pause()
            try:
                with self._client.stream("GET", url, headers=mark.asked() if mark else {}) as response:
                    self._reached = True
                    if not response.has_redirect_location:
                        return self._taken(response, sink, most, mark)
                    self.origin, url = led(self.origin, url, response.headers["Location"])
            except httpx2.RequestError as error:
                raise self._failed(url, error) from error
            finally:
                self._last = self.manners.clock.now()
        raise NoAnswer(str(url), "redirects in a circle")

    def _pause(self) -> None:
        """Leave the host in peace between an answer and the next question."""
        if self._last is not None and (rest := self._last + self.delay - self.manners.clock.now()) > 0:
            self.manners.clock.sleep(rest)

    def _taken(self, response: httpx2.Response, sink: BinaryIO, most: int, mark: Mark | None) -> Answer:
        status, url = response.status_code, str(response.url)
        if status == httpx2.codes.NOT_MODIFIED and mark is not None:
            return Answer(True, mark)
        if status in _PASSING:
            wait = retry_after(response.headers.get("Retry-After"), self.manners.clock.wall())
            raise _Passing(f"HTTP {status}", wait)
        if status in _STRANGER:
            raise _Stranger(url, f"HTTP {status}")
        if status != httpx2.codes.OK:
            raise NoAnswer(url, f"HTTP {status}")
        self._write(response, sink, most)
        return Answer(False, Mark(_mark(response, "ETag"), _mark(response, "Last-Modified")))

    def _write(self, response: httpx2.Response, sink: BinaryIO, most: int) -> None:
        """Write the body as it comes, unpacked; one that is too large is left as soon as that shows."""
        clock, size = self.manners.clock, 0
        until = clock.now() + self.manners.answering
        declared = response.headers.get("Content-Length", "")
        if declared.isdecimal() and int(declared[:20]) > most:
            raise NoAnswer(str(response.url), f"{int(declared[:20]):,} bytes are more than the {most:,} that are taken")
        sink.seek(0)
        sink.truncate()
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > most:
                raise NoAnswer(str(response.url), f"more than the {most:,} bytes that are taken")
            if clock.now() > until:
                raise _Passing(f"no whole answer within {self.manners.answering:g} seconds")
            sink.write(chunk)

    def _failed(self, url: httpx2.URL, error: httpx2.RequestError) -> _Passing | NoAnswer:
        """What failed on the way; a host that was never reached is not tried again."""
        told = " ".join(str(error).split()) or type(error).__name__
        if not self._reached and isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
            return NoAnswer(str(url), f"cannot be reached: {told}", weary=True)
        if isinstance(error, httpx2.TimeoutException):
            return _Passing(f"no answer within {self.manners.silence:g} seconds")
        return _Passing(told)


def _mark(response: httpx2.Response, header: str) -> str:
    """A header to send back as it came, if that is possible."""
    value = response.headers.get(header, "")
    return value if value.isascii() and value.isprintable() and len(value) <= _LONGEST_MARK else ""
