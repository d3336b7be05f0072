"""The ways between two bodies in one picture: bodies in columns, each tie as wide as the cases that went it.

Layered after Sugiyama, Tagawa and Toda (1981), small: longest-path columns, stand-ins for ties over several columns,
and two sweeps that order each column by the middle of its neighbours.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from markupsafe import Markup

from .palette import CANVAS, INK, MUTED, hue, hue_class
from .svg import Element, element, picture, text_width, wrapped

Slot: TypeAlias = tuple[str, int]
"""A body's key with its column; a stand-in has the key of its tie."""

Spot: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""

COLUMN: Final = 190.0
ROW: Final = 86.0
MARGIN: Final = 46.0
WIDEST: Final = 12.0


@dataclass(frozen=True, slots=True)
class Stop:
    """A body on the way."""

    key: str
    code: str | None
    name: str
    hue: int


@dataclass(frozen=True, slots=True)
class Tie:
    """How many cases went from one body to another, and for how many it is planned."""

    start: str
    end: str
    done: int
    planned: int


def ways(key: str, title: str, stops: Sequence[Stop], ties: Sequence[Tie]) -> Markup:
    """Draw the ties between the stops; those that lead back run beside the others, with their heads at the left."""
    column = columns([stop.key for stop in stops], ties)
    routes = {tie: _slots(tie, column) for tie in ties if column[tie.start] != column[tie.end]}
    spots = _spots(_ordered([(stop.key, column[stop.key]) for stop in stops], routes.values()))
    most = max((tie.done + tie.planned for tie in ties), default=1)
    size = max(x for x, _ in spots.values()) + COLUMN / 2 + 10, max(y for _, y in spots.values()) + MARGIN
    at = {stop.key: spots[stop.key, column[stop.key]] for stop in stops}
    room = Room([box for stop in stops for box in _boxes(stop, at[stop.key])])
    courses = {
        tie: _course([spots[slot] for slot in route], column[tie.start] > column[tie.end])
        for tie, route in routes.items()
    }
    drawn = (
        *(part for tie, course in courses.items() for part in _tie(tie, course, column, most)),
        *(part for tie in ties if tie not in routes for part in _beside(tie, at, most, room)),
        *(_stop(stop, at[stop.key]) for stop in stops),
        *(
            _number(tie, _free(tie, course, column[tie.start] > column[tie.end], room))
            for tie, course in courses.items()
        ),
    )
    names = {stop.key: stop.code or stop.name for stop in stops}
    said = "; ".join(_said(tie, names) for tie in ties)
    return picture(key, title, said, size, *drawn)


class Room:
    """What is covered so far, so that no number is put upon another or a name."""

    def __init__(self, covered: Iterable[Box]) -> None:
        self._covered = list(covered)

    def take(self, spots: Sequence[Spot], half: float) -> Spot:
        """The first spot that is free for a number of half this width, else the one that covers least; now taken."""
        boxes = [(x - half, y - 8, x + half, y + 8) for x, y in spots]
        best = min(range(len(spots)), key=lambda place: (sum(_common(boxes[place], o) for o in self._covered), place))
        self._covered.append(boxes[best])
        return spots[best]


