"""What many cases tell together: waits, queues, bottlenecks, loops, reach, and two periods beside each other."""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sagsgang.graph.paths import (
    Scope,
    Span,
    WrongPeriod,
    bottlenecks,
    compare,
    loops,
    period,
    queue,
    reach,
    span,
    traffic,
    variants,
    waits,
)
from sagsgang.graph.store import Archive
from travelled import case, travelled, written

TOWN = {
    "a": "DIR 2024-01-01 TMU 2024-01-11 ØK 2024-01-21 KB 2024-01-31",
    "b": "DIR 2024-02-01 ØK 2024-02-05 KB 2024-02-12",
    "c": "DIR 2024-03-01 ØK 2024-03-09 TMU 2024-03-29 ØK 2024-04-08 KB 2024-04-15",
    "d": "TMU 2024-05-01 TMU 2024-05-15",
    "e": "DIR 2024-05-02",
    "odd": "DIR 2024-01-01 ØK 2024-01-01",
}
TOLD = (
    ("e", "DIR", "ØK", "2024-05-02", "2024-06-04"),
    ("d", "TMU", "KB", "2024-05-15", "2024-05-20"),
    ("a", "DIR", "TMU", "2024-01-01", "2024-01-11"),
)


@cache
def town() -> Archive:
    return travelled(TOWN, routine=["odd"], announced=TOLD)


def test_where_cases_wait_is_told_by_median_quartiles_and_number() -> None:
    told = {(one.sender.short, one.receiver.short): one.days for one in waits(town())}
    assert told["ØK", "KB"] == Span(3, 7, 7.0, 7.0, 8.5, 10)
    assert told["DIR", "ØK"].median == 6.0
    assert next(iter(told)) == ("ØK", "TMU")
    with_routine = {(one.sender.short, one.receiver.short): one.days for one in waits(town(), Scope(routine=True))}
    assert with_routine["DIR", "ØK"] == Span(3, 0, 2.0, 4.0, 6.0, 8)


@given(st.lists(st.integers(0, 400), min_size=1))
def test_quartiles_lie_about_the_median(days: list[int]) -> None:
    found = span(days)
    assert found is not None
    assert found.shortest <= found.lower <= found.median <= found.upper <= found.longest
    assert sum(day <= found.median for day in days) * 2 >= len(days) <= sum(day >= found.median for day in days) * 2


def test_the_queue_holds_what_is_announced_and_not_done_by_the_day() -> None:
    told = [
        (one.receiver.short, one.title, one.sender.short, one.age, one.due) for one in queue(town(), on="2024-05-22")
    ]
    assert told == [("KB", "Sag d", "TMU", 7, "2024-05-20"), ("ØK", "Sag e", "DIR", 20, "2024-06-04")]
    assert [one.title for one in queue(town(), on="2024-01-05")] == ["Sag a"]
    assert queue(town(), on="2023-12-31") == []


def test_a_bottleneck_is_what_cases_go_through() -> None:
    found = {one.body.short: one for one in bottlenecks(town())}
    assert {code: len(one.through) for code, one in found.items()} == {"ØK": 3, "TMU": 2, "DIR": 0, "KB": 0}
    assert next(iter(found)) == "ØK"
    assert (found["ØK"].of, found["ØK"].share) == (3, 1.0)
    # of the six pairs of the three others, the best way goes over ØK for DIR-KB and TMU-KB
    assert found["ØK"].betweenness == pytest.approx(2 / 6)
    assert found["ØK"].before == Span(4, 4, 7.0, 9.0, 10.0, 10)
    assert found["DIR"].before is None


def test_a_loop_is_gone_from_a_body_to_itself() -> None:
    found = loops(town())
    assert [(" ".join(body.short for body in one.bodies), len(one.returns), one.total) for one in found.loops] == [
        ("TMU TMU", 1, 14),
        ("ØK TMU ØK", 1, 30),
    ]
    assert (found.returning, found.cases) == ((case("c"), case("d")), 5)
    assert found.with_loops is not None
    assert found.without is not None
    assert (found.with_loops.median, found.without.median) == (29.5, 20.5)
    assert [one.bodies[0].short for one in loops(town(), Scope(since="2024-05-01")).loops] == ["TMU"]


