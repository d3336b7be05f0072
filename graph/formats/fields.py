"""JSON as it comes: a field is what it should be, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Node = Mapping[str, object]


def parsed(told: str | bytes) -> object:
    """Read JSON. Raises ValueError, in one line, when it is broken or nested too deep.

    >>> parsed("[1")
    Traceback (most recent call last):
    ValueError: broken JSON: Expecting ',' delimiter: line 1 column 3 (char 2)
    """
    try:
        found: object = json.loads(told)
    except RecursionError as error:
        raise ValueError("JSON nested too deep") from error
    except ValueError as error:
        raise ValueError(f"broken JSON: {str(error)[:200]}") from error
    return found


def node(value: object) -> Node:
    """A value that is an object, else one without fields."""
    return value if isinstance(value, dict) else {}


def nodes(value: object) -> Sequence[Node]:
    """The objects of a value that is a list, else none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def raw(told: Node, key: str) -> str:
    """A field that is a string, as it is."""
    value = told.get(key)
    return value if isinstance(value, str) else ""


def text(told: Node, key: str) -> str:
    """A field that is a string, with single blanks and without signs that no text has."""
    return " ".join(raw(told, key).encode(errors="ignore").decode().split())
