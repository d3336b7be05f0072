"""Codes of bodies: what `MTU`, `ØK` or `FU` is short for, by the register, initials, the vocabulary, or spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..register import Place, pattern, words
from .bodies import Naming

_KIND = re.compile(rf"(?P<stem>\w+?)(?P<kind>{pattern('bodyword')})\w{{0,3}}$", re.I)
_PARTS = re.compile(r"[\s,/-]+")
_SMALL = frozenset({"", "og", "for", "i", "på"})
_OF = re.compile(rf"^(?:{pattern('bodyhead')})et for ")
_CODES = re.compile(r"[A-ZÆØÅ]{2,5}(?:/[A-ZÆØÅ]{2,5})?(?![\w-])")
_CAPITALISED_WORD = re.compile(r"[A-ZÆØÅ][\w-]+")
_CAPITALISED = re.compile(rf"{_CAPITALISED_WORD.pattern}(?:(?:,| og| &|-)? {_CAPITALISED_WORD.pattern}){{1,6}}$")
_LIKE_BODIES = re.compile(r"[A-ZÆØÅ]{2,4}[URNB]")


@cache
def initials(name: str) -> str:
    """The first letters of a name's parts: `Miljø- og teknikudvalget` is MTU.

    >>> initials("Børne- og ungdomsudvalget"), initials("Udvalget for plan, udvikling og kultur")
    ('BUU', 'UPUK')
    """
    letters = ""
    for part in _PARTS.split(name):
        if part not in _SMALL:
            match = _KIND.match(part)
            letters += part[0] + (match["kind"][0] if match and match["stem"] else "")
    return letters.upper()


def spells(code: str, name: str) -> bool:
    """Whether a code can be short for a name: its letters in order, the first the name's first."""
    letters = _OF.sub("", name.casefold())
    if not letters.startswith(code[0].casefold()):
        return False
    place = 0
    for letter in code.casefold():
        place = letters.find(letter, place) + 1
        if place == 0:
            return False
    return True


def code_of(code: str, naming: Naming, place: Place | None) -> str:
    """What a code is short for: by the register, by initials, by the vocabulary, by spelling; else the code itself."""
    known, own = sorted(set(naming.names.values())), naming.own
    if place and code.casefold() in place.bodies:
        return place.bodies[code.casefold()]
    general = words("body").get(code.casefold())
    if general and general.casefold() in naming.names:
        return naming.names[general.casefold()]
    if name := _initialled(code, known, own):
        return name
    return general or _only([n for n in known if spells(code, n)], own) or code


def _initialled(code: str, known: Iterable[str], own: str | None) -> str | None:
    """The one body of these initials, all or without the first or last."""
    every = [(name, initials(name)) for name in known]
    for cut in (slice(None), slice(None, -1), slice(1, None)):
        if found := _only([name for name, letters in every if letters[cut] == code], own):
            return found
    return None


def _only(fitting: list[str], own: str | None) -> str | None:
    """The document's own body if it is among them, else the only one."""
    if own in fitting:
        return own
    return fitting[0] if len(fitting) == 1 else None


def general_codes() -> list[str]:
    """The codes that need no spelling out."""
    return [code.upper() for code in words("body")]


def written_out(code: str, told: Iterable[str]) -> str | None:
    """The name of those initials that a text has before a code: `Børn, Familie og Skole (BFS)`; None without one."""
    for text in told:
        place = text.find(f" ({code})")
        match = _CAPITALISED.search(text[:place]) if place > 0 else None
        parts = [part.start() for part in _CAPITALISED_WORD.finditer(match.group())] if match else []
        names = [match.group()[start:] for start in parts] if match else []
        if found := next((name for name in names if initials(name) == code), None):
            return found
    return None


def unknown_codes(told: Iterable[str], naming: Naming) -> list[str]:
    """Codes used as bodies are, though no route prints them: `til ØK/HSU`, `behandles i MTU`."""
    found: list[str] = []
    for text in told:
        for match in _CODES.finditer(text):
            before, codes = text[max(0, match.start() - 1) : match.start()], match.group().split("/")
            if not (before.isalnum() or before == "-") and (len(codes) > 1 or _LIKE_BODIES.fullmatch(codes[0])):
                found.extend(codes)
    return [code for code in dict.fromkeys(found) if code not in naming.codes]
