"""From rows of the graph to the rows of lists: one function a kind of thing."""

from datetime import date

from .asking import Row
from .known import Known, lines, page
from .models import BodyRow, CaseRow, MeetingRow, PersonRow
from .pages.labels import label


def case_row(row: Row, known: Known) -> CaseRow:
    """A case and its days."""
    return CaseRow(
        iri=row["iri"],
        title=row.get("title"),
        numbers=lines(row.get("numbers")),
        municipality=known.place(row.get("municipality")),
        routine=row.get("routine") == "true",
        treatments=int(row.get("treatments", "0")),
        first=day(row, "first"),
        last=day(row, "last"),
        bodies=[known.body(iri) for iri in lines(row.get("bodies"))],
        page=page(row["iri"]),
    )


def person_row(row: Row, known: Known) -> PersonRow:
    """A person and their bodies."""
    return PersonRow(
        iri=row["iri"],
        name=row.get("name"),
        municipality=known.place(row.get("municipality")),
        times=int(row.get("times", "0")),
        bodies=[known.body(iri) for iri in lines(row.get("bodies"))],
        page=page(row["iri"]),
    )


def body_row(row: Row, known: Known) -> BodyRow:
    """A body and how much is held of it."""
    kind = row.get("kind")
    return BodyRow(
        iri=row["iri"],
        name=row.get("name"),
        codes=lines(row.get("codes")),
        kind=label(kind) if kind is not None else None,
        municipality=known.place(row.get("municipality")),
        meetings=int(row.get("meetings", "0")),
        cases=int(row.get("cases", "0")),
        last=day(row, "last"),
        page=page(row["iri"]),
    )


def meeting_row(row: Row, known: Known) -> MeetingRow:
    """A meeting, held or announced."""
    documents = [document for document in row.get("documents", "").split("\n") if document]
    return MeetingRow(
        iri=row["iri"],
        body=known.body(row["body"]),
        date=date.fromisoformat(row["date"]),
        municipality=known.place(row.get("municipality")),
        state="held" if documents else "announced",
        items=int(row.get("items", "0")),
        documents=documents,
        page=page(row["iri"]),
    )


def day(row: Row, name: str) -> date | None:
    """The day under a name, if there is one."""
    text = row.get(name)
    return date.fromisoformat(text[:10]) if text else None
