"""Two periods beside each other: links that came, went, or take other days; ways that came and went."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from ..resolve.reading import Asked
from .bodies import Body
from .links import Links, links
from .periods import Period
from .routes import variants_in
from .spans import Span
from .traffic import EVERYWHERE, Scope, traffic

Change: TypeAlias = Literal["new", "gone", "kept"]
"""new: only in the later period · gone: only in the earlier · kept: in both."""


@dataclass(frozen=True, slots=True)
class LinkChange:
    """The days of the hops from one body to another in each period; None where there were none."""

    sender: Body
    receiver: Body
    before: Span | None
    after: Span | None

    @property
    def change(self) -> Change:
        """Whether it came, went or stayed."""
        return "new" if self.before is None else "gone" if self.after is None else "kept"

    @property
    def more(self) -> int:
        """How many hops more in the later period."""
        return (self.after.count if self.after else 0) - (self.before.count if self.before else 0)


@dataclass(frozen=True, slots=True)
class VariantChange:
    """A way and how many cases had gone it by the end of each period."""

    bodies: tuple[Body, ...]
    before: int
    after: int

    @property
    def change(self) -> Change:
        """Whether it came, went or stayed."""
        return "new" if not self.before else "gone" if not self.after else "kept"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The links and ways that changed most first; ``cases`` are how many cases a body had in each period."""

    before: Period
    after: Period
    cases: tuple[int, int]
    links: tuple[LinkChange, ...]
    variants: tuple[VariantChange, ...]


def compare(
    archive: Asked,
    before: Period,
    after: Period,
    scope: Scope = EVERYWHERE,
) -> Comparison:
    """Compare two periods, whatever period the scope has.

    A way is as it was at the end of the period, for cases that a body had in it.
    """
    last = max(before.until, after.until)
    whole = traffic(archive, replace(scope, since=None, until=last))
    one, other = (whole.within(each.since, each.until) for each in (before, after))
    ways = [{variant.bodies: variant.count for variant in variants_in(each)} for each in (one, other)]
    variants = [VariantChange(way, ways[0].get(way, 0), ways[1].get(way, 0)) for way in {**ways[0], **ways[1]}]
    variants.sort(key=lambda each: (-abs(each.after - each.before), -each.after, tuple(b.iri for b in each.bodies)))
    changes = _links(links(one), links(other))
    return Comparison(before, after, (len(one.cases), len(other.cases)), changes, tuple(variants))


def _links(before: Links, after: Links) -> tuple[LinkChange, ...]:
    found = [
        LinkChange(
            known[ends].sender,
            known[ends].receiver,
            before[ends].days if ends in before else None,
            after[ends].days if ends in after else None,
        )
        for known in ({**before, **after},)
        for ends in known
    ]
    return tuple(sorted(found, key=lambda one: (-abs(one.more), one.sender.iri, one.receiver.iri)))
