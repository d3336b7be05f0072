"""In how many ways separately titled matters stand under one item, and what only looks like them."""

import pytest
from sagsgang.graph.extract import extract
from sagsgang.graph.formats import read
from worded import HEAD

SAID = "Programmet er klar, og der er styr på det praktiske."
DONE = "Arbejdet skrider planmæssigt frem. Der kommer nye bænke til sommer."
NOTED, TALKED = "Taget til efterretning.", "Drøftet."


def matters(told: str) -> list[tuple[str, list[str]]]:
    """The titles of the matters of the first of two items, each with its outcomes."""
    text = f"{HEAD.partition('1. En sag')[0]}1. Orienteringssager\n\n{told}\n2. Eventuelt\n\nBeslutning\nIntet.\n"
    first, last = extract(read(text.format(place="Rådhuset").encode())).items
    assert (first.title, last.title, last.sub_items) == ("Orienteringssager", "Eventuelt", ())
    return [(sub.title, [o.value for d in sub.decisions for o in d.outcomes]) for sub in first.sub_items]


@pytest.mark.parametrize(
    "shape",
    [
        "{}\n{}\n\n",
        "{}:\n{}\n\n",
        "{}: {}\n",
        "{} - {}\n",
        "- {}: {}\n",
        "**{}**\n{}\n\n",
        "**{}:** {}\n\n",
        "Vedr. {}: {}\n\n",
        "Vedrørende {}:\n{}\n\n",
        "Ad {}: {}\n",
        "Emne: {}\n{}\n\n",
    ],
)
def test_what_is_decided_of_each_matter_stands_below_or_behind_its_title(shape: str) -> None:
    told = "".join(shape.format(*matter) for matter in (("Kulturnat", NOTED), ("Havnen", TALKED)))
    assert matters(f"Beslutning\n{told}") == [("Kulturnat", ["noted"]), ("Havnen", ["discussed"])]


@pytest.mark.parametrize(
    ("first", "last"),
    [("a) {}", "b) {}"), ("A. {}", "B. {}"), ("1.1 {}", "1.2 {}"), ("1a. {}", "1b. {}"), ("I. {}", "II. {}")],
)
def test_matters_are_counted_by_letters_and_numbers(first: str, last: str) -> None:
    told = f"{first}\n{{}}\n\n{last}\n{{}}\n".format("Kulturnat", NOTED, "Havnen", TALKED)
    assert matters(f"Beslutning\n{told}") == [("Kulturnat", ["noted"]), ("Havnen", ["discussed"])]


@pytest.mark.parametrize("label", ["Beslutning", "Referat"])
@pytest.mark.parametrize(
    "told",
    [
        f"Kulturnat\n{SAID}\n\nHavnen\n{DONE}\n",
        f"KULTURNAT\n\n{SAID}\n\nHAVNEN\n\n{DONE}\n",
        f"Kulturnat: {SAID}\n\nHavnen: {DONE}\n",
        f"- Kulturnat: {SAID}\n- Havnen: {DONE}\n",
        f"1) Kulturnat\n{SAID}\n\n2) Havnen\n{DONE}\n",
        f"Vedr. Kulturnat: {SAID}\n\nVedr. Havnen: {DONE}\n",
        f"Kulturnat\n---------\n{SAID}\n\nHavnen\n------\n{DONE}\n",
    ],
)
def test_matters_of_which_nothing_is_decided_are_matters_too(label: str, told: str) -> None:
    assert [title.casefold() for title, _ in matters(f"{label}\n{told}")] == ["kulturnat", "havnen"]


@pytest.mark.parametrize(("first", "last"), [("a) ", "b) "), ("a. ", "b. "), ("1. ", "2. ")])
@pytest.mark.parametrize("shape", ["Ad {}{}\n\n", "{}{}\n", "Ad {}\n{}\n\n"])
def test_a_decision_names_the_matters_above_by_their_signs(first: str, last: str, shape: str) -> None:
    told = f"{first}Kulturnat\n{SAID}\n\n{last}Havnen\n{DONE}\n\n"
    ruled = shape.format(first, NOTED) + shape.format(last, TALKED)
    found = matters(f"Sagsfremstilling\n{told}Beslutning\n{ruled}")
    assert found == [("Kulturnat", ["noted"]), ("Havnen", ["discussed"])]


def test_each_matter_may_have_sections_of_its_own() -> None:
    told = "{} {}\n\nSagsfremstilling\n{}\n\nBeslutning\n{}\n\n"
    for first, last in (("1.1", "1.2"), ("a)", "b)")):
        text = told.format(first, "Kulturnat", SAID, NOTED) + told.format(last, "Havnen", DONE, TALKED)
        assert matters(text) == [("Kulturnat", ["noted"]), ("Havnen", ["discussed"])]


ADVICE = "Indstilling\nForvaltningen indstiller, at\n1. planen godkendes\n2. midlerne frigives\n\n"


@pytest.mark.parametrize(
    "told",
    [
        f"{ADVICE}Beslutning\nAd 1: Godkendt.\nAd 2: Udsat.\n",
        f"{ADVICE}Beslutning\nAd 1\nGodkendt.\n\nAd 2\nUdsat.\n",
        f"{ADVICE}Beslutning\n1. at: Godkendt.\n2. at: Udsat.\n",
        "Beslutning\nFor: A, C\nImod: V\nIndstillingen blev godkendt.\n",
        "Beslutning\nUdvalget: Godkendt.\nByrådet: Godkendt.\n",
        f"Beslutning\nGodkendt.\n\nVenstre: {SAID}\n\nSocialdemokratiet: {DONE}\n",
        f"Referat\nOplæg\n{SAID}\n\nSpørgsmål\n{DONE}\n",
        f"Sagsfremstilling\na. Baggrund\n{SAID}\n\nb. Mål\n{DONE}\n\nBeslutning\nGodkendt.\n",
        "Beslutning\nUdvalget drøftede sagen og bad om:\n- Økonomi: en oversigt.\n- Proces: en tidsplan.\n",
        "Beslutning\nÆndringsforslag fra V: Forkastet.\nForslaget: Vedtaget.\n",
        "Beslutning\nUdvalget besluttede,\na) at stien anlægges\nb) at havnen renoveres\n",
    ],
)
def test_points_votes_and_aspects_of_one_matter_are_no_matters(told: str) -> None:
    assert matters(told) == []
