"""What every rule needs to know of the document it reads: its own body, its day, its names, its people."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .bodies import Naming
from .dates import Lean
from .names import PersonAt, same_post

_COMING = re.compile(
    r"\b(?:kommende|næste|førstkommende|forventes|skal|behandles|tilgår|forelægges|genoptages|udsættes|udsat|udskudt|udskydes|fremlægges|vil|inden|senest|efterfølgende|holder møde)\b",
    re.I,
)
_GONE = re.compile(r"\b(?:tidligere|blev|var|baggrund af|afholdt|forrige|sidste|siden|har været)\b", re.I)


@dataclass(slots=True)
class Context:
    """One document while its items are read."""

    naming: Naming
    day: date | None
    people: list[PersonAt] = field(default_factory=list)
    document_kind: Literal["agenda", "minutes", "supplement", "correction"] = "minutes"

    @property
    def own(self) -> str | None:
        return self.naming.own

    def holder(self, role: str) -> PersonAt | None:
        """The one person whom the document gives that post; None when nobody or several."""
        found = {p.name: p for p in self.people if p.role and same_post(p.role, role)}
        return next(iter(found.values())) if len(found) == 1 else None


def lean(text: str) -> Lean:
    """Whether a sentence looks forward or back, for dates without a year."""
    if _COMING.search(text):
        return "future"
    return "past" if _GONE.search(text) else "near"
