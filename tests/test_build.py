"""A store made equal to a folder: what came, changed, went or was there already, and builds that are cut short."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sagsgang.graph.build import BuildReport, Remark, build
from sagsgang.graph.parallel import Done, Job, read_all
from sagsgang.graph.source import Unreadable
from sagsgang.graph.store import Archive, StoreError


def minutes(words: str) -> str:
    """The least that looks like minutes."""
    return f"REFERAT\n\nMandag den 3. februar 2025\n\n1. {words}\n"


A, B, C = minutes("Første blad"), minutes("Andet blad"), minutes("Tredje blad, æøå")
MINUTES = Path(__file__).parent / "minutes"

BUILDING = """
import sys
from pathlib import Path
from sagsgang.graph.build import build
from sagsgang.graph.store import Archive
if __name__ == "__main__":
    with Archive(Path(sys.argv[1])) as archive:
        print("open", flush=True)
        build([Path(sys.argv[2])], archive, workers=int(sys.argv[3]))
        print("done", flush=True)
"""


@pytest.fixture
def archive() -> Iterator[Archive]:
    with Archive() as archive:
        yield archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two sheets of paper."""
    (tmp_path / "papers").mkdir()
    return write(tmp_path / "papers", {"a.txt": A, "b.txt": B})


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def dump(archive: Archive) -> str:
    return "".join(archive.lines())


def named(archive: Archive) -> list[list[str]]:
    """The files of each document."""
    return sorted([file.name for file in entry.files] for entry in archive.documents())


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.read, report.unchanged, report.removed, report.documents


def test_all_files_of_a_folder_are_read(archive: Archive, folder: Path) -> None:
    write(folder, {"inner/c.md": C, "no ending 11.06.2024": minutes("Fjerde blad")})
    told: list[tuple[int, int, str]] = []
    report = build([folder], archive, on_progress=lambda done, all, file: told.append((done, all, file)))
    assert counts(report) == (4, 0, 0, 4)
    assert named(archive) == [["a.txt"], ["b.txt"], ["inner/c.md"], ["no ending 11.06.2024"]]
    assert told == [(1, 4, "a.txt"), (2, 4, "b.txt"), (3, 4, "no ending 11.06.2024"), (4, 4, "inner/c.md")]
    assert archive.outstanding() == frozenset()


def test_real_layouts_give_items_decisions_and_referrals(archive: Archive) -> None:
    report = build([MINUTES / "01-chefgruppen-tid-punkt.txt"], archive)
    assert report.items > 0
    assert report.decisions > 0
    assert report.referrals > 0
    assert archive.query("ASK { ?case a sag:Case }".replace("sag:Case", "<https://w3id.org/sagsgang/ontology/Case>"))


def test_the_same_folder_again_changes_nothing(archive: Archive, folder: Path) -> None:
    build([folder], archive)
    before = dump(archive)
    (folder / "a.txt").touch()
    report = build([folder], archive)
    assert counts(report) == (0, 2, 0, 2)
    assert dump(archive) == before


def test_a_changed_file_is_read_again_and_its_old_document_leaves(archive: Archive, folder: Path) -> None:
    build([folder], archive)
    write(folder, {"a.txt": C})
    assert counts(build([folder], archive)) == (1, 1, 1, 2)
    assert named(archive) == [["a.txt"], ["b.txt"]]
    assert "Første blad" not in dump(archive)
    assert "Tredje blad" in dump(archive)


def test_a_removed_file_leaves(archive: Archive, folder: Path) -> None:
    build([folder], archive)
    (folder / "a.txt").unlink()
    assert counts(build([folder], archive)) == (0, 1, 1, 1)
    with Archive() as other:
        build([folder], other)
        assert dump(other) == dump(archive)


def test_a_renamed_file_is_the_same_document(archive: Archive, folder: Path) -> None:
    build([folder], archive)
    before = {entry.document for entry in archive.documents()}
    (folder / "a.txt").rename(folder / "z.txt")
    assert counts(build([folder], archive)) == (0, 2, 0, 2)
    assert {entry.document for entry in archive.documents()} == before
    assert named(archive) == [["b.txt"], ["z.txt"]]


