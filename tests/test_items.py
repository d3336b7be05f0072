"""What an item says: its numbers, its attachments, who took part, what was decided, voted and to be done."""

from datetime import date

import pytest
from sagsgang.graph.extract import extract
from sagsgang.graph.facts import Item, Minutes
from sagsgang.graph.formats import read

HEAD = """Lyngby Kommune

Direktionen

REFERAT

Dato: Onsdag den 15. maj 2024

Start kl.: 9.00

Slut kl.: 12

Medlemmer: Kommunaldirektør Ea Vinge (formand)
Direktør Bo T. Ry
Ida Berg (A)
Ole Dahl (V)

"""


def minutes(*parts: str) -> Minutes:
    return extract(read((HEAD + "\n\n".join(parts)).encode()))


def document(decision: str = "", told: str = "", route: str = "DIR", title: str = "Budget", rest: str = "") -> Minutes:
    own = f"Beslutning i Direktionen den 15-05-2024\n\n{decision}" if decision else ""
    return minutes(
        f"1. {title}", "Åben sag", f"Sagsgang\n\n{route}", f"Sagsfremstilling\n\n{told}" if told else "", own, rest
    )


def item(decision: str = "", told: str = "", route: str = "DIR", title: str = "Budget", rest: str = "") -> Item:
    return document(decision, told, route, title, rest).items[0]


def outcome(decision: str, title: str = "Budget") -> list[str]:
    return [told.value for told in item(decision, title=title).decisions[-1].outcomes]


def people(found: Item) -> list[tuple[str, str, str | None]]:
    return list(dict.fromkeys((p.name, p.function, p.role) for p in found.persons))


def doing(decision: str) -> list[tuple[str | None, str | None]]:
    return [(task.assignee, task.deadline.edtf if task.deadline else None) for task in item(decision).tasks]


def sent(found: Item) -> list[tuple[str, str, str | None, str]]:
    status = {(True, False): "done", (False, True): "recommended", (False, False): "planned"}
    return [
        (r.sender, r.receiver, r.when.edtf if r.when else None, status[r.carried_out, r.recommended])
        for r in found.referrals
    ]


def test_the_head_tells_body_kind_day_times_and_members() -> None:
    found = document("Drøftet.")
    assert found.municipality is not None
    assert found.body is not None
    assert found.kind is not None
    assert found.day is not None
    assert (found.municipality.value, found.body.value, found.kind.value) == (
        "Lyngby Kommune",
        "Direktionen",
        "REFERAT",
    )
    assert (found.day.value, found.start and str(found.start.value), found.end and str(found.end.value)) == (
        date(2024, 5, 15),
        "09:00:00",
        "12:00:00",
    )
    assert [(p.name, p.function, p.party) for p in found.people] == [
        ("Ea Vinge", "member", None),
        ("Ea Vinge", "chair", None),
        ("Bo T. Ry", "member", None),
        ("Ida Berg", "member", "A"),
        ("Ole Dahl", "member", "V"),
    ]


@pytest.mark.parametrize(
    ("told", "start", "end"),
    [
        ("Mødetidspunkt: Kl. 16.00 - 18.40", "16:00:00", "18:40:00"),
        ("Dato: 3. juni 2024, kl. 18:00", "18:00:00", None),
        ("Tidspunkt: Kl. 15:30", "15:30:00", None),
    ],
)
def test_times_stand_in_several_fields(told: str, start: str, end: str | None) -> None:
    found = extract(read(f"Direktionen\n\nREFERAT\n\n{told}\n\n1. X\n\nÅben sag\n".encode()))
    assert (found.start and str(found.start.value), found.end and str(found.end.value)) == (start, end)


def test_numbers_of_cases_stand_below_the_title_and_documents_have_none() -> None:
    found = minutes("1. Budget", "00.30.02-S00-1-24   24/1877   Åben sag   Dok.nr. 24/9999", "Sagsgang: DIR").items[0]
    assert [told.value for told in found.case_numbers] == ["24/1877"]
    assert [told.value for told in found.kle_numbers] == ["00.30.02-S00-1-24"]
    assert found.open is not None
    assert found.open.value is True


