"""Coverage: which meetings of a body and year are held, which are named but missing, and what nobody knows."""

import re
from pathlib import Path

from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions
from sagsgang.api.app import create_app
from sagsgang.graph.resolve import conclude, last_day
from sagsgang.graph.store import Archive
from sagsgang.queries import named
from stating import Decided, Item, Paper, Sent, hold, state

MINUTES = Paper("ØK", "2025-02-03", (Item("Ny bro", "25/1", place="1"),))
AGENDA = Paper("ØK", "2025-02-17", (Item("Ny bro", "25/1"),), kind="agenda")
TOLD = Paper(
    "KB",
    "2025-02-24",
    (
        Item("Ny bro", "25/1", decided=(Decided("ØK", "2025-01-13"), Decided("KB", None))),
        Item("Ny skole", "25/2", sent=(Sent("KB", "ØK", "2025-01-27"), Sent("KB", "ØK", "2025-03-03"))),
    ),
    meetings=(("ØK", "2024-12-16"), ("KB", "2025-03-31")),
)


def rows(*papers: Paper, **values: str) -> list[dict[str, str]]:
    archive = hold(papers)
    conclude(archive)
    return ask(archive, **values)


def ask(archive: Archive, **values: str) -> list[dict[str, str]]:
    found = archive.query(named("coverage").bind(values, last_day(archive)))
    assert isinstance(found, QuerySolutions)
    variables = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in variables if row[name] is not None} for row in found]


def test_meetings_are_held_listed_only_or_named_only() -> None:
    council, before, finance = rows(MINUTES, AGENDA, TOLD)
    assert (council["code"], council["year"], council["held"], council["coming"]) == ("KB", "2025", "1", "2025-03-31")
    assert (before["year"], before["held"], before["missing_days"]) == ("2024", "0", "2024-12-16")
    assert (finance["held"], finance["agenda_only"], finance["missing"]) == ("1", "1", "2")
    assert (finance["agenda_days"], finance["missing_days"]) == ("2025-02-17", "2025-01-13, 2025-01-27")
    assert finance["coming"] == "2025-03-03"


def test_what_is_missing_is_told_as_of_a_day_and_what_comes_to_be_held_is_missing_no_more() -> None:
    [row] = rows(MINUTES, TOLD, on="2025-03-03", body="øk", year="2025")
    assert (row["missing_days"], row["coming"]) == ("2025-01-13, 2025-01-27, 2025-03-03", "")
    late = Paper("ØK", "2025-01-27", (Item("Ny skole", "25/2"),))
    [row] = rows(MINUTES, TOLD, late, body="Økonomiudvalget", year="2025")
    assert (row["held"], row["missing_days"]) == ("2", "2025-01-13")


def counted(*meetings: tuple[str, int, int]) -> list[Paper]:
    """Minutes of meetings whose items have numbers from one to another."""
    return [
        Paper("KB", day, tuple(Item(f"Sag {number}", f"25/{number}", place=f"{number}") for number in range(a, b + 1)))
        for day, a, b in meetings
    ]


def test_numbers_that_run_on_show_where_a_meeting_is_missing() -> None:
    meetings = [("2025-01-28", 1, 3), ("2025-02-25", 4, 6), ("2025-04-29", 9, 10), ("2025-05-27", 11, 12)]
    assert [row["jumps"] for row in rows(*counted(*meetings))] == ["2025-04-29"]
    assert [row["jumps"] for row in rows(*counted(*meetings[1:]))] == ["2025-02-25, 2025-04-29"]


def test_numbers_that_begin_anew_at_each_meeting_tell_nothing() -> None:
    meetings = [("2025-01-28", 1, 3), ("2025-02-25", 1, 6), ("2025-04-29", 2, 4), ("2025-05-27", 7, 9)]
    assert [row["jumps"] for row in rows(*counted(*meetings))] == [""]
    apart = [("2025-01-28", 1, 3), ("2025-02-25", 7, 9)]
    assert [row["jumps"] for row in rows(*counted(*apart))] == [""]


@settings(max_examples=6, deadline=None)
@given(st.permutations([MINUTES, AGENDA, TOLD, *counted(("2025-03-03", 1, 2), ("2025-03-10", 3, 4))]))
def test_order_of_arrival_does_not_matter(papers: list[Paper]) -> None:
    archive = Archive()
    for paper in papers:
        stated = state(paper)
        archive.put(stated)
        conclude(archive, [stated.document])
    assert ask(archive) == rows(MINUTES, AGENDA, TOLD, *counted(("2025-03-03", 1, 2), ("2025-03-10", 3, 4)))


def test_pages_tell_what_is_held_and_each_municipality_as_of_its_own_last_day(tmp_path: Path) -> None:
    there = Paper("ØK", "2025-06-02", (Item("Ny vej", "25/7"),), municipality="Nordby Kommune")
    with Archive(tmp_path / "store") as archive:
        for paper in (MINUTES, AGENDA, TOLD, there):
            archive.put(state(paper))
        conclude(archive)
    with TestClient(create_app(tmp_path / "store")) as client:
        finance = client.get("/id/municipality/havnstrup/body/oekonomiudvalget").text
        assert "13. januar 2025 og 27. januar 2025" in finance
        assert "3. marts 2025 og" not in finance
        front = client.get("/").text
        assert "Hver kommune er vist pr. sin egen nyeste mødedag" in front
        assert re.search(
            r"<td>Havnstrup Kommune</td><td>2025</td><td[^>]*>2</td><td[^>]*>1</td><td[^>]*>2 møder", front
        )
        case = "/id/municipality/havnstrup/case/25-2"
        own, later = client.get(case).text, client.get(f"{case}?pr=2025-06-02").text
        assert 'value="24.2.2025"' in own
        assert "Næste skridt: Økonomiudvalget" in own
        assert "ikke i det, vi har" in later
        assert "men er ikke set der" not in later
