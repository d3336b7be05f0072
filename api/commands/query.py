"""`sagsgang query`: a stored question, or a file of one's own, asked of the store in a worker."""

import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from ...graph.resolve import as_named_now, last_day
from ...graph.store import Archive
from ...ontology import ID
from ...queries import LAST, Query, QueryError, named, names, parse
from ..console import Exit, fail, note, one_line, reason, table, write, write_bytes
from ..errors import QuerySyntaxError
from ..pool import Pool
from ..question import Answer, Limits, Question
from ..tabular import Answers, answers, shortened, spreadsheet
from ..views import without_unsure

JSON = "application/sparql-results+json"
ON = "on"
"""The parameter for the day that a status is asked of."""


def listing() -> None:
    """Tell the questions there are, with what they take."""
    rows = [(name, _signature(named(name)), named(name).title_da) for name in names()]
    table(("NAME", "PARAMETERS", "QUESTION"), rows)


def _signature(query: Query) -> str:
    """`--case CASE [--on DATE]`"""
    marks = (f"--{param.name} {param.kind.upper()}" for param in query.params)
    return " ".join(m if p.default is None else f"[{m}]" for m, p in zip(marks, query.params, strict=True))


def query(
    name: str,
    extra: Sequence[str],
    store: Path,
    on: str | None,
    format: str | None,
    time_limit: float,
    least_confidence: float = 0,
) -> None:
    """Ask the question that `name` is or that its file holds, and write the answer."""
    question = _question(name)
    values = dict(_values(question, extra))
    if on is not None:
        values[ON] = on
    with Archive(store, read_only=True) as archive:
        values = as_named_now(archive, question, values)
    text = question.bind(values, _last(question, values, store))
    graph = question.form in ("CONSTRUCT", "DESCRIBE")
    if graph and format in ("table", "csv"):
        fail(Exit.USAGE, f"{name} answers with a graph, which is no {format}: use --format turtle or json")
    least = Decimal(str(least_confidence))
    with without_unsure(store, least) as held, Pool(held, Limits(seconds=time_limit, fast=1, in_memory=0)) as pool:
        kind = "application/ld+json" if format == "json" else "text/turtle"
        answer = _asked(pool, Question(text, JSON, kind), len(question.prologue))
    if graph or format == "json":
        write_bytes(answer.body)
        if not answer.body.endswith(b"\n"):
            write("\n")
        return
    if format == "turtle":
        fail(Exit.USAGE, f"{name} answers with a table, which is no Turtle: use --format table, csv or json")
    _show(answer.body, format or "table", named_here=question.name in names())


def _asked(pool: Pool, question: Question, led_in: int) -> Answer:
    """Ask; an error's column on the first line is told as it is in the author's text."""
    try:
        return pool.ask(question)
    except QuerySyntaxError as error:
        place = f"column {error.column}"
        if error.line != 1 or error.column is None or not led_in:
            raise
        fail(Exit.USAGE, one_line(error.message.replace(place, f"column {error.column - led_in}", 1)))


def _question(name: str) -> Query:
    """A file's query where there is such a file, else the stored one."""
    path = Path(name)
    if name == "-":
        return parse(sys.stdin.read(), "standard input")
    if path.suffix in (".rq", ".sparql") or path.is_file():
        try:
            return parse(path.read_text("utf-8"), path.name)
        except UnicodeDecodeError as error:
            fail(Exit.NOTHING, f"{path}: is not UTF-8 at byte {error.start}")
        except OSError as error:
            fail(Exit.NOTHING, f"{path}: cannot be read: {reason(error)}")
    return named(name)


def _values(question: Query, extra: Sequence[str]) -> Iterator[tuple[str, str]]:
    """`--case 21/14877 --from=DIR --param to=KB` as values of parameters."""
    left = iter(extra)
    for word in left:
        if not word.startswith("--"):
            raise QueryError(f"{word!r} stands alone: give values as --NAME VALUE; {_allowed(question)}")
        if word == "--param" or word.startswith("--param="):  # `--param case=21/14877` says the same
            word = f"--{next(left, '') if word == '--param' else word.removeprefix('--param=')}"
        key, equals, value = word.removeprefix("--").partition("=")
        if key not in {param.name for param in question.params}:
            raise QueryError(f"--{key}: {question.name} has no such parameter; {_allowed(question)}")
        given = value if equals else next(left, None)
        if given is None:
            raise QueryError(f"--{key} needs a value")
        yield key, given


def _allowed(question: Query) -> str:
    options = ", ".join(f"--{param.name}" for param in question.params)
    return f"its parameters are {options}" if options else "it has no parameters"


def _last(question: Query, values: dict[str, str], store: Path) -> str | None:
    """The newest meeting day held, where a parameter asks for it."""
    wanted = (values.get(param.name, param.default) for param in question.params if param.kind == "date")
    if not any(value is not None and value.strip() == LAST for value in wanted):
        return None
    with Archive(store, read_only=True) as archive:
        return last_day(archive)


def _show(results: bytes, format: str, named_here: bool) -> None:
    """Write CSV, or a table to read: of a question of ours it leaves out the columns that only programs follow."""
    found = answers(results)
    if not found.rows:
        note("no answers")
    if format == "csv":
        write(spreadsheet(found.columns, found.rows))
        return
    kept = [place for place in range(len(found.columns)) if not (named_here and _only_iris(found, place))]
    left_out = [name for place, name in enumerate(found.columns) if place not in kept]
    table([found.columns[place] for place in kept], [[shortened(row[place]) for place in kept] for row in found.rows])
    if left_out:
        note(f"IRIs are left out here, and stand in --format csv and json: {', '.join(left_out)}")


def _only_iris(found: Answers, place: int) -> bool:
    """Say whether a column holds nothing but IRIs of ours."""
    cells = [row[place] for row in found.rows if row[place]]
    return bool(cells) and all(cell.startswith(ID) for cell in cells)
