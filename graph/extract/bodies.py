"""Bodies by name, in any form and compound, and by code: from the vocabulary, the register and the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from ..register import Place, pattern, words

_TAIL = rf"(?:s|-)?(?:{pattern('tail')})(?!\w)"
_PREFIX = r"(?:[A-ZÆØÅa-zæøåé]+-(?:,\s+|\s+og\s+|\s*/\s*))*"
_KIND = pattern("bodyword")
_NAME = re.compile(
    rf"(?<![\w-])(?P<prefix>{_PREFIX})(?P<stem>[A-ZÆØÅa-zæøåé-]*?(?P<kind>{_KIND}))"
    rf"(?P<form>(?:et|en|ens|ets|n|ns|t|ts|s)?)(?P<tail>{_TAIL})?(?![\w])",
    re.I,
)
_ELEMENT = rf"(?!\w*(?:{_KIND})(?:et|en|s|\b))[A-ZÆØÅa-zæøåé]+-?"
_OF = re.compile(
    rf"(?<![\w-])(?P<kind>udvalget|rådet|nævnet)s? (?P<of>for (?:{_ELEMENT}(?:,\s(?!der|som|at|men|hvor)|\sog\s))*{_ELEMENT})(?P<s>s)?(?![\w])",
    re.I,
)
_CODE = re.compile(r"(?<![\w-])(?P<code>[A-ZÆØÅ]{2,5})(?P<tail>-møde\w*)?(?![\w])")
_DEFINITE = re.compile(r"(et|en|n|t)$")


@dataclass(frozen=True, slots=True)
class BodyAt:
    """A body named in a text: its full name, nominative definite, and where, in code points."""

    name: str
    start: int
    end: int
    meeting: bool = False
    """Whether the words are of a meeting of it (`økonomiudvalgsmøde`)."""


@dataclass(slots=True)
class Naming:
    """How one document names bodies: its own body, the codes it uses, the names it spells out."""

    own: str | None = None
    codes: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def find(self, text: str) -> list[BodyAt]:
        """All bodies of a text, in order, none inside another; `udvalget` alone is the document's own."""
        found = [*self._known(text), *self._named(text), *self._coded(text)]
        kept: list[BodyAt] = []
        for body in sorted(found, key=lambda b: (b.start, -b.end)):
            if not kept or body.start >= kept[-1].end:
                kept.append(body)
        return kept

    def resolve(self, text: str) -> str | None:
        """The body that a whole text names, by code or name; None when it names none."""
        plain = re.sub(r"\s+", " ", text).strip(" .:;,()")
        if plain in self.codes:
            return self.codes[plain]
        if known := self.names.get(plain.casefold()):
            return known
        found = [b for b in self.find(plain) if b.end - b.start >= len(plain) - 2]
        return found[0].name if len(found) == 1 else None

    def add(self, name: str) -> str:
        """Remember a spelling; the first one heard stays, whatever the letter case of others."""
        return self.names.setdefault(name.casefold(), name)

    def _named(self, text: str) -> Iterable[BodyAt]:
        for match in _NAME.finditer(text):
            name = self._canonical(match)
            if name:
                yield BodyAt(
                    self.names.get(name.casefold(), name), match.start(), match.end(), _of_meeting(match["tail"])
                )
        for match in _OF.finditer(text):
            name = (
                f"{match['kind'][0].upper()}{match['kind'][1:].casefold()} {re.sub(chr(92) + 's+', ' ', match['of'])}"
            )
            yield BodyAt(self.names.get(name.casefold(), name), match.start(), match.end("of"))

    def _canonical(self, match: re.Match[str]) -> str | None:
        """`økonomiudvalgmøde`, `Økonomiudvalgets`: Økonomiudvalget."""
        stem, kind = match["stem"].casefold(), match["kind"].casefold()
        definite = match["form"].casefold().startswith(("e", "n", "t"))
        if not match["prefix"] and stem in words("notbody"):
            bare = stem == kind and definite and not match["tail"]
            return self.own if bare and self.own and self.own.casefold().removesuffix("et").endswith(kind) else None
        if re.search(rf"(?:{pattern('notbody', 'ending')})$", stem):
            return None
        if match["form"] and match["form"].casefold() in ("n", "ns", "t", "ts") and not kind.endswith("e"):
            return None
        ending = words("bodyword")[kind]
        ending = ending[1:] if kind.endswith("e") and ending.startswith("e") else ending
        prefix = re.sub(r"\s+", " ", match["prefix"])
        name = f"{prefix}{match['stem'] if match['stem'][1:].islower() or '-' in match['stem'] else stem}{ending}"
        return name[0].upper() + name[1:]

    def _known(self, text: str) -> Iterable[BodyAt]:
        """Bodies of unusual names, that the document's heading or its register tells."""
        for key, name in self.names.items():
            for match in _forms(key).finditer(text):
                yield BodyAt(name, match.start(), match.end(), _of_meeting(match["tail"]))

    def _coded(self, text: str) -> Iterable[BodyAt]:
        for match in _CODE.finditer(text):
            if match["code"] in self.codes:
                yield BodyAt(self.codes[match["code"]], match.start(), match.end(), bool(match["tail"]))


