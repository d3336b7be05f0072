"""An elders' or disability council in free form: `Til stede / Afbud / Referent`, `Ad 1`, `Referat:`, `Beslutning:`."""

from __future__ import annotations

from random import Random

from ..days import long, weekday
from ..features import Features
from ..grammar import first_up
from ..values import Paper, Point
from .layout import Layout, indented, signed

FEATURES = Features(
    family="free form", suffix=".txt", party=False, case_numbers=False, closed="Lukket punkt: ", end=False,
    bodies=frozenset({"advisory"}), substitutes=False, closed_enclosures=False,
)  # fmt: skip
_MARGIN = "      "


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    town = paper.municipality.removesuffix(" Kommune")
    kind = "mødereferat" if paper.minuted else "dagsorden"
    time = f"{first_up(weekday(paper.day))} den {long(paper.day)} kl. {paper.start.replace(':', '.')}"
    gone = {one.person for one in paper.absent}
    lines = [f"{town.upper()} KOMMUNES {paper.body.name.removesuffix('et').upper()}", ""]
    lines += [f"{paper.body.name} - {kind} nr. {paper.number}/{paper.day.year}", "", time, f"Sted: {paper.place}", ""]
    here = [f"    {signed(one, comma=True)}" for one in paper.members if one.person not in gone]
    lines += ["Til stede:" if paper.minuted else "Medlemmer:", *here, ""]
    lines += ["Afbud:", *(f"    {one.written}" for one in paper.absent), ""] if paper.absent else []
    for point in paper.points:
        lines += ["", f"Ad {point.number}  {point.title}", "", *_point(point)]
    return "\n".join(lines) + "\n"


def _point(point: Point) -> list[str]:
    if not point.open:
        return []
    lines: list[str] = []
    for label, texts in (
        ("Indstilling: ", [point.proposal]),
        ("Referat: ", point.presentation),
        ("Beslutning: ", point.decision),
    ):
        told = [text for text in texts if text]
        lines += indented([label + told[0], *told[1:]], _MARGIN) if told else []
    shown = [f"{_MARGIN}{one.title}" for one in point.enclosures]
    return lines + ([f"{_MARGIN}Bilag:", *shown, ""] if shown else [])


LAYOUT = Layout(FEATURES, write)
