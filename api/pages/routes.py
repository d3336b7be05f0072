"""The addresses of the pages."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Annotated, Final, cast

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from ...ontology import ID
from ..errors import Busy
from ..gone import GONE, absent, reason
from ..linked.answering import directed, given, shown
from ..linked.forms import PAGE, divided, wanted
from ..pool import Pool
from ..replaced import CHOICES, MOVED, UNKEPT, replaced
from ..request import origin, posted
from .about import about
from .asks import asks
from .between import ways_between
from .cases import cases
from .front import front
from .here import Here, here, local
from .meetings import meetings
from .organs import organs
from .persons import persons
from .render import HEADERS, page
from .search import search

router: Final = APIRouter(include_in_schema=False)

MEDIA: Final = {"css": "text/css; charset=utf-8", "svg": "image/svg+xml", "js": "text/javascript; charset=utf-8"}

ASKING: Final = 6
"""Query pages that are answered at once."""
WAITING: Final = 60
"""Those that wait for it at most."""
AtHere = Annotated[Here, Depends(here)]


def missing(at: Here, what: str) -> Response:
    """The page that says that something is not held."""
    return page(at, "missing.html", what, status=404, noindex=True)


def gone(at: Here, iri: str) -> Response:
    """The page that says why something was taken down, else that it is not held."""
    why = reason(at.archive, iri)
    return missing(at, iri) if why is None else page(at, "gone.html", why, status=GONE, noindex=True)


@router.get("/")
def read_front(at: AtHere) -> Response:
    """The front page."""
    return front(at)


@router.get("/soeg")
def read_search(at: AtHere) -> Response:
    """What a search finds."""
    return search(at)


@router.get("/sager")
def read_cases(at: AtHere) -> Response:
    """The list of cases."""
    return cases(at)


@router.get("/sag")
def read_case(at: AtHere) -> Response:
    """The page of a case by its IRI, as an address from elsewhere holds it."""
    iri = at.asked("iri")
    return RedirectResponse(at.link(iri), 303) if iri.startswith(ID) else missing(at, iri)


@router.get("/moeder")
def read_meetings(at: AtHere) -> Response:
    """The list of meetings."""
    return meetings(at)


@router.get("/organer")
def read_bodies(at: AtHere) -> Response:
    """The list of bodies."""
    return organs(at)


@router.get("/personer")
def read_persons(at: AtHere) -> Response:
    """The list of persons."""
    return persons(at)


@router.get("/veje")
def read_paths(at: AtHere) -> Response:
    """The ways between two bodies."""
    return ways_between(at)


@router.get("/forespoergsel", name="query")
async def read_question(at: AtHere, request: Request) -> Response:
    """The page for asking: a stored question by name, or SPARQL of one's own."""
    return await _asked(at, request, at.asked("sparql"))


@router.post("/forespoergsel")
async def read_long_question(at: AtHere, request: Request) -> Response:
    """The same, for SPARQL that is too long for an address."""
    form = await posted(request, cast(Pool, request.app.state.pool).limits)
    return await _asked(at, request, form.one("sparql"))


async def _asked(at: Here, request: Request, sparql: str | None) -> Response:
    """The page with its answer; a few at a time, so that other pages do not wait for threads. Raises Busy."""
    asking = cast(CapacityLimiter, request.app.state.asking)
    if asking.statistics().tasks_waiting >= WAITING:
        raise Busy("too many questions are being answered; ask again soon")
    return await to_thread.run_sync(asks, at, cast(Pool, request.app.state.pool), sparql, limiter=asking)


@router.get("/om")
def read_about(at: AtHere) -> Response:
    """The page about the whole."""
    return about(at)


@router.get("/id/{path:path}")
def read_resource(path: str, at: AtHere, request: Request) -> Response:
    """Whatever has an IRI of ours, at its path: the way to its page or its data, or these, by their endings."""
    path, ending = divided(path)
    iri, form = ID + path, ending or wanted(request.headers.get("accept"))
    if now := replaced(at.asks, iri):
        return renamed(at, now, ending)
    if ending is None:
        found = directed(at, iri, form)
    else:
        found = shown(at, iri) if form == PAGE else given(at, iri, form, origin(request))
    if found is None and form != PAGE:
        raise absent(at.archive, iri, f"the graph holds nothing with the IRI {iri}")
    return found or gone(at, iri)


def renamed(at: Here, now: Sequence[str], ending: str | None = None) -> Response:
    """The way to what a former IRI leads to, in the same form; a page to choose from where that may be several."""
    if len(now) == 1:
        return RedirectResponse(at.to(f"{local(now[0])}.{ending}") if ending else at.link(now[0]), MOVED, UNKEPT)
    rows = at.about("choices", "iris", now)
    told = [(row["iri"], row.get("name", row.get("title", row["iri"])), row.get("basis", "")) for row in rows]
    return page(at, "choices.html", told, status=CHOICES, noindex=True)


@router.get("/static/{name}")
def read_static(name: str, request: Request) -> Response:
    """The style and the icon."""
    held = {entry.name: entry for entry in files("sagsgang.api").joinpath("static").iterdir()}
    kind = MEDIA.get(name.rpartition(".")[2])
    if name not in held or kind is None:
        return Response("findes ikke", 404, media_type="text/plain")
    return Response(held[name].read_bytes(), headers={**HEADERS, "Cache-Control": "max-age=3600", "Content-Type": kind})
