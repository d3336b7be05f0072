"""Former names: what an IRI, or another form of a case's number, leads to now."""

from collections.abc import Mapping
from typing import Final

from ...queries import Query
from .numbers import number_key
from .reading import Asked, ask

_PARTS: Final = ("/treatment/", "/plan/")
"""What stands behind the IRI of a case in those of its parts."""
_KINDS: Final = ("case", "person")
"""The types of parameters whose things may change their names."""


def apart(iri: str) -> tuple[str, str]:
    """The IRI of a case and what stands behind it for a part of it, a treatment or a plan; nothing for all others."""
    part = next((part for part in _PARTS if part in iri), "")
    whole, _, rest = iri.partition(part) if part else (iri, "", "")
    return whole, part + rest


def as_named_now(archive: Asked, query: Query, values: Mapping[str, str]) -> dict[str, str]:
    """The values of a query's parameters, a former IRI or a form of a number that nobody prints as it is now.

    What leads to several, or to nothing, stays as it was given. Raises QueryError for what is no IRI.
    """
    kinds = {param.name: param.kind for param in query.params}
    return {name: _now(archive, kinds.get(name, ""), value) for name, value in values.items()}


def _now(archive: Asked, kind: str, value: str) -> str:
    text = value.strip()
    if kind not in _KINDS or not text:
        return value
    if text.startswith(("http://", "https://")):
        found = tuple(row["now"] for row in ask(archive, "api/replaced", {"iri": text}))
    else:
        found = _numbered(archive, text) if kind == "case" else ()
    return found[0] if len(found) == 1 else value


def _numbered(archive: Asked, number: str) -> tuple[str, ...]:
    """The cases of a number in a form that no document prints: `24-1234` where all print `24/1234`."""
    key = number_key(number)
    if key is None or next(ask(archive, "resolve/printed", {"number": number}), None):
        return ()
    iris = " ".join(f"{row['municipality']}/case/{key}" for row in ask(archive, "resolve/concluded"))
    return tuple(row["case"] for row in ask(archive, "resolve/numbered", {"iris": iris}))
