"""Matters under one item told by titles alone: that the prose has and the decision repeats, or with an outcome each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..formats import Block
from ..labels import is_furniture
from ..prose import Paragraph, paragraphs
from ..register import concept, meanings, pattern
from ..sections import Section
from ..source import Passage
from .context import Context
from .decisions import decides, outcomes
from .matters import Matter
from .names import any_names
from .particulars import is_marker

_SIGN = r"(?:\d{1,2}(?:\.\d{1,2})?|[A-Za-z]|[IVX]{1,4})"
_MARK = (
    rf"(?:[-–•*]\s+|(?i:{pattern('concerning')})\s+|{_SIGN}[.)]\s+"
    rf"|(?i:{pattern('numbering', 'item')}|{pattern('matterword')})(?:\s+{_SIGN}\b)?\s*[.:–-]\s+)"
)
"""`a) `, `Vedr. `, `II. `, `Sag 2: `, `Emne: `"""
_LINE = re.compile(
    rf"{_MARK}{{0,2}}(?P<title>[^\W_][^:;!?]{{3,88}}?)(?:\s*:|\s+[-–])?(?:(?<=[:–-])\s+(?P<rest>\S.*))?$"
)
"""`Kulturnat 2013`, `b) Kulturnat 2013:`, `Vedr. kulturnat 2013 - drøftet`."""
_POINT = re.compile(rf"(?:{pattern('numbering', 'point')})\b[.:]?\s*\d", re.I)
_NO_MATTER = re.compile(
    rf"(?:\d|(?:\w+\s+)?(?:{pattern('numbering')}|at|dot|pind)\b|{pattern('motion')}|{pattern('amendment')}|\w*forslag\b"
    r"|afstemning|indstilling|\w*bemærkning)",
    re.I,
)
"""`1. at: Godkendt`, `Afstemning: …`: points and votes of one matter."""
_SAYS = re.compile(r"\b(?:blev|er|har|at)\b")
_WORD = re.compile(r"\w+")
_SET = ("heading", "bullet")
_LONGEST, _MOST_WORDS, _MOST_LINES = 90, 12, 2000


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that may head a matter: where it stands, its title behind what sign, and what is said behind it."""

    place: int
    title: Passage
    rest: Passage | None
    marked: bool
    short: bool

    @property
    def plain(self) -> str:
        return _plain(self.title.text)


def titled(
    told: Sequence[Section], own: Sequence[Section], context: Context
) -> tuple[list[Paragraph] | None, list[Paragraph], list[Matter]]:
    """What an item says (None: all) and decides as a whole, and the matters that titles divide it into, if any.

    The titles of `told` stand above a decision each in `own`; else those in `own` alone have an outcome each.
    """
    prose, ruled = [list(_blocks(sections)) for sections in (told, own)]
    if not ruled or len(prose) + len(ruled) > _MOST_LINES:
        return None, [], []
    heads = list(_heads(ruled, within=True))
    if len(heads) < 2:
        return None, [], []
    shapes = (_ruled_each, _ruled_beside, _headed)
    found = _repeated(prose, ruled, heads, context)
    return found or next((f for shape in shapes if (f := shape(ruled, heads, context))), (None, [], []))


def _blocks(sections: Iterable[Section]) -> Iterator[Block]:
    """The lines of sections, with what stands beside their labels."""
    for part in sections:
        if part.value and part.label:
            yield Block("text", part.label.span, part.value, broken=True)
        yield from (b for b in part.blocks if b.kind == "blank" or not (is_furniture(b) or is_marker(b.text)))


def _repeated(
    prose: Sequence[Block], ruled: Sequence[Block], told: Sequence[_Head], context: Context
) -> tuple[list[Paragraph] | None, list[Paragraph], list[Matter]] | None:
    """`Kulturnat 2013` above what is told of it, and again above what was decided of it."""
    above = {head.plain: head for head in reversed(list(_heads(prose)))}
    heads = [head for head in told if head.plain in above]
    heads = list({head.plain: head for head in reversed(heads)}.values())[::-1]
    if len(heads) < 2:
        return None
    firsts = sorted((above[head.plain] for head in heads), key=lambda head: head.place)
    announced = {head.plain: lines for head, lines in _below(prose, firsts)}
    found = [Matter(head.title, announced[head.plain], lines) for head, lines in _below(ruled, heads)]
    if not _all_ruled(found, context):
        return None
    return paragraphs(prose[: firsts[0].place]), paragraphs(ruled[: heads[0].place]), found


def _ruled_each(
    ruled: Sequence[Block], told: Sequence[_Head], context: Context
) -> tuple[list[Paragraph] | None, list[Paragraph], list[Matter]] | None:
    """Stretches behind blank lines that each begin with a title alone and tell an outcome below it."""
    heads = [head for head in told if head.rest is None and head.short and _opens(ruled, head.place)]
    if heads and ruled[heads[0].place].text.endswith(":") and not next(_below(ruled, heads))[1]:
        heads = heads[1:]  # `Udvalget besluttede følgende:`
    lead = paragraphs(ruled[: heads[0].place]) if len(heads) > 1 else []
    if len(heads) < 2 or any(not paragraph.text.endswith(":") for paragraph in lead):
        return None
    found = [Matter(head.title, [], lines) for head, lines in _below(ruled, heads)]
    return (None, lead, found) if _all_ruled(found, context) else None