@pytest.mark.parametrize("title", ["Lukket: Personsag", "Personsag (lukket sag)", "Lukket sag - Personsag"])
def test_a_closed_item_says_so_in_its_title(title: str) -> None:
    found = minutes("1. Budget", "Åben sag", f"2. {title}").items[1]
    assert found.open is not None
    assert found.open.value is False


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("1 Åben Notat 18873/24", [("1", "Notat", True, "18873/24")]),
        ("1\tLukket\tNotat\t18873/24", [("1", "Notat", False, "18873/24")]),
        (
            "1 - Åben\tNotat om skolerne i\t(40/24)\t(H)\n3608761\t\tLyngby",
            [("1", "Notat om skolerne i Lyngby", True, "40/24")],
        ),
        ("1 - Lukket\tTilbud\t()\t()", [("1", "Tilbud", False, None)]),
        ("1. Et notat\n2. Et brev", [("1", "Et notat", None, None), ("2", "Et brev", None, None)]),
        ("Et notat\nRegnskab (lukket bilag)", [("1", "Et notat", None, None), ("2", "Regnskab", False, None)]),
        ("| 1 | Åben | Plan | 33/20 |", [("1", "Plan", True, "33/20")]),
        ("1. Plan (dok.nr. 678/14)", [("1", "Plan", None, "678/14")]),
        ("Ingen bilag", []),
    ],
)
def test_attachments_are_read_row_by_row(lines: str, expected: list[tuple[str, str, bool | None, str | None]]) -> None:
    found = item("Drøftet.", rest=f"Bilag\n\n{lines}").attachments
    assert [(a.number, a.title, a.open.value if a.open else None, a.document_number) for a in found] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Godkendt.", ["approved"]),
        ("Vedtaget som indstillet.", ["approved", "approved"]),
        ("Godkendt, idet tidsplanen ændres.", ["approved_with_changes"]),
        ("Direktionen tiltrådte planen med den bemærkning, at den ændres.", ["approved_with_changes"]),
        ("Anbefales.", ["recommended"]),
        ("Direktionen indstiller forslaget til godkendelse.", ["recommended"]),
        ("Oversendes til Økonomiudvalget med anbefaling.", ["recommended"]),
        ("Et flertal (A og V) anbefaler indstillingen.", ["recommended"]),
        ("Ida Berg (A) anbefaler forslaget. Drøftet.", ["discussed"]),
        ("Forvaltningen anbefaler plan B. Drøftet.", ["discussed"]),
        ("Taget til efterretning.", ["noted"]),
        ("Drøftet. Planen skal godkendes i byrådet.", ["discussed", "approved"]),
        ("Punktet udsættes til næste møde.", ["postponed"]),
        ("Direktionen besluttede at udsætte sagen.", ["postponed"]),
        ("Punktet blev ikke behandlet.", ["not_treated"]),
        ("Forslaget blev forkastet.", ["rejected"]),
        ("Sagen sendes tilbage til forvaltningen.", ["referred"]),
        ("Sagen udgår.", ["withdrawn"]),
        ("Sendes i høring.", ["sent_to_hearing"]),
        ("Ida Berg (A) blev valgt.", ["appointed"]),
        ("Som medlem udpegedes Ida Berg (A).", ["appointed"]),
        ("Der var enighed om, at ingen ansat skal bære navneskilt.", ["discussed"]),
        ("Det blev besluttet, at planen følges.", ["approved"]),
        ("Økonomiudvalget har tidligere godkendt planen.", ["discussed"]),
        ("Ændringsforslag fra F: For stemte F. Forslaget faldt.\n\nHerefter blev budgettet vedtaget.", ["approved"]),
        ("Direktør Bo T. Ry gennemgik planen. Planen blev taget til efterretning.", ["noted"]),
        ("Direktionen anbefaler, at sagen godkendes.", ["recommended"]),
        ("Det indstilles over for Byrådet, at planen vedtages, idet prisen sættes ned.", ["recommended"]),
        ("Anbefales. Sagen oversendes til Byrådet den 20. maj.", ["recommended"]),
        ("Anbefales. Sagen bliver behandlet i Byrådet den 20. maj.", ["recommended"]),
        ("Anbefales. Byrådet drøfter sagen den 20. maj.", ["recommended"]),
        ("Udsat. Ida Berg sørger for, at naboerne bliver orienteret.", ["postponed"]),
        ("Vedtaget med den ene ændring, at afsnittet om støj tages ud.", ["approved_with_changes"]),
        ("Direktionen vedtog at sende planen i høring i 8 uger.", ["sent_to_hearing"]),
        ("Direktionen henviser forslaget til Økonomiudvalget.", ["referred"]),
        ("Direktionen ønsker sagen behandlet i Byrådet.", ["referred"]),
        ("Direktionen afviser forslaget.", ["rejected"]),
    ],
)
def test_a_decision_s_words_tell_its_outcome(words: str, expected: list[str]) -> None:
    assert outcome(words) == expected


