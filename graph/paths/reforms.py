"""Reforms: which bodies came of which, and what it means to follow a body to its successors.

To follow a body that is **asked for** counts what came of it: of a split each part, of a merger the merged body with
all that it has, of several reforms in a row the last too, each from the day of the reform on. To follow the bodies of a
**whole place** counts a meeting for the one body that has its work now; where the work was split, for the last body
before the split, as nothing tells which part a case went to. A reform whose day is not known holds on every day.
The model is org:ChangeEvent (The Organization Ontology, W3C 2014, section 5.6).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..resolve.reading import Asked, ask


@dataclass(frozen=True, slots=True)
class Reform:
    """Bodies (IRIs) ``before``, and those that came of them, from a day (YYYY-MM-DD) on if it is known."""

    iri: str
    day: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]


def reforms(archive: Asked) -> tuple[Reform, ...]:
    """The reforms held, the earliest first; those of no known day before all others."""
    days: dict[str, str | None] = {}
    ends: dict[str, tuple[set[str], set[str]]] = {}
    for row in ask(archive, "paths/reforms"):
        days[row["change"]] = row.get("day")
        before, after = ends.setdefault(row["change"], (set(), set()))
        before.add(row["before"])
        after.add(row["after"])
    found = (Reform(iri, days[iri], tuple(sorted(b)), tuple(sorted(a))) for iri, (b, a) in ends.items())
    return tuple(sorted(found, key=lambda reform: (reform.day or "", reform.iri)))


def lineage(some: Iterable[Reform], bodies: Iterable[str]) -> Mapping[str, str]:
    """What came of bodies (IRIs): each with the day from which it counts, "" for always, as for the bodies themselves.

    >>> merger = Reform("c", "2018-01-01", ("a", "b"), ("ab",))
    >>> lineage([merger, Reform("d", "2022-01-01", ("ab",), ("a", "b"))], ["b"])
    {'b': '', 'ab': '2018-01-01', 'a': '2022-01-01'}
    """
    told, found = tuple(some), dict.fromkeys(bodies, "")
    changed = True
    while changed:
        changed = False
        for reform in told:
            for start in sorted(found[body] for body in reform.before if body in found)[:1]:
                day = start if reform.day is None else reform.day
                for body in reform.after if day >= start else ():
                    if day < found.get(body, "9999"):
                        found[body], changed = day, True
    return found


def counts(line: Mapping[str, str], body: str, day: str | None) -> bool:
    """Whether a body on a day (None: any) is of a lineage."""
    return body in line and (day is None or day >= line[body])


def current(some: Iterable[Reform], body: str, day: str) -> str:
    """The one body that now has the work that a body had on a day; at a split, the last before it.

    >>> merger = Reform("c", "2018-01-01", ("a", "b"), ("ab",))
    >>> split = Reform("d", "2022-01-01", ("ab",), ("a", "b"))
    >>> current([merger, split], "a", "2016-05-01"), current([merger, split], "a", "2023-05-01")
    ('ab', 'a')
    """
    told, seen = tuple(some), {body}
    while True:
        coming = [reform for reform in told if body in reform.before and (reform.day is None or reform.day > day)]
        if not coming or len(coming[0].after) > 1 or coming[0].after[0] in seen:
            return body
        body, day = coming[0].after[0], coming[0].day or day
        seen.add(body)
