"""`sagsgang export` and `sagsgang load`: the store out to a dump and in again."""

import os
from decimal import Decimal
from pathlib import Path

from ...graph.export import FORMATS
from ...graph.export import export as export_store
from ...graph.export import load as load_store
from ...graph.store import Archive
from ...graph.takedown import retake
from ..console import Exit, fail, note, one_line, output, reason
from ..views import without_unsure


def export(store: Path, format: str, target: Path | None, least_confidence: float = 0) -> None:
    """Write the store to standard output or to a file, which is whole or not there at all."""
    if format not in FORMATS:
        fail(Exit.USAGE, f"there is no format {format}; there are {', '.join(FORMATS)}")
    least = Decimal(str(least_confidence))
    with without_unsure(store, least) as held, Archive(held, read_only=True) as archive:
        if target is None:
            export_store(archive, format, output())
            output().flush()
        elif target.exists() and not target.is_file():  # a pipe or a device, which must not be replaced
            with target.open("wb") as out:
                export_store(archive, format, out)
        else:
            _replaced(archive, format, target)


def _replaced(archive: Archive, format: str, target: Path) -> None:
    """Write beside the file and put it in its place when it is whole."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as out:
            export_store(archive, format, out)
        fresh.replace(target)
    except OSError as error:
        fail(Exit.STORE, f"{target}: {reason(error)}")
    finally:
        fresh.unlink(missing_ok=True)


def load(dump: Path, store: Path) -> None:
    """Add a file of N-Quads to a store, which is made where there is none."""
    try:
        dump.open("rb").close()
    except OSError as error:
        fail(Exit.NOTHING, f"{dump}: cannot be read: {reason(error)}")
    with Archive(store) as archive:
        try:
            added = load_store(dump, archive)
        except SyntaxError as error:
            fail(Exit.NOTHING, f"{dump}: is not N-Quads: {one_line(str(error))}")
    retake(store)
    note(f"{added:,} new statements")
