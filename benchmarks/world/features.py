"""What a layout prints, and what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Features:
    """What a layout prints.

    `way` says how a stated way is written (`codes`, `dashes`, `slashes`, `via`; empty: not at all), `between` what
    stands between its codes, `prior` whether earlier bodies' decisions are printed, `journal` document numbers of
    attachments, `closed` what stands before a closed item's title, `spelled` whether the document spells out its own
    code, `bodies` the kinds of bodies that use it (none: all), `gathers` a title under which all cases stand as
    sub-items, `substitutes` whether those who came instead are told, `told_in_item` whether the first item tells them,
    `deputies_listed` whether the members' list does, `competent` whether the body that decides is named,
    `political` whether only elected bodies use it, `tells_kind` whether supplements and corrections say that they are.
    """

    family: str
    suffix: str
    kinds: tuple[str, ...] = ("referat",)
    way: str = ""
    way_often: float = 0.9
    prior: bool = False
    case_numbers: bool = True
    kle: bool = False
    journal: bool = False
    party: bool = True
    place: bool = True
    start: bool = True
    end: bool = True
    members: bool = True
    summary: bool = False
    through_the_year: bool = False
    closed: str = "Lukket sag: "
    spelled: bool = False
    between: str = " "
    bodies: frozenset[str] = frozenset()
    gathers: str = ""
    substitutes: bool = True
    competent: bool = False
    told_in_item: bool = False
    absent: bool = True
    closed_enclosures: bool = True
    votes: bool = False
    deputies_listed: bool = False
    political: bool = False
    tells_kind: bool = False
