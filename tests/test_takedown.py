"""What is taken down is gone from everything, says so without a name, and stays out."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sagsgang.graph.build import build
from sagsgang.graph.catalogue import document_iri
from sagsgang.graph.export import FORMATS, Missing, export
from sagsgang.graph.store import Archive
from sagsgang.graph.takedown import UnknownThing, take_down, takedowns, undo
from sagsgang.graph.withheld import KEY, Withheld, new_key
from sagsgang.ontology import ID
from serving import served

NAME, OTHER = "Gudrun Ravnholt", "Preben Kold"
FIRST = f"""REFERAT

Havnstrup Kommune
Teknik- og Miljøudvalget

Mandag den 3. februar 2025

Medlemmer: {NAME} (A) (formand), {OTHER} (V)

1. Stien langs åen

Beslutning
{NAME} orienterede om sagen. {NAME}s forslag blev drøftet, og {OTHER} deltog.
Indstillingen blev godkendt. Imod stemte Gudrun
Ravnholt (A).
"""
SECOND = f"""REFERAT

Havnstrup Kommune
Teknik- og Miljøudvalget

Mandag den 3. marts 2025

Medlemmer: {OTHER} (V) (formand), {NAME} (A)

1. Nyt tag på hallen

Beslutning
Godkendt efter ønske fra {NAME.upper()}.
"""
WHY = "Artikel 17: anmodning af 1. maj"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    minutes = tmp_path / "minutes"
    minutes.mkdir()
    (minutes / f"referat {NAME}.txt").write_text(FIRST, "utf-8")
    return minutes


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "store"
    with Archive(path) as archive:
        build([folder], archive)
    return path


def dump(store: Path) -> str:
    with Archive(store, read_only=True) as archive:
        return "".join(archive.lines())


def person(store: Path, name: str = NAME) -> str:
    with Archive(store, read_only=True) as archive:
        rows = archive.query(
            f'SELECT ?p {{ ?p a foaf:Person ; foaf:name "{name}" }}'.replace("foaf:", "f:").replace(
                "SELECT", "PREFIX f: <http://xmlns.com/foaf/0.1/> SELECT"
            )
        )
        return str(next(iter(rows))["p"].value)  # type: ignore[index, union-attr]


def left(folder: Path, words: str) -> list[str]:
    """The files of a folder, hidden ones too, that hold words in any case."""
    files = [each for each in folder.rglob("*") if each.is_file()]
    return [str(each) for each in files if words.casefold().encode() in each.read_bytes().lower()]


def test_a_person_goes_from_graphs_texts_and_the_bytes_on_disk(store: Path, folder: Path) -> None:
    before = dump(store)
    assert "Gudrun" in before
    report = take_down(store, person(store), WHY)
    assert (report.takedown.kind, report.removed, report.blackened) == ("person", 0, 1)
    after = dump(store)
    assert [word for word in ("gudrun", "ravnholt") if word in after.casefold()] == []
    assert OTHER in after
    assert left(store, "Ravnholt") == left(store, "Gudrun") == []


SHORT = ("G. Ravnholt", "G.M. Ravnholt", "Gudrun M. Ravnholt", "Gudrun Ravnholt", "GUDRUN RAVNHOLT", "Gudrun Ravnholts")


def test_a_name_goes_in_all_its_forms_also_shortened_to_letters(tmp_path: Path) -> None:
    told = FIRST.replace(NAME, "Gudrun Marie Ravnholt").replace(
        "Indstillingen", f"{', '.join(SHORT)} talte. Indstillingen"
    )
    (tmp_path / "a.txt").write_text(told, "utf-8")
    with Archive(tmp_path / "store") as archive:
        build([tmp_path / "a.txt"], archive)
    take_down(tmp_path / "store", person(tmp_path / "store", "Gudrun Marie Ravnholt"), WHY)
    assert [word for word in ("gudrun", "ravnholt") if word in dump(tmp_path / "store").casefold()] == []


@pytest.mark.parametrize("thing", ["person", "document"])
def test_no_face_tells_what_was_taken_down(store: Path, folder: Path, thing: str) -> None:
    (folder / "marts.txt").write_text(SECOND.replace(NAME, OTHER).replace(NAME.upper(), "os"), "utf-8")
    with Archive(store) as archive:
        build([folder], archive)
    (path,) = folder.glob("referat*")
    document = document_iri(sha256(path.read_bytes()).hexdigest())
    iri, gone = (person(store), NAME) if thing == "person" else (document, "Stien langs åen")
    mentioned = {each for each in dump(store).split() if iri in each}
    with served(store) as address, httpx2.Client(base_url=address, timeout=60, follow_redirects=True) as client:
        assert gone in client.get("/dumps/all.nq").text
        take_down(store, iri, WHY)
        time.sleep(1.1)
        faces = ["/", "/sager", "/moeder", "/personer", "/cases", "/persons", "/meetings", "/changes", "/changes.atom"]
        faces += ["/dumps/all.nq", "/dumps/all.trig", "/dumps/place/havnstrup.nq", "/meetings.ics", "/.well-known/void"]
        faces += [f"/soeg?q={word}" for word in ("forslag", "Stien", "orienterede")]
        faces += [f"/crosswalks/{name}" for name in ("oslo", "eli-dl", "oparl", "popolo")]
        faces += ["/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D", "/queries/coverage", "/queries/dissents"]
        for face in faces:
            answer = client.get(face)
            assert answer.status_code == 200, face
            assert gone.casefold() not in answer.text.casefold().replace("+", " "), face
            assert face.startswith("/changes") or iri not in answer.text, face
        here = iri.removeprefix(ID)
        for ending in ("", ".html", ".ttl", ".json", ".jsonld", ".nt", ".rdf", ".trig"):
            answer = client.get(f"/id/{here}{ending}")
            assert (answer.status_code, WHY in answer.text) == (410, True), ending
        assert client.get(f"/dumps/{here}.nq").status_code in (404, 410)
    for format in FORMATS:
        out = BytesIO()
        with suppress(Missing), Archive(store, read_only=True) as archive:
            export(archive, format, out)
        data = out.getvalue()
        if data.startswith(b"PK"):
            with ZipFile(out) as packed:
                data = b"\n".join(packed.read(name) for name in packed.namelist())
        assert gone.casefold() not in data.decode("utf-8", "replace").casefold(), format
    assert mentioned


def texts(store: Path) -> list[str]:
    with Archive(store, read_only=True) as archive:
        return [
            str(row["t"].value)  # type: ignore[index, union-attr]
            for row in archive.query(
                "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> SELECT ?t { ?x rdf:value ?t } ORDER BY ?t"
            )
        ]


def test_words_are_made_black_at_the_same_length_and_quotes_stay_in_place(store: Path) -> None:
    (whole,) = texts(store)
    take_down(store, person(store), WHY)
    (black,) = texts(store)
    assert len(black) == len(whole)
    assert [(a, b) for a, b in zip(whole, black, strict=True) if a != b and b != "█"] == []
    assert black.index(OTHER) == whole.index(OTHER)


def test_a_build_after_a_takedown_holds_what_a_build_of_all_again_holds(store: Path, folder: Path) -> None:
    take_down(store, person(store), WHY)
    (folder / "marts.txt").write_text(SECOND, "utf-8")
    with Archive(store) as archive:
        assert build([folder], archive).read == 2
        assert build([folder], archive).read == 0
    once = dump(store)
    assert "ravnholt" not in once.casefold()
    with Archive(store) as archive:
        for entry in archive.documents():
            archive.remove(entry.document)
        build([folder], archive)
    assert dump(store) == once
    assert OTHER in once


def test_undone_it_is_as_if_nothing_had_been(store: Path, folder: Path) -> None:
    before = dump(store)
    iri = person(store)
    take_down(store, iri, WHY)
    undo(store, iri)
    with Archive(store) as archive:
        build([folder], archive)
    assert (dump(store), takedowns(store)) == (before, ())
    with pytest.raises(UnknownThing):
        undo(store, iri)


def test_a_document_stays_out_by_its_bytes_and_by_its_words(store: Path, folder: Path) -> None:
    (path,) = folder.iterdir()
    take_down(store, document_iri(sha256(path.read_bytes()).hexdigest()), WHY)
    (folder / "igen.txt").write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with Archive(store) as archive:
        report = build([folder], archive)
        assert archive.documents() == ()
    assert sorted(note.text.partition(",")[0] for note in report.notes) == [
        "was taken down",
        "was taken down in another file",
    ]
    assert "Stien langs" not in dump(store)
    assert left(store, "Ravnholt") == []


def test_a_mention_goes_in_its_document_alone(store: Path, folder: Path) -> None:
    (folder / "marts.txt").write_text(SECOND, "utf-8")
    with Archive(store) as archive:
        build([folder], archive)
        (row,) = archive.query(
            "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT DISTINCT ?m "
            '{ ?m oa:exact ?q FILTER(CONTAINS(?q, "Nyt tag")) } ORDER BY STRLEN(?q) LIMIT 1'
        )  # type: ignore[misc]
    report = take_down(store, str(row["m"].value), WHY)  # type: ignore[index, union-attr]
    assert (report.takedown.kind, report.blackened) == ("mention", 1)
    assert "Nyt tag" not in dump(store)
    assert "Stien langs" in dump(store)


def test_a_tombstone_tells_the_reason_and_no_name(store: Path) -> None:
    iri = person(store)
    take_down(store, iri, WHY)
    (stone,) = takedowns(store)
    assert (stone.kind, stone.why) == ("person", WHY)
    assert iri.rpartition("/")[2] not in str(stone)
    assert "takedown" not in dump(store)


def test_a_reason_that_tells_the_name_is_refused(store: Path) -> None:
    with pytest.raises(ValueError, match="shown to everybody"):
        take_down(store, person(store), f"{NAME} bad om det")
    assert takedowns(store) == ()


def test_what_is_not_held_is_not_taken_down(store: Path) -> None:
    for iri in (f"{ID}person/{'0' * 16}", f"{ID}text/{'0' * 64}#char=0,4", "https://example.org/"):
        with pytest.raises(UnknownThing):
            take_down(store, iri, WHY)


def test_without_the_key_nothing_is_built(store: Path, folder: Path) -> None:
    take_down(store, person(store), WHY)
    (store / KEY).unlink()
    done = run("build", str(folder), "--store", str(store))
    assert (done.returncode, KEY in done.stderr) == (4, True)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sagsgang.api", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})


def test_the_command_takes_a_file_tells_what_went_and_gives_it_back(store: Path, folder: Path, tmp_path: Path) -> None:
    (path,) = folder.iterdir()
    old = tmp_path / "old.nq"
    assert run("export", "--store", str(store), "-o", str(old)).returncode == 0
    done = run("takedown", str(path), "--why", WHY, "--store", str(store))
    assert (done.returncode, "documents gone: 1" in done.stderr) == (0, True)
    assert WHY in run("takedown", "--list", "--store", str(store)).stdout
    assert run("load", str(old), "--store", str(store)).returncode == 0
    assert "Ravnholt" not in dump(store)
    assert run("takedown", str(path), "--undo", "--store", str(store)).returncode == 0


def test_what_is_gone_answers_410_with_the_reason(store: Path) -> None:
    iri, document = person(store), next(iter(documents(store)))
    with served(store) as address:
        here = iri.replace(ID, f"{address}/id/")
        page = httpx2.get(here, headers={"Accept": "text/html"}, follow_redirects=True)
        assert (page.status_code, page.headers["x-robots-tag"]) == (200, "noindex")
        assert '<meta name="robots" content="noindex">' in page.text
        take_down(store, iri, WHY)
        time.sleep(1.1)
        for accept in ("text/html", "application/json", "text/turtle"):
            answer = httpx2.get(here, headers={"Accept": accept})
            assert (answer.status_code, WHY in answer.text, "Ravnholt" in answer.text) == (410, True, False)
        assert httpx2.get(f"{address}/persons", params={"iri": iri}).status_code == 410
        assert httpx2.get(f"{address}/id/person/{'0' * 16}").status_code == 404
        assert httpx2.get(document.replace(ID, f"{address}/id/"), follow_redirects=True).status_code == 200
        for path in ("/", "/personer", "/soeg?q=Ravnholt", "/persons", document.replace(ID, "/id/")):
            assert "Gudrun" not in httpx2.get(address + path, follow_redirects=True).text


def documents(store: Path) -> Iterator[str]:
    with Archive(store, read_only=True) as archive:
        yield from (entry.document for entry in archive.documents())


KILLED = """
import sys
from pathlib import Path
from sagsgang.graph.takedown import take_down
print("ready", flush=True)
take_down(Path(sys.argv[1]), sys.argv[2], "Artikel 17")
"""


@pytest.mark.parametrize("after", [0.02, 0.08, 0.2])
def test_ended_at_any_moment_all_is_there_or_nothing(store: Path, after: float) -> None:
    before, iri = dump(store), person(store)
    with subprocess.Popen([sys.executable, "-c", KILLED, str(store), iri], stdout=subprocess.PIPE) as going:
        assert going.stdout is not None
        going.stdout.readline()
        time.sleep(after)
        going.send_signal(signal.SIGKILL)
    now = dump(store)
    assert now == before or "ravnholt" not in now.casefold()
    with Archive(store):
        pass
    assert [each.name for each in store.parent.iterdir() if each.name.startswith(".")] == []
    if now != before:
        assert left(store, "Ravnholt") == []


@given(
    st.lists(st.sampled_from(("Gudrun", "gudrun", "Ravnholt", "RAVNHOLTS", "Ravn-\nholt", "og", "\n", "**", "Ravn")))
)
def test_masking_keeps_the_length_and_masks_twice_as_once(words: list[str]) -> None:
    held = Withheld(KEYED.key, marks=KEYED.words("town", NAME, "t"))
    text = " ".join(words)
    black = held.masked(text, "d", "t")
    assert len(black) == len(text)
    assert held.masked(black, "d", "t") == black
    assert held.masked(text, "d", "another") == text


KEYED = Withheld(new_key())


def test_an_example_of_a_question_does_not_name_whom_the_store_has_not(tmp_path: Path) -> None:
    examples = Path(__file__).parents[1] / "examples"
    with Archive(tmp_path / "store") as archive:
        build([examples], archive)
        assert f"<{ID}query/person_record>" in "".join(archive.lines())
    take_down(tmp_path / "store", person(tmp_path / "store", "Rasmus Egsgaard"), WHY)
    with Archive(tmp_path / "store", read_only=True) as archive:
        told = "".join(archive.lines())
    assert "Egsgaard" not in told
    assert f"<{ID}query/case_status>" in told
