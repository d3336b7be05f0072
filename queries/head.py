"""The head of a query file: comment lines that hold its titles, its parameters and an example."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from .terms import ALLOWED, QueryError, term

LAST: Final = "last"
"""The default of a date that means the newest meeting day held in the store."""

_TITLE: Final = re.compile(r"#\s*title@(?P<language>da|en)\s*:\s*(?P<title>.+)")
_PARAM: Final = re.compile(
    r"#\s*param\s+(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*:\s*(?P<kind>[a-z]+)"
    r"\s*(?P<optional>=\s*(?P<default>[^—]*?))?\s*(?:—\s*(?P<note>.*))?"
)
_EXAMPLE: Final = re.compile(r"#\s*example\s*:\s*(?P<values>.*)")


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a query: written `$name` in its text; without a default it must be given."""

    name: str
    kind: str
    default: str | None
    note_da: str
    note_en: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the leading comment lines of a query file say."""

    titles: tuple[tuple[str, str], ...]
    params: tuple[Param, ...]
    example: tuple[tuple[str, str], ...]

    def title(self, language: str) -> str | None:
        """The title in a language ("da", "en"), if there is one."""
        return dict(self.titles).get(language)


def head(text: str, name: str) -> Head:
    """Read the head of the query ``name``; raises QueryError with the line where it is not understood."""
    titles: list[tuple[str, str]] = []
    params: list[Param] = []
    example: list[tuple[str, str]] = []
    for number, line in _lines(text):
        if match := _TITLE.fullmatch(line):
            titles.append((match["language"], match["title"].strip()))
        elif re.match(r"#\s*param\s", line):
            params.append(_param(line, f"{name}, line {number}"))
        elif match := _EXAMPLE.fullmatch(line):
            example += _example(match["values"], f"{name}, line {number}")
    return Head(tuple(titles), tuple(params), tuple(example))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The comment lines before the query begins, with their numbers."""
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    return takewhile(lambda entry: not entry[1] or entry[1].startswith("#"), lines)


def _param(line: str, place: str) -> Param:
    """`# param on: date = last — som det så ud den dag / as of that day`"""
    match = _PARAM.fullmatch(line)
    if match is None:
        raise QueryError(f"{place}: a parameter is written '# param name: type = default — note'")
    name, kind = match["name"], match["kind"]
    if kind not in ALLOWED:
        raise QueryError(f"{place}: {kind} is no type; the types are {', '.join(ALLOWED)}", name)
    default = match["default"] if match["optional"] else None
    if default and not (kind == "date" and default == LAST):
        term(kind, default, f"{name} ({place})")
    danish, _, english = (match["note"] or "").strip().partition(" / ")
    return Param(name, kind, default, danish, english or danish)


def _example(values: str, place: str) -> Iterator[tuple[str, str]]:
    """`# example: person=Kim T. Jensen; on=2024-05-15`"""
    for part in filter(None, map(str.strip, values.split(";"))):
        name, equals, value = part.partition("=")
        if not equals:
            raise QueryError(f"{place}: an example is written '# example: name=value; name=value'")
        yield name.strip(), value.strip()