def _common(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(high, 0.0)


def columns(keys: Sequence[str], ties: Iterable[Tie]) -> dict[str, int]:
    """The column of each body: one after the last that leads to it; a tie that closes a circle counts for nothing."""
    leads: dict[str, set[str]] = {key: set() for key in keys}
    for tie in sorted(ties, key=lambda tie: (-tie.done - tie.planned, keys.index(tie.start), keys.index(tie.end))):
        if tie.start != tie.end and not _reaches(leads, tie.end, tie.start):
            leads[tie.start].add(tie.end)
    column = dict.fromkeys(keys, 0)
    for _ in keys:
        for key in keys:
            for after in leads[key]:
                column[after] = max(column[after], column[key] + 1)
    return column


def _reaches(leads: Mapping[str, set[str]], start: str, end: str) -> bool:
    """Whether one can get from start to end."""
    seen, todo = set[str](), [start]
    while todo:
        if (key := todo.pop()) not in seen:
            seen.add(key)
            todo += leads[key]
    return end in seen


def _slots(tie: Tie, column: Mapping[str, int]) -> list[Slot]:
    """The places a tie goes through, from the left: its ends, and a stand-in in every column between."""
    left, right = sorted((tie.start, tie.end), key=column.__getitem__)
    inner = [(f"{tie.start} {tie.end}", each) for each in range(column[left] + 1, column[right])]
    return [(left, column[left]), *inner, (right, column[right])]


def _ordered(bodies: Iterable[Slot], routes: Iterable[Sequence[Slot]]) -> list[list[Slot]]:
    """The slots of each column, from the top, ordered by the middle of what they are tied to."""
    near: dict[Slot, list[Slot]] = {slot: [] for slot in bodies}
    for route in routes:
        for one, other in pairwise(route):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    rows = [[slot for slot in near if slot[1] == each] for each in range(max(slot[1] for slot in near) + 1)]
    for step in (-1, 1, -1):
        places = {slot: place - len(row) / 2 for row in rows for place, slot in enumerate(row)}
        for number in range(len(rows))[::-step]:
            rows[number].sort(
                key=lambda slot: _middle([places[o] for o in near[slot] if o[1] == slot[1] + step], places[slot])
            )
            places |= {slot: place - len(rows[number]) / 2 for place, slot in enumerate(rows[number])}
    return rows


def _middle(places: Sequence[float], otherwise: float) -> float:
    """The mean of places, if there are any."""
    return sum(places) / len(places) if places else otherwise


def _spots(rows: Sequence[Sequence[Slot]]) -> dict[Slot, Spot]:
    """Where each slot is drawn, every column centred."""
    most = max(len(row) for row in rows)
    return {
        slot: (COLUMN * (number + 0.5), MARGIN + ROW * (place + (most - len(row)) / 2))
        for number, row in enumerate(rows)
        for place, slot in enumerate(row)
    }


def _course(spots: Sequence[Spot], back: bool) -> list[Spot]:
    """Where a tie goes: from chip to chip over its stand-ins; one that leads back a little lower than the others."""
    low = 9.0 if back else 0.0
    first = (spots[0][0] + (40 if back else 32), spots[0][1] + low)
    last = (spots[-1][0] - (32 if back else 40), spots[-1][1] + low)
    return [first, *((x, y + low) for x, y in spots[1:-1]), last]


def _tie(tie: Tie, course: Sequence[Spot], column: Mapping[str, int], most: int) -> Iterator[Element]:
    """A smooth line along its course, and its head where it leads."""
    back = column[tie.start] > column[tie.end]
    yield _line(tie, _smooth(course), most)
    x, y = course[0] if back else course[-1]
    side = -8 if back else 8
    yield _head((x + side, y), (x, y - 6), (x, y + 6))


def _free(tie: Tie, course: Sequence[Spot], back: bool, room: "Room") -> Spot:
    """Where a tie's number covers no name, chip or other number: near where it begins, else further along."""
    pieces = list(pairwise(course))[:: -1 if back else 1]
    spots = [
        _along(one, other, 1 - share if back else share)
        for one, other in pieces
        for share in (0.42, 0.5, 0.34, 0.58, 0.26, 0.66, 0.18, 0.74, 0.82)
    ]
    half = text_width(_told(tie), 12, bold=True) / 2 + 2
    return room.take(spots, half)


def _smooth(points: Sequence[Spot]) -> str:
    """A path that leaves and meets every point on the level."""
    start = f"M{points[0][0]:.1f},{points[0][1]:.1f}"
    return start + "".join(
        f"C{(x1 + x2) / 2:.1f},{y1:.1f} {(x1 + x2) / 2:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
        for (x1, y1), (x2, y2) in pairwise(points)
    )


def _along(one: Spot, other: Spot, share: float) -> Spot:
    """The spot on the curve between two points at a share of its course."""
    rest = 1 - share
    middle = (one[0] + other[0]) / 2
    across = one[0] * rest**3 + 3 * middle * rest * share + other[0] * share**3
    return across, one[1] * rest**2 * (1 + 2 * share) + other[1] * share**2 * (3 - 2 * share)


def _beside(tie: Tie, at: Mapping[str, Spot], most: int, room: "Room") -> Iterator[Element]:
    """A bow between two bodies of one column, or a loop from a body to itself."""
    (x1, y1), (x2, y2) = at[tie.start], at[tie.end]
    if tie.start == tie.end:
        path, spot, tip = f"M{x1 - 12:.1f},{y1 - 15:.1f}c-8,-20 32,-20 25,-7", (x1 + 1, y1 - 28), (x1 + 12, y1 - 14)
    else:
        bow = x1 + 62
        path = f"M{x1 + 30:.1f},{y1:.1f}C{bow:.1f},{y1:.1f} {bow:.1f},{y2:.1f} {x2 + 38:.1f},{y2:.1f}"
        spot, tip = (x1 + 54, (y1 + y2) / 2), (x2 + 30, y2)
    yield _line(tie, path, most)
    x, y = tip
    loop = tie.start == tie.end
    yield _head(tip, (x - 5, y - 8), (x + 6, y - 7)) if loop else _head(tip, (x + 8, y - 6), (x + 8, y + 6))
    room.take([spot], text_width(_told(tie), 12, bold=True) / 2 + 2)
    yield _number(tie, spot)


def _line(tie: Tie, path: str, most: int) -> Element:
    """Solid where a case has gone, dashed where it is only planned."""
    return element(
        "path",
        element("title", f"{tie.done} gået, {tie.planned} planlagt"),
        d=path,
        fill="none",
        stroke=MUTED,
        stroke_opacity=0.55,
        stroke_width=1.5 + (WIDEST - 1.5) * ((tie.done + tie.planned) / most) * min(1.0, most / 6),
        stroke_dasharray=None if tie.done else "7 5",
        class_="way",
    )


def _head(*corners: Spot) -> Element:
    """The head of an arrow, its tip first."""
    return element("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), fill=MUTED, class_="head")


def _told(tie: Tie) -> str:
    """`3 (1)`: three cases went it, of one it is announced."""
    done = str(tie.done) if tie.done else ""
    planned = f"({tie.planned})" if tie.planned else ""
    return " ".join(filter(None, (done, planned)))


def _number(tie: Tie, spot: Spot) -> Element:
    """What a tie tells, on its line."""
    return element(
        "text", _told(tie), x=spot[0], y=spot[1] + 4, text_anchor="middle", font_size=12, font_weight="600",
        fill=INK, stroke=CANVAS, stroke_width=4, paint_order="stroke", class_="label",
    )  # fmt: skip


def _half(stop: Stop) -> float:
    """Half the width of its chip."""
    return max(26.0, text_width(stop.code or stop.name, 13, bold=True) / 2 + 8)


def _name(stop: Stop) -> tuple[str, ...]:
    """The lines below a chip that shows a code."""
    return wrapped(stop.name, COLUMN - 76, 10.5) if stop.code is not None else ()


def _boxes(stop: Stop, spot: Spot) -> Iterator[Box]:
    """What a body covers: its chip, and its name below."""
    x, y = spot
    yield x - _half(stop), y - 14, x + _half(stop), y + 14
    for place, line in enumerate(_name(stop)):
        half = text_width(line, 11) / 2
        yield x - half, y + 19 + 13 * place, x + half, y + 32 + 13 * place


def _stop(stop: Stop, spot: Spot) -> Element:
    """A chip with the code, and the name below."""
    x, y = spot
    said = stop.code or stop.name
    half = _half(stop)
    chip = element("rect", x=x - half, y=y - 14, width=2 * half, height=28.0, rx=5, fill=hue(stop.hue), class_="disc")
    code = element("text", said, x=x, y=y + 4.6, text_anchor="middle", font_weight="700", fill=CANVAS, class_="on-disc")
    name = element(
        "text",
        *(element("tspan", line, x=x, y=y + 29 + 13 * place) for place, line in enumerate(_name(stop))),
        text_anchor="middle", font_size=11, fill=MUTED, stroke=CANVAS, stroke_width=3, paint_order="stroke",
        class_="muted halo",
    )  # fmt: skip
    return element("g", element("title", stop.name), chip, code, name, class_=f"stop {hue_class(stop.hue)}")


def _said(tie: Tie, names: Mapping[str, str]) -> str:
    """`DIR til ØK: 3 gået, 1 planlagt`"""
    return f"{names[tie.start]} til {names[tie.end]}: {tie.done} gået, {tie.planned} planlagt"
