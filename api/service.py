"""Whether the service is well, and what it counts."""

from typing import Literal, cast

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from ..queries import named
from .asking import Ask
from .held import Held
from .models import Service, Value
from .operations.metrics import Metrics
from .pool import Pool
from .problem import Problem
from .rows import day

router = APIRouter(tags=["Service"])


class Well(Value):
    """Yes."""

    status: Literal["ok"] = "ok"


@router.get("/health", summary="Whether the service is well")
def health(request: Request) -> Service:
    """Ask the store and a worker; an answer says that both are there."""
    ask, pool = cast(Ask, request.app.state.ask), cast(Pool, request.app.state.pool)
    (row,) = ask(named("pages/overview").bind({}))
    documents, cases = (int(row.get(name, "0")) for name in ("documents", "cases"))
    return Service(status="ok", documents=documents, cases=cases, last=day(row, "last"), sockets=pool.sockets())


@router.get("/health/live", summary="Whether the process answers")
async def live() -> Well:
    """Ask nothing: who gets no answer may restart the service."""
    return Well()


@router.get("/health/ready", summary="Whether questions can be answered", responses={503: {"description": "Not yet."}})
def ready(request: Request) -> Well:
    """Say whether the store can be opened as it is now: who gets 503 may send questions elsewhere."""
    if not cast(Held, request.app.state.held).ready():
        raise Problem(503, "Not ready", "the store cannot be opened", retry_after=10)
    return Well()


@router.get("/metrics", summary="What is counted, for Prometheus", response_class=Response)
def metrics(request: Request) -> Response:
    """Requests by route and status with their durations, queries by lane and outcome, workers, and the store."""
    counted = cast(Metrics | None, request.app.state.metrics)
    if counted is None:
        raise HTTPException(404, "Not Found")
    return Response(counted.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
