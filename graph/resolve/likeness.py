"""Likeness of titles: how far two say the same, each word weighed by how few matters of the municipality have it.

Words are weighed by inverse document frequency (Spärck Jones 1972) and paired softly, as in Soft TF-IDF (Cohen,
Ravikumar and Fienberg 2003), so that inflections, abbreviations and slips of the pen still pair.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from typing import Final

from .bodies import scheme

_WORD: Final = re.compile(r"[^\W_]+")
_NUMBERING: Final = re.compile(r"\W*(?:(?i:pkt|punkt|sag|ad)\b[\s.]*)?(?P<lead>\d+)[\w.]*[.:)]\s+(?=[A-ZÆØÅ])")
_STEM: Final = 5
"""So many letters in common at the front make a candidate."""
_LIKE: Final = 0.9
"""What a word counts that pairs with another form of it."""
_RAREST: Final = 3
"""So many words of a title are looked up."""
_COMMON: Final = 100
"""More matters than this that share a word are not compared for that word, unless it is the rarest."""
_MOST: Final = 2000
"""Nor are more than these for any word: it tells nothing then, and their pairs would take minutes."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared: its words, and the numbers, months and turns that tell it from its like.

    ``lead`` is a number in front of a capital: that on the agenda, or a mark (`3. Budgetopfølgning`).
    """

    words: tuple[str, ...]
    marks: frozenset[str]
    lead: frozenset[str] = frozenset()

    def apart(self, other: "Title") -> bool:
        """Whether each has a number that the other lacks: `Budget 2025` and `Budget 2026`."""
        mine, theirs = self.marks | self.lead, other.marks | other.lead
        return not mine <= theirs and not theirs <= mine


@lru_cache(maxsize=65536)
def read_title(title: str) -> Title:
    """What a title says of its matter.

    >>> read_title("4. Godkendelse af budgetopfølgning 2024 - anlægsbevilling")
    Title(words=('budgetopfølgning',), marks=frozenset({'2024'}), lead=frozenset({'4'}))
    """
    numbering = _NUMBERING.match(title)
    plain = " ".join(_WORD.findall(title[numbering.end() if numbering else 0 :].casefold()))
    said = tuple(_stages().sub(" ", plain).split()) or tuple(plain.split())
    marks = {_mark(word) for word in said if word[0].isdigit() or word in _turns()}
    words = [word for word in said if _mark(word) not in marks and word not in _small()]
    lead = frozenset({_mark(numbering["lead"])} if numbering else ())
    return Title(tuple(dict.fromkeys(words or said)), frozenset(marks), lead)


def _mark(word: str) -> str:
    """`januar` and `jan` are one, `007` is `7`."""
    return _turns().get(word) or word.lstrip("0") or word


@cache
def _stages() -> re.Pattern[str]:
    labels = sorted({" ".join(_WORD.findall(label)) for label, kind in scheme("titleword") if kind == "stage"}, key=len)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, reversed(labels)))})(?!\S)")


@cache
def _small() -> frozenset[str]:
    return frozenset(label for label, kind in scheme("titleword") if kind == "small")


@cache
def _turns() -> Mapping[str, str]:
    """Words that count as numbers do, each with what it is."""
    months = {label: f"month-{number}" for label, number in scheme("month")}
    return months | {label: label for label, kind in scheme("titleword") if kind == "turn"}


@cache
def _endings() -> frozenset[str]:
    return frozenset({"", *(label.lstrip("-") for label, kind in scheme("titleword") if kind == "ending")})


class Likeness:
    """How alike the titles of one municipality are."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._read = {title: read_title(title) for title in titles}
        self._times = Counter(word for title in self._read.values() for word in title.words)
        self._most = math.log(len(self._read) + 2)
        self._weights = {word: self._most - math.log(times + 0.5) for word, times in self._times.items()}
        self._names = _names(self._read)
        self._known: dict[tuple[str, str], float] = {}

    def weight(self, title: str) -> float:
        """How much a title tells: the weights of its words and numbers, 1 being a word that no other title has."""
        read = self._read[title]
        return sum(map(self._weight, read.words)) + len(read.marks) / 2

    def __call__(self, one: str, other: str) -> float:
        """How alike two titles are, 0 to 1; 0 when their numbers, years, months or names tell them apart."""
        key = (one, other) if one < other else (other, one)
        if key not in self._known:
            self._known[key] = self._alike(self._read[one], self._read[other])
        return self._known[key]

    def _alike(self, one: Title, other: Title) -> float:
        if one.apart(other):
            return 0.0
        if (one.words, one.marks) == (other.words, other.marks):
            return 1.0
        pairs = self._pairs(one.words, other.words)
        if self._named(one, pairs.keys()) and self._named(other, set(pairs.values())):
            return 0.0
        shared = sum(self._pair_weight(*pair) for pair in pairs.items())
        mine, theirs = (sum(map(self._weight, title.words)) for title in (one, other))
        missing = 0.95 if one.marks == other.marks else 0.85
        return missing * (shared / (mine + theirs) + shared / min(mine, theirs) / 2)

    def _pairs(self, mine: tuple[str, ...], theirs: tuple[str, ...]) -> dict[str, str]:
        """The words of the two that pair, each with one other."""
        pairs = {word: word for word in mine if word in theirs}
        left = [word for word in theirs if word not in pairs]
        for word in (word for word in mine if word not in pairs):
            if pair := next((each for each in left if self._forms(word, each)), None):
                left.remove(pair)
                pairs[word] = pair
        return pairs

    def _forms(self, one: str, other: str) -> bool:
        """Whether two words are one: by inflection, abbreviation (no names), or a slip of the pen that came once."""
        if inflected(one, other):
            return True
        if min(self._times[one], self._times[other]) == 1 and slipped(one, other):
            return True
        return not {one, other} & self._names and abbreviated(one, other)

    def _named(self, title: Title, paired: Collection[str]) -> bool:
        """Whether a title has a name that pairs with none of the other."""
        return any(word in self._names and word not in paired for word in title.words)

    def _pair_weight(self, one: str, other: str) -> float:
        return self._weight(one) if one == other else _LIKE * (self._weight(one) + self._weight(other)) / 2

    def _weight(self, word: str) -> float:
        return max(0.1, self._weights[word] / self._most)


