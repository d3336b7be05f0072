"""People by name, with their posts and parties: `vej- og ejendomschef Kim T. Jensen`, `Tove Skaaning (Ø)`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..register import pattern, words

_UP, _LOW = "A-ZÆØÅÉÖÜÄ", "a-zæøåéèêöüäáíóúñçðþ"
_FIRST = rf"[{_UP}][{_LOW}]+(?:['’]?[{_UP}][{_LOW}]+)?(?:-[{_UP}][{_LOW}]+)*"
_TOKEN = rf"(?:(?:{'|'.join(sorted(w.capitalize() for w in words('abbreviation')))}|[{_UP}])\.|{_FIRST})"
_PARTICLE = r"(?:von|van|de|da|du|bin|den|der|af|el|al|la|le|zu|ten)"
NAME = rf"{_TOKEN}(?: (?:{_PARTICLE} )?{_TOKEN}){{1,5}}"
_SHORT = rf"{_FIRST}(?: (?:{_PARTICLE} )?{_TOKEN}){{0,5}}"
_PARENS = r"(?P<parens>(?:\s?\([^()]{1,40}\))*)"
_OFFICE = pattern("role", "office")
_POST = rf"(?:(?:{pattern('rolepre')})\s)?(?:[\wæøåÆØÅ]+-(?:,\s|\sog\s|\s&\s))*[\wæøåÆØÅ-]*?(?:{_OFFICE})(?:erne|ene|er|en|n|ne|e)?"
_ONE = r"(?:[\wæøåÆØÅ]+-(?:,\s|\sog\s))?[\wæøåÆØÅ-]+"
_OF = rf"(?:\s(?:for|af|i|hos|fra|ved|på)\s(?:{_ONE}(?:,\s{_ONE})*\sog\s{_ONE}|(?:Center|center|Team|team|afdelingen|Afdelingen)\sfor\s{_ONE}|{_ONE}(?:,\s{_ONE})*?))?"
_WITH_POST = re.compile(rf"(?<![\w-])(?P<role>(?i:{_POST})(?-i:{_OF}))(?P<comma>,)?\s(?P<name>{NAME}){_PARENS}")
_ALONE = re.compile(rf"(?<![\w.-])(?P<name>{NAME}){_PARENS}(?:,\s(?P<role>(?i:{_POST})(?-i:{_OF}))(?=[,.]|$))?")
ACTING = re.compile(rf"(?<![\w-])(?P<role>(?i:{_POST})(?-i:{_OF}))(?![\w-])")


@dataclass(frozen=True, slots=True)
class PersonAt:
    """Someone named in a text: where, and the post and party the words give."""

    name: str
    start: int
    end: int
    role: str | None = None
    party: str | None = None
    notes: tuple[str, ...] = ()
    """What else stands in parentheses: `formand`, `FOA`."""


def people(text: str, known: Iterable[str] = ()) -> list[PersonAt]:
    """Everyone named with a post, a party or a known name, and those listed with them, in order."""
    found: list[PersonAt] = []
    for match in _WITH_POST.finditer(text):
        if match["comma"] and not re.search(r"formand|borgmester", match["role"], re.I):
            continue
        person = _trim(match, base_post(match["role"]))
        if person:
            found.append(person)
    taken = [(p.start, p.end) for p in found]
    full = set(known)
    for match in _ALONE.finditer(text):
        if any(a < match.end("name") and match.start("name") < b for a, b in taken):
            continue
        person = _trim(match, base_post(match["role"]) if match["role"] else None)
        if person and (person.role or person.party or person.name in full or _listed(text, person, found)):
            found.append(person)
    return sorted(found, key=lambda p: p.start)


def any_names(text: str) -> list[PersonAt]:
    """Everything that is formed like a name: for places where only people stand (members, subjects of `deltog`)."""
    with_post = people(text)
    taken = [(p.start, p.end) for p in with_post]
    rest = (_trim(m, base_post(m["role"]) if m["role"] else None) for m in _ALONE.finditer(text))
    return sorted(
        [*with_post, *(p for p in rest if p and not any(a < p.end and p.start < b for a, b in taken))],
        key=lambda p: p.start,
    )


def _trim(match: re.Match[str], role: str | None) -> PersonAt | None:
    """Take words off the front that are no name; None when no two are left, or they are no person's."""
    name, start = match["name"], match.start("name")
    while (first := name.split(" ")[0]).casefold().rstrip(".") in words("notfirst") or (
        " " in name and _is_post(first)
    ):
        if role is None and _is_post(first):
            role = first
        name = name.partition(" ")[2]
        start = match.end("name") - len(name)
        if not name:
            return None
    if " " not in name or name.split(" ")[-1].casefold() in words("notlast") or name.split(" ")[-1].endswith("."):
        return None
    parens = re.findall(r"\(([^()]*)\)", match["parens"])
    party = next((p for p in parens if re.fullmatch(r"[A-ZÆØÅ]{1,2}", p) and p.casefold() not in words("union")), None)
    notes = tuple(p for p in parens if p != party)
    begin = match.start("role") if match["role"] and match.start("role") < start else start
    begin = start if match["role"] is None and begin != start else begin
    return PersonAt(re.sub(r"\s+", " ", name), begin, match.end("parens"), role, party, notes)


def _listed(text: str, person: PersonAt, found: list[PersonAt]) -> bool:
    """`Konsulent Ida Berg og Ole Dahl`: a name behind another's, parted by `og` or a comma alone."""
    return any(
        re.fullmatch(r"(?:,| og|, og| samt) ?", text[p.end : person.start]) for p in found if p.end <= person.start
    )


@cache
def _is_post(word: str) -> bool:
    return bool(re.fullmatch(_POST, word, re.I)) and len(word) > 4


def base_post(role: str) -> str:
    """A post without its definite or plural ending: `Vej- og ejendomschefen` is vej- og ejendomschef.

    >>> base_post("Kommunaldirektøren"), base_post("konsulenterne"), base_post("chef for IT")
    ('Kommunaldirektør', 'konsulent', 'chef for IT')
    """
    head, space, rest = role.partition(" for ")
    match = re.fullmatch(rf"(?P<post>.*?(?:{_OFFICE}))(?:erne|ene|er|en|n|ne|e)?", head, re.I)
    return f"{match['post'] if match else head}{space}{rest}"


def same_post(a: str, b: str) -> bool:
    """Whether two wordings are of one post: `Chef for borgerservice, IT og digitalisering` in any order of its parts."""
    parts = [frozenset(re.findall(r"[\wæøå]+", base_post(x).casefold())) - {"og", "for", "af"} for x in (a, b)]
    return parts[0] == parts[1]


def first_name(text: str, known: Iterable[PersonAt]) -> PersonAt | None:
    """The one person of that first name; None when none or several have it."""
    found = {p.name: p for p in known if p.name.split(" ")[0] == text}
    return next(iter(found.values())) if len(found) == 1 else None


def canonical(name: str, known: Iterable[PersonAt]) -> str:
    """The fuller name of the one person it is short for: `Anton Flye` is Anton S. Flye."""
    plain = re.sub(r" \w+\.", "", name)
    found = {p.name for p in known if p.name != name and re.sub(r" \w+\.", "", p.name) == plain and "." in p.name}
    return next(iter(found)) if len(found) == 1 and "." not in name else name


def lowered(role: str) -> str:
    """A post as it stands within a sentence: only its first letter, and not of `HR-chef`."""
    return role[0].lower() + role[1:] if len(role) > 1 and role[1].islower() else role
