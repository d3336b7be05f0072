"""Defects to sow in the graphs of `tests/graphs`, and what the validation has to say of each.

A defect is a SPARQL update; names are relative to the document, the municipality or the corrections, as in
the graphs.
"""

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from sagsgang.ontology import PREFIXES

GRAPHS = Path(__file__).parent / "graphs"


@dataclass(frozen=True, slots=True)
class Defect:
    """What is sown, and the shape, severity and focus of what is to be found; `focus` is relative too."""

    graph: str
    shape: str
    focus: str
    update: str
    severity: str = "violation"


def trig(graph: str) -> bytes:
    return (GRAPHS / f"{graph}.trig").read_bytes()


def base(graph: str) -> str:
    """What the names in a graph are relative to."""
    return trig(graph).decode().partition("@base <")[2].partition(">")[0]


def sown(graph: str, update: str = "") -> bytes:
    """The N-Quads of a graph, with a defect when one is given."""
    store = ox.Store()
    store.extend(ox.Quad(*quad.triple) for quad in ox.parse(trig(graph), ox.RdfFormat.TRIG))
    if update:
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
        before = set(store)
        store.update(f"BASE <{base(graph)}>\n{prefixes}{update}")
        assert set(store) != before, "the defect changes nothing"
    name = ox.NamedNode(f"{base(graph)}graph")
    quads = sorted((ox.Quad(*quad.triple, name) for quad in store), key=str)
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert written is not None
    return written


DOCUMENT = base("minutes").rstrip("/")
TEXT = DOCUMENT.replace("/doc/", "/text/")
_HERE = f"<{DOCUMENT}>"
_TEXT = f"<{TEXT}>"
_MENTION = f"<{TEXT}#char=0,17>"  # "Havnstrup Kommune"


def _drop(node: str, name: str) -> str:
    return f"DELETE WHERE {{ {node} {name} ?o }}"


def _set(node: str, name: str, value: str) -> str:
    return f"DELETE WHERE {{ {node} {name} ?o }} ; INSERT DATA {{ {node} {name} {value} }}"


def _add(node: str, name: str, value: str) -> str:
    return f"INSERT DATA {{ {node} {name} {value} }}"


def _node(kind: str, number: int, words: str) -> str:
    """A new node of a class, read from the first words of the text."""
    return f"INSERT DATA {{ <{kind.lower()}/{number}> a sag:{kind} ; prov:wasDerivedFrom {_MENTION} ; {words} }}"


def _of(graph: str, *rows: tuple[str, str, str], severity: str = "violation") -> tuple[Defect, ...]:
    return tuple(Defect(graph, shape, focus, update, severity) for shape, focus, update in rows)


def _closed(graph: str, **nodes: str) -> tuple[Defect, ...]:
    """A property that does not belong, on a node of each class."""
    return _of(graph, *((name, node, _add(f"<{node}>", "sag:colour", '"red"')) for name, node in nodes.items()))


