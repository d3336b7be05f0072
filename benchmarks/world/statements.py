"""The truth of a municipality as N-Quads, in the project's own terms; all in one graph under an IRI of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast
from urllib.parse import quote

SAG, FOAF, ORG = "https://w3id.org/sagsgang/ontology/", "http://xmlns.com/foaf/0.1/", "http://www.w3.org/ns/org#"
DCT, SKOS = "http://purl.org/dc/terms/", "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "http://schema.org/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DATE = "http://www.w3.org/2001/XMLSchema#date"
TRUTH = "https://example.org/truth/"
BASES = {"stated": "stated", "decision": "decisions", "narrative": "narrative"}

Node = Mapping[str, object]


def statements(truth: Node, slug: str) -> Iterator[str]:
    """The lines, each a quad."""
    here = f"{TRUTH}{slug}"
    quads = _Quads(here)
    yield from quads.of(here, (TYPE, f"{SAG}Municipality"), (f"{FOAF}name", _text(truth["municipality"])))
    for body in _nodes(truth, "bodies"):
        yield from _body(quads, body)
    for reform in _nodes(truth, "reforms"):
        yield from _reform(quads, reform)
    for person in _nodes(truth, "persons"):
        yield from _person(quads, person)
    for case in _nodes(truth, "cases"):
        yield from _case(quads, case)
    for document in _nodes(truth, "documents"):
        yield from _document(quads, document)


class _Quads:
    """Writes quads of one graph; an object is an IRI, or a literal that is written already."""

    def __init__(self, graph: str) -> None:
        self.graph = graph

    def iri(self, *parts: object) -> str:
        return "/".join([self.graph, *(quote(str(part), safe="") for part in parts)])

    def of(self, subject: str, *told: tuple[str, str | None]) -> Iterator[str]:
        for predicate, value in told:
            if value is not None:
                term = value if value.startswith('"') else f"<{value}>"
                yield f"<{subject}> <{predicate}> {term} <{self.graph}> .\n"


def _text(value: object) -> str | None:
    if value is None:
        return None
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _day(value: object) -> str | None:
    return None if value is None else f'"{value}"^^<{DATE}>'


def _nodes(node: Node, key: str) -> Sequence[Node]:
    return cast(Sequence[Node], node[key])


def _body(quads: _Quads, body: Node) -> Iterator[str]:
    yield from quads.of(
        quads.iri("body", body["body"]),
        (TYPE, f"{SAG}Body"),
        (f"{FOAF}name", _text(body["name"])),
        (f"{SKOS}notation", _text(body["code"])),
        (f"{SAG}municipality", quads.graph),
        (f"{SCHEMA}validFrom", _day(body["first"])),
        (f"{SCHEMA}validThrough", _day(body["last"])),
    )


def _reform(quads: _Quads, reform: Node) -> Iterator[str]:
    before, after = cast(Sequence[str], reform["before"]), cast(Sequence[str], reform["after"])
    yield from quads.of(
        quads.iri("change", f"{reform['day']}-{before[0]}"),
        (TYPE, f"{ORG}ChangeEvent"),
        (f"{DCT}date", _day(reform["day"])),
        *((f"{ORG}originalOrganization", quads.iri("body", key)) for key in before),
        *((f"{ORG}resultingOrganization", quads.iri("body", key)) for key in after),
    )


def _person(quads: _Quads, person: Node) -> Iterator[str]:
    iri = quads.iri("person", person["person"])
    names = [(f"{FOAF}name", _text(name["name"])) for name in _nodes(person, "names")]
    yield from quads.of(iri, (TYPE, f"{FOAF}Person"), *names, (f"{SAG}municipality", quads.graph))
    for count, post in enumerate(_nodes(person, "posts"), 1):
        yield from quads.of(
            quads.iri("person", person["person"], "post", count),
            (TYPE, f"{ORG}Post"),
            (f"{ORG}heldBy", iri),
            (f"{SKOS}prefLabel", _text(post["title"])),
            (f"{SCHEMA}validFrom", _day(post["first"])),
            (f"{SCHEMA}validThrough", _day(post["last"])),
        )
    for count, one in enumerate(_nodes(person, "memberships"), 1):
        yield from quads.of(
            quads.iri("person", person["person"], "membership", count),
            (TYPE, f"{ORG}Membership"),
            (f"{ORG}member", iri),
            (f"{ORG}organization", quads.iri("body", one["body"])),
            (f"{SAG}party", _text(one["party"])),
            (f"{SCHEMA}validFrom", _day(one["first"])),
            (f"{SCHEMA}validThrough", _day(one["last"])),
        )


def _case(quads: _Quads, case: Node) -> Iterator[str]:
    iri = quads.iri("case", case["case"])
    told = ((TYPE, f"{SAG}Case"), (f"{DCT}title", _text(case["title"])), (f"{SAG}caseNumber", _text(case["number"])))
    yield from quads.of(iri, *told, (f"{SAG}municipality", quads.graph))
    for place, one in enumerate(_nodes(case, "route"), 1):
        outcome = "referred" if one["outcome"] == "returned" else one["outcome"]
        yield from quads.of(
            quads.iri("case", case["case"], "treatment", place),
            (TYPE, f"{SAG}Treatment"),
            (f"{SAG}case", iri),
            (f"{SAG}body", quads.iri("body", one["body"])),
            (f"{DCT}date", _day(one["day"])),
            (f"{SAG}position", f'"{place}"^^<http://www.w3.org/2001/XMLSchema#integer>'),
            (f"{SAG}outcome", f"{SAG}outcome-{outcome}"),
        )


def _document(quads: _Quads, document: Node) -> Iterator[str]:
    iri = quads.iri("document", document["document"])
    kind = "agenda" if document["kind"] == "dagsorden" else "minutes"
    yield from quads.of(
        iri,
        (TYPE, f"{SAG}Document"),
        (f"{DCT}source", _text(document["document"])),
        (f"{SAG}documentKind", f"{SAG}kind-{kind}"),
        (f"{SAG}body", quads.iri("body", document["body"])),
        (f"{DCT}date", _day(document["day"])),
    )
    for item in _nodes(document, "items"):
        yield from _item(quads, document, item)
    for count, one in enumerate(_nodes(document, "persons"), 1):
        yield from quads.of(
            quads.iri("document", document["document"], "participation", count),
            (TYPE, f"{SAG}Participation"),
            (f"{DCT}isPartOf", iri if one["item"] is None else _place(quads, document, one["item"])),
            (f"{FOAF}name", _text(one["name"])),
            (f"{SAG}person", quads.iri("person", one["person"])),
            (f"{SAG}function", f"{SAG}function-{one['function']}"),
        )


def _place(quads: _Quads, document: Node, position: object) -> str:
    return quads.iri("document", document["document"], "item", position)


def _item(quads: _Quads, document: Node, item: Node) -> Iterator[str]:
    here = _place(quads, document, item["position"])
    yield from quads.of(
        here,
        (TYPE, f"{SAG}AgendaItem"),
        (f"{DCT}isPartOf", quads.iri("document", document["document"])),
        (f"{SAG}number", _text(item["number"])),
        (f"{DCT}title", _text(item["title"])),
        (f"{SAG}caseNumber", _text(item["case_number"])),
        (f"{SAG}case", quads.iri("case", item["case"]) if item["case"] else None),
        (f"{SAG}outcome", f"{SAG}outcome-{item['outcome']}" if item["outcome"] else None),
    )
    for count, told in enumerate(_nodes(item, "referrals"), 1):
        yield from quads.of(
            f"{here}/referral/{count}",
            (TYPE, f"{SAG}Referral"),
            (f"{DCT}isPartOf", here),
            (f"{SAG}fromBody", quads.iri("body", told["from"])),
            (f"{SAG}toBody", quads.iri("body", told["to"])),
            (f"{SAG}basis", f"{SAG}basis-{BASES[str(told['basis'])]}"),
            (f"{SAG}edtf", _text(told["date"])),
            (f"{TRUTH}status", _text(told.get("status"))),
        )
