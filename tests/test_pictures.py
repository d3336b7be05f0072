"""Pictures are well formed, hold all they draw, and let no label cover another."""

from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from sagsgang.api.pictures.axis import Point, axis
from sagsgang.api.pictures.flow import Body, flow
from sagsgang.api.pictures.lanes import Lane, Step, lanes
from sagsgang.api.pictures.palette import HUES
from sagsgang.api.pictures.spans import quartiles
from sagsgang.api.pictures.svg import text_width
from sagsgang.api.pictures.ways import Room, Stop, Tie, columns, ways

SVG = "{http://www.w3.org/2000/svg}"
NAMES = st.sampled_from(
    ["Direktionen", "Miljø- og Teknikudvalget", "<b>&", "Det særlige udvalg for det lange navn", "ØK"]
)
ROWS = st.lists(
    st.builds(Lane, st.sampled_from(["DIR", None, "ÆØÅ"]), NAMES, st.integers(0, 20)), min_size=1, max_size=7
)
FIRST = date(2024, 1, 8)
KEYS = [f"k{number}" for number in range(6)]

COUNTS = st.sampled_from([(0, 1), (3, 0), (2, 5)])
TIES = st.builds(lambda one, other, counts: Tie(one, other, *counts), *[st.sampled_from(KEYS)] * 2, COUNTS)
WAYS = st.lists(st.sampled_from(KEYS), min_size=1, max_size=9).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Lane], list[Step], date]:
    """Lanes, steps in order of days, many on one day, each after any earlier one, and a day to look from."""
    rows = draw(ROWS)
    days = sorted(draw(st.lists(st.integers(0, 900), min_size=1, max_size=14)))
    steps = [
        Step(
            number + 1,
            draw(st.integers(0, len(rows) - 1)),
            FIRST + timedelta(day),
            draw(st.sampled_from(["8. jan.", "12. september 2024", "2. kvartal 2024, ikke set", "<&>"])),
            "Organ & <dag>",
            draw(st.sampled_from(["done", "planned", "overdue"])),
            draw(st.sampled_from([None, *range(number)])),
        )
        for number, day in enumerate(days)
    ]
    return rows, steps, FIRST + timedelta(draw(st.integers(-30, 1000)))


def drawn(picture: str) -> ElementTree.Element:
    """The picture as XML, which it must be."""
    return ElementTree.fromstring(picture)


def size(root: ElementTree.Element) -> tuple[float, float]:
    """Its width and height."""
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    return width, height


@given(cases())
def test_lanes_hold_every_step_and_every_label(case: tuple[list[Lane], list[Step], date]) -> None:
    rows, steps, today = case
    root = drawn(lanes("a", "En <sag>", rows, steps, today))
    width, height = size(root)
    assert len(root.findall(f".//{SVG}circle")) == len(steps)
    for text in root.iter(f"{SVG}text"):
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
        assert 0 <= x <= width
        assert 0 <= y <= height


@given(cases())
def test_markers_in_one_picture_stand_apart(case: tuple[list[Lane], list[Step], date]) -> None:
    root = drawn(lanes("a", "t", *case))
    places = sorted(float(circle.attrib["cx"]) for circle in root.iter(f"{SVG}circle"))
    assert all(later - earlier >= 22 for earlier, later in pairwise(places))


@given(cases())
def test_dates_of_steps_that_follow_each_other_do_not_overlap(case: tuple[list[Lane], list[Step], date]) -> None:
    rows, steps, today = case
    chain = [
        Step(s.number, s.lane, s.day, s.label, s.title, s.state, place - 1 if place else None)
        for place, s in enumerate(steps)
    ]
    root = drawn(lanes("a", "t", rows, chain, today))
    labels = [text for text in root.iter(f"{SVG}text") if "label" in text.get("class", "")]
    boxes = [(float(t.attrib["x"]), float(t.attrib["y"]), text_width(t.text or "", 11.5) * 0.8) for t in labels]
    for (x1, y1, w1), (x2, y2, w2) in combinations(boxes, 2):
        assert abs(y1 - y2) > 9 or x1 + w1 <= x2 or x2 + w2 <= x1


@given(cases())
def test_the_same_case_gives_the_same_bytes(case: tuple[list[Lane], list[Step], date]) -> None:
    assert lanes("a", "t", *case) == lanes("a", "t", *case)


@given(st.lists(st.integers(0, 4000), min_size=1, max_size=30), st.floats(20, 120))
def test_an_axis_keeps_the_order_of_days_and_gives_each_its_room(days: list[int], room: float) -> None:
    points = [Point(FIRST + timedelta(day), room) for day in sorted(days)]
    laid = axis(points, 200, 700)
    assert all(later - earlier >= room - 1e-6 for earlier, later in pairwise(laid.places))
    ticks = [place for place, _ in laid.ticks()]
    assert ticks == sorted(ticks)


@given(st.lists(TIES, max_size=14))
def test_every_tie_is_drawn_whatever_leads_where(ties: list[Tie]) -> None:
    unique = list({(tie.start, tie.end): tie for tie in ties}.values())
    stops = [Stop(key, key.upper(), f"Udvalg <{key}>", place) for place, key in enumerate(KEYS)]
    root = drawn(ways("w", "Veje", stops, unique))
    assert len(root.findall(f".//{SVG}path")) == len(unique)
    assert set(columns(KEYS, unique)) == set(KEYS)


@given(st.dictionaries(WAYS, st.integers(1, 400), min_size=1))
def test_a_flow_holds_all_its_bars(variants: dict[tuple[str, ...], int]) -> None:
    root = drawn(flow("f", "Flow", [Body(key, key, place) for place, key in enumerate(KEYS)], variants))
    _, height = size(root)
    for bar in root.iter(f"{SVG}rect"):
        assert float(bar.attrib["y"]) + float(bar.attrib["height"]) <= height


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_codes_are_readable_on_every_colour() -> None:
    assert all((1.05) / (luminance(colour) + 0.05) >= 4.5 for colour in HUES)


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 120)), min_size=1, max_size=12), st.floats(4, 30))
def test_a_number_is_put_where_it_covers_nothing_if_there_is_such_a_place(
    spots: list[tuple[float, float]], half: float
) -> None:
    room, taken = Room([(100.0, 40.0, 160.0, 80.0)]), [(100.0, 40.0, 160.0, 80.0)]
    far = (1000.0, 1000.0)
    for spot in spots:
        chosen = room.take([spot, far], half)
        box = (chosen[0] - half, chosen[1] - 8, chosen[0] + half, chosen[1] + 8)
        if chosen != far:
            assert not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)
        taken.append(box)
        far = (far[0] + 100, far[1])


def test_a_bar_of_quartiles_lies_in_its_width() -> None:
    for days in ((0, 0, 0, 0), (7, 7, 7, 7), (1, 3, 9, 9), (0, 0, 400, 400)):
        root = drawn(str(quartiles(*map(float, days))))
        for rect in root.iter("rect"):
            left, width = (float(rect.attrib[name].removesuffix("%")) for name in ("x", "width"))
            assert 0 <= left <= left + width <= 101
