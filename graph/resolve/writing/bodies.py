"""A municipality, its documents and its bodies."""

from collections.abc import Iterable

from ....ontology import FOAF, ORG, SAG, SKOS
from ..bodies import Bodies, Body
from ..rows import Document
from .pen import Pen


def write_municipality(pen: Pen, documents: Iterable[Document]) -> None:
    """The municipality and its documents."""
    pen.node(pen.place.iri, SAG.Municipality)
    pen.say(pen.place.iri, FOAF.name, pen.place.name)
    pen.say(pen.place.iri, SKOS.notation, pen.place.code)
    for document in documents:
        pen.link(document.node, SAG.municipality, pen.place.iri)


def write_bodies(pen: Pen, bodies: Bodies) -> None:
    """Bodies, and the named bodies that they are."""
    for body in bodies.all:
        _body(pen, body)
    for node, key in bodies.of.items():
        pen.link(node, SAG.body, pen.body_iri(key))


def _body(pen: Pen, body: Body) -> None:
    node = pen.body_iri(body.key)
    pen.node(node, SAG.Body)
    pen.say(node, FOAF.name, body.name)
    for code in body.codes:
        pen.say(node, SKOS.notation, code)
    pen.link(node, ORG.classification, body.kind)
    pen.link(node, SAG.municipality, pen.place.iri)
    pen.link(node, ORG.subOrganizationOf, pen.place.iri)