def _ruled_beside(
    ruled: Sequence[Block], told: Sequence[_Head], context: Context
) -> tuple[list[Paragraph] | None, list[Paragraph], list[Matter]] | None:
    """`Cykelstier: Taget til efterretning.`, `Havnen - drøftet.`: titles with what was decided on the line behind."""
    heads = [head for head in told if head.rest and _begins_ruling(head, context)]
    if len(heads) < 2:
        return None
    lead = paragraphs(ruled[: heads[0].place])
    if any(not paragraph.text.endswith(":") for paragraph in lead):
        return None
    found = [Matter(head.title, [], lines) for head, lines in _below(ruled, heads)]
    return (None, lead, found) if _all_ruled(found, context) else None


def _headed(
    ruled: Sequence[Block], told: Sequence[_Head], context: Context
) -> tuple[list[Paragraph] | None, list[Paragraph], list[Matter]] | None:
    """Titles of one form that a decision begins with and goes on with, each above or before prose of its own."""
    heads = [head for head in told if _is_matter(head, context) and _stands(ruled, head)]
    if len(heads) < 2 or len({_form(ruled, head) for head in heads}) > 1:
        return None
    if any(block.kind != "blank" for block in ruled[: heads[0].place]):
        return None
    below = list(_below(ruled, heads))
    if not all(_is_prose(lines) for _, lines in below):
        return None
    if heads[0].rest and any(len(lines) > 1 for _, lines in below):
        return None
    return None, [], [Matter(head.title, [], lines) for head, lines in below]


def _is_prose(told: Sequence[Paragraph]) -> bool:
    """Whether whole sentences stand below a title."""
    return any(p.kind == "text" and p.text.endswith((".", "!", "?")) and len(p.text.split()) > 3 for p in told)


def _form(lines: Sequence[Block], head: _Head) -> tuple[bool, ...]:
    block = lines[head.place]
    return head.rest is None, head.marked, block.text.endswith(":"), block.kind == "bullet"


def _stands(lines: Sequence[Block], head: _Head) -> bool:
    """Whether a title stands apart: behind a blank line, a sign or a bullet, first, or set as a heading."""
    block = lines[head.place]
    return head.marked or head.place == 0 or lines[head.place - 1].kind == "blank" or block.kind in _SET


def _is_matter(head: _Head, context: Context) -> bool:
    """Whether a title is of a matter, not of a body, a party or a vote, and decides nothing itself."""
    title = head.title.text
    if _NO_MATTER.match(title) or context.bodies(title) or concept("party", title):
        return False
    return not decides(title)


def _begins_ruling(head: _Head, context: Context) -> bool:
    """Whether what is decided of a matter stands right behind its title."""
    if head.rest is None or not _is_matter(head, context):
        return False
    told = next(iter(paragraphs([Block("text", head.rest.span(), head.rest)])), None)
    return told is not None and bool(outcomes([Paragraph("text", told.sentences[0])], context, head.title.text, None))


def _heads(lines: Sequence[Block], *, within: bool = False) -> Iterator[_Head]:
    """The lines that may be titles; `within` a decision a title may have its ruling behind it."""
    for place, block in enumerate(lines):
        text = block.text
        if block.kind in ("blank", "row") or (len(text) > _LONGEST and not within) or _POINT.match(text):
            continue
        match = _LINE.match(text)
        if match and (within or match["rest"] is None) and _is_title(match["title"]):
            rest = block.words.part(match.start("rest")) if match["rest"] else None
            yield _Head(
                place, block.words.part(*match.span("title")), rest, match.start("title") > 0, len(text) <= _LONGEST
            )


def _is_title(text: str) -> bool:
    """A few words that are no sentence, name nobody, and mean nothing by themselves: `Godkendt`, `Bilag`."""
    if text.endswith((".", ",")) or len(text.split()) > _MOST_WORDS or _SAYS.search(text) or meanings(text):
        return False
    named = any_names(text)
    return not (named and named[0].start == 0)


def _opens(lines: Sequence[Block], place: int) -> bool:
    """Whether a line stands behind a blank one, or first, and has words below it."""
    first = place == 0 or lines[place - 1].kind == "blank" or lines[place].kind == "heading"
    return first and any(block.kind != "blank" for block in lines[place + 1 : place + 3])


def _below(lines: Sequence[Block], heads: Sequence[_Head]) -> Iterator[tuple[_Head, list[Paragraph]]]:
    """Each head with the paragraphs up to the next."""
    for head, stop in zip(heads, [*(other.place for other in heads[1:]), len(lines)], strict=True):
        beside = [Block("text", lines[head.place].span, head.rest, broken=False)] if head.rest else []
        yield head, paragraphs([*beside, *lines[head.place + 1 : stop]])


def _all_ruled(found: Sequence[Matter], context: Context) -> bool:
    """Whether something is decided of each matter."""
    return all(outcomes(matter.decided, context, matter.title.text, None) for matter in found)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
