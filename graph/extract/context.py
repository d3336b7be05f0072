"""What every rule needs to know of the document it reads, and what it may ask of a sentence; each answer found once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ..facts import DocumentKind
from ..register import cue
from .bodies import BodyAt, Naming
from .dates import DateAt, Lean, dates
from .names import PersonAt, people
from .posts import leads, same_post

_COMING = cue("time", "next", "coming")
_GONE = cue("time", "gone")


@dataclass(slots=True)
class Context:
    """One document while its items are read: its own body, its day, its names, its people."""

    naming: Naming
    day: date | None
    people: Sequence[PersonAt]
    kind: DocumentKind = "minutes"
    roles: tuple[str, ...] = field(init=False)
    """The posts that the document gives, the longest first."""
    _names: frozenset[str] = field(init=False)
    _bodies: dict[str, list[BodyAt]] = field(init=False, default_factory=dict)
    _named: dict[str, list[PersonAt]] = field(init=False, default_factory=dict)
    _holders: dict[str, PersonAt | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._names = frozenset(person.name for person in self.people)
        roles = {person.role for person in self.people if person.role}
        self.roles = tuple(sorted(roles, key=lambda role: (-len(role), role)))

    @property
    def own(self) -> str | None:
        """The body whose minutes these are."""
        return self.naming.own

    def bodies(self, text: str) -> list[BodyAt]:
        """All bodies named in a text, in order."""
        if text not in self._bodies:
            self._bodies[text] = self.naming.find(text)
        return self._bodies[text]

    def persons(self, text: str) -> list[PersonAt]:
        """Everyone named in a text, in order."""
        if text not in self._named:
            self._named[text] = people(text, self._names)
        return self._named[text]

    def days(self, text: str) -> list[DateAt]:
        """All dates of a text, in order; one without its year is to come or has been, as the text says."""
        return dates(text, self.day, lean(text))

    def knows(self, name: str) -> bool:
        """Whether the document gives someone of that name a post, a party or a seat."""
        return name in self._names

    def role(self, name: str) -> str | None:
        """The post that the document gives someone."""
        return next((p.role for p in self.people if p.name == name and p.role), None)

    def holder(self, role: str) -> PersonAt | None:
        """The one person whom the document gives that post; None when nobody or several."""
        if role not in self._holders:
            found = {p.name: p for p in self.people if p.role and same_post(p.role, role)}
            self._holders[role] = next(iter(found.values())) if len(found) == 1 else None
        return self._holders[role]

    def chair(self) -> PersonAt | None:
        """Who leads the document's body, as it says first."""
        return next((p for p in self.people if p.role and leads(p.role)), None)


def lean(text: str) -> Lean:
    """Whether a sentence looks forward or back, for dates without a year."""
    if _COMING.search(text):
        return "future"
    return "past" if _GONE.search(text) else "near"
