"""Who is who over the years, who sat where, and who held which post: told from what documents say, and no more."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions
from sagsgang.api.app import create_app
from sagsgang.graph.build import build
from sagsgang.graph.mapping import stated
from sagsgang.graph.resolve import conclude, last_day
from sagsgang.graph.resolve.people import person_id
from sagsgang.graph.store import Archive
from sagsgang.queries import named, parse
from stating import Item, Named, Paper, hold, state

HERE = "https://w3id.org/sagsgang/id/municipality/havnstrup"
PERSON = "https://w3id.org/sagsgang/id/person/"
SEEDS = Path(__file__).parents[2] / "shared" / "minutes" / "seeds"


def concluded(*papers: Paper) -> Archive:
    archive = hold(papers)
    conclude(archive)
    return archive


def rows(archive: Archive, query: str) -> list[tuple[str, ...]]:
    found = archive.query(parse(query, "test").bind({}))
    assert isinstance(found, QuerySolutions)
    return [tuple(term.value if term else "" for term in row) for row in found]


def ask(archive: Archive, name: str, **values: str) -> list[dict[str, str]]:
    found = archive.query(named(name).bind(values, last_day(archive)))
    assert isinstance(found, QuerySolutions)
    variables = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in variables if row[name] is not None} for row in found]


def meeting(body: str, day: str, *people: Named, item: Iterable[Named] = (), kind: str = "minutes") -> Paper:
    """Minutes with a list of members, and one item that names others."""
    persons = tuple(item)
    return Paper(body, day, (Item(f"Sag af {day}", persons=persons),) if persons else (), kind=kind, people=people)


def member(name: str, party: str | None = None, function: str = "member", **more: str) -> Named:
    return Named(name, function, party=party, **more)


def persons(*papers: Paper) -> list[tuple[str, ...]]:
    """Each person's names as stated, by how often, the fullest person first."""
    query = "SELECT ?who ?name { ?p a sag:Participation ; foaf:name ?name . ?p sag:person ?who } ORDER BY ?who ?name"
    found: dict[str, list[str]] = {}
    for who, name in rows(concluded(*papers), query):
        found.setdefault(who, []).append(name)
    return sorted(map(tuple, found.values()), key=lambda names: (-len(names), names))


KIM = "Kim Thorsted Jensen"


@pytest.mark.parametrize("short", ["Kim T. Jensen", "Kim Jensen", "KIM JENSEN", "K. Jensen", "Kim Thorsted"])
def test_a_shorter_name_in_the_same_body_is_the_one_person_it_fits(short: str) -> None:
    papers = meeting("TMU", "2023-01-10", item=[Named(KIM)]), meeting("TMU", "2023-02-14", item=[Named(short)])
    [[*names]] = persons(*papers)
    assert sorted(names) == sorted([KIM, short])


def test_a_name_with_and_without_a_hyphen_is_one_and_without_half_of_it_another() -> None:
    first = meeting("TMU", "2023-01-10", item=[Named("Anne-Marie Holm")])
    assert len(persons(first, meeting("TMU", "2023-02-14", item=[Named("Anne Marie Holm")]))) == 1
    assert len(persons(first, meeting("TMU", "2023-02-14", item=[Named("Anne Holm")]))) == 2


@pytest.mark.parametrize("other", ["Kim B. Jensen", "Kim Thorsted Hansen", "Ole Thorsted Jensen", "Kim Bo Jensen"])
def test_names_that_contradict_each_other_are_two_persons(other: str) -> None:
    papers = meeting("TMU", "2023-01-10", item=[Named(KIM)]), meeting("TMU", "2023-02-14", item=[Named(other)])
    assert len(persons(*papers)) == 2


