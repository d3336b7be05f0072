"""Which lines are headings of items: numbered, listed in the table of contents, or told by what follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .contents import Contents, contents
from .formats import Block, join
from .labels import CASE_NUMBER, NUMBERED, PAGED, is_furniture, label_of
from .looks import Look, looks
from .register import concept, pattern
from .series import number_alone, series, worded
from .source import NOTHING, Passage

_CLOSED = re.compile(
    rf"^(?:{pattern('access', 'closed')})\s*(?:[:\-–]|$)"
    rf"|(?:\((?:{pattern('access', 'closed')})\)|[-–] (?:{pattern('access', 'closed')}))\s*$",
    re.I,
)
_FIELD = re.compile(rf"(?:{pattern('field')})\s*:", re.I)
_MONTH_FIRST = re.compile(rf"(?:{pattern('month')})\b", re.I)
_OPENS_ITEM = {"route", "presentation", "summary", "recommendation"}
_OPENS_NEXT = {"decision", "attachments", "account"}
"""What opens an item too, where its number follows that of the last."""
_MAY_END = {"header", "decision", "attachments", "lead"}
_MATTER = re.compile(r"(?:(?P<number>\d{1,3})(?:\.1[.):]?|\.?a[.):]?)|[aA][.):])\s+[A-ZÆØÅ].{2,110}(?<![.,;:])$")
_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """An item's heading: its number, title, how many lines it takes, and whether it says itself closed."""

    number: str | None
    title: Passage
    lines: int
    closed: bool
    access: Passage = NOTHING
    """`Åben`, `Lukket` in parentheses behind the number."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a document, its table of contents, and for each line what opens there or behind blank lines."""

    blocks: Sequence[Block]
    looks: Sequence[Look]
    contents: Contents
    opens: Sequence[str]
    series: frozenset[int]


def lines(blocks: Sequence[Block]) -> Lines:
    """Look over all lines once."""
    seen = looks(blocks)
    opens = [""] * (len(blocks) + 1)
    for place in range(len(blocks) - 1, -1, -1):
        opens[place] = opens[place + 1] if seen[place].passed else seen[place].opens
    listed = contents(seen)
    return Lines(blocks, seen, listed, opens, series(seen, listed.lines))


def heading_at(page: Lines, place: int, last: int, within: str) -> Heading | None:
    """The item that begins at a line, if one does.

    A numbered line is a heading when the table of contents has it, when it is set as a heading, or when what only
    stands at an item's beginning follows; a number alone when the title below it is the one listed; a line without
    number when `Åben sag` or `Sagsgang` follows at once.
    """
    look = page.looks[place]
    text = look.text
    if look.kind in ("blank", "bullet") or "part" in look.means:
        return None
    if place in page.series and (paged := PAGED.match(text)):
        return _below(page, place, paged["number"])
    if number := number_alone(text):
        below = _below(page, place, number)
        if place in page.series or (below and page.contents.has(number, below.title.text)):
            return below
    match = (worded(text) if place in page.series else None) or look.number
    if match is None:
        return _unnumbered(page, place, within)
    return None if _MONTH_FIRST.match(match["title"]) else _numbered(page, place, match, last, within)


def _numbered(page: Lines, place: int, match: re.Match[str], last: int, within: str) -> Heading | None:
    """`4. Budget`, `Punkt 2: Budget`."""
    blocks, block = page.blocks, page.blocks[place]
    used, title = _whole_title(blocks, place, block.words.part(match.start("title")))
    apart = (
        place in page.series
        or place == 0
        or blocks[place - 1].kind in ("blank", "heading")
        or is_furniture(blocks[place - 1])
    )
    if not apart and block.kind != "heading":
        return None
    known = place in page.series or page.contents.has(match["number"], title.text)
    follows = page.opens[place + used]
    if within == "recommendation" and follows == "decision" and not known:
        return None
    following = match["number"].isdigit() and int(match["number"]) == last + 1
    closed = bool(_CLOSED.search(title.text))
    begins = follows in ("access", "case", *_OPENS_ITEM) or (follows in _OPENS_NEXT and following)
    marked = bool(match["sign"] or match["word"] or match.groupdict().get("access"))
    begins = begins or (
        following and not title.text.endswith((".", ",", ":")) and _has_matters(page, place + used, match)
    )
    plain = marked and ((begins and not match["title"].startswith("at ")) or (closed and following))
    access = match.groupdict().get("access")
    told = block.words.part(*match.span("access")) if access else NOTHING
    if known or plain or told or (block.kind == "heading" and marked and following):
        return Heading(match["number"], title, used, closed, told)
    return None


