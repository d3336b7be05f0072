"""The protocol of before 2013: `Møde nr. :`, members in two columns with an X for those who came, `J.nr.:`."""

from __future__ import annotations

from random import Random

from ..days import long, weekday
from ..features import Features
from ..grammar import first_up
from ..values import Named, Paper, Point
from .layout import Layout, coded, enclosure, section, signed

FEATURES = Features(
    family="members with marks", suffix=".txt", kinds=("beslutningsreferat",), way="dashes", between=" - ",
    journal=True, summary=True, through_the_year=True, closed="Lukket punkt: ", substitutes=False, spelled=True,
)  # fmt: skip
_WIDE, _MARK = 40, 7


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    kind = "Beslutningsreferat af ordinært møde" if paper.minuted else "Dagsorden til ordinært møde"
    time = f"kl. {_dot(paper.start)}" + (f" - {_dot(paper.end)}" if paper.end else "")
    lines = [paper.municipality, f"{paper.body.name} ({paper.body.code})", "", kind, ""]
    lines += [f"Møde nr.    : {paper.number}/{paper.day.year}"]
    lines += [f"Mødedag     : {first_up(weekday(paper.day))} d. {long(paper.day)}"]
    lines += [f"Mødetid     : {time}", f"Lokale      : {paper.place}", "", "", *_members(paper), "", ""]
    lines += [f"{'Sag':<7}{'Indhold':<66}Side", ""]
    for place, point in enumerate(paper.points):
        lines.append(f"{point.number:<7}{point.title:<66}{2 + place // 2}")
    for place, point in enumerate(paper.points):
        if place % 3 == 0:
            foot = f"{paper.municipality} - {paper.body.name} - {long(paper.day)}"
            lines += ["", f"{foot:<70}Side {2 + place // 3}", ""]
        lines += ["", *_point(paper, point)]
    return "\n".join(lines) + "\n"


def _dot(time: str) -> str:
    return time.replace(":", ".")


def _members(paper: Paper) -> list[str]:
    """Two columns, read across; who has no X was absent."""
    gone = {one.person for one in paper.absent}
    head = f"{'Medlem':<{_WIDE}}{'Mødt' if paper.minuted else '':<{_MARK}}"
    cells = [f"{_signed(one):<{_WIDE}}{'' if one.person in gone else 'X':<{_MARK}}" for one in paper.members]
    if not paper.minuted:
        return ["Medlemmer:", *(_signed(one) for one in paper.members)]
    rows = [f"{cells[at]}{cells[at + 1] if at + 1 < len(cells) else ''}".rstrip() for at in range(0, len(cells), 2)]
    return [f"{head}{head}".rstrip(), "", *rows]


def _signed(one: Named) -> str:
    return signed(one, comma=True)


def _point(paper: Paper, point: Point) -> list[str]:
    lines = [f"{point.number}  {point.title}", ""]
    if point.case_number:
        lines.append(f"J.nr.: {point.case_number}")
    if not point.open:
        return [*lines, ""]
    lines += [f"Sagsgang: {coded(point.way, ' - ')}"] if point.way else []
    lines += [""] if point.way or point.case_number else []
    lines += section("Resumé:", [point.summary]) + section("Sagsfremstilling:", point.presentation)
    lines += section("Økonomi:", [point.economy]) + section("Forvaltningens indstilling:", [point.proposal])
    lines += section("Beslutning:", point.decision)
    lines += ["Bilag:", *map(enclosure, point.enclosures), ""] if point.enclosures else []
    return lines


LAYOUT = Layout(FEATURES, write)
