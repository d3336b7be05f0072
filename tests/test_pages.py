"""The pages answer, lead somewhere, lose no text and let nothing in."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sagsgang.api.app import create_app
from sagsgang.api.pages.marks import Mark, marked, pieces
from sagsgang.api.pages.nodes import Node, Words
from sagsgang.api.pages.told import people, quotes
from sagsgang.api.pages.way import Plan, Treatment, Way
from sagsgang.graph.build import build
from sagsgang.graph.resolve import conclude
from sagsgang.graph.store import Archive
from sagsgang.ontology import ID, SAG
from stating import Item, Paper, state
from travelled import body, written

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("2025-0[1-3]-*"))
HOSTILE = """Økonomiudvalget

REFERAT

Dato:        Tirsdag den 8. april 2025

Start kl.:   14:30

Medlemmer:   Karen Tofthøj (A) (formand)
             Jette <b>Molbech</b> (A)

1. Anlægsregnskab for <img src=x onerror=alert(1)> & "Rådhustorvet"

25/9999

Åben sag

Sagsgang: DIR ØK KB

Indstilling
Kommunaldirektøren indstiller, at <script>alert(2)</script> godkendes.

Beslutning i Økonomiudvalget den 08-04-2025
Anbefales. <svg onload=alert(3)>
"""
DAY = date(2025, 1, 15)
FIXED = ("/", "/sager", "/moeder", "/organer", "/personer", "/veje", "/forespoergsel", "/om", "/soeg", "/soeg?q=a")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("pages")
    (home / "hostile.txt").write_text(HOSTILE, "utf-8")
    with Archive(home / "store") as archive:
        build([*EXAMPLES, home / "hostile.txt"], archive, place="Lyngholm Kommune", workers=1)
    with TestClient(create_app(home / "store")) as client:
        yield client


class Page(HTMLParser):
    """What a page holds: its links, its ids, its text, its elements."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, told))
        if (key := told.get("id")) is not None:
            self.ids.append(key)
        if tag in ("a", "link") and (href := told.get("href")) is not None:
            self.links.append(href)


@pytest.fixture(scope="module")
def pages(client: TestClient) -> dict[str, tuple[str, Page]]:
    """Every page that can be reached from the front page, by its address, with its text."""
    found: dict[str, tuple[str, Page]] = {}
    todo = list(FIXED)
    while todo:
        address = urldefrag(todo.pop()).url
        if address in found:
            continue
        answer = client.get(address)
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        html = answer.headers["content-type"].startswith("text/html")
        page = Page(answer.text if html else "")
        found[address] = (answer.text if html else "", page)
        inner = (urljoin(address, link) for link in page.links)
        todo += [link for link in inner if link.startswith("/") and not link.startswith("//")]
    return found


def test_every_page_that_is_linked_to_answers(pages: dict[str, tuple[str, Page]]) -> None:
    kinds = ("/case/", "/meeting/", "/person/", "/body/", "/doc/")
    assert {kind for kind in kinds if any(kind in address for address in pages)} == set(kinds)


def test_every_link_into_a_page_has_its_place_there(client: TestClient, pages: dict[str, tuple[str, Page]]) -> None:
    broken = set()
    for address, (_, page) in pages.items():
        for link in page.links:
            target, fragment = urldefrag(urljoin(address, link))
            if fragment and target.startswith("/") and unquote(fragment) not in pages[target][1].ids:
                # a node of a document leads on to its words there
                landed = client.get(target).url.path.removesuffix(".html")
                if unquote(fragment) not in pages.get(landed, ("", Page("")))[1].ids:
                    broken.add(f"{address} -> {link}")
    assert broken == set()


def test_no_id_stands_twice_in_a_page(pages: dict[str, tuple[str, Page]]) -> None:
    assert {address: page.ids for address, (_, page) in pages.items() if len(set(page.ids)) < len(page.ids)} == {}