def test_a_shorter_name_of_two_goes_to_the_one_of_its_body() -> None:
    papers = (
        meeting("TMU", "2023-01-10", item=[Named("Kim T. Jensen")]),
        meeting("HU", "2023-01-12", item=[Named("Kim B. Jensen")]),
        meeting("TMU", "2023-02-14", item=[Named("Kim Jensen")]),
        meeting("HU", "2023-02-16", item=[Named("Kim Jensen")]),
    )
    assert persons(*papers) == [("Kim B. Jensen", "Kim Jensen"), ("Kim Jensen", "Kim T. Jensen")]


def test_a_shorter_name_of_two_in_its_body_is_neither() -> None:
    papers = (
        meeting("TMU", "2023-01-10", item=[Named("Kim T. Jensen"), Named("Kim B. Jensen")]),
        meeting("TMU", "2023-02-14", item=[Named("Kim Jensen")]),
    )
    assert len(persons(*papers)) == 3


def test_one_list_that_has_both_names_has_two_persons() -> None:
    listed = meeting("KB", "2023-01-10", member(KIM, "A"), member("Kim Jensen", "A"))
    assert len(persons(listed, meeting("KB", "2023-02-14", member("Kim Jensen", "A")))) == 2


def test_a_shorter_name_elsewhere_or_long_after_is_proposed_only() -> None:
    for body, day in (("HU", "2023-02-14"), ("TMU", "2029-02-14")):
        papers = meeting("TMU", "2023-01-10", item=[Named(KIM)]), meeting(body, day, item=[Named("Kim T. Jensen")])
        assert len(persons(*papers)) == 2
        query = """SELECT ?why ?sure ?one ?other { ?p a sag:Proposal ; sag:identityBasis ?why ; sag:confidence ?sure ;
            sag:proposes ?a, ?b . ?a foaf:name ?one . ?b foaf:name ?other FILTER(?one < ?other) }"""
        assert rows(concluded(*papers), query) == [("initials", "0.8", "Kim T. Jensen", KIM)]


def test_the_same_post_or_party_makes_a_shorter_name_one_with_the_fuller() -> None:
    for told in ({"role": "vejchef"}, {"party": "A"}):
        papers = (
            meeting("TMU", "2023-01-10", item=[Named(KIM, **told)]),
            meeting("HU", "2023-02-14", item=[Named("Kim Jensen", **told)]),
        )
        assert len(persons(*papers)) == 1


def test_a_signature_without_the_last_name_is_its_owner() -> None:
    people = (member("Claus Nyrup Bæk", "A"), member("Claus Dahl", "V"), member("Claus Nyrup", function="signatory"))
    assert persons(meeting("KB", "2023-01-10", *people)) == [("Claus Nyrup", "Claus Nyrup Bæk"), ("Claus Dahl",)]


def test_a_first_name_alone_is_the_one_of_the_document_or_nobody() -> None:
    one = meeting("TMU", "2023-01-10", item=[Named("Jonas Kvist"), Named("Jonas")])
    assert persons(one) == [("Jonas", "Jonas Kvist")]
    several = meeting("TMU", "2023-01-10", item=[Named("Jonas Kvist"), Named("Jonas Bro"), Named("Jonas")])
    assert persons(several) == [("Jonas Bro",), ("Jonas Kvist",)]
    assert persons(meeting("TMU", "2023-01-10", item=[Named("Jonas")]), one) == [("Jonas", "Jonas Kvist")]


def test_a_wrong_letter_in_the_place_of_a_member_is_that_member() -> None:
    papers = [meeting("TMU", f"2023-0{month}-10", member("Karen Dahl", "V")) for month in (1, 2, 4)]
    slip = meeting("TMU", "2023-03-10", member("Karin Dahl", "V"))
    assert len(persons(*papers, slip)) == 1
    both = meeting("TMU", "2023-03-10", member("Karin Dahl", "V"), member("Karen Dahl", "V"))
    assert len(persons(*papers, both)) == 2
    assert len(persons(*papers, meeting("TMU", "2023-03-10", member("Karin Dahl", "A")))) == 2
    assert len(persons(*papers, meeting("HU", "2023-03-10", member("Karin Dahl", "V")))) == 2


