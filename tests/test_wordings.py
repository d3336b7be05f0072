"""Wordings that say much in little: names, bodies, outcomes and turns of phrase, each in minutes of a few lines."""

import pytest
from sagsgang.graph.extract import extract
from sagsgang.graph.extract.decisions import main
from sagsgang.graph.facts import Item
from sagsgang.graph.formats import read

HEAD = """Kulturudvalget

REFERAT

Havnstrup Kommune

Dato: Tirsdag den 4. februar 2025

Medlemmer: Sigrid O'Brien (Ø)
           Tarik Benali (A)
           Vibe Torstensen (V) (formand)

1. Biblioteket

Åben sag

Beslutning i Kulturudvalget den 04-02-2025
"""


def item(decision: str) -> Item:
    """The one item of minutes in which that was decided."""
    return extract(read((HEAD + decision + "\n").encode())).items[0]


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        (
            "Et flertal bestående af Tarik Benali (A) og Vibe Torstensen (V) indstiller til byrådet, at huset købes.",
            "recommended",
        ),
        ("Tarik Benali (A) anbefaler en mindre løsning. Drøftet.", "discussed"),
        ("Udvalget besluttede at oversende sagen til Økonomiudvalget.", "referred"),
        ("Udvalget besluttede at udsætte sagen.", "postponed"),
        ("Med henblik på at godkende planen senere blev den drøftet.", "discussed"),
        ("Anbefales, idet der ansættes en leder, og hegnet trækkes 20 meter tilbage.", "recommended"),
        ("Oversendes til Økonomiudvalget med anbefaling.", "recommended"),
        ("Indstillingen blev godkendt med 5 stemmer mod 2.", "approved"),
    ],
)
def test_a_decision_has_the_outcome_its_words_tell(decision, outcome):
    assert main(item(decision).decisions[-1].outcomes) == outcome


def test_a_majority_takes_no_part_as_persons():
    named = item("Et flertal bestående af Tarik Benali (A) og Vibe Torstensen (V) anbefaler indstillingen.").persons
    assert named == ()


def test_a_name_may_hold_an_apostrophe():
    found = item("Sigrid O'Brien (Ø) stemte imod.").dissents
    assert [d.name for d in found] == ["Sigrid O'Brien"]


def test_a_body_of_a_long_hyphened_name_goes_on_a_way():
    sent = item("Drøftet. Sagen tilgår Fælles-MED-udvalget, Økonomiudvalget og Byrådet i 2. kvartal.").referrals
    assert [(r.receiver, r.when.edtf if r.when else None) for r in sent] == [
        ("Fælles-MED-udvalget", "2025-34"),
        ("Økonomiudvalget", "2025-34"),
        ("Byrådet", "2025-34"),
    ]


def test_what_comes_up_again_is_planned_and_the_body_has_it_to_do():
    read_item = item("Drøftet i uge 5. Sagen tages op igen i kulturudvalget den 4. marts.")
    assert [(r.sender, r.receiver, str(r.when.exact)) for r in read_item.referrals if r.when] == [
        ("Kulturudvalget", "Kulturudvalget", "2025-03-04")
    ]
    assert [task.assignee for task in read_item.tasks] == ["Kulturudvalget"]


def test_a_heading_may_name_its_body_by_name_and_code():
    text = HEAD.replace("Beslutning i Kulturudvalget den", "Beslutning i Kulturudvalget (KU) den") + "Godkendt.\n"
    decided = extract(read(text.encode())).items[0].decisions
    assert [(d.body, main(d.outcomes)) for d in decided] == [("Kulturudvalget", "approved")]
