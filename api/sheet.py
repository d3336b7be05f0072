"""The sheet that an answer is written on, part by part, which takes so many bytes and so many rows and no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing_extensions import Buffer  # collections.abc has it from Python 3.12

PART: Final = 64 << 10
"""Bytes of a part of an answer, at least."""
CSV: Final = "text/csv"
SIGNS: Final = {
    "application/sparql-results+json": (b'}},{"', 1),
    "application/sparql-results+xml": (b"<result>", 0),
    CSV: (b"\n", -1),
    "text/tab-separated-values": (b"\n", -1),
}
"""What the engine writes with each row and cannot stand in a value (there a quote, a `<`, a line feed is escaped), and
how many rows there are when it has not been seen: JSON has it between rows, a heading has it too.

In CSV a line feed may stand within quotes, which are therefore passed over. JSON's separator misses rows of no value at
all; they are held by the number of bytes.
"""


class Full(Exception):
    """The answer is larger than the limit; the message says in what."""


@dataclass(frozen=True, slots=True)
class Room:
    """What an answer may take."""

    size: int
    rows: int


class Sheet(BytesIO):
    """A file that passes on what is written to it, part by part; `table` is the media type when rows are counted."""

    def __init__(self, room: Room, table: str | None, give: Callable[[bytes], None] | None = None) -> None:
        """Pass parts on to `give`; without it, all is kept for `rest`."""
        super().__init__()
        self.room, self.size = room, 0
        self._give = give
        self._sign, self.rows = SIGNS[table] if table is not None else (b"", 0)
        self._quotes, self._quoted = table == CSV, False
        self._seen = b""

    def write(self, part: Buffer, /) -> int:
        """Take the part; raise Full when there is no room for it."""
        written = super().write(part)
        self.size += written
        if self.size > self.room.size:
            raise Full(f"is larger than {self.room.size} bytes")
        if self._sign:
            self._count(bytes(part))
        if self.rows > self.room.rows:
            raise Full(f"has more than {self.room.rows} rows")
        if self._give is not None and self.tell() >= PART:
            self._give(self.rest())
        return written

    def rest(self) -> bytes:
        """What has not been passed on."""
        kept = self.getvalue()
        self.seek(0)
        self.truncate()
        return kept

    def _count(self, part: bytes) -> None:
        if self._quotes:
            pieces = part.split(b'"')
            self.rows += sum(piece.count(b"\n") for piece in pieces[self._quoted :: 2])
            self._quoted ^= len(pieces) % 2 == 0
            return
        text = self._seen + part
        self.rows += text.count(self._sign)
        self._seen = text[-(len(self._sign) - 1) :] if len(self._sign) > 1 else b""
