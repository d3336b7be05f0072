"""Questions about what an item holds: tasks, deadlines, dissents, recommendations, attachments, hearings, delays."""

from functools import cache

import pytest
from pyoxigraph import QuerySolutions
from sagsgang.graph.extract import extract
from sagsgang.graph.formats import read
from sagsgang.graph.resolve import conclude, last_day
from sagsgang.graph.store import Archive
from sagsgang.queries import named
from stating import Decided, Enclosed, Item, Paper, Sent, Todo, hold

BRIDGE, HALL, PLAN, FERRY = "Ny bro over åen", "Hal i Nørreby", "Lokalplan 12", "Færgens takster"

FIRST = Paper(
    "TMU",
    "2025-01-20",
    (
        Item(
            BRIDGE,
            "25/1",
            decided=(Decided("TMU", "2025-01-20", ("postponed",)),),
            advice="at broen bygges",
            attachments=(Enclosed("Kort", "1"), Enclosed("Tilbud", "2", closed=True)),
            annexes=("2", "3"),
            tasks=(Todo("Lis regner på prisen", "Lis Bro", "2025-01-31"), Todo("Der skal måles")),
        ),
        Item(
            PLAN,
            "25/2",
            decided=(Decided("TMU", "2025-01-20", ("approved", "sent_to_hearing")),),
            advice="at planen sendes i høring",
            attachments=(Enclosed("Kort"), Enclosed("Plan")),
            annexes=("2", "3"),
        ),
        Item(FERRY, "25/3", decided=(Decided("TMU", "2025-01-20", ("not_treated",)),)),
        Item("Køb af jord", "25/4", closed=True),
    ),
    meetings=(("TMU", "2025-02-17"),),
)
SECOND = Paper(
    "TMU",
    "2025-02-17",
    (
        Item(BRIDGE, "25/1", decided=(Decided("TMU", "2025-02-17", ("postponed",)),)),
        Item(
            PLAN,
            "25/2",
            decided=(Decided("TMU", "2025-02-17", ("approved_with_changes",)),),
            advice="at planen vedtages",
            against=("Bo Dam",),
        ),
    ),
)
THIRD = Paper(
    "TMU",
    "2025-03-17",
    (
        Item(
            BRIDGE,
            "25/1",
            decided=(Decided("TMU", "2025-03-17", ("recommended",)),),
            sent=(Sent("TMU", "KB", "2025-04-01"),),
            advice="at broen bygges",
        ),
    ),
)
COUNCIL = Paper(
    "KB",
    "2025-04-01",
    (
        Item(
            BRIDGE,
            "25/1",
            decided=(Decided("TMU", "2025-03-17", ("rejected",)), Decided("KB", "2025-04-01", ("approved",))),
        ),
    ),
)


@cache
def spring() -> Archive:
    archive = hold((FIRST, SECOND, THIRD, COUNCIL))
    conclude(archive)
    return archive


def rows(name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
    """Some columns of the answers to a question; what is not told is empty."""
    archive = spring()
    found = archive.query(named(name).bind(values, last_day(archive)))
    assert isinstance(found, QuerySolutions)
    return [tuple(row[each].value if row[each] is not None else "" for each in columns) for row in found]


def test_tasks_are_open_overdue_or_taken_up_again() -> None:
    columns = ("status", "assignee", "task", "age", "again")
    assert rows("open_tasks", *columns, on="2025-02-10") == [
        ("open", "", "Der skal måles", "21", ""),
        ("overdue", "Lis Bro", "Lis regner på prisen", "21", ""),
    ]
    assert {row[0] for row in rows("open_tasks", "status", on="2025-01-25")} == {"open"}
    assert rows("open_tasks", *columns, who="lis bro") == [
        ("taken up", "Lis Bro", "Lis regner på prisen", "71", "2025-02-17")
    ]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2024-02-28", "2024-03-01", "2"),
        ("2023-02-28", "2023-03-01", "1"),
        ("1999-12-31", "2000-03-01", "61"),
        ("2025-01-20", "2025-01-20", "0"),
    ],
)
def test_the_age_of_a_task_counts_leap_days(first: str, last: str, days: str) -> None:
    archive = hold([Paper("TMU", first, (Item(BRIDGE, tasks=(Todo("Der skal måles"),)),))])
    conclude(archive)
    found = archive.query(named("open_tasks").bind({"on": last}))
    assert isinstance(found, QuerySolutions)
    assert [row["age"].value for row in found] == [days]


def test_deadlines_are_of_tasks_of_announced_steps_and_of_meetings() -> None:
    columns = ("deadline", "left", "kind", "what", "body")
    assert rows("deadlines", *columns, on="2025-01-20") == [
        ("2025-01-31", "11", "task", "Lis regner på prisen", "Teknik- og Miljøudvalget"),
        ("2025-02-17", "28", "meeting", "", "Teknik- og Miljøudvalget"),
    ]
    assert rows("deadlines", *columns, on="2025-03-17", days="15") == [
        ("2025-04-01", "15", "step", "Teknik- og Miljøudvalget", "Kommunalbestyrelsen")
    ]
    assert rows("deadlines", *columns, on="2025-03-17", days="14") == []


