"""Plans: the steps that documents announce for a case; whether they were kept is for queries to say, as of a day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..quads import slug
from .cases import Case
from .matters import Sent
from .rows import When
from .treatments import Treatment

Told: TypeAlias = tuple[str, Sent]
"""A referral with the day of the meeting whose document tells it ("" when that is not told)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An announced step of a case; ``key`` is the last part of its IRI, ``told`` are referrals."""

    key: str
    sender: str
    receiver: str
    when: When
    announced: str | None
    recommended: bool
    position: int
    told: tuple[str, ...]


def plans(case: Case, done: Sequence[Treatment]) -> tuple[Plan, ...]:
    """One plan for the same step on the same date, however many documents announce it.

    A step without a date is a new plan when it is announced again after the receiving body has had the case.
    """
    same: dict[tuple[str, str, When], list[Told]] = defaultdict(list)
    for matter in case.matters:
        for sent in matter.sent:
            if not sent.done:
                same[sent.sender, sent.receiver, sent.when].append((matter.day or "", sent))
    groups = (group for told in same.values() for group in _apart(sorted(told, key=_order), done))
    return tuple(sorted(map(_plan, groups), key=lambda plan: plan.key))


def _order(told: Told) -> tuple[str, str]:
    return told[0], told[1].node


def _apart(told: Sequence[Told], done: Sequence[Treatment]) -> Iterator[list[Told]]:
    """Announcements of one step, cut where the receiving body had the case in between."""
    group = [told[0]]
    for one in told[1:]:
        first, now, sent = group[0][0], one[0], one[1]
        if sent.when == When() and any(t.body == sent.receiver and first < t.day <= now for t in done):
            yield group
            group = []
        group.append(one)
    yield group


def _plan(told: Sequence[Told]) -> Plan:
    """One plan of its announcements, earliest first."""
    announced, first = told[0]
    when = first.when.day or first.when.edtf or f"after-{announced or 'unknown'}"
    return Plan(
        key=f"{first.sender}/{first.receiver}/{slug(when)}",
        sender=first.sender,
        receiver=first.receiver,
        when=first.when,
        announced=announced or None,
        recommended=any(sent.recommended for _, sent in told),
        position=first.position,
        told=tuple(sorted(sent.node for _, sent in told)),
    )
