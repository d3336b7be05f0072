"""What was concluded to N-Quads: the concluded graph of one municipality (`docs/graph.md`)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256

from ...ontology import DCT, EDTF, FOAF, ORG, PROV, SAG, SKOS
from ..quads import RDF_TYPE, Quads, Value, data, iri, literal, slug
from .bodies import Bodies, Body
from .cases import Case
from .differences import Difference
from .meetings import Meeting, Meetings
from .persons import Membership, Person
from .places import Place
from .plans import Plan
from .rows import Document, Item, NamedMeeting
from .treatments import Hop, Treatment


def graph_iri(place: Place) -> str:
    """The concluded graph of a municipality."""
    return data(f"graph/concluded/{place.key}")


class Writing:
    """The concluded graph of one municipality as it grows."""

    def __init__(self, place: Place, met: Meetings) -> None:
        self.place = place
        self.met = met
        self.quads = Quads(graph_iri(place))

    def municipality(self, documents: Iterable[Document]) -> None:
        """The municipality and its documents."""
        self._node(self.place.iri, SAG.Municipality)
        self._say(self.place.iri, FOAF.name, self.place.name)
        self._say(self.place.iri, SKOS.notation, self.place.code)
        for document in documents:
            self._link(document.node, SAG.municipality, self.place.iri)

    def bodies(self, bodies: Bodies) -> None:
        """Bodies, and the named bodies that they are."""
        for body in bodies.all:
            self._body(body)
        for node, key in bodies.of.items():
            self._link(node, SAG.body, self._body_iri(key))

    def _body(self, body: Body) -> None:
        node = self._body_iri(body.key)
        self._node(node, SAG.Body)
        self._say(node, FOAF.name, body.name)
        for code in body.codes:
            self._say(node, SKOS.notation, code)
        self._link(node, ORG.classification, body.kind)
        self._link(node, SAG.municipality, self.place.iri)
        self._link(node, ORG.subOrganizationOf, self.place.iri)

    def meetings(self, items: Iterable[Item]) -> None:
        """The meetings that documents record, and what stands on their agendas."""
        for meeting in self.met.all:
            self._recorded(meeting)
        for item in items:
            if whose := self.met.of.get(item.document):
                self._link(item.node, SAG.meeting, self._meeting_iri(whose))
            if (leader := self.met.leading[item.node]) != item.node:
                self._link(item.node, SAG.supersededBy, leader)

    def _recorded(self, meeting: Meeting) -> None:
        """A meeting with what its documents tell, the most authoritative of those that tell it."""
        node = self._meeting(meeting.body, meeting.day, meeting.key)
        self._moment(node, SAG.start, meeting.start)
        self._moment(node, SAG.end, meeting.end)
        self._say(node, SAG.place, meeting.place)
        for authority, record in enumerate(meeting.records, 1):
            self._link(node, SAG.record, record.node)
            self._link(record.node, SAG.meeting, node)
            self._say(record.node, SAG.authority, authority)
        for item in meeting.items:
            self._link(node, SAG.agendaItem, item)
        for document, revised in meeting.revisions:
            self._link(document, PROV.wasRevisionOf, revised)

    def named_meetings(self, meetings: Iterable[NamedMeeting], of: Mapping[str, str]) -> None:
        """The meetings that documents only tell of."""
        for told in meetings:
            if told.body in of:
                self._link(told.node, SAG.meeting, self._only_meeting(of[told.body], told.day))

    def differences(self, meeting: Meeting, differences: Iterable[Difference]) -> None:
        """What the documents of a meeting tell otherwise than the best of them."""
        for one in differences:
            told = sha256("|".join(filter(None, (one.lesser, one.better, one.before, one.after))).encode()).hexdigest()
            node = f"{self._meeting_iri(meeting)}/difference/{one.kind}/{told[:16]}"
            self._node(node, SAG.Difference)
            self._link(node, SAG.meeting, self._meeting_iri(meeting))
            self._link(node, SAG.differenceKind, SAG[f"difference-{one.kind}"])
            self._link(node, SAG.item, one.item)
            self._link(node, SAG.lesser, one.lesser)
            self._link(node, SAG.better, one.better)
            self._say(node, SAG.before, one.before)
            self._say(node, SAG.after, one.after)

    def _only_meeting(self, body: str, day: str) -> str | None:
        """The meeting of a body on a day; None where there are several."""
        held = self.met.on(body, day)
        if not held:
            return self._meeting(body, day, day)
        return self._meeting_iri(held[0]) if len(held) == 1 else None

    def _meeting(self, body: str, day: str, key: str) -> str:
        node = f"{self._body_iri(body)}/meeting/{key}"
        self._node(node, SAG.Meeting)
        self._link(node, SAG.body, self._body_iri(body))
        self._day(node, DCT.date, day)
        self._say(node, SAG.year, int(day[:4]))
        self._link(node, SAG.municipality, self.place.iri)
        return node

    def _meeting_iri(self, meeting: Meeting) -> str:
        return f"{self._body_iri(meeting.body)}/meeting/{meeting.key}"

    def superseded(self, instead: Mapping[str, str]) -> None:
        """What does not count beside a more authoritative document of the meeting, with what counts instead."""
        for node, other in instead.items():
            self._link(node, SAG.supersededBy, other)

    def persons(self, persons: Iterable[Person], memberships: Iterable[Membership]) -> None:
        """Persons, what names them, and the bodies they are members of."""
        for person in persons:
            node = data(f"person/{person.key}")
            self._node(node, FOAF.Person)
            self._say(node, FOAF.name, person.name)
            self._say(node, SAG.nameKey, person.name_key)
            self._say(node, SAG.identityBasis, "name within the municipality")
            self._link(node, SAG.municipality, self.place.iri)
            for told in person.nodes:
                self._link(told, SAG.person, node)
        for membership in memberships:
            self._membership(membership)

    def _membership(self, one: Membership) -> None:
        body = self._body_iri(one.body)
        party = f"-{slug(one.party)}" if one.party else ""
        node = f"{body}/membership/{one.person}{party}"
        self._node(node, ORG.Membership)
        self._link(node, ORG.member, data(f"person/{one.person}"))
        self._link(node, ORG.organization, body)
        self._say(node, SAG.party, one.party)
        self._day(node, SAG.firstSeen, one.first)
        self._day(node, SAG.lastSeen, one.last)

    def case(self, case: Case, treatments: Iterable[Treatment], hops: Iterable[Hop], plans: Iterable[Plan]) -> None:
        """A case with its items, treatments, hops and plans."""
        node = f"{self.place.iri}/case/{case.key}"
        self._node(node, SAG.Case)
        self._say(node, DCT.title, case.title)
        for number in case.numbers:
            self._say(node, SAG.caseNumber, number)
        self._say(node, SAG.identityBasis, case.basis)
        self._say(node, SAG.routine, True if case.routine else None)
        self._link(node, SAG.municipality, self.place.iri)
        items = [item for matter in case.matters for item in matter.items]
        for item in items:
            self._link(node, SAG.item, item)
            self._link(item, SAG.case, node)
        for position, treatment in enumerate(treatments, 1):
            self._treatment(treatment, node, position)
            self._link(self._treatment_iri(treatment, node), SAG.meeting, self._treated_at(treatment, items))
        for hop in hops:
            self._hop(hop, node)
        for plan in plans:
            self._plan(plan, node)

    def _treatment(self, one: Treatment, case: str, position: int) -> None:
        node = self._treatment_iri(one, case)
        self._node(node, SAG.Treatment)
        self._link(node, SAG.case, case)
        self._link(node, SAG.body, self._body_iri(one.body))
        self._day(node, DCT.date, one.day)
        self._say(node, SAG.year, int(one.day[:4]))
        self._say(node, SAG.position, position)
        for told in one.told:
            self._link(node, SAG.toldBy, told)
        for outcome in one.outcomes:
            self._link(node, SAG.outcome, outcome)

    def _treated_at(self, one: Treatment, items: Iterable[str]) -> str | None:
        """The meeting of a treatment; of several that day the one that had one of the case's items."""
        held = self.met.on(one.body, one.day)
        had = [meeting for meeting in held if set(meeting.items) & set(items)]
        return self._meeting_iri(had[0]) if len(had) == 1 else self._only_meeting(one.body, one.day)

    def _hop(self, hop: Hop, case: str) -> None:
        start, end = self._treatment_iri(hop.start, case), self._treatment_iri(hop.end, case)
        node = f"{end}/hop"
        self._link(start, SAG.next, end)
        self._node(node, SAG.Hop)
        self._link(node, SAG.case, case)
        self._link(node, SAG.fromTreatment, start)
        self._link(node, SAG.toTreatment, end)
        self._link(node, SAG.fromBody, self._body_iri(hop.start.body))
        self._link(node, SAG.toBody, self._body_iri(hop.end.body))
        self._say(node, SAG.days, hop.days)
        for referral in hop.carries:
            self._link(node, SAG.carriesOut, referral)

    def _plan(self, plan: Plan, case: str) -> None:
        node = f"{case}/plan/{plan.key}"
        self._node(node, SAG.Plan)
        self._link(node, SAG.case, case)
        self._link(node, SAG.fromBody, self._body_iri(plan.sender))
        self._link(node, SAG.toBody, self._body_iri(plan.receiver))
        self._day(node, DCT.date, plan.when.day)
        if plan.when.edtf:
            self.quads.say(node, SAG.edtf, literal(plan.when.edtf, EDTF))
        self._day(node, SAG.earliest, plan.when.earliest)
        self._day(node, SAG.latest, plan.when.latest)
        self._day(node, SAG.announcedOn, plan.announced)
        self._say(node, SAG.recommended, plan.recommended)
        self._say(node, SAG.position, plan.position)
        for referral in plan.told:
            self._link(node, SAG.toldBy, referral)

    def _body_iri(self, key: str) -> str:
        return f"{self.place.iri}/body/{key}"

    def _treatment_iri(self, one: Treatment, case: str) -> str:
        return f"{case}/treatment/{one.body}/{one.day}"

    def _node(self, node: str, kind: str) -> None:
        self.quads.say(node, RDF_TYPE, iri(kind))

    def _say(self, node: str, name: str, value: Value | None) -> None:
        if value is not None:
            self.quads.say(node, name, literal(value))

    def _day(self, node: str, name: str, day: str | None) -> None:
        self._say(node, name, date.fromisoformat(day) if day else None)

    def _moment(self, node: str, name: str, moment: str | None) -> None:
        self._say(node, name, datetime.fromisoformat(moment) if moment else None)

    def _link(self, node: str, name: str, target: str | None) -> None:
        self.quads.say(node, name, iri(target) if target else None)
