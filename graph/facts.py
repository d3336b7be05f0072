"""The facts of one document, as values; each knows the characters it was read from.

`None` means that the document does not say. Bodies are named by their full name, nominative definite
("Økonomiudvalget"), or by their code when nothing spells it out; `Minutes.bodies` holds each once.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Generic, Literal, TypeVar

from .source import Span

T_co = TypeVar("T_co", covariant=True)
Function = Literal[
    "member", "chair", "participant", "presenter", "responsible", "absent", "substitute", "recused", "signatory"
]
Standing = Literal["announced", "recorded"]
Basis = Literal["stated", "decisions", "narrative"]
Stance = Literal["against", "reservation", "abstained"]
DocumentKind = Literal["agenda", "minutes", "supplement", "correction"]
Doubt = Literal[
    "any_verb",
    "code_guessed",
    "day_by_meeting",
    "day_by_prose",
    "discussed_by_default",
    "first_name",
    "meeting_unnamed",
    "meeting_without_year",
    "municipality_by_host",
    "municipality_by_title",
    "name_alone",
    "narrated",
    "narrated_without_year",
    "nobody_named",
    "post_holder",
    "resolved_alone",
    "route_by_decisions",
    "unlabelled_recommendation",
]
"""Why a rule is not sure of what it found; `ontology/doubts.ttl` says of each what it means, and how sure it is."""


@dataclass(frozen=True, slots=True)
class Told(Generic[T_co]):
    """A value and where it stands."""

    value: T_co
    span: Span
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day, or a period from its first to its last day (both included)."""

    first: date
    last: date

    @classmethod
    def day(cls, value: date) -> When:
        return cls(value, value)

    @classmethod
    def month(cls, year: int, month: int) -> When:
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @property
    def exact(self) -> date | None:
        """The day, when it is one."""
        return self.first if self.first == self.last else None

    @property
    def edtf(self) -> str:
        """The period in EDTF (ISO 8601-2): `2024-06`, `2024-34` (2nd quarter), `2024-04-29/2024-05-05`."""
        first, last = self.first, self.last
        if first == last:
            return first.isoformat()
        if self == When.month(first.year, first.month):
            return f"{first.year}-{first.month:02}"
        if first.day == 1 and first.month % 3 == 1 and last == When.month(first.year, first.month + 2).last:
            return f"{first.year}-{33 + first.month // 3}"
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year}"
        if first.day == 1 and last == When.month(last.year, last.month).last:
            return f"{first.year}-{first.month:02}/{last.year}-{last.month:02}"
        return f"{first.isoformat()}/{last.isoformat()}"

    @classmethod
    def week(cls, year: int, week: int, last_week: int | None = None) -> When:
        first = date.fromisocalendar(year, week, 1)
        return cls(first, date.fromisocalendar(year, last_week or week, 1) + timedelta(days=6))


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body as the document names it; `code` when the document or the vocabulary ties one to it."""

    name: str
    code: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named, and what for."""

    name: str
    function: Function
    span: Span
    role: str | None = None
    party: str | None = None
    standing: Standing = "recorded"
    substitute_for: str | None = None
    announced_for: date | None = None
    reason: str | None = None
    doubt: Doubt | None = None
    other_name: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a route: a body, or a hearing."""

    body: str | None
    span: Span
    hearing: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """The bodies an item passes, in order."""

    steps: tuple[Step, ...]
    basis: Basis
    span: Span
    text: str | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """An item sent, or to be sent, from one body to the next."""

    sender: str
    receiver: str
    span: Span
    basis: Basis
    when: When | None = None
    recommended: bool = False
    carried_out: bool = False
    hearing: bool = False
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    wording: str
    span: Span
    recommender: str | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a body decided; `outcomes` are keys of the outcome scheme, each where its words stand."""

    body: str
    span: Span
    date: date | None
    wording: str
    outcomes: tuple[Told[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dissent:
    stance: Stance
    span: Span
    name: str | None = None
    party: str | None = None
    wording: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    title: str
    span: Span
    number: str | None = None
    open: Told[bool] | None = None
    document_number: str | None = None
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class NamedAttachment:
    """An attachment that the text of an item names by its number: `jf. bilag 3`."""

    number: str
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done: the sentence, who is to do it, and until when."""

    wording: str
    span: Span
    assignee: str | None = None
    deadline: When | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class NamedMeeting:
    """Another meeting the document tells of, with its day; `named` says that its body is, not only `mødet`."""

    body: str
    day: date
    coming: bool
    span: Span
    named: bool = True
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One matter of the agenda; `sub_items` are separately titled matters under it."""

    title: str
    span: Span
    number: str | None = None
    open: Told[bool] | None = None
    case_numbers: tuple[Told[str], ...] = ()
    kle_numbers: tuple[Told[str], ...] = ()
    route: Route | None = None
    referrals: tuple[Referral, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    persons: tuple[Person, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    named_attachments: tuple[NamedAttachment, ...] = ()
    tasks: tuple[Task, ...] = ()
    sub_items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """All that was read from one document."""

    span: Span
    municipality: Told[str] | None = None
    body: Told[str] | None = None
    kind: Told[str] | None = None
    document_kind: DocumentKind | None = None
    day: Told[date] | None = None
    weekday: Told[str] | None = None
    start: Told[time] | None = None
    end: Told[time] | None = None
    place: Told[str] | None = None
    people: tuple[Person, ...] = ()
    items: tuple[Item, ...] = ()
    bodies: tuple[NamedBody, ...] = ()
    meetings: tuple[NamedMeeting, ...] = ()
    unread: tuple[Span, ...] = ()