def test_names_one_letter_apart_that_both_come_again_are_two_persons() -> None:
    papers = [
        meeting("TMU", f"2023-0{month}-10", item=[Named("Karen Dahl", role="planlægger")]) for month in range(1, 5)
    ]
    others = [
        meeting("TMU", f"2023-0{month}-20", item=[Named("Karin Dahl", role="planlægger")]) for month in range(1, 5)
    ]
    assert len(persons(*papers, *others[:1])) == 1
    assert len(persons(*papers, *others)) == 2


def test_a_married_name_is_the_same_person_where_the_text_says_so() -> None:
    before = meeting("TMU", "2022-01-10", item=[Named("Anne Lund", role="biolog")])
    after = meeting("TMU", "2023-01-10", item=[Named("Anne Holm", role="biolog")])
    told = meeting("TMU", "2022-06-10", item=[Named("Anne Holm", role="biolog", other="Anne Lund")])
    assert len(persons(before, after)) == 2
    assert len(persons(before, told, after)) == 1
    archive = concluded(before, told, after)
    assert rows(archive, "SELECT ?name ?also { ?p a foaf:Person ; foaf:name ?name ; sag:otherName ?also }") == [
        ("Anne Holm", "Anne Lund")
    ]
    assert [row["date"] for row in ask(archive, "person_record", person="anne lund")] == [
        "2022-01-10",
        "2022-06-10",
        "2023-01-10",
    ]


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Skolechef Anne Holm (tidligere Anne Lund) deltog under punktet.", "Anne Lund"),
        ("Skolechef Anne Holm, født Lund, deltog under punktet.", "Anne Lund"),
        ("Skolechef Anne Lund, nu Anne Holm, deltog under punktet.", "Anne Holm"),
        ("Skolechef Anne Holm (tidligere leder af Skolen) deltog under punktet.", None),
        ("Skolechef Anne Holm, tidligere Norddjurs Kommune, deltog under punktet.", None),
    ],
)
def test_the_text_says_what_else_someone_is_called(words: str, other: str | None) -> None:
    head = "Referat\n\nHavnstrup Kommune\nØkonomiudvalget\nMandag den 3. februar 2025"
    text = f"{head}\n\n1. Ny bro\n\nBeslutning\n{words}\n"
    archive = Archive()
    archive.put(stated(text.encode()))
    query = "SELECT ?other { ?p a sag:Participation ; foaf:name ?name OPTIONAL { ?p sag:otherName ?other } }"
    assert rows(archive, query) == [(other or "",)]


def test_a_politician_and_an_employee_of_one_name_at_one_time_are_two() -> None:
    papers = (
        meeting("KB", "2023-01-10", member("Ida Berg", "A"), member("Bo Dam", "V")),
        meeting("TMU", "2023-02-10", item=[Named("Ida Berg", role="biolog")]),
        meeting("KB", "2023-03-10", member("Ida Berg", "A"), member("Bo Dam", "V")),
    )
    assert persons(*papers) == [("Bo Dam", "Bo Dam"), ("Ida Berg", "Ida Berg"), ("Ida Berg",)]
    archive = concluded(*papers)
    assert rows(archive, "SELECT ?p { ?p a sag:Proposal }") == []
    basis = rows(
        archive, "SELECT ?why { ?p foaf:name 'Ida Berg'; a foaf:Person; sag:identityBasis ?why } ORDER BY ?why"
    )
    assert basis == [
        ("name and party A within the municipality",),
        ("name and post biolog within the municipality",),
    ]


def test_a_politician_and_a_later_employee_of_one_name_are_proposed() -> None:
    papers = (
        meeting("KB", "2019-01-10", member("Ida Berg", "A")),
        meeting("TMU", "2023-02-10", item=[Named("Ida Berg", role="biolog")]),
    )
    archive = concluded(*papers)
    query = "SELECT ?why ?sure { ?p a sag:Proposal ; sag:identityBasis ?why ; sag:confidence ?sure }"
    assert rows(archive, query) == [("one name, never seen at one time", "0.5")]


