"""Who was against, took a reservation or abstained, in the many ways in which a clerk may say it."""

import pytest
from worded import item

AGAINST = """
Indstillingen godkendt. For stemte 4 (A, C, F, O), imod stemte 1 (V).
Vedtaget med 4 stemmer for (A, C, F) og 1 stemme imod (V).
Godkendt mod stemmer fra V.
Indstillingen tiltrådt, dog ikke af V.
Alle undtagen V stemte for.
Godkendt. V imod.
Ja-stemmer: A, C, F. Nej-stemmer: V.
Et mindretal (V) ønskede at afvise ansøgningen.
"""
HOLM_AGAINST = """
Udvalget kan ikke anbefale planen. Mindretallet, Ole Holm, ønsker planen vedtaget.
Godkendt. Ole Holm kunne ikke stå bag beslutningen.
Tiltrådt mod Ole Holms stemme.
Ja: 4. Nej: 1 (Ole Holm).
Godkendt. Ole Holm imod.
Indstillingen blev godkendt af alle med undtagelse af Ole Holm.
Stemte ja: Anna Berg. Stemte nej: Ole Holm.
Mindretallet, Ole Holm, ønskede sagen udsat.
Mindretalsudtalelse fra Ole Holm: Vejen skal bevares.
Ole Holm afgav følgende mindretalsudtalelse: Vejen skal bevares.
Ole Holm tilkendegav at ville stemme imod.
Ole Holm bad om at få ført til referat, at han ikke støtter beslutningen.
Ole Holm ønskede sin modstand ført til protokols.
"""
HOLM_RESERVED = """
Godkendt. Med forbehold fra Ole Holm.
Der blev taget forbehold af Ole Holm.
Forbehold: Ole Holm.
"""
HOLM_ABSTAINED = """
Ole Holm valgte ikke at stemme.
Blank: Ole Holm.
Vedtaget. 1 undlod at stemme (Ole Holm).
Ole Holm stemte hverken for eller imod.
"""
TOLD = [
    *(((line), ("against", "V")) for line in AGAINST.strip().splitlines()),
    *(((line), ("against", "Ole Holm")) for line in HOLM_AGAINST.strip().splitlines()),
    *(((line), ("reservation", "Ole Holm")) for line in HOLM_RESERVED.strip().splitlines()),
    *(((line), ("abstained", "Ole Holm")) for line in HOLM_ABSTAINED.strip().splitlines()),
]


@pytest.mark.parametrize(("sentence", "who"), TOLD)
def test_who_stood_apart(sentence: str, who: tuple[str, str]) -> None:
    found = item(f"Beslutning\n{sentence}\n").dissents
    assert [(one.stance, one.name or one.party) for one in found] == [who]


@pytest.mark.parametrize(
    "sentence",
    [
        "Der var ingen stemmer imod.",
        "Naboerne har stemt imod projektet.",
        "Udvalget stemte imod en udsættelse.",
        "Udvalget tager forbehold for finansieringen.",
        "Godkendt med undtagelse af punkt 2.",
        "Alle partier var enige.",
    ],
)
def test_nobody_stood_apart(sentence: str) -> None:
    assert item(f"Beslutning\n{sentence}\n").dissents == ()
