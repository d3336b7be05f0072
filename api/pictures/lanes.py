"""The way of one case: bodies as lanes, time along x, numbered steps; planned ones dashed, overdue ones with a sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import atan2, cos, hypot, sin
from typing import Final, Literal, TypeAlias

from markupsafe import Markup

from .axis import MONTHS, Axis, Point, axis
from .palette import ALARM, BAND, CANVAS, INK, MUTED, RULE, hue, hue_class
from .svg import Element, element, picture, text_width, wrapped

State: TypeAlias = Literal["done", "planned", "overdue"]

WIDTH: Final = 960.0
LANE: Final = 54.0
LINE: Final = 14.5
TOP: Final = 34.0
RADIUS: Final = 11.0
NAMES: Final = 190.0
SMALL: Final = 11.5


@dataclass(frozen=True, slots=True)
class Lane:
    """A body: its code if it has one, its name and the number of its colour."""

    code: str | None
    name: str
    hue: int


@dataclass(frozen=True, slots=True)
class Step:
    """One treatment, done or planned: its number, in which lane, on which day, after which other step.

    ``label`` is the date as shown, ``title`` the whole in words; ``after`` is the place of the step it follows.
    """

    number: int
    lane: int
    day: date
    label: str
    title: str
    state: State
    after: int | None


def lanes(key: str, title: str, rows: Sequence[Lane], steps: Sequence[Step], today: date) -> Markup:
    """Draw steps (in order of days) in their lanes, with a line at ``today``; at least one lane and one step."""
    along, places = _laid(steps, today)
    lane = max(LANE, *(LINE * len(_lines(row)) + 10 for row in rows))
    tails = (x + 40 + text_width(step.label, SMALL) for x, step in zip(places, steps, strict=True))
    width, bottom = max(WIDTH, along.places[-1] + 90, *tails), TOP + lane * len(rows)
    spots = [(x, TOP + lane * (step.lane + 0.5)) for x, step in zip(places, steps, strict=True)]
    drawn = (
        *_bands(rows, width, lane),
        *_ticks(along, bottom),
        *_today(along, today, bottom),
        *_arrows(steps, spots),
        *(_step(number, step, spots, rows[step.lane], steps) for number, step in enumerate(steps)),
    )
    said = "; ".join(f"{step.number}. {step.title}" for step in sorted(steps, key=lambda step: step.number))
    return picture(key, title, said, (width, bottom + 20), *drawn)


def _laid(steps: Sequence[Step], today: date) -> tuple[Axis, list[float]]:
    """The axis, with a place of its own for today, and the places of the steps."""
    rooms = [max(44.0, text_width(step.label, SMALL) + (30 if step.state == "overdue" else 16)) for step in steps]
    points = [Point(step.day, room) for step, room in zip(steps, rooms, strict=True)]
    before = sum(step.day <= today for step in steps)
    points.insert(before, Point(max(today, steps[0].day), 40.0))
    along = axis(points, NAMES + 34, WIDTH - NAMES - 34 - 90)
    return along, [*along.places[:before], *along.places[before + 1 :]]


def _bands(rows: Sequence[Lane], width: float, lane: float) -> Iterator[Element]:
    """One band a lane, with the body's code and name at its left."""
    for number, row in enumerate(rows):
        top = TOP + lane * number
        if number % 2 == 0:
            yield element("rect", x=0.0, y=top, width=width, height=lane, fill=BAND, class_="band")
        yield _name(row, top + lane / 2)


def _lines(row: Lane) -> tuple[str, ...]:
    """`ØK`, `Økonomiudvalget`: the code, if there is one, and the name, broken where it is long."""
    code = (row.code,) if row.code is not None else ()
    return (*code, *wrapped(row.name, NAMES - 10, 11.0))


def _name(row: Lane, middle: float) -> Element:
    """The code in bold over the name."""
    lines = _lines(row)
    first = middle - (len(lines) - 1) * LINE / 2 + 4
    texts = (
        element("tspan", line, x=10.0, y=first + LINE * place, **_weight(place == 0 and row.code is not None))
        for place, line in enumerate(lines)
    )
    return element("text", *texts)


def _weight(strong: bool) -> dict[str, str]:
    """The look of a code, or of a name."""
    look = ("700", INK, "ink", "13") if strong else ("400", MUTED, "muted", "12")
    return dict(zip(("font_weight", "fill", "class_", "font_size"), look, strict=True))


def _ticks(along: Axis, bottom: float) -> Iterator[Element]:
    """The months."""
    for x, label in along.ticks():
        yield element("line", x1=x, x2=x, y1=TOP - 6, y2=bottom, stroke=RULE, class_="rule")
        yield element("text", label, x=x + 3, y=TOP - 12, font_size=SMALL, fill=MUTED, class_="muted")


