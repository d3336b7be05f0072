"""The answers about many cases as typed values."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from ...graph.paths import Change, Scope
from ..models import BodyNamed, Iri, Page, Value

By: TypeAlias = Literal["hops", "days", "frequency", "all", "time"]
"""What makes a way short; `all`: every way; `time`: those that respect it."""
Share = Annotated[float, Field(ge=0, le=1)]
Day = Annotated[str, Field(description="YYYY-MM-DD")]


class Days(Value):
    """What some numbers of days come to; quartiles are interpolated."""

    count: Annotated[int, Field(description="How many were counted.")]
    shortest: int
    lower: Annotated[float, Field(description="A quarter took no longer.")]
    median: float
    upper: Annotated[float, Field(description="A quarter took longer.")]
    longest: int


class CaseNamed(Value):
    """A case by its title and numbers."""

    iri: Iri
    title: str
    numbers: list[str]
    page: Page


class Link(Value):
    """The hops from one body to another."""

    municipality: str
    source: BodyNamed
    target: BodyNamed
    hops: int
    cases: Annotated[int, Field(description="How many cases made them.")]
    days: Days
    share: Annotated[Share, Field(description="Their part of all hops that leave the sender.")]


class Evidence(Link):
    """A link with cases that show it."""

    evidence: Annotated[list[CaseNamed], Field(description="Some of the cases, the latest first.")]


class PossiblePath(Value):
    """A way over the graph of bodies, whichever cases went its links."""

    municipality: str
    bodies: list[BodyNamed]
    days: Annotated[float, Field(description="The median days of its links together.")]
    share: Annotated[Share, Field(description="How likely a case goes so, by the shares of its links.")]
    whole: Annotated[int, Field(description="How many cases went every link of it.")]
    links: list[Evidence]


class TimedHop(Value):
    """A case went from one body to another."""

    case: CaseNamed
    source: BodyNamed
    target: BodyNamed
    left: Day
    day: Day


class TimedPath(Value):
    """A way made of hops, none of which leaves before the one before it has come."""

    municipality: str
    bodies: list[BodyNamed]
    days: int
    hops: list[TimedHop]


class Possible(Value):
    """The ways over the graph of bodies; `timed` instead of `paths` where they respect time."""

    scope: Scope
    by: By
    paths: list[PossiblePath]
    timed: list[TimedPath]


class Reached(Value):
    """A body that cases got to, or came from."""

    body: BodyNamed
    cases: int
    share: Annotated[Share, Field(description="Their part of all cases of the body asked about.")]
    fewest_hops: int
    median_hops: float
    days: Days


class Reach(Value):
    """The reach of a body of one municipality."""

    municipality: str
    body: BodyNamed
    reached: list[Reached]


class Reaches(Value):
    """The reach of what was asked for, by municipality."""

    scope: Scope
    back: bool
    reach: list[Reach]


class Waits(Value):
    """Where cases wait: the links on which a case in the middle takes most days first."""

    scope: Scope
    waits: list[Link]


class Waiting(Value):
    """A case that a body is announced to have."""

    case: CaseNamed
    source: BodyNamed
    status: str
    announced: Day
    age: Annotated[int, Field(description="Days since the meeting that announced it.")]
    due: Annotated[str | None, Field(description="The last day that was told for it.")]


class Queue(Value):
    """What a body is awaited to have."""

    municipality: str
    body: BodyNamed
    on: Annotated[str, Field(description="The day that it is told as of.")]
    waiting: list[Waiting]


class Queues(Value):
    """What is awaited, by receiving body, the oldest announcement first."""

    place: str | None
    queues: list[Queue]


class Bottleneck(Value):
    """How much goes through a body."""

    municipality: str
    body: BodyNamed
    through: Annotated[int, Field(description="Cases that came to it from a body and went on to one.")]
    share: Annotated[Share, Field(description="Their part of the cases that went through any body.")]
    betweenness: Annotated[
        Share,
        Field(description="Of all pairs of other bodies, the part between which the most travelled way goes through."),
    ]
    before: Annotated[Days | None, Field(description="The days of the hops that come to it.")]
    after: Annotated[Days | None, Field(description="The days of the hops that leave it.")]


class Bottlenecks(Value):
    """The bodies that cases go through, those of most cases first."""

    scope: Scope
    bottlenecks: list[Bottleneck]


class Flow(Value):
    """How many can get from one body to another over all ways at once, and what limits it."""

    municipality: str
    source: BodyNamed
    target: BodyNamed
    most: int
    narrow: Annotated[list[Link], Field(description="The links that limit it; their hops come to `most`.")]


class Flows(Value):
    """The flow in each municipality that has both bodies."""

    scope: Scope
    flows: list[Flow]


class Variant(Value):
    """A way and the cases that went it."""

    municipality: str
    bodies: list[BodyNamed]
    cases: int
    share: Annotated[Share, Field(description="Their part of the cases of the municipality.")]
    days: Annotated[Days, Field(description="From the first body to the last.")]
    evidence: Annotated[list[CaseNamed], Field(description="Some of the cases.")]


class Variants(Value):
    """The ways, the commonest first."""

    scope: Scope
    variants: list[Variant]


class Return(Value):
    """A case that came back."""

    case: CaseNamed
    left: Day
    day: Day


class Loop(Value):
    """The bodies from one to itself, and the cases that went so."""

    municipality: str
    bodies: list[BodyNamed]
    times: int
    days: Days
    total: Annotated[int, Field(description="All days of it together.")]
    evidence: Annotated[list[Return], Field(description="Some of the returns, the longest first.")]


class Loops(Value):
    """The loops, those most often gone first, and how many cases there are with and without."""

    scope: Scope
    cases: int
    returning: Annotated[int, Field(description="How many cases have a loop.")]
    with_loops: Annotated[Days | None, Field(description="From first body to last, cases with a loop.")]
    without: Annotated[Days | None, Field(description="From first body to last, cases without.")]
    loops: list[Loop]


class LinkChange(Value):
    """A link in two periods."""

    municipality: str
    source: BodyNamed
    target: BodyNamed
    change: Change
    before: Days | None
    after: Days | None


class VariantChange(Value):
    """A way in two periods."""

    municipality: str
    bodies: list[BodyNamed]
    change: Change
    before: int
    after: int


class Period(Value):
    """A period and how many cases a body had in it."""

    since: Day
    until: Day
    cases: int


class Comparison(Value):
    """Two periods beside each other, what changed most first."""

    scope: Scope
    before: Period
    after: Period
    links: list[LinkChange]
    variants: list[VariantChange]
