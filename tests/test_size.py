"""A million quads of an invented world: no stored question has a cliff there."""

import pytest
from questions import Timed, hold, timed

QUADS = 1_000_000
BOUNDED, SCAN = 0.15, 3.0
"""Shares of the time that counting all quads takes, in the same store and run, which is some 0.3 s: 50 ms of a
question about what is told most of, a second of one about the whole store."""


@pytest.fixture(scope="module")
def measured() -> list[Timed]:
    archive = hold(QUADS, seed=1)
    assert len(archive.store) >= QUADS
    return list(timed(archive))


@pytest.mark.long
def test_no_question_has_a_cliff_at_a_million_quads(measured: list[Timed]) -> None:
    slow = [one for one in measured if one.ratio > (BOUNDED if one.bounded else SCAN)]
    assert not slow


@pytest.mark.long
def test_nearly_every_question_has_an_answer_there(measured: list[Timed]) -> None:
    assert {one.name for one in measured if not one.rows} <= {"attachments_not_listed"}  # nobody names any there
