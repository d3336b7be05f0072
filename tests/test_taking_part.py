"""Who is named in an item, and whether they presented it or were there."""

import pytest
from worded import item

PRESENTED = """
Oplæg ved Karen Vang.
Oplæg af Karen Vang fra KL.
Orientering v. Karen Vang.
Præsentation v/Karen Vang.
Oplægsholder: Karen Vang.
Der blev givet en orientering af vicedirektør Karen Vang.
Orientering fra centerchef Karen Vang.
Udvalget modtog en orientering af Karen Vang.
Udvalget fik præsenteret planen af arkitekt Karen Vang.
Sagen blev fremlagt ved Karen Vang.
Planen præsenteres af Karen Vang.
Karen Vang kom og fortalte om byggeriet.
Karen Vang, der er rektor, fortalte om byggeriet.
Overlæge Karen Vang, Regionshospitalet, holdt et oplæg.
Karen Vang holdt et inspirerende oplæg om frivillighed.
Karen Vang vil under punktet give en orientering.
Karen Vang bidrog med oplysninger om trafikken.
"""
TOOK_PART = """
Gæst: Karen Vang fra Naturstyrelsen.
Til stede under punktet var Karen Vang fra forvaltningen.
Karen Vang besvarede spørgsmål fra udvalget.
Udvalget mødtes med Karen Vang fra menighedsrådet.
"""


@pytest.mark.parametrize(
    ("sentence", "function"),
    [
        *((line, "presenter") for line in PRESENTED.strip().splitlines()),
        *((line, "participant") for line in TOOK_PART.strip().splitlines()),
    ],
)
def test_what_somebody_did(sentence: str, function: str) -> None:
    assert [(one.name, one.function) for one in item(f"Beslutning\n{sentence}\n").persons] == [("Karen Vang", function)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Karen Vang og Bo Krag deltog i punktet.",
        "Karen Vang samt Bo Krag var til stede under punktet.",
        "Fra forvaltningen deltog Karen Vang og Bo Krag.",
        "Inviterede: Karen Vang og Bo Krag.",
        "Gæster: Karen Vang (COWI), Bo Krag (COWI)",
        "Deltagere under punktet: Karen Vang og Bo Krag.",
    ],
)
def test_all_of_a_list_took_part(sentence: str) -> None:
    found = item(f"Beslutning\n{sentence}\n").persons
    assert [(one.name, one.function) for one in found] == [("Karen Vang", "participant"), ("Bo Krag", "participant")]


def test_the_post_may_stand_in_parentheses() -> None:
    (one,) = item("Beslutning\nKaren Vang (leder af Jobcentret) orienterede kort.\n").persons
    assert (one.function, one.role) == ("presenter", "leder af Jobcentret")


@pytest.mark.parametrize("sentence", ["Udvalget besøgte Ida Holsts Plads.", "Forslag fra Nordisk Film om optagelser."])
def test_what_is_formed_like_a_name_need_be_no_person(sentence: str) -> None:
    assert item(f"Beslutning\n{sentence}\n").persons == ()
