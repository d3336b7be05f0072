"""Compressed answers on a real server: of every size, whole and part by part."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from urllib.parse import quote, urlsplit

import pytest
from sagsgang.api.compressed import LEAST
from sagsgang.api.pool import HELD
from sagsgang.api.question import Limits
from sagsgang.graph.store import Archive
from serving import served

DATA = b"".join(b'<urn:s%d> <urn:p> "%d" <urn:g> .\n' % (n, n) for n in range(2000))
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT %d"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("compressed") / "store"
    with Archive(store) as archive:
        archive.load(DATA)
    with served(store, Limits(answer=4 << 20)) as address:
        yield address


@contextmanager
def got(address: str, path: str, accept_encoding: str = "gzip", method: str = "GET") -> Iterator[HTTPResponse]:
    with closing(HTTPConnection(str(urlsplit(address).hostname), urlsplit(address).port, timeout=20)) as connection:
        headers = {"Accept-Encoding": accept_encoding, "Accept": "text/csv"}
        connection.request(method, path, headers=headers)
        with connection.getresponse() as answer:
            yield answer


def of(rows: int) -> str:
    return f"/sparql?query={quote(ROWS % rows)}"


@pytest.mark.parametrize("rows", [100, 1000, 10_000, 60_000])
def test_an_answer_of_any_size_is_the_same_compressed(address: str, rows: int) -> None:
    with got(address, of(rows), "identity") as plain, got(address, of(rows)) as packed:
        whole, body = plain.read(), packed.read()
        assert plain.getheader("content-encoding") is None
        assert packed.getheader("content-encoding") == "gzip"
        assert plain.getheader("vary") == packed.getheader("vary")
        assert "Accept-Encoding" in str(packed.getheader("vary"))
        long = len(whole) > HELD + (64 << 10)
        assert (packed.getheader("transfer-encoding") == "chunked") is long
        assert packed.getheader("content-length") == (None if long else str(len(body)))
    assert gzip.decompress(body) == whole
    assert len(body) * 3 < len(whole)


def test_a_tiny_answer_is_left_as_it_is(address: str) -> None:
    with got(address, of(1)) as answer:
        assert answer.getheader("content-encoding") is None
        assert int(answer.getheader("content-length") or 0) == len(answer.read()) < LEAST


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [
        ("gzip, deflate, br", True),
        ("x-gzip", True),
        ("*", True),
        ("br;q=1.0, gzip;q=0.2", True),
        ("", False),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("identity, gzip;q=0.5", False),
        ("gzip;q=what", False),
        ("deflate", False),
    ],
)
def test_only_who_wants_it_gets_it_compressed(address: str, accepted: str, compressed: bool) -> None:
    with got(address, of(1000), accepted) as answer:
        assert (answer.getheader("content-encoding") == "gzip") is compressed


def test_the_head_says_of_an_answer_what_the_answer_says(address: str) -> None:
    with got(address, of(1000), method="HEAD") as head, got(address, of(1000)) as answer:
        said = ("content-encoding", "vary", "etag", "content-type")
        assert [head.getheader(name) for name in said] == [answer.getheader(name) for name in said]
        assert head.read() == b""


def test_what_is_broken_off_ends_neither_as_http_nor_as_gzip(address: str) -> None:
    with got(address, of(2_000_000)) as answer:
        assert answer.getheader("content-encoding") == "gzip"
        with pytest.raises(IncompleteRead) as broken:
            answer.read()
    reader = zlib.decompressobj(wbits=31)
    assert len(reader.decompress(broken.value.partial)) > HELD
    assert not reader.eof


def test_pages_and_scripts_are_compressed_but_not_what_tells_its_digest(address: str) -> None:
    for path in ("/", "/static/style.css", "/openapi.json"):
        with got(address, path) as answer:
            assert (path, answer.getheader("content-encoding")) == (path, "gzip")
            assert gzip.decompress(answer.read())
    with got(address, "/dumps/all.nq") as dump:
        assert dump.getheader("repr-digest") is not None
        assert dump.getheader("content-encoding") is None