def test_a_decision_departs_from_what_was_recommended() -> None:
    assert rows("departures", "date", "title", "outcome", "recommendation") == [
        ("2025-01-20", BRIDGE, "Udsat", "at broen bygges"),
        ("2025-02-17", PLAN, "Godkendt med ændringer", "at planen vedtages"),
    ]


def test_who_was_against() -> None:
    expected = [("2025-02-17", PLAN, "Imod", "Bo Dam", "Bo Dam var imod")]
    assert rows("dissents", "date", "title", "stance", "name", "quote") == expected
    assert rows("dissents", "date", "title", "stance", "name", "quote", who="bo dam") == expected
    assert rows("dissents", "date", who="Lis Bro") == []


def test_outcomes_are_counted_by_body_and_year() -> None:
    committee = [
        row for row in rows("outcomes", "body", "outcome", "times", "treatments") if row[0] != "Kommunalbestyrelsen"
    ]
    assert [row[1:] for row in committee] == [
        ("Udsat", "2", "6"),
        ("Afvist", "1", "6"),
        ("Anbefalet", "1", "6"),
        ("Godkendt", "1", "6"),
        ("Godkendt med ændringer", "1", "6"),
        ("Sendt i høring", "1", "6"),
    ]


def test_closed_items_and_attachments_are_a_share() -> None:
    columns = ("body", "items", "closed_items", "share_of_items", "attachments", "closed_attachments")
    assert rows("closed_share", *columns) == [
        ("Kommunalbestyrelsen", "1", "0", "0", "0", "0"),
        ("Teknik- og Miljøudvalget", "7", "1", "0.143", "4", "1"),
    ]


def test_attachments_that_are_named_and_not_listed() -> None:
    assert rows("attachments_not_listed", "title", "named", "listed") == [(PLAN, "3", "2"), (BRIDGE, "3", "2")]


def test_what_was_put_off_twice_or_not_reached_and_what_then() -> None:
    columns = ("title", "postponed", "untreated", "last", "then", "by", "outcome")
    assert rows("postponed", *columns) == [
        (BRIDGE, "2", "0", "2025-02-17", "2025-03-17", "Teknik- og Miljøudvalget", "Afvist, Anbefalet"),
        (FERRY, "0", "1", "2025-01-20", "", "", ""),
    ]
    assert rows("postponed", "title", on="2025-02-01") == [(FERRY,)]


def test_how_long_a_hearing_took_and_what_it_changed() -> None:
    assert rows("hearings", "title", "sent", "before", "back", "after", "days") == [
        (PLAN, "2025-01-20", "Godkendt, Sendt i høring", "2025-02-17", "Godkendt med ændringer", "28")
    ]
    assert rows("hearings", "title", "back", on="2025-02-01") == [(PLAN, "")]


def test_documents_that_tell_one_decision_otherwise_contradict_each_other() -> None:
    assert rows("contradictions", "date", "body", "about", "title") == [
        ("2025-03-17", "Teknik- og Miljøudvalget", "outcome", BRIDGE)
    ]
    assert {frozenset(row) for row in rows("contradictions", "one", "other")} == {frozenset({"Anbefalet", "Afvist"})}


def test_a_fact_leads_to_its_words_and_to_who_read_them() -> None:
    ((case, _),) = rows("postponed", "case", "title")[:1]
    assert [row[0] for row in rows("words_of_fact", "quote", fact=case)] == [BRIDGE] * 4
    assert rows("provenance", "reader", fact=case) == [("text",)] * 4
    ((treatment, *_),) = rows("case_route", "treatment", case="25/1", on="2025-01-20")
    assert rows("words_of_fact", "quote", fact=treatment) == [(BRIDGE,), (f"TMU besluttede {BRIDGE}",)]


def test_a_case_whole_is_a_graph_with_all_its_words() -> None:
    found = {str(triple) for triple in spring().query(named("case_whole").bind({"case": "25/1"}))}
    text = "\n".join(found)
    for words in (
        BRIDGE,
        "TMU besluttede",
        "KB besluttede",
        "Lis regner på prisen",
        "Tilbud",
        "bilag 3",
        "Kommunalbestyrelsen",
    ):
        assert words in text
    for words in (PLAN, FERRY, "Køb af jord"):
        assert words not in text
    assert any("/case/25-1> <https://w3id.org/sagsgang/ontology/caseNumber>" in triple for triple in found)


NAMING = """Skovby Kommune

Plan- og Klimaudvalget

Referat

Onsdag den 12. marts 2025

1. En sag

Sagsfremstilling
{told}

Beslutning
Godkendt.
"""


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("Det fremgår af bilag 3.", "3"),
        ("Det fremgår af bilag 1 og 2 samt bilag 5.", "1 2 5"),
        ("Se Bilag 2-4, bilag nr. 7 og bilag A.", "2 3 4 7 A"),
        ("Se bilagene A til C.", "A B C"),
        ("Se bilag 1, 2 og 9", "1 2 9"),
        ("Notatet ligger i bilag 12/2025, og bilag 1.500 eksemplarer er trykt.", ""),
        ("Der er vedlagt bilag om økonomien. Bilaget er lukket.", ""),
    ],
)
def test_attachments_named_by_number_are_told(told: str, named: str) -> None:
    (item,) = extract(read(NAMING.format(told=told).encode())).items
    assert " ".join(one.number for one in item.named_attachments) == named
