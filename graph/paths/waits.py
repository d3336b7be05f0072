"""Where cases wait: how many days a hop takes, and which cases a body is awaited to have now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ..resolve.reading import Asked
from .bodies import Body, bodies
from .links import Link, links
from .scanning import graphs, scan
from .traffic import EVERYWHERE, Scope, Traffic, between, traffic
from .ways import Status, ways

AWAITED: Final[frozenset[Status]] = frozenset({"open", "late", "not in what we hold"})
"""The statuses of an announced step that may still come."""
LAST: Final = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case (its IRI) that a body is announced to have, and has not had.

    ``sender`` is the body that it comes from, ``announced`` the day of the meeting that told it, ``age`` the days from
    then to ``on``, the day that this is told as of, ``due`` the last day that was told for it.
    """

    case: str
    title: str
    numbers: tuple[str, ...]
    sender: Body
    receiver: Body
    status: Status
    announced: str
    age: int
    due: str | None
    on: str


def waits(
    archive: Asked,
    scope: Scope = EVERYWHERE,
) -> list[Link]:
    """The links, those on which a case in the middle takes most days first."""
    return waits_in(traffic(archive, scope))


def waits_in(told: Traffic) -> list[Link]:
    """The same of traffic that is read."""
    return sorted(
        links(told).values(),
        key=lambda link: (-link.days.median, -len(link.hops), link.sender.place, link.sender.iri, link.receiver.iri),
    )


def queue(archive: Asked, place: str | None = None, on: str | None = None, *, routine: bool = False) -> list[Waiting]:
    """The cases that bodies are announced to have, by receiving body, the oldest announcement first.

    As of a day, the newest meeting day held of the municipality by default; standing items only with ``routine``.
    """
    known = bodies(archive, place)
    found: list[Waiting] = []
    for way in ways(archive, _undone(archive, known.values(), on or LAST), on, told=False):
        if way.routine and not routine:
            continue
        senders = {after: way.steps[before] for before, after in way.links}
        for number, step in enumerate(way.steps):
            if step.status in AWAITED and step.announced:
                sender = senders[number].body if number in senders else step.body
                told = (sender, step.body, step.status, step.announced, between(step.announced, way.on), step.latest)
                found.append(Waiting(way.case, way.title, way.numbers, *told, way.on))
    return sorted(
        found, key=lambda one: (one.receiver.place, one.receiver.iri, one.announced, one.case, one.sender.iri)
    )


def _undone(archive: Asked, known: Iterable[Body], day: str) -> list[str]:
    """The cases with an announced step that by then is neither kept nor announced anew."""
    rows = scan(archive, "paths/awaited", graphs(known))
    never = f"{LAST}-"
    return sorted({case for case, told, kept, anew in rows if told <= day < min(kept or never, anew or never)})
