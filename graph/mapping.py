"""Facts -> the quads of one document's stated graph: only what follows from its bytes, every fact with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ..ontology import DCT, EDTF, FOAF, NON_PUBLIC, OA, PROV, PUBLIC, RDF, SKOS, XSD
from .extract import extract
from .facts import (
    Attachment,
    Decision,
    Dissent,
    Item,
    Minutes,
    NamedBody,
    Person,
    Recommendation,
    Referral,
    Route,
    Task,
    Told,
    When,
)
from .formats import Reading, read
from .quads import RDF_TYPE, SAG, Quads, Value, data, iri, literal
from .source import Source, Span

_NUMBER = str(XSD.nonNegativeInteger)


@dataclass(frozen=True, slots=True)
class StatedGraph:
    """One document's graph: the IRIs of both, its N-Quads (UTF-8), and what a report tells of its reading.

    `unread` counts sections that no rule knows; `masked` CPR numbers held back; `municipality` is as the document
    names it, None when it does not.
    """

    document: str
    graph: str
    digest: str
    nquads: bytes
    unread: int
    encoding: str
    masked: int
    municipality: str | None


def stated(content: bytes, name: str = "", place: str | None = None) -> StatedGraph:
    """Read, extract and map one document; `place` helps only where the document does not tell, and is not stated.

    Raises Unreadable.
    """
    reading = read(content, name)
    minutes = extract(reading)
    document = data(f"doc/{reading.source.digest}")
    nquads = _Mapping(reading.source, document).whole(minutes, reading)
    municipality = minutes.municipality.value if minutes.municipality else None
    return StatedGraph(
        document,
        f"{document}/graph",
        reading.source.digest,
        nquads,
        len(minutes.unread),
        reading.source.encoding,
        reading.source.masked,
        municipality,
    )


class _Mapping:
    """The graph of one document as it grows; nodes are numbered by kind in the order of the text."""

    def __init__(self, source: Source, document: str) -> None:
        self.source, self.document = source, document
        self.text = data(f"text/{source.text_digest}")
        self.quads = Quads(f"{document}/graph")
        self.counts: Counter[str] = Counter()
        self.bodies: dict[str, str] = {}
        self.absent: dict[str, str] = {}

    def whole(self, minutes: Minutes, reading: Reading) -> bytes:
        self._document(minutes)
        for body in minutes.bodies:
            self._body(body)
        record = self._record(minutes)
        for person in minutes.people:
            self._person(person, record)
        for position, item in enumerate(minutes.items, 1):
            self._item(item, record, position)
        for meeting in minutes.meetings:
            node = self._node("meeting", "NamedMeeting", record, [meeting.span])
            self._about(node, meeting.body, meeting.day)
            self._say(node, SAG + "coming", literal(meeting.coming))
        for span in minutes.unread:
            self._node("unread", "UnreadSection", record, [span])
        return self.quads.bytes()

    def _document(self, minutes: Minutes) -> None:
        source, text = self.source, self.text
        self._type(self.document, "Document")
        self._say(self.document, PROV.wasDerivedFrom, iri(self._mention(minutes.span)))
        self._say(self.document, SAG + "text", iri(text))
        self._say(self.document, DCT["format"], literal(source.media_type))
        self._say(self.document, SAG + "readBy", literal(source.reader))
        self._say(self.document, SAG + "encoding", literal(source.encoding))
        self._type(text, "Text")
        self._say(text, RDF.value, literal(source.text))
        self._say(text, SAG + "length", literal(len(source.text), _NUMBER))
        self._told(self.document, SAG + "municipalityName", minutes.municipality)
        self._told(self.document, SAG + "kindAsStated", minutes.kind)
        if minutes.document_kind:
            self._say(self.document, SAG + "documentKind", iri(f"{SAG}kind-{minutes.document_kind}"))

    def _body(self, body: NamedBody) -> None:
        node = self._node("body", "NamedBody", self.document, [body.span])
        self._say(node, FOAF.name, literal(body.name))
        self._say(node, SKOS.notation, literal(body.code) if body.code else None)
        self.bodies[body.name.casefold()] = node

    def _record(self, minutes: Minutes) -> str:
        told = minutes.body or minutes.day
        record = self._node("record", "MeetingRecord", self.document, [told.span if told else minutes.span])
        if minutes.body:
            self._say(record, SAG + "namedBody", iri(self._named(minutes.body.value)))
            self._evidence(record, SAG + "namedBody", minutes.body.span)
        self._told(record, DCT.date, minutes.day)
        self._told(record, SAG + "weekdayAsStated", minutes.weekday)
        self._told(record, SAG + "place", minutes.place)
        for name, clock in (("start", minutes.start), ("end", minutes.end)):
            if clock and minutes.day:
                self._told(record, SAG + name, Told(datetime.combine(minutes.day.value, clock.value), clock.span))
        return record

    def _item(self, item: Item, parent: str, position: int) -> None:
        node = self._node("item", "AgendaItem", parent, [item.span])
        self._say(node, SAG + "position", literal(position))
        self._say(node, SAG + "number", literal(item.number) if item.number else None)
        self._say(node, DCT.title, literal(item.title))
        self._access(node, item.open)
        for number in item.case_numbers:
            self._told(node, SAG + "caseNumber", number)
        for number in item.kle_numbers:
            self._told(node, SAG + "kleNumber", number)
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
        for task in item.tasks:
            self._task(task, node)
        for place, sub_item in enumerate(item.sub_items, 1):
            self._item(sub_item, node, place)

    def _route(self, route: Route, item: str) -> None:
        node = self._node("route", "Route", item, [route.span])
        self._say(node, SAG + "basis", iri(f"{SAG}basis-{route.basis}"))
        self._say(node, SAG + "asStated", literal(route.text) if route.text else None)
        for position, step in enumerate(route.steps, 1):
            place = self._node("step", "RouteStep", node, [step.span])
            self._say(place, SAG + "position", literal(position))
            self._say(place, SAG + "namedBody", iri(self._named(step.body)) if step.body else None)
            self._say(place, SAG + "hearing", literal(True) if step.hearing else None)

    def _referral(self, referral: Referral, item: str, position: int) -> None:
        node = self._node("referral", "Referral", item, [referral.span])
        self._say(node, SAG + "fromBody", iri(self._named(referral.sender)))
        self._say(node, SAG + "toBody", iri(self._named(referral.receiver)))
        self._say(node, SAG + "basis", iri(f"{SAG}basis-{referral.basis}"))
        self._say(node, SAG + "recommended", literal(referral.recommended))
        self._say(node, SAG + "carriedOut", literal(referral.carried_out))
        self._say(node, SAG + "hearing", literal(True) if referral.hearing else None)
        self._say(node, SAG + "position", literal(position))
        self._when(node, referral.when)

    def _recommendation(self, recommendation: Recommendation, item: str) -> None:
        node = self._node("recommendation", "Recommendation", item, [recommendation.span])
        self._say(node, SAG + "wording", literal(recommendation.wording))
        self._say(
            node, SAG + "recommender", literal(recommendation.recommender) if recommendation.recommender else None
        )

    def _decision(self, decision: Decision, item: str) -> None:
        node = self._node("decision", "Decision", item, [decision.span])
        self._about(node, decision.body, decision.date)
        self._say(node, SAG + "wording", literal(decision.wording) if decision.wording else None)
        for outcome in decision.outcomes:
            concept = iri(f"{SAG}outcome-{outcome.value}")
            self._say(node, SAG + "outcome", concept)
            self._evidence(node, SAG + "outcome", outcome.span, concept)

    def _person(self, person: Person, owner: str) -> None:
        node = self._node("participation", "Participation", owner, [person.span])
        self._say(node, FOAF.name, literal(person.name))
        self._say(node, SAG + "roleAsStated", literal(person.role) if person.role else None)
        self._say(node, SAG + "party", literal(person.party) if person.party else None)
        self._say(node, SAG + "function", iri(f"{SAG}function-{person.function}"))
        self._say(node, SAG + "standing", iri(f"{SAG}standing-{person.standing}"))
        self._say(node, SAG + "announcedFor", literal(person.announced_for) if person.announced_for else None)
        self._say(node, SAG + "reason", literal(person.reason) if person.reason else None)
        if person.function == "absent":
            self.absent[person.name] = node
        if person.substitute_for in self.absent:
            self._say(node, SAG + "substituteFor", iri(self.absent[person.substitute_for]))

    def _dissent(self, dissent: Dissent, item: str) -> None:
        node = self._node("dissent", "Dissent", item, [dissent.span])
        self._say(node, FOAF.name, literal(dissent.name) if dissent.name else None)
        self._say(node, SAG + "party", literal(dissent.party) if dissent.party else None)
        self._say(node, SAG + "stance", iri(f"{SAG}stance-{dissent.stance}"))
        self._say(node, SAG + "wording", literal(dissent.wording) if dissent.wording else None)

    def _attachment(self, attachment: Attachment, item: str) -> None:
        node = self._node("attachment", "Attachment", item, [attachment.span])
        self._say(node, DCT.title, literal(attachment.title))
        self._say(node, SAG + "number", literal(attachment.number) if attachment.number else None)
        self._access(node, attachment.open)
        for name, value in (("documentNumber", attachment.document_number), ("documentId", attachment.document_id)):
            self._say(node, SAG + name, literal(value) if value else None)

    def _task(self, task: Task, item: str) -> None:
        node = self._node("task", "Task", item, [task.span])
        self._say(node, SAG + "wording", literal(task.wording))
        self._say(node, SAG + "assignee", literal(task.assignee) if task.assignee else None)
        self._when(node, task.deadline)

    def _about(self, node: str, body: str, day: Value | None) -> None:
        """A node of a body on a day."""
        self._say(node, SAG + "namedBody", iri(self._named(body)))
        self._say(node, DCT.date, literal(day) if day else None)

    def _when(self, node: str, when: When | None) -> None:
        """A day as dct:date, a period in EDTF, both with their first and last day."""
        if when is None:
            return
        exact = when.exact
        self._say(node, DCT.date, literal(exact) if exact else None)
        self._say(node, SAG + "edtf", None if exact else literal(when.edtf, str(EDTF)))
        self._say(node, SAG + "earliest", literal(when.first))
        self._say(node, SAG + "latest", literal(when.last))

    def _access(self, node: str, access: Told[bool] | None) -> None:
        """Open or closed, where the document says so."""
        if access:
            self._say(node, DCT.accessRights, iri(str(PUBLIC if access.value else NON_PUBLIC)))
            self._evidence(node, DCT.accessRights, access.span)

    def _named(self, body: str) -> str:
        return self.bodies[body.casefold()]

    def _node(self, kind: str, type_: str, owner: str, spans: Iterable[Span]) -> str:
        self.counts[kind] += 1
        node = f"{self.document}/{kind}/{self.counts[kind]}"
        self._type(node, type_)
        self._say(node, DCT.isPartOf, iri(owner))
        for span in spans:
            self._say(node, PROV.wasDerivedFrom, iri(self._mention(span)))
        return node

    def _told(self, node: str, name: str, told: Told[str] | Told[date] | Told[datetime] | None) -> None:
        """A property with a place of its own."""
        if told is not None:
            term = literal(told.value)
            self._say(node, name, term)
            self._evidence(node, name, told.span, term)

    def _evidence(self, node: str, name: str, span: Span, value: str | None = None) -> None:
        self.counts["evidence"] += 1
        evidence = f"{self.document}/evidence/{self.counts['evidence']}"
        self._type(evidence, "Evidence")
        self._say(evidence, SAG + "about", iri(node))
        self._say(evidence, SAG + "property", iri(name))
        self._say(evidence, SAG + "value", value)
        self._say(evidence, SAG + "mention", iri(self._mention(span)))

    def _mention(self, span: Span) -> str:
        mention = f"{self.text}#char={span.start},{span.end}"
        self._type(mention, "Mention")
        self._say(mention, OA.hasSource, iri(self.text))
        self._say(mention, OA.start, literal(span.start, _NUMBER))
        self._say(mention, OA.end, literal(span.end, _NUMBER))
        self._say(mention, OA.exact, literal(self.source[span]))
        return mention

    def _type(self, node: str, name: str) -> None:
        self.quads.say(node, RDF_TYPE, iri(SAG + name))

    def _say(self, node: str, name: str, term: str | None) -> None:
        self.quads.say(node, name, term)
