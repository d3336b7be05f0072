"""Words of the ontology -> what they mean: the Danish labels by scheme, and the municipality of a name."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import _lru_cache_wrapper, cache, lru_cache
from importlib.resources import files
from typing import ParamSpec, TypeVar, cast

import pyoxigraph as ox

from .. import ontology
from ..ontology import SKOS
from .places import Place as Place
from .places import known_places

_TOKEN = re.compile(r"\w+")
_WORDS = "https://w3id.org/sagsgang/ontology/da/"
P = ParamSpec("P")
T = TypeVar("T")
_KEPT: list[_lru_cache_wrapper[object]] = []
_MOST_KEPT, _FEW_KEPT = 131_072, 16_384
"""How many sentences a document may have that are kept, and how many stay kept behind it."""
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
    return meanings(text).get(scheme)


@lru_cache(maxsize=65536)
def meanings(text: str) -> Mapping[str, str]:
    """What a whole text means in each scheme that has it: `meanings("Bilag:")["section"]` is "attachments"."""
    known = _meanings()
    if len(text) > known.longest:
        return _NONE
    found = known.of.get(" ".join(text.split()).strip(" :*").casefold().rstrip("."), ())
    return {scheme: key for scheme, key, longest in found if len(text) <= longest} if found else _NONE


@dataclass(frozen=True, slots=True)
class _Meanings:
    """The labels of all schemes without a final stop: (scheme, key, how long a text may be that means it)."""

    of: Mapping[str, Sequence[tuple[str, str, int]]]
    longest: int


_NONE: Mapping[str, str] = {}


@cache
def _meanings() -> _Meanings:
    found: dict[str, dict[str, tuple[str, str, int]]] = {}
    most = 0
    for scheme in _labels():
        known = words(scheme)
        longest = max(map(len, known)) + 6
        most = max(most, longest)
        for label, key in known.items():
            found.setdefault(label.rstrip("."), {})[scheme] = scheme, key, longest
    return _Meanings({label: tuple(of.values()) for label, of in found.items()}, most)


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function finds of the sentences of a document, which several rules ask for, until `forget`."""
    found = lru_cache(maxsize=_MOST_KEPT)(function)
    _KEPT.append(found)
    return cast(Callable[P, T], found)


def forget() -> None:
    """Let go what is kept of a document of many sentences; of others it may be of use to the next."""
    for found in _KEPT:
        if found.cache_info().currsize > _FEW_KEPT:
            found.cache_clear()


@kept
def tokens(text: str) -> frozenset[str]:
    """The words of a text, casefolded, each once."""
    return frozenset(_TOKEN.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class Needed:
    """Words of which one must stand in a text for any of some forms to match there."""

    words: frozenset[str]

    def may(self, text: str) -> bool:
        """Whether a text has one of the words."""
        return not self.words.isdisjoint(tokens(text))


def needed(*forms: Form) -> Needed:
    """What some forms need, asked once for all of them."""
    return Needed(frozenset().union(*(each.needs for each in forms)))


@dataclass(frozen=True, slots=True)
class Form:
    """A regular expression that can match only where one of some words stands: texts without them are not searched."""

    expression: re.Pattern[str]
    needs: frozenset[str]

    def may(self, text: str) -> bool:
        """Whether a text has one of the words."""
        return not self.needs.isdisjoint(tokens(text))

    def search(self, text: str, start: int = 0, stop: int = sys.maxsize) -> re.Match[str] | None:
        """Its first match from `start` on, before `stop`."""
        return None if self.needs.isdisjoint(tokens(text)) else self.expression.search(text, start, stop)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Its match at `start`."""
        return None if self.needs.isdisjoint(tokens(text)) else self.expression.match(text, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All its matches, in order."""
        return iter(()) if self.needs.isdisjoint(tokens(text)) else self.expression.finditer(text)


def form(expression: str, *schemes: tuple[str, ...], also: Sequence[str] = (), endings: Sequence[str] = ("",)) -> Form:
    """An expression that cannot match without a label of one of these schemes: `("verb", "attended")`, `("month",)`.

    `also` are other words of which one is enough; `endings` those that a label may have.
    """
    labels = (label for scheme, *keys in schemes for label, value in words(scheme).items() if not keys or value in keys)
    needs = {max(_TOKEN.findall(f"{label}{ending}"), key=len) for label in labels for ending in endings}
    return Form(re.compile(expression, re.I), frozenset({*needs, *also}))


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
