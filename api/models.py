"""What the lists and resources of the HTTP API say, as typed values; `page` is the address of a thing's page here."""

import datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Row = TypeVar("Row")
Iri = Annotated[str, Field(description="Its IRI in the graph.")]
Page = Annotated[str, Field(description="The address of its page, on this server.")]


class Value(BaseModel):
    """Something said, which does not change."""

    model_config = ConfigDict(frozen=True)


class Rows(Value, Generic[Row]):
    """A part of a list."""

    total: Annotated[int, Field(description="How many there are in all, with the filters given.")]
    limit: int
    offset: int
    next: Annotated[str | None, Field(description="The address of the next part, if there is more.")]
    rows: list[Row]


class Named(Value):
    """A thing by its name."""

    iri: Iri
    name: str
    page: Page


class BodyNamed(Named):
    """A body by its name and code."""

    code: str | None


class CaseRow(Value):
    """A case and its days."""

    iri: Iri
    title: str | None
    numbers: list[str]
    municipality: str | None
    routine: Annotated[bool, Field(description="A standing item, such as Eventuelt.")]
    treatments: Annotated[int, Field(description="How often a body has had it.")]
    first: datetime.date | None
    last: datetime.date | None
    bodies: list[BodyNamed]
    page: Page


class Treatment(Value):
    """A body had the case on a day."""

    iri: Iri
    body: BodyNamed
    date: datetime.date
    meeting: str | None
    outcomes: list[str]


class Plan(Value):
    """A step that was announced; whether it was kept is told by the treatments."""

    iri: Iri
    source: BodyNamed | None
    target: BodyNamed
    date: Annotated[datetime.date | None, Field(description="The day, when one was told.")]
    period: Annotated[str | None, Field(description="The period (EDTF), when no day was told.")]
    announced: datetime.date | None
    recommended: bool | None


class Case(CaseRow):
    """A case with its way."""

    way: Annotated[list[Treatment], Field(description="What was done, in order.")]
    plans: Annotated[list[Plan], Field(description="What was announced.")]


class PersonRow(Value):
    """A person and their bodies."""

    iri: Iri
    name: str | None
    municipality: str | None
    times: Annotated[int, Field(description="How often documents name them.")]
    bodies: list[BodyNamed]
    page: Page


class Membership(Value):
    """A person sat in a body."""

    body: BodyNamed
    party: str | None
    term: Annotated[str | None, Field(description="The council term, first and last year: 2022/2025.")]
    first: datetime.date | None
    last: datetime.date | None


class Held(Value):
    """A person was seen in a post."""

    name: str
    body: Annotated[BodyNamed | None, Field(description="The body whose post it is; none: the municipality's.")]
    first: datetime.date | None
    last: datetime.date | None


class Part(Value):
    """A person had a part in a meeting or an item, as a document says."""

    date: datetime.date | None
    body: BodyNamed | None
    function: str | None
    role: str | None
    title: Annotated[str | None, Field(description="The title of the item.")]
    case: str | None
    standing: Annotated[str | None, Field(description="Announced before the meeting, or recorded after it.")]


class Person(PersonRow):
    """A person with what they took part in."""

    also: Annotated[list[str], Field(description="Other forms of the name that documents have.")]
    posts: list[Held]
    memberships: list[Membership]
    parts: list[Part]


class BodyRow(Value):
    """A body and how much is held of it."""

    iri: Iri
    name: str | None
    codes: list[str]
    kind: Annotated[str | None, Field(description="The kind of body, in Danish.")]
    municipality: str | None
    meetings: Annotated[int, Field(description="How many of its meetings are held.")]
    cases: Annotated[int, Field(description="How many cases it has had.")]
    last: Annotated[datetime.date | None, Field(description="The day of its last meeting held.")]
    page: Page


class Member(Value):
    """A member of a body."""

    person: Named
    party: str | None
    first: datetime.date | None
    last: datetime.date | None


class Body(BodyRow):
    """A body with its members."""

    members: list[Member]


class MeetingRow(Value):
    """A meeting, held or announced."""

    iri: Iri
    body: BodyNamed
    date: datetime.date
    municipality: str | None
    state: Annotated[Literal["held", "announced"], Field(description="Held: a document of it is in the graph.")]
    items: int
    documents: list[str]
    page: Page


class Item(Value):
    """An item of a meeting's agenda."""

    iri: Iri
    number: str | None
    title: str | None
    case: str | None
    open: Annotated[bool | None, Field(description="None when the document does not say.")]


class Meeting(MeetingRow):
    """A meeting with its items."""

    agenda: list[Item]


class Step(Value):
    """A body that had the case, or is to have it."""

    body: BodyNamed
    state: Literal["done", "planned"]
    status: Annotated[
        str,
        Field(
            description="done; of a planned step: open, its time is not past; late, it is, and the body has met in it "
            "without the case; skipped or returned, a later or an earlier body has had the case instead; not in what "
            "we hold, no minutes of the time are held; named, only as a sender."
        ),
    ]
    date: Annotated[str | None, Field(description="The day, or the period that was announced (EDTF).")]
    earliest: str | None
    latest: str | None
    announced: Annotated[str | None, Field(description="The day of the meeting that announced it.")]
    recommended: bool
    outcomes: list[str]


class Journey(Value):
    """A case that took the path, or is to take it."""

    iri: Iri
    title: str
    numbers: list[str]
    arrived: Annotated[bool, Field(description="Whether the last body of the path has had it.")]
    steps: list[Step]
    page: Page


class Path(Value):
    """Bodies in order, and the cases that show that this way is gone or is to be."""

    municipality: str
    bodies: list[BodyNamed]
    done: Annotated[int, Field(description="How many cases have gone all of it.")]
    planned: Annotated[int, Field(description="How many are on it, or are to be.")]
    cases: list[Journey]


class Paths(Value):
    """The paths from one body to another, those that most cases went first."""

    on: Annotated[str | None, Field(description="The day that done and planned are told as of.")]
    paths: list[Path]


class Service(Value):
    """How the service is."""

    status: Literal["ok"]
    documents: int
    cases: int
    last: Annotated[datetime.date | None, Field(description="The newest meeting day held.")]
    sockets: Annotated[str, Field(description="What keeps a stranger's query from the network, beside the lexer.")]
