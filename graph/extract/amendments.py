"""What is voted on beside the case: amendments, and what members move of it before the case itself is decided."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..prose import Paragraph
from ..register import cue, form, pattern, words

_PHRASES = cue("outcome", *sorted(set(words("outcome").values()) - {"changes"}))
_AMENDMENT = form(rf"\b(?:{pattern('amendment')})(?:et|erne|er)?\b", ("amendment",), endings=("", "et", "erne", "er"))
_WITH_IT = re.compile(r"\b(?:indstilling|sagen|dagsorden|punkt(?:et)? \d)", re.I)
_VOTES = re.compile(
    rf"(?:{pattern('vote')}|forslaget|det (?:blev|faldt)|\d+ (?:medlem|stem)|ja:|nej:|herefter faldt)", re.I
)
_MOVES = cue("verb", "proposed")
_MOTION = form(r"(?:\bet|^|\b\w+s) forslag(?:et)? (?:[^.,]{1,40} )?om (?:at|\w+else)\b", also=("forslag", "forslaget"))
"""`Et forslag fra V om udsættelse blev forkastet`"""
_FELL = re.compile(rf"\b(?:{pattern('outcome', 'rejected')})\b", re.I)
_AGREES = re.compile(
    r"(?:det|dette|hvilket|herom|forslaget) (?:var|er|blev|kunne|fik|tiltrådtes|godkendtes|vedtoges)\b[^.]{0,60}?"
    r"\b(?:tilslutning|enighed|flertal|tiltrådt|vedtaget|godkendt|imødekommet|fulgt|tilslutte sig|opbakning)\b"
    r"|det blev vedtaget",
    re.I,
)


def without_amendments(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """A decision without its votes on amendments: `Ændringsforslag 1 fra F: For stemte …. Forslaget faldt.`

    What a member moved and was voted down goes too, where something else is told.
    """
    kept, amending = list[Paragraph](), False
    beside = _voted_down([sentence.text for paragraph in paragraphs for sentence in paragraph.sentences])
    if not beside and not any(_AMENDMENT.may(s.text) for paragraph in paragraphs for s in paragraph.sentences):
        return list(paragraphs)
    place = 0
    for paragraph in paragraphs:
        told = []
        for at, sentence in enumerate(paragraph.sentences, place):
            amending = amends(sentence.text) or (amending and _VOTES.match(sentence.text) is not None)
            if not amending and at not in beside:
                told.append(sentence)
        place += len(paragraph.sentences)
        whole = len(told) == len(paragraph.sentences)
        kept += [paragraph] if whole else [Paragraph("text", sentence) for sentence in told]
    return kept


def amends(text: str) -> bool:
    """Whether a sentence is of an amendment, and not of the proposal with it."""
    return _AMENDMENT.search(text) is not None and _WITH_IT.search(text) is None


def adopted(text: str) -> bool:
    """Whether an amendment was adopted: `Ændringsforslaget blev vedtaget`."""
    keys = {words("outcome")[match.group().casefold()] for match in _PHRASES.finditer(text)}
    return "approved" in keys and "rejected" not in keys


def moves(text: str) -> bool:
    """Whether a member moves something: `V foreslog udsættelse`."""
    return _MOVES.search(text) is not None or _MOTION.search(text) is not None


def agrees(text: str) -> bool:
    """Whether what was moved before is agreed to: `Det var der tilslutning til.`"""
    return _AGREES.match(text) is not None and _FELL.search(text) is None


def _voted_down(told: Sequence[str]) -> set[int]:
    """The sentences of what members moved and was voted down, and of the votes on it."""
    found: set[int] = set()
    for place, text in enumerate(told):
        if not moves(text):
            continue
        stop = place + 1
        while stop < len(told) and _VOTES.match(told[stop]):
            stop += 1
        if stop < len(told) and any(_FELL.search(line) for line in told[place + (stop > place + 1) : stop]):
            found.update(range(place, stop))
    return found
