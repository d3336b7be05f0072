"""From values of the library to what is told: bodies and cases named, days and shares as numbers."""

from collections.abc import Iterable
from typing import Final

from ...graph import paths
from ...graph.store import Archive
from ..journeys import body_named
from ..known import page
from ..models import BodyNamed
from . import models

SHOWN: Final = 20
"""Cases told as evidence of one thing, at most; all are counted."""


class Named:
    """Cases by their IRIs, all read at once."""

    def __init__(self, archive: Archive, cases: Iterable[str]) -> None:
        self._called = paths.headlines(archive, set(cases))

    def case(self, iri: str) -> models.CaseNamed:
        """A case by its title and numbers."""
        told = self._called[iri]
        return models.CaseNamed(iri=iri, title=told.title, numbers=list(told.numbers), page=page(iri))


def bodies(some: Iterable[paths.Body]) -> list[BodyNamed]:
    """Bodies by name and code."""
    return [body_named(body) for body in some]


def days(one: paths.Span) -> models.Days:
    """What some days come to."""
    return models.Days(
        count=one.count,
        shortest=one.shortest,
        lower=one.lower,
        median=one.median,
        upper=one.upper,
        longest=one.longest,
    )


def link(one: paths.Link) -> models.Link:
    """A link without its cases."""
    return models.Link(
        municipality=one.sender.place,
        source=body_named(one.sender),
        target=body_named(one.receiver),
        hops=len(one.hops),
        cases=len(one.cases),
        days=days(one.days),
        share=round(one.share, 4),
    )


def latest(one: paths.Link) -> list[str]:
    """Some of the cases of a link, those of the latest hops first."""
    hops = sorted(one.hops, key=lambda hop: (hop.day, hop.case), reverse=True)
    return list(dict.fromkeys(hop.case for hop in hops))[:SHOWN]


def evidence(one: paths.Link, named: Named) -> models.Evidence:
    """A link with some of its cases."""
    return models.Evidence(**dict(link(one)), evidence=[named.case(case) for case in latest(one)])


def possible(path: paths.LinkPath, named: Named) -> models.PossiblePath:
    """A way over the graph of bodies."""
    return models.PossiblePath(
        municipality=path.bodies[0].place,
        bodies=bodies(path.bodies),
        days=path.days,
        share=round(path.share, 4),
        whole=path.whole,
        links=[evidence(one, named) for one in path.links],
    )


def timed(path: paths.TimedPath, named: Named) -> models.TimedPath:
    """A way that respects time."""
    ends = zip(path.bodies, path.bodies[1:], path.hops, strict=False)
    return models.TimedPath(
        municipality=path.bodies[0].place,
        bodies=bodies(path.bodies),
        days=path.days,
        hops=[
            models.TimedHop(
                case=named.case(hop.case), source=body_named(one), target=body_named(other), left=hop.left, day=hop.day
            )
            for one, other, hop in ends
        ],
    )


def reached(one: paths.Reached) -> models.Reached:
    """A body that cases got to or came from."""
    return models.Reached(
        body=body_named(one.body),
        cases=len(one.cases),
        share=round(one.share, 4),
        fewest_hops=one.fewest,
        median_hops=one.hops,
        days=days(one.days),
    )


def waiting(one: paths.Waiting) -> models.Waiting:
    """A case that a body is awaited to have."""
    return models.Waiting(
        case=models.CaseNamed(iri=one.case, title=one.title, numbers=list(one.numbers), page=page(one.case)),
        source=body_named(one.sender),
        status=one.status,
        announced=one.announced,
        age=one.age,
        due=one.due,
    )


def bottleneck(one: paths.Bottleneck) -> models.Bottleneck:
    """How much goes through a body."""
    return models.Bottleneck(
        municipality=one.body.place,
        body=body_named(one.body),
        through=len(one.through),
        share=round(one.share, 4),
        betweenness=round(one.betweenness, 4),
        before=days(one.before) if one.before else None,
        after=days(one.after) if one.after else None,
    )


def flow(one: paths.Flow) -> models.Flow:
    """The flow between two bodies."""
    return models.Flow(
        municipality=one.source.place,
        source=body_named(one.source),
        target=body_named(one.target),
        most=one.most,
        narrow=[link(each) for each in one.narrow],
    )


def variant(one: paths.Variant, named: Named) -> models.Variant:
    """A way and some of its cases."""
    return models.Variant(
        municipality=one.bodies[0].place,
        bodies=bodies(one.bodies),
        cases=one.count,
        share=round(one.share, 4),
        days=days(one.days),
        evidence=[named.case(case) for case in one.cases[:SHOWN]],
    )


def longest(one: paths.Loop) -> list[paths.Return]:
    """Some of the returns of a loop, the longest first."""
    return sorted(one.returns, key=lambda each: (-each.days, each.case, each.day))[:SHOWN]


def loop(one: paths.Loop, named: Named) -> models.Loop:
    """A loop and some of its returns."""
    return models.Loop(
        municipality=one.bodies[0].place,
        bodies=bodies(one.bodies),
        times=len(one.returns),
        days=days(one.days),
        total=one.total,
        evidence=[models.Return(case=named.case(each.case), left=each.left, day=each.day) for each in longest(one)],
    )


def link_change(one: paths.LinkChange) -> models.LinkChange:
    """A link in two periods."""
    return models.LinkChange(
        municipality=one.sender.place,
        source=body_named(one.sender),
        target=body_named(one.receiver),
        change=one.change,
        before=days(one.before) if one.before else None,
        after=days(one.after) if one.after else None,
    )


def variant_change(one: paths.VariantChange) -> models.VariantChange:
    """A way in two periods."""
    return models.VariantChange(
        municipality=one.bodies[0].place,
        bodies=bodies(one.bodies),
        change=one.change,
        before=one.before,
        after=one.after,
    )
