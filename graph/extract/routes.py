"""Routes as printed: `DIR`, `MTU ØK KB, høring, MTU ØK KB`, `KF/ØK/BY`, `Direktionen, Økonomiudvalget`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts import Route, Step
from ..register import pattern
from ..sections import ItemSection
from ..source import Passage
from .bodies import Naming

_CODES = re.compile(r"[A-ZÆØÅ][A-ZÆØÅa-zæøå]{0,4}")
_CODE = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ0-9]{1,5}|[A-ZÆØÅ][A-ZÆØÅa-zæøå]{1,3}")
_HEARING = re.compile(rf"(?:{pattern('hearing')})\b", re.I)
_LIST = re.compile(rf"\s*(?:[,;/>→]|->|=>|–|\s-\s|\bog\b|\bsamt\b|\b(?:{pattern('then')})\b)\s*", re.I)
_COMPOUND = re.compile(r"(\w)-(,| og)")
_LONGEST = 400


def printed(item: ItemSection) -> Passage | None:
    """The words of an item's route: behind its label or on the next line."""
    for section in item.of("route"):
        words = section.value or next((b.words for b in section.blocks if b.kind != "blank"), None)
        if words and len(words.text) < _LONGEST:
            return words
    return None


def codes(words: Passage) -> list[str]:
    """The codes that a printed route uses, in order: what may be short for a body."""
    return [part.text for part in _parts(words) if _CODE.fullmatch(part.text)]


def route(words: Passage, naming: Naming) -> Route | None:
    """A printed route as steps; what names neither body nor hearing is left out."""
    steps: list[Step] = []
    for part in _parts(words):
        bodies = [naming.codes[part.text]] if part.text in naming.codes else [b.name for b in naming.find(part.text)]
        hearing = _HEARING.search(part.text) is not None
        if bodies:
            steps.extend(Step(name, part.span(), hearing) for name in bodies)
        elif hearing:
            steps.append(Step(None, part.span(), hearing=True))
    return Route(tuple(steps), "stated", words.span(), words.text) if steps else None


def _parts(words: Passage) -> Iterator[Passage]:
    """The parts of a list; a part of codes alone is divided at its blanks."""
    text, start = words.text, 0
    guarded = _COMPOUND.sub(lambda m: m[0].replace(",", "\0").replace(" og", "\0\0\0"), text)
    for match in (*_LIST.finditer(guarded), None):
        stop = match.start() if match else len(text)
        part = words.part(start, stop)
        if part and all(_CODES.fullmatch(word) for word in part.text.split()):
            for word in re.finditer(r"\S+", text[start:stop]):
                yield words.part(start + word.start(), start + word.end())
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
