"""Fuzz the readers for as long as you like: any bytes are read whole, or refused in one line.

Needs atheris, which nothing else does: `.venv/bin/pip install atheris`, then
`.venv/bin/python benchmarks/fuzz.py [FORM] [-max_total_time=600] [FOLDER]`; FORM is one of those below (default: text),
FOLDER a corpus that is kept, the other options libFuzzer's. The readers run in this process, where their coverage is
seen, without the limits that the child adds. An input that breaks one is left in `crash-…`: make it a test.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import iter_modules
from tempfile import mkdtemp
from zipfile import ZIP_STORED, ZipFile

import atheris

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["sagsgang"]):
    from sagsgang.graph import formats
    from sagsgang.graph.extract import extract
    from sagsgang.graph.formats import child, packed, read
    from sagsgang.graph.formats.lines import reading as paged
    from sagsgang.graph.formats.protocol import reading as laid
    from sagsgang.graph.source import Unreadable

    for module in iter_modules(formats.__path__):
        import_module(f"{formats.__name__}.{module.name}")

from test_world import FORMS  # noqa: E402 - what is imported before is not seen by atheris

Reader = Callable[[bytes], object]


def taken(form: str) -> Reader:
    """A reader that takes apart what the child would, here."""

    def reader(data: bytes) -> object:
        found = child._taken(form, data)
        if form in ("xml", "json"):
            return laid(found.lines, data, "application/xml", found.said, "")
        return paged(data, found.lines, "", "text/html", form, "utf-8")

    return reader


READERS: dict[str, Reader] = {
    "text": read,
    "facts": lambda data: extract(read(data)),
    "zip": lambda data: packed.read(b"PK\x03\x04" + data[4:], "", lambda inner, name: read(inner)),
    "word": lambda data: taken("docx")(repacked(document=data)),
    **{form: taken(form) for form in ("html", "pdf", "docx", "xml", "json")},
}


def repacked(document: bytes) -> bytes:
    """A Word document with another main part."""
    file = BytesIO()
    with ZipFile(BytesIO(FORMS["docx"])) as old, ZipFile(file, "w", ZIP_STORED) as new:
        for part in old.infolist():
            new.writestr(part.filename, document if part.filename == "word/document.xml" else old.read(part))
    return file.getvalue()


def seeds(form: str) -> Path:
    """A folder of valid documents of a form to begin with."""
    kinds = {"xml": "xml", "json": "json", "text": "text markdown", "facts": "text markdown"}
    folder = Path(mkdtemp(prefix="sagsgang-fuzz-"))
    for name, data in FORMS.items():
        if name in kinds.get(form, form).split() or name.endswith(f".{form}"):
            (folder / name).write_bytes(data)
    if form == "word":
        with ZipFile(BytesIO(FORMS["docx"])) as archive:
            (folder / "document").write_bytes(archive.read("word/document.xml"))
    return folder


def main() -> None:
    """Run until something breaks, or the time is over."""
    arguments = sys.argv[1:]
    form = arguments.pop(0) if arguments and arguments[0] in READERS else "text"
    reader = READERS[form]

    def one(data: bytes) -> None:
        try:
            reader(data)
        except Unreadable as refused:
            if not refused.reason or "\n" in refused.reason:
                raise AssertionError(repr(refused.reason)) from refused

    atheris.Setup([sys.argv[0], *arguments, str(seeds(form))], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
