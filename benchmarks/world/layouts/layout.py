"""What a layout is, and what several of them need."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from ..features import Features
from ..values import Body, Named, Paper, Point


@dataclass(frozen=True, slots=True)
class Layout:
    """How papers are printed: what is on them, and the bytes."""

    features: Features
    write: Callable[[Random, Paper], str]


def wrapped(text: str, width: int = 84) -> list[str]:
    """The lines of a paragraph."""
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def paragraphs(texts: Iterable[str], width: int = 84) -> list[str]:
    """Paragraphs with empty lines between them."""
    lines: list[str] = []
    for text in texts:
        lines += [*wrapped(text, width), ""]
    return lines


def signed(one: Named) -> str:
    """`Ida Toft (A) (formand)`."""
    party = f" ({one.party})" if one.party else ""
    return f"{one.written}{party}" + (f" ({one.role})" if one.role and "(" not in one.role else "")


def titled(one: Named) -> str:
    """`Vejchef Ida Toft (formand)`."""
    role, _, chair = (one.role or "").partition(" (")
    name = f"{role[:1].upper()}{role[1:]} {one.written}" if role else one.written
    return f"{name} ({chair}" if chair else name


def listed(paper: Paper) -> list[str]:
    """The lines of the members."""
    return [titled(one) if paper.body.kind in {"board", "works"} else signed(one) for one in paper.members]


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
