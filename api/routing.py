"""What the routes say of an address: which one answers it, and by which methods it is asked."""

from collections.abc import Sequence
from typing import Final

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

ORDER: Final = ("GET", "HEAD", "POST", "OPTIONS")
"""Methods in the order in which they are told."""


def route_of(routes: Sequence[BaseRoute], scope: Scope) -> BaseRoute | None:
    """The first route that answers a request; None where there is none."""
    return next((route for route in routes if route.matches(scope)[0] is Match.FULL), None)


def allowed(routes: Sequence[BaseRoute], scope: Scope) -> str:
    """The methods that an address takes, as `Allow` has them (RFC 9110, 10.2.1); HEAD is taken wherever GET is."""
    there = [route for route in routes if isinstance(route, Route) and route.matches(scope)[0] is not Match.NONE]
    found = {"OPTIONS"}.union(*(route.methods or () for route in there))
    return ", ".join(method for method in ORDER if method in found or (method == "HEAD" and "GET" in found))
