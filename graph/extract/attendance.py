"""Who belongs, who was absent, who stood in for whom, who signs: lists and sentences where people stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ..facts import Function, Person
from ..formats import Block, join
from ..prose import Paragraph, paragraphs
from ..register import concept, cue, pattern
from ..source import Passage
from .deputies import leads_in, stand_ins
from .names import PersonAt, any_names
from .posts import is_post, leads, lowered, post_parts

_AWAY, _RECUSED = cue("verb", "away"), cue("verb", "recused")
_LISTS = re.compile(rf"(?:{pattern('absence')}|{pattern('field', 'absent')})(?:\s*:|\s+(?:var|er))\s", re.I)
"""`Godkendt. Fraværende: Ole Holm.`"""
_LONGEST = 1000
_ENTRY = re.compile(r"[\s,;]*(?:og|samt)?[\s,;]*(?:,\s(?P<reason>[^,.;:]{2,40}))?[\s.;]*")
_CAME = pattern("verb", "attended")
_LONGEST_REASON = 4
_DIVIDED = re.compile(r"\w-$")
_UNFINISHED = re.compile(
    rf"(?<!\w)(?:og|samt|for|som|i|med|hvem|stedet|{_CAME}|{pattern('role', 'deputy', 'standin')})$", re.I
)
"""The end of a line that a list's entry is wrapped at."""
_CUT = re.compile(r"\([A-ZÆØÅ]{1,2}\)[^()]*,\s*(?:[\w.-]+ )*[A-ZÆØÅ][\w.'-]+$")
_GOES_ON = re.compile(r"[A-ZÆØÅ][\w'-]+(?: [A-ZÆØÅ][\w'-]+)?\s*\(")
"""`Lasse Thuesen (V), Karen Margrethe` and, on the next line, `Skov (A), …`."""
_DUTY_BEHIND = re.compile(
    rf"\s*(?:,|[-–])\s*(?P<duty>{pattern('duty')})\b(?:\s*\((?-i:(?P<party>[A-ZÆØÅ]{{1,2}}))\))?", re.I
)
_OFFICE_BEHIND = re.compile(rf",\s*(?P<post>[^,()]{{2,60}}?)\s*\((?P<duty>{pattern('duty')})\.?\)", re.I)
"""`Karsten Høyrup, kommunaldirektør (Fmd.)`"""


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
        away = {absent.name for absent, _ in deputies}
        for person in _with_own_duties(line.text):
            if person.name in away:
                continue
            fact = fact_of(person, line, function)
            duty = _DUTY_BEHIND.match(line.text, person.end)
            office = _OFFICE_BEHIND.match(line.text, person.end) if fact.role is None and not duty else None
            if office:
                fact = replace(fact, role=f"{lowered(office['post'])} ({office['duty'].casefold()})")
            elif duty and fact.role is None:
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
    seen: list[Person] = []
    for line in lines:
        found = list(_absent_or_deputy(line, seen))
        seen += found
        yield from (person for person in found if person.name not in told or person.function == "substitute")
        told.update(person.name for person in found)


def _absent_or_deputy(line: Passage, before: Sequence[Person]) -> Iterator[Person]:
    """`Karin Lynge (C) – suppleant Ida Fjenneslev deltog`, `Stedfortræder: Vibeke Ille (F)` below one who is absent."""
    last = next((person for person in reversed(before) if person.function == "absent"), None)
    first = leads_in(line.text) if last else None
    deputies = {other.start: absent for absent, other in stand_ins(line.text, away=True)}
    told: set[str] = set()
    for person in any_names(line.text):
        if first and last and person.name == first.name:
            yield replace(fact_of(person, line, "substitute"), substitute_for=last.name)
        elif absent := deputies.get(person.start):
            yield replace(fact_of(person, line, "substitute"), substitute_for=absent.name)
        elif person.name not in told:
            yield fact_of(person, line, "absent")
            told |= {person.name} & {absent.name for absent in deputies.values()}


