"""Where a case goes and where it came from, in the many ways that municipalities say it."""

import pytest
from sagsgang.graph.extract import extract
from sagsgang.graph.facts import Item
from sagsgang.graph.formats import read

OWN = "Plan- og Klimaudvalget"
HEAD = """Skovby Kommune

Plan- og Klimaudvalget

Referat

Onsdag den 12. marts 2025
Kl. 16:30

Medlemmer
Anna Berg (A)
Ole Holm (V)

1. {title}

Sagsfremstilling
Sagen handler om kysten.

"""
ØU, BY = "Økonomiudvalget", "Byrådet"


def item(text: str, title: str = "En sag") -> Item:
    return extract(read((HEAD.format(title=title) + text).encode())).items[0]


def ahead(found: Item) -> list[tuple[str, str | None]]:
    return [(r.receiver, r.when.edtf if r.when else None) for r in found.referrals if not r.carried_out]


def behind(found: Item) -> list[tuple[str, str]]:
    return [(r.sender, r.receiver) for r in found.referrals if r.carried_out]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sagen er på Økonomiudvalgets dagsorden den 2. april og slutter i Byrådet den 10. april.",
        "Sagen skal videre til Økonomiudvalget (d. 2. april) og Byrådet (d. 10. april).",
        "Videre behandling: Økonomiudvalget 2/4, Byrådet 10/4.",
        "Sagen skal forbi Økonomiudvalget den 2. april, før den kommer for Byrådet den 10. april.",
        "Sagen er på Økonomiudvalgets dagsorden den 2. april og på Byrådets den 10. april.",
        "Økonomiudvalget har sagen den 2. april, Byrådet den 10. april.",
        "Økonomiudvalget holder møde den 2. april, og Byrådet træffer endelig beslutning den 10. april.",
        "Den videre proces er:\n- 2. april 2025 Økonomiudvalget\n- 10. april 2025 Byrådet",
    ],
)
def test_a_case_goes_where_another_body_has_its_day(sentence: str) -> None:
    assert ahead(item(f"Beslutning\nGodkendt. {sentence}\n")) == [(ØU, "2025-04-02"), (BY, "2025-04-10")]


def test_meetings_that_a_standing_item_tells_of_send_nothing_there() -> None:
    told = "Beslutning\nTil orientering. Byrådet holder møde den 10. april.\n"
    assert ahead(item(told, "Orientering fra formanden og forvaltningen")) == []
    assert ahead(item(told)) == [(BY, "2025-04-10")]


@pytest.mark.parametrize(
    ("decision", "goals"),
    [
        ("Udvalget anbefaler Økonomiudvalget at bevare stoppestedet.", [ØU]),
        ("Udvalget anbefaler, at Byrådet godkender planen.", [BY]),
        ("Anbefales Økonomiudvalget og Byrådet godkendt.", [ØU, BY]),
        ("Udvalget anbefaler til Økonomiudvalg og Byråd, at planen vedtages.", [ØU, BY]),
        ("Udvalget indstiller sagen til Økonomiudvalgets og Byrådets godkendelse.", [ØU, BY]),
        ("Sagen indstilles til Byrådets godkendelse via Økonomiudvalget.", [ØU, BY]),
        ("Anbefales. Sagen fortsætter til Økonomiudvalget.", [ØU]),
        ("Udvalget anbefaler, at direktionen udarbejder en plan.", []),
    ],
)
def test_what_is_recommended_goes_to_whom_it_is_recommended(decision: str, goals: list[str]) -> None:
    found = item(f"Beslutning\n{decision}\n")
    assert [r.receiver for r in found.referrals] == goals
    assert [r.recommended for r in found.referrals] == [place == 0 for place in range(len(goals))]


