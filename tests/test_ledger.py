"""The referral ledger: what became of each announced step, as of a day, and never more than what is held can show."""

from functools import cache

import pytest
from havnstrup import YEAR
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions
from sagsgang.graph.paths import ways
from sagsgang.graph.resolve import conclude, last_day
from sagsgang.graph.store import Archive
from sagsgang.queries import named
from stating import Decided, Item, Paper, Sent, hold, state

BRIDGE = "Ny bro"


def concluded(*papers: Paper) -> Archive:
    archive = hold(papers)
    conclude(archive)
    return archive


def ask(archive: Archive, name: str = "referral_ledger", **values: str) -> list[dict[str, str]]:
    found = archive.query(named(name).bind(values, last_day(archive)))
    assert isinstance(found, QuerySolutions)
    variables = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in variables if row[name] is not None} for row in found]


def bridge(*sent: Sent, decided: tuple[Decided, ...] = (), route: str = "") -> tuple[Item, ...]:
    return (Item(BRIDGE, "25/1", route, decided, sent),)


def had(body: str, day: str, *sent: Sent, route: str = "") -> Paper:
    """Minutes of a meeting that had the bridge."""
    return Paper(body, day, bridge(*sent, decided=(Decided(body, day, ("recommended",)),), route=route))


def met(body: str, day: str) -> Paper:
    """Minutes of a meeting that had something else."""
    return Paper(body, day, (Item("Andet", f"24/{body}{day}"),))


def status(archive: Archive, on: str, to: str = "Økonomiudvalget") -> str:
    found = [row["status"] for row in ask(archive, on=on, case="25/1") if row["to"] == to]
    assert len(found) == 1, found
    return found[0]


TOLD = had("TMU", "2025-01-20", Sent("TMU", "ØK", "2025-02-03"))


def fates(archive: Archive, *days: str, to: str = "Økonomiudvalget") -> str:
    """The statuses of a step as of some days of 2025, `02-03`."""
    return ", ".join(status(archive, f"2025-{day}", to) for day in days)


# ---- One step, as of the days before and after ----


def test_a_step_is_kept_on_the_day_told() -> None:
    archive = concluded(TOLD, had("ØK", "2025-02-03"))
    assert fates(archive, "01-20", "02-02", "02-03", "09-01") == "open, open, kept, kept"
    assert ask(archive, on="2025-01-19") == []


def test_a_step_is_early_when_the_body_has_it_before_the_day_told() -> None:
    archive = concluded(TOLD, had("ØK", "2025-01-27"))
    assert fates(archive, "01-26", "01-27", "02-03", "02-04") == "open, early, early, early"


def test_a_step_is_late_when_its_day_is_past_and_when_it_comes_after() -> None:
    archive = concluded(TOLD, met("ØK", "2025-02-03"), had("ØK", "2025-02-17"))
    assert fates(archive, "02-03", "02-04", "02-16", "02-17") == "open, late, late, late"
    assert [[row["had"] for row in ask(archive, on=f"2025-02-{day}")] for day in ("16", "17")] == [[""], ["2025-02-17"]]


def test_a_step_whose_meeting_is_not_held_is_not_said_to_be_late() -> None:
    for papers in ((TOLD,), (TOLD, met("ØK", "2025-02-17")), (TOLD, met("ØK", "2025-01-13"))):
        assert fates(concluded(*papers), "02-03", "02-04") == "open, not in what we hold"


def test_an_agenda_alone_does_not_tell_what_the_meeting_did() -> None:
    agenda = Paper("ØK", "2025-02-03", (Item("Andet", "24/1"),), kind="agenda")
    assert fates(concluded(TOLD, agenda), "02-04") == "not in what we hold"
    assert fates(concluded(TOLD, agenda, met("ØK", "2025-02-03")), "02-04") == "late"


ONWARD = had("TMU", "2025-01-20", Sent("TMU", "ØK", "2025-02-03"), Sent("ØK", "KB", "2025-02-10"))


