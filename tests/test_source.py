"""The frozen text: what bytes become before anything is read from them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sagsgang.graph.formats import join, read
from sagsgang.graph.source import MOST_BYTES, MOST_LINES, NOTHING, Passage, Span, Unreadable, freeze

TEXT = "Økonomiudvalget\n\nBeslutning: sag nr. 5 – »åben«\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode().decode("latin-1").encode(), "utf-8 taken for windows-1252"),
        (TEXT[:-2].encode() + "«\n".encode("cp1252"), "utf-8 with signs of windows-1252"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
        (TEXT.replace("\n\n", "\n\f").encode(), "utf-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
        (TEXT.replace("sag", "sa\u200bg").encode(), "utf-8"),
    ],
)
def test_one_text_in_any_encoding_is_frozen_to_the_same(data: bytes, encoding: str) -> None:
    source = freeze(data)
    assert (source.text, source.encoding) == (TEXT, encoding)


def test_the_text_of_two_encodings_has_one_digest_and_the_documents_two() -> None:
    plain, old = freeze(TEXT.encode()), freeze(TEXT.encode("cp1252"))
    assert plain.text_digest == old.text_digest
    assert plain.digest != old.digest


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t ", "the file is empty"),
        ("\u00a0\n".encode(), "the file holds only blanks"),
        (b"\x00\x01\x02\x03" * 100, "binary data, not text"),
        (b"\xff\xd8\xff\xe0 JFIF", "a picture, which this version does not read"),
        (b"PK\x03\x04....", "begins like a zip archive or Word file, and cannot be unpacked: File is not a zip file"),
        (b"%PDF-1.7", "a broken PDF"),
        (b"\xff\xfeA", "UTF-16 text broken at byte 2"),
        (b"a" * (MOST_BYTES + 1), "20,000,001 bytes are more than the 20,000,000 a document may have"),
        (b"a\n" * (MOST_LINES + 1), "50,001 lines are more than the 50,000 a document may have"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.reason == reason


FORMS = [
    *("010190-1234", "3112991234", "010190 1234", "010190–1234", "010190 - 1234", "010190\u00a01234"),
    *("010190\u202f1234", "010190\u20111234", "010190\u20101234", "010190-\n1234", "010190-\r\n   1234"),
    *("010190\n-1234", "010190&nbsp;1234"),
    *("010190-**1234**", "**010190**-1234", "<b>010190</b>-1234", "cpr-nr. 010190\n1234", "CPR-nr.010190-1234"),
    *("(010190-1234)", "010190-1234/Jens Hansen", "x010190-1234y", "010190-1234.", "010190\u200b-1234"),
    *("0101\u00ad90-1234", "010190\u200d-12\u200e34", "0\u03321\u03320\u03321\u033290-1234", "0101<b>90</b>-1234"),
    *("<span class='x'>010190</span>-<i>1234</i>", "010190<!-- . -->-1234", "010190-12<wbr>34", "010190&#45;1234"),
    *("010190&minus;1234", "0101&shy;90-1234", "010190\\-1234", "010190--1234", "010190\u20431234", "(010190)-1234"),
    *("'010190'-'1234'", "01 01 90-1234", "0101 90 - 1234", "010190-\n\n1234", "010190-\n> 1234", "010190-\t1234"),
    *(
        "cpr 01.01.90.1234",
        "CPR-nr.: 01 01 90 1234",
        "personnummer 01-01-1990-1234",
        "cpr: 010190/1234",
        "cpr 010190,1234",
    ),
    *("\uff10\uff11\uff10\uff11\uff19\uff10-\uff11\uff12\uff13\uff14", "\u0660\u0661\u0660\u0661\u0669\u0660-1234"),
]


@pytest.mark.parametrize("number", FORMS)
def test_a_cpr_number_is_masked_at_the_same_length(number: str) -> None:
    plain = f"Borger {number} søger.".replace("\r\n", "\n").replace("\u200b", "")
    source = freeze(f"Borger {number} søger.".encode())
    assert source.masked == 1
    assert not any(letter.isdigit() for letter in source.text)
    assert len(source.text) == len(plain)


@pytest.mark.parametrize(
    "number",
    [
        *("320190-1234", "001290-1234", "011390-1234", "0101901234567", "12/010190-1234", "18873/22", "010190-123"),
        *("3608761", "40064/24", "40 12 34 56", "+45 20123456", "01-01-1990", "010190\n1234", "5798001234567"),
        *("00.22.04-P35-1-21", "306-010190-1234", "konto 1234 0101901234", "kontonr.: 0101901234", "P-nr. 1012345678"),
        *("sag 01 02 90 4321", "01.02.90", "d. 01-02-2025 kl. 1200", "20 10 12 24-2025", "010190\t1234", "010190.1234"),
        *(
            "personer i 2011 2012 2013",
            "010190/1234",
            "5<10 01",
            "01 02 03 04 05",
            "kl. 10-12 20-2025",
            "cpr-kontoret 2025",
        ),
        *("J.nr. 0101901234", "010190-1234-5", "2025-010561", "00.01.02-P35-1-21", "CVR-nr. 0101901234"),
    ],
)
def test_what_only_looks_like_a_cpr_number_stays(number: str) -> None:
    source = freeze(f"Sag {number} er lukket.".encode())
    assert (source.masked, source.text) == (0, f"Sag {number} er lukket.")


@pytest.mark.parametrize("text", ["Børn og unge", "SÃO PAULO", "Ãrø", "â€"])
def test_text_that_is_well_stays_as_it_is(text: str) -> None:
    assert freeze(text.encode()).text == text


def test_a_letter_with_marks_without_end_is_no_text() -> None:
    with pytest.raises(Unreadable, match="marks on one letter"):
        freeze(("a" + "\u0301\u0316" * 400_000).encode())
    assert freeze(("Ελληνικά" * 50).encode()).text == "Ελληνικά" * 50


def test_a_refusal_is_one_line_without_numbers_of_people() -> None:
    assert Unreadable("brev til\n010190-1234").reason == "brev til xxxxxx-xxxx"


def passage(text: str, place: int = 0) -> Passage:
    return Passage(text, ((0, place),)) if text else NOTHING


@given(st.text("ab ", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_a_part_of_a_passage_keeps_its_places(text: str, start: int, end: int) -> None:
    part = passage(text, 100).part(start, end)
    assert part.text == text[start:end].strip()
    for at, letter in enumerate(part.text):
        assert text[part.place(at) - 100] == letter


@given(st.lists(st.text("ab-", min_size=1, max_size=8), min_size=1, max_size=5))
def test_joined_lines_keep_their_places(lines: list[str]) -> None:
    places = [1000 * number for number, _ in enumerate(lines)]
    whole = join(*(passage(line, place) for line, place in zip(lines, places, strict=True)))
    for at, letter in enumerate(whole.text):
        number, place = divmod(whole.place(at), 1000)
        assert letter == (lines[number][place] if place < len(lines[number]) else " ")


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["Fællesforvaltningsdirektør Lars Kir-", "kegaard"], "Fællesforvaltningsdirektør Lars Kirkegaard"),
        (["Birthe Lauge-", "Kjær"], "Birthe Lauge-Kjær"),
        (["vej-", "og ejendomschef"], "vej- og ejendomschef"),
        (["behandles den", "3. maj"], "behandles den 3. maj"),
    ],
)
def test_a_word_divided_by_a_line_is_made_whole_and_a_real_hyphen_stays(lines: list[str], whole: str) -> None:
    assert join(*(passage(line, 100 * at) for at, line in enumerate(lines))).text == whole


def test_an_empty_span_of_a_passage_stands_behind_it() -> None:
    assert passage("ab", 5).span(2) == Span(7, 7)
    assert NOTHING.span() == Span(0, 0)
