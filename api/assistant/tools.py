"""The tools: what an assistant may ask of the store. All only read, and say what they are for in their own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import Field, JsonValue
from rdflib import Literal
from rdflib.term import Node

from ...graph import paths as ways
from ...graph.resolve import as_named_now
from ...ontology import OWL, PREFIXES, RDF, RDFS, SKOS, ontology_graph
from ...queries import Query, QueryError, named, names
from ..held import Held
from ..journeys import path
from ..pool import Pool
from ..question import Question
from ..tabular import answers
from .telling import Row, Teller, Told, as_rows, parsed, plain

Case = Annotated[str, Field(description="A case: its number (21/14877), its exact title, or its IRI.")]
Body = Annotated[str, Field(description="A body: its code (ØK), its name (Økonomiudvalget), or its IRI.")]
FOUND: Final = 20
"""Cases that a search tells, at most."""
_KINDS: Final = {
    "class": OWL.Class,
    "property to things": OWL.ObjectProperty,
    "property to values": OWL.DatatypeProperty,
    "listed value": OWL.NamedIndividual,
    "concept": SKOS.Concept,
}
_ABOUT: Final = {
    "label": RDFS.label,
    "name": SKOS.prefLabel,
    "comment": RDFS.comment,
    "definition": SKOS.definition,
    "domain": RDFS.domain,
    "range": RDFS.range,
}


class Tools:
    """The tools on one store, which they follow as it changes."""

    def __init__(self, held: Held, pool: Pool) -> None:
        """Ask the workers of a pool, and for paths the snapshot held."""
        self._held, self._pool = held, pool
        self._tell = Teller(pool)

    def search_cases(
        self,
        words: Annotated[str, Field(description="Words of the title, or a case number; all of them must be there.")],
        municipality: Annotated[str | None, Field(description="Only of this municipality: its IRI.")] = None,
    ) -> Told:
        """Find cases (sager) by words of their titles or by number: the newest first, with where the words stand."""
        wanted = words.casefold().split()
        rows = [row for row in self._tell.rows("api/cases") if _fits(row, wanted, municipality)]
        beside = [first for row in rows[:5] for first in self._tell.rows("words_of_fact", fact=row["iri"])[:1]]
        answer: JsonValue = {"found": len(rows), "cases": plain(rows[:FOUND])}
        return self._tell.tell(answer, beside)

    def case(self, case: Case) -> Told:
        """Tell a case whole: the bodies it passed with days and outcomes, where it is now, who handled it, what was
        announced, and dissents.
        """
        values = self._as_now("case_route", {"case": case})
        questions = ("case_route", "case_status", "case_handlers", "referral_ledger")
        return self._tell.tell({name: plain(self._of_case(name, values["case"])) for name in questions})

    def who_handled(self, case: Case) -> Told:
        """Tell who handled a case: names, functions, roles as the documents print them, bodies and days."""
        values = self._as_now("case_handlers", {"case": case})
        return self._tell.tell(plain(self._of_case("case_handlers", values["case"])))

    def paths_between(
        self,
        source: Body,
        target: Body,
        via: Annotated[str | None, Field(description="Only paths over this body.")] = None,
        avoiding: Annotated[str | None, Field(description="No paths over this body.")] = None,
        municipality: Annotated[str | None, Field(description="Only of this one: name, number or IRI.")] = None,
    ) -> Told:
        """Tell the ways that cases took (done) or are to take (planned) between two bodies, each with its cases."""
        archive = self._held.archive()
        found = ways.paths(
            archive, source, target, via=via, avoiding=avoiding, place=municipality, on=self._tell.last()
        )
        told = [path(each) for each in found]
        cases = list(dict.fromkeys(case.iri for way in told for case in way.cases))[:3]
        beside = [row for case in cases for row in self._tell.rows("case_route", case=case)]
        return self._tell.tell([each.model_dump(mode="json") for each in told], beside)

    def stored_questions(self) -> Told:
        """List the stored questions that `ask` answers: names, titles, parameters with types, defaults and meaning."""
        told: list[JsonValue] = [_question(named(name)) for name in names()]
        return self._tell.tell(told)

    def ask(
        self,
        question: Annotated[str, Field(description="The name of a stored question, as stored_questions lists it.")],
        parameters: Annotated[dict[str, str] | None, Field(description="Values by names of parameters.")] = None,
    ) -> Told:
        """Ask a stored question: tables as rows, graphs as JSON-LD."""
        if question not in names():
            raise QueryError(f"there is no question {question}; there is {', '.join(names())}")
        query = named(question)
        text = query.bind(self._as_now(question, parameters or {}), self._tell.last())
        return self._tell.tell(self._answered(text))

    def sparql(
        self,
        query: Annotated[str, Field(description="A SPARQL 1.1 SELECT, ASK, CONSTRUCT or DESCRIBE, with its prefixes.")],
    ) -> Told:
        """Ask the graph in SPARQL, over all its graphs together. It only reads, and long or large queries are stopped.
        Select a mention (prov:wasDerivedFrom) to have its words among the quotes; `ontology` has the terms.
        """
        return self._tell.tell(self._answered(query))

    def ontology(
        self,
        word: Annotated[str | None, Field(description="Only terms with this in their name or labels.")] = None,
    ) -> Told:
        """Tell the terms of the graph, and the prefixes: classes, properties and listed values with label, comment,
        domain and range.
        """
        graph = ontology_graph()
        terms: list[JsonValue] = []
        for kind, of in _KINDS.items():
            for term in sorted(graph.subjects(RDF.type, of), key=str):
                said = _said(term)
                named_so = (str(term), said.get("label", ""), said.get("name", ""))
                if word is None or any(word.casefold() in text.casefold() for text in named_so):
                    terms.append({"term": str(term), "kind": kind, **said})
        return self._tell.tell({"prefixes": dict(PREFIXES), "terms": terms})

    def _answered(self, text: str) -> JsonValue:
        answer = self._pool.ask(Question(text, graph="application/ld+json"))
        if answer.media_type != "application/sparql-results+json":
            return parsed(answer.body)
        return plain(as_rows(answers(answer.body)))

    def _of_case(self, question: str, case: str) -> list[Row]:
        return self._tell.rows(question, case=case)

    def _as_now(self, question: str, values: Mapping[str, str]) -> dict[str, str]:
        """Values with cases and persons by the names they have now."""
        return dict(as_named_now(self._held.archive(), named(question), dict(values)))


def _question(query: Query) -> JsonValue:
    parameters: list[JsonValue] = [
        {"name": param.name, "type": param.kind, "default": param.default, "about": param.note_en}
        for param in query.params
    ]
    titles: dict[str, JsonValue] = {"name": query.name, "title": query.title_en, "danish": query.title_da}
    return {**titles, "parameters": parameters, "example": dict(query.example)}


def _fits(row: Row, words: list[str], municipality: str | None) -> bool:
    text = f"{row.get('title', '')} {row.get('numbers', '')}".casefold()
    return all(word in text for word in words) and municipality in (None, row.get("municipality"))


def _said(term: Node) -> dict[str, str]:
    """What the ontology says of a term, in English where it says it in two languages."""
    graph = ontology_graph()
    said = {}
    for name, predicate in _ABOUT.items():
        values = list(graph.objects(term, predicate))
        told = [str(v) for v in values if not isinstance(v, Literal) or v.language in (None, "en")]
        if told:
            said[name] = "; ".join(sorted(told))
    return said
