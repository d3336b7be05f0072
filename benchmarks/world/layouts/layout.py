"""What a layout is, and what several of them need."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from ..days import long
from ..features import Features
from ..grammar import first_up
from ..values import Body, Enclosure, Named, Paper, Point, Prior


@dataclass(frozen=True, slots=True)
class Layout:
    """How papers are printed: what is on them, and the text."""

    features: Features
    write: Callable[[Random, Paper], str]


def wrapped(text: str, width: int = 84) -> list[str]:
    """The lines of a paragraph."""
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def paragraphs(texts: Iterable[str], width: int = 84) -> list[str]:
    """Paragraphs with empty lines between them."""
    lines: list[str] = []
    for text in texts:
        if text:
            lines += [*wrapped(text, width), ""]
    return lines


def section(heading: str, texts: Iterable[str], width: int = 84) -> list[str]:
    """A heading with its paragraphs; nothing where there are none."""
    lines = paragraphs(texts, width)
    return [heading, *lines] if lines else []


def indented(texts: Iterable[str], margin: str, width: int = 78) -> list[str]:
    """Paragraphs that stand in from the margin."""
    return [f"{margin}{line}".rstrip() for line in paragraphs(texts, width)]


def signed(one: Named, comma: bool = False) -> str:
    """`Ida Toft (A) (formand)`, or `Ida Toft (A), formand`."""
    party = f" ({one.party})" if one.party else ""
    if not one.role or "(" in one.role:
        return f"{one.written}{party}"
    return f"{one.written}{party}, {one.role}" if comma else f"{one.written}{party} ({one.role})"


def titled(one: Named) -> str:
    """`Vejchef Ida Toft (formand)`."""
    role, _, chair = (one.role or "").partition(" (")
    name = f"{first_up(role)} {one.written}" if role else one.written
    return f"{name} ({chair}" if chair else name


def listed(paper: Paper, comma: bool = False) -> list[str]:
    """The lines of the members."""
    return [titled(one) if paper.body.kind in {"board", "works"} else signed(one, comma) for one in paper.members]


def party(one: Named) -> str:
    """`Ida Toft (A)`."""
    return f"{one.written} ({one.party})" if one.party else one.written


def coded(way: Sequence[Body | None], between: str) -> str:
    """`TMU ØK KB, høring, TMU`: the way in codes."""
    text = between.join("\0" if body is None else body.code for body in way)
    return text.replace(f"{between}\0{between}", ", høring, ").replace(f"{between}\0", ", høring")


def table_of_contents(points: Sequence[Point], rng: Random, width: int = 72) -> list[str]:
    """`1. Title ........ 3`."""
    lines, page = [], 1
    for point in points:
        page += rng.randint(0, 1)
        head = f"{point.number}. {point.title} "
        lines.append(f"{head}{'.' * max(3, width - len(head))} {page}")
    return lines


def enclosure(one: Enclosure, width: int = 68) -> str:
    """`1 Åben Oversigtskort      18873/22`."""
    head = f"{one.number} {'Åben' if one.open else 'Lukket'} {one.title}"
    return f"{head:<{width}} {one.journal}" if one.journal else head


def columns(entries: Sequence[str]) -> list[str]:
    """Entries in two columns, read down."""
    half = (len(entries) + 1) // 2
    width = max(map(len, entries[:half]), default=0) + 5
    right = [*entries[half:], *[""] * (2 * half - len(entries))]
    return [f"{a:<{width}}{b}".rstrip() for a, b in zip(entries[:half], right, strict=True)]


def numbered(one: Prior) -> str:
    """`, pkt. 65`, where the item's number is known."""
    return f", pkt. {one.number}" if one.number else ""


def whole_day(paper: Paper) -> str:
    """`11. juni 2024`."""
    return long(paper.day)


def absence(paper: Paper, deputies: bool = True) -> str:
    """`A og B var fraværende. Som stedfortræder for A deltog C.`"""
    *front, last = [one.written for one in paper.absent]
    text = f"{', '.join(front)} og {last} var fraværende." if front else f"{last} var fraværende."
    told = (f"Som stedfortræder for {a.written} deltog {a.substitute}." for a in paper.absent if a.substitute)
    return " ".join([text, *(told if deputies else ())])


def instead(paper: Paper) -> list[str]:
    """Lines of those absent, each followed by who was there instead."""
    lines = []
    for one in paper.absent:
        lines.append(party(one))
        if one.substitute:
            letter = f" ({one.party})" if one.party else ""
            lines.append(f"I stedet for {one.written} deltog {one.substitute}{letter}")
    return lines
