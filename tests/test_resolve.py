"""What is concluded from documents depends on which there are, and says why."""

from dataclasses import replace
from functools import cache
from importlib.resources import files
from io import BytesIO

import pyshacl
import pytest
from havnstrup import (
    BOARD,
    COMMITTEE,
    COUNCIL,
    COUNCIL_AGAIN,
    FINANCE,
    HARBOUR,
    NURSERY,
    PATH,
    YEAR,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions
from rdflib import Graph
from sagsgang.graph.resolve import conclude, last_day
from sagsgang.graph.store import Archive
from sagsgang.queries import parse
from stating import Decided, Item, Named, Paper, Sent, hold, state

HERE = "https://w3id.org/sagsgang/id/municipality/havnstrup"


def concluded(*papers: Paper, place: str | None = None) -> Archive:
    """An archive that holds these documents and what follows from them."""
    archive = hold(papers, place)
    conclude(archive)
    return archive


@cache
def year() -> Archive:
    return concluded(*YEAR)


def rows(archive: Archive, query: str) -> list[tuple[str, ...]]:
    """The answers of a query, as text, in its order."""
    found = archive.query(parse(query, "test").bind({}))
    assert isinstance(found, QuerySolutions)
    return [tuple(term.value if term else "" for term in row) for row in found]


def treated(archive: Archive, title: str) -> list[str]:
    """The way of the case of a title: `ØK 2025-02-03 postponed`."""
    query = f"""SELECT ?code ?day (GROUP_CONCAT(?how; separator="+") AS ?hows) {{
        {{ SELECT ?t ?code ?day ?how {{
          ?case dct:title "{title}" .
          ?t a sag:Treatment ; sag:case ?case ; sag:body/skos:notation ?code ; dct:date ?day .
          OPTIONAL {{ ?t sag:outcome ?outcome BIND(STRAFTER(STR(?outcome), "outcome-") AS ?how) }} }} ORDER BY ?how }}
        }} GROUP BY ?t ?code ?day ORDER BY ?day"""
    return [" ".join(row).strip() for row in rows(archive, query)]


def dump(archive: Archive) -> bytes:
    out = BytesIO()
    archive.dump(out)
    return out.getvalue()


def test_a_case_goes_from_body_to_body() -> None:
    assert treated(year(), HARBOUR) == [
        "DIR 2025-01-13",
        "TMU 2025-01-20 recommended",
        "ØK 2025-02-03 recommended",
        "KB 2025-02-10 approved",
    ]


def test_a_case_comes_back() -> None:
    ways = [way.split()[0] for way in treated(year(), PATH)]
    assert ways == ["TMU", "ØK", "TMU", "ØK", "KB"]


def test_a_postponed_case_is_treated_twice_by_the_body() -> None:
    assert treated(year(), NURSERY) == [
        "DIR 2025-01-13 discussed",
        "ØK 2025-02-03 postponed",
        "ØK 2025-03-03 recommended",
        "KB 2025-03-10 approved+sent_to_hearing",
    ]


def test_a_case_says_why_its_items_are_one() -> None:
    basis = dict(rows(year(), "SELECT ?title ?basis { ?case a sag:Case; dct:title ?title; sag:identityBasis ?basis }"))
    assert basis[HARBOUR] == "case number 25/101; title and announced meeting"
    assert basis[PATH] == "case number 25/102"
    assert basis[NURSERY] == "title and announced meeting"


def test_hops_say_how_long_they_took_and_what_foresaw_them() -> None:
    hops = rows(
        year(),
        f"""SELECT ?from ?to ?days (COUNT(?referral) AS ?foreseen) {{
          ?case dct:title "{HARBOUR}" . ?hop a sag:Hop ; sag:case ?case ; sag:days ?days ;
          sag:fromBody/skos:notation ?from ; sag:toBody/skos:notation ?to ; sag:toTreatment/dct:date ?day .
          OPTIONAL {{ ?hop sag:carriesOut ?referral }} }} GROUP BY ?hop ?from ?to ?days ?day ORDER BY ?day""",
    )
    assert hops == [("DIR", "TMU", "7", "2"), ("TMU", "ØK", "14", "2"), ("ØK", "KB", "7", "2")]


def test_plans_are_what_was_announced_not_what_was_done() -> None:
    plans = rows(
        year(),
        f"""SELECT ?from ?to ?day ?announced {{ ?case dct:title "{NURSERY}" .
          ?plan a sag:Plan ; sag:case ?case ; sag:announcedOn ?announced ;
          sag:fromBody/skos:notation ?from ; sag:toBody/skos:notation ?to OPTIONAL {{ ?plan dct:date ?day }} }}
          ORDER BY ?announced ?day""",
    )
    assert plans == [
        ("DIR", "ØK", "2025-02-03", "2025-01-13"),
        ("ØK", "KB", "2025-02-10", "2025-01-13"),
        ("ØK", "KB", "2025-03-10", "2025-03-03"),
    ]


def test_an_item_of_an_agenda_is_no_treatment() -> None:
    agenda = Paper("ØK", "2025-02-03", (Item("Ny bro", "25/1"),), kind="agenda")
    assert treated(concluded(agenda), "Ny bro") == []
    assert treated(concluded(replace(agenda, kind="minutes")), "Ny bro") == ["ØK 2025-02-03"]
    decided = Item("Ny bro", "25/1"), Item("Andet", decided=(Decided("ØK", None, ("noted",)),))
    assert treated(concluded(replace(agenda, kind=None, items=decided)), "Ny bro") == ["ØK 2025-02-03"]


def test_what_was_not_treated_is_no_treatment() -> None:
    item = Item("Ny bro", "25/1", decided=(Decided("ØK", "2025-02-03", ("not_treated", "postponed")),))
    assert treated(concluded(Paper("ØK", "2025-02-03", (item,))), "Ny bro") == []


def test_an_earlier_bodys_decision_is_a_treatment_though_its_minutes_are_not_held() -> None:
    item = Item("Ny bro", "25/1", decided=(Decided("TMU", "2025-01-20", ("recommended",)), Decided("KB", None)))
    archive = concluded(Paper("KB", "2025-02-10", (item,)))
    assert treated(archive, "Ny bro") == ["TMU 2025-01-20 recommended", "KB 2025-02-10"]
    assert rows(archive, "SELECT ?day { ?m a sag:Meeting; dct:date ?day MINUS { ?m sag:record ?r } }") == [
        ("2025-01-20",)
    ]


def test_a_referral_carried_out_on_a_day_is_a_treatment_there() -> None:
    item = Item("Ny bro", "25/1", sent=(Sent("DIR", "HU", "2025-01-10", done=True), Sent("HU", "ØK", done=True)))
    assert treated(concluded(Paper("KB", "2025-02-10", (item,))), "Ny bro") == ["HU 2025-01-10", "KB 2025-02-10"]


def test_two_bodies_of_one_day_stand_in_the_order_of_the_referral() -> None:
    item = Item("Ny bro", "25/1", sent=(Sent("ØK", "KB", "2025-02-10", done=True),))
    later = replace(item, decided=(Decided("ØK", "2025-02-10"),))
    archive = concluded(Paper("KB", "2025-02-10", (later,)))
    hop = "SELECT ?from ?to ?days { ?h sag:fromBody/skos:notation ?from; sag:toBody/skos:notation ?to; sag:days ?days }"
    assert ("ØK", "KB", "0") in rows(archive, hop)


CASES = "SELECT ?item { ?case a sag:Case; sag:item ?item }"
HOW_MANY = "SELECT (COUNT(?case) AS ?n) { ?case a sag:Case }"


@pytest.mark.parametrize(
    "title", ["Eventuelt", "3. Godkendelse af dagsordenen", "Orientering", "EVENTUELT, herunder nyt"]
)
def test_standing_items_are_never_one_case(title: str) -> None:
    one = Item(title, route="DIR ØK", sent=(Sent("DIR", "ØK", "2025-02-03"),))
    archive = concluded(Paper("DIR", "2025-01-13", (one,)), Paper("ØK", "2025-02-03", (Item(title),)))
    assert rows(archive, "SELECT (COUNT(?case) AS ?n) { ?case sag:routine true }") == [("2",)]


def test_equal_titles_alone_are_no_reason() -> None:
    archive = concluded(*(Paper(body, "2025-01-13", (Item("Budgetopfølgning"),)) for body in ("DIR", "TMU")))
    assert rows(archive, HOW_MANY) == [("2",)]


def test_a_title_that_comes_every_month_goes_to_the_next_meeting_only() -> None:
    def paper(body: str, day: str) -> Paper:
        return Paper(body, day, (Item("Budgetopfølgning", route="DIR ØK"),))

    archive = concluded(*(paper(*m) for m in [("DIR", "2025-01-13"), ("ØK", "2025-02-03"), ("DIR", "2025-03-10")]))
    assert rows(archive, HOW_MANY) == [("2",)]
    archive = concluded(paper("DIR", "2025-01-13"), paper("DIR", "2025-02-10"), paper("ØK", "2025-03-03"))
    query = "SELECT ?n { { SELECT ?case (COUNT(?item) AS ?n) { ?case sag:item ?item } GROUP BY ?case } } ORDER BY ?n"
    assert rows(archive, query) == [("1",), ("2",)]


def test_titles_do_not_join_two_case_numbers() -> None:
    bare = Paper("DIR", "2025-01-13", (Item("Ny bro", sent=(Sent("DIR", "TMU"), Sent("DIR", "ØK"))),))
    one, other = (
        Paper("TMU", "2025-01-20", (Item("Ny bro", "25/1"),)),
        Paper("ØK", "2025-02-03", (Item("Ny bro", "25/2"),)),
    )
    assert rows(concluded(bare, one), HOW_MANY) == [("1",)]
    assert rows(concluded(bare, one, other), HOW_MANY) == [("3",)]


def test_one_number_is_one_case_within_a_municipality_only() -> None:
    here = Paper("TMU", "2025-01-20", (Item("Ny bro", "25/1"),))
    same = Paper("ØK", "2025-02-03", (Item("Broen, igen", " 25 / 1"),))
    assert rows(concluded(here, same), HOW_MANY) == [("1",)]
    assert rows(concluded(here, replace(same, municipality="Syddjurs Kommune")), HOW_MANY) == [("2",)]


def test_sub_items_are_cases_and_the_item_above_them_is_not() -> None:
    item = Item("Punkter til behandling", subs=(Item("Ny bro"), Item("Ny vej")))
    assert rows(concluded(Paper("DIR", "2025-01-13", (item,))), HOW_MANY) == [("2",)]


MUNICIPALITIES = "SELECT ?m ?name { ?d sag:municipality ?m . ?d a sag:Document . ?m foaf:name ?name } ORDER BY ?m"


def test_a_municipality_is_known_by_its_code_or_by_its_name() -> None:
    def papers(*told: str) -> list[Paper]:
        return [Paper("ØK", "2025-01-13", (), municipality=name) for name in told]

    found = rows(concluded(*papers("Norddjurs Kommune", "NORDDJURS", "Havnstrup Kommune")), MUNICIPALITIES)
    assert [(iri.rpartition("/")[2], name) for iri, name in found] == [
        ("707", "Norddjurs Kommune"),
        ("707", "Norddjurs Kommune"),
        ("havnstrup", "Havnstrup Kommune"),
    ]


def test_the_place_given_counts_only_where_the_document_does_not_tell() -> None:
    silent, telling = Paper("ØK", "2025-01-13", (), municipality=None), Paper("ØK", "2025-01-14", ())
    found = [iri.rpartition("/")[2] for iri, _ in rows(concluded(silent, telling, place="706"), MUNICIPALITIES)]
    assert found == ["706", "havnstrup"]
    assert rows(concluded(silent), MUNICIPALITIES)[0][0].endswith("/unknown")


BODIES = "SELECT ?name { ?b a sag:Body ; foaf:name ?name } ORDER BY ?name"


def test_a_body_has_many_spellings() -> None:
    spellings = [
        "Teknik- og Miljøudvalget",
        "teknik - og miljøudvalget",
        "Teknik- og Miljøudvalgets",
        "TEKNIK OG MILJØUDVALG",
    ]
    papers = [Paper("TMU", "2025-01-13", (), spelled={"TMU": (name, None)}) for name in spellings]
    assert rows(concluded(*papers, Paper("TMU", "2025-01-14", ())), BODIES) == [("Teknik- og Miljøudvalget",)]


def test_a_code_is_the_body_that_another_document_spells_out() -> None:
    bare = Paper("TMU", "2025-01-13", (), spelled={"TMU": ("TMU", "TMU")})
    assert rows(concluded(bare), BODIES) == [("TMU",)]
    assert rows(concluded(bare, Paper("TMU", "2025-01-14", ())), BODIES) == [("Teknik- og Miljøudvalget",)]
    other = Paper("TMU", "2025-01-15", (), spelled={"TMU": ("Trafikudvalget", "TMU")})
    assert ("TMU",) in rows(concluded(bare, Paper("TMU", "2025-01-14", ()), other), BODIES)


def test_the_register_knows_codes_that_documents_do_not_spell_out() -> None:
    paper = Paper("TMU", "2025-01-13", (), municipality="Norddjurs Kommune", spelled={"TMU": ("VPU", "VPU")})
    query = "SELECT ?b ?type { ?b a sag:Body; foaf:name 'Voksen- og plejeudvalget'; org:classification ?type }"
    [(iri, kind)] = rows(concluded(paper), query)
    assert iri.endswith("/707/body/voksen-og-plejeudvalget")
    assert kind.endswith("bodytype-standing_committee")


def test_persons_are_one_by_name_within_a_municipality() -> None:
    people = rows(year(), "SELECT ?name (COUNT(?p) AS ?n) { ?who foaf:name ?name . ?p sag:person ?who } GROUP BY ?name")
    assert dict(people)["Mads Holm"] == "3"
    elsewhere = Paper("ØK", "2025-01-13", (), municipality="Syddjurs Kommune", people=(Named("Eva Krog", "member"),))
    archive = concluded(elsewhere, COUNCIL)
    assert rows(archive, "SELECT (COUNT(?p) AS ?n) { ?p a foaf:Person ; foaf:name 'Eva Krog' }") == [("2",)]


def test_memberships_show_from_when_to_when_and_for_which_party() -> None:
    found = rows(
        year(),
        """SELECT ?code ?party ?first ?last {
          ?m org:member/foaf:name "Eva Krog" ; org:organization/skos:notation ?code ;
          sag:firstSeen ?first ; sag:lastSeen ?last OPTIONAL { ?m sag:party ?party } } ORDER BY ?first""",
    )
    assert found == [
        ("TMU", "V", "2025-01-20", "2025-02-17"),
        ("ØK", "V", "2025-02-03", "2025-02-03"),
        ("KB", "", "2025-02-10", "2025-02-10"),
    ]


def test_announced_meetings_have_no_record() -> None:
    without = concluded(*(paper for paper in YEAR if paper.day != "2025-03-10"))
    query = "SELECT ?code { ?m a sag:Meeting; sag:body/skos:notation ?code; dct:date ?d MINUS { ?m sag:record ?r } }"
    assert rows(without, query) == [("KB",)]
    assert rows(year(), query) == []


def test_what_is_concluded_keeps_the_shapes() -> None:
    shapes = Graph()
    for name in ("prefixes.ttl", "concluded.ttl"):
        shapes.parse(data=files("sagsgang.shapes").joinpath(name).read_text("utf-8"), format="turtle")
    triples = (f"{quad.triple} .\n" for quad in year().store)
    conforms, _, text = pyshacl.validate(Graph().parse(data="".join(triples), format="nt"), shacl_graph=shapes)
    assert conforms, text


def test_the_last_day_is_that_of_the_newest_minutes() -> None:
    agenda = Paper("ØK", "2025-02-03", (), kind="agenda")
    assert last_day(concluded()) is None
    assert last_day(concluded(agenda)) == "2025-02-03"
    assert last_day(concluded(agenda, BOARD)) == "2025-01-13"


@settings(max_examples=8, deadline=None)
@given(st.permutations(YEAR))
def test_order_of_arrival_does_not_matter(papers: list[Paper]) -> None:
    archive = Archive()
    for paper in papers:
        stated = state(paper)
        archive.put(stated)
        conclude(archive, [stated.document])
    fresh = hold(())
    for paper in YEAR:
        fresh.put(state(paper))
    conclude(fresh)
    assert dump(archive) == dump(fresh)


def test_what_leaves_leaves_no_trace() -> None:
    archive, gone = concluded(*YEAR), state(COUNCIL_AGAIN)
    archive.remove(gone.document)
    conclude(archive, [gone.document])
    assert dump(archive) == dump(concluded(*(paper for paper in YEAR if paper is not COUNCIL_AGAIN)))


def test_the_last_document_takes_its_municipality_with_it() -> None:
    archive, alone = concluded(FINANCE, replace(COMMITTEE, municipality="Syddjurs Kommune")), state(FINANCE)
    archive.remove(alone.document)
    conclude(archive, [alone.document])
    assert rows(archive, "SELECT ?m { ?m a sag:Municipality }") == [("https://w3id.org/sagsgang/id/municipality/706",)]
    archive.remove(state(replace(COMMITTEE, municipality="Syddjurs Kommune")).document)
    conclude(archive)
    assert rows(archive, "SELECT ?m { ?m a sag:Municipality }") == []
