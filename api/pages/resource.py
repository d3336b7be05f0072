"""What stands at a resource's own address: the page of a case, meeting, document, person or body."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ...ontology import FOAF, ID, SAG
from .case import case
from .document import document
from .here import Here
from .meeting import meeting
from .nodes import said
from .organs import municipality, organ
from .persons import person

PAGES: Final[Mapping[str, Callable[[Here, str], HTMLResponse | None]]] = {
    str(SAG.Document): document,
    str(SAG.Case): case,
    str(SAG.Meeting): meeting,
    str(SAG.Body): organ,
    str(FOAF.Person): person,
    str(SAG.Municipality): municipality,
}
TEXT: Final = f"{ID}text/"
DOCUMENT: Final = f"{ID}doc/"
OURS: Final = re.compile(r"(?:[A-Za-z0-9:/._~+-]|%[0-9A-Fa-f]{2})+")
"""What IRIs of ours are made of; nothing else is asked for."""


def resource(here: Here, iri: str) -> Response | None:
    """The page of a resource, or the way to it; None for what the store does not hold."""
    types = kinds(here, iri)
    for type_ in types & set(PAGES):
        return PAGES[type_](here, iri)
    if not OURS.fullmatch(iri):
        return None
    if iri.startswith(TEXT):
        return _of_text(here, iri)
    if iri.startswith(DOCUMENT):
        return _in_document(here, iri)
    whole = _whole(iri)
    return RedirectResponse(here.link(whole), 303) if types and whole != iri else None


def kinds(here: Here, iri: str) -> set[str]:
    """The classes of a resource; none when the store does not hold it, or when it can be no IRI of ours."""
    return {row["type"] for row in here.ask("kind", resource=iri)} if OURS.fullmatch(iri) else set()


def _whole(iri: str) -> str:
    """What a treatment, a plan, a membership … is part of, with its place there: the thing that has a page."""
    case, treatment, rest = iri.partition("/treatment/")
    if treatment:
        return f"{case}#behandling-{rest.removesuffix('/hop').replace('/', '-')}"
    parts = iri.split("/")
    inner = [place for place, part in enumerate(parts) if part in ("body", "case")]
    return "/".join(parts[: inner[0] + 2]) if inner else iri


def _of_text(here: Here, iri: str) -> Response | None:
    """A text is read in its document; a browser keeps `#char=1,5` when it is sent there."""
    found = here.ask("documents_of_text", text=iri)
    return RedirectResponse(here.link(found[0]["document"]), 303) if found else None


def _in_document(here: Here, iri: str) -> Response | None:
    """A node of a document is shown by its words there."""
    found = said(here, [iri])
    return RedirectResponse(here.link(found[0].source), 303) if found else None