def test_no_remarks_approve_the_agenda() -> None:
    assert outcome("Ingen.", "Godkendelse af dagsorden") == ["approved"]
    assert outcome("Ida Berg var fraværende.") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Drøftet. Bo T. Ry kontakter skolen.", [("Bo T. Ry", None)]),
        ("Direktør Bo T. Ry udarbejder et notat inden fredag.", [("Bo T. Ry", "2024-05-17")]),
        ("Bo Ry indhenter tilbud.", []),
        ("Herefter kontakter Bo Ry revisionen.", [("Bo T. Ry", None)]),
        ("Ida undersøger sagen.", [("Ida Berg", None)]),
        ("Kommunaldirektøren tager kontakt til skolen.", [("Ea Vinge", None)]),
        ("Ledelsessekretariatet følger op.", [("Ledelsessekretariatet", None)]),
        ("HR-afdelingen afklarer reglerne senest den 1. juni.", [("HR-afdelingen", "2024-06-01")]),
        ("Der skal udarbejdes en plan.", [(None, None)]),
        ("Direktionen drøfter, om der skal udarbejdes en plan.", []),
        ("Forslaget skal drøftes i direktionen.", [("Direktionen", None)]),
        ("Specialkonsulent Samir Holm deltog.", []),
        ("Bo T. Ry orienterede om sagen.", []),
        ("Bo T. Ry orienterer skolebestyrelsen.", [("Bo T. Ry", None)]),
        ("Bo T. Ry meddeler køber afslaget og indhenter et nyt bud.", [("Bo T. Ry", None)]),
        ("Bo T. Ry var forhindret.", []),
        ("Ida Berg (A) stemmer imod forslaget.", []),
    ],
)
def test_tasks_have_who_and_when(words: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert doing(words) == expected


def test_who_follows_up_does_so_on_the_whole_paragraph() -> None:
    (task,) = item("Der skal laves en plan. Sekretariatet følger op.").tasks
    assert task.wording == "Der skal laves en plan. Sekretariatet følger op."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Skolechef Per Holm deltog.", [("Per Holm", "participant", "skolechef")]),
        ("Skolechef Per Holm redegjorde for sagen.", [("Per Holm", "presenter", "skolechef")]),
        (
            "Skolechef Per Holm og konsulent Ia Bro redegjorde.",
            [("Per Holm", "presenter", "skolechef"), ("Ia Bro", "presenter", "konsulent")],
        ),
        ("Oplægsholder Per Holm deltog.", [("Per Holm", "presenter", "oplægsholder")]),
        ("Formanden orienterede om seminaret.", [("Ea Vinge", "chair", "formand")]),
        ("Ida Berg (A) ledede mødet.", [("Ida Berg", "chair", None)]),
        ("Ida Berg (A) forlod mødet kl. 10.", [("Ida Berg", "participant", None)]),
        ("Ida Berg (A) deltog ikke.", []),
        ("Ida Berg (A) stemte imod.", []),
        ("Som suppleant for Ole Dahl deltog Ib Ro (V).", [("Ib Ro", "participant", "stedfortræder")]),
    ],
)
def test_people_take_part_in_a_function(words: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert people(item(words)) == expected


def test_what_is_announced_is_told_from_what_is_recorded() -> None:
    found = item("Skolechef Per Holm deltog.", told="Skolechef Per Holm og konsulent Ia Bro deltager under punktet.")
    assert {(p.name, p.standing) for p in found.persons} == {
        ("Per Holm", "announced"),
        ("Ia Bro", "announced"),
        ("Per Holm", "recorded"),
    }


def test_one_who_is_to_come_to_a_later_meeting_is_announced_for_that() -> None:
    (person,) = item("Sagen udsættes til mødet den 12. juni, hvor konsulent Ia Bro fremlægger et forslag.").persons
    assert (person.standing, person.announced_for) == ("announced", date(2024, 6, 12))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Godkendt. Ida Berg (A) stemte imod.", [("against", "Ida Berg", "A")]),
        (
            "Godkendt. Ida Berg (A) og Ole Dahl (V) kan ikke tiltræde forslaget.",
            [("against", "Ida Berg", "A"), ("against", "Ole Dahl", "V")],
        ),
        ("Godkendt. Venstre tog forbehold.", [("reservation", None, "Venstre")]),
        ("Godkendt.\n\nImod stemte: C og V.", [("against", None, "C"), ("against", None, "V")]),
        ("Godkendt.\n\nUndlod at stemme: O.", [("abstained", None, "O")]),
        ("Vedtaget med 15 stemmer for og 4 imod (A).", [("against", None, "A")]),
        (
            "Forslaget forkastet.\n\nFor forslaget stemte Ida Berg (A).\n\nImod stemte V.",
            [("against", "Ida Berg", "A")],
        ),
        ("Forslaget blev drøftet, og Ida Berg (A) deltog.", []),
    ],
)
def test_dissents_are_of_persons_and_parties(words: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [(d.stance, d.name, d.party) for d in item(words).dissents] == expected


def test_who_is_disqualified_is_recused_and_takes_no_other_part() -> None:
    found = item("Godkendt. Ida Berg (A) erklærede sig inhabil og deltog ikke i punktets behandling.")
    assert people(found) == [("Ida Berg", "recused", None)]


def test_those_absent_are_told_by_items_too() -> None:
    away = "Fraværende med afbud:\n\nIda Berg (A), sygdom.\n\n"
    found = document(f"{away}Direktør Bo T. Ry redegjorde.\n\nSom suppleant for Ida Berg deltog Ib Ro.")
    told = {
        (p.name, p.function, p.substitute_for, p.reason) for p in found.people if p.function in ("absent", "substitute")
    }
    assert told == {("Ida Berg", "absent", None, "sygdom"), ("Ib Ro", "substitute", "Ida Berg", None)}
    assert ("Ida Berg", "participant", None) not in people(found.items[0])


def test_a_sentence_tells_who_was_absent() -> None:
    found = document("Drøftet. Ida Berg og Ole Dahl var fraværende.")
    assert [p.name for p in found.people if p.function == "absent"] == ["Ida Berg", "Ole Dahl"]


def test_a_route_is_planned_from_the_document_s_own_treatment() -> None:
    assert sent(item("Drøftet.", route="DIR ØK KB")) == [
        ("Direktionen", "Økonomiudvalget", None, "planned"),
        ("Økonomiudvalget", "Kommunalbestyrelsen", None, "planned"),
    ]


def test_what_is_recommended_goes_on_with_a_recommendation() -> None:
    assert [status for *_, status in sent(item("Anbefales.", route="DIR ØK KB"))] == ["recommended", "planned"]


def test_the_prose_gives_days_to_the_route() -> None:
    told = "Sagen behandles i Økonomiudvalget den 11. juni og i Kommunalbestyrelsen den 18. juni."
    assert [day for _, _, day, _ in sent(item("Drøftet.", told, "DIR ØK KB"))] == ["2024-06-11", "2024-06-18"]


def test_the_meeting_of_a_body_gives_its_day_to_the_route() -> None:
    told = "Ældrerådet holder møde den 4. juni."
    assert sent(item("Drøftet.", told, "DIR, Ældrerådet")) == [("Direktionen", "Ældrerådet", "2024-06-04", "planned")]


def test_earlier_decisions_show_how_far_a_case_has_come() -> None:
    prior = "Beslutning i Teknikudvalget den 02-05-2024\n\nAnbefales.\n\n"
    found = minutes(
        "1. Budget", "Åben sag", "Sagsgang: TU DIR ØK", f"{prior}Beslutning i Direktionen den 15-05-2024", "Anbefales."
    )
    assert sent(found.items[0]) == [
        ("Teknikudvalget", "Direktionen", "2024-05-15", "done"),
        ("Direktionen", "Økonomiudvalget", None, "recommended"),
    ]


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("Henvises til behandling i Direktionen.", "referred"),
        ("Udvalget besluttede at oversende sagen til Direktionen.", "referred"),
        ("Udvalget oversender Teknikudvalgets notat.", "discussed"),
    ],
)
def test_an_earlier_decision_is_read_as_said_by_the_body_that_made_it(told: str, outcome: str) -> None:
    prior = f"Beslutning i Teknikudvalget den 02-05-2024\n\n{told}\n\nBeslutning i Direktionen den 15-05-2024"
    (found,) = minutes("1. Budget", "Åben sag", prior, "Godkendt.").items
    assert [[each.value for each in one.outcomes] for one in found.decisions] == [[outcome], ["approved"]]


