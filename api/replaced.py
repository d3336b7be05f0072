"""Former IRIs: what a person or case was, or could have been, called before leads to what it is called now."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from starlette.exceptions import HTTPException

from ..graph.resolve import apart
from ..queries import QueryError, named
from .asking import Ask

MOVED: Final = 308
CHOICES: Final = 300
"""Permanent Redirect and Multiple Choices (RFC 9110, 15.4)."""
UNKEPT: Final = {"Cache-Control": "no-cache"}
"""What is permanent for whoever links may change with the next document, so nobody may go there without asking."""


def replaced(ask: Ask, iri: str) -> tuple[str, ...]:
    """The IRIs that a former IRI leads to: one, or several where it could have been of several; none for any other.

    A part of a case leads to that part of what the case is called now.
    """
    whole, part = apart(iri)
    try:
        question = named("api/replaced").bind({"iri": whole})
    except QueryError:
        return ()
    return tuple(row["now"] + part for row in ask(question))


def moved(ask: Ask, iri: str, path: str, asked: Mapping[str, str]) -> HTTPException | None:
    """The answer to who asks at ``path`` with ``iri`` among the parameters ``asked`` for what has another IRI now."""
    addresses = [f"{path}?{urlencode({**asked, 'iri': now})}" for now in replaced(ask, iri)]
    if len(addresses) == 1:
        return HTTPException(MOVED, "Another IRI now", {**UNKEPT, "Location": addresses[0]})
    links = ", ".join(f'<{address}>; rel="alternate"' for address in addresses)
    return HTTPException(CHOICES, "One of several now", {"Link": links}) if addresses else None
