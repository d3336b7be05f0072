"""The questions asked of an invented world, held against what is true of it and what a careful reader finds."""

import ast
from collections import Counter
from pathlib import Path

import pytest
from invented import (
    alike,
    ask,
    best,
    bodies,
    decided,
    documents,
    items,
    matters,
    names,
    numbered,
    printed,
    town,
    ways,
)
from pyoxigraph import QuerySolutions
from sagsgang.graph.build import build
from sagsgang.graph.resolve import last_day
from sagsgang.graph.store import Archive
from sagsgang.queries import named, parse
from sagsgang.queries import names as asked

OUTCOMES = "SELECT ?label ?key { ?it skos:inScheme sag:outcomes ; skos:prefLabel ?label ; skos:notation ?key }"
DEPARTED = {"approved_with_changes", "rejected", "not_recommended", "postponed", "referred", "withdrawn"}


def questions(file: Path) -> set[str]:
    """The questions that the tests of a file ask of the invented town, by name."""
    calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
    named = (node for node in calls if isinstance(node.func, ast.Name) and node.func.id in ("ask", "graph"))
    return {str(node.args[0].value) for node in named if isinstance(node.args[0], ast.Constant)}


def test_every_question_is_held_against_the_truth() -> None:
    held = [
        file for file in Path(__file__).parent.glob("test_*.py") if "from invented import" in file.read_text("utf-8")
    ]
    assert set(asked()) == set().union(*map(questions, held))


def test_the_bodies_that_a_case_passed() -> None:
    right = [
        tuple(row["body"].casefold() for row in ask("case_route", case=printed()[case])) == bodies(ways()[case])
        for case in numbered()
    ]
    assert len(right) > 30
    assert sum(right) / len(right) > 0.97


def test_where_a_case_is() -> None:
    told = {case: next(ask("case_status", case=printed()[case]), {}) for case in numbered()}
    right = [told[case].get("body", "").casefold() == bodies(ways()[case])[-1] for case in told]
    assert sum(right) / len(right) > 0.97


def test_the_commonest_ways() -> None:
    true = Counter(bodies(steps) for steps in ways().values())
    length = Counter({len(way): 0 for way in true})
    for way, count in true.items():
        length[len(way)] += count
    told: Counter[int] = Counter()
    for row in ask("route_variants"):
        told[int(row["bodies"])] += int(row["cases"])
    assert alike(length.elements(), told.elements()) > 0.98


def test_who_was_against() -> None:
    stances = ("dissents", "abstentions")
    true = [
        (day, body, (one["name_or_party"] if isinstance(one, dict) else one).casefold())
        for body, day, item in decided()
        for stance in stances
        for one in item[stance]
    ]
    told = [
        (row["date"], row["body"].casefold(), row.get("name", row.get("party", "")).casefold())
        for row in ask("dissents")
    ]
    assert alike(true, told) > 0.95


def test_the_closed_share() -> None:
    true = Counter((body, day[:4]) for body, day, item in items() if item["open"] is False)
    told = Counter({(row["body"].casefold(), row["year"]): int(row["closed_items"]) for row in ask("closed_share")})
    assert alike(true.elements(), told.elements()) > 0.97


def test_outcomes_by_body() -> None:
    found = town().archive.query(parse(OUTCOMES, "outcomes of the scheme").bind({}))
    assert isinstance(found, QuerySolutions)
    keys = {row["label"].value: row["key"].value for row in found}
    true = Counter((body, item["decision_outcome"]) for body, _, item in matters() if item["decision_outcome"])
    beside = Counter((body, key) for body, _, item in matters() for key in item.get("outcome_alternatives", ()))
    told: Counter[tuple[str, str]] = Counter()
    for row in ask("outcomes"):
        told[row["body"].casefold(), keys[row["outcome"]]] += int(row["times"])
    assert alike(true.elements(), (told - ((told - true) & beside)).elements()) > 0.97


def test_what_is_held() -> None:
    true = Counter(names()[body] for (body, _), document in best().items() if document["kind"] != "dagsorden")
    told: Counter[str] = Counter()
    for row in ask("coverage"):
        told[row["body"].casefold()] += int(row["held"])
    assert alike(true.elements(), told.elements()) == 1.0


