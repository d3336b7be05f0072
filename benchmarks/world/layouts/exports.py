"""What case systems export: Acadre's tables of fields, SBSYS's publication, eDoc's agenda, each as XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from random import Random

from ..days import dashed
from ..features import Features
from ..values import Paper, Point
from .layout import Layout, party

ACADRE = Features(
    family="Acadre XML", suffix=".xml", prior=True, journal=True, closed="", substitutes=False, spelled=True,
)  # fmt: skip
SBSYS = Features(
    family="SBSYS XML", suffix=".xml", closed="", case_numbers=False, substitutes=False, absent=False,
    closed_enclosures=False, competent=True,
)  # fmt: skip
EDOC = Features(
    family="eDoc XML", tells_kind=True, suffix=".xml", closed="", substitutes=False, closed_enclosures=False
)
_EDOC = "http://www.fujitsu.dk/agenda/xml/schemas/2009/03/31/"


def _sections(paper: Paper, point: Point, heading: str) -> Iterator[tuple[str, list[str]]]:
    """The sections of an item in order; its own decision last, under a heading of its own."""
    if not point.open:
        return
    told = [("Sagsfremstilling", point.presentation), ("Økonomi", [point.economy]), ("Indstilling", [point.proposal])]
    told += [("Beslutningen træffes af", [point.competence.name])] if point.competence else []
    told += [(f"Beslutning i {one.body.name} den {dashed(one.day)}", [one.text]) for one in point.prior]
    told += [(heading, point.decision)] if paper.minuted else []
    yield from ((label, [text for text in texts if text]) for label, texts in told if any(texts))


def _html(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def acadre(rng: Random, paper: Paper) -> str:
    """Everything in `table[@name]/fields/field`."""
    names = {one.person for one in paper.absent}
    members = "".join(
        _table("member", name=party(one), absent="01"[one.person in names], role=_role(one.role), sort=place, party="")
        for place, one in enumerate(paper.members, 1)
    )
    committee = _table("committee", name=f"{paper.body.name} ({paper.body.code})", departmentName=paper.municipality)
    day = paper.day.isoformat()
    meeting = _table(
        *("meeting", _group("meetmember", members)), name=paper.body.code, date=f"{day} {paper.start}",
        finish=f"{day} {paper.end}" if paper.end else "", location=paper.place,
    )  # fmt: skip
    items = "".join(_parent(paper, point) for point in paper.points)
    name = "Referat" if paper.minuted else "Dagsorden"
    agenda = _table("agenda", committee + meeting + items, name=name, accessname="Åben", sysid=rng.randint(1000, 9999))
    return f'<?xml version="1.0"?>\n<root>{agenda}</root>\n'


def _role(role: str | None) -> str:
    return (role or "medlem").capitalize()


def _table(name: str, inside: str = "", /, **fields: object) -> str:
    told = "".join(f'<field name="{key}">{escape(str(value), quote=False)}</field>' for key, value in fields.items())
    return f'<table name="{name}"><fields>{told}</fields>{inside}</table>'


def _group(name: str, inside: str) -> str:
    return f'<table name="{name}">{inside}</table>'


def _parent(paper: Paper, point: Point) -> str:
    bullets = "".join(
        _table(
            "bullet", bulletname=label, bulletcontent=_html(texts), bullettype="6" if label == "Indstilling" else "1"
        )
        for label, texts in _sections(paper, point, f"Beslutning i {paper.body.name} den {dashed(paper.day)}")
    )
    enclosures = "".join(
        _table("enclosure", name=one.title, sort=one.number, accessname=_access(one.open), fileno=one.journal or "")
        for one in point.enclosures
    )
    item = _table(
        *("agendaitem", bullets + enclosures), name=point.title, caseno=point.case_number or "",
        accessname=_access(point.open),
    )  # fmt: skip
    return _table("agendaitemparents", item, sort=point.number)


def _access(is_open: bool) -> str:
    return "Åben" if is_open else "Lukket"


def sbsys(rng: Random, paper: Paper) -> str:
    """One agenda of a publication; the field of feedback is the decision."""
    kind = ("2", "Minutes") if paper.minuted else ("1", "Agenda")
    end = f"{dashed(paper.day)} {paper.end}:00" if paper.end else ""
    members = "".join(
        f'<MeetingMember ID="{place}">{_data("ParticipationStatusAsText", "NotDecided")}{_data("Name", party(one))}'
        "</MeetingMember>"
        for place, one in enumerate(paper.members, 1)
    )
    items = "".join(_sbsys_item(paper, point, place) for place, point in enumerate(paper.points, 1))
    return (
        '\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
        f"<Publication>{_data('PublicationTypeAsValue', kind[0])}{_data('PublicationTypeAsEnum', kind[1])}<Agendas>"
        f'<Agenda ID="{rng.randint(10, 999)}"><Meeting ID="{rng.randint(10, 999)}"><Members>{members}</Members>'
        f"{_data('When', f'{dashed(paper.day)} {paper.start}:00')}{_data('Where', paper.place)}{_data('Until', end)}"
        f"</Meeting>{_data('Organisation', paper.municipality)}{_data('Name', paper.body.name)}"
        f'<Committee ID="3">{_data("Name", paper.body.name)}</Committee><Items>{items}</Items></Agenda></Agendas>'
        "</Publication>\n"
    )


def _data(tag: str, text: str) -> str:
    return f"<{tag}><![CDATA[{text}]]></{tag}>"


def _sbsys_item(paper: Paper, point: Point, place: int) -> str:
    fields = "".join(
        f'<ItemField ID="{count}">{_data("Caption", label)}{_data("IsFeedback", str(label == "Beslutning"))}'
        f"{_data('Content', _html(texts))}</ItemField>"
        for count, (label, texts) in enumerate(_sections(paper, point, "Beslutning"), 1)
    )
    enclosures = "".join(
        f'<Enclosure ID="{one.number}">{_data("Name", one.title)}{_data("Number", one.number)}</Enclosure>'
        for one in point.enclosures
    )
    return (
        f'<Item ID="{place}">{_data("Caption", point.title)}{_data("IsPublic", str(point.open))}'
        f"{_data('Number', point.number)}<Fields>{fields}</Fields><Enclosures>{enclosures}</Enclosures></Item>"
    )


def edoc(rng: Random, paper: Paper) -> str:
    """A committee's meeting from eDoc Agenda: a byte order mark, and no XML declaration."""
    gone = {one.person for one in paper.absent}
    people = "".join(
        _tag(
            "MeetingParticipant",
            _tag("Name", escape(one.written)),
            _tag("RoleInMeeting", _role(one.role)),
            _tag("Participate", str(one.person not in gone).lower()),
            _tag("PoliticalPartyList", one.party or ""),
        )
        for one in paper.members
    )
    elements = "".join(_edoc_item(paper, point) for point in paper.points)
    meeting = _tag(
        "Meeting",
        _tag("MeetingDateTime", f"{dashed(paper.day)} {paper.start}"),
        _tag("EndDateTime", f"{dashed(paper.day)} {paper.end}" if paper.end else ""),
        _tag("MeetingLocation", escape(paper.place)),
        _tag("DescriptionText", escape(paper.municipality)),
        _tag("MeetingParticipants", people),
        _tag("Agenda", _tag("Type", paper.kind.capitalize()), _tag("AgendaElements", elements)),
    )
    committee = _tag("Committee", _tag("Name", paper.body.name), _tag("ShortName", paper.body.code), meeting)
    kind = _tag("OutputTypeEnumName", "Minutes" if paper.minuted else "Agenda")
    return f'\ufeff<Root xmlns:edoc="{_EDOC}">{kind}{committee}</Root>\n'


def _tag(name: str, *inside: str) -> str:
    return f"<edoc:{name}>{''.join(inside)}</edoc:{name}>"


def _edoc_item(paper: Paper, point: Point) -> str:
    shown = "".join(
        _tag(
            "CasePresentation",
            _tag("Title", label),
            _tag("Content", f"<![CDATA[{_html(texts)}]]>"),
            _tag("IsDecision", str(label == "Beslutning").lower()),
        )
        for label, texts in _sections(paper, point, "Beslutning")
    )
    files = "".join(_tag("Attachment", _tag("Title", escape(one.title))) for one in point.enclosures)
    item = _tag(
        "HandlingItem",
        _tag("SerialNo", point.number),
        _tag("Title", escape(point.title)),
        _tag("CaseNumber", point.case_number or ""),
        _tag("CasePresentations", shown),
        _tag("Attachments", files),
    )
    return _tag("AgendaElement", _tag("AccessIsPublic", str(point.open).lower()), _tag("SortOrder", point.number), item)


ACADRE_LAYOUT, SBSYS_LAYOUT, EDOC_LAYOUT = Layout(ACADRE, acadre), Layout(SBSYS, sbsys), Layout(EDOC, edoc)
