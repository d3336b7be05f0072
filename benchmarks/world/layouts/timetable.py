"""A board's timetable: `Tid  Punkt`, headings glued with asterisks, many decisions under one `Beslutning i … den`."""

from __future__ import annotations

from random import Random

from ..days import dashed
from ..features import Features
from ..values import Enclosure, Paper, Point
from .layout import Layout, paragraphs

FEATURES = Features(
    family="board's timetable", suffix=".txt", party=False, place=False, members=False,
    case_numbers=False, journal=True, closed="", bodies=frozenset({"board"}), gathers="Punkter til behandling",
    substitutes=False, absent=False,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole document."""
    lines: list[str] = []
    for point in paper.points:
        mark = "Åben sag" if point.open else "Lukket sag"
        lines += (
            [f"{point.title}*{mark}***Sagsgang**", "", paper.body.code, ""]
            if point.open
            else [f"{point.title}*{mark}*", ""]
        )
        if point.open:
            lines += _gathering(rng, paper, point) if point.under else _plain(paper, point)
    return "\n".join([f"{paper.body.name} i {paper.municipality}", "", *lines]) + "\n"


def _plain(paper: Paper, point: Point) -> list[str]:
    lines = ["Sagsfremstilling", "", *paragraphs(point.presentation or ["Fast punkt."])]
    return lines + (
        [f"Beslutning i {paper.body.name} den {dashed(paper.day)}", "", *paragraphs(point.decision)]
        if paper.minuted
        else []
    )


def _gathering(rng: Random, paper: Paper, point: Point) -> list[str]:
    """The timetable, then each matter again with what was decided."""
    lines = ["Sagsfremstilling", "", "Følgende er sat på programmet:", "", "Tid\tPunkt"]
    start, end = _minutes(paper.start), _minutes(paper.end or "12:00")
    step = max(5, (end - start) // (len(point.under) + 1) // 5 * 5)
    for place, each in enumerate(point.under):
        text = " ".join(each.presentation)
        told = f"<p>{each.title}</p> <p>{text}</p>" if rng.random() < 0.5 else f"{each.title} {text}"
        lines.append(f"{_clock(start + place * step)}\t{told}")
    lines += [f"{_clock(end)}\tMødet slutter", ""]
    lines += ["Indstilling", "", *paragraphs([point.proposal])] if point.proposal else []
    if paper.minuted:
        lines += [f"Beslutning i {paper.body.name} den {dashed(paper.day)}", ""]
        for each in point.under:
            lines += [f"- {each.title}", "", *paragraphs(each.decision)]
    return lines + (["Bilag:", "", *map(_enclosure, point.enclosures), ""] if point.enclosures else [])


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


def _clock(minutes: int) -> str:
    return f"{minutes // 60}.{minutes % 60:02}"


def _enclosure(one: Enclosure) -> str:
    if not one.journal:
        return f"{one.number} -\t{'Åben' if one.open else 'Lukket'}\t{one.title}\t()\t()"
    return f"{one.number} -\t{'Åben' if one.open else 'Lukket'}\t{one.title}\t({one.journal})\t(H)"


LAYOUT = Layout(FEATURES, write)
