"""What is remembered never shows: a store that grew and shrank is the one in which all is concluded at once."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from havnstrup import BOARD, COMMITTEE, COUNCIL, FINANCE, PATH, YEAR
from hypothesis import given, settings
from hypothesis import strategies as st
from sagsgang.graph.build import conclude_outstanding
from sagsgang.graph.changes import changes
from sagsgang.graph.corrections import Correction
from sagsgang.graph.mapping import StatedGraph, stated
from sagsgang.graph.memory import FILE, Memory
from sagsgang.graph.quads import RDF_TYPE, Quads, iri, literal
from sagsgang.graph.resolve import conclude
from sagsgang.graph.resolve.people import person_id
from sagsgang.graph.store import CONCLUDED, Archive
from sagsgang.ontology import DCT, ID, SAG
from simulate import world
from stating import Decided, Item, Named, Paper, Sent, state

HERE = f"{ID}municipality/havnstrup"
AGAIN = tuple(
    replace(
        paper, items=(*paper.items, Item(f"{PATH} og Havnevej", "2025-102"), Item("Budget 2026", route="DIR ØK KB"))
    )
    for paper in (BOARD, FINANCE)
)
"""Other documents of meetings that are held already."""
ELSEWHERE = (
    replace(COUNCIL, municipality="Lillerup Kommune"),
    replace(COMMITTEE, day="2025-02-24", kind="agenda", people=(Named("Eva Krgo", "member", None, "V"),)),
    Paper("ØK", "2025-02-10", (Item(PATH, "25/102", "TMU ØK KB", (Decided("ØK", None, ("approved",)),)),)),
    Paper(
        "TMU",
        "2025-03-17",
        (
            Item("Nyt tag", sent=(Sent("TMU", "KB"), Sent("DIR", "TMU", "2025-01-06", done=True))),
            Item("Salg", "25/103"),
        ),
        people=(Named("E. Krog", "chair", None, "V"), Named("Mads Holm", "participant", "vejchef")),
    ),
)
PAPERS = (*YEAR, *AGAIN, *ELSEWHERE)
PERSONS = tuple(f"{ID}person/{person_id(HERE, name)}" for name in ("eva krog", "e. krog", "mads holm"))
SAID = (
    Correction(f"{ID}correction/1", "same", PERSONS[:2], "Mette", "Én person"),
    Correction(f"{ID}correction/2", "wrong", (f"{state(COMMITTEE).document}/item/2",), "Mette", "Fejl"),
    Correction(f"{ID}correction/3", "label", (f"{HERE}/case/25-101",), "Mette", "Kortere", "Havnen"),
    Correction(f"{ID}correction/4", "same", (f"{HERE}/body/oekonomiudvalget", f"{HERE}/body/direktionen"), "Bo", "Ét"),
    Correction(f"{ID}correction/5", "different", (f"{HERE}/case/25-102", f"{HERE}/case/2025-102"), "Bo", "To sager"),
)

Step = int | tuple[int, ...]
"""The number of a document that comes, or goes if it is there, or those of the corrections in force from now on."""
STEP = st.integers(0, len(PAPERS) - 1) | st.lists(st.integers(0, len(SAID) - 1), unique=True).map(tuple)


def settle(archive: Archive) -> None:
    """Conclude what is outstanding."""
    conclude(archive, archive.outstanding())
    archive.settle()


def whole(papers: Iterable[Paper], said: Iterable[Correction]) -> str:
    """What a store holds that got all at once."""
    with Archive() as archive:
        archive.correct(said)
        archive.furnish()
        for paper in papers:
            archive.put(state(paper))
        settle(archive)
        return "".join(archive.lines())


class Growing:
    """What was put into a store step by step."""

    def __init__(self) -> None:
        self.held: list[Paper] = []
        self.said: list[Correction] = []

    def go(self, archive: Archive, step: Step) -> None:
        """Let a document come or go, or other corrections be in force, and conclude."""
        if isinstance(step, tuple):
            self.said = [SAID[number] for number in step]
            archive.correct(self.said)
        elif (paper := PAPERS[step]) in self.held:
            self.held.remove(paper)
            archive.remove(state(paper).document)
        else:
            self.held.append(paper)
            archive.put(state(paper))
        settle(archive)

    def expected(self) -> str:
        return whole(self.held, self.said)


def check(steps: Iterable[Step]) -> None:
    """Take steps, and compare after each."""
    growing = Growing()
    with Archive() as archive:
        archive.furnish()
        for step in steps:
            growing.go(archive, step)
            assert "".join(archive.lines()) == growing.expected()


@settings(max_examples=3, deadline=None)
@given(st.lists(STEP, min_size=8, max_size=8))
def test_each_step_leaves_what_concluding_all_gives(steps: Sequence[Step]) -> None:
    check((0, 1, 2, *steps))


@pytest.mark.long
@settings(max_examples=12, deadline=None)
@given(st.lists(STEP, min_size=12, max_size=12))
def test_many_steps_leave_what_concluding_all_gives(steps: Sequence[Step]) -> None:
    check(steps)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def gone(file: Path) -> None:
    file.unlink()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garbled(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in range(4096, len(content), 97):
        content[place] ^= 0x55
    file.write_bytes(content)


def blocked(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("damage", [emptied, gone, cut, garbled, blocked])
def test_a_damaged_memory_is_begun_anew(damage: Callable[[Path], None], tmp_path: Path) -> None:
    growing = Growing()
    for step in (0, 1, 2, 3, 12):
        with Archive(tmp_path / "store") as archive:
            growing.go(archive, step)
    damage(tmp_path / "store" / FILE)
    for step in (4, 1, (0, 2), 12, 13):
        with Archive(tmp_path / "store") as archive:
            growing.go(archive, step)
            assert "".join(archive.lines()) == growing.expected()


def test_a_memory_of_another_state_of_the_store_is_not_believed(tmp_path: Path) -> None:
    growing, file = Growing(), tmp_path / "store" / FILE
    earlier: list[bytes] = []
    for step in (0, 1, 2, 3, 4, 1, 5, (0, 1, 2), 1, 8, 2):
        with Archive(tmp_path / "store") as archive:
            growing.go(archive, step)
        earlier.append(file.read_bytes())
    for step, old in zip((12, 3, 2, 1, (2,), 0), earlier, strict=False):
        file.write_bytes(old)
        with Archive(tmp_path / "store") as archive:
            growing.go(archive, step)
            assert "".join(archive.lines()) == growing.expected()


def test_what_was_loaded_beside_what_is_remembered_counts(tmp_path: Path) -> None:
    with Archive(tmp_path / "store") as archive:
        archive.furnish()
        for paper in (BOARD, FINANCE):
            archive.put(state(paper))
        settle(archive)
        document = state(FINANCE).document
        more = Quads(f"{document}/graph")
        more.say(item := f"{document}/item/9", RDF_TYPE, iri(SAG.AgendaItem))
        more.say(item, DCT.isPartOf, iri(f"{document}/record/1"))
        more.say(item, DCT.title, literal("Ny sag"))
        archive.load(more.bytes())
        settle(archive)
        lines = "".join(archive.lines())
        with Archive() as other:
            other.load(lines.encode())
            settle(other)
            assert "".join(other.lines()) == lines
        assert f"<{item}> <{SAG.meeting}>" in lines


def test_a_big_graph_brought_at_once_is_numbered_and_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    growing, small = Growing(), Growing()
    for step in (0, 1, 2, 3):
        with Archive(tmp_path / "small") as archive:
            small.go(archive, step)
            numbers = [(each.kind, each.graph) for each in changes(archive.store)]
    monkeypatch.setattr("sagsgang.graph.parts._BIG", 1)
    for step in (0, 1, 2, 3):
        with Archive(tmp_path / "store") as archive:
            growing.go(archive, step)
            assert "".join(archive.lines()) == growing.expected()
            assert archive.known(f"{CONCLUDED}havnstrup").keys()
    with Archive(tmp_path / "store") as archive:
        assert [(each.kind, each.graph) for each in changes(archive.store)] == numbers
        for step in (0, 1, 2, 3, 1):
            growing.go(archive, step)
            assert "".join(archive.lines()) == growing.expected()


def test_a_document_that_left_is_forgotten(tmp_path: Path) -> None:
    growing = Growing()
    with Archive(tmp_path / "store") as archive:
        for step in (0, 1, 2):
            growing.go(archive, step)
        before = (tmp_path / "store" / FILE).read_bytes()
        for step in (0, 1, 2):
            growing.go(archive, step)
        assert archive.memory.keys("rows") == frozenset()
    after = (tmp_path / "store" / FILE).read_bytes()
    pieces = [before[start : start + 64] for start in range(8192, len(before) - 64, 64)]
    pieces = [piece for piece in pieces if len(set(piece)) > 32]  # of what is compressed; the rest is SQLite's own
    assert len(pieces) > 10
    assert not [piece for piece in pieces if piece in after]


def test_a_store_that_all_left_is_as_one_into_which_nothing_came() -> None:
    with Archive() as archive, Archive() as empty:
        for each in (archive, empty):
            each.furnish()
        archive.put(state(BOARD))
        conclude_outstanding(archive)
        archive.remove(state(BOARD).document)
        for each in (archive, empty):
            conclude_outstanding(each)
        assert list(archive.lines()) == list(empty.lines())


def test_another_edition_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(tmp_path)
    memory.remember("a", {"b": b"c"})
    assert memory.recall("a", ["b"]) == {"b": b"c"}
    memory.close()
    monkeypatch.setattr("sagsgang.graph.memory.edition", lambda: "another")
    assert memory.recall("a", ["b"]) == {}


def grown(seed: int, years: int, some: slice, steps: int) -> None:
    """Let random documents of an invented town come, go and be read otherwise, and compare after each step."""
    (town,) = world(seed, 1, years)
    told = [stated(document.data, document.name) for document in list(town.documents())[some]]
    chance, held = Random(seed), dict[str, StatedGraph]()
    with Archive() as archive:
        for step in range(steps):
            for each in chance.sample(told, len(told) * 2 // 3 if step == 0 else chance.randint(1, 3)):
                if each.document not in held:
                    archive.put(held.setdefault(each.document, each))
                elif chance.random() < 0.5:
                    archive.remove(held.pop(each.document).document)
                else:
                    other = "Sagen om æblerne", f"Sagen om pærerne {step}"
                    held[each.document] = replace(each, nquads=_reworded(held[each.document].nquads, *other))
                    archive.put(held[each.document])
            settle(archive)
            with Archive() as fresh:
                for each in held.values():
                    fresh.put(each)
                settle(fresh)
                assert "".join(archive.lines()) == "".join(fresh.lines()), step


def _reworded(nquads: bytes, *titles: str) -> bytes:
    """A document with other titles of its first items."""
    lines = nquads.decode().splitlines(keepends=True)
    places = [place for place, line in enumerate(lines) if f"<{DCT.title}>" in line and "/item/" in line]
    for place, title in zip(places, titles, strict=False):
        lines[place] = re.sub(r'"(?:[^"\\]|\\.)*"', f'"{title}"', lines[place])
    return "".join(lines).encode()


def test_documents_of_an_invented_town_come_and_go() -> None:
    grown(31, 1, slice(40, 66), 5)


@pytest.mark.long
@pytest.mark.parametrize("seed", [32])
def test_many_documents_of_invented_towns_come_and_go(seed: int) -> None:
    grown(seed, 1, slice(None), 20)
