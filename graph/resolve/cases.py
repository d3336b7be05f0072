"""Cases: matters brought together by stated case number, else by ties of title and of what they say of each other."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..corrections import Correction
from ..quads import slug
from .grounds import CONFIDENCE, WORDS, Ground
from .joining import Group, Joining
from .likeness import Likeness
from .matters import Matter
from .numbering import Numbering
from .numbers import item_key
from .proposals import Proposal, proposals
from .rows import order
from .ruled_cases import RuledCases
from .rulings import NONE, Rulings
from .ties import Ties

LATE: Final = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Case:
    """A case: ``key`` is the last part of its IRI, matters stand earliest first, ``basis`` says why they are one.

    ``grounds`` says of each matter (its item) why it is of the case, where there are several; ``confidence`` is that of
    the least sure of them, None where numbers alone bring them together. ``former`` are the other keys that the case
    could have had, of fewer documents or of another form of its number; ``corrected`` the corrections (their IRIs) that
    made it what it is.
    """

    key: str
    title: str
    numbers: tuple[str, ...]
    matters: tuple[Matter, ...]
    basis: str
    routine: bool
    grounds: Mapping[str, str]
    confidence: str | None
    former: tuple[str, ...]
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a municipality by key, and which of them may be one."""

    all: tuple[Case, ...]
    proposed: tuple[Proposal, ...]


def cases(matters: Iterable[Matter], municipality: str = "", ruled: Rulings = NONE) -> Cases:
    """Every matter in its case, or in several where it has several numbers; corrections go before every rule."""
    matters = tuple(matters)
    likeness = Likeness(matter.title for matter in matters)
    numbering = Numbering(matters, likeness)
    bare = (Group([matter]) for matter in numbering.matters if not matter.keys)
    ties = Ties(numbering.matters, likeness)
    said = RuledCases(ruled, numbering, municipality)
    joined = Joining(said.groups([*numbering.groups(), *bare]), said.apart).join(ties.all())
    cased = ((_case(group, numbering, said.of(group)), group) for group in joined.groups)
    found = sorted(cased, key=lambda pair: pair[0].key)
    keyed = {case.key: group for case, group in found}
    proposed = proposals(keyed, joined.refused, ties.rivals(), ties.faint())
    unsettled = (each for each in proposed if not said.apart([keyed[each.one], keyed[each.other]]))
    return Cases(tuple(_without(case, keyed) for case, _ in found), tuple(unsettled))


def _without(case: Case, current: Collection[str]) -> Case:
    """A case without former keys that are another's now."""
    former = tuple(key for key in case.former if key not in current)
    return case if former == case.former else replace(case, former=former)


def _case(group: Group, numbering: Numbering, corrected: Sequence[Correction]) -> Case:
    """One case of its matters; its title is that of the earliest."""
    ordered = tuple(sorted(group.matters, key=lambda matter: (matter.day or LATE, order(matter.item))))
    first = ordered[0]
    numbers = {group.number, *group.also} - {None}
    printed = {told for matter in ordered for told in matter.numbers if numbering.key(told) in numbers}
    key = group.number if group.number and not group.shared else item_key(first.item)
    grounds = _grounds(group) if len(ordered) > 1 else {}
    former = {item_key(item) for matter in ordered for item in matter.items} | set(map(slug, printed))
    former |= {number for number in numbers if number}
    return Case(
        key=key,
        title=first.title,
        numbers=tuple(sorted(printed)),
        matters=ordered,
        basis="; ".join([_basis(ordered, sorted(printed), grounds), *sorted({one.basis for one in corrected})]),
        routine=all(matter.routine for matter in ordered),
        grounds=_told(ordered, grounds, group.joined),
        confidence=min((CONFIDENCE[ground] for ground in grounds.values() if ground in CONFIDENCE), default=None),
        former=tuple(sorted(former - {key})),
        corrected=tuple(one.node for one in corrected),
    )


def _told(ordered: Sequence[Matter], grounds: Mapping[str, Ground], joined: Iterable[Correction]) -> dict[str, str]:
    """Why each matter (its item) is of the case, in words: by a correction where no rule says so."""
    words = "; ".join(sorted({one.basis for one in joined}))
    found = {item: WORDS[ground] for item, ground in grounds.items()}
    return ({matter.item: words for matter in ordered} if words else {}) | found


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
