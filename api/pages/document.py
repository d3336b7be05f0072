"""The page of a document: its frozen text with every fact's words marked, and the facts beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from fastapi.responses import HTMLResponse
from markupsafe import Markup

from ..asking import Row
from .bodies import bodies
from .danish import long_date
from .documents import called
from .facts import Fact, fact, names, property_fact
from .here import Here
from .marks import UNREAD, Mark, marked
from .nodes import Node, Words, nodes, words
from .render import page

LOOKS: Final = {
    "AgendaItem": "punkt",
    "Decision": "beslutning",
    "Recommendation": "indstilling",
    "Participation": "person",
    "Dissent": "person",
    "Referral": "vej",
    "Route": "vej",
    "RouteStep": "vej",
    "NamedBody": "organ",
    "Attachment": "bilag",
    "Task": "opgave",
    "UnreadSection": UNREAD,
}
OTHER: Final = "andet"
EXCERPT: Final = 90


@dataclass(frozen=True, slots=True)
class Group:
    """All facts of the same words, the words themselves, shortened, and the nearest places around them."""

    words: Words
    excerpt: str
    look: str
    facts: tuple[Fact, ...]
    around: tuple[tuple[Words, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What the template shows."""

    iri: str
    title: str
    head: Row
    meetings: tuple[tuple[str, str], ...]
    text: Markup
    groups: tuple[Group, ...]
    facts: int
    unread: tuple[Group, ...]


def document(here: Here, iri: str) -> HTMLResponse | None:
    """The page of a document, if it is one that is held."""
    heads = here.ask("document", document=iri)
    if not heads:
        return None
    stated = nodes(here.ask("stated", graph=f"{iri}/graph"))
    content = heads[0]["content"]
    found = _facts(here, iri, stated)
    groups = _groups(found, content)
    marks = [Mark(group.words, group.look) for group in groups]
    meetings = _meetings(here, stated)
    title = " · ".join(filter(None, (called(heads[0]), *(called for _, called in meetings))))
    unread = tuple(group for group in groups if group.look == UNREAD)
    view = DocumentView(iri, title, heads[0], meetings, marked(content, marks), groups, len(found), unread)
    return page(here, "document.html", view, noindex=True)


def _meetings(here: Here, stated: Sequence[Node]) -> tuple[tuple[str, str], ...]:
    """The meetings that the document records, with their names."""
    known = bodies(here)
    found = []
    for node in stated:
        if node.kind == "MeetingRecord" and (meeting := node.one("meeting")) is not None:
            body = known.get(meeting.partition("/meeting/")[0])
            found.append((meeting, f"{body.full if body is not None else 'møde'} {_day(meeting)}"))
    return tuple(found)


def _day(meeting: str) -> str:
    """The day of a meeting, from its IRI."""
    return long_date(date.fromisoformat(meeting.rpartition("/")[2][:10]))


def _facts(here: Here, iri: str, stated: Sequence[Node]) -> list[Fact]:
    """Every fact at every place of its words."""
    known = _called(stated)
    found = [fact(here, node, at, known, at == node.words[0]) for node in stated for at in node.words]
    by_iri = {node.iri: node for node in stated}
    for row in here.ask("evidence", graph=f"{iri}/graph"):
        at, node = words(row["mention"]), by_iri.get(row["node"])
        if at is not None and node is not None:
            found.append(property_fact(node, row["property"], at, known))
    return sorted(found, key=lambda each: (each.words.start, -each.words.end, each.key is None))


def _called(stated: Sequence[Node]) -> Mapping[str, str]:
    """What nodes, and what they lead to, are called."""
    known = names(stated)
    for node in stated:
        for iri in (*node.all("body"), *node.all("person"), *node.all("supersededBy")):
            known[iri] = node.one("name") or node.one("title") or iri
        for case in node.all("case"):
            known[case] = node.one("caseNumber") or node.one("title") or case
        for meeting in node.all("meeting"):
            known[meeting] = _day(meeting)
    return known


def _groups(found: Sequence[Fact], text: str) -> tuple[Group, ...]:
    """The facts by their words, in the order of the text."""
    groups: list[Group] = []
    open_: list[Words] = []
    for at, facts in groupby(found, key=lambda each: each.words):
        open_ = [each for each in open_ if each.end > at.start]
        around = [(each, _excerpt(text[each.start : each.end], 40)) for each in open_ if each.end >= at.end]
        open_.append(at)
        mine = tuple(facts)
        look = next((LOOKS[each.kind] for each in mine if each.kind in LOOKS), OTHER)
        groups.append(Group(at, _excerpt(text[at.start : at.end]), look, mine, tuple(around[:-3:-1])))
    return tuple(groups)


def _excerpt(quote: str, most: int = EXCERPT) -> str:
    """The words on one line, cut where they are many."""
    line = " ".join(quote.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
