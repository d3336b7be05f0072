"""Bodies by name, in any form and compound, and by code: from the vocabulary, the register and the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ..register import kept, pattern, tokens, words

_TAIL = rf"(?:s|-)?(?:{pattern('tail')})(?!\w)"
_KIND = pattern("bodyword")
_LETTERS = "A-ZÆØÅÉÜÖÄa-zæøåéüöä"
_WORD = re.compile(rf"(?<![\w-])[{_LETTERS}-]+(?!\w)")
_HOLDS = re.compile(_KIND)
_LAST_PARTS = {kind.rpartition("-")[2] for kind in words("bodyword") if "-" in kind}
_HYPHENED = re.compile(rf"-(?:{'|'.join(sorted(_LAST_PARTS))})", re.I)
_BEFORE = re.compile(rf"(?<![\w-])(?:[{_LETTERS}]+-(?:,\s+|\s+og\s+|\s*/\s*))+$", re.I)
_STEM = re.compile(
    rf"(?P<stem>[{_LETTERS}-]*?(?P<kind>{_KIND}))(?P<form>(?:et|en|ens|ets|n|ns|t|ts|s)?)(?P<tail>{_TAIL})?(?!\w|-\w)",
    re.I,
)
_ELEMENT = rf"(?!\w*(?:{_KIND})(?:et|en|s|\b))(?!(?:{pattern('thereupon')}|{pattern('weekday')})\b)[{_LETTERS}]+-?"
_OF = re.compile(
    rf"(?<![\w-])(?P<kind>(?:{pattern('bodyhead')})et)s? "
    rf"(?P<of>for {_ELEMENT}(?:(?:,\s{_ELEMENT}){{0,6}},?\sog\s{_ELEMENT}"
    rf"|(?:,\s(?-i:[A-ZÆØÅ])[{_LETTERS}]+-?){{1,6}})?)s?(?!\w)",
    re.I,
)
"""`udvalget for integration, vækst og arbejdsmarked`: a list ends with its `og`, or each of its words is a name."""
_HEADS = "|".join(sorted(map(str.capitalize, words("bodyhead"))))
_TWO_WORDS = re.compile(
    rf"(?<![\w-])(?:Det [A-ZÆØÅ][a-zæøå]+e|[A-ZÆØÅ][a-zæøå]+(?:t|sk)) (?:{_HEADS})(?:et)?(?P<form>s?)(?!\w)"
)
"""`Grønt Råd`, `Det Grønne Råd`"""
_CAPITAL_KIND = re.compile(rf" (?:{_HEADS})")
_OF_MED = re.compile(
    rf" [A-ZÆØÅ][{_LETTERS}]+(?:(?:, | og | )(?![{_LETTERS}]+-?MED)[A-ZÆØÅ][{_LETTERS}]+){{0,4}}(?!\w)"
)
_OF_NEEDS = frozenset(f"{head}{ending}" for head in words("bodyhead") for ending in ("et", "ets"))
_CODE = re.compile(r"(?<![\w-])(?P<code>[A-ZÆØÅ]{2,5})(?P<tail>-møde\w*)?(?!\w)")
_CAPITALS = re.compile(r"[A-ZÆØÅ]{2}")
_NOT_ENDING = re.compile(rf"(?:{pattern('notbody', 'ending')})$")
_DEFINITE = re.compile(r"(et|en|n|t)$")
_MEETING = re.compile(pattern("tail", "meeting"), re.I)
_FAR = 80


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
    """How one document names bodies: its own, the codes it uses, the names it spells out (casefolded -> as first)."""

    own: str | None = None
    codes: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    unusual: set[str] = field(default_factory=set)
    """Names that no pattern finds, casefolded: told by the document's heading or its register."""
    guessed: set[str] = field(default_factory=set)
    """Codes that neither the vocabulary nor the register explains, found to be short for a name of the document."""

    def find(self, text: str) -> list[BodyAt]:
        """All bodies of a text, in order, none inside another; `udvalget` alone is the document's own."""
        found = [*self._known(text), *self._named(text), *self._coded(text)]
        if len(found) < 2:
            return found
        kept: list[BodyAt] = []
        for body in sorted(found, key=lambda b: (b.start, -b.end)):
            if not kept or body.start >= kept[-1].end:
                kept.append(body)
        return kept

    def resolve(self, text: str) -> str | None:
        """The body that a whole text names, by code or name; None when it names none."""
        plain = " ".join(text.split()).strip(" .:;,()")
        if plain in self.codes:
            return self.codes[plain]
        if known := self.names.get(plain.casefold()):
            return known
        found = [b for b in self.find(plain) if b.end - b.start >= len(plain) - 2]
        return found[0].name if len(found) == 1 else None

    def add(self, name: str) -> str:
        """Remember a spelling; the first one heard stays, whatever the letter case of others."""
        key = name.casefold()
        if key not in self.names:
            self.names[key] = name
            if not any(body.name.casefold() == key for body in self._named(name)):
                self.unusual.add(key)
        return self.names[key]

    def learn(self, text: str) -> None:
        """Remember the spelling of all bodies whose names show what they are."""
        if _shaped(text):
            for body in self._named(text):
                self.add(body.name)

    def _named(self, text: str) -> Iterator[BodyAt]:
        """Bodies whose names show what they are: `teknik- og miljøudvalget`, `Udvalget for Plan`."""
        if not (shaped := _shaped(text)):
            return
        for match, before in shaped:
            if name := self._canonical(match, before):
                of = _OF_MED.match(text, match.end()) if not match["form"] and name.casefold().endswith("med") else None
                name, end = (f"{name}{of.group()}", of.end()) if of else (name, match.end())
                yield BodyAt(self._spelling(name), match.start() - len(before), end, _of_meeting(match["tail"]))
        for match in () if _OF_NEEDS.isdisjoint(tokens(text)) else _OF.finditer(text):
            name = " ".join(f"{match['kind'].capitalize()} {match['of']}".split())
            yield BodyAt(self._spelling(name), match.start(), match.end("of"))

        for match in _TWO_WORDS.finditer(text) if _CAPITAL_KIND.search(text) else ():
            name = match.group().removesuffix(match["form"])
            yield BodyAt(self._spelling(name), match.start(), match.end())

    def _spelling(self, name: str) -> str:
        return self.names.get(name.casefold(), name)

    def _canonical(self, match: re.Match[str], before: str) -> str | None:
        """`økonomiudvalgmøde`, `Økonomiudvalgets`: Økonomiudvalget."""
        stem, kind, form = match["stem"].casefold(), match["kind"].casefold(), match["form"].casefold()
        if not before and stem in words("notbody"):
            bare = stem == kind and (_of_meeting(match["tail"]) if match["tail"] else form.startswith(("e", "n", "t")))
            return self.own if bare and self._is_own(kind) else None
        if _NOT_ENDING.search(stem) or (form in ("n", "ns", "t", "ts") and not kind.endswith("e")):
            return None
        ending = words("bodyword")[kind]
        ending = ending[1:] if kind.endswith("e") and ending.startswith("e") else ending
        spelled = (
            match["stem"] if not match["stem"].isupper() and (match["stem"][1:].islower() or "-" in stem) else stem
        )
        name = f"{' '.join(before.split())}{' ' if before[-1:].isspace() else ''}{spelled}{ending}"
        return name.capitalize() if match["stem"].isupper() else name[0].upper() + name[1:]

    def _is_own(self, kind: str) -> bool:
        """Whether the document's own body is of a kind: `udvalg` of Kulturudvalget and of Udvalget for Kultur."""
        own = (self.own or "").casefold()
        return own.removesuffix("et").endswith(kind) or own.startswith(f"{kind}et for ")

    def _known(self, text: str) -> Iterator[BodyAt]:
        """Bodies of unusual names, that the document's heading or its register tells."""
        if not self.unusual:
            return
        folded = text.casefold()
        for key in self.unusual:
            stem, form = _forms(key)
            if stem in folded:
                for match in form.finditer(text):
                    yield BodyAt(self.names[key], match.start(), match.end(), _of_meeting(match["tail"]))

    def _coded(self, text: str) -> Iterator[BodyAt]:
        if not _CAPITALS.search(text):
            return
        for match in _CODE.finditer(text):
            if match["code"] in self.codes:
                yield BodyAt(self.codes[match["code"]], match.start(), match.end(), bool(match["tail"]))


