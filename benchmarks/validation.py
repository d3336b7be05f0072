"""How long the validation of one meeting's graph takes, beside rdflib's reading of the same N-Quads in the same run.

python benchmarks/validation.py [ITEMS]
"""

import sys
from collections.abc import Callable
from statistics import median
from time import process_time

from rdflib import Dataset
from sagsgang.graph.mapping import stated
from sagsgang.shapes import validate

ROUNDS = 7
HEAD = """Havnstrup Kommune

Teknikudvalget

REFERAT

Sted: Lokale 2, Havnstrup Rådhus
Dato: Onsdag den 6. marts 2024
Start kl.: 16:00
Slut kl.: 18:30
Medlemmer: Birthe Krogsgaard (A) (formand), Jørn Vestermark (V), Solveig Ankerhus (F)
Fraværende: Jørn Vestermark

"""
ITEM = """{n}. Ny cykelsti ved Havnevej {n}

24/{case} Åben sag
Sagsgang: TU, ØK, KB

Sagsfremstilling
Vejchef Poul Egelund deltager under punktet. Sagen behandles i Økonomiudvalget den 20. marts 2024 og
i Kommunalbestyrelsen den 27. marts 2024.

Indstilling
Vejchefen indstiller, at stien langs Havnevej {n} anlægges.

Bilag:
1 Åben Skitse af stien {case}/24
2 Lukket Tilbud fra entreprenøren {more}/24

Beslutning i Teknikudvalget den 06-03-2024
Anbefales. Solveig Ankerhus kan ikke anbefale stien.
Poul Egelund deltog under punktet.
Poul Egelund følger op på tidsplanen.

"""


def minutes(items: int) -> str:
    """Invented minutes of so many items."""
    return HEAD + "".join(ITEM.format(n=n, case=300 + n, more=900 + n) for n in range(1, items + 1))


def milliseconds(work: Callable[[], object]) -> float:
    """The median of the processor's time for some work, done a few times over."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append((process_time() - start) * 1000)
    return median(times)


def main(items: int) -> None:
    """Print both times and their ratio."""
    start = process_time()
    validate(b"")
    first = (process_time() - start) * 1000
    nquads = stated(minutes(items).encode()).nquads
    start = process_time()
    report = validate(nquads)
    first += (process_time() - start) * 1000
    parsing = milliseconds(lambda: Dataset().parse(data=nquads, format="nquads"))
    validating = milliseconds(lambda: validate(nquads))
    quads, ratio = len(nquads.splitlines()), validating / parsing
    print(f"{items} items, {quads} quads; {report.text('en').splitlines()[0]}")
    print(
        f"rdflib reads them in {parsing:.0f} ms, they are validated in {validating:.0f} ms: {ratio:.1f} times as long"
    )
    print(f"the first time, with pyshacl and the shapes to load: {first:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 22)
