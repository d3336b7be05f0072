"""The shapes find what is wrong with a graph, say how grave it is and where, in Danish and in English."""

import pickle
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyshacl import validate as shacl
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from sagsgang.graph.build import build
from sagsgang.graph.mapping import stated
from sagsgang.graph.store import Archive
from sagsgang.ontology import RDF, SH
from sagsgang.shapes import Report, shapes_graph, validate
from sagsgang.shapes.indexed import LONG
from seeded import DEFECTS, DOCUMENT, TEXT, Defect, base, sown

SHAPE = Namespace("https://w3id.org/sagsgang/shapes/")
ROOT = Path(__file__).parents[1]
GRAPH_MD = ROOT / "docs" / "graph.md"
EXAMPLES = ROOT / "examples"
SEEDS = ROOT.parent / "shared" / "minutes" / "seeds"
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)


def targeted() -> set[str]:
    """The shapes that look at a graph by themselves."""
    graph = shapes_graph()
    return {str(shape).removeprefix(SHAPE) for target in TARGETS for shape in graph.subjects(target)}


def messages() -> list[tuple[str, str, str]]:
    """Each shape or constraint with its messages in Danish and English."""
    graph = shapes_graph()
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    nodes = {node for kind in kinds for node in graph.subjects(RDF.type, kind)} - set(graph.subjects(SH.sparql))
    found = []
    for node in sorted(nodes, key=str):
        told = [m for m in graph.objects(node, SH.message) if isinstance(m, Literal)]
        by_language = {m.language: str(m) for m in told}
        assert len(told) == 2, f"{node} has {len(told)} messages"
        assert set(by_language) == {"da", "en"}, node
        found.append((str(node), by_language["da"], by_language["en"]))
    return found


def classes() -> list[str]:
    """The classes that docs/graph.md describes, and what its row says of each."""
    return re.findall(r"^\| `(\w+:\w+)` \|", GRAPH_MD.read_text("utf-8"), re.MULTILINE)


def expand(name: str) -> URIRef:
    return URIRef(shapes_graph().namespace_manager.expand_curie(name))


def found(defect: Defect) -> Report:
    return validate(sown(defect.graph, defect.update))


# ---- What keeps the model conforms ----


def test_a_graph_that_keeps_the_model_conforms():
    report = validate(sown("minutes"))
    assert [(r.severity, str(r.focus)) for r in report.results] == [("info", f"{DOCUMENT}/unread/1")]
    assert report.conforms
    assert (report.violations, report.warnings, report.infos) == (0, 0, 1)
    assert str(report.about) == DOCUMENT


def test_a_concluded_graph_that_keeps_the_model_conforms():
    assert validate(sown("concluded")) == Report((), URIRef(base("concluded").rstrip("/")))


def test_an_empty_graph_has_nothing_to_report():
    assert validate(b"") == Report(())


def test_of_a_dump_each_graph_is_validated_by_itself():
    both = validate(sown("minutes") + sown("concluded", "DELETE WHERE { <case/24-311> sag:item ?item }"))
    assert [str(result.shape) for result in both.results] == [str(SHAPE["Case-item"]), str(SHAPE.unread)]


# ---- Every shape finds its defect ----


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda d: f"{d.shape}-{d.update[:60]}")
def test_a_sown_defect_is_found(defect):
    focus = defect.focus if "://" in defect.focus else (base(defect.graph) + defect.focus).rstrip("/")
    hits = [result for result in found(defect).results if result.shape == SHAPE[defect.shape]]
    assert [(hit.severity, str(hit.focus)) for hit in hits[:1]] == [(defect.severity, focus)]
    for hit in hits:
        assert "{" not in hit.message_da + hit.message_en, "a placeholder is left"
        assert hit.message_da != hit.message_en


def test_every_shape_has_a_defect_that_it_finds():
    assert {defect.shape for defect in DEFECTS} == targeted()


@pytest.mark.parametrize("name", classes())
def test_every_class_has_a_shape(name):
    assert (None, SH.targetClass, expand(name)) in shapes_graph()