def _today(along: Axis, today: date, bottom: float) -> Iterator[Element]:
    """A dotted line at the day that the status is of, and that day below it."""
    if today.toordinal() >= along.days[0]:
        x = along.place(today)
        yield element("line", x1=x, x2=x, y1=TOP - 2, y2=bottom + 4, stroke=INK, stroke_dasharray="2 4", class_="today")
        said = f"pr. {today.day}. {MONTHS[today.month - 1]} {today.year}"
        yield element("text", said, x=x, y=bottom + 16, text_anchor="middle", font_size=SMALL, fill=INK, class_="ink")


def _arrows(steps: Sequence[Step], spots: Sequence[tuple[float, float]]) -> Iterator[Element]:
    """An arrow to each step from the one it follows: solid when it was gone, dashed when it is planned."""
    for step, spot in zip(steps, spots, strict=True):
        if step.after is not None:
            yield from arrow(spots[step.after], spot, step.state != "done")


def arrow(start: tuple[float, float], end: tuple[float, float], dashed: bool) -> Iterator[Element]:
    """A line that stops at the rims of both markers, and its head."""
    across, down = end[0] - start[0], end[1] - start[1]
    if hypot(across, down) < 2 * RADIUS + 8:
        return
    angle = atan2(down, across)
    near = (start[0] + (RADIUS + 2) * cos(angle), start[1] + (RADIUS + 2) * sin(angle))
    tip = (end[0] - (RADIUS + 2) * cos(angle), end[1] - (RADIUS + 2) * sin(angle))
    back = (tip[0] - 7 * cos(angle), tip[1] - 7 * sin(angle))
    yield element(
        "line",
        x1=near[0],
        y1=near[1],
        x2=back[0],
        y2=back[1],
        stroke=MUTED,
        stroke_width=1.6,
        stroke_dasharray="5 4" if dashed else None,
        class_="way",
    )
    wings = [(back[0] + side * 4 * sin(angle), back[1] - side * 4 * cos(angle)) for side in (1, -1)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, *wings))
    yield element("polygon", points=points, fill=MUTED, class_="head")


def _step(number: int, step: Step, spots: Sequence[tuple[float, float]], row: Lane, steps: Sequence[Step]) -> Element:
    """The marker with its number, the date beside it, and the sign of an overdue step."""
    x, y = spots[number]
    right, above = _corner(number, spots, steps)
    overdue = step.state == "overdue"
    line = y + (-16.0 if above else 26.0)
    start = x + 3 if right else x - 3 - text_width(step.label, SMALL) * 0.92 - (13 if overdue else 0)
    label = element(
        "text",
        step.label,
        x=start + (13 if overdue else 0),
        y=line,
        font_size=SMALL,
        fill=ALARM if overdue else INK,
        class_="label alarm" if overdue else "label",
        stroke=CANVAS,
        stroke_width=3,
        paint_order="stroke",
    )
    sign = _alarm(start + 2, line - 4) if overdue else ()
    parts = (element("title", step.title), *_marker(step, x, y, row), label, *sign)
    return element("g", *parts, class_=f"step {step.state} {hue_class(row.hue)}")


def _corner(number: int, spots: Sequence[tuple[float, float]], steps: Sequence[Step]) -> tuple[bool, bool]:
    """Where the date stands, as (right, above): at the first corner of the marker through which no arrow goes."""
    y = spots[number][1]
    leaving = [spot[1] - y for step, spot in zip(steps, spots, strict=True) if step.after == number]
    after = steps[number].after
    coming = spots[after][1] - y if after is not None else 0.0
    taken = {
        (True, True): any(rise < 0 for rise in leaving),
        (True, False): any(rise > 0 for rise in leaving),
        (False, False): coming > 0,
        (False, True): coming < 0,
    }
    return next((corner for corner, crossed in taken.items() if not crossed), (True, True))


def _marker(step: Step, x: float, y: float, row: Lane) -> tuple[Element, Element]:
    """A full disc for what was done, a dashed ring for what is planned; both with the step's number."""
    colour, done = hue(row.hue), step.state == "done"
    ring = element(
        "circle",
        cx=x,
        cy=y,
        r=RADIUS,
        fill=colour if done else CANVAS,
        stroke=colour,
        stroke_width=2,
        stroke_dasharray=None if done else "4 2.6",
        class_="disc" if done else "ring",
    )
    text = element(
        "text",
        str(step.number),
        x=x,
        y=y + 4.2,
        text_anchor="middle",
        font_size=12,
        font_weight="700",
        fill=CANVAS if done else colour,
        class_="on-disc" if done else "on-ring",
    )
    return ring, text


def _alarm(x: float, y: float) -> tuple[Element, Element]:
    """A triangle with an exclamation mark."""
    points = f"{x:.1f},{y - 8:.1f} {x - 8:.1f},{y + 6:.1f} {x + 8:.1f},{y + 6:.1f}"
    mark = element(
        "text",
        "!",
        x=x,
        y=y + 4.5,
        text_anchor="middle",
        font_size=11,
        font_weight="700",
        fill=CANVAS,
        class_="on-alarm",
    )
    return element("polygon", points=points, fill=ALARM, class_="alarm-sign"), mark
