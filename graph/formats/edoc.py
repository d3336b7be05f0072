"""eDoc's exports: Agenda, whose HandlingPlan is the case's own way, and Publishing, with one text an item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..source import Unreadable
from .fragments import lines
from .protocol import (
    AGENDA,
    AWAY,
    MINUTES,
    Enclosure,
    Matter,
    Member,
    Part,
    Protocol,
    decision,
    decisions_last,
    kind_of,
    moment,
)
from .xml import each, first, raw, words

_WITHHELD = "Beslutning ikke frigivet"
_MARKUP = re.compile(r"<(?:p|br|div|span|table|ul|ol|b|i|h\d)\b", re.I)
_DOCUMENT = re.compile(r"\d{1,7}/\d{2,4}|\d{4}-\d{3,7}-\d{1,4}")
_TRUTH = {"true": True, "false": False}


def knows(root: etree._Element) -> bool:
    """Whether a root is eDoc Agenda's."""
    return root.tag == "Root" and first(root, "Committee", "Meeting") is not None


def knows_publishing(root: etree._Element) -> bool:
    """Whether a root is eDoc publishing's."""
    return next(root.iter("MeetingAgendaItem"), None) is not None


def read(root: etree._Element) -> Protocol:
    """Read a committee's meeting from eDoc Agenda."""
    committee = first(root, "Committee")
    meeting = first(committee, "Meeting")
    minutes = words(root, "OutputTypeEnumName").casefold() == "minutes"
    code = words(committee, "ShortName")
    return Protocol(
        body=words(committee, "Name") + (f" ({code})" if code.isupper() else ""),
        kind=kind_of(words(meeting, "Agenda", "Type"), MINUTES if minutes else AGENDA),
        start=words(meeting, "MeetingDateTime"),
        end=words(meeting, "EndDateTime"),
        place=words(meeting, "MeetingLocation"),
        about=lines(raw(meeting, "DescriptionText")),
        members=tuple(_members(meeting)),
        others=tuple(filter(None, (words(one, "Name") for one in _externals(meeting)))),
        matters=tuple(
            _matter(element, committee) for element in each(meeting, "Agenda", "AgendaElements", "AgendaElement")
        ),
    )


def _externals(meeting: etree._Element | None) -> Iterator[etree._Element]:
    return each(meeting, "MeetingParticipantExternals", "MeetingParticipantExternal")


def _members(meeting: etree._Element | None) -> Iterator[Member]:
    for one in each(meeting, "MeetingParticipants", "MeetingParticipant"):
        if name := words(one, "Name"):
            party = words(one, "PoliticalPartyList")
            yield Member(name, party, words(one, "RoleInMeeting"), words(one, "Participate").casefold() == "false")


def _matter(element: etree._Element, committee: etree._Element | None) -> Matter:
    item = first(element, "HandlingItem")
    plan = [*each(item, "HandlingPlan", "Handling")]
    title = words(item, "Title") or words(element, "Title") or words(element, "DescriptionText")
    return Matter(
        title=title or words(item, "NeutralTitle"),
        number=words(item, "SerialNo") or words(element, "SortOrder"),
        is_open=_TRUTH.get(words(element, "AccessIsPublic").casefold()),
        case_numbers=tuple(filter(None, [words(item, "CaseNumber")])),
        route=_route(plan),
        parts=decisions_last(
            [_planned(plan), *_presentations(item), *_away(element), *_decisions(item, plan, committee)]
        ),
        enclosures=tuple(_enclosure(one) for one in each(item, "Attachments", "Attachment")),
    )


def _route(plan: list[etree._Element]) -> tuple[str, ...]:
    """The bodies of the plan in order, when it is more than this meeting."""
    names = [words(step, "CommitteeName") for step in plan]
    return tuple(filter(None, names)) if len(plan) > 1 else ()


def _planned(plan: list[etree._Element]) -> Part:
    """The steps to come, each with its day: `Økonomiudvalget 15-05-2018`."""
    coming = [step for step in plan if words(step, "Placement") == "After"]
    days = [moment(words(step, "PlannedMeeting"))[0] or moment(words(step, "MeetingDate"))[0] for step in coming]
    told = [f"{words(step, 'CommitteeName')} {day}" for step, day in zip(coming, days, strict=True) if day]
    return Part("", tuple(told))


