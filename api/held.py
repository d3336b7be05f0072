"""The store as the server holds it: a read-only snapshot for our own questions, taken anew when the store changes."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..graph.store import Archive, StoreError
from .asking import Ask, Row, asking
from .lanes import stamp, told

LOOK: Final = 1.0
"""Seconds between two looks at whether the store has changed on disk."""


@dataclass(frozen=True, slots=True)
class State:
    """What is held: `ready` when the store on disk can be opened as it is now, `version` tells one state from the next.

    The version is of the files, so it is another on another machine.
    """

    ready: bool
    version: str
    quads: int


class Held:
    """A snapshot that follows its store. Safe for many threads: who works with an older snapshot keeps it.

    When what the store has become cannot be opened, the snapshot before is held on to.
    """

    def __init__(self, path: Path, wait: bool = False) -> None:
        """Open the store in a folder; raises StoreError, unless it is to `wait` for a store."""
        self.path = path
        self._lock = threading.Lock()
        self._archive: Archive | None = None
        self._asks: Ask | None = None
        self._counted: tuple[Archive, int] | None = None
        self._stamp: frozenset[tuple[str, int, int]] = frozenset()
        self._told = told(self._stamp)
        self._trouble = self._open()
        if self._trouble is not None and not wait:
            raise self._trouble

    def archive(self) -> Archive:
        """The newest snapshot. Raises StoreError when none could be taken yet."""
        self._notice()
        if self._archive is None:
            raise StoreError(str(self._trouble))
        return self._archive

    def ask(self, query: str) -> tuple[Row, ...]:
        """Ask the newest snapshot a SELECT query of ours, already bound. Raises StoreError."""
        self.archive()
        assert self._asks is not None
        return self._asks(query)

    def version(self) -> str:
        """What tells the snapshot from earlier and later ones; it is looked whether there is a later one."""
        self._notice()
        return self._told

    def known(self) -> str | None:
        """The version, at once; None when it is time to look whether there is a later one."""
        return self._told if time.monotonic() - self._looked < LOOK else None

    def state(self) -> State:
        """How the store is, counted once a snapshot."""
        self._notice()
        archive, version = self._archive, self._told
        if archive is None:
            return State(False, version, 0)
        counted = self._counted
        if counted is None or counted[0] is not archive:
            counted = self._counted = (archive, len(archive.store))
        return State(self._trouble is None, version, counted[1])

    def ready(self) -> bool:
        """Say whether the store on disk can be opened as it is now."""
        self._notice()
        return self._trouble is None

    def _notice(self) -> None:
        """Take a new snapshot when the folder is not as it was, or could not be opened."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOK and (self._trouble or stamp(self.path) != self._stamp):
                self._trouble = self._open()

    def _open(self) -> StoreError | None:
        """Take a snapshot, or say why there is none."""
        self._looked, now = time.monotonic(), stamp(self.path)
        try:
            archive = Archive(self.path, read_only=True)
        except StoreError as error:
            return error
        self._archive, self._asks, self._stamp, self._told = archive, asking(archive.store), now, told(now)
        return None
