"""The server answers without what is less sure from copies that follow the store and are gone when it ends."""

import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
from sagsgang.api.held import LOOK, Held
from sagsgang.api.pool import Pool
from sagsgang.api.question import Limits, Question
from sagsgang.api.views import KEPT, Views, without_unsure
from sagsgang.graph.mapping import stated
from sagsgang.graph.store import Archive
from sagsgang.graph.view import confidences, facts_below

COUNT = Question("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv")
SMALL = Limits(fast=1)


@pytest.fixture
def store(lyngholm: Path, tmp_path: Path) -> Path:
    return copytree(lyngholm, tmp_path / "store")


@pytest.fixture
def views(store: Path) -> Iterator[Views]:
    with Pool(store, SMALL) as pool:
        views = Views(Held(store), pool, SMALL)
        yield views
        views.close()


def count(pool: Pool) -> int:
    return int(pool.ask(COUNT).body.split()[1])


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the copies of this test lie, and nobody else's."""
    place = tmp_path / "copies"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def levels(store: Path) -> list[Decimal]:
    with Archive(store, read_only=True) as archive:
        return sorted(confidences(archive.store))


def test_where_nothing_is_below_the_stores_own_workers_answer(views: Views, store: Path) -> None:
    assert views.pool(Decimal(0)) is views.pool(levels(store)[0])


def test_the_higher_the_confidence_the_less_there_is(views: Views, store: Path) -> None:
    counts = [count(views.pool(least)) for least in (*levels(store), Decimal(1))]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_between_two_confidences_one_copy_answers(views: Views, store: Path) -> None:
    low, high = levels(store)[-2:]
    assert views.pool(high) is views.pool((low + high) / 2)


def test_only_a_few_copies_have_workers_and_all_answer(
    views: Views, store: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [*levels(store)[1:], Decimal(1)]
    assert len(some) > 1
    monkeypatch.setattr("sagsgang.api.views.KEPT", min(KEPT, len(some) - 1))
    first = {least: count(views.pool(least)) for least in some}
    before = set(place.iterdir())
    assert {least: count(views.pool(least)) for least in some} == first
    assert set(place.iterdir()) == before


def test_copies_follow_the_store(views: Views, store: Path, place: Path) -> None:
    before = count(views.pool(Decimal(1)))
    with Archive(store) as archive:
        archive.put(stated(b"REFERAT\nDato: 3. marts 2025\n\n1. Ny sti\n\nBeslutning\nGodkendt.\n"), "ny.txt")
        archive.rest()
    time.sleep(LOOK)
    assert count(views.pool(Decimal(1))) > before
    assert len(list(place.iterdir())) == 1


def test_copies_are_gone_when_the_server_ends(store: Path, place: Path) -> None:
    with Pool(store, SMALL) as pool:
        views = Views(Held(store), pool, SMALL)
        views.pool(Decimal(1))
        assert len(list(place.iterdir())) == 1
        views.close()
    assert list(place.iterdir()) == []


def test_a_copy_for_one_command_is_gone_afterwards(store: Path) -> None:
    with without_unsure(store, Decimal(0)) as same:
        assert same == store
    with without_unsure(store, Decimal(1)) as folder, Archive(folder, read_only=True) as archive:
        assert facts_below(archive.store, Decimal(1)) == []
    assert not folder.exists()
