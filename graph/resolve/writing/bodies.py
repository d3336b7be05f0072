"""A municipality, its documents and its bodies."""

from collections.abc import Iterable

from ....ontology import DCT, FOAF, ORG, SAG, SKOS
from ..bodies import Bodies, Body
from ..coverage import newest
from ..places import Reform
from ..rows import Document
from .pen import Names, Pen


def write_municipality(pen: Pen, documents: Iterable[Document]) -> None:
    """The municipality and its documents."""
    pen.node(pen.place.iri, SAG.Municipality)
    pen.say(pen.place.iri, FOAF.name, pen.place.name)
    pen.say(pen.place.iri, SKOS.notation, pen.place.code)
    pen.day(pen.place.iri, SAG.lastDay, newest(pen.met))
    for document in documents:
        pen.link(document.node, SAG.municipality, pen.place.iri)


def write_bodies(pen: Pen, bodies: Bodies) -> None:
    """Bodies, the named bodies that they are, and the reforms they came of or went in."""
    replaced = [(pen.body_iri(old), pen.body_iri(new)) for old, new in bodies.former]
    names = pen.better("body", (pen.body_iri(body.key) for body in bodies.all), replaced)
    for body in bodies.all:
        _body(pen, body, names)
    for old, new in replaced:
        pen.replaced(old, new)
    for reform in bodies.reforms:
        _reform(pen, reform)
    for node, key in bodies.of.items():
        pen.link(node, SAG.body, pen.body_iri(key))


def _body(pen: Pen, body: Body, names: Names) -> None:
    node = pen.body_iri(body.key)
    pen.node(node, SAG.Body)
    names.say(node, FOAF.name, body.name)
    pen.corrected(node, body.corrected)
    for code in body.codes:
        pen.say(node, SKOS.notation, code)
    pen.link(node, ORG.classification, body.kind)
    pen.link(node, SAG.municipality, pen.place.iri)
    pen.link(node, ORG.subOrganizationOf, pen.place.iri)


def _reform(pen: Pen, reform: Reform) -> None:
    node = f"{pen.place.iri}/change/{reform.key}"
    pen.node(node, ORG.ChangeEvent)
    pen.day(node, DCT.date, reform.day)
    for before in reform.before:
        pen.link(node, ORG.originalOrganization, pen.body_iri(before))
    for after in reform.after:
        pen.link(node, ORG.resultingOrganization, pen.body_iri(after))
