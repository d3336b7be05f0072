"""A correction, and what the IRIs in it name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from ...ontology import ID

Kind = Literal["same", "different", "wrong", "right", "label"]
"""What a correction says: two are one, two are not, a fact is wrong, a doubted fact is right, a better name."""

Sort = Literal["person", "case", "body", "stated"]
"""What an IRI names: a person, a case or a body, or a stated node that names one; else what a document states."""

KINDS: Final[tuple[Kind, ...]] = ("same", "different", "wrong", "right", "label")

_TOWN: Final = rf"{re.escape(ID)}municipality/[^/]+"
_CONCLUDED: Final[tuple[tuple[Sort, re.Pattern[str]], ...]] = (
    ("person", re.compile(rf"{re.escape(ID)}person/[0-9a-f]{{16}}")),
    ("case", re.compile(rf"{_TOWN}/case/[^/]+")),
    ("body", re.compile(rf"{_TOWN}/body/[^/]+")),
)
_STATED: Final = re.compile(rf"{re.escape(ID)}doc/[0-9a-f]{{64}}/([a-z]+)/\d+")
_NAMING: Final[dict[str, Sort]] = {"participation": "person", "item": "case", "body": "body"}


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """One correction: ``node`` its IRI, ``about`` one IRI or two in order, ``who`` says so and ``why``.

    ``value`` is the better name of a label; ``when`` the day as the user stated it. ``words`` are the mentions that
    what documents state was read from, by which it is known where a later reading counts otherwise.
    """

    node: str
    kind: Kind
    about: tuple[str, ...]
    who: str
    why: str
    value: str | None = None
    when: str | None = None
    words: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        """Why something is as it is: `correction: the same number at two firms (Mette Holm)`."""
        return f"correction: {' '.join(self.why.split())} ({' '.join(self.who.split())})"


def correction(
    kind: Kind, about: Iterable[str], who: str, why: str, value: str | None = None, when: str | None = None
) -> Correction:
    """A correction whose IRI follows from what it says of what: `id:correction/` and 16 hex digits."""
    named = tuple(sorted(set(about)))
    digest = sha256("|".join((kind, *named)).encode()).hexdigest()[:16]
    return Correction(f"{ID}correction/{digest}", kind, named, who, why, value, when)


def concluded_sort(iri: str) -> Sort | None:
    """What a concluded IRI names, by its form; None for what is stated, and for what no correction is about."""
    return next((sort for sort, form in _CONCLUDED if form.fullmatch(iri)), None)


def sort(iri: str) -> Sort | None:
    """What an IRI names, by its form; None for what no correction is about.

    >>> sort(f"{ID}municipality/707/case/21-14877"), sort(f"{ID}doc/{'0' * 64}/task/4")
    ('case', 'stated')
    """
    if found := concluded_sort(iri):
        return found
    stated = _STATED.fullmatch(iri)
    return _NAMING.get(stated[1], "stated") if stated else None


def is_stated(iri: str) -> bool:
    """Whether an IRI names a fact of one document: not its text, its evidence, or the document as a whole."""
    stated = _STATED.fullmatch(iri)
    return stated is not None and stated[1] != "evidence"


def town(iri: str) -> str | None:
    """The municipality that the IRI of a case or a body tells; None where it tells none."""
    found = re.match(rf"{_TOWN}(?=/)", iri)
    return found[0] if found else None