def _has_matters(page: Lines, place: int, heading: re.Match[str]) -> bool:
    """Whether the first line of words at a place heads a matter under an item: `3.1 Cykelstier`, `a) Cykelstier`."""
    below = next((look for look in page.looks[place : place + _TITLE_LINES] if not look.passed), None)
    match = _MATTER.match(below.text) if below and below.kind in ("text", "heading") else None
    return match is not None and match["number"] in (None, heading["number"])


def _below(page: Lines, place: int, number: str) -> Heading | None:
    """`Handicaprådet den 6. november 2012  Punkt 6`, `Sag 21`: the title is the next line of words."""
    for behind in range(place + 1, min(place + 2 * _TITLE_LINES, len(page.blocks))):
        block = page.blocks[behind]
        if block.kind == "blank" or is_furniture(block):
            continue
        label = label_of(block)
        if (label and not label.value) or concept("access", block.text) or CASE_NUMBER.match(block.text):
            return None
        used, title = _whole_title(page.blocks, behind, block.words)
        return Heading(number, title, behind + used - place, bool(_CLOSED.search(title.text)))
    return None


def _unnumbered(page: Lines, place: int, within: str) -> Heading | None:
    """A title alone on its line, with `Åben sag` or, where a section may end, `Sagsgang` below it.

    Before the first item a standing title, as `Godkendelse af dagsordenen`, needs no more than its decision.
    """
    following = page.opens[place + 1 : place + 1 + _TITLE_LINES]
    if not any(following):
        return None
    begins = {"access", *(("route",) if within in _MAY_END else ())}
    if within == "header" and concept("routine", page.blocks[place].text):
        begins.add("decision")
    if begins.isdisjoint(following) or not _is_title(page.blocks[place]):
        return None
    if within == "attachments" and _in_list(page.blocks, place):
        return None
    used, title = _whole_title(page.blocks, place, page.blocks[place].words)
    if page.opens[place + used] not in begins:
        return None
    return Heading(None, title, used, bool(_CLOSED.search(title.text)))


def _in_list(blocks: Sequence[Block], place: int) -> bool:
    """Whether a line stands below `Åben` alone, where a list of attachments has that above each title."""
    above = (
        b for b in reversed(blocks[max(0, place - _TITLE_LINES) : place]) if b.kind != "blank" and not is_furniture(b)
    )
    for block in above:
        if concept("access", block.text):
            return True
        if CASE_NUMBER.search(block.text):
            return False
    return False


def _is_title(block: Block) -> bool:
    """A line that may stand as an item's title though it bears no number."""
    text = block.text
    if block.kind not in ("text", "heading") or len(text) > 200 or text.endswith((".", ":", ",", ";")):
        return False
    opens = label_of(block) or concept("access", text) or concept("kind", text)
    field = _FIELD.match(text) or CASE_NUMBER.search(text)
    return not (opens or field or is_furniture(block) or text.upper() == text.lower())


def _whole_title(blocks: Sequence[Block], place: int, title: Passage) -> tuple[int, Passage]:
    """A title and the lines it is wrapped over."""
    found = [title]
    for behind in range(place + 1, min(place + _TITLE_LINES, len(blocks))):
        block = blocks[behind]
        long = sum(len(line.text) for line in found) >= 30
        if blocks[place].kind != "text" or block.kind != "text" or blocks[behind - 1].broken or not long:
            break
        if is_furniture(block) or label_of(block) or concept("access", block.text):
            break
        if CASE_NUMBER.match(block.text) or _FIELD.match(block.text) or NUMBERED.match(block.text):
            break
        found.append(block.words)
    return len(found), join(*found)
