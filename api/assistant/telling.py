"""What an assistant is told: an answer, the words behind it, and what of the bodies in it is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from json import loads
from typing import Annotated, Final, cast

from pydantic import Field, JsonValue

from ...queries import named
from ..models import Value
from ..pool import Pool
from ..question import Question
from ..tabular import Answers, answers

MOST: Final = 200
"""Rows of an answer at most; what is left out is said."""
WORDS: Final = 40
"""Quotes of an answer at most."""
_CHARACTERS: Final = "#char="
"""What the IRI of a mention has, and no other (RFC 5147)."""
_QUOTED: Final = "SELECT ?mention ?quote {{ VALUES ?mention {{ {} }} ?mention oa:exact ?quote }} ORDER BY STR(?mention)"
_OA: Final = "PREFIX oa: <http://www.w3.org/ns/oa#> "
_UNKNOWN: Final = "What is not held may have happened all the same: say so, and never that it did not."

Row = Mapping[str, str]


class Quote(Value):
    """Words of a document."""

    quote: str
    mention: Annotated[str, Field(description="IRI of the frozen text and the characters (RFC 5147) where they stand.")]


class BodyHeld(Value):
    """What is held of a body."""

    body: str
    years: list[int]
    minutes: Annotated[int, Field(description="Meetings of which minutes are held.")]
    agendas_only: Annotated[int, Field(description="Meetings of which only an agenda is held.")]
    missing: Annotated[int, Field(description="Meetings that other documents name, of which nothing is held.")]


class Coverage(Value):
    """What is held at all, and of the bodies that an answer names."""

    documents: int
    meetings: int
    first: str | None
    last: str | None
    bodies: list[BodyHeld]
    note: str = _UNKNOWN


class Told(Value):
    """An answer with the words behind it and what is held."""

    answer: JsonValue
    left_out: Annotated[int, Field(description="Rows that are left out, because the answer is long.")] = 0
    quotes: list[Quote]
    coverage: Coverage


class Teller:
    """Asks the workers, and tells what they answer."""

    def __init__(self, pool: Pool) -> None:
        """Ask these workers, within their limits."""
        self.pool = pool

    def rows(self, name: str, **values: str) -> list[Row]:
        """The answers to a stored question; cells without a value are left out. Raises QueryError, Unanswered."""
        return as_rows(self.asked(named(name).bind(values, self.last() if "on" not in values else None)))

    def asked(self, query: str) -> Answers:
        """The table that a query answers with. Raises Unanswered."""
        return answers(self.pool.ask(Question(query, graph=None)).body)

    def last(self) -> str | None:
        """The newest day of which minutes are held."""
        return self._overview().get("day")

    def tell(self, answer: JsonValue, beside: Iterable[Row] = ()) -> Told:
        """An answer with its quotes, those of the mentions in it and in the rows `beside`, and its coverage."""
        kept, left_out = _shortened(answer)
        told: list[JsonValue] = [kept, [cast(JsonValue, dict(row)) for row in beside]]
        texts = list(dict.fromkeys(text for value in told for text in _texts(value)))
        return Told(answer=kept, left_out=left_out, quotes=self._quotes(texts), coverage=self._coverage(set(texts)))

    def _quotes(self, texts: Sequence[str]) -> list[Quote]:
        mentions = [text for text in texts if _CHARACTERS in text and text.startswith("http") and ">" not in text]
        if not mentions:
            return []
        terms = " ".join(f"<{mention}>" for mention in mentions[:WORDS])
        found = as_rows(self.asked(_OA + _QUOTED.format(terms)))
        return [Quote(quote=row["quote"], mention=row["mention"]) for row in found]

    def _coverage(self, texts: set[str]) -> Coverage:
        """What is held of all, and of the bodies whose name or IRI stands in the answer."""
        held = self._overview()
        of: dict[str, list[Row]] = {}
        for row in as_rows(self.asked(named("coverage").bind({}, held.get("day")))) if held.get("day") else []:
            if row["body"] in texts or row["organ"] in texts:
                of.setdefault(row["organ"], []).append(row)
        return Coverage(
            documents=int(held.get("documents", "0")),
            meetings=int(held.get("meetings", "0")),
            first=held.get("first"),
            last=held.get("last"),
            bodies=[_body(rows) for rows in of.values()],
        )

    def _overview(self) -> Row:
        (row,) = as_rows(self.asked(named("pages/overview").bind({})))
        return row


def as_rows(found: Answers) -> list[Row]:
    """Rows by the names of their columns, without empty cells."""
    return [{name: cell for name, cell in zip(found.columns, row, strict=True) if cell} for row in found.rows]


def plain(rows: Iterable[Row]) -> JsonValue:
    """Rows as JSON."""
    return [dict(row) for row in rows]


def parsed(body: bytes) -> JsonValue:
    """JSON text read."""
    return cast(JsonValue, loads(body))


def _body(rows: Sequence[Row]) -> BodyHeld:
    def total(column: str) -> int:
        return sum(int(row.get(column, "0")) for row in rows)

    years = sorted({int(row["year"]) for row in rows})
    return BodyHeld(
        body=rows[0]["body"],
        years=years,
        minutes=total("held"),
        agendas_only=total("agenda_only"),
        missing=total("missing"),
    )


def _shortened(answer: JsonValue) -> tuple[JsonValue, int]:
    """The first of a list, or of each list in an object, and how many are left out."""
    if isinstance(answer, list):
        return answer[:MOST], max(len(answer) - MOST, 0)
    if isinstance(answer, dict):
        parts = {name: _shortened(value) if isinstance(value, list) else (value, 0) for name, value in answer.items()}
        return {name: kept for name, (kept, _) in parts.items()}, sum(left for _, left in parts.values())
    return answer, 0


def _texts(value: JsonValue) -> Iterator[str]:
    """All texts in a JSON value, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inside in value.values():
            yield from _texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside)