_VIOLATIONS = _of(
    "minutes",
    ("Document-text", "", _drop(_HERE, "sag:text")),
    ("Document-format", "", _set(_HERE, "dct:format", '"plain"')),
    ("Document-readBy", "", _drop(_HERE, "sag:readBy")),
    ("Document-encoding", "", _add(_HERE, "sag:encoding", '"latin-1"')),
    ("Document-kind", "", _set(_HERE, "sag:documentKind", "sag:kind-letter")),
    ("Document-kindAsStated", "", _add(_HERE, "sag:kindAsStated", '"DAGSORDEN"')),
    ("Document-title", "", _set(_HERE, "dct:title", '" "')),
    ("Document-municipalityName", "", _add(_HERE, "sag:municipalityName", '"Vigslev Kommune"')),
    ("Text-value", TEXT, _add(_TEXT, "rdf:value", '"mere"')),
    ("Text-length", TEXT, _set(_TEXT, "sag:length", '"mange"')),
    ("Text-is-as-long-as-said", TEXT, _set(_TEXT, "sag:length", '"7"^^xsd:nonNegativeInteger')),
    ("Text-masks-CPR", TEXT, _set(_TEXT, "rdf:value", '"Birthe, 010170-1234, bor her."')),
    ("no-blank-nodes", "", _add("<item/1>", "dct:title", "[]")),
    ("no-blank-nodes", "", _add("[]", "dct:title", '"Ny cykelsti"')),
    ("one-class", "", _add("<item/1>", "a", "sag:Task")),
    ("one-class", "", _drop("<item/1>", "a")),
    ("known-class", "", _set("<item/3>", "a", "sag:Menu")),
    ("own-nodes", "", _add(f"<{DOCUMENT[:-1]}0/item/1>", "a", "sag:AgendaItem")),
    ("part-of", "item/2", _drop("<item/2>", "dct:isPartOf")),
    ("part-of", "item/2", _add("<item/2>", "dct:isPartOf", "<item/1>")),
    ("part-of-the-right", "", _set("<step/1>", "dct:isPartOf", "<item/1>")),
    ("part-of-the-right", "", _set("<unread/1>", "dct:isPartOf", "<elsewhere/1>")),
    ("part-of-the-document", "", _set("<item/2>", "dct:isPartOf", "<item/2>")),
    ("derived", "decision/1", _drop("<decision/1>", "prov:wasDerivedFrom")),
    ("derived", "decision/1", _set("<decision/1>", "prov:wasDerivedFrom", "<item/1>")),
    ("Mention-source", f"{TEXT}#char=0,17", _drop(_MENTION, "oa:hasSource")),
    ("Mention-start", f"{TEXT}#char=0,17", _set(_MENTION, "oa:start", '"20"^^xsd:nonNegativeInteger')),
    ("Mention-end", f"{TEXT}#char=0,17", _set(_MENTION, "oa:end", '"17"')),
    ("Mention-exact", f"{TEXT}#char=0,17", _add(_MENTION, "oa:exact", '"Kommune"')),
    ("quotes", "", _set(_MENTION, "oa:exact", '"Havnstrup Kommunr"')),
    ("quotes", "", _set(_TEXT, "rdf:value", '"Havnstrup"')),
    ("mention-names", "", _set(_MENTION, "oa:end", '"16"^^xsd:nonNegativeInteger')),
    ("Evidence-about", "evidence/1", _drop("<evidence/1>", "sag:about")),
    ("Evidence-property", "evidence/1", _set("<evidence/1>", "sag:property", '"navn"')),
    ("Evidence-value", "evidence/6", _add("<evidence/6>", "sag:value", "sag:outcome-approved")),
    ("evidence-of-a-fact", "", _set("<evidence/6>", "sag:value", "sag:outcome-approved")),
    ("Evidence-mention", "evidence/1", _set("<evidence/1>", "sag:mention", "<item/1>")),
    ("evidence-of-a-fact", "", _set("<evidence/1>", "sag:property", "sag:place")),
    ("confidence-has-a-doubt", "", _add("<referral/2>", "sag:confidence", "0.8")),
    ("doubt", "referral/2", _add("<referral/2>", "sag:confidence", "0.8 ; sag:doubt sag:outcome-noted")),
    ("confidence", "referral/2", _add("<referral/2>", "sag:doubt", "sag:doubt-narrated")),
    ("confidence", "referral/2", _add("<referral/2>", "sag:doubt", "sag:doubt-narrated ; sag:confidence 1.5")),
    ("date", "record/1", _set("<record/1>", "dct:date", '"2024-02-30"^^xsd:date')),
    ("date", "record/1", _set("<record/1>", "dct:date", '"6. marts 2024"')),
    ("period", "referral/2", _set("<referral/2>", "sag:edtf", '"april 2024"^^<http://id.loc.gov/datatypes/edtf/EDTF>')),
    ("period-is-no-day", "referral/2", _add("<referral/2>", "dct:date", '"2024-04-01"^^xsd:date')),
    ("period-earliest", "referral/2", _drop("<referral/2>", "sag:earliest")),
    ("period-earliest", "referral/2", _set("<referral/2>", "sag:earliest", '"2024-05-01"^^xsd:date')),
    ("period-latest", "referral/2", _drop("<referral/2>", "sag:latest")),
    ("day-is-its-own-period", "", _set("<task/1>", "sag:latest", '"2024-05-31"^^xsd:date')),
    ("wording", "decision/1", _add("<decision/1>", "sag:wording", '"Tiltrådt."')),
    ("number", "item/1", _set("<item/1>", "sag:number", '"1 "')),
    ("party", "participation/3", _add("<participation/3>", "sag:party", '"C"')),
    ("access", "item/1", _set("<item/1>", "dct:accessRights", '"Åben sag"')),
    ("namedBody", "decision/1", _set("<decision/1>", "sag:namedBody", "<item/1>")),
    ("outcome", "decision/1", _set("<decision/1>", "sag:outcome", "sag:outcome-forgotten")),
    ("basis", "route/1", _set("<route/1>", "sag:basis", "sag:basis-rumour")),
    ("hearing", "step/2", _set("<step/2>", "sag:hearing", '"høring"')),
    ("position", "item/1", _set("<item/1>", "sag:position", "0")),
    ("positions-differ", "", _set("<item/2>", "sag:position", "1")),
    ("MeetingRecord-start", "record/1", _set("<record/1>", "sag:start", '"09:00"')),
    ("MeetingRecord-start", "record/1", _set("<record/1>", "sag:start", '"2024-03-06T09:00:00+01:00"^^xsd:dateTime')),
    ("MeetingRecord-end", "record/1", _add("<record/1>", "sag:end", '"2024-03-06T12:00:00"^^xsd:dateTime')),
    ("MeetingRecord-place", "record/1", _set("<record/1>", "sag:place", '""')),
    ("MeetingRecord-weekday", "record/1", _set("<record/1>", "sag:weekdayAsStated", "3")),
    ("NamedBody-name", "body/2", _drop("<body/2>", "foaf:name")),
    ("NamedBody-code", "body/2", _add("<body/2>", "skos:notation", '"ØU"')),
    ("one-node-a-body", "", _set("<body/2>", "foaf:name", '"DIREKTIONEN"')),
    ("NamedMeeting-body", "meeting/1", _drop("<meeting/1>", "sag:namedBody")),
    ("NamedMeeting-date", "meeting/1", _drop("<meeting/1>", "dct:date")),
    ("NamedMeeting-coming", "meeting/1", _drop("<meeting/1>", "sag:coming")),
    ("coming-is-after", "record/1", _set("<meeting/1>", "sag:coming", "false")),
    ("title", "item/1", _drop("<item/1>", "dct:title")),
    ("title", "attachment/1", _set("<attachment/1>", "dct:title", '""')),
    ("AgendaItem-position", "item/1", _drop("<item/1>", "sag:position")),
    ("AgendaItem-caseNumber", "item/1", _set("<item/1>", "sag:caseNumber", '"ukendt"')),
    ("AgendaItem-kleNumber", "item/1", _set("<item/1>", "sag:kleNumber", '"24/311"')),
    ("Recommendation-recommender", "recommendation/1", _set("<recommendation/1>", "sag:recommender", "<body/1>")),
    ("Decision-body", "decision/1", _drop("<decision/1>", "sag:namedBody")),
    ("Dissent-stance", "dissent/1", _drop("<dissent/1>", "sag:stance")),
    ("vote-of-someone", "dissent/1", _drop("<dissent/1>", "foaf:name")),
    ("Vote", "vote/1", _node("Vote", 1, 'dct:isPartOf <item/1> ; foaf:name "Jørn Vestermark" ; sag:function "?"')),
    ("Vote-stance", "vote/1", _node("Vote", 1, 'dct:isPartOf <item/1> ; sag:party "A" ; sag:stance sag:stance-bored')),
    ("Attachment-documentNumber", "attachment/1", _add("<attachment/1>", "sag:documentNumber", '"1/24"')),
    ("Attachment-documentId", "attachment/1", _set("<attachment/1>", "sag:documentId", "90211")),
    ("NamedAttachment-number", "namedattachment/1", _node("NamedAttachment", 1, "dct:isPartOf <item/1>")),
    ("NamedAttachment", "namedattachment/1", _node("NamedAttachment", 1, 'dct:isPartOf <item/1> ; dct:title "?"')),
    ("Task-wording", "task/1", _drop("<task/1>", "sag:wording")),
    ("Task-assignee", "task/1", _add("<task/1>", "sag:assignee", '"Vejchefen"')),
    ("Route-basis", "route/1", _drop("<route/1>", "sag:basis")),
    ("Route-basis", "referral/1", _drop("<referral/1>", "sag:basis")),
    ("Route-asStated", "route/1", _set("<route/1>", "sag:asStated", '""')),
    ("RouteStep-position", "step/1", _drop("<step/1>", "sag:position")),
    ("step-to-somewhere", "step/2", _drop("<step/2>", "sag:hearing")),
    ("step-to-somewhere", "step/2", _set("<step/2>", "sag:hearing", "false")),
    ("route-has-steps", "", "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o ; dct:isPartOf <route/1> }"),
    ("Referral-from", "referral/1", _drop("<referral/1>", "sag:fromBody")),
    ("Referral-to", "referral/1", _drop("<referral/1>", "sag:toBody")),
    ("Referral-to", "referral/1", _add("<referral/1>", "sag:toBody", "<body/3>")),
    ("Referral-recommended", "referral/1", _drop("<referral/1>", "sag:recommended")),
    ("Referral-carriedOut", "referral/1", _set("<referral/1>", "sag:carriedOut", '"ja"')),
    ("Participation-name", "participation/1", _drop("<participation/1>", "foaf:name")),
    ("Participation-function", "participation/1", _set("<participation/1>", "sag:function", "sag:function-king")),
    ("Participation-standing", "participation/1", _drop("<participation/1>", "sag:standing")),
    ("Participation-role", "participation/1", _add("<participation/1>", "sag:roleAsStated", '"borgmester"')),
    ("Participation-reason", "participation/5", _add("<participation/5>", "sag:reason", '"sygdom"')),
    ("Participation-announcedFor", "participation/7", _add("<participation/7>", "sag:announcedFor", '"i maj"')),
    ("Participation-substituteFor", "participation/6", _set("<participation/6>", "sag:substituteFor", "<item/1>")),
)

