"""Memory: what was worked out before, by what it was worked out from; without it all is worked out again, to the same.

One file in the folder of a store (SQLite), of no export and no backup. What stands in it is found by a fingerprint of
all that it follows from and checked by one of its own, so it cannot be stale, whatever became of store or file; another
edition begins anew. A file that is damaged, or for which the disk has no room, is removed and missed by nobody.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, TypeVar

from .edition import edition

FILE: Final = "sagsgang.memory"
_CHECK: Final = 16
_AT_ONCE: Final = 500
_FAST: Final = 1
"""How hard to compress (zlib): twice as small costs five times as much."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS edition (made TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS known (kind TEXT NOT NULL, key TEXT NOT NULL, content BLOB NOT NULL, UNIQUE (kind, key));
"""

T = TypeVar("T")


class Memory:
    """What is remembered beside a store in a folder, or only as long as this lives (None); a kind has keys.

    Never raises for what the file or the disk does: what cannot be recalled was never known.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / FILE if folder else None
        self._connection: sqlite3.Connection | None = None

    def recall(self, kind: str, keys: Collection[str]) -> dict[str, bytes]:
        """What is known of a kind by some keys."""
        return self._try(lambda db: dict(_told(db, kind, sorted(keys))), {})

    def keys(self, kind: str) -> frozenset[str]:
        """What something is known by, of a kind."""
        return self._try(lambda db: frozenset(_keys(db, kind)), frozenset[str]())

    def remember(self, kind: str, known: Mapping[str, bytes], forget: Collection[str] = ()) -> None:
        """Know more of a kind, or otherwise, and less; all of it or nothing."""
        if known or forget:
            self._try(lambda db: _write(db, kind, known, forget), None)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _try(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        try:
            return work(self._open())
        except (sqlite3.Error, zlib.error, OSError):
            self._remove()
            return otherwise

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self._file or ":memory:", check_same_thread=False)
            self._connection.execute("PRAGMA secure_delete = ON")
            self._connection.executescript(_TABLES)
            if self._connection.execute("SELECT made FROM edition").fetchall() != [(edition(),)]:
                with self._connection as db:
                    db.execute("DELETE FROM known")
                    db.execute("DELETE FROM edition")
                    db.execute("INSERT INTO edition VALUES (?)", (edition(),))
        return self._connection

    def _remove(self) -> None:
        with suppress(sqlite3.Error):
            self.close()
        self._connection = None
        for file in _files(self._file):
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _files(file: Path | None) -> Iterable[Path]:
    """The file, and what SQLite may have beside it."""
    return (file, file.with_name(f"{file.name}-journal")) if file else ()


def _told(db: sqlite3.Connection, kind: str, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        for key, content in db.execute(
            f"SELECT key, content FROM known WHERE kind = ? AND key IN ({marks})", (kind, *some)
        ):
            if isinstance(content, bytes) and content[:_CHECK] == _check(kind, key, content[_CHECK:]):
                yield key, zlib.decompress(content[_CHECK:])


def _keys(db: sqlite3.Connection, kind: str) -> Iterator[str]:
    return (key for (key,) in db.execute("SELECT key FROM known WHERE kind = ?", (kind,)))


def _write(db: sqlite3.Connection, kind: str, known: Mapping[str, bytes], forget: Iterable[str]) -> None:
    with db:
        db.executemany("DELETE FROM known WHERE kind = ? AND key = ?", ((kind, key) for key in forget))
        db.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", _packed(kind, known))


def _packed(kind: str, known: Mapping[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    for key, content in known.items():
        packed = zlib.compress(content, _FAST)
        yield kind, key, _check(kind, key, packed) + packed


def _check(kind: str, key: str, packed: bytes) -> bytes:
    """What tells a content that was damaged, or came under another key."""
    return blake2b(f"{kind} {key}\n".encode() + packed, digest_size=_CHECK).digest()
