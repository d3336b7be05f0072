"""Meetings: the list of all, and the page of one with its items in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi.responses import HTMLResponse, Response

from .bodies import Body, bodies, is_called, unknown
from .danish import alphabetical
from .documents import DocumentName, documents
from .here import Here
from .nodes import Node, parts, said
from .pager import Pager, paged
from .render import page, sheet
from .told import Named, people


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list; without a document it is only announced."""

    iri: str
    body: Body
    day: date
    document: str | None
    items: int


def meeting_lines(here: Here) -> list[MeetingLine]:
    """Every meeting, the newest first."""
    known = bodies(here)
    return [
        MeetingLine(
            row["meeting"],
            known.get(row["body"], unknown(row["body"])),
            date.fromisoformat(row["date"]),
            row.get("document"),
            int(row["items"]),
        )
        for row in here.ask("meetings")
    ]


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """What the list's template shows."""

    lines: tuple[MeetingLine, ...]
    pager: Pager
    total: int
    bodies: tuple[Body, ...]
    years: tuple[str, ...]


def meetings(here: Here) -> Response:
    """The list of meetings; the address says which."""
    every = meeting_lines(here)
    body, year = here.asked("organ"), here.asked("aar")
    chosen = [
        line
        for line in every
        if (not body or is_called(line.body, body))
        and (not year or str(line.day.year) == year)
        and (here.asked("annoncerede") or line.document is not None)
    ]
    if here.asked("format") == "csv":
        return sheet("moeder", ("date", "body", "code", "items", "meeting", "document"), map(_row, chosen))
    lines, pager = paged(chosen, here.asked("side"))
    held = tuple(sorted({line.body for line in every}, key=lambda each: alphabetical(each.name)))
    years = tuple(sorted({str(line.day.year) for line in every}, reverse=True))
    return page(here, "meetings.html", MeetingsView(tuple(lines), pager, len(chosen), held, years))


def _row(line: MeetingLine) -> tuple[str, ...]:
    """A meeting as a row."""
    document = line.document or ""
    return line.day.isoformat(), line.body.name, line.body.code or "", str(line.items), line.iri, document


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
    """What the template of one meeting shows."""

    iri: str
    body: Body
    day: date
    records: tuple[Node, ...]
    people: tuple[Named, ...]
    coming: tuple[Node, ...]
    items: tuple[ItemView, ...]
    documents: tuple[DocumentName, ...]
    names: Mapping[str, str]


def meeting(here: Here, iri: str) -> HTMLResponse | None:
    """The page of a meeting, if it is one that is held."""
    rows = here.ask("meeting", meeting=iri)
    if not rows:
        return None
    body = bodies(here).get(rows[0]["body"], unknown(rows[0]["body"]))
    records = said(here, list(dict.fromkeys(row["record"] for row in rows if "record" in row)))
    direct = parts(here, [record.iri for record in records])
    below = _below(here, [node for node in direct if node.kind == "AgendaItem"])
    held = [row["document"] for row in rows if "document" in row]
    bodies_named = [node for node in parts(here, held) if node.kind == "NamedBody"]
    view = MeetingView(
        iri,
        body,
        date.fromisoformat(rows[0]["date"]),
        records,
        people(node for node in direct if node.kind == "Participation"),
        tuple(node for node in direct if node.kind == "NamedMeeting"),
        below,
        documents(here, held),
        {node.iri: node.one("name") or "" for node in bodies_named},
    )
    return page(here, "meeting.html", view)


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
