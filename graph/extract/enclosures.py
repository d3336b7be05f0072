"""The list of enclosures behind the items: the numbers of documents that the items do not print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..facts import Attachment
from ..labels import alike
from ..sections import Outline
from .attachments import attachments
from .items import ReadItem

_ALIKE = 0.9
_NUMBERED = re.compile(r"\d{1,3}\.?\s")


def enclosed_later(items: Sequence[ReadItem], parts: Outline) -> list[ReadItem]:
    """Give attachments without a document's number that of the one entry of the list with their title."""
    listed = list(_listed(parts))
    if not listed:
        return list(items)
    return [replace(read, item=replace(read.item, attachments=_found(read.item.attachments, listed))) for read in items]


def _listed(parts: Outline) -> Iterator[Attachment]:
    """The entries of the list that bear a document's number."""
    for section in parts.parts:
        if section.kind == "enclosures":
            for block in section.blocks:
                if _NUMBERED.match(block.text):
                    found, _ = attachments([block])
                    yield from (entry for entry in found if entry.document_number)


def _found(told: Sequence[Attachment], listed: Sequence[Attachment]) -> tuple[Attachment, ...]:
    return tuple(one if one.document_number else _numbered(one, listed) for one in told)


def _numbered(one: Attachment, listed: Sequence[Attachment]) -> Attachment:
    """An attachment as the list has it, where just one entry fits."""
    fitting = {entry.document_number: entry for entry in listed if alike(entry.title, one.title) > _ALIKE}
    if len(fitting) != 1:
        return one
    ((number, entry),) = fitting.items()
    return replace(one, document_number=number, number=one.number or entry.number)
