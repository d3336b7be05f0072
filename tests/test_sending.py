"""Where a case goes next and where it came from, in sentences of decisions."""

import pytest
from worded import item

OWN, ECONOMY, COUNCIL, ELDERS = "Plan- og Klimaudvalget", "Økonomiudvalget", "Byrådet", "Ældrerådet"


def sent(sentence: str) -> list[tuple[str, str, bool]]:
    found = item(f"Beslutning\n{sentence}\n").referrals
    return [(one.sender, one.receiver, one.carried_out) for one in found]


@pytest.mark.parametrize(
    ("sentence", "receivers"),
    [
        ("Løftes til Økonomiudvalget.", [ECONOMY]),
        ("Udvalget godkendte sagen og sendte den til Økonomiudvalget.", [ECONOMY]),
        ("Økonomiudvalget bedes tage stilling til finansieringen.", [ECONOMY]),
        ("Økonomiudvalget anmodes om at anvise finansiering.", [ECONOMY]),
        ("Byrådet skal endeligt godkende planen.", [COUNCIL]),
        ("Byrådet skal træffe den endelige beslutning den 25. marts 2025.", [COUNCIL]),
        ("Ældrerådet og Handicaprådet høres inden den endelige vedtagelse.", [ELDERS, "Handicaprådet"]),
        (
            "Politikken sendes i høring i Ældrerådet, Handicaprådet og Udsatterådet.",
            [ELDERS, "Handicaprådet", "Udsatterådet"],
        ),
    ],
)
def test_where_it_goes(sentence: str, receivers: list[str]) -> None:
    assert sent(sentence) == [(OWN, receiver, False) for receiver in receivers]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sagen blev i Byrådet den 25. februar 2025 sendt tilbage til udvalget.",
        "Byrådet har den 25. februar 2025 hjemvist sagen.",
    ],
)
def test_where_it_came_from(sentence: str) -> None:
    assert sent(sentence) == [(COUNCIL, OWN, True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sagen har ikke været i høring i Ældrerådet.",
        "Sagen behandles ikke i Økonomiudvalget.",
        "Byrådets beslutning fra 2020 følges.",
    ],
)
def test_where_it_does_not_go(sentence: str) -> None:
    assert sent(sentence) == []
