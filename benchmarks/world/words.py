"""The words and sentences of the invented world, read from `words.toml` and `sentences.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

_HERE: Final = Path(__file__).parent


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text("utf-8"))


@cache
def sentences(name: str) -> tuple[str, ...]:
    """The patterns of a name, one a line of `sentences.toml`."""
    return tuple(line for line in str(_read("sentences.toml")[name]).split("\n") if line)


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a name in `words.toml`, between blanks."""
    return tuple(str(_read("words.toml")[name]).split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The lines of a name in `words.toml`."""
    return tuple(str(_read("words.toml")[name]).strip().split("\n"))


def parties() -> tuple[tuple[str, str, int], ...]:
    """Letter, name and how often, of each party."""
    return tuple((letter, name, weight) for letter, (name, weight) in _read("words.toml")["parties"].items())


def domains() -> dict[str, tuple[tuple[str, str], ...]]:
    """By domain, what committees are called after: in a list (`Børn`) and in front of `-udvalget` (`Børne`)."""
    return {domain: tuple(pairs.items()) for domain, pairs in _read("words.toml")["domains"].items()}


def titles(kind: str) -> dict[str, tuple[str, ...]]:
    """By domain, the titles of heads, specialists or directors."""
    return {domain: tuple(some) for domain, some in _read("words.toml")[kind].items()}
