"""Sameness: which items of several documents of one meeting are one item."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from ..labels import alike
from ..quads import slug
from .rows import Item
from .titles import title_key

ALIKE: Final = 0.8
"""How alike titles under one number must be (`labels.alike`)."""

Keyed: TypeAlias = Callable[[Iterable[Item]], Mapping[Hashable, Item]]
"""Items by what tells each from the others of its document."""

Agree: TypeAlias = Callable[[Item, Item], bool]
"""Whether two items of one key may be one."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items of one document in the order of the text; ``minuted``: it tells what the meeting did."""

    items: tuple[Item, ...]
    minuted: bool


def leading(agendas: Iterable[Agenda]) -> dict[str, str]:
    """Each item, and the item it is in the most authoritative document that has it: itself, where no better one does.

    ``agendas`` stand in order of authority. Sub-items that a better document does not tell apart are the item above
    them.
    """
    found: dict[str, str] = {}
    first: list[Item] = []
    parents = set[str]()
    for agenda in agendas:
        pairs = _pairs(agenda, first)
        for item in agenda.items:
            above = found.get(item.parent, item.parent)
            whole = item.parent != above and above not in parents
            found[item.node] = pairs.get(item.node) or (above if whole else item.node)
        first += [item for item in agenda.items if found[item.node] == item.node]
        parents |= {item.parent for item in first}
    return found


def _pairs(agenda: Agenda, first: Sequence[Item]) -> dict[str, str]:
    """The items of an agenda that were told already, by the surest signs first; several candidates are no pair."""
    found: dict[str, str] = {}
    for keyed, agree in _SIGNS:
        found |= _step(agenda.items, first, found, keyed, agree)
    places = {item.node: item.place for item in (*agenda.items, *first)}
    if agenda.minuted and found and all(places[one] == places[other] for one, other in found.items()):
        found |= _step(agenda.items, first, found, _once(_place), _any)
    return found


def _step(
    items: Iterable[Item], first: Iterable[Item], found: Mapping[str, str], keyed: Keyed, agree: Agree
) -> dict[str, str]:
    """The pairs that one sign gives among the items that have none yet."""
    taken = set(found.values())
    mine = keyed(item for item in items if item.node not in found)
    theirs = keyed(item for item in first if item.node not in taken)
    both = ((mine[key], theirs[key]) for key in mine if key in theirs)
    return {one.node: other.node for one, other in both if agree(one, other)}


def _once(key: Callable[[Item], Hashable | None]) -> Keyed:
    """Items by a key that only one of them has."""

    def keyed(items: Iterable[Item]) -> Mapping[Hashable, Item]:
        items = tuple(items)
        times = Counter(map(key, items))
        return {key(item): item for item in items if key(item) is not None and times[key(item)] == 1}

    return keyed


def _in_turn(items: Iterable[Item]) -> Mapping[Hashable, Item]:
    """Items by title, how many have it and which of these they are: the second `Orientering` of two."""
    items = tuple(items)
    times, seen = Counter(map(_title, items)), Counter[Hashable]()
    found: dict[Hashable, Item] = {}
    for item in items:
        title = _title(item)
        seen[title] += 1
        found[title, times[title], seen[title]] = item
    return {key: item for key, item in found.items() if _title(item)}


def _title(item: Item) -> str | None:
    return title_key(item.title) or None


def _place(item: Item) -> str | None:
    return slug(item.place) if item.place else None


def _numbers(item: Item) -> frozenset[str] | None:
    return frozenset(map(slug, item.numbers)) or None


def _title_and_numbers(item: Item) -> Hashable | None:
    return (_title(item), _place(item), _numbers(item)) if _title(item) else None


def _title_and_place(item: Item) -> Hashable | None:
    return (_title(item), _place(item)) if _title(item) and _place(item) else None


def _may(one: Item, other: Item) -> bool:
    """Whether no case numbers speak against it."""
    mine, theirs = _numbers(one), _numbers(other)
    return mine is None or theirs is None or bool(mine & theirs)


def _alike(one: Item, other: Item) -> bool:
    return alike(one.title, other.title) >= ALIKE


def _any(one: Item, other: Item) -> bool:
    return True


_SIGNS: Final[tuple[tuple[Keyed, Agree], ...]] = (
    (_once(_title_and_numbers), _any),
    (_once(_title_and_place), _any),
    (_once(_title), _may),
    (_once(_numbers), _any),
    (_in_turn, _may),
    (_once(_place), _alike),
)
