"""What documents are called in lists: their kind, their meeting, their file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..asking import Row
from .here import Here
from .labels import label

FORMATS: Final = {
    "text": "tekst",
    "html": "HTML",
    "pdf": "PDF",
    "docx": "Word",
    "firstagenda": "FirstAgenda",
    "acadre": "Acadre",
    "edoc": "eDoc",
    "sbsys": "SBSYS",
}
"""What readers read, as people call it."""


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A document, what it is called, and how it was written; ``files`` are the names under which it was found."""

    iri: str
    kind: str
    files: tuple[str, ...]
    format: str


def documents(here: Here, iris: Sequence[str]) -> tuple[DocumentName, ...]:
    """The names of documents, each once, in the order given."""
    wanted = tuple(dict.fromkeys(iris))
    found: dict[str, DocumentName] = {}
    for row in here.about("document_names", "documents", wanted):
        files = found[row["document"]].files if row["document"] in found else ()
        if "source" in row and row["source"] not in files:
            files = (*files, row["source"])
        found[row["document"]] = DocumentName(
            row["document"], called(row), files, FORMATS.get(row.get("reader", ""), "")
        )
    return tuple(found[iri] for iri in wanted if iri in found)


def called(row: Row) -> str:
    """`Referat`, as the document says (?stated) or as its kind is called (?kind); else `Dokument`."""
    stated = row.get("stated")
    return stated.capitalize() if stated is not None else label(row["kind"]) if "kind" in row else "Dokument"