@pytest.mark.parametrize("name", classes())
def test_a_class_may_have_what_its_description_names_and_nothing_else(name):
    graph = shapes_graph()
    closed = [shape for shape in graph.subjects(SH.targetClass, expand(name)) if (shape, SH.closed, None) in graph]
    assert len(closed) == 1
    allowed = set(graph.items(graph.value(closed[0], SH.ignoredProperties)))
    row = next(line for line in GRAPH_MD.read_text("utf-8").splitlines() if line.startswith(f"| `{name}` |"))
    told = {expand(term) for term in re.findall(r"`((?:sag|dct|foaf|org|skos|oa|rdf):[a-z]\w*)`", row)}
    dates = {expand(term) for term in ("dct:date", "sag:edtf", "sag:earliest", "sag:latest")}
    everywhere = {expand(term) for term in ("rdf:type", "prov:wasDerivedFrom", "dct:isPartOf")}
    assert told <= allowed
    assert allowed <= told | everywhere | (dates if "date" in row or "deadline" in row else set())


def test_the_validator_is_loaded_only_when_something_is_validated():
    code = "import sys, sagsgang.shapes; sys.exit('pyshacl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# ---- Quotes ----


@pytest.fixture(scope="module")
def quotes():
    """The quads of the minutes, and their mentions, each with its quote."""
    pattern = re.compile(r'(<\S+>) <http://www.w3.org/ns/oa#exact> "(.*)" <\S+> \.')
    nquads = sown("minutes").decode()
    return nquads, [match.groups() for match in map(pattern.fullmatch, nquads.splitlines()) if match]


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_one_altered_character_of_a_quote_is_found(quotes, data):
    nquads, mentions = quotes
    mention, quote = data.draw(st.sampled_from(mentions))
    place = data.draw(st.integers(0, len(quote) - 1))
    letter = data.draw(st.sampled_from("æx 🚲"))
    assume("\\" not in quote)
    altered = quote[:place] + letter + quote[place + 1 :]
    assume(altered != quote)
    before = f'{mention} <http://www.w3.org/ns/oa#exact> "{quote}"'
    after = f'{mention} <http://www.w3.org/ns/oa#exact> "{altered}"'
    report = validate(nquads.replace(before, after).encode())
    hits = [result for result in report.results if result.severity == "violation"]
    assert [(str(hit.shape), f"<{hit.value}>") for hit in hits] == [(str(SHAPE.quotes), mention)]


def test_quotes_after_a_character_beyond_the_basic_plane_are_in_their_place():
    assert "🚲" in sown("minutes").decode()
    assert validate(sown("minutes")).conforms


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet='\\"\n{?}$1gæ<>', min_size=1, max_size=8))
def test_whatever_a_document_prints_is_no_trouble_for_a_message(text):
    literal = Literal(f"x{text}x").n3()
    names = ("<item/2> sag:number", "<record/1> sag:weekdayAsStated", "<body/2> skos:notation", "<item/2> dct:title")
    update = "; ".join(f"DELETE WHERE {{ {name} ?o }}; INSERT DATA {{ {name} {literal} }}" for name in names)
    report = validate(sown("minutes", f"{update}; INSERT DATA {{ <item/3> sag:number {literal} }}"))
    assert SHAPE["item-numbers-differ"] in {result.shape for result in report.results}


def test_a_wrong_quote_of_a_long_text_is_found_too():
    longer = f"""DELETE {{ <{TEXT}> rdf:value ?text ; sag:length ?length }}
        INSERT {{ <{TEXT}> rdf:value ?longer ; sag:length ?more }}
        WHERE {{ <{TEXT}> rdf:value ?text ; sag:length ?length .
            BIND(CONCAT(?text, "{"æ" * LONG}") AS ?longer) BIND(STRLEN(?longer) AS ?more) }}"""
    assert validate(sown("minutes", longer)).conforms
    update = f'{longer} ; DELETE WHERE {{ ?m oa:exact "Havnstrup Kommune" }} ; '
    update += f'INSERT DATA {{ <{TEXT}#char=0,17> oa:exact "Havnstrup Kommunf" }}'
    assert SHAPE.quotes in {result.shape for result in validate(sown("minutes", update)).results}


# ---- Weekdays ----


@settings(max_examples=20, deadline=None)
@given(st.dates())
def test_the_weekday_of_any_date_fits(day):
    name = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")[day.weekday()]
    update = f"""DELETE WHERE {{ <record/1> dct:date ?date ; sag:weekdayAsStated ?weekday }} ;
        INSERT DATA {{ <record/1> dct:date "{day.isoformat()}"^^xsd:date ; sag:weekdayAsStated "{name}" }}"""
    shapes = {result.shape for result in validate(sown("minutes", update)).results}
    assert SHAPE["weekday-fits"] not in shapes


def test_members_who_are_absent_are_no_oddity():
    told = sown("minutes").decode()
    assert told.count('Jørn Vestermark"') == 2
    assert "function-absent" in told
    assert validate(sown("minutes")).warnings == 0


