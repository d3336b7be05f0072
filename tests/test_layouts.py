"""How minutes are set: numbers with a word before them, page heads, tables of members, pages run together."""

import pytest
from sagsgang.graph.extract import extract
from sagsgang.graph.facts import Minutes
from sagsgang.graph.flattened import unfolded
from sagsgang.graph.formats import read
from sagsgang.graph.sections import outline


def minutes(text: str) -> Minutes:
    return extract(read(text.encode()))


def names(found: Minutes, function: str) -> list[str]:
    return [person.name for person in found.people if person.function == function]


WORDED = """Birkelund Kommune
Ældrerådet - referat

Tirsdag den 5. november 2019 kl. 9.30 på Birkelund Skole, lærerværelset

Til stede:
    Kirsten Bro Lund, formand
    Aage Ørding

Afbud:
    Niels Jørn Toft


Ad 1  Godkendelse af dagsorden

      Beslutning: Godkendt.


Ad 2  Besøg på plejecentrene

      Referat: Formanden fortalte om turen til Lindebo, og
      hvordan den gik.

      Beslutning: Taget til efterretning.


Ad 3  Eventuelt

      Næste møde: tirsdag den 3. december kl. 9.30.
"""


def test_items_may_be_numbered_by_a_word():
    assert [(i.number, i.title) for i in minutes(WORDED).items] == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Besøg på plejecentrene"),
        ("3", "Eventuelt"),
    ]


def test_the_lines_behind_a_label_are_one_paragraph():
    (parts,) = [i for i in outline(read(WORDED.encode()).blocks).items if i.number == "2"]
    (account,) = parts.of("account")
    assert [p.text for p in account.paragraphs] == ["Formanden fortalte om turen til Lindebo, og hvordan den gik."]


def test_where_only_those_present_are_listed_the_absent_belong_too():
    found = minutes(WORDED)
    assert names(found, "member") == ["Kirsten Bro Lund", "Aage Ørding", "Niels Jørn Toft"]
    assert names(found, "absent") == ["Niels Jørn Toft"]


def test_a_line_tells_day_hour_and_place_without_labels():
    found = minutes(WORDED)
    assert (str(found.day.value), str(found.start.value), found.place.value) == (
        "2019-11-05",
        "09:30:00",
        "Birkelund Skole, lærerværelset",
    )


ALONE = """VIBORUP KOMMUNE
REFERAT AF ØKONOMIUDVALGETS MØDE

Tidspunkt: 02-03-2021 kl. 17.00

DAGSORDEN
Sag 21  Meddelelser
Sag 22  Ny hal i Vibystrup
Sag 23  Rammeaftale (LUKKET)


Sag 21
MEDDELELSER

BESLUTNING
Taget til efterretning.


Sag 22
NY HAL I VIBYSTRUP

BESLUTNINGSKOMPETENCE: KB

INDSTILLING
1. at hallen bygges.
2. at lånet optages.

BESLUTNING
Anbefales.

BILAG
Tegninger
Tidsplan


Sag 23
RAMMEAFTALE (LUKKET)
"""


def test_a_title_may_stand_below_the_number():
    assert [(i.number, i.title, i.open.value if i.open else None) for i in minutes(ALONE).items] == [
        ("21", "MEDDELELSER", None),
        ("22", "NY HAL I VIBYSTRUP", None),
        ("23", "RAMMEAFTALE (LUKKET)", False),
    ]


FEW = """VIBORUP KOMMUNE
REFERAT AF ØKONOMIUDVALGETS MØDE

Tidspunkt: 02-03-2021 kl. 17.00

INDHOLD
Sag 1 Ny hal i Vibystrup


Sag 1
Ny hal i Vibystrup

INDSTILLING
Det foreslås
Sag 2
at hallen bygges.

BESLUTNING
Anbefales.
"""


def test_a_number_alone_heads_an_item_that_is_listed_though_the_meeting_had_no_other():
    assert [(item.number, item.title) for item in minutes(FEW).items] == [("1", "Ny hal i Vibystrup")]


def test_who_decides_in_the_end_receives_the_case():
    sent = minutes(ALONE).items[1].referrals
    assert [(r.sender, r.receiver, r.recommended) for r in sent] == [("Økonomiudvalget", "Kommunalbestyrelsen", True)]


