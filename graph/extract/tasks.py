"""Tasks: who is to do what, until when; a person by post or first name too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..facts import Doubt, Task, When
from ..prose import Paragraph
from ..register import cue, form, pattern, words
from ..source import Passage, Span
from .acting import DOES, acts
from .bodies import BodyAt
from .context import Context
from .dates import dates
from .names import PersonAt, any_names
from .narrative import comes_again
from .orders import asked, clauses, done_by
from .posts import PostAt, base_post, lowered, post_at
from .units import OF_UNIT, unit_at
from .votes import aside

_WHOLE = form(rf"(?<!\w)(?:{pattern('followup', 'paragraph')})(?!\w)(?! på)", ("followup", "paragraph"))
_WITH = re.compile(r"\bsammen med\s+$", re.I)
_NOBODY = form(
    rf"(?:(?:{pattern('further')}) (?:skal der|(?=\w+s der))|{pattern('followup', 'nobody')})(?!\w)",
    ("further",),
    ("followup", "nobody"),
)
_AWAY = cue("verb", "away", "out")
_BODY = cue("followup", "body")
_ASKED = cue("followup", "asked")
_FOLLOWS_UP = cue("followup", "paragraph", "sentence", "body", "asked")
_ANY_VERB = re.compile(r"(?<!\w)[a-zæøå]+r\s+(?=\S)")
_KNOWN_VERB = re.compile(rf"(?:{pattern('followup', 'sentence')})\s+(?=\S)", re.I)
_UNIT_ALONE = re.compile(rf"[\w-]*(?:{pattern('unit')})(?!\w)", re.I)
_WHO = re.compile(
    rf"(?-i:[A-ZÆØÅ][\w-]*(?:- og |-, | og |isk ))?[\w-]*(?:{pattern('unit', 'unit', 'of')}){OF_UNIT}", re.I
)
_BY_UNIT = re.compile(rf"\baf (?P<who>[\w-]*(?:{pattern('unit', 'unit')}))(?![\w-])", re.I)
_LABELLED = re.compile(rf"(?:{pattern('taskcolumn', 'what')})\s*:\s*(?=\S)", re.I)
"""`Opfølgning: Ole Holm kontakter ejeren.`"""
_RESPONSIBLE = re.compile(rf"(?:{pattern('taskcolumn', 'who')})\s*:\s*(?P<who>[^.;()]+)", re.I)
"""`Ansvarlige: Mette Dam og Ole Holm`"""
_BOARD = re.compile(r"(?:direktionen|chefgruppen|ledelsen)$", re.I)
_AWAITED = form(
    rf"\b(?:med henblik på|på|afvente[rn]?|med) (?P<unit>[\wæøå-]*(?:{pattern('unit')}))s "
    rf"(?:[\wæøå]+(?:e|te|de) )?(?:{pattern('awaited')})(?!\w)",
    ("awaited",),
)
"""`udsat med henblik på forvaltningens besvarelse af udvalgets spørgsmål`"""
_IDET = re.compile(
    rf", (?:idet|og|men|mens) (?P<unit>[\w-]*(?:{pattern('unit', 'unit')})) (?:[\w]+ ){{0,3}}?(?:{DOES})(?!\w)"
)
"""`Udsat, idet forvaltningen inden da indhenter bemærkninger`"""
_FRONT = re.compile(r"\s*(?:[A-ZÆØÅ][\wæøå]+ )?")
_LISTED = re.compile(r"\s*(?:,|og|samt|, og)?\s*")
_SUBORDINATE = re.compile(r"\b(?:at|som|der|hvor|hvis|når)\b")
_FRONTED = re.compile(r"[A-ZÆØÅ][\wæøå]*(?:\s[^,.]*)?")


@dataclass(frozen=True, slots=True)
class Assignee:
    """Who is to do it: as named, with the person when it is one."""

    name: str
    span: Span
    person: PersonAt | None = None
    doubt: Doubt | None = None


def tasks(
    paragraphs: Iterable[Paragraph], context: Context, *, treated: bool = True
) -> Iterator[tuple[Task, Assignee | None]]:
    """The tasks a decision's paragraphs tell, one an assignee; `X følger op` concerns its whole paragraph.

    That a body has a case again is its task if the case was `treated`.
    """
    for paragraph in paragraphs:
        whole = [sentence for sentence in paragraph.sentences if _WHOLE.search(sentence.text)]
        if match := _RESPONSIBLE.search(paragraph.text):
            for who in _agents(paragraph.words, *match.span("who"), context):
                yield _task(paragraph.words, who, context), who
            continue
        for sentence in paragraph.sentences:
            if sentence not in whole and not aside(sentence.text) and not _AWAY.search(sentence.text):
                yield from _of_sentence(sentence, context, nobody=not whole, treated=treated)
        for sentence in whole:
            for subject in list(_subjects(sentence, context)) or _stated(sentence):
                yield _task(paragraph.words, subject, context), subject


def _of_sentence(
    sentence: Passage, context: Context, *, nobody: bool, treated: bool
) -> Iterator[tuple[Task, Assignee | None]]:
    """The tasks of one sentence."""
    told = (_subjects, _inverted, _ordered)
    subjects = next((found for read in told if (found := list(read(sentence, context)))), [])
    for subject in subjects:
        yield _task(sentence, subject, context), subject
    if subjects:
        return
    if body := (_again(sentence, context) if treated else None) or _body(sentence, context):
        yield _task(sentence, body, context), body
    elif nobody and _NOBODY.match(sentence.text):
        yield _task(sentence, None, context), None


def _task(told: Passage, assignee: Assignee | None, context: Context) -> Task:
    sure: Doubt | None = None if _FOLLOWS_UP.search(told.text) else "any_verb"
    doubt = assignee.doubt or sure if assignee else "nobody_named"
    return Task(told.text, told.span(), assignee.name if assignee else None, _deadline(told.text, context), doubt)


def _deadline(text: str, context: Context) -> When | None:
    """The first day to come that a task's words tell."""
    days = (d.when for d in dates(text, context.day, "future"))
    return next((d for d in days if context.day is None or d.last >= context.day), None)


