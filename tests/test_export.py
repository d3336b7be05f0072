"""What is written out is the store, in every format, byte for byte the same; what is read in is what was written."""

import json
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
    serialize,
)
from rdflib import Graph
from sagsgang.graph.catalogue import FILES
from sagsgang.graph.description import describe
from sagsgang.graph.export import FORMATS, Unwritable, export, load
from sagsgang.graph.resolve import conclude
from sagsgang.graph.sorting import in_order
from sagsgang.graph.store import Archive
from sagsgang.ontology import DCT, PREFIXES, SAG, XSD
from stating import Item, Paper, state

ONE = Paper("DIR", "2025-01-13", (Item('Sti "langs" åen\n& <havn>'), Item("Nyt tag")))
TWO = Paper("ØK", "2025-02-03", (Item("Nyt tag"),))
OTHERS = {"trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD, "turtle": RdfFormat.TURTLE, "rdfxml": RdfFormat.RDF_XML}

iris = st.sampled_from(["urn:a", "urn:b#c", "http://x/ø?q=1&r=2", SAG.Document, DCT.title, "https://x/d/9.e-f", "ex:x"])
nodes = iris.map(NamedNode)
blanks = st.sampled_from("xyz").map(BlankNode)
languages = st.sampled_from(["da", "en-GB", "de-x-y"])
datatypes = st.sampled_from([XSD.date, XSD.integer, XSD.string, "urn:type"]).map(NamedNode)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["a\nb\r\n\t", '\\"', "<&>]]>", ""]
)
literals = (
    st.builds(Literal, texts)
    | st.builds(lambda text, language: Literal(text, language=language), texts, languages)
    | st.builds(lambda text, datatype: Literal(text, datatype=datatype), texts, datatypes)
)
quads = st.builds(Quad, nodes | blanks, nodes, nodes | blanks | literals, nodes | blanks | st.just(DefaultGraph()))
datasets = st.lists(quads, max_size=12)


def written(archive: Archive, format: str) -> bytes:
    out = BytesIO()
    export(archive, format, out)
    return out.getvalue()


def nquads(quads: list[Quad]) -> bytes:
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def loaded(quads: list[Quad]) -> Archive:
    archive = Archive()
    archive.load(nquads(quads))
    return archive


def canonical(quads: object) -> Dataset:
    dataset = Dataset(quads)  # type: ignore[arg-type]
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.fixture(scope="module")
def archive() -> Archive:
    archive = Archive()
    for paper in (ONE, TWO):
        archive.put(state(paper), f"{paper.day}.txt", "papers")
    conclude(archive)
    describe(archive)
    archive.settle()
    return archive


@given(datasets)
@settings(deadline=None)
def test_nquads_come_back_as_they_went_out(quads: list[Quad]) -> None:
    archive = loaded(quads)
    assert canonical(parse(written(archive, "nquads"), RdfFormat.N_QUADS)) == canonical(quads)


@given(datasets, st.randoms())
@settings(deadline=None)
def test_the_same_content_gives_the_same_bytes_whatever_its_order(quads: list[Quad], chance: Random) -> None:
    assert written(loaded(quads), "nquads") == written(loaded(chance.sample(quads, len(quads))), "nquads")


@given(datasets, datasets)
@settings(deadline=None)
def test_what_is_loaded_twice_or_in_parts_keeps_its_blank_nodes_apart(one: list[Quad], two: list[Quad]) -> None:
    archive, parts = Archive(), Archive()
    for quads, other in ((one, "p"), (two, "q")):
        archive.load(nquads(quads))
        parts.load(nquads(quads).replace(b"_:", f"_:{other}".encode()))
    assert canonical(archive.store) == canonical(parts.store)
    first = written(archive, "nquads")
    again = Archive()
    again.load(first)
    assert written(again, "nquads") == first


@given(datasets)
@settings(deadline=None)
def test_trig_says_the_same_quads(quads: list[Quad]) -> None:
    assert canonical(parse(written(loaded(quads), "trig"), RdfFormat.TRIG)) == canonical(quads)


@given(datasets)
@settings(deadline=None)
def test_json_ld_says_the_same_quads_or_is_refused(quads: list[Quad]) -> None:
    try:
        text = written(loaded(quads), "jsonld")
    except Unwritable:
        return
    assert canonical(parse(text, RdfFormat.JSON_LD)) == canonical(quads)


@pytest.mark.parametrize("format", ["turtle", "rdfxml"])
@given(quads=datasets)
@settings(deadline=None)
def test_formats_of_triples_say_the_union_or_refuse(format: str, quads: list[Quad]) -> None:
    kept = [quad for quad in quads if not isinstance(quad.graph_name, BlankNode)]
    try:
        text = written(loaded(kept), format)
    except Unwritable:
        assert format == "rdfxml"
        return
    triples = [Quad(quad.subject, quad.predicate, quad.object) for quad in kept]
    assert canonical(parse(text, OTHERS[format])) == canonical(triples)