_UNKNOWN_PROPERTIES = _closed(
    "minutes",
    Document=DOCUMENT,
    Text=TEXT,
    MeetingRecord="record/1",
    NamedBody="body/1",
    AgendaItem="item/1",
    Route="route/1",
    RouteStep="step/1",
    Referral="referral/1",
    Recommendation="recommendation/1",
    Decision="decision/1",
    Participation="participation/1",
    Dissent="dissent/1",
    Attachment="attachment/1",
    Task="task/1",
    NamedMeeting="meeting/1",
    UnreadSection="unread/1",
    Mention=f"{TEXT}#char=0,17",
    Evidence="evidence/1",
)

_WARNINGS = _of(
    "minutes",
    ("Document-municipality-told", "", _drop(_HERE, "sag:municipalityName")),
    ("meeting-body-told", "record/1", _drop("<record/1>", "sag:namedBody")),
    ("meeting-date-told", "record/1", _drop("<record/1>", "dct:date")),
    ("meeting-ends-after-its-start", "record/1", _set("<record/1>", "sag:end", '"2024-03-06T08:00:00"^^xsd:dateTime')),
    ("weekday-fits", "record/1", _set("<record/1>", "sag:weekdayAsStated", '"Torsdag"')),
    ("weekday-fits", "record/1", _set("<record/1>", "sag:weekdayAsStated", '"tor."')),
    ("own-decisions-on-the-day", "record/1", _set("<decision/2>", "dct:date", '"2024-03-07"^^xsd:date')),
    ("item-numbers-differ", "", _set("<item/2>", "sag:number", '"1"')),
    ("item-numbers-run-on", "", _set("<item/3>", "sag:number", '"5"')),
    (
        "attachment-numbers-differ",
        "",
        _node("Attachment", 2, 'dct:isPartOf <item/1> ; sag:number "1" ; dct:title "Høringssvar"'),
    ),
    (
        "deadline-is-ahead",
        "record/1",
        "; ".join(
            _set("<task/1>", name, '"2024-03-05"^^xsd:date') for name in ("dct:date", "sag:earliest", "sag:latest")
        ),
    ),
    ("closed-stays-closed", "", _set("<recommendation/1>", "dct:isPartOf", "<item/2>")),
    ("route-passes-its-own-body", "record/1", _set("<step/1>", "sag:namedBody", "<body/2>")),
    ("referral-in-its-time", "record/1", _set("<referral/1>", "sag:carriedOut", "true")),
    ("absent-stays-absent", "record/1", _set("<participation/8>", "foaf:name", '"Jørn Vestermark"')),
    ("chair-is-a-member", "record/1", _set("<participation/8>", "sag:function", "sag:function-chair")),
    severity="warning",
)

