"""CPR numbers, and what is closed or hidden, reach no store, export, dump, answer, page or log, in whatever form."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin
from zipfile import ZipFile

import httpx2
import pytest
from pyoxigraph import NamedNode
from sagsgang.graph.crosswalks.missing import Missing
from sagsgang.graph.export import FORMATS, export
from sagsgang.graph.store import Archive
from sagsgang.ontology import RDF
from serving import served
from sown import NUMBERS, sow, told

VALUE = NamedNode(str(RDF.value))
MOST_PAGES = 60


@pytest.fixture(scope="module")
def sown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the minutes and the store that the command made of them."""
    home = tmp_path_factory.mktemp("sown")
    (home / "minutes").mkdir()
    sow(home / "minutes")
    return home


@pytest.fixture(scope="module")
def printed(sown: Path) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", "sagsgang.api", "build", "minutes", "--store", "store"]
    done = subprocess.run(command, cwd=sown, capture_output=True, text=True, check=False, env=dict(os.environ))
    return done.stdout + done.stderr


def test_what_is_sown_is_found_where_nothing_is_held_back() -> None:
    day, last = NUMBERS[7]
    assert told(f"<b>{day}</b>-{last} og Sorte\u00adjern") == [f"{day} {last}", "Sortejern"]


def test_a_hundred_cpr_numbers_are_counted_and_reach_neither_store_nor_what_is_printed(
    sown: Path, printed: str
) -> None:
    masked = re.search(r"CPR numbers masked\s+(\d+)", printed)
    assert masked is not None, printed
    assert int(masked[1]) >= len(NUMBERS)
    assert told(printed) == []
    with Archive(sown / "store", read_only=True) as archive:
        assert len(archive.documents()) == 13
        assert told("\n".join(map(str, archive.store))) == []
        texts = [str(quad.object) for quad in archive.store.quads_for_pattern(None, VALUE, None)]
        assert sum(text.count("xxxx") >= 10 for text in texts) == 10


def test_nothing_sown_stands_in_the_bytes_of_the_store(sown: Path, printed: str) -> None:
    for path in (each for each in (sown / "store").rglob("*") if each.is_file()):
        assert told(path.read_bytes().decode("utf-8", "replace")) == [], path.name


@pytest.mark.parametrize("format", FORMATS)
def test_no_export_tells_what_was_sown(sown: Path, printed: str, format: str) -> None:
    out = BytesIO()
    with Archive(sown / "store", read_only=True) as archive:
        try:
            export(archive, format, out)
        except Missing:
            pytest.skip("an extra that is not installed")
    data = out.getvalue()
    if data.startswith(b"PK"):
        with ZipFile(out) as packed:
            data = b"\n".join(packed.read(name) for name in packed.namelist())
    assert len(data) > 1000
    assert told(data.decode("utf-8", "replace")) == []


def test_no_answer_page_or_line_of_a_log_tells_what_was_sown(
    sown: Path, printed: str, caplog: pytest.LogCaptureFixture
) -> None:
    with served(sown / "store") as address, httpx2.Client(base_url=address, timeout=60) as client:
        telling, asked = [], 0
        for path, text in _everything(client):
            asked += 1
            telling += [(path, each) for each in told(text)]
    assert telling == []
    assert asked > 150
    assert told(caplog.text) == []


def _everything(client: httpx2.Client) -> Iterator[tuple[str, str]]:
    """All that is described and asked for without parameters, searches, and what pages lead to, as far as that goes."""
    described = client.get("/openapi.json").json()["paths"]
    paths = [path for path in described if "{" not in path]
    paths += [f"{path}?limit=1000" for path in ("/cases", "/persons", "/bodies", "/meetings")]
    paths += [f"/soeg?q={word}" for word in ("borger", "Sag", "4000", "Sortejern", "xxxxxx")]
    paths += ["/", "/sager", "/moeder", "/organer", "/personer", "/om", "/forespoergsel", "/dumps/all.trig"]
    paths += [f"/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D&format={each}" for each in ("csv", "tsv", "xml", "json")]
    seen, pages = set(paths), 0
    while paths:
        path = paths.pop(0)
        answer = client.get(path, follow_redirects=True)
        asked = "Sortejern" in path and "Sortejern" in answer.text
        yield path, answer.text.replace("Sortejern", "") if asked else answer.text
        if "html" in answer.headers["content-type"] and pages < MOST_PAGES:
            pages += 1
            links = {urljoin(path, each) for each in re.findall(r'href="([^"#]+)', answer.text)}
            more = sorted(each.replace("&amp;", "&") for each in links if each.startswith("/") and each not in seen)
            seen |= set(more)
            paths += more[:40]
            paths += [
                f"{each}.{end}" for each in more if each.startswith("/id/doc/") for end in ("ttl", "jsonld", "json")
            ]
