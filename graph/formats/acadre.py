"""Acadre's export: everything in `table[@name]/fields/field`; the path so far stands in bullets named by decisions."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ..source import Unreadable
from .fragments import lines
from .protocol import AGENDA, COMING, Enclosure, Matter, Member, Part, Protocol, kind_of, moment

_UNKNOWN = "????"


def knows(root: etree._Element) -> bool:
    """Whether a root is Acadre's."""
    return next(_tables(root, "agenda"), None) is not None


def read(root: etree._Element) -> Protocol:
    """Read one agenda with its meeting. Raises Unreadable when there are several."""
    agenda, *more = _tables(root, "agenda")
    if more:
        raise Unreadable(f"{len(more) + 1} agendas in one file: one is read at a time")
    committee, meeting = next(_tables(agenda, "committee"), None), next(_tables(agenda, "meeting"), None)
    place = _field(meeting, "location")
    called = _field(meeting, "name")
    kind = kind_of(_field(agenda, "name"), AGENDA)
    title = "" if _field(agenda, "name") == kind else _field(agenda, "name")
    told = (title, called if " " in called else "", _field(committee, "departmentName"))
    about = (*told, *lines(_raw(meeting, "address")), *_coming(meeting))
    return Protocol(
        body=_field(committee, "name") or _field(meeting, "name"),
        kind=kind,
        start=_field(meeting, "date"),
        end=_field(meeting, "finish"),
        day=_field(meeting, "dateF5"),
        place="" if place == _UNKNOWN else place,
        about=tuple(filter(None, about)),
        members=tuple(_members(agenda)),
        matters=tuple(_matter(each) for each in _items(agenda)),
    )


def _members(agenda: etree._Element) -> Iterator[Member]:
    """Those of the meeting, else of the committee."""
    lists = (next(agenda.iterfind(f".//table[@name='{name}']"), None) for name in ("meetmember", "commember"))
    for member in next((list(_tables(each, "member")) for each in lists if each is not None and len(each)), []):
        if name := _field(member, "name"):
            yield Member(name, _field(member, "party"), _field(member, "role"), _field(member, "absent") == "1")


def _coming(meeting: etree._Element | None) -> Iterator[str]:
    """`Kommende møder: NMU 15-04-2015`."""
    for each in meeting.iterfind(".//table[@name='upcomingmeeting']") if meeting is not None else ():
        if day := moment(_field(each, "date"))[0]:
            yield f"{COMING} {_field(each, 'name')} {day}"


def _items(agenda: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Each item with its number, in the order of the numbers."""
    for parent in _tables(agenda, "agendaitemparents"):
        for item in _tables(parent, "agendaitem"):
            yield _field(parent, "sort"), item
    for item in _tables(agenda, "agendaitem"):
        yield "", item


def _matter(numbered: tuple[str, etree._Element]) -> Matter:
    number, item = numbered
    bullets = [Part(_field(each, "bulletname"), lines(_raw(each, "bulletcontent"))) for each in _tables(item, "bullet")]
    return Matter(
        title=_field(item, "name"),
        number=number,
        is_open=_is_open(item),
        case_numbers=tuple(filter(None, [_field(item, "caseno")])),
        parts=tuple(bullets),
        enclosures=tuple(_enclosure(each) for each in _tables(item, "enclosure")),
    )


def _enclosure(each: etree._Element) -> Enclosure:
    """`Udkast til regulativ`, `30112/15`, type `H`, id `4100001`."""
    number, kind, known = (_field(each, name) for name in ("fileno", "type", "fusionID"))
    document = " ".join(filter(None, (number, f"({kind})" if kind and number else "", known if number else "")))
    return Enclosure(_field(each, "name"), _field(each, "sort"), _is_open(each), document)


def _is_open(table: etree._Element) -> bool | None:
    """By its access in words, else by its code: 1 is open."""
    told = _field(table, "accessname").casefold()
    if told:
        return told.startswith(("åben", "offentlig"))
    code = _field(table, "access")
    return code == "1" if code else None


def _tables(inside: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in inside.iterchildren("table") if each.get("name") == name)


def _raw(table: etree._Element | None, name: str) -> str:
    if table is None:
        return ""
    found = (f for fields in table.iterchildren("fields") for f in fields if f.get("name") == name)
    return "".join(str(text) for each in list(found)[:1] for text in each.itertext())


def _field(table: etree._Element | None, name: str) -> str:
    """A field's value with single blanks."""
    return " ".join(_raw(table, name).split())
