"""Authority: which documents tell what a meeting did, and which of several documents of one meeting is believed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from ...ontology import SAG
from .rows import Document, Record, Stated

_KINDS: Final = {str(SAG[f"kind-{kind}"]): place for place, kind in enumerate(("correction", "minutes"))}
_PLANS: Final = {str(SAG[f"kind-{kind}"]): place for place, kind in enumerate(("supplement", "agenda"), 3)}
_RECORDING, _OTHER = 2, 5
_FORMATS: Final = ("docx", "html", "pdf", "text")
"""Readers of what people read, the surest first; before them come those of what case systems export."""


@dataclass(frozen=True, slots=True, order=True)
class Authority:
    """How far a document is believed; the least comes first.

    ``kind``: corrected minutes, minutes, what else records decisions, supplement, agenda, what says nothing of itself.
    ``format``: a case system's export, Word, HTML, PDF, text. Of equals that with the least IRI comes first.
    """

    kind: int
    format: int
    document: str

    @property
    def corrects(self) -> bool:
        """Whether the document corrects minutes."""
        return self.kind == 0

    @property
    def planned(self) -> bool:
        """Whether the document is an agenda."""
        return self.kind == _PLANS[str(SAG["kind-agenda"])]

    @property
    def supplements(self) -> bool:
        """Whether the document adds to an agenda."""
        return self.kind == _PLANS[str(SAG["kind-supplement"])]

    @property
    def minuted(self) -> bool:
        """Whether the document tells what the meeting did, not only what it is to do."""
        return self.kind <= _RECORDING


def authorities(stated: Stated, of: Mapping[str, str]) -> dict[str, Authority]:
    """The authority of each document; ``of`` names the bodies."""
    records = first_records(stated)
    deciding = _deciding(stated, records, of)
    return {document.node: _authority(document, deciding) for document in stated.documents}


def _authority(document: Document, deciding: Collection[str]) -> Authority:
    kind = document.kind or ""
    planned = _RECORDING if document.node in deciding else _PLANS.get(kind, _OTHER)
    return Authority(_KINDS.get(kind, planned), _format(document.reader or _FORMATS[-1]), document.node)


def _format(reader: str) -> int:
    return _FORMATS.index(reader) + 1 if reader in _FORMATS else 0


def first_records(stated: Stated) -> dict[str, Record]:
    """What each document says of its own meeting."""
    return {record.document: record for record in sorted(stated.records, key=lambda one: one.node, reverse=True)}


def _deciding(stated: Stated, records: Mapping[str, Record], of: Mapping[str, str]) -> frozenset[str]:
    """The documents that record a decision of their own meeting."""
    owner = {item.node: item.document for item in stated.items}
    found = set[str]()
    for decision in stated.decisions:
        record = records.get(owner.get(decision.item, ""))
        own = record is not None and record.body is not None and of.get(record.body) == of.get(decision.body)
        if record is not None and own and decision.day in (None, record.day):
            found.add(record.document)
    return frozenset(found)