def test_a_step_is_skipped_when_a_later_body_has_the_case_instead() -> None:
    archive = concluded(ONWARD, met("ØK", "2025-02-03"), had("KB", "2025-02-10"))
    assert fates(archive, "02-03", "02-09", "02-10") == "open, late, skipped"
    assert fates(archive, "02-09", "02-10", to="Kommunalbestyrelsen") == "open, kept"
    [row] = [row for row in ask(archive) if row["status"] == "skipped"]
    assert (row["moved"], row["treatment"].rpartition("/treatment/")[2]) == (
        "2025-02-10",
        "kommunalbestyrelsen/2025-02-10",
    )


def test_a_later_body_may_come_after_one_whose_minutes_are_not_held() -> None:
    archive = concluded(ONWARD, had("KB", "2025-02-10"))
    assert fates(archive, "02-03", "02-10") == "open, not in what we hold"


def test_a_step_that_was_skipped_and_done_after_all_is_late() -> None:
    archive = concluded(ONWARD, met("ØK", "2025-02-03"), had("KB", "2025-02-10"), had("ØK", "2025-02-17"))
    assert fates(archive, "02-10", "02-17") == "skipped, late"


def test_the_stated_route_says_who_comes_later() -> None:
    first = had("TMU", "2025-01-20", Sent("TMU", "ØK", "2025-02-03"), route="TMU ØK HU KB")
    archive = concluded(first, met("ØK", "2025-02-03"), had("KB", "2025-02-10"))
    assert fates(archive, "02-10") == "skipped"
    aside = concluded(TOLD, met("ØK", "2025-02-03"), had("HU", "2025-02-10"))
    assert fates(aside, "02-10") == "late"


def test_a_step_is_returned_when_an_earlier_body_has_the_case_instead() -> None:
    papers = (had("DIR", "2025-01-13"), TOLD, had("DIR", "2025-02-10"))
    assert fates(concluded(*papers, met("ØK", "2025-02-03")), "02-04", "02-10") == "late, returned"
    assert fates(concluded(*papers), "02-04", "02-10") == "not in what we hold, not in what we hold"


def test_a_body_that_sends_the_case_back_shows_it_though_the_next_one_is_not_held() -> None:
    finance = had("ØK", "2025-02-03", Sent("ØK", "TMU", "2025-02-17"))
    archive = concluded(ONWARD, finance, had("TMU", "2025-02-17"))
    assert fates(archive, "02-10", "02-16", "02-17", to="Kommunalbestyrelsen") == "open, not in what we hold, returned"


def test_a_sender_that_has_the_case_again_does_not_return_it() -> None:
    archive = concluded(TOLD, met("ØK", "2025-02-03"), had("TMU", "2025-02-10"))
    assert fates(archive, "02-10") == "late"


def test_nothing_turns_back_from_a_step_until_its_sender_has_the_case() -> None:
    first = had("DIR", "2025-01-06", Sent("DIR", "TMU"), Sent("TMU", "ØK"), Sent("ØK", "KB"))
    again = (had("DIR", "2025-02-10"), met("KB", "2025-01-27"), met("KB", "2025-03-10"))
    waiting = concluded(first, *again, had("TMU", "2025-01-20"), had("TMU", "2025-02-24"))
    assert fates(waiting, "02-10", "03-10", to="Kommunalbestyrelsen") == "open, open"
    turned = concluded(first, *again, had("TMU", "2025-01-20"), had("ØK", "2025-02-03"))
    assert fates(turned, "02-09", "02-10", to="Kommunalbestyrelsen") == "open, returned"


def test_a_body_on_the_way_to_the_sender_does_not_come_after_the_receiver_too() -> None:
    council = had("KB", "2025-01-20", Sent("KB", "TMU"), Sent("TMU", "ØK"), Sent("ØK", "KB"))
    archive = concluded(council, had("TMU", "2025-02-03"), had("ØK", "2025-02-10"), met("KB", "2025-02-24"))
    assert fates(archive, "02-03", "02-10", "02-24", to="Kommunalbestyrelsen") == "open, open, open"


