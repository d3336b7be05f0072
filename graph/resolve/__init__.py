"""Concluding: from all stated graphs and the register to one concluded graph a municipality.

The result depends on which documents there are, never on the order in which they came.
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from ..corrections import Correction
from ..parts import Forgotten, Known, Parts
from .bodies import Bodies, bodies
from .cases import cases
from .coverage import coverage
from .differences import Differences
from .former import apart, as_named_now
from .matters import matters
from .meetings import meetings
from .people import Persons, Sighting, held_then, holdings, memberships, named_posts, persons, posts, sightings
from .places import Place, body_key, place, unique
from .reading import Asked, Remembering, ask, documents, forget, stated
from .rows import Document, Stated
from .rulings import Rulings, rulings
from .treatments import treatments
from .voices import superseded
from .writing import (
    Pen,
    graph_iri,
    write_bodies,
    write_cases,
    write_coverage,
    write_differences,
    write_meetings,
    write_memberships,
    write_municipality,
    write_named_meetings,
    write_persons,
    write_posts,
    write_proposals,
    write_superseded,
)

__all__ = ["apart", "as_named_now", "conclude", "last_day"]


class Store(Remembering, Protocol):
    """What holds the graphs: the archive."""

    def amend(self, graph: str, parts: Parts) -> None: ...
    def known(self, graph: str) -> dict[str, Known]: ...
    def corrections(self) -> tuple[Correction, ...]: ...


def conclude(archive: Store, touched: Iterable[str] | None = None) -> None:
    """Recompute the concluded graphs of the municipalities that some documents belong to, or belonged to.

    ``touched`` are IRIs of documents that came or went; None recomputes all.
    """
    with _uncollected():
        _conclude(archive, touched)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage in cycles: rows make none, and to look through all of them again and again costs a third."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _conclude(archive: Store, touched: Iterable[str] | None) -> None:
    told, corrections = documents(archive), archive.corrections()
    held: dict[str, list[Document]] = defaultdict(list)
    places: dict[str, Place] = {}
    for document in told:
        its = place(document.name, document.given)
        places[its.iri] = its
        held[its.iri].append(document)
    for iri in sorted(_touched(archive, told, touched)):
        its = places.get(iri) or Place(iri, "", None)
        if held[iri]:
            _amend(archive, its, held[iri], corrections)
        else:
            archive.amend(graph_iri(its), Parts({}))
    forget(archive)


def _amend(archive: Store, its: Place, held: Sequence[Document], corrections: tuple[Correction, ...]) -> None:
    """Conclude one municipality; from nothing but its documents, where what was concluded before is not remembered."""
    ruled = rulings(archive, corrections, held)
    rows, graph = stated(archive, held, ruled.wrong), graph_iri(its)
    try:
        archive.amend(graph, concluded(its, rows, ruled, archive.known(graph)))
    except Forgotten:
        archive.amend(graph, concluded(its, rows, ruled))


def _touched(archive: Store, told: Iterable[Document], touched: Iterable[str] | None) -> set[str]:
    """The municipalities to recompute: where the documents belong now, and where they belonged."""
    if touched is None:
        before = {row["municipality"] for row in ask(archive, "resolve/concluded")}
        return before | {place(document.name, document.given).iri for document in told}
    some = set(touched)
    now = {place(document.name, document.given).iri for document in told if document.node in some}
    before = {row["municipality"] for row in ask(archive, "resolve/belonged", {"documents": " ".join(sorted(some))})}
    return before | now


def concluded(its: Place, told: Stated, ruled: Rulings, known: Mapping[str, Known] | None = None) -> Parts:
    """The concluded graph of one municipality; ``known`` are the parts that it has now."""
    named = bodies(told.names, its.bodies, its.reforms, ruled)
    met = meetings(told, named.of)
    seen = sightings(told, named)
    people = persons(seen, its.iri, ruled)
    unheard = superseded(told, met, people.of)
    pen = Pen(its, met, ruled, known)
    write_municipality(pen, told.documents)
    write_bodies(pen, named)
    write_meetings(pen, told.items)
    write_named_meetings(pen, told.meetings, named.of)
    write_persons(pen, people)
    write_superseded(pen, unheard)
    write_superseded(pen, ruled.wrong)
    write_memberships(pen, memberships((one for one in seen if one.node not in unheard), people.of))
    _write_posts(pen, named, seen, people)
    differing = Differences(told, named.of, met, unheard)
    for meeting in met.all:
        write_differences(pen, meeting, differing.among(meeting))
    found = cases(matters(told, named.of, met), its.iri, ruled)
    treated = tuple((case, treatments(case)) for case in found.all)
    held = coverage(told, named.of, met, (one for _, done in treated for one in done))
    write_cases(pen, treated, held)
    write_proposals(pen, found.proposed)
    write_coverage(pen, held)
    return pen.quads.parts()


def _write_posts(pen: Pen, named: Bodies, seen: Iterable[Sighting], people: Persons) -> None:
    """The posts that roles as stated name, of the municipality and of its bodies, and who held them."""
    spelled = ((key, body.key) for body in named.all for key in {body.key, *map(body_key, (body.name, *body.codes))})
    told = posts(seen, unique(spelled))
    held = tuple(holdings(told, people.of))
    write_posts(pen, named_posts(told), held, held_then(seen, people.of, held))


def last_day(archive: Asked) -> str | None:
    """The newest day of a meeting held in the store, as `YYYY-MM-DD`: what `last` means in a question."""
    return next((row["last"] for row in ask(archive, "resolve/last_day") if "last" in row), None)
