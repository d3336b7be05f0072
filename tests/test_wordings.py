"""How decisions, ways and tasks are worded, one sentence at a time."""

from collections.abc import Mapping, Sequence
from typing import cast

import pytest
from sagsgang.graph.extract import extract
from sagsgang.graph.extract.bodies import Naming
from sagsgang.graph.formats import read
from sagsgang.graph.mapping import stated
from sagsgang.graph.minutes import minutes as minutes_of
from sagsgang.graph.store import Archive
from worded import HEAD, item, minutes


@pytest.mark.parametrize("place", ["Kystens Kursuscenter", "Skovby Skole, lærerværelset"])
def test_the_line_below_the_hour_is_the_place(place: str) -> None:
    found = minutes("Beslutning\nGodkendt.\n", place).place
    assert found is not None
    assert found.value == place


@pytest.mark.parametrize("line", ["Dagsorden", "Økonomiudvalget", "Formand: Anna Berg", ""])
def test_what_is_no_place_is_none(line: str) -> None:
    assert minutes("Beslutning\nGodkendt.\n", line).place is None


AGAIN = "Sagen genoptages på det kommende ordinære møde."


def test_a_case_that_was_treated_and_comes_again_is_sent_to_the_body_itself_which_has_it_to_do() -> None:
    found = item(f"Beslutning\nSagen blev drøftet.\n\n{AGAIN}\n")
    own = "Plan- og Klimaudvalget"
    assert [(r.sender, r.receiver, r.carried_out, r.when) for r in found.referrals] == [(own, own, False, None)]
    assert [task.assignee for task in found.tasks] == [own]


def test_a_case_put_off_untreated_is_sent_nowhere() -> None:
    assert item(f"Beslutning\nUdsat.\n\n{AGAIN}\n").referrals == ()


def test_what_is_awaited_from_a_unit_is_its_task() -> None:
    found = item("Beslutning\nSagen udsættes med henblik på forvaltningens besvarelse af spørgsmålene.\n")
    assert [task.assignee for task in found.tasks] == ["Forvaltningen"]


def test_a_case_had_come_when_it_was_first_put_off() -> None:
    found = item(
        "Sagsforløb\nUdvalg: Økonomiudvalget\nDato: 07-01-2025\nSendes til Plan- og Klimaudvalget.\n"
        "Udvalg: Plan- og Klimaudvalget\nDato: 15-01-2025\nUdsat.\n"
        "Udvalg: Plan- og Klimaudvalget\nDato: 12-02-2025\nUdsat.\n\nBeslutning\nGodkendt.\n"
    )
    assert [(r.receiver, r.carried_out, str(r.when and r.when.exact)) for r in found.referrals] == [
        ("Plan- og Klimaudvalget", True, "2025-01-15")
    ]


def test_a_decision_may_be_headed_by_body_day_and_item() -> None:
    found = item("Økonomiudvalget, 4. marts 2025, sag 16:\nAnbefales godkendt.\n\nBeslutning\nGodkendt.\n")
    assert [(d.body, str(d.date)) for d in found.decisions] == [
        ("Økonomiudvalget", "2025-03-04"),
        ("Plan- og Klimaudvalget", "2025-03-12"),
    ]


def test_attachments_may_stand_each_on_its_line() -> None:
    found = item("Beslutning\nGodkendt.\n\nBilag 1.1: Kort over kysten\nBilag 1.2: Høringssvar\n")
    assert [a.title for a in found.attachments] == ["Kort over kysten", "Høringssvar"]


NUMBERED = {
    "decimals": "2. Meddelelser\n\n2.1 Status\nAnna Berg orienterede.\n\n2.2 Ny hjemmeside\nUdsat.\n",
    "headings": "## 2. Meddelelser\n\n### 2.1 Status\n\nBeslutning: Godkendt.\n\n### 2.2 Ny hjemmeside\n\nUdsat.\n",
    "letters": "Punkt 2: Meddelelser\n\nPunkt 2a: Status\nBeslutning: Godkendt.\n\nPunkt 2b: Ny hjemmeside\nUdsat.\n",
}


