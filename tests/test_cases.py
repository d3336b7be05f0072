"""Which items are one case: by number, by title and what documents say of each other; what is unsure is proposed."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions
from sagsgang.graph.resolve import conclude
from sagsgang.graph.resolve.likeness import Likeness
from sagsgang.graph.resolve.numbers import number_key
from sagsgang.graph.store import Archive
from sagsgang.queries import parse
from stating import Decided, Item, Paper, Sent, hold, state

PLACE: Final = "https://w3id.org/sagsgang/id/municipality/havnstrup"


def concluded(*papers: Paper) -> Archive:
    """An archive that holds these documents and what follows from them."""
    archive = hold(papers)
    conclude(archive)
    return archive


def rows(archive: Archive, query: str) -> list[tuple[str, ...]]:
    found = archive.query(parse(query, "test").bind({}))
    assert isinstance(found, QuerySolutions)
    return [tuple(term.value if term else "" for term in row) for row in found]


def cases(*papers: Paper) -> list[list[str]]:
    """The cases that follow from some documents, each as the titles of its items."""
    query = "SELECT ?case ?title { ?case a sag:Case ; sag:item ?item . ?item dct:title ?title }"
    found: dict[str, list[str]] = {}
    for case, title in rows(concluded(*papers), query):
        found.setdefault(case, []).append(title)
    return sorted(sorted(titles) for titles in found.values())


def proposed(*papers: Paper) -> list[tuple[str, ...]]:
    """What is proposed, and how sure it is."""
    query = (
        "SELECT ?basis ?sure { ?p a sag:Proposal ; sag:identityBasis ?basis ; sag:confidence ?sure } ORDER BY ?basis"
    )
    return rows(concluded(*papers), query)


def dump(archive: Archive) -> bytes:
    out = BytesIO()
    archive.dump(out)
    return out.getvalue()


def committee(*items: Item, day: str = "2025-01-20") -> Paper:
    return Paper("TMU", day, items)


def finance(*items: Item, day: str = "2025-02-03") -> Paper:
    return Paper("ØK", day, items)


def council(*items: Item, day: str = "2025-02-10") -> Paper:
    return Paper("KB", day, items)


# ---- By number ----


@pytest.mark.parametrize(
    "printed", ["24-1234", "Sagsnr. 24/1234", "24/01234", " 24 / 1234", "J.nr.: 24/1234", "Sagsnr.: 24-01234"]
)
def test_a_number_is_one_in_all_its_forms(printed: str) -> None:
    one, other = committee(Item("Ny bro", "24/1234")), finance(Item("Broen over fjorden", printed))
    assert cases(one, other) == [["Broen over fjorden", "Ny bro"]]


@pytest.mark.parametrize("printed", ["07.18.08", "07.18.08-S29", "00.22.04-P35-1-21", "S00", "-", "X"])
def test_what_classifies_a_case_does_not_name_it(printed: str) -> None:
    assert number_key(printed) is None
    assert cases(committee(Item("Ny bro", printed)), finance(Item("Nyt tag", printed))) == [["Ny bro"], ["Nyt tag"]]


def test_the_long_form_of_a_year_is_the_short_one_where_titles_agree() -> None:
    short, long = committee(Item("Ny bro ved havnen", "24/1234")), finance(Item("Ny bro ved havnen", "2024-1234"))
    assert len(cases(short, long)) == 1
    assert len(cases(short, finance(Item("Takster for madservice", "2024-1234")))) == 2
    told = committee(Item("Ny bro ved havnen", "24/1234"), Item("Salg af gasværket", "24/7"))
    against = finance(Item("Ny bro ved havnen", "2024-1234"), Item("Valg af revisor", "2024-7"))
    assert len(cases(told, against)) == 4


def test_two_numbers_are_two_cases_though_all_else_agrees() -> None:
    one = committee(Item("Ny bro", "25/1", sent=(Sent("TMU", "ØK", "2025-02-03"),)))
    other = finance(Item("Ny bro", "25/2", decided=(Decided("TMU", "2025-01-20"),)))
    assert len(cases(one, other)) == 2
    assert [basis for basis, _ in proposed(one, other)] == ["title and referral, but two case numbers"]


def test_one_number_at_two_matters_of_a_meeting_is_not_one_case() -> None:
    there = committee(Item("Takster for svømmehallen", "25/9"), Item("Lokalplan for havnen", "25/9"))
    here = finance(Item("Lokalplan for havnen - godkendelse", "25/9"))
    assert cases(there, here) == [
        ["Lokalplan for havnen", "Lokalplan for havnen - godkendelse"],
        ["Takster for svømmehallen"],
    ]
    assert [basis for basis, _ in proposed(there, here)] == ["one case number at two items of one meeting"]


def test_one_number_at_an_item_and_its_part_is_one_case() -> None:
    part = Item("Takster for svømmehallen", "25/9", decided=(Decided("TMU", None),))
    assert len(cases(committee(Item("Lokalplan for havnen", "25/9", subs=(part,))))) == 1


# ---- By title and what documents say of each other ----

BRIDGE: Final = Item("Ny bro over Havnstrup Å", sent=(Sent("TMU", "ØK", "2025-02-03"),))


@pytest.mark.parametrize(
    "title",
    [
        "Ny bro over Havnstrup Å",
        "Godkendelse af ny bro over Havnstrup Å",
        "Ny bro over Havnstrup Å - anlægsbevilling",
        "Ny bro over Havnstrup Å, 2. behandling",
        "Orientering om ny bro over Havnstrup Å",
        "Ny bro over Havnstup Å",
        "Nye broer over Havnstrup Å",
        "3. NY BRO OVER HAVNSTRUP Å",
    ],
)
def test_a_title_may_vary(title: str) -> None:
    assert len(cases(committee(BRIDGE), finance(Item(title)))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budget 2025", "Budget 2026"),
        ("2. budgetopfølgning 2025", "3. budgetopfølgning 2025"),
        ("Lokalplan 231", "Lokalplan 232"),
        ("Tillæg nr. 4 til kommuneplan 2021", "Tillæg nr. 5 til kommuneplan 2021"),
        ("Budgetopfølgning pr. 31. marts", "Budgetopfølgning pr. 30. juni"),
        ("Ny hal i Strandby", "Ny hal i Lillested"),
        ("Sundhedstal for januar", "Sundhedstal for februar"),
        ("Første budgetseminar", "Andet forslag om plejehjem"),
    ],
)
def test_what_tells_two_titles_apart_tells_their_cases_apart(one: str, other: str) -> None:
    others = committee(Item("Hal i Strandby"), Item("Hal i Lillested"), day="2023-01-09")
    sent = Item(one, sent=(Sent("TMU", "ØK", "2025-02-03"),))
    assert [one] in cases(committee(sent), finance(Item(other)), others)


def test_a_numbered_item_and_one_without_are_one_case() -> None:
    one, other = committee(BRIDGE), finance(replace(BRIDGE, number="25/7", sent=()))
    assert len(cases(one, other)) == 1
    basis = "SELECT ?basis ?sure { ?case a sag:Case ; sag:identityBasis ?basis ; sag:confidence ?sure }"
    assert [told for told, _ in rows(concluded(one, other), basis)] == ["case number 25/7; title and announced meeting"]


def test_each_item_says_why_it_is_of_its_case() -> None:
    told = Item("Ny bro over Havnstrup Å", decided=(Decided("TMU", "2025-01-20"), Decided("KB", None)))
    archive = concluded(committee(replace(BRIDGE, sent=())), finance(Item("Salg af gasværket", "25/3")), council(told))
    query = """SELECT ?day ?basis { ?item a sag:AgendaItem ; sag:identityBasis ?basis ; dct:isPartOf ?record .
        ?record dct:date ?day } ORDER BY ?day"""
    assert rows(archive, query) == [
        ("2025-01-20", "title and earlier decision"),
        ("2025-02-10", "title and earlier decision"),
    ]


def test_the_likest_title_of_the_meeting_announced_is_the_one() -> None:
    two = finance(Item("Bro over Havnstrup Å - tilsyn"), Item("Ny bro over Havnstrup Å - anlægsbevilling"))
    assert cases(committee(BRIDGE), two) == [
        ["Bro over Havnstrup Å - tilsyn"],
        ["Ny bro over Havnstrup Å", "Ny bro over Havnstrup Å - anlægsbevilling"],
    ]


def test_a_title_that_tells_much_ties_alone_within_months() -> None:
    title = "Helhedsplan for Kystvejen og Fjordparken"
    one = committee(Item(title), Item("Eventuelt"))
    assert len(cases(one, finance(Item(title)))) == 1 + 1
    assert len(cases(one, finance(Item(title), day="2025-11-03"))) == 2 + 1


def test_two_items_of_one_document_are_two_cases() -> None:
    twice = finance(Item("Ny bro over Havnstrup Å"), Item("Ny bro over Havnstrup Å"))
    assert [len(titles) for titles in cases(committee(BRIDGE), twice)] == [1, 1, 1]


# ---- Names ----


def item_hash(paper: Paper, number: int = 1) -> str:
    return sha256(f"{state(paper).document}/item/{number}".encode()).hexdigest()[:16]


def leads(archive: Archive, key: str) -> list[str]:
    """The cases that a former key leads to."""
    query = f"SELECT ?case {{ <{PLACE}/case/{key}> dct:isReplacedBy ?case . ?case a sag:Case }}"
    return [case.removeprefix(f"{PLACE}/case/") for (case,) in rows(archive, query)]


def test_every_name_a_case_could_have_had_leads_to_the_one_it_has() -> None:
    first, second, third = (
        committee(BRIDGE),
        finance(replace(BRIDGE, sent=())),
        council(replace(BRIDGE, number="25/07")),
    )
    route = replace(BRIDGE, sent=(Sent("ØK", "KB", "2025-02-10"),))
    second = replace(second, items=(route,))
    alone = concluded(second)
    assert rows(alone, "SELECT ?case { ?case a sag:Case }") == [(f"{PLACE}/case/{item_hash(second)}",)]
    two = concluded(first, second)
    assert leads(two, item_hash(second)) == [item_hash(first)]
    three = concluded(first, second, third)
    for key in (item_hash(first), item_hash(second), item_hash(third), "25-07"):
        assert leads(three, key) == ["25-7"]


def test_a_number_of_several_cases_leads_to_each() -> None:
    there = committee(Item("Takster for svømmehallen", "25/9"), Item("Lokalplan for havnen", "25/9"))
    assert sorted(leads(concluded(there), "25-9")) == sorted(item_hash(there, number) for number in (1, 2))


# ---- Whatever the order ----

TITLES: Final = (
    "Ny bro over Havnstrup Å",
    "Bro over Havnstrup Å - tilsyn",
    "Budget 2025",
    "Budget 2026",
    "Lokalplan 231",
)
NUMBERS: Final = (None, None, None, "25/1", "25/01", "25/2", "2025-1")
BODIES: Final = ("TMU", "ØK", "KB")
DAYS: Final = ("2025-01-20", "2025-02-03", "2025-02-10", "2025-03-03")


def sendings(body: str) -> st.SearchStrategy[tuple[Sent, ...]]:
    return st.lists(
        st.builds(Sent, st.just(body), st.sampled_from(BODIES), st.sampled_from((None, *DAYS))), max_size=2
    ).map(tuple)


def papers(body: str) -> st.SearchStrategy[Paper]:
    items = st.builds(Item, st.sampled_from(TITLES), st.sampled_from(NUMBERS), sent=sendings(body))
    return st.builds(Paper, st.just(body), st.sampled_from(DAYS), st.lists(items, min_size=1, max_size=3).map(tuple))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(BODIES).flatmap(papers), min_size=2, max_size=6, unique=True), st.randoms())
def test_no_order_of_arrival_plays_a_part(held: list[Paper], order: object) -> None:
    archive = Archive()
    for paper in held:
        stated = state(paper)
        archive.put(stated)
        conclude(archive, [stated.document])
    fresh = Archive()
    shuffled = sorted(held, key=lambda paper: sha256(f"{order}{paper}".encode()).digest())
    for paper in shuffled:
        fresh.put(state(paper))
    conclude(fresh)
    assert dump(archive) == dump(fresh)


# ---- How alike titles are ----


def test_likeness_is_the_same_both_ways_and_whole_only_for_one_title() -> None:
    likeness = Likeness(TITLES)
    for one in TITLES:
        assert likeness(one, one) == 1.0
        for other in TITLES:
            assert likeness(one, other) == likeness(other, one)
            assert 0 <= likeness(one, other) <= 1
