"""What a worker and its parent say to each other: a head of plain values as JSON, a body of bytes, both with length."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from json import dumps, loads
from typing import BinaryIO, Final, TypeAlias

Value: TypeAlias = str | int | bool | list[str]
SIZES: Final = struct.Struct(">IQ")


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    head: Mapping[str, Value]
    body: bytes = b""

    def packed(self) -> bytes:
        """The bytes that go over the pipe."""
        head = dumps(self.head, ensure_ascii=False).encode("utf-8")
        return SIZES.pack(len(head), len(self.body)) + head + self.body

    def text(self, name: str) -> str:
        """A value that is text; empty when it is not there."""
        return str(self.head.get(name, ""))

    def number(self, name: str) -> int:
        """A value that is a whole number; 0 when it is not there."""
        value = self.head.get(name, 0)
        return value if isinstance(value, int) else 0

    def texts(self, name: str) -> list[str]:
        """A value that is a list; empty when it is not there."""
        value = self.head.get(name, [])
        return value if isinstance(value, list) else []


def read_frame(source: BinaryIO) -> Frame | None:
    """Read one message; None at the end of the stream."""
    sizes = source.read(SIZES.size)
    if len(sizes) < SIZES.size:
        return None
    head, body = SIZES.unpack(sizes)
    return Frame(loads(source.read(head)), source.read(body))


def unpack(inbox: bytearray) -> Frame | None:
    """Take the first whole message out of what has arrived; None when there is not one yet.

    >>> box = bytearray(Frame({"query": "ASK {}"}, b"!").packed())
    >>> unpack(box), len(box)
    (Frame(head={'query': 'ASK {}'}, body=b'!'), 0)
    """
    if len(inbox) < SIZES.size:
        return None
    head, body = SIZES.unpack_from(inbox)
    middle, end = SIZES.size + head, SIZES.size + head + body
    if len(inbox) < end:
        return None
    frame = Frame(loads(inbox[SIZES.size : middle]), bytes(inbox[middle:end]))
    del inbox[:end]
    return frame
