"""Who stood in for whom: what stands before, between and behind two names says it."""

from __future__ import annotations

import re
from itertools import pairwise

from ..register import form, pattern, tokens, words
from .names import PersonAt, any_names

_DEPUTY = rf"(?:{pattern('role', 'deputy', 'standin')})(?:erne|en|er|e|ne)?"
_CAME = (
    rf"(?:{pattern('verb', 'attended', 'attends')}|{pattern('standing', 'came')})"
    r"(?: (?:i|på|under) mødet| i hele mødet)?"
)
_THEIR = rf"(?:{pattern('pronoun', 'genitive')})"
_THEM = rf"(?:{pattern('pronoun', 'object')})"
_SMALL = (
    r"(?:[\s,;:.(/–-]|\b(?:og|var|er|havde|har|blev|som|mødet|fra|til stede)\b"
    rf"|\b(?:{pattern('standing', 'missing')})\b)*"
)
_INSTEAD = rf"(?:i stedet|i (?:{_THEIR}|hvis) sted|for hvem|på (?:{_THEIR}|hvis) plads)"
_FOR = rf"(?:{pattern('standsfor')}|for)"
_MAY = [
    label
    for scheme, keys in (("role", ("deputy", "standin")), ("standing", ("sign", "replaced", "by")))
    for label, key in words(scheme).items()
    if key in keys
]
_MAY_FOR = form("", ("verb", "attended"), ("standing", "came"))
_OPENED = re.compile(rf"\((?=[^()]*(?<!\w)(?:{_DEPUTY}|for|stedet|{_CAME})(?!\w))", re.I)

_FOR_ANOTHER = re.compile(
    rf"[\s,;(:–-]*(?P<came>{_CAME}\s+)?(?P<as>(?:som |er |var )?{_DEPUTY}\s+)?(?P<for>{_FOR})\s*:?\s*"
    rf"|.{{0,90}}\s{_CAME} (?:som {_DEPUTY}|i stedet) for\s*",
    re.I | re.S,
)
"""Between one who came and one who did not: ` (suppleant for `, ` deltog for `, ` i stedet for `."""
_REPLACES = re.compile(rf"\s*(?:{pattern('standing', 'replaced')})\s+", re.I)
_BEHIND_DEPUTY = re.compile(rf"(?<!\w){_DEPUTY}\s*:?\s*$", re.I)
_INSTEAD_CAME = re.compile(
    rf"(?:.*[\s,;.(–-])?(?:{_INSTEAD}(?:\s+(?:for {_THEM}\s+)?{_CAME})?|(?:som )?{_DEPUTY} {_CAME}"
    rf"|(?:{pattern('standing', 'by')}))(?: {_DEPUTY})?\s*:?\s*",
    re.I | re.S,
)
"""Between one who did not come and one who did: `. I stedet deltog `, `, for hvem `, ` blev erstattet af `."""
_THEN_DEPUTY = re.compile(rf"{_SMALL}{_DEPUTY}(?: for {_THEM})?\s*:?\s*", re.I)
_THEN_CAME = re.compile(rf"\s*(?::|,?\s*{_CAME})\s*(?:{_DEPUTY},?\s+)?", re.I)
_FOR_ONE = re.compile(
    rf"(?:(?:^|[.;:(]\s*)|(?<=\s)(?=i |på |som |{_DEPUTY})){_SMALL}(?:som )?(?:{_DEPUTY} )?{_FOR}\s*$", re.I
)
"""Before one who did not come: `Som stedfortræder for `, `For `, `I stedet for `."""
_IN_PLACE = re.compile(rf"s?\s+(?:sted|fravær|plads),?\s+{_CAME}\s*(?:{_DEPUTY}\s+)?", re.I)
_NEXT_TO = re.compile(_SMALL, re.I)
_CAME_INSTEAD = re.compile(
    rf"\s*(?:{_CAME}\s+(?:{_INSTEAD}|som {_DEPUTY})|{_CAME} {_INSTEAD}|(?:som )?{_DEPUTY}\b|{_INSTEAD}\b)"
    rf"(?! (?:for|i stedet for) (?!{_THEM}))",
    re.I,
)
"""Behind one who came, the one before did not: ` deltog i stedet`, ` mødte som suppleant`."""
_LEADS_IN = re.compile(rf"{_SMALL}(?:{_INSTEAD}|(?:som )?{_DEPUTY})(?:\s+{_CAME})?(?: {_DEPUTY})?\s*:?\s*", re.I)
_MISSING = re.compile(rf"(?<!\w)(?:{pattern('standing', 'missing')})(?!\w)", re.I)
_FARTHEST = 120