def test_a_title_in_a_list_of_attachments_opens_no_section():
    assert [a.title for a in minutes(ALONE).items[1].attachments] == ["Tegninger", "Tidsplan"]


def test_a_name_in_capitals_is_a_municipality():
    assert minutes(ALONE).municipality.value == "Viborup Kommune"


PAGED = """Tangby Kommune

SOCIALUDVALGET

REFERAT

Dato: 6. november 2012

Medlemmer                 Deltog     Medlemmer                 Deltog
Bent Aage Lund (A)          X        Ulla Hviid Vang (V)         X
(formand)
Jørgen Bøgh Dam (C)                  Erling Humble (O)           X

Side 1

Socialudvalget den 6. november 2012        Punkt 1

Godkendelse af dagsorden

Socialudvalgets beslutning den 06.11.2012 Punkt 1
Godkendt.

Socialudvalget i Tangby                    Side 2

Socialudvalget den 6. november 2012        Punkt 2

Kvalitetsstandarder for praktisk hjælp

Beslutningen træffes af
Byrådet

Socialudvalgets beslutning den 04.09.2012 Punkt 6
Punktet udsættes.

Supplerende sagsfremstilling
Svarene på høringen er samlet af forvaltningen og gennemgås nu på

Socialudvalget i Tangby                    Side 3

mødet.

Socialudvalgets beslutning den 06.11.2012 Punkt 2
Anbefales.

Socialudvalget i Tangby                    Side 4

Socialudvalget den 6. november 2012        Punkt 3

Meddelelser

Socialudvalgets beslutning den 06.11.2012 Punkt 3
Til efterretning.
"""


def test_the_head_of_a_page_may_number_its_item():
    assert [i.number for i in minutes(PAGED).items] == ["1", "2", "3"]


def test_a_sentence_goes_on_behind_the_head_of_a_page():
    (parts,) = [i for i in outline(read(PAGED.encode()).blocks).items if i.number == "2"]
    told = [p.text for s in parts.of("presentation") for p in s.paragraphs]
    assert told == ["Svarene på høringen er samlet af forvaltningen og gennemgås nu på mødet."]


def test_members_without_a_mark_were_absent():
    found = minutes(PAGED)
    assert names(found, "absent") == ["Jørgen Bøgh Dam"]
    assert names(found, "chair") == ["Bent Aage Lund"]
    assert len(names(found, "member")) == 4


PAGES = (
    (
        "1 Lindby Kommune Teknik- og Miljøudvalget REFERAT Sted:Rådhuset i Lindby Dato:Torsdag den 14. marts 2019"
        "Start kl. : Slut kl. : Medlemmer: Fraværende: Steffen Lund Krag (V) (formand) Pia Borg Falk (A) "
        "Helle Fabjerg (V) Helle Fabjerg (V) I stedet for Helle Fabjerg (V) deltog Anders Vig (V). Lindby Kommune"
    ),
    (
        "2 Indholdsfortegnelse Side 1. Godkendelse af dagsorden1 2. Takster for vand og spildevand "
        "3. Lokalplan for Strandengen3 4. Lukket sag: Jordkøb9 Bilagsoversigt10 Lindby Kommune"
    ),
    (
        "11. Godkendelse af dagsorden Åben sag Sagsgang TMU Beslutning i Teknik- og Miljøudvalget den Godkendt. "
        "Lindby Kommune"
    ),
    (
        "2 2. Takster for vand og spildevand 13.02.01-S29-1-19 Åben sag Sagsgang TMU ØK KB Sagsfremstilling Vandværket "
        "har sendt sit forslag, som landinspektør Tom-"
    ),
    (
        "3 Erik Balle Roed gennemgik. Indstilling Direktøren indstiller, at taksterne godkendes. Bilag: Åben Takstblad "
        "Lukket Følgebrev Beslutning i Teknik- og Miljøudvalget den Anbefales. Pia Borg Falk (A) stemte imod. "
        "Lindby Kommune"
    ),
    (
        "43. Lokalplan for Strandengen Åben sag Sagsgang TMU Beslutning i Teknik- og Miljøudvalget den Udsat. "
        "Supplerende sagsfremstilling Planen er rettet. Beslutning i Teknik- og Miljøudvalget den Godkendt. "
        "Lindby Kommune"
    ),
    "5 4. Lukket sag: Jordkøb Lukket sag Lindby Kommune",
    "6 Bilagsoversigt 2. Takster for vand og spildevand 1. Takstblad (24511/19) Lindby Kommune",
)
FLAT = "\n".join(PAGES)


