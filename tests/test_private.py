"""CPR numbers reach no dump, answer, page or line of a log, whatever file they come in."""

import os
import subprocess
import sys
from pathlib import Path

import httpx2
from sagsgang.graph.store import Archive
from serving import served

PARTED = ("-", " ", "–", "", " - ")
SOWN = [(f"{1 + n % 28:02}{1 + n % 12:02}{n:02}", PARTED[n % 5], f"{4000 + 37 * n}") for n in range(100)]
HEAD = "Havnstrup Kommune\n\nMandag den 3. februar 2025\n\n"


def files(folder: Path) -> None:
    """Fifty numbers in a text, fifty in a page, one of each in titles, decisions and names of files."""
    told = [f"borger {''.join(number)}" for number in SOWN]
    items = "".join(f"{n}. Sag om {one}\n\nBeslutning\nGodkendt for {one}.\n\n" for n, one in enumerate(told[:50], 1))
    (folder / f"referat {''.join(SOWN[0])}.txt").write_text(f"REFERAT\n\n{HEAD}{items}", "utf-8")
    rows = "".join(f"<h2>{n}. Sag om {one}</h2><p>Godkendt for {one}.</p>" for n, one in enumerate(told[50:], 1))
    (folder / "side.html").write_text(f"<!DOCTYPE html><html><body><h1>Referat</h1>{rows}</body></html>", "utf-8")


def found(text: str) -> list[str]:
    return [day + last for day, _, last in SOWN if any(f"{day}{sign}{last}" in text for sign in PARTED)]


def test_a_hundred_cpr_numbers_reach_no_dump_answer_page_or_log(tmp_path: Path) -> None:
    minutes, store = tmp_path / "minutes", tmp_path / "store"
    minutes.mkdir()
    files(minutes)
    command = [sys.executable, "-m", "sagsgang.api", "build", "minutes", "--store", "store"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert "CPR numbers masked" in done.stdout
    assert found(done.stdout + done.stderr) == []
    with Archive(store, read_only=True) as archive:
        documents = [entry.document for entry in archive.documents()]
        assert len(documents) == 2
        assert found("".join(map(str, archive.store))) == []
    with served(store) as address, httpx2.Client(base_url=address, follow_redirects=True, timeout=60) as client:
        pages = ["/", "/sager", "/soeg?q=borger", "/soeg?q=4000", "/cases", "/meetings", "/dumps/all.nq"]
        pages += [each.partition("sagsgang")[2] for each in documents]
        assert [path for path in pages if found(client.get(path).text)] == []
        assert "xxxxxx" in client.get(pages[-1], headers={"Accept": "text/html"}).text
