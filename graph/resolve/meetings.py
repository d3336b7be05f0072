"""Meetings: the documents of one meeting brought together, the most authoritative first, and what they agree on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..quads import slug
from .authority import Authority, authorities, first_records
from .rows import Item, Record, Stated
from .sameness import Agenda, leading
from .titles import is_routine, title_key


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a body (its key); ``key`` is the last part of its IRI, documents stand in order of authority.

    ``items`` are those of its agenda, each as its most authoritative document has it; where minutes are held, theirs.
    """

    body: str
    day: str
    key: str
    records: tuple[Record, ...]
    items: tuple[str, ...]
    documents: tuple[Authority, ...]

    @property
    def start(self) -> str | None:
        return _first(record.start for record in self.records)

    @property
    def end(self) -> str | None:
        return _first(record.end for record in self.records)

    @property
    def place(self) -> str | None:
        return _first(record.place for record in self.records)

    @property
    def revisions(self) -> tuple[tuple[str, str], ...]:
        """Each document that corrects minutes, with each of the minutes it corrects."""
        told = [one for one in self.documents if one.minuted and not one.corrects]
        return tuple((one.document, old.document) for one in self.documents if one.corrects for old in told)


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings that documents record, by body and day, and ``of`` each document.

    ``leading`` has for each item that of the most authoritative document of its meeting that has it, and counts.
    """

    days: Mapping[tuple[str, str], tuple[Meeting, ...]]
    of: Mapping[str, Meeting]
    leading: Mapping[str, str]
    authority: Mapping[str, Authority]

    @property
    def all(self) -> Iterator[Meeting]:
        """Every meeting, by body and day."""
        return (meeting for meetings in self.days.values() for meeting in meetings)

    def on(self, body: str, day: str) -> tuple[Meeting, ...]:
        """The meetings of a body on a day."""
        return self.days.get((body, day), ())


def meetings(stated: Stated, of: Mapping[str, str]) -> Meetings:
    """Bring records together by body and day, and by start where two meetings of one day are told."""
    authority = authorities(stated, of)
    days: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in first_records(stated).values():
        if record.body and record.body in of and record.day:
            days[of[record.body], record.day].append(record)
    agendas: dict[str, list[Item]] = defaultdict(list)
    for item in stated.items:
        agendas[item.document].append(item)
    leaders = {item.node: item.node for item in stated.items}
    found: dict[tuple[str, str], tuple[Meeting, ...]] = {}
    for (body, day), records in sorted(days.items()):
        groups = _apart(sorted(records, key=lambda record: authority[record.document]), agendas)
        for group in groups:
            if len(group) > 1:
                leaders |= leading(Agenda(tuple(agendas[r.document]), authority[r.document].minuted) for r in group)
            key = day if len(groups) == 1 else f"{day}{_clock(group)}"
            meeting = _meeting(body, day, key, group, agendas, authority, leaders)
            found[body, day] = (*found.get((body, day), ()), meeting)
    whose = {record.document: each for meetings in found.values() for each in meetings for record in each.records}
    return Meetings(found, whose, leaders, authority)


def _meeting(
    body: str,
    day: str,
    key: str,
    records: Sequence[Record],
    agendas: Mapping[str, Sequence[Item]],
    authority: Mapping[str, Authority],
    leaders: Mapping[str, str],
) -> Meeting:
    """One meeting of its records."""
    documents = tuple(authority[record.document] for record in records)
    held = [one.document for one in documents if one.minuted] or [one.document for one in documents]
    tops = {record.node for record in records}
    told = (item for document in held for item in agendas[document] if item.parent in tops)
    items = tuple(item.node for item in told if leaders[item.node] == item.node)
    return Meeting(body, day, key, tuple(records), items, documents)


def _apart(records: Sequence[Record], agendas: Mapping[str, Sequence[Item]]) -> list[list[Record]]:
    """The records of a body's day by meeting: one, unless they tell different starts and different items.

    Records without a start are of the meeting whose items they have most of; several such are no answer.
    """
    starts = dict.fromkeys(record.start for record in records if record.start)
    if len(starts) < 2:
        return [list(records)]
    keys = {record.node: _keys(agendas[record.document]) for record in records}
    groups: list[list[Record]] = []
    for start in sorted(starts):
        mine = [record for record in records if record.start == start]
        same = [group for group in groups if any(_share(keys[a.node], keys[b.node]) for a in mine for b in group)]
        groups = [group for group in groups if group not in same]
        groups.append([*mine, *(record for group in same for record in group)])
    for record in (record for record in records if not record.start):
        shared = [max(len(keys[record.node] & keys[other.node]) for other in group) for group in groups]
        best = max(shared)
        if best and shared.count(best) == 1:
            groups[shared.index(best)].append(record)
        elif len(groups) == 1:
            groups[0].append(record)
        else:
            groups = _without_start(groups, record)
    return [[record for record in records if record in group] for group in groups]


def _without_start(groups: list[list[Record]], record: Record) -> list[list[Record]]:
    """A record of nobody knows which meeting of the day joins the others of that sort."""
    loose = next((group for group in groups if not any(each.start for each in group)), None)
    if loose is None:
        return [*groups, [record]]
    loose.append(record)
    return groups


def _keys(items: Iterable[Item]) -> frozenset[str]:
    """What tells a document's items from those of another meeting: titles of no standing items, and case numbers."""
    titles = (title_key(item.title) for item in items if not is_routine(item.title))
    return frozenset(filter(None, titles)) | {f"no {slug(number)}" for item in items for number in item.numbers}


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two documents have half of the items of the shorter in common."""
    return bool(one & other) and 2 * len(one & other) >= min(len(one), len(other))


def _clock(group: Iterable[Record]) -> str:
    """`T1630`, the start that the most authoritative record tells."""
    start = _first(record.start for record in group)
    return f"T{start[11:16].replace(':', '')}" if start else ""


T = TypeVar("T")


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)
