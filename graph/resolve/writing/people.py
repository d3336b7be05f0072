"""Persons, what names them, and their memberships."""

from collections.abc import Iterable, Mapping

from ....ontology import FOAF, ORG, SAG
from ...quads import data, slug
from ..persons import Membership, Person
from .pen import Pen


def write_superseded(pen: Pen, instead: Mapping[str, str]) -> None:
    """What does not count beside a more authoritative document of the meeting, with what counts instead."""
    for node, other in instead.items():
        pen.link(node, SAG.supersededBy, other)


def write_persons(pen: Pen, persons: Iterable[Person], memberships: Iterable[Membership]) -> None:
    """Persons, what names them, and the bodies they are members of."""
    for person in persons:
        node = data(f"person/{person.key}")
        pen.node(node, FOAF.Person)
        pen.say(node, FOAF.name, person.name)
        pen.say(node, SAG.nameKey, person.name_key)
        pen.say(node, SAG.identityBasis, "name within the municipality")
        pen.link(node, SAG.municipality, pen.place.iri)
        for told in person.nodes:
            pen.link(told, SAG.person, node)
    for membership in memberships:
        _membership(pen, membership)


def _membership(pen: Pen, one: Membership) -> None:
    body = pen.body_iri(one.body)
    party = f"-{slug(one.party)}" if one.party else ""
    node = f"{body}/membership/{one.person}{party}"
    pen.node(node, ORG.Membership)
    pen.link(node, ORG.member, data(f"person/{one.person}"))
    pen.link(node, ORG.organization, body)
    pen.say(node, SAG.party, one.party)
    pen.day(node, SAG.firstSeen, one.first)
    pen.day(node, SAG.lastSeen, one.last)
