"""The vocabularies of others that the store is written in: which queries make them, and how they become bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO, Final

from pyoxigraph import RdfFormat, serialize

from ...ontology import PREFIXES
from ..store import Archive
from .constructed import triples
from .trees import Shape, Tree, Value, trees

OSLO: Final = ("oslo_bodies", "oslo_people", "oslo_meetings", "oslo_items", "oslo_treatments", "oslo_cases")
ELI_DL: Final = ("eli_dl_cases", "eli_dl_decisions", "eli_dl_people")
OPARL: Final = {
    "Body": "oparl_bodies",
    "Organization": "oparl_organizations",
    "Person": "oparl_persons",
    "Meeting": "oparl_meetings",
    "Paper": "oparl_papers",
}
POPOLO: Final = ("persons", "organizations", "posts", "memberships", "motions", "vote_events")
INSIDE: Final = {
    "LegislativeTerm": ("Body", "legislativeTerm"),
    "Membership": ("Person", "membership"),
    "AgendaItem": ("Meeting", "agendaItem"),
    "Consultation": ("Paper", "consultation"),
    "Location": ("Meeting", "location"),
    "File": ("Meeting", "invitation", "resultsProtocol"),
}
"""OParl's classes that stand inside others: in which class, under which keys."""

_FOREIGN: Final = {
    "besluit": "http://data.vlaanderen.be/ns/besluit#",
    "besluitvorming": "https://data.vlaanderen.be/ns/besluitvorming#",
    "dossier": "https://data.vlaanderen.be/ns/dossier#",
    "elidl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "mandaat": "http://data.vlaanderen.be/ns/mandaat#",
    "person": "http://www.w3.org/ns/person#",
}
_OPARL: Final = Shape(
    namespace="https://schema.oparl.org/1.1/",
    parts=frozenset(key for _, *keys in INSIDE.values() for key in keys),
    arrays=frozenset(
        (
            *("Body.legislativeTerm", "Organization.membership", "Organization.post", "Person.membership"),
            *("Person.status", "Meeting.organization", "Meeting.participant", "Meeting.agendaItem"),
            *("Paper.consultation", "Consultation.organization"),
        )
    ),
    backward=frozenset(("person", "meeting", "paper")),
    numbered={"agendaItem": "order"},
    typed=True,
)
_POPOLO: Final = Shape(
    namespace="http://www.popoloproject.com/schemas/",
    parts=frozenset(("votes",)),
    arrays=frozenset(("VoteEvent.votes",)),
    wrapped={"other_names": "name", "identifiers": "identifier", "sources": "url"},
)


def oslo(archive: Archive, out: BinaryIO) -> None:
    """Write Turtle in the terms of OSLO Besluit, Besluitvorming, Mandaat and Dossier."""
    _turtle(archive, OSLO, out)


def eli_dl(archive: Archive, out: BinaryIO) -> None:
    """Write Turtle in the terms of the ELI Draft Legislation ontology."""
    _turtle(archive, ELI_DL, out)


def _turtle(archive: Archive, queries: tuple[str, ...], out: BinaryIO) -> None:
    serialize(triples(archive, queries), out, format=RdfFormat.TURTLE, prefixes={**PREFIXES, **_FOREIGN})


def oparl(archive: Archive, out: BinaryIO) -> None:
    """Write one object list of OParl 1.1 with all bodies, organizations, persons, meetings and papers."""
    for piece in _listed(tree for query in OPARL.values() for tree in trees(archive, query, _OPARL)):
        out.write(piece)


def oparl_list(archive: Archive, kind: str, body: str | None) -> Iterator[bytes]:
    """The object list of one class of OParl ("Meeting"), of one municipality (its IRI) or all, in pieces.

    Raises KeyError for what is no class of OParl, StoreError.
    """
    outer, *keys = INSIDE.get(kind, (kind,))
    found = (tree for tree in trees(archive, OPARL[outer], _OPARL) if body is None or _belongs(tree, body))
    return _listed(found if not keys else (part for tree in found for key in keys for part in _parts(tree, key)))


def _belongs(tree: Tree, body: str) -> bool:
    """Say whether an object is of a municipality: it says so, or its IRI lies below the municipality's."""
    return tree.get("body") == body or tree["id"] == body or str(tree["id"]).startswith(f"{body}/")


def _parts(tree: Tree, key: str) -> Iterator[Tree]:
    """The objects under a key, each with what leads back to the whole."""
    value = tree.get(key, [])
    back = {"membership": "person", "agendaItem": "meeting", "consultation": "paper"}.get(key)
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            yield part if back is None else {**part, back: tree["id"]}


def _listed(found: Iterator[Tree]) -> Iterator[bytes]:
    """An object list (OParl 1.1, Objektlisten) of one page."""
    count = 0
    yield b'{"data": ['
    for count, tree in enumerate(found, 1):
        yield f"{',' if count > 1 else ''}\n{_json(tree)}".encode()
    yield f'\n], "links": {{}}, "pagination": {{"totalElements": {count}}}}}\n'.encode()


def popolo(archive: Archive, out: BinaryIO) -> None:
    """Write JSON in the terms of Popolo: a list of each class."""
    for number, name in enumerate(POPOLO):
        out.write(f"{'],' if number else '{'}\n{_json(name)}: [".encode())
        for count, tree in enumerate(trees(archive, f"popolo_{name}", _POPOLO)):
            out.write(f"{',' if count else ''}\n{_json(tree)}".encode())
    out.write(b"]\n}\n")


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)
