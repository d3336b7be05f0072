"""The bodies of the store, each with a colour of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from .danish import alphabetical
from .here import Here, day
from .labels import name

PREFERRED: Final = {"administration_board": 0, "economic_committee": 1, "council": 2}
"""Types of body that have one colour wherever there is only one of them; the others come after."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body: ``short`` is its code, or its name when it has none; ``kind`` the IRI of its type.

    ``town`` is the name of its municipality where the store holds several, so that equal codes are told apart.
    """

    iri: str
    name: str
    code: str | None
    kind: str | None
    municipality: str | None
    hue: int
    town: str | None = None

    @property
    def short(self) -> str:
        """What stands on a chip."""
        return self.code if self.code is not None else self.name

    @property
    def full(self) -> str:
        """`Økonomiudvalget (ØK)`, `Økonomiudvalget (ØK), Norddjurs`"""
        name = f"{self.name} ({self.code})" if self.code is not None and self.code != self.name else self.name
        return f"{name}, {self.town}" if self.town is not None else name

    @property
    def key(self) -> str:
        """What an address calls it: its code, or its IRI where other municipalities may have the code too."""
        return self.short if self.town is None else self.iri

    @property
    def label(self) -> str:
        """`ØK`, `ØK Norddjurs`"""
        return f"{self.short} {self.town}" if self.town is not None else self.short


def bodies(here: Here) -> Mapping[str, Body]:
    """Every body by its IRI, in alphabetical order; colours go round in each municipality."""
    rows = sorted(here.ask("bodies"), key=lambda row: alphabetical(row.get("name", row["body"])))
    towns = places(here)
    used: dict[str | None, int] = {}
    found: dict[str, Body] = {}
    for row in rows:
        municipality, kind = row.get("municipality"), row.get("kind")
        hue = PREFERRED.get(name(kind).removeprefix("bodytype-")) if kind is not None else None
        if hue is None:
            hue = 3 + used.get(municipality, 0) % 7
            used[municipality] = used.get(municipality, 0) + 1
        iri = row["body"]
        found[iri] = Body(
            iri, row.get("name", name(iri)), row.get("code"), kind, municipality, hue, _town(towns, municipality)
        )
    return found


def last_day(here: Here, body: Body) -> date | None:
    """The last day of the municipality of a body."""
    rows = (row for row in here.ask("municipalities") if row["municipality"] == body.municipality)
    return next((day(row, "last") for row in rows), None)


def places(here: Here) -> Mapping[str, str]:
    """The names of the municipalities by IRI, in alphabetical order."""
    names = {row["municipality"]: row.get("name", name(row["municipality"])) for row in here.ask("municipalities")}
    return dict(sorted(names.items(), key=lambda each: alphabetical(each[1])))


def _town(towns: Mapping[str, str], municipality: str | None) -> str | None:
    """`Norddjurs`, where there is another municipality too."""
    if municipality is None or municipality not in towns or len(towns) == 1:
        return None
    return towns[municipality].removesuffix(" Kommune")


def unknown(iri: str) -> Body:
    """A body that the register of the store does not hold."""
    return Body(iri, name(iri), None, None, None, 8)


def is_called(body: Body, name: str) -> bool:
    """Whether a code, a name or an IRI is this body's."""
    return name.casefold() in {body.short.casefold(), body.name.casefold(), body.iri}
