"""Why a document is not read: one line, without the file's name and without anybody's number."""

from __future__ import annotations

from .masking import mask


class Unreadable(Exception):
    """A document that cannot be read; `reason` says why, in one line, without the file's name."""

    def __init__(self, reason: str) -> None:
        line = "".join(sign if sign.isprintable() else " " for sign in mask(reason)[0])
        super().__init__(line)
        self.reason = line


class OtherData(Unreadable):
    """Well-formed data that holds no minutes: a list of meetings, a manifest, a schema, settings."""


class Withdrawn(Unreadable):
    """A document whose words were taken down: it stays out."""