def test_the_reach_of_a_body_is_what_its_cases_get_to() -> None:
    told = {one.body.short: (len(one.cases), one.fewest, one.hops, one.days.median) for one in reach(town(), "DIR")}
    assert told == {"ØK": (3, 1, 1.0, 8.0), "KB": (3, 2, 3.0, 30.0), "TMU": (2, 1, 1.5, 19.0)}
    back = {one.body.short: (len(one.cases), one.fewest, one.days.median) for one in reach(town(), "ØK", back=True)}
    assert back == {"DIR": (3, 1, 8.0), "TMU": (2, 1, 10.0)}
    assert reach(town(), "KB") == []


def test_a_way_has_its_share_and_its_days() -> None:
    found = {" ".join(body.short for body in one.bodies): one for one in variants(town())}
    assert {way: one.count for way, one in found.items()} == dict.fromkeys(
        ("DIR ØK TMU ØK KB", "DIR TMU ØK KB", "DIR ØK KB", "TMU TMU", "DIR"), 1
    )
    assert (found["DIR ØK KB"].share, found["DIR ØK KB"].days.median) == (0.2, 11.0)
    assert [one.count for one in variants(town(), Scope(since="2024-05-01"))] == [1, 1]
    assert len(variants(town(), Scope(until="2024-01-15"))) == 1


def test_two_periods_are_told_apart_by_their_links_and_ways() -> None:
    found = compare(town(), period("2024-01"), period("2024-02/2024-04"))
    assert found.cases == (1, 2)
    links = {(one.sender.short, one.receiver.short): (one.change, one.more) for one in found.links}
    assert links == {
        ("DIR", "TMU"): ("gone", -1),
        ("DIR", "ØK"): ("new", 2),
        ("TMU", "ØK"): ("kept", 0),
        ("ØK", "KB"): ("kept", 1),
        ("ØK", "TMU"): ("new", 1),
    }
    ways = {" ".join(body.short for body in one.bodies): one.change for one in found.variants}
    assert ways == {"DIR TMU ØK KB": "gone", "DIR ØK KB": "new", "DIR ØK TMU ØK KB": "new"}


@pytest.mark.parametrize("wrong", ["", "24", "2024-13", "2024-02-30", "2024/2023", "2024-01-01-01", "i år", "²024"])
def test_what_is_no_period_is_refused_with_how_one_is_written(wrong: str) -> None:
    with pytest.raises(WrongPeriod, match="is no period"):
        period(wrong)


days = st.integers(0, 90).map(lambda number: str(date(2024, 1, 1) + timedelta(days=number)))
stops = st.lists(
    st.tuples(st.sampled_from(("DIR", "ØK", "KB")), days), min_size=1, max_size=6, unique_by=lambda s: s[1]
)
worlds = st.lists(stops.map(lambda some: sorted(some, key=lambda stop: stop[1])), min_size=1, max_size=5)


@settings(max_examples=30, deadline=None)
@given(worlds)
def test_every_count_over_all_cases_is_what_the_ways_say(world: list[list[tuple[str, str]]]) -> None:
    archive = travelled({f"c{n}": " ".join(f"{code} {day}" for code, day in way) for n, way in enumerate(world)})
    hops = [(one[0], other[0]) for way in world for one, other in pairwise(way)]
    assert {(w.sender.short, w.receiver.short): len(w.hops) for w in waits(archive)} == {h: hops.count(h) for h in hops}
    found = loops(archive)
    comes = sum(len(way) - len({code for code, _ in way}) for way in world)
    assert sum(len(loop.returns) for loop in found.loops) == comes
    assert all(one.left <= one.day for loop in found.loops for one in loop.returns)
    assert sum(one.count for one in variants(archive)) == len(world)
    for end in {code for way in world for code, _ in way}:
        for one in reach(archive, end):
            had = [
                way
                for way in world
                if any(a[0] == end and b[0] == one.body.short for i, a in enumerate(way) for b in way[i:])
            ]
            assert len(one.cases) == len(had)
            assert one.days.shortest >= 0


def test_a_whole_place_is_asked_by_a_few_questions() -> None:
    """However many cases there are."""

    class Counting:
        def __init__(self, archive: Archive) -> None:
            self.archive, self.asked = archive, 0

        def query(self, text: str):
            self.asked += 1
            return self.archive.query(text)

    few, many = Archive(), Archive()
    few.load(written(TOWN))
    many.load(written({f"{name}{number}": way for name, way in TOWN.items() for number in range(40)}))
    for answer in (waits, loops, bottlenecks, variants, lambda archive: traffic(archive, Scope(successors=True))):
        counts = []
        for archive in (few, many):
            counting = Counting(archive)
            answer(counting)  # type: ignore[operator]
            counts.append(counting.asked)
        assert counts[0] == counts[1] <= 4
