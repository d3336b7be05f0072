"""The one document of a zip archive, with its attachments and manifest around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePosixPath

from ..source import OtherData, Unreadable
from .archive import Member, contents, unpack
from .blocks import Reading
from .naming import DATA, enclosures

_TOLD = 10


def read(data: bytes, name: str, inner: Callable[[bytes, str], Reading]) -> Reading:
    """Read the one document of an archive: it is the same as outside. `inner` reads what stands in it.

    Raises Unreadable when the archive is broken, out of measure, or holds several, OtherData when it holds none.
    """
    file = BytesIO(data)
    found = contents(file)
    members = {member.name: member for member in found.members}
    aside = enclosures(members, lambda each: unpack(file, members[each]))
    kept = [member for each, member in members.items() if each not in aside]
    pages = [member for member in kept if not _is_data(member)]
    if len(pages) > 1:
        raise _several(kept)
    meetings = list(_meetings([member for member in kept if _is_data(member)], file, name, inner))
    if len(meetings) + len(pages) > 1:
        raise _several([*(member for member, _ in meetings), *pages])
    if meetings:
        return meetings[0][1]
    if pages:
        return inner(unpack(file, pages[0]), name)
    if found.refused:
        raise Unreadable("; ".join(f"{each}: {reason}" for each, reason in found.refused[:_TOLD]))
    raise OtherData("a zip archive without minutes in a format that is read")


def _is_data(member: Member) -> bool:
    return PurePosixPath(member.name).suffix.casefold() in DATA


def _meetings(
    members: list[Member], file: BytesIO, name: str, inner: Callable[[bytes, str], Reading]
) -> Iterator[tuple[Member, Reading]]:
    """Those of the data that are minutes."""
    for member in members:
        try:
            yield member, inner(unpack(file, member), name)
        except OtherData:
            continue


def _several(members: list[Member]) -> Unreadable:
    names = ", ".join(sorted(member.name for member in members)[:_TOLD])
    more = f" and {len(members) - _TOLD} more" if len(members) > _TOLD else ""
    return Unreadable(f"a zip archive of {len(members)} documents, which `build` reads: {names}{more}")
