"""The query page: the stored questions with forms from their heads, and SPARQL of one's own; both in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fastapi.responses import HTMLResponse

from ...graph.resolve import as_named_now
from ...ontology import PREFIXES
from ...queries import Query, QueryError, named, names
from ..errors import QuerySyntaxError, Unanswered
from ..pool import Pool
from ..problem import STATUS
from ..question import Question
from .danish import alphabetical
from .here import Here
from .render import page
from .table import Table, table

OFFERED: Final = ("sag", "id", "dct", "foaf", "org", "prov", "skos", "oa", "xsd")
START: Final = """
# De ti sager, der har været længst omkring
SELECT ?sag ?titel (COUNT(?behandling) AS ?behandlinger) WHERE {
  ?sag a sag:Case ; dct:title ?titel .
  ?behandling sag:case ?sag ; a sag:Treatment .
  FILTER NOT EXISTS { ?sag sag:routine true }
} GROUP BY ?sag ?titel ORDER BY DESC(?behandlinger) LIMIT 10
"""
PLACES: Final = {
    "TimeOut": "Forespørgslen tog for lang tid og blev stoppet. Gør den mindre, fx med LIMIT eller et FILTER.",
    "OutOfMemory": "Forespørgslen krævede for megen hukommelse og blev stoppet.",
    "TooBig": "Forespørgslen eller svaret er for stort.",
    "Refused": "Forespørgslen er afvist: her kan man kun læse, og kun denne graf.",
    "Busy": "Der er travlt. Prøv igen om lidt.",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer; for a query that does not parse, where, and that line of it."""

    message: str
    detail: str
    line: int | None
    column: int | None
    excerpt: str | None


@dataclass(frozen=True, slots=True)
class AskView:
    """What the template shows: the questions, the one chosen with its values, the text, and the answer or trouble."""

    questions: tuple[Query, ...]
    chosen: Query | None
    values: Mapping[str, str]
    text: str
    own: bool
    answer: Table | None
    trouble: Trouble | None


def asks(here: Here, pool: Pool, sparql: str | None) -> HTMLResponse:
    """The page, with the answer to what the address, or a form, asks."""
    questions = tuple(sorted(map(named, names()), key=lambda query: alphabetical(query.title_da)))
    chosen = named(here.asked("navn")) if here.asked("navn") in names() else None
    if sparql is not None and sparql.strip():
        answer, trouble = _answered(here, pool, sparql)
        view = AskView(questions, None, {}, sparql, True, answer, trouble)
    elif chosen is not None:
        view = _stored(here, pool, questions, chosen)
    else:
        view = AskView(questions, None, {}, _prefixes() + START, False, None, None)
    return page(here, "asks.html", view, status=200 if view.trouble is None else 400)


def _stored(here: Here, pool: Pool, questions: tuple[Query, ...], query: Query) -> AskView:
    """A stored question: asked when its values are given, or none is needed; else a form with its example."""
    given = {param.name: here.asked(param.name) for param in query.params if here.asked(param.name)}
    if any(param.default is None and param.name not in given for param in query.params):
        return AskView(questions, query, {**dict(query.example), **given}, query.text, False, None, None)
    try:
        now = as_named_now(here.archive, query, given)
        text = query.bind(now, on=here.last.isoformat() if here.last is not None else None)
    except QueryError as error:
        trouble = Trouble("Værdien kan ikke bruges.", str(error), None, None, None)
        return AskView(questions, query, given, query.text, False, None, trouble)
    answer, trouble_ = _answered(here, pool, text)
    return AskView(questions, query, given, _laid_out(text), False, answer, trouble_)


def _laid_out(text: str) -> str:
    """A bound question as one would write it: each prefix on a line of its own, and no head."""
    lines = text.replace(" PREFIX ", "\nPREFIX ").replace("> #", ">\n#", 1).splitlines()
    return "\n".join(line for line in lines if not line.startswith(("# title@", "# param ", "# example:")))


def _answered(here: Here, pool: Pool, text: str) -> tuple[Table | None, Trouble | None]:
    """Have the workers answer."""
    try:
        answer = pool.ask(Question(text))
    except Unanswered as error:
        return None, _trouble(error, text)
    return table(here, answer.body, answer.media_type), None


def _trouble(error: Unanswered, text: str) -> Trouble:
    """Say in Danish why there is no answer."""
    if isinstance(error, QuerySyntaxError):
        lines = text.splitlines()
        line = error.line
        excerpt = lines[line - 1] if line is not None and 0 < line <= len(lines) else None
        return Trouble("Forespørgslen kan ikke læses.", error.message, line, error.column, excerpt)
    _, title = STATUS[type(error)]
    return Trouble(PLACES.get(type(error).__name__, title), error.message, None, None, None)


def _prefixes() -> str:
    """The declarations that a query of one's own begins with."""
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in OFFERED)
