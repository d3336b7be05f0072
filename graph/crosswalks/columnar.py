"""The tables of the store as Apache Parquet, for DuckDB, pandas and Spark; needs pyarrow, the extra `parquet`."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from ..store import Archive
from .missing import Missing
from .tables import Row, bundle, columns, headings, local, rows

if TYPE_CHECKING:
    import pyarrow

_AT_ONCE: Final = 10_000
"""Rows of a table that are held at a time."""


def parquet_bundle(archive: Archive, out: BinaryIO) -> None:
    """Write a zip archive of `Class.parquet`: `id` is a string, every other column a list of strings.

    Values are the lexical forms of RDF, so that dates compare as they are written. Raises Missing where pyarrow is not
    installed, StoreError, and OSError of `out`.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise Missing("Parquet", "pyarrow", "parquet") from error
    tables = columns(archive)
    with ExitStack() as files, tempfile.TemporaryDirectory(prefix="sagsgang-") as folder:
        writers, waiting = {}, {}
        for kind, properties in tables.items():
            many = pyarrow.list_(pyarrow.string())
            schema = pyarrow.schema([("id", pyarrow.string()), *((name, many) for name in headings(properties))])
            path = str(Path(folder) / local(kind))
            writers[kind] = files.enter_context(pyarrow.parquet.ParquetWriter(path, schema, compression="zstd"))
            waiting[kind] = list[tuple[str, Row]]()
        for kind, iri, row in rows(archive, tables):
            waiting[kind].append((iri, row))
            if len(waiting[kind]) == _AT_ONCE:
                writers[kind].write_table(_table(waiting[kind], writers[kind].schema))
                waiting[kind].clear()
        for kind, left in waiting.items():
            writers[kind].write_table(_table(left, writers[kind].schema))
        files.close()
        bundle(Path(folder), [local(kind) for kind in tables], "parquet", out)


def _table(found: list[tuple[str, Row]], schema: pyarrow.Schema) -> pyarrow.Table:
    """Rows of a schema."""
    names = schema.names[1:]
    told = [{"id": iri, **{name: list(values) for name, values in zip(names, row, strict=True)}} for iri, row in found]
    import pyarrow

    return pyarrow.Table.from_pylist(told, schema=schema)
