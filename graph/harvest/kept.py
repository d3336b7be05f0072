"""The folder of a harvest: answers under stable names, each whole or not at all, and what is remembered of them.

udvalgsliste.json                                  the list of bodies
meetings/2024-05-15-direktionen-GUID.json          a meeting; -DIGEST.json beside it: an earlier document of it
attachments/2024-05-15-direktionen-GUID/GUID.pdf   the PDFs of its items
.sagsgang-harvest.jsonl                            what is remembered, a line for each answer, the last one counts
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from ..candidates import BODY_LIST, NO_MINUTES
from ..disk import is_store
from ..formats.fields import node, parsed, raw
from ..quads import slug
from .answers import Listed
from .errors import Occupied, WrongUse
from .host import Mark

MEMORY: Final = ".sagsgang-harvest.jsonl"
LOCK: Final = ".sagsgang-harvest.lock"
_LONGEST: Final = 60
_MEETING: Final = re.compile(r".*-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json")
_PART: Final = ".part"
_UNDATED: Final = "undated"
_TOLD: Final = ("key", "digest", "etag", "modified", "told")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of an answer: the digest of its file, its mark, and what the list told when it was asked for.

    `asked` is when, in seconds since 1970, during a harvest that has not ended, else 0.
    """

    key: str
    digest: str
    etag: str = ""
    modified: str = ""
    told: str = ""
    asked: float = 0.0

    @property
    def mark(self) -> Mark:
        return Mark(self.etag, self.modified)


class Kept:
    """The folder, while it is ours alone."""

    def __init__(self, folder: Path, host: str) -> None:
        self.folder, self.host = folder, host
        self.list = folder / BODY_LIST
        self._meetings, self._attachments = folder / "meetings", folder / "attachments"
        self._entries = {entry.key: entry for entry in _remembered(folder, host)}
        for leftover in (*folder.glob(f".*{_PART}"), *folder.glob(f"*/.*{_PART}"), *folder.glob(f"*/*/.*{_PART}")):
            leftover.unlink(missing_ok=True)
        named = ((path, _MEETING.fullmatch(path.name)) for path in sorted(self._meetings.glob("*.json")))
        self.meetings = {match[1]: path for path, match in named if match}
        self._settle()

    def entry(self, key: str, path: Path) -> Entry | None:
        """What is remembered of an answer, if its file is still what came."""
        entry = self._entries.get(key)
        return entry if entry and path.is_file() and digest(path.read_bytes()) == entry.digest else None

    def meeting(self, listed: Listed) -> Path:
        """The file of a meeting: the name it was first kept under."""
        name = f"{listed.day or _UNDATED}-{slug(listed.body)[:_LONGEST].strip('-')}-{listed.id}.json"
        return self.meetings.get(listed.id, self._meetings / name)

    def keep(self, path: Path, data: bytes) -> None:
        """Write an answer as a file."""
        with self.growing(path) as file:
            file.write(data)

    def set_aside(self, path: Path) -> None:
        """Keep the present version of a file beside it, under a name with its digest."""
        data = path.read_bytes()
        self.keep(path.with_name(f"{path.stem}-{digest(data)[:12]}{path.suffix}"), data)

    def attachment(self, meeting: Path, document: str) -> Path:
        """The file of a PDF that belongs to a meeting, in a folder that no build reads."""
        if not (self._attachments / NO_MINUTES).exists():
            self.keep(self._attachments / NO_MINUTES, b"")
        return self._attachments / meeting.stem / f"{document}.pdf"

    @contextmanager
    def growing(self, path: Path) -> Iterator[BinaryIO]:
        """A file to write that gets its name when it is whole; after an error there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}{_PART}")
        try:
            with part.open("w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def remember(self, entry: Entry) -> None:
        """Add a line to the memory."""
        self._entries[entry.key] = entry
        if not (self.folder / MEMORY).exists():
            self._settle()
            return
        with (self.folder / MEMORY).open("a", encoding="ascii") as memory:
            memory.write(f"{json.dumps(asdict(entry))}\n")

    def end(self) -> None:
        """Note that the harvest has come to its end: the next one asks for everything again."""
        self._entries = {key: replace(each, asked=0.0) for key, each in self._entries.items()}
        self._settle()

    def _settle(self) -> None:
        """Write the memory anew, a line for each answer; before the first the folder is no host's."""
        if not self._entries:
            return
        lines = ({"host": self.host}, *map(asdict, self._entries.values()))
        self.keep(self.folder / MEMORY, "".join(f"{json.dumps(line)}\n" for line in lines).encode())


@contextmanager
def opened(folder: Path, host: str) -> Iterator[Kept]:
    """The folder of a host's answers, made where there is none.

    Raises Occupied when another harvest writes it, WrongUse when it is another host's or a store, and OSError.
    """
    if is_store(folder):
        raise WrongUse(f"{folder} is a store; name a folder for the answers")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Occupied(f"{folder} is being written by another harvest; try again when that is done") from error
        yield Kept(folder, host)


def digest(data: bytes) -> str:
    """The sha256 of a file."""
    return sha256(data).hexdigest()


def _remembered(folder: Path, host: str) -> Iterator[Entry]:
    """The lines of the memory that are whole: a harvest that was killed may leave half a one."""
    memory = folder / MEMORY
    for line in memory.read_text("utf-8", "replace").splitlines() if memory.is_file() else ():
        try:
            told = node(parsed(line))
        except ValueError:
            continue
        if (other := raw(told, "host")) and other != host:
            raise WrongUse(f"{folder} holds what was harvested from {other}; name another folder for {host}")
        asked = told.get("asked")
        if raw(told, "key"):
            key, content, etag, modified, listed = (raw(told, name) for name in _TOLD)
            yield Entry(key, content, etag, modified, listed, asked if isinstance(asked, float) else 0.0)
