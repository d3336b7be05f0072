"""How well minutes are read is measured as a careful reader would, published as it is, and never gets worse unseen."""

import importlib.util
import json
import sys
import tomllib
from collections.abc import Iterator
from types import ModuleType

import pytest
import quality
from calibration import Measured, cases, measured, stale
from corpora import OURS, SHARED, Document, answer, documents, gold
from likeness import Node
from report import Scored, documents_table, page, scored
from sagsgang.graph.formats import read
from sagsgang.graph.mapping import extract
from sagsgang.graph.register import place, without_places
from scoring import Counts, Score, macro, score, total

SCORER = SHARED / "gold" / "score.py"
DOCUMENTS = documents()


@pytest.fixture(scope="module")
def found() -> list[Scored]:
    return scored(DOCUMENTS)


@pytest.fixture(scope="module")
def doubts() -> list[Measured]:
    return measured(cases(DOCUMENTS))


@pytest.fixture(scope="module")
def theirs() -> ModuleType:
    """The scorer beside this repository."""
    if not SCORER.exists():
        pytest.skip(f"the scorer is not beside this repository: {SCORER}")
    spec = importlib.util.spec_from_file_location("their_score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["their_score"] = module
    spec.loader.exec_module(module)
    return module


def damaged(node: Node) -> Iterator[Node]:
    """An answer, and what a worse reader would have given: something lost, renamed, doubled or put elsewhere."""
    yield node
    yield {}
    for key in node:
        yield {**node, key: None}
    items = node["items"]
    for key in items[0] if items else ():
        yield {**node, "items": [{**item, key: None} for item in items]}
        yield {**node, "items": [{**item, key: items[0][key]} for item in items]}
    yield {**node, "items": [{**item, "title": f"Punkt: {item['title'][:40]}"} for item in reversed(items)]}
    yield {**node, "items": items + items[:1]}


@pytest.mark.gold
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_the_scores_are_those_of_the_scorer_beside_this_repository(document: Document, theirs: ModuleType) -> None:
    wanted = gold(document)
    told = answer(document.path)
    for worse in [told] if document.seen else damaged(told):
        tally = theirs.Tally()
        theirs.score(wanted, worse, document.name, tally)
        ours = score(wanted, worse)
        assert {f: [c.right, c.invented, c.missed] for f, c in ours.items()} == dict(tally.counts)
        assert macro(ours) == pytest.approx(theirs.macro(tally))


def test_gold_itself_is_without_fault() -> None:
    wanted = json.loads((OURS / "08-lukkede-bilag.gold.json").read_text("utf-8"))
    told = score(wanted, {**wanted, "items": [{**i, "followups": []} for i in wanted["items"]]})
    assert {field for field, counts in told.items() if counts.invented or counts.missed} <= {"followups"}


def test_what_is_wrong_is_invented_and_what_is_gone_is_missed() -> None:
    wanted = json.loads((OURS / "03-byraadet.gold.json").read_text("utf-8"))
    members = [{"name": "Ukendt Person"}, *wanted["members"][1:]]
    assert score(wanted, {**wanted, "members": members})["members"] == Counts(len(members) - 1, 1, 1)


def test_figures_follow_from_the_counts() -> None:
    counts = Counts(right=6, invented=2, missed=4)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.6, pytest.approx(2 / 3))
    assert (Counts().precision, Counts().recall, Counts().f1) == (1.0, 1.0, 1.0)
    assert (Counts(missed=1).precision, Counts(invented=1).recall, Counts(missed=1).f1) == (0.0, 0.0, 0.0)


def test_together_documents_weigh_by_what_they_hold() -> None:
    one: Score = {"items": Counts(3, 1, 0)}
    assert total([one, {"items": Counts(1, 0, 1), "access": Counts(1)}]) == {
        "items": Counts(4, 1, 1),
        "access": Counts(1),
    }


def test_no_score_is_below_its_floor(found: list[Scored]) -> None:
    assert quality.below(found) == []


def test_floors_rise_to_a_little_below_what_was_reached_and_are_never_lowered() -> None:
    before = {"a": {"macro": 0.9, "gone": 0.8}}
    after = quality.raised(before, {"a": {"macro": 0.957, "new": 0.5}})
    assert after == {"a": {"macro": 0.94, "gone": 0.8, "new": 0.49}}
    assert quality.raised(after, {"a": {"macro": 0.5}}) == after
    assert tomllib.loads(quality.written(after)) == after


def test_the_published_figures_are_those_of_today(found: list[Scored], doubts: list[Measured]) -> None:
    published = quality.PAGE.read_text("utf-8")
    stale = "docs/quality.md is stale: run make quality"
    ours = documents_table(each for each in found if each.document.ours)
    assert set(ours) <= set(published.splitlines()), stale
    assert not SHARED.is_dir() or published == page(found, doubts), stale


@pytest.mark.skipif(not SHARED.is_dir(), reason="not all documents that confidences are measured by are here")
def test_the_confidences_of_the_graph_are_those_measured(doubts: list[Measured]) -> None:
    assert stale(doubts) == [], "ontology/doubts.ttl is stale: run make quality"


def test_a_confidence_is_half_where_nothing_was_seen_and_cautious_where_little_was() -> None:
    assert Measured("narrated", 0, 0, 0, 0).confidence == "0.50"
    assert Measured("narrated", 0, 0, 3, 3).confidence == "0.80"
    assert Measured("narrated", 0, 0, 98, 98).confidence == "0.95"
    assert Measured("narrated", 2, 0, 2, 0).confidence == "0.25"


def test_enough_held_out_cases_count_alone() -> None:
    assert Measured("narrated", 10, 5, 90, 85).confidence == "0.50"
    assert Measured("narrated", 9, 4, 90, 85).confidence == "0.90"


def test_every_document_of_ours_says_its_family() -> None:
    assert [document.name for document in DOCUMENTS if document.ours and document.family == "not told"] == []


def test_held_out_documents_are_told_apart_from_those_the_rules_were_written_for(found: list[Scored]) -> None:
    kinds = {row.split(" | ")[1]: row.split(" | ")[3] for row in documents_table(found)}
    assert all(kinds[d.name] == ("training" if d.seen else "held-out") for d in DOCUMENTS)


def test_without_places_no_municipality_of_the_register_is_known() -> None:
    text = "Voksenudvalget\n\nREFERAT\n\nDato: 4. april 2023\n\nNorddjurs Kommune\n\n1. Budget\n\nSagsgang: VU BUU\n"

    def codes() -> list[str | None]:
        route = extract(read(text.encode())).items[0].route
        return [step.body for step in route.steps] if route else []

    assert codes()[1:] == ["Børne- og ungdomsudvalget"]
    with without_places():
        assert place("Norddjurs Kommune") is None
        assert codes()[1:] == ["BUU"]
    assert place("Norddjurs Kommune") is not None
