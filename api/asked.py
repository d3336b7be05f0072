"""What the description of the interface says of the parameters of a stored question."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from ..queries import ALLOWED, LAST, Param, Query
from .negotiation import SHORT

LEAST: Final = "least-confidence"
Schema: TypeAlias = Mapping[str, object]
_SAID: Final[Schema] = {"type": "string", "pattern": r"\S"}
"""A text that is not blank."""
_SAID_OR_NOTHING: Final[Schema] = {"type": "string", "pattern": r"^$|\S"}
SCHEMA: Final[Mapping[str, Schema]] = {
    "iri": {"type": "string", "format": "iri"},
    "date": {"type": "string", "anyOf": [{"format": "date"}, {"enum": [LAST]}]},
    "integer": {"type": "string", "pattern": "^[+-]?[0-9]{1,18}$"},
    "boolean": {"type": "string", "enum": ["true", "false"]},
    **dict.fromkeys(("case", "body", "person", "post"), _SAID),
}
"""JSON schemas of the types of parameters; all others are text."""
_PART: Final[tuple[Mapping[str, object], ...]] = (
    {
        "name": "limit",
        "in": "query",
        "description": "How many rows at most; `Link` then leads to the next.",
        "required": False,
        "schema": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    },
    {
        "name": "offset",
        "in": "query",
        "description": "How many rows to pass over.",
        "required": False,
        "schema": {"type": "integer", "minimum": 0, "maximum": 999_999_999},
    },
)
"""The parameters of every table."""
_LEAST: Final[Mapping[str, object]] = {
    "name": LEAST,
    "in": "query",
    "description": "Answer as if what is less sure had not been read: a number from 0 to 1.",
    "required": False,
    "schema": {"type": "number", "minimum": 0, "maximum": 1, "default": 0},
}


def parameters(query: Query, offered: Sequence[str]) -> list[Mapping[str, object]]:
    """The parameters of a question's address, which is answered in the media types `offered`."""
    names = [name for name, media_type in SHORT.items() if media_type in offered]
    form: Mapping[str, object] = {
        "name": "format",
        "in": "query",
        "description": "The format, instead of Accept.",
        "required": False,
        "schema": {"type": "string", "enum": names},
    }
    parts = _PART if query.form == "SELECT" else ()
    return [*map(_parameter, query.params), form, *parts, _LEAST]


def _parameter(param: Param) -> Mapping[str, object]:
    about = " — ".join(filter(None, (param.note_en, ALLOWED[param.kind])))
    schema = dict(SCHEMA.get(param.kind, {"type": "string"}))
    if param.default == "" and schema == _SAID:
        schema = dict(_SAID_OR_NOTHING)
    if param.default is not None:
        schema["default"] = param.default
    required = param.default is None
    return {"name": param.name, "in": "query", "description": about, "required": required, "schema": schema}
