"""Cases: matters brought together by stated case number, else by ties of title and of what they say of each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from ..quads import slug
from .grounds import CONFIDENCE, WORDS, Ground
from .joining import Group, Joining
from .likeness import Likeness
from .matters import Matter
from .numbering import Numbering
from .proposals import Proposal, proposals
from .rows import order
from .ties import Ties

LATE: Final = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Case:
    """A case: ``key`` is the last part of its IRI, matters stand earliest first, ``basis`` says why they are one.

    ``grounds`` says of each matter (its item) why it is of the case, where there are several; ``confidence`` is that of
    the least sure of them, None where numbers alone bring them together. ``former`` are the other keys that the case
    could have had, of fewer documents or of another form of its number.
    """

    key: str
    title: str
    numbers: tuple[str, ...]
    matters: tuple[Matter, ...]
    basis: str
    routine: bool
    grounds: Mapping[str, Ground]
    confidence: str | None
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a municipality by key, and which of them may be one."""

    all: tuple[Case, ...]
    proposed: tuple[Proposal, ...]


def cases(matters: Iterable[Matter]) -> Cases:
    """Every matter in its case, or in several where it has several numbers."""
    matters = tuple(matters)
    likeness = Likeness(matter.title for matter in matters)
    numbering = Numbering(matters, likeness)
    bare = (Group([matter]) for matter in numbering.matters if not matter.keys)
    ties = Ties(numbering.matters, likeness)
    joined = Joining([*numbering.groups(), *bare]).join(ties.all())
    found = sorted(((_case(group, numbering), group) for group in joined.groups), key=lambda pair: pair[0].key)
    keyed = {case.key: group for case, group in found}
    proposed = proposals(keyed, joined.refused, ties.rivals(), ties.faint())
    return Cases(tuple(case for case, _ in found), proposed)


def item_key(item: str) -> str:
    """The key of a case without a number of its own whose earliest item this is: 16 hex digits."""
    return sha256(item.encode()).hexdigest()[:16]


def _case(group: Group, numbering: Numbering) -> Case:
    """One case of its matters; its title is that of the earliest."""
    ordered = tuple(sorted(group.matters, key=lambda matter: (matter.day or LATE, order(matter.item))))
    first = ordered[0]
    printed = {told for matter in ordered for told in matter.numbers if numbering.key(told) == group.number}
    key = group.number if group.number and not group.shared else item_key(first.item)
    grounds = _grounds(group) if len(ordered) > 1 else {}
    former = {item_key(item) for matter in ordered for item in matter.items} | set(map(slug, printed))
    former |= {group.number} if group.number else set()
    return Case(
        key=key,
        title=first.title,
        numbers=tuple(sorted(printed)),
        matters=ordered,
        basis=_basis(ordered, sorted(printed), grounds),
        routine=all(matter.routine for matter in ordered),
        grounds=grounds,
        confidence=min((CONFIDENCE[ground] for ground in grounds.values() if ground in CONFIDENCE), default=None),
        former=tuple(sorted(former - {key})),
    )


def _grounds(group: Group) -> dict[str, Ground]:
    """Why each matter is of the case: its number, else the strongest of its ties."""
    found: dict[str, Ground] = {matter.item: "number" for matter in group.matters if matter.keys}
    for tie in sorted(group.ties, key=lambda tie: (-tie.strength, tie.ground)):
        for matter in (tie.one, tie.other):
            found.setdefault(matter.item, tie.ground)
    return found


def _basis(ordered: Sequence[Matter], numbers: Sequence[str], grounds: Mapping[str, Ground]) -> str:
    """Why these matters are one case: `case number 21/14877; title and referral`."""
    reasons = [f"case number {number}" for number in numbers[:1]]
    used = {WORDS[ground] for ground in grounds.values() if ground != "number"}
    several = any(matter.same for matter in ordered)
    return "; ".join([*reasons, *sorted(used)]) or ("documents of one meeting" if several else "one item")
