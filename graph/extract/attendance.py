"""Who belongs, who was absent, who stood in for whom, who signs: lists and sentences where people stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ..facts import Function, Person
from ..formats import Block, join
from ..prose import Paragraph, paragraphs
from ..register import concept, cue, form, pattern
from ..source import Passage
from .names import PersonAt, any_names
from .posts import is_post, leads, lowered, post_parts

_FOR = cue("standsfor")
_CAME = rf"(?:{pattern('verb', 'attended', 'attends')}|var)"
_THEN_CAME = re.compile(rf" {_CAME}\s|\s*:\s*", re.I)
_CAME_FOR = re.compile(rf"(?<!\w){_CAME} $", re.I)
_INSTEAD = form(
    rf"\b(?:(?:som )?(?:{pattern('role', 'deputy', 'standin')}) for (?:{pattern('pronoun', 'object')})(?!\w)"
    rf"|i (?:{pattern('pronoun', 'genitive')}) sted(?: {_CAME})?"
    r"|(?P<whom>for hvem(?= [A-ZÆØÅ]))"
    rf"|(?P<came>(?:i stedet|(?:som )?(?:{pattern('role', 'deputy', 'standin')})) {_CAME}(?: i stedet)?))(?!\w)",
    ("role", "deputy", "standin"),
    also=("sted", "stedet", "hvem"),
)
_CALLED = re.compile(r"For (?=[A-ZÆØÅ])[^.,;:]{4,80}? (?:var|blev|er) (?:indkaldt|mødt)(?!\w)")
_BESIDE = re.compile(r"[\s,(–-]*")
_ENTRY = re.compile(r"[\s,;]*(?:og|samt)?[\s,;]*(?:,\s(?P<reason>[^,.;:]{2,40}))?[\s.;]*")
_LONGEST_REASON = 4
_DIVIDED = re.compile(r"\w-$")
_DUTY_BEHIND = re.compile(
    rf"\s*(?:,|[-–])\s*(?P<duty>{pattern('duty')})\b(?:\s*\((?-i:(?P<party>[A-ZÆØÅ]{{1,2}}))\))?", re.I
)
_DEPUTY = re.compile(rf"[\s,;.:–-]*(?:{pattern('role', 'deputy', 'standin')})(?:en)?\s*:?\s*(?=[A-ZÆØÅ])", re.I)


def fact_of(person: PersonAt, words: Passage, function: Function) -> Person:
    """A person named in a text as a fact; `(formand)` behind a name is a role."""
    duties = [note for note in person.notes if _is_duty(note)]
    role = lowered(person.role) if person.role else None
    if duties:
        role = f"{role} ({duties[0]})" if role else duties[0]
    span = words.span(person.start, person.end)
    return Person(person.name, function, span, role, person.party, other_name=person.other)


def _is_duty(note: str) -> bool:
    """`(formand)`, `(Næstfmd.)`, `(sekretær)`; unions and parties are none."""
    return concept("duty", note) is not None or any(is_post(word) for word in note.split())


def members(lines: Sequence[Passage], function: Function) -> Iterator[Person]:
    """`Birthe Lauge-Kjær (A) (formand)`, `Kommunaldirektør Christian Bertelsen (formand)`, one a line or a list."""
    for line in whole(lines):
        deputies = stand_ins(line.text)
        yield from substitutes(line, ())
        for person in _with_own_duties(line.text):
            if any(person.start == absent.start for absent, _ in deputies):
                continue
            fact = fact_of(person, line, function)
            duty = _DUTY_BEHIND.match(line.text, person.end)
            if duty and fact.role is None:
                party = duty["party"] if duty["party"] and not concept("union", duty["party"]) else None
                fact = replace(fact, role=duty["duty"].casefold(), party=fact.party or party)
            yield fact
            if fact.role and leads(fact.role) and function == "member":
                yield replace(fact, function="chair")


def _with_own_duties(text: str) -> list[PersonAt]:
    """The names of a list; in `Lise Krag (S) formand Ib Juhl (S)` the duty behind a party is of the one before."""
    named = any_names(text)
    if not named or named[0].role or not any(p.role and concept("duty", p.role) for p in named):
        return named
    found = list(named)
    for place in range(1, len(found)):
        one, before_ = found[place], found[place - 1]
        if one.role and concept("duty", one.role) and text[before_.end : one.start].isspace() and before_.role is None:
            found[place - 1] = replace(before_, role=one.role)
            found[place] = replace(one, role=None)
    return found


def absences(lines: Iterable[Passage], known: Collection[str] = ()) -> Iterator[Person]:
    """`Knud Erik Vraa (O)`, `I stedet for Knud Erik Vraa deltog Lis Buur (O)`: those absent, and who stood in.

    `known` are those already told to be absent, who are not told again.
    """
    told = set(known)
    last: Person | None = None
    for line in lines:
        found = list(substitutes(line, told)) or list(_absent_or_deputy(line, last))
        last = next((person for person in reversed(found) if person.function == "absent"), last)
        yield from (person for person in found if person.name not in told or person.function == "substitute")
        told.update(person.name for person in found)


def _absent_or_deputy(line: Passage, last: Person | None) -> Iterator[Person]:
    """`Karin Lynge (C) – suppleant Ida Fjenneslev deltog`, `Stedfortræder: Vibeke Ille (F)` below one who is absent."""
    edge = 0
    for person in any_names(line.text):
        deputy = _DEPUTY.search(line.text, edge, person.start + 1) or _DEPUTY.match(line.text, person.start)
        deputy = deputy or _INSTEAD.search(line.text, edge, person.start)
        if deputy and last:
            yield replace(fact_of(person, line, "substitute"), substitute_for=last.name)
        else:
            last = fact_of(person, line, "absent")
            yield last
        edge = person.end


def substitutes(line: Passage, known: Collection[str]) -> Iterator[Person]:
    """Who stood in for whom; one not yet told to be absent is so."""
    for one, other in stand_ins(line.text):
        if one.name not in known:
            yield fact_of(one, line, "absent")
        yield replace(fact_of(other, line, "substitute"), substitute_for=one.name)


def stand_ins(text: str) -> list[tuple[PersonAt, PersonAt]]:
    """`Som stedfortræder for X deltog Y`, `X … I stedet deltog Y`: who was absent, and who stood in."""
    if instead := _INSTEAD.search(text):
        before = [p for p in any_names(text) if p.end <= instead.start()]
        behind = [p for p in any_names(text) if p.start >= instead.end()]
        if instead["came"] or instead["whom"]:
            return list(zip(before[-1:], behind, strict=False))
        return [(before[-2], before[-1])] if len(before) > 1 else list(zip(before[-1:], behind, strict=False))
    if called := _CALLED.match(text):
        named = any_names(text)
        absent, present = [p for p in named if p.end <= called.end()], [p for p in named if p.start >= called.end()]
        return list(zip(absent[:1], present, strict=False))
    if (match := _FOR.search(text)) is None:
        return []
    named = any_names(text)
    before = [p for p in named if p.end <= match.start()]
    behind = [p for p in named if p.start >= match.end()]
    if _CAME_FOR.search(text, 0, match.start()):
        return list(zip(behind, before, strict=False))
    if before and behind and _BESIDE.fullmatch(text, before[-1].end, match.start()):
        return [(behind[0], before[-1])]
    if came := _THEN_CAME.search(text, match.end()):
        absent = [p for p in behind if p.end <= came.start()]
        return list(zip(absent, [p for p in behind if p.start >= came.end()], strict=False))
    return []


def listed_absences(told: Sequence[Paragraph], *, within: bool = False) -> tuple[list[Paragraph], list[Person]]:
    """Take the lists below `Fraværende med afbud:` out of an item's paragraphs: the others, and those absent.

    `within` says that the first paragraph stands in such a list already.
    """
    rest: list[Paragraph] = []
    absent: list[Person] = []
    for paragraph in told:
        name, colon, _ = paragraph.text.partition(":")
        if colon and concept("absence", name):
            within = True
            told_here = Paragraph("text", paragraph.words.part(len(name) + 1)).sentences
            absent += _entries(told_here[0]) or [] if told_here else []
            rest += [Paragraph("text", sentence) for sentence in told_here[1:]]
        elif within and (found := _entries(paragraph.words)) is not None:
            absent += found
        else:
            within = False
            rest.append(paragraph)
    return rest, absent


def _entries(line: Passage) -> list[Person] | None:
    """`Borgmester Ea Vinge (A), tjenesterejse.`, `Ingen.`: those absent and why; None for other words."""
    if not line or concept("nothing", line.text):
        return []
    found: list[Person] = []
    named = any_names(line.text)
    edge = 0
    for place, person in enumerate(named):
        stop = named[place + 1].start if place + 1 < len(named) else len(line.text)
        behind = _ENTRY.fullmatch(line.text, person.end, stop)
        if line.text[edge : person.start].strip(" ,;og") or behind is None:
            return None
        reason = behind["reason"]
        if reason and len(reason.split()) > _LONGEST_REASON:
            return None
        found.append(replace(fact_of(person, line, "absent"), reason=reason))
        edge = stop
    return found or None


def whole(lines: Sequence[Passage]) -> list[Passage]:
    """Lines of a list, a name divided over two of them made whole."""
    found: list[Passage] = []
    for line in lines:
        if found and _DIVIDED.search(found[-1].text) and line.text[:1].islower():
            found[-1] = join(found[-1], line)
        else:
            found.append(line)
    return found


def signatories(blocks: Sequence[Block], members: Sequence[Person]) -> Iterator[Person]:
    """Who signs: `Velfærdsdirektør Kenneth Koed Nielsen`, also where the name is divided; a member's may be shorter."""
    for line in (cell for paragraph in paragraphs(blocks) for cell in paragraph.cells or (paragraph.words,)):
        for person in any_names(line.text):
            fact = fact_of(person, line, "signatory")
            longer = {m.name for m in members if m.name.startswith(f"{fact.name} ") and _same_post(m, fact)}
            yield replace(fact, name=longer.pop()) if len(longer) == 1 else fact


def _same_post(one: Person, other: Person) -> bool:
    return bool(one.role and other.role) and post_parts(one.role or "") == post_parts(other.role or "")
