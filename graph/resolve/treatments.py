"""Treatments: that a body had a case on a day; in order of time, with the hops from one to the next."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .cases import Case
from .matters import Matter


@dataclass(frozen=True, slots=True)
class Treatment:
    """``body`` had the case on ``day``; ``told`` are decisions, items or referrals, outcomes concepts."""

    body: str
    day: str
    told: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """The case went from one treatment to the next; ``carries`` are the referrals that foresaw it."""

    start: Treatment
    end: Treatment
    days: int
    carries: tuple[str, ...]


def treatments(case: Case) -> tuple[Treatment, ...]:
    """Every body and day that had the case, earliest first; of one day, the sending body before the receiving."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    outcomes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for matter in case.matters:
        for body, day, node, how in _told(matter):
            told[body, day].add(node)
            outcomes[body, day].update(how)
    for sent in (sent for matter in case.matters for sent in matter.sent):
        if sent.done and sent.when.day and (sent.receiver, sent.when.day) not in outcomes:
            told[sent.receiver, sent.when.day].add(sent.node)
    found = [Treatment(*key, tuple(sorted(nodes)), tuple(sorted(outcomes[key]))) for key, nodes in told.items()]
    return _in_order(found, _before(case))


def _told(matter: Matter) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """What a matter tells by its decisions, and by standing in the minutes of its own meeting."""
    for one in matter.decided:
        if one.day and one.treated:
            yield one.body, one.day, one.node, one.outcomes
    if matter.minuted and matter.body and matter.day and all(one.treated for one in matter.own):
        yield matter.body, matter.day, matter.item, ()


def _before(case: Case) -> frozenset[tuple[str, str]]:
    """Pairs of bodies of which the first has the case first: by referrals, routes and the order of decisions."""
    pairs: set[tuple[str, str]] = set()
    for matter in case.matters:
        pairs |= {(one.sender, one.receiver) for one in matter.sent}
        pairs |= set(pairwise(matter.route))
        pairs |= set(pairwise(one.body for one in matter.decided))
    return frozenset((one, other) for one, other in pairs if (other, one) not in pairs)


def _in_order(found: Sequence[Treatment], before: frozenset[tuple[str, str]]) -> tuple[Treatment, ...]:
    """By day; treatments of one day by how many others of that day come before them."""

    def key(one: Treatment) -> tuple[str, int, str]:
        earlier = [other for other in found if other.day == one.day and (other.body, one.body) in before]
        return one.day, len(earlier), one.body

    return tuple(sorted(found, key=key))


def hops(
    case: Case, ordered: Sequence[Treatment], foreseen: Iterable[tuple[str, Treatment, tuple[str, ...]]] = ()
) -> tuple[Hop, ...]:
    """The hops between consecutive treatments.

    ``foreseen`` are announced steps that were kept: the sender, the treatment that keeps it, the referrals.
    """
    carried: dict[tuple[str, Treatment], set[str]] = defaultdict(set)
    for sender, kept, told in foreseen:
        carried[sender, kept].update(told)
    known = {(one.body, one.day): one for one in ordered}
    for sent in (sent for matter in case.matters for sent in matter.sent):
        if sent.done and (end := known.get((sent.receiver, sent.when.day or ""))):
            carried[sent.sender, end].add(sent.node)
    return tuple(Hop(a, b, _days(a, b), tuple(sorted(carried[a.body, b]))) for a, b in pairwise(ordered))


def _days(start: Treatment, end: Treatment) -> int:
    return (date.fromisoformat(end.day) - date.fromisoformat(start.day)).days