def test_no_page_has_script_or_style_of_its_own(pages: dict[str, tuple[str, Page]]) -> None:
    for address, (_, page) in pages.items():
        for tag, told in page.tags:
            assert tag not in ("script", "style", "img", "iframe", "object"), address
            assert not any(name == "style" or name.startswith("on") for name in told), address


def test_what_a_document_says_is_text_wherever_it_is_shown(pages: dict[str, tuple[str, Page]]) -> None:
    holding = [text for text, _ in pages.values() if "onerror" in text]
    assert len(holding) >= 4
    assert not [text for text in holding if "<img" in text or "<script" in text or "<svg onload" in text]


def test_every_picture_is_well_formed_and_named(pages: dict[str, tuple[str, Page]]) -> None:
    pictures = [svg for text, _ in pages.values() for svg in re.findall(r"<svg[^>]*role=.*?</svg>", text, re.S)]
    assert len(pictures) > 10
    for picture in pictures:
        root = ElementTree.fromstring(picture)
        ids = {each.get("id") for each in root.iter()}
        assert root.get("aria-labelledby") in ids
        assert root.get("aria-describedby") in ids


def test_every_page_has_a_title_one_main_heading_and_landmarks(pages: dict[str, tuple[str, Page]]) -> None:
    for address, (text, page) in pages.items():
        if not text:
            continue
        tags = [tag for tag, _ in page.tags]
        assert tags.count("h1") == 1, address
        assert {"title", "header", "nav", "main", "footer"} <= set(tags), address
        levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        jumps = [later for earlier, later in pairwise(levels) if later > earlier + 1]
        assert jumps == [], address


def test_every_field_has_a_label_and_every_table_headers(pages: dict[str, tuple[str, Page]]) -> None:
    for address, (_, page) in pages.items():
        labels = {told.get("for") for tag, told in page.tags if tag == "label"}
        fields = [told for tag, told in page.tags if tag in ("input", "select", "textarea")]
        assert all(told.get("type") == "hidden" or told.get("id") in labels for told in fields), address
        assert all(told.get("scope") for tag, told in page.tags if tag == "th"), address


