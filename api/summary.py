"""What a document says, as a text to read in Danish, from its JSON."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final, NotRequired, TypedDict, cast

from ..graph.minutes import Json
from ..ontology import SAG
from .pages.danish import counted, listed, long_date, period
from .pages.labels import label

STATUS: Final = {"done": "sket", "recommended": "indstillet", "planned": "planlagt"}
FUNCTION: Final = {"participant": "", "responsible": "ansvarlig", "presenter": "oplæg", "chair": "formand"}
INDENT: Final = "    "
COLUMN: Final = 14
WIDTH: Final = 100
PERIOD: Final = re.compile(r"(\d{4})-(Q|W)(\d{1,2})")


class Meeting(TypedDict):
    """The head of the JSON."""

    date: str | None
    start: str | None
    end: str | None
    place: str | None
    kind: str | None


class Person(TypedDict):
    """A member, an absentee or somebody named in an item."""

    name: str
    party: NotRequired[str]
    role: NotRequired[str]
    substitute: NotRequired[str]
    function: NotRequired[str]
    announced_only: NotRequired[bool]


Referral = TypedDict("Referral", {"from": str, "to": str, "status": str, "date": NotRequired[str]})


class Attachment(TypedDict):
    """An attachment of an item."""

    title: str
    open: bool


class Task(TypedDict):
    """Something to be done."""

    assignee: str | None
    text: str
    deadline: NotRequired[str]


class Dissent(TypedDict):
    """Who was against."""

    name_or_party: str


class Item(TypedDict):
    """An item of the agenda."""

    number: str | None
    title: str
    open: bool
    case_numbers: list[str]
    route: list[str]
    referrals: list[Referral]
    decision_outcome: str | None
    decision_date: str | None
    persons: list[Person]
    attachments: list[Attachment]
    followups: list[Task]
    dissents: list[Dissent]
    recused: list[str]
    abstentions: list[str]
    sub_items: "list[Item]"


class Coming(TypedDict):
    """A coming meeting."""

    body: str
    date: str


class Found(TypedDict):
    """The whole JSON."""

    municipality: str | None
    body: str | None
    meeting: Meeting
    members: list[Person]
    absent: list[Person]
    items: list[Item]
    next_meetings: list[Coming]


def summary(minutes: Mapping[str, Json]) -> str:
    """The document in Danish: the meeting, who was there, then item by item what was decided and where it goes."""
    found = cast(Found, minutes)
    lines = [*_head(found), *_people(found)]
    for item in found["items"]:
        lines += ["", *_item(item)]
    coming = [f"{each['body']} {when(each['date'])}" for each in found["next_meetings"]]
    return "\n".join([*lines, *_coming(coming)]) + "\n"


def when(told: str) -> str:
    """A day or period of the JSON, as Danish says it.

    >>> when("2024-06-11"), when("2024-Q2"), when("2024-W18"), when("2024-06")
    ('11. juni 2024', '2. kvartal 2024', 'uge 18 i 2024', 'juni 2024')
    """
    if (part := PERIOD.fullmatch(told)) is not None:
        return f"uge {int(part[3])} i {part[1]}" if part[2] == "W" else f"{part[3]}. kvartal {part[1]}"
    return long_date(date.fromisoformat(told)) if len(told) == 10 else period(told)


def _head(found: Found) -> Iterator[str]:
    """`Økonomiudvalget, 11. februar 2025 kl. 14:30–16:10`"""
    meeting = found["meeting"]
    day = when(meeting["date"]) if meeting["date"] is not None else "uden dato"
    clock = "–".join(filter(None, (meeting["start"], meeting["end"])))
    yield f"{found['body'] or 'Ukendt organ'}, {day}" + (f" kl. {clock}" if clock else "")
    told = [(meeting["kind"] or "").capitalize(), found["municipality"], meeting["place"]]
    if any(told):
        yield " · ".join(filter(None, told))


def _people(found: Found) -> Iterator[str]:
    yield from _field("Medlemmer", [_person(each) for each in found["members"]], "")
    yield from _field("Afbud", [_person(each) for each in found["absent"]], "")


def _person(person: Person) -> str:
    """`Jakob Ehlers (I, næstformand, stedfortræder: Mie Lund)`"""
    stands_in = f"stedfortræder: {person['substitute']}" if person.get("substitute") else None
    only = "kun bebudet" if person.get("announced_only") else None
    function = FUNCTION.get(person.get("function", ""), person.get("function"))
    told = ", ".join(filter(None, (person.get("party"), person.get("role"), function, only, stands_in)))
    return f"{person['name']} ({told})" if told else person["name"]


def _named(persons: Sequence[Person]) -> list[str]:
    """Each person once, with all that is told of them."""
    told: dict[str, dict[str, None]] = {}
    for person in persons:
        words = told.setdefault(person["name"], {})
        words |= dict.fromkeys(_person(person).removeprefix(person["name"]).strip(" ()").split(", "))
    return [f"{name} ({', '.join(words)})" if any(words) else name for name, words in told.items()]


def _item(item: Item, indent: str = "") -> Iterator[str]:
    """The item's line, then a line for each thing told of it."""
    number = f"{item['number']}  " if item["number"] is not None else ""
    closed = "" if item["open"] else "  [lukket]"
    cases = f"  (sag {', '.join(item['case_numbers'])})" if item["case_numbers"] else ""
    yield f"{indent}{number}{item['title']}{cases}{closed}"
    inner = indent + INDENT
    yield from _field("Sagsgang", [" → ".join(item["route"])] if len(item["route"]) > 1 else [], inner)
    yield from _field("Beslutning", [_decision(item)] if item["decision_outcome"] else [], inner)
    yield from _field("Videre", [_referral(each) for each in item["referrals"]], inner)
    yield from _field("Personer", _named(item["persons"]), inner)
    yield from _field("Imod/forb.", [each["name_or_party"] for each in item["dissents"]], inner)
    yield from _field("Undlod", item["abstentions"], inner)
    yield from _field("Inhabile", item["recused"], inner)
    yield from _field("Bilag", [_attachments(item["attachments"])] if item["attachments"] else [], inner)
    for text, tasks in groupby(item["followups"], key=lambda task: task["text"]):
        yield from _field("Opfølgning", [_task(text, list(tasks))], inner)
    for each in item["sub_items"]:
        yield from _item(each, inner)


