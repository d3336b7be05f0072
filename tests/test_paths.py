"""Paths between bodies are ways that cases took or are to take, each with the cases that show it."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from havnstrup import BOARD, HARBOUR, NURSERY, PATH, YEAR
from sagsgang.graph.paths import (
    BodyPath,
    Scope,
    UnknownBody,
    UnknownPlace,
    bodies,
    body_graph,
    case_way,
    matrix,
    paths,
    variants,
)
from sagsgang.graph.resolve import conclude
from sagsgang.graph.store import Archive
from stating import Item, Paper, Sent, hold

SEEDS = Path(__file__).parents[1] / "../shared/minutes/seeds"
CASE = "https://w3id.org/sagsgang/id/municipality/havnstrup/case/25-102"


def concluded(*papers: Paper) -> Archive:
    archive = hold(papers)
    conclude(archive)
    return archive


@cache
def year() -> Archive:
    return concluded(*YEAR)


def told(found: list[BodyPath]) -> list[tuple[str, list[str]]]:
    """`DIR ØK KB` with its cases' steps: `2025-01-13 2025-02-03? 2025-02-10?`, planned ones with a question mark."""
    return [
        (
            " ".join(body.short for body in path.bodies),
            [" ".join(f"{step.date}{'' if step.done else '?'}" for step in one.steps) for one in path.evidence],
        )
        for path in found
    ]


def test_paths_are_what_cases_took() -> None:
    assert told(paths(year(), "DIR", "KB")) == [
        ("DIR TMU ØK KB", ["2025-01-13 2025-01-20 2025-02-03 2025-02-10"]),
        ("DIR ØK ØK KB", ["2025-01-13 2025-02-03 2025-03-03 2025-03-10"]),
    ]


def test_paths_are_what_cases_are_to_take_as_of_a_day() -> None:
    assert told(paths(year(), "DIR", "KB", on="2025-01-14")) == [
        ("DIR ØK KB", ["2025-01-13 2025-02-03? 2025-02-10?"]),
        ("DIR TMU ØK KB", ["2025-01-13 2025-01-20? None? None?"]),
    ]


def test_a_case_that_comes_back_shows_the_whole_way() -> None:
    assert told(paths(year(), "TMU", "KB", via="ØK"))[-1][0] == "TMU ØK TMU ØK KB"


def test_a_path_goes_over_some_bodies_and_around_others() -> None:
    assert [route for route, _ in told(paths(year(), "DIR", "KB", via="TMU"))] == ["DIR TMU ØK KB"]
    assert [route for route, _ in told(paths(year(), "DIR", "KB", avoiding="TMU"))] == ["DIR ØK ØK KB"]
    assert told(paths(year(), "DIR", "KB", max_length=3)) == []


@pytest.mark.parametrize("name", ["DIR", "dir", "Direktionen", "direktionens"])
def test_a_body_is_given_by_code_or_name(name: str) -> None:
    assert len(paths(year(), name, "KB")) == 2
    assert len(paths(year(), next(body.iri for body in bodies(year()).values() if body.is_called(name)), "KB")) == 2


def test_an_unknown_body_is_told_with_near_names() -> None:
    with pytest.raises(UnknownBody, match="no body is called 'Direktion'; there is Direktionen"):
        paths(year(), "Direktion", "KB")
    with pytest.raises(UnknownBody, match="there is none"):
        paths(concluded(), "DIR", "KB")


def test_each_path_names_its_municipality() -> None:
    archive = concluded(*YEAR, *(replace(paper, municipality="Syddjurs Kommune") for paper in YEAR))
    assert [path.place for path in paths(archive, "DIR", "KB")] == ["Havnstrup Kommune"] * 2 + ["Syddjurs Kommune"] * 2
    for place in ("706", "syddjurs", "Syddjurs Kommune"):
        assert [path.place for path in paths(archive, "DIR", "KB", place=place)] == ["Syddjurs Kommune"] * 2


def test_chains_that_are_told_apart_stay_apart() -> None:
    spring = ("2024-34", "2024-04-01", "2024-06-30")
    one = (Sent("DIR", "ØK", "2024-06-11"), Sent("ØK", "KB", "2024-06-18"))
    other = (Sent("DIR", "HU", spring), Sent("HU", "ØK", spring), Sent("ØK", "KB", spring))
    twice = (Sent("DIR", "ØK", "2024-06-15"), Sent("ØK", "ØK", "2024-08-17"), Sent("ØK", "KB", "2024-08-24"))
    undated = (Sent("DIR", "ØK"), Sent("ØK", "KB"))
    items = (Item("A", sent=one), Item("B", sent=other), Item("C", sent=twice), Item("D", sent=undated))
    found = told(paths(concluded(Paper("DIR", "2024-05-15", items)), "DIR", "KB"))
    assert {route: sorted(dates) for route, dates in found} == {
        "DIR ØK KB": ["2024-05-15 2024-06-11? 2024-06-18?", "2024-05-15 None? None?"],
        "DIR HU ØK KB": ["2024-05-15 2024-34? 2024-34? 2024-34?"],
        "DIR ØK ØK KB": ["2024-05-15 2024-06-15? 2024-08-17? 2024-08-24?"],
    }
    together = concluded(Paper("DIR", "2024-05-15", (Item("Alt", sent=(*one, *other)),)))
    assert sorted(route for route, _ in told(paths(together, "DIR", "KB"))) == ["DIR HU ØK KB", "DIR ØK KB"]