_INFOS = _of(
    "minutes",
    ("unread", "unread/2", _node("UnreadSection", 2, "dct:isPartOf <record/1>").replace("unreadsection", "unread")),
    ("decision-outcome-found", "", _drop("<decision/1>", "sag:outcome")),
    ("decision-dated", "decision/1", _drop("<decision/1>", "dct:date")),
    (
        "referral-dated",
        "referral/2",
        "; ".join(_drop("<referral/2>", name) for name in ("sag:edtf", "sag:earliest", "sag:latest")),
    ),
    ("announced-and-recorded", "", _set("<participation/8>", "foaf:name", '"Jens Ravnsbæk"')),
    severity="info",
)

_MUNICIPALITY = base("concluded").rstrip("/")
_PERSON = "https://w3id.org/sagsgang/id/person/0123456789abcdef"
_PROPOSAL = "proposal/0123456789abcdef"
_FORMER = "https://w3id.org/sagsgang/id/person/2123456789abcdef"
_POST = "post/kommunaldirektoer"
_HOLDING = f"{_POST}/holding/0123456789abcdef/2024-03-06"
_NAMING = "https://w3id.org/sagsgang/id/doc/98/participation/1"
_MEETING = "body/direktionen/meeting/2024-03-06"
_MEMBERSHIP = "body/direktionen/membership/0123456789abcdef"
_TREATMENT = "case/24-311/treatment/direktionen/2024-03-06"
_HOP = "case/24-311/treatment/oekonomiudvalget/2024-03-20/hop"
_PLAN = "case/24-311/plan/1"
_CHANGE = "change/2022-01-01-ledelsesgruppen"
_DEVIATION = "case/24-311/deviation/added/direktionen/0123456789abcdef"
_COVERAGE = "body/direktionen/coverage/2024"
_DIFFERENCE = f"{_MEETING}/difference/access/0123456789abcdef"
_AGENDA = "https://w3id.org/sagsgang/id/doc/97"