def _presentations(item: etree._Element | None) -> Iterator[Part]:
    for one in each(item, "CasePresentations", "CasePresentation"):
        if words(one, "IsDecision").casefold() != "true":
            yield Part(words(one, "Title"), lines(raw(one, "Content")))


def _away(element: etree._Element) -> Iterator[Part]:
    """Those who were not there for this item."""
    absences = first(element, "Absences")
    names = [words(one, "Name") or words(one) for one in absences] if absences is not None else []
    yield Part(AWAY, tuple(filter(None, names)))


def _decisions(
    item: etree._Element | None, plan: list[etree._Element], committee: etree._Element | None
) -> Iterator[Part]:
    """What each body of the plan decided, this meeting's own with what the item presents as its decision."""
    own = [lines(raw(one, "Content")) for one in _deciding(item)]
    here = next((step for step in plan if words(step, "Placement") == "This"), None)
    when = words(committee, "Meeting", "MeetingDateTime")
    for step in plan:
        told = lines(raw(step, "Decision"))
        body = words(committee, "Name") if step is here else words(step, "CommitteeName")
        if words(step, "Decision") == _WITHHELD:
            told = ()
        if step is here:
            told = tuple(line for text in [*own, *([] if told in own else [told])] for line in ("", *text))[1:]
        yield Part(decision(body, words(step, "MeetingDate") or words(step, "PlannedMeeting")), told)
    if here is None:
        yield from (Part(decision(words(committee, "Name"), when), text) for text in own)


def _deciding(item: etree._Element | None) -> Iterator[etree._Element]:
    presented = each(item, "CasePresentations", "CasePresentation")
    return (one for one in presented if words(one, "IsDecision").casefold() == "true")


def _enclosure(one: etree._Element) -> Enclosure:
    access, number = words(one, "AccessEnumName").casefold(), words(one, "DocumentNumber")
    document = number if _DOCUMENT.fullmatch(number) else ""
    return Enclosure(
        words(one, "Title"), words(one, "AttachmentNumber"), access == "public" if access else None, document
    )


def read_publishing(root: etree._Element) -> Protocol:
    """Read a meeting from eDoc publishing. Raises Unreadable when it names no committee."""
    day, state = words(root, "MeetingDate"), words(root, "MeetingState").strip('"')
    kind = kind_of(state, AGENDA)
    items = list(root.iter("MeetingAgendaItem"))
    body = words(root, "Committee") or words(next(root.iter("Committee"), None))
    if not body:
        raise Unreadable("an eDoc publication that names no committee")
    return Protocol(
        body=body,
        kind=kind,
        about=() if state in ("", kind) else (state,),
        start=f"{day} {words(root, 'MeetingStart')}".strip(),
        end=f"{day} {words(root, 'MeetingEnd')}".strip(),
        day=moment(day)[0] or day,
        place=words(root, "MeetingLocation"),
        matters=tuple(_published(item) for item in items),
    )


def _published(item: etree._Element) -> Matter:
    """One item: its steps are committees with the dates of their meetings, its text one stretch with its own labels."""
    document, number = first(item, "Document"), words(item, "AgendaItemNumber")
    text = raw(item, "FullText")
    steps = [*each(document, "AgendaItems", "AgendaItem")]
    held = tuple(" ".join(filter(None, (words(one, "Committee"), words(one, "PlannedMeetingDate")))) for one in steps)
    kind = next((each.findtext("AgendaType") or "" for each in item.iterancestors("MeetingAgendaType")), "")
    markup = bool(_MARKUP.search(text))
    told = lines(text) if markup else tuple(" ".join(line.split()) for line in text.split("\n"))
    return Matter(
        title=words(document, "Title"),
        number=number.rstrip("."),
        is_open="lukket" not in kind.casefold() if kind else None,
        case_numbers=tuple(filter(None, [words(document, "CaseNumber")])),
        route=tuple(filter(None, (words(one, "Committee") for one in steps))),
        parts=(Part("", held if len(held) > 1 else ()), Part("", _trimmed(told), wrapped=not markup)),
        enclosures=tuple(Enclosure(words(one, "Title")) for one in each(document, "Attachments", "Attachment")),
    )


def _trimmed(told: tuple[str, ...]) -> tuple[str, ...]:
    """Without empty lines at either end."""
    filled = [place for place, line in enumerate(told) if line]
    return told[filled[0] : filled[-1] + 1] if filled else ()
