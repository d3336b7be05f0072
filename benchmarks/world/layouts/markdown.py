"""The protocol as Markdown, as a converter gives it: `## **Direktionen**`, bold headings, tabs in the contents."""

from __future__ import annotations

from random import Random

from ..days import dashed, long, weekday
from ..features import Features
from ..grammar import first_up
from ..values import Enclosure, Paper, Point
from .layout import Layout, coded, instead, listed

FEATURES = Features(
    family="protocol in Markdown", suffix=".md", kinds=("referat", "beslutningsprotokol"), way="codes", prior=True,
    journal=True, spelled=True,
    tells_kind=True,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    lines = [
        f"## **{paper.body.name} ({paper.body.code})**",
        "",
        f"## **{paper.kind.upper()}**",
        "",
        f"Sted: {paper.place}",
        "",
    ]
    lines += [f"Dato: {first_up(weekday(paper.day))} den {long(paper.day)}", "", f"Start kl.: {paper.start}", ""]
    lines += [f"Slut kl.: {paper.end}", ""] if paper.end else []
    lines += [
        "Medlemmer: " + "  \n".join(listed(paper)),
        "",
        ("Fraværende: " + "  \n".join(instead(paper))).rstrip(),
        "",
    ]
    lines += [paper.municipality, "", "**Indholdsfortegnelse**", "", "\t<b>Side</b>"]
    page = 1
    for point in paper.points:
        page += rng.randint(0, 1)
        lines.append(f"{point.number}. {point.title}.....\t{page}")
    for point in paper.points:
        lines += ["", f"{rng.choice(('##', '###'))} **{point.number}. {point.title}**", "", *_point(rng, paper, point)]
    return "\n".join(lines) + "\n"


def _point(rng: Random, paper: Paper, point: Point) -> list[str]:
    level = rng.choice(("###", "####"))
    lines = [point.case_number, ""] if point.case_number else []
    if not point.open:
        return lines
    lines += ["Åben sag", ""]
    lines += [f"{level} **Sagsgang**", "", coded(point.way, " "), ""] if point.way else []
    for heading, texts in (
        ("Sagsfremstilling", point.presentation),
        ("Økonomiske konsekvenser", [point.economy]),
        ("Indstilling", [point.proposal]),
    ):
        lines += _section(level, heading, texts)
    lines += [f"{level} **Bilag:**", "", *map(_enclosure, point.enclosures), ""] if point.enclosures else []
    for one in point.prior:
        lines += _section(level, f"Beslutning i {one.body.name} den {dashed(one.day)}", [one.text])
    if paper.minuted:
        lines += _section(level, f"Beslutning i {paper.body.name} den {dashed(paper.day)}", point.decision or [""])
    return lines


def _section(level: str, heading: str, texts: list[str]) -> list[str]:
    told = [line for text in texts if text for line in (text, "")]
    return [f"{level} **{heading}**", "", *told] if told else []


def _enclosure(one: Enclosure) -> str:
    return f"{one.number}\t{'Åben' if one.open else 'Lukket'}\t{one.title}" + (
        f"\t{one.journal}" if one.journal else ""
    )


LAYOUT = Layout(FEATURES, write)
