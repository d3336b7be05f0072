"""Words of the ontology -> what they mean: the Danish labels by scheme, and the municipality of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

import pyoxigraph as ox

from .. import ontology
from ..ontology import SKOS
from .places import Place as Place
from .places import known_places

_TOKEN = re.compile(r"\w+")
_WORDS = "https://w3id.org/sagsgang/ontology/da/"
_PLACES_KNOWN = ContextVar("places_known", default=True)


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
def pattern(scheme: str, *keys: str) -> str:
    """The labels of a scheme (or of some of its concepts) as one regular expression, the longest first."""
    return _alternatives(sorted(label for label, value in words(scheme).items() if not keys or value in keys))


def _alternatives(labels: Sequence[str]) -> str:
    """Labels in order as one expression, what they begin with in common written once: `(?:møde(?:r|t)?|råd)`.

    >>> _alternatives(["møde", "møder", "mødet", "råd"])
    '(?:møde(?:r|t)?|råd)'
    """
    ends = labels[:1] == [""]
    heads: dict[str, list[str]] = {}
    for label in labels[ends:]:
        heads.setdefault(label[0], []).append(label[1:])
    parts = [re.escape(head) + _alternatives(rest) for head, rest in heads.items()]
    if not parts:
        return ""
    whole = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return f"{whole}?" if ends else whole


def concept(scheme: str, text: str) -> str | None:
    """What a whole text means in a scheme, whatever its letter case and final colon or stop; None when nothing."""
    known, longest = _meanings(scheme)
    return known.get(_plain(text)) if len(text) <= longest else None


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" :*").casefold().rstrip(".")


@cache
def _meanings(scheme: str) -> tuple[Mapping[str, str], int]:
    """The labels of a scheme without a final stop, and how long a text may be that means one."""
    known = words(scheme)
    return {label.rstrip("."): key for label, key in known.items()}, max(map(len, known)) + 6


@lru_cache(maxsize=16384)
def tokens(text: str) -> frozenset[str]:
    """The words of a text, casefolded, each once."""
    return frozenset(_TOKEN.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class Form:
    """A regular expression that can match only where one of some words stands: texts without them are not searched."""

    expression: re.Pattern[str]
    needs: frozenset[str]

    def may(self, text: str) -> bool:
        """Whether a text has one of the words."""
        return not self.needs.isdisjoint(tokens(text))

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Its first match from `start` on."""
        return None if self.needs.isdisjoint(tokens(text)) else self.expression.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Its match at `start`."""
        return None if self.needs.isdisjoint(tokens(text)) else self.expression.match(text, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All its matches, in order."""
        return iter(()) if self.needs.isdisjoint(tokens(text)) else self.expression.finditer(text)


def form(expression: str, *schemes: tuple[str, ...]) -> Form:
    """An expression that cannot match without a label of one of these schemes: `("verb", "attended")`, `("month",)`."""
    needs = (label for scheme, *keys in schemes for label, value in words(scheme).items() if not keys or value in keys)
    return Form(re.compile(expression, re.I), frozenset(max(_TOKEN.findall(label), key=len) for label in needs))


def cue(scheme: str, *keys: str) -> Form:
    """The labels of a scheme (or of some of its concepts) as whole words, whatever their letter case."""
    return form(rf"(?<!\w)(?:{pattern(scheme, *keys)})(?!\w)", (scheme, *keys))


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


@contextmanager
def without_places() -> Iterator[None]:
    """Know no municipality meanwhile, as if `ontology/places/` were empty: what is read of one that no register has."""
    token = _PLACES_KNOWN.set(False)
    try:
        yield
    finally:
        _PLACES_KNOWN.reset(token)


def place(name: str | None, day: date | None = None) -> Place | None:
    """The municipality of that name, with or without "Kommune", as of a day; None when the register has none."""
    if not _PLACES_KNOWN.get():
        return None
    plain, known = (name or "").casefold().strip(), known_places()
    found = known.get(plain) or known.get(f"{plain} kommune")
    return found.on(day) if found else None