@pytest.mark.parametrize("form", NUMBERED)
def test_matters_of_an_item_may_be_counted_by_its_number(form: str) -> None:
    first = {"decimals": "1. Sag", "headings": "## 1. Sag", "letters": "Punkt 1: Sag"}[form]
    last = first.replace("1", "3")
    text = HEAD.format(place="Rådhuset").partition("1. En sag")[0]
    found = extract(read(f"{text}{first}\n\nBeslutning: Godkendt.\n\n{NUMBERED[form]}\n{last}\n\nGodkendt.\n".encode()))
    assert [(i.number, [s.title for s in i.sub_items]) for i in found.items] == [
        ("1", []),
        ("2", ["Status", "Ny hjemmeside"]),
        ("3", []),
    ]
    assert [o.value for d in found.items[1].sub_items[1].decisions for o in d.outcomes] == ["postponed"]


def test_points_of_a_decision_are_no_matters() -> None:
    found = minutes("Beslutning\n1.1 Godkendt.\n1.2 Godkendt\n1.3 Godkendt med bemærkninger.\n")
    assert found.items[0].sub_items == ()


@pytest.mark.parametrize("form", ["{}. En sag", "## {}. En sag", "Sag nr. {}: En sag"])
def test_items_may_be_counted_on_from_year_to_year(form: str) -> None:
    start = HEAD.format(place="Rådhuset").partition("1. En sag")[0]
    text = "".join(f"{form.format(number)}\n\nBeslutning\nGodkendt.\n\n" for number in (998, 999, 1000, 1001))
    assert [i.number for i in extract(read((start + text).encode())).items] == ["998", "999", "1000", "1001"]


@pytest.mark.parametrize("sides", ["Ledelsesside | Medarbejderside", "Ledelsen | Medarbejderne"])
def test_a_table_of_two_sides_lists_members(sides: str) -> None:
    text = "# Skovby Kommune\n\n## Hovedudvalget – referat\n\n**Tid:** 12. marts 2025\n\n"
    head = f"| {sides} |\n| --- | --- |\n"
    rows = "| Ida Berg, teknik- og miljøchef (formand) | Ole Holm (FOA) |\n| Vakant | Pia Skov (TR for AC) |\n"
    found = extract(read(f"{text}{head}{rows}\n### Punkt 1. Sag\n\n**Beslutning:** Drøftet.\n".encode()))
    assert [p.name for p in found.people if p.function == "member"] == ["Ida Berg", "Ole Holm", "Pia Skov"]
    assert [p.name for p in found.people if p.function == "chair"] == ["Ida Berg"]


def test_a_list_of_abbreviations_names_bodies_that_no_pattern_knows() -> None:
    start = "# Referat: Senior og Forebyggelse\n\nDato: 12. marts 2025\n\n"
    codes = "Forkortelser: SOF = Senior og Forebyggelse, ØU = Økonomiudvalget\n\n"
    proposed = "Indstilling\nCentret indstiller til ØU via SOF, at planen godkendes.\n\n"
    found = extract(read(f"{start}{codes}## 1. Teams\n\n{proposed}Beslutning\nAnbefales.\n".encode()))
    assert found.body is not None
    assert found.body.value == "Senior og Forebyggelse"
    assert found.items[0].route is not None
    assert [s.body for s in found.items[0].route.steps] == ["Senior og Forebyggelse", "Økonomiudvalget"]


def test_a_table_of_tasks_is_of_the_item_it_stands_in_and_of_none_behind_the_last() -> None:
    table = "| Opgave | Ansvarlig | Frist |\n| --- | --- | --- |\n| Skrive brev"
    start = HEAD.format(place="Rådhuset").partition("1. En sag")[0]
    items = "".join(
        f"**{n}. Sag**\n\nBeslutning: Drøftet.\n\n{table} {n} | Ole Holm | {n}. april |\n\n" for n in (1, 2, 3)
    )
    found = extract(read(f"{start}{items}".encode()))
    assert [[(t.wording, t.assignee, t.deadline and t.deadline.edtf) for t in i.tasks] for i in found.items] == [
        [("Skrive brev 1", "Ole Holm", "2025-04-01")],
        [("Skrive brev 2", "Ole Holm", "2025-04-02")],
        [],
    ]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Udvalgets møde den 18. august er flyttet til den 25. august 2025.", ["2025-08-25"]),
        ("Udvalgsmødet den 17. maj er aflyst. Næste møde er den 7. juni 2025.", ["2025-06-07"]),
        ("Årets sidste to møder er den 11. september og den 4. december.", ["2025-09-11", "2025-12-04"]),
    ],
)
def test_meetings_are_moved_cancelled_and_listed(sentence: str, days: list[str]) -> None:
    assert [str(meeting.day) for meeting in minutes(f"Beslutning\nDrøftet. {sentence}\n").meetings] == days


