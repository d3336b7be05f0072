"""Lines -> paragraphs and sentences: wrapped lines joined, divided words made whole, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .formats import Block, join
from .formats.blocks import Kind
from .labels import is_furniture
from .register import form, pattern
from .source import NOTHING, Passage

_ABBREVIATED = re.compile(
    rf"(?:^|[\s(\"”»-])(?:{pattern('abbreviation')}|(?P<letter>[A-ZÆØÅa-zæøå])|(?P<number>\d{{1,3}}))\.$", re.I
)
_LISTED = re.compile(
    rf"(?:\d{{1,2}}[.)]|[a-z]\)) (?!(?:{pattern('month')}|{pattern('span', 'week', 'quarter')})\b)", re.I
)
_CUT_NAME = re.compile(rf"(?:{pattern('role', 'office')})(?:en|erne)? [A-ZÆØÅÉ][a-zæøåé]+$", re.I)
_CAPITAL = re.compile(r"[A-ZÆØÅÉ][a-zæøåé]+$")
_CUT_WORD = re.compile(r"[a-zæøå]-$")
_END = re.compile(r"[.!?][\"”»)]?(?=\s+[\"”»(]?[A-ZÆØÅÉ0-9])")
_OPENS = re.compile(rf"\s+(?:(?=[A-ZÆØÅ])(?i:{pattern('opening')})\b|\d+ (?:medlem|stem))")
_REFERS = form(
    rf"\s+(?:[^.!?]{{3,90}}?\b(?:for (?:{pattern('pronoun', 'object')})|i (?:{pattern('pronoun', 'genitive')}) sted)\b"
    rf"|(?:i stedet|i (?:{pattern('pronoun', 'genitive')}) sted|(?:som )?(?:{pattern('role', 'deputy', 'standin')}))"
    rf" (?:{pattern('verb', 'attended')})\b"
    rf"|(?:{pattern('pronoun', 'subject')})\s[^.!?]{{0,60}}?\b(?:{pattern('verb', 'recused')})\b)",
    ("pronoun", "object"),
    ("role", "deputy", "standin"),
    ("verb", "recused"),
    also=("sted", "stedet"),
)
"""A sentence that tells more of the one named before it: who stood in for `ham`, that `han` was disqualified."""
_VOTES = re.compile(rf"\s*(?:{pattern('vote')})(?: stemte)?\s*:?\s", re.I)
"""`Imod: A og Ø. Lisbet Dyrby …`: a letter at the end of a list of votes is a party."""
_CITED = re.compile(rf"\b(?:jf\.?|i|under|til|fra|og|med|af|på) (?:{pattern('numbering')}|bilag)(?: nr\.?)? \d+$", re.I)
"""`Udgik, jf. sag 185. Vejchef Ida Berg …`"""
_LONGEST_ABBREVIATION, _FAR = 14, 24
_LONGEST = 2000
"""Sentences end here at the latest: longer ones are no prose."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, bullet, row or heading of a section, and its sentences."""

    kind: Kind
    words: Passage
    level: int = 0
    cells: tuple[Passage, ...] = ()
    sentences: tuple[Passage, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentences", sentences(self.words))

    @property
    def text(self) -> str:
        return self.words.text


def paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    """Join the lines of a section to paragraphs; one broken off in the middle goes on behind the blank line."""
    found: list[_Lines] = []
    fresh = True
    for block in blocks:
        if block.kind == "blank":
            fresh = True
        elif len(block.text) < 4 and is_furniture(block):
            continue
        elif found and (found[-1].broken_off(block) if fresh else found[-1].goes_on(block)):
            found[-1].add(block.words)
            fresh = block.broken
        else:
            found.append(_Lines(block))
            fresh = block.broken or block.kind == "heading"
    return [lines.paragraph() for lines in found]


class _Lines:
    """The lines of one paragraph as they come."""

    def __init__(self, block: Block) -> None:
        self.block, self.pieces, self.length = block, [block.words], len(block.text)

    def add(self, words: Passage) -> None:
        """Take one line more."""
        self.pieces.append(words)
        self.length += len(words.text)

    def goes_on(self, block: Block) -> bool:
        """A line directly below that is wrapped from the one above."""
        return self.block.kind in ("text", "bullet") and block.kind == "text" and not _LISTED.match(block.text)

    def broken_off(self, block: Block) -> bool:
        """`… deltog konsulent Vicki` and, behind a blank line, `Nygaard Svendsen og …`: a page broke the sentence."""
        if block.kind != "text" or self.block.kind not in ("text", "bullet"):
            return False
        above, small = self.pieces[-1].text, block.text[0].islower()
        if small and _CUT_WORD.search(above):
            return True
        if _CAPITAL.search(above) and _CUT_NAME.search(above[-80:]):  # `… konsulent Vicki Nygaard` is whole
            return block.text[0].isupper()
        if self.length < 60 or above.endswith((".", ":", "!", "?", ";", "”", '"', ")")):
            return False
        return small or len(block.text) > 60

    def paragraph(self) -> Paragraph:
        """The lines joined."""
        return Paragraph(self.block.kind, join(*self.pieces), self.block.level, self.block.cells)


def sentences(words: Passage) -> tuple[Passage, ...]:
    """The sentences of a paragraph; `d. 17. maj`, `bl.a.` and `Kim T. Jensen` end none.

    >>> [s.text for s in sentences(Passage("Mødt d. 3. maj. Kim T. Ek kom.", ((0, 0),)))]
    ['Mødt d. 3. maj.', 'Kim T. Ek kom.']
    """
    start, text = 0, words.text
    stops = list(_END.finditer(text))
    if not stops and len(text) <= _LONGEST:
        return (words,) if text else ()
    found: list[Passage] = []
    refers = bool(stops) and _REFERS.may(text)
    for match in stops:
        if not (refers and _REFERS.match(text, match.end())) and _ends(text, start, match):
            found.extend(_bounded(words, start, match.end()))
            start = match.end()
    found.extend(_bounded(words, start, len(text)))
    return tuple(found)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a stop ends a sentence: not that of `bl.a.`; that of `i punkt 3.` only before a word that opens one."""
    if text[match.start()] != ".":
        return True
    before = text[max(start, match.start() - _LONGEST_ABBREVIATION) : match.start() + 1]
    short = _ABBREVIATED.search(before)
    if short and short["letter"] and _VOTES.match(text, start):
        return True
    if short and short["number"] and _CITED.search(text, max(start, match.start() - _FAR), match.start()):
        return True
    return short is None or bool((short["number"] or short["letter"]) and _OPENS.match(text, match.end()))


def _bounded(words: Passage, start: int, stop: int) -> Iterator[Passage]:
    """A sentence, cut at a blank where it is too long to be one."""
    while stop - start > _LONGEST:
        cut = words.text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield words.part(start, cut)
        start = cut
    if (last := words.part(start, stop)) != NOTHING:
        yield last
