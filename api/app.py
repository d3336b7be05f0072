"""The HTTP application: the SPARQL endpoint, the resources, the stored questions and the pages, on one store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from os import environ
from pathlib import Path
from typing import Final

from anyio import CapacityLimiter
from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from ..graph.paths import UnknownBody, UnknownPlace
from ..graph.store import StoreError
from . import between, questions, resources, service, sparql
from .compressed import Compressed
from .course import Course, Watch
from .datasets.crosswalks import CROSSING
from .datasets.crosswalks import router as crosswalks
from .datasets.dumps import Dumps
from .datasets.publisher import Publisher
from .datasets.routes import DUMPING
from .datasets.routes import router as datasets
from .errors import StoreUnreadable, Unanswered
from .headers import SAFE, HeadIsGet, SafeHeaders
from .held import Held
from .linked.terms import router as terms
from .negotiation import chosen
from .openapi import ANY, DESCRIPTION, TAGS, TITLE
from .operations.logs import tell_query
from .operations.metrics import Metrics
from .operations.operation import Operation
from .operations.watching import HEADER, SCOPE, Watched
from .pages.here import here
from .pages.routes import ASKING, missing
from .pages.routes import router as pages
from .pool import Pool
from .problem import Problem, answer, problem_of
from .question import Limits, Question
from .routing import allowed
from .traffic.routes import router as traffic
from .versioned import Versioned
from .views import Views
from .waiting import Waiting

ROUTERS: Final = (
    sparql.router,
    questions.router,
    between.router,
    traffic,
    resources.router,
    service.router,
    datasets,
    crosswalks,
    terms,
    pages,
)
"""The addresses, in the order in which they are tried."""


def create_app(
    store_path: Path,
    limits: Limits | None = None,
    operation: Operation | None = None,
    publisher: Publisher | None = None,
) -> FastAPI:
    """The application on the store in a folder, which it only reads.

    Raises StoreError when there is none, unless `operation` says to wait for one.

    `app.state` holds what routes use: `ask` asks our own questions of the newest snapshot, `held` is that snapshot,
    `pool` answers strangers' queries, `views` has the pools without what is less sure, `dumps` the
    files to fetch. `publisher` is who publishes, by default as the environment says. The workers end with the
    application.
    """
    run, metrics = operation if operation is not None else Operation(), Metrics()
    watch = _watch(metrics, run)
    held = Held(store_path, run.wait_for_store)
    pool = Pool(store_path, limits, watch)
    views, dumps = Views(held, pool, limits, watch), Dumps(held)
    metrics.follow(held, pool)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pool.open()
        yield
        views.close()
        dumps.close()
        pool.close()

    app = FastAPI(title=TITLE, openapi_tags=TAGS, responses=ANY, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.description = DESCRIPTION
    app.state.held, app.state.ask, app.state.pool, app.state.views = held, held.ask, pool, views
    app.state.dumps, app.state.dumping = dumps, CapacityLimiter(DUMPING)
    app.state.crossing, app.state.asking = CapacityLimiter(CROSSING), CapacityLimiter(ASKING)
    app.state.publisher = publisher if publisher is not None else Publisher.of(environ)
    app.state.waiting, app.state.viewing = Waiting(run.clients), CapacityLimiter(run.clients_of_copies)
    app.state.metrics = metrics if run.metrics else None
    for router in ROUTERS:
        app.include_router(router)
    _answer_errors(app)
    _surround(app, held, pool)
    app.add_middleware(Watched, metrics=metrics, with_address=run.log_queries)
    return app


def _watch(metrics: Metrics, run: Operation) -> Watch:
    """Count each query and log it."""

    def watch(question: Question, course: Course) -> None:
        metrics.query(course)
        tell_query(question, course, run.log_queries)

    return watch


def _answer_errors(app: FastAPI) -> None:
    """Say how each error is answered."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(Unanswered, _unanswered)
    app.add_exception_handler(UnknownBody, _no_body)
    app.add_exception_handler(StoreError, _no_store)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)


def _surround(app: FastAPI, held: Held, pool: Pool) -> None:
    """Add what every answer passes, from the inside out."""

    def known() -> str | None:
        version = held.known()
        return version + pool.version() if version is not None else None

    app.add_middleware(Versioned, lambda: held.version() + pool.version(), known, _routes(app))
    app.add_middleware(HeadIsGet)
    app.add_middleware(SafeHeaders)
    app.add_middleware(Compressed)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "POST"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "Retry-After", "X-Request-ID"],
    )


async def _problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    return answer(problem, request)


async def _unanswered(request: Request, error: Exception) -> Response:
    assert isinstance(error, Unanswered)
    return answer(problem_of(error), request)


async def _no_body(request: Request, error: Exception) -> Response:
    title = "No such municipality" if isinstance(error, UnknownPlace) else "No such body"
    return answer(Problem(404, title, str(error)), request)


async def _no_store(request: Request, _: Exception) -> Response:
    return answer(problem_of(StoreUnreadable("")), request)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{each['loc'][-1]}: {each['msg']}" for each in error.errors())
    return answer(Problem(422, "A parameter is not valid", told), request)


async def _http(request: Request, error: Exception) -> Response:
    """What the router has to say: no such address, not by this method."""
    assert isinstance(error, HTTPException)
    if (
        error.status_code == 404
        and chosen(request.headers.get("accept"), ("application/json", "text/html")) == "text/html"
    ):
        return await run_in_threadpool(lambda: missing(here(request), request.url.path))
    response = answer(Problem(error.status_code, error.detail, request.url.path), request)
    response.headers.update(error.headers or {})
    if error.status_code == 405:
        response.headers["Allow"] = allowed(_routes(request.app), request.scope)
    return response


async def _failed(request: Request, _: Exception) -> Response:
    """Answer for a fault of ours, outside of all middleware; what it is stands in the log, under the same id."""
    told = answer(Problem(500, "A fault of the server", "it is in the log under the id of this request"), request)
    told.headers.update(
        {**SAFE, HEADER: request.scope.get(SCOPE, ""), "Access-Control-Allow-Origin": "*", "Connection": "close"}
    )
    return told


def _routes(app: FastAPI) -> tuple[BaseRoute, ...]:
    """All addresses, those of the interface's description included."""
    return (*(route for router in ROUTERS for route in router.routes), *app.router.routes)
