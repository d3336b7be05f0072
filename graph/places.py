"""The municipalities in use: those of `ontology/places/`, and those of a user's own files beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from .. import ontology
from ..ontology import FOAF, ID, ORG, RDF, SAG, SCHEMA, SKOS

__all__ = ["Place", "RegisterError", "adopt", "beside", "known_places", "own_places", "place_quads", "read_places"]

_LABELS = frozenset(map(str, (FOAF.name, SKOS.notation, SKOS.altLabel, SKOS.prefLabel)))
_REFORMED = frozenset(map(str, (ORG.originalOrganization, ORG.resultingOrganization)))
_OWN: ContextVar[tuple[str, ...]] = ContextVar("own_places", default=())


class RegisterError(Exception):
    """A file of one's own cannot be used; the message is one line, and names the file."""


@dataclass(frozen=True, slots=True)
class Term:
    """A body that has a label from one day through another; None is not told."""

    body: str
    since: date | None
    until: date | None

    def has(self, day: date) -> bool:
        """Whether a day is of the time."""
        return (self.since or day) <= day <= (self.until or day)

    def meets(self, other: Term) -> bool:
        """Whether both have a day in common."""
        return (self.since or date.min) <= (other.until or date.max) and (other.since or date.min) <= (
            self.until or date.max
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality of the register: its names, its bodies' names and codes (label casefolded -> full name).

    `shared` holds the labels that several bodies had, one after another: no answer, unless as of a day.
    """

    iri: str
    name: str
    bodies: Mapping[str, str]
    shared: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)

    def on(self, day: date | None) -> Place:
        """The same as of a day: a shared label is the body's whose time it is, if it is one's alone."""
        if day is None or not self.shared:
            return self
        had = {label: [term.body for term in terms if term.has(day)] for label, terms in self.shared.items()}
        return replace(self, bodies={**self.bodies, **{label: b[0] for label, b in had.items() if len(b) == 1}})


def read_places(paths: Iterable[Path]) -> tuple[str, ...]:
    """The texts of files of one's own (Turtle, as `docs/new-place.md` tells), whatever their order.

    Raises RegisterError for a file that is not to be read or not of that form, and for a label of two bodies at once.
    """
    paths, own = tuple(paths), set()
    for path in paths:
        try:
            text = path.read_text("utf-8")
            _check(_parsed(text))
        except (OSError, UnicodeDecodeError, SyntaxError, ValueError) as error:
            raise RegisterError(f"{path}: {_reason(error)}") from error
        own.add(text)
    texts = tuple(sorted(own))
    try:
        _places(texts)
    except ValueError as error:
        raise RegisterError(f"{', '.join(map(str, paths))}: {error}") from error
    return texts


def own_places() -> tuple[str, ...]:
    """The texts of the user's own files that are in use here."""
    return _OWN.get()


def adopt(texts: tuple[str, ...]) -> None:
    """Use these texts of `read_places` from now on, in this thread."""
    _OWN.set(texts)


@contextmanager
def beside(texts: tuple[str, ...]) -> Iterator[None]:
    """Use these texts of `read_places` meanwhile, beside the package's files; what workers read, too."""
    token = _OWN.set(texts)
    try:
        yield
    finally:
        _OWN.reset(token)


def known_places() -> Mapping[str, Place]:
    """The municipalities in use, by each of their names, casefolded ("norddjurs kommune")."""
    return _places(_OWN.get())


def place_quads() -> tuple[ox.Quad, ...]:
    """All that the files in use say."""
    return _quads(_OWN.get())


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {(error.strerror or '').casefold()}"
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8"
    return f"is not Turtle: {' '.join(str(error).split())}" if isinstance(error, SyntaxError) else str(error)


def _parsed(text: str) -> Iterator[ox.Quad]:
    """The statements on named things, of named things or literals: no others tell of a place."""
    for quad in ox.parse(text, ox.RdfFormat.TURTLE, base_iri=str(SAG)):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            yield quad


def _said(quad: ox.Quad) -> tuple[str, str, str]:
    """A statement as text: of what, by which property, what."""
    subject, value = quad.subject, quad.object
    assert isinstance(subject, ox.NamedNode)
    assert isinstance(value, ox.NamedNode | ox.Literal)
    return subject.value, quad.predicate.value, value.value


@cache
def _packaged() -> tuple[ox.Quad, ...]:
    folder = files(ontology).joinpath("places")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".ttl"))
    return tuple(quad for name in names for quad in _parsed(folder.joinpath(name).read_text("utf-8")))


