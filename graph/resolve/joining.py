"""Joining: ties made one after another, the strongest first, as long as nothing speaks against them.

Two numbers are never joined, nor two items of one document. Ties of equal strength are made together, and none of them
where together they would join what must stay apart: so no order of matters plays a part.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from ..corrections import Correction
from .matters import Matter
from .ties import Tie

_STEP: Final = 0.02
"""Strengths nearer than this count as equal."""
_MARGIN: Final = 0.25
"""So much nearer than any other number must the number be that a matter without one is to have."""


@dataclass(slots=True)
class Group:
    """Matters that are one so far: their number, if it is told, the documents that have them and the ties made.

    ``shared``: the number is printed at other matters too, so that it does not name this one. ``joined`` are the
    corrections that made it one, ``also`` the numbers that they put to it.
    """

    matters: list[Matter]
    number: str | None = None
    shared: bool = False
    documents: set[str] = field(default_factory=set)
    ties: list[Tie] = field(default_factory=list)
    joined: list[Correction] = field(default_factory=list)
    also: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Joined:
    """Groups of matters, and the ties that were not made because others spoke against them."""

    groups: tuple[Group, ...]
    refused: tuple[Tie, ...]


class Joining:
    """Groups that grow; ``barred`` says which must not be one whatever speaks for it."""

    def __init__(self, groups: Iterable[Group], barred: Callable[[Iterable[Group]], bool] = lambda _: False) -> None:
        self._barred = barred
        self._groups = {id(group): group for group in groups}
        self._group: dict[str, Group] = {}
        self._refused: list[Tie] = []
        for group in self._groups.values():
            group.documents |= {matter.document for matter in group.matters}
            for matter in group.matters:
                self._group[matter.item] = group

    def join(self, ties: Iterable[Tie]) -> Joined:
        """The groups after all ties that can be made are made."""
        ordered = sorted(ties, key=lambda tie: (-_level(tie), tie.one.item, tie.other.item, tie.ground))
        self._refused += (contested := self._contested(ordered))
        doubtful = set(map(id, contested))
        for _, level in groupby((tie for tie in ordered if id(tie) not in doubtful), key=_level):
            self._make(list(level))
        return Joined(tuple(self._groups.values()), tuple(self._refused))

    def _make(self, ties: Sequence[Tie]) -> None:
        """Make ties of one strength; groups that they hold together become one, or stay as they are."""
        for together in self._components(ties):
            groups = {id(group): group for tie in together for group in self._ends(tie)}
            if apart(groups.values()) or self._barred(groups.values()):
                self._refused += together
            else:
                self._merge(list(groups.values()), together)

    def _contested(self, ties: Iterable[Tie]) -> list[Tie]:
        """Ties of a matter without a number to one of two numbers that are all but equally near."""
        nearest: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
        for tie in ties:
            for one, other in ((tie.one, tie.other), (tie.other, tie.one)):
                if not one.keys and other.keys:
                    nearest[one.item][other.keys[0]].append(tie)
        found: list[Tie] = []
        for numbers in nearest.values():
            strengths = sorted((max(tie.strength for tie in told) for told in numbers.values()), reverse=True)
            if len(strengths) > 1 and strengths[1] > strengths[0] - _MARGIN:
                found += (tie for told in numbers.values() for tie in told)
        return found

    def _components(self, ties: Iterable[Tie]) -> Iterator[list[Tie]]:
        """Ties that share groups, together; those within one group are left out."""
        root: dict[int, int] = {}

        def top(key: int) -> int:
            while root.setdefault(key, key) != key:
                root[key] = key = root[root[key]]
            return key

        loose = [tie for tie in ties if self._ends(tie)[0] is not self._ends(tie)[1]]
        for tie in loose:
            one, other = self._ends(tie)
            root[top(id(one))] = top(id(other))
        found: dict[int, list[Tie]] = {}
        for tie in loose:
            found.setdefault(top(id(self._ends(tie)[0])), []).append(tie)
        yield from found.values()

    def _ends(self, tie: Tie) -> tuple[Group, Group]:
        return self._group[tie.one.item], self._group[tie.other.item]

    def _merge(self, groups: Sequence[Group], ties: Iterable[Tie]) -> None:
        first, *others = groups
        for group in others:
            del self._groups[id(group)]
            first.matters += group.matters
            first.documents |= group.documents
            first.ties += group.ties
            first.joined += group.joined
            first.also |= group.also
            first.shared = first.shared or group.shared
            first.number = first.number or group.number
            for matter in group.matters:
                self._group[matter.item] = first
        first.ties += ties


def apart(groups: Iterable[Group]) -> bool:
    """Whether groups may not be one: two numbers, or two items of one document."""
    groups = list(groups)
    documents = [document for group in groups for document in group.documents]
    return sum(group.number is not None for group in groups) > 1 or len(documents) > len(set(documents))


def _level(tie: Tie) -> int:
    return round(tie.strength / _STEP)
