"""Decisions: of which body, on which day, with which outcome and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from ..facts import Told
from ..prose import Paragraph, sentences
from ..register import pattern, words
from ..sections import Section
from ..source import Passage
from .bodies import Naming
from .context import Context
from .dates import dates
from .names import any_names

_CHANGES = re.compile(rf"(?<![\w])(?:{pattern('outcome', 'changes')})(?![\w])", re.I)
_OTHERS = re.compile(
    r"(?:har (?:hver især |tidligere |også )?|tidligere |tidligere er |hvis |såfremt |kan |kunne )$", re.I
)
_ASIDE = re.compile(
    rf"(?<!\d )(?<![\w])(?:{'|'.join(pattern('verb', k) for k in ('against', 'reservation', 'abstained', 'recused'))}|var fraværende|fraværende:|meldt afbud|deltog ikke|forlod mødet|ankom kl)(?![\w])",
    re.I,
)
_BY_MEMBER = re.compile(r"(?:foreslog|stillede forslag|begærede)\b", re.I)
_WEAK = {"discussed", "noted"}
_VAGUE = "resolved"


def body_and_day(section: Section, context: Context) -> tuple[str | None, date | None]:
    """Whose decision a heading says it is, and when: `Beslutning i Økonomiudvalget den 09-11-2021`.

    A heading without a body is the document's own; one without a day has the meeting's, when the body is its own.
    """
    match = section.heading
    if match is None:
        return context.own, context.day
    name = body_of(match["body"] or match["genitive"], context.naming)
    told = dates(match["date"] or match["when"] or "", context.day, "past")
    day = told[0].when.exact if told else None
    if day is None and name and context.own and name.casefold() == context.own.casefold():
        day = context.day
    return name, day


def body_of(text: str, naming: Naming) -> str:
    """The body a heading names, genitive or not, by name or code."""
    plain = re.sub(r"\s+", " ", text).strip(" *")
    return (
        naming.resolve(plain)
        or naming.resolve(f"{plain}s")
        or naming.resolve(plain.removesuffix("s"))
        or plain[:1].upper() + plain[1:]
    )


@cache
def _phrases() -> re.Pattern[str]:
    """All words for outcomes, the longest first, but the words of a change."""
    labels = [label for label, key in words("outcome").items() if key != "changes"]
    return re.compile(
        rf"(?<![\w])(?:{'|'.join(re.escape(x) for x in sorted(labels, key=lambda x: (-len(x), x)))})(?![\w])", re.I
    )


def outcomes(paragraphs: Sequence[Paragraph], context: Context) -> tuple[Told[str], ...]:
    """The outcomes a decision's words tell, in their order; words that tell none, but are a sentence, were discussed."""
    found: list[Told[str]] = []
    spoken: Passage | None = None
    for sentence in _spoken(paragraphs):
        if _ASIDE.search(sentence.text) or _BY_MEMBER.search(sentence.text):
            continue
        hits = list(_hits(sentence, context))
        if any(hit.value == "recommended" for hit in hits):  # `oversendes til ØK med anbefaling`
            hits = [hit for hit in hits if hit.value != "referred"]
        found.extend(hits)
        if spoken is None and len(sentence.text.split()) >= 4 and not sentence.text.endswith(":"):
            spoken = sentence
    if not found and spoken is not None and context.document_kind != "agenda":
        return (Told("discussed", spoken.span()),)
    return tuple(dict.fromkeys(_without_vague(found)))


def _without_vague(found: Sequence[Told[str]]) -> list[Told[str]]:
    """`Det blev besluttet, at …` alone approves; beside another outcome it says nothing more."""
    clear = [told for told in found if told.value != _VAGUE]
    return clear or [Told("approved", told.span) for told in found]


def _spoken(paragraphs: Iterable[Paragraph]) -> Iterable[Passage]:
    for paragraph in paragraphs:
        if paragraph.kind in ("text", "row") or (paragraph.kind == "bullet" and paragraph.text.endswith(".")):
            yield from sentences(paragraph.words)


def _hits(sentence: Passage, context: Context) -> Iterable[Told[str]]:
    """The outcomes of one sentence: `Godkendt, idet …` is approved with changes."""
    text = sentence.text
    for match in _phrases().finditer(text):
        key = words("outcome")[match.group().casefold()]
        if _OTHERS.search(text[: match.start()]) and key != "not_treated":
            continue
        if key == "referred" and not _sent_on(text, context):
            continue
        if key == "recommended" and _named_person_before(text[: match.start()]):
            continue
        if key == "approved" and (change := _CHANGES.search(text, match.end())):
            yield Told("approved_with_changes", sentence.span(match.start(), change.end()))
            continue
        if key == "appointed" and not _in_passive(text, match):
            continue
        yield Told(key, sentence.span(match.start(), match.end()))


def _in_passive(text: str, match: re.Match[str]) -> bool:
    """`blev valgt`, `Valgt som formand`, `udpeges`; `ingen ansat` is a noun."""
    if match.group().casefold().endswith("s"):
        return True
    return match.start() == 0 or bool(re.search(r"\b(?:blev|er|blevet|bliver|udvalget|rådet|byrådet)\s+$", text[: match.start()], re.I))


def _sent_on(text: str, context: Context) -> bool:
    """Only what goes to another body, or back, was referred."""
    other = [b for b in context.naming.find(text) if b.name != context.own]
    return bool(other) or bool(re.search(r"\btilbage\b|\bretur|hjemvis|forvaltningen|administrationen", text, re.I))


def _named_person_before(text: str) -> bool:
    """`Tove Skaaning (Ø) anbefaler …` is one member's view."""
    return any(len(text) - p.end < 3 for p in any_names(text))


def main(found: Sequence[Told[str]]) -> str | None:
    """The outcome that counts most: the first that decides, else what was noted or discussed."""
    keys = [told.value for told in sorted(found, key=lambda t: t.span)]
    strong = [key for key in keys if key not in _WEAK]
    return next(iter(strong), None) or next(iter(keys), None)
