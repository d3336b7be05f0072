"""Persons and memberships of one municipality: names as stated, compared without regard to letter case and blanks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from ...ontology import SAG
from .bodies import commonest
from .rows import Participation, Record

_MEMBER: Final = frozenset(map(str, (SAG["function-member"], SAG["function-chair"])))


@dataclass(frozen=True, slots=True)
class Person:
    """A person: ``key`` is the last part of the IRI, ``nodes`` the participations that name them."""

    key: str
    name: str
    name_key: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """That minutes show a person among a body's members, from a first day to a last."""

    person: str
    body: str
    party: str | None
    first: str
    last: str


def name_key(name: str) -> str:
    """`Kim  T. Jensen` and `KIM T. JENSEN` are `kim t. jensen`."""
    return " ".join(name.split()).casefold()


def persons(participations: Iterable[Participation], municipality: str) -> tuple[Person, ...]:
    """One person a name within a municipality (its IRI), by the form met most often."""
    said: dict[str, list[Participation]] = defaultdict(list)
    for one in participations:
        said[name_key(one.name)].append(one)
    found = (_person(key, told, municipality) for key, told in said.items() if key)
    return tuple(sorted(found, key=lambda person: person.key))


def _person(key: str, told: Iterable[Participation], municipality: str) -> Person:
    name = commonest(Counter(" ".join(one.name.split()) for one in told))
    digest = sha256(f"{municipality}|{key}".encode()).hexdigest()[:16]
    return Person(digest, name, key, tuple(one.node for one in told))


def memberships(
    participations: Iterable[Participation],
    records: Iterable[Record],
    people: Iterable[Person],
    of: Mapping[str, str],
) -> tuple[Membership, ...]:
    """What the lists of members show; a list without party letters counts for the one party otherwise shown."""
    where = {record.node: record for record in records if record.body in of and record.day}
    who = {node: person.key for person in people for node in person.nodes}
    days: dict[tuple[str, str], dict[str | None, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in participations:
        record = where.get(one.owner)
        if record and record.body and record.day and one.function in _MEMBER and one.node in who:
            days[who[one.node], of[record.body]][one.party].add(record.day)
    return tuple(
        Membership(person, body, party, min(seen), max(seen))
        for (person, body), parties in sorted(days.items())
        for party, seen in sorted(_one_party(parties).items(), key=lambda entry: entry[0] or "")
    )


def _one_party(parties: Mapping[str | None, set[str]]) -> dict[str | None, set[str]]:
    """Sightings without a party go to the only party shown, if there is only one."""
    told = [party for party in parties if party is not None]
    if len(told) == 1:
        return {told[0]: set().union(*parties.values())}
    return dict(parties)
