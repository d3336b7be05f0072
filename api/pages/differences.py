"""What the documents of a meeting tell otherwise than the best of them, in Danish words."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ...ontology import SAG
from ...queries import named
from ..asking import Row
from .facts import ACCESS
from .here import Here
from .labels import label

_LISTS: Final = {"function": "function", "not_treated": "outcome"}
"""Differences whose values are keys of a list, and the list."""


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A difference: what kind, of what, from what to what, which document is otherwise, and where the words are."""

    kind: str
    called: str
    before: str | None
    after: str | None
    source: str | None
    case: str | None
    mention: str | None


def differences(here: Here, meeting: str) -> tuple[DifferenceLine, ...]:
    """What differs between the documents of a meeting."""
    values = {"meeting": meeting, "on": date.max.isoformat()}
    return tuple(map(_line, here.asks(named("agenda_and_minutes").bind(values))))


def _line(row: Row) -> DifferenceLine:
    kind = row["difference"]
    title = f"{row['number']}. {row.get('title', '')}" if "number" in row else row.get("title", "")
    return DifferenceLine(
        label(f"{SAG}difference-{kind}"),
        " · ".join(filter(None, (row.get("name"), title))),
        _said(kind, row.get("before")),
        _said(kind, row.get("after")),
        row.get("source"),
        row.get("case"),
        row.get("mention"),
    )


def _said(kind: str, value: str | None) -> str | None:
    """`NON_PUBLIC` is lukket, `2025-03-20T14:00:00` kl. 14.00."""
    if value is None:
        return None
    if kind in ("start", "end"):
        return f"kl. {value[11:16].replace(':', '.')}"
    if kind in _LISTS:
        return label(f"{SAG}{_LISTS[kind]}-{value}").lower()
    return ACCESS.get(value, value)
