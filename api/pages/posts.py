"""What else a person's page shows: the posts they were seen in, and whom they may be too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..asking import Row
from .bodies import Body, bodies, unknown
from .here import Here, day


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a person was seen in, of a body or (none) of the municipality; ``told`` are places that say so."""

    name: str
    body: Body | None
    first: date | None
    last: date | None
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """Another person who may be the same, and why."""

    iri: str
    name: str
    basis: str
    confidence: str


def posts(here: Here, iri: str, places: Iterable[tuple[Row, str]]) -> tuple[Held, ...]:
    """The posts of a person, the latest first; ``places`` are rows of where they are named, each with its words."""
    known, named = bodies(here), tuple(places)
    return tuple(
        Held(
            row["name"],
            known.get(row["body"], unknown(row["body"])) if "body" in row else None,
            day(row, "first"),
            day(row, "last"),
            tuple(dict.fromkeys(place for told, place in named if _tells(told, row))),
        )
        for row in {row["holding"]: row for row in here.ask("person_posts", person=iri)}.values()
    )


def _tells(told: Row, held: Row) -> bool:
    """Whether a participation names a post within the days of a holding."""
    return told.get("post") == held["post"] and held.get("first", "") <= told.get("date", "") <= held.get("last", "")


def maybes(here: Here, iri: str) -> tuple[Maybe, ...]:
    """Whom the person may be too, the likeliest first."""
    rows = here.ask("person_proposals", person=iri)
    return tuple(Maybe(row["other"], row["name"], row["basis"], row["confidence"]) for row in rows)