def test_a_list_of_earlier_decisions_is_read_line_by_line() -> None:
    prior = "Teknikudvalget den 2. maj 2024: Anbefales.\nØkonomiudvalget, 7. maj 2024, pkt. 65: Anbefales."
    (found,) = minutes("1. Budget", "Åben sag", "Tidligere beslutninger", prior, "Beslutning", "Godkendt.").items
    assert [(d.body, d.date) for d in found.decisions] == [
        ("Teknikudvalget", date(2024, 5, 2)),
        ("Økonomiudvalget", date(2024, 5, 7)),
        ("Direktionen", date(2024, 5, 15)),
    ]
    assert found.route is not None
    assert found.route.basis == "decisions"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Sagen forelægges Økonomiudvalget den 4. juni.",
            [("Direktionen", "Økonomiudvalget", "2024-06-04", "planned")],
        ),
        (
            "Redegørelsen tilgår Hovedudvalget og Økonomiudvalget i 3. kvartal.",
            [
                ("Direktionen", "Hovedudvalget", "2024-35", "planned"),
                ("Hovedudvalget", "Økonomiudvalget", "2024-35", "planned"),
            ],
        ),
        (
            "Udkastet sendes til ØK/HU.",
            [
                ("Direktionen", "Økonomiudvalget", None, "planned"),
                ("Direktionen", "Hovedudvalget", None, "planned"),
            ],
        ),
        ("Økonomiudvalget behandler sagen den 4. juni.", [("Direktionen", "Økonomiudvalget", "2024-06-04", "planned")]),
        (
            "Indsatserne, som Skoleudvalget og Kulturudvalget hver især har godkendt, drøftes.",
            [
                ("Skoleudvalget", "Direktionen", "2024-05-15", "done"),
                ("Kulturudvalget", "Direktionen", "2024-05-15", "done"),
            ],
        ),
        ("Økonomiudvalget behandlede sagen den 7. maj.", [("Økonomiudvalget", "Direktionen", "2024-05-15", "done")]),
        ("Økonomiudvalget afslog i 2016 en lignende ansøgning.", []),
        ("Direktionen drøfter sagen.", []),
    ],
)
def test_the_prose_tells_where_a_case_goes_and_came_from(
    told: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    assert sent(item("Drøftet.", told)) == expected


def test_a_case_sent_on_comes_back_when_the_next_meeting_waits_for_it() -> None:
    sent_on = "Forslaget henvises til Kulturudvalget, som anmodes om at afgive en erklæring"
    found = item(f"{sent_on} inden Direktionens møde den 12. juni.")
    assert sent(found) == [
        ("Direktionen", "Kulturudvalget", None, "planned"),
        ("Kulturudvalget", "Direktionen", "2024-06-12", "planned"),
    ]
    assert [task.assignee for task in found.tasks] == ["Kulturudvalget"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Næste møde i Hovedudvalget er den 4. juni.", [("Hovedudvalget", date(2024, 6, 4))]),
        ("Svar gives på næste møde, som holdes den 29. maj.", [("Direktionen", date(2024, 5, 29))]),
        ("Udsættes til mødet den 29. maj.", [("Direktionen", date(2024, 5, 29))]),
        (
            "Udsendes før økonomiudvalgsmødet d. 4. juni. Materialet til mødet d. 4. juni er klar.",
            [("Økonomiudvalget", date(2024, 6, 4))],
        ),
        ("Der afholdes møde i uddannelsesforum d. 4. juni.", []),
        ("Vejen åbner den 4. juni.", []),
    ],
)
def test_coming_meetings_are_of_a_body_on_a_day(words: str, expected: list[tuple[str, date]]) -> None:
    assert [(m.body, m.day) for m in document(words).meetings if m.coming] == expected