def test_the_body_itself_treats_a_case_again() -> None:
    found = item("Beslutning\nGodkendt. Udvalget behandler høringssvarene på mødet den 14. maj 2025.\n")
    own = "Plan- og Klimaudvalget"
    assert [(r.sender, r.receiver, r.when and r.when.edtf) for r in found.referrals] == [(own, own, "2025-05-14")]
    assert [task.assignee for task in found.tasks] == [own]


@pytest.mark.parametrize(
    ("decision", "against"),
    [
        ("Vedtaget med 4 stemmer mod 2 (Ole Holm og Anna Berg).", ["Ole Holm", "Anna Berg"]),
        ("3 medlemmer (A+C+F) anbefaler indstillingen. 1 medlem (O) anbefaler model B.", ["O"]),
    ],
)
def test_who_was_against_stands_in_parentheses(decision: str, against: list[str]) -> None:
    assert [d.name or d.party for d in item(f"Beslutning\n{decision}\n").dissents] == against


@pytest.mark.parametrize(
    ("decision", "outcomes"),
    [
        ("Udvalget drøftede sagen og besluttede herefter at udsætte sagens behandling.", ["discussed", "postponed"]),
        ("Udvalget anbefaler, at byrådet tiltræder indstillingen.", ["recommended"]),
        ("Formanden orienterede om, at den nye chef tiltræder den 1. april. Taget til efterretning.", ["noted"]),
        ("Antallet er faldet med en tredjedel. Taget til efterretning.", ["noted"]),
        ("Udvalget besluttede tidligere at udsætte sagen. Godkendt.", ["approved"]),
        ("Punktet til mødet den 20. maj udgår.", ["withdrawn"]),
        ("Udvalgsmødet den 20. maj er aflyst. Taget til efterretning.", ["noted"]),
    ],
)
def test_what_others_do_is_no_decision(decision: str, outcomes: list[str]) -> None:
    told = [o.value for d in item(f"Beslutning\n{decision}\n").decisions for o in d.outcomes]
    assert list(dict.fromkeys(told)) == outcomes


@pytest.mark.parametrize(
    ("sentence", "assignees"),
    [
        ("Teknisk Forvaltning evaluerer forsøget inden udgangen af maj.", ["Teknisk Forvaltning"]),
        ("Center for Børn og Unge tilføjer inden udsendelsen et afsnit.", ["Center for Børn og Unge"]),
        ("Forvaltningen giver ansøgerne svar senest den 30. maj.", ["Forvaltningen"]),
        ("Udsat, idet forvaltningen inden da indhenter bemærkninger.", ["Forvaltningen"]),
        ("Udgår, jf. sag 185. Vejchef Ida Skov udarbejder et notat.", ["Ida Skov"]),
        ("Forvaltningen foreslår, at drøftelsen udsættes.", []),
        ("Udvalget ønsker politiets vurdering.", []),
    ],
)
def test_who_is_to_do_something_may_be_a_unit(sentence: str, assignees: list[str]) -> None:
    assert [task.assignee for task in item(f"Beslutning\n{sentence}\n").tasks] == assignees


