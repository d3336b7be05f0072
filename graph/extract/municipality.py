"""The municipality of a document: by header, footer, own sentence or register, typos set aside."""

from __future__ import annotations

import re
from collections import Counter

from ..facts import Told
from ..formats import Reading
from ..register import place
from ..sections import Outline
from ..source import Span

_NAME = r"[A-ZÆØÅ][a-zæøåé]+(?:[- \u00a0]{1,2}(?:[A-ZÆØÅ][a-zæøåé]+|og|på|ved))*?"
_ALONE = re.compile(rf"^[ \t#*|]*(?P<town>{_NAME})[ \u00a0]{{1,2}}Kommune(?=[ \t*|]*(?:$|,|\n))", re.M)
_ANY = re.compile(rf"(?P<town>{_NAME}(?: {_NAME})?)[ \u00a0]{{1,2}}[Kk]ommune(?=[\W]|s\b)")
_OF = re.compile(rf"\b(?:i|for|af|fra) (?P<town>{_NAME}(?: [A-ZÆØÅ][a-zæøåé]+)?)[ \u00a0]{{1,2}}[Kk]ommune(?=[\W]|s\b)")
_HOST = re.compile(r"(?:dagsordener|www|dagsorden|politik)\.(?P<town>[a-z-]{3,30})\.dk", re.I)
_LEAD = re.compile(
    r"^(?:I|Til|Fra|For|Af|Hos|Den|Det|Hele|Samt|Ved|På|Som|Når|At|Med|Hvis|Post|Digital|Digital Post|Om|Både|Alle) (?=[A-ZÆØÅ])"
)


def municipality(reading: Reading, parts: Outline) -> Told[str] | None:
    """The name as "X Kommune", and where it stands; None when the document does not tell.

    A line of its own counts most, then the register of Danish municipalities, then how often; a name that is a slip
    of a more trusted one (`Norrdjurs`) counts for that.
    """
    text = reading.source.text
    found: Counter[str] = Counter()
    where: dict[str, Span] = {}
    for weight, form in ((20, _ALONE), (3, _OF), (1, _ANY)):
        for match in form.finditer(text):
            town = _LEAD.sub("", re.sub(r"\s+", " ", match["town"]))
            start = match.end("town") - len(town)
            if len(town) < 3:
                continue
            found[town] += weight
            where.setdefault(town, Span(start, match.end()))
    if not found:
        return _by_host(text)
    for town in list(found):
        found[town] += 50 if place(town) else 0
        found[town] += 2 * len(re.findall(rf"(?<![\w]){re.escape(town)}(?![\w])(?! [Kk]ommune)", text))
    first = {town: text.find(f"{town} ") for town in found}
    clusters: Counter[str] = Counter()
    for town in found:
        clusters[_trusted(town, found, first)] += found[town]
    best = max(clusters, key=lambda t: (clusters[t], -first[t]))
    return Told(f"{best} Kommune", where[best])


def _trusted(town: str, found: Counter[str], first: dict[str, int]) -> str:
    """The name a slip of the pen stands for: known to the register, else the one told first."""
    alike = [
        other
        for other in found
        if _distance(town.casefold(), other.casefold()) <= 2 and abs(len(town) - len(other)) <= 2
    ]
    return max(alike, key=lambda t: (bool(place(t)), -first[t]))


def _distance(a: str, b: str) -> int:
    """How many letters part two words (Levenshtein)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def _by_host(text: str) -> Told[str] | None:
    """`dagsordener.stevns.dk`: a host's name tells a municipality that the register knows."""
    for match in _HOST.finditer(text):
        if known := place(match["town"]):
            return Told(known.name, Span(match.start("town"), match.end("town")))
    return None
