"""Routes as printed: `DIR`, `MTU ØK KB, høring, MTU ØK KB`, `KF/ØK/BY`, `Direktionen, Økonomiudvalget`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts import Route, Step
from ..sections import ItemSection, Section
from ..source import Passage
from .bodies import Naming

_CODES = re.compile(r"[A-ZÆØÅ][A-ZÆØÅa-zæøå]{0,4}")
_HEARING = re.compile(r"høring(?:er)?\b|høringssvar", re.I)
_LIST = re.compile(r"\s*(?:[,;/>→]|->|=>|–|\s-\s|\bog\b|\bderefter\b|\bherefter\b|\bsamt\b)\s*")


def printed(item: ItemSection) -> Passage | None:
    """The words of an item's route: behind its label or on the next line."""
    for section in item.of("route"):
        words = section.value or _first_line(section)
        if words and len(words.text) < 400:
            return words
    return None


def _first_line(section: Section) -> Passage | None:
    return next((b.words for b in section.blocks if b.kind != "blank"), None)


def codes(words: Passage) -> list[str]:
    """The codes that a printed route uses, in order: what may be short for a body."""
    return [
        part.text
        for part in _parts(words)
        if re.fullmatch(r"[A-ZÆØÅ][A-ZÆØÅ0-9]{1,5}|[A-ZÆØÅ][A-ZÆØÅa-zæøå]{1,3}", part.text)
    ]


def route(words: Passage, naming: Naming) -> Route | None:
    """A printed route as steps; what names neither body nor hearing is left out."""
    steps: list[Step] = []
    for part in _parts(words):
        bodies = [naming.codes[part.text]] if part.text in naming.codes else [b.name for b in naming.find(part.text)]
        if bodies:
            steps.extend(Step(name, part.span(), bool(_HEARING.search(part.text))) for name in bodies)
        elif _HEARING.search(part.text):
            steps.append(Step(None, part.span(), hearing=True))
    return Route(tuple(steps), "stated", words.span(), words.text) if steps else None


def _parts(words: Passage) -> Iterator[Passage]:
    """The parts of a list; a part of codes alone is divided at its blanks."""
    start = 0
    text = words.text
    guarded = re.sub(r"(\w)-(,| og)", lambda m: m[0].replace(",", "\0").replace(" og", "\0\0\0"), text)
    for match in [*_LIST.finditer(guarded), None]:
        stop = match.start() if match else len(text)
        part = words.part(start, stop)
        if part and all(_CODES.fullmatch(word) for word in part.text.split()):
            place = start + len(text[start:stop]) - len(text[start:stop].lstrip())
            for word in re.finditer(r"\S+", part.text):
                yield words.part(place + word.start(), place + word.end())
        elif part:
            yield part
        start = match.end() if match else stop


def bodies_of(found: Route | None) -> list[tuple[int, str]]:
    """The bodies a route passes, hearings and repeats left out, each with its step's place."""
    passed: list[tuple[int, str]] = []
    for place, step in enumerate(found.steps if found else ()):
        if step.body and not step.hearing and (not passed or passed[-1][1] != step.body):
            passed.append((place, step.body))
    return passed
