"""SBSYS's publication: agendas of items with fields; a field of feedback is the decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..source import Unreadable
from .fragments import lines
from .protocol import AGENDA, MINUTES, Enclosure, Matter, Member, Part, Protocol, decision, decisions_last
from .xml import each, first, raw, words

_MINUTES = ("2", "minutes")
_AWAY = ("declined", "absent", "cancelled", "canceled", "notparticipating", "notattending")
_NUMBER = re.compile(r"\d[\w./-]*\d")
_NO_NUMBER = ("", "0")


def knows(root: etree._Element) -> bool:
    """Whether a root is SBSYS's."""
    return root.tag == "Publication" and first(root, "Agendas") is not None


def read(root: etree._Element) -> Protocol:
    """Read the one agenda of a publication. Raises Unreadable when it holds none or several."""
    agendas = list(each(root, "Agendas", "Agenda"))
    if len(agendas) != 1:
        raise Unreadable(f"an SBSYS publication of {len(agendas)} agendas: one is read at a time")
    agenda = agendas[0]
    body, meeting = words(agenda, "Committee", "Name") or words(agenda, "Name"), first(agenda, "Meeting")
    when = words(meeting, "When")
    return Protocol(
        body=body,
        kind=MINUTES if _is_minutes(root, agenda) else AGENDA,
        start=when,
        end=words(meeting, "Until"),
        place=words(meeting, "Where"),
        about=tuple(filter(None, [words(agenda, "Organisation"), *lines(raw(agenda, "Frontpage"))])),
        members=tuple(_members(agenda)),
        matters=tuple(_matter(item, decision(body, when)) for item in each(agenda, "Items", "Item")),
    )


def _is_minutes(root: etree._Element, agenda: etree._Element) -> bool:
    told = (words(where, f"PublicationTypeAs{form}") for where in (agenda, root) for form in ("Value", "Enum"))
    return any(value.casefold() in _MINUTES for value in told)


def _members(agenda: etree._Element) -> Iterator[Member]:
    """Those of the meeting, else of the committee."""
    found = [*each(agenda, "Meeting", "Members", "MeetingMember")]
    for member in found or each(agenda, "Committee", "Members", "CommitteeMember"):
        if name := words(member, "Name") or words(member, "Member", "Name"):
            away = words(member, "ParticipationStatusAsText").casefold() in _AWAY
            yield Member(name, role=words(member, "MeetingMemberRolesList"), absent=away)


def _matter(item: etree._Element, decided: str) -> Matter:
    caption, number = words(item, "Caption"), words(item, "Number")
    parts = [_part(field, caption, decided) for field in each(item, "Fields", "ItemField")]
    public = words(item, "IsPublic").casefold()
    return Matter(
        title=caption,
        number="" if number in _NO_NUMBER else number,
        is_open={"true": True, "false": False}.get(public),
        case_numbers=tuple(
            filter(None, [words(item, "Case", "Number") or _number(words(item, "Case", "NumberAndTitle"))])
        ),
        parts=decisions_last(parts),
        enclosures=tuple(_enclosure(one) for one in each(item, "Enclosures", "Enclosure")),
    )


def _number(told: str) -> str:
    """The number before a case's title: `15.00.00-P15-1-19 Beskæftigelsesplan`; none where it has none (`-`)."""
    number = told.partition(" ")[0]
    return number if _NUMBER.fullmatch(number) else ""


def _part(field: etree._Element, caption: str, decided: str) -> Part:
    """A field by its caption; the caption of the item itself is no label."""
    label = words(field, "Caption")
    if words(field, "IsFeedback").casefold() == "true":
        label = label if any(sign.isdigit() for sign in label) else decided
    return Part("" if label == caption else label, lines(raw(field, "Content")))


def _enclosure(one: etree._Element) -> Enclosure:
    public = {"true": True, "false": False}.get(words(one, "IsPublic").casefold())
    return Enclosure(words(one, "Name") or words(one, "FileName"), words(one, "Number"), public)
