"""Decisions: of which body, on which day, with which outcome and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ..facts import Told
from ..prose import Paragraph
from ..register import concept, cue, form, pattern, words
from ..sections import Section
from ..source import Passage
from .attendance import stand_ins
from .bodies import Naming
from .context import Context
from .dates import dates
from .names import any_names
from .posts import is_post

_OUTCOMES = sorted(set(words("outcome").values()) - {"changes"})
_PHRASES = cue("outcome", *_OUTCOMES)
_CHANGES = cue("outcome", "changes")
_OTHERS = re.compile(
    rf"(?:har (?:(?:{pattern('adverb')}) )?|(?:{pattern('adverb', 'before')}) (?:er )?|hvis |såfremt |kan |kunne )$",
    re.I,
)
_AUXILIARY = re.compile(r"\b(?:blev|er|blevet|bliver)\s+$", re.I)
_ABOUT_MEMBERS = ("against", "reservation", "abstained", "recused", "away", "out", "left")
_ASIDE = form(rf"(?<!\d )(?<!\w)(?:{pattern('verb', *_ABOUT_MEMBERS)})(?!\w)", ("verb", *_ABOUT_MEMBERS))
_BY_MEMBER = cue("verb", "proposed")
_RESOLVES = re.compile(rf"(?:{pattern('outcome', 'resolved')}),?\s+$", re.I)
_MAJORITY = cue("majority", "majority")
_AMENDMENT = re.compile(rf"(?:{pattern('amendment')})\b", re.I)
_CODE = re.compile(r"\s+\([A-ZÆØÅ]{2,5}\)$")
_BACK = re.compile(pattern("back"), re.I)
_PRESENTED = {label for label, key in words("verb").items() if key in ("presents", "presented")}
_UNIT = re.compile(rf"(?:{pattern('unit', 'unit')})$", re.I)
_WEAK = {"discussed", "noted"}
_VAGUE = "resolved"


def body_and_day(section: Section, context: Context) -> tuple[str | None, date | None]:
    """Whose decision a heading says it is, and when: `Beslutning i Økonomiudvalget den 09-11-2021`.

    A heading without a body is the document's own; one without a day has the meeting's, when the body is its own.
    """
    match = section.heading
    if match is None:
        return context.own, context.day
    name, day = body_of(match, context.naming), day_of(match, context.day)
    own = context.own is not None and name.casefold() == context.own.casefold()
    return name, context.day if day is None and own else day


def body_of(heading: re.Match[str], naming: Naming) -> str:
    """The body a heading names, genitive or not, by name or code; `Udvalget for Natur (NMU)` names it by both."""
    plain = _CODE.sub("", " ".join((heading["body"] or heading["genitive"]).split()).strip(" *"))
    forms = (plain, f"{plain}s", plain.removesuffix("s"))
    return next((name for form_ in forms if (name := naming.resolve(form_))), plain[:1].upper() + plain[1:])


def day_of(heading: re.Match[str], meeting: date | None = None) -> date | None:
    """The day a heading tells; one without its year is the last such day before the meeting."""
    told = dates(heading["date"] or heading["when"] or "", meeting, "past")
    return told[0].when.exact if told else None


def outcomes(paragraphs: Sequence[Paragraph], context: Context, title: str = "") -> tuple[Told[str], ...]:
    """The outcomes a decision's words tell, in order; words that tell none, but are a sentence, were discussed.

    `title` is that of the item: below one that asks for remarks, `Ingen.` approves.
    """
    found: list[Told[str]] = []
    spoken: Passage | None = None
    for sentence in _spoken(without_amendments(paragraphs) or paragraphs):
        text = sentence.text
        if _ASIDE.search(text) or _BY_MEMBER.search(text) or stand_ins(text):
            continue
        if not found and concept("remarks", title) and concept("nothing", text):
            return (Told("approved", sentence.span()),)
        hits = list(_hits(sentence, context))
        if any(hit.value == "recommended" for hit in hits):  # `oversendes til ØK med anbefaling`
            hits = [hit for hit in hits if hit.value != "referred"]
        found.extend(hits)
        if spoken is None and len(text.split()) >= 4 and not text.endswith(":"):
            spoken = sentence
    if not found and spoken is not None and context.kind != "agenda":
        return (Told("discussed", spoken.span()),)
    return tuple(dict.fromkeys(_without_vague(found)))


def without_amendments(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """A decision without its votes on amendments: `Ændringsforslag 1 fra F: For stemte …. Forslaget faldt.`"""
    return [paragraph for paragraph in paragraphs if not _AMENDMENT.match(paragraph.text)]


def _without_vague(found: Sequence[Told[str]]) -> list[Told[str]]:
    """`Det blev besluttet, at …` alone approves; beside another outcome it says nothing more."""
    clear = [told for told in found if told.value != _VAGUE]
    return clear or [Told("approved", told.span) for told in found]


def _spoken(paragraphs: Iterable[Paragraph]) -> Iterator[Passage]:
    """The sentences of a decision; of its bullets only whole sentences."""
    for paragraph in paragraphs:
        if paragraph.kind in ("text", "row") or (paragraph.kind == "bullet" and paragraph.text.endswith(".")):
            yield from paragraph.sentences


def _hits(sentence: Passage, context: Context) -> Iterator[Told[str]]:
    """The outcomes of one sentence: `Godkendt, idet …` is approved with changes."""
    text = sentence.text
    for match in _PHRASES.finditer(text):
        key, before = words("outcome")[match.group().casefold()], text[: match.start()]
        if not _counts(key, before, text, match, context):
            continue
        change = _CHANGES.search(text, match.end()) if key == "approved" else None
        if change:
            yield Told("approved_with_changes", sentence.span(match.start(), change.end()))
        else:
            yield Told(key, sentence.span(match.start(), match.end()))


def _counts(key: str, before: str, text: str, match: re.Match[str], context: Context) -> bool:
    """Whether a word for an outcome tells one here: not what others have done, or one member wants."""
    if key != "not_treated" and _OTHERS.search(before):
        return False
    if match.group()[:3].casefold() == "at " and not _RESOLVES.search(before):
        return False
    if key == "referred":
        return _sent_on(text, context)
    if key == "recommended":
        return _MAJORITY.search(before) is not None or not (_by_one(before) or _by_administration(before, context))
    if key == "discussed" and match.group().casefold() in _PRESENTED:
        return not _by_one(before)
    if key == "appointed":
        return match.group().casefold().endswith("s") or not before or _chosen(before, context)
    return True


def _by_one(before: str) -> bool:
    """`Tove Skånning (Ø) anbefaler …`, `Centerleder Ea Vinge gennemgik …`: what one person does, no body decides."""
    return any(len(before) - person.end < 3 for person in any_names(before))


def _by_administration(before: str, context: Context) -> bool:
    """`Forvaltningen indstiller …`, `Direktøren anbefaler …`: what is recommended to the body, not by it."""
    before = before.rstrip()
    last = before.rpartition(" ")[2]
    body = any(found.end == len(before) for found in context.bodies(before))
    return not body and bool(_UNIT.search(last) or is_post(last))


def _chosen(before: str, context: Context) -> bool:
    """`X blev valgt`, `Byrådet valgte`; `ingen ansat` is a noun."""
    if _AUXILIARY.search(before):
        return True
    return any(before[body.end :].isspace() for body in context.bodies(before) if body.end < len(before))


def _sent_on(text: str, context: Context) -> bool:
    """Only what goes to another body, or back, was referred."""
    return any(body.name != context.own for body in context.bodies(text)) or _BACK.search(text) is not None


def main(found: Sequence[Told[str]]) -> str | None:
    """The outcome that counts most: the first that decides, else what was noted or discussed."""
    keys = [told.value for told in sorted(found, key=lambda t: t.span)]
    return next((key for key in keys if key not in _WEAK), None) or next(iter(keys), None)
