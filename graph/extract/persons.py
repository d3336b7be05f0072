"""Those named in an item, and what they did: took part, presented, were announced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ..facts import Function, Person, Standing
from ..prose import Paragraph, sentences
from ..register import pattern
from ..source import Passage
from .context import Context
from .dates import dates
from .names import PersonAt, lowered, people
from .votes import aside

_PRESENTS = re.compile(rf"(?<![\w])(?:{pattern('verb', 'presents')}|{pattern('verb', 'presented')})(?![\w])", re.I)
_ATTENDED = re.compile(rf"(?<![\w])(?:{pattern('verb', 'attended')}|{pattern('verb', 'presented')})(?![\w])", re.I)
_ABSENT = re.compile(
    r"(?<![\w])(?:var fraværende|er fraværende|fraværende|meldt afbud|afbud fra|havde forfald|forlod mødet|ankom|deltog ikke)(?![\w])",
    re.I,
)
_PRESENTER = re.compile(r"oplægsholder|foredragsholder", re.I)
_CHAIR_SAYS = re.compile(
    rf"(?:^|[.:]\s|^- )(?P<role>Formanden|Borgmesteren|Formand|Borgmester)(?=\s+(?:[\wæøåÆØÅ.-]+\s+){{0,4}}?(?:{pattern('verb', 'presents')}|{pattern('verb', 'presented')})(?![\w]))",
    re.I,
)
_NEXT_MEETING = re.compile(r"\b(?:kommende|næste|førstkommende)\b", re.I)


def persons(
    announced: Sequence[Paragraph], decided: Sequence[Paragraph], title: Passage | None, context: Context
) -> list[Person]:
    """Everyone an item names, each function once; who presents takes no second part."""
    found: list[Person] = []
    if title:
        found.extend(_of_sentence(title, context, "announced"))
    found.extend(_told(announced, context, "announced"))
    found.extend(_told(decided, context, "recorded"))
    more = {p.name for p in found if p.function in ("presenter", "chair")}
    kept = [p for p in found if not (p.function == "participant" and p.name in more)]
    return list({(p.name, p.function, p.standing, p.announced_for): p for p in reversed(kept)}.values())[::-1]


def _told(paragraphs: Iterable[Paragraph], context: Context, standing: Standing) -> Iterable[Person]:
    """The persons of a stretch of paragraphs; a list for a coming meeting announces them for that."""
    coming: date | None = None
    for paragraph in paragraphs:
        if paragraph.kind != "bullet":
            coming = _coming(paragraph, context)
        for sentence in sentences(paragraph.words):
            for person in _of_sentence(sentence, context, standing):
                yield replace(person, announced_for=coming, standing="announced") if coming else person


def _coming(paragraph: Paragraph, context: Context) -> date | None:
    """`Til det kommende direktionsmøde d. 19. maj er der følgende punkter:`"""
    if not paragraph.text.endswith(":") or not _NEXT_MEETING.search(paragraph.text):
        return None
    told = [d.when.exact for d in dates(paragraph.text, context.day, "future") if d.when.exact]
    return told[0] if told and context.day and told[0] > context.day else None


def _of_sentence(sentence: Passage, context: Context, standing: Standing) -> list[Person]:
    """Everyone named in one sentence, with what it tells of them."""
    text = sentence.text
    if aside(text) or _ABSENT.search(text):
        return []
    named = people(text, [p.name for p in context.people])
    told: Standing = "recorded" if _ATTENDED.search(text) else standing
    found = [_fact(sentence, person, _function(text, person, named), told, context) for person in named]
    if (match := _CHAIR_SAYS.search(text)) and (chair := _chair(context)) and not found:
        found.append(
            Person(chair.name, "chair", sentence.span(match.start("role"), match.end("role")), "formand", chair.party)
        )
    return found


def _fact(sentence: Passage, person: PersonAt, function: Function, standing: Standing, context: Context) -> Person:
    known = next((p for p in context.people if p.name == person.name and p.role), None)
    role = person.role or (known.role if known else None)
    span = sentence.span(person.start, person.end)
    return Person(person.name, function, span, lowered(role) if role else None, person.party, standing)


def _function(text: str, person: PersonAt, named: Sequence[PersonAt]) -> Function:
    """What the words around a name tell: before `redegjorde`, behind `præsenterer`, else took part."""
    if person.role and _PRESENTER.match(person.role):
        return "presenter"
    for match in _PRESENTS.finditer(text):
        after, before = text[person.end : match.start()], text[match.end() : person.start]
        if person.end <= match.start() and _joined(after, person, named, match.start()):
            return "chair" if person.role and re.fullmatch(r"formand|borgmester", person.role, re.I) else "presenter"
        if person.start >= match.end() and not before.strip():
            return "presenter"
    if re.search(r"ved\s*$", text[: person.start]) and re.search(
        r"oplæg|orientering|præsentation|gennemgang", text[: person.start], re.I
    ):
        return "presenter"
    return "chair" if re.match(r"\s*ledede mødet", text[person.end :]) else "participant"


def _joined(between: str, person: PersonAt, named: Sequence[PersonAt], stop: int) -> bool:
    """Whether nothing but others of one list, or a few words, stands between a name and its verb."""
    for other in named:
        if person.end <= other.start and other.end <= stop:
            between = (
                between.replace(between[other.start - person.end : other.end - person.end], "")
                if other.start > person.end
                else between
            )
    return bool(re.fullmatch(r"(?:\s|,|og|samt|fra [\wæøåÆØÅ]+|derefter|herefter|kort|vil|kunne)*", between))


def _chair(context: Context) -> PersonAt | None:
    chairs = [
        p for p in context.people if p.role and re.search(r"(?<!næst)(?<!vice)(?:formand|borgmester)", p.role, re.I)
    ]
    return chairs[0] if chairs else None
