"""Validate graphs against the shapes with pyshacl, and say of each finding where in the document it stands."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.term import Identifier, Node

from ..ontology import DCT, FOAF, OA, PROV, RDF, SAG, SH, SKOS, ontology_graph
from .indexed import indexed, parsed
from .report import SEVERITIES, Report, Result, Severity

QUOTED = 70
"""Characters of a quote that a report shows."""

_SEVERITY: MappingProxyType[Identifier, Severity] = MappingProxyType(
    {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
)


@cache
def shapes_graph() -> Graph:
    """All shapes, parsed once. Shared: read the graph, do not change it."""
    entries = sorted(files(__name__.rpartition(".")[0]).iterdir(), key=lambda entry: entry.name)
    return parsed(entry.read_text(encoding="utf-8") for entry in entries if entry.name.endswith(".ttl"))


def validate(nquads: bytes) -> Report:
    """Validate N-Quads (UTF-8), each named graph by itself: one stated graph, a concluded one, or a whole dump.

    Raises SyntaxError where the bytes are no N-Quads.
    """
    graphs: dict[object, list[ox.Triple]] = {}
    for quad in ox.parse(nquads, ox.RdfFormat.N_QUADS):
        graphs.setdefault(quad.graph_name, []).append(quad.triple)
    found = [_validate(triples) for triples in graphs.values()]
    if len(found) == 1:
        return found[0]
    return Report(tuple(sorted((result for report in found for result in report.results), key=_order)))


def _validate(triples: list[ox.Triple]) -> Report:
    """Validate one graph."""
    # pyshacl takes 0.2 s to import, so it is loaded when something is validated, not whenever the command starts.
    from pyshacl import validate as shacl

    graph = indexed([*triples, *_concepts()])
    _, report, _ = shacl(graph, shacl_graph=shapes_graph(), inplace=True)
    assert isinstance(report, Graph), f"the shapes do not load: {report}"
    results = {_result(report, node, graph) for node in report.objects(None, SH.result)}
    whole = list(graph.subjects(RDF.type, SAG.Document)) or list(graph.subjects(RDF.type, SAG.Municipality))
    about = whole[0] if len(whole) == 1 and isinstance(whole[0], URIRef) else None
    return Report(tuple(sorted(results, key=_order)), about)


@cache
def _concepts() -> tuple[ox.Triple, ...]:
    """Which concepts are outcomes and which types of body: what the shapes need to know of the ontology."""
    scheme = ox.NamedNode(str(SKOS.inScheme))
    return tuple(
        ox.Triple(ox.NamedNode(str(concept)), scheme, ox.NamedNode(str(of)))
        for concept, of in ontology_graph().subject_objects(SKOS.inScheme)
    )


def _order(result: Result) -> tuple[object, ...]:
    """By gravity, then kind of finding, then place; the rest makes the order total."""
    line = result.line or 0
    rest = (result.focus, result.path or "", result.value or "", result.component)
    return (SEVERITIES.index(result.severity), result.shape, line, *map(str, rest))


def _result(report: Graph, node: Node, graph: Graph) -> Result:
    """One result of pyshacl's report graph, with its place in the text."""
    shape, focus = _one(report, node, SH.sourceShape), _one(report, node, SH.focusNode)
    path, value = report.value(node, SH.resultPath), report.value(node, SH.value)
    assert isinstance(shape, URIRef), "every shape has a name"
    component = URIRef(_one(report, node, SH.sourceConstraintComponent))
    messages = _in_both_languages(shape, (str(message) for message in report.objects(node, SH.resultMessage)))
    asked = component == SH.SPARQLConstraintComponent  # there the value is the node that is meant
    line, quote, label = _place(graph, value if asked and value is not None and (value, None, None) in graph else focus)
    severity = _SEVERITY[_one(report, node, SH.resultSeverity)]
    found = (path if isinstance(path, Identifier) else None, value if isinstance(value, Identifier) else None)
    return Result(severity, focus, *found, *messages, shape, component, line, quote, label, *_titles(shape))


def _one(report: Graph, node: Node, predicate: URIRef) -> Identifier:
    """The value that every result has."""
    value = report.value(node, predicate)
    assert isinstance(value, Identifier), f"a result has {predicate}"
    return value


def _in_both_languages(shape: URIRef, messages: Iterable[str]) -> tuple[str, str]:
    """Danish and English: pyshacl drops the language where it fills in a value, so each is told by its wording."""
    told = list(messages)
    danish, english = (next(m for m in told if _wording(shape, tongue).fullmatch(m)) for tongue in ("da", "en"))
    return danish, english


@cache
def _titles(shape: URIRef) -> tuple[str | None, str | None]:
    """The short name of a kind of finding in Danish and English, where the shape has one."""
    names = shapes_graph().objects(shape, SH.name)
    told = {str(name.language): str(name) for name in names if isinstance(name, Literal)}
    return told.get("da"), told.get("en")


@cache
def _wording(shape: URIRef, language: str) -> re.Pattern[str]:
    """What a message of the shape looks like in that language when its variables are filled in."""
    graph = shapes_graph()
    source = graph.value(shape, SH.sparql) or shape
    template = next(
        message
        for message in graph.objects(source, SH.message)
        if isinstance(message, Literal) and message.language == language
    )
    return re.compile(".*".join(map(re.escape, re.split(r"\{[?$]\w+\}", template))), re.DOTALL)


def _place(graph: Graph, about: Node) -> tuple[int | None, str | None, str | None]:
    """The line, quote and label of the node that a result is about."""
    label = graph.value(about, DCT.title) or graph.value(about, FOAF.name)
    starts = [(int(start), mention) for mention, start in _mentions(graph, about)]
    if not starts or (about, RDF.type, SAG.Document) in graph:  # of a document the place is the whole
        return None, None, _short(label)
    start, mention = min(starts)
    text = graph.value(graph.value(mention, OA.hasSource), RDF.value)
    line = str(text).count("\n", 0, start) + 1
    return line, _short(graph.value(mention, OA.exact)), _short(label)


def _mentions(graph: Graph, node: Node) -> Iterator[tuple[Node, Literal]]:
    """The mentions a node was read from, or it itself, or that of an evidence, each with its start."""
    for mention in (node, *graph.objects(node, PROV.wasDerivedFrom), *graph.objects(node, SAG.mention)):
        for start in graph.objects(mention, OA.start):
            if isinstance(start, Literal) and isinstance(start.value, int):
                yield mention, start


def _short(text: Node | None) -> str | None:
    """A text on one line, cut where it gets long."""
    if text is None:
        return None
    line = " ".join(str(text).split())
    return line if len(line) <= QUOTED else line[: QUOTED - 1].rstrip() + "…"