def test_pages_run_together_are_cut_where_their_words_begin_lines():
    found = minutes(FLAT)
    assert [(i.number, i.title) for i in found.items] == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Takster for vand og spildevand"),
        ("3", "Lokalplan for Strandengen"),
        ("4", "Lukket sag: Jordkøb"),
    ]
    assert (found.municipality.value, found.place.value) == ("Lindby Kommune", "Rådhuset i Lindby")


def test_cut_pages_still_are_the_text():
    text = read(FLAT.encode())
    assert "".join(text.source[b.span] for b in unfolded(text.blocks)) == text.source.text


def test_in_columns_run_together_who_stands_twice_was_absent():
    found = minutes(FLAT)
    assert names(found, "member") == ["Steffen Lund Krag", "Pia Borg Falk", "Helle Fabjerg"]
    assert names(found, "absent") == ["Helle Fabjerg"]
    assert [(p.name, p.substitute_for) for p in found.people if p.function == "substitute"] == [
        ("Anders Vig", "Helle Fabjerg")
    ]


def test_attachments_have_the_numbers_that_the_list_behind_the_items_tells():
    found = minutes(FLAT).items[1].attachments
    assert [(a.title, a.open.value, a.document_number) for a in found] == [
        ("Takstblad", True, "24511/19"),
        ("Følgebrev", False, None),
    ]


def test_of_decisions_that_lost_their_days_the_last_is_of_this_meeting():
    decided = minutes(FLAT).items[2].decisions
    assert [([o.value for o in d.outcomes], str(d.date)) for d in decided] == [
        (["postponed"], "None"),
        (["approved"], "2019-03-14"),
    ]


LETTERED = """Ravnby Kommune

Hoved-MED

Referat

Dato: 14. september 2023

Ledelsesside                                 Medarbejderside

Anne-Dorte Bak, kommunaldirektør (formand)   Rikke Dahl Vang (DLF) (næstformand)
Lars Overmark, direktør                      Palle Nord (HK)
                                             Vakant (FOA)

1. Dagsorden

Konklusion
Godkendt.

2. Gensidig orientering

a. Flytningen af jobcentret
   Lars Overmark orienterede om flytningen.
   Taget til efterretning.

b. Whistleblowerordningen
   Rikke spurgte til ordningen. Spørgsmålet blev drøftet.

3. Eventuelt

Intet.
"""


def test_letters_head_matters_of_their_own():
    (found,) = [i for i in minutes(LETTERED).items if i.number == "2"]
    assert [(s.title, [o.value for d in s.decisions for o in d.outcomes]) for s in found.sub_items] == [
        ("Flytningen af jobcentret", ["noted", "noted"]),
        ("Whistleblowerordningen", ["discussed"]),
    ]


def test_two_columns_of_members_are_read_each_down():
    assert set(names(minutes(LETTERED), "member")) == {
        "Anne-Dorte Bak",
        "Rikke Dahl Vang",
        "Lars Overmark",
        "Palle Nord",
    }


def test_a_first_name_finds_its_person():
    (found,) = [i for i in minutes(LETTERED).items if i.number == "2"]
    assert "Rikke Dahl Vang" in [p.name for s in found.sub_items for p in s.persons]


STATIONS = """Skovby Kommune

Plan- og Klimaudvalget

Referat

Dato: 12. marts 2025

1. Lokalplan 342

Åben sag

Sagsforløb
Udvalg: Økonomiudvalget
Dato: 18-02-2025
Punktnummer: 11
Anbefales.
Udvalg: Plan- og Klimaudvalget
Dato: 12-03-2025
Punktnummer: 2
Udvalg: Byrådet
Dato: 27-03-2025
Punktnummer:

Beslutning
Anbefales.

2. Klimasikring

Åben sag

Indstilling
Fagchefen indstiller til BY via DIR, PKU og ØK, at planen godkendes.

Beslutning
Anbefales.
"""