@pytest.mark.parametrize(
    ("sentence", "goals"),
    [
        (
            "Efter høringen behandles planen i Økonomiudvalget den 14. april og i Byrådet den 24. april.",
            [("Økonomiudvalget", "2025-04-14"), ("Byrådet", "2025-04-24")],
        ),
        (
            "Sagen forelægges Økonomiudvalget mandag den 14. april og Byrådet ugen efter, den 24. april.",
            [("Økonomiudvalget", "2025-04-14"), ("Byrådet", "2025-04-24")],
        ),
        (
            "Sagen er på i Ældrerådet i uge 17 og i Plan- og Klimaudvalget i 4. kvartal.",
            [("Ældrerådet", "2025-04-21/2025-04-27"), ("Plan- og Klimaudvalget", "2025-36")],
        ),
        ("Økonomiudvalget og Byrådet behandler sagen.", [("Økonomiudvalget", None), ("Byrådet", None)]),
        ("Materialet forelægges Plan- og Klimaudvalget den 14. maj.", [("Plan- og Klimaudvalget", "2025-05-14")]),
        ("Efter behandling i Økonomiudvalget den 3. februar er sagen klar.", []),
        (
            "Sagen bliver behandlet i Økonomiudvalget i april måned og efterfølgende i Byrådet i maj måned 2025.",
            [("Økonomiudvalget", "2025-04"), ("Byrådet", "2025-05")],
        ),
        (
            "Plan- og Klimaudvalget ventes at behandle sagen i uge 17, og Økonomiudvalget gør det i maj 2025.",
            [("Plan- og Klimaudvalget", "2025-04-21/2025-04-27"), ("Økonomiudvalget", "2025-05")],
        ),
        (
            "Økonomiudvalget og Byrådet skal efterfølgende tage stilling til sagen.",
            [("Økonomiudvalget", None), ("Byrådet", None)],
        ),
        ("Sagen sendes til Byrådet via Økonomiudvalget.", [("Økonomiudvalget", None), ("Byrådet", None)]),
        (
            "Sagen sendes derfor til Økonomiudvalget den 14. april og kommer igen i Plan- og Klimaudvalget den 8. maj.",
            [("Plan- og Klimaudvalget", "2025-05-08"), ("Økonomiudvalget", "2025-04-14")],
        ),
    ],
)
def test_where_a_case_goes_next(sentence: str, goals: list[tuple[str, str | None]]) -> None:
    told = item(f"Beslutning\nGodkendt. {sentence}\n").referrals
    assert [(r.receiver, r.when and r.when.edtf) for r in told if not r.carried_out] == goals


@pytest.mark.parametrize(
    "verb", ["Henvises", "Henvist", "Oversendes", "Videresendes", "Tilbagesendes", "Sendes videre"]
)
@pytest.mark.parametrize("with_it", ["", " enstemmigt", " uden anbefaling", " hermed uden bemærkninger"])
def test_a_case_is_sent_on_with_what_words_there_are(verb: str, with_it: str) -> None:
    told = item(f"Beslutning\n{verb}{with_it} til Økonomiudvalget.\n")
    assert [(r.sender, r.receiver) for r in told.referrals] == [("Plan- og Klimaudvalget", "Økonomiudvalget")]
    assert [found.value for found in told.decisions[-1].outcomes] == ["referred"]


@pytest.mark.parametrize(
    "act",
    [
        "at sende forslaget til",
        "at oversende sagen uden anbefaling til",
        "at henvise punktet til",
        "at returnere sagen til",
    ],
)
@pytest.mark.parametrize("resolved", ["besluttede", "vedtog", "er enig om"])
def test_a_body_resolves_to_send_a_case_on(resolved: str, act: str) -> None:
    told = item(f"Beslutning\nUdvalget {resolved} {act} Økonomiudvalget med henblik på en afklaring.\n")
    assert [(r.receiver, r.when) for r in told.referrals] == [("Økonomiudvalget", None)]
    assert {found.value for found in told.decisions[-1].outcomes} == {"referred"}


def test_what_a_body_cannot_recommend_goes_on_as_was_proposed() -> None:
    proposed = "Forvaltningen indstiller, at sagen forelægges Økonomiudvalget den 24. marts og Byrådet den 31. marts."
    told = item(f"Indstilling\n{proposed}\n\nBeslutning\nUdvalget kan ikke anbefale forslaget.\n").referrals
    assert [(r.receiver, r.when and r.when.edtf, r.recommended) for r in told] == [
        ("Økonomiudvalget", "2025-03-24", False),
        ("Byrådet", "2025-03-31", False),
    ]


