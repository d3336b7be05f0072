"""Differences: what the documents of one meeting tell otherwise than the most authoritative of them that tells it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ...ontology import SAG
from ..quads import slug
from .authority import Authority
from .meetings import Meeting, Meetings
from .people import name_key
from .rows import Decision, Item, Participation, Record, Stated
from .titles import title_key

_ANNOUNCED: Final = str(SAG["standing-announced"])
_SIGNATORY: Final = str(SAG["function-signatory"])
_PUT_OFF: Final = frozenset(str(SAG[f"outcome-{key}"]) for key in ("withdrawn", "postponed", "not_treated"))


@dataclass(frozen=True, slots=True)
class Difference:
    """That a lesser document's node says ``before`` where a better one's says ``after``; or that only one has it.

    ``kind`` is a key of `sag:DifferenceKind`, ``lesser`` and ``better`` are records, items, decisions, participations,
    and ``item`` is the one that they are, or are told of.
    """

    kind: str
    item: str | None
    lesser: str | None
    better: str | None
    before: str | None = None
    after: str | None = None


class Differences:
    """The rows of all documents by what they belong to, to ask of one meeting after the other.

    ``of`` names the bodies; ``unheard`` are participations that do not count, each with what counts instead.
    """

    def __init__(self, stated: Stated, of: Mapping[str, str], met: Meetings, unheard: Mapping[str, str]) -> None:
        self.of, self.met, self.unheard = of, met, unheard
        self.item = {item.node: item for item in stated.items}
        self.person = {one.node: one for one in stated.participations}
        self.items: dict[str, list[Item]] = defaultdict(list)
        self.decisions: dict[str, list[Decision]] = defaultdict(list)
        self.people: dict[str, list[Participation]] = defaultdict(list)
        for item in stated.items:
            self.items[item.document].append(item)
        for decision in stated.decisions:
            self.decisions[decision.item].append(decision)
        for one in stated.participations:
            self.people[one.owner].append(one)

    def among(self, meeting: Meeting) -> tuple[Difference, ...]:
        """What differs among the documents of a meeting, each once, told by the best of those that tell it."""
        found: dict[tuple[str | None, ...], Difference] = {}
        for one in self._all(meeting):
            found.setdefault((one.kind, one.better, self._called(one.lesser), one.before, one.after), one)
        return tuple(found.values())

    def _called(self, node: str | None) -> str:
        """A title or name, the same in every document."""
        if node in self.item:
            return title_key(self.item[node].title)
        return name_key(self.person[node].name) if node in self.person else ""

    def _all(self, meeting: Meeting) -> Iterator[Difference]:
        for record, authority in list(zip(meeting.records, meeting.documents, strict=True))[1:]:
            yield from _of_record(record, meeting)
            yield from self._people(record.node, None, meeting, authority)
            for item in self.items[record.document]:
                leader = self.item[self.met.leading[item.node]]
                if leader is not item:
                    yield from self._of_item(item, leader, meeting, authority)
                    yield from self._people(item.node, leader.node, meeting, authority)
                elif item.parent == record.node and item.node not in meeting.items:
                    yield Difference("left_out", item.node, item.node, None)
        yield from self._added(meeting)

    def _of_item(self, item: Item, leader: Item, meeting: Meeting, authority: Authority) -> Iterator[Difference]:
        """What an item is said to be, and what the one that counts is said to be."""
        better = self.met.authority[leader.document]
        pairs = (("title", item.title, leader.title), ("access", _last(item.access), _last(leader.access)))
        for kind, before, after in pairs:
            if before and after and _plain(before) != _plain(after):
                yield Difference(kind, leader.node, item.node, leader.node, before, after)
        if item.numbers and leader.numbers and not set(map(slug, item.numbers)) & set(map(slug, leader.numbers)):
            yield Difference("case_number", leader.node, item.node, leader.node, item.numbers[0], leader.numbers[0])
        if better.minuted and not authority.minuted:
            put_off = (one for one in self._own(leader, meeting) if _PUT_OFF & set(one.outcomes))
            for one in put_off:
                how = next(outcome for outcome in one.outcomes if outcome in _PUT_OFF)
                yield Difference("not_treated", leader.node, item.node, one.node, None, _key(how))
        if better.corrects and authority.minuted:
            for old, new in zip(self._own(item, meeting), self._own(leader, meeting), strict=False):
                if _plain(old.wording or "") != _plain(new.wording or ""):
                    yield Difference("decision", leader.node, old.node, new.node, old.wording, new.wording)

    def _own(self, item: Item, meeting: Meeting) -> list[Decision]:
        """What the meeting itself decided of an item."""
        told = self.decisions[item.node]
        return [one for one in told if self.of.get(one.body) == meeting.body and one.day in (None, meeting.day)]

    def _people(self, owner: str, item: str | None, meeting: Meeting, authority: Authority) -> Iterator[Difference]:
        """Who was named by a record or item, and is not, or is something else."""
        for one in self.people[owner]:
            instead = self.unheard.get(one.node)
            if instead in self.person:
                before, after = one.function, self.person[instead].function
                if before != after and _SIGNATORY not in (before, after):
                    yield Difference("function", item, one.node, instead, _key(before), _key(after))
            elif instead is not None:
                yield Difference("not_named", item, one.node, instead)
            elif one.standing == _ANNOUNCED and meeting.documents[0].minuted and not authority.minuted:
                yield Difference("announced", item, one.node, None)

    def _added(self, meeting: Meeting) -> Iterator[Difference]:
        """The items that the agenda does not have, when it is held."""
        agendas = [one.document for one in meeting.documents if one.planned]
        supplements = [one.document for one in meeting.documents if one.supplements]
        planned, brought = (
            {self.met.leading[item.node] for document in documents for item in self.items[document]}
            for documents in (agendas, supplements)
        )
        for item in meeting.items if agendas else ():
            if item not in planned:
                yield Difference("added_by_supplement" if item in brought else "added", item, None, item)


def _of_record(record: Record, meeting: Meeting) -> Iterator[Difference]:
    """When and where a document says that the meeting is, and when and where it was."""
    told = (("start", record.start, meeting.start), ("end", record.end, meeting.end))
    for kind, before, after in (*told, ("place", record.place, meeting.place)):
        if before and after and _plain(before) != _plain(after):
            yield Difference(kind, None, record.node, meeting.records[0].node, before, after)


def _plain(text: str) -> str:
    """A text as it is compared: letters and figures only, for formats break lines and words differently."""
    return "".join(filter(str.isalnum, text.casefold()))


def _last(iri: str | None) -> str | None:
    """`NON_PUBLIC`"""
    return iri.rpartition("/")[2] if iri else None


def _key(concept: str) -> str:
    """`member` of `sag:function-member`."""
    return concept.rpartition("-")[2]