def test_two_of_one_name_in_a_list_are_two_also_where_they_are_alone() -> None:
    both = meeting("KB", "2023-01-10", member("Ida Berg", "A"), member("Ida Berg", "V"))
    committee = meeting("TMU", "2023-02-10", member("Ida Berg", "V"), item=[Named("Ida Berg", "presenter")])
    assert persons(both, committee) == [("Ida Berg", "Ida Berg", "Ida Berg"), ("Ida Berg",)]
    assert len(persons(meeting("HU", "2023-02-10", item=[Named("Ida Berg")]), both)) == 2, "who it is, is not told"


def test_a_change_of_party_is_no_second_person_and_two_memberships() -> None:
    papers = [
        meeting("KB", day, member("Ida Berg", party))
        for day, party in [("2022-02-01", "A"), ("2022-05-01", "A"), ("2023-02-01", "V"), ("2023-05-01", "V")]
    ]
    silent = [meeting("KB", day, member("Ida Berg"), member("Bo Dam")) for day in ("2022-03-01", "2022-12-01")]
    assert len({names for names in persons(*papers) if "Ida Berg" in names}) == 1
    query = """SELECT ?party ?first ?last { ?m a org:Membership ; org:member/foaf:name 'Ida Berg' ; sag:party ?party ;
        sag:firstSeen ?first ; sag:lastSeen ?last } ORDER BY ?party"""
    assert rows(concluded(*papers, *silent), query) == [
        ("A", "2022-02-01", "2022-05-01"),
        ("V", "2023-02-01", "2023-05-01"),
    ]


def test_posts_by_turns_are_two_persons_and_posts_one_after_the_other_one() -> None:
    def seen(*roles: str) -> list[Paper]:
        return [
            meeting("TMU", f"2023-{month:02}-10", item=[Named("Ida Berg", role=role)])
            for month, role in enumerate(roles, 1)
        ]

    assert len(persons(*seen("skolechef", "biolog", "skolechef", "biolog"))) == 2
    assert len(persons(*seen("biolog", "biolog", "skolechef", "skolechef"))) == 1
    assert len(persons(*seen("konsulent", "chefkonsulent", "konsulent", "chefkonsulent"))) == 1


def test_nobody_is_one_person_in_two_municipalities() -> None:
    here = meeting("KB", "2023-01-10", member("Ida Berg", "A", role="borgmester"))
    there = Paper("KB", "2023-01-10", (), municipality="Syddjurs Kommune", people=here.people)
    assert persons(here, there) == [("Ida Berg",), ("Ida Berg",)]


def test_every_id_a_person_could_have_had_leads_to_the_one_they_have() -> None:
    papers = (
        meeting("TMU", "2023-01-10", item=[Named(KIM, role="vejchef")]),
        meeting("TMU", "2023-02-14", item=[Named("Kim T. Jensen")]),
    )
    archive = concluded(*papers)
    now = person_id(HERE, KIM.casefold())
    assert rows(archive, "SELECT ?p { ?p a foaf:Person }") == [(PERSON + now,)]
    former = {
        person_id(HERE, name, label)
        for name in (KIM.casefold(), "kim t. jensen")
        for label in (None, "post vejchef")
        if (name, label) != (KIM.casefold(), None)
    }
    assert set(rows(archive, "SELECT ?old ?new { ?old dct:isReplacedBy ?new }")) == {
        (PERSON + old, PERSON + now) for old in former
    }
    [alone] = rows(concluded(papers[1]), "SELECT ?p { ?p a foaf:Person }")[0]
    assert alone.removeprefix(PERSON) in former


def test_the_id_that_namesakes_share_leads_to_each() -> None:
    archive = concluded(meeting("KB", "2023-01-10", member("Ida Berg", "A"), member("Ida Berg", "V")))
    shared = PERSON + person_id(HERE, "ida berg")
    query = f"SELECT ?new ?why {{ <{shared}> dct:isReplacedBy ?new . ?new sag:identityBasis ?why }} ORDER BY ?why"
    assert [why for _, why in rows(archive, query)] == [
        "name and party A within the municipality",
        "name and party V within the municipality",
    ]


