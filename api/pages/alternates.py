"""Where a program that asks at a resource's own address is sent: its JSON, or its statements as RDF (303 See Other)."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from fastapi.responses import RedirectResponse

from ...ontology import FOAF, SAG
from ..negotiation import chosen
from ..question import GRAPH_TYPES
from .here import Here
from .resource import kinds

PAGE: Final = "text/html"
JSON: Final = "application/json"
LISTS: Final[Mapping[str, str]] = {
    str(SAG.Case): "/cases",
    str(SAG.Meeting): "/meetings",
    str(SAG.Body): "/bodies",
    str(FOAF.Person): "/persons",
}
"""Where the JSON of a resource of each kind is."""


def wants_page(accept: str | None) -> bool:
    """Say whether who asks is to get a page: a browser, who names nothing, and who wants what is not offered."""
    return chosen(accept, (PAGE, JSON, *GRAPH_TYPES)) in (PAGE, None)


def alternate(here: Here, iri: str, accept: str | None) -> RedirectResponse | None:
    """The way to what is known of a resource, in the form asked for; None for what the store does not hold."""
    types = kinds(here, iri)
    if not types:
        return None
    wanted = chosen(accept, (JSON, *GRAPH_TYPES)) or JSON
    lists = [LISTS[each] for each in sorted(types & set(LISTS))]
    if wanted == JSON and lists:
        address = f"{lists[0]}?{urlencode({'iri': iri})}"
    else:
        media_type = "application/ld+json" if wanted == JSON else wanted
        address = f"/sparql?{urlencode({'query': f'DESCRIBE <{iri}>', 'format': media_type})}"
    return RedirectResponse(address, 303, {"Vary": "Accept"})
