"""Posts of a municipality and of its bodies, and who was seen in each, from when to when."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from ..bodies import commonest
from ..places import body_key
from .names import name_key
from .roles import Office
from .sightings import Sighting


@dataclass(frozen=True, slots=True)
class Post:
    """A post: of a body (its key), else of the municipality; ``key`` is the last part of its IRI.

    ``keys`` are its wordings, casefolded, ``nodes`` the participations whose words name it.
    """

    body: str | None
    key: str
    name: str
    keys: tuple[str, ...]
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """That documents show a person in a post, from a first day to a last, with nobody else in it in between."""

    body: str | None
    post: str
    person: str
    first: str
    last: str


Seen = tuple[Sighting, Office]
Place = tuple[str | None, str]


def posts(seen: Iterable[Sighting], known: Mapping[str, str]) -> dict[Place, list[Seen]]:
    """The sightings that name each post; ``known`` are bodies by what their names come to (`body_key`)."""
    found: dict[Place, list[Seen]] = defaultdict(list)
    for one in seen:
        for office in one.offices:
            if (place := _place(one, office, known)) is not None:
                found[place].append((one, office))
    return dict(sorted(found.items(), key=lambda entry: (entry[0][0] or "", entry[0][1])))


def _place(one: Sighting, office: Office, known: Mapping[str, str]) -> Place | None:
    """Where a post is: a body's chair of the body named, else of that whose list it stands in."""
    if office.seat != "seat":
        return None, office.key
    body = known.get(body_key(office.of)) if office.of else one.body if one.listed else None
    return (body, office.key) if body else None


def named_posts(told: Mapping[Place, Iterable[Seen]]) -> Iterator[Post]:
    """The posts themselves, by the wording met most often."""
    for (body, key), some in told.items():
        seen = tuple(some)
        labels = Counter(office.label for _, office in seen)
        name = commonest(labels)
        nodes = dict.fromkeys(one.node for one, _ in seen)
        yield Post(body, key, name, tuple(sorted({name_key(label) for label in labels})), tuple(nodes))


def holdings(told: Mapping[Place, Iterable[Seen]], who: Mapping[str, str]) -> Iterator[Holding]:
    """Who was seen in each post; ``who`` is the person of each participation.

    A post that two are never seen in at once has one holder at a time: a second time in it is a holding of its own.
    """
    for (body, key), seen in told.items():
        dated = sorted({(one.day, who[one.node]) for one, _ in seen if one.day and one.node in who})
        for person, days in _runs(dated):
            yield Holding(body, key, person, min(days), max(days))


def held_then(
    seen: Iterable[Sighting], who: Mapping[str, str], held: Iterable[Holding]
) -> Iterator[tuple[str, Holding]]:
    """Each participation with each post that its person was in on that day, whether its words say so or not."""
    of: dict[str, list[Holding]] = defaultdict(list)
    for one in held:
        of[one.person].append(one)
    for sighting in seen:
        for one in of.get(who.get(sighting.node, ""), ()):
            if sighting.day and one.first <= sighting.day <= one.last:
                yield sighting.node, one


def _runs(dated: list[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """The days of each holder, in the order of the first."""
    if _one_at_a_time(dated):
        for person, run in groupby(dated, key=lambda entry: entry[1]):
            yield person, [day for day, _ in run]
        return
    days: dict[str, list[str]] = defaultdict(list)
    for day, person in dated:
        days[person].append(day)
    yield from days.items()


def _one_at_a_time(dated: list[tuple[str, str]]) -> bool:
    """Whether no day shows two in the post, and no more than every other of them comes back after somebody else.

    Two who take turns (Ida, Bo, Ida, Bo) are in the post at once.
    """
    if len({day for day, _ in dated}) < len(dated):
        return False
    holders = len({person for _, person in dated})
    runs = sum(1 for _ in groupby(dated, key=lambda entry: entry[1]))
    return 2 * (runs - holders) <= holders
