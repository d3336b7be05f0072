"""Who presented something and who is to do something, in the many ways that minutes say it."""

import pytest
from sagsgang.graph.extract import extract
from sagsgang.graph.facts import Item
from sagsgang.graph.formats import read

HEAD = """Skovby Kommune

Plan- og Klimaudvalget

Referat

Onsdag den 12. marts 2025

Medlemmer
Anna Berg (A), formand
Ole Holm (V)

1. En sag

Sagsfremstilling
Vejchef Torben Grav og centerchef Louise Abild har skrevet sagen.
"""


def item(text: str) -> Item:
    return extract(read(f"{HEAD}{text}\n".encode())).items[0]


def doing(found: Item, function: str) -> list[str]:
    return [person.name for person in found.persons if person.function == function]


@pytest.mark.parametrize(
    ("sentence", "presenters"),
    [
        ("Trafikingeniør Morten Bøgh gav en kort præsentation af ændringerne.", ["Morten Bøgh"]),
        ("Konsulent Ida Skov gav et kort overblik over sagen.", ["Ida Skov"]),
        ("Konsulent Ida Skov kom med et indlæg om tallene.", ["Ida Skov"]),
        ("Geolog Troels Hvidberg fra Kærby Vandværk gav en kort orientering.", ["Troels Hvidberg"]),
        ("Planen blev gennemgået af konsulent Ida Skov.", ["Ida Skov"]),
        ("Oplæg v/ konsulent Ida Skov og arkitekt Bo Hansen.", ["Ida Skov", "Bo Hansen"]),
        ("Vejchefen redegjorde for planen.", ["Torben Grav"]),
        ("Diætist Mette Rørbye besvarer spørgsmål under punktet.", []),
    ],
)
@pytest.mark.parametrize("decided", [False, True], ids=["presentation", "decision"])
def test_who_presented(sentence: str, presenters: list[str], decided: bool) -> None:
    text = f"\nBeslutning\nGodkendt. {sentence}" if decided else f"{sentence}\n\nBeslutning\nGodkendt."
    assert doing(item(text), "presenter") == presenters


@pytest.mark.parametrize(
    ("sentence", "assignee"),
    [
        ("Udvalget bad Louise Abild om at fremlægge tal inden udgangen af november.", "Louise Abild"),
        ("Spørgsmålet besvares skriftligt af vejingeniør Kaj Lund-Mikkelsen.", "Kaj Lund-Mikkelsen"),
        ("Notatet udarbejdes af Torben Grav.", "Torben Grav"),
        ("Det blev aftalt, at Torben Grav kontakter skolerne.", "Torben Grav"),
        ("Planlægger Rikke Dahl Poulsgaard skal beregne driften af det nye torv.", "Rikke Dahl Poulsgaard"),
        ("Louise Abild giver en status på medicinen inden årets udgang.", "Louise Abild"),
        ("Vejchefen fremlægger nye tal på mødet i juni.", "Torben Grav"),
        ("Torben Grav kommer i første kvartal 2026 med et oplæg om fravær.", "Torben Grav"),
        ("Udvalget anmoder Center for Voksne om at fremlægge en evaluering.", "Center for Voksne"),
        ("Udvalget pålagde forvaltningen at undersøge sagen.", "Forvaltningen"),
        ("Forvaltningen bedes undersøge sagen inden 1. maj.", "Forvaltningen"),
    ],
)
def test_who_is_to_do_something_need_not_stand_first(sentence: str, assignee: str) -> None:
    found = item(f"\nBeslutning\nGodkendt. {sentence}")
    assert [(task.assignee, task.wording) for task in found.tasks] == [(assignee, sentence)]
    assert doing(found, "presenter") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Udvalget beder Ældrerådet om en udtalelse.",
        "Forslaget støttes af Ole Holm.",
        "Sagen behandles af Byrådet den 10. april.",
        "Torben Grav orienterer om sagen.",
    ],
)
def test_what_is_no_task(sentence: str) -> None:
    assert item(f"\nBeslutning\nGodkendt. {sentence}").tasks == ()


def test_those_who_are_chosen_take_part() -> None:
    found = item("\nBeslutning\nUdvalget valgte Ritta Kehlet Overby som medlem for resten af perioden.")
    assert "Ritta Kehlet Overby" in doing(found, "participant")


@pytest.mark.parametrize(
    ("decision", "against"),
    [
        ("Afslag. 4 stemte imod at yde tilskuddet (V, C og O), mens 3 stemte for (A og F).", ["A", "F"]),
        ("Vedtaget. Ved afstemningen stemte 18 for (V, A og C) og 3 imod (Ø og F).", ["Ø", "F"]),
        (
            "Anbefales. 4 medlemmer (A+V) anbefaler indstillingen. 2 medlemmer (F+D) anbefaler ikke indstillingen.",
            ["F", "D"],
        ),
        ("Anbefales. Ole Holm (V) kan dog ikke anbefale aldersgrænsen.", ["Ole Holm"]),
        ("Udvalget besluttede at give afslag. Ole Holm ønskede ansøgningen imødekommet.", ["Ole Holm"]),
    ],
)
def test_who_was_against(decision: str, against: list[str]) -> None:
    assert [d.name or d.party for d in item(f"\nBeslutning\n{decision}").dissents] == against


@pytest.mark.parametrize(
    "text",
    [
        "Ole Holm (V) er medlem af bestyrelsen og forlod lokalet på grund af inhabilitet.\n\nBeslutning\nGodkendt.",
        "\nBeslutning\nGodkendt.\n\nFølgende deltog ikke i behandlingen: Ole Holm (V) på grund af inhabilitet.",
        "\nBeslutning\nGodkendt. Ole Holm (V) deltog ikke i drøftelsen, da han er gift med indehaveren.",
    ],
)
def test_who_was_disqualified(text: str) -> None:
    assert doing(item(text), "recused") == ["Ole Holm"]
