"""What a worker and its parent say to each other: a head of plain values as JSON, a body of bytes, both with length."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from json import dumps, loads
from typing import BinaryIO, Final, TypeAlias

Value: TypeAlias = str | int | bool | list[str]
SIZES: Final = struct.Struct(">IQ")
NOTHING: Final = b"{}"
"""The head that says nothing."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    head: Mapping[str, Value]
    body: bytes = b""

    def packed(self) -> bytes:
        """The bytes that go over the pipe."""
        head = dumps(self.head, ensure_ascii=False).encode("utf-8", "surrogatepass")
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


def frame(told: bytes, head: int) -> Frame:
    """A message whose sizes have been read already: its head and body in one, `head` bytes the first.

    >>> sizes, told = (packed := Frame({"query": "ASK {}"}, b"!").packed())[:SIZES.size], packed[SIZES.size:]
    >>> frame(told, SIZES.unpack(sizes)[0])
    Frame(head={'query': 'ASK {}'}, body=b'!')
    """
    return Frame(loads(told[:head]) if head > len(NOTHING) else {}, told[head:])