def _decision(item: Item) -> str:
    """`Henvist, 11. februar 2025`"""
    outcome = label(str(SAG[f"outcome-{item['decision_outcome']}"]))
    return ", ".join(filter(None, (outcome, when(item["decision_date"]) if item["decision_date"] else None)))


def _referral(referral: Referral) -> str:
    """`Direktionen → Økonomiudvalget (planlagt 11. juni 2024)`"""
    day = f" {when(referral['date'])}" if "date" in referral else ""
    return f"{referral['from']} → {referral['to']} ({STATUS[referral['status']]}{day})"


def _attachments(attachments: Sequence[Attachment]) -> str:
    """`3 bilag, 1 lukket`"""
    closed = sum(not each["open"] for each in attachments)
    return counted(len(attachments), "bilag", "bilag") + (f", {counted(closed, 'lukket', 'lukkede')}" if closed else "")


def _task(text: str, tasks: Sequence[Task]) -> str:
    """`Kim T. Jensen og Bo Lund: Kim og Bo følger op. (inden 1. juni 2024)`"""
    assignees = listed([task["assignee"] for task in tasks if task["assignee"] is not None])
    deadline = next((f" (inden {when(task['deadline'])})" for task in tasks if "deadline" in task), "")
    return f"{assignees or 'Ingen nævnt'}: {' '.join(text.split())}{deadline}"


def _coming(meetings: Sequence[str]) -> Iterable[str]:
    return ["", *_field("Kommende", [listed(meetings)], "")] if meetings else []


def _field(name: str, values: Sequence[str], indent: str) -> Iterator[str]:
    """A name and its values, wrapped under one another."""
    if values:
        first = f"{indent}{name:<{COLUMN}}"
        yield textwrap.fill("; ".join(values), WIDTH, initial_indent=first, subsequent_indent=" " * len(first))
