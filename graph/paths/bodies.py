"""Bodies of the store, found by code, name or IRI as a user writes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ..quads import slug
from ..resolve.places import body_key
from ..resolve.reading import Asked, ask


@dataclass(frozen=True, slots=True)
class Body:
    """A body with the municipality (its IRI, name and kommunekode) that it belongs to."""

    iri: str
    name: str
    codes: tuple[str, ...]
    municipality: str
    place: str
    place_code: str | None

    @property
    def short(self) -> str:
        """Its first code, else its name."""
        return self.codes[0] if self.codes else self.name

    def is_called(self, text: str) -> bool:
        """Whether a user's word means it: `DIR`, `direktionen`, its IRI."""
        low = text.casefold()
        return text == self.iri or low in map(str.casefold, self.codes) or body_key(text) == body_key(self.name)

    def is_of(self, place: str) -> bool:
        """Whether a user's word means its municipality: `707`, `norddjurs`, `Norddjurs Kommune`, the IRI."""
        names = {self.municipality, self.place_code, slug(self.place), self.municipality.rpartition("/")[2]}
        return place in names or slug(place) in names or slug(f"{place} kommune") == slug(self.place)


class UnknownBody(LookupError):
    """No body of the store is called so; the text names those that are called much the same."""


class UnknownPlace(UnknownBody):
    """No municipality of the store is called so; the text names those that there are."""


def bodies(archive: Asked, place: str | None = None) -> Mapping[str, Body]:
    """All bodies by IRI, or those of one municipality by its name, code or IRI. Raises UnknownPlace."""
    rows: dict[str, Mapping[str, str]] = {}
    codes: dict[str, set[str]] = {}
    for row in ask(archive, "paths/bodies"):
        rows[row["body"]] = row
        codes.setdefault(row["body"], set()).update({row["code"]} if "code" in row else ())
    found = [_body(row, codes[iri]) for iri, row in sorted(rows.items())]
    its = {body.iri: body for body in found if place is None or body.is_of(place)}
    if place is not None and not its:
        told = ", ".join(sorted({body.place for body in found})) or "none"
        raise UnknownPlace(f"no municipality is called '{place}'; there is {told}")
    return its


def _body(row: Mapping[str, str], codes: Iterable[str]) -> Body:
    ends = (row["municipality"], row["place"], row.get("notation"))
    return Body(row["body"], row["name"], tuple(sorted(codes)), *ends)


def called(known: Iterable[Body], text: str) -> tuple[Body, ...]:
    """The bodies that a code, name or IRI means: one or more a municipality. Raises UnknownBody with near names."""
    known = tuple(known)
    words = " ".join(text.split())
    found = tuple(body for body in known if body.is_called(words))
    if found:
        return found
    names = {name.casefold(): name for body in known for name in (*body.codes, body.name)}
    near = get_close_matches(words.casefold(), names, n=5, cutoff=0.5)
    told = ", ".join(names[name] for name in near) or ", ".join(sorted({body.short for body in known})) or "none"
    raise UnknownBody(f"no body is called '{words}'; there is {told}")
