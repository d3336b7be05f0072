"""Who belongs, who was absent, who stood in for whom, who signs: lists and sentences where people stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ..facts import Function, Person
from ..formats import Block, join
from ..prose import paragraphs
from ..register import concept, form, pattern
from ..source import Passage
from .names import PersonAt, any_names
from .posts import is_post, leads, lowered

_FOR = rf"(?:{pattern('standsfor')})"
_CAME = rf"(?:{pattern('verb', 'attended')}|{pattern('verb', 'attends')}|var)"
_SUBSTITUTE = form(
    rf"{_FOR} (?P<who>.+?)(?: {_CAME}\s|\s*:\s*)(?P<by>.+)|(?P<by2>.+?) {_CAME} {_FOR} (?P<who2>.+)",
    ("standsfor",),
)
_DIVIDED = re.compile(r"\w-$")


def fact_of(person: PersonAt, words: Passage, function: Function) -> Person:
    """A person named in a text as a fact; `(formand)` behind a name is a role."""
    duties = [note for note in person.notes if _is_duty(note)]
    role = lowered(person.role) if person.role else None
    if duties:
        role = f"{role} ({duties[0]})" if role else duties[0]
    return Person(person.name, function, words.span(person.start, person.end), role, person.party)


def _is_duty(note: str) -> bool:
    """`(formand)`, `(Næstfmd.)`, `(sekretær)`; unions and parties are none."""
    return concept("duty", note) is not None or any(is_post(word) for word in note.split())


def members(lines: Sequence[Passage], function: Function) -> Iterator[Person]:
    """`Birthe Lauge-Kjær (A) (formand)`, `Kommunaldirektør Christian Bertelsen (formand)`, one a line or a list."""
    for line in whole(lines):
        for person in any_names(line.text):
            fact = fact_of(person, line, function)
            yield fact
            if fact.role and leads(fact.role) and function == "member":
                yield replace(fact, function="chair")


def absences(lines: Iterable[Passage], known: Collection[str] = ()) -> Iterator[Person]:
    """`Knud Erik Vraa (O)`, `I stedet for Knud Erik Vraa deltog Lis Buur (O)`: those absent, and who stood in.

    `known` are those already told to be absent, who are not told again.
    """
    told = set(known)
    for line in lines:
        found = list(substitutes(line, told)) or [fact_of(p, line, "absent") for p in any_names(line.text)]
        for person in found:
            if person.name not in told or person.function == "substitute":
                told.add(person.name)
                yield person


def substitutes(line: Passage, known: Collection[str]) -> Iterator[Person]:
    """Who stood in for whom; one not yet told to be absent is so."""
    match = _SUBSTITUTE.search(line.text)
    if match is None:
        return
    who, by = ("who", "by") if match["who"] else ("who2", "by2")
    named = any_names(line.text)
    absent = [p for p in named if match.start(who) <= p.start < match.end(who)]
    present = [p for p in named if match.start(by) <= p.start < match.end(by)]
    for one, other in zip(absent, present, strict=False):
        if one.name not in known:
            yield fact_of(one, line, "absent")
        yield replace(fact_of(other, line, "substitute"), substitute_for=one.name)


def whole(lines: Sequence[Passage]) -> list[Passage]:
    """Lines of a list, a name divided over two of them made whole."""
    found: list[Passage] = []
    for line in lines:
        if found and _DIVIDED.search(found[-1].text) and line.text[:1].islower():
            found[-1] = join(found[-1], line)
        else:
            found.append(line)
    return found


def signatories(blocks: Sequence[Block]) -> list[Person]:
    """Who signs: `Velfærdsdirektør Kenneth Koed Nielsen`, also where the name is divided."""
    return [fact_of(p, line.words, "signatory") for line in paragraphs(blocks) for p in any_names(line.text)]
