"""Those named in an item, and what they did: took part, presented, were announced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ..facts import Doubt, Function, Person, Standing
from ..prose import Paragraph
from ..register import cue, form, pattern, words
from ..source import Passage
from .context import Context
from .dates import dates
from .deputies import stand_ins
from .names import PersonAt
from .orders import LATER
from .posts import base_post, is_post, leads, lowered, posts
from .votes import aside

_PRESENTS = cue("verb", "presents", "presented")
_GIVES = form(
    rf"(?<!\w)(?:{pattern('giving', 'gives', 'gave')}) (?:[\wæøå]+,? ){{0,4}}?(?:{pattern('presentation')})(?!\w)",
    ("presentation",),
)
"""`gav en kort, mundtlig orientering`"""
_GIVEN_BY = re.compile(rf"(?<!\w)(?:{pattern('giving', 'by')})\s*$", re.I)
_ATTENDED = cue("verb", "attended", "presented")
_AWAY = cue("verb", "away", "out")
_DEPUTY = next(label for label, key in words("role").items() if key == "deputy")
_LEADS = cue("verb", "leads")
_PRESENTER = re.compile(rf"(?:{pattern('role', 'presenter')})", re.I)
_BY = re.compile(
    rf"(?:{pattern('presentation')}).{{0,80}}\b(?:ved|v/|v\.)\s*$|(?<!\w)(?:{pattern('guest', 'speaks')})\s*:\s*$"
    rf"|(?<!\w)(?:{pattern('presentation')})(?: [\wæøå]+)? (?:af|fra)\s*$"
    r"|(?<!\w)(?:præsenteret|fremlagt|forelagt|gennemgået) [\wæøå ]{1,40} (?:af|ved)\s*$",
    re.I,
)
"""`Oplæg ved `, `modtog en orientering fra `, `fik præsenteret planen af `"""
_CHAIR_SAYS = form(
    rf"(?:^|[.:]\s|^- |^\w\)\s+)(?P<role>(?:{pattern('duty', 'chair')})(?:en)?)"
    rf"(?=\s+(?:(?:[\w.-]+\s+){{0,4}}?(?:{pattern('verb', 'presents', 'presented')})"
    r"|har (?:været|deltaget|haft|talt))(?!\w))",
    ("verb", "presents", "presented"),
    ("duty", "chair"),
    also=tuple(f"{label}en" for label, key in words("duty").items() if key == "chair"),
)
_INFORMS = re.compile(
    rf"(?:{pattern('informs', 'informs')})\s+(?!(?:{pattern('informs', 'of')})\b)(?:(?:den|det|de)\s)?\w+", re.I
)
_TOGETHER = re.compile(r"\bsammen med\s*$", re.I)
_LED_BY = re.compile(
    r"\b(?:(?:mødet|punktet|sagen|behandlingen) (?:\w+ )?(?:ledet|ledes) af|(?:ledet|ledes) af|ledede) $", re.I
)
_BY_OTHERS = re.compile(r"\s+(?:arbejdsgruppen|projektet|gruppen|udvalget for)", re.I)
_WHERE = re.compile(r",? hvor\b")
_NEXT = cue("time", "next")
_NOW = re.compile(rf"(?:{pattern('verb', 'presents')}|{pattern('giving', 'gives')})(?!\w)", re.I)
"""Presenting told as of now."""
_AND = re.compile(r"(?:,| og|, og| samt)\s+")
_BETWEEN = re.compile(
    r"(?:, (?!og |samt )[^,.;:]{2,60},)?"
    r"(?:\s|,|og|samt|(?:deltog|deltager|var til stede)(?: (?:i|under|ved) \w+(?: af \w+)?)? og|kom og"
    r"|fra(?: [\w/.-]+){1,5}|derefter|herefter|kort|vil(?: (?:under|på|ved) \w+)?|kunne"
    r"|(?:var|er|blev) inviteret til at|(?:var|er|blev) inviteret for at){0,16}"
)


def persons(
    announced: Sequence[Paragraph], decided: Sequence[Paragraph], title: Passage, context: Context
) -> list[Person]:
    """Everyone an item names, each function once; who presents takes no second part."""
    found = [
        *_of_sentence(title, context, "announced"),
        *_told(announced, context, "announced"),
        *_told(decided, context, "recorded"),
    ]
    more = {p.name for p in found if p.function in ("presenter", "chair")}
    once: dict[tuple[object, ...], Person] = {}
    for person in found:
        if person.function != "participant" or person.name not in more:
            once.setdefault((person.name, person.function, person.standing, person.announced_for), person)
    return list(once.values())


def _told(paragraphs: Sequence[Paragraph], context: Context, standing: Standing) -> Iterator[Person]:
    """The persons of a stretch of paragraphs; a list for a coming meeting announces them for that."""
    coming: date | None = None
    for paragraph in paragraphs:
        if paragraph.kind != "bullet":
            coming = _coming(paragraph, context)
        for sentence in paragraph.sentences:
            for person in _of_sentence(sentence, context, standing):
                then = coming or _there(sentence, person, context)
                yield replace(person, announced_for=then, standing="announced") if then else person


def _coming(paragraph: Paragraph, context: Context) -> date | None:
    """`Til det kommende direktionsmøde d. 19. maj er der følgende punkter:`"""
    if not paragraph.text.endswith(":") or not _NEXT.search(paragraph.text):
        return None
    day = next((d.when.exact for d in dates(paragraph.text, context.day, "future") if d.when.exact), None)
    return day if day and context.day and day > context.day else None


def _there(sentence: Passage, person: Person, context: Context) -> date | None:
    """`… udsættes til mødet den 12. august, hvor direktør X fremlægger en ny beregning`: announced for that day."""
    clause = _WHERE.search(sentence.text)
    if clause is None or sentence.span(clause.start()).start > person.span.start:
        return None
    days = [d.when.exact for d in context.days(sentence.text) if d.end <= clause.start()]
    return next((day for day in days if day and context.day and day > context.day), None)


def _of_sentence(sentence: Passage, context: Context, standing: Standing) -> list[Person]:
    """Everyone named in one sentence, with what it tells of them."""
    text = sentence.text
    if deputies := stand_ins(text):
        return [_deputy(sentence, other) for _, other in deputies]
    named = context.persons(text)
    if not (named or _CHAIR_SAYS.may(text)) or aside(text) or _AWAY.search(text):
        return []
    told: Standing = "recorded" if _ATTENDED.search(text) else standing
    functions = [_function(text, person, named, context, standing) for person in named]
    found = [_fact(sentence, one, what, told, context) for one, what in zip(named, functions, strict=True)]
    found += _by_post(sentence, named, told, context) if standing == "announced" or not LATER.search(text) else []
    if not found and (match := _CHAIR_SAYS.search(text)) and (chair := context.known.chair):
        span = sentence.span(match.start("role"), match.end("role"))
        found.append(Person(chair.name, "chair", span, base_post(match["role"]).casefold(), chair.party))
    return found


def _deputy(sentence: Passage, person: PersonAt) -> Person:
    """Who stands in for another takes part as that."""
    return Person(person.name, "participant", sentence.span(person.start, person.end), _DEPUTY, person.party)


def _fact(sentence: Passage, person: PersonAt, function: Function, standing: Standing, context: Context) -> Person:
    noted = next((note for note in person.notes if is_post(note.partition(" ")[0])), None)
    role = person.role or context.known.role(person.name) or noted
    span = sentence.span(person.start, person.end)
    doubt: Doubt | None = None if role or person.party else "name_alone"
    stated = lowered(role) if role else None
    return Person(person.name, function, span, stated, person.party, standing, doubt=doubt, other_name=person.other)


def informs_others(text: str, place: int, context: Context) -> bool:
    """`orienterer forældrene`: at that place somebody is to tell it to others than the document's own body."""
    match = _INFORMS.match(text, place)
    if match is None:
        return False
    return not any(body.start <= match.end() <= body.end and body.name == context.own for body in context.bodies(text))


