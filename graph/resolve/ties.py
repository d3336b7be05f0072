"""Ties: which matters may be one without a common case number, why, and how strongly.

A tie is found by the likeness of two titles together with what one matter says of the other's meeting: that it was
decided there, is announced there, stands next in the way, was put off; or by a title alone that tells much. Which ties
are made is for `joining` to say; the ties depend on which matters there are, never on their order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

from .grounds import Ground
from .likeness import Index, Likeness
from .matters import NOT_TREATED, POSTPONED, Matter

FAR: Final = 366
"""Days after which a like title is taken for a new matter."""
MANY: Final = 100
"""So many matters of a meeting are each compared; of more, those that share a rare word."""
SOON: Final = 70
"""Days within which a title alone ties."""
LIKE: Final = 0.65
"""How alike titles must be where the other's meeting or body is told."""
EQUAL: Final = 0.9
"""How alike titles must be where nothing is told of the other."""
TELLING: Final = 1.2
"""How much a title must tell, to tie alone."""

Meeting: TypeAlias = tuple[str, str]
"""Body and day."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two matters that may be one; the stronger ties are made first."""

    one: Matter
    other: Matter
    ground: Ground
    strength: float


_BASE: Final[Mapping[Ground, float]] = {
    "same_meeting": 4,
    "decided_before": 3,
    "announced": 3,
    "way": 1,
    "put_off": 1,
    "title": 0,
}
"""What a ground adds to the likeness of two titles."""


class Ties:
    """The ties among the matters of a municipality."""

    def __init__(self, matters: Iterable[Matter], likeness: Likeness) -> None:
        self.likeness = likeness
        self.free = [one for one in matters if not one.routine and len(one.keys) <= 1 and one.body and one.day]
        self.free.sort(key=lambda one: (one.day or "", one.item))
        self.at: dict[Meeting, list[Matter]] = defaultdict(list)
        for matter in self.free:
            self.at[_meeting(matter)].append(matter)
        self.known = {matter.item: matter for matter in self.free}
        self.index = Index((matter.item, matter.day or "", matter.title) for matter in self.free)
        self.bare = Index((matter.item, matter.day or "", matter.title) for matter in self.free if not matter.keys)

    def all(self) -> Iterator[Tie]:
        """Every tie; two matters may have several."""
        for matter in self.free:
            near = self._near(matter)
            yield from self._by_day(matter, near)
            yield from self._same_meeting(matter, near)
            yield from self._by_body(matter, near)
            yield from self._by_title(matter, near)

    def rivals(self) -> Iterator[Tie]:
        """The ties by day that two numbers speak against, of all but the same title."""
        for matter in self.free:
            for ground, meeting in _told(matter) if matter.keys else ():
                for other in self.at.get(meeting, ())[:MANY]:
                    if other.keys in ((), matter.keys):
                        continue
                    if (like := self.likeness(matter.title, other.title)) >= EQUAL:
                        yield Tie(matter, other, ground, _BASE[ground] + like)

    def faint(self) -> Iterator[Tie]:
        """The matters within a year of all but the same title, where nothing but that title ties, if it tells much."""
        for matter in self.free:
            if not matter.keys and self.likeness.weight(matter.title) >= TELLING:
                for like, other in self._near(matter).values():
                    if like >= EQUAL:
                        yield Tie(matter, other, "title", like - days_between(matter, other) / FAR / 2)

    def _by_day(self, matter: Matter, near: Mapping[str, tuple[float, Matter]]) -> Iterator[Tie]:
        """The matter of a meeting told by body and day that has the likest title; several such are no answer."""
        for ground, meeting in _told(matter):
            there = self.at.get(meeting, ())
            likes = (
                [(self._like(matter, other), other) for other in there] if len(there) <= MANY else list(near.values())
            )
            likes = [(like, other) for like, other in likes if _meeting(other) == meeting]
            best = max((like for like, _ in likes), default=0.0)
            found = [other for like, other in likes if like == best]
            if best >= LIKE and len(found) == 1:
                yield Tie(matter, found[0], ground, _BASE[ground] + best)

    def _near(self, matter: Matter) -> dict[str, tuple[float, Matter]]:
        """The matters of like titles within a year, by item: for one with a number those without."""
        index = self.bare if matter.keys else self.index
        items = dict.fromkeys(index.near(matter.title, *_around(matter.day or "", FAR)))
        others = ((self._like(matter, self.known[item]), self.known[item]) for item in items)
        return {other.item: (like, other) for like, other in others if like >= LIKE}

    def _like(self, one: Matter, other: Matter) -> float:
        """How alike two matters are; not at all with different numbers, or when one document has both."""
        if one.document == other.document or (one.keys and other.keys and one.keys != other.keys):
            return 0.0
        return self.likeness(one.title, other.title)

    def _same_meeting(self, matter: Matter, near: Mapping[str, tuple[float, Matter]]) -> Iterator[Tie]:
        for like, other in near.values():
            if _meeting(other) == _meeting(matter) and like >= EQUAL:
                yield Tie(matter, other, "same_meeting", _BASE["same_meeting"] + like)

    def _by_body(self, matter: Matter, near: Mapping[str, tuple[float, Matter]]) -> Iterator[Tie]:
        """The next matter of a body it goes to, or the last of one it comes from."""
        put_off = any({POSTPONED, NOT_TREATED} & set(one.outcomes) for one in matter.own)
        ways: list[tuple[Ground, str, bool]] = [("way", body, True) for body in _onward(matter)]
        ways += [("way", body, False) for body in _back(matter)]
        ways += [("put_off", matter.body or "", True)] if put_off else []
        for ground, body, forward in ways:
            yield from self._nearest(matter, body, near, ground, forward)

    def _nearest(
        self, matter: Matter, body: str, near: Mapping[str, tuple[float, Matter]], ground: Ground, forward: bool
    ) -> Iterator[Tie]:
        """The next (or last) meeting of a body with a like title, unless the own body has it again in between."""
        here, day = _meeting(matter), matter.day or ""
        days = sorted({one.day or "" for _, one in near.values() if one.body == body and _meeting(one) != here})
        ahead = next(
            (one for one in (days if forward else days[::-1]) if (one >= day if forward else one <= day)), None
        )
        if ahead is None:
            return
        first, last = sorted((day, ahead))
        own = (one.day or "" for _, one in near.values() if one.body == here[0] != body)
        if any(first <= other <= last and other != day for other in own):
            return
        for like, other in near.values():
            if _meeting(other) == (body, ahead):
                yield Tie(matter, other, ground, _BASE[ground] + like - days_between(matter, other) / FAR / 2)

    def _by_title(self, matter: Matter, near: Mapping[str, tuple[float, Matter]]) -> Iterator[Tie]:
        """The next matter of another body with all but the same title, if that tells much."""
        if self.likeness.weight(matter.title) < TELLING:
            return
        for like, other in near.values():
            days = days_between(matter, other)
            if like >= EQUAL and other.body != matter.body and days <= SOON:
                yield Tie(matter, other, "title", like - days / SOON / 2)


