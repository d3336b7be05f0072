"""Tells, before any engine reads it, what a SPARQL query would do: fetch (SERVICE), write, name its own dataset, nest.

A query is data from a stranger, so doubt is refused. The engine decides by context whether `<` opens an IRI or
compares, and takes keywords without a space after them; both are met by looking at the word wherever it could be one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .errors import Refused

UPDATES = frozenset({"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"})
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
LETTERS = (
    r"A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
INNER = LETTERS + r"0-9\u00B7\u0300-\u036F\u203F\u2040"
TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<string>\"{3}(?:(?!\"{3})(?:\\.|[^\\]))*\"{3} | '{3}(?:(?!'{3})(?:\\.|[^\\]))*'{3}
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]+)*>)
  | (?P<variable>[?$][INNER]+)
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<name>(?:[LETTERS][INNER.\-]*)?:(?:[INNER.:\-%]|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<word>@?[LETTERS][INNER\-]*)
  | (?P<mark>.)""".replace("LETTERS", LETTERS).replace("INNER", INNER),
    re.VERBOSE | re.DOTALL,
)
TERM_FOLLOWS = frozenset("(,/|^!")
"""Marks after which `<` can only open an IRI."""
OPEN, CLOSE, UNARY = "{([", "})]", "!^+-"
MOST = {"optional": 100, "union": 1000}
"""How often these words may stand in a query: the engine's plan takes time with the fourth power of the optional parts
(300 take half a minute), and with the square of those of a union."""


@dataclass(frozen=True, slots=True)
class Token:
    """One lexical unit of a query: its kind (a group of `TOKEN`) and its text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What a query shows without being parsed: how deep it nests, how many steps its paths have at most, FROM."""

    depth: int
    steps: int
    names_dataset: bool


def unescape(text: str) -> str:
    r"""Undo code point escapes, as SPARQL 1.1 (19.2) does before its grammar: `\u0053ERVICE` is `SERVICE`."""
    return ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), text)


def tokens(text: str) -> list[Token]:
    """The tokens of a query, without white space and comments."""
    return [Token(m.lastgroup or "mark", m.group()) for m in TOKEN.finditer(text) if m.lastgroup != "space"]


def outline(text: str) -> Outline:
    """Look a query over; raise Refused when it fetches, writes, or may do so under another reading of its escapes.

    >>> outline("SELECT * FROM <urn:g> { ?s ?p ?o }")
    Outline(depth=1, steps=0, names_dataset=True)
    """
    found = tokens(text)
    for reading, read in ((text, found), *_other_reading(text)):
        _refuse_updates(read)
        if "service" in reading.casefold():
            _refuse_service(read)
    _refuse_many(found)
    steps = sum(token.text == "/" for token in found)
    return Outline(_depth(found), steps, _names_dataset(found))


def _other_reading(text: str) -> Iterator[tuple[str, list[Token]]]:
    """The text with its escapes undone, where it has any: an engine may undo them before or after it reads tokens."""
    if (plain := unescape(text)) != text:
        yield plain, tokens(plain)


def _refuse_updates(read: list[Token]) -> None:
    """Refuse what begins with an update's word once the prologue is passed."""
    prologue = frozenset({"prefix", "base", "version"})
    word = next((t.text.casefold() for t in read if t.kind == "word" and t.text.casefold() not in prologue), "")
    if word in UPDATES:
        raise Refused(f"{word.upper()} is an update: this endpoint only reads")


def _refuse_service(read: list[Token]) -> None:
    """Refuse SERVICE wherever the engine could read it, also glued to its neighbours (`SERVICE:x{`, `5SERVICE`)."""
    for at, token in enumerate(read):
        if token.kind in ("word", "name") and "service" in token.text.partition(":")[0].casefold():
            raise Refused("SERVICE asks another server: not allowed here")
        local = token.text.partition(":")[2].casefold() if token.kind == "name" else ""
        if local.startswith("service") and any(t.text == "{" for t in read[at + 1 : at + 4]):
            raise Refused(f"{token.text} before a group can be read as SERVICE, which is not allowed here")
    if _ambiguous(read):
        raise Refused(
            "a query that compares with < and holds the word SERVICE can hide a call to another server: "
            "put a space after <"
        )


def _refuse_many(read: list[Token]) -> None:
    """Refuse more parts of a sort than the engine plans in time."""
    counted = Counter(token.text.casefold() for token in read if token.kind == "word")
    for word, most in MOST.items():
        if counted[word] > most:
            raise Refused(f"{word.upper()} stands {counted[word]} times in the query; {most} is the limit")


def _ambiguous(read: list[Token]) -> bool:
    """Say whether an IRI stands where `<` may be a comparison (`?a<?b#>`), so that the rest can be read in two ways."""
    brackets: list[str] = []
    before = Token("mark", "")
    for token in read:
        if (
            token.kind == "iri"
            and brackets[-1:] == ["("]
            and before.text not in TERM_FOLLOWS
            and any(sign in token.text.casefold() for sign in ("#", "'", "service"))
        ):
            return True
        if token.text in OPEN:
            brackets.append(token.text)
        elif token.text in CLOSE and brackets:
            brackets.pop()
        before = token
    return False


def _depth(read: list[Token]) -> int:
    """The deepest nesting of brackets, of triples in each other (`<< ?s ?p << … >> >>`) and of signs (`!!!true`)."""
    deepest = brackets = signs = 0
    before = ""
    for token in read:
        if token.kind == "mark":
            brackets += (token.text in OPEN) - (token.text in CLOSE)
            brackets += (token.text == before == "<") - (token.text == before == ">")
        signs = signs + 1 if token.text in UNARY else 0
        deepest = max(deepest, brackets + max(signs - 1, 0))
        before = token.text
    return deepest


def _names_dataset(read: list[Token]) -> bool:
    """Say whether FROM or FROM NAMED stands outside every group: `SELECT * FROM <g> {`, not `PREFIX from: <…>`."""
    brackets, before = 0, ""
    for token in read:
        if token.kind == "mark":
            brackets += (token.text in OPEN) - (token.text in CLOSE)
        if (
            brackets == 0
            and token.kind in ("word", "name")
            and before != "prefix"
            and token.text.casefold().startswith("from")
        ):
            return True
        before = token.text.casefold()
    return False
