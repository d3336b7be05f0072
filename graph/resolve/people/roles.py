"""Roles as stated, brought to the posts they name: `Konst. chef for vej` is chef for vej, `(fmd.)` a body's chair."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from rdflib import URIRef

from ....ontology import ONTOLOGY_IRI, SKOS, vocabulary
from ...extract.posts import base_post, lowered, post_parts
from ...quads import slug
from ...register import concept, pattern

Seat = Literal["seat", "elected", "office"]
"""Of a body: who leads it or stands in; of the municipality: who was elected to it, and who is employed."""

_PARENS: Final = re.compile(r"\(([^()]*)\)")
_NOTES: Final = re.compile(r"[,;/]\s*")
_PASSING: Final = re.compile(rf"(?:{pattern('rolepre', 'passing')})\s+", re.I)
_NOT_NOW: Final = re.compile(rf"(?:{pattern('rolepre', 'not')}|{pattern('rolepre', 'outside')})\s", re.I)
_HAT: Final = re.compile(rf"[\w-]*(?:{pattern('hat')})", re.I)
_ELECTED: Final = re.compile(rf"(?:\d\.\s)?(?:{pattern('elected')})", re.I)
_HEAD: Final = re.compile(rf"[\w-]*?(?P<head>{pattern('role')})", re.I)
_OF: Final = re.compile(r"\s(?:for|i|af)\s")


@dataclass(frozen=True, slots=True)
class Office:
    """A post that a role names: its ``key`` as part of an IRI, its ``label``, and ``of`` what, where a body leads.

    ``head`` is the word that says what sort of post it is, ``field`` what else its name holds.
    """

    seat: Seat
    key: str
    label: str
    of: str | None = None
    head: str = ""
    field: frozenset[str] = frozenset()


@lru_cache(maxsize=16384)
def offices(role: str) -> tuple[Office, ...]:
    """The posts a role names: `Kommunaldirektør (formand)` is two; `tidligere formand` and `oplægsholder` are none.

    >>> [(office.seat, office.key) for office in offices("Konst. kommunaldirektør (fmd.)")]
    [('office', 'kommunaldirektoer'), ('seat', 'formand')]
    """
    pieces = [_PARENS.sub(" ", role), *(note for notes in _PARENS.findall(role) for note in _NOTES.split(notes))]
    found = (_office(" ".join(piece.split())) for piece in pieces)
    return tuple(dict.fromkeys(office for office in found if office))


def _office(words_: str) -> Office | None:
    """The post of one wording."""
    label = _PASSING.sub("", words_, count=1)
    if not label or _NOT_NOW.match(label):
        return None
    label = lowered(base_post(label))
    title, of, rest = _parted(label)
    if _ELECTED.fullmatch(title):
        return (
            Office("elected", _key(post_parts(title)), title.casefold())
            if concept("elected", _last(title)) == "post"
            else None
        )
    duty = concept("duty", title)
    if duty in ("chair", "deputy"):
        return seat(duty, rest or None)
    head = _HEAD.fullmatch(_last(title))
    if duty or head is None or _HAT.fullmatch(_last(title)):
        return None
    parts = post_parts(label)
    sort = head["head"].casefold()
    return Office("office", _key(parts), f"{title}{of}{rest}", None, sort, _field(parts, _last(title).casefold(), sort))


def seat(duty: str, of: str | None = None) -> Office:
    """The chair or the deputy chair of a body, of the one that is named or of that whose minutes these are."""
    return Office("seat", slug(seat_label(duty)), seat_label(duty), of)


def elected(role: str) -> bool:
    """Whether a role is one that only the elected have: `1. viceborgmester`, `byrådsmedlem`."""
    title = _parted(base_post(" ".join(_PARENS.sub(" ", role).split())))[0]
    return _ELECTED.fullmatch(title) is not None


def _parted(label: str) -> tuple[str, str, str]:
    """`chef for vej` is `chef`, ` for ` and `vej`."""
    of = _OF.search(label)
    return (label[: of.start()], of.group(), label[of.end() :]) if of else (label, "", "")


def _field(parts: frozenset[str], title: str, head: str) -> frozenset[str]:
    """`vej` and `ejendoms` of `vej- og ejendomschef`."""
    own = title.removesuffix(head).strip("-")
    return frozenset(part for part in parts if part not in (head, title)) | ({own} if own else frozenset())


def _key(parts: frozenset[str]) -> str:
    return slug(" ".join(sorted(parts)))


def _last(title: str) -> str:
    return title.rpartition(" ")[2]


@cache
def seat_label(duty: str) -> str:
    """What who leads a body, or stands in for who does, is called: `formand`, `næstformand`."""
    return str(vocabulary().value(URIRef(f"{ONTOLOGY_IRI}da/duty-{duty}"), SKOS.prefLabel, any=False))
