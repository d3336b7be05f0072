"""Readers of pages: what stands on them is the frozen text, its lines told apart; nothing breaks the reading."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import papers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sagsgang.graph.formats import Reading, child, ocr, read
from sagsgang.graph.mapping import stated
from sagsgang.graph.source import Unreadable

PAGE = """<!DOCTYPE html><html><head><title>Kulturudvalget</title><style>p {}</style></head><body>
<header><img alt="Havnstrup Kommune logo"><nav>Forside Søg</nav></header><script>alert("Bilag")</script>
<h1>Kulturudvalget - Referat</h1><table><tr><td>Dato:</td><td>6. maj 2025</td></tr></table>
<table><thead><tr><th>Punkt</th><th>Titel</th></tr></thead><tbody><tr><td><span>1</span></td><td><button><h2>Tilskud
til havnefesten</h2></button><div style="display: none"><h3>Sagsfremstilling</h3><title>Dagsordenspunkt</title>
<p>Foreningen søger<br>om tilskud.</p><ul><li>musik<ul><li>på kajen</li></ul></li><li>lys</li></ul>
<ol><li>først dette</li></ol><p><b>Tid og sted</b></p>
<p hidden>Intern note</p>
<div class="modal" role="dialog"><h4>Tip en ven</h4><label>Din e-mail</label></div>
<h3>Beslutning</h3><p>Godkendt&nbsp;af&shy;ten.</p></div></td>
</tr></tbody></table><table><tr><th>Post</th><th>Kr.</th></tr><tr><td>Musik</td><td>4.000</td></tr></table>
<footer>Havnstrup Kommune, Torvet 1, tlf. 00 00 00 00</footer></body></html>"""


def kinds(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in reading.blocks if block.kind != "blank"]


def whole(reading: Reading) -> bool:
    """The blocks concatenate to the text, and each one's words stand in it."""
    text = reading.source.text
    for block in reading.blocks if reading.source.reader != "text" else ():  # Markdown's marks are no words
        assert all(text[block.words.place(at)] in (sign, "\t") for at, sign in enumerate(block.text))
        assert all(text[c.span().start : c.span().end] == c.text for c in block.cells)
    return "".join(reading.source[block.span] for block in reading.blocks) == text


