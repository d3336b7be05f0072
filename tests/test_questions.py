"""The questions of the ontology, asked of half a year of an invented municipality whose answers are known."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from havnstrup import HALL, HARBOUR, NURSERY, PATH, VOLUNTEERS, YEAR
from pyoxigraph import QuerySolutions
from sagsgang.graph.resolve import conclude, last_day
from sagsgang.graph.store import Archive
from sagsgang.queries import named, names
from stating import Decided, Enclosed, Item, Named, Paper, Sent, Todo, hold

Rows = list[dict[str, str]]


@cache
def year() -> Archive:
    archive = hold(YEAR)
    conclude(archive)
    return archive


def ask(name: str, archive: Archive | None = None, **values: str) -> Rows:
    """The answers to a question, without what is not told."""
    held = archive or year()
    found = held.query(named(name).bind(values, last_day(held)))
    assert isinstance(found, QuerySolutions)
    variables = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in variables if row[name] is not None} for row in found]


def columns(rows: Rows, *wanted: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(name, "") for name in wanted) for row in rows]


def test_which_bodies_has_a_case_passed() -> None:
    assert columns(ask("case_route", case="25/102"), "step", "date", "code", "outcome") == [
        ("1", "2025-01-20", "TMU", "Anbefalet"),
        ("2", "2025-02-03", "ØK", "Henvist"),
        ("3", "2025-02-17", "TMU", "Anbefalet"),
        ("4", "2025-03-03", "ØK", "Anbefalet"),
        ("5", "2025-03-10", "KB", "Godkendt"),
    ]
    assert columns(ask("case_route", case=NURSERY), "outcome")[-1] == ("Godkendt, Sendt i høring",)


@pytest.mark.parametrize("case", ["25/101", HARBOUR, "https://w3id.org/sagsgang/id/municipality/havnstrup/case/25-101"])
def test_a_case_is_asked_for_by_number_title_or_iri(case: str) -> None:
    assert columns(ask("case_route", case=case, on="2025-02-05"), "code") == [("DIR",), ("TMU",), ("ØK",)]
    assert columns(ask("case_status", case=case), "body") == [("Kommunalbestyrelsen",)]
    assert ask("case_route", case=f"{case}0") == []


def test_the_words_that_tell_a_treatment_are_those_of_the_decision() -> None:
    quotes = columns(ask("case_route", case="25/102"), "quote")
    assert quotes[0] == (f"TMU besluttede {PATH}",)


@pytest.mark.parametrize(
    ("case", "on", "expected"),
    [
        ("25/101", "2025-02-05", ("Økonomiudvalget", "2025-02-03", "Kommunalbestyrelsen", "2025-02-10", "open")),
        ("25/101", "2025-03-10", ("Kommunalbestyrelsen", "2025-02-10", "", "", "")),
        ("25/102", "2025-02-12", ("Økonomiudvalget", "2025-02-03", "Teknik- og Miljøudvalget", "2025-02-17", "open")),
        ("25/102", "2025-02-20", ("Teknik- og Miljøudvalget", "2025-02-17", "Økonomiudvalget", "2025-03-03", "open")),
        (NURSERY, "2025-02-20", ("Økonomiudvalget", "2025-02-03", "Kommunalbestyrelsen", "2025-02-10", "late")),
        (VOLUNTEERS, "2025-03-10", ("Direktionen", "2025-01-13", "Hovedudvalget", "2025-02", "not in what we hold")),
        (HARBOUR, "2025-01-01", ("", "", "", "", "")),
    ],
)
def test_where_is_a_case_and_who_is_next(case: str, on: str, expected: tuple[str, ...]) -> None:
    first = ask("case_status", case=case, on=on)[0]
    assert columns([first], "body", "since", "next", "when", "status") == [expected]


def test_open_referrals_are_told_apart() -> None:
    assert columns(ask("open_referrals"), "status", "title", "from", "to", "when") == [
        ("late", HALL, "Teknik- og Miljøudvalget", "Økonomiudvalget", "2025-02-03"),
        ("not in what we hold", VOLUNTEERS, "Direktionen", "Hovedudvalget", "2025-02"),
        ("open", VOLUNTEERS, "Hovedudvalget", "Økonomiudvalget", ""),
    ]
    assert columns(ask("open_referrals", on="2025-01-13"), "status") == [("open",)] * 7
    assert columns(ask("open_referrals", on="2025-02-12"), "status", "title", "to") == [
        ("late", NURSERY, "Kommunalbestyrelsen"),
        ("late", PATH, "Kommunalbestyrelsen"),
        ("late", HALL, "Økonomiudvalget"),
        ("open", VOLUNTEERS, "Hovedudvalget"),
        ("open", VOLUNTEERS, "Økonomiudvalget"),
        ("open", PATH, "Teknik- og Miljøudvalget"),
    ]


def test_a_step_may_be_skipped_or_turned_back_from() -> None:
    onward = (Sent("TMU", "ØK", "2025-02-03"), Sent("ØK", "KB", "2025-02-10"))
    first = Paper("TMU", "2025-01-20", (Item("Ny bro", "25/1", sent=onward),))
    council = Paper("KB", "2025-02-10", (Item("Ny bro", "25/1", decided=(Decided("KB", None),)),))
    other = (Item("Andet", "25/2"),)
    skipped = hold([first, council, Paper("ØK", "2025-02-03", other)])
    conclude(skipped)
    assert columns(ask("open_referrals", skipped), "status", "to") == [("skipped", "Økonomiudvalget")]
    finance = Paper("ØK", "2025-02-03", (Item("Ny bro", "25/1", decided=(Decided("ØK", None),)),))
    again = Paper("TMU", "2025-02-17", (Item("Ny bro", "25/1", decided=(Decided("TMU", None),)),))
    returned = hold([first, finance, again, Paper("KB", "2025-02-10", other)])
    conclude(returned)
    assert columns(ask("open_referrals", returned), "status", "to") == [("returned", "Kommunalbestyrelsen")]


def test_what_is_only_late_in_what_we_hold_is_not_said_to_be_late() -> None:
    archive = hold([Paper("TMU", "2025-01-20", (Item("Ny bro", "25/1", sent=(Sent("TMU", "ØK", "2025-02-03"),)),))])
    conclude(archive)
    assert columns(ask("open_referrals", archive, on="2025-02-03"), "status") == [("open",)]
    assert columns(ask("open_referrals", archive, on="2025-02-04"), "status") == [("not in what we hold",)]


def test_a_step_without_a_date_is_open_while_a_later_meeting_of_its_body_is_held() -> None:
    first = Paper("TMU", "2025-01-20", (Item("Ny bro", "25/1", sent=(Sent("TMU", "ØK"),)),))
    later = Paper("ØK", "2025-02-03", (Item("Andet", "25/2"),))
    for papers, status in (([first], "not in what we hold"), ([first, later], "open")):
        archive = hold(papers)
        conclude(archive)
        for name, values in (("open_referrals", {}), ("case_status", {"case": "25/1"})):
            assert columns(ask(name, archive, on="2025-01-25", **values), "status") == [(status,)]


def test_where_the_stated_route_differs_from_the_observed() -> None:
    rows = [row for row in ask("route_deviations") if row["against"] == "observed"]
    assert columns(rows, "deviation", "title", "route", "body", "date") == [
        ("added", NURSERY, "ØK KB", "Direktionen", "2025-01-13"),
        ("added", HARBOUR, "DIR ØK KB", "Teknik- og Miljøudvalget", "2025-01-20"),
        ("repeated", NURSERY, "ØK KB", "Økonomiudvalget", "2025-03-03"),
        ("returned", PATH, "TMU ØK KB", "Teknik- og Miljøudvalget", "2025-02-17"),
        ("returned", PATH, "TMU ØK KB", "Økonomiudvalget", "2025-03-03"),
    ]
    assert ask("route_deviations", on="2025-01-12") == []


def test_a_body_that_is_passed_over_may_only_be_missing() -> None:
    item = Item("Ny bro", "25/1", "TMU ØK KB", (Decided("TMU", "2025-01-20"), Decided("KB", None)))
    archive = hold([Paper("KB", "2025-02-10", (item,))])
    conclude(archive)
    assert columns(ask("route_deviations", archive), "deviation", "body") == [
        ("not in what we hold", "Økonomiudvalget")
    ]
    archive = hold([Paper("KB", "2025-02-10", (item,)), Paper("ØK", "2025-02-03", ())])
    conclude(archive)
    assert columns(ask("route_deviations", archive), "deviation", "body") == [("skipped", "Økonomiudvalget")]


def test_who_sends_to_whom_and_how_long_it_takes() -> None:
    found = columns(ask("common_routes"), "year", "from", "to", "hops", "median_days")
    assert found[0] == ("2025", "Teknik- og Miljøudvalget", "Økonomiudvalget", "3", "14")
    assert len(found) == 6
    assert ask("common_routes", year="2024") == []
    assert len(ask("common_routes", place="havnstrup kommune")) == 6


@pytest.mark.parametrize(("days", "median"), [([7], 7), ([7, 14], 10.5), ([3, 28, 7], 7), ([1, 2, 300, 4], 3)])
def test_the_median_is_the_middle_or_between_the_two_in_the_middle(days: list[int], median: float) -> None:
    papers = []
    for number, wait in enumerate(days):
        start = date(2025, 1, 6) + timedelta(days=number)
        for body, day in (("DIR", start), ("ØK", start + timedelta(days=wait))):
            papers.append(Paper(body, day.isoformat(), (Item(f"Sag {number}", f"25/{number + 1}"),)))
    archive = hold(papers)
    conclude(archive)
    [row] = [row for row in ask("common_routes", archive) if row["from"] == "Direktionen"]
    assert float(row["median_days"]) == median


def test_which_ways_are_the_commonest() -> None:
    found = columns(ask("route_variants"), "route", "cases")
    assert ("DIR → TMU → ØK → KB", "1") in found
    assert ("DIR → ØK → ØK → KB", "1") in found
    assert sum(int(cases) for _, cases in found) == 5


def test_what_the_administration_had_before_the_committee() -> None:
    assert columns(ask("administration_first"), "title", "administration_date", "committee", "committee_date") == [
        (HARBOUR, "2025-01-13", "Teknik- og Miljøudvalget", "2025-01-20"),
        (NURSERY, "2025-01-13", "Økonomiudvalget", "2025-02-03"),
    ]


def test_who_handled_a_case() -> None:
    assert columns(ask("case_handlers", case=NURSERY), "name", "function", "role", "standing", "date") == [
        ("Lis Bro", "Deltager", "", "Bebudet", "2025-01-13"),
        ("Mads  Holm", "Oplægsholder", "skolechef", "Noteret", "2025-01-13"),
    ]


@pytest.mark.parametrize("person", ["MADS HOLM", " mads  holm"])
def test_what_a_person_touched_and_as_what(person: str) -> None:
    rows = ask("person_record", person=person)
    assert columns(rows, "date", "body", "title", "function", "role", "party") == [
        ("2025-01-13", "Direktionen", "", "Formand", "kommunaldirektør", ""),
        ("2025-01-13", "Direktionen", NURSERY, "Oplægsholder", "skolechef", ""),
        ("2025-01-20", "Teknik- og Miljøudvalget", "", "Medlem", "", "A"),
    ]
    assert ask("person_record", person=rows[0]["person"]) == rows[:2], "the member of the committee is a namesake"
    assert ask("person_record", person=rows[2]["person"]) == rows[2:]


def test_who_held_a_post_on_a_day() -> None:
    assert columns(ask("post_holders", post="Kommunaldirektør"), "shown", "name", "first") == [
        ("before", "Mads Holm", "2025-01-13")
    ]
    chairs = ask("post_holders", post="formand", on="2025-02-01")
    assert columns(chairs, "shown", "name", "body") == [
        ("yes", "Eva Krog", "Teknik- og Miljøudvalget"),
        ("before", "Mads Holm", "Direktionen"),
    ]
    assert columns(ask("post_holders", post="tmu"), "name", "party") == [("Eva Krog", "V"), ("Mads Holm", "A")]


def test_who_was_announced_but_is_not_recorded() -> None:
    assert columns(ask("announced_not_recorded"), "status", "name", "title") == [("not recorded", "Lis Bro", NURSERY)]
    person = (Named("Lis Bro", standing="announced"),)
    agenda = Paper("ØK", "2025-02-03", (Item("Ny bro", "25/1", persons=person),), kind="agenda")
    archive = hold([agenda])
    conclude(archive)
    assert columns(ask("announced_not_recorded", archive, on="2025-02-01"), "status") == [("open",)]
    assert columns(ask("announced_not_recorded", archive, on="2025-02-04"), "status") == [("not in what we hold",)]
    minutes = Paper("ØK", "2025-02-03", (Item("Ny bro", "25/1", persons=(Named("Lis Bro"),)),))
    archive = hold([agenda, minutes])
    conclude(archive)
    assert ask("announced_not_recorded", archive) == []


def test_a_member_who_is_not_noted_as_absent_was_there() -> None:
    persons = (Named("Lis Bro", standing="announced"), Named("Bo Dam", standing="announced"))
    people = (Named("Lis Bro", "member"), Named("Bo Dam", "member"), Named("Bo Dam", "absent"))
    archive = hold([Paper("TMU", "2025-02-03", (Item(NURSERY, persons=persons),), people=people)])
    conclude(archive)
    assert columns(ask("announced_not_recorded", archive), "name") == [("Bo Dam",)]


def test_every_answer_of_a_case_leads_to_its_words() -> None:
    for name in ("case_route", "case_handlers"):
        assert all(row["quote"] and "#char=" in row["mention"] for row in ask(name, case=NURSERY))


@pytest.mark.size
def test_every_question_is_answered_when_there_are_many_cases() -> None:
    archive = hold(_many(400))
    conclude(archive)
    case = "https://w3id.org/sagsgang/id/municipality/havnstrup/case/25-10"
    values = {"case": "25/10", "person": "Person 3", "post": "konsulent", "fact": case, "days": "300", "body": "ØK"}
    for name in names():
        wanted = {param.name for param in named(name).params}
        given = {key: value for key, value in values.items() if key in wanted}
        assert list(archive.query(named(name).bind(given, last_day(archive)))), name


def _more(item: Item, number: int) -> Item:
    """What else a committee tells: a hearing, a delay, a dissent, a task, an attachment named and not listed."""
    (decision,) = item.decided
    outcomes = (*decision.outcomes, *(("sent_to_hearing",) if number % 6 == 0 else ()))
    outcomes += ("postponed",) if number % 5 == 0 else ("not_treated",) if number % 13 == 0 else ()
    return replace(
        item,
        decided=(replace(decision, outcomes=outcomes),),
        advice="at sagen anbefales",
        against=(f"Person {number % 9}",),
        attachments=(Enclosed("Kort", "1", closed=number % 4 == 0),),
        annexes=("2",),
        tasks=(Todo("Der skal måles", f"Person {number % 50}", "2026-01-15"),),
    )


def _many(count: int) -> list[Paper]:
    """Minutes in which many cases go on, every fifth back, every seventh nowhere."""
    agendas: dict[tuple[str, str], list[Item]] = {}
    for number in range(1, count + 1):
        route = ["DIR", "TMU", "ØK", "TMU", "ØK", "KB"] if number % 5 == 0 else ["DIR", "TMU", "ØK", "KB"]
        day = date(2025, 1, 6) + timedelta(days=7 * (number % 40))
        for body, receiver in zip(route, [*route[1:], None], strict=True):
            later = (day + timedelta(days=14)).isoformat()
            sent = (Sent(body, receiver, later),) if receiver else ()
            persons = (
                Named(f"Person {number % 50}", role="konsulent", standing=("announced", "recorded")[number % 2]),
            )
            decided = (Decided(body, day.isoformat(), ("recommended" if receiver else "approved",)),)
            if body == "ØK" and number % 17 == 0:
                decided += (Decided("TMU", (day - timedelta(days=14)).isoformat(), ("rejected",)),)
            item = Item(f"Sag om emne {number}", f"25/{number}", "DIR TMU ØK KB", decided, sent, persons)
            item = _more(item, number) if body == "TMU" else item
            agendas.setdefault((body, day.isoformat()), []).append(item)
            day += timedelta(days=14)
            if number % 7 == 0 and body == "TMU":
                break
    minutes = [Paper(body, day, tuple(items)) for (body, day), items in sorted(agendas.items())]
    return [*minutes, replace(minutes[0], items=(Item("Sag uden emne"),), kind="agenda")]
