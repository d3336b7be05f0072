"""Persons, what names them and what they may have been called; their posts and their memberships."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from ....ontology import EDTF, FOAF, ORG, SAG
from ...quads import XSD, data, literal, slug
from ..people import Holding, Membership, Persons, Post, Proposal, name_key
from .pen import Pen


def write_superseded(pen: Pen, instead: Mapping[str, str]) -> None:
    """What does not count beside a more authoritative document of the meeting, with what counts instead."""
    for node, other in instead.items():
        pen.link(node, SAG.supersededBy, other)


def write_persons(pen: Pen, people: Persons) -> None:
    """Persons with their names, what names them, the ids they could have had, and who may be one with whom."""
    replaced = [(_person(old), _person(new)) for old, new in people.replaced]
    names = pen.better("person", (_person(person.key) for person in people.all), replaced)
    for person in people.all:
        node = _person(person.key)
        pen.node(node, FOAF.Person)
        shown = names.say(node, FOAF.name, person.name)
        for key in dict.fromkeys((*person.keys, name_key(shown))):
            pen.say(node, SAG.nameKey, key)
        for name in person.also:
            pen.say(node, SAG.otherName, name)
        pen.say(node, SAG.identityBasis, person.basis)
        pen.link(node, SAG.municipality, pen.place.iri)
        for told, why in person.nodes:
            pen.link(told, SAG.person, node)
            pen.say(told, SAG.identityBasis, why)
        pen.corrected(node, person.corrected)
    for old, new in replaced:
        pen.replaced(old, new)
    for proposal in people.proposals:
        _proposal(pen, proposal)


def _person(key: str) -> str:
    return data(f"person/{key}")


def _proposal(pen: Pen, one: Proposal) -> None:
    persons = [_person(one.one), _person(one.other)]
    node = f"{pen.place.iri}/proposal/{sha256('|'.join(persons).encode()).hexdigest()[:16]}"
    pen.node(node, SAG.Proposal)
    for person in persons:
        pen.link(node, SAG.proposes, person)
    pen.say(node, SAG.identityBasis, one.basis)
    pen.quads.say(node, SAG.confidence, literal(one.confidence, f"{XSD}decimal"))
    pen.link(node, SAG.municipality, pen.place.iri)


def write_memberships(pen: Pen, memberships: Iterable[Membership]) -> None:
    """The bodies that persons are members of."""
    for one in memberships:
        body = pen.body_iri(one.body)
        party = f"-{slug(one.party)}" if one.party else ""
        years = f"-{one.term[:4]}" if one.term else ""
        node = f"{body}/membership/{one.person}{party}{years}"
        pen.node(node, ORG.Membership)
        pen.link(node, ORG.member, _person(one.person))
        pen.link(node, ORG.organization, body)
        pen.say(node, SAG.party, one.party)
        pen.quads.say(node, SAG.councilTerm, literal(one.term, str(EDTF)) if one.term else None)
        pen.day(node, SAG.firstSeen, one.first)
        pen.day(node, SAG.lastSeen, one.last)


def write_posts(
    pen: Pen, posts: Iterable[Post], holdings: Iterable[Holding], then: Iterable[tuple[str, Holding]]
) -> None:
    """Posts with what names them, who held them, and the posts that persons were in when documents name them."""
    for post in posts:
        node = _post(pen, post.body, post.key)
        pen.node(node, ORG.Post)
        pen.say(node, FOAF.name, post.name)
        for key in post.keys:
            pen.say(node, SAG.nameKey, key)
        pen.link(node, ORG.postIn, _organization(pen, post.body))
        pen.link(node, SAG.municipality, pen.place.iri)
        for told in post.nodes:
            pen.link(told, SAG.post, node)
    for one in holdings:
        _holding(pen, one)
    for told, one in then:
        pen.link(told, SAG.heldPost, _post(pen, one.body, one.post))


def _holding(pen: Pen, one: Holding) -> None:
    post = _post(pen, one.body, one.post)
    node = f"{post}/holding/{one.person}/{one.first}"
    pen.link(post, ORG.heldBy, _person(one.person))
    pen.node(node, SAG.Holding)
    pen.link(node, SAG.post, post)
    pen.link(node, ORG.member, _person(one.person))
    pen.day(node, SAG.firstSeen, one.first)
    pen.day(node, SAG.lastSeen, one.last)


def _post(pen: Pen, body: str | None, key: str) -> str:
    return f"{_organization(pen, body)}/post/{key}"


def _organization(pen: Pen, body: str | None) -> str:
    """A body by its key, else the municipality."""
    return pen.body_iri(body) if body else pen.place.iri
