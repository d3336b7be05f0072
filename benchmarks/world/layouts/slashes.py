"""Brønderslev's web page as text: the first item is `Fraværende`, `Sagsforløb: ØK/BY`, `Til toppen`."""

from __future__ import annotations

from random import Random

from ..days import long
from ..features import Features
from ..values import Paper, Point
from .layout import Layout, coded, paragraphs

FEATURES = Features(
    family="Sagsforløb with slashes", suffix=".txt", way="slashes", way_often=1.0, case_numbers=False, party=False,
    end=False, members=False, summary=True, closed="Lukket: ",
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
    lines += ["Resume", "", f"Sagsforløb: {way}", "", *paragraphs([point.summary] if point.summary else [])]
    lines += ["Sagsfremstilling", "", *paragraphs(point.presentation)] if point.presentation else []
    lines += ["Økonomi", "", *paragraphs([point.economy])] if point.economy else []
    lines += ["Indstilling", "", *paragraphs([point.proposal])] if point.proposal else []
    lines += (
        ["Bilag", "", *(one.title + ("" if one.open else " (lukket bilag)") for one in point.enclosures), ""]
        if point.enclosures
        else []
    )
    if paper.minuted:
        lines += ["Beslutning", "", *paragraphs(point.decision)]
        lines += paragraphs([absence(paper)]) if paper.absent else []
    return [*lines, "Til toppen", ""]


def absence(paper: Paper) -> str:
    """`A og B var fraværende. Som stedfortræder for A deltog C.`"""
    *front, last = [one.name for one in paper.absent]
    text = f"{', '.join(front)} og {last} var fraværende." if front else f"{last} var fraværende."
    return " ".join(
        [text, *(f"Som stedfortræder for {a.name} deltog {a.substitute}." for a in paper.absent if a.substitute)]
    )


LAYOUT = Layout(FEATURES, write)
