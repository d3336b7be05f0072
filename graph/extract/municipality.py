"""The municipality of a document: by header, footer, own sentence or register, typos set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..facts import Told
from ..register import place, words
from ..source import Span

_KOMMUNE = re.compile(r"[Kk]ommune(?=\W|s\b|$)")
_TOWN = re.compile(
    r"(?<![\w-])(?:[A-ZÆØÅ][a-zæøåé]*[ \u00a0]{1,2}){0,2}[A-ZÆØÅ][a-zæøåé]+"
    r"(?:-\w+|[ \u00a0](?:og|på|ved)[ \u00a0][A-ZÆØÅ][a-zæøåé]+)*(?=(?:[ \u00a0]{1,2}|\n)$)"
)
_WORD = re.compile(r"\S+")
_OF = re.compile(r"(?<!\w)(?:i|for|af|fra)\s$")
_HOST = re.compile(r"(?:dagsordener|www|dagsorden|politik)\.(?P<town>[a-z-]{3,30})\.dk", re.I)
_SPELT = re.compile(r"ae|oe|aa|-")
"""Letters by which a host's name is not spelt as the town's."""
_CAPITALS = re.compile(
    r"\b(?:[A-ZÆØÅ]{2,}[ -])?[A-ZÆØÅ]{3,} (?:REGIONS)?KOMMUNE(?=S?\b)|\b[A-ZÆØÅ][\wæøå]+ Regionskommune(?=s?\b)"
)
_HALL = re.compile(r"\b(?P<town>[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?) (?:Rådhus|Byrådssal|Kommunes? [Rr]ådhus)\b")
_MARGIN = " \t#*|_\u00a0"
_FAR = 70
_SEVERAL = 30
_ALONE, _OWNED, _ANYHOW, _KNOWN, _REPEATED = 20, 3, 1, 50, 2
"""How much it counts that a name stands alone on its line, behind `i`, anywhere, in the register, once more."""


def municipality(text: str) -> Told[str] | None:
    """The name as "X Kommune", and where it stands; None when the document does not tell.

    A line of its own counts most, then the register of Danish municipalities, then how often; a name that is a slip
    of a more trusted one (`Norrdjurs`) counts for that.
    """
    weights: Counter[str] = Counter()
    where: dict[str, Span] = {}
    for town, span, weight in _towns(text):
        weights[town] += weight
        where.setdefault(town, span)
    if not weights:
        return _in_capitals(text) or _by_host(text) or _by_hall(text)
    found = dict(weights.most_common(_SEVERAL))
    for town in found:
        found[town] += (_KNOWN if place(town) else 0) + _REPEATED * (text.count(town) - weights[town] // _ALONE)
    trusted: Counter[str] = Counter()
    for town, weight in found.items():
        trusted[_trusted(town, found, where)] += weight
    best = max(trusted, key=lambda t: (trusted[t], -where[t].start))
    return Told(f"{best} Kommune", where[best])


def told_in(titles: Iterable[Told[str]]) -> Told[str] | None:
    """The municipality that one of some titles names; a title may be wrapped in a way that the text alone hides."""
    for title in titles:
        if found := municipality(title.value):
            return Told(found.value, title.span, "municipality_by_title")
    return None


def _towns(text: str) -> Iterator[tuple[str, Span, int]]:
    """Each name before the word `Kommune`: the town, the place of both, how much it counts."""
    for match in _KOMMUNE.finditer(text):
        begin = max(0, match.start() - _FAR)
        town = _TOWN.search(text, begin, match.start())
        if town is None:
            continue
        parts = (w for w in _WORD.finditer(town.group()) if w.group().casefold() not in words("nottown"))
        first = next(parts, None)
        if first and town.end() - town.start() - first.start() > 2:
            start = _known_from(text, town.start() + first.start(), town.end())
            name = " ".join(text[start : town.end()].split())
            yield name, Span(start, match.end()), _weight(text, start, match.end())


def _known_from(text: str, start: int, end: int) -> int:
    """Where a name of the register begins, if only the last words are one: `Boldklub og Furesø` is Furesø."""
    if place(text[start:end]):
        return start
    starts = (start + m.start() for m in _WORD.finditer(text[start:end]))
    return next((at for at in starts if place(" ".join(text[at:end].split()))), start)


def _weight(text: str, start: int, end: int) -> int:
    """How much a name counts by where it stands."""
    before = text[max(0, start - _FAR) : start].rpartition("\n")[2].strip(_MARGIN)
    behind = text[end : end + _FAR].partition("\n")[0].strip(_MARGIN)
    if not before and (not behind or behind.startswith(",")):
        return _ALONE
    return _OWNED if _OF.search(text, max(0, start - 6), start) else _ANYHOW


def _trusted(town: str, found: Mapping[str, int], where: Mapping[str, Span]) -> str:
    """The name that a slip of the pen, or of its first word, stands for: known to the register, else told first."""
    near = [other for other in found if abs(len(town) - len(other)) <= 2 and _distance(town, other) <= 2]
    near += [other for other in found if other.endswith(f" {town}") and found[other] >= _OWNED]
    return max(near, key=lambda t: (place(t) is not None, -where[t].start))


def _distance(a: str, b: str) -> int:
    """How many letters part two words (Levenshtein)."""
    a, b = a.casefold(), b.casefold()
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def _by_host(text: str) -> Told[str] | None:
    """`dagsordener.stevns.dk`: a host's name tells a municipality: one of the register, else that of its agendas."""
    for match in _HOST.finditer(text):
        if known := place(match["town"]):
            return Told(known.name, Span(match.start("town"), match.end("town")), "municipality_by_host")
    for match in _HOST.finditer(text):
        if not (match.group()[:3].casefold() == "www" or _SPELT.search(match["town"])):
            name = f"{match['town'].title()} Kommune"
            return Told(name, Span(match.start("town"), match.end("town")), "municipality_by_host")
    return None


def _in_capitals(text: str) -> Told[str] | None:
    """`BORNHOLMS REGIONSKOMMUNE`, `VARDE KOMMUNE`: a name of the register, else one that is written so."""
    for match in _CAPITALS.finditer(text):
        known = place(match.group())
        name = known.name if known else match.group().title()
        return Told(name, Span(*match.span()))
    return None


def _by_hall(text: str) -> Told[str] | None:
    """`Tønder Rådhus`: the town hall of a municipality that the register knows."""
    for match in _HALL.finditer(text):
        for town in (match["town"], match["town"].removesuffix("s")):
            if known := place(town):
                return Told(known.name, Span(*match.span("town")))
    return None
