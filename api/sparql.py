"""The SPARQL endpoint: SPARQL 1.1 Protocol, queries only, answered by the pool of workers."""

from collections.abc import Mapping
from typing import Final, cast

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.routing import NoMatchFound

from ..graph.description import examples, prefixes
from ..graph.store import StoreError
from .connected import Connected
from .description import description
from .errors import Cancelled
from .held import Held
from .negotiation import chosen
from .openapi import SPARQL_BODY, SPARQL_PARAMETERS, SPARQL_RESPONSES
from .pool import HELD, Pool
from .problem import Problem
from .question import GRAPH_TYPES, Answer, Question
from .request import Fields, asked, endpoint, formats
from .streamed import Streamed
from .waiting import Waiting

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
    return await respond(request, question)


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
    return await respond(request, question)


@router.options("/sparql", include_in_schema=False)
async def methods() -> Response:
    """Say by which methods the endpoint is asked (RFC 9110, 9.3.7)."""
    return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})


async def answered(request: Request, question: Question, pool: Pool | None = None) -> Answer:
    """Have the workers answer, those of `pool` where it is given; stop them when the client goes. Raises Unanswered."""
    workers = pool or _pool(request)
    with cast(Waiting, request.app.state.waiting):
        async with Connected(request.receive):
            return await workers.answer(question)


async def respond(
    request: Request, question: Question, pool: Pool | None = None, more: Mapping[str, str] = HEADERS
) -> Response:
    """The answer's bytes as the engine writes them, a long one while it does; nobody reads the one to who has gone.

    `more` are headers. Raises Unanswered, before anything is sent.
    """
    workers = pool or _pool(request)
    try:
        with cast(Waiting, request.app.state.waiting):
            async with Connected(request.receive):
                reply = await workers.reply(question)
    except Cancelled:
        return Response(status_code=499)
    media_type = reply.media_type + ("; charset=utf-8" if reply.media_type.startswith("text/") else "")
    if reply.more is None:
        return Response(reply.head, headers=dict(more), media_type=media_type)
    if request.scope["http_version"] == "1.0":
        reply.more.close()
        raise Problem(
            413, "Too big", f"by HTTP/1.0 an answer has at most {HELD} bytes: ask by HTTP/1.1, or add a LIMIT"
        )
    return Streamed(reply, more, media_type, workers.limits.sending)


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
        told = [*prefixes(), *examples(cast(Held, request.app.state.held).archive())]
    except StoreError:  # it is described all the same, without examples
        told = []
    said = description(endpoint(request), form, told)
    return Response(said, headers=dict(HEADERS), media_type=form)


def _pool(request: Request) -> Pool:
    return cast(Pool, request.app.state.pool)