@lru_cache(maxsize=8)
def _quads(own: tuple[str, ...]) -> tuple[ox.Quad, ...]:
    """The package's statements and one's own: where these tell the bodies of a municipality, no others are its."""
    mine = tuple(dict.fromkeys(quad for text in own for quad in _parsed(text)))
    told = {(quad.subject, quad.predicate) for quad in mine}
    towns = tuple(f"{town}/" for _, name, town in map(_said, mine) if name == str(SAG.municipality))
    kept = (q for q in _packaged() if (q.subject, q.predicate) not in told and not _said(q)[0].startswith(towns))
    return (*kept, *mine)


@dataclass(slots=True)
class _Told:
    """What statements say, by subject."""

    names: dict[str, list[str]]
    labels: dict[str, list[str]]
    owner: dict[str, str]
    towns: list[str]
    since: dict[str, date]
    until: dict[str, date]
    reformed: list[tuple[str, str]]


def _told(quads: Iterable[ox.Quad]) -> _Told:
    """Raises ValueError for a day that is none."""
    told = _Told(defaultdict(list), defaultdict(list), {}, [], {}, {}, [])
    for subject, name, value in map(_said, quads):
        if name in _LABELS:
            told.labels[subject].append(value)
        if name == str(FOAF.name):
            told.names[subject].append(value)
        elif name == str(SAG.municipality):
            told.owner[subject] = value
        elif name == str(RDF.type) and value == str(SAG.Municipality):
            told.towns.append(subject)
        elif name in _REFORMED:
            told.reformed.append((subject, value))
        elif name == str(SCHEMA.validFrom):
            told.since[subject] = date.fromisoformat(value)
        elif name == str(SCHEMA.validThrough):
            told.until[subject] = date.fromisoformat(value)
    return told


def _check(quads: Iterable[ox.Quad]) -> None:
    """Raise ValueError where a file is not of the form of a place."""
    told = _told(quads)
    if not told.owner and not told.towns and not told.reformed:
        raise ValueError("tells of no municipality (sag:Municipality) and of no body (sag:municipality)")
    known = {place.iri for place in _places(()).values()}
    for body, town in told.owner.items():
        if not body.startswith(f"{town}/body/"):
            raise ValueError(f"<{body}> is a body of <{town}>: its IRI should begin with <{town}/body/")
        if not told.names[body]:
            raise ValueError(f"<{body}> has no name (foaf:name)")
    for town in {*told.owner.values(), *told.towns}:
        if not town.startswith(f"{ID}municipality/"):
            raise ValueError(f"<{town}> is a municipality: its IRI should begin with <{ID}municipality/")
        if town not in known and not (town in told.towns and told.names[town]):
            raise ValueError(f"<{town}> is no sag:Municipality with a name (foaf:name)")
    _check_reforms(told)


def _check_reforms(told: _Told) -> None:
    """Raise ValueError for a reform of another municipality than its bodies."""
    for reform, body in told.reformed:
        if not reform.startswith(f"{body.partition('/body/')[0]}/change/"):
            raise ValueError(
                f"<{reform}> is a reform of <{body}>: its IRI should begin with its municipality's /change/"
            )


@lru_cache(maxsize=8)
def _places(own: tuple[str, ...]) -> Mapping[str, Place]:
    """Raises ValueError for two names of one thing, and for a label that two bodies have at once."""
    told = _told(_quads(own))
    if twice := next((iri for iri, names in told.names.items() if len(names) > 1), None):
        raise ValueError(f"<{twice}> has two names: {', '.join(sorted(told.names[twice]))}")
    if strange := next((each for each in told.reformed if each[1] not in told.owner), None):
        raise ValueError(f"<{strange[0]}> is a reform of <{strange[1]}>, which is no sag:Body with a municipality")
    bodies: dict[str, list[str]] = defaultdict(list)
    for body in sorted(told.owner):
        bodies[told.owner[body]].append(body)
    found: dict[str, list[Place]] = defaultdict(list)
    for iri in sorted(set(told.towns)):
        place = _place(iri, bodies[iri], told)
        for label in {name.casefold() for name in told.labels[iri] if not name.isdecimal()}:
            found[label].append(place)
    return {label: several[0] for label, several in found.items() if len(several) == 1}


def _place(iri: str, bodies: Iterable[str], told: _Told) -> Place:
    labels: dict[str, dict[str, Term]] = defaultdict(dict)
    for body in bodies:
        term = Term(told.names[body][0], told.since.get(body), told.until.get(body))
        for label in told.labels[body]:
            labels[label.casefold()][body] = term
    terms = {label: tuple(each.values()) for label, each in labels.items()}
    for label, several in terms.items():
        for number, term in enumerate(several):
            if other := next((each for each in several[number + 1 :] if each.meets(term)), None):
                raise ValueError(f"«{label}» is both {term.body} and {other.body} at one time")
    shared = {label: several for label, several in terms.items() if len(several) > 1}
    return Place(iri, told.names[iri][0], {la: s[0].body for la, s in terms.items() if len(s) == 1}, shared)
