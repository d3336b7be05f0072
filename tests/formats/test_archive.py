"""Zip archives: each document in one is a document, a meeting's attachments are none, and none does harm."""

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import papers
import pytest
from sagsgang.graph.build import build
from sagsgang.graph.formats import archive, naming, read
from sagsgang.graph.source import MOST_BYTES, OtherData, Unreadable
from sagsgang.graph.store import Archive

HERE = Path(__file__).parent
ACADRE, SBSYS = ((HERE / name).read_bytes() for name in ("acadre.xml", "sbsys.xml"))
SHEET = b"REFERAT\n\nMandag den 3. februar 2025\n\n1. Blad\n"
OTHER = SHEET.replace(b"Blad", b"Andet blad")


def zipped(files: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    sheet = io.BytesIO()
    with ZipFile(sheet, "w", method) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return sheet.getvalue()


def told(data: bytes, at: int, value: bytes) -> bytes:
    """An archive whose directory's first entry, or with a negative place its end, says something else."""
    start = data.index(b"PK\x01\x02") + at if at >= 0 else data.rindex(b"PK\x05\x06") - at
    return data[:start] + value + data[start + len(value) :]


def reason(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert "\n" not in refused.value.reason
    return refused.value.reason


@pytest.fixture
def store() -> Iterator[Archive]:
    with Archive() as store:
        yield store


def files(store: Archive) -> list[list[str]]:
    return sorted([file.name for file in entry.files] for entry in store.documents())


def test_the_one_document_of_an_archive_is_the_same_as_outside() -> None:
    packed = zipped(
        {"m/Agenda.xml": ACADRE, "m/manifest.xml": b"<manifest/>", "m/1.pdf": papers.pdf([]), "m/readme.txt": b"x"}
    )
    assert read(packed, "Agenda.xml") == read(ACADRE, "Agenda.xml")
    assert read(zipped({"referat.txt": SHEET})) == read(SHEET)
    word = papers.docx()  # made once: it holds the second in which it is made
    assert read(zipped({"referat.docx": word})) == read(word)
    assert read(zipped({"referat.txt": SHEET}, zipfile.ZIP_STORED)) == read(SHEET)


def test_several_documents_of_an_archive_are_named() -> None:
    packed = zipped({"b.txt": SHEET, "a.xml": ACADRE, "manifest.xml": b"<manifest/>"})
    assert reason(packed) == "a zip archive of 2 documents, which `build` reads: a.xml, b.txt"
    many = zipped({f"{number:02}.txt": SHEET for number in range(40)})
    assert reason(many).endswith("08.txt, 09.txt and 30 more")


def test_each_document_of_an_archive_is_built_as_one_of_a_folder(store: Archive, tmp_path: Path) -> None:
    (tmp_path / "år.zip").write_bytes(
        zipped({"m/a.xml": ACADRE, "b.txt": SHEET, "c.docx": papers.docx(), "d.png": b"\x89PNG", "README.md": b"x"})
    )
    (tmp_path / "b.txt").write_bytes(SHEET)
    report = build([tmp_path], store)
    assert files(store) == [["b.txt", "år.zip!/b.txt"], ["år.zip!/c.docx"], ["år.zip!/m/a.xml"]]
    assert (report.documents, report.unreadable) == (3, ())
    assert report.skipped == tuple(f"{tmp_path}/år.zip!/{name}" for name in ("README.md", "d.png"))
    assert build([tmp_path], store).read == 0
    (tmp_path / "år.zip").rename(tmp_path / "andet.zip")
    assert (build([tmp_path], store).read, files(store)[1]) == (0, ["andet.zip!/c.docx"])
    assert build([tmp_path / "andet.zip"], store).unchanged == 3
    (tmp_path / "andet.zip").write_bytes(zipped({"b.txt": OTHER}))
    assert build([tmp_path], store).removed == 2
    assert files(store) == [["andet.zip!/b.txt"], ["b.txt"]]
    (tmp_path / "andet.zip").unlink()
    build([tmp_path], store)
    assert files(store) == [["b.txt"]]


def test_an_archive_in_other_processes_gives_what_it_gives_here(store: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{n}.txt": SHEET + b"%d" % n for n in range(5)} | {"x.xml": SBSYS}))
    with Archive() as other:
        assert build([tmp_path], store, workers=1) == build([tmp_path], other, workers=2)
        assert list(store.lines()) == list(other.lines())


@pytest.mark.parametrize("packed", [False, True])
def test_attachments_of_an_exported_meeting_are_passed_over(store: Archive, tmp_path: Path, packed: bool) -> None:
    export = {
        "Publication32.xml": SBSYS.replace(b"</Publication>", b"<F>Enclosures\\Brev &amp; kort.pdf</F></Publication>"),
        "Enclosures/Brev & kort.pdf": papers.pdf(papers.down(100, "Brev til naboerne")),
        "Enclosures/Ukendt.docx": papers.docx(),
    }
    for name, data in export.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        if not packed:
            (tmp_path / name).write_bytes(data)
    if packed:
        (tmp_path / "m.zip").write_bytes(zipped(export))
    prefix = "m.zip!/" if packed else ""
    report = build([tmp_path], store)
    assert files(store) == [[f"{prefix}Enclosures/Ukendt.docx"], [f"{prefix}Publication32.xml"]]
    assert report.skipped == (f"{tmp_path}/{prefix}Enclosures/Brev & kort.pdf",)


def test_beside_a_manifest_and_one_meeting_pages_are_attachments_and_texts_are_not() -> None:
    contents = {"m/a.xml": ACADRE, "m/manifest.xml": b"<manifest/>", "x.xml": b"<a/>"}
    names = [*contents, "m/1.pdf", "m/bilag/2.docx", "m/referat.txt", "3.pdf"]
    assert naming.enclosures(names, contents.__getitem__) == {"m/1.pdf", "m/bilag/2.docx"}
    assert naming.enclosures([*names, "m/b.xml"], (contents | {"m/b.xml": SBSYS}).__getitem__) == set()


BAD = {
    "../ud.txt": "leads out",
    "/etc/ud.txt": "leads out",
    "C:\\ud.txt": "leads out",
    "inner.zip": "an archive inside an archive",
    "inner.txt": "an archive inside an archive",
    "big.txt": "20,000,001 bytes are more than",
}


def test_what_may_not_be_followed_gets_a_line_and_the_rest_is_read(store: Archive, tmp_path: Path) -> None:
    inner = zipped({"a.txt": SHEET})
    held = {name: inner if "inner" in name else SHEET for name in BAD}
    held |= {"big.txt": bytes(MOST_BYTES + 1)}
    (tmp_path / "a.zip").write_bytes(zipped({**held, "ok.txt": OTHER}, zipfile.ZIP_STORED))
    report = build([tmp_path], store)
    lines = {remark.file.partition("!/")[2]: remark.text for remark in report.unreadable}
    assert files(store) == [["a.zip!/ok.txt"]]
    assert sorted(lines) == sorted(name.replace("\\", "/") for name in BAD)
    assert all(words in lines[name.replace("\\", "/")] for name, words in BAD.items())


def test_links_locked_and_oddly_packed_files_get_a_line_each(store: Archive, tmp_path: Path) -> None:
    link = ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    sheet = io.BytesIO()
    with ZipFile(sheet, "w") as packed:
        packed.writestr(link, "/etc/passwd")
    (tmp_path / "1.zip").write_bytes(sheet.getvalue())
    (tmp_path / "2.zip").write_bytes(told(zipped({"a.txt": SHEET}), 8, b"\1\0"))
    (tmp_path / "3.zip").write_bytes(zipped({"a.txt": SHEET}, ZIP_BZIP2))
    twice = zipped({"a.txt": SHEET, "b.txt": OTHER}).replace(b"b.txt", b"a.txt")
    (tmp_path / "4.zip").write_bytes(twice)
    found = [remark.text for remark in build([tmp_path], store).unreadable]
    words = ("a link", "encrypted", "method that is not read (12)", "stands 2 times")
    assert [each in line for each, line in zip(words, found, strict=True)] == [True] * 4


def test_a_file_without_a_name_is_refused() -> None:
    nameless = zipped({"a.txt": SHEET}).replace(b"a.txt", b"\0.txt")
    assert "leads out" in reason(nameless)


@pytest.mark.parametrize(
    ("name", "read_as", "notes"),
    [("Møde på rådhuset.txt", "cp850", 1), ("Møde på rådhuset.txt", "utf-8", 0)],
)
def test_names_that_are_not_marked_as_utf_8_are_read(
    store: Archive, tmp_path: Path, name: str, read_as: str, notes: int
) -> None:
    raw = name.encode(read_as)
    ascii = "y" * (len(raw) - 4) + ".txt"
    packed = zipped({ascii: SHEET}).replace(ascii.encode(), raw)
    (tmp_path / "a.zip").write_bytes(packed)
    report = build([tmp_path], store)
    assert files(store) == [[f"a.zip!/{name}"]]
    assert len(report.notes) == notes


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"a.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}), "zip bomb"),
        (told(zipped({"a.txt": SHEET}), -8, struct.pack("<HH", 65_535, 65_535)), "out of measure"),
        (told(zipped({"a.txt": SHEET}), 24, struct.pack("<L", archive.MOST_UNPACKED + 1)), "zip bomb"),
        (told(zipped({"a.txt": SHEET, "b.txt": SHEET}), 20, struct.pack("<L", 200)), "overlap"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), "Office document"),
        (zipped({"inner.zip": zipped({"a.xml": ACADRE})}), "inside an archive"),
        (zipped({"inner.txt": zipped({"a.xml": ACADRE})}), "inside an archive"),
        (zipped({"a.txt": SHEET})[:-30], "cannot be unpacked"),
        (told(zipped({"a.txt": SHEET}), 16, b"\0\0\0\0"), "damaged"),
        (told(zipped({"a.txt": SHEET}), 42, b"\xff\xff\xff\x7f"), "cannot be unpacked"),
    ],
    ids=["ratio", "crowd", "size", "overlap", "office", "zip", "hidden zip", "cut", "checksum", "place"],
)
def test_an_archive_out_of_measure_is_unreadable(data: bytes, words: str) -> None:
    assert words in reason(data)


def test_an_archive_without_minutes_is_other_data_and_given_by_name_an_error(store: Archive, tmp_path: Path) -> None:
    with pytest.raises(OtherData):
        read(zipped({"manifest.xml": b"<manifest/>", "1.png": b"x"}))
    (tmp_path / "a.zip").write_bytes(zipped({"1.png": b"x"}))
    assert build([tmp_path], store).unreadable == ()
    assert [remark.text for remark in build([tmp_path / "a.zip"], store).unreadable] == [
        "a zip archive without minutes in a format that is read"
    ]


def test_a_broken_archive_takes_its_documents_along_and_is_told(store: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": SHEET}))
    build([tmp_path], store)
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": SHEET})[:-10])
    report = build([tmp_path], store)
    assert (report.removed, len(report.unreadable)) == (1, 1)
