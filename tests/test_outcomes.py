"""What comes of an item, as the sentences of its decision tell: by their parts, not by whole phrases."""

import pytest
from worded import item

APPROVED = """
Udvalget gav grønt lys til projektet.
Udvalget traf beslutning i overensstemmelse med indstillingen.
Administrationens indstilling blev fulgt med stemmerne 3-2.
Der var i udvalget enighed om at følge administrationens anbefaling.
Udvalget valgte model B.
Udvalget ønsker at arbejde videre med alternativ 3.
Udvalget var enige om at igangsætte arbejdet.
Kommunalbestyrelsen giver sit samtykke til salget.
Arealet sælges til den højestbydende.
Puljen fordeles som foreslået.
Udvalget meddeler landzonetilladelse.
Administrationen bemyndiges til at indgå aftalen.
Det indstillede godkendes.
Udvalget godkendte, at der arbejdes videre med ændringer af reglerne.
Indsigelserne imødekommes ikke, og planen vedtages uændret.
Sagen har tidligere været udsat. Indstillingen blev nu godkendt.
Udvalget udtrykte ønske om, at sagen ikke blev udsat, og godkendte indstillingen.
Et forslag fra V om udsættelse blev forkastet. Herefter blev indstillingen godkendt.
Ole Holm foreslog, at sagen udsættes. Forslaget blev forkastet. Udvalget godkendte herefter indstillingen.
V foreslog udsættelse. Forslaget faldt. Indstillingen herefter godkendt.
"""
CHANGED = """
Vedtægterne blev vedtaget med enkelte sproglige rettelser.
Udvalget fulgte indstillingen, dog skal hallen beklædes med mørkt træ.
Godkendt med de rettelser, der fremkom på mødet.
"""
REJECTED = """
Udvalget sagde nej til forslaget.
Udvalget ønsker ikke at fremme sagen.
Udvalget valgte ikke at imødekomme ansøgningen.
Udvalget vil ikke bidrage til projektet.
Udvalget finder ikke grundlag for at ændre afgørelsen.
Udvalget besluttede, at der ikke gives tilladelse.
Udvalget besluttede, at projektet ikke gennemføres.
Der gives ikke støtte til foreningen i år.
Der blev ikke givet tilladelse.
Ansøgeren får ikke dispensation.
Ønsket kan ikke efterkommes.
Forslaget opnåede ikke det fornødne flertal.
Der var ikke flertal for forslaget.
Klagen afvises.
Udvalget ser ikke mulighed for at imødekomme ønsket.
Forslaget blev ikke fremmet.
Udvalget ønsker ikke, at der arbejdes videre med forslaget.
Der er ikke politisk opbakning til forslaget.
"""
NOT_RECOMMENDED = """
Udvalget kan med stemmerne 3-2 ikke anbefale forslaget.
Udvalget fraråder, at planen vedtages.
"""
REFERRED = """
Udvalget besluttede at oversende sagen til budgetforhandlingerne.
Udvalget hjemviste sagen til forvaltningen.
Henvist til Teknisk Udvalg.
"""
POSTPONED = """
Udvalget ønsker sagen genoptaget på et senere møde og traf derfor ingen beslutning.
Der træffes først beslutning på næste møde.
Sagen tages op på mødet i juni, når tallene foreligger.
Punktet behandles på næste møde.
Ole Holm foreslog at udsætte sagen. Det var der tilslutning til.
"""
WITHDRAWN = """
Formanden trak punktet.
Forslagsstilleren trak sit forslag tilbage.
"""
APPOINTED = """
Anna Berg valgt som formand.
Konstitueringen skete således: Formand blev Anna Berg.
Valget faldt på Ole Holm.
Udvalget har valgt Ole Holm som repræsentant.
Udvalget pegede på Ole Holm som kommunens repræsentant.
"""
HEARD = """
Planforslaget fremlægges i otte uger.
Udvalget sendte forslaget ud i offentlig høring.
"""
TOLD = {
    "approved": APPROVED,
    "approved_with_changes": CHANGED,
    "rejected": REJECTED,
    "not_recommended": NOT_RECOMMENDED,
    "referred": REFERRED,
    "postponed": POSTPONED,
    "withdrawn": WITHDRAWN,
    "appointed": APPOINTED,
    "sent_to_hearing": HEARD,
}


@pytest.mark.parametrize(
    ("sentence", "outcome"), [(line, key) for key, lines in TOLD.items() for line in lines.strip().splitlines()]
)
def test_what_comes_of_it(sentence: str, outcome: str) -> None:
    (decision,) = item(f"Beslutning\n{sentence}\n").decisions
    assert {told.value for told in decision.outcomes} == {outcome}


@pytest.mark.parametrize(
    "sentence",
    [
        "Udvalget drøftede, om der burde gives tilladelse til flere boder.",
        "Udvalget ønsker politiets vurdering, før der vælges model.",
        "Der var ønske om mere viden, inden arealet sælges.",
        "Udvalget blev enige om at drøfte emnet på næste møde.",
    ],
)
def test_what_is_only_talked_of_is_not_decided(sentence: str) -> None:
    (decision,) = item(f"Beslutning\n{sentence}\n").decisions
    assert {told.value for told in decision.outcomes} <= {"discussed", "postponed"}
