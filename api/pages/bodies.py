"""The bodies of the store, each with a colour of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .danish import alphabetical
from .here import Here
from .labels import name

PREFERRED: Final = {"administration_board": 0, "economic_committee": 1, "council": 2}
"""Types of body that have one colour wherever there is only one of them; the others come after."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body: ``short`` is its code, or its name when it has none; ``kind`` the IRI of its type."""

    iri: str
    name: str
    code: str | None
    kind: str | None
    municipality: str | None
    hue: int

    @property
    def short(self) -> str:
        """What stands on a chip."""
        return self.code if self.code is not None else self.name

    @property
    def full(self) -> str:
        """`Økonomiudvalget (ØK)`"""
        return f"{self.name} ({self.code})" if self.code is not None and self.code != self.name else self.name


def bodies(here: Here) -> Mapping[str, Body]:
    """Every body by its IRI, in alphabetical order; colours go round in each municipality."""
    rows = sorted(here.ask("bodies"), key=lambda row: alphabetical(row.get("name", row["body"])))
    used: dict[str | None, int] = {}
    found: dict[str, Body] = {}
    for row in rows:
        municipality, kind = row.get("municipality"), row.get("kind")
        hue = PREFERRED.get(name(kind).removeprefix("bodytype-")) if kind is not None else None
        if hue is None:
            hue = 3 + used.get(municipality, 0) % 7
            used[municipality] = used.get(municipality, 0) + 1
        iri = row["body"]
        found[iri] = Body(iri, row.get("name", name(iri)), row.get("code"), kind, municipality, hue)
    return found


def unknown(iri: str) -> Body:
    """A body that the register of the store does not hold."""
    return Body(iri, name(iri), None, None, None, 8)


def is_called(body: Body, name: str) -> bool:
    """Whether a code, a name or an IRI is this body's."""
    return name.casefold() in {body.short.casefold(), body.name.casefold(), body.iri}
