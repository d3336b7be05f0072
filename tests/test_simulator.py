"""The invented world is the same for the same seed, says what is in its documents, and has every layout."""

from collections.abc import Mapping
from datetime import date
from html import escape
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
import simulate
from pyoxigraph import RdfFormat, parse
from sagsgang.graph.build import build
from sagsgang.graph.extract import extract
from sagsgang.graph.formats import read
from sagsgang.graph.register import concept
from sagsgang.graph.store import Archive
from scoring import macro, score, total
from world.answers import found
from world.layouts import LAYOUTS
from world.ledger import Announced, Holdings, Step, status
from world.measures import Measures, measured
from world.statements import statements
from world.town import Town, Written
from world.values import SUPPLEMENT, When

Truth = Mapping[str, Any]


def told(seed: int, years: int = 1) -> tuple[list[Written], Truth, str]:
    """The documents and the truth of the first municipality of a world."""
    town = next(iter(simulate.world(seed, 1, years)))
    documents = list(town.documents())
    return documents, town.truth.json(), town.truth.slug


@pytest.fixture(scope="module")
def small() -> tuple[list[Written], Truth, str]:
    return told(5)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("same", 3), ("other", 4)):
        simulate.write(seed, tmp_path / name, 1, 1, documents=25)
    assert files(tmp_path / "one") == files(tmp_path / "same")
    assert files(tmp_path / "one").keys() != files(tmp_path / "other").keys()


def test_the_truth_tells_of_every_document_and_of_no_other(small: tuple[list[Written], Truth, str]) -> None:
    documents, truth, _ = small
    assert [one.name for one in documents] == [one["document"] for one in truth["documents"]]
    for written, true in zip(documents, truth["documents"], strict=True):
        gold: Truth = written.gold
        assert gold["meeting"]["date"] == true["day"]
        titles = [each["title"] for item in gold["items"] for each in (item, *item["sub_items"])]
        assert titles == [item["title"] for item in true["items"]]
        assert all(escape(title) in written.data.decode() for title in titles)


def test_the_gold_is_all_right_by_its_own_measure(small: tuple[list[Written], Truth, str]) -> None:
    scores = [score(one.gold, answered(one.gold)) for one in small[0]]
    assert macro(total(scores)) == 1.0


def answered(node: Truth) -> Truth:
    """Gold, or an item of it, as if a reader had answered it: tasks with their sentences."""
    tasks = [{**task, "text": task["text_contains"]} for task in node.get("followups", ())]
    parts = {key: [answered(each) for each in node[key]] for key in ("items", "sub_items") if key in node}
    return {**node, "followups": tasks, **parts}


def test_the_quads_parse_and_hold_each_case_with_its_way(small: tuple[list[Written], Truth, str]) -> None:
    _, truth, slug = small
    quads = list(parse("".join(statements(truth, slug)), RdfFormat.N_QUADS))
    kinds = [quad.object.value for quad in quads if quad.predicate.value.endswith("#type")]
    assert kinds.count("https://w3id.org/sagsgang/ontology/Case") == len(truth["cases"])
    steps = sum(len(case["route"]) for case in truth["cases"])
    assert kinds.count("https://w3id.org/sagsgang/ontology/Treatment") == steps


def test_a_post_has_one_holder_at_a_time_and_a_case_goes_forward_in_time() -> None:
    town = Town(41, 0, 3, 2025)
    assert sum(1 for _ in town.documents()) > 300
    truth: Truth = town.truth.json()
    posts: dict[str, list[tuple[str, str]]] = {}
    for post in (post for person in truth["persons"] for post in person["posts"]):
        if post["title"] != "fællestillidsrepræsentant" and post["first"] <= (post["last"] or "9999"):
            posts.setdefault(post["title"], []).append((post["first"], post["last"] or "9999"))
    for periods in map(sorted, posts.values()):
        assert all(one[1] < other[0] for one, other in pairwise(periods))
    for case in truth["cases"]:
        days = [step["day"] for step in case["route"]]
        assert days == sorted(days)
    assert truth["reforms"]
    assert {one["end"] for one in truth["cases"]} == {"decided", "withdrawn", "lost", "under way"}
    items = (item for one in truth["documents"] for item in one["items"])
    told = {referral["status"] for item in items for referral in item["referrals"] if "status" in referral}
    every = {"kept", "early", "late", "skipped", "returned", "open", "not in what we hold"}
    assert {"kept", "late", "open", "not in what we hold"} <= told <= every