@pytest.mark.parametrize(
    ("sentence", "goals"),
    [
        ("Sagen oversendes til Grønt Råd, som holder møde den 13. juni.", [("Grønt Råd", "2025-06-13")]),
        ("Sendes tilbage til Fag-MED Teknik.", [("Fag-MED Teknik", None)]),
        ("Sagen går retur til Forhandlingsorganet.", [("Forhandlingsorganet", None)]),
        ("Ældrerådet og Handicaprådet høres inden den 1. maj.", [("Ældrerådet", None), ("Handicaprådet", None)]),
        ("Udvalget beder Ældrerådet om en udtalelse.", [("Ældrerådet", None)]),
        ("Der indhentes en udtalelse fra Ældrerådet.", [("Ældrerådet", None)]),
        ("Sagen forelægges udvalget på ny i august.", [(OWN, "2025-08")]),
        ("Udvalget bad om at få sagen forelagt igen på mødet i august.", [(OWN, "2025-08")]),
        ("Udvalget får sagen igen i maj.", [(OWN, "2025-05")]),
        ("Sagen skal på udvalgets møde den 14. maj.", [(OWN, "2025-05-14")]),
        ("Sagen forelægges på majmødet.", [(OWN, "2025-05")]),
        ("1. behandling i Plan- og Klimaudvalget den 12. marts, 2. behandling i Byrådet i maj.", [(BY, "2025-05")]),
    ],
)
def test_where_a_case_goes_next(sentence: str, goals: list[tuple[str, str | None]]) -> None:
    assert ahead(item(f"Beslutning\nDrøftet. {sentence}\n")) == goals


@pytest.mark.parametrize(
    "sentence",
    [
        "Økonomiudvalget besluttede på sit møde den 4. marts at gennemføre målingen.",
        "Økonomiudvalget anbefalede den 3. marts, at molen renoveres.",
        "Økonomiudvalget sendte i februar planen i høring.",
        "Økonomiudvalget besluttede den 24. februar at sende sagen til udvalget.",
        "Økonomiudvalget oversendte sagen den 5. marts.",
        "Økonomiudvalget har bedt udvalget om en udtalelse.",
        "Sagen er oversendt fra Økonomiudvalget.",
        "Økonomiudvalget bad på mødet den 5. marts udvalget om at se på sagen igen.",
    ],
)
def test_a_case_came_from_where_it_was_lately(sentence: str) -> None:
    assert behind(item(f"{sentence}\n\nBeslutning\nGodkendt.\n")) == [(ØU, OWN)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Byrådet vedtog den 22. juni 2023 den gældende plan.",
        "Natur- og Miljøklagenævnet hjemviste den 18. februar kommunens afgørelse.",
        "Ældrerådet har i sit høringssvar af 3. marts udtalt, at det er betænkeligt.",
    ],
)
def test_a_case_did_not_come_from_where_something_else_was(sentence: str) -> None:
    assert behind(item(f"{sentence}\n\nBeslutning\nGodkendt.\n")) == []


def test_bodies_that_had_a_case_one_behind_the_other_sent_it_on() -> None:
    told = "Økonomiudvalget behandlede sagen den 3. marts. Byrådet vedtog den 10. marts at sende sagen i høring."
    assert behind(item(f"{told}\n\nBeslutning\nGodkendt.\n")) == [(ØU, BY), (BY, OWN)]


TIMETABLES = {
    "columns": "Planen behandles således:\n\n  Uge 10     Direktionen\n  12. marts  Plan- og Klimaudvalget\n"
    "  10. april  Byrådet",
    "colons": "Tidsplan\n5. marts: Direktionen\n12. marts: Plan- og Klimaudvalget\n10. april: Byrådet",
    "bullets": "Sagen behandles:\n- Direktionen den 5/3\n- Plan- og Klimaudvalget den 12/3\n- Byrådet den 10/4",
    "table": "| Dato | Udvalg |\n|---|---|\n| 5. marts | Direktionen |\n| 12. marts | Plan- og Klimaudvalget |\n"
    "| 10. april | Byrådet |",
    "wide table": "| Instans | Dato | Rolle |\n|---|---|---|\n| Direktionen | 5. marts 2025 | indstilling |\n"
    "| Plan- og Klimaudvalget | 12. marts 2025 | indstilling |\n| Byrådet | 10. april 2025 | beslutning |",
    "codes": "Sagsgang:\nDirektionen 05.03.2025\nPKU 12.03.2025\nByrådet 10.04.2025",
}


@pytest.mark.parametrize("timetable", TIMETABLES.values(), ids=TIMETABLES)
def test_a_timetable_in_which_the_meeting_itself_stands_is_the_way(timetable: str) -> None:
    found = item(f"{timetable}\n\nBeslutning\nAnbefales.\n")
    assert found.route is not None
    assert [step.body for step in found.route.steps] == ["Direktionen", OWN, BY]
    told = [(r.sender, r.receiver, r.when and r.when.edtf, r.carried_out, r.recommended) for r in found.referrals]
    assert told == [
        ("Direktionen", OWN, "2025-03-12", True, False),
        (OWN, BY, "2025-04-10", False, True),
    ]


