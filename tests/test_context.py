import json
import re

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from sagsgang.ontology import OWL, PREFIXES, RDF, RDFS, SAG, XSD, context, ontology_graph

PAIRS: list[tuple[str, object]] = json.loads(context(), object_pairs_hook=list)[0][1]
NAMES = json.loads(context())["@context"]
OLD_READER = "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"  # rdflib's own, of JSON-LD

WRITTEN = """
<urn:doc> a sag:Document ; sag:text <urn:text> ; dct:format "text/plain" ; sag:unread 1 ; sag:conforms true .
<urn:mention> a sag:Mention ; oa:hasSource <urn:text> ; oa:exact "Sagen" ;
    oa:start "0"^^xsd:nonNegativeInteger ; oa:end "5"^^xsd:nonNegativeInteger .
<urn:record> a sag:MeetingRecord ; dct:isPartOf <urn:doc> ; prov:wasDerivedFrom <urn:mention> ;
    sag:start "2024-06-11T09:00:00"^^xsd:dateTime ; dct:date "2024-06-11"^^xsd:date .
<urn:referral> a sag:Referral ; sag:basis sag:basis-stated ; sag:position 2 ; sag:recommended false ;
    sag:edtf "2024-34"^^<http://id.loc.gov/datatypes/edtf/EDTF> ; sag:latest "2024-06-30"^^xsd:date .
<urn:body> a sag:Body ; foaf:name "Økonomiudvalget" ; skos:notation "ØK" ;
    org:classification sag:bodytype-economic_committee .
<urn:person> a foaf:Person ; foaf:name "Ea Krag" .
sag:outcome-noted skos:prefLabel "Taget til efterretning"@da, "Noted"@en .
"""


def graph_of(turtle: str) -> Graph:
    prefixes = "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())
    return Graph().parse(data=prefixes + turtle, format="turtle")


def test_the_context_names_every_class() -> None:
    classes = [c for c in ontology_graph().subjects(RDF.type, OWL.Class) if str(c).startswith(str(SAG))]
    assert classes
    for each in classes:
        name = str(each).removeprefix(str(SAG))
        assert NAMES[name] == f"sag:{name}"


@pytest.mark.parametrize("kind", [OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property])
def test_the_context_names_every_property_and_its_kind_of_value(kind: URIRef) -> None:
    graph = ontology_graph()
    for each in graph.subjects(RDF.type, kind):
        name, value = str(each).removeprefix(str(SAG)), graph.value(each, RDFS.range)
        if not str(each).startswith(str(SAG)):
            continue
        if kind == OWL.ObjectProperty:
            assert NAMES[name] == {"@id": f"sag:{name}", "@type": "@id"}
        elif value in (XSD.string, RDFS.Resource):
            assert NAMES[name] == f"sag:{name}"
        else:
            assert NAMES[name] == {"@id": f"sag:{name}", "@type": str(value).replace(str(XSD), "xsd:")}


def test_no_key_of_the_context_stands_twice() -> None:
    assert len(PAIRS) == len(NAMES)


def test_no_two_keys_of_the_context_are_one_term() -> None:
    iris = [said if isinstance(said, str) else said["@id"] for key, said in NAMES.items() if key != "@version"]
    assert len(iris) == len(set(iris))


@pytest.mark.filterwarnings(OLD_READER)
def test_a_graph_survives_json_ld() -> None:
    graph = graph_of(WRITTEN)
    text = graph.serialize(format="json-ld", context=NAMES)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), graph)
    assert {"MeetingRecord", "wasDerivedFrom", "quoteStart", "edtf", "Person"} <= set(re.findall(r'"(\w+)"', text))


@pytest.mark.filterwarnings(OLD_READER)
def test_readable_json_is_the_graph_it_says() -> None:
    written = {"id": "urn:x", "type": "Treatment", "date": "2024-06-11", "outcome": "sag:outcome-noted", "year": 2024}
    text = json.dumps({"@context": NAMES} | written)
    said = """<urn:x> a sag:Treatment ; sag:year 2024 ;
        dct:date "2024-06-11"^^xsd:date ; sag:outcome sag:outcome-noted ."""
    assert isomorphic(Graph().parse(data=text, format="json-ld"), graph_of(said))
