"""Tables of answers: read from the engine's JSON, shown short, and written as CSV that a spreadsheet takes for text."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from json import loads

from ..graph.cells import neutral
from ..ontology import PREFIXES


@dataclass(frozen=True, slots=True)
class Answers:
    """The columns and rows of an answer; a cell is empty where its variable has no value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def answers(results: bytes) -> Answers:
    """Read SPARQL 1.1 Query Results JSON; an ASK has one column, `answer`, true or false."""
    read = loads(results)
    if "boolean" in read:
        return Answers(("answer",), (("true" if read["boolean"] else "false",),))
    columns = tuple(read["head"]["vars"])
    return Answers(columns, tuple(_row(binding, columns) for binding in read["results"]["bindings"]))


def _row(binding: Mapping[str, Mapping[str, str]], columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(binding[name]["value"]) if name in binding else "" for name in columns)


def shortened(cell: str) -> str:
    """An IRI of ours by its prefix.

    >>> shortened("https://w3id.org/sagsgang/id/municipality/707")
    'id:municipality/707'
    """
    fitting = [prefix for prefix in PREFIXES if cell.startswith(PREFIXES[prefix])]
    if not fitting or " " in cell:
        return cell
    longest = max(fitting, key=lambda prefix: len(PREFIXES[prefix]))
    return f"{longest}:{cell.removeprefix(PREFIXES[longest])}"


def spreadsheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Comma-separated values (RFC 4180) in which no cell is a formula: one that could be is led in by an apostrophe.

    >>> spreadsheet(["a", "b"], [["=1+1", "-5"]])
    "a,b\r\n'=1+1,-5\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return out.getvalue()
