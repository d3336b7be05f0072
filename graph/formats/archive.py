"""A zip that holds one document, with its attachments and manifest: the document is read, nothing is unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from ..source import MOST_BYTES, OtherData, Unreadable
from .blocks import Reading

MOST_ENTRIES = 5_000
MOST_UNPACKED = 5 * MOST_BYTES
MOST_RATIO = 200
_DATA = (".json", ".xml")
_TEXTS = (".txt", ".md", ".markdown", ".text")
_ABOUT = ("readme", "license", "changelog")
_OFFICE = ("[Content_Types].xml", "mimetype")
_BROKEN = (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, OverflowError, zlib.error)


def read(data: bytes, name: str, inner: Callable[[bytes, str], Reading]) -> Reading:
    """Read the one document of an archive by the readers of what stands in it; JSON and XML before text.

    Raises Unreadable when the archive is broken or locked, unpacks to too much, holds another archive only, no
    document or several.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = _entries(archive)
            found = list(_readable(archive, entries, _DATA, inner)) or list(_readable(archive, entries, _TEXTS, inner))
    except _BROKEN as error:
        raise Unreadable(
            f"a zip archive that cannot be unpacked: {str(error)[:120] or type(error).__name__}"
        ) from error
    if not found:
        raise OtherData("a zip archive without minutes in a format that is read")
    if len(found) > 1:
        named = ", ".join(each.name for each in found[:3])
        raise Unreadable(f"a zip archive of {len(found)} documents ({named} …): unpack it into a folder")
    source = replace(found[0].source, digest=sha256(data).hexdigest(), media_type="application/zip")
    return replace(found[0], source=source, name=name)


def _entries(archive: ZipFile) -> list[ZipInfo]:
    """What may be looked into; raises Unreadable when it is too much, before any of it is unpacked."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if any(entry.filename in _OFFICE for entry in entries):
        raise Unreadable("an Office document, which this version does not read")
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(f"a zip archive of {len(entries):,} files, more than {MOST_ENTRIES:,}")
    kept = [entry for entry in entries if _may_be_read(entry.filename)]
    unpacked = sum(entry.file_size for entry in kept)
    packed = sum(entry.compress_size for entry in kept)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        raise Unreadable(f"a zip archive that unpacks to {unpacked:,} bytes, out of measure")
    return sorted(kept, key=lambda entry: entry.filename)


def _may_be_read(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not hidden and path.suffix.casefold() in _DATA + _TEXTS and path.stem.casefold() not in _ABOUT


def _readable(
    archive: ZipFile, entries: list[ZipInfo], endings: tuple[str, ...], inner: Callable[[bytes, str], Reading]
) -> Iterator[Reading]:
    """The documents among the entries with some endings; data that is no minutes is passed over."""
    for entry in entries:
        if PurePosixPath(entry.filename).suffix.casefold() in endings:
            with archive.open(entry) as file:
                data = file.read(MOST_BYTES + 1)
            if data.startswith(b"PK"):
                continue
            try:
                yield inner(data, entry.filename)
            except OtherData:
                continue