def _by_post(sentence: Passage, named: Sequence[PersonAt], told: Standing, context: Context) -> Iterator[Person]:
    """`Ældrechefen orienterede`: a post that presents is its holder; the chair's are told apart."""
    text = sentence.text
    for post in posts(text) if _PRESENTS.may(text) or _GIVES.may(text) else ():
        if leads(text[post.start : post.end]) or any(p.start <= post.start < p.end for p in named):
            continue
        found = context.known.by_post_at(text, post.start)
        place = post.start + len(found[0]) if found else 0
        if found and any(_BETWEEN.fullmatch(text, place, m.start()) for m in _telling(text) if m.start() >= place):
            who = found[1]
            span = sentence.span(post.start, place)
            role = lowered(who.role) if who.role else None
            yield Person(who.name, "presenter", span, role, who.party, told, doubt="post_holder")


def _telling(text: str) -> Iterator[re.Match[str]]:
    """The words for presenting."""
    yield from _PRESENTS.finditer(text)
    yield from _GIVES.finditer(text)


def _first_of_list(text: str, person: PersonAt, named: Sequence[PersonAt]) -> int:
    """Where the list begins that somebody stands in: `Ida Skov og Bo Hansen`."""
    start = person.start
    for other in reversed([p for p in named if p.end <= person.start]):
        if not _AND.fullmatch(text, other.end, start):
            break
        start = other.start
    return start


def _function(
    text: str, person: PersonAt, named: Sequence[PersonAt], context: Context, standing: Standing = "recorded"
) -> Function:
    """What the words around a name tell: before `redegjorde`, behind `præsenterer`, else took part."""
    if person.role and _PRESENTER.match(person.role):
        return "presenter"
    led = _LEADS.search(text, person.end)
    if led and not text[person.end : led.start()].strip():
        return "chair"
    if _LED_BY.search(text, 0, person.start) and not _BY_OTHERS.search(text, person.end):
        return "chair"
    later = standing == "recorded" and LATER.search(text) is not None
    for match in _telling(text):
        if informs_others(text, match.start(), context) or (later and _NOW.match(match.group())):
            continue
        if person.end <= match.start() and _joined(text, person, named, match.start()):
            return "chair" if _is_chair(person, context) else "presenter"
        if person.start >= match.end() and not text[match.end() : person.start].strip():
            return "presenter"
    together = _TOGETHER.search(text, 0, person.start) and _PRESENTS.search(text[: person.start])
    first = _first_of_list(text, person, named)
    given = together or _BY.search(text, 0, first) or _GIVEN_BY.search(text, 0, first)
    return "presenter" if given else "participant"


def _is_chair(person: PersonAt, context: Context) -> bool:
    """Whether someone leads the document's own body, or by their post where nobody is known to."""
    chair = context.known.chair
    return person.name == chair.name if chair and chair.name else bool(person.role and leads(person.role))


def _joined(text: str, person: PersonAt, named: Sequence[PersonAt], stop: int) -> bool:
    """Whether nothing but others of one list, or a few words, stands between a name and its verb."""
    edge = person.end
    for other in named:
        if edge <= other.start and other.end <= stop:
            if not _BETWEEN.fullmatch(text, edge, other.start):
                return False
            edge = other.end
    return _BETWEEN.fullmatch(text, edge, stop) is not None
