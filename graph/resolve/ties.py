"""Ties: which matters are one without a common case number, by title and by what each says of the other.

The relation depends on which matters there are, never on their order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from .matters import NOT_TREATED, POSTPONED, Matter

FAR: Final = 366
"""Days after which an equal title is taken for a new matter."""

Meeting: TypeAlias = tuple[str, str]
"""Body and day."""


def ties(matters: Iterable[Matter]) -> Iterator[tuple[Matter, Matter]]:
    """Pairs of matters of equal titles of which one names the meeting or body of the other, dates agreeing in order.

    Standing items are never tied, nor titles that one document has twice, nor items with several case numbers.
    """
    alike: dict[str, list[Matter]] = defaultdict(list)
    for matter in matters:
        if matter.key and not matter.routine and len(matter.numbers) <= 1 and matter.body and matter.day:
            alike[matter.key].append(matter)
    for group in alike.values():
        twice = Counter(matter.document for matter in group)
        yield from _among([matter for matter in group if twice[matter.document] == 1])


def _among(alike: Sequence[Matter]) -> Iterator[tuple[Matter, Matter]]:
    """The ties among matters of one title."""
    meetings: dict[Meeting, list[Matter]] = defaultdict(list)
    for matter in alike:
        meetings[_meeting(matter)].append(matter)
    for matter in alike:
        for meeting in (_meeting(matter), *_named(matter, meetings)):
            yield from ((matter, other) for other in meetings.get(meeting, ()) if other is not matter)


def _meeting(matter: Matter) -> Meeting:
    return matter.body or "", matter.day or ""


def _named(matter: Matter, meetings: Mapping[Meeting, object]) -> Iterator[Meeting]:
    """The meetings that a matter points to: by day, or the nearest of a body it goes to or comes from."""
    yield from ((one.body, one.day) for one in matter.decided if one.day)
    yield from ((one.receiver, one.when.day) for one in matter.sent if one.done and one.when.day)
    for body in _onward(matter):
        yield from _nearest(matter, body, meetings, forward=True)
    for body in _back(matter):
        yield from _nearest(matter, body, meetings, forward=False)


def _onward(matter: Matter) -> set[str]:
    """The bodies a matter goes on to; its own when it was put off, or comes again in its route."""
    route, own = matter.route, matter.body or ""
    onward = {one.receiver for one in matter.sent if not one.done}
    onward |= set(route[route.index(own) + 1 :] if own in route else route)
    put_off = any({POSTPONED, NOT_TREATED} & set(one.outcomes) for one in matter.own)
    return onward | {own} if put_off else onward


def _back(matter: Matter) -> set[str]:
    """The bodies a matter comes from."""
    route, own = matter.route, matter.body or ""
    back = {one.sender for one in matter.sent if one.done and one.receiver == own}
    return (back | set(route[: route.index(own)] if own in route else ())) - {own}


def _nearest(matter: Matter, body: str, meetings: Mapping[Meeting, object], forward: bool) -> Iterator[Meeting]:
    """The next (or last) meeting of a body with the title, unless the own body has it again in between."""
    here = _meeting(matter)
    days = sorted((day for whose, day in meetings if whose == body and (whose, day) != here), reverse=not forward)
    near = next((day for day in days if (day >= here[1] if forward else day <= here[1])), None)
    if near is None or _days(here[1], near) > FAR:
        return
    first, last = sorted((here[1], near))
    between = any(whose == here[0] != body and first <= day <= last and day != here[1] for whose, day in meetings)
    if not between:
        yield body, near


def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(other) - date.fromisoformat(one)).days)