def test_a_sender_that_puts_the_case_off_has_not_skipped_the_hearing_it_waits_for() -> None:
    hearing = (Sent("TMU", "HU"), Sent("HU", "TMU"))
    first, papers = had("TMU", "2025-01-20", *hearing), (met("HU", "2025-02-03"), had("TMU", "2025-02-10"))
    off = Paper("TMU", "2025-01-20", bridge(*hearing, decided=(Decided("TMU", "2025-01-20", ("postponed",)),)))
    assert fates(concluded(off, *papers), "02-10", to="Hovedudvalget") == "open"
    assert fates(concluded(first, *papers), "02-03", "02-10", to="Hovedudvalget") == "open, skipped"


def test_a_body_named_on_both_sides_of_a_step_counts_on_the_nearer_side() -> None:
    way = [Sent(*ends) for ends in (("TMU", "ØK"), ("ØK", "KB"), ("KB", "HU"), ("HU", "TMU"))]
    papers = (had("TMU", "2025-01-20", *way), had("ØK", "2025-02-03"), had("KB", "2025-02-10"), met("HU", "2025-02-17"))
    assert fates(concluded(*papers, had("ØK", "2025-02-24")), "02-23", "02-24", to="Hovedudvalget") == "open, returned"


def test_a_step_announced_again_for_an_earlier_day_is_early() -> None:
    first = had("DIR", "2025-01-06", Sent("TMU", "ØK", "2025-03-10"))
    again = had("TMU", "2025-01-20", Sent("TMU", "ØK", "2025-02-03"))
    archive = concluded(first, again, had("ØK", "2025-02-03"), met("ØK", "2025-03-10"))
    assert [row["status"] for row in ask(archive, case="25/1")] == ["early", "kept"]


def test_two_steps_from_one_body_to_another_are_told_apart_by_their_days() -> None:
    papers = (had("ØK", "2025-01-20", Sent("ØK", "KB", "2025-02-03"), Sent("ØK", "KB", "2025-03-03")),)
    archive = concluded(*papers, had("KB", "2025-02-03"))
    assert [row["status"] for row in ask(archive, on="2025-02-04", case="25/1")] == ["kept", "open"]


def test_a_step_without_a_day_is_new_when_it_is_announced_after_the_case_came_back() -> None:
    sent = (Sent("TMU", "ØK"), Sent("ØK", "KB"))
    papers = (had("TMU", "2025-01-06", *sent), had("ØK", "2025-01-20"), met("KB", "2025-01-27"))
    archive = concluded(*papers, had("TMU", "2025-02-10", *sent), met("KB", "2025-02-24"))
    rows = [row for row in ask(archive, case="25/1") if row["to"] == "Kommunalbestyrelsen"]
    assert [(row["status"], row["renewed"]) for row in rows] == [("returned", "2025-02-10"), ("open", "")]


def test_a_case_sent_back_and_then_forward_again_is_told_by_the_newest() -> None:
    papers = (
        had("DIR", "2025-01-13"),
        ONWARD,
        met("ØK", "2025-02-03"),
        had("DIR", "2025-02-05"),
        had("KB", "2025-02-10"),
    )
    assert fates(concluded(*papers), "02-04", "02-05", "02-10") == "late, returned, skipped"


# ---- Steps without a day, and with a period ----


def test_a_step_without_a_date_is_open_until_it_is_kept() -> None:
    first = had("TMU", "2025-01-20", Sent("TMU", "ØK"))
    archive = concluded(first, met("ØK", "2025-02-03"), had("ØK", "2025-02-17"))
    assert fates(archive, "01-20", "02-03", "02-17") == "open, open, kept"
    assert fates(concluded(first, met("ØK", "2025-02-03")), "12-01") == "open"
    assert fates(concluded(first, met("ØK", "2025-01-06")), "12-01") == "open"


