"""Lines -> paragraphs and sentences: wrapped lines joined, divided words made whole, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .formats import Block
from .formats.blocks import Kind
from .headings import is_furniture, join
from .register import pattern
from .source import Passage

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"”»/-])(?:d|kl|nr|pkt|stk|bl\.?a|f\.?eks|eks|mht|ift|vedr|mio|mia|kr|pr|jf|ca|m\.?v|mm|m\.m|inkl|ekskl|evt|hhv|hr|fr|dr|jnr|j\.nr|"
    rf"tlf|osv|o\.?l|dvs|sml|incl|vers|bilagsnr|sagsnr|dok|sct|aut|afd|p\.?t|p\.?g\.?a|i\.?f|t\.?o\.?m|div|max|min|gns|tdl|{pattern('abbreviation')}|"
    r"[A-ZÆØÅa-zæøå]|\d{1,3})\.$",
    re.I,
)
_LISTED = re.compile(rf"(?:\d{{1,2}}[.)]|[a-z]\)) (?!(?:{pattern('month')}|kvartal)\b)", re.I)
_CUT_NAME = re.compile(rf"(?:{pattern('role', 'office')})(?:en|erne)? [A-ZÆØÅÉ][a-zæøåé]+$", re.I)
_END = re.compile(r"[.!?][\"”»)]?(?=\s+[\"”»(]?[A-ZÆØÅÉ0-9])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, bullet, row or heading of a section."""

    kind: Kind
    words: Passage
    level: int = 0
    cells: tuple[Passage, ...] = ()

    @property
    def text(self) -> str:
        return self.words.text


def paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    """Join the lines of a section to paragraphs; one broken off in the middle goes on behind the blank line."""
    found: list[Paragraph] = []
    fresh = True
    for block in blocks:
        if block.kind == "blank":
            fresh = True
        elif is_furniture(block) and len(block.text) < 4:
            continue
        elif (not fresh and found and _goes_on(found[-1], block)) or (fresh and found and _broken_off(found[-1], block)):
            found[-1] = Paragraph(found[-1].kind, join(found[-1].words, block.words), found[-1].level, found[-1].cells)
            fresh = block.broken
        else:
            found.append(Paragraph(block.kind, block.words, block.level, block.cells))
            fresh = block.broken or block.kind == "heading"
    return found


def _goes_on(above: Paragraph, block: Block) -> bool:
    """A line directly below that is wrapped from the one above."""
    return above.kind in ("text", "bullet") and block.kind == "text" and not _LISTED.match(block.text)


def _broken_off(above: Paragraph, block: Block) -> bool:
    """`… deltog konsulent Vicki` and, behind a blank line, `Nygaard Svendsen og …`: a page or column broke the sentence."""
    if block.kind != "text" or above.kind not in ("text", "bullet"):
        return False
    if re.search(r"[a-zæøå]-$", above.text) and block.text[0].islower():
        return True
    if _CUT_NAME.search(above.text):  # `… konsulent Vicki`, `… konsulent Vicki Nygaard` is whole
        return block.text[0].isupper()
    if len(above.text) < 60:
        return False
    return not above.text.endswith((".", ":", "!", "?", ";", "”", '"', ")")) and (
        block.text[0].islower() or len(block.text) > 60
    )


def sentences(words: Passage) -> Iterator[Passage]:
    """The sentences of a paragraph; `d. 17. maj`, `bl.a.` and `Kim T. Jensen` end none.

    >>> [s.text for s in sentences(Passage("Mødt d. 3. maj. Kim T. Ek kom.", tuple(range(30))))]
    ['Mødt d. 3. maj.', 'Kim T. Ek kom.']
    """
    start = 0
    for match in _END.finditer(words.text):
        before = words.text[start : match.end()]
        if words.text[match.start()] == "." and _ABBREVIATION.search(before.rstrip('"”»)')):
            if not re.search(r"\d{1,3}\.$", before) or not _starts_sentence(words.text[match.end() :]):
                continue
        yield words.part(start, match.end())
        start = match.end()
    if start < len(words.text):
        yield words.part(start)


def _starts_sentence(rest: str) -> bool:
    """Behind a number and a stop: `… frem mod 2024. Direktionen …` starts one, `3. Maj` does not."""
    return bool(
        re.match(
            r"\s+(?:Der|Det|De|Den|Direktionen|Udvalget|Sagen|På|I|Med|Til|Formanden|Derudover|Endvidere|Punktet)\b",
            rest,
        )
    )
