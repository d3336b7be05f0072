"""How many days something took: what a list of days comes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days: how many were counted, the shortest and longest, the median and the two quartiles around it.

    The quartiles are interpolated between the days themselves (Hyndman and Fan 1996, type 7).
    """

    count: int
    shortest: int
    lower: float
    median: float
    upper: float
    longest: int


def span(days: Iterable[int]) -> Span | None:
    """What some days come to; None of none.

    >>> span([7, 7, 14, 28])
    Span(count=4, shortest=7, lower=7.0, median=10.5, upper=17.5, longest=28)
    """
    some = sorted(days)
    if not some:
        return None
    lower, _, upper = quantiles(some, method="inclusive") if len(some) > 1 else (some[0],) * 3
    return Span(len(some), some[0], float(lower), float(median(some)), float(upper), some[-1])
