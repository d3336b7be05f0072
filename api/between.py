"""The paths between two bodies, over HTTP."""

from typing import Annotated, cast

from fastapi import APIRouter, Query, Request

from ..graph import paths as ways
from ..graph.resolve import last_day
from .days import Day
from .held import Held
from .journeys import path
from .models import Paths
from .openapi import RESOURCE_RESPONSES

router = APIRouter(tags=["Paths"], responses=RESOURCE_RESPONSES)
BODY = "A body by code (DIR), name or IRI"


@router.get("/paths", summary="The paths from one body to another")
def paths(
    request: Request,
    source: Annotated[str, Query(alias="from", description=f"{BODY}: where a path begins.")],
    target: Annotated[str, Query(alias="to", description=f"{BODY}: where it ends.")],
    via: Annotated[str | None, Query(description=f"{BODY} that a path must pass.")] = None,
    avoiding: Annotated[str | None, Query(description=f"{BODY} that no path may pass.")] = None,
    place: Annotated[str | None, Query(description="Only paths of this municipality, by name, number or IRI.")] = None,
    on: Annotated[
        Day | None, Query(description="The day that done and planned are told as of; the last one held by default.")
    ] = None,
    successors: Annotated[bool, Query(description="What came of a body in a reform counts as it.")] = False,
) -> Paths:
    """Tell the ways that cases took (done) or are to take (planned), each with those cases and their days."""
    archive = cast(Held, request.app.state.held).archive()
    day = on.isoformat() if on is not None else last_day(archive)
    found = ways.paths(archive, source, target, via=via, avoiding=avoiding, place=place, on=day, successors=successors)
    return Paths(on=day, paths=[path(each) for each in found])
