"""The addresses of the datasets: dumps, VoID, DCAT, the calendar and what changed."""

from collections.abc import Callable
from typing import Annotated, Final, TypeVar, cast

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, Response
from pyoxigraph import Quad
from starlette.background import BackgroundTask

from ...graph.changes import Change, changes, last_number
from ...graph.store import Archive
from ...queries import named
from ..asking import Ask
from ..errors import Busy
from ..held import Held
from ..known import known
from ..linked.answering import CONTEXT
from ..linked.describing import written
from ..linked.forms import FORMS, WRITTEN
from ..models import Value
from ..negotiation import chosen
from ..problem import Problem
from ..request import origin
from .calendar import calendar
from .dcat import dcat
from .dumps import MEDIA, SUMS, Dumps
from .feed import Feed, atom, ndjson
from .publisher import Publisher
from .void import void

Made = TypeVar("Made")
GRAPHS: Final = {FORMS[ending]: ending for ending in (*WRITTEN, "jsonld")}
DUMPING: Final = 4
"""Clients that may wait at once for a dump to be made."""
router: Final = APIRouter(tags=["Datasets"])


class Offer(Value):
    """A dump that can be fetched."""

    name: str
    address: str
    media_type: str


@router.get("/dumps/", summary="The dumps there are")
def dumps(request: Request) -> list[Offer]:
    """List the dumps of everything and of each municipality; a document's is at /dumps/doc/HASH.nq."""
    offered = [(f"{name}.{ending}", kind) for name in _dumps(request).names() for ending, kind in MEDIA.items()]
    return [Offer(name=name, address=f"/dumps/{name}", media_type=kind) for name, kind in offered]


@router.get(f"/dumps/{SUMS}", summary="Checksums of the dumps", response_class=Response)
async def sums(request: Request) -> Response:
    """Give the sha256 of each dump of everything and of a municipality, as `sha256sum --check` reads them."""
    return Response(await _made(request, _dumps(request).sums), media_type="text/plain; charset=utf-8")


@router.get("/dumps/{name:path}.{ending}", summary="A dump", response_class=FileResponse)
async def dump(name: str, ending: str, request: Request) -> Response:
    """Give everything (`all`), a municipality (`place/707`) or a document (`doc/HASH`) as `nq` or `trig`."""
    found = await _made(request, lambda: _dumps(request).dump(name, ending))
    if found is None:
        raise Problem(404, "No such dump", f"there is {', '.join(_dumps(request).names())}, as {' or '.join(MEDIA)}")
    sent = BackgroundTask(found.path.unlink, missing_ok=True) if found.once else None
    return FileResponse(found.path, headers=found.headers, media_type=found.media_type, background=sent)


@router.get("/.well-known/void", summary="What the graph holds, as VoID", response_class=Response)
def read_void(request: Request) -> Response:
    """Describe the dataset in numbers, by class and by property."""
    return _graph(request, *void(_ask(request), _archive(request), origin(request), _publisher(request)))


@router.get("/dcat", summary="The datasets, as DCAT-AP-DK", response_class=Response)
def read_dcat(request: Request) -> Response:
    """Describe the datasets for data portals."""
    return _graph(request, *dcat(_ask(request), origin(request), _publisher(request)))


@router.get("/meetings.ics", summary="Meetings as a calendar", response_class=Response)
def meetings(
    request: Request,
    body: Annotated[str | None, Query(description="A body by code, name or IRI.")] = None,
    place: Annotated[str | None, Query(description="A municipality by name, number or IRI.")] = None,
) -> Response:
    """Give the meetings held and announced, of a body or a municipality, as iCalendar (RFC 5545)."""
    names = known(_ask(request))
    rows = _ask(request)(named("api/calendar").bind({}))
    if body:
        rows = tuple(row for row in rows if names.is_body(row["body"], body))
    if place:
        rows = tuple(row for row in rows if names.is_place(row.get("municipality"), place))
    return Response(calendar(rows, names), media_type="text/calendar; charset=utf-8")


Since = Annotated[int, Query(ge=0, description="The number after which changes are wanted; 0 asks for all.")]
Many = Annotated[int, Query(ge=1, le=10_000, description="How many at most; `Link` leads to the next.")]


@router.get("/changes", summary="What came, changed and went since a number", response_class=Response)
def read_changes(request: Request, since: Since = 0, limit: Many = 1000) -> Response:
    """List the last change of each graph, a line of JSON each (NDJSON); the last `number` is the next `since`."""
    part, following = _changes(request, since, limit)
    return Response("".join(ndjson(part)), headers=_next(following), media_type="application/x-ndjson")


@router.get("/changes.atom", summary="What came, changed and went, as Atom", response_class=Response)
def read_feed(request: Request, since: Since = 0, limit: Many = 100) -> Response:
    """List the same as an Atom feed; what went is a deleted entry (RFC 6721)."""
    part, following = _changes(request, since, limit)
    days = {row["graph"]: row["last"] for row in _ask(request)(named("api/change_days").bind({}))}
    feed = Feed(origin(request), part, days, following)
    return Response(atom(feed), headers=_next(following), media_type="application/atom+xml")


def _changes(request: Request, since: int, limit: int) -> tuple[tuple[Change, ...], str | None]:
    """A part of the changes, and the address of the part that follows."""
    store = _archive(request).store
    newest = last_number(store)
    if since > newest:
        raise Problem(
            409, "Not so far yet", f"the newest number is {newest}: the store was made anew, begin with since=0"
        )
    found = changes(store, since)
    part = found[:limit]
    following = f"{request.url.path}?since={part[-1].number}&limit={limit}" if len(found) > limit else None
    return part, following


def _next(following: str | None) -> dict[str, str]:
    return {"Link": f'<{following}>; rel="next"'} if following else {}


async def _made(request: Request, make: Callable[[], Made]) -> Made:
    """What takes long to make, for a few clients at once. Raises Busy."""
    limiter = cast(CapacityLimiter, request.app.state.dumping)
    if limiter.available_tokens < 1:
        raise Busy("dumps are being made; ask again soon")
    return await to_thread.run_sync(make, limiter=limiter)


def _graph(request: Request, iri: str, quads: list[Quad]) -> Response:
    """A graph in the form that Accept asks for, Turtle where several are wanted equally."""
    media_type = chosen(request.headers.get("accept"), tuple(GRAPHS)) or "text/turtle"
    body = written(quads, iri, GRAPHS[media_type], origin(request) + CONTEXT)
    return Response(body, headers={"Vary": "Accept"}, media_type=media_type)


def _ask(request: Request) -> Ask:
    return cast(Ask, request.app.state.ask)


def _archive(request: Request) -> Archive:
    return cast(Held, request.app.state.held).archive()


def _dumps(request: Request) -> Dumps:
    return cast(Dumps, request.app.state.dumps)


def _publisher(request: Request) -> Publisher:
    return cast(Publisher, request.app.state.publisher)
