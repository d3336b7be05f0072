"""Which meetings are announced, who was away or disqualified, and what a list encloses, in the words of many clerks."""

import pytest
from worded import minutes

OWN = "Plan- og Klimaudvalget"


@pytest.mark.parametrize(
    ("sentence", "body", "days"),
    [
        ("Udvalgets næste møde er 9. april.", OWN, ["2025-04-09"]),
        ("Dato for næste møde: 9. april 2025", OWN, ["2025-04-09"]),
        ("Næste møde 9/4 2025.", OWN, ["2025-04-09"]),
        ("Næste møde i udvalget er planlagt til 9. april 2025 kl. 16:30.", OWN, ["2025-04-09"]),
        ("Ekstraordinært møde: 2. april 2025 kl. 8.", OWN, ["2025-04-02"]),
        ("Nyt møde er berammet til den 2. april 2025.", OWN, ["2025-04-02"]),
        ("Mødet genoptages den 13. marts 2025.", OWN, ["2025-03-13"]),
        ("Mødet i april er rykket til den 16. april.", OWN, ["2025-04-16"]),
        ("Majmødet er flyttet til 14. maj 2025.", OWN, ["2025-05-14"]),
        ("Mødet den 7. maj holdes i stedet den 14. maj 2025.", OWN, ["2025-05-14"]),
        ("Mødedatoer i 2025: 9/4, 7/5, 11/6.", OWN, ["2025-04-09", "2025-05-07", "2025-06-11"]),
        ("Kommende møder i udvalget: 9. april og 7. maj 2025.", OWN, ["2025-04-09", "2025-05-07"]),
        ("Mødet i Byrådet er den 25. marts 2025.", "Byrådet", ["2025-03-25"]),
        ("Ekstraordinært byrådsmøde afholdes den 31. marts 2025.", "Byrådet", ["2025-03-31"]),
    ],
)
def test_which_meetings_are_announced(sentence: str, body: str, days: list[str]) -> None:
    found = minutes(f"Beslutning\n{sentence}\n").meetings
    assert [(told.body, told.day.isoformat()) for told in found] == [(body, day) for day in days]


@pytest.mark.parametrize("kind", ["borgermøde", "nabomøde", "forældremøde"])
def test_meetings_of_others_are_not_the_body_s(kind: str) -> None:
    assert minutes(f"Beslutning\nDer holdes {kind} den 5. maj 2025.\n").meetings == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Godkendt. Fraværende: Ole Holm (V).",
        "Godkendt. Fraværende med afbud: Ole Holm.",
        "Godkendt. Ikke til stede: Ole Holm.",
        "Godkendt. Fraværende var Ole Holm.",
        "Ole Holm er sygemeldt og deltog ikke. Godkendt.",
    ],
)
def test_who_was_away(sentence: str) -> None:
    people = minutes(f"Beslutning\n{sentence}\n").people
    assert [person.name for person in people if person.function == "absent"] == ["Ole Holm"]


RECUSED = "Habilitet: Ole Holm forlod mødet, da han er formand for foreningen."
NOT_RECUSED = [
    "Ole Holm rejste spørgsmålet om sin habilitet. Udvalget vurderede, at Ole Holm ikke er inhabil.",
    "Ole Holm gjorde opmærksom på sin mulige inhabilitet. Udvalget fandt ikke, at der forelå inhabilitet.",
    "Ole Holm blev ikke fundet inhabil.",
    "Ingen medlemmer var inhabile i sagen.",
]


@pytest.mark.parametrize(("sentence", "names"), [(RECUSED, ["Ole Holm"]), *((told, []) for told in NOT_RECUSED)])
def test_who_was_disqualified(sentence: str, names: list[str]) -> None:
    (found,) = minutes(f"Beslutning\n{sentence}\n").items
    assert [person.name for person in found.persons if person.function == "recused"] == names


MAP, NOTE = "Kort over området", "Notat"


@pytest.mark.parametrize(
    ("listed", "attachments"),
    [
        (f"Bilag\nLukket - {MAP}\nÅben - {NOTE}", [("1", MAP, False, None), ("2", NOTE, True, None)]),
        (f"Bilag\nÅbent bilag: {MAP}\nLukket bilag: {NOTE}", [("1", MAP, True, None), ("2", NOTE, False, None)]),
        (f"Lukkede bilag\n1. {MAP}\n2. {NOTE}", [("1", MAP, False, None), ("2", NOTE, False, None)]),
        (f"Bilag\n1. {MAP} [Lukket]\n2. {NOTE}", [("1", MAP, False, None), ("2", NOTE, None, None)]),
        (f"Bilag (2)\n1. {MAP}\n2. {NOTE}", [("1", MAP, None, None), ("2", NOTE, None, None)]),
        (f"Bilag\nBilag A - {MAP}\nBilag B - {NOTE}", [("A", MAP, None, None), ("B", NOTE, None, None)]),
        (f"Bilag\na. {MAP}\nb. {NOTE}", [("a", MAP, None, None), ("b", NOTE, None, None)]),
        (f"Bilag\n707-2025-1234 {MAP}", [("1", MAP, None, "707-2025-1234")]),
        (f"Bilag\n{MAP} - Dok.nr. 98765-25", [("1", MAP, None, "98765-25")]),
        ("Bilag\nDer er ingen bilag til sagen.", []),
    ],
)
def test_what_a_list_encloses(listed: str, attachments: list[tuple[str, str, bool | None, str | None]]) -> None:
    (found,) = minutes(f"Beslutning\nGodkendt.\n\n{listed}\n").items
    told = [
        (one.number, one.title, one.open.value if one.open else None, one.document_number) for one in found.attachments
    ]
    assert told == attachments
