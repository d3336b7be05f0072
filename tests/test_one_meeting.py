"""Agenda, supplement, minutes and their correction, in any format, are one meeting, told by the best of them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions
from sagsgang.graph.build import build
from sagsgang.graph.mapping import stated
from sagsgang.graph.resolve import conclude, last_day
from sagsgang.graph.store import Archive
from sagsgang.ontology import SAG
from sagsgang.queries import named, names, parse
from serving import served
from stating import Decided, Item, Named, Paper, hold
from versions import BEACH, CASE, FORMATS, HALL, MEETING, PAPERS, SONG, TREES

REAL = Path(__file__).parents[2] / "shared" / "minutes" / "real"
PLACE = "Havnstrup Kommune"
PROVENANCE = {"mention", "quote", "documents", "document", "text", "source"}

Rows = list[dict[str, str]]


def archive_of(files: Mapping[str, bytes]) -> Archive:
    """A store that holds these documents and what follows from them."""
    archive = Archive()
    for name, data in files.items():
        archive.put(stated(data, name), name=name, place=PLACE)
    conclude(archive)
    return archive


@cache
def papers() -> Archive:
    return archive_of(PAPERS)


def concluded(*told: Paper) -> Archive:
    archive = hold(told)
    conclude(archive)
    return archive


def rows(archive: Archive, query: str) -> list[tuple[str, ...]]:
    found = archive.query(parse(query, "test").bind({}))
    assert isinstance(found, QuerySolutions)
    return sorted(tuple(term.value.removeprefix(SAG) if term else "" for term in row) for row in found)


def ask(name: str, archive: Archive, **values: str) -> Rows:
    found = archive.query(named(name).bind(values, last_day(archive)))
    assert isinstance(found, QuerySolutions)
    variables = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in variables if row[name] is not None} for row in found]


def dump(archive: Archive) -> bytes:
    out = BytesIO()
    archive.dump(out)
    return out.getvalue()


# ---- One meeting ----


def test_all_documents_of_a_meeting_are_its_records_in_order_of_authority() -> None:
    found = rows(
        papers(),
        """SELECT ?meeting ?rank ?kind { ?meeting a sag:Meeting ; sag:record ?record .
          ?record sag:authority ?rank ; dct:isPartOf/sag:documentKind ?kind }""",
    )
    kinds = ("correction", "minutes", "supplement", "agenda")
    assert found == [(MEETING, str(rank), f"kind-{kind}") for rank, kind in enumerate(kinds, 1)]


def test_of_one_kind_the_export_comes_first_and_the_text_last() -> None:
    query = "SELECT ?rank ?reader { ?record sag:authority ?rank ; dct:isPartOf/sag:readBy ?reader }"
    readers = ("firstagenda", "docx", "html", "pdf", "text")
    assert rows(archive_of(FORMATS), query) == [(str(rank), reader) for rank, reader in enumerate(readers, 1)]


def test_a_meeting_is_said_to_be_when_and_where_its_best_document_says() -> None:
    query = "SELECT ?start ?place { ?meeting a sag:Meeting ; sag:start ?start ; sag:place ?place }"
    assert rows(papers(), query) == [("2025-05-06T16:00:00", "Rådhuset, lokale 4")]
    agenda = archive_of({"dagsorden.txt": PAPERS["dagsorden.txt"]})
    assert rows(agenda, query) == [("2025-05-06T15:30:00", "Rådhuset, lokale 4")]


def test_a_correction_revises_the_minutes() -> None:
    query = "SELECT ?new ?old { ?d prov:wasRevisionOf/sag:documentKind ?old ; sag:documentKind ?new }"
    assert rows(papers(), query) == [("kind-correction", "kind-minutes")]


DAYS = "SELECT ?key { ?m a sag:Meeting BIND(STRAFTER(STR(?m), '/meeting/') AS ?key) } ORDER BY ?key"
BRIDGE, ROAD = (
    Item("Ny bro", "25/11", decided=(Decided("ØK", None),)),
    Item("Ny vej", "25/22", decided=(Decided("ØK", None),)),
)
MORNING = Paper("ØK", "2025-02-03", (BRIDGE,), start="09:00")
EVENING = Paper("ØK", "2025-02-03", (ROAD,), start="17:30")


def test_two_meetings_of_one_day_are_told_apart_by_their_start() -> None:
    archive = concluded(MORNING, EVENING)
    assert rows(archive, DAYS) == [("2025-02-03T0900",), ("2025-02-03T1730",)]
    treated = "SELECT ?title ?m { ?t a sag:Treatment ; sag:meeting ?m ; sag:case/dct:title ?title }"
    assert [(title, met[-4:]) for title, met in rows(archive, treated)] == [("Ny bro", "0900"), ("Ny vej", "1730")]


def test_another_start_of_the_same_items_is_a_meeting_that_was_moved() -> None:
    agenda = replace(MORNING, items=(Item("Ny bro", "25/11"), Item("Andet")), start="10:00", kind="agenda")
    archive = concluded(MORNING, agenda)
    assert rows(archive, DAYS) == [("2025-02-03",)]
    assert [row["before"][11:16] for row in ask("agenda_and_minutes", archive) if row["difference"] == "start"] == [
        "10:00"
    ]


def test_a_document_without_a_start_joins_the_meeting_it_shares_items_with() -> None:
    agenda = replace(EVENING, start=None, kind="agenda", items=(Item("Ny vej", "25/22"),))
    assert rows(concluded(MORNING, EVENING, agenda), DAYS) == [("2025-02-03T0900",), ("2025-02-03T1730",)]
    silent = replace(agenda, items=(Item("Eventuelt"),))
    assert rows(concluded(MORNING, EVENING, silent), DAYS) == [
        ("2025-02-03",),
        ("2025-02-03T0900",),
        ("2025-02-03T1730",),
    ]


def test_who_only_names_the_day_of_two_meetings_is_linked_to_neither() -> None:
    council = Paper("KB", "2025-01-10", (), meetings=(("ØK", "2025-02-03"),))
    query = "SELECT ?m { ?named a sag:NamedMeeting OPTIONAL { ?named sag:meeting ?m } }"
    assert rows(concluded(council, MORNING), query)[0][0].endswith("/meeting/2025-02-03")
    assert rows(concluded(council, MORNING, EVENING), query) == [("",)]


# ---- One item, one case, one treatment ----


def test_an_item_of_several_documents_is_one_treatment_of_one_case() -> None:
    assert [(row["step"], row["date"], row["outcome"]) for row in ask("case_route", papers(), case="25/1044")] == [
        ("1", "2025-05-06", "Anbefalet")
    ]
    assert rows(papers(), "SELECT (COUNT(?case) AS ?n) { ?case a sag:Case }") == [("5",)]
    assert rows(papers(), f"SELECT (COUNT(?item) AS ?n) {{ <{CASE}> sag:item ?item }}") == [("3",)]


def test_the_decision_is_that_of_the_correction() -> None:
    assert [row["outcome"] for row in ask("case_route", papers(), case="25/1045")] == ["Afvist"]
    before = archive_of({name: data for name, data in PAPERS.items() if name != "rettet.txt"})
    assert [row["outcome"] for row in ask("case_route", before, case="25/1045")] == ["Godkendt"]


def test_what_only_the_agenda_has_is_no_treatment_and_no_item_of_the_meeting() -> None:
    assert ask("case_route", papers(), case="25/1046") == []
    items = [row["title"] for row in ask("api/meeting_items", papers(), meeting=MEETING)]
    assert items == [BEACH, HALL, SONG, "Eventuelt"]


def test_before_the_minutes_the_agenda_and_its_supplement_are_the_meeting() -> None:
    archive = archive_of({name: PAPERS[name] for name in ("dagsorden.txt", "tillaeg.txt")})
    assert {row["title"] for row in ask("api/meeting_items", archive, meeting=MEETING)} == {
        BEACH,
        HALL,
        TREES,
        SONG,
        "Eventuelt",
    }
    assert rows(archive, "SELECT ?t { ?t a sag:Treatment }") == []


def test_the_way_that_only_the_agenda_announces_is_a_plan() -> None:
    steps = [(row["number"], row["from"], row["to"]) for row in ask("open_referrals", papers())]
    assert steps == [
        ("25/1044", "Kulturudvalget", "Økonomiudvalget"),
        ("25/1044", "Økonomiudvalget", "Kommunalbestyrelsen"),
    ]


def same(*papers: Paper) -> list[tuple[str, ...]]:
    """Which items are superseded, by title: `Ny bro` by `Ny bro over åen`."""
    query = "SELECT ?old ?new { ?one a sag:AgendaItem ; dct:title ?old ; sag:supersededBy/dct:title ?new }"
    return rows(concluded(*papers), query)


def version(kind: str, *items: Item) -> Paper:
    return Paper("ØK", "2025-02-03", items, kind=kind)


@pytest.mark.parametrize(
    ("planned", "held"),
    [
        (Item("Ny bro", "25/11"), Item("2. NY BRO!", "25/11")),
        (Item("Ny bro over åen", "25/11"), Item("Bro", "25/11")),
        (Item("Ny bro over Storeå i Lillested", place="3"), Item("Ny bro over Store Å i Lillested", place="3")),
        (Item("Ny bro", "25/11", place="3"), Item("Ny bro", "25/12", place="3")),
    ],
)
def test_items_are_one_by_title_number_or_case_number(planned: Item, held: Item) -> None:
    assert same(version("agenda", planned), version("minutes", held)) == [(planned.title, held.title)]


def test_equal_titles_with_other_case_numbers_are_two_items() -> None:
    assert same(version("agenda", Item("Byggesag", "25/11")), version("minutes", Item("Byggesag", "25/12"))) == []


def test_standing_items_of_one_title_are_paired_in_turn() -> None:
    twice = (Item("Orientering", place="1"), Item("Ny bro"), Item("Orientering", place="3"))
    archive = concluded(version("agenda", *twice), version("minutes", *twice))
    assert rows(archive, "SELECT (COUNT(?case) AS ?n) { ?case a sag:Case }") == [("3",)]
    assert same(version("agenda", *twice), version("minutes", Item("Orientering"), Item("Ny bro"))) == [
        ("Ny bro", "Ny bro")
    ]


def test_the_number_alone_counts_between_minutes_whose_numbers_agree() -> None:
    one = (Item("Ny bro", place="1"), Item("Lukket punkt", place="2"))
    other = (Item("Ny bro", place="1"), Item("Køb af grunden ved havnen", place="2"))
    assert len(same(version("minutes", *one), version("correction", *other))) == 2
    assert len(same(version("agenda", *one), version("minutes", *other))) == 1


def test_sub_items_that_the_minutes_do_not_tell_apart_are_the_item_above_them() -> None:
    planned = Item("Budget", "25/11", subs=(Item("Indtægter"), Item("Udgifter")))
    assert same(version("agenda", planned), version("minutes", Item("Budget", "25/11"))) == [
        ("Budget", "Budget"),
        ("Indtægter", "Budget"),
        ("Udgifter", "Budget"),
    ]


def test_a_short_correction_leaves_the_other_items_to_the_minutes() -> None:
    items = tuple(Item(f"Sag {n}", f"25/1{n}", decided=(Decided("ØK", None, ("approved",)),)) for n in (1, 2, 3))
    mended = replace(items[1], decided=(Decided("ØK", None, ("rejected",)),))
    archive = concluded(version("minutes", *items), version("correction", mended))
    query = "SELECT ?title ?how { ?t sag:case/dct:title ?title ; sag:outcome ?how }"
    told = [("Sag 1", "approved"), ("Sag 2", "rejected"), ("Sag 3", "approved")]
    assert rows(archive, query) == [(title, f"outcome-{how}") for title, how in told]


# ---- People ----


def people(archive: Archive) -> list[tuple[str, ...]]:
    """Who counts, and as what."""
    return rows(
        archive,
        """SELECT ?name ?as { ?p a sag:Participation ; foaf:name ?name ; sag:function ?f
          BIND(STRAFTER(STR(?f), "function-") AS ?as)
          FILTER NOT EXISTS { ?p sag:supersededBy ?o } }""",
    )


EVA, BO, LIS = Named("Eva Krog", "member"), Named("Bo Lind", "member"), Named("Lis Bro", standing="announced")


def test_a_person_of_several_documents_counts_once() -> None:
    one, other = (replace(version(kind), people=(EVA, BO)) for kind in ("minutes", "correction"))
    archive = concluded(one, other)
    assert people(archive) == [("Bo Lind", "member"), ("Eva Krog", "member")]
    assert [row["times"] for row in ask("pages/persons", archive)] == ["1", "1"]


def test_whom_the_correction_leaves_out_was_not_there() -> None:
    archive = concluded(replace(version("minutes"), people=(EVA, BO)), replace(version("correction"), people=(EVA,)))
    assert people(archive) == [("Eva Krog", "member")]
    assert rows(archive, "SELECT ?name { ?m a org:Membership ; org:member/foaf:name ?name }") == [("Eva Krog",)]
    assert [row["name"] for row in ask("agenda_and_minutes", archive)] == ["Bo Lind"]


def test_what_one_format_leaves_out_the_next_one_tells() -> None:
    away = Named("Bo Lind", "absent")
    one, other = replace(version("minutes"), people=(EVA,)), replace(version("minutes"), people=(EVA, away))
    archive = concluded(replace(one, reader="acadre"), replace(other, reader="pdf"))
    assert people(archive) == [("Bo Lind", "absent"), ("Eva Krog", "member")]


def test_who_was_announced_and_is_not_named_stays_announced() -> None:
    planned = Item("Ny bro", "25/11", persons=(LIS,))
    archive = concluded(version("agenda", planned), version("minutes", replace(planned, persons=(EVA,))))
    assert [(row["status"], row["name"]) for row in ask("announced_not_recorded", archive)] == [
        ("not recorded", "Lis Bro")
    ]
    came = replace(planned, persons=(replace(LIS, standing="recorded"),))
    archive = concluded(version("agenda", planned), version("minutes", came))
    assert ask("announced_not_recorded", archive) == []
    assert [row["standing"] for row in ask("case_handlers", archive, case="25/11")] == ["Noteret"]


# ---- What became otherwise ----


def test_what_the_minutes_did_otherwise_than_the_agenda_is_asked_for() -> None:
    told = {
        (row["difference"], row.get("title", ""), row.get("name", "")) for row in ask("agenda_and_minutes", papers())
    }
    assert told == {
        ("left_out", TREES, ""),
        ("added_by_supplement", SONG, ""),
        ("access", SONG, ""),
        ("not_treated", SONG, ""),
        ("decision", HALL, ""),
        ("start", "", ""),
        ("announced", HALL, "Per Krogh"),
    }


def test_a_difference_says_what_was_and_what_is() -> None:
    told = {row["difference"]: (row.get("before"), row.get("after")) for row in ask("agenda_and_minutes", papers())}
    assert told["access"] == ("NON_PUBLIC", "PUBLIC")
    assert told["decision"] == ("Godkendt.", "Afslået.")
    assert told["not_treated"] == (None, "postponed")
    assert told["start"] == ("2025-05-06T15:30:00", "2025-05-06T16:00:00")


def test_differences_are_asked_for_by_day_place_and_meeting() -> None:
    every = ask("agenda_and_minutes", papers())
    assert ask("agenda_and_minutes", papers(), place=PLACE) == every
    assert ask("agenda_and_minutes", papers(), meeting=MEETING) == every
    assert ask("agenda_and_minutes", papers(), on="2025-05-05") == []
    assert ask("agenda_and_minutes", papers(), place="Norddjurs Kommune") == []
    assert ask("agenda_and_minutes", papers(), meeting=f"{MEETING}0") == []


def test_every_difference_leads_to_words() -> None:
    assert all("#char=" in row["mention"] for row in ask("agenda_and_minutes", papers()))


def test_one_document_alone_differs_from_nothing() -> None:
    for name, data in PAPERS.items():
        assert ask("agenda_and_minutes", archive_of({name: data})) == []


# ---- Any number of formats, any order ----


def test_a_list_of_meetings_leads_to_the_best_document_of_each() -> None:
    named, row = sorted(ask("pages/meetings", papers()), key=lambda meeting: meeting["documents"])
    assert (named.get("document"), named["documents"]) == (None, "0")  # Økonomiudvalget, which has the case next
    [[best]] = rows(papers(), "SELECT ?d { ?r sag:authority 1 ; dct:isPartOf ?d }")
    assert (row["document"], row["documents"], row["items"]) == (best, "4", "4")
    named_only = Paper("KB", "2025-01-10", (), meetings=(("ØK", "2025-02-03"),))
    told = [
        (row.get("document"), row["documents"], row["items"]) for row in ask("pages/meetings", concluded(named_only))
    ]
    assert [(document is None, *counts) for document, *counts in told] == [(True, "0", "0"), (False, "1", "0")]


def answers(archive: Archive) -> dict[str, Rows]:
    """What every stored question that is a table answers, without what says where it was read."""
    values = {
        "case": CASE,
        "person": "Ea Krag",
        "post": "medlem",
        "meeting": MEETING,
        "cases": CASE,
        "on": "2025-12-31",
        "body": MEETING.partition("/meeting/")[0],
    }
    own = ("meetings", "meeting_items", "persons", "cases", "bodies")
    pages = ("bodies", "cases", "persons", "memberships", "case_treatments", "case_plans", "meetings", "person_roles")
    paths = ("treatments", "plans", "cases")
    found = {}
    tables = [name for name in names() if named(name).form == "SELECT"]
    tables = [name for name in tables if "fact" not in {param.name for param in named(name).params}]
    for name in (*tables, *(f"api/{n}" for n in own), *(f"pages/{n}" for n in pages), *(f"paths/{n}" for n in paths)):
        wanted = {param.name for param in named(name).params}
        given = {key: value for key, value in values.items() if key in wanted}
        if name == "pages/person_roles":
            [[given["person"]]] = rows(archive, "SELECT ?p { ?p a foaf:Person ; foaf:name 'Ea Krag' }")
        found[name] = [_plain(row) for row in ask(name, archive, **given)]
    return {name: sorted(told, key=repr) for name, told in found.items()}


def _plain(row: dict[str, str]) -> dict[str, str]:
    """A row without what depends on which document tells it."""
    return {
        key: value for key, value in row.items() if key not in PROVENANCE and "/doc/" not in value and key != "start"
    }


@pytest.mark.parametrize("several", [tuple(FORMATS), ("referat.pdf", "referat.docx"), ("referat.json", "referat.txt")])
def test_the_same_minutes_in_several_formats_answer_as_in_one(several: tuple[str, ...]) -> None:
    one = answers(archive_of({"referat.txt": FORMATS["referat.txt"]}))
    all_ = answers(archive_of({name: FORMATS[name] for name in several}))
    for name in one:
        assert all_[name] == one[name], name


def test_each_format_alone_answers_the_same() -> None:
    one, *others = (answers(archive_of({name: data})) for name, data in FORMATS.items())
    assert all(other == one for other in others)


@settings(max_examples=12, deadline=None)
@given(st.permutations([*PAPERS.items(), ("referat.pdf", FORMATS["referat.pdf"])]))
def test_documents_may_come_in_any_order(papers: list[tuple[str, bytes]]) -> None:
    archive = Archive()
    for name, data in papers:
        told = stated(data, name)
        archive.put(told, name=name, place=PLACE)
        conclude(archive, [told.document])
    archive.settle()
    fresh = archive_of(dict(sorted(papers)))
    fresh.settle()
    assert dump(archive) == dump(fresh)


def test_every_choice_of_documents_is_one_meeting() -> None:
    for count in range(1, len(PAPERS) + 1):
        for some in combinations(PAPERS, count):
            archive = archive_of({name: PAPERS[name] for name in some})
            assert rows(archive, "SELECT ?m { ?m a sag:Meeting ; sag:record ?r } GROUP BY ?m") == [(MEETING,)]
            titles = rows(archive, "SELECT ?item ?title { ?m sag:agendaItem ?item . ?item dct:title ?title }")
            assert len(titles) == len({title for _, title in titles})


# ---- Pages and addresses ----


def test_the_page_of_a_meeting_shows_its_documents_and_what_became_otherwise(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, data in {**PAPERS, "referat.pdf": FORMATS["referat.pdf"]}.items():
        (folder / name).write_bytes(data)
    with Archive(tmp_path / "store") as archive:
        build([folder], archive, place=PLACE)
    with served(tmp_path / "store") as address, httpx2.Client(base_url=address, follow_redirects=True) as client:
        text = client.get(
            "/" + MEETING.partition("sagsgang/")[2], headers={"Accept": "text/html"}, follow_redirects=True
        ).text
        told = client.get("/meetings", params={"iri": MEETING}).json()
        case = client.get(
            "/" + CASE.partition("sagsgang/")[2], headers={"Accept": "text/html"}, follow_redirects=True
        ).text
    assert [text.index(name) for name in ("rettet.txt", "referat.pdf", "referat.txt", "dagsorden.txt")] == sorted(
        text.index(name) for name in ("rettet.txt", "referat.pdf", "referat.txt", "dagsorden.txt")
    )
    for words in ("Ikke i referatet", TREES, "Rettet beslutning", "fra “lukket” til “åben”", "kl. 15.30", "Per Krogh"):
        assert words in text
    assert "4 punkter" in text
    assert text.count(f">{BEACH}</a></h3>") == 1
    assert (told["items"], len(told["documents"]), len(told["agenda"])) == (4, 5, 4)
    assert case.count("Foreningen søger") == 0
    assert case.count("punkt 1:") == 1


# ---- Corrections ----


@pytest.mark.parametrize(
    "kind", ["RETTET REFERAT", "Korrigeret referat", "Rettelse til referatet", "Revideret referat", "Referat (rettet)"]
)
def test_a_document_says_that_it_corrects(kind: str) -> None:
    archive = archive_of({"a.txt": PAPERS["rettet.txt"].replace(b"RETTET REFERAT", kind.encode())})
    query = "SELECT ?kind ?words { ?d sag:documentKind ?kind ; sag:kindAsStated ?words }"
    assert rows(archive, query) == [("kind-correction", kind)]


def test_an_export_says_that_it_corrects() -> None:
    meeting = json.loads(FORMATS["referat.json"])
    meeting["Moede"]["Navn"] = "Rettet referat"
    archive = archive_of({"a.json": json.dumps(meeting).encode()})
    assert rows(archive, "SELECT ?d { ?d sag:documentKind sag:kind-correction }") != []


# ---- One real meeting, as three systems published it ----

SYDDJURS = [REAL / f"syddjurs-puk-2013-06-20.{ending}" for ending in ("acadre.xml", "docx", "pdf")]
FACTS = {
    "people": """SELECT ?name ?party ?as { ?p dct:isPartOf/dct:isPartOf ?d ; foaf:name ?name ; sag:function ?as .
        ?d a sag:Document OPTIONAL { ?p sag:party ?party } FILTER(?as != sag:function-signatory) }""",
    "meeting": """SELECT ?day ?start ?body { ?r dct:date ?day ; sag:start ?start ; sag:namedBody/foaf:name ?body }""",
    "items": """SELECT ?number ?title ?case { ?i a sag:AgendaItem ; dct:title ?title ; sag:number ?number ;
        sag:caseNumber ?case }""",
    "decisions": """SELECT ?body ?day ?outcome { ?d a sag:Decision ; sag:namedBody/foaf:name ?body ; dct:date ?day
        OPTIONAL { ?d sag:outcome ?outcome } }""",
    "attachments": """SELECT ?number ?title ?access ?document { ?a a sag:Attachment ; dct:title ?title ;
        sag:number ?number ; dct:accessRights ?access ; sag:documentNumber ?document }""",
    "recommendations": "SELECT ?who { ?r a sag:Recommendation ; sag:recommender ?who }",
}
"""What all three say; only the export says that the item is open, only the papers who is to sign."""


def real(paths: Iterable[Path]) -> Archive:
    if not REAL.is_dir():
        pytest.skip("the real minutes stand outside this repository, and are not here")
    return archive_of({path.name: path.read_bytes() for path in paths})


@pytest.mark.parametrize("facts", FACTS)
def test_three_publications_of_one_meeting_tell_the_same(facts: str) -> None:
    one, *others = (rows(real([path]), FACTS[facts]) for path in SYDDJURS)
    assert one
    assert all(other == one for other in others)


def test_three_publications_of_one_meeting_are_one_meeting() -> None:
    archive = real(SYDDJURS)
    assert len(rows(archive, "SELECT ?m ?n { { SELECT ?m (COUNT(?r) AS ?n) { ?m sag:record ?r } GROUP BY ?m } }")) == 1
    assert rows(archive, "SELECT (COUNT(?i) AS ?n) { ?m sag:agendaItem ?i }") == [("1",)]
    assert rows(archive, "SELECT (COUNT(?c) AS ?n) { ?c a sag:Case }") == [("1",)]


def test_the_papers_of_one_meeting_are_signed_by_the_same() -> None:
    query = "SELECT ?name { ?p foaf:name ?name ; sag:function sag:function-signatory }"
    word, pdf = (rows(real([path]), query) for path in SYDDJURS[1:])
    assert word == pdf
    assert len(word) == 5
