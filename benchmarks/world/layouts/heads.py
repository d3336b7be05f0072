"""Ballerup's protocol: page heads in the text, `Sagsnr.: Dok.nr.:`, `X-udvalgets beslutning den 04.12.2012 Punkt 2`."""

from __future__ import annotations

from random import Random

from ..days import long, weekday
from ..features import Features
from ..grammar import first_up
from ..values import Paper, Point
from .layout import Layout, listed, paragraphs, party, section

FEATURES = Features(
    family="page heads with numbers", suffix=".txt", kinds=("beslutningsprotokol",), prior=True, journal=True,
    summary=True, substitutes=False, competent=True, closed_enclosures=False,
    tells_kind=True,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    lines = [paper.municipality, "", paper.body.name, "", paper.kind.upper(), ""]
    lines += [f"{first_up(weekday(paper.day))}, den {long(paper.day)}, kl. {paper.start.replace(':', '.')}", ""]
    lines += [f"Mødested:      {paper.place}", "", *_under("Medlemmer:", listed(paper, comma=True)), ""]
    lines += [*_under("Afbud:", [party(one) for one in paper.absent]), ""] if paper.absent else []
    lines += [f"Mødet slut:    kl. {paper.end.replace(':', '.')}", ""] if paper.end else []
    lines += [
        *_head(paper, 2),
        "Punkter:",
        "",
        *(f"{point.number + '.':<4}{point.title}" for point in paper.points),
        "",
    ]
    page = 3
    for place, point in enumerate(paper.points):
        if place % 2 == 0:
            lines += _head(paper, page)
            page += 1
        lines += _point(rng, paper, point)
    return "\n".join(lines) + "\n"


def _under(label: str, entries: list[str]) -> list[str]:
    return [f"{label if not place else '':<15}{entry}".rstrip() for place, entry in enumerate(entries)]


def _head(paper: Paper, page: int) -> list[str]:
    return [paper.municipality, f"{paper.body.name} den {paper.day:%d.%m.%Y}{'':<32}Side {page}", ""]


def _point(rng: Random, paper: Paper, point: Point) -> list[str]:
    lines = [f"Punkt {point.number}", "", point.title, ""]
    document = f"Dok. nr.: {rng.randint(1000, 99999)}/{paper.day:%y}"
    lines += [f"{f'Sag nr.: {point.case_number}':<22} {document}", ""] if point.case_number else []
    if not point.open:
        return lines
    lines += ["Beslutningen træffes af", point.competence.name, ""] if point.competence else []
    for heading, texts in (
        ("Resume", [point.summary]),
        ("Sagsfremstilling", point.presentation),
        ("Økonomi", [point.economy]),
        ("Indstilling", [point.proposal]),
    ):
        lines += section(heading, texts, 80)
    shown = [f"{one.number}. {one.title}" + (f" ({one.journal})" if one.journal else "") for one in point.enclosures]
    lines += ["Bilag", *shown, ""] if shown else []
    for one in point.prior:
        number = f" Punkt {one.number}" if one.number else ""
        lines += section(f"{one.body.name}s beslutning den {one.day:%d.%m.%Y}{number}", [one.text], 80)
    if paper.minuted:
        lines += [
            f"{paper.body.name}s beslutning den {paper.day:%d.%m.%Y} Punkt {point.number}",
            *paragraphs(point.decision, 80),
        ]
    return lines


LAYOUT = Layout(FEATURES, write)