def test_a_timetable_s_matters_are_decided_one_by_one() -> None:
    rows = (
        "9.00\tAnkomst",
        "9.05\tSkoleplan Konsulent Ia Bro deltager.",
        "10.00\tPause",
        "10.10\tHavneplan",
        "11.00\tSlut",
    )
    told = "\n".join(("Tid\tPunkt", *rows))
    found = item("- Skoleplan\n\nGodkendt.\n\n- Havneplan\n\nUdsættes.", told)
    assert [(sub.title, sub.decisions[0].outcomes[0].value) for sub in found.sub_items] == [
        ("Skoleplan", "approved"),
        ("Havneplan", "postponed"),
    ]
    assert [p.name for p in found.sub_items[0].persons] == ["Ia Bro"]


def test_matters_that_only_the_timetable_tells_are_matters_too() -> None:
    told = "Tid\tPunkt\n9.00\tVelkomst og kaffe\n9.05\tSkoleplan\n9.30\tFælles lederdag 12. juni\n10.00\tSlut"
    assert [sub.title for sub in item("- Skoleplan\n\nGodkendt.", told).sub_items] == [
        "Skoleplan",
        "Fælles lederdag 12. juni",
    ]


def test_the_points_of_one_recommendation_are_no_matters() -> None:
    assert item("Ad 1: Godkendt.\n\nAd 2: Godkendt.").sub_items == ()