def _subjects(sentence: Passage, context: Context) -> Iterator[Assignee]:
    """Who does it, at the front of a main clause: a person, a post, a first name or a unit."""
    if labelled := _LABELLED.match(sentence.text):
        sentence = sentence.part(labelled.end())
    text = sentence.text
    if front := _front(text, context.persons(text)):
        if acts(text, front[-1].end, context):
            for person in (*front, *(p for p in context.persons(text) if _WITH.search(text, 0, p.start))):
                words_ = text[person.start : person.end]
                doubt: Doubt | None = None if person.name in words_ else "first_name"
                yield Assignee(person.name, sentence.span(person.start, person.end), person, doubt)
            return
        yield from _together(sentence, front, context)
        return
    post, unit = post_at(text), unit_at(text)
    if post and acts(text, post.end, context) and _may_do(text, post):
        yield _holder(sentence, text[: post.end], context)
    elif board := _board(text, context):
        yield Assignee(board.name, sentence.span(board.start, board.end))
    elif unit and acts(text, unit.end(), context):
        yield Assignee(unit.group(), sentence.span(0, unit.end()))


def _board(text: str, context: Context) -> BodyAt | None:
    """The board of the administration that a sentence begins with: `Direktionen skal fremlægge …`."""
    first = next(iter(context.bodies(text)), None)
    board = first is not None and first.start == 0 and first.name != context.own and _BOARD.search(first.name)
    return first if board and first and acts(text, first.end, context) else None


def _together(sentence: Passage, front: Sequence[PersonAt], context: Context) -> Iterator[Assignee]:
    """`Ida Berg og direktionen udarbejder …`: persons and a body."""
    text = sentence.text
    for body in context.bodies(text):
        if _LISTED.fullmatch(text, front[-1].end, body.start) and acts(text, body.end, context):
            for person in front:
                yield Assignee(person.name, sentence.span(person.start, person.end), person)
            yield Assignee(body.name, sentence.span(body.start, body.end))


def _may_do(text: str, post: PostAt) -> bool:
    """Of those elected only what is plainly a task: `Borgmesteren tager kontakt til …`, not `Formanden takker …`."""
    elected = base_post(text[: post.end]).casefold() in words("duty")
    return not elected or _KNOWN_VERB.match(text, post.end + 1) is not None


def _front(text: str, named: Sequence[PersonAt]) -> list[PersonAt]:
    """Those who stand at the front of a sentence, one or a list."""
    front: list[PersonAt] = []
    edge = 0
    for person in named:
        if not (_LISTED if front else _FRONT).fullmatch(text, edge, person.start):
            break
        front.append(person)
        edge = person.end
    return front


def _holder(sentence: Passage, role: str, context: Context) -> Assignee:
    """The person who holds a post, else the post as stated."""
    holder = context.known.by_post(role)
    return Assignee(
        holder.name if holder else lowered(role), sentence.span(0, len(role)), holder, "post_holder" if holder else None
    )


