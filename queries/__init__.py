"""Stored questions: one SPARQL query a file, its titles and typed parameters in its head, bound as terms.

A value never becomes syntax: each `$name` token outside strings, IRIs and comments is replaced by an RDF term in
SPARQL's own writing. `?name` is an ordinary variable. Prefixes of `ontology.PREFIXES` need no declaration.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, cast, get_args

from ..ontology import PREFIXES
from .head import LAST, Param, head
from .terms import ALLOWED, QueryError, term
from .tokens import Token, tokens

__all__ = ["ALLOWED", "LAST", "Form", "Param", "Query", "QueryError", "named", "names", "parse"]

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]


@dataclass(frozen=True, slots=True)
class Query:
    """A question: ``text`` as written, ``example`` values that show what it is good for."""

    name: str
    title_da: str
    title_en: str
    params: tuple[Param, ...]
    text: str
    form: Form
    example: tuple[tuple[str, str], ...]

    def bind(self, values: Mapping[str, str], on: str | None = None) -> str:
        r"""The SPARQL to run, with a term for each parameter.

        ``values`` is what the user gave, by name of the parameter; ``on`` the newest meeting day held in the store
        (YYYY-MM-DD), for dates that are `last`: these are bound as text, days given as xsd:date, so that a question may
        take the own last day of each municipality for `last`. Raises QueryError for an unknown, missing or unfit value.

        >>> parse("# param of: body\nASK { ?s rdfs:label $of }", "x").bind({"of": 'a" }'}).splitlines()[1]
        'ASK { ?s rdfs:label "a\\" }" }'
        """
        self._refuse_unknown(values)
        terms = {f"${param.name}": self._term(param, values.get(param.name), on) for param in self.params}
        bound = (terms.get(token.text, token.text) for token in self._tokens)
        return self.prologue + "".join(bound)

    @property
    def prologue(self) -> str:
        """What is put before the text: the known prefixes that it does not declare, on its first line."""
        return _prefixes(self._tokens)

    @property
    def _tokens(self) -> tuple[Token, ...]:
        return tokens(self.text)

    def _refuse_unknown(self, values: Mapping[str, str]) -> None:
        """Name the first value that is of no parameter."""
        known = [param.name for param in self.params]
        for name in sorted(set(values) - set(known)):
            has = f"its parameters are {', '.join(known)}" if known else "it has none"
            raise QueryError(f"parameter {name}: {self.name} has no such parameter; {has}", name)

    def _term(self, param: Param, given: str | None, on: str | None) -> str:
        """The term of one parameter: of the value given, else of its default."""
        value = param.default if given is None else given
        if value is None:
            raise QueryError(f"parameter {param.name}: {self.name} needs {ALLOWED[param.kind]}", param.name)
        if param.kind == "date" and value.strip() == LAST:
            if on is None:
                raise QueryError(f"parameter {param.name}: no meeting is held, so give a date YYYY-MM-DD", param.name)
            return term("string", on, param.name)
        if not value and param.default == "":
            return term("string", value, param.name)
        return term(param.kind, value, param.name)


def parse(text: str, name: str) -> Query:
    """Read a query from its text, ours or a user's; ``name`` stands for it in messages and, if need be, as title.

    Raises QueryError for a head that is not understood, an update, or a text that is no query. The query itself is
    not parsed: its syntax errors come from the engine.
    """
    top = head(text, name)
    cut = tokens(text)
    for token in cut:
        if token.kind == "iri" and "&&" in token.text:
            raise QueryError(f"{name}: {token.text} reads as an IRI; put blanks around < and >")
    english, danish = top.title("en"), top.title("da")
    titles = (danish or english or name, english or danish or name)
    return Query(name, *titles, params=top.params, text=text, form=_form(cut, name), example=top.example)


def _form(cut: tuple[Token, ...], name: str) -> Form:
    """The first keyword after the prologue; it must be that of a question."""
    words = (
        this.text.upper() for before, this in pairwise(_solid(cut)) if this.kind == "word" and before.kind != "prefix"
    )
    first = next((word for word in words if word not in ("BASE", "PREFIX", "VERSION")), "nothing")
    for form in get_args(Form):
        if first == form:
            return cast(Form, form)
    raise QueryError(f"{name}: a question is one of {', '.join(get_args(Form))}; this begins with {first}")


def _solid(cut: tuple[Token, ...]) -> Iterator[Token]:
    """The tokens without blanks and comments, after an empty one that begins them."""
    yield Token("other", "")
    yield from (token for token in cut if token.kind not in ("space", "comment"))


def _prefixes(cut: tuple[Token, ...]) -> str:
    """Declare the known prefixes that a query uses and does not declare, on one line so that line numbers hold."""
    used = dict.fromkeys(token.text[:-1] for token in cut if token.kind == "prefix")
    missing = (prefix for prefix in used if prefix in PREFIXES and prefix not in set(_declared(cut)))
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing)


def _declared(cut: tuple[Token, ...]) -> Iterator[str]:
    """`PREFIX sag: <…>`"""
    for keyword, prefix in pairwise(_solid(cut)):
        if keyword.kind == "word" and keyword.text.upper() == "PREFIX" and prefix.kind == "prefix":
            yield prefix.text[:-1]


@cache
def named(name: str) -> Query:
    """A stored query: a public one ("case_route") or one of a sub-folder ("minutes/items"). Raises QueryError."""
    parts = name.split("/")
    file = files(__name__).joinpath(*parts[:-1], f"{parts[-1]}.rq")
    if not all(part.isidentifier() for part in parts) or not file.is_file():
        near = ", ".join(get_close_matches(name, names(), cutoff=0.4)) or ", ".join(names())
        raise QueryError(f"there is no query {name}; there is {near}")
    return parse(file.read_text(encoding="utf-8"), name)


@cache
def names() -> tuple[str, ...]:
    """The public questions, in alphabetical order; those of sub-folders are for the program's own use."""
    return tuple(sorted(entry.name[:-3] for entry in files(__name__).iterdir() if entry.name.endswith(".rq")))