def test_a_recommendation_tells_who_recommends() -> None:
    rest = "Indstilling\n\nKommunaldirektøren indstiller, at budgettet godkendes."
    (told,) = minutes("1. Budget", "Åben sag", rest).items[0].recommendations
    assert told.recommender == "Kommunaldirektøren"


def test_a_recommendation_may_stand_in_the_presentation() -> None:
    (told,) = item("Drøftet.", "Det er dyrt. Fagforvaltningen foreslår, at planen godkendes.").recommendations
    assert told.wording == "Fagforvaltningen foreslår, at planen godkendes."


def test_signatures_are_of_members_also_in_columns_and_shortened() -> None:
    found = minutes(
        "1. Budget", "Åben sag", "Drøftet.", "Underskrifter", "Ida Berg          Ole Dahl", "Direktør Bo T."
    )
    assert [p.name for p in found.people if p.function == "signatory"] == ["Ida Berg", "Ole Dahl"]


def test_a_standing_title_before_the_numbered_items_is_an_item() -> None:
    found = minutes(
        "Godkendelse af dagsordenen",
        "Beslutning",
        "Godkendt.",
        "Punkt 2. Budget",
        "Sagsnr. 24/12",
        "Beslutning",
        "Godkendt.",
    )
    assert [told.title for told in found.items] == ["Godkendelse af dagsordenen", "Budget"]


def test_the_municipality_may_stand_in_a_wrapped_title_alone() -> None:
    text = (
        HEAD.replace("Lyngby Kommune", "")
        + "1. Budget\n\nÅben sag\n\nBilag\n\n1 - Åben\tPlan for Lyngby\t(4/24)\n360876\tKommune\n"
    )
    found = extract(read(text.encode())).municipality
    assert found is not None
    assert found.value == "Lyngby Kommune"


def test_coming_meetings_may_stand_in_the_header() -> None:
    head = "Teknikudvalget\n\nREFERAT\n\nDato: 3. juni 2024\n\nKommende møder: TU 1. juli 2024, 12. august 2024\n\n"
    found = extract(read(f"{head}1. X\n\nÅben sag\n\nSagsgang: TU\n".encode()))
    assert [(m.body, m.day) for m in found.meetings] == [
        ("Teknikudvalget", date(2024, 7, 1)),
        ("Teknikudvalget", date(2024, 8, 12)),
    ]


def test_a_recommendation_adopted_tells_where_the_case_goes_when_nothing_else_does() -> None:
    rest = "Indstilling\n\nDet indstilles, at planen anbefales over for Økonomiudvalget og Byrådet."
    (found,) = minutes("1. Budget", "Åben sag", rest, "Beslutning i Direktionen den 15-05-2024", "Anbefales.").items
    assert sent(found) == [
        ("Direktionen", "Økonomiudvalget", None, "recommended"),
        ("Økonomiudvalget", "Byrådet", None, "planned"),
    ]


def test_a_party_told_where_someone_was_absent_is_kept() -> None:
    found = document("Ib Ro (F) deltog som stedfortræder for Bo T. Ry (B).")
    assert [(p.name, p.party) for p in found.people if p.function == "absent"] == [("Bo T. Ry", "B")]
