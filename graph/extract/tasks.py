"""Tasks: who is to do what, until when; a person by post or first name too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..facts import Task, When
from ..prose import Paragraph, sentences
from ..register import pattern, words
from ..source import Passage, Span
from .context import Context
from .dates import dates
from .names import ACTING, PersonAt, any_names, base_post, canonical, first_name, lowered, people
from .votes import aside

_WHOLE = re.compile(rf"(?<![\w])(?:{pattern('followup', 'paragraph')})(?![\w])(?! på)", re.I)
_DOES = rf"(?:{pattern('followup', 'paragraph')}|{pattern('followup', 'sentence')})"
_VERB = re.compile(rf"\s*(?:,\s*)?(?:(?:og|samt) (?:\w+ )?)?(?P<verb>{_DOES}|(?-i:[a-zæøå]+r))(?![\w])", re.I)
_TOOK_PART = re.compile(r"\s*(?:deltog|deltager)(?: (?:i|under) [\wæøå]+(?: af [\wæøå]+)?)? og(?=\s)", re.I)
_NOBODY = re.compile(
    rf"(?:(?:derudover|endvidere|desuden|herefter|samtidig|derfor|hertil) (?:skal der|(?=\w+s der))|{pattern('followup', 'nobody')})(?![\w])",
    re.I,
)
_BODY = re.compile(rf"(?<![\w])(?:{pattern('followup', 'body')})(?![\w])", re.I)
_ASKED = re.compile(r"(?:anmodes om at|anmodet om at|bedes om at|bedes|skal afgive|pålægges at)\b", re.I)
_INVERTED = re.compile(rf"(?<![\w])(?P<verb>{pattern('followup', 'sentence')}|(?-i:[a-zæøå]+r))\s+(?=\S)", re.I)
_UNIT = re.compile(
    rf"(?<![\w-])(?P<unit>(?:[A-ZÆØÅ][\wæøå-]*(?:- og |-, ))?[\wæøåÆØÅ-]*(?:{pattern('unit')})(?: for [\wæøåÆØÅ, ]+?)?)(?=\s+(?:{_DOES}))",
    re.I,
)
_NAMED = re.compile(r"(?P<first>[A-ZÆØÅ][a-zæøåé]+(?:-[A-ZÆØÅ][a-zæøåé]+)?)(?=\s+[a-zæøå]+r\b)")
_SKIPPED = frozenset({"idle", "attends", "presents"})


@dataclass(frozen=True, slots=True)
class Assignee:
    """Who is to do it: as named, with the person when it is one."""

    name: str
    span: Span
    person: PersonAt | None = None


def tasks(paragraphs: Iterable[Paragraph], context: Context) -> list[tuple[Task, Assignee | None]]:
    """The tasks a decision's paragraphs tell, one an assignee."""
    found: list[tuple[Task, Assignee | None]] = []
    for paragraph in paragraphs:
        told = list(sentences(paragraph.words))
        whole = [(s, list(_subjects(s, context))) for s in told if _WHOLE.search(s.text)]
        for sentence in told:
            if aside(sentence.text):
                continue
            if any(sentence is s for s, _ in whole):
                continue
            found.extend(_of_sentence(sentence, context, nobody=not whole))
        for sentence, subjects in whole:
            for subject in subjects or _stated(sentence):
                found.append((_task(paragraph.words, subject, context), subject))
    return found


def _of_sentence(sentence: Passage, context: Context, *, nobody: bool) -> Iterator[tuple[Task, Assignee | None]]:
    """The tasks of one sentence."""
    subjects = list(_subjects(sentence, context)) or list(_inverted(sentence, context))
    for subject in subjects:
        yield _task(sentence, subject, context), subject
    if subjects:
        return
    if body := _body(sentence, context):
        yield _task(sentence, body, context), body
    elif nobody and _NOBODY.match(sentence.text):
        yield _task(sentence, None, context), None


def _task(words_: Passage, assignee: Assignee | None, context: Context) -> Task:
    return Task(words_.text, words_.span(), assignee.name if assignee else None, _deadline(words_.text, context))


def _deadline(text: str, context: Context) -> When | None:
    """The first day to come that a task's words tell."""
    days = [d.when for d in dates(text, context.day, "future")]
    return next((d for d in days if context.day is None or d.last >= context.day), None)


