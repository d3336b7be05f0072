"""Meetings: the list of all."""

from dataclasses import dataclass
from datetime import date

from fastapi.responses import Response

from .bodies import Body, bodies, is_called, unknown
from .danish import alphabetical
from .here import Here
from .pager import Pager, paged
from .render import page, sheet


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list, with its most authoritative document of so many; without one it is only announced."""

    iri: str
    body: Body
    day: date
    document: str | None
    items: int
    documents: int


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
            int(row["documents"]),
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
