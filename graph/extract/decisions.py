"""Decisions: with which outcomes their words end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..facts import Told
from ..prose import Paragraph
from ..register import concept, cue, form, pattern, words
from ..source import Passage
from .amendments import adopted, agrees, amends, moves, without_amendments
from .context import Context
from .deputies import stand_ins
from .names import any_names
from .speakers import by_administration, by_another, by_itself, by_one, by_others, chosen, sent_on
from .verdicts import again, of_objections, verdicts

_OUTCOMES = sorted(set(words("outcome").values()) - {"changes"})
_PHRASES = cue("outcome", *_OUTCOMES)
_CHANGES = cue("outcome", "changes")
_CLAUSE = re.compile(r"\bat\b")
_CHANGED = re.compile(rf"(?=med ){pattern('outcome', 'changes')}(?!\w)", re.I)
_WITH_CHANGES = re.compile(
    r"\bmed (?:[\w-]+ ){0,3}"
    r"(?:ændring|rettelse|justering|tilføjelse|tilretning|præcisering|modifikation)(?:e?r|e?n|e?rne)?\b",
    re.I,
)
"""`med enkelte sproglige rettelser`"""
_OTHERS = re.compile(
    rf"(?:har (?:(?:{pattern('adverb')}) )?|(?:{pattern('adverb', 'before')}) (?:er |været |blevet )?"
    r"|hvis |såfremt |kan |kunne )$",
    re.I,
)
_ABOUT_MEMBERS = ("against", "reservation", "abstained", "recused", "away", "out", "left")
_ASIDE = form(rf"(?<!\d )(?<!\w)(?:{pattern('verb', *_ABOUT_MEMBERS)})(?!\w)", ("verb", *_ABOUT_MEMBERS))
_BY_MEMBER = cue("verb", "proposed")
_RESOLVES = re.compile(
    rf"(?:{pattern('outcome', 'resolved', 'approved')}|{pattern('agreed')})(?: (?:{pattern('thereupon')}))?,?\s+$",
    re.I,
)
_TO_SEND = re.compile(rf",?(?: (?:{pattern('thereupon')}))? at (?:{pattern('conveys', 'verb')})(?!\w)", re.I)
"""`vedtog at oversende sagen`: what is approved is that it goes on."""
_MAJORITY = cue("majority", "majority")
_OTHER_ITEM = re.compile(rf"(?:{pattern('numbering', 'item')})\s*(?:nr\.?\s*)?\d", re.I)
_SAYS_NOTHING = re.compile(r"(?:der var|der er) (?:ikke|ingen)\b|(?:ingen|intet)\b", re.I)
_NEXT = cue("time", "next")
_PRESENTED = {label for label, key in words("verb").items() if key in ("presents", "presented")}
_POINTED = re.compile(rf"\b(?:\d+\. at-punkt|(?:{pattern('numbering')})(?:et)? \d)", re.I)
_WITHIN = re.compile(r"[a-zæøå,]\s+$")
_MOTIONED = re.compile(rf",? og (?:{pattern('motion')}) (?:blev|er|var) ", re.I)
_OF_MOTION = re.compile(rf"\b(?:{pattern('motion')}) (?:blev|er|var)(?: \w+){{0,3}}? ?$", re.I)
_TOWARDS = re.compile(rf"(?: \w+)? over ?for (?:\w*(?:{pattern('bodyword')})|[A-ZÆØÅ]{{2,5}}\b)", re.I)
"""`kan ikke tiltræde indstillingen over for Byrådet`: there it is decided."""
_THAT = re.compile(r"\b(?:anbefal|indstill)\w*\b[^.;]*?\bat [^.;,]*$", re.I)
_AGAINST = re.compile(r"\bfraråd\w*(?: [\w-]+)?,? at [^.;]*$", re.I)
_SEAT = re.compile(rf"(?:{pattern('duty')}|{pattern('role', 'deputy', 'standin')}|repræsentant|kandidat|medlem)", re.I)
_OFFICE = re.compile(r"(?:tiltræder|tiltrådte) (?:(?:den|d\.|pr\.|som|i) |stilling|sin |\d)", re.I)
"""`den nye chef tiltræder den 1. april`"""
_MEETS = re.compile(rf"\bmøder?\b[^.]{{0,40}}\b(?:{pattern('holds', 'meeting')})\b[^.]{{0,30}}\b\d{{1,2}}\.", re.I)
_PUT_TO_VOTE = re.compile(rf"\b(?:{pattern('motion')}|\w*forslag\w*|indstilling\w*|det)\b|\bstem", re.I)
_FALLS = ("faldet", "faldt", "falder")
_ELSE = re.compile(r"\b(?:som|der) $")
"""`en handlingsplan, som sendes til`: what is sent is not the case."""
_TOLD_OF = re.compile(r"[^.]{0,60}\btil (?:orientering|underretning|efterretning)\b", re.I)
_TOLD_TO = re.compile(r"\bat \w+ (?:bliver|blive|er) $", re.I)
"""`sørger for, at naboerne bliver orienteret`"""
_A_MEETING = re.compile(r"^(?!.*\b(?:punkt|sag))[^,;]*møde\w*\b[^,;]*$", re.I)
"""What a meeting does that is cancelled, no item: `Mødet den 17. maj er aflyst`"""
_ATTENDS = cue("verb", "attends", "attended")
_REFUSAL = "afslag"
"""Alone it refuses: `Afslag, da vejen bruges`; else it may be what is asked for."""
_WEAK = {"discussed", "noted"}
_OF_A_CHANGE = {*_WEAK, "withdrawn", "rejected"}
"""What a change may do to a text: `med den ændring, at afsnittet tages ud`."""
_SENT_ON = {"recommended", "sent_to_hearing"}
"""Outcomes with which a case goes on anyway: `Anbefales. Sagen oversendes til Byrådet.`"""
_PUT_OFF = {"postponed", "not_treated", "withdrawn"}
_NEGATIVE = {"rejected", "not_recommended", "not_treated"}
_NEGATED = re.compile(r"\bikke (?:(?:blev|bliver|er|skal|skulle|kan|kunne|må|ønskes) )?$", re.I)
"""`at sagen ikke blev udsat`"""
_WHETHER = re.compile(r"(?:, om|\bhvorvidt)\b[^,.;]*$", re.I)
"""`drøftede, om der burde gives tilladelse`"""
_THE_ADVISED = re.compile(r"\bdet $", re.I)
_VAGUE = "resolved"


def outcomes(
    paragraphs: Sequence[Paragraph], context: Context, title: str = "", default: str | None = "discussed"
) -> tuple[Told[str], ...]:
    """The outcomes a decision's words tell, in order; a sentence that tells none has the default's.

    `title` is that of the item: below one that asks for remarks, `Ingen.` approves.
    """
    found: list[Told[str]] = []
    spoken: Passage | None = None
    told = list(_spoken(without_amendments(paragraphs) or paragraphs))
    amended = any(adopted(s.text) for p in paragraphs for s in p.sentences if amends(s.text))
    others = len(told) > 1 and not all(_OTHER_ITEM.match(sentence.text) for sentence in told)
    before = ""
    for sentence in told:
        text = sentence.text
        if wanted := _moved_to(text, before):
            found.append(Told(wanted, sentence.span()))
            continue
        before = text
        edge = _aside(text, context)
        if edge == 0:
            continue
        if others and _OTHER_ITEM.match(text):
            continue
        if not found and concept("remarks", title) and concept("nothing", text):
            return (Told("approved", sentence.span()),)
        hits = [hit for hit in _hits(sentence, context) if _before(hit, sentence, edge)]
        if any(hit.value in ("recommended", "not_recommended") for hit in hits):  # `oversendes til ØK med anbefaling`
            hits = [hit for hit in hits if hit.value != "referred" and not _recommended(hit, sentence)]
        found.extend(hits)
        if edge is None and spoken is None and len(text.split()) >= 4 and not (text.endswith(":") or _silent(text)):
            spoken = sentence
    if amended:
        found = [Told("approved_with_changes", hit.span) if hit.value == "approved" else hit for hit in found]
    if not found and default and (later := next((sentence for sentence in told if again(sentence.text)), None)):
        return (Told("postponed", later.span(), "discussed_by_default"),)
    if not found and default and spoken is not None and context.kind != "agenda":
        return (Told(default, spoken.span(), "discussed_by_default"),)
    return tuple(dict.fromkeys(_in_part(_without_sending(_without_vague(found)), told)))


def decides(text: str) -> bool:
    """Whether a word for an outcome stands in a text."""
    return _PHRASES.search(text) is not None


def _moved_to(text: str, before: str) -> str | None:
    """What comes of a case as a member moved: `V foreslog udsættelse. Det var der enighed om.`"""
    if not (moves(before) and agrees(text)):
        return None
    keys = [words("outcome")[match.group().casefold()] for match in _PHRASES.finditer(before)]
    return next((key for key in keys if key in _PUT_OFF), None)


def _recommended(hit: Told[str], sentence: Passage) -> bool:
    """Whether an outcome is what is recommended: `anbefaler, at byrådet tiltræder indstillingen`."""
    before = sentence.text[: max(0, hit.span.start - sentence.span().start)]
    approved = hit.value in ("approved", "approved_with_changes")
    return approved and (_THAT.search(before) or _AGAINST.search(before)) is not None


def _in_part(found: Sequence[Told[str]], told: Sequence[Passage]) -> Sequence[Told[str]]:
    """Of several points one approved and one rejected: approved with changes."""
    keys = {hit.value for hit in found}
    if not {"approved", "rejected"} <= keys or not any(_POINTED.search(sentence.text) for sentence in told):
        return found
    return [Told("approved_with_changes", hit.span) for hit in found if hit.value == "approved"]


def _aside(text: str, context: Context) -> int | None:
    """From where on a sentence tells of members rather than of the body: 0 for all of it, None for none."""
    told = _ASIDE.search(text)
    members = told if told and not _by_body(text, context) else None
    starts = [match.start() for match in (members, _BY_MEMBER.search(text)) if match]
    if stand_ins(text) or (starts and any(person.start == 0 for person in any_names(text))):
        return 0 if _MOTIONED.search(text) is None else 1
    return min(starts) if starts else None


def _before(hit: Told[str], sentence: Passage, edge: int | None) -> bool:
    """Whether words for an outcome stand before what is told of members, or are of the proposal itself."""
    if edge is None or hit.span.end <= sentence.place(edge):
        return True
    at = hit.span.start - sentence.span().start
    return _OF_MOTION.search(sentence.text, 0, max(0, min(at, len(sentence.text)))) is not None


def _by_body(text: str, context: Context) -> bool:
    """`Udvalget kan ikke tiltræde indstillingen`: said of the body itself, first in its sentence."""
    if _MAJORITY.match(text):
        return True
    first = next(iter(context.bodies(text)), None)
    return first is not None and first.start == 0 and first.name == context.own


def _silent(text: str) -> bool:
    """`Der var ikke indkommet spørgsmål.`, `Næste møde er den 12. juni.`: nothing of which anything was made."""
    if _MEETS.search(text) or (_ATTENDS.search(text) and any_names(text)):
        return True
    return _SAYS_NOTHING.match(text) is not None or (_NEXT.search(text) is not None and "møde" in text)


def _without_vague(found: Sequence[Told[str]]) -> list[Told[str]]:
    """`Det blev besluttet, at …` alone approves; beside another outcome it says nothing more."""
    clear = [told for told in found if told.value != _VAGUE]
    return clear or [Told("approved", told.span, "resolved_alone") for told in found]


def _without_sending(found: Sequence[Told[str]]) -> Sequence[Told[str]]:
    """What is recommended or sent to hearing is sent on by that: words that say so behind it tell no more."""
    first = min((told.span for told in found if told.value in _SENT_ON), default=None)
    return [told for told in found if told.value != "referred" or first is None or told.span < first]


def _spoken(paragraphs: Iterable[Paragraph]) -> Iterator[Passage]:
    """The sentences of a decision; of its bullets only whole sentences."""
    for paragraph in paragraphs:
        if paragraph.kind in ("text", "row") or (paragraph.kind == "bullet" and paragraph.text.endswith(".")):
            yield from paragraph.sentences


def _hits(sentence: Passage, context: Context) -> list[Told[str]]:
    """The outcomes of one sentence: `Godkendt, idet …` is approved with changes."""
    text = sentence.text
    parts = [found for found in verdicts(text) if not by_others(text[: found[1]], context)]
    found = []
    for key, start, end in parts:
        key = "not_recommended" if key == "rejected" and _TOWARDS.match(text, end) else key
        found.append(_changed(key, start, end, sentence))
    for match in _PHRASES.finditer(text):
        key, before = words("outcome")[match.group().casefold()], text[: match.start()]
        key = "not_recommended" if key == "rejected" and _TOWARDS.match(text, match.end()) else key
        if any(start < match.end() and match.start() < end for _, start, end in parts):
            continue
        if not _counts(key, before, text, match, context):
            continue
        found.append(_changed(key, match.start(), match.end(), sentence))
    changed = min((hit.span for hit in found if hit.value == "approved_with_changes"), default=None)
    return [hit for hit in found if changed is None or hit.span <= changed or hit.value not in _OF_A_CHANGE]


def _changed(key: str, start: int, end: int, sentence: Passage) -> Told[str]:
    """An outcome; approved with changes where they are told: `at der arbejdes videre med ændringer` tells none."""
    text = sentence.text
    change = None
    if key == "approved":
        change = _CHANGES.search(text, end) or _WITH_CHANGES.search(text, end) or _CHANGED.match(text)
    if change and _WITH_CHANGES.match(change.group()) and _CLAUSE.search(text, end, change.start()):
        change = None
    if change is None:
        return Told(key, sentence.span(start, end))
    return Told("approved_with_changes", sentence.span(min(start, change.start()), max(end, change.end())))


def _counts(key: str, before: str, text: str, match: re.Match[str], context: Context) -> bool:
    """Whether a word for an outcome tells one here: not what others have done, or one member wants."""
    if match.group()[0].isupper() and _WITHIN.search(before):  # `Rådet for Socialt Udsatte`
        return False
    if by_others(before, context) or (key == "rejected" and of_objections(text, match.start())):
        return False
    if key not in _NEGATIVE and (_NEGATED.search(before) or _WHETHER.search(before)):
        return False
    if key == "recommended" and _THE_ADVISED.search(before) and match.group().casefold() == "indstillede":
        return False
    if (key != "not_treated" and _OTHERS.search(before) and not by_itself(before, context)) or _OFFICE.match(
        text, match.start()
    ):
        return False
    if match.group()[:3].casefold() == "at " and not _RESOLVES.search(before):
        return False
    if (
        key == "rejected"
        and match.group().casefold().endswith(_FALLS)
        and not _PUT_TO_VOTE.search(before + match.group())
    ):
        return False
    if key == "approved" and _TO_SEND.match(text, match.end()):
        return False
    if key == "withdrawn" and _A_MEETING.search(before):
        return False
    if key == "referred":
        beside = _ELSE.search(before) or _TOLD_OF.search(text, match.end())
        return not beside and sent_on(text, context)
    if key == "recommended":
        return _MAJORITY.search(before) is not None or not (by_one(before) or by_administration(before, context))
    if key == "discussed":
        return not (by_another(text, match, context) or (match.group().casefold() in _PRESENTED and by_one(before)))
    if key == "noted" and _TOLD_TO.search(before):
        return False
    if match.group().casefold() == _REFUSAL:
        return not before.strip()
    if key == "appointed":
        if not (any_names(text) or _SEAT.search(text)):
            return False
        return match.group().casefold().endswith(("s", "træder")) or not before or chosen(before, context)
    return True


def untreated(found: Sequence[Told[str]]) -> bool:
    """Whether all outcomes of a decision put the case off."""
    return bool(found) and all(told.value in _PUT_OFF for told in found)


def main(found: Sequence[Told[str]]) -> str | None:
    """The outcome that counts most: the first that decides, else what was noted or discussed."""
    keys = [told.value for told in sorted(found, key=lambda t: t.span)]
    return next((key for key in keys if key not in _WEAK), None) or next(iter(keys), None)
