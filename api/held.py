"""The store as the server holds it: a read-only snapshot for our own questions, taken anew when the store changes."""

import threading
import time
from pathlib import Path
from typing import Final

from ..graph.store import Archive
from .asking import Ask, Row, asking
from .pool import stamp, told

LOOK: Final = 1.0
"""Seconds between two looks at whether the store has changed on disk."""


class Held:
    """A snapshot that follows its store. Safe for many threads: who works with an older snapshot keeps it."""

    def __init__(self, path: Path) -> None:
        """Open the store in a folder; raises StoreError."""
        self.path = path
        self._lock = threading.Lock()
        self._stamp, self._looked = stamp(path), time.monotonic()
        self._archive = Archive(path, read_only=True)
        self._asks: Ask = asking(self._archive.store)

    def archive(self) -> Archive:
        """The newest snapshot. Raises StoreError when the store has become unreadable."""
        self._notice()
        return self._archive

    def ask(self, query: str) -> tuple[Row, ...]:
        """Ask the newest snapshot a SELECT query of ours, already bound."""
        self._notice()
        return self._asks(query)

    def version(self) -> str:
        """What tells the snapshot from earlier and later ones. Raises StoreError."""
        self._notice()
        return told(self._stamp)

    def _notice(self) -> None:
        """Take a new snapshot when the folder is not as it was."""
        with self._lock:
            if time.monotonic() - self._looked < LOOK:
                return
            self._looked = time.monotonic()
            now = stamp(self.path)
            if now != self._stamp:
                self._archive = Archive(self.path, read_only=True)
                self._asks = asking(self._archive.store)
                self._stamp = now
