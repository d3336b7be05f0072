"""Who stood apart, told otherwise than by a verb behind a name: `mod Ole Holms stemme`, `Nej: 1 (V)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts import Stance
from ..register import Form, form, needed, pattern
from .names import any_names

_LETTERS = r"(?:(?i:liste|gruppe|partiet) )?[A-ZÆØÅ](?:(?:, | og |,|\+|/)[A-ZÆØÅ])*"
_PARTY = rf"(?:(?i:{pattern('party')})|{_LETTERS})"
_PARTIES = re.compile(rf"{_PARTY}(?:(?:,| og| samt) {_PARTY})*$")
_DECIDED = r"(?:godkendt|tiltrådt|vedtaget|anbefalet|stemte|stemmer|besluttet|tilslutning|fulgt|enstemmig)"
_WHO = r"(?P<who>[^.;:()]{1,90}(?:\([A-ZÆØÅ]\)[^.;:()]{0,60})*)"
_COUNT = r"(?:\d+(?: stemmer| stemme| medlemmer)?\s*)?"


def _shape(expression: str, *words: str) -> Form:
    return form(expression, also=words)


_SHAPES: tuple[tuple[Stance, Form], ...] = (
    ("abstained", _shape(rf"^{_WHO} (?:valgte|ønskede|ønsker|vil|ville) ikke at stemme\b", "stemme")),
    ("abstained", _shape(rf"\b(?:blankt?|blanke stemmer)\s*:\s*{_COUNT}\(?{_WHO}", "blank", "blankt", "blanke")),
    ("abstained", _shape(rf"\b\d+ (?:medlem(?:mer)? )?undlod(?: at stemme)?\s*\({_WHO}", "undlod")),
    ("reservation", _shape(rf"\bforbehold (?:fra|af|for)\s+{_WHO}", "forbehold")),
    ("reservation", _shape(rf"^forbehold\s*:\s*{_WHO}", "forbehold")),
    ("against", _shape(r"\b(?:i?mod) (?P<who>[^.,;:]{2,60}?)s stemmer?\b", "stemme", "stemmer")),
    ("against", _shape(rf"\b(?:i?mod) stemme(?:r|rne|n)? fra {_WHO}", "stemmer", "stemmerne", "stemme", "stemmen")),
    ("against", _shape(rf"\bi?mod stemte \d+(?: medlem(?:mer)?)?[^().;:]{{0,40}}\({_WHO}", "stemte")),
    ("against", _shape(rf"\b\d+ stemmer? i?mod[^().;:]{{0,40}}\({_WHO}", "stemme", "stemmer")),
    (
        "against",
        _shape(rf"\b(?:stemte |stemmer )?nej(?:-stemmer|stemmer)?\s*:\s*{_COUNT}\(?{_WHO}", "nej", "nejstemmer"),
    ),
    (
        "against",
        _shape(
            rf"\b{_DECIDED}\b[^.;:]*?\b(?:dog ikke|undtagen|bortset fra|på nær|med undtagelse af) (?:af )?{_WHO}"
            r"|\balle (?:undtagen|på nær|bortset fra) (?P<other>[^.;:]{1,60}?)"
            r" (?:stemte for|stemmer for|godkendte|tiltrådte)",
            *("ikke", "undtagen", "bortset", "nær", "undtagelse"),
        ),
    ),
    ("against", _shape(r"^(?P<who>(?![^.]*hverken)[^.,:;]{1,60}) (?:er |var )?imod\.?$", "imod")),
    ("against", _shape(rf"^{_WHO}\b(?:at ville|vil|ville|agter at|at de vil|at ville) stemme imod\b", "stemme")),
    (
        "against",
        _shape(
            rf"^{_WHO} (?:ønsk|bad|begær|anmod)\w*[^.]*\b(?:til)?ført (?:til )?(?:protokol|referat)\w*"
            r"[^.]*\b(?:ikke|imod)\b"
            r"|^(?P<other>[^.;:]{1,90}) (?:ønsk|bad|begær)\w*[^.]*\bmodstand (?:til)?ført",
            *("ført", "tilført"),
        ),
    ),
    (
        "against",
        _shape(
            r"\bmindretal(?:let)?(?: på \w+(?: medlemmer)?)?(?:,| bestående af|\s*\()\s*"
            r"(?P<who>[^().;:]{1,80}?(?:\([A-ZÆØÅ]\)[^().;:]{0,40}?)*)"
            r"(?:\)|,? (?=ønsk|stem|kan|kunne|vil|foresl|mener))",
            *("mindretal", "mindretallet"),
        ),
    ),
    (
        "against",
        _shape(
            rf"\bmindretalsudtalelse(?:n)?(?: fra|\s*:) {_WHO}"
            r"|^(?P<other>[^.;:]{1,80}) afg(?:av|iver)\b[^.:]*mindretalsudtalelse",
            *("mindretalsudtalelse", "mindretalsudtalelsen"),
        ),
    ),
)
APART = needed(*(shape for _, shape in _SHAPES))
"""What any of the shapes needs."""


def apart(text: str) -> Iterator[tuple[Stance, int, int, bool]]:
    """Who a sentence says stood apart: how, between which places, and whether single letters there are parties."""
    for stance, shape in _SHAPES if APART.may(text) else ():
        for match in shape.finditer(text):
            start, stop = match.span("who")
            if start < 0:
                start, stop = match.span("other")
            who = text[start:stop].strip(" ,()")
            letters = _PARTIES.match(who) is not None
            if letters or any(person.start < 3 for person in any_names(who)):
                yield stance, start, stop, letters
