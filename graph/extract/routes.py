"""Routes as printed: `DIR`, `MTU ØK KB, høring, MTU ØK KB`, `KF/ØK/BY`, `Direktionen, Økonomiudvalget`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..facts import Doubt, Route, Step
from ..formats import Block, join
from ..register import form, pattern
from ..sections import ItemSection
from ..source import Passage
from .bodies import Naming

_CODES = re.compile(r"[A-ZÆØÅ][A-ZÆØÅa-zæøå]{0,4}")
_CODE = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ0-9]{1,5}|[A-ZÆØÅ][A-ZÆØÅa-zæøå]{1,3}")
_HEARING = re.compile(rf"(?:{pattern('hearing')})\b", re.I)
_LIST = re.compile(rf"\s*(?:[,;/>→]|->|=>|–|\s-\s|\bog\b|\bsamt\b|\b(?:{pattern('then')})\b)\s*", re.I)
_COMPOUND = re.compile(r"(\w)-(,| og)")
_LONGEST = 400
_DATED = re.compile(r"[^:\d]{3,80}\d{1,2}[. -][^:]{4,24}:\s*\S")
_TELLS = re.compile(r"(?:ede|te|vedtog|gav|lod|blev|skal|vil|er|har|indgår)\b.*[.,]|(?<!\d)\.\s")
_MOST_WORDS = 7
_ITS_DAY = re.compile(r"\s+(?:den |d\. ?)?\d{1,2}[/.]\s?(?:\d{1,2}|[a-zæøå]{3,9})(?:[./ -]\d{2,4})?$")
_STATION = re.compile(r"[^:.]{2,80}:\s*[\w ]{3,40}$|[^:.,]{2,60}$")
_VIA = form(
    rf"\b(?:{pattern('proposes')}|indstilles) til (?P<to>[^,:]{{2,60}}?) (?:{pattern('via')}) "
    r"(?P<via>.{2,160}?)(?=,? at\b|[:.]|$)",
    ("via",),
)


def printed(item: ItemSection) -> Passage | None:
    """The words of an item's route: behind its label, or on the lines below, one or one a body."""
    for section in item.of("route"):
        lines = [section.value] if section.value else _lines(section.blocks)
        if lines and len(lines[0].text) < _LONGEST and not is_told(lines[0].text):
            return join(*lines)
    return _via(item)


def is_told(text: str) -> bool:
    """Whether words below `Sagens gang` tell it in sentences, or list decisions, rather than name bodies."""
    return _DATED.match(text) is not None or (len(text.split()) > _MOST_WORDS and _TELLS.search(text) is not None)


def _lines(blocks: Sequence[Block]) -> list[Passage]:
    """The first line of words, and those directly below of a station each: `Økonomiudvalget: indstillingssag`."""
    found: list[Passage] = []
    for block in blocks:
        if block.kind == "blank":
            if found:
                break
        elif not found or _STATION.match(block.text):
            found.append(block.words)
        else:
            break
    return found if len(found) == 1 or all(_STATION.match(line.text) for line in found) else found[:1]


def _via(item: ItemSection) -> Passage | None:
    """`Fagchefen indstiller til KB via DIR, KMT og ØU, at …`: the stations, and at their end who decides."""
    for section in item.of("recommendation", "presentation", "summary", "consequences", "lead", "account"):
        for paragraph in section.paragraphs:
            if match := _VIA.search(paragraph.text):
                return join(paragraph.words.part(*match.span("via")), paragraph.words.part(*match.span("to")))
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
    doubt: Doubt | None = "code_guessed" if not naming.guessed.isdisjoint(codes(words)) else None
    return Route(tuple(steps), "stated", words.span(), words.text, doubt) if steps else None


def _parts(words: Passage) -> Iterator[Passage]:
    """The parts of a list; a part of codes alone is divided at its blanks."""
    text, start = words.text, 0
    guarded = _COMPOUND.sub(lambda m: m[0].replace(",", "\0").replace(" og", "\0\0\0"), text)
    for match in (*_LIST.finditer(guarded), None):
        stop = match.start() if match else len(text)
        part = words.part(start, stop)
        if day := _ITS_DAY.search(part.text):
            part, stop_of_codes = part.part(0, day.start()), start + day.start()
        else:
            stop_of_codes = stop
        if part and all(_CODES.fullmatch(word) for word in part.text.split()):
            for word in re.finditer(r"\S+", text[start:stop_of_codes]):
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
