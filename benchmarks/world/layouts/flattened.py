"""A protocol flattened by weak tools: a page a line that begins with its number, columns merged, digits lost."""

from __future__ import annotations

from random import Random

from ..days import long, weekday
from ..features import Features
from ..grammar import first_up
from ..values import Paper, Point
from .layout import Layout, coded, party, signed

FEATURES = Features(
    family="pages run together", suffix=".txt", way="codes", journal=True, start=False, end=False, substitutes=False,
    spelled=True, political=True,
    tells_kind=True,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    date = f"{first_up(weekday(paper.day))} den {long(paper.day)}"
    people = " ".join([*map(signed, paper.members), *map(party, paper.absent)])
    head = f"{paper.body.name} ({paper.body.code}) {paper.kind.upper()} Sted: {paper.place} Dato: {date}"
    pages = [f"{head} Start kl. : Slut kl. : Medlemmer: Fraværende: {people} {paper.municipality}"]
    contents = " ".join(f"{point.number}. {point.title}{3 + place}" for place, point in enumerate(paper.points))
    pages.append(f"Indholdsfortegnelse Side {contents} {paper.municipality}")
    pages += [f"{_point(paper, point)} {paper.municipality}" for point in paper.points]
    return "\n\n".join(f"{number} {page}" for number, page in enumerate(pages, 1)) + "\n"


def _point(paper: Paper, point: Point) -> str:
    words = [f"{point.number}. {point.title}", point.case_number or ""]
    if not point.open:
        return " ".join(filter(None, words))
    words += ["Åben sag", f"Sagsgang {coded(point.way, ', ')}" if point.way else ""]
    words += _section("Sagsfremstilling", point.presentation) + _section("Økonomiske konsekvenser", [point.economy])
    words += _section("Indstilling", [point.proposal])
    if point.enclosures:
        listed = (
            f"{'Åben' if one.open else 'Lukket'} {one.title} {one.journal or ''}".strip() for one in point.enclosures
        )
        words += ["Bilag:", *listed]
    if paper.minuted:
        words += [f"Beslutning i {paper.body.name} den", *point.decision]
    return " ".join(filter(None, words))


def _section(heading: str, texts: list[str]) -> list[str]:
    return [heading, *texts] if any(texts) else []


LAYOUT = Layout(FEATURES, write)