def stand_ins(text: str, *, away: bool = False, listed: bool = False) -> list[tuple[PersonAt, PersonAt]]:
    """`Som stedfortræder for X deltog Y`, `X … I stedet deltog Y`, `Y (suppleant for X)`: who was absent, who stood in.

    `away` says that the text tells of those absent: then `X, suppleant Y` is enough; `listed` that it lists those who
    stood in: then `Y for X` is.
    """
    if not (listed or _may(text)):
        return []
    plain = _without_parens(text)
    named = any_names(plain)
    found: dict[int, tuple[PersonAt, PersonAt]] = {}
    for before, behind in pairwise(named):
        if _for_another(plain, before, behind, listed=listed):
            found[before.start] = (behind, before)
    taken = {person.start for pair in found.values() for person in pair}
    edge = 0
    for before, behind in pairwise(named):
        free = behind.start not in taken and (before.start not in found) and before.start >= edge
        if free and (name := _replaced(plain, before, behind, away=away)):
            found[behind.start] = (name, behind)
            edge = behind.end
    return [found[start] for start in sorted(found)]


def leads_in(text: str) -> PersonAt | None:
    """`Stedfortræder: Ida Skov (V)`, `I stedet deltog Ida Skov`: who stood in for the one told of before."""
    if not _may(text):
        return None
    first = next(iter(any_names(text)), None)
    if first is None or not _LEADS_IN.fullmatch(text, 0, _at(text, first)):
        came = first and first.start == 0 and _CAME_INSTEAD.match(text, first.end)
        return first if came else None
    return first


def _may(text: str) -> bool:
    """Whether a text has a word that standing in cannot be told without."""
    folded = text.casefold()
    return any(map(folded.__contains__, _MAY)) or ("for" in tokens(text) and (_MAY_FOR.may(text) or "(for " in text))


def _without_parens(text: str) -> str:
    """The text, as long as before, where parentheses that tell of standing in are commas: `Y (suppleant for X)`."""
    for match in reversed(list(_OPENED.finditer(text))):
        depth = 0
        for place in range(match.start(), len(text)):
            depth += (text[place] == "(") - (text[place] == ")")
            if depth == 0:
                text = f"{text[: match.start()]},{text[match.end() : place]};{text[place + 1 :]}"
                break
    return text


def _at(text: str, person: PersonAt) -> int:
    """Where the name itself begins, behind a post."""
    return max(person.start, text.find(person.name, person.start))


def _for_another(text: str, one: PersonAt, other: PersonAt, *, listed: bool) -> bool:
    """Whether the first came for the second."""
    if other.start - one.end > _FARTHEST:
        return False
    if _REPLACES.fullmatch(text, one.end, other.start):
        return True
    match = _FOR_ANOTHER.fullmatch(text, one.end, other.start)
    if match is None:
        return False
    sure = listed or match["came"] or match["as"] or (match["for"] or "").casefold() != "for" or "," in match.group()
    return bool(sure) or _BEHIND_DEPUTY.search(text, 0, _at(text, one)) is not None


def _replaced(text: str, one: PersonAt, other: PersonAt, *, away: bool) -> PersonAt | None:
    """The first, where the second came for them."""
    gap = (one.end, _at(text, other))
    if gap[1] - gap[0] > _FARTHEST:
        return None
    if _IN_PLACE.fullmatch(text, *gap):
        return PersonAt(one.name.removesuffix("s"), one.start, one.end, one.role, one.party)
    if _INSTEAD_CAME.fullmatch(text, *gap):
        return one
    if _FOR_ONE.search(text, 0, _at(text, one)) and _THEN_CAME.fullmatch(text, *gap):
        return one
    told = away or _MISSING.search(text, 0, gap[1])
    if told and _THEN_DEPUTY.fullmatch(text, *gap):
        return one
    return one if _NEXT_TO.fullmatch(text, *gap) and _CAME_INSTEAD.match(text, other.end) else None
