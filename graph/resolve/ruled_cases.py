"""What a user's corrections say of cases, in terms of the matters that their IRIs name.

A case's IRI names the matters of its number, or the one item that it was made of; an item that itself. So a correction
means the same whatever else is held, and whatever key the case has come to have since.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ..corrections import Correction
from ..quads import slug
from .joining import Group
from .matters import Matter
from .numbering import Numbering
from .numbers import item_key
from .rows import order
from .rulings import Pair, Rulings, pairs

_LATE: Final = "9999-12-31"


class RuledCases:
    """The corrections about cases of a municipality (its IRI), and groups of matters as they say."""

    def __init__(self, ruled: Rulings, numbering: Numbering, municipality: str) -> None:
        told = {kind: ruled.of(kind, "case") for kind in ("same", "different")}
        named = _named(numbering, f"{municipality}/case/") if any(told.values()) else {}
        self._same = pairs(told["same"], named)
        self.different = pairs(told["different"], named)

    def groups(self, groups: Iterable[Group]) -> list[Group]:
        """Groups that numbers made, parted where a correction tells apart, then joined where one says so."""
        found = list(groups)
        for pair in self.different:
            found = [part for group in found for part in _parted(group, pair)]
        for pair in self._same:
            ends = [[group for group in found if _items(group) & end] for end in (pair.one, pair.other)]
            if all(len(end) == 1 for end in ends) and not self.apart([ends[0][0], ends[1][0]]):
                one, other = sorted((ends[0][0], ends[1][0]), key=_first)
                if one is not other:
                    found.remove(other)
                    _join(one, other)
                one.joined.append(pair.correction)
        return found

    def apart(self, groups: Iterable[Group]) -> bool:
        """Whether a correction says that what is in some groups is not one case."""
        if not self.different:
            return False
        items = {item for group in groups for item in _items(group)}
        return any(pair.parts(items, items) for pair in self.different)

    def of(self, group: Group) -> tuple[Correction, ...]:
        """The corrections that made a case what it is: what joined it, and what tells it apart."""
        items = _items(group) if self.different else set[str]()
        apart = (pair.correction for pair in self.different if items & pair.one or items & pair.other)
        return tuple(sorted({*group.joined, *apart}))


def _named(numbering: Numbering, start: str) -> Mapping[str, frozenset[str]]:
    """The items that each IRI names: of a case by number or by item, and of an item."""
    found: dict[str, set[str]] = defaultdict(set)
    for matter in numbering.matters:
        numbers = {slug(told) for told in matter.numbers} | set(matter.keys)
        for key in numbers:
            found[start + key].add(matter.item)
        for item in matter.items:
            found[start + item_key(item)].add(matter.item)
            found[item].add(matter.item)
    return {iri: frozenset(items) for iri, items in found.items()}


def _items(group: Group) -> set[str]:
    return {matter.item for matter in group.matters}


def _first(group: Group) -> tuple[str, tuple[str, int]]:
    return min((matter.day or _LATE, order(matter.item)) for matter in group.matters)


def _parted(group: Group, pair: Pair) -> Iterator[Group]:
    """A group, or what a correction leaves of it and what leaves it: the end that names less, of equals the later."""
    if not pair.parts(_items(group), _items(group)):
        yield group
        return
    ends = ([matter for matter in group.matters if matter.item in end] for end in (pair.one, pair.other))
    leaving = min(ends, key=lambda end: (len(end), _reversed(end)))
    staying = [matter for matter in group.matters if matter not in leaving]
    yield Group(staying, group.number, group.shared)
    yield Group(leaving, group.number, shared=True)


def _reversed(matters: Sequence[Matter]) -> tuple[int, ...]:
    """A sort key by which what is latest comes first."""
    day, (place, number) = min((matter.day or _LATE, order(matter.item)) for matter in matters)
    return (*(-ord(sign) for sign in day), *(-ord(sign) for sign in place), -number)


def _join(one: Group, other: Group) -> None:
    """Put the matters and the numbers of another group to one."""
    one.matters += [matter for matter in other.matters if matter not in one.matters]
    one.joined += other.joined
    first = min(
        (each for each in (one, other) if each.number), key=lambda each: (each.shared, each.number), default=one
    )
    also = {each.number for each in (one, other) if each.number} | one.also | other.also
    one.number, one.shared = first.number, first.shared
    one.also = also - {first.number}
