"""Bodies by name and code, in any form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sagsgang.graph.extract.bodies import Naming
from sagsgang.graph.extract.codes import code_of, initials, spells, unknown_codes
from sagsgang.graph.extract.routes import bodies_of, codes, route
from sagsgang.graph.register import place
from sagsgang.graph.source import Passage


def naming(own: str | None = None, *names: str, **short: str) -> Naming:
    found = Naming(own=own, codes=dict(short))
    for name in (*([own] if own else ()), *names):
        found.add(name)
    return found


def names(text: str, known: Naming | None = None) -> list[str]:
    return [body.name for body in (known or Naming()).find(text)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "økonomiudvalget",
            "Økonomiudvalgets",
            "Økonomiudvalg",
            "økonomiudvalgsmøde",
            "Økonomiudvalgmøde",
            "økonomiudvalgsmødet",
        ),
        *("Økonomiudvalgets møde", "ØKONOMIUDVALGET", "økonomiudvalgsbehandling"),
    ],
)
def test_one_body_has_many_forms(text: str) -> None:
    assert [name.casefold() for name in names(text)] == ["økonomiudvalget"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("behandles i kommunalbestyrelsen", "Kommunalbestyrelsen"),
        ("et byrådsmøde", "Byrådet"),
        ("i Borgerrepræsentationen", "Borgerrepræsentationen"),
        ("teknik- og miljøudvalget", "Teknik- og miljøudvalget"),
        ("Børne-, unge- og familieudvalgsmøde", "Børne-, unge- og familieudvalget"),
        ("Udvalget for Plan, Kultur og Fritid", "Udvalget for Plan, Kultur og Fritid"),
        ("Udvalget for plan, som", "Udvalget for plan"),
        ("i direktionen", "Direktionen"),
        ("direktionsbehandling", "Direktionen"),
        ("Direktørgruppen", "Direktørgruppen"),
        ("chefgruppemøde", "Chefgruppen"),
        ("Ældrerådet", "Ældrerådet"),
        ("hos Handicaprådet", "Handicaprådet"),
        ("på Hoved-MEDs møde", "Hoved-MED"),
        ("bevillingsnævnets", "Bevillingsnævnet"),
    ],
)
def test_a_body_is_named_by_what_it_ends_in(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "regionsrådets formand",
            "inden for området",
            "EU-plan",
            "letbaneråd",
            "et råd",
            "de stående udvalg",
            "fagudvalgene",
        ),
        *(
            "kontaktudvalg",
            "skolebestyrelsen",
            "i rådhuset",
            "elevråd",
            "en tråd",
            "forråd",
            "uddannelsesforum",
            "bestyrelsen",
        ),
    ],
)
def test_what_only_looks_like_a_body_is_none(text: str) -> None:
    assert names(text) == []


def test_the_committee_alone_is_the_document_s_own() -> None:
    own = naming("Teknikudvalget")
    assert names("Udvalget drøftede sagen i udvalget.", own) == ["Teknikudvalget", "Teknikudvalget"]
    assert names("Udvalget drøftede sagen.", naming("Direktionen")) == []


def test_the_first_spelling_heard_stays() -> None:
    assert names("i Miljø- og Teknikudvalget", naming(None, "Miljø- og teknikudvalget")) == ["Miljø- og teknikudvalget"]


def test_a_body_of_an_unusual_name_is_known_from_the_heading() -> None:
    known = naming("Fjordkollegiet")
    assert names("i Fjordkollegiet", known) == ["Fjordkollegiet"]
    assert names("på fjordkollegiets møde", known) == ["Fjordkollegiet"]


def test_no_body_stands_inside_another() -> None:
    assert names("Udvalget for Børn og Unge og direktionen") == ["Udvalget for Børn og Unge", "Direktionen"]


def test_codes_are_bodies_where_the_document_uses_them() -> None:
    known = naming(None, ØK="Økonomiudvalget", HU="Hovedudvalget")
    found = known.find("Sagen til ØK/HU og ØK-møde; EU og KL ikke.")
    assert [body.name for body in found] == ["Økonomiudvalget", "Hovedudvalget", "Økonomiudvalget"]
    assert [body.meeting for body in found] == [False, False, True]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("BUU", "Børne- og ungdomsudvalget"),
        ("MTU", "Miljø- og teknikudvalget"),
        ("VPU", "Voksen- og plejeudvalget"),
        ("TM", "Teknik- og miljøudvalget"),
        ("KFU", "Kultur- og fritidsudvalget"),
        ("PUK", "Udvalget for plan, udvikling og kultur"),
        ("CG", "Chefgruppen"),
    ],
)
def test_a_code_is_short_for_the_name_whose_initials_it_has(code: str, name: str) -> None:
    known = naming(None, name, "Økonomiudvalget", "Kommunalbestyrelsen", "Ældrerådet")
    assert code_of(code, known, None) == name


def test_a_code_that_nothing_spells_out_stays_a_code() -> None:
    assert code_of("KCL", naming(None, "Økonomiudvalget", "Kommunalbestyrelsen"), None) == "KCL"


def test_general_codes_need_no_spelling_out_but_yield_to_the_document() -> None:
    assert code_of("ØK", Naming(), None) == "Økonomiudvalget"
    assert code_of("ØU", Naming(), None) == "Økonomiudvalget"
    assert code_of("BR", naming(None, "Borgerrepræsentationen"), None) == "Borgerrepræsentationen"


def test_the_register_of_a_place_comes_first() -> None:
    assert code_of("VPU", Naming(), place("Norddjurs")) == "Voksen- og plejeudvalget"


def test_two_fitting_names_are_no_answer() -> None:
    assert code_of("SU", naming(None, "Skoleudvalget", "Sundhedsudvalget"), None) == "SU"
    assert code_of("SU", naming("Skoleudvalget", "Sundhedsudvalget"), None) == "Skoleudvalget"


def test_initials_and_spelling() -> None:
    assert initials("Udvalget for Børn og Kultur") == "UBK"
    assert spells("HSU", "Hovedsamarbejdsudvalget")
    assert not spells("ØK", "Kommunalbestyrelsen")


def test_unknown_codes_are_those_used_as_bodies_are() -> None:
    assert unknown_codes(["Til ØK/HSU.", "Behandles i MTU.", "EU og KL", "FOA og 3F", "TV-overvågning"], Naming()) == [
        "ØK",
        "HSU",
        "MTU",
    ]


def passage(text: str) -> Passage:
    return Passage(text, ((0, 0),))


CODES = naming(
    None, "Direktionen", DIR="Direktionen", MTU="Miljøudvalget", ØK="Økonomiudvalget", KB="Kommunalbestyrelsen"
)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("DIR", ["Direktionen"]),
        ("MTU ØK KB", ["Miljøudvalget", "Økonomiudvalget", "Kommunalbestyrelsen"]),
        ("MTU, ØK og KB", ["Miljøudvalget", "Økonomiudvalget", "Kommunalbestyrelsen"]),
        ("MTU/ØK/KB", ["Miljøudvalget", "Økonomiudvalget", "Kommunalbestyrelsen"]),
        ("MTU → ØK → KB", ["Miljøudvalget", "Økonomiudvalget", "Kommunalbestyrelsen"]),
        ("MTU > ØK > KB", ["Miljøudvalget", "Økonomiudvalget", "Kommunalbestyrelsen"]),
        ("MTU - ØK - KB", ["Miljøudvalget", "Økonomiudvalget", "Kommunalbestyrelsen"]),
        (
            "MTU ØK KB, høring, MTU ØK",
            ["Miljøudvalget", "Økonomiudvalget", "Kommunalbestyrelsen", None, "Miljøudvalget", "Økonomiudvalget"],
        ),
        ("MTU, høring i Ældrerådet, ØK", ["Miljøudvalget", "Ældrerådet", "Økonomiudvalget"]),
        (
            "Direktionen, Økonomiudvalget og Kommunalbestyrelsen",
            ["Direktionen", "Økonomiudvalget", "Kommunalbestyrelsen"],
        ),
        ("Børne- og skoleudvalget, Økonomiudvalget", ["Børne- og skoleudvalget", "Økonomiudvalget"]),
    ],
)
def test_a_printed_route_is_read_in_order(text: str, steps: list[str | None]) -> None:
    found = route(passage(text), CODES)
    assert found is not None
    assert [step.body for step in found.steps] == steps
    assert found.text == text


def test_a_hearing_is_a_step_without_being_a_body_the_case_passes() -> None:
    found = route(passage("MTU ØK, høring i Ældrerådet, høring, MTU ØK"), CODES)
    assert found is not None
    assert [step.hearing for step in found.steps] == [False, False, True, True, False, False]
    assert [name for _, name in bodies_of(found)] == ["Miljøudvalget", "Økonomiudvalget"] * 2


def test_a_route_of_nothing_known_is_none() -> None:
    assert route(passage("jf. bilag"), CODES) is None
    assert codes(passage("MTU, høring, ØK KB og Direktionen")) == ["MTU", "ØK", "KB"]


@given(st.text("ØKBMTU, /→-og høring", max_size=40))
def test_every_step_stands_in_its_route(text: str) -> None:
    found = route(passage(text.strip()), CODES) if text.strip() else None
    for step in found.steps if found else ():
        assert 0 <= step.span.start < step.span.end <= len(text)