def test_pages_of_persons_and_documents_are_left_out_of_search_engines(client: TestClient) -> None:
    address = re.findall(r'href="(/id/person/\w+)"', client.get("/personer").text)[0]
    answer = client.get(address)
    assert answer.headers["x-robots-tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.text


def test_the_text_of_a_document_page_is_the_frozen_text(client: TestClient) -> None:
    address = re.findall(r'href="(/id/doc/\w+)"', client.get("/om").text)[0]
    text = client.get(address).text
    shown = re.search(r'<div class="frozen">(.*?)</div>', text, re.S)
    document = f"https://w3id.org/sagsgang{address}"
    query = f"SELECT ?text {{ <{document}> sag:text/rdf:value ?text }}"
    prefixes = (
        "PREFIX sag: <https://w3id.org/sagsgang/ontology/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    )
    (row,) = client.app.state.ask(prefixes + query)  # type: ignore[attr-defined]
    assert shown is not None
    assert bare(shown[1]) == row["text"]


def test_a_mention_leads_to_its_words(client: TestClient) -> None:
    address = re.findall(r'href="(/id/doc/\w+)"', client.get("/om").text)[0]
    (row,) = client.app.state.ask(  # type: ignore[attr-defined]
        "PREFIX sag: <https://w3id.org/sagsgang/ontology/> "
        f"SELECT ?text {{ <https://w3id.org/sagsgang{address}> sag:text ?text }}"
    )
    answer = client.get(row["text"].removeprefix("https://w3id.org/sagsgang"), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, address)


def test_a_status_is_of_the_day_that_is_asked_for(client: TestClient) -> None:
    page = re.findall(r'href="(/id/municipality/\w+/case/25-118)"', client.get("/soeg?q=Varmeplan").text)[0]
    early, late = client.get(f"{page}?pr=20.1.2025").text, client.get(page).text
    assert "Senest behandlet i Direktionen (DIR) 15. januar 2025" in early
    assert "Senest behandlet i Direktionen (DIR) 15. januar 2025" not in late
    assert "pr=2025-01-20" in early


@pytest.mark.parametrize("day", ["1800-01-01", "2199-12-31", "0001-01-01", "9999-12-31"])
def test_far_days_break_nothing(client: TestClient, day: str) -> None:
    page = re.findall(r'href="(/id/municipality/\w+/case/25-118)"', client.get("/soeg?q=Varmeplan").text)[0]
    for address in ("/", "/sager", "/organer", "/veje?fra=DIR&til=KB", page):
        joined = f"{address}{'&' if '?' in address else '?'}pr={day}"
        assert client.get(joined).status_code == 200, joined


def test_a_case_leads_to_others_of_its_title(tmp_path: Path) -> None:
    with Archive(tmp_path / "store") as archive:
        for body, day in (("HU", "2025-01-27"), ("TMU", "2025-06-25")):
            archive.put(state(Paper(body, day, (Item("Brug af kunstig intelligens"),))), f"{body}.txt")
        conclude(archive)
    with TestClient(create_app(tmp_path / "store")) as client:
        first, second = re.findall(r'href="(/id/[^"]+/case/\w+)"', client.get("/sager").text)
        assert f'<a href="{second}">HU 27. januar 2025</a>' in client.get(first).text
        assert f'<a href="{first}">TMU 25. juni 2025</a>' in client.get(second).text


@pytest.mark.parametrize("begins", ['id="medlem"', 'id="medlemmer"'])
def test_every_membership_leads_to_its_words(pages: dict[str, tuple[str, Page]], begins: str) -> None:
    told = [text.split(begins)[1].split("</section>")[0] for text, _ in pages.values() if begins in text]
    rows = [row for section in told for row in re.findall(r"<(?:li|tr)>(.*?)</(?:li|tr)>", section)]
    members = [row for row in rows if "<th " not in row]
    assert members
    assert all(re.search(r'href="/id/doc/\w+#char=\d+,\d+"', row) for row in members)


def test_a_day_that_is_none_is_told_and_counts_for_nothing(client: TestClient) -> None:
    answer = client.get("/?pr=31.6.2024")
    assert answer.status_code == 200
    assert "“31.6.2024” er ikke en dato" in answer.text


@pytest.mark.parametrize("address", ["/id/nothing", "/id/doc/0", "/id/a%22%3E%3Cb", "/sag?iri=urn:x", "/id/"])
def test_what_is_not_held_is_said_so_on_a_page(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Det findes ikke her" in answer.text


def test_a_query_that_does_not_parse_is_told_with_its_line(client: TestClient) -> None:
    answer = client.get("/forespoergsel", params={"sparql": "SELECT *\nWHERE { ?s ?p }"})
    assert answer.status_code == 400
    assert "Linje 2" in answer.text


def test_a_long_query_can_be_posted(client: TestClient) -> None:
    query = "SELECT ?s { ?s a <https://w3id.org/sagsgang/ontology/Case> } LIMIT 3" + " #" * 40_000
    answer = client.post("/forespoergsel", data={"sparql": query})
    assert answer.status_code == 200
    assert "3 rækker" in answer.text


def test_a_query_that_would_write_is_refused(client: TestClient) -> None:
    answer = client.get("/forespoergsel", params={"sparql": "DELETE WHERE { ?s ?p ?o }"})
    assert answer.status_code == 400


def test_routine_items_are_left_out_unless_asked_for(client: TestClient) -> None:
    few, all_ = client.get("/sager").text, client.get("/sager?faste=1").text
    assert "udeladt" in few
    assert all_.count("<tr>") > few.count("<tr>")


def test_a_list_can_be_had_whole_as_csv(client: TestClient) -> None:
    answer = client.get("/sager?format=csv&organ=KB")
    assert answer.headers["content-type"].startswith("text/csv")
    head, *rows = answer.text.splitlines()
    assert head == "title,number,way,last,next,status,case"
    assert len(rows) == int(re.findall(r"<strong>(\d+) sag", client.get("/sager?organ=KB").text)[0])


def test_the_ways_of_a_municipality_are_told_together(client: TestClient) -> None:
    told = client.get("/veje").text
    for heading in ("Hvor sager venter", "Ventes nu", "Flaskehalse", "Hyppigste veje videre"):
        assert heading in told
    data = re.search(r'href="(/paths/waits[^"]*)"', told)
    assert data
    assert client.get(data[1].replace("&amp;", "&")).json()["waits"]
    assert "Ingen sager er behandlet i perioden" in client.get("/veje?periode=1999").text
    assert "er ikke en periode" in client.get("/veje?periode=engang").text


def test_bodies_of_several_municipalities_are_told_apart_by_its_name(tmp_path: Path) -> None:
    cases = {"a": "DIR 2024-01-01 ØK 2024-01-09 KB 2024-02-01", "b": "DIR 2024-01-02 ØK 2024-01-09"}
    with Archive(tmp_path / "store") as archive:
        archive.load(written(cases) + written(cases, place="bakkerup"))
    with TestClient(create_app(tmp_path / "store")) as client:
        front, chosen = client.get("/?pr=1.3.2024").text, client.get("/veje?kommune=havnstrup&pr=1.3.2024").text
        assert "ØK Bakkerup" in front
        assert "ØK Havnstrup" in front
        assert "Sagerne under ét i Havnstrup Kommune" in chosen
        address = f"/veje?fra={body('DIR', 'bakkerup')}&til={body('ØK', 'bakkerup')}&pr=1.3.2024"
        assert "ØK-udvalget (ØK), Bakkerup" in client.get(address).text
        ways = client.get(f"/sager?vej={body('DIR')}>{body('ØK')}&pr=1.3.2024").text
        assert ("Sag b" in ways, "Sag a" in ways) == (True, False)


def test_a_body_names_what_it_came_of_and_what_it_became(tmp_path: Path) -> None:
    cases = {"a": "AU 2017-01-01 EAU 2019-01-01 KB 2019-02-01"}
    with Archive(tmp_path / "store") as archive:
        archive.load(written(cases, reforms=[("2018-01-01", "AU EU", "EAU")]))
    with TestClient(create_app(tmp_path / "store")) as client:
        told = {code: client.get(f"/id/{body(code).removeprefix(ID)}").text for code in ("AU", "EAU", "KB")}
    assert re.search(
        r"Kommer af <a[^>]*>AU-udvalget \(AU\)</a> og <a[^>]*>EU-udvalget \(EU\)</a>.*1. januar 2018", told["EAU"]
    )
    assert re.search(r"Blev til <a[^>]*>EAU-udvalget", told["AU"])
    assert "Blev til" not in told["EAU"] + told["KB"]


def test_a_store_without_documents_has_a_front_page(tmp_path: Path) -> None:
    with Archive(tmp_path / "store") as archive:
        build([tmp_path], archive, workers=1)
    with TestClient(create_app(tmp_path / "store")) as client:
        for address in FIXED:
            assert client.get(address).status_code == 200, address


def bare(markup: str) -> str:
    """The text of some markup, as a browser reads it."""
    texts: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            texts.append(data)

    reader = Reader(convert_charrefs=True)
    reader.feed(markup)
    reader.close()
    return "".join(texts)


TEXTS = st.text(alphabet='ab <>&"\n', max_size=40)
SPANS = st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.sampled_from(["x", "y"])), max_size=12)


@given(TEXTS, SPANS)
def test_marking_loses_no_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(Words(start, end), look) for start, end, look in spans]
    assert "".join(piece.text for piece in pieces(text, marks)) == text
    assert bare(marked(text, marks)) == text


