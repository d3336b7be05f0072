"""Namesakes: what of one name in one municipality is told of two persons, and what of one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Final, Literal

from ..rulings import Pair
from .roles import Office
from .sightings import Sighting

Verdict = Literal["two", "unsure"]

_LATE: Final = "9999-12-31"
_OFTEN: Final = 2
"""How often two posts of different sorts take turns before they are held to be two persons' posts."""


@dataclass(slots=True)
class Strand:
    """Sightings that one thing ties: a party's member, a post's holder, or a correction; with its days and bodies."""

    label: str
    sightings: list[Sighting] = field(default_factory=list)

    @property
    def elected(self) -> bool:
        """Whether it is of somebody elected, not of somebody employed."""
        return not self.label.startswith("post ")

    @property
    def days(self) -> list[str]:
        """The days it was seen on, in order."""
        return sorted({one.day for one in self.sightings if one.day})

    @property
    def nodes(self) -> list[str]:
        """The participations that name them, in order."""
        return sorted(one.node for one in self.sightings)

    @property
    def bodies(self) -> set[str]:
        """The bodies whose documents show it."""
        return {one.body for one in self.sightings if one.body}

    @property
    def office(self) -> Office:
        """The post that it is of."""
        return next(office for one in self.sightings for office in one.offices if f"post {office.key}" == self.label)


@dataclass(frozen=True, slots=True)
class Split:
    """The persons of one name, the sightings that may be of several of them, and which two may be one all the same."""

    groups: tuple[tuple[Sighting, ...], ...]
    loose: tuple[Sighting, ...] = ()
    unsure: tuple[tuple[int, int], ...] = ()


def split(named: Sequence[Sighting], ruled: Sequence[Pair] = ()) -> Split:
    """Bring the sightings of one name to persons: one, unless what they tell, or a correction, is of several."""
    found = strands(named)
    certain = [strand for strand in found.values() if strand.label != "elected"]
    if "elected" in found and not any(strand.elected for strand in certain):
        certain.append(found["elected"])
    certain = _parted(certain, named, ruled)
    groups = _grouped(
        sorted(certain, key=lambda strand: (strand.days[:1] or [_LATE], strand.label, strand.nodes)), ruled
    )
    if len(groups) < 2:
        return Split((tuple(named),))
    placed = {one.node: place for place, group in enumerate(groups) for strand in group for one in strand.sightings}
    for one in named:
        if one.node not in placed and (place := _place(one, groups)) is not None:
            placed[one.node] = place
    found_groups = tuple(tuple(one for one in named if placed.get(one.node) == place) for place in range(len(groups)))
    return Split(found_groups, tuple(one for one in named if one.node not in placed), tuple(_unsure(groups)))


def strands(named: Iterable[Sighting]) -> dict[str, Strand]:
    """The strands of some sightings, by label; those that nothing tells apart are in none."""
    found: dict[str, Strand] = {}
    for one in named:
        if one.label:
            found.setdefault(one.label, Strand(one.label)).sightings.append(one)
    return found


def _parted(found: Iterable[Strand], named: Iterable[Sighting], ruled: Iterable[Pair]) -> list[Strand]:
    """Strands of which none has both of what a correction tells apart, and all of that is in some.

    What else was in such a strand is of either, as its place and day will tell.
    """
    told = list(found)
    for pair in ruled:
        placed = {one.node for strand in told for one in strand.sightings}
        loose = Strand("", [one for one in named if one.node not in placed])
        both = [loose, *(strand for strand in told if pair.parts(strand.nodes, strand.nodes))]
        told = [strand for strand in told if strand not in both]
        for strand in both:
            ends = ([one for one in strand.sightings if one.node in end] for end in (pair.one, pair.other))
            told += [Strand(strand.label, end) for end in ends if end]
    return told


def _grouped(found: Iterable[Strand], ruled: Sequence[Pair]) -> list[list[Strand]]:
    """Strands put together where nothing speaks against it, rather with one of the same bodies."""
    groups: list[list[Strand]] = []
    for strand in found:
        fits = [group for group in groups if not any(_differ(strand, other, ruled) for other in group)]
        near = [group for group in fits if any(strand.bodies & other.bodies for other in group)]
        if fits:
            (near or fits)[0].append(strand)
        else:
            groups.append([strand])
    return groups


