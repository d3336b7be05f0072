"""Syddjurs' PDF as a reader of columns gives it: `n/m`, page heads, labels apart from values, numbers last."""

from __future__ import annotations

from random import Random

from ..days import dashed, long, weekday
from ..features import Features
from ..grammar import first_up
from ..values import Paper, Point
from .layout import Layout, absence, enclosure, listed, party, wrapped

FEATURES = Features(
    family="PDF text in columns", suffix=".txt", prior=True, journal=True, end=False, summary=True,
    closed="Lukket punkt: ", through_the_year=True, spelled=True, competent=True, told_in_item=True,
    tells_kind=True,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    pages = 2 + (len(paper.points) + 1) // 2
    members = listed(paper, comma=True)
    torn = paper.day.day % 3 == 0
    cut = len(members) // 2 if torn else len(members)
    late = members[cut:] if torn else [party(one) for one in paper.absent]
    kind = paper.kind.capitalize()
    lines = [f"1/{pages}", "", kind, f"{paper.body.name} ({paper.body.code})", "Ordinært møde"]
    lines += [f"{first_up(weekday(paper.day))} den {long(paper.day)}", f"Kl. {paper.start}", paper.place, "Medlemmer"]
    lines += [*members[:cut], "", "Fraværende", "", *late, ""]
    lines += [*_head(paper, 2, pages), "Indhold", "Pkt.", "", "Side", ""]
    for place, point in enumerate(paper.points):
        head = f"{point.number}. {point.title} "
        lines.append(f"{head}{'.' * max(8, 96 - len(head))}{3 + place // 2}")
    for place, point in enumerate(paper.points):
        lines += ["", *(_head(paper, 3 + place // 2, pages) if place % 2 == 0 else [])]
        lines += _point(paper, point, first=place == 0)
    return "\n".join([*lines, "", paper.municipality, ""])


def _head(paper: Paper, page: int, pages: int) -> list[str]:
    head = f"{paper.kind.capitalize()} - {paper.body.name} ({paper.body.code})"
    return [f"{page}/{pages}", "", head, f"{long(paper.day)} - kl. {paper.start}", "", f"Side {page - 1}", ""]


def _point(paper: Paper, point: Point, first: bool) -> list[str]:
    lines = [f"{point.number}. {point.title}"]
    if not point.open:
        return lines
    told = [("Sags-id:", point.case_number), ("Afgøres i:", point.competence.name if point.competence else None)]
    labels = [label for label, value in told if value]
    lines += [*labels, "", *(value for _, value in told if value), ""] if labels else []
    for heading, texts in (
        ("Resumé", [point.summary]),
        ("Sagsfremstilling", point.presentation),
        ("Økonomi", [point.economy]),
        ("Indstilling", [point.proposal]),
        *((f"Beslutning i {one.body.name} den {dashed(one.day)}", [one.text]) for one in point.prior),
        (f"Beslutning i {paper.body.name} ({paper.body.code}) den {dashed(paper.day)}", _decided(paper, point, first)),
    ):
        lines += [heading, *(line for text in texts if text for line in wrapped(text, 100))] if any(texts) else []
    if point.enclosures and not all(one.journal for one in point.enclosures):
        lines += ["Bilag", *map(enclosure, point.enclosures)]
    elif point.enclosures:
        shown = [f"{one.number} {'Åben' if one.open else 'Lukket'} {one.title}" for one in point.enclosures]
        lines += ["Bilag", *shown, "", *(one.journal for one in point.enclosures if one.journal)]
    return lines


def _decided(paper: Paper, point: Point, first: bool) -> list[str]:
    """What was decided; under the first item also who stayed away, which the list of members may not tell."""
    away = absence(paper) if paper.absent else "Alle medlemmer var til stede."
    return [*point.decision, *([away] if first else [])] if paper.minuted else []


LAYOUT = Layout(FEATURES, write)
