"""The frozen text of a document: what every position of the graph refers to."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from hashlib import sha256

from .decoding import decode
from .masking import mask
from .refusal import OtherData, Unreadable

__all__ = [
    "MOST_BYTES",
    "MOST_CHARACTERS",
    "MOST_LINES",
    "NOTHING",
    "OtherData",
    "Passage",
    "Source",
    "Span",
    "Unreadable",
    "decode",
    "freeze",
    "frozen",
]

MOST_BYTES = 20_000_000
MOST_CHARACTERS = 5_000_000
MOST_LINES = 50_000


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` up to but not including `end` of a frozen text (RFC 5147)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One document as it is read: its identity (sha256 of its bytes, hex) and its frozen text."""

    digest: str
    text: str
    media_type: str = "text/plain"
    reader: str = "text"
    encoding: str = "utf-8"
    masked: int = 0

    @property
    def text_digest(self) -> str:
        """The sha256 of the frozen text in UTF-8, hex: a better reader of the same words moves no quote."""
        return sha256(self.text.encode()).hexdigest()

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Passage:
    """Cleaned words and their places in the frozen text; slices and joins keep them.

    `runs` are the stretches of characters that stand side by side in both: (place in the words, place in the text).
    """

    text: str
    runs: tuple[tuple[int, int], ...]

    def place(self, at: int) -> int:
        """Where the character `at` of the cleaned words stands in the frozen text."""
        start, place = self.runs[bisect_right(self.runs, (at, _FAR)) - 1]
        return place + at - start

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where characters `start` up to `end` of the cleaned words stand in the frozen text."""
        stop = len(self.text) if end is None else end
        if not self.runs:
            return Span(0, 0)
        if start >= stop:
            place = self.place(start) if start < len(self.text) else self.place(len(self.text) - 1) + 1
            return Span(place, place)
        return Span(self.place(start), self.place(stop - 1) + 1)

    def part(self, start: int, end: int | None = None) -> Passage:
        """Cut out characters `start` up to `end`, without blanks at either side."""
        text = self.text[start:end]
        left = start + len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            return NOTHING
        if len(self.runs) == 1:
            return Passage(text, ((0, self.runs[0][1] + left),))
        first = bisect_right(self.runs, (left, _FAR))
        last = bisect_left(self.runs, (left + len(text), 0))
        return Passage(text, ((0, self.place(left)), *((at - left, place) for at, place in self.runs[first:last])))

    def __bool__(self) -> bool:
        return bool(self.text)


_FAR = 1 << 60
NOTHING = Passage("", ())
_HIGH = re.compile(r"[\u0300-\U0010ffff]{64,}")
_MOST_MARKS = 30
"""Combining marks on one letter (UAX #15, 13): to order more takes time with their square."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u200b\u2060\ufffe\uffff]")


def freeze(data: bytes) -> Source:
    """Decode bytes to the frozen text: NFC, one newline, no control characters, CPR numbers masked at the same length.

    Raises Unreadable when the bytes are empty, too many, or no text.
    """
    if not data.strip():
        raise Unreadable("the file is empty")
    if len(data) > MOST_BYTES:
        raise Unreadable(f"{len(data):,} bytes are more than the {MOST_BYTES:,} a document may have")
    raw, encoding = decode(data)
    controls = len(_CONTROL.findall(raw))
    if controls > 2 + len(raw) // 200:
        raise Unreadable("binary data, not text")
    return frozen(raw, sha256(data).hexdigest(), encoding=encoding)


def frozen(
    raw: str, digest: str, media_type: str = "text/plain", reader: str = "text", encoding: str = "utf-8"
) -> Source:
    """Freeze a text that a reader has made of bytes with this sha256 (hex); lines keep their number.

    Raises Unreadable when it holds nothing, or more than a document may.
    """
    if any(_overloaded(match.group()) for match in _HIGH.finditer(raw)):
        raise Unreadable(f"more than {_MOST_MARKS} marks on one letter: no text")
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\f", "\n").replace("\x0b", "\n").replace("\u2028", "\n").replace("\x85", "\n")
    text, masked = mask(_CONTROL.sub("", text))
    if not text.strip():
        raise Unreadable("the file holds only blanks")
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(f"{len(text):,} characters are more than the {MOST_CHARACTERS:,} a document may have")
    if (lines := text.count("\n")) > MOST_LINES:
        raise Unreadable(f"{lines:,} lines are more than the {MOST_LINES:,} a document may have")
    return Source(digest, text, media_type, reader, encoding, masked)


def _overloaded(signs: str) -> bool:
    """Whether many marks stand one after another."""
    run = 0
    for sign in signs:
        run = run + 1 if unicodedata.combining(sign) else 0
        if run > _MOST_MARKS:
            return True
    return False
