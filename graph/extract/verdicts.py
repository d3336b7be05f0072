"""Sentences that decide by their parts: refused, chosen among several, followed, wanted again, elected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..register import cue, form, pattern
from .names import any_names


def _any(scheme: str, *keys: str) -> str:
    return f"(?:{pattern(scheme, *keys)})"


_SMALL = rf"(?: (?:{pattern('conveys', 'small')}|{pattern('thereupon')}|der|med stemmerne [\d-]+))"
_THING = rf"(?: [\w-]+){{0,2}}? \w*{_any('granted')}(?:en)?"
_GRANTS = rf"(?:{_any('refusal', 'infinitive')}|{_any('refusal', 'alone')}|{_any('refusal', 'passive')}{_THING})"
_REFUSED = form(
    rf"(?<!\w)(?:{_any('refusal', 'modal')}{_SMALL}{{0,3}} ikke{_SMALL}{{0,2}} (?:at )?{_GRANTS}"
    rf"|{_any('refusal', 'passive')}{_SMALL}{{0,2}} ikke{_SMALL}{{0,2}}{_THING}"
    rf"|ikke (?:kan |kunne |skal |at )?{_any('refusal', 'passive')}{_THING}"
    rf"|(?:blev|er|bliver){_SMALL}{{0,2}} ikke {_any('refusal', 'participle')}"
    rf"|{_any('refusal', 'alone')}{_SMALL}{{0,2}} ikke|ikke (?:kan |kunne )?{_any('refusal', 'alone')}"
    rf"|(?:ikke|intet|ingen){_SMALL}? {_any('refusal', 'ground')} (?:for|til)(?: (?:at|en|et))?"
    rf"|ikke (?:opnå |opnået |samle |samlet )?(?:det |den |et )?(?:fornødne |nødvendige |tilstrækkelige? )?"
    rf"(?:politisk |bred )?{_any('refusal', 'quorum')}"
    r"|(?:ønsker|ønskede) ikke,? at (?:\w+ ){1,3}(?:arbejdes|gås|[a-zæøå]+es)(?: videre)?)(?!\w)",
    also=("ikke", "intet", "ingen"),
)
"""`ønsker ikke at give tilskud`, `gives ikke dispensation`, `finder ikke grundlag for at`, `opnåede ikke flertal`"""
_OBJECTIONS = re.compile(r"\b(?:indsigelse|klage|høringssvar|ændringsforslag|bemærkning)\w*[^,;]*$", re.I)
"""`Indsigelserne imødekommes ikke, og planen vedtages`: what is refused is not the case."""
_ADVISED = form(
    rf"(?<!\w){_any('refusal', 'modal')}(?:{_SMALL}|,? med [\w\s-]{{3,30}}?){{1,3}} ikke (?:anbefale|indstille)(?!\w)",
    also=("ikke",),
)
"""`kan med stemmerne 3-2 ikke anbefale`"""
_CHOSEN = form(
    rf"(?<!\w){_any('choice', 'verb')}{_SMALL}{{0,2}} (?:den |det )?"
    rf"{_any('choice', 'option')}(?: [A-Z\d]{{1,2}})?(?!\w)",
    ("choice", "option"),
)
"""`går videre med model B`"""
_FOLLOWED = form(
    rf"(?<!\w){_any('following', 'verb')}{_SMALL}{{0,2}} (?:det |den )?(?:[\w-]+s )?"
    rf"{_any('following', 'counsel')}(?!\w)",
    ("following", "counsel"),
)
"""`i overensstemmelse med indstillingen`, `følger administrationens anbefaling`"""
_COUNSEL_FOLLOWED = form(
    rf"(?<!\w){_any('following', 'counsel')} (?:(?:blev|er|bliver){_SMALL}{{0,2}} )?(?:fulgt|følges|fulgtes)(?!\w)",
    ("following", "counsel"),
)
_GRANTED = form(
    rf"(?<!\w)(?:{_any('refusal', 'passive')}|{_any('refusal', 'participle')}){_THING}(?!\w)",
    ("refusal", "passive", "participle"),
)
"""`giver sit samtykke til`, `der meddeles dispensation`"""
_DONE = form(rf"^(?!(?:hvis|når|såfremt|for)\b)[^,.;:]{{3,70}}? {_any('deed')}(?!\w)", ("deed",))
"""`Arealet sælges til den højestbydende`"""
_AGREED = form(
    rf"(?<!\w){_any('agreed')} at (?!(?:{pattern('talks')}|{pattern('conveys', 'verb')})(?!\w))[a-zæøå]+[eå](?!\w)",
    ("agreed",),
)
"""`var enige om at igangsætte`"""
_HEARD = form(
    r"(?<!\w)(?:i (?:\d+|to|fire|seks|otte|ti|tolv) ugers? (?:[\w-]+ )?\w*(?:høring|fremlæggelse|offentlighedsfase)"
    r"|fremlægges? (?:offentligt )?i (?:\d+|to|fire|seks|otte|ti|tolv) uger"
    r"|(?:sende[rs]?|sendte|sendt|lægges|lagt|udsendes|udsender)(?: [\w-]+){0,4} i (?:[\w-]+ )?\w*høring)(?!\w)",
    also=("uger", "ugers", "høring", "partshøring", "nabohøring"),
)
"""`fremlægges i otte uger`, `sender udkastet ud i offentlig høring`"""
_WITHDRAWN = form(
    r"(?<!\w)(?:trak|trækker|trækkes|har trukket) (?:[\wæøå]+ ){1,3}tilbage(?!\w)",
    also=("trak", "trækker", "trækkes", "trukket"),
)
"""`Forslagsstilleren trak sit forslag tilbage`"""
_WANTED_AGAIN = form(
    rf"(?<!\w)(?:ønsker|ønskede|ønskes)(?: (?:{pattern('motion')}))?{_SMALL}{{0,2}} {_any('wanted', 'again')}(?!\w)",
    ("wanted", "again"),
)
"""`ønsker sagen genoptaget`"""
_ELECTED = form(
    rf"(?<!\w)(?:{_any('elected', 'office')} (?:blev|er|bliver)|valget faldt på|(?:peger|pegede) på"
    rf"|fortsætter som {_any('elected', 'office')})(?!\w)",
    ("elected", "office"),
    also=("valget", "peger", "pegede"),
)
"""`Formand blev Anna Berg`, `Valget faldt på Ole Holm`"""
_MAYBE = re.compile(r"(?:, om|\b(?:hvorvidt|hvis|såfremt|før|inden|når))\b[^,.;]*$", re.I)
"""`drøftede, om der burde gives tilladelse`"""
_AGAIN = cue("again", "again")
_COMES_AGAIN = form(
    rf"(?<!\w){_any('motion')} (?:tages|sættes|kommer|optages|behandles|drøftes|genbehandles) (?:igen )?"
    r"(?:op |på dagsordenen )?(?:igen )?(?:på|til|ved) "
    r"(?:et |det |udvalgets |rådets )?(?:(?:næste|kommende|senere|førstkommende|nyt) )?(?:ordinære )?\w*møde\w*",
    ("motion",),
)
"""`Sagen tages op på mødet i juni`"""
_SHAPES = (
    ("rejected", _REFUSED),
    ("not_recommended", _ADVISED),
    ("approved", _CHOSEN),
    ("approved", _FOLLOWED),
    ("approved", _COUNSEL_FOLLOWED),
    ("approved", _GRANTED),
    ("sent_to_hearing", _HEARD),
    ("withdrawn", _WITHDRAWN),
    ("resolved", _DONE),
    ("resolved", _AGREED),
    ("postponed", _WANTED_AGAIN),
)


def verdicts(text: str) -> Iterator[tuple[str, int, int]]:
    """The outcomes that a sentence tells by its parts, each with where its words stand."""
    taken = 0
    for key, shape in _SHAPES:
        for match in shape.finditer(text):
            if match.start() < taken or _MAYBE.search(text, 0, match.start()):
                continue
            if not (key == "rejected" and of_objections(text, match.start())):
                yield key, *match.span()
                taken = match.end() if key == "rejected" else taken
    for match in _ELECTED.finditer(text):
        if any(0 <= person.start - match.end() < 3 or match.start() - person.end == 1 for person in any_names(text)):
            yield "appointed", *match.span()


def of_objections(text: str, place: int) -> bool:
    """Whether what is told at a place is of objections to the case, beside what is told of the case."""
    beside = "," in text[place:] or " og " in text[place:]
    return beside and _OBJECTIONS.search(text, 0, place) is not None


def again(text: str) -> bool:
    """Whether a case comes up once more."""
    return _AGAIN.search(text) is not None or _COMES_AGAIN.search(text) is not None