def test_a_chair_in_a_field_of_its_own_is_no_oddity():
    update = "DELETE { ?p ?q ?o } WHERE { ?p foaf:name 'Birthe Krogsgaard' ; sag:function sag:function-member ; ?q ?o }"
    assert validate(sown("minutes", update)).warnings == 0


# ---- The report ----


def test_every_message_is_told_in_danish_and_in_english_and_the_two_can_be_told_apart():
    for name, danish, english in messages():
        assert danish != english, name
        variables = [set(re.findall(r"\{[?$]\w+\}", message)) for message in (danish, english)]
        assert variables[0] == variables[1], name


def test_a_message_names_only_what_its_query_asks_for():
    graph = shapes_graph()
    for query in graph.subjects(RDF.type, SH.SPARQLConstraint):
        asked = set(re.findall(r"[?$](\w+)", str(graph.value(query, SH.select)).partition("WHERE")[0]))
        for message in graph.objects(query, SH.message):
            assert set(re.findall(r"\{[?$](\w+)\}", message)) <= asked, query


def test_a_kind_of_finding_whose_messages_differ_has_a_short_name():
    graph = shapes_graph()
    for shape in graph.subjects(SH.sparql):
        assert {name.language for name in graph.objects(shape, SH.name) if isinstance(name, Literal)} == {"da", "en"}


def test_every_shape_says_how_grave_it_is():
    graph = shapes_graph()
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in graph.subjects(RDF.type, kind):
            assert graph.value(shape, SH.severity) in {SH.Violation, SH.Warning, SH.Info}, shape


def test_the_shapes_keep_the_shapes_of_shapes():
    conforms, _, text = shacl(Graph(), shacl_graph=shapes_graph(), meta_shacl=True)
    assert conforms, text


def test_a_report_is_read_in_danish_or_english():
    update = "DELETE WHERE { <item/1> dct:title ?t } ; DELETE WHERE { <item/3> sag:number ?n } ; "
    report = validate(sown("minutes", update + 'INSERT DATA { <item/3> sag:number "5" }'))
    assert report.text("da") == (
        "1 brud · 1 advarsel · 1 oplysning\n"
        "BRUD (1) Et punkt eller bilag har præcis én titel, som ikke er tom.\n"
        "    linje 12: »1. Ny cykelsti langs havnen 🚲«\n"
        "ADVARSEL (1) Punktet item/3 har nummer 5, men det forrige har 2: der mangler noget imellem.\n"
        "    linje 27: »3. Eventuelt«\n"
        "OPLYSNING (1) Afsnittet er ikke læst: ingen regel kender det.\n"
        "    linje 31: »Vejret var mildt.«\n"
    )
    assert report.text("en").splitlines()[:3] == [
        "1 violation · 1 warning · 1 info",
        "VIOLATION (1) An item or attachment has exactly one title, and not an empty one.",
        "    line 12: »1. Ny cykelsti langs havnen 🚲«",
    ]


def test_findings_of_one_kind_stand_under_its_name():
    numbered = "DELETE WHERE {{ <item/{0}> sag:number ?n }} ; INSERT DATA {{ <item/{0}> sag:number '{1}' }}"
    report = validate(sown("minutes", f"{numbered.format(2, 4)} ; {numbered.format(3, 9)}"))
    jump = "The item item/{} has number {}, but the one before has {}: something is missing between."
    assert report.text("en").splitlines()[1:4] == [
        "WARNING (2) Item numbers jump",
        f"    {jump.format(2, 4, 1)} — line 26: »2. Lukket sag: Køb af areal«",
        f"    {jump.format(3, 9, 4)} — line 27: »3. Eventuelt«",
    ]


def test_what_is_wrong_with_the_whole_document_is_said_to_be_so():
    text = validate(sown("minutes", f"DELETE WHERE {{ <{DOCUMENT}> dct:title ?t ; sag:municipalityName ?m }}")).text(
        "en"
    )
    assert "WARNING (1) The document does not say which municipality it is from.\n    the whole document\n" in text


def test_an_earlier_decision_of_the_same_body_beside_one_of_the_day_is_no_oddity():
    earlier = """INSERT { <decision/9> ?p ?o ; dct:date "2024-01-10"^^xsd:date }
        WHERE { <decision/1> ?p ?o FILTER(?p != dct:date) }"""
    assert validate(sown("minutes", earlier)).warnings == 0