def test_a_mention_says_why_it_is_the_persons_where_the_name_does_not() -> None:
    papers = (
        meeting("TMU", "2023-01-10", item=[Named(KIM)]),
        meeting("TMU", "2023-02-14", item=[Named("Kim T. Jensen")]),
    )
    query = "SELECT ?name ?why { ?p sag:person ?who ; foaf:name ?name OPTIONAL { ?p sag:identityBasis ?why } }"
    assert sorted(rows(concluded(*papers), query)) == [("Kim T. Jensen", "initials"), (KIM, "")]


def director(name: str, day: str, role: str = "kommunaldirektør") -> Paper:
    return meeting("DIR", day, Named(name, "chair", role))


def test_one_post_has_its_holders_each_in_their_time() -> None:
    papers = [
        director("Bo Lind", "2020-01-10"),
        director("Bo Lind", "2021-05-12", "Kommunaldirektør (formand)"),
        director("Eva Krog", "2022-01-10", "konst. kommunaldirektør"),
        director("Eva Krog", "2024-05-15", "kommunaldirektøren"),
    ]
    archive = concluded(*papers)
    query = """SELECT ?post ?where ?who { ?p a org:Post ; foaf:name ?post ; org:postIn/foaf:name ?where ;
        org:heldBy/foaf:name ?who }"""
    assert sorted(rows(archive, query)) == [
        ("formand", "Direktionen", "Bo Lind"),
        ("formand", "Direktionen", "Eva Krog"),
        ("kommunaldirektør", "Havnstrup Kommune", "Bo Lind"),
        ("kommunaldirektør", "Havnstrup Kommune", "Eva Krog"),
    ]

    def held(on: str) -> list[tuple[str, ...]]:
        answers = ask(archive, "post_holders", post="Kommunaldirektør", on=on)
        return [(row["shown"], row["name"], row["first"], row["last"]) for row in answers]

    assert held("2021-01-01") == [("yes", "Bo Lind", "2020-01-10", "2021-05-12")]
    assert held("2021-08-01") == [("before", "Bo Lind", "2020-01-10", "2021-05-12")]
    assert held("2023-01-01")[0] == ("yes", "Eva Krog", "2022-01-10", "2024-05-15")


def test_a_body_that_is_asked_for_as_a_post_answers_with_its_members() -> None:
    archive = concluded(meeting("TMU", "2023-01-10", member("Ida Berg", "A"), member("Bo Dam", "V")))
    for body in ("tmu", "Teknik- og Miljøudvalget", f"{HERE}/body/teknik-og-miljoeudvalget"):
        answers = ask(archive, "post_holders", post=body)
        assert [(row["name"], row["party"], row["post"]) for row in answers] == [
            ("Bo Dam", "V", "medlem"),
            ("Ida Berg", "A", "medlem"),
        ]


def test_whoever_comes_back_to_a_post_held_it_twice() -> None:
    papers = [
        director(name, day)
        for name, day in [("Bo Lind", "2020-01-10"), ("Eva Krog", "2021-01-10"), ("Bo Lind", "2022-01-10")]
    ]
    answers = ask(concluded(*papers), "post_holders", post="kommunaldirektør", on="2021-06-01")
    assert [(row["shown"], row["name"], row["last"]) for row in answers] == [
        ("before", "Eva Krog", "2021-01-10"),
        ("before", "Bo Lind", "2020-01-10"),
    ]


def test_two_who_take_turns_in_a_post_are_in_it_at_once() -> None:
    days = ("2025-08-11", "2025-10-13", "2026-01-12", "2026-03-09")
    papers = [
        meeting("TMU", day, item=[Named(name, role="landinspektør")])
        for day, name in zip(days, ("Bo Lind", "Eva Krog") * 2, strict=True)
    ]
    answers = ask(concluded(*papers), "post_holders", post="landinspektør", on="2025-12-31")
    assert {(row["name"], row["shown"]) for row in answers} == {("Bo Lind", "yes"), ("Eva Krog", "yes")}


