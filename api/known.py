"""What things are called: bodies and municipalities by their IRIs, and whether a typed name is theirs."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..ontology import ID
from ..queries import named
from .asking import Ask
from .models import BodyNamed, Named


@dataclass(frozen=True, slots=True)
class Known:
    """Names by IRI; `codes` are all notations of a body, `places` name and number of a municipality."""

    bodies: Mapping[str, BodyNamed]
    codes: Mapping[str, frozenset[str]]
    places: Mapping[str, tuple[str, str]]

    def body(self, iri: str) -> BodyNamed:
        """A body by name and code; one that is not described is called by the last of its IRI."""
        found = self.bodies.get(iri)
        return found if found is not None else BodyNamed(iri=iri, name=last(iri), page=page(iri), code=None)

    def place(self, iri: str | None) -> str | None:
        """The name of a municipality."""
        return None if iri is None else self.places.get(iri, (last(iri), ""))[0]

    def is_body(self, iri: str, typed: str) -> bool:
        """Say whether a body's code, name or IRI was typed."""
        told = {iri, self.body(iri).name, *self.codes.get(iri, ())}
        return typed.casefold() in {each.casefold() for each in told}

    def is_place(self, iri: str | None, typed: str) -> bool:
        """Say whether a municipality's name (with or without Kommune), number or IRI was typed."""
        if iri is None:
            return False
        name, number = self.places.get(iri, (last(iri), ""))
        told = {iri.casefold(), name.casefold(), name.casefold().removesuffix(" kommune"), number}
        return typed.casefold() in told - {""}


def known(ask: Ask) -> Known:
    """Read the names out of the store."""
    rows = ask(named("api/bodies").bind({}))
    codes = {row["iri"]: frozenset(lines(row.get("codes"))) for row in rows}
    bodies = {
        row["iri"]: BodyNamed(
            iri=row["iri"],
            name=row.get("name", last(row["iri"])),
            code=min(codes[row["iri"]], default=None),
            page=page(row["iri"]),
        )
        for row in rows
    }
    places = ask(named("pages/municipalities").bind({}))
    named_places = {row["municipality"]: (row.get("name", ""), row.get("code", "")) for row in places}
    return Known(bodies, codes, named_places)


def page(iri: str) -> str:
    """The address of a thing's page: its IRI's path on this server."""
    return f"/id/{iri.removeprefix(ID)}" if iri.startswith(ID) else iri


def person_named(iri: str, name: str | None) -> Named:
    """A person by their name."""
    return Named(iri=iri, name=name if name is not None else last(iri), page=page(iri))


def last(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rstrip("/").rpartition("/")[2].rpartition("#")[2]


def lines(text: str | None) -> list[str]:
    """The values that a query joined with newlines, in order."""
    return sorted(filter(None, (text or "").split("\n")))
