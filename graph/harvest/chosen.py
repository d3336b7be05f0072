"""Which meetings are wanted: of which days, of which bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from .answers import Listed, Listing, guid
from .errors import WrongUse

_NEAR = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """The meetings to fetch: from and to a day, both included, and of some bodies, by name or GUID; else all.

    A string of `bodies` may name several, divided by commas. `attachments` are fetched where that is said.
    """

    since: date | None = None
    until: date | None = None
    bodies: tuple[str, ...] = ()
    attachments: bool = False


def chosen(listing: Listing, wanted: Wanted) -> tuple[Listed, ...]:
    """The wanted meetings of a list, the latest first; one whose day is not told is wanted on any. Raises WrongUse."""
    first, last = (each.isoformat() if each else None for each in (wanted.since, wanted.until))
    names = {name for given in wanted.bodies for name in _named(given, listing.bodies)}
    found = [
        each
        for each in listing.meetings
        if (not names or _plain(each.body) in names or each.body_id in names)
        and (each.day is None or ((first or each.day) <= each.day <= (last or each.day)))
    ]
    return tuple(sorted(found, key=lambda each: (each.day or "", each.id), reverse=True))


def _named(given: str, bodies: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The bodies of `Byrådet, Udvalget for plan, udvikling og kultur`: a name may hold a comma itself."""
    known = {_plain(name) for name, _ in bodies} | {id for _, id in bodies if id}
    parts = [part for part in given.split(",") if part.strip()]
    while parts:
        for count in range(len(parts), 0, -1):
            name = _plain(",".join(parts[:count]))
            if (name := guid(name) or name) in known:
                yield name
                del parts[:count]
                break
        else:
            raise WrongUse(_unknown(parts[0].strip(), [name for name, _ in bodies if name]))


def _unknown(given: str, names: Sequence[str]) -> str:
    plain = {_plain(name): name for name in names}
    near = [plain[each] for each in get_close_matches(_plain(given), plain, _NEAR)] or sorted(plain.values())
    return f"the host lists no body called {given!r}; it lists {', '.join(near[:20])}"


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
