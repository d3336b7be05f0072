"""What an item prints about itself: open or closed, its numbers, its recommendation, its attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..facts import Attachment, Recommendation, Told
from ..formats import Block
from ..labels import CASE_NUMBER, KLE
from ..register import concept, pattern
from ..sections import ItemSection
from ..source import Passage, Span
from .attachments import attachments
from .context import Context
from .posts import base_post, is_post

_SAYS = rf"(?:{pattern('proposes')})"
_INDICATES = re.compile(rf"(?P<who>.{{2,80}}?) {_SAYS}(?!\w)", re.I)
_UNLABELLED = re.compile(
    rf"(?P<who>(?:[\w, -]|(?<=\d)\.){{2,80}}?) {_SAYS}(?: (?:over for|til) [\w-]+)?,? at\b"
    r"|indstilling(?:en)? fra (?P<from>[^:.]{2,60}):\s*at\b",
    re.I,
)
_IMPERSONAL = re.compile(r"det (?:indstilles|foreslås|anbefales)\b[^.]{0,60}?,? at\b", re.I)
_UNIT = re.compile(rf"(?:{pattern('unit')})$", re.I)
_NOBODY = re.compile(r"(?:det|der)\b", re.I)
_CASE = re.compile(
    rf"(?:{pattern('field', 'case')})\s*:?\s*"
    r"(?P<number>(?:[A-ZÆØÅ]{1,4}-?)?\d[\w/.-]{1,24})\s*(?:$|\s{2,}|\(|\s(?=[A-ZÆØÅ][\wæøå.]{1,14}:))",
    re.I,
)
_ALONE = re.compile(r"(?P<number>(?:[A-ZÆØÅ]{1,4}-?)?\d[\w/.-]{1,24})")
"""A number on the line below its label."""
_LABELLED = re.compile(rf"(?<!\w)(?:{pattern('field', 'case')})\s*:\s*$", re.I)
_IN_TITLE = re.compile(
    rf"\((?:(?:{pattern('field', 'case')})\s*:?\s*(?P<number>{CASE_NUMBER.pattern})|(?P<alone>\d{{4}}-\d{{6,7}}))\)",
    re.I,
)
_MOTION = re.compile(rf"(?:{pattern('movers', 'by')})\b", re.I)
"""`Medlemsforslag fra …`, `(Stillet af Enhedslisten)`: what members move is no recommendation."""
_VIA = re.compile(rf"\b(?:{pattern('via')})\b", re.I)
_CLOSED = re.compile(rf"(?:{pattern('access', 'closed')})", re.I)
_CLOSED_LIST = re.compile(r"\b(?:lukkede|fortrolige)\b(?=[^:]*:?$)", re.I)
"""`Lukkede bilag` above a list"""
_DIGIT = re.compile(r"\d")
_DOCUMENT = re.compile(rf"(?<!\w)(?:{pattern('document')})", re.I)
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_LONGEST_LINE, _LONGEST_FIELD = 160, 30


def access(section: ItemSection) -> Told[bool] | None:
    """`Åben sag` on a line of its own, beside the number or over several items; `Lukket: …`, `… (lukket sag)`."""
    if section.access:
        told = concept("access", section.access.text) or concept("group", section.access.text)
        return Told(told == "open", section.access.span())
    for block in (b for part in section.of("lead") for b in part.blocks):
        for words in block.cells or (block.words,):
            if key := concept("access", words.text):
                return Told(key == "open", words.span())
    match = _CLOSED.search(section.title.text) if section.closed else None
    return Told(False, section.title.span(match.start(), match.end())) if match else None


def is_marker(text: str) -> bool:
    """Whether a line below a title is no prose: `Åben sag`, `Sagsnr. 21/14877`, `(Økonomiudvalget)`."""
    told = concept("access", text) or CASE_NUMBER.match(text) or _CASE.match(text) or _IN_PARENTHESES.fullmatch(text)
    return bool(told)


def numbers(section: ItemSection) -> tuple[tuple[Told[str], ...], tuple[Told[str], ...]]:
    """Case numbers and KLE numbers below the title, or in parentheses in it; numbers of documents are none."""
    cases: dict[str, Told[str]] = {}
    kle: dict[str, Told[str]] = {}
    for told in _numbers(section):
        (kle if KLE.match(told.value) else cases).setdefault(told.value, told)
    return tuple(cases.values()), tuple(kle.values())


def _numbers(section: ItemSection) -> Iterator[Told[str]]:
    """Every number in a line that only tells numbers, and what stands behind a label of one: `J.nr.: S00`."""
    for match in _IN_TITLE.finditer(section.title.text):
        group = "number" if match["number"] else "alone"
        yield Told(match[group], section.title.span(*match.span(group)))
    labelled = False
    for block in (b for part in section.of("lead", "competence") for b in part.blocks if len(b.text) <= _LONGEST_LINE):
        if labelled and (alone := _ALONE.fullmatch(block.text)):
            yield Told(alone["number"], block.words.span(*alone.span("number")))
        labelled = concept("field", block.text) == "case" or (labelled and block.kind == "blank")
        if _DIGIT.search(block.text):
            marked = block.cells and concept("access", block.cells[0].text)
            for words in block.cells[1:] if marked else (block.words,):
                yield from _in_line(words)


def _in_line(words: Passage) -> Iterator[Told[str]]:
    """The numbers of a line, or of a cell behind `Åbent punkt`: `Sagsnr. 16/2287`."""
    text = words.text
    document = _DOCUMENT.search(text)
    stop = document.start() if document else len(text)
    first = CASE_NUMBER.search(text, 0, stop)
    if first and (_ahead_of_number(text[: first.start()]) or _LABELLED.search(text, 0, first.start())):
        for match in CASE_NUMBER.finditer(text, 0, stop):
            yield Told(match.group(), words.span(*match.span()))
    elif (field := _CASE.match(text)) and field.end("number") <= stop:
        yield Told(field["number"], words.span(*field.span("number")))


def _ahead_of_number(before: str) -> bool:
    """Whether nothing but the label of a field stands before a number."""
    return len(before) < _LONGEST_FIELD and (not before.strip(" (") or concept("field", before.strip(" (-–")) == "case")


def competence(section: ItemSection, context: Context) -> list[tuple[str, Span]]:
    """`Beslutningskompetence: KB`, `KB via TMU og ØU`: who has the last word, behind those it passes first."""
    for part in section.of("competence"):
        for words in (part.value, *(block.words for block in part.blocks)):
            named = context.bodies(words.text) if words else []
            via = _VIA.search(words.text) if words and len(named) > 1 else None
            ahead = [b for b in named if via and b.start >= via.end()]
            if named:
                return [(b.name, words.span(b.start, b.end)) for b in (*ahead, named[0])]
    return []


def recommendations(section: ItemSection, context: Context) -> tuple[Recommendation, ...]:
    """`Kommunaldirektøren indstiller, at …` below its label; else the first such sentence of the presentation."""
    found = []
    for part in section.of("recommendation"):
        told = part.paragraphs
        if told and not concept("nothing", told[0].text):
            who = _INDICATES.match(told[0].text)
            span = Span(told[0].words.span().start, told[-1].words.span().end)
            recommender = who["who"] if who and not _NOBODY.match(who["who"]) else None
            found.append(Recommendation("\n".join(p.text for p in told), span, recommender))
    if not found and (unlabelled := _unlabelled(section, context)):
        found.append(unlabelled)
    return tuple(found)


def _unlabelled(section: ItemSection, context: Context) -> Recommendation | None:
    """`Fagforvaltningen foreslår, at …` in the presentation, where no label says so."""
    if _MOTION.search(section.title.text) or any(_MOTION.match(b.text) for s in section.of("lead") for b in s.blocks):
        return None
    for part in section.of("lead", "presentation", "summary", "consequences", "account"):
        for sentence in (s for p in part.paragraphs for s in p.sentences):
            if _IMPERSONAL.match(sentence.text) and part.kind != "account":
                return Recommendation(sentence.text, sentence.span())
            match = _UNLABELLED.match(sentence.text)
            who = (match["who"] or match["from"]) if match else ""
            if match and _may_recommend(who, context):
                return Recommendation(sentence.text, sentence.span(), who, "unlabelled_recommendation")
    return None


def _may_recommend(who: str, context: Context) -> bool:
    """A unit of the administration, a post, or a body; those who lead it only move something."""
    if concept("duty", base_post(who)) or concept("movers", who) == "chairs":
        return False
    first, last = who.partition(" ")[0], who.rpartition(" ")[2]
    return bool(_UNIT.search(last) or _UNIT.search(first) or is_post(last) or is_post(first) or context.bodies(who))


def enclosed(section: ItemSection) -> tuple[tuple[Attachment, ...], list[Block]]:
    """The attachments of an item, and the lines of its lists that belong to none."""
    found: list[Attachment] = []
    loose: list[Block] = []
    for part in section.of("attachments"):
        some, rest = attachments(part.blocks, part.value)
        closed = _CLOSED_LIST.search(part.label.text) if part.label else None
        if closed and part.label:
            told = Told(False, part.label.words.span(*closed.span()))
            some = tuple(replace(one, open=one.open or told) for one in some)
        found.extend(some)
        loose.extend(rest)
    return tuple(found), loose
