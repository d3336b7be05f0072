"""The files that a build may read: folders walked in order, files given by name; what is passed over is told."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from .catalogue import INSIDE, FoundFile, file_iri, folder_iri, found_file, member_file, printable
from .disk import is_store
from .formats.archive import Contents, Member, contents, unpack
from .formats.naming import enclosures, may_be_read
from .source import MOST_BYTES, Unreadable

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
    """A file to read, or one of an archive, and how the catalogue knows it.

    `name` is told of it, in the folder given; `given` says that it was named itself, not found in a folder.
    """

    path: Path
    found: FoundFile
    name: str
    given: bool = False
    member: Member | None = None

    @property
    def shown(self) -> str:
        """Its path to print: `minutes/2025.zip!/referat.txt`."""
        return printable(f"{self.path}{INSIDE}{self.member.name}" if self.member else str(self.path))

    def content(self) -> bytes:
        """Its bytes. Raises what `content` does."""
        return content(self.path, self.member)


def content(path: Path, member: Member | None = None) -> bytes:
    """The bytes of a file, or of one in an archive. Raises OSError, and Unreadable when they are too many or broken."""
    with path.open("rb") as file:
        if member:
            return unpack(file, member)
        found = file.read(MOST_BYTES + 1)
        size = max(file.seek(0, os.SEEK_END), len(found)) if file.seekable() else len(found)
    if len(found) > MOST_BYTES:
        raise Unreadable(f"{size:,} bytes are more than the {MOST_BYTES:,} a document may have")
    return found


@dataclass(slots=True)
class Candidates:
    """What some paths hold: files to read, files whose ending no reader knows, and what could not be looked into.

    `roots` are the IRIs of the folders and files given; `closed` those that may hold more than could be seen.
    """

    files: list[Candidate] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unreadable: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    missing: list[Path] = field(default_factory=list)
    roots: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)

    def covers(self, file: FoundFile) -> bool:
        """Whether a file lies where we were told to look, and could."""
        places = file.inside | {file.iri}
        return bool(places & self.roots) and not places & self.closed


def candidates(paths: Iterable[Path], place: str | None = None) -> Candidates:
    """Look into folders (recursively, by name, nothing hidden, links to folders not followed), archives and at files.

    In a folder or archive only files are candidates that have the ending of a format that is read, are not about the
    folder itself (README), and no attachments of a meeting exported beside them; a file given by name always is.
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


def _given(path: Path, place: str | None, found: Candidates) -> None:
    file = found_file(path.parent, path.name, place)
    found.roots.add(file.iri)
    if path.is_file():
        _open(Candidate(path, file, printable(path.name), given=True), path.parent, place, found)
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

    ours: dict[str, Path] = {}
    for folder, inside, names in os.walk(root, onerror=closed):
        here = Path(folder)
        inside[:] = sorted(each for each in inside if each[0] != "." and not _closed_to_readers(here / each))
        for name in sorted(each for each in names if each[0] != "." and each != BODY_LIST):
            path = here / name
            if may_be_read(name) and path.is_file():
                ours[path.relative_to(root).as_posix()] = path
            else:
                found.skipped.append(printable(str(path)))
    aside = enclosures(ours, lambda name: _data(ours[name]))
    found.skipped += (printable(str(ours[name])) for name in ours if name in aside)
    for name, path in ours.items():
        if name not in aside:
            _open(Candidate(path, found_file(root, name, place), printable(name)), root, place, found)


def _closed_to_readers(folder: Path) -> bool:
    return is_store(folder) or (os.access(folder, os.X_OK) and (folder / NO_MINUTES).exists())


def _data(path: Path) -> bytes:
    """What a file of JSON or XML holds; nothing when it cannot be read now, which is told when it is to be."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError:
        return b""


def _open(candidate: Candidate, root: Path, place: str | None, found: Candidates) -> None:
    """A file as it is; of an archive the files in it."""
    try:
        with candidate.path.open("rb") as file:
            packed = candidate.path.suffix.casefold() == ".zip" or candidate.given
            inside = contents(file) if packed and file.read(4) == b"PK\x03\x04" else None
            if inside is not None and not inside.word:
                _members(candidate, file, inside, place, found)
                return
    except Unreadable as unreadable:
        found.unreadable.append(Remark(candidate.shown, unreadable.reason))
        return
    except OSError:
        found.closed.add(candidate.found.iri)
    found.files.append(candidate)


def _members(archive: Candidate, file: BinaryIO, inside: Contents, place: str | None, found: Candidates) -> None:
    """The files of an archive that may be minutes, each found as `archive.zip!/name`."""
    members = {member.name: member for member in inside.members}
    aside = enclosures(members, lambda name: _unpacked(file, members[name]))
    for name, member in members.items():
        if name not in aside:
            its = member_file(archive.found, name)
            found.files.append(Candidate(archive.path, its, f"{archive.name}{INSIDE}{printable(name)}", member=member))
    told = printable(f"{archive.path}{INSIDE}")
    found.skipped += (told + printable(name) for name in (*inside.skipped, *sorted(aside)))
    found.unreadable += (Remark(told + printable(name), reason) for name, reason in inside.refused)
    found.notes += (Remark(told + printable(name), note) for name, note in inside.notes)
    if archive.given and len(members) == len(aside) and not inside.refused:
        found.unreadable.append(Remark(archive.shown, "a zip archive without minutes in a format that is read"))


def _unpacked(file: BinaryIO, member: Member) -> bytes:
    """As `_data`, in an archive."""
    try:
        return unpack(file, member)
    except Unreadable:
        return b""