def test_two_files_that_change_names_keep_their_documents(archive: Archive, folder: Path) -> None:
    build([folder], archive)
    write(folder, {"a.txt": B, "b.txt": A})
    build([folder], archive)
    assert named(archive) == [["a.txt"], ["b.txt"]]
    with Archive() as other:
        build([folder], other)
        assert dump(other) == dump(archive)


def test_the_same_bytes_under_two_names_leave_with_the_last(archive: Archive, folder: Path) -> None:
    write(folder, {"copy.txt": A})
    assert counts(build([folder], archive)) == (2, 0, 0, 2)
    assert named(archive) == [["a.txt", "copy.txt"], ["b.txt"]]
    (folder / "a.txt").unlink()
    assert counts(build([folder], archive)) == (0, 2, 0, 2)
    assert named(archive) == [["b.txt"], ["copy.txt"]]
    (folder / "copy.txt").unlink()
    assert counts(build([folder], archive)) == (0, 1, 1, 1)


def test_documents_of_other_folders_stay(archive: Archive, folder: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "papers too", {"c.txt": C, "a.txt": A})
    build([folder], archive)
    build([other], archive)
    assert named(archive) == [["a.txt", "a.txt"], ["b.txt"], ["c.txt"]]
    (other / "a.txt").unlink()
    assert counts(build([other], archive)) == (0, 1, 0, 1)
    (folder / "a.txt").unlink()
    assert counts(build([folder], archive)) == (0, 1, 1, 1)
    assert named(archive) == [["b.txt"], ["c.txt"]]


def test_a_folder_inside_is_the_same_files_given_by_itself(archive: Archive, folder: Path) -> None:
    write(folder, {"inner/c.txt": C})
    build([folder], archive)
    assert counts(build([folder / "inner"], archive)) == (0, 1, 0, 1)
    assert counts(build([folder / "inner" / "c.txt", folder / "inner"], archive)) == (0, 1, 0, 1)
    (folder / "inner" / "c.txt").unlink()
    assert counts(build([folder], archive)) == (0, 2, 1, 2)


def test_a_folder_that_is_gone_takes_its_documents_along(archive: Archive, folder: Path) -> None:
    build([folder], archive)
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    folder.rmdir()
    assert counts(build([folder], archive)) == (0, 0, 2, 0)
    assert archive.outstanding() == frozenset()
    report = build([folder], archive)
    assert report.unreadable == (Remark(str(folder), "there is no such file or folder"),)


def test_a_file_given_by_name_brings_only_itself(archive: Archive, folder: Path) -> None:
    write(folder, {"notes.log": C})
    assert counts(build([folder / "notes.log"], archive)) == (1, 0, 0, 1)
    assert counts(build([folder / "a.txt"], archive)) == (1, 0, 0, 1)
    assert named(archive) == [["a.txt"], ["notes.log"]]
    (folder / "a.txt").unlink()
    assert counts(build([folder / "a.txt"], archive)) == (0, 0, 1, 0)


def test_the_order_of_folders_and_builds_does_not_matter(folder: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "papers too", {"c.txt": C, "a copy.txt": A})
    dumps = set()
    for steps in ([[folder], [other]], [[other], [folder]], [[other, folder]], [[folder], [other], [folder]]):
        with Archive() as archive:
            for paths in steps:
                build(paths, archive)
            dumps.add(dump(archive))
    assert len(dumps) == 1


steps = st.tuples(
    st.sampled_from(["x/a.txt", "x/b.txt", "y/a.txt"]), st.sampled_from([A, B, None]), st.sampled_from("xy ")
)


@given(st.lists(steps, max_size=8))
@settings(max_examples=8, deadline=None)
def test_whatever_happened_before_a_build_makes_the_store_equal_to_the_folders(
    steps: list[tuple[str, str | None, str]],
) -> None:
    with TemporaryDirectory() as home, Archive() as archive, Archive() as fresh:
        folders = [Path(home) / name for name in "xy"]
        for folder in folders:
            folder.mkdir()
        for name, text, built in steps:
            (Path(home) / name).write_text(text, "utf-8") if text else (Path(home) / name).unlink(missing_ok=True)
            build([folder for folder in folders if folder.name == built], archive)
        build(folders, archive)
        build(folders, fresh)
        assert dump(archive) == dump(fresh)
        assert named(archive) == named(fresh)


