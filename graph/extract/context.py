"""What every rule needs to know of the document it reads, and what it may ask of a sentence; each answer found once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date

from ..facts import DocumentKind
from ..register import concept, form, pattern
from .bodies import BodyAt, Naming
from .dates import DateAt, Lean, dates, holds_date
from .names import PersonAt, people
from .people import People

_CUE = form(
    rf"(?<!\w)(?:(?P<gone>{pattern('time', 'gone')})|(?P<coming>{pattern('time', 'next', 'coming')}))(?!\w)",
    ("time",),
)
_OF_THE_YEAR = re.compile(r"\bårets\s+$", re.I)
"""`Årets sidste møde` may be to come."""
_LIMIT = re.compile(rf"(?:{pattern('limit')})\s+(?:den\b|d\.|i\b|med udgangen|(?:{pattern('weekday')})\b|\d)", re.I)
_MOST = 60
"""No sentence names more bodies, persons or days."""


@dataclass(slots=True)
class Context:
    """One document while its items are read: its own body, its day, its names, its people."""

    naming: Naming
    day: date | None
    people: Sequence[PersonAt]
    kind: DocumentKind = "minutes"
    own: str | None = field(init=False)
    """The body whose minutes these are."""
    known: People = field(init=False)
    """Those whom the document names, to be found by name and post."""
    _bodies: dict[str, list[BodyAt]] = field(init=False, default_factory=dict)
    _named: dict[str, list[PersonAt]] = field(init=False, default_factory=dict)
    _days: dict[str, list[DateAt]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.own, self.known = self.naming.own, People(self.people)

    def of(self, body: str) -> Context:
        """What is known where another body's decision is repeated: `udvalget` alone is that body there."""
        if body == self.own:
            return self
        other = copy(self)
        other.naming, other.own, other._bodies = replace(self.naming, own=body), body, {}
        return other

    def bodies(self, text: str) -> list[BodyAt]:
        """All bodies named in a text, in order."""
        if text not in self._bodies:
            self._bodies[text] = self.naming.find(text)[:_MOST]
        return self._bodies[text]

    def persons(self, text: str) -> list[PersonAt]:
        """Everyone named in a text, in order."""
        if text not in self._named:
            full = people(text, self.known.names)
            taken = [(p.start, p.end) for p in full]
            short = [p for p in self.known.first_names(text) if not any(a < p.end and p.start < b for a, b in taken)]
            self._named[text] = sorted([*full, *short], key=lambda p: p.start)[:_MOST] if short else full[:_MOST]
        return self._named[text]

    def days(self, text: str) -> list[DateAt]:
        """All dates of a text, in order; one without its year is to come or has been, as the text says."""
        if text not in self._days:
            self._days[text] = list(_days(text, self.day))[:_MOST] if holds_date(text) else []
        return self._days[text]


def _days(text: str, day: date | None) -> Iterator[DateAt]:
    """The dates of a sentence, each with the year that the words nearest before it tell."""
    for found in dates(text, day):
        meant = () if found.told else dates(text, day, lean(text, found.start))
        yield next((other for other in meant if other.start == found.start), found)


def lean(text: str, place: int | None = None) -> Lean:
    """Whether a sentence looks forward or back at a place, for a date there without a year.

    The last word of time before it counts, else the first behind it.
    """
    edge = len(text) if place is None else place
    last: Lean = "near"
    for match in _CUE.finditer(text):
        gone = match["gone"] and not _OF_THE_YEAR.search(text, 0, match.start())
        told: Lean = "past" if gone else "future"
        if match["coming"] and concept("limit", match.group()) and not _LIMIT.match(text, match.start()):
            continue
        if match.start() < edge or last == "near":
            last = told
    return last