def test_a_way_may_be_told_field_by_field():
    item = minutes(STATIONS).items[0]
    assert [s.body for s in item.route.steps] == ["Økonomiudvalget", "Plan- og Klimaudvalget", "Byrådet"]
    assert [(r.receiver, r.carried_out, str(r.when.exact)) for r in item.referrals] == [
        ("Plan- og Klimaudvalget", True, "2025-03-12"),
        ("Byrådet", False, "2025-03-27"),
    ]
    assert [(d.body, str(d.date)) for d in item.decisions] == [
        ("Økonomiudvalget", "2025-02-18"),
        ("Plan- og Klimaudvalget", "2025-03-12"),
    ]


def test_a_recommendation_may_tell_the_way_it_goes():
    item = minutes(STATIONS).items[1]
    assert [s.body for s in item.route.steps] == [
        "Direktionen",
        "Plan- og Klimaudvalget",
        "Økonomiudvalget",
        "Byrådet",
    ]


NUMBERED_BY_YEAR = """Skovby Kommune

Direktionen

Referat

Onsdag den 12. marts 2025

1. Godkendelse af dagsorden

Åben sag

Beslutning
Godkendt.

2. Ny busplan

{number}

Åben sag

Indstilling
Direktøren indstiller, at planen godkendes.

Beslutning
Godkendt.
"""


@pytest.mark.parametrize(
    ("line", "number"), [("25-946", "25-946"), ("J.nr.: 25-3294", "25-3294"), ("Sags-id: X77b", "X77b")]
)
def test_a_line_that_tells_a_number_is_no_title(line: str, number: str) -> None:
    found = minutes(NUMBERED_BY_YEAR.format(number=line)).items
    assert [i.title for i in found] == ["Godkendelse af dagsorden", "Ny busplan"]
    assert [told.value for told in found[1].case_numbers] == [number]
    assert found[1].recommendations


def test_a_month_is_no_number_of_a_case():
    assert minutes(NUMBERED_BY_YEAR.format(number="Åben sag\n\n12-2024")).items[1].case_numbers == ()


SLIPPED = """Skovby Kommune

{kind}
Plan- og Klimaudvalget
Onsdag den 12. marts 2025
Kl. 16:30
Rådhuset
Medlemmer
Anna Berg (A), formand
Ole Holm (V)

Fraværende

Ida Skov (F)
Per Krog (V)

1. Godkendelse af dagsorden
Sagsfremstilling
Dagsordenen skal godkendes.
Beslutning
Godkendt.
{told}
"""


@pytest.mark.parametrize(
    ("kind", "told", "absent"),
    [
        ("Referat", "", ["Ida Skov", "Per Krog"]),
        ("Referat", "Alle medlemmer var til stede.", []),
        ("Referat", "Fraværende: Per Krog (V)", ["Per Krog"]),
        ("Referat", "Ole Holm var fraværende.", ["Ole Holm"]),
        ("Dagsorden", "", []),
    ],
)
def test_a_label_that_slipped_among_the_members_makes_nobody_absent(kind: str, told: str, absent: list[str]) -> None:
    found = minutes(SLIPPED.format(kind=kind, told=told))
    assert names(found, "absent") == absent
    if told or kind == "Dagsorden":
        assert names(found, "member") == ["Anna Berg", "Ole Holm", "Ida Skov", "Per Krog"]


def test_a_body_without_half_of_its_members_did_not_meet():
    more = SLIPPED.replace("Per Krog (V)", "Per Krog (V)\nEa Vinge (A)").format(kind="Referat", told="")
    assert names(minutes(more), "absent") == []


def test_two_items_numbered_by_a_word_are_a_meeting():
    assert [i.number for i in minutes(WORDED.partition("\n\nAd 3")[0] + "\n").items] == ["1", "2"]


def test_the_kind_may_stand_behind_the_body_and_a_colon():
    found = minutes("Økonomiudvalget: dagsorden\n\nMødedato: 19.04.2023, kl. 15:00\n\nPunkt 1. Godkendelse\n")
    assert (found.body and found.body.value, found.document_kind) == ("Økonomiudvalget", "agenda")


def divided(told: str, decided: str, label: str = "Beslutning\n") -> list[tuple[str, list[str]]]:
    text = "Skovby Kommune\n\nKulturudvalget\n\nReferat\n\nOnsdag den 12. marts 2025\n\n{}\n"
    item = f"1. Meddelelser\n\n{told}{label}{decided}\n\n2. Eventuelt\n\nBeslutning\nIntet.\n"
    found = minutes(text.format(item)).items[0]
    return [(s.title, [o.value for d in s.decisions for o in d.outcomes]) for s in found.sub_items]


