"""What a validation found: results in the order of the text, a report to read, and the standard report graph."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from rdflib import Graph, URIRef
from rdflib import Literal as Term
from rdflib.term import Identifier

from ..ontology import PREFIXES, RDF, SH

Severity = Literal["violation", "warning", "info"]
Language = Literal["da", "en"]
SEVERITIES: Final[tuple[Severity, ...]] = ("violation", "warning", "info")
SHOWN: Final = 5
"""Places told of one finding before the rest are only counted."""

_WORDS: Final = {
    "da": {"violation": ("brud", "brud"), "warning": ("advarsel", "advarsler"), "info": ("oplysning", "oplysninger")},
    "en": {"violation": ("violation", "violations"), "warning": ("warning", "warnings"), "info": ("info", "infos")},
}
_LINE: Final = {"da": "linje", "en": "line"}
_MORE: Final = {"da": "og {} til", "en": "and {} more"}
_NONE: Final = {"da": "ingen brud", "en": "no violations"}
_WHOLE: Final = {"da": "hele dokumentet", "en": "the whole document"}
_NODE: Final = re.compile(r"https?://\S*?/((?:doc|text)/[0-9a-f]{8})[0-9a-f]{56}(?:/(?=\w)|(?=#)|)")


@dataclass(frozen=True, slots=True)
class Result:
    """One finding: how grave, on which node, what is wrong in both languages, and by which shape.

    `line` (from 1) and `quote` tell where in the document's text, None where the node has no words of its own;
    `label` is the node's title or name; `title_da` and `title_en` name the kind of finding, where it has a short name.
    """

    severity: Severity
    focus: Identifier
    path: Identifier | None
    value: Identifier | None
    message_da: str
    message_en: str
    shape: URIRef
    component: URIRef
    line: int | None = None
    quote: str | None = None
    label: str | None = None
    title_da: str | None = None
    title_en: str | None = None

    def message(self, language: Language = "da") -> str:
        """What is wrong, in Danish or English; IRIs within the document are shortened to be read."""
        return _NODE.sub(_brief, self.message_da if language == "da" else self.message_en)

    def title(self, language: Language = "da") -> str:
        """The kind of finding, in Danish or English; empty where the message is the same for all of it."""
        return (self.title_da if language == "da" else self.title_en) or ""

    def place(self, language: Language = "da") -> str:
        """Where: the line and its words, else the node's title, else what is left of its IRI."""
        words = self.quote or self.label
        told = f"»{words}«" if words else _NODE.sub(_brief, str(self.focus))
        if told.startswith("doc/"):
            return _WHOLE[language]
        return told if self.line is None else f"{_LINE[language]} {self.line}: {told}"


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on a graph, in the order of gravity, then of the text.

    `about` is the document, or for a concluded graph the municipality; None where there are several graphs.
    """

    results: tuple[Result, ...]
    about: URIRef | None = None

    @property
    def violations(self) -> int:
        """How many breaches of the model there are."""
        return self._count("violation")

    @property
    def warnings(self) -> int:
        """How many oddities of the document there are."""
        return self._count("warning")

    @property
    def infos(self) -> int:
        """How many infos there are."""
        return self._count("info")

    @property
    def conforms(self) -> bool:
        """Whether the model is kept: no violation. (`sh:conforms` in the graph is stricter: no result at all.)"""
        return self.violations == 0

    def _count(self, severity: Severity) -> int:
        return sum(result.severity == severity for result in self.results)

    def text(self, language: Language = "da") -> str:
        """The report to read: a line of counts, then each kind of finding with the places where it stands."""
        return "\n".join((self._summary(language), *self._findings(language))) + "\n"

    def _summary(self, language: Language) -> str:
        counts = {severity: self._count(severity) for severity in SEVERITIES}
        told = [f"{n} {_WORDS[language][severity][n != 1]}" for severity, n in counts.items() if n]
        return " · ".join(told if counts["violation"] else [_NONE[language], *told])

    def _findings(self, language: Language) -> Iterator[str]:
        for (severity, _), group in groupby(self.results, key=lambda result: (result.severity, result.shape)):
            found = list(group)
            messages = list(dict.fromkeys(result.message(language) for result in found))
            word = _WORDS[language][severity][0].upper()
            if len(messages) == 1:
                yield f"{word} ({len(found)}) {messages[0]}"
                places = (result.place(language) for result in found)
            else:
                yield f"{word} ({len(found)}) {found[0].title(language)}"
                places = (f"{result.message(language)} — {result.place(language)}" for result in found)
            yield from _first(places, len(found), language)

    def graph(self) -> Graph:
        """The standard report (SHACL 3.6), named under what it is about: the same findings give the same graph."""
        graph = Graph(bind_namespaces="none")
        for prefix in ("sag", "id", "sh", "xsd"):
            graph.bind(prefix, PREFIXES[prefix])
        report = URIRef(f"{self.about or PREFIXES['id'].rstrip('/')}/report")
        graph.add((report, RDF.type, SH.ValidationReport))
        graph.add((report, SH.conforms, Term(not self.results)))
        for number, result in enumerate(self.results, 1):
            node = URIRef(f"{report}/{number}")
            graph.add((report, SH.result, node))
            for predicate, value in _statements(result):
                graph.add((node, predicate, value))
        return graph


def _brief(match: re.Match[str]) -> str:
    """An IRI of or within a document or text, as short as can be told apart: `item/3`, `#char=0,17`, `doc/3f00a1b2`."""
    return "" if match.string[match.end() - 1] == "/" or match.string[match.end() :].startswith("#") else match[1]


def _first(places: Iterable[str], count: int, language: Language) -> Iterator[str]:
    """The first places, indented, and how many more there are."""
    for place, _ in zip(places, range(SHOWN), strict=False):
        yield f"    {place}"
    if count > SHOWN:
        yield f"    {_MORE[language].format(count - SHOWN)}"


def _statements(result: Result) -> Iterator[tuple[URIRef, Identifier]]:
    """What the report graph says of one result."""
    yield RDF.type, SH.ValidationResult
    yield SH.resultSeverity, SH[result.severity.capitalize()]
    yield SH.focusNode, result.focus
    if result.path is not None:
        yield SH.resultPath, result.path
    if result.value is not None:
        yield SH.value, result.value
    yield SH.resultMessage, Term(result.message_da, lang="da")
    yield SH.resultMessage, Term(result.message_en, lang="en")
    yield SH.sourceShape, result.shape
    yield SH.sourceConstraintComponent, result.component