def _differ(one: Strand, other: Strand, ruled: Iterable[Pair]) -> bool:
    return any(pair.parts(one.nodes, other.nodes) for pair in ruled) or conflict(one, other) is not None


def conflict(one: Strand, other: Strand) -> Verdict | None:
    """Whether two strands of one name are of two persons for certain, or perhaps."""
    if one.label == other.label or not (one.label and other.label):
        return None
    if _listed_both(one, other):
        return "two"
    if one.elected != other.elected:
        return "two" if _overlap(one.days, other.days) else "unsure"
    if one.elected:
        if "elected" in (one.label, other.label) or one.bodies & other.bodies:
            return None
        return "two" if _overlap(one.days, other.days) else "unsure"
    return _posts(one, other)


def _posts(one: Strand, other: Strand) -> Verdict | None:
    """`skolechef` and `biolog` by turns are two; `konsulent` and `chefkonsulent`, or one after the other, are one."""
    a, b = one.office, other.office
    if _turns(one.days, other.days) < _OFTEN:
        return None
    if a.head != b.head:
        return "two"
    return "two" if a.field and b.field and not a.field & b.field and not one.bodies & other.bodies else None


def _listed_both(one: Strand, other: Strand) -> bool:
    """Whether one list, or one item, has both."""
    owners = {(each.owner, each.function) for each in one.sightings}
    return any((each.owner, each.function) in owners for each in other.sightings)


def _overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(one and other) and one[0] <= other[-1] and other[0] <= one[-1]


def _turns(one: Iterable[str], other: Iterable[str]) -> int:
    """How often one follows the other, in the order of the days; on a day of both what was seen last goes first."""
    told = sorted([*((day, 0) for day in one), *((day, 1) for day in other)])
    seen: list[int] = []
    for _, same in groupby(told, key=lambda entry: entry[0]):
        of_day = [which for _, which in same]
        seen += of_day[::-1] if seen and of_day[0] != seen[-1] else of_day
    return sum(a != b for a, b in pairwise(seen))


def _place(one: Sighting, groups: Sequence[Sequence[Strand]]) -> int | None:
    """Which person a sighting without party or post is of: by document, else by body and day; None if several."""
    places = list(range(len(groups)))
    if one.label == "elected":
        places = [place for place in places if any(strand.elected for strand in groups[place])]
    told = {place: [each for strand in groups[place] for each in strand.sightings] for place in places}
    for near in (
        [place for place, seen in told.items() if any(each.document == one.document for each in seen)],
        [place for place, seen in told.items() if any(each.body == one.body for each in seen)] if one.body else [],
        list(told),
    ):
        if len(near) == 1:
            return near[0]
        during = [place for place in near if _during(one, told[place])]
        if len(during) == 1:
            return during[0]
    return None


def _during(one: Sighting, seen: Iterable[Sighting]) -> bool:
    days = [each.day for each in seen if each.day]
    return bool(one.day and days) and min(days) <= (one.day or "") <= max(days)


def _unsure(groups: Sequence[Sequence[Strand]]) -> Iterator[tuple[int, int]]:
    """Persons of one name that are kept apart though nothing shows them at one time."""
    for place, group in enumerate(groups):
        for later in range(place + 1, len(groups)):
            verdicts = {conflict(one, other) for one in group for other in groups[later]}
            if "two" not in verdicts and "unsure" in verdicts:
                yield place, later


def by_words(seen: Iterable[Sighting]) -> Mapping[tuple[str, ...], list[Sighting]]:
    """Sightings by the words of the name, in the order of the words."""
    found: dict[tuple[str, ...], list[Sighting]] = defaultdict(list)
    for one in seen:
        found[one.words].append(one)
    return dict(sorted(found.items()))


def both_seated(one: Iterable[Sighting], other: Iterable[Sighting]) -> bool:
    """Whether one list has both."""
    lists = {(each.owner, each.function) for each in one if each.listed}
    return any((each.owner, each.function) in lists for each in other if each.listed)