def test_a_code_of_a_way_is_short_for_the_name_it_stands_behind() -> None:
    way = "Plan- og Klimaudvalget indstiller til Byrådet via BFS.\n\nSagsgang\nPKU BFS BY\n"
    told = minutes(f"Børn, Familie og Skole (BFS) behandler derfor planen.\n\n{way}\nBeslutning\nAnbefales.\n")
    route = told.items[0].route
    assert route
    assert [step.body for step in route.steps] == [
        "Plan- og Klimaudvalget",
        "Børn, Familie og Skole",
        "Byrådet",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Beslutning i Plan- og Klimaudvalget den 12-03-2025:\n",
        "Beslutning Plan- og Klimaudvalget den 12. marts 2025\n",
        "Plan- og Klimaudvalget, den 12. marts 2025:\n",
        "Plan- og Klimaudvalget, 12. marts 2025, sag 1: ",
    ],
)
def test_a_decision_may_be_headed_in_many_ways(heading: str) -> None:
    found = item(f"Bilag\nKort over kysten (1234/25)\n\n{heading}Godkendt.\n")
    assert [(d.body, str(d.date), [o.value for o in d.outcomes]) for d in found.decisions] == [
        ("Plan- og Klimaudvalget", "2025-03-12", ["approved"])
    ]
    assert [a.title for a in found.attachments] == ["Kort over kysten"]


def test_columns_tell_who_came_and_who_did_not() -> None:
    table = "| Til stede | Afbud |\n|---|---|\n| Ida Berg (formand) | Ole Holm |\n| Pia Skov | |\n"
    found = extract(
        read(f"# Seniorrådet\n\nReferat 12. marts 2025\n\n{table}\n## 1. Sag\n\nBeslutning: Drøftet.\n".encode())
    )
    told = [(p.name, p.function) for p in found.people if p.function in ("member", "absent")]
    assert set(told) >= {("Ida Berg", "member"), ("Pia Skov", "member"), ("Ole Holm", "absent")}


def test_a_list_of_attachments_of_an_item_ends_no_items() -> None:
    start = HEAD.format(place="Rådhuset").partition("1. En sag")[0]
    listed = "Bilagsfortegnelse\n1. Kort {0} (123{0}/25)\n\n"
    text = "".join(
        f"{n}. Sag {n}\n\nSagsnr.: 25/10{n}\n\nBeslutning\nGodkendt.\n\n{listed.format(n)}" for n in (1, 2, 3)
    )
    found = extract(read((start + text).encode()))
    assert [i.number for i in found.items] == ["1", "2", "3"]
    assert [[a.document_number for a in i.attachments] for i in found.items[:2]] == [["1231/25"], ["1232/25"]]


def test_the_number_of_a_document_may_follow_its_title_behind_a_comma() -> None:
    found = item(
        "Bilag\nStøjmåling, dok.nr. 2012-90117\nPartshøring (lukket), dok.nr. 2013-0455\n\nBeslutning\nGodkendt.\n"
    )
    assert [(a.title, a.document_number) for a in found.attachments] == [
        ("Støjmåling", "2012-90117"),
        ("Partshøring", "2013-0455"),
    ]


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Udvalget var enig i at vedtage forslaget.", "approved"),
        ("Der var enighed om at godkende indstillingen.", "approved"),
        ("Der var enighed om at udsætte sagen.", "postponed"),
        ("Der var enighed om, at trafikken fylder meget.", "discussed"),
        ("Udvalget kan ikke anbefale indstillingen.", "not_recommended"),
        ("Udvalget kunne ikke anbefale forslaget over for Byrådet.", "not_recommended"),
        ("Udvalget kan ikke tiltræde indstillingen over for Byrådet.", "not_recommended"),
        ("Udvalget kan ikke tiltræde indstillingen.", "rejected"),
        ("Forslaget sendes videre til Byrådet med en anbefaling.", "recommended"),
        ("Indstillingen videresendes til Byrådet med anbefaling.", "recommended"),
        ("Udvalget besluttede at tage punktet af dagsordenen.", "withdrawn"),
        ("Udvalget besluttede at returnere sagen til Økonomiudvalget.", "referred"),
    ],
)
def test_how_it_is_decided(words: str, outcome: str) -> None:
    found = item(f"Beslutning\n{words}\n").decisions[-1].outcomes
    assert {told.value for told in found} == {outcome}


