"""The traffic of a place: every treatment of its cases, read by one scan, for whatever is counted over all of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from ..resolve.reading import Asked
from .bodies import Body, bodies
from .reforms import Reform, current, lineage, reforms
from .scanning import graphs, scan
from .ways import by_case


@dataclass(frozen=True, slots=True)
class Visit:
    """A body (its IRI) had a case on a day; ``node`` is the treatment."""

    node: str
    body: str
    day: str


@dataclass(frozen=True, slots=True)
class Hop:
    """A case went from one body to another: it was last at the sender on ``left``, and at the receiver on ``day``."""

    case: str
    node: str
    sender: str
    receiver: str
    left: str
    day: str

    @property
    def days(self) -> int:
        """Days between the two."""
        return between(self.left, self.day)


@dataclass(frozen=True, slots=True)
class Headline:
    """What a case is called."""

    title: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked about: a municipality (name, code or IRI; None: all) in a period (days, both included; None: any).

    Of the period are the hops that ended in it, and the ways to its last day of cases that a body had in it. Standing
    items only with ``routine``. With ``successors`` bodies are followed as `reforms` tells.
    """

    place: str | None = None
    since: str | None = None
    until: str | None = None
    routine: bool = False
    successors: bool = False


EVERYWHERE: Final = Scope()


@dataclass(frozen=True, slots=True)
class Traffic:
    """The bodies of a place by IRI, the visits of each case (its IRI) in their order, and the period asked about."""

    bodies: Mapping[str, Body]
    cases: Mapping[str, tuple[Visit, ...]]
    since: str
    until: str

    def hops(self) -> Iterator[Hop]:
        """The hops that ended in the period, in the order of cases and of their ways."""
        for case, visits in self.cases.items():
            for one, other in pairwise(visits):
                if self.since <= other.day:
                    yield Hop(case, f"{other.node}/hop", one.body, other.body, one.day, other.day)

    def within(self, since: str | None, until: str | None) -> "Traffic":
        """The part of a period: visits to its last day, of cases that some body had in it."""
        first, last = since or self.since, min(until or self.until, self.until)
        cut = ((case, tuple(v for v in visits if v.day <= last)) for case, visits in self.cases.items())
        return replace(
            self, cases={case: some for case, some in cut if some and some[-1].day >= first}, since=first, until=last
        )


def between(one: str, other: str) -> int:
    """Days from one day to another."""
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def traffic(archive: Asked, scope: Scope = EVERYWHERE, asked: Collection[str] = ()) -> Traffic:
    """Read the traffic; with successors of the bodies ``asked`` for (IRIs) alone, or else of all."""
    known = bodies(archive, scope.place)
    some = reforms(archive) if scope.successors else ()
    follow = _Following(some, asked)
    odd = standing(archive, scope)
    told: dict[str, list[tuple[int, Visit]]] = {}
    for case, node, body, day, position in scan(archive, "paths/visits", graphs(known.values())):
        if case not in odd:
            told.setdefault(case, []).append((int(position), Visit(node, follow.named(body, day), day)))
    cases = {case: tuple(visit for _, visit in sorted(told[case], key=_place)) for case in sorted(told)}
    return Traffic(known, cases, "", "9999-12-31").within(scope.since, scope.until)


def standing(archive: Asked, scope: Scope = EVERYWHERE) -> frozenset[str]:
    """The standing items (IRIs), such as Eventuelt, that do not count."""
    return frozenset() if scope.routine else frozenset(case for (case,) in scan(archive, "paths/routine"))


def _place(entry: tuple[int, Visit]) -> tuple[int, str]:
    return entry[0], entry[1].node


class _Following:
    """What a body counts as on a day; what was told once is remembered."""

    def __init__(self, some: Sequence[Reform], asked: Collection[str]) -> None:
        self._reforms = some
        self._asked = asked
        self._lines = [(body, lineage(some, [body])) for body in asked]
        self._known: dict[tuple[str, str], str] = {}

    def named(self, body: str, day: str) -> str:
        """A body asked for is itself, what came of it is it; if none is asked for, the body that has the work now."""
        if not self._reforms or body in self._asked:
            return body
        if (body, day) not in self._known:
            self._known[body, day] = self._followed(body, day)
        return self._known[body, day]

    def _followed(self, body: str, day: str) -> str:
        if not self._asked:
            return current(self._reforms, body, day)
        return next((asked for asked, line in self._lines if body in line and day >= line[body]), body)


def headlines(archive: Asked, cases: Collection[str]) -> Mapping[str, Headline]:
    """What cases (IRIs) are called."""
    return {
        case: Headline(rows[0]["title"], tuple(sorted({row["number"] for row in rows if "number" in row})))
        for case, rows in by_case(archive, "cases", sorted(cases)).items()
    }
