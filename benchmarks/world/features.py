"""What a layout prints, and what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Features:
    """What a layout prints.

    `way` says how a stated way is written (`codes`, `slashes`, `names`; empty: not at all), `prior` whether earlier
    bodies' decisions are, `journal` document numbers of attachments, `closed` what stands before a closed item's title,
    `spelled` whether the document spells out its own code.
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
