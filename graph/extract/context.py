"""What every rule needs to know of the document it reads, and what it may ask of a sentence; each answer found once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ..facts import DocumentKind
from ..register import cue
from .bodies import BodyAt, Naming
from .dates import DateAt, Lean, dates, may_date
from .names import PersonAt, people
from .people import People

_COMING = cue("time", "next", "coming")
_GONE = cue("time", "gone")
_MOST = 60
"""No sentence names more bodies, persons or days."""


@dataclass(slots=True)
class Context:
    """One document while its items are read: its own body, its day, its names, its people."""

    naming: Naming
    day: date | None
    people: Sequence[PersonAt]
    kind: DocumentKind = "minutes"
    _people: People = field(init=False)
    _bodies: dict[str, list[BodyAt]] = field(init=False, default_factory=dict)
    _named: dict[str, list[PersonAt]] = field(init=False, default_factory=dict)
    _days: dict[str, list[DateAt]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._people = People(self.people)

    @property
    def own(self) -> str | None:
        """The body whose minutes these are."""
        return self.naming.own

    @property
    def known(self) -> People:
        """Those whom the document names, to be found by name and post."""
        return self._people

    def bodies(self, text: str) -> list[BodyAt]:
        """All bodies named in a text, in order."""
        if text not in self._bodies:
            self._bodies[text] = self.naming.find(text)[:_MOST]
        return self._bodies[text]

    def persons(self, text: str) -> list[PersonAt]:
        """Everyone named in a text, in order."""
        if text not in self._named:
            self._named[text] = people(text, self._people.names)[:_MOST]
        return self._named[text]

    def days(self, text: str) -> list[DateAt]:
        """All dates of a text, in order; one without its year is to come or has been, as the text says."""
        if text not in self._days:
            self._days[text] = dates(text, self.day, lean(text))[:_MOST] if may_date(text) else []
        return self._days[text]


def lean(text: str) -> Lean:
    """Whether a sentence looks forward or back, for dates without a year."""
    if _COMING.search(text):
        return "future"
    return "past" if _GONE.search(text) else "near"
