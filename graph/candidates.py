"""The files that a build may read: folders walked in order, files given by name; what is passed over is told."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .catalogue import FoundFile, file_iri, folder_iri, found_file, printable
from .disk import is_store

ENDINGS = (
    *("", ".txt", ".md", ".markdown", ".text", ".html", ".htm", ".xhtml"),
    *(".pdf", ".docx", ".json", ".xml", ".zip"),
)
NOT_MINUTES = ("readme", "license", "changelog", "makefile")
NOT_DATA = (".gold.json", ".schema.json")
BODY_LIST = "udvalgsliste.json"
"""What a harvest keeps beside the meetings: passed over without a word."""
NO_MINUTES = ".no-minutes"
"""A file whose folder holds no minutes, such as the attachments of a harvest: inside another it is not looked into."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A line of a report: a file as it was given, and what there is to say of it."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to read, and how the catalogue knows it; `given` when it was named itself, not found in a folder."""

    path: Path
    found: FoundFile
    folder: Path
    name: str
    given: bool = False


@dataclass(slots=True)
class Candidates:
    """What some paths hold: files to read, files whose ending no reader knows, and what could not be looked into.

    `roots` are the IRIs of the folders and files given; `closed` those that may hold more than could be seen.
    """

    files: list[Candidate] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unreadable: list[Remark] = field(default_factory=list)
    missing: list[Path] = field(default_factory=list)
    roots: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)

    def covers(self, file: FoundFile) -> bool:
        """Whether a file lies where we were told to look, and could."""
        places = file.inside | {file.iri}
        return bool(places & self.roots) and not places & self.closed


def candidates(paths: Iterable[Path], place: str | None = None) -> Candidates:
    """Look into folders (recursively, by name, nothing hidden, links to folders not followed) and at files.

    In a folder only files are candidates that have the ending of a format that is read, and are not about the folder
    itself (README); a file given by name always is.
    """
    found = Candidates()
    for path in paths:
        if path.is_dir():
            _walk(path, place, found)
        elif path.exists():
            _given(path, place, found)
        else:
            found.missing.append(path)
            found.roots |= {folder_iri(path), file_iri(path)}
    found.files = list({each.found.iri: each for each in found.files}.values())
    return found


def may_be_read(name: str) -> bool:
    """Whether a file of a folder can be minutes by its name: `Referat 11.06.2024`, not `README.md`, `x.gold.json`."""
    last = Path(name).suffix.casefold()
    if name.casefold().endswith(NOT_DATA):
        return False
    return (last[1:].isdecimal() or last in ENDINGS) and Path(name).stem.casefold() not in NOT_MINUTES


def _given(path: Path, place: str | None, found: Candidates) -> None:
    file = found_file(path.parent, path.name, place)
    found.roots.add(file.iri)
    if path.is_file():
        found.files.append(Candidate(path, file, path.parent, path.name, given=True))
    else:
        found.unreadable.append(Remark(printable(str(path)), "neither a file nor a folder"))


def _walk(root: Path, place: str | None, found: Candidates) -> None:
    """All of a folder but what is hidden, what is a store and what says that it holds no minutes."""
    found.roots.add(folder_iri(root))
    if is_store(root):
        found.unreadable.append(Remark(printable(str(root)), "is a store, no folder of minutes"))
        return

    def closed(error: OSError) -> None:
        found.closed.add(folder_iri(Path(error.filename)))
        found.unreadable.append(Remark(printable(error.filename), f"cannot be looked into: {error.strerror}"))

    for folder, inside, names in os.walk(root, onerror=closed):
        here = Path(folder)
        inside[:] = sorted(each for each in inside if each[0] != "." and not _closed_to_readers(here / each))
        for name in sorted(each for each in names if each[0] != "." and each != BODY_LIST):
            path = here / name
            if not may_be_read(name) or not path.is_file():
                found.skipped.append(printable(str(path)))
                continue
            inner = path.relative_to(root).as_posix()
            found.files.append(Candidate(path, found_file(root, inner, place), root, inner))


def _closed_to_readers(folder: Path) -> bool:
    return is_store(folder) or (folder / NO_MINUTES).exists()
