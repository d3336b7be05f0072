"""Rødovre's list of cases: `Formand X (A)`, `Beslutningskompetence: KB`, `Udvalget, 10. september 2019, pkt. 65: …`."""

from __future__ import annotations

from random import Random

from ..days import long
from ..features import Features
from ..grammar import first_up
from ..values import Named, Paper, Point
from .layout import Layout, numbered, paragraphs, party, section, titled

FEATURES = Features(
    family="numbered cases with competence", suffix=".txt", prior=True, journal=True, through_the_year=True,
    closed="LUKKET: ", competent=True,
    tells_kind=True,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    lines = [paper.municipality.upper(), "", paper.body.name, paper.kind.capitalize(), "", f"Møde nr.: {paper.number}"]
    end = f" - {paper.end.replace(':', '.')}" if paper.end else ""
    lines += [f"Mødested: {paper.place}", f"Mødedato: {paper.day:%d.%m.%Y}"]
    lines += [f"Mødetidspunkt: {paper.start.replace(':', '.')}{end}", ""]
    lines += [*([] if paper.body.political else ["Medlemmer:"]), *map(_member, paper.members), ""]
    for one in paper.absent:
        lines.append(f"Afbud: {party(one)}")
        lines += [
            f"I stedet deltog: {one.substitute} ({one.party})" if one.party else f"I stedet deltog: {one.substitute}"
        ] * bool(one.substitute)
    for place, point in enumerate(paper.points):
        lines += ["", f"Side {1 + place // 3}"] if place % 3 == 0 else []
        lines += ["", *_point(paper, point)]
    return "\n".join(lines) + "\n"


def _member(one: Named) -> str:
    if one.role in {"formand", "borgmester"}:
        return f"{first_up(one.role)} {party(one)}"
    return party(one) if one.party else titled(one)


def _point(paper: Paper, point: Point) -> list[str]:
    lines = [f"Sag nr. {point.number}", point.title]
    if not point.open:
        return lines
    lines += [f"Sagsnr.: {point.case_number}"] if point.case_number else []
    lines += [f"Beslutningskompetence: {point.competence.code}"] if point.competence else []
    earlier = [f"{one.body.name}, {long(one.day)}{numbered(one)}: {one.text}" for one in point.prior if one.text]
    lines += ["", "Tidligere behandling", *earlier] if earlier else []
    lines.append("")
    lines += section("Sagsfremstilling", point.presentation) + section("Økonomi", [point.economy])
    lines += section("Indstilling", [point.proposal])
    lines += ["Beslutning", *paragraphs(point.decision)] if point.decision else []
    shown = [
        f"{one.number} {'Åben' if one.open else 'Lukket'} {one.title} {one.journal or ''}".rstrip()
        for one in point.enclosures
    ]
    return lines + (["Bilag", *shown] if shown else [])


LAYOUT = Layout(FEATURES, write)
