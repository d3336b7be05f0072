"""Stated graphs by hand (`docs/graph.md`), of an invented municipality: for tests of what is concluded from them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from sagsgang.graph.mapping import StatedGraph
from sagsgang.graph.quads import RDF_TYPE, SAG, Quads, Value, data, iri, literal
from sagsgang.graph.store import Archive
from sagsgang.ontology import DCT, EDTF, FOAF, NON_PUBLIC, OA, PROV, RDF, SKOS

NAMES = {
    "DIR": "Direktionen",
    "HU": "Hovedudvalget",
    "TMU": "Teknik- og Miljøudvalget",
    "ØK": "Økonomiudvalget",
    "KB": "Kommunalbestyrelsen",
}
HERE = "Havnstrup Kommune"


@dataclass(frozen=True, slots=True)
class Decided:
    body: str
    day: str | None
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """From body to body; `when` is a day, or EDTF with its first and last day."""

    sender: str
    receiver: str
    when: str | tuple[str, str, str] | None = None
    done: bool = False
    recommended: bool = False
    basis: str = "decisions"


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    function: str = "participant"
    role: str | None = None
    party: str | None = None
    standing: str = "recorded"
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Todo:
    wording: str
    assignee: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Enclosed:
    title: str
    number: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    title: str
    number: str | None = None
    route: str = ""
    decided: tuple[Decided, ...] = ()
    sent: tuple[Sent, ...] = ()
    persons: tuple[Named, ...] = ()
    subs: tuple["Item", ...] = ()
    place: str | None = None
    closed: bool = False
    advice: str | None = None
    against: tuple[str, ...] = ()
    attachments: tuple[Enclosed, ...] = ()
    annexes: tuple[str, ...] = ()
    tasks: tuple[Todo, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be: a meeting's minutes unless `kind` says otherwise."""

    body: str | None
    day: str | None
    items: tuple[Item, ...]
    kind: str | None = "minutes"
    municipality: str | None = HERE
    people: tuple[Named, ...] = ()
    meetings: tuple[tuple[str, str], ...] = ()
    spelled: dict[str, tuple[str, str | None]] = field(default_factory=dict, hash=False)
    start: str | None = None
    reader: str = "text"


def state(paper: Paper) -> StatedGraph:
    """The stated graph of a document."""
    return _Stating(paper).graph()


def hold(papers: Iterable[Paper], place: str | None = None) -> Archive:
    """An archive in memory that holds these documents."""
    archive = Archive()
    for paper in papers:
        archive.put(state(paper), place=place)
    return archive


