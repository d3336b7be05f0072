"""Finds a misspelt keyword in a query that does not parse: engines often report such a word far behind its place."""

from difflib import get_close_matches
from typing import Final

from .lexer import TOKEN

_WORDS: Final = """
a abs add adjust all as asc ask avg base bind bnode bound by ceil coalesce concat construct contains copy count
datatype day delete desc describe distinct encode_for_uri exists false filter floor from graph group
group_concat having hours if in insert iri isblank isiri isliteral isnumeric istriple isuri lang langmatches
lateral lcase limit load max md5 min minus minutes month named not now object offset optional order predicate
prefix rand reduced regex replace round sameterm sample seconds select separator service sha1 sha256 sha384
sha512 silent str strafter strbefore strdt strends strlang strlen strstarts struuid subject substr sum timezone
triple true tz ucase undef union uri using uuid values version where with year
"""
WORDS: Final = frozenset(_WORDS.split())
"""The keywords and functions of SPARQL 1.1, and what the engine adds."""


def misspelt(query: str) -> tuple[int, int, str] | None:
    """The line and column (from 1) of the first word that SPARQL does not know, and what is wrong with it.

    >>> misspelt("SELECT ?x { ?x a ?y FILTR(?x) }")
    (1, 21, 'FILTR is no word of SPARQL; is FILTER meant?')
    """
    for found in TOKEN.finditer(query):
        word = found.group()
        if found.lastgroup == "word" and not word.startswith("@") and word.casefold() not in WORDS:
            before = query[: found.start()]
            near = get_close_matches(word.casefold(), WORDS, 1, 0.75)
            hint = f"; is {near[0].upper()} meant?" if near else ""
            column = len(before) - (before.rfind("\n") + 1) + 1
            return before.count("\n") + 1, column, f"{word[:40]} is no word of SPARQL{hint}"
    return None