def test_the_same_papers_elsewhere_give_the_same_dump(folder: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "elsewhere" / "named otherwise", {"b.txt": B, "a.txt": A})
    with Archive() as one, Archive(tmp_path / "store") as two:
        build([folder], one)
        build([other], two, workers=2)
        assert dump(one) == dump(two)


def test_hash_seed_time_zone_and_locale_change_nothing(folder: Path, tmp_path: Path) -> None:
    dumps = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "da_DK.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", BUILDING, tmp_path / seed, folder, "1"]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        with Archive(tmp_path / seed, read_only=True) as archive:
            dumps.add(dump(archive))
    assert len(dumps) == 1


def test_a_place_given_is_of_these_papers_only(archive: Archive, folder: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "papers too", {"c.txt": C, "a.txt": A})
    build([other], archive)
    build([folder], archive, place="Havnstrup")
    assert [entry.place for entry in archive.documents() if entry.files[0].name == "c.txt"] == [None]
    assert {entry.place for entry in archive.documents()} == {"Havnstrup", None}
    assert "municipality/havnstrup" in dump(archive)
    assert counts(build([other], archive)) == (0, 2, 0, 2)
    assert counts(build([folder], archive)) == (2, 0, 0, 2)
    assert "havnstrup" not in dump(archive)


def test_what_cannot_be_read_is_named_with_its_reason_and_the_rest_is_read(archive: Archive, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(random.Random(1).randbytes(10_000_000))
    (folder / "program").write_bytes(b"\x7fELF\0\0\0\0")
    (folder / "big.txt").write_bytes(b"x" * 20_000_001)
    report = build([folder], archive)
    assert counts(report) == (2, 0, 0, 2)
    reasons = {Path(remark.file).name: remark.text for remark in report.unreadable}
    assert sorted(reasons) == ["big.txt", "empty.txt", "noise.txt", "program"]
    assert reasons["empty.txt"] == "the file is empty"
    assert "20,000,001 bytes are more than" in reasons["big.txt"]
    assert all(text and "\n" not in text for text in reasons.values())


def test_a_file_that_becomes_unreadable_takes_its_document_along(archive: Archive, folder: Path) -> None:
    build([folder], archive)
    (folder / "a.txt").write_bytes(b"\0\1\2\3" * 100)
    report = build([folder], archive)
    assert counts(report) == (0, 1, 1, 1)
    assert len(report.unreadable) == 1


def test_windows_1252_is_read_and_said(archive: Archive, folder: Path) -> None:
    (folder / "old.txt").write_bytes(minutes("Rådet drøftede åens løb – igen").encode("windows-1252"))
    report = build([folder], archive)
    assert report.notes == (Remark(str(folder / "old.txt"), "is not UTF-8: read as windows-1252"),)
    assert "Rådet drøftede åens løb – igen" in dump(archive)


def test_other_kinds_of_files_are_passed_over_by_name(archive: Archive, folder: Path) -> None:
    write(folder, {"a.gold.json": "{}", "README.md": "Om mappen", ".hidden.txt": C, ".git/x.txt": C})
    os.mkfifo(folder / "pipe")
    with Archive(folder / "store") as inside:
        build([folder], inside)
    report = build([folder], archive)
    assert counts(report) == (2, 0, 0, 2)
    assert report.skipped == tuple(str(folder / name) for name in ("README.md", "a.gold.json", "pipe"))


def test_what_a_harvest_keeps_beside_the_meetings_is_passed_over_without_a_word(archive: Archive, folder: Path) -> None:
    (folder / "udvalgsliste.json").write_text('{"Udvalg": {}}', "utf-8")
    (folder / ".sagsgang-harvest.jsonl").write_text('{"host": "dagsordener.havnstrup.dk"}\n', "utf-8")
    (folder / "attachments" / "x").mkdir(parents=True)
    (folder / "attachments" / ".no-minutes").touch()
    (folder / "attachments" / "x" / "notat.txt").write_text("REFERAT\nØkonomiudvalget\n", "utf-8")
    report = build([folder], archive, workers=1)
    assert (report.skipped, report.unreadable) == ((), ())
    assert not [names for names in named(archive) if "notat.txt" in names[0]]
    assert build([folder / "attachments"], archive, workers=1).documents == 1


def test_strange_names_are_told_as_text(archive: Archive, folder: Path) -> None:
    (folder / "to\nlinjer.txt").write_text(C, "utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/r\xe5d.txt")).write_bytes(b"")
    report = build([folder], archive)
    assert named(archive) == [["a.txt"], ["b.txt"], ["to�linjer.txt"]]
    assert [Path(remark.file).name for remark in report.unreadable] == ["r�d.txt"]