def test_of_a_body_without_minutes_from_then_on_nothing_can_be_said() -> None:
    first = had("TMU", "2025-01-20", Sent("TMU", "ØK"))
    for papers in ((first,), (first, met("ØK", "2024-12-16"))):
        assert fates(concluded(*papers), "01-20", "01-21") == "open, not in what we hold"


def test_a_step_without_a_date_may_have_been_kept_at_a_meeting_that_is_missing() -> None:
    first = had("TMU", "2025-01-20", Sent("TMU", "ØK"))
    telling = Paper("KB", "2025-02-10", (Item("Andet", "24/9", decided=(Decided("ØK", "2025-02-03"),)),))
    archive = concluded(first, telling, met("ØK", "2025-02-17"))
    assert fates(archive, "02-02", "02-03", "02-20") == "open, not in what we hold, not in what we hold"


@pytest.mark.parametrize(
    ("edtf", "first", "last", "inside", "before", "after"),
    [
        ("2025-34", "2025-04-01", "2025-06-30", "2025-05-12", "2025-03-31", "2025-07-01"),
        ("2025-W16", "2025-04-14", "2025-04-20", "2025-04-14", "2025-04-13", "2025-04-21"),
        ("2025-04", "2025-04-01", "2025-04-30", "2025-04-30", "2025-03-03", "2025-05-05"),
        ("2025-21", "2025-03-01", "2025-05-31", "2025-05-31", "2025-02-24", "2025-06-02"),
        ("2025-05-03/2025-05-16", "2025-05-03", "2025-05-16", "2025-05-05", "2025-05-02", "2025-05-17"),
    ],
)
def test_a_period_is_kept_by_any_day_in_it(
    edtf: str, first: str, last: str, inside: str, before: str, after: str
) -> None:
    told = had("TMU", "2025-01-20", Sent("TMU", "ØK", (edtf, first, last)))
    for day, expected in ((inside, "kept"), (before, "early"), (after, "late")):
        archive = concluded(told, had("ØK", day))
        assert status(archive, "2025-12-31") == expected
        [row] = ask(archive)
        assert (row["when"], row["earliest"], row["latest"], row["had"]) == (edtf, first, last, day)
    missed = concluded(told, met("ØK", inside))
    assert [status(missed, day) for day in (last, "2025-12-31")] == ["open", "late"]
    assert status(concluded(told, met("ØK", after)), "2025-12-31") == "not in what we hold"


def test_a_period_with_a_missing_meeting_is_not_said_to_be_missed() -> None:
    told = had("TMU", "2025-01-20", Sent("TMU", "ØK", ("2025-34", "2025-04-01", "2025-06-30")))
    naming = Paper("KB", "2025-04-28", (Item("Andet", "24/9"),), meetings=(("ØK", "2025-05-05"),))
    assert fates(concluded(told, met("ØK", "2025-04-07")), "07-01") == "late"
    assert fates(concluded(told, met("ØK", "2025-04-07"), naming), "06-30", "07-01") == "open, not in what we hold"


# ---- Several announcements of one step ----


def test_a_step_put_off_is_late_and_its_new_announcement_kept() -> None:
    again = Paper("TMU", "2025-02-05", bridge(Sent("TMU", "ØK", "2025-02-17")))
    archive = concluded(TOLD, met("ØK", "2025-02-03"), again, had("ØK", "2025-02-17"))
    rows = [(row["when"], row["status"], row["renewed"], row["had"]) for row in ask(archive, case="25/1")]
    assert rows == [("2025-02-03", "late", "2025-02-05", "2025-02-17"), ("2025-02-17", "kept", "", "2025-02-17")]
    before = [(row["when"], row["renewed"]) for row in ask(archive, case="25/1", on="2025-02-04")]
    assert before == [("2025-02-03", "")]


