"""Names of persons: the key they are compared by, and in what two names may differ and still be one person's."""

import re
from functools import lru_cache
from typing import Final, Literal
from unicodedata import combining, normalize

Fit = Literal["spelling", "initials", "a name left out", "part of the name", "one letter"]
"""In what two names that may be one person's differ: Kim-Bo and Kim Bo, Kim T., Kim Jensen, Kim, Kim Jnsen."""

_WORD: Final = re.compile(r"\w+(?:-\w+)*")
_SPELLED: Final = (("æ", "ae"), ("ø", "oe"), ("å", "aa"))


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """`Kim  T. Jensen` and `KIM T. JENSEN` are `kim t. jensen`."""
    return " ".join(name.split()).casefold()


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name without what only spelling adds: letter case, accents and stops.

    >>> name_words("Birthe Lauge-Kjær"), name_words("Kim T. Aagård")
    (('birthe', 'lauge-kjaer'), ('kim', 't', 'aagaard'))
    """
    plain = name.casefold()
    for letter, instead in _SPELLED:
        plain = plain.replace(letter, instead)
    return tuple(_WORD.findall("".join(sign for sign in normalize("NFD", plain) if not combining(sign))))


def fit(one: str, other: str) -> Fit | None:
    """In what two different names that may be one person's differ; None when they are two persons' names.

    >>> fit("Kim T. Jensen", "Kim Thorsted Jensen"), fit("Kim Jensen", "Kim T. Jensen")
    ('initials', 'a name left out')
    >>> fit("Claus Nyrup", "Claus Nyrup Bæk"), fit("Anne-Marie Holm", "Anne Marie Holm")
    ('part of the name', 'spelling')
    >>> fit("Kim T. Jensen", "Kim B. Jensen"), fit("Jens Holm", "Jens-Ole Holm")
    (None, None)
    """
    short, long = sorted((name_words(one), name_words(other)), key=lambda words: (len(words), words))
    if not short or short == long:
        return None
    if "".join(short).replace("-", "") == "".join(long).replace("-", ""):
        return "spelling"
    if len(short) == 1:
        return "part of the name" if short[0] in (long[0], long[-1]) and len(long) > 1 else None
    if _same(short[0], long[0]) and short[-1] == long[-1] and len(short[-1]) > 1 and _within(short[1:-1], long[1:-1]):
        return "initials" if len(short) == len(long) else "a name left out"
    if len(short) < len(long) and all(map(_same, short, long)) and len(short[-1]) > 1:
        return "part of the name"
    return "one letter" if one_letter_apart(short, long) else None


def _same(one: str, other: str) -> bool:
    """Whether two words are one, or one is the other's first letter."""
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of one stand among the other's, in order."""
    rest = iter(long)
    return all(any(_same(word, each) for each in rest) for word in short)


def one_letter_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one word of two names differs, by one letter: another, one more, one less, or two that changed places."""
    differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return len(one) == len(other) and len(differing) == 1 and _near(*differing[0])


def _near(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or len(long) - len(short) > 1:
        return False
    at = next((place for place, sign in enumerate(short) if sign != long[place]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped


def near_keys(words: tuple[str, ...]) -> set[str]:
    """What names one letter apart have in common: the name, and the name with each letter left out."""
    name = " ".join(words)
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
