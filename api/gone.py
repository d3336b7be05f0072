"""What was taken down, as an answer: 410 Gone (RFC 9110, 15.5.11) with the reason, and without a name."""

from typing import Final

from ..graph.store import Archive
from ..graph.withheld import withheld
from .problem import Problem

GONE: Final = 410


def reason(archive: Archive, iri: str) -> str | None:
    """Why an IRI was taken down; None for one that was not. Raises StoreError."""
    held = withheld(archive)
    return held.reason(iri) if held else None


def absent(archive: Archive, iri: str, what: str) -> Problem:
    """The answer about what is not held: it was taken down, else there is no such thing (`what` says which)."""
    why = reason(archive, iri)
    return Problem(404, "Not held", what) if why is None else Problem(GONE, "Taken down", why)
