import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from havnstrup import YEAR
from rdflib import Dataset, Graph, Literal
from rdflib.collection import Collection
from rdflib.term import Node
from sagsgang.graph.mapping import stated
from sagsgang.graph.resolve import conclude
from sagsgang.graph.store import Archive
from sagsgang.ontology import OWL, RDF, RDFS, SAG, XSD, ontology_graph
from stating import hold

ROOT = Path(__file__).parents[1]
PATTERNS = (r"\bsag:([A-Za-z][\w-]*)", r"\bSAG\.(\w+)", r"\bSAG\[\"([^\"{]+)\"\]", r"\bSAG \+ \"(\w+)")
WIDER = {XSD.nonNegativeInteger: XSD.integer}
ANYTHING = {OWL.Thing, RDF.Property, RDFS.Resource}


def spoken() -> Iterator[tuple[str, str]]:
    """Each of our terms that a room, a page or a document names, and where; not the beginning of one (`sag:kind-`)."""
    folders = ("graph", "shapes", "queries", "api", "docs", "examples")
    endings = {".py", ".rq", ".ttl", ".html", ".jinja", ".md"}
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in endings]
    for path in [ROOT / "README.md", *files]:
        for name in re.findall("|".join(PATTERNS), path.read_text("utf-8")):
            if not (term := "".join(name)).endswith("-"):
                yield term, str(path.relative_to(ROOT))


def classes(told: Node | None) -> set[Node]:
    """The classes that a domain or a range is: one, or a union of several."""
    union = ontology_graph().value(told, OWL.unionOf)
    if union is not None:
        return set(Collection(ontology_graph(), union))
    return set() if told is None else {told}


def strangers(graph: Graph) -> set[str]:
    """Properties of ours that say, in this graph, something else than the ontology has them say."""
    types: dict[Node, set[Node]] = defaultdict(set)
    for known in (graph, ontology_graph()):
        for thing, kind in known.subject_objects(RDF.type):
            types[thing].add(kind)
    found = set()
    for subject, term, value in graph:
        if not str(term).startswith(str(SAG)):
            continue
        domain = classes(ontology_graph().value(term, RDFS.domain))
        range_ = classes(ontology_graph().value(term, RDFS.range))
        if not domain & (ANYTHING | types[subject]):
            found.add(f"{term} of {sorted(map(str, types[subject]))}")
        kinds = (
            {WIDER.get(value.datatype, value.datatype or XSD.string), RDFS.Resource}
            if isinstance(value, Literal)
            else ANYTHING | types[value]
        )
        if not range_ & kinds:
            found.add(f"{term} is {sorted(map(str, kinds))}")
    return found


def graph_of(nquads: bytes, kind: str) -> Graph:
    whole = Graph()
    for subject, term, value, _ in Dataset().parse(data=nquads, format=kind).quads():
        whole.add((subject, term, value))
    return whole


def test_every_term_that_a_room_uses_is_defined() -> None:
    defined = {str(subject).removeprefix(str(SAG)) for subject in ontology_graph().subjects()}
    assert sorted({(name, where) for name, where in spoken() if name not in defined}) == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own, of TriG
def test_what_documents_say_is_as_the_ontology_has_it() -> None:
    assert strangers(graph_of((ROOT / "tests" / "graphs" / "minutes.trig").read_bytes(), "trig")) == set()


def test_what_is_read_and_concluded_is_as_the_ontology_has_it() -> None:
    archive = Archive()
    for path in sorted((ROOT / "examples").glob("2*"))[:4]:
        archive.put(stated(path.read_bytes(), path.name), name=path.name)
    conclude(archive)
    assert strangers(graph_of("".join(archive.lines()).encode(), "nquads")) == set()


def test_what_is_concluded_is_as_the_ontology_has_it() -> None:
    archive = hold(YEAR)
    conclude(archive)
    graph = graph_of("".join(archive.lines()).encode(), "nquads")
    assert {SAG.Case, SAG.Treatment, SAG.Hop, SAG.Plan, SAG.Meeting} <= set(graph.objects(None, RDF.type))
    assert strangers(graph) == set()


def test_what_the_ontology_does_not_have_is_found() -> None:
    wrong = f'<urn:a> a <{SAG.Case}> ; <{SAG.year}> "2024" ; <{SAG.next}> <urn:a> .'
    assert len(strangers(Graph().parse(data=wrong, format="turtle"))) == 4
