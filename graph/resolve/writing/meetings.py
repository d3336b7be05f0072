"""Meetings with their records and agendas, and what the documents of one tell otherwise."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from ....ontology import PROV, SAG
from ..differences import Difference
from ..meetings import Meeting
from ..rows import Item, NamedMeeting
from .pen import Pen


def write_meetings(pen: Pen, items: Iterable[Item]) -> None:
    """The meetings that documents record, and what stands on their agendas."""
    for meeting in pen.met.all:
        _recorded(pen, meeting)
    for item in items:
        if whose := pen.met.of.get(item.document):
            pen.link(item.node, SAG.meeting, pen.meeting_iri(whose))
        if (leader := pen.met.leading[item.node]) != item.node:
            pen.link(item.node, SAG.supersededBy, leader)


def _recorded(pen: Pen, meeting: Meeting) -> None:
    """A meeting with what its documents tell, the most authoritative of those that tell it."""
    node = pen.meeting(meeting.body, meeting.day, meeting.key)
    pen.moment(node, SAG.start, meeting.start)
    pen.moment(node, SAG.end, meeting.end)
    pen.say(node, SAG.place, meeting.place)
    for authority, record in enumerate(meeting.records, 1):
        pen.link(node, SAG.record, record.node)
        pen.link(record.node, SAG.meeting, node)
        pen.say(record.node, SAG.authority, authority)
    for item in meeting.items:
        pen.link(node, SAG.agendaItem, item)
    for document, revised in meeting.revisions:
        pen.link(document, PROV.wasRevisionOf, revised)


def write_named_meetings(pen: Pen, meetings: Iterable[NamedMeeting], of: Mapping[str, str]) -> None:
    """The meetings that documents only tell of."""
    for told in meetings:
        if told.body in of:
            pen.link(told.node, SAG.meeting, pen.only_meeting(of[told.body], told.day))


def write_differences(pen: Pen, meeting: Meeting, differences: Iterable[Difference]) -> None:
    """What the documents of a meeting tell otherwise than the best of them."""
    for one in differences:
        told = sha256("|".join(filter(None, (one.lesser, one.better, one.before, one.after))).encode()).hexdigest()
        node = f"{pen.meeting_iri(meeting)}/difference/{one.kind}/{told[:16]}"
        pen.node(node, SAG.Difference)
        pen.link(node, SAG.meeting, pen.meeting_iri(meeting))
        pen.link(node, SAG.differenceKind, SAG[f"difference-{one.kind}"])
        pen.link(node, SAG.item, one.item)
        pen.link(node, SAG.lesser, one.lesser)
        pen.link(node, SAG.better, one.better)
        pen.say(node, SAG.before, one.before)
        pen.say(node, SAG.after, one.after)