def test_many_processes_give_what_one_gives(tmp_path: Path) -> None:
    folder = write(tmp_path / "papers", {f"{n}.txt": minutes(f"Blad nummer {n}") for n in range(4)})
    (folder / "empty.txt").write_bytes(b"")
    with Archive() as one, Archive() as two:
        assert build([folder], one, workers=1) == build([folder], two, workers=2)
        assert dump(one) == dump(two)


def test_a_process_that_ends_while_it_reads_costs_its_file_only(tmp_path: Path) -> None:
    folder = write(tmp_path / "papers", {f"{n}.txt": minutes(f"Blad nummer {n}") for n in range(8)})
    jobs = [Job(folder / f"{n}.txt", f"{n}.txt", None) for n in range(8)]
    results = read_all(jobs, workers=2)
    assert isinstance(next(results), Done)
    for child in active_children():
        child.kill()
        child.join()
    others = list(results)
    lost = [result for result in others if isinstance(result, Unreadable)]
    assert len(lost) <= 2
    assert all("ended the process" in result.reason for result in lost)
    assert sum(isinstance(result, Done) for result in others) == 7 - len(lost)


def test_builds_killed_at_any_moment_leave_whole_documents_and_the_next_finishes(tmp_path: Path) -> None:
    folder = write(tmp_path / "papers", {f"{n}.txt": minutes(f"Blad nummer {n}") for n in range(8)})
    store = tmp_path / "store"
    for wait in (0.05, 0.3, 0.45, 0.6):
        with subprocess.Popen(
            [sys.executable, "-c", BUILDING, store, folder, "1"], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout
            child.stdout.readline()
            time.sleep(wait)
            child.kill()
        with Archive(store, read_only=True) as snapshot:
            held = {quad.graph_name.value for quad in snapshot.store if "/doc/" in str(quad.graph_name)}  # type: ignore[union-attr]
            assert held == {entry.graph for entry in snapshot.documents()}
    with Archive(store) as archive, Archive() as whole:
        build([folder], archive)
        build([folder], whole)
        assert dump(archive) == dump(whole)


def test_two_builds_at_once_and_one_says_so(folder: Path, tmp_path: Path) -> None:
    with Archive(tmp_path / "store") as archive:
        build([folder], archive)
        child = subprocess.run(
            [sys.executable, "-c", BUILDING, tmp_path / "store", folder, "1"], capture_output=True, text=True
        )
    assert "is being written by another process" in child.stderr
    assert child.stdout == ""


def test_an_interrupted_build_with_processes_ends_them_all(tmp_path: Path) -> None:
    folder = write(tmp_path / "papers", {f"{n}.txt": minutes(f"Blad nummer {n}") for n in range(16)})
    command = [sys.executable, "-c", BUILDING, tmp_path / "store", folder, "2"]
    for sign in (signal.SIGINT, signal.SIGKILL):
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
            assert child.stdout
            assert child.stderr
            child.stdout.readline()
            time.sleep(0.7)
            child.send_signal(sign)
            told = child.stderr.read()  # to its end: the pipe closes when the last process that holds it has ended
            assert sign == signal.SIGKILL or told.count("Traceback") == 1, told
    with Archive(tmp_path / "store") as archive:
        build([folder], archive)
        assert len(archive.documents()) == 16


def test_a_build_that_stopped_before_it_concluded_concludes_the_next_time(archive: Archive, folder: Path) -> None:
    build([folder], archive)
    before = dump(archive)
    entry, _ = archive.documents()
    archive.remove(entry.document)
    assert archive.outstanding() != frozenset()
    build([folder], archive)
    assert archive.outstanding() == frozenset()
    assert dump(archive) == before


def test_a_closed_store_is_not_built(folder: Path) -> None:
    archive = Archive()
    archive.close()
    with pytest.raises(StoreError, match="is closed"):
        build([folder], archive)
