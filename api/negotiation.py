"""Chooses the media type of an answer from an Accept header (RFC 9110, 12.5.1) or from a `format` in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SHORT: Final = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "ntriples": "application/n-triples",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "nq": "application/n-quads",
}
"""The names that `format=` takes beside media types."""
ALSO: Final = {
    "application/json": ("application/sparql-results+json", "application/ld+json"),
    "text/json": ("application/sparql-results+json", "application/ld+json"),
    "application/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "text/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "application/x-turtle": ("text/turtle",),
    "application/x-trig": ("application/trig",),
    "text/x-nquads": ("application/n-quads",),
    "text/plain": ("application/n-triples", "text/csv"),
}
"""Looser names that clients send, and what they take for them."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One range of an Accept header: `text/*;q=0.8`."""

    media_range: str
    quality: float

    def exactness(self, media_type: str) -> int:
        """How closely the range names a media type: 3 itself, 2 by a looser name, 1 its kind, 0 by `*/*`, else -1."""
        if self.media_range == media_type:
            return 3
        if media_type in ALSO.get(self.media_range, ()):
            return 2
        kind, _, rest = self.media_range.partition("/")
        if rest == "*" and kind in ("*", media_type.partition("/")[0]):
            return 0 if kind == "*" else 1
        return -1


def wishes(accept: str) -> tuple[Wish, ...]:
    """The ranges of an Accept header; what is no media range is left out, an unreadable quality counts as 1.

    >>> wishes("text/turtle, text/*;q=0.5, nonsense")
    (Wish(media_range='text/turtle', quality=1.0), Wish(media_range='text/*', quality=0.5))
    """
    return tuple(wish for part in accept.split(",") if (wish := _wish(part)) is not None)


def _wish(part: str) -> Wish | None:
    """`text/*;q=0.5`"""
    media_range, *parameters = (piece.strip().casefold() for piece in part.split(";"))
    kind, slash, rest = media_range.partition("/")
    if not (kind and slash and rest):
        return None
    quality = next((p.partition("=")[2].strip() for p in parameters if p.partition("=")[0].strip() == "q"), "1")
    try:
        return Wish(media_range, min(max(float(quality), 0.0), 1.0))
    except ValueError:
        return Wish(media_range, 1.0)


def chosen(accept: str | None, offered: Sequence[str]) -> str | None:
    """The best of what is offered, or None when nothing is wanted; equally good ones by the order of the offer.

    >>> chosen("application/xml;q=0.9, */*;q=0.1", ["text/csv", "application/sparql-results+xml"])
    'application/sparql-results+xml'
    """
    ranges = wishes(accept or "*/*")
    if not ranges:
        return offered[0]
    best = max(offered, key=lambda media_type: _quality(media_type, ranges))
    return best if _quality(best, ranges) > 0 else None


def _quality(media_type: str, ranges: Sequence[Wish]) -> float:
    """The quality that the most exact range gives a media type; 0 when none names it."""
    exact = max(ranges, key=lambda wish: wish.exactness(media_type))
    return exact.quality if exact.exactness(media_type) >= 0 else 0.0


def by_name(name: str, offered: Sequence[str]) -> str | None:
    """What `format=` names: `csv`, or a media type whole; None when it is not offered.

    >>> by_name("ttl", ["text/turtle"])
    'text/turtle'
    """
    media_type = SHORT.get(name.casefold(), name.casefold())
    return media_type if media_type in offered else None
