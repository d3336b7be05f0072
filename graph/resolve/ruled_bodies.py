"""What a user's corrections say of bodies, in terms of the keys that their IRIs name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ..corrections import Correction
from .rulings import Rulings


class RuledBodies:
    """Which body each named body is when corrections are heard.

    ``instead`` leads keys that are given up to the key that stands for both, that of the register if one is there;
    ``corrected`` has the corrections (their IRIs) that made a body what it is, by its key.
    """

    def __init__(self, ruled: Rulings, of: Mapping[str, str], alone: Mapping[str, str], known: Collection[str]) -> None:
        """``of`` has the key of each named body by the rules, ``alone`` its key where a code counts for itself."""
        self.of = dict(of)
        self.instead: dict[str, str] = {}
        different = tuple(_ends(ruled.of("different", "body"), alone, {}))
        self._barred = [keys for _, keys in different]
        self.of |= {node: alone[node] for node, key in of.items() if {key, alone[node]} in self._barred}
        spelled = {alone[node]: key for node, key in self.of.items()}
        same = tuple(_ends(ruled.of("same", "body"), self.of, spelled))
        for _, keys in same:
            self._join(sorted({self._now(key) for key in keys}, key=lambda key: (key not in known, key)))
        self.instead = {old: self._now(old) for old in self.instead}
        self.of = {node: self._now(key) for node, key in self.of.items()}
        told: dict[str, set[str]] = defaultdict(set)
        for one, keys in (*same, *different):
            for key in keys:
                told[self._now(key)].add(one.node)
        self.corrected = {key: tuple(sorted(nodes)) for key, nodes in told.items()}

    def _join(self, keys: Sequence[str]) -> None:
        """Make two keys the first of them, unless a correction says that they are not the same."""
        if len(keys) == 2 and not any({self._now(key) for key in each} == set(keys) for each in self._barred):
            self.instead[keys[1]] = keys[0]

    def _now(self, key: str) -> str:
        while key in self.instead:
            key = self.instead[key]
        return key


def _ends(
    told: Iterable[Correction], of: Mapping[str, str], spelled: Mapping[str, str]
) -> Iterator[tuple[Correction, set[str]]]:
    """The keys that corrections are about, where both are held; ``spelled`` leads codes to what they stand for."""
    held = set(of.values())
    for one in told:
        named = (of.get(iri) or iri.rpartition("/body/")[2] for iri in one.about)
        keys = {key if key in held else spelled.get(key, "") for key in named}
        if len(keys) == 2 and "" not in keys:
            yield one, keys