_CONCLUDED = _of(
    "concluded",
    ("concluded-name", _MUNICIPALITY, _drop(f"<{_MUNICIPALITY}>", "foaf:name")),
    ("concluded-code", "body/direktionen", _set("<body/direktionen>", "skos:notation", '" DIR"')),
    ("of-a-municipality", "case/24-311", _drop("<case/24-311>", "sag:municipality")),
    ("no-blank-conclusions", _MUNICIPALITY, _add("<case/24-311>", "sag:item", "[]")),
    ("Body-classification", "body/direktionen", _set("<body/direktionen>", "org:classification", "sag:bodytype-club")),
    ("ChangeEvent-original", _CHANGE, _drop(f"<{_CHANGE}>", "org:originalOrganization")),
    ("ChangeEvent-resulting", _CHANGE, _set(f"<{_CHANGE}>", "org:resultingOrganization", "<case/24-311>")),
    ("ChangeEvent-date", _CHANGE, _set(f"<{_CHANGE}>", "dct:date", '"2022"')),
    ("Person-nameKey", _PERSON, _drop(f"<{_PERSON}>", "sag:nameKey")),
    ("identityBasis", "case/24-311", _drop("<case/24-311>", "sag:identityBasis")),
    ("Person-nameKey", _POST, _set(f"<{_POST}>", "sag:nameKey", '" kommunaldirektør"')),
    ("Proposal-proposes", _PROPOSAL, _set(f"<{_PROPOSAL}>", "sag:proposes", f"<{_PERSON}>, <body/direktionen>")),
    ("Proposal-proposes", _PROPOSAL, _set(f"<{_PROPOSAL}>", "sag:proposes", f"<{_PERSON}>")),
    ("Proposal-confidence", _PROPOSAL, _set(f"<{_PROPOSAL}>", "sag:confidence", "1.0")),
    ("isReplacedBy", _FORMER, _set(f"<{_FORMER}>", "dct:isReplacedBy", "<body/direktionen>")),
    ("isReplacedBy-is-nothing-else", _FORMER, _add(f"<{_FORMER}>", "a", "foaf:Person")),
    ("Post-in", _POST, _set(f"<{_POST}>", "org:postIn", f"<{_PERSON}>")),
    ("Post-heldBy", _POST, _add(f"<{_POST}>", "org:heldBy", "<body/direktionen>")),
    ("post", _NAMING, _set(f"<{_NAMING}>", "sag:post", f"<{_PERSON}>")),
    ("heldPost", _NAMING, _set(f"<{_NAMING}>", "sag:heldPost", f"<{_PERSON}>")),
    ("Holding-post", _HOLDING, _drop(f"<{_HOLDING}>", "sag:post")),
    ("Membership-councilTerm", _MEMBERSHIP, _set(f"<{_MEMBERSHIP}>", "sag:councilTerm", '"2022"')),
    ("Membership-member", _MEMBERSHIP, _drop(f"<{_MEMBERSHIP}>", "org:member")),
    ("Membership-organization", _MEMBERSHIP, _set(f"<{_MEMBERSHIP}>", "org:organization", "<case/24-311>")),
    ("Membership-seen", _MEMBERSHIP, _set(f"<{_MEMBERSHIP}>", "sag:firstSeen", '"2024-04-06"^^xsd:date')),
    ("Membership-lastSeen", _MEMBERSHIP, _set(f"<{_MEMBERSHIP}>", "sag:lastSeen", "2024")),
    ("correctedBy", "case/24-311", _add("<case/24-311>", "sag:correctedBy", '"Mette Holm"')),
    ("former-label", "case/24-311", _add("<case/24-311>", "skos:altLabel", '" Budget"')),
    ("concluded-body", _MEETING, _drop(f"<{_MEETING}>", "sag:body")),
    ("concluded-day", _TREATMENT, _drop(f"<{_TREATMENT}>", "dct:date")),
    ("concluded-year", _COVERAGE, _set(f"<{_COVERAGE}>", "sag:year", '"2024"')),
    ("Meeting-start", _MEETING, _set(f"<{_MEETING}>", "sag:start", '"kl. 9"')),
    ("Meeting-end", _MEETING, _set(f"<{_MEETING}>", "sag:end", '"kl. 11"')),
    ("Meeting-place", _MEETING, _add(f"<{_MEETING}>", "sag:place", '"Kantinen"')),
    ("Meeting-agendaItem", _MEETING, _add(f"<{_MEETING}>", "sag:agendaItem", f"<{_AGENDA}/item/1>")),
    ("Difference-meeting", _DIFFERENCE, _drop(f"<{_DIFFERENCE}>", "sag:meeting")),
    ("Difference-kind", _DIFFERENCE, _set(f"<{_DIFFERENCE}>", "sag:differenceKind", "sag:difference-mood")),
    (
        "Difference-told",
        _DIFFERENCE,
        "; ".join(_drop(f"<{_DIFFERENCE}>", name) for name in ("sag:lesser", "sag:better")),
    ),
    ("authority", f"{_AGENDA}/record/1", _set(f"<{_AGENDA}/record/1>", "sag:authority", "0")),
    ("one-first-record", _MEETING, _set(f"<{_AGENDA}/record/1>", "sag:authority", "1")),
    ("supersededBy", f"{_AGENDA}/item/1", _set(f"<{_AGENDA}/item/1>", "sag:supersededBy", '"referatet"')),
    (
        "supersededBy-what-counts",
        f"{_AGENDA}/item/2",
        _add(f"<{_AGENDA}/item/2>", "sag:supersededBy", f"<{_AGENDA}/item/1>"),
    ),
    ("Case-item", "case/24-311", _drop("<case/24-311>", "sag:item")),
    ("Case-confidence", "case/24-311", _set("<case/24-311>", "sag:confidence", "1.5")),
    ("of-a-case", _HOP, _drop(f"<{_HOP}>", "sag:case")),
    ("told-by", _PLAN, _drop(f"<{_PLAN}>", "sag:toldBy")),
    ("Treatment-next", _TREATMENT, _set(f"<{_TREATMENT}>", "sag:next", f"<{_HOP}>")),
    ("Hop-from", _HOP, _drop(f"<{_HOP}>", "sag:fromTreatment")),
    ("Hop-to", _HOP, _drop(f"<{_HOP}>", "sag:toTreatment")),
    ("Hop-days", _HOP, _set(f"<{_HOP}>", "sag:days", "-14")),
    ("from-a-body", _PLAN, _drop(f"<{_PLAN}>", "sag:fromBody")),
    ("to-a-body", _HOP, _set(f"<{_HOP}>", "sag:toBody", "<case/24-311>")),
    ("Plan-announcedOn", _PLAN, _set(f"<{_PLAN}>", "sag:announcedOn", '"i marts"')),
    ("Plan-recommended", _PLAN, _set(f"<{_PLAN}>", "sag:recommended", '"ja"')),
    ("Plan-keptBy", _PLAN, _set(f"<{_PLAN}>", "sag:keptBy", f"<{_HOP}>")),
    ("Plan-skippedBy", _PLAN, _set(f"<{_PLAN}>", "sag:skippedBy", f"<{_HOP}>")),
    ("Plan-returnedTo", _PLAN, _set(f"<{_PLAN}>", "sag:returnedTo", f"<{_MEETING}>")),
    ("Plan-renewedBy", _PLAN, _set(f"<{_PLAN}>", "sag:renewedBy", f"<{_HOP}>")),
    ("Plan-meeting", _PLAN, _set(f"<{_PLAN}>", "sag:meeting", f"<{_TREATMENT}>")),
    ("Plan-missedAt", _PLAN, _set(f"<{_PLAN}>", "sag:missedAt", f"<{_TREATMENT}>")),
    ("Plan-unknownFrom", _PLAN, _set(f"<{_PLAN}>", "sag:unknownFrom", '"2024-05"')),
    ("Deviation-differsAt", _DEVIATION, _drop(f"<{_DEVIATION}>", "sag:differsAt")),
    ("Deviation-shownOn", _DEVIATION, _set(f"<{_DEVIATION}>", "sag:shownOn", '"i marts"')),
    ("Deviation-kind", _DEVIATION, _set(f"<{_DEVIATION}>", "sag:deviationKind", "sag:deviation-odd")),
    ("Coverage-minuted", _COVERAGE, _set(f"<{_COVERAGE}>", "sag:minuted", f"<{_TREATMENT}>")),
    ("Coverage-listed", _COVERAGE, _set(f"<{_COVERAGE}>", "sag:listed", f"<{_TREATMENT}>")),
    ("Coverage-missing", _COVERAGE, _set(f"<{_COVERAGE}>", "sag:missing", f"<{_TREATMENT}>")),
    ("Coverage-jumpsAt", _COVERAGE, _set(f"<{_COVERAGE}>", "sag:jumpsAt", f"<{_TREATMENT}>")),
    ("Municipality-lastDay", _MUNICIPALITY, _set(f"<{_MUNICIPALITY}>", "sag:lastDay", '"marts"')),
) + _closed(
    "concluded",
    Municipality=_MUNICIPALITY,
    Body="body/direktionen",
    ChangeEvent=_CHANGE,
    Person=_PERSON,
    Membership=_MEMBERSHIP,
    Proposal=_PROPOSAL,
    Post=_POST,
    Holding=_HOLDING,
    Meeting=_MEETING,
    Case="case/24-311",
    Treatment=_TREATMENT,
    Hop=_HOP,
    Plan=_PLAN,
    Coverage=_COVERAGE,
    Deviation=_DEVIATION,
    Difference=_DIFFERENCE,
)

_CORRECTIONS = _of(
    "corrections",
    ("Correction-kind", "one-birthe", _set("<one-birthe>", "sag:correctionKind", "sag:correction-guess")),
    ("Correction-about", "one-birthe", _drop("<one-birthe>", "sag:about")),
    ("Correction-mention", "budget", _add("<budget>", "sag:mention", "<urn:x>")),
    ("Correction-value", "budget", _set("<budget>", "sag:value", '" Budget"')),
    ("Correction-creator", "budget", _drop("<budget>", "dct:creator")),
    ("Correction-description", "budget", _set("<budget>", "dct:description", '" "')),
    ("Correction-created", "one-birthe", _set("<one-birthe>", "dct:created", '"i går"')),
) + _closed("corrections", Correction="budget")

DEFECTS = (*_VIOLATIONS, *_UNKNOWN_PROPERTIES, *_WARNINGS, *_INFOS, *_CONCLUDED, *_CORRECTIONS)
