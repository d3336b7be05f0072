"""What came, changed and went since a number: NDJSON for programs, Atom (RFC 4287, RFC 6721) for readers of feeds."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as Xml

from ...graph.catalogue import CONCLUDED
from ...graph.changes import Change
from ...ontology import ID

ATOM: Final = "http://www.w3.org/2005/Atom"
DELETED: Final = "http://purl.org/atompub/tombstones/1.0"
DOCUMENT: Final = f"{ID}doc/"
SAID: Final = {"came": "kom til", "changed": "er ændret", "went": "er væk"}


@dataclass(frozen=True, slots=True)
class Feed:
    """A part of the changes: `days` is the day that each graph is about, `following` the address of the next part."""

    base: str
    changes: Sequence[Change]
    days: Mapping[str, str]
    following: str | None


def dump_of(graph: str) -> str | None:
    """The path of a graph's dump, without its ending; None for what has none of its own."""
    if graph.startswith(DOCUMENT):
        return f"/dumps/doc/{graph.removeprefix(DOCUMENT).removesuffix('/graph')}"
    return f"/dumps/place/{graph.removeprefix(CONCLUDED)}" if graph.startswith(CONCLUDED) else None


def ndjson(changes: Iterable[Change]) -> Iterator[str]:
    """A line of JSON for each change."""
    for change in changes:
        line = {"number": change.number, "change": change.kind, "graph": change.graph}
        if change.graph.startswith(DOCUMENT):
            line["document"] = change.graph.removesuffix("/graph")
        if change.kind != "went" and (dump := dump_of(change.graph)) is not None:
            line["dump"] = f"{dump}.nq"
        yield json.dumps(line, ensure_ascii=False) + "\n"


def atom(feed: Feed) -> bytes:
    """The changes as a feed.

    `atom:updated` must be a moment; there is no clock here, so it is the day that the graph is about, and the newest
    such day for what is gone or about none. Readers tell what is new by `atom:id` and the number in the title.
    """
    newest = max(feed.days.values(), default="1970-01-01")
    Xml.register_namespace("", ATOM)
    Xml.register_namespace("at", DELETED)
    root = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "da"})
    for name, value in (("id", f"{feed.base}/changes.atom"), ("title", "Sagsgang: hvad der er nyt")):
        Xml.SubElement(root, f"{{{ATOM}}}{name}").text = value
    Xml.SubElement(root, f"{{{ATOM}}}updated").text = _moment(newest)
    Xml.SubElement(Xml.SubElement(root, f"{{{ATOM}}}author"), f"{{{ATOM}}}name").text = "sagsgang"
    if feed.following:
        Xml.SubElement(root, f"{{{ATOM}}}link", {"rel": "next", "href": feed.base + feed.following})
    for change in feed.changes:
        _entry(root, feed, change, _moment(feed.days.get(change.graph, newest)))
    return Xml.tostring(root, encoding="unicode").encode()


def _entry(root: Xml.Element, feed: Feed, change: Change, moment: str) -> None:
    if change.kind == "went":
        Xml.SubElement(root, f"{{{DELETED}}}deleted-entry", {"ref": change.graph, "when": moment})
        return
    entry = Xml.SubElement(root, f"{{{ATOM}}}entry")
    place = change.graph.removeprefix(ID)
    Xml.SubElement(entry, f"{{{ATOM}}}id").text = change.graph
    Xml.SubElement(entry, f"{{{ATOM}}}title").text = f"{change.number}: {place} {SAID[change.kind]}"
    Xml.SubElement(entry, f"{{{ATOM}}}updated").text = moment
    dump = dump_of(change.graph)
    if dump is not None:
        link = {"rel": "alternate", "type": "application/n-quads", "href": f"{feed.base}{dump}.nq"}
        Xml.SubElement(entry, f"{{{ATOM}}}link", link)
    Xml.SubElement(entry, f"{{{ATOM}}}summary").text = f"{change.kind} {change.graph}"


def _moment(day: str) -> str:
    return f"{day[:10]}T00:00:00Z"
