"""Matters: the items that a case can have, each with its meeting, decisions and referrals in terms of bodies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from ...ontology import SAG
from .authority import first_records
from .meetings import Meetings
from .numbers import number_key
from .rows import Decision, Item, Record, Referral, Stated, Step, When, order
from .titles import is_routine

NOT_TREATED: Final = str(SAG["outcome-not_treated"])
STATED: Final = str(SAG["basis-stated"])
POSTPONED: Final = str(SAG["outcome-postponed"])


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision told under a matter: by which body, on which day, with which outcomes."""

    node: str
    body: str
    day: str | None
    outcomes: tuple[str, ...]

    @property
    def treated(self) -> bool:
        """Whether the body had the matter at all."""
        return NOT_TREATED not in self.outcomes


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral told under a matter, from body to body."""

    node: str
    sender: str
    receiver: str
    when: When
    recommended: bool
    done: bool
    position: int
    basis: str | None = None
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """An item that is a matter of its own; ``body`` and ``day`` are of its own meeting.

    ``minuted``: the document tells what that meeting did, not only what it is to do. ``same`` are the items of less
    authoritative documents of the meeting that are this one. ``keys`` are its case numbers, whatever their form;
    ``parent`` is the item or record that its item is part of.
    """

    item: str
    document: str
    body: str | None
    day: str | None
    minuted: bool
    title: str
    routine: bool
    numbers: tuple[str, ...]
    decided: tuple[Decided, ...]
    sent: tuple[Sent, ...]
    route: tuple[str, ...]
    stated: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    parent: str = ""

    @property
    def items(self) -> tuple[str, ...]:
        """All items that tell of it, the most authoritative first."""
        return (self.item, *self.same)

    @property
    def own(self) -> tuple[Decided, ...]:
        """The decisions of the matter's own meeting."""
        return tuple(one for one in self.decided if (one.body, one.day) == (self.body, self.day))


def matters(stated: Stated, of: Mapping[str, str], met: Meetings) -> tuple[Matter, ...]:
    """The leaves of the agendas, and other items that are referred or have a case number; ``of`` names the bodies.

    An item that several documents of one meeting have is one matter, if it is one in the most authoritative of them.
    """
    records = first_records(stated)
    parents = {item.parent for item in stated.items}
    decisions, referrals, steps = _by_item(stated.decisions), _by_item(stated.referrals), _by_item(stated.steps)
    groups: dict[str, list[Matter]] = {}
    for item in sorted(stated.items, key=lambda item: met.authority[item.document]):
        leader = met.leading[item.node]
        own = item.node not in parents or item.numbers or item.node in referrals
        if leader in groups or (own and leader == item.node):
            told = (decisions.get(item.node, ()), referrals.get(item.node, ()), steps.get(item.node, ()))
            minuted = met.authority[item.document].minuted
            matter = _matter(item, records.get(item.document), minuted, of, *told)
            groups.setdefault(leader, []).append(matter)
    return tuple(sorted(map(_one, groups.values()), key=lambda matter: order(matter.item)))


def _one(group: Sequence[Matter]) -> Matter:
    """One matter of its items, the most authoritative first: what that one does not tell is as the next one tells it.

    An agenda tells nothing of what its own meeting decided.
    """
    first, *others = group
    if not others:
        return first
    decided = list(first.decided)
    for matter in others:
        known = {(one.body, one.day) for one in decided}
        told = (one for one in matter.decided if (one.body, one.day) not in known)
        decided += [one for one in told if matter.minuted or (one.body, one.day) != (matter.body, matter.day)]
    return replace(
        first,
        numbers=next((matter.numbers for matter in group if matter.numbers), ()),
        keys=next((matter.keys for matter in group if matter.keys), ()),
        decided=tuple(decided),
        sent=next((matter.sent for matter in group if matter.sent), ()),
        route=next((matter.route for matter in group if matter.route), ()),
        stated=next((matter.stated for matter in group if matter.stated), ()),
        same=tuple(matter.item for matter in others),
    )


def _matter(
    item: Item,
    record: Record | None,
    minuted: bool,
    of: Mapping[str, str],
    decisions: Iterable[Decision],
    referrals: Iterable[Referral],
    steps: Iterable[Step],
) -> Matter:
    """One item with what is told under it."""
    body = of.get(record.body) if record and record.body else None
    day = record.day if record else None
    steps = sorted(steps, key=lambda step: (step.position, step.body, step.basis))
    return Matter(
        *(item.node, item.document, body, day, minuted, item.title, is_routine(item.title)),
        numbers=tuple(dict.fromkeys(" ".join(number.split()) for number in item.numbers if number_key(number))),
        decided=tuple(_decided(one, body, day, of) for one in decisions if one.body in of),
        sent=tuple(_sent(one, of) for one in referrals if one.sender in of and one.receiver in of),
        route=tuple(of[body] for _, body in dict.fromkeys((step.position, step.body) for step in steps) if body in of),
        stated=tuple(of[body] for _, body in dict.fromkeys(_stated(steps)) if body in of),
        keys=tuple(sorted({key for number in item.numbers if (key := number_key(number))})),
        parent=item.parent,
    )


def _stated(steps: Iterable[Step]) -> Iterator[tuple[int, str]]:
    return ((step.position, step.body) for step in steps if step.basis == STATED)


def _decided(decision: Decision, body: str | None, day: str | None, of: Mapping[str, str]) -> Decided:
    """A decision of the document's own body without a day is of its own meeting."""
    whose = of[decision.body]
    return Decided(decision.node, whose, decision.day or (day if whose == body else None), decision.outcomes)


def _sent(one: Referral, of: Mapping[str, str]) -> Sent:
    ends = (of[one.sender], of[one.receiver])
    return Sent(one.node, *ends, one.when, one.recommended, one.done, one.position, one.basis, one.mention)


T = TypeVar("T", Decision, Referral, Step)


def _by_item(rows: Iterable[T]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(row.item, []).append(row)
    return {item: tuple(rows) for item, rows in found.items()}