def test_two_rounds_announced_at_once_are_each_kept_by_its_own_treatment() -> None:
    spring = ("2025-04", "2025-04-01", "2025-04-30")
    first = had("TMU", "2025-01-20", Sent("TMU", "ØK", "2025-02-03"), Sent("TMU", "ØK", spring))
    archive = concluded(first, had("ØK", "2025-02-03"), had("TMU", "2025-03-17"))
    rows = [(row["when"], row["status"], row["had"]) for row in ask(archive, on="2025-03-17")]
    assert rows == [("2025-02-03", "kept", "2025-02-03"), ("2025-04", "open", "")]
    later = concluded(first, had("ØK", "2025-02-03"), had("TMU", "2025-03-17"), had("ØK", "2025-04-28"))
    assert [row["had"] for row in ask(later, on="2025-12-31")] == ["2025-02-03", "2025-04-28"]


def test_a_body_that_meets_the_same_day_after_the_sender_keeps_a_step_without_a_date() -> None:
    finance = had("ØK", "2025-02-10", Sent("ØK", "KB"))
    archive = concluded(finance, had("KB", "2025-02-10"))
    assert fates(archive, "02-10", to="Kommunalbestyrelsen") == "kept"


# ---- What a line of the ledger tells ----


def test_a_line_leads_to_its_words_its_treatment_and_its_hop() -> None:
    first = had("TMU", "2025-01-20", Sent("TMU", "ØK", "2025-02-03", recommended=True, basis="stated"))
    [row] = ask(concluded(first, had("ØK", "2025-02-03")))
    assert row["quote"] == "fra TMU til ØK 2025-02-03"
    assert "#char=" in row["mention"]
    assert (row["basis"], row["recommended"], row["number"], row["title"]) == ("stated", "true", "25/1", BRIDGE)
    assert row["treatment"].endswith("/treatment/oekonomiudvalget/2025-02-03")
    assert row["hop"] == f"{row['treatment']}/hop"
    assert "hop" not in ask(concluded(first, had("ØK", "2025-02-03")), on="2025-01-31")[0]


def test_the_ledger_of_a_place_has_all_cases_and_of_a_case_its_own() -> None:
    other = Paper("DIR", "2025-01-13", (Item("Andet", "25/2", sent=(Sent("DIR", "ØK", "2025-02-03"),)),))
    elsewhere = Paper(
        "ØK", "2025-01-13", (Item(BRIDGE, "25/1", sent=(Sent("ØK", "KB"),)),), municipality="Nordby Kommune"
    )
    archive = concluded(TOLD, other, elsewhere)
    assert len(ask(archive)) == 3
    assert [row["number"] for row in ask(archive, place="havnstrup kommune")] == ["25/2", "25/1"]
    for case in ("25/1", BRIDGE):
        assert sorted(row["from"] for row in ask(archive, case=case)) == ["Teknik- og Miljøudvalget", "Økonomiudvalget"]
    [row] = ask(archive, case="25/2")
    assert ask(archive, case=row["case"]) == [row]


def test_each_municipality_is_told_as_of_its_own_last_day() -> None:
    elsewhere = Paper("ØK", "2025-06-02", (Item("Andet", "25/7"),), municipality="Nordby Kommune")
    archive = concluded(TOLD, elsewhere)
    assert last_day(archive) == "2025-06-02"
    assert [row["status"] for row in ask(archive)] == ["open"]
    assert [row["status"] for row in ask(archive, on="2025-06-02")] == ["not in what we hold"]


# ---- One truth ----


@cache
def year() -> Archive:
    return concluded(*YEAR)


@pytest.mark.parametrize(
    "on", ["2025-01-13", "2025-01-28", "2025-02-04", "2025-02-12", "2025-02-20", "2025-03-10", "2025-12-31"]
)
def test_questions_and_paths_tell_the_same_status_of_a_step(on: str) -> None:
    ledger = {row["plan"]: row["status"] for row in ask(year(), on=on) if not row["had"] and not row["renewed"]}
    assert {row["plan"]: row["status"] for row in ask(year(), "open_referrals", on=on)} == ledger
    cases = sorted({row["case"] for row in ask(year(), on="2025-12-31")})
    steps = [step for way in ways(year(), cases, on) for step in way.steps]
    assert {step.node: step.status for step in steps if step.status not in ("done", "named")} == ledger
    told = [row for case in cases for row in ask(year(), "case_status", case=case, on=on) if "plan" in row]
    assert {row["plan"]: row["status"] for row in told} == ledger