def reason(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.reason


def test_a_page_of_html_reads_as_it_is_seen() -> None:
    reading = read(PAGE.encode())
    assert (reading.source.media_type, reading.source.reader) == ("text/html", "html")
    assert kinds(reading) == [
        ("heading", "Kulturudvalget - Referat"),
        ("row", "Dato: 6. maj 2025"),
        ("heading", "1. Tilskud til havnefesten"),
        ("heading", "Sagsfremstilling"),
        ("text", "Foreningen søger"),
        ("text", "om tilskud."),
        ("bullet", "musik"),
        ("bullet", "på kajen"),
        ("bullet", "lys"),
        ("text", "1. først dette"),
        ("heading", "Tid og sted"),
        ("heading", "Beslutning"),
        ("text", "Godkendt aften."),
        ("row", "Post Kr."),
        ("row", "Musik 4.000"),
        ("text", "Havnstrup Kommune"),
    ]
    assert "Musik\t4.000\n" in reading.source.text
    assert whole(reading)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_html_is_decoded_as_it_was_written(code: str) -> None:
    assert "Foreningen søger" in read(PAGE.encode(code)).source.text


def test_of_a_page_with_a_main_part_only_that_is_read() -> None:
    page = (
        "<html><body><a href='#m'>Gå til indhold</a><main id='m'><details><summary>Problem</summary>Der mangler træer."
    )
    reading = read(f"{page}</details></main><footer>Havnstrup Kommune</footer></body></html>".encode())
    assert kinds(reading) == [("heading", "Problem"), ("text", "Der mangler træer."), ("text", "Havnstrup Kommune")]


def test_html_without_words_says_so() -> None:
    assert "fetched by a script" in reason(b"<!DOCTYPE html><html><body><script>go()</script></body></html>")


def test_html_nested_without_end_is_refused() -> None:
    assert "nested deeper" in reason(b"<html><body>" + b"<div>" * 200 + b"x")


def test_text_with_leftovers_of_html_stays_text() -> None:
    assert read("Referat\n<p>Sagen</p> blev drøftet.".encode()).source.reader == "text"


def test_a_word_document_reads_in_the_order_of_its_page() -> None:
    reading = read(papers.docx())
    assert reading.source.reader == "docx"
    assert kinds(reading) == [
        ("heading", "Kulturudvalget - Referat"),
        ("text", "Dato: 6. maj 2025"),
        ("text", "Start kl.: 16:00"),
        ("text", "Medlemmer:"),
        ("text", "Ea Krag (A)"),
        ("text", "Bo Lind (V)"),
        ("text", "Ida Holm (C)"),
        ("text", "Ole Dam (F)"),
        ("heading", "1. Tilskud til havnefesten"),
        ("text", "Sagsnr.: 25/1044"),
        ("heading", "Sagsfremstilling"),
        ("text", "Foreningen søger om tilskud til"),
        ("bullet", "musik på kajen"),
        ("bullet", "lys i træerne"),
        ("text", "1. Først høres naboerne"),
        ("text", "2. Så betales der"),
        ("heading", "Beslutning i Kulturudvalget den 06-05-2025"),
        ("text", "Godkendt."),
        ("heading", "Bilag"),
        ("row", "1 Åben Ansøgning 1101/25"),
        ("row", "2 Lukket Budget 1102/25"),
        ("text", "Havnstrup Kommune"),
    ]
    assert whole(reading)


def repacked(**changed: bytes) -> bytes:
    """The Word document with parts of it changed."""
    file = BytesIO()
    with ZipFile(BytesIO(papers.docx())) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            key = part.filename.rpartition("/")[2].removesuffix(".xml")
            new.writestr(part.filename, changed.get(key, old.read(part)))
    return file.getvalue()


def test_a_word_document_with_a_dtd_is_refused() -> None:
    assert "DTD" in reason(repacked(document=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'))


def test_a_word_document_that_unpacks_to_too_much_is_refused() -> None:
    assert "zip bomb" in reason(repacked(document=b"<a>" + b" " * 30_000_000 + b"</a>"))


@pytest.mark.parametrize("part", [b"", b"<a/>", b"<a"])
def test_a_broken_word_document_says_so(part: bytes) -> None:
    assert "broken" in reason(repacked(document=part)) or "blanks" in reason(repacked(document=part))


LONG = "Foreningen har søgt om et tilskud til havnefesten, som holdes i havnen den første lør-"
TITLE = "1. Tilskud til havnefesten"


def minutes() -> bytes:
    """Three pages with running head and foot, two columns of members, a table with a wrapped title."""
    first = [
        *papers.down(100, "*REFERAT", "*Kulturudvalget", "", "Dato: 6. maj 2025", "", "*Medlemmer:"),
        *papers.down(172, "Ea Krag (A)", "Bo Lind (V)", "Ida Holm (C)"),
        *papers.down(172, "Ole Dam (F)", "Kaj Bro (O)", left=300),
    ]
    second = [
        *papers.down(100, f"*{TITLE}", "", "*Sagsfremstilling", LONG, "dag i juni.", "- musik", "", "*Bilag"),
        *((70, 200, "1 Åben"), (150, 200, "Ansøgning fra foreningen med"), (150, 212, "budget og plan")),
        *((450, 200, "1101/25"), (70, 224, "2 Lukket"), (150, 224, "Udtalelse"), (450, 224, "1102/25")),
    ]
    third = papers.down(100, "*Beslutning i Kulturudvalget den 06-05-2025", "Godkendt.")
    pages = []
    for number, page in enumerate((first, second, third), 1):
        head = papers.down(40, "Kulturudvalget, møde nr. 5") if number > 1 else []
        pages.append([*head, *page, *papers.down(800, f"Havnstrup Kommune side {number}")])
    return papers.pdf(*pages)


def test_names_at_the_edges_of_two_pages_do_not_run_on() -> None:
    names = ("Ea Krag (A)", "Bo Lind (V)", "Ida Holm (C)")
    tops = (300, 100, 420)
    pages = [[*papers.down(top, *names), *papers.down(800, f"Side {number}")] for number, top in enumerate(tops, 1)]
    told = [text for _, text in kinds(read(papers.pdf(*pages)))]
    assert [told.count(name) for name in names] == [3, 3, 3]
    assert not any(text.startswith("Side") for text in told)


def test_a_pdf_reads_line_by_line_column_by_column_without_what_runs_on() -> None:
    reading = read(minutes())
    assert (reading.source.media_type, reading.source.reader) == ("application/pdf", "pdf")
    assert kinds(reading) == [
        ("heading", "REFERAT"),
        ("heading", "Kulturudvalget"),
        ("text", "Dato: 6. maj 2025"),
        ("heading", "Medlemmer:"),
        ("text", "Ea Krag (A)"),
        ("text", "Bo Lind (V)"),
        ("text", "Ida Holm (C)"),
        ("text", "Ole Dam (F)"),
        ("text", "Kaj Bro (O)"),
        ("heading", "1. Tilskud til havnefesten"),
        ("heading", "Sagsfremstilling"),
        ("text", LONG),
        ("text", "dag i juni."),
        ("bullet", "musik"),
        ("heading", "Bilag"),
        ("row", "1 Åben Ansøgning fra foreningen med budget og plan 1101/25"),
        ("row", "2 Lukket Udtalelse 1102/25"),
        ("heading", "Beslutning i Kulturudvalget den 06-05-2025"),
        ("text", "Godkendt."),
        ("text", "Havnstrup Kommune"),
    ]
    assert whole(reading)


def test_a_table_drawn_row_by_row_stays_rows() -> None:
    rows = [(70, 100, "Ea Krag"), (300, 100, "følger op"), (70, 112, "Bo Lind"), (300, 112, "skriver brev")]
    assert kinds(read(papers.pdf(rows))) == [("row", "Ea Krag følger op"), ("row", "Bo Lind skriver brev")]


def test_labels_drawn_after_their_values_stay_beside_them() -> None:
    drawn = [(200, 100, "Rådhuset"), (200, 112, "6. maj 2025"), (70, 100, "*Sted:"), (70, 112, "*Dato:")]
    assert [text for _, text in kinds(read(papers.pdf(drawn)))] == ["Sted: Rådhuset", "Dato: 6. maj 2025"]


def test_a_pdf_without_text_names_what_reads_it() -> None:
    assert "sagsgang[ocr]" in reason(papers.pdf([], []))


def test_a_broken_pdf_says_so() -> None:
    assert "broken PDF" in reason(b"%PDF-1.7\nthis is none")


def test_an_encrypted_pdf_says_so() -> None:
    key = "00" * 32
    locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >> /ID [<00> <00>]"
    assert "password" in reason(papers.pdf(papers.down(100, "Referat"), trailer=locked))


@pytest.mark.parametrize("document", [PAGE.encode(), papers.docx(), minutes()], ids=["html", "docx", "pdf"])
def test_the_facts_of_a_meeting_come_out_of_each_form(document: bytes) -> None:
    graph = stated(document, "referat")
    assert b"Havnstrup Kommune" in graph.nquads
    assert b"Tilskud til havnefesten" in graph.nquads
    assert b"outcome-approved" in graph.nquads


def test_taking_a_document_apart_ends_in_time_and_the_next_one_is_read() -> None:
    with pytest.raises(Unreadable, match="longer than"):
        child.take("pdf", minutes(), seconds=0)
    assert child.take("pdf", minutes())


def test_a_helper_that_has_gone_is_started_anew() -> None:
    assert child.take("docx", papers.docx())
    child._children[0].close()
    assert child.take("docx", papers.docx())


def mutated(data: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    """Bytes with stretches overwritten, dropped or put in."""
    for share, length, by in cuts:
        at = int(share * len(data))
        data = data[:at] + by + data[at + length :]
    return data


CUTS = st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0, 1, 4, 1000, 10**9]), st.binary(max_size=8)), max_size=4)
SOMETIMES = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("document", [PAGE.encode(), papers.docx(), minutes()], ids=["html", "docx", "pdf"])
@SOMETIMES
@given(cuts=CUTS)
def test_a_damaged_document_is_read_or_refused(document: bytes, cuts: list[tuple[float, int, bytes]]) -> None:
    try:
        reading = read(mutated(document, cuts))
    except Unreadable:
        return
    assert whole(reading)


