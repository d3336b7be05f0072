"""Stevns' minutes: `X indstiller til KB via DIR og ØU, at`, upper-case headings, `Til stede` and `Ikke til stede`."""

from __future__ import annotations

import re
from random import Random

from ..days import long, weekday
from ..features import Features
from ..values import Paper, Point
from .layout import Layout, listed, paragraphs, party

FEATURES = Features(
    family="route in the recommendation", suffix=".txt", kinds=("beslutningsreferat",), way="via", way_often=0.8,
    closed="Lukket punkt: ", end=False, spelled=True, deputies_listed=True,
    tells_kind=True,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    when = f"{weekday(paper.day)} den {long(paper.day)} kl. {paper.start.replace(':', '.')}"
    lines = [paper.municipality, "", paper.kind.upper(), "", f"{paper.body.name} ({paper.body.code}), møde {when}"]
    gone = {one.person for one in paper.absent}
    here = [text for one, text in zip(paper.members, listed(paper), strict=True) if one.person not in gone]
    here += [f"{one.substitute} ({one.party}) - suppleant for {one.written}" for one in paper.absent if one.substitute]
    lines += [f"Sted: {paper.place}", "", "Til stede:", *here, ""]
    lines += ["Ikke til stede:", *map(party, paper.absent), ""] if paper.absent else []
    lines += ["", "INDHOLD", *(f"Pkt. {point.number} {point.title}" for point in paper.points), ""]
    for point in paper.points:
        lines += ["", f"Pkt. {point.number}", point.title, *_point(point)]
    return "\n".join(lines) + "\n"


def _point(point: Point) -> list[str]:
    if not point.open:
        return [""]
    lines = [f"Sagsid.: {point.case_number}", ""] if point.case_number else [""]
    for heading, texts in (
        ("BAGGRUND", [*point.presentation, point.economy]),
        ("INDSTILLING", [_sent(point)]),
        ("BESLUTNING", point.decision),
    ):
        lines += [heading, *paragraphs(texts)] if any(texts) else []
    shown = [f"{one.number} {one.title}" + ("" if one.open else " (lukket bilag)") for one in point.enclosures]
    return lines + (["BILAG", *shown, ""] if shown else [])


def _sent(point: Point) -> str:
    """The recommendation with the way in it."""
    codes = [body.code for body in point.way if body]
    if not codes:
        return point.proposal
    *before, last = codes
    front = f"{', '.join(before[:-1])} og {before[-1]}" if len(before) > 1 else before[0]
    return re.sub(r" (?:indstiller|foreslår), at", f" indstiller til {last} via {front}, at", point.proposal, count=1)


LAYOUT = Layout(FEATURES, write)
