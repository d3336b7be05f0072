"""What tools print a part a line: numbers below their labels, attachments, duties below names, wrapped titles."""

from sagsgang.graph.extract import extract
from sagsgang.graph.facts import Minutes
from sagsgang.graph.formats import read

PAGES = """Referat
Skovby Kommune
Plan- og Klimaudvalget
Onsdag den 12. marts 2025

1 of 3
Indholdsfortegnelse
Punkt nr. Side
{contents}

2 of 3
{items}
3 of 3
"""
ITEM = """{n}. Sag om vej {n}
Sagsnr.:
25/{n}
Sagen afgøres i:
Plan- og Klimaudvalget
Beslutning i Plan- og Klimaudvalget den 12-03-2025
Godkendt.
Bilag
1
Åben
{title} med
{place}
98213/1{n}
2
Lukket
Bemærkninger fra lodsejer
98214/1{n}
"""


TITLES = (
    ("Kort over engen", "stationering"),
    ("Regulativ for åen", "bilag og kort"),
    ("Skitse", "mål"),
    ("Tal", "noter"),
)


def printed() -> Minutes:
    numbers = ("1", "2", "3", "4")
    contents = "\n".join(f"{n}. Sag om vej {n} {n}" for n in numbers)
    items = "\n".join(
        ITEM.format(n=n, title=title, place=place) for n, (title, place) in zip(numbers, TITLES, strict=True)
    )
    return extract(read(PAGES.format(contents=contents, items=items).encode()))


def test_a_number_may_stand_below_its_label() -> None:
    assert [[told.value for told in i.case_numbers] for i in printed().items] == [
        ["25/1"],
        ["25/2"],
        ["25/3"],
        ["25/4"],
    ]


def test_an_attachment_may_stand_in_lines_below_its_access() -> None:
    for n, (item, (title, place)) in enumerate(zip(printed().items, TITLES, strict=True), 1):
        told = [(a.title, a.open and a.open.value, a.document_number) for a in item.attachments]
        assert told == [
            (f"{title} med {place}", True, f"98213/1{n}"),
            ("Bemærkninger fra lodsejer", False, f"98214/1{n}"),
        ]


def test_duties_may_stand_below_the_names_of_a_table() -> None:
    table = (
        "Medlemmer                 Deltog     Medlemmer                Deltog\n"
        "Karen Dybvad (V)            X        Preben Lykke (A)            X\n"
        "Formand\n"
        "Jørn Østerbæk (A)           X        Inge Balslev (F)\n"
        "Næstformand\n"
        "Bente Rye (L)               X\n"
    )
    found = extract(
        read(f"Plan- og Klimaudvalget\n\nReferat 12. marts 2025\n\n{table}\n\n1. Sag\n\nGodkendt.\n".encode())
    )
    told = [(p.name, p.function, p.role) for p in found.people]
    assert [(name, role) for name, function, role in told if function == "member"] == [
        ("Karen Dybvad", "formand"),
        ("Preben Lykke", None),
        ("Jørn Østerbæk", "næstformand"),
        ("Inge Balslev", None),
        ("Bente Rye", None),
    ]
    assert [name for name, function, _ in told if function == "absent"] == ["Inge Balslev"]
    assert [name for name, function, _ in told if function == "chair"] == ["Karen Dybvad"]


def test_a_title_goes_on_below_a_word_that_ends_none() -> None:
    listed = (
        "Bilag\nOversigt over aktiviteter i\nFag-MED (30422/14)\n- Prioriteret liste over\n  bygninger (2013-872)\n"
    )
    head = "Plan- og Klimaudvalget\n\nReferat 12. marts 2025\n\n1. Sag\n\nBeslutning\nGodkendt.\n\n"
    found = extract(read(f"{head}{listed}".encode())).items[0]
    assert [(a.title, a.document_number) for a in found.attachments] == [
        ("Oversigt over aktiviteter i Fag-MED", "30422/14"),
        ("Prioriteret liste over bygninger", "2013-872"),
    ]


def test_several_fields_may_stand_on_one_line() -> None:
    head = "Skovby Kommune\n\nPlan- og Klimaudvalget\n\nBeslutningsprotokol - åben\n\n12. marts 2025\n"
    fields = "Start: 16:30     Slut kl.: 19:05\nMødeleder: Karsten Høyrup     Referent: Mads Egholt\n"
    fields += "Formand: Inger Skov (A)\n"
    text = f"{head}{fields}Medlemmer:\nOle Holm (V)\nIda Krag (F)\n\n1. Sag\n\nBeslutning\nGodkendt.\n"
    found = extract(read(text.encode()))
    assert (found.start and str(found.start.value), found.end and str(found.end.value)) == ("16:30:00", "19:05:00")
    assert found.kind is not None
    assert found.kind.value == "Beslutningsprotokol"
    told = [(p.name, p.function) for p in found.people]
    assert ("Karsten Høyrup", "chair") in told
    assert [name for name, function in told if function == "member"] == ["Inger Skov", "Ole Holm", "Ida Krag"]


def test_attachments_may_stand_in_one_sentence() -> None:
    head = "Plan- og Klimaudvalget\n\nReferat 12. marts 2025\n\n1. Sag\n\n"
    head += "Bilag: Udkast til plan. Brev til selskabet (lukket).\n"
    found = extract(read(f"{head}\nBeslutning: Godkendt.\n".encode())).items[0]
    assert [(a.title, a.open and a.open.value) for a in found.attachments] == [
        ("Udkast til plan", None),
        ("Brev til selskabet", False),
    ]