@given(TEXTS, SPANS)
def test_every_place_in_the_text_has_one_anchor_and_markup_nests(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(Words(start, end), look) for start, end, look in spans]
    root = ElementTree.fromstring(f"<div>{marked(text, marks)}</div>")
    wanted = {mark.words.anchor for mark in marks if 0 <= mark.words.start < mark.words.end <= len(text)}
    assert sorted(key for each in root.iter() if (key := each.get("id")) is not None) == sorted(wanted)


@given(TEXTS, SPANS)
def test_an_anchor_holds_its_words_or_stands_empty_where_they_begin(
    text: str, spans: list[tuple[int, int, str]]
) -> None:
    marks = [Mark(Words(start, end), look) for start, end, look in spans]
    for each in ElementTree.fromstring(f"<div>{marked(text, marks)}</div>").iter("span"):
        start, end = map(int, each.get("id", "").removeprefix("char=").split(","))
        assert "".join(each.itertext()) in (text[start:end], "")


WORDINGS = st.lists(st.text(alphabet="ab \n", min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=6)


def decision(number: int, wording: str) -> Node:
    """A decision that says so."""
    words = (f"https://w3id.org/sagsgang/id/text/0#char={number},{number + 1}",)
    values = {"wording": (wording,), "wasDerivedFrom": words}
    return Node(f"https://w3id.org/sagsgang/id/doc/0/decision/{number}", "Decision", values)


@given(WORDINGS)
def test_a_wording_that_another_holds_is_not_told_twice_and_no_source_is_lost(wordings: list[str]) -> None:
    nodes = [decision(number, wording) for number, wording in enumerate(wordings)]
    told = quotes(nodes)
    texts = [" ".join(quote.text.split()) for quote in told]
    assert not any(one != other and one in other for one in texts for other in texts)
    assert len(set(texts)) == len(texts)
    assert {source for quote in told for source in quote.sources} == {node.source for node in nodes}


def test_a_person_who_came_is_not_told_as_announced() -> None:
    def named(standing: str, function: str) -> Node:
        values = {"name": ("Bo",), "standing": (f"sag:standing-{standing}",), "function": (f"sag:function-{function}",)}
        return Node(f"https://w3id.org/sagsgang/id/doc/0/participation/{function}", "Participation", values)

    (announced,) = people([named("announced", "participant")])
    (came,) = people([named("announced", "participant"), named("recorded", "presenter")])
    assert announced.announced
    assert not came.announced


@pytest.mark.parametrize(
    ("outcomes", "stage"),
    [
        (("discussed",), "ended"),
        (("postponed",), "waiting"),
        (("noted", "referred"), "ended"),
        (("discussed", "sent_to_hearing"), "waiting"),
        ((), "ended"),
    ],
)
def test_a_case_waits_when_it_was_sent_on_or_put_off_and_nothing_more_is_announced(
    outcomes: tuple[str, ...], stage: str
) -> None:
    said = tuple(f"{SAG}outcome-{outcome}" for outcome in outcomes)
    treated = Treatment(f"{ID}case/1/treatment/direktionen/2025-01-15", f"{ID}body/direktionen", DAY, said, ())
    assert Way(DAY, (treated,), ()).stage == stage


def test_a_case_taken_off_the_agenda_is_on_its_way_only_to_a_day() -> None:
    treated = Treatment(f"{ID}case/1/treatment/oe/2025-01-15", f"{ID}body/oe", DAY, (f"{SAG}outcome-withdrawn",), ())
    undated = Plan(f"{ID}case/1/plan/x", None, f"{ID}body/kb", None, "uden dato", None, DAY, False, (), "open")
    dated = replace(undated, due=date(2025, 2, 1))
    assert [Way(DAY, (treated,), (plan,)).stage for plan in (undated, dated)] == ["waiting", "coming"]