class _Stating:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.digest = sha256(repr(paper).encode()).hexdigest()
        self.document = data(f"doc/{self.digest}")
        self.text_iri = data(f"text/{self.digest}")
        self.quads = Quads(f"{self.document}/graph")
        self.counts: Counter[str] = Counter()
        self.named: dict[str, str] = {}
        self.text = ""

    def graph(self) -> StatedGraph:
        paper, document = self.paper, self.document
        self.say(document, RDF_TYPE, f"{SAG}Document", link=True)
        self.say(document, SAG + "text", self.text_iri, link=True)
        if paper.kind:
            self.say(document, SAG + "documentKind", f"{SAG}kind-{paper.kind}", link=True)
        self.say(document, SAG + "municipalityName", paper.municipality)
        self.say(document, SAG + "readBy", paper.reader)
        record = self.node("record", "MeetingRecord", document, "Møde")
        if paper.body:
            self.say(record, SAG + "namedBody", self.body(paper.body), link=True)
        self.day(record, DCT.date, paper.day)
        if paper.start:
            self.say(record, SAG + "start", datetime.fromisoformat(f"{paper.day}T{paper.start}"))
        for one in paper.people:
            self.person(one, record)
        for position, item in enumerate(paper.items, 1):
            self.item(item, record, position)
        for body, day in paper.meetings:
            node = self.node("meeting", "NamedMeeting", record, f"Møde den {day}")
            self.say(node, SAG + "namedBody", self.body(body), link=True)
            self.day(node, DCT.date, day)
            self.say(node, SAG + "coming", True)
        self.say(self.text_iri, RDF_TYPE, f"{SAG}Text", link=True)
        self.say(self.text_iri, RDF.value, self.text)
        return StatedGraph(
            document=document,
            graph=f"{document}/graph",
            digest=self.digest,
            nquads=self.quads.bytes(),
            unread=0,
            encoding="utf-8",
            masked=0,
            municipality=paper.municipality,
        )

    def item(self, item: Item, parent: str, position: int) -> None:
        node = self.node("item", "AgendaItem", parent, item.title)
        self.say(node, SAG + "position", position)
        self.say(node, DCT.title, item.title)
        self.say(node, SAG + "number", item.place)
        self.say(node, SAG + "caseNumber", item.number)
        if item.route:
            self.route(item.route, node)
        for place, sent in enumerate(item.sent, 1):
            self.referral(sent, node, place)
        for one in item.decided:
            decision = self.node("decision", "Decision", node, f"{one.body} besluttede {item.title}")
            self.say(decision, SAG + "namedBody", self.body(one.body), link=True)
            self.day(decision, DCT.date, one.day)
            self.say(decision, SAG + "wording", f"{one.body} besluttede {item.title}")
            for outcome in one.outcomes:
                self.say(decision, SAG + "outcome", f"{SAG}outcome-{outcome}", link=True)
        for person in item.persons:
            self.person(person, node)
        self.closed(node, item.closed)
        self.more(item, node)
        for place, sub in enumerate(item.subs, 1):
            self.item(sub, node, place)

    def more(self, item: Item, node: str) -> None:
        """What an item has beside its way, its decisions and its persons."""
        if item.advice:
            self.say(self.node("recommendation", "Recommendation", node, item.advice), SAG + "wording", item.advice)
        for name in item.against:
            dissent = self.node("dissent", "Dissent", node, f"{name} var imod")
            self.say(dissent, FOAF.name, name)
            self.say(dissent, SAG + "stance", f"{SAG}stance-against", link=True)
        for one in item.attachments:
            attachment = self.node("attachment", "Attachment", node, one.title)
            self.say(attachment, DCT.title, one.title)
            self.say(attachment, SAG + "number", one.number)
            self.closed(attachment, one.closed)
        for number in item.annexes:
            self.say(self.node("annex", "NamedAttachment", node, f"bilag {number}"), SAG + "number", number)
        for todo in item.tasks:
            task = self.node("task", "Task", node, todo.wording)
            self.say(task, SAG + "wording", todo.wording)
            self.say(task, SAG + "assignee", todo.assignee)
            self.day(task, DCT.date, todo.deadline)

    def closed(self, node: str, closed: bool) -> None:
        if closed:
            self.say(node, DCT.accessRights, str(NON_PUBLIC), link=True)

    def route(self, steps: str, item: str) -> None:
        route = self.node("route", "Route", item, f"Sagsgang: {steps}")
        self.say(route, SAG + "asStated", steps)
        self.say(route, SAG + "basis", f"{SAG}basis-stated", link=True)
        for position, code in enumerate(steps.split(), 1):
            step = self.node("step", "RouteStep", route, code)
            self.say(step, SAG + "position", position)
            self.say(step, SAG + "namedBody", self.body(code), link=True)

    def referral(self, sent: Sent, item: str, position: int) -> None:
        node = self.node("referral", "Referral", item, f"fra {sent.sender} til {sent.receiver} {sent.when or ''}")
        self.say(node, SAG + "fromBody", self.body(sent.sender), link=True)
        self.say(node, SAG + "toBody", self.body(sent.receiver), link=True)
        self.say(node, SAG + "recommended", sent.recommended)
        self.say(node, SAG + "carriedOut", sent.done)
        self.say(node, SAG + "position", position)
        self.say(node, SAG + "basis", f"{SAG}basis-{sent.basis}", link=True)
        if sent.when:
            exact = isinstance(sent.when, str)
            edtf, first, last = (sent.when, sent.when, sent.when) if isinstance(sent.when, str) else sent.when
            self.day(node, DCT.date, edtf if exact else None)
            if not exact:
                self.quads.say(node, SAG + "edtf", literal(edtf, str(EDTF)))
            self.day(node, SAG + "earliest", first)
            self.day(node, SAG + "latest", last)

    def person(self, one: Named, owner: str) -> None:
        node = self.node("participation", "Participation", owner, one.name)
        self.say(node, FOAF.name, one.name)
        self.say(node, SAG + "otherName", one.other)
        self.say(node, SAG + "roleAsStated", one.role)
        self.say(node, SAG + "party", one.party)
        self.say(node, SAG + "function", f"{SAG}function-{one.function}", link=True)
        self.say(node, SAG + "standing", f"{SAG}standing-{one.standing}", link=True)

    def body(self, code: str) -> str:
        if code not in self.named:
            name, notation = self.paper.spelled.get(code, (NAMES[code], code))
            node = self.node("body", "NamedBody", self.document, name)
            self.say(node, FOAF.name, name)
            self.say(node, SKOS.notation, notation)
            self.named[code] = node
        return self.named[code]

    def node(self, kind: str, type_: str, owner: str, words: str) -> str:
        """A node of a kind, part of another, derived from its words at the end of the text."""
        self.counts[kind] += 1
        node = f"{self.document}/{kind}/{self.counts[kind]}"
        mention = f"{self.text_iri}#char={len(self.text)},{len(self.text) + len(words)}"
        self.say(node, RDF_TYPE, f"{SAG}{type_}", link=True)
        self.say(node, DCT.isPartOf, owner, link=True)
        self.say(node, PROV.wasDerivedFrom, mention, link=True)
        self.say(mention, RDF_TYPE, f"{SAG}Mention", link=True)
        self.say(mention, OA.hasSource, self.text_iri, link=True)
        self.say(mention, OA.start, len(self.text))
        self.say(mention, OA.end, len(self.text) + len(words))
        self.say(mention, OA.exact, words)
        self.text += f"{words}\n"
        return node

    def day(self, node: str, name: str, day: str | None) -> None:
        self.say(node, name, date.fromisoformat(day) if day else None)

    def say(self, node: str, name: str, value: Value | None, link: bool = False) -> None:
        if value is not None:
            self.quads.say(node, name, iri(str(value)) if link else literal(value))
