"""Words of the ontology -> what they mean: the Danish labels by scheme, and the bodies and codes of known places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from .. import ontology
from ..ontology import FOAF, SAG, SKOS

_WORDS = "https://w3id.org/sagsgang/ontology/da/"


@cache
def words(scheme: str) -> Mapping[str, str]:
    """The labels of a scheme of `da.ttl`, casefolded, each with its concept's key: `words("month")["maj"]` is "5".

    Raises ValueError when a label means two things: that is our data, to be mended.
    """
    found: dict[str, str] = {}
    for label, key in _labels().get(scheme, ()):
        if found.setdefault(label.casefold(), key) != key:
            raise ValueError(f"ontology/da.ttl: «{label}» means both {found[label.casefold()]} and {key} in {scheme}")
    return found


@cache
def pattern(scheme: str, key: str | None = None) -> str:
    """The labels of a scheme (or of one of its concepts) as a regular expression, longest first."""
    labels = (label for label, value in words(scheme).items() if key is None or value == key)
    return "|".join(re.escape(label) for label in sorted(labels, key=lambda label: (-len(label), label)))


def concept(scheme: str, text: str) -> str | None:
    """What a whole text means in a scheme, whatever its letter case and final colon or stop; None when nothing."""
    plain = re.sub(r"\s+", " ", text).strip(" :*").casefold()
    known = words(scheme)
    return known.get(plain) or known.get(plain.rstrip(".")) or known.get(plain + ".")


@cache
def _labels() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """All labels of `da.ttl`: scheme -> (label, key)."""
    path = files(ontology).joinpath("da.ttl")
    keys: dict[str, str] = {}
    schemes: dict[str, str] = {}
    labels: list[tuple[str, str]] = []
    for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE):
        subject, name, term = str(quad.subject.value), str(quad.predicate.value), quad.object
        if name == str(SKOS.notation):
            keys[subject] = term.value
        elif name == str(SKOS.inScheme):
            schemes[subject] = term.value.removeprefix(_WORDS)
        elif name in (str(SKOS.prefLabel), str(SKOS.altLabel), str(SKOS.hiddenLabel)):
            labels.append((subject, term.value))
    found: dict[str, list[tuple[str, str]]] = {}
    for subject, label in sorted(labels):
        found.setdefault(schemes[subject], []).append((label, keys[subject]))
    return {scheme: tuple(pairs) for scheme, pairs in found.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality of the register: its names, its bodies' names and codes (label casefolded -> full name)."""

    iri: str
    name: str
    bodies: Mapping[str, str]


@cache
def places() -> Mapping[str, Place]:
    """The municipalities of `ontology/places/`, by casefolded name ("norddjurs kommune")."""
    names: dict[str, str] = {}
    kinds: dict[str, set[str]] = {}
    owner: dict[str, str] = {}
    labels: dict[str, list[str]] = {}
    for file in sorted(files(ontology).joinpath("places").iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".ttl"):
            continue
        for quad in ox.parse(file.read_bytes(), ox.RdfFormat.TURTLE):
            subject, name, term = quad.subject.value, str(quad.predicate.value), quad.object
            if name == str(FOAF.name):
                names[subject] = term.value
            elif name in (str(SKOS.notation), str(SKOS.altLabel), str(SKOS.prefLabel)):
                labels.setdefault(subject, []).append(term.value)
            elif name == str(SAG.municipality):
                owner[subject] = term.value
            elif name.endswith("#type"):
                kinds.setdefault(subject, set()).add(term.value)
    found: dict[str, Place] = {}
    for subject in sorted(s for s, kind in kinds.items() if str(SAG.Municipality) in kind):
        bodies = {
            label.casefold(): names[body]
            for body in sorted(owner)
            if owner[body] == subject and body in names
            for label in (names[body], *labels.get(body, ()))
        }
        found[names[subject].casefold()] = Place(subject, names[subject], bodies)
    return found


def place(name: str | None) -> Place | None:
    """The municipality of that name, with or without "Kommune"; None when the register has none."""
    plain = (name or "").casefold().strip()
    return places().get(plain) or places().get(f"{plain} kommune")
