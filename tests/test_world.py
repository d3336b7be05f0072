"""What a folder of the world holds: one bad file of any kind costs a line, and the rest is read."""

import io
import json
import os
import random
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import papers
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sagsgang.graph.build import build
from sagsgang.graph.formats import Reading, read
from sagsgang.graph.mapping import stated
from sagsgang.graph.source import Unreadable
from sagsgang.graph.store import Archive

EXPORTS = Path(__file__).parent / "formats"
SAMPLES = ("firstagenda.json", "acadre.xml", "edoc.xml", "edoc-publishing.xml", "sbsys.xml")
WORDS = "Rådet drøftede åens løb og æblerne"
SHEET = f"REFERAT\n\nHavnstrup Kommune\n\nMandag den 3. februar 2025\n\n1. Åens løb\n\nBeslutning\n{WORDS}\n"
PAGE = f"<!DOCTYPE html><html><body><h1>Referat</h1><p>{WORDS}</p></body></html>"


def zipped(files: dict[str, bytes]) -> bytes:
    sheet = io.BytesIO()
    with ZipFile(sheet, "w", ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return sheet.getvalue()


def word(*paragraphs: str) -> bytes:
    document, file = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.author = paragraphs[-1]
    document.save(file)
    return file.getvalue()


def export(name: str, words: str) -> bytes:
    """An exported meeting that says something more: in the title of its item, its place and its texts."""
    text = re.sub("Ny +bro", f"Ny bro {words}", (EXPORTS / name).read_text("utf-8"))
    return text.replace("Broen er", f"Broen er {words}").encode()


def damage(data: bytes, random_: random.Random) -> bytes:
    """Bytes flipped, stretches lost, doubled or swapped."""
    found = bytearray(data)
    for _ in range(random_.randint(1, 4)):
        at, length = random_.randrange(len(found) + 1), random_.choice((1, 1, 8, 200, 5000))
        piece = bytes(found[at : at + length])
        match random_.randrange(5):
            case 0:
                found[at : at + length] = bytes(byte ^ (1 << random_.randrange(8)) for byte in piece)
            case 1:
                del found[at:]
            case 2:
                del found[at : at + length]
            case 3:
                found[at:at] = piece * random_.choice((1, 2, 50))
            case _:
                found[at:at] = random_.randbytes(4)
    return bytes(found)


FORMS: dict[str, bytes] = {
    "text": SHEET.encode(),
    "markdown": f"# Referat\n\n## 1. Åens løb\n\n| a | b |\n|---|---|\n| c | d |\n\n**{WORDS}**\n".encode(),
    "html": PAGE.encode(),
    "pdf": papers.pdf(papers.down(100, "*Referat", WORDS)),
    "docx": word("Referat", WORDS),
    **{name: export(name, WORDS) for name in SAMPLES},
    "zip": zipped({"m/a.xml": export("acadre.xml", WORDS), "m/manifest.xml": b"<manifest/>"}),
}


def whole(reading: Reading) -> bool:
    """The blocks concatenate to the text, and no sign that no graph may hold is in it."""
    text = reading.source.text
    signs = {unicodedata.category(sign) for sign in text if sign not in "\n\t"}
    return "".join(reading.source[block.span] for block in reading.blocks) == text and not signs & {"Cc", "Cs"}


def told_or_refused(data: bytes) -> bool:
    """Whether a document is read whole, or refused in one line."""
    try:
        return whole(read(data))
    except Unreadable as refused:
        return bool(refused.reason) and "\n" not in refused.reason


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_whole(form: str) -> None:
    reading = read(FORMS[form])
    assert whole(reading)
    assert WORDS in reading.source.text


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 1 << 32))
def test_every_form_is_read_or_refused_however_it_is_damaged(form: str, seed: int) -> None:
    assert told_or_refused(damage(FORMS[form], random.Random(seed)))


@pytest.mark.parametrize("form", ["text", "markdown", "html", *SAMPLES])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.encode().decode("latin-1").encode(),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("åens", "å\x01ens\x7f").encode(),
    ],
    ids=["utf-16", "crlf", "nfd", "twice", "cp1252", "controls"],
)
def test_however_it_is_written_the_words_are_the_same(form: str, change: Callable[[str], bytes]) -> None:
    text = FORMS[form].decode().replace(' encoding="utf-8"', "")
    if "\x01" in change("åens").decode("latin-1") and form == "firstagenda.json":
        text = text.replace("åens", "\\u00e5ens")
    assert read(change(text)).source.text.count(WORDS) == read(FORMS[form]).source.text.count(WORDS)


def test_illegal_references_of_xml_are_dropped() -> None:
    for name in SAMPLES[1:]:
        told = export(name, WORDS.replace("åens", "å&#x1F;e&#xFFFF;n&#8;s"))
        assert WORDS in read(told).source.text


BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.pdf": b" \n",
    "binary.docx": bytes(range(256)) * 40,
    "broken.pdf": FORMS["pdf"][:200],
    "broken.docx": FORMS["docx"][:-200],
    "broken.zip": FORMS["zip"][:-40],
    "broken.json": FORMS["firstagenda.json"][:-50],
    "broken.xml": FORMS["acadre.xml"][:-50],
    "dtd.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "deep.html": b"<html>" + b"<div>" * 9000,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "marks.txt": ("a" + "\u0301\u0316" * 100_000).encode(),
    "big.txt": b"x" * 20_000_001,
}


def test_in_a_folder_of_hundreds_each_bad_file_gets_one_line_and_the_rest_is_read(tmp_path: Path) -> None:
    _many(tmp_path, 120)
    for name, data in BAD.items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-m", "sagsgang.api", "build", str(tmp_path), "--store", str(tmp_path.parent / "store")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert [sum(f"/{name}: " in line for line in lines) for name in BAD] == [1] * len(BAD)
    assert len(lines) == len(BAD)
    assert ["documents", "120"] in [line.split() for line in done.stdout.splitlines()]


@pytest.mark.size
@pytest.mark.skipif("SAGSGANG_SIZE" not in os.environ, reason="takes minutes: SAGSGANG_SIZE=1 runs it")
def test_one_bad_file_among_ten_thousand_costs_one_line(tmp_path: Path) -> None:
    _many(tmp_path, 10_000)
    (tmp_path / "bad.pdf").write_bytes(BAD["broken.pdf"])
    with Archive(tmp_path.parent / "store") as archive:
        report = build([tmp_path], archive)
        assert (report.documents, len(report.unreadable)) == (10_000, 1)
        assert build([tmp_path], archive).read == 0


def _many(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(f"REFERAT\n\n3. februar 2025\n\n1. Blad {number}\n", "utf-8")


def numbers(count: int, seed: int) -> list[tuple[str, str, str]]:
    """CPR numbers that were never given to anybody: day, what parts them, and the rest, in every form."""
    random_ = random.Random(seed)
    days = (f"{random_.randint(1, 28):02}{random_.randint(1, 12):02}{random_.randint(0, 99):02}" for _ in range(count))
    return [(day, random_.choice(PARTED), f"{random_.randint(0, 9999):04}") for day in days]


PARTED = ("-", " ", "–", "", "\u00a0", "\u2011", " - ")
CARRIERS: dict[str, Callable[[str], bytes]] = {
    "text": lambda words: SHEET.replace(WORDS, words).encode(),
    "markdown": lambda words: f"# Referat\n\n## 1. Sag {words}\n\n- {words}\n\n| {words} | x |\n".encode(),
    "html": lambda words: PAGE.replace(WORDS, words).encode(),
    "pdf": lambda words: papers.pdf(
        papers.down(20, "*Referat", *words.replace("\u2011", "-").split(","), by=7), size=6
    ),
    "docx": lambda words: word("Referat", *words.split(",")),
    **{name: (lambda words, name=name: export(name, words)) for name in SAMPLES},  # type: ignore[misc]
    "zip": lambda words: zipped({"a.xml": export("sbsys.xml", words)}),
}


@pytest.mark.parametrize("form", CARRIERS)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 1 << 32))
def test_a_hundred_cpr_numbers_reach_no_graph_in_any_form(form: str, seed: int) -> None:
    sown = numbers(100, seed)
    graph = stated(CARRIERS[form](", ".join(f"borger {''.join(number)}" for number in sown)))
    dump = graph.nquads.decode()
    assert graph.masked >= len(sown)
    assert [day for day, _, last in sown if re.search(rf"{day}[^\d]{{0,6}}{last}", dump)] == []


def test_cpr_numbers_in_names_reach_neither_store_nor_report(tmp_path: Path) -> None:
    (tmp_path / "brev 010190-1234.txt").write_text(SHEET, "utf-8")
    (tmp_path / "tom 010190-1234.txt").write_bytes(b"")
    (tmp_path / "x.zip").write_bytes(zipped({"010190-1234/a.md": SHEET.encode() + b"x", "b 010190-1234.png": b""}))
    with Archive() as archive:
        report = build([tmp_path], archive)
        assert report.documents == 2
        assert "1234" not in f"{report}{''.join(archive.lines())}{archive.documents()}"


def test_masked_numbers_are_counted_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SHEET + "Borger 010190-1234 og 020290 4321\n", "utf-8")
    command = [sys.executable, "-m", "sagsgang.api", "build", str(tmp_path), "--store", str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})
    assert "CPR numbers masked: 2" in done.stderr
    assert "CPR numbers masked 2" in " ".join(done.stdout.split())


leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner)))
def test_any_json_is_read_or_refused(value: object) -> None:
    assert told_or_refused(json.dumps(value).encode())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert told_or_refused(data)
