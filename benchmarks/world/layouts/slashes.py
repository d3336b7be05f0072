"""Brønderslev's web page as text: `Sagsforløb: ØK/BY`, who was absent under every item, `Til toppen`."""

from __future__ import annotations

from random import Random

from ..days import long
from ..features import Features
from ..values import Paper, Point
from .layout import Layout, absence, coded, paragraphs

FEATURES = Features(
    family="Sagsforløb with slashes", suffix=".txt", way="slashes", way_often=1.0, case_numbers=False, party=False,
    end=False, members=False, summary=True, closed="Lukket: ", between="/",
    told_in_item=True,
    tells_kind=True,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    lines = [f"{paper.body.name} - {paper.kind.capitalize()}", "", f"Dato: {long(paper.day)}", f"Lokale: {paper.place}"]
    lines += [f"Tidspunkt: Kl. {paper.start}", "", "Indholdsfortegnelse"]
    lines += [f"{point.number}. {point.title}" for point in paper.points] + [""]
    for point in paper.points:
        lines += _point(paper, point)
    return "\n".join([*lines, f"{paper.municipality}, Torvet 1", ""])


def _point(paper: Paper, point: Point) -> list[str]:
    lines = [f"{point.number}. {point.title}", ""]
    if not point.open:
        return [*lines, "Til toppen", ""]
    way = coded(point.way, "/") if point.way else paper.body.code
    lines += ["Resume", "", f"Sagsforløb: {way}", "", *paragraphs([point.summary])]
    for heading, texts in (
        ("Sagsfremstilling", point.presentation),
        ("Økonomi", [point.economy]),
        ("Indstilling", [point.proposal]),
    ):
        lines += [heading, "", *paragraphs(texts)] if any(texts) else []
    enclosures = [one.title + ("" if one.open else " (lukket bilag)") for one in point.enclosures]
    lines += ["Bilag", "", *enclosures, ""] if enclosures else []
    if paper.minuted:
        lines += [
            "Beslutning",
            "",
            *paragraphs(point.decision),
            *paragraphs([absence(paper, point is paper.points[0])] if paper.absent else []),
        ]
    return [*lines, "Til toppen", ""]


LAYOUT = Layout(FEATURES, write)
