import re
from pathlib import Path

import owlrl
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.term import Node
from sagsgang.ontology import (
    ONTOLOGY_IRI,
    OWL,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SAG,
    SKOS,
    XSD,
    ontology_graph,
    place_graphs,
    vocabulary,
)

ROOT = Path(__file__).parents[1]
TURTLE = sorted((ROOT / "ontology").rglob("*.ttl"))
ERRORS = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")  # where owlrl says what is inconsistent
OUTCOMES = {
    *("approved", "approved_with_changes", "rejected", "appointed"),
    *("recommended", "not_recommended", "referred", "sent_to_hearing"),
    *("discussed", "postponed", "not_treated", "withdrawn"),
    "noted",
}
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
LISTS = (
    "CorrectionKind",
    "DeviationKind",
    "DifferenceKind",
    "DocumentKind",
    "Function",
    "Standing",
    "Stance",
    "Basis",
    "Doubt",
)

INSTANCES = """
id:doc a sag:Document ; sag:text id:text ; dct:format "text/plain" ; sag:documentKind sag:kind-minutes ;
    sag:municipality id:municipality ; sag:unread 1 ; sag:conforms true .
id:text a sag:Text ; rdf:value "Sagen drøftes." ; sag:length 14 .
id:mention a sag:Mention ; oa:hasSource id:text ; oa:start "0"^^xsd:nonNegativeInteger ; oa:exact "Sagen" .
id:evidence a sag:Evidence ; sag:about id:record ; sag:property sag:start ; sag:mention id:mention .
id:named a sag:NamedBody ; foaf:name "Økonomiudvalget" ; sag:body id:body .
id:record a sag:MeetingRecord ; dct:isPartOf id:doc ; sag:namedBody id:named ; sag:meeting id:meeting ;
    sag:start "2024-06-11T09:00:00"^^xsd:dateTime ; prov:wasDerivedFrom id:mention .
id:item a sag:AgendaItem ; dct:isPartOf id:record ; sag:position 1 ; sag:number "1" ; sag:case id:case .
id:route a sag:Route ; sag:basis sag:basis-stated .
id:step a sag:RouteStep ; dct:isPartOf id:route ; sag:namedBody id:named ; sag:hearing false .
id:referral a sag:Referral ; sag:fromBody id:named ; sag:toBody id:named ; sag:recommended true ;
    sag:edtf "2024-06"^^<http://id.loc.gov/datatypes/edtf/EDTF> ; sag:earliest "2024-06-01"^^xsd:date .
id:decision a sag:Decision ; sag:namedBody id:named ; sag:outcome sag:outcome-discussed ; sag:wording "Drøftet." .
id:person a foaf:Person ; sag:nameKey "ea krag" .
id:part a sag:Participation ; sag:person id:person ; sag:function sag:function-chair ; sag:party "A" .
id:dissent a sag:Dissent ; sag:stance sag:stance-against ; sag:party "A" .
id:membership a org:Membership ; org:member id:person ; sag:party "A" ; sag:firstSeen "2024-06-11"^^xsd:date .
id:body a sag:Body ; sag:municipality id:municipality .
id:meeting a sag:Meeting ; sag:body id:body ; sag:record id:record ; sag:year 2024 .
id:case a sag:Case ; sag:item id:item ; sag:caseNumber "21/14877" .
id:one a sag:Treatment ; sag:case id:case ; sag:body id:body ; sag:toldBy id:decision ; sag:next id:two .
id:two a sag:Treatment ; sag:case id:case ; sag:body id:body ; sag:toldBy id:item, id:referral .
id:hop a sag:Hop ; sag:fromTreatment id:one ; sag:toTreatment id:two ; sag:fromBody id:body ; sag:days 7 .
id:plan a sag:Plan ; sag:case id:case ; sag:toBody id:body ; sag:announcedOn "2024-06-11"^^xsd:date .
"""


def terms(*kinds: URIRef) -> list[URIRef]:
    """Our own terms of these kinds."""
    found = {s for kind in kinds for s in ontology_graph().subjects(RDF.type, kind) if str(s).startswith(str(SAG))}
    return sorted(URIRef(term) for term in found)


def short(term: Node) -> str:
    return str(term).removeprefix(str(SAG))