@pytest.mark.parametrize(
    ("words", "goals"),
    [
        ("Kommunalbestyrelsen via Børneudvalget og Økonomiudvalget", ["Børneudvalget", ØU, "Kommunalbestyrelsen"]),
        ("Byrådet", [BY]),
        (OWN, []),
    ],
)
def test_a_case_ends_with_who_has_the_last_word(words: str, goals: list[str]) -> None:
    found = item(f"Beslutningen træffes af\n{words}.\n\nBeslutning\nUdvalget anbefaler planen.\n")
    assert [receiver for receiver, _ in ahead(found)] == goals


def test_the_last_word_comes_last_whatever_is_told_first() -> None:
    told = "Planen forelægges Byrådet til endelig godkendelse, efter at Økonomiudvalget har haft den."
    decided = "Indstillingen anbefales. Ole Holm retter planen inden sagens behandling i Økonomiudvalget den 2. april."
    found = item(f"{told}\n\nSagen afgøres i:\nByrådet\n\nBeslutning\n{decided}\n")
    assert [(r.receiver, r.recommended) for r in found.referrals if not r.carried_out] == [(ØU, True), (BY, False)]


def test_days_that_tell_another_order_stand_against_the_last_word() -> None:
    told = "Sagen forelægges Byrådet i juni og Ældrerådet i december."
    found = item(f"{told}\n\nSagen afgøres i:\nByrådet\n\nBeslutning\nIndstillingen anbefales.\n")
    assert [(r.sender, r.receiver) for r in found.referrals] == [(OWN, BY), (BY, "Ældrerådet")]


PUT_OFF = """Sagsgang: Plan- og Klimaudvalget, Økonomiudvalget, Byrådet, Økonomiudvalget, Plan- og Klimaudvalget

Beslutning i Plan- og Klimaudvalget den 08-01-2025

Anbefales.

Beslutning i Økonomiudvalget den 15-01-2025

Udsat.

Beslutning i Økonomiudvalget den 22-01-2025

Anbefales.

Beslutning i Byrådet den 28-01-2025

Sendes tilbage til Økonomiudvalget.

Beslutning i Økonomiudvalget den 19-02-2025

Anbefales.

Beslutning

Godkendt.
"""


def test_a_body_that_had_put_the_case_off_has_had_it_once_on_the_way() -> None:
    assert [(r.sender, r.receiver) for r in item(PUT_OFF).referrals if not r.carried_out] == []


def test_the_day_to_which_a_case_is_put_off_is_of_no_later_step() -> None:
    way = f"Sagsgang: {OWN}, {ØU}, {OWN}"
    found = item(f"{way}\n\nBeslutning\nSagen udsættes til mødet den 9. april.\n")
    assert {r.when for r in found.referrals} == {None}


@pytest.mark.parametrize(
    "told",
    [
        "Sagen behandles i Ældrerådet den 9. april og efterfølgende i Økonomiudvalget den 16. april.",
        "Ældrerådet behandler sagen den 9. april, og Økonomiudvalget gør det den 16. april.",
    ],
)
def test_two_steps_follow_each_other_by_their_days(told: str) -> None:
    found = item(f"{told}\n\nBeslutning\nDrøftet.\n")
    sent = [(r.sender, r.receiver, r.when and r.when.edtf) for r in found.referrals]
    assert sent == [(OWN, "Ældrerådet", "2025-04-09"), ("Ældrerådet", ØU, "2025-04-16")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sagen har været forelagt Seniorrådet, som ingen bemærkninger havde.",
        "Ældrerådet har haft udkastet i høring.",
        "Ole Holm udarbejder en plan, som præsenteres på mødet i juni.",
    ],
)
def test_what_has_been_or_is_of_something_else_goes_nowhere(sentence: str) -> None:
    assert ahead(item(f"{sentence}\n\nBeslutning\nDrøftet.\n")) == []


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        ("Til efterretning. Rapporten sendes til Ældrerådet til orientering.", "noted"),
        ("Drøftet. Ole Holm skriver en plan, som sendes til Ældrerådet.", "discussed"),
        (
            "Anna gennemgik udkastet, som Økonomiudvalget den 3. marts besluttede at sende i høring. Drøftet.",
            "discussed",
        ),
        ("Udvalget bevilger 40.000 kr.", "approved"),
    ],
)
def test_what_is_sent_beside_the_case_or_by_others_is_no_outcome(decision: str, outcome: str) -> None:
    [own] = item(f"Beslutning\n{decision}\n").decisions
    assert own.outcomes[0].value == outcome
