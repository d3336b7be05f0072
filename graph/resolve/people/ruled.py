"""What a user's corrections say of persons, in terms of the sightings that their IRIs name.

A person's IRI names who was seen by the name (and what tells namesakes apart) that it was made of, a participation
whom it names; so a correction means the same whatever else is held, and whoever the person has come to be since.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from ...corrections import Correction
from ...quads import data
from ..rulings import Pair, Rulings, pairs
from .names import name_key
from .sightings import Sighting


class RuledPersons:
    """The corrections about persons of a municipality (its IRI) that name somebody seen."""

    def __init__(self, ruled: Rulings, seen: Iterable[Sighting], municipality: str) -> None:
        told = {kind: ruled.of(kind, "person") for kind in ("same", "different")}
        named = _named(seen, municipality) if any(told.values()) else {}
        self.same = pairs(told["same"], named)
        self.different = pairs(told["different"], named)

    def apart(self, some: Iterable[Sighting], others: Iterable[Sighting]) -> bool:
        """Whether a correction says that some sightings and others are not of one person."""
        if not self.different:
            return False
        mine, theirs = ({one.node for one in group} for group in (some, others))
        return any(pair.parts(mine, theirs) for pair in self.different)

    def within(self, named: Sequence[Sighting]) -> tuple[Pair, ...]:
        """What tells sightings of one name apart."""
        nodes = {one.node for one in named} if self.different else set[str]()
        return tuple(pair for pair in self.different if pair.parts(nodes, nodes))

    def of(self, seen: Iterable[Sighting], joined: Iterable[Correction]) -> tuple[Correction, ...]:
        """The corrections that made a person what they are: what joined them, and what tells them apart."""
        nodes = {one.node for one in seen} if self.different else set[str]()
        apart = (pair.correction for pair in self.different if nodes & pair.one or nodes & pair.other)
        return tuple(sorted({*joined, *apart}))


def person_id(municipality: str, key: str, label: str | None = None) -> str:
    """16 hex digits from municipality, name and, of namesakes, what tells one from the other."""
    told = "|".join(filter(None, (municipality, key, label)))
    return sha256(told.encode()).hexdigest()[:16]


def _named(seen: Iterable[Sighting], municipality: str) -> Mapping[str, frozenset[str]]:
    """The sightings that each IRI names: of a person by each form of the id, of a participation."""
    found: dict[str, set[str]] = defaultdict(set)
    others: dict[str, set[str]] = defaultdict(set)
    for one in seen:
        found[one.node].add(one.node)
        for label in {None, one.label, one.node, f"{one.label}|{one.node}"}:
            found[data(f"person/{person_id(municipality, one.key, label)}")].add(one.node)
        if one.other:
            others[data(f"person/{person_id(municipality, name_key(one.other))}")].add(one.node)
    return {iri: frozenset(nodes) for iri, nodes in (others | found).items()}
