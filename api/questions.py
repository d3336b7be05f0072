"""The stored questions over HTTP: each at its own address, its parameters typed and described from its head."""

import re
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Annotated, Final, cast
from urllib.parse import urlencode

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import Field

from ..graph.resolve import as_named_now, last_day
from ..queries import ALLOWED, LAST, Query, QueryError, named, names
from .asked import LEAST, parameters
from .errors import Busy
from .held import Held
from .models import Value
from .openapi import QUESTION_RESPONSES
from .paging import NAMES, Part
from .pool import Pool
from .problem import Problem
from .question import GRAPH_TYPES, Question
from .request import fields, formats
from .sparql import HEADERS, answered, respond
from .tabular import answers, spreadsheet
from .views import Views

OFFERED: Final = ("application/sparql-results+json", "text/csv", "text/tab-separated-values")
CONFIDENCE: Final = re.compile("[0-9][0-9.eE+-]{0,40}")
router = APIRouter(tags=["Questions"])


class Parameter(Value):
    """A parameter of a question."""

    name: str
    type: Annotated[str, Field(description="; ".join(f"{kind}: {meaning}" for kind, meaning in ALLOWED.items()))]
    default: Annotated[str | None, Field(description="Without one, the parameter must be given.")]
    about: str


class Stored(Value):
    """A stored question."""

    name: str
    title_da: str
    title_en: str
    parameters: list[Parameter]
    example: Annotated[str, Field(description="An address that asks it.")]
    text: Annotated[str, Field(description="The question in SPARQL; `$name` is a parameter.")]


@router.get("/queries", summary="The stored questions")
def queries() -> list[Stored]:
    """List the questions that can be asked by name, with their parameters and their text."""
    return [_stored(named(name)) for name in names()]


def no_such_query(name: str) -> Response:
    """Say which questions there are to whoever asks another."""
    try:
        named(name)
    except QueryError as error:
        raise Problem(404, "No such question", str(error)) from None
    raise Problem(404, "No such question", f"{name} is no public question; there is {', '.join(names())}")


def _stored(query: Query) -> Stored:
    parameters = [
        Parameter(name=param.name, type=param.kind, default=param.default, about=param.note_en)
        for param in query.params
    ]
    asked = f"?{urlencode(query.example)}" if query.example else ""
    example = f"/queries/{query.name}{asked}"
    return Stored(
        name=query.name,
        title_da=query.title_da,
        title_en=query.title_en,
        parameters=parameters,
        example=example,
        text=query.text,
    )


def _offered(query: Query) -> tuple[str, ...]:
    return GRAPH_TYPES if query.form in ("CONSTRUCT", "DESCRIBE") else OFFERED


async def _ask(request: Request, query: Query) -> Response:
    """Bind the parameters of the address and answer in the format wanted; our CSV is safe in a spreadsheet."""
    given = fields(request.scope["query_string"])
    name, accept = given.one("format"), request.headers.get("accept")
    offered = _offered(query)
    form = formats(name, accept, offered)
    if form is None:
        raise Problem(406, "No such format", f"{query.name} is answered as {', '.join(offered)}")
    part = Part.of(given)
    if part is not None and query.form != "SELECT":
        raise Problem(400, "The question cannot be asked", f"{query.name} is no table: it has no parts")
    values = {key: given.one(key) or "" for key, _ in given.pairs if key not in ("format", LEAST, *NAMES)}
    text = await run_in_threadpool(_bound, query, values, cast(Held, request.app.state.held))
    pool = await _pool(request, _least(given.one(LEAST)))
    safe = form == "text/csv"
    whole, text = text, part.of_query(text) if part is not None else text
    asked = Question(text, None, form) if offered is GRAPH_TYPES else Question(text, OFFERED[0] if safe else form)
    headers = dict(HEADERS)
    if part is not None and part.following is not None:
        more = await answered(request, Question(part.following.of_query(whole), OFFERED[0]), pool)
        headers |= part.link(request.url.path, given.pairs) if answers(more.body).rows else {}
    if not safe:
        return await respond(request, asked, pool, headers)
    answer = await answered(request, asked, pool)
    headers |= {"Content-Disposition": f'inline; filename="{query.name}.csv"'}
    sheet = await run_in_threadpool(_sheet, answer.body)
    return Response(sheet, headers=headers, media_type="text/csv; charset=utf-8")


def _sheet(results: bytes) -> str:
    found = answers(results)
    return spreadsheet(found.columns, found.rows)


async def _pool(request: Request, least: Decimal) -> Pool | None:
    """The workers that leave out what is less sure; None where nothing is left out. Raises Busy."""
    if not least:
        return None
    views, viewing = cast(Views, request.app.state.views), cast(CapacityLimiter, request.app.state.viewing)
    if viewing.available_tokens < 1:
        raise Busy("the store without what is less sure is being made; ask again soon")
    return await to_thread.run_sync(views.pool, least, limiter=viewing)


def _least(given: str | None) -> Decimal:
    """The confidence below which nothing is wanted; 0 asks for all."""
    with suppress(InvalidOperation):
        if given is None or (CONFIDENCE.fullmatch(given) and 0 <= Decimal(given) <= 1):
            return Decimal(given or 0)
    raise Problem(400, "The question cannot be asked", f"{LEAST} is a number from 0 to 1, such as 0.8")


def _bound(query: Query, values: Mapping[str, str], held: Held) -> str:
    """The question as SPARQL; `last` is the newest meeting day held."""
    wanted = [values.get(param.name, param.default) for param in query.params if param.kind == "date"]
    archive = held.archive()
    try:
        return query.bind(as_named_now(archive, query, values), last_day(archive) if LAST in wanted else None)
    except QueryError as error:
        raise Problem(400, "The question cannot be asked", str(error)) from None


def _offer(query: Query) -> None:
    """Give a question an address of its own."""

    async def ask(request: Request) -> Response:
        return await _ask(request, query)

    router.add_api_route(
        f"/queries/{query.name}",
        ask,
        name=query.name,
        summary=query.title_en,
        description=query.title_da,
        operation_id=f"query_{query.name}",
        openapi_extra={"parameters": parameters(query, _offered(query))},
        responses=QUESTION_RESPONSES,
        response_class=Response,
    )


for _name in names():
    _offer(named(_name))
# after all others: an address that no question has
router.add_api_route("/queries/{name}", no_such_query, include_in_schema=False)
