"""Numbering: the matters that one case number brings together; one number at several matters of a meeting does not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from .joining import Group
from .likeness import Likeness
from .matters import Matter
from .numbers import number_key, one_form

SAME: Final = 0.6
"""How alike titles are whose numbers are forms of one, or that are one matter under a number that several share."""
OTHER: Final = 0.2
"""How alike, at most, the titles are of two matters of one meeting that share a number and nothing else."""


class Numbering:
    """The numbers of a municipality: in which form each counts, and which matters have it."""

    def __init__(self, matters: Sequence[Matter], likeness: Likeness) -> None:
        self._likeness = likeness
        having: dict[str, list[Matter]] = defaultdict(list)
        for matter in matters:
            for key in matter.keys:
                having[key].append(matter)
        self._forms = one_form(having, lambda one, other: self._alike(having[one], having[other]))
        self.matters = tuple(map(self._keyed, matters))

    def key(self, printed: str) -> str | None:
        """What a printed number is known by here."""
        key = number_key(printed)
        return self._forms.get(key, key) if key else None

    def groups(self) -> Iterator[Group]:
        """The matters of each number; of one that several share, the matters of like titles."""
        having: dict[str, list[Matter]] = defaultdict(list)
        for matter in self.matters:
            for key in matter.keys:
                having[key].append(matter)
        for number, group in having.items():
            parts = self._parts(group) if self._several(group) else [group]
            yield from (Group(part, number, len(parts) > 1) for part in parts)

    def _keyed(self, matter: Matter) -> Matter:
        """A matter with its numbers in the form that counts here."""
        keys = tuple(sorted({self._forms.get(key, key) for key in matter.keys}))
        return matter if keys == matter.keys else replace(matter, keys=keys)

    def _alike(self, some: Iterable[Matter], others: Iterable[Matter]) -> bool:
        """Whether a title of these is one of those."""
        titles = {matter.title for matter in others}
        return any(self._likeness(matter.title, title) >= SAME for matter in some for title in titles)

    def _several(self, group: Sequence[Matter]) -> bool:
        """Whether a meeting has the number at plainly different matters, none of them a part of another."""
        held: dict[tuple[str | None, str | None, str], list[Matter]] = defaultdict(list)
        for matter in group:
            held[matter.body, matter.day, matter.document].append(matter)
        return any(self._differ(*pair) for matters in held.values() for pair in combinations(matters, 2))

    def _differ(self, one: Matter, other: Matter) -> bool:
        parts = one.parent == other.item or other.parent == one.item
        return not parts and self._likeness(one.title, other.title) <= OTHER

    def _parts(self, group: Iterable[Matter]) -> list[list[Matter]]:
        """Matters of like titles, directly or over others."""
        parts: list[list[Matter]] = []
        for matter in group:
            near = [part for part in parts if self._alike([matter], part)]
            parts = [part for part in parts if part not in near]
            parts.append([*(each for part in near for each in part), matter])
        return parts