TWO_TITLES = (
    "Sagsfremstilling\n\nNyt tag på hallen\nTaget er utæt.\n\nKulturnat 2025\nButikkerne er spurgt om 7. juni.\n\n"
)
EACH_RULED = {
    "bare": "Nyt tag på hallen\nUdsat.\n\nKulturnat 2025\nTaget til efterretning.",
    "bare, apart": "Nyt tag på hallen\n\nUdsat.\n\nKulturnat 2025\n\nTaget til efterretning.",
    "bare, close": "Nyt tag på hallen\nUdsat.\nKulturnat 2025\nTaget til efterretning.",
    "colons": "Nyt tag på hallen:\nUdsat.\n\nKulturnat 2025:\nTaget til efterretning.",
    "beside colons": "Nyt tag på hallen: Udsat.\nKulturnat 2025: Taget til efterretning.",
    "beside dashes": "Nyt tag på hallen - udsat.\nKulturnat 2025 – taget til efterretning.",
    "bullets": "- Nyt tag på hallen: Udsat.\n- Kulturnat 2025: Taget til efterretning.",
    "letters": "a) Nyt tag på hallen\nUdsat.\n\nb) Kulturnat 2025\nTaget til efterretning.",
    "numbers": "1. Nyt tag på hallen: Udsat.\n\n2. Kulturnat 2025: Taget til efterretning.",
    "concerning": "Vedr. Nyt tag på hallen: Udsat.\n\nAd Kulturnat 2025: Taget til efterretning.",
    "upper case": "NYT TAG PÅ HALLEN\nUdsat.\n\nKULTURNAT 2025\nTaget til efterretning.",
    "bold": "**Nyt tag på hallen**\nUdsat.\n\n**Kulturnat 2025**\nTaget til efterretning.",
    "behind a lead": "Der blev besluttet:\n\nNyt tag på hallen\nUdsat.\n\nKulturnat 2025\nTaget til efterretning.",
}


UNTOLD = ("bare", "bare, apart", "colons", "letters", "upper case", "bold", "behind a lead")
"""Those that need no prose to show that they are titles."""


@pytest.mark.parametrize(("layout", "told"), [*((k, TWO_TITLES) for k in EACH_RULED), *((k, "") for k in UNTOLD)])
def test_titles_above_a_decision_each_are_matters_of_their_own(layout: str, told: str) -> None:
    found = divided(told, EACH_RULED[layout])
    assert [title.casefold() for title, _ in found] == ["nyt tag på hallen", "kulturnat 2025"]
    assert [outcomes[0] for _, outcomes in found] == ["postponed", "noted"]


def test_matters_of_an_item_without_labels_end_with_what_became_of_each() -> None:
    told = "Sagsid.: 25/119\n\nNy chef\nFormanden oplyste, at en er ansat.\nTaget til efterretning.\n\n"
    told += "Seniorpolitik\nOle Holm foreslog en ny. Det blev drøftet.\n"
    assert [title for title, _ in divided(told, "", label="")] == ["Ny chef", "Seniorpolitik"]


@pytest.mark.parametrize(
    "decided",
    [
        "Godkendt.\n\nOle Holm (V)\nstemte imod.",
        "Ad 1\nGodkendt.\n\nAd 2\nUdsat.",
        "Nyt tag på hallen\nUdsat.",
        "Kulturudvalget\nAnbefales.\n\nØkonomiudvalget\nAnbefales.",
        "Udvalget drøftede sagen\nog vil gerne have mere at vide om den.\n\nGodkendt\nmed fire stemmer.",
        "Godkendt\n\nNyt tag på hallen er ikke med i budgettet",
    ],
)
def test_what_is_no_title_heads_no_matter(decided: str) -> None:
    assert divided(TWO_TITLES, decided) == []


@pytest.mark.parametrize(
    "line", ["Åben sag      Sagsnr.: 12/{}", "Åbent punkt      Sagsnr. 12/{}", "Åben      Sagsid 12/{}"]
)
def test_a_number_beside_the_access_is_the_case_s_on_every_page(line: str) -> None:
    text = "Skovby Kommune\n\nKulturudvalget\n\nReferat\n\nOnsdag den 12. marts 2025\n\n"
    for number, about in enumerate(("Havnen", "Nyt tag", "Skolevej", "Budget 2026", "Hallen", "Gæst"), 1):
        told = f"{line.format(8000 + number)}\n\nBeslutning\n{about} blev drøftet."
        text += f"{number}. {about}\n\n{told}\n\nSide {number}\n\n\n"
    found = [[told.value for told in item.case_numbers] for item in minutes(text).items]
    assert found == [[f"12/{8000 + number}"] for number in range(1, 7)]