def test_what_was_said_decides_nothing_where_a_decision_stands_below() -> None:
    found = item("Referat: Arbejdet kan begynde, når midlerne er frigivet.\n\nBeslutning: Taget til efterretning.\n")
    assert [told.value for told in found.decisions[-1].outcomes] == ["noted"]


def test_a_line_wrapped_at_the_word_for_treating_heads_no_decision() -> None:
    told = (
        "Udvalget anbefaler forslaget. Det forventes, at sagen kommer til\nbehandling i Byrådet onsdag den 26. marts.\n"
    )
    found = item(f"Beslutning\n{told}")
    assert [d.body for d in found.decisions] == ["Plan- og Klimaudvalget"]
    assert [(r.receiver, str(r.when.exact)) for r in found.referrals if r.when] == [("Byrådet", "2025-03-26")]


def test_a_weekday_belongs_to_the_day_and_not_to_the_body() -> None:
    found = item(
        "Tidligere beslutninger\nØkonomiudvalget onsdag den 5. marts 2025: Anbefales.\n\nBeslutning\nGodkendt.\n"
    )
    assert [(d.body, str(d.date)) for d in found.decisions] == [
        ("Økonomiudvalget", "2025-03-05"),
        ("Plan- og Klimaudvalget", "2025-03-12"),
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("til Udvalget for Sundhed, Social og Voksne, idet der følges op", ["Udvalget for Sundhed, Social og Voksne"]),
        ("til udvalget for børn, unge og kultur og ØU", ["Udvalget for børn, unge og kultur"]),
        ("til Udvalget for Plan, Teknik den 3. maj", ["Udvalget for Plan, Teknik"]),
        ("til Udvalget for Klima og derefter i Byrådet", ["Udvalget for Klima", "Byrådet"]),
    ],
)
def test_the_name_of_a_body_ends_with_its_list(words: str, names: list[str]) -> None:
    assert [body.name for body in Naming().find(words)] == names


def test_who_answers_questions_takes_part() -> None:
    found = item("Beslutning\nGodkendt.\n\nJurist Pia Krogh deltog i punktet og svarede på spørgsmål.\n")
    assert [(p.name, p.function) for p in found.persons] == [("Pia Krogh", "participant")]


def test_what_the_body_decided_before_is_no_outcome_of_an_agenda() -> None:
    text = (
        "Skovby Kommune\n\nPlan- og Klimaudvalget\n\nDagsorden\n\nOnsdag den 12. marts 2025\n\n"
        "1. En sag\n\nSagsfremstilling\n"
        "Sagen handler om kysten.\n\nBeslutning i Plan- og Klimaudvalget den 12-02-2025\nUdsat.\n"
    )
    graph = stated(text.encode())
    with Archive() as archive:
        archive.furnish()
        archive.put(graph, "agenda")
        (told,) = cast(Sequence[Mapping[str, object]], minutes_of(archive, graph.document)["items"])
    assert told["decision_outcome"] is None


@pytest.mark.parametrize(
    "told",
    [
        "Økonomiudvalget den 10.02.2025 Punkt 11\nTilbagesendt til Plan- og Klimaudvalget.",
        "Økonomiudvalget, 10. februar 2025, pkt. 11\nSendt tilbage.",
        "Sagen blev behandlet i Økonomiudvalget, som bad om mere.\n\nØkonomiudvalget den 10. februar\nSendt tilbage.",
        "Økonomiudvalget har den 10. februar 2025 anbefalet udkastet.",
        "Økonomiudvalget har den 10. februar 2025 behandlet sagen.",
    ],
)
def test_what_another_body_decided_before_is_where_a_case_came_from(told: str) -> None:
    found = item(f"{told}\n\nIndstilling\nDet indstilles, at grænsen flyttes.\n\nBeslutning\nGodkendt.\n")
    assert [(r.sender, r.receiver, r.carried_out) for r in found.referrals] == [
        ("Økonomiudvalget", "Plan- og Klimaudvalget", True)
    ]


