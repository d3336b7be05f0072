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

    ``onward`` are the bodies that the announcement itself names after the receiving one, ``way`` those that it names
    from its own body (``teller``) to the sender; ``basis`` and ``mention`` are those of the first referral.
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
    teller: str | None = None
    way: frozenset[str] = frozenset()

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

    A step without a date is a new plan when it is announced again after the receiving body has had the case, or after
    the sender has had it and another body since.
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
    """Announcements of one step, cut where what was announced without a date is over before it is announced again."""
    group = [told[0]]
    for one in told[1:]:
        since, now, sent = group[0][0].day or "", one[0].day or "", one[1]
        if sent.when == When() and _is_over(sent, [each for each in done if since <= each.day <= now], since):
            yield group
            group = []
        group.append(one)
    yield group


def _is_over(sent: Sent, done: Sequence[Treatment], since: str) -> bool:
    """Whether the receiver has had the case after a day, or the sender has and, on a later day, another body."""
    left = min((each.day for each in done if each.body == sent.sender), default=None)
    return any(
        each.day > since if each.body == sent.receiver else left is not None and each.day > left
        for each in done
        if each.body != sent.sender
    )


def _plan(told: Sequence[Told]) -> Plan:
    """One plan of its announcements, earliest first."""
    announced, first = told[0][0].day, told[0][1]
    earliest = [one for one in told if one[0].day == announced]
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
        onward=frozenset(body for matter, sent in earliest for body in onward(matter, sent)),
        teller=told[0][0].body,
        way=frozenset(body for matter, sent in earliest for body in way(matter, sent)),
    )


def onward(matter: Matter, sent: Sent) -> frozenset[str]:
    """The bodies that a matter names after the receiver of a referral: later in its route, or sent on to from there.

    In `DIR TMU ØK KB` ØK and KB come after the step from DIR to TMU. Of a body that it names before and after the step,
    as TMU in `DIR TMU ØK TMU`, the nearer place counts.
    """
    route = matter.route
    steps = [place + 2 for place in range(len(route) - 1) if route[place : place + 2] == (sent.sender, sent.receiver)]
    later = set(route[steps[0] :]) if steps else after(matter, sent.receiver)
    ahead = _reached(sent.receiver, [one for one in matter.sent if one.position > sent.position])
    behind = {body: _distance(body, sent.sender, _besides(matter, sent)) for body in way(matter, sent)}
    return frozenset(
        body
        for body in later | set(ahead)
        if body not in behind or _distance(sent.receiver, body, matter.sent) <= behind[body]
    )


def way(matter: Matter, sent: Sent) -> frozenset[str]:
    """The bodies that a matter names from its own body, that included, to the sender of a referral.

    In DIR's `DIR TMU ØK KB` DIR and TMU are on the way to the step from ØK to KB.
    """
    others = _besides(matter, sent)
    ahead = _reached(matter.body, others) if matter.body else {}
    found = {matter.body, *ahead} if matter.body and sent.sender in ahead else set[str]()
    return frozenset(body for body in found - {sent.sender} if body and sent.sender in _reached(body, others))


def after(matter: Matter, body: str) -> set[str]:
    """The bodies that a matter names after one."""
    route = matter.route
    later = set(route[route.index(body) + 1 :]) if body in route else set[str]()
    return later | set(_reached(body, matter.sent))


def _besides(matter: Matter, sent: Sent) -> list[Sent]:
    """The referrals of a matter without those of one step."""
    return [one for one in matter.sent if (one.sender, one.receiver) != (sent.sender, sent.receiver)]


def _distance(start: str, end: str, sent: Sequence[Sent]) -> int:
    """How many referrals lead from a body to another; more than there are when none do."""
    return _reached(start, sent).get(end, len(sent) + 1)


def _reached(body: str, sent: Sequence[Sent]) -> dict[str, int]:
    """The bodies that referrals lead to from one, directly or over others, with how many lead there."""
    found, left, steps = dict[str, int](), {body}, 0
    while left:
        steps += 1
        left = {one.receiver for one in sent if one.sender in left} - set(found)
        found |= dict.fromkeys(left, steps)
    return found
