"""Sightings: where and when a person is named, and what the words there tell of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ....ontology import SAG
from ..authority import first_records
from ..bodies import Bodies
from ..rows import Participation, Record, Stated
from .names import name_key, name_words
from .roles import Office, elected, offices, seat

MEMBER, CHAIR, SUBSTITUTE = (str(SAG[f"function-{name}"]) for name in ("member", "chair", "substitute"))
SEATED: Final = frozenset({MEMBER, CHAIR})
_ELECTED_BODIES: Final = frozenset(
    str(SAG[f"bodytype-{kind}"]) for kind in ("council", "economic_committee", "standing_committee")
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person named once, in a document of a meeting of a body (its key) on a day.

    ``listed`` says that the record names them, not an item; ``voted`` that it is in a list of the elected alone;
    ``label`` is what tells this person from another of the name: `party A`, `elected`, `post skolechef`.
    """

    node: str
    name: str
    document: str
    owner: str
    body: str | None
    day: str | None
    function: str
    party: str | None
    offices: tuple[Office, ...]
    listed: bool
    voted: bool
    other: str | None = None
    label: str | None = None

    @property
    def key(self) -> str:
        """The name as stated, in the form of `sag:nameKey`."""
        return name_key(self.name)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return name_words(self.name)


def sightings(stated: Stated, named: Bodies) -> tuple[Sighting, ...]:
    """Every participation with its meeting; those in lists of elected bodies in which nobody has a post are elected."""
    records = first_records(stated)
    lists = {record.node for record in stated.records}
    chosen = set(_voted(stated, records, named))
    return tuple(_sighting(one, records.get(one.document), named, lists, chosen) for one in stated.participations)


def _sighting(
    one: Participation, record: Record | None, named: Bodies, lists: Collection[str], chosen: Collection[str]
) -> Sighting:
    body = named.of.get(record.body) if record and record.body else None
    told = offices(one.role) if one.role else ()
    listed = one.owner in lists
    if listed and one.function == CHAIR and (told or not one.role) and all(office.seat != "seat" for office in told):
        told = (*told, seat("chair"))
    voted = one.node in chosen or (one.role is not None and elected(one.role))
    day = record.day if record else None
    place = (one.document, one.owner, body, day)
    label = _label(one.party, voted, told)
    return Sighting(one.node, one.name, *place, one.function, one.party, told, listed, voted, one.other, label)


def _label(party: str | None, voted: bool, told: Iterable[Office]) -> str | None:
    if party:
        return f"party {party}"
    if voted or any(office.seat == "elected" for office in told):
        return "elected"
    return next((f"post {office.key}" for office in told if office.seat == "office"), None)


def _voted(stated: Stated, records: Mapping[str, Record], named: Bodies) -> Iterator[str]:
    """The members of lists in which only the elected stand: with a party each, or none with a post."""
    kinds = {body.key: body.kind for body in named.all}
    lists: dict[str, list[Participation]] = defaultdict(list)
    for one in stated.participations:
        record = records.get(one.document)
        seated = record is not None and record.node == one.owner and one.function in SEATED
        if record and seated and kinds.get(named.of.get(record.body or "", "")) in _ELECTED_BODIES:
            lists[one.owner].append(one)
    for members in lists.values():
        yield from (one.node for one in _chosen(members))


def _chosen(seated: Sequence[Participation]) -> Iterable[Participation]:
    if any(one.party for one in seated):
        return [one for one in seated if one.party]
    posts = (office for one in seated for office in offices(one.role or ""))
    return () if any(office.seat == "office" for office in posts) else seated
