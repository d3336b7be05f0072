"""Says what is wrong with a query and where, from the engine's message: `error at 3:10: expected one of …`."""

import re
from typing import Final

from .errors import QuerySyntaxError
from .spelling import misspelt

PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
REASONS: Final = {
    "prefix IRI parsing failed": "the IRI of this prefix is not valid",
    "IRI parsing failed": "this IRI is not valid, or is relative with no BASE before it",
    "language tag parsing failed": "this language tag is not valid",
    "Already used blank node id": "a blank node's name stands in two groups",
    "The VALUES clause rows should have": "a row of VALUES has more or fewer values than there are variables",
    "Repeated variables are not allowed in VALUES": "a variable stands twice in VALUES",
    "BIND is overriding an existing variable": "BIND gives a value to a variable that has one",
    "Unexpected aggregate": "an aggregate stands where none can",
    "an expression with a variable that is unbound": "an expression in SELECT uses a variable that is not grouped by",
    "a variable that is unbound": "SELECT names a variable that is not grouped by",
    "Duplicated variable name in SELECT": "SELECT names a variable twice",
    "overrides an existing variable": "SELECT gives a value to a variable that has one",
    "SELECT * is not authorized with GROUP BY": "SELECT * cannot stand with GROUP BY",
    "escape sequences": "this escape is not valid",
    "strings are not allowed to end": "this escape is not valid",
    "The character that can be escaped": "this escape is not valid",
}
"""What the engine says, to what we say; the longer before what it contains."""
NAME: Final = re.compile(r"([\w.\-]*):[\w.:%\-]*\Z")
NEXT: Final = re.compile(r"\w+|\S")


def explained(message: str, query: str) -> QuerySyntaxError:
    """The error with its line and column (from 1, in code points of `query`) and a sentence on what is wrong there.

    >>> explained("error at 1:16: expected Prefix not found", "ASK { ?s ex:knows ?o }").message
    'line 1, column 16: the prefix ex: is not declared'
    """
    found = PLACE.match(message)
    if found is None:
        return QuerySyntaxError(f"the query does not parse: {message[:200]}", None, None)
    line, column = int(found[1]), int(found[2])
    reason = _told(found[3], _around(query, line, column)[0])
    if reason is None:
        line, column, reason = misspelt(query) or (line, column, _stands(_around(query, line, column)[1]))
    return QuerySyntaxError(f"line {line}, column {column}: {reason}", line, column)


def _around(query: str, line: int, column: int) -> tuple[str, str]:
    """The text of that line before the place, and all that comes after it."""
    lines = query.split("\n")
    this = lines[line - 1] if line <= len(lines) else ""
    return this[: column - 1], "\n".join([this[column - 1 :], *lines[line:]])


def _told(expected: str, before: str) -> str | None:
    """The engine's own reason, where it has one."""
    if "Prefix not found" in expected:
        prefix = NAME.search(before)
        return f"the prefix {prefix[1]}: is not declared" if prefix else "a prefix is not declared"
    return next((reason for sign, reason in REASONS.items() if sign in expected), None)


def _stands(after: str) -> str:
    """What stands at the place, or that nothing does."""
    following = NEXT.search(after)
    return (
        f"{following[0][:40]!r} is not expected here"
        if following
        else "the query ends here, and is not complete or not valid"
    )