@settings(max_examples=6, deadline=None)
@given(st.permutations(YEAR))
def test_the_ledger_does_not_depend_on_the_order_of_arrival(papers: list[Paper]) -> None:
    archive = Archive()
    for paper in papers:
        stated = state(paper)
        archive.put(stated)
        conclude(archive, [stated.document])
    assert ask(archive) == ask(year())


# ---- Three ways beside each other ----


def deviations(*papers: Paper, on: str = "2025-12-31") -> list[tuple[str, str, str, str]]:
    rows = ask(concluded(*papers), "route_deviations", on=on)
    return [(row["against"], row["deviation"], row["body"], row["date"]) for row in rows]


ROUTED = had("DIR", "2025-01-13", route="DIR TMU ØK KB")
COUNCIL, FINANCE, COMMITTEE = "Kommunalbestyrelsen", "Økonomiudvalget", "Teknik- og Miljøudvalget"


def test_a_body_of_the_route_is_skipped_only_where_its_minutes_are_held() -> None:
    papers = (ROUTED, had("TMU", "2025-01-20"), had("KB", "2025-02-10"))
    assert deviations(*papers) == [("observed", "not in what we hold", FINANCE, "2025-02-10")]
    assert deviations(*papers, met("ØK", "2025-02-03")) == [("observed", "skipped", FINANCE, "2025-02-10")]
    assert deviations(*papers, met("ØK", "2025-02-03"), on="2025-02-09") == []


def test_bodies_of_the_route_may_come_in_another_order() -> None:
    papers = (ROUTED, had("ØK", "2025-01-20"), had("TMU", "2025-02-03"), had("KB", "2025-02-10"))
    assert deviations(*papers) == [("observed", "other order", FINANCE, "2025-01-20")]


def test_the_first_of_two_treatments_running_takes_the_step() -> None:
    papers = (
        ROUTED,
        had("TMU", "2025-01-20"),
        met("ØK", "2025-02-03"),
        had("KB", "2025-02-10"),
        had("KB", "2025-03-10"),
    )
    assert deviations(*papers) == [
        ("observed", "repeated", COUNCIL, "2025-03-10"),
        ("observed", "skipped", FINANCE, "2025-02-10"),
    ]


def test_what_is_told_from_a_body_that_has_the_case_again_is_the_step_after_that() -> None:
    again = had("TMU", "2025-03-10", Sent("TMU", "ØK", basis="decision"), route="DIR TMU HU TMU ØK")
    assert [row for row in deviations(again) if row[0] == "told"] == []


def test_steps_of_the_route_that_are_not_done_are_not_yet() -> None:
    sent = (Sent("DIR", "TMU", basis="stated"), Sent("TMU", "ØK", basis="stated"))
    papers = (had("DIR", "2025-01-13", *sent, route="DIR TMU ØK"), had("TMU", "2025-01-20"))
    assert deviations(*papers, on="2025-01-20") == [("observed", "not yet", FINANCE, "2025-01-13")]
    assert {body for _, _, body, _ in deviations(*papers, on="2025-01-19")} == {COMMITTEE, FINANCE}
    assert deviations(*papers, had("ØK", "2025-02-03")) == []


def test_what_is_told_may_leave_the_route() -> None:
    def told(receiver: str) -> list[tuple[str, str, str, str]]:
        sent = Sent("TMU", receiver, basis="narrative")
        return [row for row in deviations(had("TMU", "2025-01-20", sent, route="DIR TMU ØK KB")) if row[0] == "told"]

    assert told("ØK") == []
    assert told("KB") == [("told", "skipped", FINANCE, "2025-01-20")]
    assert told("HU") == [("told", "added", "Hovedudvalget", "2025-01-20")]
    assert told("DIR") == [("told", "returned", "Direktionen", "2025-01-20")]