def _meeting(matter: Matter) -> Meeting:
    return matter.body or "", matter.day or ""


def _told(matter: Matter) -> dict[tuple[Ground, Meeting], None]:
    """The other meetings that a matter tells by body and day, with what it says of them."""
    told: list[tuple[Ground, Meeting]] = []
    told += [("decided_before", (one.body, one.day)) for one in matter.decided if one.day]
    told += [("decided_before", (one.receiver, one.when.day)) for one in matter.sent if one.done and one.when.day]
    told += [("announced", (one.receiver, one.when.day)) for one in matter.sent if not one.done and one.when.day]
    return {one: None for one in told if one[1] != _meeting(matter)}


def _onward(matter: Matter) -> set[str]:
    """The bodies a matter goes on to, by its referrals and the way it states."""
    route, own = matter.route, matter.body or ""
    onward = {one.receiver for one in matter.sent if not one.done}
    return onward | set(route[route.index(own) + 1 :] if own in route else route)


def _back(matter: Matter) -> set[str]:
    """The bodies a matter comes from."""
    route, own = matter.route, matter.body or ""
    back = {one.sender for one in matter.sent if one.done and one.receiver == own}
    return (back | set(route[: route.index(own)] if own in route else ())) - {own}


def days_between(one: Matter, other: Matter) -> int:
    """How many days lie between the meetings of two matters."""
    return abs((date.fromisoformat(other.day or "") - date.fromisoformat(one.day or "")).days)


def _around(day: str, days: int) -> tuple[str, str]:
    """The first and the last day so many days around a day."""
    middle, reach = date.fromisoformat(day), timedelta(days)
    return (middle - reach).isoformat(), (middle + reach).isoformat()
