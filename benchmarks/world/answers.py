"""What a store concluded of a world, as plain values to compare with its truth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from likeness import Node, pairs, plain
from pyoxigraph import QuerySolutions, Triple
from sagsgang.graph.resolve import last_day
from sagsgang.graph.store import Archive
from sagsgang.queries import named

_PREFIXES = """PREFIX sag: <https://w3id.org/sagsgang/ontology/>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
"""
_SOURCES = "SELECT ?document ?name { ?document a sag:Document ; dct:source ?name }"
_ITEMS = """SELECT ?item ?above ?number ?title ?case {
  ?item a sag:AgendaItem ; dct:isPartOf ?above ; dct:title ?title
  OPTIONAL { ?item sag:number ?number } OPTIONAL { ?item sag:case ?case }
}"""
_PARTS = """SELECT ?part ?owner ?name ?person {
  ?part a sag:Participation ; dct:isPartOf ?owner ; foaf:name ?name OPTIONAL { ?part sag:person ?person }
}"""
_PLANS = """SELECT ?plan ?item ?receiver ?sender ?day ?edtf ?told {
  ?plan a sag:Plan ; sag:toldBy ?referral .
  ?referral dct:isPartOf ?item ; sag:toBody/sag:body/foaf:name ?receiver ; sag:fromBody/sag:body/foaf:name ?sender
  OPTIONAL { ?referral dct:date ?day } OPTIONAL { ?referral sag:edtf ?edtf }
}"""
_TREATMENTS = """SELECT ?case ?position ?body ?day {
  ?treatment a sag:Treatment ; sag:case ?case ; sag:position ?position ; sag:body/foaf:name ?body ; dct:date ?day
}"""
LIKE = 0.7
"""How alike the titles of a true item and one found must be."""

Row = Mapping[str, str]


@dataclass(slots=True)
class Found:
    """A store's conclusions.

    `documents` are IRIs by file name, `items` by document, `cases` of an item, `plans` told under an item, `parts` the
    participations of an item or record, `routes` the bodies of a case in order, `statuses` of a plan.
    """

    documents: dict[str, str] = field(default_factory=dict)
    items: dict[str, list[Row]] = field(default_factory=dict)
    cases: dict[str, set[str]] = field(default_factory=dict)
    plans: dict[str, list[Row]] = field(default_factory=dict)
    parts: dict[str, list[Row]] = field(default_factory=dict)
    routes: dict[str, list[str]] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)


def found(archive: Archive) -> Found:
    """Read what a store holds."""
    all_of = Found()
    for row in _rows(archive, _SOURCES):
        all_of.documents[row["name"]] = row["document"]
    for row in _rows(archive, _ITEMS):
        every = all_of.items.setdefault(_document(row["item"]), [])
        if "case" in row:
            all_of.cases.setdefault(row["item"], set()).add(row["case"])
        if not any(one["item"] == row["item"] for one in every):
            every.append(row)
    for row in _rows(archive, _PARTS):
        all_of.parts.setdefault(_document(row["part"]), []).append(row)
    for row in _rows(archive, _PLANS):
        all_of.plans.setdefault(row["item"], []).append(row)
    told = sorted(_rows(archive, _TREATMENTS), key=lambda row: (row["case"], int(row["position"])))
    for row in told:
        all_of.routes.setdefault(row["case"], []).append(plain(row["body"]))
    all_of.statuses = dict(_statuses(archive))
    return all_of


def matched(truth: Node, told: list[Row]) -> dict[int, Row]:
    """The items found of a document, by the position of the true item that each is."""
    items = truth["items"]
    assert isinstance(items, list)
    return {item["position"]: row for item, row in pairs(items, told, LIKE)}  # type: ignore[misc]


def _statuses(archive: Archive) -> Iterator[tuple[str, str]]:
    """What the referral ledger says of each announced step as of the last day."""
    asked = named("referral_ledger").bind({}, last_day(archive))
    yield from ((row["plan"], row["status"]) for row in _rows(archive, asked, ""))


def _rows(archive: Archive, query: str, prefixes: str = _PREFIXES) -> list[Row]:
    solutions = archive.query(prefixes + query)
    assert isinstance(solutions, QuerySolutions)
    variables = [variable.value for variable in solutions.variables]
    return [
        {name: term.value for name in variables if (term := row[name]) is not None and not isinstance(term, Triple)}
        for row in solutions
    ]


def _document(node: str) -> str:
    """`…/doc/HASH/item/4` is a node of `…/doc/HASH`."""
    head, _, tail = node.partition("/doc/")
    return f"{head}/doc/{tail.split('/')[0]}"