def test_two_items_whose_numbers_stand_alone_are_a_meeting():
    parts = "".join(
        f"Punkt {n}\n\n{title}\n\nSagsfremstilling\nDet drejer sig om det.\n\n"
        for n, title in ((1, "Marked"), (2, "Havn"))
    )
    found = minutes(f"Skovby Kommune\n\nDirektionen\n\nReferat\n\nOnsdag den 12. marts 2025\n\n{parts}")
    assert [(i.number, i.title) for i in found.items] == [("1", "Marked"), ("2", "Havn")]


def test_a_mark_that_a_full_column_runs_into_is_a_mark():
    columns = "Medlem                 Mødt   Medlem                                 Mødt\n\n"
    rows = "Ida Holm, formand      X      Ole Vang Berg, direktør for Børn og UngeX\n"
    rows += "Pia Skov               X      Felix Dahl\n"
    head = f"Skovby Kommune\nDirektionen (DIR)\n\nReferat\n\nDato : 12. marts 2025\n\n{columns}"
    found = minutes(f"{head}{rows}\n1. Sag\n\nBeslutning:\nGodkendt.\n")
    assert names(found, "member") == ["Ida Holm", "Ole Vang Berg", "Pia Skov", "Felix Dahl"]
    assert names(found, "absent") == ["Felix Dahl"]


@pytest.mark.parametrize("title", ["Natur, Plan og Teknik (NPT)", "Natur, Plan og Teknik - NPT"])
def test_a_title_may_name_a_body_by_its_name_and_its_code(title: str) -> None:
    text = f"Skovby Kommune\n\n{title}\n\nReferat\n\nMødedato: mandag den 5. februar 2018\n\n1. Nyt tag\n\n"
    found = minutes(f"{text}Sagsgang: DIR, NPT, ØU\n\nBeslutning\nAnbefales.\n\n2. Havnen\n\nBeslutning\nGodkendt.\n")
    way = found.items[0].route
    assert found.body
    assert found.body.value == "Natur, Plan og Teknik"
    assert way
    assert [step.body for step in way.steps] == ["Direktionen", "Natur, Plan og Teknik", "Økonomiudvalget"]


MARKED = """Skovby Kommune

Kulturudvalget

Referat

Onsdag den 12. marts 2025

Medlemmer            Deltog   Medlemmer            Deltog
Anna Berg (A)          X      Ole Holm (V)           X
Ida Skov (F)                  Per Krog (V)           X

{told}

1. Besøg

Beslutning
Lea Vinge orienterede. Kaj Lund var forhindret.
"""


@pytest.mark.parametrize(
    "told",
    [
        "Ida Skov havde meldt afbud. I hendes sted deltog Villy Dam (F).",
        "Ida Skov var fraværende. Villy Dam (F) deltog som stedfortræder.",
        "Ida Skov (F) havde afbud. Suppleant: Villy Dam (F)",
        "Villy Dam (F) deltog i stedet for Ida Skov.",
    ],
)
def test_a_sentence_below_a_table_of_members_tells_who_stood_in(told: str) -> None:
    found = minutes(MARKED.format(told=told))
    assert names(found, "member") == ["Anna Berg", "Ole Holm", "Ida Skov", "Per Krog"]
    assert names(found, "absent") == ["Ida Skov"]
    assert [(p.name, p.substitute_for) for p in found.people if p.function == "substitute"] == [
        ("Villy Dam", "Ida Skov")
    ]


@pytest.mark.parametrize("title", ["Lukket punkt", "Lukket sag", "Lukket: Salg", "Salg (lukket)"])
def test_a_title_says_that_an_item_is_closed(title: str) -> None:
    text = "# Kulturudvalget i Skovby Kommune\n\n**Referat, 12. marts 2025**\n\n## 1. Nyt tag\n\nBeslutning: Udsat.\n\n"
    opened = minutes(f"{text}## 2. {title}\n").items[1].open
    assert opened
    assert not opened.value
