"""København's pages: `Borgerrepræsentationens beslutning i mødet den …`, `For stemte: A`, `Tidligere beslutninger`."""

from __future__ import annotations

from random import Random

from ..days import long
from ..features import Features
from ..values import Paper, Point
from .layout import Layout, paragraphs, party

FEATURES = Features(
    family="council with votes", suffix=".txt", prior=True, members=False, closed="", substitutes=False,
    bodies=frozenset({"council", "economic"}), votes=True,
    tells_kind=True,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    lines = ["Søg", "", f"Gå ikke glip af vigtig Digital Post fra {paper.municipality}", ""]
    lines += [f"{paper.body.name}: {paper.kind}", ""]
    lines += [f"Mødedato: {paper.day:%d.%m.%Y}, kl. {paper.start}", f"Mødested: {paper.place}", ""]
    lines += (
        ["Fraværende med afbud:", "", *(line for one in paper.absent for line in (f"{party(one)}.", ""))]
        if paper.absent
        else []
    )
    for point in paper.points:
        lines += [*_point(paper, point), "Til top", ""]
    lines += [f"Mødet sluttede kl. {paper.end}."] if paper.end else []
    return "\n".join(lines) + "\n"


def _point(paper: Paper, point: Point) -> list[str]:
    lines = [f"Punkt {point.number}. {point.title}" + ("" if point.open else " (lukket sag)"), ""]
    if not point.open:
        return lines
    lines += [f"Sagsnr. {point.case_number}", ""] if point.case_number else []
    for heading, texts in (
        ("Sagsfremstilling", point.presentation),
        ("Økonomi", [point.economy]),
        ("Indstilling", [point.proposal]),
        (
            "Tidligere beslutninger",
            [f"{one.body.name} den {long(one.day)}: {one.text}" for one in point.prior if one.text],
        ),
    ):
        lines += [heading, "", *paragraphs(texts)] if any(texts) else []
    if paper.minuted:
        lines += [
            "Beslutning",
            "",
            f"{paper.body.name}s beslutning i mødet den {long(paper.day)}",
            "",
            *paragraphs(point.decision),
        ]
    shown = [f"{one.number}. {one.title}" + ("" if one.open else " (lukket bilag)") for one in point.enclosures]
    return lines + (["Bilag", "", *shown, ""] if shown else [])


LAYOUT = Layout(FEATURES, write)
