"""Memberships: who sat in which body, for which party and in which term, as lists of members show it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from .sightings import SEATED, SUBSTITUTE, Sighting

_ELECTION: Final = 2018
"""A year whose 1 January begins a term of municipal councils, as every fourth does (kommunal- og regionalvalgloven)."""
_YEARS: Final = 4


@dataclass(frozen=True, slots=True)
class Membership:
    """That minutes show a person among a body's members, from a first day to a last, within one term."""

    person: str
    body: str
    party: str | None
    term: str | None
    first: str
    last: str


def term(day: str) -> str:
    """The municipal term that a day is in, in EDTF.

    >>> term("2021-12-31"), term("2022-01-01")
    ('2018/2021', '2022/2025')
    """
    first = int(day[:4]) - (int(day[:4]) - _ELECTION) % _YEARS
    return f"{first}/{first + _YEARS - 1}"


def memberships(seen: Iterable[Sighting], who: Mapping[str, str]) -> tuple[Membership, ...]:
    """What lists of members show; ``who`` is the person of each participation. Who stands in for a member is none."""
    days: dict[tuple[str, str], list[tuple[str, str | None]]] = defaultdict(list)
    chosen: set[tuple[str, str]] = set()
    seen = tuple(seen)
    deputies = {(one.document, who[one.node]) for one in seen if one.function == SUBSTITUTE and one.node in who}
    for one in seen:
        if not (one.listed and one.function in SEATED and one.body and one.day and one.node in who):
            continue
        if (one.document, who[one.node]) not in deputies:
            days[who[one.node], one.body].append((one.day, one.party))
            if one.voted or one.party:
                chosen.add((who[one.node], one.body))
    return tuple(
        membership
        for (person, body), told in sorted(days.items())
        for membership in _terms(person, body, told, (person, body) in chosen)
    )


def _terms(person: str, body: str, told: Collection[tuple[str, str | None]], voted: bool) -> Iterable[Membership]:
    """The memberships of one person in one body: of the elected, one a term and party."""
    ordered = sorted(set(told), key=lambda entry: (entry[0], entry[1] or ""))
    terms = _seated_in([day for day, _ in ordered]) if voted else {}
    for when, within in groupby(ordered, key=lambda entry: terms.get(entry[0])):
        parties: dict[str | None, list[str]] = defaultdict(list)
        for day, party in _with_party(tuple(within)):
            parties[party].append(day)
        for party, days in sorted(parties.items(), key=lambda entry: entry[0] or ""):
            yield Membership(person, body, party, when, min(days), max(days))


def _seated_in(days: Sequence[str]) -> dict[str, str]:
    """The term of each day; whom only the last month shows before the next term has met to constitute the new council.

    It does so between 1 and 15 December of the year of election (kommunestyrelsesloven § 6).
    """
    terms = {day: term(day) for day in days}
    for when in set(terms.values()):
        last = when[-4:]
        early = [day for day in days if terms[day] == when]
        later = term(f"{int(last) + 1}-01-01")
        if min(early) >= f"{last}-12-01" and later in terms.values():
            terms |= dict.fromkeys(early, later)
    return terms


def _with_party(told: Sequence[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """Days without a party are of the one that the days on both sides tell; where these differ, of none."""
    known = [(day, party) for day, party in told if party]
    if not known:
        return list(told)
    found: list[tuple[str, str | None]] = list(known)
    for day, _ in (entry for entry in told if not entry[1]):
        before = next((party for seen, party in reversed(known) if seen <= day), None)
        behind = next((party for seen, party in known if seen >= day), None)
        if before is None or behind is None or before == behind:
            found.append((day, before or behind))
    return found