PIECES = st.sampled_from(
    ["<p>", "<div>", "</div>", "<h2>", "<td>", "<tr>", "<table>", "<li>", "<br>", "tekst", "&shy;", "æ"]
)


@SOMETIMES
@given(pieces=st.lists(PIECES, max_size=40))
def test_any_html_is_read_with_nothing_lost(pieces: list[str]) -> None:
    try:
        reading = read(("<html><body>" + " ".join(pieces)).encode())
    except Unreadable:
        assert "tekst" not in pieces
        return
    assert whole(reading)
    assert reading.source.text.count("tekst") == pieces.count("tekst")


@pytest.fixture(scope="module")
def tesseract() -> None:
    if lacking := ocr.missing():
        pytest.skip(f"pictures of pages are read where these are installed: {lacking}")


@pytest.mark.usefixtures("tesseract")
def test_a_scanned_pdf_is_read_by_ocr_and_says_so() -> None:
    reading = read(papers.scanned(minutes()))
    assert reading.source.reader == "pdf-ocr"
    texts = [text for _, text in kinds(reading)]
    assert {"Kulturudvalget", "Dato: 6. maj 2025", "1. Tilskud til havnefesten", "Godkendt."} <= set(texts)
    assert texts.index("Sagsfremstilling") < texts.index("Bilag") < texts.index("Godkendt.")
    assert whole(reading)