def together(*graphs: Graph) -> Graph:
    """The triples of several graphs, in a graph that may be changed."""
    whole = Graph()
    for graph in graphs:
        for triple in graph:
            whole.add(triple)
    return whole


def instances(turtle: str = INSTANCES) -> Graph:
    prefixes = "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())
    return Graph().parse(data=prefixes + turtle, format="turtle")


def inconsistencies(graph: Graph) -> list[str]:
    """What owlrl finds wrong in the OWL 2 RL closure of the graph."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    told = [str(message) for message in graph.objects(None, ERRORS.error)]
    return told + [f"{nothing} is of no class" for nothing in graph.subjects(RDF.type, OWL.Nothing)]


def documented() -> set[str]:
    """The terms that docs/graph.md names, also where it shortens: `sag:function-member`, `-chair`."""
    text = (ROOT / "docs" / "graph.md").read_text("utf-8")
    found: set[str] = set()
    for line in text.splitlines():
        stem = ""
        for term, rest in re.findall(r"`(?:sag:([A-Za-z][\w-]*)|(-[a-z]+))", line):
            stem = term.split("-")[0] if "-" in term else stem
            found.add(term or stem + rest)
    return found


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_every_file_parses_and_says_something(path: Path) -> None:
    assert len(Graph().parse(path, format="turtle")) > 0


def test_the_loaders_give_the_files() -> None:
    assert (ONTOLOGY_IRI, RDF.type, OWL.Ontology) in ontology_graph()
    assert (SAG["outcome-approved"], RDF.type, SKOS.Concept) in ontology_graph()
    assert len(ontology_graph(alignments=True)) > len(ontology_graph())
    assert set(place_graphs()) == {path.stem for path in TURTLE if path.parent.name == "places"}
    assert len(vocabulary()) > 0


def test_the_ontology_says_its_version() -> None:
    version = ontology_graph().value(ONTOLOGY_IRI, OWL.versionInfo)
    assert ontology_graph().value(ONTOLOGY_IRI, OWL.versionIRI) == SAG[str(version)]


def test_every_term_of_the_documentation_is_defined() -> None:
    defined = {short(subject) for subject in ontology_graph().subjects(RDF.type)}
    assert documented() - defined == set()


def test_every_class_and_property_is_documented() -> None:
    assert {short(term) for term in terms(OWL.Class, *PROPERTY_KINDS)} - documented() == set()


def test_every_term_has_a_label_and_a_comment_in_both_languages() -> None:
    graph = ontology_graph()
    for term in terms(OWL.Class, *PROPERTY_KINDS, OWL.NamedIndividual):
        for predicate in (RDFS.label, RDFS.comment):
            texts = [value for value in graph.objects(term, predicate) if isinstance(value, Literal)]
            assert sorted(str(text.language) for text in texts) == ["da", "en"], (term, predicate)


def test_every_concept_has_a_label_and_a_definition_in_both_languages() -> None:
    graph = ontology_graph()
    for concept in terms(SKOS.Concept):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            texts = [value for value in graph.objects(concept, predicate) if isinstance(value, Literal)]
            assert sorted(str(text.language) for text in texts) == ["da", "en"], (concept, predicate)


@pytest.mark.parametrize("kinds", [(OWL.Class,), PROPERTY_KINDS, *((SAG[name],) for name in LISTS)])
def test_no_two_terms_of_a_kind_have_one_label(kinds: tuple[URIRef, ...]) -> None:
    found = [label for term in terms(*kinds) for label in ontology_graph().objects(term, RDFS.label)]
    assert len(found) == len(set(found)) == 2 * len(terms(*kinds)) > 0


def test_every_property_has_one_domain_and_one_range() -> None:
    graph = ontology_graph()
    for term in terms(*PROPERTY_KINDS):
        assert len(list(graph.objects(term, RDFS.domain))) == 1, term
        assert len(list(graph.objects(term, RDFS.range))) == 1, term


def test_a_range_is_a_class_of_things_or_a_kind_of_value() -> None:
    graph = ontology_graph()
    for term in terms(OWL.DatatypeProperty):
        assert str(graph.value(term, RDFS.range)).startswith((str(XSD), "http://id.loc.gov/datatypes/")), term
    for term in terms(OWL.ObjectProperty):
        assert not str(graph.value(term, RDFS.range)).startswith(str(XSD)), term


def test_no_term_is_hidden_by_a_method_of_text() -> None:
    """`SAG.title` would be a method of str, not a term."""
    assert [term for term in terms(OWL.Class, *PROPERTY_KINDS) if hasattr(str, short(term))] == []


def test_ties_to_other_vocabularies_stand_in_alignments_only() -> None:
    ties = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso, SKOS.closeMatch)
    assert [tie for tie in ties if list(ontology_graph().subject_objects(tie))] == []


def test_alignments_tie_terms_that_are_defined_by_the_right_kind_of_tie() -> None:
    graph = Graph().parse(ROOT / "ontology" / "alignments.ttl")
    kinds = {RDFS.subClassOf: (OWL.Class,), RDFS.subPropertyOf: PROPERTY_KINDS, SKOS.closeMatch: (SKOS.Concept,)}
    assert set(graph.predicates()) == {*kinds, RDFS.seeAlso}
    for predicate, allowed in kinds.items():
        assert set(graph.subjects(predicate)) - set(terms(*allowed)) == set()
    ours = {subject for subject in graph.subjects() if str(subject).startswith(str(SAG))}
    assert ours - set(ontology_graph().subjects()) == set()


def test_every_class_narrows_something_known_elsewhere() -> None:
    """But those that only we need: small lists of values, and what says that something was not read or not held."""
    own = {"Coverage", "Deviation", "Difference", "UnreadSection", *LISTS}
    graph = ontology_graph(alignments=True)
    assert {short(term) for term in terms(OWL.Class) if not list(graph.objects(term, RDFS.subClassOf))} == own


def test_the_ontology_and_what_is_said_with_it_are_consistent() -> None:
    whole = together(ontology_graph(alignments=True), *place_graphs().values(), instances())
    assert inconsistencies(whole) == []


def test_inconsistent_statements_are_found() -> None:
    wrong = instances("<urn:x> a sag:Case ; sag:next <urn:y> .")
    assert inconsistencies(together(ontology_graph(), wrong)) != []


def test_what_is_said_with_a_property_follows_from_its_domain_and_range() -> None:
    whole = together(ontology_graph(), instances("<urn:hop> sag:carriesOut <urn:referral> ."))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(whole)
    assert (URIRef("urn:hop"), RDF.type, SAG.Hop) in whole
    assert (URIRef("urn:referral"), RDF.type, SAG.Referral) in whole


def test_the_outcomes_are_those_of_the_answers_in_two_levels() -> None:
    graph = ontology_graph()
    lower = {graph.value(concept, SKOS.notation): concept for concept in graph.subjects(SKOS.broader)}
    assert set(map(str, lower)) == OUTCOMES
    assert {SAG[f"outcome-{key}"] for key in OUTCOMES} == set(lower.values())
    tops = set(graph.objects(SAG.outcomes, SKOS.hasTopConcept))
    assert {short(top) for top in tops} == {f"outcome-{k}" for k in ("decided", "forwarded", "undecided", "informed")}
    assert {graph.value(concept, SKOS.broader) for concept in lower.values()} == tops


@pytest.mark.skipif(not (ROOT.parent / "shared" / "gold").exists(), reason="no gold answers beside the project")
def test_the_outcomes_are_those_of_the_gold_answers() -> None:
    text = (ROOT.parent / "shared" / "gold" / "README.md").read_text("utf-8")
    line = re.search(r"\*\*decision_outcome\*\*: ([\w |]+)\| null", text)
    assert line is not None
    assert set(line[1].replace("|", " ").split()) == OUTCOMES


def test_what_is_broader_is_narrower_the_other_way() -> None:
    graph = ontology_graph()
    assert set(graph.subject_objects(SKOS.broader)) == {(n, b) for b, n in graph.subject_objects(SKOS.narrower)}
    assert set(graph.subject_objects(SKOS.hasTopConcept)) == {
        (s, c) for c, s in graph.subject_objects(SKOS.topConceptOf)
    }
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert graph.value(concept, SKOS.inScheme) in {SAG.outcomes, SAG.bodytypes}


def test_the_prefixes_are_what_is_written() -> None:
    assert PREFIXES["sag"] == str(ONTOLOGY_IRI) == str(SAG)
    assert PREFIXES["prov"] == str(PROV)
    assert PREFIXES["schema"] == "http://schema.org/"
