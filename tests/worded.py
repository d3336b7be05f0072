"""Minutes of one item, to be asked how the words of its decision are read."""

from sagsgang.graph.extract import extract
from sagsgang.graph.facts import Item, Minutes
from sagsgang.graph.formats import read

HEAD = """Skovby Kommune

Plan- og Klimaudvalget

Referat

Onsdag den 12. marts 2025
Kl. 16:30
{place}

Medlemmer
Anna Berg (A)
Ole Holm (V)

1. En sag

Sagsfremstilling
Sagen handler om kysten.

"""


def minutes(decided: str, place: str = "Rådhuset") -> Minutes:
    return extract(read((HEAD.format(place=place) + decided).encode()))


def item(decided: str) -> Item:
    return minutes(decided).items[0]
