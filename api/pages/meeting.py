"""The page of a meeting: its items in order, its people, its documents and what differs between them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi.responses import HTMLResponse

from .bodies import Body, bodies, unknown
from .differences import DifferenceLine, differences
from .documents import DocumentName, documents
from .here import Here
from .nodes import Node, parts, said
from .render import page
from .told import Named, people


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of a meeting with its parts by class, and its sub-items."""

    node: Node
    parts: Mapping[str, tuple[Node, ...]]
    below: tuple["ItemView", ...]

    def of(self, kind: str) -> tuple[Node, ...]:
        """The parts of a class: `Decision`."""
        return self.parts.get(kind, ())


@dataclass(frozen=True, slots=True)
class MeetingView:
    """What the template of one meeting shows; ``documents`` stand in order of authority."""

    iri: str
    body: Body
    day: date
    meeting: Node
    people: tuple[Named, ...]
    coming: tuple[Node, ...]
    items: tuple[ItemView, ...]
    documents: tuple[DocumentName, ...]
    names: Mapping[str, str]
    differences: tuple[DifferenceLine, ...]

    def earlier(self, decision: Node) -> bool:
        """Whether a decision is not this meeting's: another body's, or this one's of another day."""
        name, day = self.names.get(decision.one("namedBody") or ""), decision.one("date")
        return name not in (None, self.body.name) or (day is not None and day != self.day.isoformat())

    def only(self, item: ItemView) -> str | None:
        """The kind of the document that has an item, when the first document does not have it."""
        return next((each.kind for each in self.documents[1:] if each.iri == item.node.document), None)


def meeting(here: Here, iri: str) -> HTMLResponse | None:
    """The page of a meeting, if it is one that is held."""
    rows = here.ask("meeting", meeting=iri)
    if not rows:
        return None
    body = bodies(here).get(rows[0]["body"], unknown(rows[0]["body"]))
    (its,) = said(here, [iri])
    records = list(dict.fromkeys(row["record"] for row in rows if "record" in row))
    held = [row["document"] for row in rows if "document" in row]
    direct = sorted(parts(here, records), key=lambda node: held.index(node.document))
    bodies_named = [node for node in parts(here, held) if node.kind == "NamedBody"]
    view = MeetingView(
        iri,
        body,
        date.fromisoformat(rows[0]["date"]),
        its,
        people(node for node in direct if node.kind == "Participation" and node.one("supersededBy") is None),
        _once(node for node in direct if node.kind == "NamedMeeting"),
        _below(here, _in_order([node for node in direct if node.iri in its.all("agendaItem")])),
        documents(here, held),
        {node.iri: node.one("name") or "" for node in bodies_named},
        differences(here, iri) if len(held) > 1 else (),
    )
    return page(here, "meeting.html", view)


def _in_order(items: Sequence[Node]) -> Sequence[Node]:
    """Items of several documents by their numbers, when each has one of its own; else document by document."""
    numbers = [node.one("number") or "" for node in items]
    if len({node.document for node in items}) < 2 or not all(map(str.isdecimal, numbers)):
        return items
    return sorted(items, key=lambda node: int(node.one("number") or 0))


def _once(told: Iterable[Node]) -> tuple[Node, ...]:
    """Other meetings that the documents name, each by the first that does."""
    found: dict[str, Node] = {}
    for node in told:
        found.setdefault(node.one("meeting") or node.iri, node)
    return tuple(found.values())


def _below(here: Here, items: Sequence[Node]) -> tuple[ItemView, ...]:
    """Items with their parts, and theirs."""
    if not items:
        return ()
    found = parts(here, [item.iri for item in items])
    views = {view.node.iri: view for view in _below(here, [node for node in found if node.kind == "AgendaItem"])}
    return tuple(_item(item, found, views) for item in items)


def _item(item: Node, found: Sequence[Node], views: Mapping[str, ItemView]) -> ItemView:
    """One item with what is part of it."""
    mine = [node for node in found if item.iri in node.all("isPartOf")]
    kinds = {node.kind: tuple(each for each in mine if each.kind == node.kind) for node in mine}
    return ItemView(item, kinds, tuple(views[node.iri] for node in mine if node.iri in views))
