"""Danish dates and times of day."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sagsgang.graph.extract.dates import Lean, clock, dates
from sagsgang.graph.register import words

MEETING = date(2024, 5, 15)
MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]


def found(text: str, lean: Lean = "near", meeting: date | None = MEETING) -> list[str]:
    return [told.when.edtf for told in dates(text, meeting, lean)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("den 12. maj 2021", "2021-05-12"),
        ("d. 17 maj", "2024-05-17"),
        ("d.17. maj", "2024-05-17"),
        ("15-05-2024", "2024-05-15"),
        ("15.05.2024", "2024-05-15"),
        ("15/5-2024", "2024-05-15"),
        ("15/5 2024", "2024-05-15"),
        ("15/05/24", "2024-05-15"),
        ("2024-05-15", "2024-05-15"),
        ("11/5", "2024-05-11"),
        ("1. jan. 2025", "2025-01-01"),
        ("3. sept 2024", "2024-09-03"),
        ("29.-30. maj", "2024-05-29/2024-05-30"),
        ("29. – 30. maj 2025", "2025-05-29/2025-05-30"),
        ("30. maj - 2. juni", "2024-05-30/2024-06-02"),
        ("30. december til 2. januar 2024", "2024-12-30/2025-01-02"),
        ("uge 18", "2024-04-29/2024-05-05"),
        ("uge 18/19", "2024-04-29/2024-05-12"),
        ("ugerne 28-31, 2025", "2025-07-07/2025-08-03"),
        ("2. kvartal", "2024-34"),
        ("1. kvartal 2025", "2025-33"),
        ("ultimo maj", "2024-05"),
        ("udgangen af juni", "2024-06-30"),
        ("begyndelsen af august 2025", "2025-08"),
        ("juni-juli", "2024-06/2024-07"),
        ("august 2024", "2024-08"),
        ("i juni", "2024-06"),
        ("inden fredag", "2024-05-17"),
        ("inden nytår", "2024-12-31"),
        ("senest ved årets udgang", "2024-12-31"),
        ("senest onsdag", "2024-05-22"),
    ],
)
def test_a_date_is_read(text: str, edtf: str) -> None:
    assert found(text) == [edtf]


def test_two_days_of_one_month_are_two_dates() -> None:
    assert found("den 11. og 18. juni") == ["2024-06-11", "2024-06-18"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "31. februar",
            "den 99. maj",
            "uge 60",
            "31-13-2024",
            "5. kvartal",
            "18873/22",
            "40064/24",
            "21/14877",
            "Maj Hansen",
        ),
        *(
            "budget 2025-2028",
            "§ 17, stk. 4",
            "kl. 9.05",
            "nr. 12.3",
            "2,5 mio.",
            "jan",
            "Jan Holm",
            "punkt 5.3",
            "12/34/5678",
        ),
        *("mandag", "07.18.08-S29-3-21", "2024-0190233", "1-2-3", "100 pct.", "29. februar 2023"),
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "lean", "edtf"),
    [
        ("den 3. februar", "future", "2025-02-03"),
        ("den 3. februar", "past", "2024-02-03"),
        ("den 3. februar", "near", "2024-02-03"),
        ("den 3. november", "past", "2023-11-03"),
        ("den 3. november", "future", "2024-11-03"),
        ("den 15. maj", "future", "2024-05-15"),
        ("1. kvartal", "future", "2025-33"),
        ("29. februar", "past", "2024-02-29"),
    ],
)
def test_a_year_that_is_not_told_is_inferred_from_the_meeting(text: str, lean: Lean, edtf: str) -> None:
    assert found(text, lean) == [edtf]


@pytest.mark.parametrize("text", ["den 3. maj", "uge 18", "2. kvartal", "juni-juli", "inden fredag", "11/5"])
def test_without_a_meeting_no_year_is_inferred(text: str) -> None:
    assert found(text, meeting=None) == []


def test_dates_stand_in_the_order_of_the_text_and_where_they_say() -> None:
    text = "Rul: ØK d. 11/5, KB d. 18. maj og igen i uge 22."
    told = dates(text, MEETING)
    assert [text[d.start : d.end] for d in told] == ["11/5", "18. maj", "uge 22"]


@given(st.dates(date(1901, 1, 1), date(2198, 12, 31)))
def test_every_day_is_read_back_however_it_is_written(day: date) -> None:
    named = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    for text in (named, f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", day.isoformat(), f"{day.day}/{day.month} {day.year}"):
        assert [d.when.exact for d in dates(f"mødt {text}, kl. 9", None)] == [day]


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_an_inferred_year_is_the_next_the_last_or_the_nearest(day: date, meeting: date) -> None:
    text = f"den {min(day.day, 28)}. {MONTHS[day.month - 1]}"
    for lean in ("future", "past", "near"):
        (exact,) = [d.when.exact for d in dates(text, meeting, lean)]
        assert exact is not None
        away = (exact - meeting).days
        assert {"future": 0 <= away <= 366, "past": -366 <= away <= 3, "near": abs(away) <= 184}[lean]


@given(st.text("0123456789./- uge.kvartaljmio", max_size=40))
def test_no_text_is_too_odd_for_the_grammar(text: str) -> None:
    for told in dates(text, MEETING):
        assert 0 <= told.start < told.end <= len(text)
        assert told.when.first <= told.when.last


def test_the_months_of_the_vocabulary_are_all_twelve() -> None:
    assert {words("month")[name] for name in MONTHS} == {str(number) for number in range(1, 13)}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("kl. 9", [time(9)]),
        ("Kl. 15:30", [time(15, 30)]),
        ("9.00 - 11.30", [time(9), time(11, 30)]),
        ("klokken 16.35", [time(16, 35)]),
        ("18", []),
        ("25:61", []),
    ],
)
def test_times_of_day(text: str, times: list[time]) -> None:
    assert [value for value, _, _ in clock(text)] == times
