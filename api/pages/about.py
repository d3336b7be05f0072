"""The page about the whole: what the codes mean, how the pictures are read, what has been read."""

from dataclasses import dataclass

from fastapi.responses import HTMLResponse

from ..asking import Row
from .bodies import Body, bodies
from .danish import alphabetical
from .documents import called
from .here import Here
from .labels import name
from .pager import Pager, paged
from .render import page


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in the list, with the number of its sections that no rule read."""

    iri: str
    file: str
    kind: str
    unread: int


@dataclass(frozen=True, slots=True)
class AboutView:
    """What the template shows."""

    counts: Row
    bodies: tuple[Body, ...]
    documents: tuple[DocumentLine, ...]
    pager: Pager


def about(here: Here) -> HTMLResponse:
    """The page about the whole."""
    (counts,) = here.ask("overview")
    rows, pager = paged(here.ask("documents"), here.asked("side"))
    lines = (
        DocumentLine(
            row["document"], row.get("source", name(row["document"])[:12]), called(row), int(row.get("unread", "0"))
        )
        for row in rows
    )
    known = sorted(bodies(here).values(), key=lambda body: alphabetical(body.name))
    return page(here, "about.html", AboutView(counts, tuple(known), tuple(lines), pager))