def test_open_tasks() -> None:
    true = [
        (day, body, (one["assignee"] or "").casefold()) for body, day, item in decided() for one in item["followups"]
    ]
    told = [(row["date"], row["body"].casefold(), row.get("assignee", "").casefold()) for row in ask("open_tasks")]
    assert alike(true, told) > 0.95


def test_where_the_decision_departed() -> None:
    true = [
        (day, body) for body, day, item in matters() if item["recommendation"] and item["decision_outcome"] in DEPARTED
    ]
    told = {(row["date"], row["body"].casefold(), row["title"]) for row in ask("departures")}
    assert alike(true, [(day, body) for day, body, _ in told]) > 0.97


def test_who_was_announced_and_not_recorded() -> None:
    true = []
    for (body, day), document in best().items():
        named = [one for one in document["persons"] if one["item"] and document["kind"] != "dagsorden"]
        recorded = {(one["person"], one["item"]) for one in named if not one["announced"]}
        missing = (one for one in named if one["announced"] and (one["person"], one["item"]) not in recorded)
        true += [(day, names()[body], one["name"].casefold()) for one in missing]
    told = [
        (row["date"], row["body"].casefold(), row["name"].casefold())
        for row in ask("announced_not_recorded")
        if row["status"] == "not recorded"
    ]
    assert alike(true, told) > 0.97


def test_hearings() -> None:
    true = [
        (step["day"], names()[step["body"]])
        for steps in ways().values()
        for step in steps
        if step["outcome"] == "sent_to_hearing"
    ]
    assert alike(true, [(row["sent"], row["body"].casefold()) for row in ask("hearings")]) > 0.97


def test_what_the_administration_had_first() -> None:
    kinds = {body["name"].casefold(): body["kind"] for body in town().truth["bodies"]}
    true = []
    for steps in ways().values():
        way = [kinds[body] for body in bodies(steps)]
        elected = [at for at, kind in enumerate(way) if kind in ("council", "standing", "economic")]
        if elected and "board" in way[: elected[0]]:
            true.append(steps[elected[0]]["day"])
    assert alike(true, [row["committee_date"] for row in ask("administration_first")]) > 0.97


@pytest.mark.parametrize("at", [0, 5, 10])
def test_where_a_person_is_named(at: int) -> None:
    told: dict[str, set[str]] = {}
    for document in documents():
        for one in document["persons"]:
            told.setdefault(one["person"], set()).add(document["day"])
    person = sorted(told, key=lambda one: (-len(told[one]), one))[at]
    (known,) = (one for one in town().truth["persons"] if one["person"] == person)
    days = {row["date"] for row in ask("person_record", person=known["names"][-1]["name"]) if "date" in row}
    assert alike(told[person], days) > 0.97


SEEDS = Path(__file__).parents[2] / "shared" / "minutes" / "seeds"
MOST = {
    "case": """SELECT ?it {
          ?plan a sag:Plan ; sag:case ?it . ?item sag:case ?it . ?one dct:isPartOf ?item ; sag:person ?who
        }
        GROUP BY ?it ORDER BY DESC(COUNT(*)) STR(?it) LIMIT 1""",
    "person": "SELECT ?it { ?one sag:person ?it } GROUP BY ?it ORDER BY DESC(COUNT(?one)) STR(?it) LIMIT 1",
}
OF_ONE_BODY = {"administration_first", "common_routes", "departures", "hearings", "postponed", "route_deviations"}
SILENT = {"agenda_and_minutes", "attachments_not_listed", "contradictions", "dissents", *OF_ONE_BODY}
"""Questions about what two minutes of one body, years apart, need not tell."""


@pytest.mark.gold
@pytest.mark.skipif(not SEEDS.exists(), reason="no seeds beside the project")
def test_every_question_that_two_minutes_can_answer_is_answered_of_the_seeds() -> None:
    with Archive() as archive:
        build([SEEDS], archive, workers=1)

        def first(text: str) -> str:
            found = archive.query(parse(text, "most").bind({}))
            assert isinstance(found, QuerySolutions)
            return str(next(iter(found))["it"].value)

        given = {kind: first(text) for kind, text in MOST.items()} | {"post": "kommunaldirektør", "body": "ØK"}
        given["fact"] = given["case"]
        silent = set()
        for name in asked():
            query = named(name)
            values = {param.name: given[param.name] for param in query.params if param.default is None}
            if not list(archive.query(query.bind(values, last_day(archive)))):
                silent.add(name)
    assert silent <= SILENT
