"""Asks the library and tells what it answers: for the command, the HTTP API and the pages alike."""

from itertools import groupby

from ...graph import paths
from ...graph.paths import Scope
from ...graph.store import Archive
from ..journeys import body_named
from . import models, telling
from .models import By
from .telling import Named


def possible(archive: Archive, source: str, target: str, by: By, wanted: paths.Wanted) -> models.Possible:
    """The ways over the graph of bodies. Raises UnknownBody."""
    scope = wanted.scope
    if by == "time":
        timed = paths.temporal_paths(archive, source, target, wanted)
        named = Named(archive, [hop.case for path in timed for hop in path.hops])
        return models.Possible(scope=scope, by=by, paths=[], timed=[telling.timed(path, named) for path in timed])
    if by == "all":
        found = paths.simple_paths(archive, source, target, wanted)
    else:
        found = paths.shortest(archive, source, target, by, wanted)
    named = Named(archive, [case for path in found for link in path.links for case in telling.latest(link)])
    return models.Possible(scope=scope, by=by, paths=[telling.possible(path, named) for path in found], timed=[])


def reach(archive: Archive, body: str, back: bool, scope: Scope) -> models.Reaches:
    """The reach of a body. Raises UnknownBody."""
    found = paths.reach(archive, body, scope, back=back)
    reaches = [
        models.Reach(municipality=start.place, body=body_named(start), reached=[telling.reached(one) for one in some])
        for start, some in groupby(found, key=lambda one: one.start)
    ]
    return models.Reaches(scope=scope, back=back, reach=reaches)


def waits(archive: Archive, scope: Scope, most: int) -> models.Waits:
    """Where cases wait."""
    return models.Waits(scope=scope, waits=[telling.link(one) for one in paths.waits(archive, scope)[:most]])


def queue(archive: Archive, place: str | None, on: str | None, routine: bool) -> models.Queues:
    """What is awaited as of a day, the newest meeting day held of each municipality by default."""
    found = paths.queue(archive, place, on, routine=routine)
    queues = []
    for body, each in groupby(found, key=lambda one: one.receiver):
        some = list(each)
        told = [telling.waiting(one) for one in some]
        queues.append(models.Queue(municipality=body.place, body=body_named(body), on=some[0].on, waiting=told))
    return models.Queues(place=place, queues=queues)


def bottlenecks(archive: Archive, scope: Scope, most: int) -> models.Bottlenecks:
    """What everything goes through."""
    found = paths.bottlenecks(archive, scope)[:most]
    return models.Bottlenecks(scope=scope, bottlenecks=[telling.bottleneck(one) for one in found])


def flow(archive: Archive, source: str, target: str, scope: Scope) -> models.Flows:
    """The flow from one body to another. Raises UnknownBody."""
    found = paths.flow(archive, source, target, scope)
    return models.Flows(scope=scope, flows=[telling.flow(one) for one in found])


def variants(archive: Archive, scope: Scope, most: int) -> models.Variants:
    """The commonest ways."""
    found = paths.variants(archive, scope)[:most]
    named = Named(archive, [case for one in found for case in one.cases[: telling.SHOWN]])
    return models.Variants(scope=scope, variants=[telling.variant(one, named) for one in found])


def loops(archive: Archive, scope: Scope, most: int) -> models.Loops:
    """What comes back."""
    found = paths.loops(archive, scope)
    some = found.loops[:most]
    named = Named(archive, [one.case for loop in some for one in telling.longest(loop)])
    return models.Loops(
        scope=scope,
        cases=found.cases,
        returning=len(found.returning),
        with_loops=telling.days(found.with_loops) if found.with_loops else None,
        without=telling.days(found.without) if found.without else None,
        loops=[telling.loop(one, named) for one in some],
    )


def compare(archive: Archive, before: paths.Period, after: paths.Period, scope: Scope) -> models.Comparison:
    """Two periods beside each other."""
    found = paths.compare(archive, before, after, scope)
    one, other = (
        models.Period(since=each.since, until=each.until, cases=cases)
        for each, cases in zip((found.before, found.after), found.cases, strict=True)
    )
    links = [telling.link_change(change) for change in found.links]
    variants = [telling.variant_change(change) for change in found.variants]
    return models.Comparison(scope=scope, before=one, after=other, links=links, variants=variants)
