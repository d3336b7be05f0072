"""What weak tools and hasty hands do to minutes: words cut at the end of a line, letters that change places."""

from __future__ import annotations

import re
from random import Random

_VOWELS = "aeiouyæøå"
_WORD = re.compile(r"[a-zæøå]{9,}")


def hyphenated(rng: Random, text: str, share: float) -> str:
    """Cut some of the long words that begin a line, and put their first part at the end of the line above.

    Only lines of running text are touched: the line above is long and has no columns, the word is written small.
    """
    lines = text.split("\n")
    for place in range(len(lines) - 1):
        above, below = lines[place], lines[place + 1]
        word = _WORD.match(below)
        running = len(above) >= 60 and "  " not in above and above[-1].isalpha() and "...." not in above
        if running and word and rng.random() < share and (cut := syllable(word[0])):
            lines[place], lines[place + 1] = f"{above} {below[:cut]}-", below[cut:]
    return "\n".join(lines)


def syllable(word: str) -> int:
    """Where a word may be cut: before a consonant that a vowel follows, at least four letters in.

    >>> word = "udvidelsen"
    >>> word[: syllable(word)]
    'udvi'
    """
    for place in range(4, len(word) - 2):
        if word[place] not in _VOWELS and word[place + 1] in _VOWELS:
            return place
    return 0


def mistyped(rng: Random, text: str) -> str:
    """The text with two inner letters of one of its long words in each other's place."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    word = rng.choice(words)
    at = word.start() + rng.randint(2, len(word[0]) - 4)
    return f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"
