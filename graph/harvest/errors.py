"""What may go wrong on the way to an answer, each in one line."""

from __future__ import annotations


class HarvestError(Exception):
    """A harvest that cannot be; the message is one line for whoever called."""


class WrongUse(HarvestError):
    """An address, a day, a body or a folder that cannot be meant."""


class Occupied(HarvestError):
    """A folder that another harvest is writing."""


class NoAnswer(HarvestError):
    """An address that gives no answer to keep, and why.

    `weary` when the host itself seems unwell: it fails, or is silent. `later` when it asks to be left alone for long.
    """

    def __init__(self, url: str, reason: str, *, weary: bool = False, later: bool = False) -> None:
        super().__init__(f"{url}: {reason}")
        self.url, self.reason, self.weary, self.later = url, reason, weary, later