def test_a_post_that_many_have_is_held_by_each_in_their_own_time() -> None:
    papers = [
        meeting("TMU", day, item=[Named("Bo Lind", role="konsulent"), Named(other, role="konsulent")])
        for day, other in [("2020-01-10", "Eva Krog"), ("2021-01-10", "Ib Dam"), ("2022-01-10", "Eva Krog")]
    ]
    answers = ask(concluded(*papers), "post_holders", post="konsulent", on="2021-06-01")
    assert {(row["name"], row["shown"]) for row in answers} == {
        ("Bo Lind", "yes"),
        ("Eva Krog", "yes"),
        ("Ib Dam", "before"),
    }


@pytest.mark.parametrize(
    "role", ["tidligere vejchef", "ekstern konsulent", "oplægsholder", "lodsejer", "formand for Grundejerne"]
)
def test_what_is_no_post_of_the_municipality_is_none(role: str) -> None:
    paper = meeting("TMU", "2023-01-10", item=[Named("Bo Lind", role=role)])
    assert rows(concluded(paper), "SELECT ?p { ?p a org:Post }") == []


def test_wordings_of_one_post_are_one() -> None:
    roles = [
        "Chef for borgerservice, IT og HR",
        "chef for IT, HR og borgerservice",
        "konst. chef for HR, IT og borgerservice",
    ]
    papers = [
        meeting("TMU", f"2023-0{month}-10", item=[Named("Bo Lind", role=role)]) for month, role in enumerate(roles, 1)
    ]
    assert len(rows(concluded(*papers), "SELECT ?p { ?p a org:Post }")) == 1


def test_the_chair_of_a_named_body_is_its_chair_whoever_tells_it() -> None:
    papers = (
        meeting("TMU", "2023-01-10", item=[Named("Bo Lind", role="formand for Økonomiudvalget")]),
        meeting(
            "ØK", "2023-01-12", Named("Bo Lind", "member", "fmd.", "A"), Named("Ib Dam", "member", "næstfmd.", "A")
        ),
    )
    query = """SELECT ?where ?post ?who { ?p a org:Post ; org:postIn/foaf:name ?where ; foaf:name ?post ;
        org:heldBy/foaf:name ?who }"""
    assert sorted(rows(concluded(*papers), query)) == [
        ("Økonomiudvalget", "formand", "Bo Lind"),
        ("Økonomiudvalget", "næstformand", "Ib Dam"),
    ]


def test_a_seat_of_two_terms_is_two_memberships_and_a_deputy_has_none() -> None:
    days = ("2021-11-10", "2022-02-10", "2025-06-10")
    papers = [meeting("KB", day, member("Ida Berg", "A"), Named("Bo Dam", "substitute", None, "V")) for day in days]
    query = """SELECT ?name ?term ?first ?last { ?m a org:Membership ; org:member/foaf:name ?name ;
        sag:councilTerm ?term ; sag:firstSeen ?first ; sag:lastSeen ?last } ORDER BY ?term"""
    assert rows(concluded(*papers), query) == [
        ("Ida Berg", "2018/2021", "2021-11-10", "2021-11-10"),
        ("Ida Berg", "2022/2025", "2022-02-10", "2025-06-10"),
    ]


def test_the_meeting_that_constitutes_a_council_is_of_the_new_term() -> None:
    days = ("2021-11-10", "2021-12-08", "2022-02-10")
    new = member("Bo Dam", "V"), member("Ib Krag", "V")
    papers = [meeting("KB", day, member("Ida Berg", "A"), *(new if day > "2021-12" else ())) for day in days]
    query = """SELECT ?name ?term ?first ?last { ?m a org:Membership ; org:member/foaf:name ?name ;
        sag:councilTerm ?term ; sag:firstSeen ?first ; sag:lastSeen ?last } ORDER BY ?name ?term"""
    assert rows(concluded(*papers), query) == [
        ("Bo Dam", "2022/2025", "2021-12-08", "2022-02-10"),
        ("Ib Krag", "2022/2025", "2021-12-08", "2022-02-10"),
        ("Ida Berg", "2018/2021", "2021-11-10", "2021-12-08"),
        ("Ida Berg", "2022/2025", "2022-02-10", "2022-02-10"),
    ]


