"""Who is to do what, until when, as the sentences of a decision tell it; and what is no task."""

import pytest
from worded import item


def doing(sentence: str) -> list[tuple[str | None, str | None]]:
    tasks = item(f"Beslutning\n{sentence}\n").tasks
    return [
        (task.assignee.casefold() if task.assignee else None, task.deadline.edtf if task.deadline else None)
        for task in tasks
    ]


UNIT = "forvaltningen"
BY_THE_UNIT = """
Forvaltningen skal sikre bedre belysning ved stien.
Forvaltningen vil til næste møde fremlægge et overslag.
Udvalget ønskede, at forvaltningen undersøger muligheden for tilskud.
Udvalget ønsker, at forvaltningen følger op på sagen om et år.
Udvalget gav forvaltningen til opgave at finde en ny placering.
Udvalget henstillede til forvaltningen at sikre bedre belysning.
Udvalget bestilte en analyse hos forvaltningen.
Godkendt med bemærkning om, at forvaltningen skal følge udgifterne tæt.
Bemærkningerne indarbejdes af forvaltningen.
Aktion: Forvaltningen indhenter priser.
Forvaltningen sikrer, at skiltene sættes op.
Forvaltningen noterede spørgsmålet og vender tilbage.
Udvalget ønsker en redegørelse fra forvaltningen.
"""


@pytest.mark.parametrize("sentence", BY_THE_UNIT.strip().splitlines())
def test_a_unit_has_it_to_do(sentence: str) -> None:
    assert doing(sentence) == [(UNIT, None)]


@pytest.mark.parametrize(
    ("sentence", "tasks"),
    [
        ("Forvaltningen skal senest den 15. april 2025 fremsende et udkast.", [(UNIT, "2025-04-15")]),
        ("Forvaltningen fremlægger et budget i august 2025.", [(UNIT, "2025-08")]),
        (
            "Udvalget besluttede, at der laves en liste, og at forvaltningen kommer med den i maj 2025.",
            [(UNIT, "2025-05")],
        ),
        ("Direktionen skal fremlægge en handleplan i september 2025.", [("direktionen", "2025-09")]),
        ("Teknik og Miljø udarbejder en tidsplan.", [("teknik og miljø", None)]),
        ("HR udarbejder en vejledning.", [("hr", None)]),
        ("Opfølgning: Ole Holm kontakter ejeren.", [("ole holm", None)]),
        ("Ansvarlig: Ole Holm. Frist: 1. maj 2025.", [("ole holm", "2025-05-01")]),
        ("Ansvarlige: Anna Berg og Ole Holm", [("anna berg", None), ("ole holm", None)]),
        ("Opgaven placeres hos Ole Holm.", [("ole holm", None)]),
    ],
)
def test_who_is_to_do_it_and_until_when(sentence: str, tasks: list[tuple[str, str | None]]) -> None:
    assert doing(sentence) == tasks


@pytest.mark.parametrize(
    "sentence",
    [
        "Økonomiudvalget skal have sagen på sit møde.",
        "Forvaltningen vil gerne høre udvalgets mening.",
        "Ole Holm vil ikke støtte forslaget.",
        "Forvaltningen har fremlagt tre modeller.",
        "Forvaltningen oplyste, at arbejdet er i gang.",
        "Forvaltningen forventer, at arbejdet er afsluttet i maj.",
        "Udvalget drøftede, om forvaltningen burde lave en ny plan.",
        "Tilskuddet udbetales i juni 2025.",
    ],
)
def test_what_is_no_task(sentence: str) -> None:
    assert doing(sentence) == []
