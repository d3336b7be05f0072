"""People by name, with their posts and parties: `vej- og ejendomschef Kim T. Jensen`, `Tove Skaaning (Ø)`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ..register import kept, pattern, words
from .posts import OF, PostAt, base_post, is_post, leads, posts

_UP, _LOW = "A-ZÆØÅÉÖÜÄ", "a-zæøåéèêöüäáíóúñçðþ"
_FIRST = rf"(?:[{_UP}]['’])?[{_UP}][{_LOW}]+(?:['’]?[{_UP}][{_LOW}]+)?(?:-[{_UP}][{_LOW}]+)*"
_SHORTENED = "|".join(sorted(w.capitalize() for w, key in words("abbreviation").items() if key != "word"))
_TOKEN = rf"(?:(?:{_SHORTENED}|[{_UP}])\.|{_FIRST})"
_NAME = rf"{_TOKEN}(?: (?:(?:{pattern('particle')}) ){{0,2}}{_TOKEN}){{1,5}}"
_PARENS_EACH = re.compile(r"\(([^()]*)\)")
_OTHER = (
    rf"(?:(?:{pattern('renamed', 'before')}) (?P<whole>{_NAME})"
    rf"|(?:{pattern('renamed', 'born')}) (?P<born>{_TOKEN}(?:[ -]{_TOKEN}){{0,2}}))"
)
"""Another name of the same person: `tidligere Anne Lund`, `født Lund`."""
_RENAMED = re.compile(_OTHER)
_PARENS = rf"(?P<parens>(?:\s?\([^()]{{1,40}}\))*)(?:,?\s(?P<renamed>{_OTHER})(?![\w-]))?"
_BEHIND = re.compile(rf"(?P<of>{OF})(?P<comma>,)?\s(?P<name>{_NAME}){_PARENS}")
_DIRECTLY = re.compile(rf"(?P<of>)(?P<comma>,)?\s(?P<name>{_NAME}){_PARENS}")
_ALONE = re.compile(rf"(?<![\w.-])(?=[{_UP}])(?P<name>{_NAME}){_PARENS}")
_APPOSED = re.compile(rf"{OF}(?=[,.]|$)")
_CAPITALS = re.compile(rf"[{_UP}][\w.'’-]*\s(?:\w+\s){{0,2}}[{_UP}]")
_LISTED = re.compile(r"(?:,| og|, og| samt) ?")
_APPOSITION = r"(?:, (?!og |samt )[^,.;:]{2,60},)"
_ACTS = re.compile(
    rf"(?:{_APPOSITION}| fra [\w\s-]{{2,40}}?)?,? (?:(?:vil|kom|skal|kunne)(?: [\wæøå]+){{0,3}} )?"
    rf"(?:{pattern('verb', 'presents', 'presented', 'attends', 'attended', 'recused')}"
    rf"|(?:{pattern('giving', 'gives', 'gave')}) (?:[\wæøå]+,? ){{0,4}}?(?:{pattern('presentation')})"
    rf"|(?:blev|er|bliver) (?:gen)?(?:valgt|udpeget))(?!\w)"
)
_THERE = re.compile(
    rf"(?:(?<!\w)(?:{pattern('presentation')})(?: [\wæøå]+)? (?:ved|v\.|af|fra)\s"
    rf"|(?<!\w)v/\s?|(?<!\w)(?:{pattern('giving', 'by')})\s"
    rf"|(?:^|[\s.])(?:{pattern('guest')})(?:\s*:\s*|\s))$",
    re.I,
)
"""`Oplæg ved `, `præsenteres af `, `Gæster: `"""
_OF_HOUSE = re.compile(r"\b(?:fra|hos|ved) $")
"""`fra Kærby Vandværk gav`: what comes from somewhere is named by that."""
_CHOSEN = re.compile(rf"(?<!\w)(?:{pattern('chooses')}) (?:som \w+ )?$", re.I)
"""`Byrådet valgte `"""
_HOUSE = re.compile(rf"(?:{pattern('notlast', 'ending')})(?:e[nt])?s?$", re.I)
"""`Skovby Vandforening`"""
_STANDS_IN = re.compile(rf"(?:{pattern('role', 'deputy', 'standin')})(?:en)?$", re.I)
_PARTY = re.compile(r"[A-ZÆØÅ]{1,2}")
_NOTES = re.compile(r",\s*|\s+[-–]\s+")


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
    other: str | None = None
    """Another name that the text gives the same person: `(tidligere Anne Lund)`."""


def people(text: str, known: Collection[str] = ()) -> list[PersonAt]:
    """Everyone named with a post, a party or a known name, and those listed with them, in order."""
    with_post, others = _named(text)
    if not others:
        return list(with_post)
    found = list(with_post)
    for person in others:
        if (
            person.role
            or person.party
            or person.name in known
            or _listed(text, person, found)
            or (_ACTS.match(text, person.end) and not _OF_HOUSE.search(text, 0, person.start))
            or _CHOSEN.search(text, 0, person.start)
            or _THERE.search(text, 0, person.start)
        ):
            found.append(person)
    for person in reversed(others):
        if person not in found and any(
            _LISTED.fullmatch(text, person.end, p.start) for p in found if p not in with_post
        ):
            found.append(person)
    return sorted(found, key=lambda p: p.start)


def any_names(text: str) -> list[PersonAt]:
    """Everything that is formed like a name: for places where only people stand (members, subjects of `deltog`)."""
    with_post, others = _named(text)
    return sorted([*with_post, *others], key=lambda p: p.start)


@kept
def _named(text: str) -> tuple[tuple[PersonAt, ...], tuple[PersonAt, ...]]:
    """The names of a text that stand behind a post, and the others."""
    if not _CAPITALS.search(text):
        return (), ()
    with_post = tuple(_with_posts(text))
    taken = [(p.start, p.end) for p in with_post]
    return with_post, tuple(_without(text, taken))


def _with_posts(text: str) -> Iterator[PersonAt]:
    edge = 0
    for post in posts(text):
        if post.start < edge:
            continue
        word = text[post.start : post.end]
        match = (_DIRECTLY if _STANDS_IN.search(word) else _BEHIND).match(text, post.end)
        if match is None or (match["comma"] and not leads(word)):
            continue
        edge = match.end()
        if person := _trim(match, post.start, base_post(word + match["of"])):
            yield person


def _without(text: str, taken: Collection[tuple[int, int]]) -> Iterator[PersonAt]:
    for match in _ALONE.finditer(text):
        start, end = match.span("name")
        if any(a < end and start < b for a, b in taken):
            continue
        if person := _trim(match, start, _apposed(text, match.end())):
            yield person


def _apposed(text: str, end: int) -> str | None:
    """`Ida Berg, chef for børn og unge,`: the post that stands behind a name."""
    if not text.startswith(", ", end):
        return None
    post = next((p for p in posts(text) if p.start >= end), PostAt(0, 0))
    of = _APPOSED.match(text, post.end) if post.start == end + 2 else None
    return base_post(text[post.start : of.end()]) if of else None


def _trim(match: re.Match[str], begin: int, role: str | None) -> PersonAt | None:
    """Take words off the front that are no name; None when no two are left, or they are no person's."""
    name, start = match["name"], match.start("name")
    stated = begin < start
    while _is_no_name(first := name.partition(" ")[0], name, within=len(name) < len(match["name"])):
        if role is None and is_post(first):
            role = first
        name = name.partition(" ")[2]
        start = match.end("name") - len(name)
        if not name:
            return None
    last = name.rpartition(" ")[2]
    if last == name or last.casefold() in words("notlast") or _HOUSE.search(last) or last.endswith("."):
        return None
    parens = match["parens"]
    notes = [note for told in _PARENS_EACH.findall(parens) for note in _NOTES.split(told.strip())] if parens else []
    party = next((p for p in notes if _PARTY.fullmatch(p) and p.casefold() not in words("union")), None)
    other = next(filter(None, (_other(name, told) for told in (*notes, match["renamed"]) if told)), None)
    rest = tuple(n for n in notes if n != party)
    end = match.end() if match["renamed"] and other == _other(name, match["renamed"]) else match.end("parens")
    return PersonAt(name, begin if stated else start, end, role, party, rest, other)


def _other(name: str, note: str) -> str | None:
    """The other name of Anne Holm in `tidligere Anne Lund`, `født Lund`: one that begins as hers does."""
    match = _RENAMED.fullmatch(note)
    if match is None:
        return None
    other = match["whole"] or f"{name.rpartition(' ')[0]} {match['born']}"
    return other if other.partition(" ")[0] == name.partition(" ")[0] and other != name else None


def _is_no_name(first: str, name: str, *, within: bool) -> bool:
    """Whether the first word of a name is none: `Udvalget`, `Konsulent`, `Oplæg` and the `af` behind it."""
    plain = first.casefold()
    none = plain.rstrip(".") in words("notfirst") or plain in words("presentation") or _is_title(first, name)
    return none or (within and plain in words("particle"))


def _is_title(first: str, name: str) -> bool:
    """`Udviklingskonsulent` in front of a name is a post."""
    return len(first) > 4 and first != name and is_post(first)


def _listed(text: str, person: PersonAt, found: Iterable[PersonAt]) -> bool:
    """`Konsulent Ida Berg og Ole Dahl`: a name behind another's, parted by `og` or a comma alone."""
    return any(_LISTED.fullmatch(text, p.end, person.start) for p in found if p.end <= person.start <= p.end + 6)
