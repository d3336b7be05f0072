"""Cases: matters brought together by stated case number, else by ties of title and referral."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from ..quads import slug
from .matters import Matter
from .rows import order
from .ties import ties

LATE: Final = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Case:
    """A case: ``key`` is the last part of its IRI, matters stand earliest first, ``basis`` says why they are one."""

    key: str
    title: str
    numbers: tuple[str, ...]
    matters: tuple[Matter, ...]
    basis: str
    routine: bool


def cases(matters: Iterable[Matter]) -> tuple[Case, ...]:
    """Every matter in its case, or in several where it has several numbers.

    Tied matters of which two have different numbers are not brought together: the numbers speak, the rest stand alone.
    """
    matters = tuple(matters)
    numbered: dict[str, set[str]] = defaultdict(set)
    groups: list[tuple[Matter, ...]] = []
    for group in components(matters):
        numbers = {slug(number) for matter in group for number in matter.numbers}
        for matter in group:
            for number in numbers if len(numbers) == 1 else map(slug, matter.numbers):
                numbered[number].add(matter.item)
        bare = tuple(matter for matter in group if not matter.numbers)
        groups += [] if len(numbers) == 1 else [bare] if not numbers else [(matter,) for matter in bare]
    known = {matter.item: matter for matter in matters}
    by_number = [_case([known[item] for item in items], number) for number, items in numbered.items()]
    found = [*by_number, *(_case(group, None) for group in groups if group)]
    return tuple(sorted(found, key=lambda case: case.key))


def components(matters: Sequence[Matter]) -> list[tuple[Matter, ...]]:
    """Matters that ties hold together, directly or over others."""
    root = {matter.item: matter.item for matter in matters}

    def top(item: str) -> str:
        while root[item] != item:
            root[item] = item = root[root[item]]
        return item

    for one, other in ties(matters):
        root[top(one.item)] = top(other.item)
    found: dict[str, list[Matter]] = defaultdict(list)
    for matter in matters:
        found[top(matter.item)].append(matter)
    return [tuple(group) for group in found.values()]


def _case(group: Iterable[Matter], number: str | None) -> Case:
    """One case of its matters; its title is that of the earliest."""
    ordered = tuple(sorted(group, key=lambda matter: (matter.day or LATE, order(matter.item))))
    first = ordered[0]
    key = number or sha256(first.item.encode()).hexdigest()[:16]
    numbers = sorted({told for matter in ordered for told in matter.numbers if slug(told) == number})
    routine = all(matter.routine for matter in ordered)
    return Case(key, first.title, tuple(numbers), ordered, _basis(ordered, numbers), routine)


def _basis(ordered: Sequence[Matter], numbers: Sequence[str]) -> str:
    """Why these matters are one case: `case number 21/14877; title and referral`."""
    reasons = [f"case number {number}" for number in numbers[:1]]
    if any(not matter.numbers for matter in ordered) and len(ordered) > 1:
        meetings = {(matter.body, matter.day) for matter in ordered}
        reasons.append("title and referral" if len(meetings) > 1 else "title and meeting")
    several = any(matter.same for matter in ordered)
    return "; ".join(reasons) or ("documents of one meeting" if several else "one item")
