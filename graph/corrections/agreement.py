"""Agreement: whether corrections can all hold."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

from .model import Correction

Links = Mapping[str, Iterable[tuple[str, Correction]]]


def contradiction(corrections: Iterable[Correction]) -> str | None:
    """What two or more corrections say that cannot hold together, naming them; None where all can."""
    told = sorted(corrections)
    return _apart_and_one(told) or _wrong_and_right(told) or _two_labels(told)


def _apart_and_one(told: Iterable[Correction]) -> str | None:
    """`A is B`, `B is C` and `A is not C`."""
    links: dict[str, list[tuple[str, Correction]]] = defaultdict(list)
    for one in told:
        if one.kind == "same":
            first, second = one.about
            links[first].append((second, one))
            links[second].append((first, one))
    for one in told:
        if one.kind == "different" and (way := _way(links, *one.about)):
            through = " with ".join(f"<{each.node}>" for each in way)
            return f"<{one.node}> tells apart what {through} makes one: {_ends(one)}"
    return None


def _way(links: Links, start: str, goal: str) -> tuple[Correction, ...]:
    """The fewest corrections that together make one of two; none where they do not."""
    ahead: deque[tuple[str, tuple[Correction, ...]]] = deque([(start, ())])
    seen = {start}
    while ahead:
        here, way = ahead.popleft()
        for there, one in links.get(here, ()):
            if there == goal:
                return (*way, one)
            if there not in seen:
                seen.add(there)
                ahead.append((there, (*way, one)))
    return ()


def _wrong_and_right(told: Iterable[Correction]) -> str | None:
    said: dict[str, Correction] = {}
    for one in told:
        if one.kind in ("wrong", "right"):
            other = said.setdefault(one.about[0], one)
            if other.kind != one.kind:
                return f"<{other.node}> says {other.kind} and <{one.node}> {one.kind} of the same: {_ends(one)}"
    return None


def _two_labels(told: Iterable[Correction]) -> str | None:
    said: dict[str, Correction] = {}
    for one in told:
        if one.kind == "label":
            other = said.setdefault(one.about[0], one)
            if other.value != one.value:
                return f"<{other.node}> and <{one.node}> give two names to the same: {_ends(one)}"
    return None


def _ends(one: Correction) -> str:
    return " and ".join(f"<{each}>" for each in one.about)