def test_a_sender_that_only_is_named_begins_a_path() -> None:
    agenda = Paper("DIR", "2024-05-15", (Item("A", sent=(Sent("HU", "ØK", "2024-06-11"),)),), kind="agenda")
    [path] = paths(concluded(agenda), "HU", "ØK")
    assert [step.status for step in path.evidence[0].steps] == ["named", "open"]


def test_the_way_of_a_case_has_steps_done_and_planned_with_where_they_are_told() -> None:
    way = case_way(year(), CASE, on="2025-02-12")
    assert way is not None
    assert (way.title, way.numbers) == (PATH, ("25/102",))
    assert [(step.body.short, step.date, step.status) for step in way.steps] == [
        ("TMU", "2025-01-20", "done"),
        ("ØK", "2025-02-03", "done"),
        ("KB", "2025-02-10", "late"),
        ("TMU", "2025-02-17", "open"),
    ]
    assert [step.outcomes[0].rpartition("-")[2] for step in way.steps if step.done] == ["recommended", "referred"]
    assert all(step.told for step in way.steps)
    assert way.links == ((0, 1), (1, 2), (1, 3))


def test_an_unknown_case_has_no_way() -> None:
    assert case_way(year(), f"{CASE}9") is None


def test_the_graph_of_bodies_has_a_tie_for_each_hop_and_each_announced_step() -> None:
    graph = body_graph(year(), Scope("Havnstrup", routine=True))
    ties = [tie for *_, tie in graph.edges(data=True)]
    assert sorted({code for _, code in graph.nodes(data="code")}) == ["DIR", "HU", "KB", "TMU", "ØK"]
    assert sum(tie["done"] for tie in ties) == 10
    assert all(tie["case"] and tie["date"] >= "2025" for tie in ties if tie["done"])
    assert {tie["date"] for tie in ties if not tie["done"]} >= {"2025-02", "", "2025-03-10"}
    assert body_graph(year(), Scope(since="2025-03-01", until="2025-03-05")).number_of_edges() == 3
    with pytest.raises(UnknownPlace, match="no municipality is called 'Syddjurs'; there is Havnstrup Kommune"):
        body_graph(year(), Scope("Syddjurs"))


def test_the_commonest_ways_and_who_sends_to_whom() -> None:
    ways = {" ".join(body.short for body in one.bodies): one.count for one in variants(year())}
    assert ways == {"DIR TMU ØK KB": 1, "DIR ØK ØK KB": 1, "TMU ØK TMU ØK KB": 1, "DIR": 1, "TMU": 1}
    pairs = {
        (sender.rpartition("/")[2], receiver.rpartition("/")[2]): len(cases)
        for (sender, receiver), cases in matrix(year()).items()
    }
    assert pairs["oekonomiudvalget", "kommunalbestyrelsen"] == 3
    assert sum(pairs.values()) == 10


def test_paths_do_not_mind_in_which_order_documents_came() -> None:
    backwards = concluded(*reversed(YEAR))
    assert told(paths(backwards, "DIR", "KB")) == told(paths(year(), "DIR", "KB"))


def test_a_document_alone_shows_what_it_plans() -> None:
    found = paths(concluded(BOARD), "DIR", "KB")
    assert {journey.title for path in found for journey in path.evidence} == {HARBOUR, NURSERY}
    assert [path.done for path in found] == [0, 0]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real minutes beside the repository are not there")
def test_the_real_minutes_show_the_planned_ways_of_2021_and_2024() -> None:
    from sagsgang.graph.mapping import stated

    archive = Archive()
    for file in SEEDS.glob("*.txt"):
        archive.put(stated(file.read_bytes(), file.name))
    conclude(archive)
    found = dict(told(paths(archive, "DIR", "KB")))
    assert set(found["DIR ØK KB"]) == {"2024-05-15 2024-06-11? 2024-06-18?", "2024-05-15 None? None?"}
    assert found["DIR ØK ØK KB"] == ["2021-05-12 2021-06-15? 2021-08-17? 2021-08-24?"]
    assert found["DIR HU ØK KB"] == ["2024-05-15 2024-34? 2024-34? 2024-34?"]