@kept
def _shaped(text: str) -> tuple[tuple[re.Match[str], str], ...]:
    """The words of a text that end as bodies' names do, with what belongs before them: `Teknik- og `, `miljøudvalg`."""
    if not any(map(_holds_kind, tokens(text))) and not _HYPHENED.search(text):
        return ()
    found = []
    for word in _WORD.finditer(text):
        if _holds_kind(word.group().casefold()) and (match := _STEM.match(text, word.start())):
            before = _BEFORE.search(text, max(0, word.start() - _FAR), word.start())
            found.append((match, before.group() if before else ""))
    return tuple(found)


@lru_cache(maxsize=65536)
def _holds_kind(word: str) -> bool:
    """Whether a word, casefolded, has one for a body in it."""
    return _HOLDS.search(word) is not None


def _of_meeting(tail: str | None) -> bool:
    return tail is not None and _MEETING.search(tail) is not None


@lru_cache(maxsize=1024)
def _forms(name: str) -> tuple[str, re.Pattern[str]]:
    """The unchanging part of a name, and the name in all its forms: definite, genitive, compound with meeting."""
    last = name.rpartition(" ")[2]
    if last.endswith("iet"):  # kollegiet, kollegium
        stem, endings = last[:-3], r"(?:iet|ium|ie)s?"
    else:
        stem, endings = (_DEFINITE.sub("", last) if len(last) > 5 else last), r"(?:e|en|et|n|t)?s?"
    whole = name[: len(name) - len(last)] + stem
    return whole, re.compile(rf"(?<![\w-]){re.escape(whole)}{endings}(?P<tail>{_TAIL})?(?!\w)", re.I)
