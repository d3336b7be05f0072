"""The graph of bodies: its links, the ways over it whichever cases went them, and its exports."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from itertools import pairwise, permutations
from math import log
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sagsgang.graph.paths import (
    GRAPH_FORMATS,
    LinkPath,
    Scope,
    UnknownBody,
    Wanted,
    body_graph,
    case_graph,
    edges_sheet,
    flow,
    link_graph,
    links,
    nodes_sheet,
    shortest,
    simple_paths,
    temporal_paths,
    traffic,
    write_graph,
)
from sagsgang.graph.store import Archive
from travelled import body, case, travelled, written

TOWN = {
    "a": "DIR 2024-01-01 TMU 2024-01-11 ØK 2024-01-21 KB 2024-01-31",
    "b": "DIR 2024-02-01 ØK 2024-02-05 KB 2024-02-12",
    "c": "DIR 2024-03-01 ØK 2024-03-09 TMU 2024-03-29 ØK 2024-04-08 KB 2024-04-15",
    "d": "TMU 2024-05-01 KB 2024-05-02",
}
CODES = ("DIR", "TMU", "ØK", "KB", "HU")


@cache
def town() -> Archive:
    return travelled(TOWN, announced=[("d", "KB", "DIR", "2024-05-02", "2024-06-01")])


def told(found: list[LinkPath]) -> list[str]:
    return [" ".join(body.short for body in path.bodies) for path in found]


def test_a_link_has_its_hops_their_days_and_its_share_of_what_leaves() -> None:
    found = links(traffic(town()))
    link = found[body("DIR"), body("ØK")]
    assert ([hop.case for hop in link.hops], link.days.median, link.share) == ([case("b"), case("c")], 6.0, 2 / 3)
    assert found[body("ØK"), body("KB")].days == found[body("ØK"), body("KB")].days
    graph = link_graph(traffic(town(), Scope(since="2024-02-01", until="2024-02-29")))
    assert [tuple(sorted(edge)) for edge in graph.edges] == [
        tuple(sorted((body("DIR"), body("ØK")))),
        tuple(sorted((body("ØK"), body("KB")))),
    ]


def test_all_simple_paths_are_found_whoever_went_them() -> None:
    assert told(simple_paths(town(), "DIR", "KB")) == ["DIR TMU KB", "DIR ØK KB", "DIR TMU ØK KB", "DIR ØK TMU KB"]
    assert told(simple_paths(town(), "DIR", "KB", Wanted(longest=3))) == ["DIR TMU KB", "DIR ØK KB"]
    assert told(simple_paths(town(), "DIR", "KB", Wanted(most=1))) == ["DIR TMU KB"]
    assert told(simple_paths(town(), "DIR", "KB", Wanted(via="TMU"))) == [
        "DIR TMU KB",
        "DIR TMU ØK KB",
        "DIR ØK TMU KB",
    ]
    assert told(simple_paths(town(), "DIR", "KB", Wanted(avoiding="TMU"))) == ["DIR ØK KB"]
    assert told(simple_paths(town(), "KB", "DIR")) == []


def test_a_path_is_short_by_its_hops_its_days_or_how_often_cases_go_so() -> None:
    by_days = shortest(town(), "DIR", "KB", "days")
    assert [(one, path.days) for one, path in zip(told(by_days), by_days, strict=True)] == [
        ("DIR TMU KB", 11.0),  # 10 + 1
        ("DIR ØK KB", 13.0),  # 6 + 7
        ("DIR TMU ØK KB", 27.0),  # 10 + 10 + 7
        ("DIR ØK TMU KB", 27.0),  # 6 + 20 + 1
    ]
    by_share = shortest(town(), "DIR", "KB", "frequency")
    assert told(by_share)[0] == "DIR ØK KB"
    assert by_share[0].share == pytest.approx(2 / 3 * 3 / 4)
    assert by_share[0].length("frequency") == pytest.approx(-log(1 / 2))


def test_a_path_tells_its_evidence_and_how_many_cases_went_all_of_it() -> None:
    [first, *_] = shortest(town(), "DIR", "KB", "frequency")
    assert [link.cases for link in first.links] == [(case("b"), case("c")), (case("a"), case("b"), case("c"))]
    assert first.whole == 2


def test_in_time_a_hop_never_leaves_before_the_one_before_has_come() -> None:
    found = temporal_paths(town(), "DIR", "KB")
    assert [(" ".join(b.short for b in path.bodies), path.days) for path in found] == [
        ("DIR ØK KB", 11),  # case b all the way
        ("DIR TMU ØK KB", 30),  # case a all the way
        ("DIR ØK TMU KB", 62),  # case c to TMU on 29 March, case d from there on 1 May
        ("DIR TMU KB", 122),  # case a to TMU on 11 January, case d from there on 1 May
    ]
    assert [hop.case for hop in found[2].hops] == [case("c"), case("c"), case("d")]
    assert temporal_paths(town(), "DIR", "KB", Wanted(scope=Scope(until="2024-01-31")))[0].days == 30


def test_the_flow_is_as_wide_as_the_narrowest_links() -> None:
    [found] = flow(town(), "DIR", "KB")
    assert found.most == 3
    assert sum(len(link.hops) for link in found.narrow) == 3
    [narrow] = flow(
        travelled({"a": "DIR 2024-01-01 ØK 2024-01-02 KB 2024-01-03", "b": "DIR 2024-01-01 ØK 2024-01-02"}), "DIR", "KB"
    )
    assert (narrow.most, [(one.sender.short, one.receiver.short) for one in narrow.narrow]) == (1, [("ØK", "KB")])
    assert [one.most for one in flow(town(), "KB", "DIR")] == [0]


def test_paths_of_two_towns_do_not_mix() -> None:
    both = Archive()
    both.load(written(TOWN) + written(TOWN, place="bakkerup"))
    found = shortest(both, "DIR", "KB", wanted=Wanted(most=1))
    assert [path.bodies[0].place for path in found] == ["Bakkerup Kommune", "Havnstrup Kommune"]
    assert all(len({one.municipality for one in path.bodies}) == 1 for path in found)
    with pytest.raises(UnknownBody, match="there is"):
        shortest(both, "DIRX", "KB")


days = st.integers(0, 60).map(lambda number: str(date(2024, 1, 1) + timedelta(days=number)))
stops = st.lists(st.tuples(st.sampled_from(CODES), days), min_size=1, max_size=5, unique_by=lambda stop: stop[1])
ways = st.lists(
    stops.map(lambda some: " ".join(f"{c} {d}" for c, d in sorted(some, key=lambda stop: stop[1]))),
    min_size=1,
    max_size=6,
)
worlds = ways.map(lambda some: {f"c{number}": way for number, way in enumerate(some)})
WIDE = Wanted(longest=5, most=200)


def goes(world: Mapping[str, str], name: str, one: str, other: str) -> bool:
    """Whether a case goes straight from one body to another, by the words of the world."""
    return (one, other) in pairwise(world[name].split()[::2])


def both_held(world: Mapping[str, str]) -> bool:
    return {"DIR", "KB"} <= {code for way in world.values() for code in way.split()[::2]}


@settings(max_examples=25, deadline=None)
@given(worlds.filter(both_held))
def test_the_shortest_paths_are_all_simple_paths_in_order_of_their_length(world: Mapping[str, str]) -> None:
    archive = travelled(world)
    every = told(simple_paths(archive, "DIR", "KB", WIDE))
    linked = {ends for way in world.values() for ends in pairwise(way.split()[::2])}
    inner = [some for size in range(4) for some in permutations(set(CODES) - {"DIR", "KB"}, size)]
    by_hand = [("DIR", *some, "KB") for some in inner if set(pairwise(("DIR", *some, "KB"))) <= linked]
    assert sorted(every) == sorted(" ".join(route) for route in by_hand)
    for by in ("hops", "days", "frequency"):
        found = shortest(archive, "DIR", "KB", by, WIDE)
        assert sorted(told(found)) == sorted(every)
        lengths = [round(path.length(by), 9) for path in found]
        assert lengths == sorted(lengths)
        for path in found:
            for link in path.links:
                assert all(
                    goes(world, name.rpartition("/")[2], link.sender.short, link.receiver.short) for name in link.cases
                )


@settings(max_examples=25, deadline=None)
@given(worlds.filter(both_held))
def test_paths_in_time_never_go_back_and_none_is_quicker(world: Mapping[str, str]) -> None:
    archive = travelled(world)
    found = temporal_paths(archive, "DIR", "KB", WIDE)
    known = links(traffic(archive))
    for path in found:
        assert all(one.day <= other.left for one, other in pairwise(path.hops))
        assert [(hop.sender, hop.receiver) for hop in path.hops] == list(pairwise(each.iri for each in path.bodies))
        assert all(hop in known[hop.sender, hop.receiver].hops for hop in path.hops)
    for name, way in world.items():  # what a case itself went is a path in time
        codes = way.split()[::2]
        if "DIR" in codes and "KB" in codes[codes.index("DIR") :]:
            start = codes.index("DIR")
            route = codes[start : start + codes[start:].index("KB") + 1]
            if len(set(route)) == len(route):
                took = [path.days for path in found if [b.short for b in path.bodies] == route]
                dates = [date.fromisoformat(day) for day in way.split()[1::2]]
                assert took, name
                assert took[0] <= (dates[start + len(route) - 1] - dates[start]).days


def test_the_graph_of_cases_and_bodies_has_a_tie_for_each_treatment() -> None:
    graph = case_graph(town())
    assert nx.is_bipartite(graph)
    assert {kind for _, kind in graph.nodes(data="kind")} == {"body", "case"}
    assert graph.number_of_edges() == sum(len(way.split()) // 2 for way in TOWN.values())
    assert sorted(tie["date"] for *_, tie in graph.edges(case("b"), data=True)) == [
        "2024-02-01",
        "2024-02-05",
        "2024-02-12",
    ]
    assert graph.nodes[case("b")]["title"] == "Sag b"
    assert case_graph(town(), Scope(since="2024-05-01")).number_of_edges() == 2


def attributes(graph: "nx.Graph[str]") -> list[tuple[str, ...]]:
    """All that a graph says, as text, in order."""
    nodes = [("node", node, *(f"{k}={v}" for k, v in sorted(told.items()))) for node, told in graph.nodes(data=True)]
    ties = [("tie", *ends, *(f"{k}={v}" for k, v in sorted(told.items()))) for *ends, told in graph.edges(data=True)]
    return sorted(nodes + ties)


def plain(graph: "nx.Graph[str]", *dropped: str) -> list[tuple[str, ...]]:
    """The same without attributes of the format."""
    copy = graph.copy()
    for _, told in [*copy.nodes(data=True), *((0, t) for *_, t in copy.edges(data=True))]:
        for name in dropped:
            told.pop(name, None)
    return attributes(copy)


@pytest.mark.parametrize("kind", ["bodies", "links", "cases"])
def test_what_is_exported_is_read_back_as_it_was(kind: str) -> None:
    making = {
        "bodies": lambda: body_graph(town()),
        "links": lambda: link_graph(traffic(town())),
        "cases": lambda: case_graph(town()),
    }
    graph = making[kind]()
    before = attributes(graph)
    read = nx.parse_graphml(write_graph(graph, "graphml").decode(), force_multigraph=graph.is_multigraph())
    assert plain(read, "label", "id") == before
    assert read.is_directed() == graph.is_directed()
    gexf = nx.read_gexf(io.BytesIO(write_graph(graph, "gexf")))
    assert plain(gexf, "label", "id") == before
    nodelink = nx.node_link_graph(json.loads(write_graph(graph, "json")), edges="links")
    assert plain(nodelink, "label") == before
    assert type(nodelink) is type(graph)


def test_sheets_have_the_columns_that_gephi_knows_and_a_row_a_node_or_tie() -> None:
    graph = body_graph(town())
    nodes, ties = nodes_sheet(graph), edges_sheet(graph)
    assert (nodes.columns[:2], ties.columns[:4]) == (("Id", "Label"), ("Source", "Target", "Type", "Id"))
    assert (len(nodes.rows), len(ties.rows)) == (graph.number_of_nodes(), graph.number_of_edges())
    rows = list(csv.reader(io.StringIO(write_graph(graph, "csv-edges").decode(), newline="")))
    assert rows == [list(ties.columns), *map(list, ties.rows)]
    assert {row[2] for row in ties.rows} == {"Directed"}


def test_what_a_title_holds_breaks_no_format() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("urn:a", name='Sag "1\\" <&> \x00\x0b\nny;', kind="case")
    graph.add_node("urn:b", name="=1+1\\", kind="body")
    graph.add_edge("urn:a", "urn:b", date="2024")
    for name in GRAPH_FORMATS:
        assert write_graph(graph, name)
    assert nx.parse_graphml(write_graph(graph, "graphml").decode()).nodes["urn:a"]["name"] == 'Sag "1\\" <&> \nny;'
    dot = write_graph(graph, "dot").decode()
    assert '"urn:b" [label="=1+1\\\\", tooltip="=1+1\\\\"];' in dot
    assert dot.count("\n") == 6


DUMPED = """
import sys
from hashlib import sha256
from travelled import travelled
from test_body_graph import TOWN
from sagsgang.graph.paths import GRAPH_FORMATS, body_graph, case_graph, flow, link_graph, shortest, traffic, write_graph
archive = travelled(dict(sorted(TOWN.items(), reverse=sys.argv[1] == "2")))
graphs = (body_graph(archive), case_graph(archive), link_graph(traffic(archive)))
print(sha256(b"".join(write_graph(graph, name) for graph in graphs for name in GRAPH_FORMATS)).hexdigest())
print(flow(archive, "DIR", "KB"), shortest(archive, "DIR", "KB"))
"""


def test_the_same_content_gives_the_same_bytes_whatever_the_order_and_the_seed() -> None:
    folders = os.pathsep.join(str(Path(__file__).parents[1] / name) for name in ("tests", "benchmarks"))
    answers = {
        subprocess.run(
            [sys.executable, "-c", DUMPED, seed],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": folders},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
