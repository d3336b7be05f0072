"""Stated graphs to rows, by the stored questions of `queries/resolve`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

from ...queries import named
from ..memory import Memory
from .packing import packed, unpacked
from .rows import (
    Decision,
    Document,
    Item,
    Name,
    NamedMeeting,
    Participation,
    Record,
    Referral,
    Rows,
    Stated,
    Step,
    When,
    order,
)

Row: TypeAlias = Mapping[str, str]
"""One answer: variable to IRI or lexical form; a variable without a value is absent."""

AT_ONCE: Final = 100
"""Graphs read by one question."""
ROWS: Final = "rows"
"""The kind of memory that holds what documents state, by the fingerprints of their graphs."""


class Asked(Protocol):
    """What answers SPARQL over all graphs: the archive."""

    def query(self, text: str) -> QuerySolutions | QueryTriples | QueryBoolean: ...


class Remembering(Asked, Protocol):
    """What knows its graphs by fingerprints, and remembers what was worked out from them: the archive."""

    @property
    def memory(self) -> Memory: ...
    def fingerprints(self, graphs: Iterable[str] = ()) -> dict[str, str]: ...


def ask(archive: Asked, name: str, values: Mapping[str, str] | None = None, on: str | None = None) -> Iterator[Row]:
    """The rows of a stored SELECT question."""
    found = archive.query(named(name).bind(values or {}, on))
    if not isinstance(found, QuerySolutions):
        raise TypeError(f"{name} is no SELECT question")
    variables: list[str] = [variable.value for variable in found.variables]
    for solution in found:
        terms = ((variable, solution[variable]) for variable in variables)
        yield {name: term.value for name, term in terms if term is not None and not isinstance(term, Triple)}


def documents(archive: Asked) -> tuple[Document, ...]:
    """Every document held."""
    rows = ask(archive, "resolve/documents")
    told = ("name", "kind", "given", "reader")
    found = {Document(row["document"], *(row.get(name) for name in told)) for row in rows}
    return tuple(sorted(found, key=lambda document: (document.node, repr(document))))


def stated(archive: Remembering, held: Sequence[Document], wrong: Collection[str] = ()) -> Stated:
    """What these documents state, without the nodes that are said to be wrong (with all their parts).

    The rows of a document follow from its graph alone, so those of a graph that was read before are remembered.
    """
    graphs = {f"{document.node}/graph" for document in held}
    kept = {graph: key for graph, key in archive.fingerprints(graphs).items() if graph in graphs}
    known = {key: unpacked(content) for key, content in archive.memory.recall(ROWS, kept.values()).items()}
    new = {graph: key for graph, key in sorted(kept.items()) if key not in known}
    read = {new[graph]: rows for graph, rows in _read(archive, new)}
    archive.memory.remember(ROWS, {key: packed(rows) for key, rows in read.items()})
    return _together(held, [(known | read)[kept[graph]] for graph in sorted(kept)], wrong)


def forget(archive: Remembering) -> None:
    """Forget what graphs stated that are no more."""
    archive.memory.remember(ROWS, {}, archive.memory.keys(ROWS) - set(archive.fingerprints().values()))


def _together(held: Sequence[Document], found: Sequence[Rows], wrong: Collection[str]) -> Stated:
    """The rows of all documents; a node that several tell of is as the last one says."""

    def all_of(name: str) -> tuple[Any, ...]:
        told = {row.node: row for rows in found for row in getattr(rows, name)}
        return tuple(told[node] for node in sorted(told, key=order) if node not in wrong)

    return Stated(**{name: all_of(name) for name in Rows.__slots__}, documents=tuple(held))


def _read(archive: Asked, graphs: Collection[str]) -> Iterator[tuple[str, Rows]]:
    """The rows of some graphs, each in the order of the text, whatever the store's."""
    answers = {name: _answers(archive, name, graphs) for name in Rows.__slots__}
    for graph in graphs:
        document = graph.removesuffix("/graph")
        told = {name: rows.get(graph, []) for name, rows in answers.items()}
        yield (
            graph,
            Rows(
                _ordered(Name(r["node"], document, r["name"], r.get("code")) for r in told["names"]),
                _ordered(_record(r, document) for r in told["records"]),
                _ordered(_item(r, document, several) for r, several in _gathered(told["items"], "number")),
                _ordered(_decision(r, several) for r, several in _gathered(told["decisions"], "outcome")),
                _ordered(map(_referral, told["referrals"])),
                _ordered(map(_step, told["steps"])),
                _ordered(_participation(r, document) for r in told["participations"]),
                _ordered(NamedMeeting(r["node"], r["body"], r["day"]) for r in told["meetings"]),
            ),
        )


def _answers(archive: Asked, name: str, graphs: Iterable[str]) -> dict[str, list[Row]]:
    """The answers of a stored question, by graph."""
    found: dict[str, list[Row]] = defaultdict(list)
    for some in _chunks(sorted(graphs)):
        for row in ask(archive, f"resolve/{name}", {"graphs": some}):
            found[row["graph"]].append(row)
    return found


def _chunks(graphs: Sequence[str]) -> Iterator[str]:
    """IRIs with blanks between them, so many at once."""
    for start in range(0, len(graphs), AT_ONCE):
        yield " ".join(graphs[start : start + AT_ONCE])


def _gathered(rows: Iterable[Row], name: str) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """One row a node, with all its values of one variable."""
    first: dict[str, Row] = {}
    values: dict[str, set[str]] = {}
    for row in rows:
        first.setdefault(row["node"], row)
        values.setdefault(row["node"], set())
        if name in row:
            values[row["node"]].add(row[name])
    for node, row in first.items():
        yield row, tuple(sorted(values[node]))


def _record(row: Row, document: str) -> Record:
    return Record(row["node"], document, *(row.get(name) for name in ("body", "day", "start", "end", "place")))


def _item(row: Row, document: str, numbers: tuple[str, ...]) -> Item:
    return Item(row["node"], document, row["parent"], row["title"], numbers, row.get("place"), row.get("access"))


def _decision(row: Row, outcomes: tuple[str, ...]) -> Decision:
    return Decision(row["node"], row["item"], row["body"], row.get("day"), outcomes, row.get("wording"))


def _referral(row: Row) -> Referral:
    when = When(row.get("day"), row.get("edtf"), row.get("earliest"), row.get("latest"))
    flags = (row["recommended"] == "true", row["done"] == "true")
    told = (row.get("basis"), row.get("mention"))
    return Referral(
        row["node"], row["item"], row["sender"], row["receiver"], when, *flags, int(row.get("position", 0)), *told
    )


def _step(row: Row) -> Step:
    return Step(row["node"], row["item"], int(row["position"]), row["body"], row["basis"])


def _participation(row: Row, document: str) -> Participation:
    does = (row.get("party"), row["function"], row.get("standing"))
    return Participation(row["node"], row["owner"], row["name"], *does, document, row.get("role"), row.get("other"))


class _Node(Protocol):
    @property
    def node(self) -> str: ...


N = TypeVar("N", bound=_Node)


def _ordered(found: Iterable[N]) -> tuple[N, ...]:
    """In the order of the text; a node told twice counts once."""
    once = {one.node: one for one in sorted(found, key=repr)}
    return tuple(once[node] for node in sorted(once, key=order))
