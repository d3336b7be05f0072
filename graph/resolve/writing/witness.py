"""Witness: what a case asks of what is held of all, with the answers; with the same answers its course is the same.

A case's course follows from its own matters and from these answers alone (a trace that is verified, as in Mokhov,
Mitchell and Peyton Jones, Build Systems à la Carte, 2018): where both are as they were, what was written stays.
"""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from operator import attrgetter
from typing import Final

from ...corrections import Correction
from ...parts import Told
from ..cases import Case
from ..coverage import Coverage, is_minuted
from ..matters import Decided, Matter, Sent
from ..rows import When
from .pen import Pen

_WHEN: Final = attrgetter(*When.__slots__)
_DECIDED: Final = attrgetter(*Decided.__slots__)
_SENT: Final = attrgetter(*(name for name in Sent.__slots__ if name != "when"))
_MATTER: Final = attrgetter(*(name for name in Matter.__slots__ if name not in ("decided", "sent")))
_CASE: Final = attrgetter(*(name for name in Case.__slots__ if name not in ("matters", "grounds")))


def stamp(case: Case, better: Correction | None) -> str:
    """What stands for all that a case is of itself, with the correction that names it better."""
    told = [
        (_MATTER(one), [*map(_DECIDED, one.decided)], [(_SENT(each), _WHEN(each.when)) for each in one.sent])
        for one in case.matters
    ]
    return sha256(repr((_CASE(case), better, told)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Body:
    """What is held of one body, asked through a witness (`coverage.Shown`)."""

    witness: "Witness"
    key: str

    def met(self, first: str, last: str) -> str | None:
        return self.witness.ask("met", self.key, first, last)

    def lacks(self, first: str, last: str) -> str | None:
        return self.witness.ask("lacks", self.key, first, last)

    def shows(self, first: str, last: str) -> bool:
        return self.met(first, last) is not None and self.lacks(first, last) is None


class Witness:
    """What one case (its items) asks, and is answered."""

    def __init__(self, pen: Pen, held: Coverage, items: Collection[str]) -> None:
        self._pen, self._held, self._items = pen, held, frozenset(items)
        self._told: dict[tuple[str, ...], str | None] = {}

    @property
    def told(self) -> Told:
        """All that was asked, in the order in which it was asked first."""
        return tuple(self._told.items())

    def of(self, body: str) -> Body:
        """What is held of a body (`coverage.Held`)."""
        return Body(self, body)

    def ask(self, *asked: str) -> str | None:
        """The answer to a question: its name, a body (its key) and days."""
        if asked not in self._told:
            self._told[asked] = self._answer(*asked)
        return self._told[asked]

    def bears_out(self, told: Told) -> bool:
        """Whether what was asked would be answered as it was."""
        return all(self._answer(*asked) == answer for asked, answer in told)

    def _answer(self, name: str, body: str, first: str, last: str = "") -> str | None:
        match name:
            case "met":
                return self._held.of(body).met(first, last)
            case "lacks":
                return self._held.of(body).lacks(first, last)
            case "treated_at":
                return self._treated_at(body, first)
            case "minuted_at":
                found = (one for one in self._pen.met.on(body, first) if is_minuted(one))
                return next(map(self._pen.meeting_iri, found), None)
            case "meeting":
                return self._pen.only_meeting(body, first)
        raise ValueError(name)

    def _treated_at(self, body: str, day: str) -> str | None:
        """The meeting of a treatment; of several that day the one that had one of the case's items."""
        had = [one for one in self._pen.met.on(body, day) if not self._items.isdisjoint(one.items)]
        return self._pen.meeting_iri(had[0]) if len(had) == 1 else self._pen.only_meeting(body, day)
