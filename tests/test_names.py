"""People by name, post and party."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sagsgang.graph.extract.names import PersonAt, any_names, people
from sagsgang.graph.extract.people import People
from sagsgang.graph.extract.posts import base_post, is_post, leads, post_at, post_parts, posts


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(p.name, p.role, p.party) for p in people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Direktør Ea Vinge deltog.", ("Ea Vinge", "Direktør", None)),
        ("Vej- og ejendomschef Kim T. Dahl redegjorde.", ("Kim T. Dahl", "Vej- og ejendomschef", None)),
        ("vej-, park- og ejendomschef Bo Ry", ("Bo Ry", "vej-, park- og ejendomschef", None)),
        ("Chef for borgerservice, IT og HR Tonni Ek deltager", ("Tonni Ek", "Chef for borgerservice, IT og HR", None)),
        ("chef for Center for Børn Ida Holt", ("Ida Holt", "chef for Center for Børn", None)),
        ("konstitueret leder Aase Lund", ("Aase Lund", "konstitueret leder", None)),
        ("Tove Skånning (Ø) stemte imod", ("Tove Skånning", None, "Ø")),
        ("Knud Erik Vrå (A) (formand)", ("Knud Erik Vrå", None, "A")),
        ("konsulent Anne-Marie Bek-Holm", ("Anne-Marie Bek-Holm", "konsulent", None)),
        ("konsulent Tage Chr. Sønderby", ("Tage Chr. Sønderby", "konsulent", None)),
        ("Johs. Thing (C)", ("Johs. Thing", None, "C")),
        ("konsulent Per Aa. Skov", ("Per Aa. Skov", "konsulent", None)),
        ("direktør Sofie von der Recke", ("Sofie von der Recke", "direktør", None)),
        ("arkitekt Mona Hviid Skallebæk", ("Mona Hviid Skallebæk", "arkitekt", None)),
        ("konsulent Renée O'Brien", ("Renée O'Brien", "konsulent", None)),
        ("Ole Vig, chef for børn og unge, deltog", ("Ole Vig", "chef for børn og unge", None)),
        ("Formand, Kirsten Vad, bød velkommen", ("Kirsten Vad", "Formand", None)),
    ],
)
def test_a_person_is_named_with_post_or_party(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Dansk Folkeparti tog forbehold",
            "Region Midtjylland",
            "Center for Børn",
            "Business Region Aarhus",
            "Hans deltog",
        ),
        *(
            "direktøren redegjorde",
            "Kommunalbestyrelsen Ø",
            "ØK og KB",
            "sagen om Ny Skole",
            "Chef for IT",
            "Venstre (V)",
        ),
    ],
)
def test_what_is_no_person_is_none(text: str) -> None:
    assert told(text) == []


def test_one_who_stands_in_is_not_the_one_stood_in_for() -> None:
    assert [p.name for p in any_names("Som stedfortræder for Mona Hviid Skallebæk deltog Torkild Vejgård.")] == [
        "Mona Hviid Skallebæk",
        "Torkild Vejgård",
    ]
    assert told("suppleant Lis Bur") == [("Lis Bur", "suppleant", None)]


def test_those_listed_with_someone_are_people_too() -> None:
    assert [p.name for p in people("Konsulent Ida Berg, Ole Dahl og Bo Ek deltog.")] == [
        "Ida Berg",
        "Ole Dahl",
        "Bo Ek",
    ]


def test_a_bare_name_is_a_person_where_the_document_knows_it() -> None:
    assert people("Ida Berg kontakter skolen.") == []
    assert [p.name for p in people("Ida Berg kontakter skolen.", {"Ida Berg"})] == ["Ida Berg"]


def test_parentheses_tell_party_or_something_else() -> None:
    (union,) = any_names("Bo Ek (FOA) (næstformand)")
    assert (union.party, union.notes) == (None, ("FOA", "næstformand"))
    (party,) = any_names("Bo Ek (V) (formand)")
    assert (party.party, party.notes) == ("V", ("formand",))


@pytest.mark.parametrize(
    "word", ["Ejendomschefen", "konsulenterne", "HR-chef", "borgmesteren", "sygeplejersker", "DPO"]
)
def test_posts_are_told_by_their_ending_in_any_form(word: str) -> None:
    assert is_post(word)


@pytest.mark.parametrize("word", ["skolen", "møde", "Samir", "chefgruppen", "direktionen", "Inger", "lederdag"])
def test_other_words_are_no_posts(word: str) -> None:
    assert not is_post(word)


def test_a_post_begins_with_what_belongs_to_it() -> None:
    text = "På mødet deltog den konstituerede vej- og parkchef samt ny skoleleder."
    assert [text[p.start : p.end] for p in posts(text)] == ["vej- og parkchef", "ny skoleleder"]
    assert post_at(text) is None


@pytest.mark.parametrize(
    ("role", "base"),
    [
        ("Kommunaldirektøren", "Kommunaldirektør"),
        ("HR-chefen", "HR-chef"),
        ("konsulenterne", "konsulent"),
        ("sygeplejersken", "sygeplejerske"),
        ("chefen for IT", "chef for IT"),
        ("borgmester", "borgmester"),
    ],
)
def test_a_definite_post_has_a_bare_form(role: str, base: str) -> None:
    assert base_post(role) == base


def test_one_post_may_be_worded_in_several_ways() -> None:
    assert post_parts("Chef for borgerservice, IT og HR") == post_parts("chefen for borgerservice, HR og IT")
    assert post_parts("skolechef") != post_parts("dagtilbudschef")


@pytest.mark.parametrize(
    "role", ["formand", "Borgmesteren", "kommunaldirektør (formand)", "udvalgsformand", "mødeleder"]
)
def test_who_leads(role: str) -> None:
    assert leads(role)


@pytest.mark.parametrize("role", ["næstformand", "første viceborgmester", "medlem", "direktør"])
def test_who_does_not_lead(role: str) -> None:
    assert not leads(role)


KNOWN = People(
    [
        PersonAt("Ida P. Berg", 0, 0, "skolechef"),
        PersonAt("Ole Dahl", 0, 0, "formand", "A"),
        PersonAt("Ole Ek", 0, 0, "konsulent"),
        PersonAt("Bo Ry", 0, 0, "konsulent"),
    ]
)


def test_a_person_is_found_again_by_what_only_one_has() -> None:
    assert KNOWN.by_first_name("Ida") == PersonAt("Ida P. Berg", 0, 0, "skolechef")
    assert KNOWN.by_first_name("Ole") is None
    assert KNOWN.by_first_name("Eva") is None
    assert KNOWN.canonical("Ida Berg") == "Ida P. Berg"
    assert KNOWN.canonical("Bo Ry") == "Bo Ry"
    holder = KNOWN.by_post("Skolechefen")
    assert holder is not None
    assert holder.name == "Ida P. Berg"
    assert KNOWN.by_post("konsulenten") is None
    assert KNOWN.chair == PersonAt("Ole Dahl", 0, 0, "formand", "A")


def test_a_post_that_stands_at_a_place_is_found_with_its_holder() -> None:
    found = KNOWN.by_post_at("Herefter kontakter skolechefen forældrene.", 19)
    assert found is not None
    assert (found[0], found[1].name) == ("skolechefen", "Ida P. Berg")


@given(st.text("AaBbØø. -'()", max_size=40))
def test_no_text_is_too_odd_for_the_grammar(text: str) -> None:
    for person in any_names(text):
        assert 0 <= person.start < person.end <= len(text)
        assert " " in person.name
        assert person.name in text
