"""The tokens of a SPARQL query, as far as telling variables from strings, IRIs and comments needs.

Follows the terminals of SPARQL 1.1 Query Language, section 19.8; joined, the tokens are the text again.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_TERMINALS: Final = re.compile(
    r'''
    (?P<string> """(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<iri> <[^\x00-\x20<>"{}|^`\\]*> )
  | (?P<comment> \#[^\n\r]* )
  | (?P<variable> [?$][\w\u00b7\u0300-\u036f\u203f\u2040]+ )
  | (?P<prefix> (?:[^\W\d_](?:[\w.-]*[\w-])?)?: )
  | (?P<word> [^\W\d]\w* )
  | (?P<space> \s+ )
  | (?P<other> \\. | . )
    ''',
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a query; ``kind`` is string, iri, comment, variable, prefix, word, space or other."""

    kind: str
    text: str


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """Cut a query into tokens; what is not SPARQL comes out as other, never as an error.

    >>> [token.text for token in tokens('?x = "$on" # $on') if token.kind == "variable"]
    ['?x']
    """
    return tuple(Token(match.lastgroup or "other", match[0]) for match in _TERMINALS.finditer(text))