def test_those_who_are_not_elected_sit_in_no_term() -> None:
    paper = meeting("DIR", "2023-01-10", Named("Bo Lind", "member", "kommunaldirektør"), member("Eva Krog"))
    query = "SELECT ?m { ?m a org:Membership OPTIONAL { ?m sag:councilTerm ?term } FILTER(!BOUND(?term)) }"
    assert len(rows(concluded(paper), query)) == 2


def test_a_role_that_only_a_lesser_document_tells_is_told() -> None:
    agenda = meeting(
        "TMU", "2023-01-10", item=[Named(KIM, "presenter", "vejchef", standing="announced")], kind="agenda"
    )
    minutes = meeting("TMU", "2023-01-10", item=[Named("Kim T. Jensen", "presenter")])
    archive = concluded(agenda, minutes)
    [row] = ask(archive, "person_record", person=KIM)
    assert (row["role"], row["post"], row["standing"], row["date"]) == ("vejchef", "vejchef", "Noteret", "2023-01-10")
    [row] = ask(archive, "case_handlers", case="Sag af 2023-01-10")
    assert (row["name"], row["role"]) == ("Kim T. Jensen", "vejchef")


def test_a_record_tells_the_post_of_the_time_where_the_words_do_not() -> None:
    papers = (
        meeting("TMU", "2023-01-10", item=[Named(KIM, role="biolog")]),
        meeting("TMU", "2023-02-10", item=[Named(KIM)]),
        meeting("TMU", "2023-03-10", item=[Named(KIM, role="biolog")]),
        meeting("TMU", "2023-04-10", item=[Named(KIM)]),
    )
    answers = ask(concluded(*papers), "person_record", person=KIM)
    assert [row.get("post", "") for row in answers] == ["biolog", "biolog", "biolog", ""]


PAPERS = [
    meeting("KB", "2021-11-10", member("Ida Berg", "A"), member("Bo Dam", "V")),
    meeting("KB", "2022-02-10", member("Ida Berg", "V"), member("Ida Berg", "A"), member("Bo S. Dam", "V")),
    meeting("TMU", "2022-03-10", item=[Named("Ida Berg", role="biolog"), Named(KIM, role="vejchef")]),
    meeting("TMU", "2022-04-10", item=[Named("Kim Jensen"), Named("Kim")]),
    meeting("HU", "2022-05-10", item=[Named("Kim B. Jensen"), Named("Anne Holm", other="Anne Lund")]),
    meeting("HU", "2022-06-10", item=[Named("Kim Jensen"), Named("Anne Lund", role="planlægger")]),
    director("Bo Lind", "2021-05-12"),
    director("Eva Krog", "2024-05-15"),
]


def dump(archive: Archive) -> list[str]:
    out = BytesIO()
    archive.dump(out)
    return sorted(out.getvalue().decode().splitlines())


@settings(max_examples=5, deadline=None)
@given(st.permutations(PAPERS))
def test_who_is_who_does_not_depend_on_what_came_first(papers: list[Paper]) -> None:
    archive = Archive()
    for paper in papers:
        told = state(paper)
        archive.put(told)
        conclude(archive, [told.document])
    assert dump(archive) == dump(concluded(*PAPERS))


