"""What the name of a file tells: whether it can be minutes, and in a case system's export, whose attachment it is."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

DATA = (".json", ".xml")
PAGES = (".pdf", ".docx", ".html", ".htm", ".xhtml")
ENDINGS = ("", ".txt", ".md", ".markdown", ".text", *PAGES, *DATA, ".zip")
NOT_MINUTES = ("readme", "license", "changelog", "makefile")
NOT_DATA = (".gold.json", ".schema.json")
_MANIFEST = "manifest"
_MEETING = re.compile(
    rb'"Dagsordenpunkter"|<table\s+name\s*=\s*["\']agenda["\']|<(?:\w+:)?(?:MeetingAgendaItem|AgendaElements|Agendas)\b'
)
_BETWEEN = re.compile(r'[<>"\\/|\[\]\r\n]')
_NAMES = re.compile(rb"\.(?:pdf|docx|x?html?|txt|md|text)\b", re.I)


def may_be_read(name: str, *, inside: bool = False) -> bool:
    """Whether a file of a folder can be minutes by its name: `Referat 11.06.2024`, not `README.md`, `x.gold.json`.

    Of what stands `inside` an archive the parts of the name are divided by "/".
    """
    path = PurePosixPath(name if inside else name.replace("/", "_"))
    if name.casefold().endswith(NOT_DATA):
        return False
    last = path.suffix.casefold()
    return (last[1:].isdecimal() or last in ENDINGS) and path.stem.casefold() not in NOT_MINUTES


def is_hidden(name: str) -> bool:
    """Whether a name in an archive, or a folder it stands in, is hidden or a system's own."""
    return any(part not in (".", "..") and part.startswith((".", "__MACOSX")) for part in name.split("/"))


def enclosures(names: Iterable[str], content: Callable[[str], bytes]) -> set[str]:
    """Which files are attachments of a meeting that a case system exported, by the names of all (parts divided by "/").

    They stand beside the meeting's data or below, and that names them, or it is the one meeting of its folder and a
    manifest stands beside it. `content` gives the bytes of JSON and XML, and is asked only where there are both kinds.
    """
    data, others = defaultdict[str, list[str]](list), list[str]()
    for name in names:
        path = PurePosixPath(name)
        if path.suffix.casefold() in DATA:
            data[str(path.parent)].append(name)
        else:
            others.append(name)
    found = set[str]()
    for folder, ours in data.items():
        below = [name for name in others if folder == "." or name.startswith(f"{folder}/")]
        if below:
            found.update(_enclosed(below, {name: _plain(content(name)) for name in ours}))
    return found


def _enclosed(below: Iterable[str], texts: Mapping[str, bytes]) -> Iterator[str]:
    """The files among these that some data of their folder encloses."""
    meetings = [name for name, text in texts.items() if _MEETING.search(text)]
    if not meetings:
        return
    named = {each for text in texts.values() for each in _named(text)}
    rest = [name for name in texts if name not in meetings]
    manifest = len(meetings) == 1 and any(_MANIFEST in PurePosixPath(name).stem.casefold() for name in rest)
    for name in below:
        path = PurePosixPath(name)
        if _key(path.name) in named or (manifest and path.suffix.casefold() in PAGES):
            yield name


def _named(text: bytes) -> Iterator[str]:
    """The names of files in a text: `Enclosures/1.pdf` between two tags."""
    if _NAMES.search(text) is None:
        return
    for part in _BETWEEN.split(text.decode("utf-8", "replace")):
        if "." in part[-8:]:
            yield _key(html.unescape(part).strip())


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _plain(data: bytes) -> bytes:
    """UTF-16 as UTF-8."""
    return data.decode("utf-16", "replace").encode() if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data
