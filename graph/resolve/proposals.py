"""Proposals: ties that are too unsure to be made, for whoever knows better to decide."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from .grounds import CONFIDENCE, WORDS, Doubtful
from .joining import Group
from .ties import Tie


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two cases (their keys, in order) that may be one, why, and how sure that is (an xsd:decimal)."""

    one: str
    other: str
    basis: str
    confidence: str


def proposals(
    keyed: Mapping[str, Group], refused: Iterable[Tie], rivals: Iterable[Tie], faint: Iterable[Tie]
) -> tuple[Proposal, ...]:
    """The pairs of cases that something speaks for and something against; of several reasons the surest.

    ``keyed`` has each case's matters by its key; ``refused`` are ties that were not made because others fit as well,
    ``rivals`` those of two numbers, ``faint`` those of a title alone.
    """
    of: dict[str, list[str]] = defaultdict(list)
    for key, group in keyed.items():
        for matter in group.matters:
            of[matter.item].append(key)
    found: dict[tuple[str, str], Doubtful] = {}
    for one, other, why in (
        *_between(refused, of, "several_fit"),
        *_between(rivals, of, "two_numbers"),
        *_of_numbers(keyed, of),
        *_between(_nearest(faint, of), of, "title_alone"),
    ):
        pair = (min(one, other), max(one, other))
        if one != other and (pair not in found or CONFIDENCE[found[pair]] < CONFIDENCE[why]):
            found[pair] = why
    return tuple(Proposal(*pair, WORDS[why], CONFIDENCE[why]) for pair, why in sorted(found.items()))


def _nearest(ties: Iterable[Tie], of: Mapping[str, list[str]]) -> Iterator[Tie]:
    """The strongest tie of each case to another case."""
    best: dict[str, Tie] = {}
    for tie in sorted(ties, key=lambda tie: (-tie.strength, tie.one.item, tie.other.item)):
        if not set(of[tie.one.item]) & set(of[tie.other.item]):
            for case in of[tie.one.item]:
                best.setdefault(case, tie)
    yield from best.values()


def _between(ties: Iterable[Tie], of: Mapping[str, list[str]], why: Doubtful) -> Iterator[tuple[str, str, Doubtful]]:
    for tie in ties:
        yield from ((one, other, why) for one in of[tie.one.item] for other in of[tie.other.item])


def _of_numbers(keyed: Mapping[str, Group], of: Mapping[str, list[str]]) -> Iterator[tuple[str, str, Doubtful]]:
    """The cases that share a number, and those that share an item by its two numbers."""
    sharing: dict[str, list[str]] = defaultdict(list)
    for key, group in keyed.items():
        if group.shared and group.number:
            sharing[group.number].append(key)
    for keys in sharing.values():
        yield from ((one, other, "shared_number") for one, other in combinations(keys, 2))
    for keys in of.values():
        yield from ((one, other, "both_numbers") for one, other in combinations(keys, 2))