def _inverted(sentence: Passage, context: Context) -> Iterator[Assignee]:
    """`På baggrund af drøftelsen foranlediger chef for IT Tonny Olsen en justering …`"""
    text = sentence.text
    for match in _ANY_VERB.finditer(text):
        comma = text.rfind(",", 0, match.start()) + 1
        if _SUBORDINATE.search(text, comma, match.start()) or not acts(text, match.start(), context):
            continue
        known = _KNOWN_VERB.match(text, match.start())
        if known is None and not _FRONTED.fullmatch(text[: match.start()].strip() or "x"):
            continue
        place = (known or match).end()
        if found := _person_at(sentence, place, context):
            yield found
            return
        if unit := _UNIT_ALONE.match(text, place):
            yield Assignee(unit.group(), sentence.span(unit.start(), unit.end()))
            return


def _person_at(sentence: Passage, place: int, context: Context) -> Assignee | None:
    """The person, by name or post, that stands at a place."""
    text = sentence.text
    named = next((p for p in any_names(text) if p.start == place), None)
    if named and (who := _known(named, context)):
        return Assignee(who.name, sentence.span(named.start, named.end), who)
    if found := context.known.by_post_at(text, place):
        role, holder = found
        return Assignee(holder.name, sentence.span(place, place + len(role)), holder, "post_holder")
    return None


def _ordered(sentence: Passage, context: Context) -> Iterator[Assignee]:
    """`Udvalget bad Ida Skov om at …`, `Det blev aftalt, at Ida Skov …`, `Notatet udarbejdes af Ida Skov`."""
    for place in asked(sentence.text):
        yield from _agents(sentence, *place, context)
    for agreed in clauses(sentence):
        yield from _subjects(agreed, context)
    for match in _BY_UNIT.finditer(sentence.text):
        if done_by(sentence.text, match.start("who")):
            yield from _agents(sentence, *match.span("who"), context)
    for person in context.persons(sentence.text):
        if done_by(sentence.text, person.start):
            yield Assignee(person.name, sentence.span(person.start, person.end), person)


def _agents(sentence: Passage, start: int, end: int, context: Context) -> Iterator[Assignee]:
    """Those whom a stretch of words names in whole: persons, a post, a unit; bodies are sent the case instead."""
    text = sentence.text
    named = [p for p in context.persons(text) if start <= p.start and p.end <= end]
    for person in named:
        yield Assignee(person.name, sentence.span(person.start, person.end), person)
    if named:
        return
    post, unit = post_at(text, start), _WHO.fullmatch(text, start, end)
    if post and post.end == end:
        yield replace(_holder(sentence, text[start:end], context), span=sentence.span(start, end))
    elif unit:
        yield Assignee(f"{text[start].upper()}{text[start + 1 : end]}", sentence.span(start, end))


def _known(person: PersonAt, context: Context) -> PersonAt | None:
    """Someone named with a post, or whom the document names elsewhere, in full or shorter."""
    name = context.known.canonical(person.name)
    return replace(person, name=name) if person.role or name in context.known.names else None


def _again(sentence: Passage, context: Context) -> Assignee | None:
    """The body itself, where it has the case again: `Sagen genoptages på det næste møde`."""
    again = next(comes_again(sentence, context), None)
    return Assignee(again.receiver, again.span) if again else None


def _body(sentence: Passage, context: Context) -> Assignee | None:
    """`… skal drøftes i direktionen`, `… som anmodes om at afgive en erklæring`: a body has it to do."""
    text = sentence.text
    if awaited := _AWAITED.search(text) or _IDET.search(text):
        return Assignee(awaited["unit"].capitalize(), sentence.span(*awaited.span("unit")))
    for match in _BODY.finditer(text):
        for body in context.bodies(text):
            if match.end() <= body.start <= match.end() + 12 and body.name == context.own:
                return Assignee(body.name, sentence.span(body.start, body.end))
    asked = _ASKED.search(text)
    before = [b for b in context.bodies(text) if b.end <= asked.start()] if asked else []
    return Assignee(before[-1].name, sentence.span(before[-1].start, before[-1].end)) if before else None


def _stated(sentence: Passage) -> Sequence[Assignee]:
    """Who follows up, as the words before the verb name them."""
    match = _WHOLE.search(sentence.text)
    subject = sentence.text[: match.start()].strip() if match else ""
    subject = subject.rpartition(" at ")[2] or subject
    if subject and len(subject.split()) <= 8 and not subject.casefold().startswith(("der", "det")):
        at = sentence.text.index(subject)
        return [Assignee(subject, sentence.span(at, at + len(subject)))]
    return []