def test_a_decision_that_heads_those_of_sub_items_needs_no_outcome():
    heading = (
        "INSERT { <decision/9> ?p ?o } WHERE { <decision/2> ?p ?o FILTER(?p NOT IN (sag:outcome, dct:isPartOf)) } ; "
    )
    report = validate(sown("minutes", heading + "INSERT DATA { <decision/9> dct:isPartOf <item/3> }"))
    assert [str(result.shape) for result in report.results] == [str(SHAPE.unread)]


def test_many_places_of_one_finding_are_counted():
    text = validate(sown("minutes", "DELETE WHERE { ?node prov:wasDerivedFrom ?mention }")).text("da")
    assert re.search(r"^BRUD \(3\d\) Knuden siger ikke, hvilke ord i teksten den er læst af\.$", text, re.MULTILINE)
    assert re.search(r"^    og \d+ til$", text, re.MULTILINE)


def test_the_same_graph_gives_the_same_report_in_any_order_of_its_quads():
    nquads = sown("minutes", "DELETE WHERE { ?item a sag:AgendaItem ; dct:title ?title }")
    turned = b"".join(reversed(nquads.splitlines(keepends=True)))
    one, other = validate(nquads), validate(turned)
    assert one == other
    assert one.graph().serialize(format="nt") == other.graph().serialize(format="nt")


def test_a_report_may_be_sent_from_one_process_to_another():
    report = validate(sown("minutes", "DELETE WHERE { <item/1> dct:title ?t }"))
    assert pickle.loads(pickle.dumps(report)) == report


def test_the_report_graph_is_the_standard_one():
    nquads = sown("minutes", "DELETE WHERE { <item/1> dct:title ?t }")
    report = validate(nquads)
    graph = report.graph()
    node = graph.value(predicate=RDF.type, object=SH.ValidationReport)
    assert str(node) == f"{DOCUMENT}/report"
    assert graph.value(node, SH.conforms) == Literal(False)
    assert len(list(graph.objects(node, SH.result))) == len(report.results) == 2
    expected = Graph().parse(
        format="turtle",
        data=f"""
        @prefix sh: <{SH}> . @prefix shape: <{SHAPE}> .
        <{DOCUMENT}/report/1> a sh:ValidationResult ;
            sh:resultSeverity sh:Violation ;
            sh:focusNode <{DOCUMENT}/item/1> ;
            sh:resultPath <http://purl.org/dc/terms/title> ;
            sh:resultMessage "Et punkt eller bilag har præcis én titel, som ikke er tom."@da ,
                "An item or attachment has exactly one title, and not an empty one."@en ;
            sh:sourceShape shape:title ;
            sh:sourceConstraintComponent sh:MinCountConstraintComponent .""",
    )
    first = Graph()
    first += graph.triples((URIRef(f"{DOCUMENT}/report/1"), None, None))
    assert isomorphic(first, expected)


def test_a_conforming_report_graph_says_so():
    assert validate(sown("concluded")).graph().value(predicate=RDF.type, object=SH.ValidationReport) is not None
    assert Literal(True) in set(validate(sown("concluded")).graph().objects(None, SH.conforms))


def test_a_quote_that_is_wrong_is_shown_at_its_line():
    update = f'DELETE WHERE {{ <{TEXT}#char=0,17> oa:exact ?q }} ; INSERT DATA {{ <{TEXT}#char=0,17> oa:exact "Havn" }}'
    (hit,) = [result for result in validate(sown("minutes", update)).results if result.severity == "violation"]
    assert (hit.line, hit.quote) == (1, "Havn")
    assert hit.message("da") == "Citatet #char=0,17 er ikke det, der står i teksten fra tegn 0 til 17."


# ---- What is read keeps the model ----


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("2*")), ids=lambda path: path.stem)
def test_an_example_that_is_read_conforms(path):
    report = validate(stated(path.read_bytes(), path.name).nquads)
    assert report.conforms, report.text("en")


@pytest.mark.gold
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the minutes to read stand outside this repository")
def test_real_minutes_that_are_read_conform():
    for path in (*SEEDS.glob("*.txt"), *SEEDS.glob("*.md")):
        report = validate(stated(path.read_bytes(), path.name).nquads)
        assert report.conforms, report.text("en")


def test_what_is_concluded_from_the_examples_conforms():
    archive = Archive()
    build([EXAMPLES], archive, workers=1)
    dump = BytesIO()
    archive.dump(dump)
    concluded = [line for line in dump.getvalue().splitlines(keepends=True) if b"/graph/concluded/" in line]
    report = validate(b"".join(concluded))
    assert len(concluded) > 1000
    assert report.conforms, report.text("en")
