"""Acadre's protocol: `Sted:`, `Medlemmer:`, contents with dots, and `Beslutning i X den DD-MM-YYYY` a body."""

from __future__ import annotations

from random import Random

from ..days import dashed, long, weekday
from ..features import Features
from ..grammar import first_up
from ..values import Paper, Point
from .layout import Layout, coded, columns, enclosure, instead, listed, paragraphs, section, table_of_contents

FEATURES = Features(
    family="protocol", suffix=".txt", kinds=("referat", "beslutningsprotokol"), way="codes", prior=True, kle=True,
    journal=True, spelled=True,
    tells_kind=True,
)  # fmt: skip
STAFF = Features(
    family="staff committee", suffix=".txt", way="codes", way_often=0.5, prior=True, journal=True, spelled=True,
    bodies=frozenset({"works"}),
    tells_kind=True,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole document; a staff committee's members stand in two columns."""
    lines = [f"{paper.body.name} ({paper.body.code})", "", paper.kind.upper(), ""]
    lines += [f"Sted:        {paper.place}", ""]
    lines += [f"Dato:        {first_up(weekday(paper.day))} den {long(paper.day)}", ""]
    lines += [f"Start kl.:   {paper.start}", ""]
    lines += [f"Slut kl.:    {paper.end}", ""] if paper.end else []
    members = columns(listed(paper)) if paper.body.kind == "works" else listed(paper)
    foot = ["", f"{'':50}{paper.municipality}", ""]
    lines += [*_under("Medlemmer:", members), "", *_under("Fraværende:", instead(paper)), *foot]
    lines += ["Indholdsfortegnelse", f"{'':69}Side", *table_of_contents(paper.points, rng), *foot]
    for point in paper.points:
        lines += _point(paper, point)
    return "\n".join(lines) + "\n"


def _under(label: str, entries: list[str]) -> list[str]:
    return [f"{label if not place else '':<13}{entry}".rstrip() for place, entry in enumerate(entries or [""])]


def _point(paper: Paper, point: Point) -> list[str]:
    lines = [f"{point.number}. {point.title}", ""]
    if numbers := "        ".join(one for one in (point.kle, point.case_number) if one):
        lines += [numbers, ""]
    if not point.open:
        return [*lines, ""]
    lines += ["Åben sag", ""]
    lines += [f"Sagsgang: {coded(point.way, ' ')}", ""] if point.way else []
    lines += section("Sagsfremstilling", point.presentation)
    lines += section("Økonomiske konsekvenser", [point.economy])
    lines += section("Indstilling", [point.proposal])
    lines += ["Bilag:", *map(enclosure, point.enclosures), ""] if point.enclosures else []
    for one in point.prior:
        lines += section(f"Beslutning i {one.body.name} den {dashed(one.day)}", [one.text])
    if paper.minuted:
        lines += [f"Beslutning i {paper.body.name} den {dashed(paper.day)}", *paragraphs(point.decision)]
    return [*lines, ""]


LAYOUT, STAFF_LAYOUT = Layout(FEATURES, write), Layout(STAFF, write)