@pytest.mark.parametrize("word", ["Næste møde", "Næste udvalgsmøde", "Det næste ordinære udvalgsmøde"])
def test_the_next_meeting_may_be_named_by_the_kind_of_body(word: str) -> None:
    found = minutes(f"Beslutning\nGodkendt. {word} er onsdag den 9. april 2025.\n").meetings
    assert [(m.body, m.day.isoformat()) for m in found] == [("Plan- og Klimaudvalget", "2025-04-09")]


def test_one_long_line_among_wrapped_ones_does_not_end_the_lines_of_others() -> None:
    long = "Udgiften ventes at blive 14 mio. kr., og forslaget har betydning for hele kysten. " * 3
    told = "Udvalget anbefaler forslaget til Byrådet. Sagen forventes at blive\nØkonomiudvalget forelagt den 26. marts."
    (decision,) = item(f"{long}\n\nBeslutning\n{told}\n").decisions
    assert decision.wording == told.replace("\n", " ")


@pytest.mark.parametrize(
    ("listed", "titles"),
    [
        ("Budgetopfølgning maj 2025, Notat om færgen", ["Budgetopfølgning maj 2025", "Notat om færgen"]),
        ("Kort over Nørre Allé, Brev fra Andersen, Hansen og Co., Tegning", 3),
        ("Brev fra Jens Hansen, Direktør", ["Brev fra Jens Hansen, Direktør"]),
        ("Notat om børn, unge og kultur", ["Notat om børn, unge og kultur"]),
    ],
)
def test_attachments_in_one_line_are_told_apart_by_what_they_are(listed: str, titles: list[str] | int) -> None:
    found = [attachment.title for attachment in item(f"Bilag: {listed}\n\nBeslutning\nGodkendt.\n").attachments]
    assert titles in (found, len(found))


@pytest.mark.parametrize(
    ("told", "who"),
    [
        (
            "Økonomiudvalget behandlede sagen den 3. marts og indstiller til Byrådet, at den godkendes.",
            "Økonomiudvalget",
        ),
        ("Indstilling fra Økonomiudvalget: at udkastet lægges til grund.", "Økonomiudvalget"),
    ],
)
def test_a_recommendation_of_another_body_may_stand_in_the_prose(told: str, who: str) -> None:
    (found,) = item(f"{told}\n\nBeslutning\nGodkendt.\n").recommendations
    assert found.wording == told
    assert (found.recommender or "").startswith(who)


def test_a_standing_item_counts_on_behind_one_of_prose_alone() -> None:
    told = "\n\n".join(f"{n}. Sag {n}\nNoget om sagen.\nBeslutning: Godkendt." for n in range(2, 5))
    last = "5. Formandens meddelelser\nFormanden fortalte om mødet.\n\n6. Eventuelt\nIntet."
    found = minutes(f"Beslutning: Godkendt.\n\n{told}\n\n{last}\n\nNæste møde er den 9. april.\n").items
    assert [item.number for item in found] == list("123456")


def test_what_had_to_wait_is_put_off() -> None:
    told = item("Beslutning\nPunktet måtte vente af hensyn til tiden og tages op på mødet den 19. april.\n")
    assert [found.value for found in told.decisions[-1].outcomes] == ["postponed"]


def test_a_name_may_be_wrapped_in_a_list_of_members() -> None:
    head = "Skovby Kommune\nPlan- og Klimaudvalget\n\nReferat, 12. marts 2025\n\n"
    present = "Til stede: Anna Berg (A), Ole Holm (V), Karen Margrethe\nSkov (A), Jens Due (L)\n\n"
    found = extract(read(f"{head}{present}1. Sag\n\nBeslutning\nGodkendt.\n".encode()))
    members = [(p.name, p.party) for p in found.people if p.function == "member"]
    assert members == [("Anna Berg", "A"), ("Ole Holm", "V"), ("Karen Margrethe Skov", "A"), ("Jens Due", "L")]
