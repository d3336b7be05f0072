"""Flow step by step: columns are first, second, third treatment; a body may stand in several, so nothing goes round."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from .palette import CANVAS, INK, MUTED, hue, hue_class
from .svg import Element, element, picture

WIDTH: Final = 960.0
HEIGHT: Final = 250.0
TOP: Final = 28.0
GAP: Final = 16.0
THICKEST: Final = 22.0
BAR: Final = 12.0
MOST: Final = 8
STEPS: Final = 6
OTHERS: Final = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A body's key, short name and colour."""

    key: str
    code: str
    hue: int


@dataclass(frozen=True, slots=True)
class Node:
    """A body in a column: its top and height, how many cases."""

    column: int
    key: str
    top: float
    height: float
    count: int


def flow(key: str, title: str, bodies: Sequence[Body], variants: Mapping[tuple[str, ...], int]) -> Markup:
    """Draw how many cases went which way; bodies that are few are folded into `Øvrige`."""
    known = {body.key: body for body in bodies}
    folded = _folded(variants)
    nodes = _nodes(folded)
    ties = Counter[tuple[int, str, str]]()
    for way, count in folded.items():
        ties.update({(step, one, other): count for step, (one, other) in enumerate(pairwise(way))})
    across = _across(max(len(way) for way in folded))
    scale = next(iter(nodes.values())).height / next(iter(nodes.values())).count
    height = max(node.top + node.height for node in nodes.values()) + 12
    drawn = (
        *_heads(across, max(len(way) for way in folded)),
        *_ties(ties, nodes, across, scale, known),
        *(_bar(node, across, known) for node in nodes.values()),
    )
    said = "; ".join(f"{_names(way, known)}: {count}" for way, count in folded.most_common(12))
    return picture(key, title, said, (WIDTH, height), *drawn)


def _folded(variants: Mapping[tuple[str, ...], int]) -> Counter[tuple[str, ...]]:
    """The ways with rare bodies folded, and cut after the last column."""
    seen = Counter[str]()
    for way, count in variants.items():
        seen.update(dict.fromkeys(way, count))
    ordered = sorted(seen, key=lambda key: (-seen[key], key))
    keep = set(ordered if len(ordered) <= MOST + 1 else ordered[:MOST])
    folded = Counter[tuple[str, ...]]()
    for way, count in variants.items():
        folded[tuple(key if key in keep else OTHERS for key in way[:STEPS])] += count
    return folded


def _across(columns: int) -> float:
    """Units from column to column."""
    return (WIDTH - 110) / max(columns - 1, 3)


def _nodes(folded: Mapping[tuple[str, ...], int]) -> dict[tuple[int, str], Node]:
    """Stack each column's bodies, the largest first, all columns to one scale."""
    counts = Counter[tuple[int, str]]()
    for way, count in folded.items():
        counts.update(dict.fromkeys(enumerate(way), count))
    order = sorted(counts, key=lambda each: (each[0], each[1] == OTHERS, -counts[each], each[1]))
    first = [each for each in order if each[0] == 0]
    fullest = max(sum(n for (c, _), n in counts.items() if c == column) for column, _ in counts)
    scale = min(max(HEIGHT - GAP * len(first), HEIGHT / 2) / fullest, THICKEST)
    nodes: dict[tuple[int, str], Node] = {}
    tops = Counter[int]()
    for column, key in order:
        count = counts[column, key]
        height = count * scale
        top = TOP + tops[column]
        nodes[column, key] = Node(column, key, top, height, count)
        tops[column] += int(max(height, 3.0) + GAP)
    return nodes


def _ties(
    ties: Mapping[tuple[int, str, str], int],
    nodes: Mapping[tuple[int, str], Node],
    across: float,
    scale: float,
    known: Mapping[str, Body],
) -> Iterator[Element]:
    """One ribbon a tie, stacked at both its ends from the top."""
    left, right = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    order = sorted(ties, key=lambda t: (t[0], nodes[t[0], t[1]].top, nodes[t[0] + 1, t[2]].top))
    for step, one, other in order:
        count = ties[step, one, other]
        start, end = nodes[step, one], nodes[step + 1, other]
        y1 = start.top + left[step, one] * scale
        y2 = end.top + right[step + 1, other] * scale
        left[step, one] += count
        right[step + 1, other] += count
        yield _ribbon(step * across + 30 + BAR, y1, (step + 1) * across + 30, y2, count * scale, known.get(one), count)


def _ribbon(x1: float, y1: float, x2: float, y2: float, thick: float, body: Body | None, count: int) -> Element:
    """A band between two bars."""
    middle = (x1 + x2) / 2
    path = (
        f"M{x1:.1f},{y1:.1f}C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
        f"v{thick:.1f}C{middle:.1f},{y2 + thick:.1f} {middle:.1f},{y1 + thick:.1f} {x1:.1f},{y1 + thick:.1f}z"
    )
    number = body.hue if body is not None else 8
    return element(
        "path",
        element("title", f"{count} sager"),
        d=path, fill=hue(number), fill_opacity=0.32, class_=f"ribbon {hue_class(number)}",
    )  # fmt: skip


def _bar(node: Node, across: float, known: Mapping[str, Body]) -> Element:
    """The bar of a body, with its code and count."""
    body = known.get(node.key)
    number = body.hue if body is not None else 8
    x, height = node.column * across + 30, max(node.height, 2.0)
    bar = element("rect", x=x, y=node.top, width=BAR, height=height, fill=hue(number), class_="disc")
    label = element(
        "text",
        element("tspan", body.code if body is not None else "Øvrige", font_weight="700"),
        f" {node.count}",
        x=x + BAR + 5, y=node.top + height / 2 + 4.5, font_size=12, fill=INK, stroke=CANVAS, stroke_width=3,
        paint_order="stroke", class_="label",
    )  # fmt: skip
    return element("g", bar, label, class_=hue_class(number))


def _heads(across: float, columns: int) -> Iterator[Element]:
    """`1. behandling`, `2. behandling` …"""
    for column in range(columns):
        said = f"{column + 1}. behandling"
        yield element("text", said, x=column * across + 30, y=14, font_size=11.5, fill=MUTED, class_="muted")


def _names(way: Sequence[str], known: Mapping[str, Body]) -> str:
    """`DIR, ØK, KB`"""
    return ", ".join(known[key].code if key in known else "Øvrige" for key in way)
