"""Sentences out of alternatives: `[Sagen|Punktet] udsættes[| til {when}]` says one of four things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def say(rng: Random, patterns: str | Sequence[str], **slots: str) -> str:
    """One of the sentences that one of the patterns makes; `{name}` is a slot, `[a|b]` a choice, which may nest.

    >>> say(Random(1), "[Sagen|Punktet] udsættes.") in {"Sagen udsættes.", "Punktet udsættes."}
    True
    """
    pattern = patterns if isinstance(patterns, str) else rng.choice(patterns)
    return first_up(filled("".join(_chosen(rng, pattern)), slots).replace("..", "."))


def filled(text: str, slots: Mapping[str, str]) -> str:
    """The text with its slots filled; a slot without a value raises KeyError."""
    out, rest = [], text
    while "{" in rest:
        before, _, after = rest.partition("{")
        name, _, rest = after.partition("}")
        out += [before, slots[name]]
    return "".join([*out, rest])


def first_up(text: str) -> str:
    """The text with a capital letter in front."""
    return text[:1].upper() + text[1:]


def first_down(text: str) -> str:
    """The text with a small letter in front, unless it is an abbreviation (`EU-midler`) or a name of two capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _chosen(rng: Random, pattern: str) -> Iterator[str]:
    """The pieces of a pattern after each choice is made."""
    at = 0
    while at < len(pattern):
        if pattern[at] != "[":
            end = pattern.find("[", at)
            end = len(pattern) if end < 0 else end
            yield pattern[at:end]
            at = end
            continue
        options, at = _options(pattern, at + 1)
        yield from _chosen(rng, rng.choice(options))


def _options(pattern: str, at: int) -> tuple[list[str], int]:
    """The alternatives of the choice that begins here, and where it ends."""
    options, depth, start = [], 0, at
    while True:
        sign = pattern[at]
        if sign == "[":
            depth += 1
        elif sign == "]" and depth:
            depth -= 1
        elif sign in "|]" and not depth:
            options.append(pattern[start:at])
            start = at + 1
            if sign == "]":
                return options, at + 1
        at += 1


def some(rng: Random, items: Sequence[T], least: int, most: int) -> list[T]:
    """Several different ones, in their order."""
    count = min(len(items), rng.randint(least, most))
    return [items[place] for place in sorted(rng.sample(range(len(items)), count))]
