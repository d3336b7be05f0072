"""What nodes of a document say, in Danish words with links: for lists of facts beside their text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ...ontology import ID, SAG
from .danish import long_date, period
from .here import Here
from .labels import label, name
from .nodes import Node, Words

SILENT: Final = frozenset(
    (
        *("type", "isPartOf", "wasDerivedFrom", "position", "earliest", "latest", "wording", "asStated", "text"),
        *("format", "readBy", "encoding", "source", "folder", "placeGiven", "municipality", "edition"),
        *("unread", "conforms", "violations", "warnings"),
    )
)
"""Properties that a list of facts leaves out: its quote shows them, or they are the model's own."""
PLAIN: Final = frozenset(
    {"name", "title", "outcome", "date", "edtf", "function", "namedBody", "kindAsStated", "stance"}
)
"""Properties whose value says it all."""
YES_NO: Final = {"true": "ja", "false": "nej"}
ACCESS: Final = {"PUBLIC": "åben", "NON_PUBLIC": "lukket"}
LINKS: Final = {
    "case": "sag",
    "person": "person",
    "body": "organ",
    "meeting": "møde",
    "supersededBy": "i stedet gælder et bedre dokuments",
}
"""Properties that lead to what many documents tell of together, and to what another document tells better."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said: a label where it needs one, the value, and where it leads."""

    label: str | None
    value: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact at some words: what it is, what it says, and its node's place in the document (at its first words)."""

    words: Words
    kind: str
    label: str
    key: str | None
    says: tuple[Saying, ...]


def fact(here: Here, node: Node, at: Words, named: Mapping[str, str], first: bool) -> Fact:
    """A node as a fact, ``first`` at the first of its places; ``named`` holds what nodes and resources are called."""
    key = node.key if first else None
    return Fact(at, node.kind, label(str(SAG[node.kind])), key, tuple(_sayings(here, node, named)))


def property_fact(node: Node, property_: str, at: Words, named: Mapping[str, str]) -> Fact:
    """A property that has a place of its own."""
    values = (Saying(None, shown(each, named), None) for each in node.all(name(property_)))
    of = f"{label(property_)} ({label(str(SAG[node.kind])).lower()})"
    return Fact(at, "Evidence", of, None, tuple(values))


def _sayings(here: Here, node: Node, named: Mapping[str, str]) -> Iterator[Saying]:
    """What a node says, property by property."""
    for property_, values in node.values.items():
        if property_ in SILENT:
            continue
        for value in values:
            if property_ in LINKS:
                yield Saying(LINKS[property_], named.get(value, name(value)), here.link(value))
            else:
                yield Saying(None if property_ in PLAIN else _label(property_), shown(value, named), None)


def _label(property_: str) -> str:
    """The Danish label of a property of ours, in small letters; the property's name when it is another's."""
    return {"accessRights": "adgang", "notation": "kode"}.get(property_) or label(str(SAG[property_])).lower()


def shown(value: str, named: Mapping[str, str]) -> str:
    """A value as people read it."""
    if value in named:
        return named[value]
    if value.startswith("http"):
        return ACCESS.get(name(value)) or (label(value) if value.startswith(str(SAG)) else value.removeprefix(ID))
    if value in YES_NO:
        return YES_NO[value]
    return _time(value)


def _time(value: str) -> str:
    """Dates and times in Danish; other text as it is."""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return period(value)
    return long_date(day) + (f" kl. {value[11:16].replace(':', '.')}" if value[10:11] == "T" else value[10:])


def names(nodes: Sequence[Node]) -> dict[str, str]:
    """What the nodes themselves are called, for those that others point at."""
    found = {}
    for node in nodes:
        called = node.one("name") or node.one("title") or node.one("asStated")
        if called is not None:
            found[node.iri] = called
    return found
