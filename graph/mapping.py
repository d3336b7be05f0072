"""Facts -> the quads of one document's stated graph: only what follows from its bytes, every fact with its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..ontology import DCT, EDTF, FOAF, NON_PUBLIC, PROV, PUBLIC, RDF, SKOS, XSD
from .clock import SECONDS, within
from .evidence import Evidenced
from .extract import extract
from .facts import (
    Attachment,
    Decision,
    Dissent,
    Item,
    Minutes,
    NamedBody,
    NamedMeeting,
    Person,
    Recommendation,
    Referral,
    Route,
    Task,
    Told,
    When,
)
from .formats import Reading, read
from .quads import SAG, data, iri
from .source import Source

_NUMBER = str(XSD.nonNegativeInteger)


@dataclass(frozen=True, slots=True)
class StatedGraph:
    """One document's graph: the IRIs of both, its N-Quads (UTF-8), and what a report tells of its reading.

    `unread` counts sections that no rule knows; `masked` CPR numbers held back; `municipality` is as the document
    names it, None when it does not; `notes` tell what could not be read of it.
    """

    document: str
    graph: str
    digest: str
    nquads: bytes
    unread: int
    encoding: str
    masked: int
    municipality: str | None
    notes: tuple[str, ...] = ()


def stated(content: bytes, name: str = "") -> StatedGraph:
    """Read, extract and map one document; `name`, that it was found under, is not stated.

    Raises Unreadable.
    """
    return understood(read(content, name))


def understood(reading: Reading) -> StatedGraph:
    """Extract and map one document as a reader gives it. Raises Unreadable when that takes too long."""
    with within(SECONDS, "understanding it"):
        return _stated(reading)


def _stated(reading: Reading) -> StatedGraph:
    minutes = extract(reading)
    source = reading.source
    document = data(f"doc/{source.digest}")
    return StatedGraph(
        document,
        f"{document}/graph",
        source.digest,
        _Mapping(source, document).whole(minutes),
        len(minutes.unread),
        source.encoding,
        source.masked,
        minutes.municipality.value if minutes.municipality else None,
        reading.notes,
    )


class _Mapping(Evidenced):
    """Says the facts of one document, in the order of the text."""

    def __init__(self, source: Source, document: str) -> None:
        super().__init__(source, document)
        self.bodies: dict[str, str] = {}
        self.absent: dict[str, str] = {}

    def whole(self, minutes: Minutes) -> bytes:
        """All of one document as N-Quads."""
        self._document(minutes)
        for body in minutes.bodies:
            self._body(body)
        record = self._record(minutes)
        for person in minutes.people:
            self._person(person, record)
        for position, item in enumerate(minutes.items, 1):
            self._item(item, record, position)
        for meeting in minutes.meetings:
            self._meeting(meeting, record)
        for span in minutes.unread:
            self.node("unread", "UnreadSection", record, [span])
        return self.quads.bytes()

    def _document(self, minutes: Minutes) -> None:
        source, text, document = self.source, self.text, self.document
        self.type(document, "Document")
        self.link(document, PROV.wasDerivedFrom, self.mention(minutes.span))
        self.link(document, SAG + "text", text)
        self.say(document, DCT["format"], source.media_type)
        self.say(document, SAG + "readBy", source.reader)
        self.say(document, SAG + "encoding", source.encoding)
        self.type(text, "Text")
        self.say(text, RDF.value, source.text)
        self.say(text, SAG + "length", len(source.text), _NUMBER)
        self.told(document, SAG + "municipalityName", minutes.municipality)
        self.told(document, SAG + "kindAsStated", minutes.kind)
        if minutes.document_kind:
            self.link(document, SAG + "documentKind", f"{SAG}kind-{minutes.document_kind}")

    def _body(self, body: NamedBody) -> None:
        node = self.node("body", "NamedBody", self.document, [body.span])
        self.say(node, FOAF.name, body.name)
        self.say(node, SKOS.notation, body.code)
        self.bodies[body.name.casefold()] = node

    def _record(self, minutes: Minutes) -> str:
        told = minutes.body or minutes.day
        record = self.node("record", "MeetingRecord", self.document, [told.span if told else minutes.span])
        if minutes.body:
            self._of_body(record, SAG + "namedBody", minutes.body.value)
            self.evidence(record, SAG + "namedBody", minutes.body.span)
        self.told(record, DCT.date, minutes.day)
        self.told(record, SAG + "weekdayAsStated", minutes.weekday)
        self.told(record, SAG + "place", minutes.place)
        for name, clock in (("start", minutes.start), ("end", minutes.end)):
            if clock and minutes.day:
                self.told(record, SAG + name, Told(datetime.combine(minutes.day.value, clock.value), clock.span))
        return record

    def _meeting(self, meeting: NamedMeeting, record: str) -> None:
        node = self.node("meeting", "NamedMeeting", record, [meeting.span])
        self._about(node, meeting.body, meeting.day)
        self.say(node, SAG + "coming", meeting.coming)
        self.doubt(node, meeting.doubt)

    def _item(self, item: Item, parent: str, position: int) -> None:
        node = self.node("item", "AgendaItem", parent, [item.span])
        self.say(node, SAG + "position", position)
        self.say(node, SAG + "number", item.number)
        self.say(node, DCT.title, item.title)
        self._access(node, item.open)
        for number in item.case_numbers:
            self.told(node, SAG + "caseNumber", number)
        for number in item.kle_numbers:
            self.told(node, SAG + "kleNumber", number)
        if item.route:
            self._route(item.route, node)
        for place, referral in enumerate(item.referrals, 1):
            self._referral(referral, node, place)
        for recommendation in item.recommendations:
            self._recommendation(recommendation, node)
        for decision in item.decisions:
            self._decision(decision, node)
        for person in item.persons:
            self._person(person, node)
        for dissent in item.dissents:
            self._dissent(dissent, node)
        for attachment in item.attachments:
            self._attachment(attachment, node)
        for named in item.named_attachments:
            self.say(self.node("annex", "NamedAttachment", node, [named.span]), SAG + "number", named.number)
        for task in item.tasks:
            self._task(task, node)
        for place, sub_item in enumerate(item.sub_items, 1):
            self._item(sub_item, node, place)

    def _route(self, route: Route, item: str) -> None:
        node = self.node("route", "Route", item, [route.span])
        self.link(node, SAG + "basis", f"{SAG}basis-{route.basis}")
        self.say(node, SAG + "asStated", route.text)
        self.doubt(node, route.doubt)
        for position, step in enumerate(route.steps, 1):
            place = self.node("step", "RouteStep", node, [step.span])
            self.say(place, SAG + "position", position)
            if step.body:
                self._of_body(place, SAG + "namedBody", step.body)
            self.say(place, SAG + "hearing", step.hearing or None)

    def _referral(self, referral: Referral, item: str, position: int) -> None:
        node = self.node("referral", "Referral", item, [referral.span])
        self._of_body(node, SAG + "fromBody", referral.sender)
        self._of_body(node, SAG + "toBody", referral.receiver)
        self.link(node, SAG + "basis", f"{SAG}basis-{referral.basis}")
        self.say(node, SAG + "recommended", referral.recommended)
        self.say(node, SAG + "carriedOut", referral.carried_out)
        self.say(node, SAG + "hearing", referral.hearing or None)
        self.say(node, SAG + "position", position)
        self._when(node, referral.when)
        self.doubt(node, referral.doubt)

    def _recommendation(self, recommendation: Recommendation, item: str) -> None:
        node = self.node("recommendation", "Recommendation", item, [recommendation.span])
        self.say(node, SAG + "wording", recommendation.wording)
        self.say(node, SAG + "recommender", recommendation.recommender)
        self.doubt(node, recommendation.doubt)

    def _decision(self, decision: Decision, item: str) -> None:
        node = self.node("decision", "Decision", item, [decision.span])
        self._about(node, decision.body, decision.date)
        self.say(node, SAG + "wording", decision.wording)
        for outcome in decision.outcomes:
            concept = f"{SAG}outcome-{outcome.value}"
            self.link(node, SAG + "outcome", concept)
            self.evidence(node, SAG + "outcome", outcome.span, iri(concept), outcome.doubt)

    def _person(self, person: Person, owner: str) -> None:
        node = self.node("participation", "Participation", owner, [person.span])
        self.say(node, FOAF.name, person.name)
        self.say(node, SAG + "otherName", person.other_name)
        self.say(node, SAG + "roleAsStated", person.role)
        self.say(node, SAG + "party", person.party)
        self.link(node, SAG + "function", f"{SAG}function-{person.function}")
        self.link(node, SAG + "standing", f"{SAG}standing-{person.standing}")
        self.say(node, SAG + "announcedFor", person.announced_for)
        self.say(node, SAG + "reason", person.reason)
        self.doubt(node, person.doubt)
        if person.function == "absent":
            self.absent[person.name] = node
        if person.substitute_for in self.absent:
            self.link(node, SAG + "substituteFor", self.absent[person.substitute_for])

    def _dissent(self, dissent: Dissent, item: str) -> None:
        node = self.node("dissent", "Dissent", item, [dissent.span])
        self.say(node, FOAF.name, dissent.name)
        self.say(node, SAG + "party", dissent.party)
        self.link(node, SAG + "stance", f"{SAG}stance-{dissent.stance}")
        self.say(node, SAG + "wording", dissent.wording)

    def _attachment(self, attachment: Attachment, item: str) -> None:
        node = self.node("attachment", "Attachment", item, [attachment.span])
        self.say(node, DCT.title, attachment.title)
        self.say(node, SAG + "number", attachment.number)
        self._access(node, attachment.open)
        self.say(node, SAG + "documentNumber", attachment.document_number)
        self.say(node, SAG + "documentId", attachment.document_id)

    def _task(self, task: Task, item: str) -> None:
        node = self.node("task", "Task", item, [task.span])
        self.say(node, SAG + "wording", task.wording)
        self.say(node, SAG + "assignee", task.assignee)
        self._when(node, task.deadline)
        self.doubt(node, task.doubt)

    def _of_body(self, node: str, name: str, body: str) -> None:
        self.link(node, name, self.bodies[body.casefold()])

    def _about(self, node: str, body: str, day: date | None) -> None:
        """A node of a body on a day."""
        self._of_body(node, SAG + "namedBody", body)
        self.say(node, DCT.date, day)

    def _when(self, node: str, when: When | None) -> None:
        """A day as dct:date, a period in EDTF, both with their first and last day."""
        if when is None:
            return
        self.say(node, DCT.date, when.exact)
        if when.exact is None:
            self.say(node, SAG + "edtf", when.edtf, str(EDTF))
        self.say(node, SAG + "earliest", when.first)
        self.say(node, SAG + "latest", when.last)

    def _access(self, node: str, access: Told[bool] | None) -> None:
        """Open or closed, where the document says so."""
        if access:
            self.link(node, DCT.accessRights, str(PUBLIC if access.value else NON_PUBLIC))
            self.evidence(node, DCT.accessRights, access.span)