@pytest.mark.parametrize("format", ["nquads", *OTHERS])
def test_every_format_of_the_graph_says_what_the_store_holds(archive: Archive, format: str) -> None:
    held = {quad for quad in archive.store if quad.graph_name != NamedNode(FILES)}
    found = list(parse(written(archive, format), OTHERS.get(format, RdfFormat.N_QUADS)))
    if FORMATS[format].graphs:
        assert set(found) == held
    else:
        assert {quad.triple for quad in found} == {quad.triple for quad in held}


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_the_same_bytes_again(archive: Archive, format: str) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    other = Archive()
    for paper in (TWO, ONE):
        other.put(state(paper), f"{paper.day}.txt", "elsewhere")
    conclude(other)
    describe(other)
    other.settle()
    assert written(other, format) == written(archive, format)


def test_rdflib_reads_the_turtle_and_the_xml_alike(archive: Archive) -> None:
    turtle, xml = Graph().parse(written(archive, "turtle")), Graph().parse(written(archive, "rdfxml"), format="xml")
    assert set(turtle) == set(xml)


def test_json_ld_carries_its_context_and_uses_its_names(archive: Archive) -> None:
    said = json.loads(written(archive, "jsonld"))
    assert said["@context"]["sag"] == PREFIXES["sag"]
    graph = next(each for each in said["@graph"] if each["id"] == state(ONE).graph)
    item = next(each for each in graph["@graph"] if each["id"].endswith("/item/2"))
    assert item["type"] == "AgendaItem"
    assert (item["title"], item["position"], item["isPartOf"]) == ("Nyt tag", "2", f"{state(ONE).document}/record/1")


def test_a_dump_loaded_into_an_empty_store_dumps_the_same(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "dump.nq").write_bytes(written(archive, "nquads"))
    with Archive(tmp_path / "store") as other:
        added = load(tmp_path / "dump.nq", other)
        assert added == len(list(other.lines()))
        assert written(other, "nquads") == written(archive, "nquads")
        assert load(tmp_path / "dump.nq", other) == 0
        assert written(other, "nquads") == written(archive, "nquads")
        assert [entry.document for entry in other.documents()] == [entry.document for entry in archive.documents()]


def test_a_dump_loaded_beside_other_documents_is_concluded_with_them(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "dump.nq").write_bytes(written(archive, "nquads"))
    three = Paper("KB", "2025-02-10", (Item("Nyt tag"),))
    with Archive() as other, Archive() as whole:
        other.put(state(three), "c.txt")
        load(tmp_path / "dump.nq", other)
        for paper in (ONE, TWO):
            whole.put(state(paper), f"{paper.day}.txt")
        whole.put(state(three), "c.txt")
        conclude(whole)
        describe(whole)
        whole.settle()
        assert written(other, "nquads") == written(whole, "nquads")


def test_what_is_no_nquads_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.nq").write_bytes(b"<urn:a> <urn:b> <urn:c> .\n\n<urn:a> <urn:b> .\n")
    with Archive() as archive:
        with pytest.raises(SyntaxError) as error:
            load(tmp_path / "bad.nq", archive)
        assert error.value.lineno == 3
        with pytest.raises(FileNotFoundError):
            load(tmp_path / "none.nq", archive)
        assert len(archive.store) == 0


@pytest.mark.parametrize(
    ("quad", "reason"),
    [
        (Quad(NamedNode("urn:a"), NamedNode("urn:1"), Literal("x")), "<urn:1> has no name"),
        (Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("\x01")), r"U\+0001"),
        (Quad(NamedNode("urn:a"), NamedNode(PREFIXES["rdf"] + "li"), Literal("x")), "li> has no name"),
    ],
)
def test_what_xml_cannot_say_is_refused(quad: Quad, reason: str) -> None:
    with pytest.raises(Unwritable, match=reason):
        written(loaded([quad]), "rdfxml")


@given(st.lists(st.text("ab", max_size=3)), st.integers(1, 5))
def test_lines_are_sorted_alike_in_parts_and_at_once(words: list[str], room: int) -> None:
    lines = [f"{word}\n" for word in words]
    assert list(in_order(lines, room)) == sorted(set(lines))


def test_the_context_of_an_iri_is_never_mistaken() -> None:
    quad = Quad(NamedNode("title:x"), NamedNode("urn:b"), Literal("x"))
    with pytest.raises(Unwritable, match="<title:x> looks like a short name"):
        written(loaded([quad]), "jsonld")
