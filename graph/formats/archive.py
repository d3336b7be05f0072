"""A zip archive: which of its files may be minutes, and the bytes of one, without unpacking anything to a disk."""

from __future__ import annotations

import stat
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import PurePosixPath
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ..source import MOST_BYTES, Unreadable
from .naming import is_hidden, may_be_read

MOST_ENTRIES: Final = 12_000
MOST_UNPACKED: Final = 1_000_000_000
MOST_RATIO: Final = 200
_MOST_DIRECTORY: Final = 8_000_000
_SMALL: Final = 1_000_000
_END, _LOCAL = struct.Struct("<4s4H2LH"), struct.Struct("<4s22xHH")
_END_AT: Final = 65_557
_OFFICE: Final = ("[Content_Types].xml", "mimetype")
_BROKEN: Final = (BadZipFile, NotImplementedError, EOFError, OSError, ValueError, OverflowError, struct.error)
_UTF_8, _LOCKED = 0x800, 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name, where it stands there, how long it is packed and unpacked (bytes)."""

    name: str
    offset: int
    packed: int
    size: int
    deflated: bool
    check: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds: files that may be minutes, names passed over, and what is refused, with its reason.

    `notes` tells of what is read as it was probably meant. `word` says that it is a Word document.
    """

    members: tuple[Member, ...]
    skipped: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    word: bool = False


def contents(file: BinaryIO) -> Contents:
    """Look into an archive. Raises Unreadable when it is broken, an Office document, or out of measure."""
    try:
        _measure(file)
        with ZipFile(file) as archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
    except _BROKEN as error:
        reason = str(error)[:120] or type(error).__name__
        raise Unreadable(f"begins like a zip archive or Word file, and cannot be unpacked: {reason}") from error
    if any(entry.filename == "word/document.xml" for entry in entries):
        return Contents((), word=True)
    if any(entry.filename in _OFFICE for entry in entries):
        raise Unreadable("an Office document, which this version does not read")
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(f"a zip archive of {len(entries):,} files, more than {MOST_ENTRIES:,}")
    named = [(entry, *_name(entry)) for entry in entries]
    return _sorted([(entry, name, strange) for entry, name, strange in named if not is_hidden(name)])


def is_word(data: bytes) -> bool:
    """Whether an archive is a Word document."""
    try:
        return contents(BytesIO(data)).word
    except Unreadable:
        return False


def unpack(file: BinaryIO, member: Member) -> bytes:
    """The bytes of a file of an archive. Raises Unreadable when they are too many, broken, or another archive."""
    if member.size > MOST_BYTES:
        raise Unreadable(f"{member.size:,} bytes are more than the {MOST_BYTES:,} a document may have")
    try:
        file.seek(member.offset)
        _, name, extra = _LOCAL.unpack(file.read(_LOCAL.size))
        file.seek(name + extra, 1)
        packed = file.read(min(member.packed, MOST_BYTES + _SMALL))
        data = zlib.decompressobj(-15).decompress(packed, member.size + 1) if member.deflated else packed
    except (struct.error, zlib.error, ValueError) as error:
        raise Unreadable("a file of a zip archive that cannot be unpacked") from error
    if len(data) != member.size or zlib.crc32(data) != member.check:
        raise Unreadable("a file of a zip archive that is damaged: its length or checksum is another")
    if data.startswith(b"PK\x03\x04") and not is_word(data):
        raise Unreadable("an archive inside an archive, which is not read")
    return data


def _measure(file: BinaryIO) -> None:
    """Raise Unreadable when an archive says itself that its directory is longer than one may be."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_AT))
    tail = file.read(_END_AT)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        raise BadZipFile("File is not a zip file")
    _, _, _, _, count, length, _, _ = _END.unpack(tail[at : at + _END.size])
    if count > MOST_ENTRIES or length > _MOST_DIRECTORY:
        raise Unreadable(f"a zip archive of {count:,} files, out of measure")


def _name(entry: ZipInfo) -> tuple[str, str]:
    """The name of an entry with "/" between its parts, and what it is encoded in when it does not say UTF-8."""
    if entry.flag_bits & _UTF_8 or entry.orig_filename.isascii():
        return entry.orig_filename.replace("\\", "/"), ""
    raw = entry.orig_filename.encode("cp437")
    try:
        return raw.decode().replace("\\", "/"), ""
    except UnicodeDecodeError:
        return raw.decode("cp850").replace("\\", "/"), "cp850"


def _sorted(entries: Sequence[tuple[ZipInfo, str, str]]) -> Contents:
    """The entries by what becomes of them; raises Unreadable when what may be read is too much."""
    skipped = [name for _, name, _ in entries if not may_be_read(name, inside=True)]
    kept = [(entry, name, strange) for entry, name, strange in entries if may_be_read(name, inside=True)]
    _bounded([entry for entry, _, _ in kept])
    counts = Counter(name for _, name, _ in kept)
    members, refused = list[Member](), list[tuple[str, str]]()
    for entry, name, _ in sorted(kept, key=lambda each: (each[1], each[0].header_offset)):
        if reason := next(_against(entry, name, counts[name]), None):
            refused.append((name, reason))
        else:
            deflated = entry.compress_type == ZIP_DEFLATED
            place = entry.header_offset, entry.compress_size, entry.file_size
            members.append(Member(name, *place, deflated, entry.CRC))
    notes = [(name, f"its name is not UTF-8: read as {strange}") for _, name, strange in kept if strange]
    return Contents(tuple(members), tuple(sorted(skipped)), tuple(dict.fromkeys(refused)), tuple(sorted(notes)))


def _against(entry: ZipInfo, name: str, count: int) -> Iterator[str]:
    """Why a file is not read."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":" or "\0" in name or not name:
        yield "a name that leads out of the archive, which is not followed"
    if stat.S_ISLNK(entry.external_attr >> 16):
        yield "a link, which is not followed"
    if count > 1:
        yield f"stands {count} times in the archive: which is meant is not known"
    if path.suffix.casefold() == ".zip":
        yield "an archive inside an archive, which is not read"
    if entry.flag_bits & _LOCKED:
        yield "encrypted: it asks for a password"
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        yield f"packed by a method that is not read ({entry.compress_type})"


def _bounded(entries: Sequence[ZipInfo]) -> None:
    """Raise Unreadable when files unpack to too much, or share their bytes."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1)):
        raise Unreadable(f"a zip archive that unpacks to {unpacked:,} bytes: refused as a zip bomb")
    places = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    if any(first + length > second for (first, length), (second, _) in pairwise(places)):
        raise Unreadable("a zip archive whose files overlap: refused as a zip bomb")
