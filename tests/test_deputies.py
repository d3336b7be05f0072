"""Who stood in for whom, in the many ways that minutes say it."""

import pytest
from sagsgang.graph.extract import extract
from sagsgang.graph.extract.deputies import stand_ins
from sagsgang.graph.facts import Minutes
from sagsgang.graph.formats import read

HEAD = """Skovby Kommune

Plan- og Klimaudvalget

Referat

Onsdag den 12. marts 2025
Kl. 16:30
Rådhuset

{head}

1. En sag

Beslutning
Godkendt.{told}

2. Sag

Beslutning
Godkendt.
"""
MEMBERS = "Medlemmer:\nAnna Berg (A), formand\nOle Holm (V)\nKaj Lund Hede (O)\nMette Krag (F)"


def minutes(head: str, told: str = "") -> Minutes:
    return extract(read(HEAD.format(head=head, told=told).encode()))


def seats(found: Minutes) -> tuple[list[str], list[tuple[str, str | None]], int]:
    """Those absent, those who stood in and for whom, how many members."""
    absent = [person.name for person in found.people if person.function == "absent"]
    deputies = [(p.name, p.substitute_for) for p in found.people if p.function == "substitute"]
    return absent, deputies, len({p.name for p in found.people if p.function == "member"})


WORDED = [
    "Fraværende: Ole Holm (V). Suppleant Ida Skov (V) deltog for Ole Holm.",
    "Fraværende: Ole Holm (V) (Ida Skov (V) deltog i stedet)",
    "Fraværende: Ole Holm (V), i stedet deltog Ida Skov (V)",
    "Afbud: Ole Holm (V), suppleant: Ida Skov (V)",
    "Afbud: Ole Holm (V) - stedfortræder Ida Skov (V)",
    "Afbud: Ole Holm (V) / Ida Skov (V) deltog som suppleant",
    "Afbud: Ole Holm (V), for hvem Ida Skov (V) mødte",
    "Afbud: Ole Holm (V). Ida Skov (V) mødte i stedet.",
    "Afbud: Ole Holm (V). I hans sted mødte Ida Skov (V).",
    "Afbud: Ole Holm (V), i hvis sted Ida Skov (V) var indkaldt",
    "Afbud: Ole Holm (V). Ida Skov (V) var indkaldt som stedfortræder for Ole Holm.",
    "Afbud: Ole Holm (V). Stedfortræder: Ida Skov (V).",
    "Afbud: Ole Holm (V). Suppleanten Ida Skov (V) deltog.",
    "Suppleant  Ida Skov (V) for Ole Holm",
    "Ole Holm (V) var fraværende. Suppleant Ida Skov (V) deltog i stedet.",
    "Ole Holm (V) havde sendt afbud. Ida Skov (V) deltog som stedfortræder for ham.",
    "Ole Holm (V) havde forfald, og suppleant Ida Skov (V) deltog.",
    "Ida Skov (V) deltog i mødet i stedet for Ole Holm (V).",
    "Ida Skov (V) deltog for Ole Holm (V).",
    "Ida Skov (V) afløste Ole Holm (V).",
    "I Ole Holms sted deltog Ida Skov (V).",
    "Ole Holm (V) blev erstattet af Ida Skov (V).",
    "For Ole Holm (V) deltog Ida Skov (V).",
    "Det blev oplyst, at Ida Skov (V) efter lovens § 15, stk. 2, var indkaldt som stedfortræder for Ole Holm (V).",
]


@pytest.mark.parametrize("words", WORDED)
@pytest.mark.parametrize("within", [False, True], ids=["header", "item"])
def test_who_stood_in_for_whom_may_be_said_in_many_ways(words: str, within: bool) -> None:
    found = minutes(MEMBERS, f"\n\n{words}") if within else minutes(f"{MEMBERS}\n\n{words}")
    assert seats(found) == (["Ole Holm"], [("Ida Skov", "Ole Holm")], 4)


@pytest.mark.parametrize(
    "listed",
    [
        "Fraværende:\nOle Holm (V)\n\nSuppleant Ida Skov (V) deltog for Ole Holm.",
        "Fraværende:\nOle Holm (V)\nStedfortræder for Ole Holm: Ida Skov (V)",
        "Fraværende:\nOle Holm (V) (stedfortræder: Ida Skov (V))",
        "Fraværende:\nOle Holm (V)\n\nStedfortrædere:\nIda Skov (V) for Ole Holm (V)",
        "Fraværende:\nOle Holm (V)\n\nStedfortræder:\nIda Skov (V)",
        "Fraværende: Ole Holm (V), for hvem\nIda Skov (V) mødte.",
    ],
)
def test_lists_tell_it_too(listed: str) -> None:
    assert seats(minutes(f"{MEMBERS}\n\n{listed}")) == (["Ole Holm"], [("Ida Skov", "Ole Holm")], 4)


@pytest.mark.parametrize("absent", ["\nAfbud: Ole Holm (V)", ""])
@pytest.mark.parametrize(
    "present",
    ["Ida Skov (V) (suppleant for Ole Holm)", "Ida Skov, stedfortræder for Ole Holm (V)", "Ida Skov (for Ole Holm)"],
)
def test_among_those_present_stands_who_came_for_another(present: str, absent: str) -> None:
    found = minutes(f"Til stede: Anna Berg (A), formand, Kaj Lund Hede (O), {present}, Mette Krag (F){absent}")
    assert seats(found) == (["Ole Holm"], [("Ida Skov", "Ole Holm")], 5)


@pytest.mark.parametrize(
    "words",
    [
        "Ida Skov (V) blev valgt som stedfortræder for Ole Holm (V).",
        "Som stedfortræder for Ole Holm (V) vælges Ida Skov (V).",
        "Ole Holm (V) stemte for Ida Skov (V).",
        "Anna Berg (A) takkede Ole Holm (V) for indsatsen.",
    ],
)
def test_who_is_elected_or_thanked_came_for_nobody(words: str) -> None:
    assert stand_ins(words) == []


def test_who_came_late_was_not_absent() -> None:
    found = minutes(
        f"{MEMBERS}\n\nFraværende: Mette Krag (F)\nOle Holm (V) ankom kl. 16.40 under behandling af punkt 2."
    )
    assert seats(found)[0] == ["Mette Krag"]
