"""What an item prints about itself: open or closed, its numbers, its recommendation, its attachments."""

from __future__ import annotations

import re

from ..facts import Attachment, Recommendation, Told
from ..formats import Block
from ..labels import CASE_NUMBER, KLE
from ..register import concept, pattern
from ..sections import ItemSection
from ..source import Span
from .attachments import attachments
from .context import Context
from .posts import is_post

_SAYS = rf"(?:{pattern('proposes')})"
_INDICATES = re.compile(rf"(?P<who>.{{2,80}}?) {_SAYS}(?!\w)", re.I)
_UNLABELLED = re.compile(rf"(?P<who>[\w -]{{2,80}}?) {_SAYS},? at\b", re.I)
_UNIT = re.compile(rf"(?:{pattern('unit')})$", re.I)
_NOBODY = re.compile(r"(?:det|der)\b", re.I)
_CASE = re.compile(rf"(?:{pattern('field', 'case')})\s*:?\s*(?:[A-Z]{{1,4}}-)?\d[\w/.-]{{2,24}}", re.I)
_CLOSED = re.compile(rf"(?:{pattern('access', 'closed')})", re.I)
_DOCUMENT = re.compile(rf"(?<!\w)(?:{pattern('document')})", re.I)
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_LONGEST_LINE = 160


def access(section: ItemSection) -> Told[bool] | None:
    """`Åben sag`, `Lukket sag` on a line of its own, or in the title: `Lukket: …`, `… (lukket sag)`."""
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
    """Case numbers and KLE numbers that stand below the title; document numbers of attachments are none."""
    cases: dict[str, Told[str]] = {}
    kle: dict[str, Told[str]] = {}
    for block in (b for part in section.of("lead") for b in part.blocks if len(b.text) <= _LONGEST_LINE):
        document = _DOCUMENT.search(block.text)
        for match in CASE_NUMBER.finditer(block.text, 0, document.start() if document else len(block.text)):
            told = Told(match.group(), block.words.span(match.start(), match.end()))
            (kle if KLE.match(told.value) else cases).setdefault(told.value, told)
    return tuple(cases.values()), tuple(kle.values())


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
    for part in section.of("presentation", "summary"):
        for sentence in (s for p in part.paragraphs for s in p.sentences):
            match = _UNLABELLED.match(sentence.text)
            if match and _may_recommend(match["who"], context):
                return Recommendation(sentence.text, sentence.span(), match["who"])
    return None


def _may_recommend(who: str, context: Context) -> bool:
    """A unit of the administration, a post, or a body."""
    last = who.rpartition(" ")[2]
    return bool(_UNIT.search(last) or is_post(last) or context.bodies(who))


def enclosed(section: ItemSection) -> tuple[tuple[Attachment, ...], list[Block]]:
    """The attachments of an item, and the lines of its lists that belong to none."""
    found: list[Attachment] = []
    loose: list[Block] = []
    for part in section.of("attachments"):
        some, rest = attachments(part.blocks, part.value)
        found.extend(some)
        loose.extend(rest)
    return tuple(found), loose