def test_every_layout_is_written_somewhere_in_a_world() -> None:
    towns = [Town(1, index, 1, 2024) for index in range(60)]
    used = {family for town in towns for system in town.systems for family in system.values()}
    assert used == set(LAYOUTS)


def test_a_small_world_is_built_and_much_of_it_is_found(
    small: tuple[list[Written], Truth, str], tmp_path: Path
) -> None:
    documents, truth = small[0][:14], small[1]
    for one in documents:
        path = tmp_path / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
    into = Measures()
    with Archive() as archive:
        report = build([tmp_path], archive, workers=1)
        measured({**truth, "documents": truth["documents"][:14]}, found(archive), into)
    assert (report.documents, report.unreadable, report.violations) == (len(documents), (), 0)
    assert into.cases.f1 > 0.8
    assert into.persons.f1 > 0.9


def test_what_comes_of_a_referral_follows_from_what_is_held() -> None:
    may, june, july = date(2024, 5, 7), date(2024, 6, 11), date(2024, 7, 2)
    when = When("den 11. juni", june.isoformat(), june, june)
    exact, loose = (Announced(may, "a", "a", "b", time, [("b", "c")]) for time in (when, None))
    ahead = Announced(may, "a", "b", "c", None, [("a", "b"), ("c", "d"), ("d", "a")])
    start = Step("a", may, True)
    all_held = Holdings(july, {"b": [june], "c": [june]}, {})
    missing = Holdings(july, {"b": [july]}, {"b": [june]})
    cases = [
        ("kept", exact, [start, Step("b", june, True)], all_held),
        ("late", exact, [start, Step("b", july, True)], all_held),
        ("early", exact, [start, Step("b", date(2024, 5, 21), True)], all_held),
        ("late", exact, [start], all_held),
        ("not in what we hold", exact, [start], missing),
        ("not in what we hold", exact, [start, Step("b", june, False)], missing),
        ("open", exact, [start], Holdings(may, {}, {})),
        ("open", loose, [start], all_held),
        ("skipped", loose, [start, Step("c", june, True)], all_held),
        ("not in what we hold", loose, [start, Step("c", june, True)], missing),
        ("returned", loose, [Step("z", date(2024, 4, 1), True), start, Step("z", june, True)], all_held),
        ("open", ahead, [start, Step("a", june, True, True), Step("b", july, True)], all_held),
        ("returned", ahead, [start, Step("b", date(2024, 5, 21), True), Step("a", june, True)], all_held),
        ("open", ahead, [start, Step("b", date(2024, 5, 21), True, True), Step("a", june, True)], all_held),
    ]
    assert [status(told, steps, (), held) for _, told, steps, held in cases] == [right for right, *_ in cases]


@pytest.mark.parametrize("family", sorted(name for name, one in LAYOUTS.items() if one.features.tells_kind))
@pytest.mark.parametrize(("kind", "read_as"), [("tillægsdagsorden", "supplement"), ("rettet {}", "correction")])
def test_supplements_and_corrections_say_what_they_are(family: str, kind: str, read_as: str) -> None:
    town, layout = Town(5, 0, 1, 2024), LAYOUTS[family]
    session = next(one for one in town.course.sessions() if one.meeting.body.kind == "council" and len(one.dealt) > 1)
    town.people.elect(town.bodies, session.meeting.day)
    paper = town.desk.paper(Random(1), session, layout.features, agenda=kind == SUPPLEMENT)
    paper.kind = kind.format(layout.features.kinds[0])
    told = extract(read(layout.write(Random(1), paper).encode()))
    assert told.kind is not None
    assert concept("kind", told.kind.value) == read_as