def _of_meeting(tail: str | None) -> bool:
    return bool(tail) and "møde" in (tail or "").casefold()


@cache
def _forms(name: str) -> re.Pattern[str]:
    """A name in all its forms: definite, indefinite, genitive, compound with meeting."""
    last = name.rpartition(" ")[2]
    if last.endswith("iet"):  # kollegiet, kollegium
        stem, endings = last[:-3], r"(?:iet|ium|ie)s?"
    else:
        stem, endings = (_DEFINITE.sub("", last) if len(last) > 5 else last), r"(?:e|en|et|n|t)?s?"
    body = re.escape(name[: len(name) - len(last)] + stem) + endings
    return re.compile(rf"(?<![\w-]){body}(?P<tail>{_TAIL})?(?![\w])", re.I)


def initials(name: str) -> str:
    """The first letters of a name's parts: `Miljø- og teknikudvalget` is MTU.

    >>> initials("Børne- og ungdomsudvalget"), initials("Udvalget for plan, udvikling og kultur")
    ('BUU', 'UPUK')
    """
    kind = re.compile(rf"(?P<stem>\w+?)(?P<kind>{_KIND})\w{{0,3}}$", re.I)
    letters = ""
    for part in re.split(r"[\s,/-]+", name):
        if not part or part in ("og", "for", "i", "på"):
            continue
        match = kind.match(part)
        letters += part[0] + (match["kind"][0] if match and match["stem"] else "")
    return letters.upper()


def spells(code: str, name: str) -> bool:
    """Whether a code can be short for a name: its letters in order, the first the name's first."""
    letters = re.sub(r"^(?:udvalget|rådet) for ", "", name.casefold())
    if not letters.startswith(code[0].casefold()):
        return False
    place = 0
    for letter in code.casefold():
        place = letters.find(letter, place) + 1
        if place == 0:
            return False
    return True


def code_of(code: str, names: Iterable[str], own: str | None, place: Place | None) -> str:
    """What a code is short for: by the register, by initials, by the vocabulary, by spelling; else the code itself."""
    known = sorted(set(names))
    if place and code.casefold() in place.bodies:
        return place.bodies[code.casefold()]
    general = words("body").get(code.casefold())
    folded = {n.casefold(): n for n in known}
    if general and general.casefold() in folded:
        return folded[general.casefold()]
    for form in (initials, lambda n: initials(n)[:-1], lambda n: initials(n)[1:]):
        exact = [n for n in known if form(n) == code]
        if own in exact:
            return own or code
        if len(exact) == 1:
            return exact[0]
    if general:
        return general
    fitting = [n for n in known if spells(code, n)]
    if own in fitting or len(fitting) == 1:
        return own if own in fitting and own else fitting[0]
    return code


def general_codes() -> list[str]:
    """The codes that need no spelling out."""
    return [code.upper() for code in words("body")]


def unknown_codes(text: str, naming: Naming) -> list[str]:
    """Codes used as bodies are, though no route prints them: `til ØK/HSU`, `behandles i MTU`."""
    found = re.findall(r"(?<![\w-])[A-ZÆØÅ]{2,4}[URNB](?![\w-])", text)
    found += [code for pair in re.findall(r"(?<!\w)([A-ZÆØÅ]{2,5})/([A-ZÆØÅ]{2,5})(?!\w)", text) for code in pair]
    return [code for code in dict.fromkeys(found) if code not in naming.codes]
