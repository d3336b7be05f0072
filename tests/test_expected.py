"""Two small minutes, one a layout, and all that is said of them, compared with a graph written down beside."""

from pathlib import Path

import pytest
from rdflib import Dataset, Graph
from rdflib.term import Node, URIRef
from sagsgang.graph.mapping import stated
from sagsgang.ontology import OA, PROV, RDF, SAG

TESTS = Path(__file__).parent
GRAPHS = sorted(path for path in (TESTS / "graphs").glob("*.ttl"))
PLACES = {SAG.Mention, SAG.Evidence, SAG.Text}


def document(name: str) -> Path:
    """The minutes that an expected graph is of."""
    return next(path for path in (TESTS / "minutes").glob(f"{name}.*") if path.suffix in (".txt", ".md"))


def said(path: Path) -> Graph:
    """What a document's graph says, without the text, the places that words stand at, and what is measured of rules."""
    whole = Graph()
    for subject, term, value, _ in Dataset().parse(data=stated(path.read_bytes()).nquads, format="nquads").quads():
        whole.add((subject, term, value))
    places: set[Node] = {thing for kind in PLACES for thing in whole.subjects(RDF.type, kind)}
    found = Graph()
    for subject, term, value in whole:
        if subject not in places and term not in (PROV.wasDerivedFrom, SAG.text, SAG.confidence):
            found.add((subject, term, value))
    return found


@pytest.mark.parametrize("path", GRAPHS, ids=lambda path: path.stem)
def test_what_is_read_is_the_graph_written_down(path: Path) -> None:
    expected, found = Graph().parse(path), said(document(path.stem))
    assert {"missed": set(expected) - set(found), "invented": set(found) - set(expected)} == {
        "missed": set(),
        "invented": set(),
    }


@pytest.mark.parametrize("path", GRAPHS, ids=lambda path: path.stem)
def test_everything_said_has_its_words(path: Path) -> None:
    whole = Graph()
    for subject, term, value, _ in (
        Dataset().parse(data=stated(document(path.stem).read_bytes()).nquads, format="nquads").quads()
    ):
        whole.add((subject, term, value))
    for thing in set(said(document(path.stem)).subjects()):
        mentions = list(whole.objects(thing, PROV.wasDerivedFrom))
        assert mentions, thing
        assert all(isinstance(m, URIRef) and (m, OA.exact, None) in whole for m in mentions)
