"""Stated graphs to rows, by the stored questions of `queries/resolve`."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol, TypeAlias, TypeVar

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

from ...queries import named
from .rows import (
    Decision,
    Document,
    Item,
    Name,
    NamedMeeting,
    Participation,
    Record,
    Referral,
    Stated,
    Step,
    When,
    order,
)

Row: TypeAlias = Mapping[str, str]
"""One answer: variable to IRI or lexical form; a variable without a value is absent."""

AT_ONCE: Final = 100
"""Graphs read by one question."""

T = TypeVar("T")


class Asked(Protocol):
    """What answers SPARQL over all graphs: the archive."""

    def query(self, text: str) -> QuerySolutions | QueryTriples | QueryBoolean: ...


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


def stated(archive: Asked, held: Sequence[Document], wrong: Collection[str] = ()) -> Stated:
    """What these documents state, without the nodes that are said to be wrong (with all their parts)."""
    whose = {f"{document.node}/graph": document.node for document in held}

    def rows(name: str) -> list[Row]:
        told = (row for graphs in _chunks(sorted(whose)) for row in ask(archive, f"resolve/{name}", {"graphs": graphs}))
        return [row for row in told if row["node"] not in wrong] if wrong else list(told)

    return Stated(
        tuple(held),
        _ordered(Name(r["node"], whose[r["graph"]], r["name"], r.get("code")) for r in rows("names")),
        _ordered(_record(r, whose[r["graph"]]) for r in rows("records")),
        _ordered(_item(r, whose[r["graph"]], several) for r, several in _gathered(rows("items"), "number")),
        _ordered(_decision(r, several) for r, several in _gathered(rows("decisions"), "outcome")),
        _ordered(map(_referral, rows("referrals"))),
        _sorted({Step(r["item"], int(r["position"]), r["body"], r["basis"]) for r in rows("steps")}, _place),
        _ordered(_participation(r, whose[r["graph"]]) for r in rows("participations")),
        _ordered(NamedMeeting(r["node"], r["body"], r["day"]) for r in rows("meetings")),
    )


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


def _participation(row: Row, document: str) -> Participation:
    does = (row.get("party"), row["function"], row.get("standing"))
    return Participation(row["node"], row["owner"], row["name"], *does, document, row.get("role"), row.get("other"))


class _Node(Protocol):
    @property
    def node(self) -> str: ...


N = TypeVar("N", bound=_Node)


def _ordered(found: Iterable[N]) -> tuple[N, ...]:
    """In the order of the text, whatever the store's; a node told twice counts once."""
    return _sorted({one.node: one for one in _sorted(found, repr)}.values(), lambda one: order(one.node))


def _sorted(found: Iterable[T], key: Callable[[T], object]) -> tuple[T, ...]:
    return tuple(sorted(found, key=key))  # type: ignore[arg-type]


def _place(step: Step) -> tuple[str, int, str, str]:
    return step.item, step.position, step.body, step.basis