def _subjects(sentence: Passage, context: Context) -> Iterator[Assignee]:
    """Who does it, at the front of a main clause: a person, a post, a first name or a unit."""
    text = sentence.text
    named = people(text, [p.name for p in context.people])
    front: list[PersonAt] = []
    edge = 0
    for person in named:
        between = text[edge : person.start]
        if not re.fullmatch(r"\s*(?:[A-ZÆØÅ][\wæøå]+ )?" if not front else r"\s*(?:,|og|samt|, og)?\s*", between):
            break
        front.append(person)
        edge = person.end
    if front:
        if _acts(text, edge):
            for person in front:
                yield Assignee(person.name, sentence.span(person.start, person.end), person)
        return
    if (match := ACTING.match(text)) and _acts(text, match.end()) and not _is_party(match["role"]):
        yield _holder(sentence, match, context)
    elif (
        (match := _NAMED.match(text))
        and (known := first_name(match["first"], context.people))
        and _acts(text, match.end())
    ):
        yield Assignee(known.name, sentence.span(0, match.end()), known)
    elif (match := _UNIT.match(text)) and _acts(text, match.end("unit")):
        yield Assignee(match["unit"], sentence.span(0, match.end("unit")))


def _holder(sentence: Passage, match: re.Match[str], context: Context) -> Assignee:
    """The person who holds a post, else the post as stated."""
    holder = context.holder(match["role"])
    span = sentence.span(match.start("role"), match.end("role"))
    return Assignee(holder.name if holder else lowered(match["role"]), span, holder)


def _is_party(role: str) -> bool:
    return base_post(role).casefold() in ("formand", "næstformand", "borgmester", "medlem", "viceborgmester")


def _acts(text: str, place: int) -> bool:
    """Whether a verb of doing stands at a place; `er`, `deltager`, `orienterer` are none."""
    took_part = _TOOK_PART.match(text, place)
    match = _VERB.match(text, took_part.end() if took_part else place)
    if match is None:
        return False
    verb = match["verb"].casefold()
    longer = [label for label, key in words("verb").items() if key in _SKIPPED and label.startswith(verb)]
    rest = text[match.start("verb") :].casefold()
    if verb in words("followup"):
        return True
    return not any(rest.startswith(label) and not rest[len(label) : len(label) + 1].isalpha() for label in longer)


def _inverted(sentence: Passage, context: Context) -> Iterator[Assignee]:
    """`På baggrund af drøftelsen foranlediger chef for IT Tonny Olsen en justering …`"""
    text = sentence.text
    for match in _INVERTED.finditer(text):
        before = text[: match.start()]
        if re.search(r"\b(?:at|som|der|hvor|hvis|når)\b[^,]*$", before) or not _acts(text, match.start("verb")):
            continue
        if match["verb"].casefold() not in words("followup") and not re.match(
            r"[A-ZÆØÅ][\wæøå]*(?:\s[^,.]*)?$", before.strip() or "x"
        ):
            continue
        named = [p for p in any_names(text) if p.start == match.end()]
        if named and (who := _known(named[0], context)):
            yield Assignee(who.name, sentence.span(named[0].start, named[0].end), who)
            return
        if role := _post_at(text, match.end(), context):
            yield Assignee(role[1].name, sentence.span(match.end(), match.end() + len(role[0])), role[1])
            return
        if unit := re.compile(rf"[\wæøåÆØÅ-]*(?:{pattern('unit')})(?![\w])", re.I).match(text, match.end()):
            yield Assignee(unit.group(), sentence.span(unit.start(), unit.end()))
            return


def _known(person: PersonAt, context: Context) -> PersonAt | None:
    """Someone named with a post, or whom the document names elsewhere, in full or shorter."""
    name = canonical(person.name, context.people)
    if person.role or any(p.name == name for p in context.people):
        return replace(person, name=name)
    return None


def _post_at(text: str, place: int, context: Context) -> tuple[str, PersonAt] | None:
    """The longest known post that stands at a place, with its holder."""
    rest = text[place:]
    for person in sorted(context.people, key=lambda p: -len(p.role or "")):
        if person.role:
            match = re.match(re.escape(person.role) + r"(?:en|n)?(?![\w])", rest, re.I)
            if match and (holder := context.holder(person.role)):
                return match.group(), replace(holder, role=base_post(match.group()))
    match = ACTING.match(text, place)
    if match and (holder := context.holder(match["role"])):
        return match["role"], holder
    return None


def _body(sentence: Passage, context: Context) -> Assignee | None:
    """`… skal drøftes i direktionen`, `… som anmodes om at afgive en erklæring`: a body has it to do."""
    text = sentence.text
    for match in _BODY.finditer(text):
        for body in context.naming.find(text):
            if match.end() <= body.start <= match.end() + 12 and body.name == context.own:
                return Assignee(body.name, sentence.span(body.start, body.end))
    if asked := _ASKED.search(text):
        before = [b for b in context.naming.find(text) if b.end <= asked.start()]
        if before:
            return Assignee(before[-1].name, sentence.span(before[-1].start, before[-1].end))
    return None


def _stated(sentence: Passage) -> Sequence[Assignee]:
    """Who follows up, as the words before the verb name them."""
    match = _WHOLE.search(sentence.text)
    subject = sentence.text[: match.start()].strip() if match else ""
    if subject and len(subject.split()) <= 8 and not subject.casefold().startswith(("der", "det")):
        return [Assignee(subject, sentence.span(0, len(subject)))]
    return []