def substitutes(line: Passage, known: Collection[str], *, listed: bool = False) -> Iterator[Person]:
    """Who stood in for whom; one not yet told to be absent is so. `listed` says that the line lists who stood in."""
    for one, other in stand_ins(line.text, listed=listed):
        if one.name not in known:
            yield fact_of(one, line, "absent")
        yield replace(fact_of(other, line, "substitute"), substitute_for=one.name)


def told_absent(paragraph: Paragraph, known: Collection[str], later: re.Pattern[str]) -> Iterator[Person]:
    """`Ole Holm (V) var fraværende. Suppleant Ida Skov (V) deltog i stedet.`; no sentence that `later` finds.

    `known` are those already told to be absent, who are not told again.
    """
    whole_ = [paragraph.words] if not later.search(paragraph.text) else paragraph.sentences
    told, deputies = set(known), set[str]()
    for words in whole_ if len(paragraph.text) < _LONGEST else ():
        for person in substitutes(words, told) if not later.search(words.text) else ():
            (deputies if person.function == "substitute" else told).add(person.name)
            yield person
    for sentence in paragraph.sentences:
        if (_AWAY.search(sentence.text) or _LISTS.match(sentence.text)) and not (
            later.search(sentence.text) or _RECUSED.search(sentence.text)
        ):
            for person in absences([sentence], told):
                if person.name not in deputies:
                    yield person


def once_absent(people: Iterable[Person]) -> list[Person]:
    """The same people, nobody twice absent: as told with a party, else as first told."""
    found: dict[tuple[object, ...], Person] = {}
    for person in people:
        key = ("absent", person.name) if person.function == "absent" else (id(person),)
        if key not in found or (person.party and not found[key].party):
            found[key] = person
    return list(found.values())


def deputies(lines: Sequence[Passage], before: Sequence[Person]) -> Iterator[Person]:
    """Below `Stedfortrædere`: `Ida Skov (V) for Ole Holm`, or as many as those absent, in their order."""
    away = [person for person in before if person.function == "absent"]
    known = {person.name for person in away}
    named = [(line, person) for line in lines for person in any_names(line.text)]
    told = [fact for line in lines for fact in substitutes(line, known, listed=True)]
    if not told and len(named) == len(away):
        told = [
            replace(fact_of(person, line, "substitute"), substitute_for=one.name)
            for (line, person), one in zip(named, away, strict=True)
        ]
    yield from told


def listed_absences(told: Sequence[Paragraph], *, within: bool = False) -> tuple[list[Paragraph], list[Person]]:
    """Take the lists below `Fraværende med afbud:` out of an item's paragraphs: the others, and those absent.

    `within` says that the first paragraph stands in such a list already.
    """
    rest: list[Paragraph] = []
    absent: list[Person] = []
    for paragraph in told:
        name, colon, _ = paragraph.text.partition(":")
        if colon and concept("field", name) == "deputies" and absent:
            absent += deputies([paragraph.words.part(len(name) + 1)], absent)
        elif colon and concept("absence", name):
            within = True
            told_here = Paragraph("text", paragraph.words.part(len(name) + 1)).sentences
            if told_here and stand_ins(paragraph.text, away=True):
                absent += absences([paragraph.words.part(len(name) + 1)])
                rest += [Paragraph("text", sentence) for sentence in told_here[1:]]
                continue
            absent += _entries(told_here[0]) or [] if told_here else []
            rest += [Paragraph("text", sentence) for sentence in told_here[1:]]
        elif within and (found := _entries(paragraph.words)) is not None:
            absent += found
        elif (
            within and len(paragraph.text) < _LONGEST and (deputed := list(_absent_or_deputy(paragraph.words, absent)))
        ):
            within = any(person.function == "substitute" for person in deputed)
            absent += deputed if within else []
            rest.append(paragraph)
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
        if found and (
            (_DIVIDED.search(found[-1].text) and line.text[:1].islower())
            or _UNFINISHED.search(found[-1].text)
            or (_GOES_ON.match(line.text) and _CUT.search(found[-1].text))
        ):
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
