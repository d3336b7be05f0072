"""The store holds whole documents, whatever happens, and says in one line what is wrong with it."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from shutil import copytree

import pytest
from children import ENDLESS, FULL_DISK, HOLDING
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, QuerySolutions, Store
from sagsgang.graph import disk
from sagsgang.graph.catalogue import CATALOGUE, FILES, found_file
from sagsgang.graph.resolve import conclude
from sagsgang.graph.store import Archive, StoreError
from sagsgang.ontology import DCT, ONTOLOGY_IRI, SAG
from stating import Item, Paper, state

ONE = Paper("DIR", "2025-01-13", (Item("Sti langs åen"), Item("Nyt tag")))
TWO = Paper("ØK", "2025-02-03", (Item("Nyt tag"),))
THREE = Paper("KB", "2025-02-10", (Item("Nyt tag"), Item("Eventuelt"), Item("Salg")))
ALL = (ONE, TWO, THREE)
LINE = b'<urn:a> <urn:b> "c" <urn:g> .\n'


def dump(archive: Archive) -> str:
    return "".join(archive.lines())


def graphs(archive: Archive) -> set[str]:
    """The stated graphs that hold anything."""
    return {str(quad.graph_name.value) for quad in archive.store if "/doc/" in str(quad.graph_name)}


def names(archive: Archive) -> dict[str, list[str]]:
    """The files of each document, by the last of its hash."""
    return {entry.digest: [file.name for file in entry.files] for entry in archive.documents()}


@pytest.fixture
def archive() -> Iterator[Archive]:
    with Archive() as archive:
        yield archive


def test_a_document_comes_with_its_catalogue_entry(archive: Archive) -> None:
    archive.put(state(ONE), "møde 1.txt", "papers", "Havnstrup")
    (entry,) = archive.documents()
    assert (entry.document, entry.graph) == (state(ONE).document, state(ONE).graph)
    assert (entry.place, entry.unread, entry.conforms) == ("Havnstrup", 0, None)
    assert [file.name for file in entry.files] == ["møde 1.txt"]
    assert graphs(archive) == {entry.graph}
    assert archive.count(entry.graph, SAG.AgendaItem) == 2


def test_the_same_document_again_changes_nothing(archive: Archive) -> None:
    archive.put(state(ONE), "a.txt", "papers")
    before = dump(archive)
    archive.put(state(ONE), "a.txt", "papers")
    assert dump(archive) == before


def test_another_reading_of_a_document_replaces_its_graph(archive: Archive) -> None:
    archive.put(state(ONE), "a.txt")
    read = state(ONE)
    archive.put(replace(read, nquads=read.nquads.replace(b"Nyt tag", "Nyt træ".encode())), "a.txt")
    assert "Nyt træ" in dump(archive)
    assert "Nyt tag" not in dump(archive)


def test_a_changed_file_takes_its_former_document_along(archive: Archive) -> None:
    archive.put(state(ONE), "a.txt", "papers")
    archive.put(state(TWO), "a.txt", "papers")
    assert names(archive) == {state(TWO).digest: ["a.txt"]}
    assert graphs(archive) == {state(TWO).graph}


def test_a_document_under_two_names_leaves_with_the_last(archive: Archive) -> None:
    archive.put(state(ONE), "a.txt", "papers")
    archive.put(state(ONE), "b.txt", "papers")
    (entry,) = archive.documents()
    assert [file.name for file in entry.files] == ["a.txt", "b.txt"]
    archive.lose(entry.files[0].iri)
    assert names(archive) == {entry.digest: ["b.txt"]}
    assert "a.txt" not in dump(archive)
    archive.lose(entry.files[1].iri)
    assert (names(archive), graphs(archive)) == ({}, set())


def test_a_removed_document_leaves_nothing_but_the_number_of_its_going_behind(archive: Archive) -> None:
    archive.put(state(ONE), "a.txt", "papers")
    before = dump(archive)
    archive.put(state(TWO), "b.txt", "papers")
    archive.remove(state(TWO).document)
    assert dump(archive) == before
    left = [line for line in str(archive.store).splitlines() if state(TWO).digest in line]
    assert [line.split()[:2] for line in left] == [[f"<{state(TWO).graph}>", f"<{SAG.wentAt}>"]]


def test_a_document_put_without_a_file_stays_until_it_is_removed(archive: Archive) -> None:
    archive.put(state(ONE))
    assert names(archive) == {state(ONE).digest: []}
    archive.remove(state(ONE).document)
    assert names(archive) == {}


@given(st.text().map(lambda text: text + '\\"\n\\u0041 \\\\ }};'))
@settings(max_examples=50)
def test_text_is_stored_as_it_is(text: str) -> None:
    with Archive() as archive:
        archive.put(state(Paper("DIR", "2025-01-13", (Item(text),))))
        title = archive.store.quads_for_pattern(None, NamedNode(DCT.title), None)
        assert {quad.object.value for quad in title} == {text}  # type: ignore[union-attr]


def test_the_order_in_which_documents_come_does_not_matter() -> None:
    dumps = set()
    for order in permutations(ALL):
        with Archive() as archive:
            for paper in order:
                archive.put(state(paper), f"{paper.day}.txt", "papers")
            dumps.add(dump(archive))
    assert len(dumps) == 1


def test_a_dump_does_not_tell_where_this_machine_found_the_files(tmp_path: Path) -> None:
    dumps = set()
    for folder in ("here", "there"):
        with Archive(tmp_path / f"store {folder}") as archive:
            archive.put(state(ONE), "a.txt", tmp_path / folder)
            dumps.add(dump(archive))
            assert FILES not in dump(archive)
            assert str(tmp_path) not in str(archive.store)
    assert len(dumps) == 1


def test_a_graph_is_replaced_by_just_these_quads(archive: Archive) -> None:
    archive.replace("urn:g", LINE + LINE.replace(b"c", b"d"))
    archive.replace("urn:g", LINE)
    assert dump(archive) == LINE.decode()
    archive.replace("urn:g", b"")
    assert dump(archive) == ""
    archive.replace("urn:g", LINE.replace(b'"c"', b"_:c"))
    archive.replace("urn:g", LINE)
    assert dump(archive) == LINE.decode()


def test_quads_of_another_graph_do_not_slip_in(archive: Archive) -> None:
    with pytest.raises(ValueError, match="is not of the graph urn:other"):
        archive.replace("urn:other", LINE)
    assert len(archive.store) == 0


def test_a_query_asks_all_graphs_together(archive: Archive) -> None:
    archive.load(LINE + b'<urn:x> <urn:y> "c" <urn:h> .\n')
    rows = archive.query("SELECT ?s ?t { ?s <urn:b> ?v . ?t <urn:y> ?v }")
    assert isinstance(rows, QuerySolutions)
    assert [row["s"].value for row in rows] == ["urn:a"]
    with pytest.raises(SyntaxError):
        archive.query("SELECT")


def test_the_labels_of_the_vocabulary_come_with_the_first_document(archive: Archive) -> None:
    asked = "ASK { sag:outcome-approved skos:prefLabel ?label }"
    asked = f"PREFIX sag: <{SAG}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> {asked}"
    assert not archive.query(asked)
    archive.put(state(ONE))
    assert archive.query(asked)
    assert str(ONTOLOGY_IRI) in dump(archive)
    assert "_:" not in dump(archive)


def test_what_is_to_be_concluded_is_known_until_it_is(archive: Archive) -> None:
    one, two = state(ONE), state(TWO)
    archive.put(one, "a.txt")
    archive.put(two, "b.txt")
    assert archive.outstanding() == {one.document, two.document}
    conclude(archive, archive.outstanding())
    archive.settle()
    assert archive.outstanding() == frozenset()
    archive.find({one.document: [found_file(Path("papers"), "another name.txt")]})
    assert archive.outstanding() == frozenset()
    archive.put(one, "a.txt", place="Sandby Kommune")
    assert one.document in archive.outstanding()


def test_what_followed_from_a_document_that_left_is_to_be_concluded_again(archive: Archive) -> None:
    archive.put(state(ONE))
    conclude(archive)
    archive.settle()
    archive.remove(state(ONE).document)
    conclude(archive, archive.outstanding())
    archive.settle()
    assert archive.outstanding() == frozenset()
    assert {str(quad.graph_name.value) for quad in archive.store} <= {str(ONTOLOGY_IRI), CATALOGUE, FILES}


def test_loading_is_all_or_nothing_and_names_the_line(archive: Archive) -> None:
    with pytest.raises(SyntaxError) as error:
        archive.load(LINE + b"<urn:a> nonsense\n" + LINE)
    assert error.value.lineno == 2
    assert len(archive.store) == 0


def test_what_was_stored_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    with Archive(tmp_path / "new" / "store") as archive:
        archive.put(state(ONE), "a.txt", tmp_path)
        before = dump(archive)
    with Archive(tmp_path / "new" / "store") as archive:
        assert dump(archive) == before
    with Archive(tmp_path / "new" / "store", read_only=True) as archive:
        assert dump(archive) == before


def test_a_snapshot_does_not_see_what_is_written_later(tmp_path: Path) -> None:
    with Archive(tmp_path / "store") as archive:
        archive.put(state(ONE))
        with Archive(tmp_path / "store", read_only=True) as snapshot:
            archive.put(state(TWO))
            assert len(snapshot.documents()) == 1
        assert len(archive.documents()) == 2


def test_a_store_open_for_reading_is_not_written(tmp_path: Path) -> None:
    Archive(tmp_path).close()
    with Archive(tmp_path, read_only=True) as archive, pytest.raises(StoreError, match="is open for reading only"):
        archive.put(state(ONE))


def test_a_closed_store_says_so() -> None:
    archive = Archive()
    archive.close()
    with pytest.raises(StoreError, match="is closed"):
        archive.documents()


def test_a_store_that_is_not_there_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store at"):
        Archive(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Kære byråd", "utf-8")
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"something else|no store"):
            Archive(tmp_path, read_only=read_only)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("path", ["letter.txt", "letter.txt/store"])
def test_a_file_is_no_store(tmp_path: Path, path: str) -> None:
    (tmp_path / "letter.txt").write_text("Kære byråd", "utf-8")
    with pytest.raises(StoreError, match="file"):
        Archive(tmp_path / path)


def test_a_store_of_another_format_is_left_alone(tmp_path: Path) -> None:
    Archive(tmp_path).close()
    (tmp_path / "sagsgang.store").write_text("sagsgang store 99\n", "ascii")
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"another format \(sagsgang store 99\)"):
            Archive(tmp_path, read_only=read_only)


def test_a_store_that_another_process_writes_is_not_opened(tmp_path: Path) -> None:
    with Archive(tmp_path / "store") as archive:
        archive.put(state(ONE))
    child = subprocess.Popen([sys.executable, "-c", HOLDING, tmp_path / "store"], stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout
        assert child.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="is being written by another process"):
            Archive(tmp_path / "store")
        with Archive(tmp_path / "store", read_only=True) as snapshot:
            assert len(snapshot.documents()) == 1
        child.kill()
    with Archive(tmp_path / "store") as archive:
        assert len(archive.documents()) == 1


def damaged(tmp_path: Path, damage: Callable[[Path], object]) -> Path:
    """A store on disk, with a part of each file that `damage` takes."""
    with Archive(tmp_path / "whole") as archive:
        archive.put(state(ONE))
        archive.store.flush()
    path = copytree(tmp_path / "whole", tmp_path / "damaged")
    damage(path)
    return path


def nothing(path: Path, pattern: str) -> None:
    for file in path.glob(pattern):
        file.unlink()


def zeros(path: Path, pattern: str) -> None:
    for file in path.glob(pattern):
        file.write_bytes(bytes(file.stat().st_size))


@pytest.mark.parametrize("damage", [nothing, zeros])
@pytest.mark.parametrize("pattern", ["CURRENT", "MANIFEST*", "*.sst"])
def test_a_damaged_store_is_said_to_be_so_at_once(
    tmp_path: Path, damage: Callable[[Path, str], None], pattern: str
) -> None:
    path = damaged(tmp_path, lambda path: damage(path, pattern))
    for read_only in (False, True):
        with pytest.raises(StoreError) as error:
            Archive(path, read_only=read_only)
        assert f"the store {path} is damaged: remove the folder and build it again" in str(error.value)
        assert "\n" not in str(error.value)


def test_a_snapshot_is_opened_again_where_the_store_was_written_to_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive(tmp_path / "store") as archive:
        archive.put(state(ONE))
    opened: list[Store] = []

    class Meanwhile:
        @staticmethod
        def read_only(path: str) -> Store:
            opened.append(Store.read_only(path))
            if len(opened) == 1:
                monkeypatch.setattr(disk, "Store", Store)
                with Archive(tmp_path / "store") as archive:
                    archive.put(state(TWO))
                monkeypatch.setattr(disk, "Store", Meanwhile)
            return opened[-1]

    monkeypatch.setattr(disk, "Store", Meanwhile)
    with Archive(tmp_path / "store", read_only=True) as archive:
        assert {entry.document for entry in archive.documents()} == {state(ONE).document, state(TWO).document}
    assert len(opened) == 2


def test_a_process_killed_at_any_moment_leaves_whole_documents(tmp_path: Path) -> None:
    wholes: set[int] = set()
    for wait in (0.0, 0.02, 0.05, 0.1, 0.2, 0.8, 3.2, 12.8):
        if wait > 0.2 and wholes:  # a busy machine had no time for a document until now
            break
        child = subprocess.Popen([sys.executable, "-c", ENDLESS, tmp_path / "store"], stdout=subprocess.PIPE, text=True)
        with child:
            assert child.stdout
            child.stdout.readline()
            time.sleep(wait)
            child.kill()
        with Archive(tmp_path / "store") as archive:
            entries = archive.documents()
            assert graphs(archive) == {entry.graph for entry in entries}
            assert all(len(entry.files) == 1 for entry in entries)
            wholes |= {archive.count(entry.graph, SAG.AgendaItem) for entry in entries}
    assert wholes == {200}


def test_a_full_disk_is_said_to_be_so_and_nothing_is_lost(tmp_path: Path) -> None:
    child = subprocess.run([sys.executable, "-c", FULL_DISK, tmp_path / "store"], capture_output=True, text=True)
    *stored, said = child.stdout.splitlines()
    assert child.returncode == 0, child.stderr
    assert said == f"the store {tmp_path / 'store'} cannot grow: there is no more room on the disk"
    with Archive(tmp_path / "store") as archive:
        assert set(stored) <= {entry.document for entry in archive.documents()}
        assert graphs(archive) == {entry.graph for entry in archive.documents()}
        archive.put(state(THREE))
        assert state(THREE).digest in names(archive)
