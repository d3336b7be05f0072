"""Posts and offices in a text: `vej- og ejendomschef`, `konstitueret leder af Team Vand`, `Borgmesteren`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ..register import kept, pattern, tokens, words

_WORD = re.compile(r"[\w-]+")
_ENDINGS = ("erne", "rne", "ene", "er", "en", "ne", "n", "e", "r")
_OFFICE = re.compile(rf"(?P<post>(?:.{{2,}}?)?(?:{pattern('role')}))(?:{'|'.join(_ENDINGS)})?", re.I | re.S)
_POSTS = frozenset(f"{role}{ending}" for role in words("role") for ending in ("", *_ENDINGS))
_SURE = 3
_LAST = frozenset(post[-_SURE:] for post in _POSTS)
"""The last letters of posts: most words are told to be none by these."""
_BEFORE = re.compile(
    rf"(?<![\w-])(?:(?:{pattern('rolepre')}|[\w-]+(?:isk|faglig|mæssig))\s)?(?:[\w-]*-(?:,\s|\sog\s|\s&\s))*$", re.I
)
_ONE = r"(?:\w+-(?:,\s|\sog\s))?[\w-]+"
_UNIT = r"(?:[Cc]enter|[Tt]eam|[Aa]fdelingen)"
_SEVERAL = rf"{_ONE}(?:,\s{_ONE}){{0,6}}\sog\s{_ONE}"
OF = rf"(?:\s(?:for|af|i|hos|fra|ved|på)\s(?:{_SEVERAL}|{_UNIT}\sfor\s{_ONE}|{_ONE}(?:,\s{_ONE}){{0,6}}?))?"
"""What a post may be of, as part of a regular expression: `for borgerservice, IT og digitalisering`."""
_OF = re.compile(OF)
_LEADER = re.compile(rf"(?:{pattern('duty', 'chair', 'leader')})(?:en)?$", re.I)
_DEPUTY = re.compile(rf"(?:{pattern('duty', 'deputy')})(?:en)?$", re.I)
_SMALL = frozenset({"og", "for", "af"})
_FAR = 60


@dataclass(frozen=True, slots=True)
class PostAt:
    """A post named in a text: where its words begin and end, in code points."""

    start: int
    end: int


@lru_cache(maxsize=65536)
def is_post(word: str) -> bool:
    """Whether a word ends as posts do, definite or not: `Ejendomschefen`; not `Sejer`, with one letter before."""
    folded = word.casefold()
    return folded[-_SURE:] in _LAST and any(folded[at:] in _POSTS for at in (0, *range(2, len(folded))))


@kept
def posts(text: str) -> tuple[PostAt, ...]:
    """All posts of a text, in order, without what they are of."""
    found: list[PostAt] = []
    if not any(map(is_post, _WORD.findall(text))):
        return ()
    for match in _WORD.finditer(text):
        if is_post(match.group()):
            edge = found[-1].end if found else 0
            begin = _BEFORE.search(text, max(edge, match.start() - _FAR), match.start())
            found.append(PostAt(begin.start() if begin else match.start(), match.end()))
    return tuple(found)


def post_at(text: str, place: int = 0) -> PostAt | None:
    """The post that stands at a place, with what it is of: `Chef for borgerservice, IT og digitalisering`."""
    post = next((p for p in posts(text) if p.start >= place), None)
    if post is None or post.start > place:
        return None
    of = _OF.match(text, post.end)
    return replace(post, end=of.end()) if of else post


def base_post(role: str) -> str:
    """A post without its definite or plural ending: `Vej- og ejendomschefen` is vej- og ejendomschef.

    >>> base_post("Kommunaldirektøren"), base_post("konsulenterne"), base_post("chef for IT")
    ('Kommunaldirektør', 'konsulent', 'chef for IT')
    """
    head, space, rest = role.partition(" for ")
    match = _OFFICE.fullmatch(head)
    return f"{match['post'] if match else head}{space}{rest}"


@kept
def post_parts(role: str) -> frozenset[str]:
    """What two wordings of one post have in common: `Chef for borgerservice, IT og HR` in any order of its parts."""
    return tokens(base_post(role)) - _SMALL


@kept
def leads(role: str) -> bool:
    """Whether a post leads a body or a meeting: `formand`, `Kommunaldirektør (mødeleder)`; `næstformand` does not.

    >>> leads("kommunaldirektør (formand)"), leads("Næstformand")
    (True, False)
    """
    return any(_LEADER.search(word) and not _DEPUTY.search(word) for word in _WORD.findall(role))


def lowered(role: str) -> str:
    """A post as it stands within a sentence: only its first letter, and not of `HR-chef`."""
    return role[0].lower() + role[1:] if len(role) > 1 and role[1].islower() else role
