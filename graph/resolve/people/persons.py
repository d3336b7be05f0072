"""Persons of one municipality with their names and ids, every id they could have had, and who may be one with whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...corrections import Correction
from ..bodies import commonest
from ..rulings import NONE, Rulings
from .identity import Cluster, Identities, known_keys
from .names import name_key, name_words
from .ruled import RuledPersons, person_id
from .sightings import Sighting


@dataclass(frozen=True, slots=True)
class Person:
    """A person: ``key`` is the last part of the IRI, ``keys`` their names as `sag:nameKey`, ``also`` other forms.

    ``nodes`` are the participations that name them, each with why it is theirs where the name alone does not say;
    ``corrected`` the corrections (their IRIs) that made them one, or tell them from others.
    """

    key: str
    name: str
    keys: tuple[str, ...]
    also: tuple[str, ...]
    basis: str
    nodes: tuple[tuple[str, str | None], ...]
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two persons (their keys) that may be one."""

    one: str
    other: str
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Persons:
    """The persons, ``of`` each participation the key of whom it names, and ids that lead to one or several."""

    all: tuple[Person, ...]
    of: Mapping[str, str]
    replaced: tuple[tuple[str, str], ...]
    proposals: tuple[Proposal, ...]


def persons(seen: Iterable[Sighting], municipality: str, ruled: Rulings = NONE) -> Persons:
    """The persons that sightings in one municipality (its IRI) are of; never one with those of another."""
    seen = tuple(seen)
    found = Identities(seen, RuledPersons(ruled, seen, municipality))
    names = {id(cluster): _main(cluster) for cluster in found.clusters}
    keys = _keys(found.clusters, names, municipality)
    everyone = (_person(cluster, names[id(cluster)], keys[id(cluster)], found.ruled) for cluster in found.clusters)
    all_ = tuple(sorted(everyone, key=lambda person: person.key))
    return Persons(
        all_,
        {node: person.key for person in all_ for node, _ in person.nodes},
        tuple(sorted(_replaced(found.clusters, keys, municipality))),
        tuple(sorted(_proposals(found, keys), key=lambda each: (each.one, each.other))),
    )


def _main(cluster: Cluster) -> str:
    """The name a person goes by: the newest where the text gives several, else the fullest that is well spelled."""
    parts = [part for part in cluster.parts if part.why != "one letter" and len(part.words) > 1]
    changed = any(one.other for part in parts for one in part.sightings)
    told = Counter(one.key for part in parts for one in part.sightings)
    last = {key: max((o.day or "" for p in parts for o in p.sightings if o.key == key), default="") for key in told}
    return max(told, key=lambda key: (last[key] if changed else "", _length(key), told[key], key))


def _length(key: str) -> tuple[int, int]:
    words = name_words(key)
    return len(words), sum(map(len, words))


def _keys(clusters: Sequence[Cluster], names: Mapping[int, str], municipality: str) -> dict[int, str]:
    """The id of each person; namesakes have what tells them apart in it."""
    same: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        same[names[id(cluster)]].append(cluster)
    found: dict[int, str] = {}
    for name, namesakes in same.items():
        labels = Counter(next(iter(cluster.labels), "") for cluster in namesakes)
        for cluster in namesakes:
            alone = len(namesakes) == 1 and not any(part.namesakes and part.why is None for part in cluster.parts)
            label, node = next(iter(cluster.labels), ""), min(one.node for one in cluster.sightings)
            told = label if label and labels[label] == 1 else "|".join(filter(None, (label, node)))
            found[id(cluster)] = person_id(municipality, name, None if alone else told)
    return found


def _person(cluster: Cluster, main: str, key: str, ruled: RuledPersons) -> Person:
    forms = Counter(" ".join(one.name.split()) for one in cluster.sightings)
    others = {" ".join(one.other.split()) for one in cluster.sightings if one.other}
    name = commonest(Counter({form: count for form, count in forms.items() if name_key(form) == main}))
    also = tuple(sorted(form for form in {*forms, *others} if name_key(form) != main))
    nodes = tuple((one.node, part.why if one.key != main else None) for part in cluster.parts for one in part.sightings)
    corrected = ruled.of(cluster.sightings, cluster.joined)
    keys, basis = tuple(sorted(known_keys(cluster))), _basis(cluster, corrected)
    return Person(key, name, keys, also, basis, nodes, tuple(one.node for one in corrected))


def _basis(cluster: Cluster, corrected: Iterable[Correction]) -> str:
    """Why all these are one person: `name and party A within the municipality; initials; one letter`."""
    told = [label for label in cluster.labels if label != "elected"] or cluster.labels
    namesakes = any(part.namesakes for part in cluster.parts) and told
    first = f"name and {' or '.join(told)} within the municipality" if namesakes else "name within the municipality"
    reasons = {part.why for part in cluster.parts if part.why} | {one.basis for one in corrected}
    return "; ".join([first, *sorted(reasons)])


def _replaced(clusters: Iterable[Cluster], keys: Mapping[int, str], municipality: str) -> set[tuple[str, str]]:
    """Every other id that a person could have had: by each of the names, alone and with what tells namesakes apart."""
    current = set(keys.values())
    return {
        (old, keys[id(cluster)])
        for cluster in clusters
        for name in known_keys(cluster)
        for label in (None, *cluster.labels)
        if len(name_words(name)) > 1 and (old := person_id(municipality, name, label)) not in current
    }


def _proposals(found: Identities, keys: Mapping[int, str]) -> Iterable[Proposal]:
    for maybe in found.maybe:
        one, other = sorted((keys[id(maybe.one)], keys[id(maybe.other)]))
        yield Proposal(one, other, maybe.why, maybe.confidence)
