"""The SPARQL endpoint: SPARQL 1.1 Protocol, queries only, answered by the pool of workers."""

import asyncio
import threading
from collections.abc import Mapping
from typing import Final, cast

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.routing import NoMatchFound

from ..graph.resolve import last_day
from ..graph.store import StoreError
from .description import description
from .errors import Busy, Cancelled
from .held import Held
from .negotiation import chosen
from .openapi import SPARQL_BODY, SPARQL_PARAMETERS, SPARQL_RESPONSES
from .pool import Pool
from .problem import Problem
from .question import GRAPH_TYPES, Answer, Question
from .request import Fields, asked, endpoint, formats

LISTEN: Final = 0.2
"""Seconds between two looks at whether the client is still there."""
QUERY_PAGE: Final = "query"
"""The name of the route that is the page for writing queries."""
HEADERS: Final[Mapping[str, str]] = {"Vary": "Accept"}
router = APIRouter(tags=["SPARQL"])


@router.get(
    "/sparql",
    summary="Ask a SPARQL query",
    openapi_extra={"parameters": SPARQL_PARAMETERS},
    responses=SPARQL_RESPONSES,
    response_class=Response,
)
async def ask(request: Request) -> Response:
    """Answer a SPARQL 1.1 query on the union of all graphs, or on those that FROM or the parameters name.

    Only reads: SERVICE, LOAD and updates are refused. Without a query, a browser gets the page for writing one, and
    everybody else a SPARQL 1.1 Service Description.
    """
    question, given = await asked(request, _pool(request).limits)
    if question is None:
        return await to_thread.run_sync(_about, request, given)
    return await _respond(request, question)


@router.post(
    "/sparql",
    summary="Ask a long SPARQL query",
    openapi_extra={"requestBody": SPARQL_BODY},
    responses=SPARQL_RESPONSES,
    response_class=Response,
)
async def ask_long(request: Request) -> Response:
    """Answer a query sent as a form, with the same fields as the address has, or as a body of its own."""
    question, _ = await asked(request, _pool(request).limits)
    if question is None:
        raise Problem(400, "Bad request", "there is no query")
    return await _respond(request, question)


@router.options("/sparql", include_in_schema=False)
async def methods() -> Response:
    """Say by which methods the endpoint is asked (RFC 9110, 9.3.7)."""
    return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})


async def answered(request: Request, question: Question, pool: Pool | None = None) -> Answer:
    """Have the workers answer, those of `pool` where it is given; stop them when the client goes. Raises Unanswered."""
    workers, waiting = pool or _pool(request), cast(CapacityLimiter, request.app.state.waiting)
    if waiting.available_tokens < 1:
        raise Busy("too many questions are being answered")
    gone = threading.Event()

    async def watch() -> None:
        while not await request.is_disconnected():
            await asyncio.sleep(LISTEN)
        gone.set()

    watching = asyncio.create_task(watch())
    try:
        return await to_thread.run_sync(workers.ask, question, gone.is_set, limiter=waiting)
    finally:
        watching.cancel()


async def _respond(request: Request, question: Question) -> Response:
    """The answer's bytes as the engine wrote them; nobody reads the one to a client that has gone."""
    try:
        answer = await answered(request, question)
    except Cancelled:
        return Response(status_code=499)
    charset = "; charset=utf-8" if answer.media_type.startswith("text/") else ""
    return Response(answer.body, headers=dict(HEADERS), media_type=answer.media_type + charset)


def _about(request: Request, given: Fields) -> Response:
    """The page for a browser, else the service description."""
    accept, name = request.headers.get("accept"), given.one("format")
    form = chosen(accept, (*GRAPH_TYPES, "text/html")) if name is None else formats(name, accept, GRAPH_TYPES)
    if form == "text/html":
        try:
            return RedirectResponse(str(request.app.url_path_for(QUERY_PAGE)), 303, dict(HEADERS))
        except NoMatchFound:  # served without pages
            form = GRAPH_TYPES[0]
    if form is None:
        raise Problem(406, "No such format", f"the service description is offered as {', '.join(GRAPH_TYPES)}")
    try:
        last = last_day(cast(Held, request.app.state.held).archive())
    except StoreError:  # it is described all the same, without what needs a day
        last = None
    said = description(endpoint(request), form, last)
    return Response(said, headers=dict(HEADERS), media_type=form)


def _pool(request: Request) -> Pool:
    return cast(Pool, request.app.state.pool)
