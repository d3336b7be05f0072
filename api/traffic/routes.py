"""What many cases tell together, over HTTP."""

from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from ...graph.paths import GRAPH_FORMATS, Period, Scope, Wanted, WrongPeriod, period
from ...graph.store import Archive
from ..days import Day
from ..held import Held
from ..openapi import RESOURCE_RESPONSES
from ..problem import Problem
from . import answers, graphs, models
from .graphs import Format, Kind, Table

router: Final = APIRouter(prefix="/paths", tags=["Paths"], responses=RESOURCE_RESPONSES)
GRAPH_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The graph.", "content": {each.media_type: {} for each in GRAPH_FORMATS.values()}}
}
BODY: Final = "A body by code (DIR), name or IRI"
_SPAN: Final = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
PERIOD: Final = f"^{_SPAN}(/{_SPAN})?$"


def _scope(
    place: Annotated[str | None, Query(description="Only this municipality, by name, number or IRI.")] = None,
    since: Annotated[Day | None, Query(description="The first day.")] = None,
    until: Annotated[Day | None, Query(description="The last day.")] = None,
    routine: Annotated[bool, Query(description="Standing items (Eventuelt) count too.")] = False,
    successors: Annotated[bool, Query(description="Follow bodies through reforms.")] = False,
) -> Scope:
    """What is asked about."""
    first, last = (day.isoformat() if day is not None else None for day in (since, until))
    return Scope(place, first, last, routine, successors)


def _archive(request: Request) -> Archive:
    return cast(Held, request.app.state.held).archive()


AskedOf = Annotated[Scope, Depends(_scope)]
Of = Annotated[Archive, Depends(_archive)]
From = Annotated[str, Query(alias="from", description=f"{BODY}: where it begins.")]
To = Annotated[str, Query(alias="to", description=f"{BODY}: where it ends.")]
Most = Annotated[int, Query(ge=1, le=1000, description="How many are told, at most.")]


@router.get("/possible", summary="The ways from one body to another, whichever cases went their links")
def possible(
    archive: Of,
    source: From,
    target: To,
    scope: AskedOf,
    by: Annotated[
        models.By, Query(description="What makes a way short; all ways; or ways that respect time.")
    ] = "hops",
    via: Annotated[str | None, Query(description=f"{BODY} that a way must pass.")] = None,
    avoiding: Annotated[str | None, Query(description=f"{BODY} that no way may pass.")] = None,
    most: Annotated[int, Query(ge=1, le=200, description="How many ways of a municipality, at most.")] = 10,
    longest: Annotated[int, Query(ge=2, le=12, description="The most bodies of a way, both ends counted.")] = 6,
) -> models.Possible:
    """Tell the ways over the graph of bodies, each link with cases that show it."""
    wanted = Wanted(via=via, avoiding=avoiding, most=most, longest=longest, scope=scope)
    return answers.possible(archive, source, target, by, wanted)


@router.get("/reach", summary="The bodies that cases get to from a body")
def reach(
    archive: Of,
    body: Annotated[str, Query(description=f"{BODY}.")],
    scope: AskedOf,
    back: Annotated[bool, Query(description="Those that they come from instead.")] = False,
) -> models.Reaches:
    """Tell in how many hops and days cases get from a body to others, or with `back` from others to it."""
    return answers.reach(archive, body, back, scope)


@router.get("/waits", summary="Where cases wait")
def waits(archive: Of, scope: AskedOf, most: Most = 200) -> models.Waits:
    """Tell the days from body to body: median, quartiles and how many hops."""
    return answers.waits(archive, scope, most)


@router.get("/queue", summary="What is awaited now, where, and how long already")
def queue(
    archive: Of,
    place: Annotated[str | None, Query(description="Only this municipality, by name, number or IRI.")] = None,
    on: Annotated[Day | None, Query(description="As of this day; the newest meeting day held by default.")] = None,
    routine: Annotated[bool, Query(description="Standing items (Eventuelt) count too.")] = False,
) -> models.Queues:
    """Tell the cases whose next step is announced and not done, by receiving body, the oldest first."""
    return answers.queue(archive, place, on.isoformat() if on is not None else None, routine)


@router.get("/bottlenecks", summary="The bodies that everything goes through")
def bottlenecks(archive: Of, scope: AskedOf, most: Most = 200) -> models.Bottlenecks:
    """Tell how many cases go through each body, and its betweenness."""
    return answers.bottlenecks(archive, scope, most)


@router.get("/flow", summary="How much can get from one body to another, and what limits it")
def flow(archive: Of, source: From, target: To, scope: AskedOf) -> models.Flows:
    """Tell the maximum flow over the hops of all links, and the narrowest links between the two."""
    return answers.flow(archive, source, target, scope)


@router.get("/variants", summary="The commonest ways")
def variants(archive: Of, scope: AskedOf, most: Most = 50) -> models.Variants:
    """Tell the bodies that cases passed in order, how many did, and how many days they took."""
    return answers.variants(archive, scope, most)


@router.get("/loops", summary="What comes back")
def loops(archive: Of, scope: AskedOf, most: Most = 50) -> models.Loops:
    """Tell the cases that came back to a body: over which bodies, how often, how many days it took."""
    return answers.loops(archive, scope, most)


@router.get("/compare", summary="Two periods beside each other")
def compare(
    archive: Of,
    scope: AskedOf,
    before: Annotated[str, Query(pattern=PERIOD, description="2023, 2023-05 or 2023-01-01/2023-06-30.")],
    after: Annotated[str, Query(pattern=PERIOD, description="The period to compare it with.")],
) -> models.Comparison:
    """Tell the links and ways that came and went, and those whose days changed; `since` and `until` do not count."""
    return answers.compare(archive, _period(before), _period(after), scope)


def _period(text: str) -> Period:
    try:
        return period(text)
    except WrongPeriod as error:
        raise Problem(404, "No such period", str(error)) from None


@router.get(
    "/graph/{kind}", summary="A graph of the place, to take away", responses=GRAPH_RESPONSES, response_class=Response
)
def graph(
    archive: Of,
    kind: Kind,
    scope: AskedOf,
    format: Annotated[Format, Query(description="The format.")] = "graphml",
    table: Annotated[Table, Query(description="Which table, in CSV.")] = "edges",
) -> Response:
    """Give bodies with a tie a hop, links, or cases with their bodies, the same bytes for the same content."""
    media_type, name = graphs.told_as(kind, format, table)
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(graphs.exported(archive, kind, scope, format, table), headers=headers, media_type=media_type)
