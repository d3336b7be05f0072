"""Acadre's protocol: `Sted:`, `Medlemmer:`, contents with dots, and `Beslutning i X den DD-MM-YYYY` a body."""

from __future__ import annotations

from random import Random

from ..days import dashed, long, weekday
from ..features import Features
from ..grammar import first_up
from ..values import Paper, Point
from .layout import Layout, coded, listed, paragraphs, signed, table_of_contents, wrapped

FEATURES = Features(
    family="protocol", suffix=".txt", kinds=("referat", "beslutningsprotokol"), way="codes", prior=True, journal=True,
    closed="Lukket sag: ", spelled=True,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    lines = [f"{paper.body.name} ({paper.body.code})", "", paper.kind.upper(), ""]
    lines += [f"Sted:        {paper.place}", ""]
    lines += [f"Dato:        {first_up(weekday(paper.day))} den {long(paper.day)}", ""]
    lines += [f"Start kl.:   {paper.start}", ""]
    lines += [f"Slut kl.:    {paper.end}", ""] if paper.end else []
    lines += [*_under("Medlemmer:", listed(paper)), ""]
    lines += [*_under("Fraværende:", _absent(paper)), "", f"{'':50}{paper.municipality}", ""]
    lines += [
        "Indholdsfortegnelse",
        f"{'':69}Side",
        *table_of_contents(paper.points, rng),
        "",
        f"{'':50}{paper.municipality}",
        "",
    ]
    for point in paper.points:
        lines += _point(paper, point)
    return "\n".join(lines) + "\n"


def _under(label: str, entries: list[str]) -> list[str]:
    return [f"{label if not place else '':<13}{entry}".rstrip() for place, entry in enumerate(entries or [""])]


def _absent(paper: Paper) -> list[str]:
    lines = []
    for one in paper.absent:
        lines.append(signed(one))
        if one.substitute:
            lines.append(f"I stedet for {one.name} deltog {one.substitute}" + (f" ({one.party})" if one.party else ""))
    return lines


def _point(paper: Paper, point: Point) -> list[str]:
    lines = [f"{point.number}. {point.title}", ""]
    if numbers := "        ".join(one for one in (point.kle, point.case_number) if one):
        lines += [numbers, ""]
    if not point.open:
        return [*lines, ""]
    lines += ["Åben sag", ""]
    lines += [f"Sagsgang: {coded(point.way, ' ')}", ""] if point.way else []
    lines += ["Sagsfremstilling", *paragraphs(point.presentation)] if point.presentation else []
    lines += ["Økonomiske konsekvenser", *wrapped(point.economy), ""] if point.economy else []
    lines += ["Indstilling", *wrapped(point.proposal), ""] if point.proposal else []
    lines += (
        ["Bilag:", *(_enclosure(one.number, one.open, one.title, one.journal) for one in point.enclosures), ""]
        if point.enclosures
        else []
    )
    for one in point.prior:
        lines += [f"Beslutning i {one.body.name} den {dashed(one.day)}", *wrapped(one.text), ""] if one.text else []
    if paper.minuted:
        lines += [f"Beslutning i {paper.body.name} den {dashed(paper.day)}", *paragraphs(point.decision)]
    return [*lines, ""]


def _enclosure(number: str, is_open: bool, title: str, journal: str | None) -> str:
    head = f"{number} {'Åben' if is_open else 'Lukket'} {title}"
    return f"{head:<68} {journal}" if journal else head


LAYOUT = Layout(FEATURES, write)
