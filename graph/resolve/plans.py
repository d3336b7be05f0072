"""Plans: the steps that documents announce for a case; whether they were kept is for queries to say, as of a day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..quads import slug
from .cases import Case
from .matters import Matter, Sent
from .rows import When
from .treatments import Treatment

Told: TypeAlias = tuple[Matter, Sent]
"""A referral with the matter that tells it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An announced step of a case; ``key`` is the last part of its IRI, ``told`` are referrals.

    ``onward`` are the bodies that the announcement itself names after the receiving one; ``basis`` and ``mention`` are
    those of the first referral that tells it.
    """

    key: str
    sender: str
    receiver: str
    when: When
    announced: str | None
    recommended: bool
    position: int
    told: tuple[str, ...]
    onward: frozenset[str] = frozenset()
    basis: str | None = None
    mention: str | None = None

    @property
    def first(self) -> str | None:
        """The first day of the time told."""
        return self.when.earliest or self.when.day

    @property
    def last(self) -> str | None:
        """The last day of the time told."""
        return self.when.latest or self.when.day


def plans(case: Case, done: Sequence[Treatment]) -> tuple[Plan, ...]:
    """One plan for the same step on the same date, however many documents announce it.

    A step without a date is a new plan when it is announced again after the receiving body has had the case.
    """
    same: dict[tuple[str, str, When], list[Told]] = defaultdict(list)
    for matter in case.matters:
        for sent in matter.sent:
            if not sent.done:
                same[sent.sender, sent.receiver, sent.when].append((matter, sent))
    groups = (group for told in same.values() for group in _apart(sorted(told, key=_order), done))
    return tuple(sorted(map(_plan, groups), key=lambda plan: plan.key))


def _order(told: Told) -> tuple[str, str]:
    return told[0].day or "", told[1].node


def _apart(told: Sequence[Told], done: Sequence[Treatment]) -> Iterator[list[Told]]:
    """Announcements of one step, cut where the receiving body had the case in between."""
    group = [told[0]]
    for one in told[1:]:
        first, now, sent = group[0][0].day or "", one[0].day or "", one[1]
        if sent.when == When() and any(t.body == sent.receiver and first < t.day <= now for t in done):
            yield group
            group = []
        group.append(one)
    yield group


def _plan(told: Sequence[Told]) -> Plan:
    """One plan of its announcements, earliest first."""
    announced, first = told[0][0].day, told[0][1]
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
        basis=first.basis,
        mention=first.mention,
        onward=frozenset(body for matter, sent in told for body in onward(matter, sent)),
    )


def onward(matter: Matter, sent: Sent) -> frozenset[str]:
    """The bodies that a matter names after the receiver of a referral: later in its route, or sent on to from there.

    In `DIR TMU ØK KB` ØK and KB come after the step from DIR to TMU.
    """
    route = matter.route
    steps = [place + 2 for place in range(len(route) - 1) if route[place : place + 2] == (sent.sender, sent.receiver)]
    later = set(route[steps[0] :]) if steps else after(matter, sent.receiver)
    return frozenset(later | _reached(sent.receiver, [one for one in matter.sent if one.position > sent.position]))


def after(matter: Matter, body: str) -> set[str]:
    """The bodies that a matter names after one."""
    route = matter.route
    later = set(route[route.index(body) + 1 :]) if body in route else set[str]()
    return later | _reached(body, matter.sent)


def _reached(body: str, sent: Sequence[Sent]) -> set[str]:
    """The bodies that referrals lead to from one, directly or over others."""
    found, left = set[str](), [body]
    while left:
        here = left.pop()
        new = {one.receiver for one in sent if one.sender == here} - found
        found |= new
        left += sorted(new)
    return found
