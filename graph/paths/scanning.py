"""Long answers read at once: the engine writes them as CSV, which costs a third of asking for each value."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import QueryResultsFormat, QuerySolutions

from ...queries import named
from ..catalogue import CONCLUDED
from ..resolve.reading import Asked, Row
from .bodies import Body


def scan(archive: Asked, name: str, values: Mapping[str, str] | None = None) -> Iterator[tuple[str, ...]]:
    """The rows of a stored SELECT question, in the order of its variables: IRIs and lexical forms, "" for no value."""
    _, rows = _answer(archive, name, values)
    return map(tuple, rows)


def scanned(archive: Asked, name: str, values: Mapping[str, str] | None = None) -> Iterator[Row]:
    """The same by the names of variables; one without a value, or with an empty one, is absent."""
    names, rows = _answer(archive, name, values)
    for row in rows:
        yield {name: cell for name, cell in zip(names, row, strict=True) if cell}


def _answer(
    archive: Asked, name: str, values: Mapping[str, str] | None
) -> tuple[Sequence[str], Iterator[Sequence[str]]]:
    """The header and the rows (SPARQL 1.1 Query Results CSV and TSV Formats, section 3)."""
    found = archive.query(named(name).bind(values or {}))
    if not isinstance(found, QuerySolutions):
        raise TypeError(f"{name} is no SELECT question")
    written = found.serialize(format=QueryResultsFormat.CSV)
    assert written is not None
    rows = csv.reader(io.StringIO(written.decode(), newline=""))
    return next(rows), rows


def graphs(known: Iterable[Body]) -> dict[str, str]:
    """The concluded graphs of the municipalities of some bodies, as a value for `scan`."""
    towns = {body.municipality.rpartition("/")[2] for body in known}
    return {"graphs": " ".join(f"{CONCLUDED}{town}" for town in sorted(towns))}