def _names(titles: Iterable[str]) -> frozenset[str]:
    """The words that mostly stand with a capital inside of titles: `Fagerborg` in `Ny hal i Fagerborg`."""
    great, small = Counter[str](), Counter[str]()
    for title in titles:
        for word in _WORD.findall(title)[1:] if not title.isupper() else ():
            (great if word[0].isupper() else small)[word.casefold()] += 1
    return frozenset(word for word, times in great.items() if times > small[word])


@lru_cache(maxsize=1 << 17)
def inflected(one: str, other: str) -> bool:
    """Whether two words are one with other endings.

    >>> inflected("cykelsti", "cykelstierne"), inflected("vejen", "vejle"), inflected("2024", "2025")
    (True, False, False)
    """
    front = _same(one, other)
    return front >= 2 and {one[front:], other[front:]} <= _endings()


def abbreviated(one: str, other: str) -> bool:
    """Whether one word is the front of the other: `lokalpl` of `lokalplan`, `budget` of `budgetopfølgning`."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and long.startswith(short)


@lru_cache(maxsize=1 << 17)
def slipped(one: str, other: str) -> bool:
    """Whether a letter more, another letter or two that changed places is all that tells two words apart.

    >>> slipped("strandvjen", "strandvejen"), slipped("budgte", "budget"), slipped("nordhavnen", "sydhavnen")
    (True, True, False)
    """
    short, long = sorted((one, other), key=len)
    if len(short) < 5 or len(long) - len(short) > 1 or one[0].isdigit():
        return False
    front = _same(short, long)
    turned = long[:front] + long[front : front + 2][::-1] + long[front + 2 :]
    return short[front + len(short) + 1 - len(long) :] == long[front + 1 :] or short == turned


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    """How many letters two words have in common at the front."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


class Index:
    """Which matters may have like titles: those that share a word, or its front, that few have."""

    def __init__(self, titles: Iterable[tuple[str, str, str]]) -> None:
        """``titles``: each matter's item, day and title, by day."""
        self._items: dict[str, list[str]] = defaultdict(list)
        self._days: dict[str, list[str]] = defaultdict(list)
        for item, day, title in titles:
            for front in _fronts(title):
                self._items[front].append(item)
                self._days[front].append(day)

    def near(self, title: str, first: str, last: str) -> Iterator[str]:
        """The items from a first day to a last that may be alike, those of the rarest word first; some come twice."""
        fronts = sorted(_fronts(title), key=lambda one: (len(self._items[one]), one))
        for place, front in enumerate(fronts[:_RAREST]):
            start, end = bisect_left(self._days[front], first), bisect_right(self._days[front], last)
            if end - start <= (_COMMON if place else _MOST):
                yield from self._items[front][start:end]


@lru_cache(maxsize=65536)
def _fronts(title: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in read_title(title).words)
