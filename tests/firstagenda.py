"""A host that speaks FirstAgenda Publication's API on the loopback interface, with the traps of real ones."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ZERO = "00000000-0000-0000-0000-000000000000"
LIST = "/api/agenda/udvalgsliste"
COOKIE = ".AspNet.Cookies=reader"


def guid(number: int) -> str:
    return f"c0de{number:04d}-0000-4000-8000-00000000c0de"


def address_of(number: int) -> str:
    return f"/api/agenda/dagsorden/{guid(number)}"


def pdf_of(number: int) -> str:
    return f"/vis/pdf/bilag/{guid(number)}/?redirectDirectlyToPdf=true"


@dataclass
class Reply:
    """An answer as it leaves the host; `before_each` is called before each byte of it, when it comes one by one."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    before_each: Callable[[], None] | None = None


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Fake:
    """The host: what it publishes, what it answers once instead, and what it was asked.

    `odd` are replies by path, taken one after another before the host is itself; a callable may take its time.
    """

    now: Callable[[], float]
    bodies: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    meetings: dict[str, dict[str, object]] = field(default_factory=dict)
    pdfs: dict[str, bytes] = field(default_factory=dict)
    odd: dict[str, list[Reply | Callable[[], Reply]]] = field(default_factory=dict)
    robots: str | None = None
    cookie: bool = False
    marks: bool = True
    log: list[Asked] = field(default_factory=list)
    address: str = ""

    def paths(self) -> list[str]:
        return [asked.path for asked in self.log]

    def asked_of(self, path: str) -> list[Asked]:
        return [asked for asked in self.log if asked.path == path]

    def reply(self, path: str, headers: dict[str, str]) -> Reply:
        self.log.append(Asked(path, headers, self.now()))
        if odd := self.odd.get(path):
            first = odd.pop(0)
            return first if isinstance(first, Reply) else first()
        if path == "/robots.txt":
            return Reply(b"", 404) if self.robots is None else Reply(self.robots.encode())
        if path.startswith("/Home/AnonymousAuthentication"):
            return Reply(b"", 302, {"Set-Cookie": f"{COOKIE}; path=/; HttpOnly", "Location": path.partition("=")[2]})
        if self.cookie and COOKIE not in headers.get("cookie", ""):
            return Reply(b"", 302, {"Location": f"/Home/AnonymousAuthentication?callback={path}"})
        return self._page(path, headers)

    def _page(self, path: str, headers: dict[str, str]) -> Reply:
        if path == "/":
            return Reply(b"<html>Dagsordener</html>")
        if path in self.pdfs:
            return Reply(self.pdfs[path], headers={"Content-Type": "application/pdf"})
        told = {"Udvalg": self.bodies} if path == LIST else self.meetings.get(path)
        if told is None:
            return Reply(b"{}", 404)
        data = json.dumps(told, ensure_ascii=False).encode()
        mark = f'"{sha256(data).hexdigest()[:8]}"'
        if self.marks and headers.get("if-none-match") == mark:
            return Reply(b"", 304, {"ETag": mark})
        found = {"ETag": mark} if self.marks else {}
        if "gzip" in headers.get("accept-encoding", ""):
            return Reply(gzip.compress(data), headers={**found, "Content-Encoding": "gzip"})
        return Reply(data, headers=found)

    def publish(self, number: int, body: str, day: str, items: list[dict[str, object]], minutes: bool = True) -> None:
        """List a meeting of a body and answer for it, as the real hosts do: zero GUID, odd blanks, seven digits."""
        told = {
            "Id": guid(number),
            "MeetingBeginUtc": f"{day}T16:30:00+01:00",
            "MeetingEndUtc": f"{day}T18:00:00+01:00",
            "ReleasedDate": f"{day}T19:12:44.1170231+01:00",
            "Dato": f"{day}T16:30:00+01:00",
            "Sted": "Pakhuset ",
            "Afsluttet": minutes,
            "Navn": "Referat" if minutes else "Dagsorden",
            "Description": "",
            "IsSupplementaryAgenda": False,
        }
        group = self.bodies.setdefault(f"Udvalg {'2022-2025' if day > '2021' else '2018-2021 (historisk)'}", [])
        named = [each for each in group if each["Navn"] == body]
        if not named:
            place = len(self.bodies) * 100 + len(group)
            group.append({"Id": guid(9000 + place), "Navn": body, "Historisk": False, "Moeder": []})
        listed = next(each for each in group if each["Navn"] == body)["Moeder"]
        assert isinstance(listed, list)
        listed[:] = [each for each in listed if each["Id"] != guid(number)] + [{**told, "Moededeltagere": None}]
        self.meetings[address_of(number)] = {
            "Id": guid(number),
            "TillaegsDagsorden": False,
            "Udvalg": {"Id": guid(9000), "Navn": body},
            "Moede": {**told, "Id": ZERO, "Moededeltagere": [{"Name": "Asta  Lundby", "Absent": False}]},
            "Dagsordenpunkter": items,
        }

    def forget(self, number: int) -> None:
        """Take a meeting off the host."""
        for bodies in self.bodies.values():
            for body in bodies:
                body["Moeder"] = [each for each in body["Moeder"] or () if each["Id"] != guid(number)]  # type: ignore[attr-defined]
        del self.meetings[address_of(number)]


def item(number: int, title: str, decision: str, **more: object) -> dict[str, object]:
    html = (
        "<div><div id='sagsfremstillingContainer'><h3>Sagsfremstilling</h3><span><title>Dagsordenspunkt</title>"
        f"<p>Sagen handler om {title.casefold()}.</p></span>"
    ) + (f"<h3>Beslutning</h3><span><p>{decision}</p></span>" if decision else "")
    field = {"Navn": "", "Html": f"{html}</div></div>", "Tekst": None, "Link": "https://dagsordener.havnstrup.dk/x"}
    told = {"Id": guid(number), "Number": str(number % 100), "Navn": title, "IsOpen": True, "CaseNumber": "25/1502"}
    return {**told, "Felter": [field], "Bilag": [], **more}


def closed(number: int, title: str) -> dict[str, object]:
    empty = {"Navn": "", "Html": "", "Tekst": None, "Link": "", "DocumentId": guid(7000)}
    bilag = [{"Id": guid(7001), "Navn": "Lukket bilag", "HarPdfVersion": "true"}]
    return item(number, f"Lukket: {title}", "", IsOpen=False, Felter=[empty], Bilag=bilag)


def only_pdf(number: int, title: str, document: int) -> dict[str, object]:
    return item(number, title, "", Felter=[{"Navn": "", "Html": "", "Tekst": None, "DocumentId": guid(document)}])


@contextmanager
def publishing(fake: Fake) -> Iterator[Fake]:
    """Let a host answer on a free port while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = fake.reply(self.path, {name.casefold(): value for name, value in self.headers.items()})
            try:
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                for part in [reply.body] if reply.before_each is None else (bytes([each]) for each in reply.body):
                    (reply.before_each or bool)()
                    self.wfile.write(part)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    running.start()
    fake.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield fake
    finally:
        server.shutdown()
        running.join()
        server.server_close()
