"""What is held: the meetings of a body and year with minutes, with an agenda only, and those named but missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...queries import named
from ..asking import Row
from .danish import long_date
from .here import Here, day


@dataclass(frozen=True, slots=True)
class Holding:
    """A year of a body, or of all bodies of a municipality; days as they are written in Danish."""

    place: str
    year: str
    minuted: int
    listed: int
    missing: int
    missing_days: tuple[str, ...] = ()
    jumps: tuple[str, ...] = ()


def holdings(here: Here, body: str) -> tuple[Holding, ...]:
    """What is held of a body (its IRI), the newest year first."""
    return tuple(_holding(row) for row in reversed(_rows(here, body=body)))


def places_held(here: Here) -> tuple[Holding, ...]:
    """What is held of each municipality, by name and year, the newest first."""
    found: dict[tuple[str, str], list[Holding]] = {}
    for row in _rows(here):
        found.setdefault((row["place"], row["year"]), []).append(_holding(row))
    ordered = sorted(sorted(found.items(), key=lambda each: each[0][1], reverse=True), key=lambda each: each[0][0])
    return tuple(_sum(*key, some) for key, some in ordered)


def _sum(place: str, year: str, some: Iterable[Holding]) -> Holding:
    some = tuple(some)
    counts = (sum(each.minuted for each in some), sum(each.listed for each in some))
    return Holding(place, year, *counts, sum(each.missing for each in some))


def _rows(here: Here, **values: str) -> tuple[Row, ...]:
    """The answers of the stored question, as of the chosen day."""
    if here.last is None:
        return ()
    chosen = {"on": here.on} if here.on is not None else {}
    return here.asks(named("coverage").bind(values | chosen, here.last.isoformat()))


def _holding(row: Row) -> Holding:
    minuted, listed, missing = (int(row[name]) for name in ("held", "agenda_only", "missing"))
    return Holding(row["place"], row["year"], minuted, listed, missing, _days(row["missing_days"]), _days(row["jumps"]))


def _days(told: str) -> tuple[str, ...]:
    """`2025-02-03, 2025-02-17` as days in Danish."""
    found = (day({"day": each}, "day") for each in told.split(", ") if each)
    return tuple(long_date(each) for each in found if each is not None)
