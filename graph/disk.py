"""The folder of a store: opened, known again by its marker, and what goes wrong with it said in one line."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, lockf
from pathlib import Path
from shutil import rmtree

from pyoxigraph import Store

MARKER = "sagsgang.store"
_FORMAT = "sagsgang store 1\n"
_NEW, _OLD, _WHOLE = "new", "old", "sagsgang.whole"
"""A store to be and a store that was, beside it; what says that the first is whole."""
_PATIENCE = (0.005, 0.01, 0.02, 0.03, 0.03, 0.05, 0.05, 0.1, 0.1, 0.2, 0.2, 0.3, 0.0)
"""Seconds to wait, one after another, when a writer puts files together while we open them; none after the last."""
_TROUBLE = (
    (("lock file", "lock hold"), "is being written by another process; try again when that is done"),
    (("no space left", "file too large", "disk quota"), "cannot grow: there is no more room on the disk"),
    (("permission denied", "operation not permitted"), "may not be written: permission denied"),
    (("read-only file system",), "may not be written: it is on a read-only disk"),
    (("read-write instances",), "is open for reading only"),
    (("too many open files",), "cannot be opened: too many files are open"),
)


class StoreError(Exception):
    """The store or its disk fails; the message is one line for whoever called, and names the store."""


@contextmanager
def trouble(path: Path | None) -> Iterator[None]:
    """Turn what the engine raises about its files into a StoreError."""
    try:
        yield
    except SyntaxError:
        raise
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the store {path or 'in memory'} {_reason(str(error))}") from error


def _reason(message: str) -> str:
    """What went wrong, in words: what the engine does not name is damage, for it checks all that it reads."""
    lower = message.casefold()
    for signs, reason in _TROUBLE:
        if any(sign in lower for sign in signs):
            return reason
    return f"is damaged: remove the folder and build it again from the minutes ({' '.join(message.split())})"


def is_store(path: Path) -> bool:
    """Whether a folder is a store of ours, of whatever format."""
    return os.access(path, os.X_OK) and (path / MARKER).is_file()


def opened(path: Path | None, read_only: bool) -> Store:
    """Open the store in a folder, for writing or as it is now; None is a new one in memory. Raises StoreError."""
    if path is None:
        return Store()
    return open_snapshot(path) if read_only else open_store(path)


def open_store(path: Path) -> Store:
    """Open the store in a folder for writing; a folder that is empty or not there becomes a store.

    Raises StoreError when the folder is something else, is written by another process, or is damaged.
    """
    with trouble(path):
        _finish(path)
        held = is_store(path)
        if held:
            _check(path)
        else:
            _found(path)
        for left in path.glob("LOG.old.*"):
            left.unlink(missing_ok=True)
        store = Store(str(path))
        if not held:  # whoever reads finds no store before it can be opened
            (path / f"{MARKER}.new").replace(path / MARKER)
        for left in (_beside(path, _OLD), _beside(path, _NEW)):  # what a takedown that was ended left behind
            rmtree(left, ignore_errors=True)
        return store


def open_snapshot(path: Path) -> Store:
    """Open the store in a folder as it is now, for reading; what is written later is not seen.

    Raises StoreError when there is no store, or it is damaged.
    """
    with trouble(path):
        _finish(path)
    if not is_store(path):
        raise StoreError(f"there is no store at {path}; `sagsgang build` makes one")
    with trouble(path):
        _check(path)
        for wait in _PATIENCE:
            before = _told_of_files(path)
            try:
                store = Store.read_only(str(path))
            except (OSError, RuntimeError) as error:
                if "no such file" not in str(error).casefold() or (not wait and before == _told_of_files(path)):
                    raise
            else:
                if before == _told_of_files(path):
                    return store
                del store
            time.sleep(wait)
    raise StoreError(f"the store {path} is being written by another process; try again when that is done")


def _told_of_files(path: Path) -> frozenset[tuple[str, int]]:
    """What tells which files a store is made of: its manifest, and the logs of what is in no other file yet.

    Where these change while a snapshot is opened, it may lack what went from a log to a table meanwhile.
    """
    found = set[tuple[str, int]]()
    for file in path.iterdir():
        if file.name.startswith(("MANIFEST", "CURRENT")):
            with suppress(FileNotFoundError):
                found.add((file.name, file.stat().st_size))
        elif file.suffix == ".log":
            found.add((file.name, 0))
    return frozenset(found)


def copy_store(store: Store, path: Path) -> None:
    """Copy an open store into a folder that is not there yet; files are shared where the disk can.

    Raises StoreError.
    """
    with trouble(path):
        store.backup(str(path))
        (path / MARKER).write_text(_FORMAT, "ascii")


@contextmanager
def fresh_beside(path: Path) -> Iterator[Path]:
    """Name a folder beside a store for one that is to take its place; it is gone afterwards. Raises StoreError."""
    fresh = _beside(path, _NEW)
    rmtree(fresh, ignore_errors=True)
    try:
        yield fresh
    finally:
        rmtree(fresh, ignore_errors=True)


def instead(fresh: Path, path: Path) -> None:
    """Put a whole store in the place of another, which is removed; both are closed, and others are kept from both.

    Ended between the two steps, whoever opens the store next makes the second. Raises StoreError.
    """
    path = Path(os.path.realpath(path))
    with trouble(path), (path / "LOCK").open("r+b") as lock:
        lockf(lock, LOCK_EX | LOCK_NB)
        (fresh / _WHOLE).touch()
        _synced(fresh)
        old = _beside(path, _OLD)
        path.rename(old)
        _finish(path)
        _synced(path.parent)
        (path / _WHOLE).unlink()
        rmtree(old)


def _beside(path: Path, ending: str) -> Path:
    """A hidden folder beside a store."""
    real = Path(os.path.realpath(path))
    return real.with_name(f".{real.name}.{ending}")


def _finish(path: Path) -> None:
    """Put a store in its place that was whole when its maker ended between removing the other and doing so."""
    real, fresh = Path(os.path.realpath(path)), _beside(path, _NEW)
    if not real.exists() and (fresh / _WHOLE).is_file() and _beside(path, _OLD).is_dir():
        with suppress(FileNotFoundError):  # another has just done so
            fresh.rename(real)


def _synced(folder: Path) -> None:
    """Have the disk keep what a folder lists."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _found(path: Path) -> None:
    """Have an empty folder, or one where this was begun before, become a store: the marker to be is put there."""
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, not the folder of a store")
    fresh = path / f"{MARKER}.new"
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError(f"{path} cannot be a store: a part of that path is a file") from error
    if not fresh.exists() and any(path.iterdir()):
        raise StoreError(f"{path} is a folder of something else, not a store; name a new or an empty folder")
    fresh.write_text(_FORMAT, "ascii")


def _check(path: Path) -> None:
    """Raise StoreError for a store of another format."""
    made = (path / MARKER).read_text("ascii", errors="replace")
    if made != _FORMAT:
        raise StoreError(f"{path} is a store of another format ({made.strip()}); build a new one")
