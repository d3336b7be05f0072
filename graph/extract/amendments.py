"""Amendments, voted on before the proposal itself: which sentences tell of them, and whether one was adopted."""

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


def without_amendments(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """A decision without its votes on amendments: `Ændringsforslag 1 fra F: For stemte …. Forslaget faldt.`"""
    if not any(_AMENDMENT.may(sentence.text) for paragraph in paragraphs for sentence in paragraph.sentences):
        return list(paragraphs)
    kept, amending = list[Paragraph](), False
    for paragraph in paragraphs:
        told = []
        for sentence in paragraph.sentences:
            amending = amends(sentence.text) or (amending and _VOTES.match(sentence.text) is not None)
            if not amending:
                told.append(sentence)
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
