"""Whether the service is well."""

from typing import cast

from fastapi import APIRouter, Request

from ..queries import named
from .asking import Ask
from .models import Service
from .pool import Pool
from .rows import day

router = APIRouter(tags=["Service"])


@router.get("/health", summary="Whether the service is well")
def health(request: Request) -> Service:
    """Ask the store and a worker; an answer says that both are there."""
    ask, pool = cast(Ask, request.app.state.ask), cast(Pool, request.app.state.pool)
    (row,) = ask(named("pages/overview").bind({}))
    documents, cases = (int(row.get(name, "0")) for name in ("documents", "cases"))
    return Service(status="ok", documents=documents, cases=cases, last=day(row, "last"), sockets=pool.sockets())