@pytest.mark.skipif(not SEEDS.exists(), reason="no seeds beside the project")
def test_the_chief_executives_of_the_seeds_are_two_persons_in_one_post() -> None:
    archive = Archive()
    build([SEEDS], archive)
    answers = ask(archive, "post_holders", post="kommunaldirektør")
    assert len({row["person"] for row in answers}) == len(answers) == 2
    assert {row["first"][:4] for row in answers} == {"2021", "2024"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application on a store of the papers above."""
    folder = tmp_path_factory.mktemp("people")
    with Archive(folder) as archive:
        for paper in (*PAPERS, meeting("TMU", "2022-05-10", item=[Named("Kim T. Jensen")])):
            archive.put(state(paper))
        conclude(archive)
    with TestClient(create_app(folder), follow_redirects=False) as client:
        yield client


def test_a_former_address_of_a_person_leads_to_the_one_of_now(client: TestClient) -> None:
    old, now = person_id(HERE, "kim t. jensen"), person_id(HERE, KIM.casefold())
    for accept in ("text/html", "application/json", "text/turtle"):
        answer = client.get(f"/id/person/{old}", headers={"Accept": accept})
        assert (answer.status_code, answer.headers["location"]) == (308, f"/id/person/{now}")
    answer = client.get("/persons", params={"iri": PERSON + old})
    assert answer.status_code == 308
    told = client.get(answer.headers["location"]).json()
    assert (told["name"], told["also"]) == (KIM, ["Kim Jensen", "Kim T. Jensen"])
    assert [held["name"] for held in told["posts"]] == ["vejchef"]


def test_an_address_of_namesakes_offers_each(client: TestClient) -> None:
    shared = person_id(HERE, "ida berg")
    answer = client.get(f"/id/person/{shared}", headers={"Accept": "text/html"})
    assert answer.status_code == 300
    offered = set(re.findall(r'href="/id/person/(\w{16})"', answer.text))
    assert len(offered) == 3
    for key in offered:
        assert client.get(f"/id/person/{key}.html").status_code == 200
    answer = client.get("/persons", params={"iri": PERSON + shared})
    assert answer.status_code == 300
    assert offered == set(re.findall(r"person%2F(\w{16})", answer.headers["link"]))
    assert client.get("/persons", params={"iri": f"{PERSON}{'0' * 16}"}).status_code == 404


def test_the_page_of_a_person_tells_names_posts_and_whom_they_may_be(client: TestClient) -> None:
    page = client.get(f"/id/person/{person_id(HERE, 'eva krog')}.html").text
    assert "Poster" in page
    assert re.search(r"kommunaldirektør\s*<span class=\"quiet\">· set 15. maj 2024", page)
    page = client.get(f"/id/person/{person_id(HERE, KIM.casefold())}.html").text
    assert "Også skrevet Kim Jensen og Kim T. Jensen" in page


LISTED = "Borgmester Kaj Bakke (V)\nFrida Dal (V)\nIb Smed Jakobsen (A)"


@pytest.mark.parametrize(
    ("lines", "members"),
    [
        (LISTED, ["Kaj Bakke", "Frida Dal", "Ib Smed Jakobsen"]),
        (LISTED.replace("\n", "\n\n"), ["Kaj Bakke", "Frida Dal", "Ib Smed Jakobsen"]),
        (LISTED.partition("\n")[2], []),
        (LISTED.replace("(A)", "(A) kom kl. 19"), []),
        (f"Medlemmer: Ea Vinge (C)\n\n{LISTED}", ["Ea Vinge"]),
        (f"{LISTED}\n\nAfbud: Frida Dal (V)", ["Kaj Bakke", "Frida Dal", "Ib Smed Jakobsen"]),
    ],
)
def test_a_list_of_members_needs_no_label(lines: str, members: list[str]) -> None:
    head = "Referat\n\nHavnstrup Kommune\nKommunalbestyrelsen\nMandag den 3. februar 2025"
    text = f"{head}\n\n{lines}\n\n1. Ny bro\n\nDrøftet.\n"
    archive = Archive()
    archive.put(stated(text.encode()))
    query = "SELECT ?name { ?p a sag:Participation ; foaf:name ?name ; sag:function sag:function-member }"
    assert sorted(name for (name,) in rows(archive, query)) == sorted(members)
