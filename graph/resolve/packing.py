"""Rows of a document as bytes, to be remembered: JSON, one list a row."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from typing import Any, Final

from .rows import Decision, Item, Name, NamedMeeting, Participation, Record, Referral, Rows, Step, When


def _item(node: str, document: str, parent: str, title: str, numbers: Iterable[str], *told: str | None) -> Item:
    place, access = told
    return Item(node, document, parent, title, tuple(numbers), place, access)


def _decision(
    node: str, item: str, body: str, day: str | None, outcomes: Iterable[str], wording: str | None
) -> Decision:
    return Decision(node, item, body, day, tuple(outcomes), wording)


def _referral(node: str, item: str, sender: str, receiver: str, when: Iterable[str | None], *told: Any) -> Referral:
    return Referral(node, item, sender, receiver, When(*when), *told)


_MAKE: Final[Sequence[Callable[..., Any]]] = (
    *(Name, Record, _item, _decision, _referral),
    *(Step, Participation, NamedMeeting),
)
"""How rows are made of lists, in the order of the kinds in `Rows`."""


def packed(rows: Rows) -> bytes:
    """Rows as bytes."""
    kinds = [[astuple(row) for row in getattr(rows, name)] for name in Rows.__slots__]
    return json.dumps(kinds, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(content: bytes) -> Rows:
    """The rows that were packed."""
    kinds: Sequence[Sequence[Sequence[Any]]] = json.loads(content)
    return Rows(*(tuple(make(*row) for row in rows) for make, rows in zip(_MAKE, kinds, strict=True)))
