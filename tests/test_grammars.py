"""The grammars of days and names, on words of theirs put together at random and on what repeats without end."""

import itertools
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sagsgang.graph.extract.dates import Lean, clock, dates
from sagsgang.graph.extract.names import any_names, people

MEETING = date(2024, 5, 15)
DAYS = st.lists(
    st.sampled_from(
        [
            *(
                "den ",
                "d. ",
                "uge ",
                "18",
                "/",
                "19",
                "29.",
                "-",
                "30. ",
                "maj",
                " ",
                "januar",
                "2024",
                "24",
                ". ",
                ".- ",
            ),
            *(
                "kvartal",
                "2. ",
                "ultimo ",
                "primo ",
                "medio ",
                "mandag ",
                "kl. ",
                "9.05",
                "og ",
                "31",
                "12",
                "0",
                "–",
                "årsskiftet ",
            ),
            *("99", "2", "februar", "29", "\n", "til "),
        ]
    ),
    max_size=14,
).map("".join)
NAMES = st.lists(
    st.sampled_from(
        [
            *(
                "Ea",
                "Krag",
                "Bo",
                " ",
                " ",
                " ",
                "-",
                "'",
                ".",
                "von ",
                "A.",
                "(A)",
                "(",
                ")",
                ",",
                " og ",
                "direktør ",
                "formand ",
            ),
            *(
                "Lauge-",
                "Kjær",
                "Åse",
                "É",
                "ødegård",
                "\u00ad",
                "\n",
                "udvalgsformand ",
                "afdelingschef",
                "for ",
                "Plan",
            ),
        ]
    ),
    max_size=14,
).map("".join)
LEANS = st.sampled_from(("future", "past", "near"))


@given(DAYS, LEANS)
@settings(max_examples=200, deadline=None)
def test_days_stand_where_they_are_told_in_order_and_apart(text: str, lean: Lean) -> None:
    found = dates(text, MEETING, lean)
    assert all(0 <= each.start < each.end <= len(text) and each.when.first <= each.when.last for each in found)
    assert all(above.end <= each.start for above, each in itertools.pairwise(found))
    assert dates(text, MEETING, lean) == found
    assert all(each.told for each in dates(text, None, lean))


@given(DAYS)
@settings(max_examples=100, deadline=None)
def test_times_of_day_stand_where_they_are_told(text: str) -> None:
    assert all(text[start:end].strip() for _, start, end in clock(text))


@given(NAMES)
@settings(max_examples=200, deadline=None)
def test_names_stand_where_they_are_told(text: str) -> None:
    found = any_names(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert {each.name for each in people(text)} <= {each.name for each in found}


@pytest.mark.parametrize(
    "piece",
    [
        "29.-",
        "uge 18/",
        "1. maj og ",
        "2. ",
        "den ",
        "12",
        "1-1-",
        "Ea Krag, ",
        "Ea ",
        "A.",
        "(A) ",
        "Lauge-",
        "direktør ",
    ],
)
def test_what_repeats_without_end_is_read_in_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    started = time.process_time()
    dates(text, MEETING)
    list(clock(text))
    any_names(text)
    assert time.process_time() - started < 4
