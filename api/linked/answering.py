"""Answers at the addresses of resources: 303 to the form wanted, or the form itself."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from fastapi.responses import RedirectResponse, Response

from ...ontology import FOAF, SAG
from ..pages.here import Here, local
from ..pages.plain import plain
from ..pages.resource import PAGES, kinds, resource
from .describing import statements, written
from .forms import FORMS, JSON, PAGE, links
from .graphs import dump_of_graph, is_graph, page_of_graph, statements_in

LISTS: Final[Mapping[str, str]] = {
    str(SAG.Case): "/cases",
    str(SAG.Meeting): "/meetings",
    str(SAG.Body): "/bodies",
    str(FOAF.Person): "/persons",
}
"""Where the JSON of a resource of each kind is."""
CONTEXT: Final = "/ontology/context.jsonld"
UNSEARCHED: Final[Mapping[str, str]] = {"X-Robots-Tag": "noindex"}
"""Data is for programs; that of persons must never be found by searching."""


def shown(here: Here, iri: str) -> Response | None:
    """The page of a resource, with the ways to its other forms; None for what the store does not hold."""
    answer: Response | None = resource(here, iri)
    if answer is None and kinds(here, iri):
        answer = plain(here, iri)
    if answer is None and is_graph(here, iri):
        answer = page_of_graph(here, iri)
    if answer is not None:
        answer.headers.update(links(local(iri), PAGE))
    return answer


def directed(here: Here, iri: str, ending: str) -> Response | None:
    """The way from a resource to one of its forms (303 See Other); None for what the store does not hold."""
    types = kinds(here, iri)
    if ending == PAGE and not types & set(PAGES) and (found := resource(here, iri)) is not None:
        found.headers.update(links(local(iri)))
        return found
    if not types and not is_graph(here, iri):
        return None
    return RedirectResponse(_address(here, iri, ending, types), 303, links(local(iri)))


def _address(here: Here, iri: str, ending: str, types: set[str]) -> str:
    """Where a form of a resource is: the JSON of what is listed stands with the lists."""
    lists = [LISTS[each] for each in sorted(types & set(LISTS))]
    if ending == JSON and lists:
        return f"{lists[0]}?{urlencode({'iri': iri})}"
    path = f"{local(iri)}.{ending}"
    return here.to(path) if ending == PAGE else path


def given(here: Here, iri: str, ending: str, base: str) -> Response | None:
    """A resource in the form of an ending; `base` is the address of the server. None for what is not held."""
    types = kinds(here, iri)
    if not types and not is_graph(here, iri):
        return None
    if ending == JSON and types & set(LISTS):
        return RedirectResponse(_address(here, iri, ending, types), 303, {**UNSEARCHED, **links(local(iri), ending)})
    said = statements(here.archive, iri, types) if types else statements_in(here.archive, iri)
    if said is None:
        return RedirectResponse(dump_of_graph(iri), 303, links(local(iri), ending))
    body = written(said, iri, ending, base + CONTEXT)
    charset = "; charset=utf-8" if FORMS[ending].startswith("text/") else ""
    return Response(body, headers={**UNSEARCHED, **links(local(iri), ending)}, media_type=FORMS[ending] + charset)
