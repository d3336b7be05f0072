"""What was called otherwise is found by its former name: at its address, in lists, and in questions."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import httpx2
import pytest
from sagsgang.graph.resolve import as_named_now, conclude
from sagsgang.graph.store import Archive
from sagsgang.queries import named
from serving import served
from stating import Decided, Item, Paper, Sent, state
from test_cases import PLACE, council, finance, item_hash
from test_cli import run

ID: Final = "https://w3id.org/sagsgang/id/"
BRIDGE: Final = finance(Item("Ny bro", sent=(Sent("ØK", "KB", "2025-02-10"),), decided=(Decided("ØK", None),)))
NUMBERED: Final = council(Item("Ny bro", "25/07", decided=(Decided("KB", None, ("approved",)),)))
SHARED: Final = Paper("TMU", "2025-03-03", (Item("Takster for svømmehallen", "25/9"), Item("Lokalplan 231", "25/9")))
NOW, FORMER, PRINTED = f"{PLACE}/case/25-7", f"{PLACE}/case/{item_hash(BRIDGE)}", f"{PLACE}/case/25-07"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("former") / "store"
    with Archive(path) as archive:
        for paper in (BRIDGE, NUMBERED, SHARED):
            archive.put(state(paper))
        conclude(archive)
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[httpx2.Client]:
    with served(store) as address, httpx2.Client(base_url=address, timeout=30) as client:
        yield client


def at(iri: str) -> str:
    return "/id/" + iri.removeprefix(ID)


@pytest.mark.parametrize("former", [FORMER, PRINTED])
@pytest.mark.parametrize("accept", ["text/html", "application/json", "text/turtle"])
def test_a_former_address_leads_to_the_present_one(client: httpx2.Client, former: str, accept: str) -> None:
    answer = client.get(at(former), headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Location"]) == (308, at(NOW))
    assert client.get(at(former), headers={"Accept": accept}, follow_redirects=True).status_code == 200


def test_a_part_of_a_case_moves_with_it(client: httpx2.Client) -> None:
    answer = client.get(at(f"{FORMER}/treatment/oekonomiudvalget/2025-02-03"))
    assert answer.headers["Location"] == at(f"{NOW}/treatment/oekonomiudvalget/2025-02-03")


def test_a_number_of_several_cases_is_a_choice(client: httpx2.Client) -> None:
    answer = client.get(at(f"{PLACE}/case/25-9"))
    assert answer.status_code == 300
    cases = {f"{PLACE}/case/{item_hash(SHARED, number)}" for number in (1, 2)}
    assert all(at(case) in answer.text for case in cases)
    told = client.get("/cases", params={"iri": f"{PLACE}/case/25-9"})
    assert told.status_code == 300
    assert all(quote(case, safe="") in told.headers["Link"] for case in cases)


def test_the_list_of_cases_knows_former_names(client: httpx2.Client) -> None:
    answer = client.get("/cases", params={"iri": FORMER})
    assert answer.status_code == 308
    assert client.get("/cases", params={"iri": FORMER}, follow_redirects=True).json()["iri"] == NOW
    assert client.get("/cases", params={"iri": f"{PLACE}/case/25-8"}).status_code == 404


@pytest.mark.parametrize("case", [NOW, FORMER, PRINTED, "25/07", "25/7", "25-7", "Sagsnr. 25/0007", "Ny bro"])
def test_questions_take_every_name_of_a_case(client: httpx2.Client, store: Path, case: str) -> None:
    rows = client.get("/queries/case_route", params={"case": case}).json()["results"]["bindings"]
    assert [(row["date"]["value"], row["case"]["value"]) for row in rows] == [("2025-02-03", NOW), ("2025-02-10", NOW)]
    told = run("query", "--store", str(store), "case_route", "--case", case, "--format", "json")
    assert len(json.loads(told.stdout)["results"]["bindings"]) == 2


def test_what_leads_to_several_cases_or_to_none_stays_as_it_was_given(store: Path) -> None:
    with Archive(store, read_only=True) as archive:
        for value in ("25/9", f"{PLACE}/case/25-9", "24/1", "Takster", f"{PLACE}/case/nosuch"):
            assert as_named_now(archive, named("case_route"), {"case": value}) == {"case": value}