@pytest.mark.usefixtures("tesseract")
def test_pages_of_text_and_pictures_of_pages_keep_their_order() -> None:
    text = papers.pdf(papers.down(100, "Referat af mødet", "Første side er tekst."))
    last = papers.pdf(papers.down(300, "Tredje side er tekst igen."))
    picture = papers.scanned(papers.pdf(papers.down(100, "Anden side er et billede.", "Det kan læses.")))
    reading = read(papers.joined(text, picture, last))
    assert (reading.source.reader, reading.notes) == ("pdf-ocr", ())
    found = [text for _, text in kinds(reading)]
    assert [found.index(line) for line in ("Anden side er et billede.", "Tredje side er tekst igen.")] == [2, 4]


@pytest.mark.usefixtures("tesseract")
def test_pictures_without_a_word_and_too_many_of_them_are_refused() -> None:
    blank = papers.scanned(papers.pdf([]), dpi=20)
    assert "finds no word" in reason(blank)
    assert "more than the 100 that OCR" in reason(papers.joined(*[blank] * (ocr.MOST_PAGES + 1)))


def test_without_ocr_a_pdf_names_what_reads_it_and_its_pages_of_text_are_kept() -> None:
    picture = papers.scanned(papers.pdf(papers.down(100, "Billede")), dpi=20)
    mixed = papers.joined(papers.pdf(papers.down(100, "Første side er tekst.")), picture)
    script = "import sys; from sagsgang.graph.formats import read; r = read(sys.stdin.buffer.read())"
    told = f"{script}; print(r.source.reader, r.source.text, r.notes)"
    lacking = {**os.environ, "PATH": "/nowhere"}
    done = subprocess.run([sys.executable, "-c", told], input=mixed, capture_output=True, env=lacking, check=True)
    assert "pdf Første side er tekst." in done.stdout.decode()
    assert "not read (2)" in done.stdout.decode()
    done = subprocess.run([sys.executable, "-c", told], input=picture, capture_output=True, env=lacking, check=False)
    assert "sagsgang[ocr]" in done.stderr.decode()
    assert "apt-get install tesseract-ocr tesseract-ocr-dan" in done.stderr.decode()


@pytest.mark.parametrize("form", ["html", "xml", "json"])
def test_what_swells_ends_the_helper_or_is_refused_and_the_next_one_is_read(form: str) -> None:
    swelling = {
        "html": b"<html>" + b"<b/>" * 4_500_000,
        "xml": b"<r>" + b"<a/>" * 4_500_000,
        "json": b"[" + b"[]," * 6_000_000,
    }
    with pytest.raises(Unreadable) as refused:
        read(swelling[form])
    assert "\n" not in refused.value.reason
    assert read(PAGE.encode()).source.reader == "html"


def test_tables_with_many_heads_are_read_in_time() -> None:
    started = time.monotonic()
    with suppress(Unreadable):
        read(b"<html><table>" + b"<thead><tr><td>x" * 20_000)
    assert time.monotonic() - started < 5
