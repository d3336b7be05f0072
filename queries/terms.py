"""The values of parameters: from what a user typed to an RDF term in SPARQL's own writing."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,18}")
_XSD_DATE: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")


class QueryError(ValueError):
    """A question that cannot be asked; the text says which parameter or line, what is wrong and what is allowed."""

    def __init__(self, message: str, parameter: str | None = None) -> None:
        super().__init__(message)
        self.parameter = parameter


def _iri(value: str) -> str:
    """`https://w3id.org/sagsgang/id/municipality/707`"""
    return str(NamedNode(value.strip()))


def _iris(value: str) -> str:
    """Several IRIs with blanks between them, for `VALUES ?graph { $graphs }`."""
    return " ".join(str(NamedNode(iri)) for iri in value.split())


def _string(value: str) -> str:
    """Any text, as it is."""
    return str(Literal(value))


def _name(value: str) -> str:
    """`Kim  T. Jensen`, `ØK`, `21/14877`: text with single blanks; or an IRI, which is bound as an IRI."""
    text = " ".join(value.split())
    if not text:
        raise ValueError("empty")
    return str(NamedNode(text) if text.startswith(("http://", "https://")) else Literal(text))


def _person(value: str) -> str:
    """`Kim  T. Jensen` as `sag:nameKey` has it: casefolded, with single blanks; or the person's IRI."""
    return _name(value.casefold()) if not value.strip().startswith(("http://", "https://")) else _name(value)


def _post(value: str) -> str:
    """`kommunaldirektør` with and without a first capital, `TMU`: several terms for `VALUES ?post { $post }`."""
    text = " ".join(value.split())
    forms = (text, text.lower(), text[:1].upper() + text[1:].lower(), text.upper())
    return " ".join(dict.fromkeys(map(_name, forms)))


def _date(value: str) -> str:
    """`2024-05-15`"""
    text = value.strip()
    if not _DATE.fullmatch(text):
        raise ValueError("not a date")
    return str(Literal(date.fromisoformat(text).isoformat(), datatype=_XSD_DATE))


def _integer(value: str) -> str:
    """`5`, bare, so that it can stand after LIMIT."""
    if not _INTEGER.fullmatch(value.strip()):
        raise ValueError("not an integer")
    return str(int(value))


def _boolean(value: str) -> str:
    """`true`, `false`."""
    if value.strip().casefold() not in ("true", "false"):
        raise ValueError("not a boolean")
    return value.strip().casefold()


_MAKERS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "iri": _iri,
        "iris": _iris,
        "string": _string,
        "date": _date,
        "integer": _integer,
        "boolean": _boolean,
        "case": _name,
        "body": _name,
        "person": _person,
        "post": _post,
    }
)
ALLOWED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "iri": "an absolute IRI",
        "iris": "absolute IRIs with blanks between them",
        "string": "any text",
        "date": "a date YYYY-MM-DD, or last",
        "integer": "a whole number of at most 18 digits",
        "boolean": "true or false",
        "case": "a case's number, title or IRI",
        "body": "a body's code (DIR), name or IRI",
        "person": "a person's name or IRI",
        "post": "a post or role, as minutes name it",
    }
)
"""What a value of each type may be; the keys are the types there are."""


def term(kind: str, value: str, parameter: str) -> str:
    """Write ``value`` as the RDF term of type ``kind``; raise QueryError when it is none."""
    try:
        return _MAKERS[kind](value)
    except ValueError as error:  # ours, pyoxigraph's and datetime's alike; lone surrogates too
        shown = f"'{value}'" if len(value) <= 80 and value.isprintable() else ascii(value[:80])
        raise QueryError(f"parameter {parameter}: {shown} is not {ALLOWED[kind]}", parameter) from error
