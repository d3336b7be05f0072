"""What opens what: labels of sections and parts, headings of items, the table of contents, page furniture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from .formats import Block, join
from .register import concept, form, pattern, words
from .source import NOTHING, Passage

CASE_NUMBER = re.compile(
    r"(?<![\w/.-])(?:EMN-\d{4}-\d{4,7}|\d{2,4}/\d{2,7}|\d{4}-\d{4,7}"
    r"|\d{2}\.\d{2}\.\d{2}(?:-[A-ZÆØÅ]\d{2}-\d+-\d{2})?|\d{3}-\d{4}-\d{3,6}|S\d{4}-\d+)(?![\w/]|-\d)"
)
KLE = re.compile(r"\d{2}\.\d{2}\.\d{2}(?:-[A-ZÆØÅ]\d{2}-\d+-\d{2})?$")
_NUMBERED = re.compile(
    rf"(?:({pattern('numbering', 'item')})\s*)?(\d{{1,3}}(?:\.\d{{1,2}})?)\s*([.:)]|[-–](?=\s))?\s+"
    r"(?=[\"»”“'(]?\w)(.+)",
    re.I,
)
_CLOSED = re.compile(
    rf"^(?:{pattern('access', 'closed')})\s*[:\-–]|\((?:{pattern('access', 'closed')})\)\s*$",
    re.I,
)
_FURNITURE = re.compile(
    r"\d{1,3}|(?:side|s\.)\s*\d+(?:\s*(?:af|/|of)\s*\d+)?|\d+ (?:of|af) \d+"
    r"|(?-i:[A-ZÆØÅ][\w.-]+(?: [A-ZÆØÅ][\w.-]+)? Kommune)",
    re.I,
)
_DECISION = form(
    rf"(?:(?:{pattern('ruling')}) (?:i|fra) (?P<body>.{{2,80}}?)(?:,? (?:den|d\.) ?(?P<date>\d.{{3,24}}?)?)?"
    rf"|(?P<genitive>.{{3,80}}?)s (?:{pattern('ruling')})(?: (?:i|på|fra) mødet)? (?:den|d\.) ?(?P<when>\d.{{3,24}}?))"
    rf"(?:,? (?:{pattern('numbering', 'item')}) \d+)?\s*[:.]?$",
    ("ruling",),
)
_MOST_OF_A_HEADING = 130
_BODY = re.compile(rf"(?:{pattern('bodyword')})\w{{0,4}}$|^[A-ZÆØÅ]{{2,4}}$|^(?:{pattern('bodyhead')})et for ", re.I)
_CASE_FIELD = re.compile(rf"(?:{pattern('field', 'case')})\s*[:\d]", re.I)
_FIELD = re.compile(rf"(?:{pattern('field')})\s*:", re.I)
_MONTH_FIRST = re.compile(rf"(?:{pattern('month')})\b", re.I)
_CLOSING = re.compile(rf"(?:{pattern('closing')})(?: kl\.?)?\s*:?\s*(?P<clock>\d{{1,2}}[.:]\d{{2}})", re.I)
_INLINE = {"route", "attachments", "decision", "recommendation", "summary", "account", "presentation"}
_WITHIN_DECISION = {"decision", "attachments", "prior", "presentation", "recommendation", "route", "absence"}
_OPENS_ITEM = {"route", "presentation", "summary", "recommendation"}
_MAY_END = {"header", "decision", "attachments", "lead"}
_BEGINS = {"route", "presentation", "recommendation"}
_DOTS = re.compile(r"\s*(?:\.{3,}|…+|_{3,}|\s\.\s\.)[\s.…]*(\d+)?\s*$|\s+(\d{1,3})$")
_DOTTED = re.compile(r"\.{3}|…")
_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Label:
    kind: str
    value: Passage = NOTHING
    match: re.Match[str] | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """An item's heading: its number, title, how many lines it takes, and whether it says itself closed."""

    number: str | None
    title: Passage
    lines: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: its lines (by place) and its entries (number -> title)."""

    lines: frozenset[int]
    entries: Mapping[str, str]

    def has(self, number: str, title: str) -> bool:
        """Whether an item stands in it, its title perhaps cut short."""
        return number in self.entries and alike(self.entries[number], title) > 0.8


def is_furniture(block: Block) -> bool:
    """Page numbers, running feet and links to the top: `4`, `Side 2 af 9`, `Norddjurs Kommune`, `Til toppen`."""
    return block.kind in ("text", "row") and _is_furniture(block.text)


@lru_cache(maxsize=4096)
def _is_furniture(text: str) -> bool:
    return len(text) < 50 and bool(_FURNITURE.fullmatch(text) or concept("furniture", text))


def label_of(block: Block, within: str = "") -> Label | None:
    """The section or part a line opens: `Sagsgang`, `Sagsgang: MTU ØK`, `Beslutning i Direktionen den 15-05-2024`."""
    if block.kind in ("blank", "bullet") or (block.kind == "row" and not _short_row(block)):
        return None
    if within != "header" and _CLOSING.match(block.text):
        return Label("closing", part=True)
    part, kind, value = _labelled(block.text)
    if part and (part != "contents" or within == "header"):
        return Label(part, part=True)
    if within == "header":
        return None
    if match := _decision(block.text):
        return Label("decision", match=match)
    if kind is None:
        return None
    if within in ("decision", "account") and not _leaves_decision(kind, block.text):
        return None
    return Label(kind, block.words.part(value) if value else NOTHING)


@lru_cache(maxsize=4096)
def _labelled(text: str) -> tuple[str | None, str | None, int]:
    """What part and what section a line opens, and where its value stands on it (0: nowhere)."""
    name, colon, rest = text.partition(":")
    kind = concept("section", text) or (concept("section", name) if colon else None)
    if rest.strip() and kind not in _INLINE:
        return concept("part", text), None, 0
    return concept("part", text), kind, len(name) + 1 if rest.strip() else 0


def _short_row(block: Block) -> bool:
    """`Sagsgang:   DIR` in columns."""
    return len(block.cells) == 2 and block.cells[0].text.endswith(":")


def _decision(text: str) -> re.Match[str] | None:
    """`Beslutning i Økonomiudvalget den 09-11-2021`, `Byrådets beslutning den 4. december 2012 Punkt 2`."""
    if len(text) >= _MOST_OF_A_HEADING:
        return None
    match = _DECISION.match(text.rstrip("*"))
    return match if match and (match["date"] or match["when"] or _BODY.search(match["body"] or "")) else None


def _leaves_decision(kind: str, text: str) -> bool:
    """Inside a decision only another decision, the attachments or a further presentation open a section."""
    if kind == "presentation":
        return concept("reopening", text.partition(":")[0]) is not None
    return kind in _WITHIN_DECISION


def contents(blocks: Sequence[Block]) -> Contents:
    """Find the table of contents and read its entries: `2. Økonomi .... 3`."""
    start = _contents_start(blocks)
    if start is None:
        return Contents(frozenset(), {})
    lines, entries = {start}, dict[str, str]()
    if match := _NUMBERED.match(re.sub(r"^\W*[^\W\d]+", "", blocks[start].text).strip()):
        entries[match[2]] = _DOTS.sub("", match[4])
    for place in range(start + 1, len(blocks)):
        block = blocks[place]
        number = _NUMBERED.match(block.text)
        dotted = bool(_DOTTED.search(block.text)) or (block.kind == "row" and block.cells[-1].text.isdigit())
        if not dotted and ((number and number[2] in entries) or label_of(block) or concept("access", block.text)):
            break
        entry = number or dotted or block.kind == "blank" or is_furniture(block) or _wraps(blocks, place)
        if block.kind == "heading" or not entry:
            break
        lines.add(place)
        if number:
            entries[number[2]] = _DOTS.sub("", number[4])
    while blocks[max(lines)].kind == "blank":
        lines.remove(max(lines))
    return Contents(frozenset(lines), entries)


def _contents_start(blocks: Sequence[Block]) -> int | None:
    """Where the table of contents begins: before anything of an item."""
    glued = tuple(label for label, key in words("part").items() if key == "contents")
    for place, block in enumerate(blocks):
        if concept("part", block.text) == "contents":
            return place
        if block.text.casefold().startswith(glued) and re.search(r"^\D+\d+\.", block.text):
            return place
        if concept("access", block.text) or concept("section", block.text) in _BEGINS:
            return None
    return None


def _wraps(blocks: Sequence[Block], place: int) -> bool:
    """A line that goes on with the entry above it."""
    above = blocks[place - 1]
    return above.kind in ("text", "row") and not re.search(r"\d\s*$", above.text) and len(blocks[place].text) < 120


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a document, its table of contents, and for each line what opens there or behind blank lines."""

    blocks: Sequence[Block]
    contents: Contents
    opens: Sequence[str]


def lines(blocks: Sequence[Block]) -> Lines:
    """Look over all lines once."""
    opens = [""] * (len(blocks) + 1)
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        passed = block.kind == "blank" or is_furniture(block)
        opens[place] = opens[place + 1] if passed else _opening(block)
    return Lines(blocks, contents(blocks), opens)


def _opening(block: Block) -> str:
    """What a line opens: "access", "case", a section's kind, or "" for other text."""
    if concept("access", block.text):
        return "access"
    if CASE_NUMBER.match(block.text) or _CASE_FIELD.match(block.text):
        return "case"
    label = label_of(block)
    return label.kind if label and not label.part else ""


def heading_at(page: Lines, place: int, last: int, within: str) -> Heading | None:
    """The item that begins at a line, if one does.

    A numbered line is a heading when the table of contents has it, when it is set as a heading, or when what only
    stands at an item's beginning follows; a line without number when `Åben sag` or `Sagsgang` follows at once.
    """
    block = page.blocks[place]
    if block.kind in ("blank", "bullet") or concept("part", block.text):
        return None
    match = _NUMBERED.match(block.text)
    if match is None:
        return _unnumbered(page, place, within)
    return None if _MONTH_FIRST.match(match[4]) else _numbered(page, place, match, last, within)


def _numbered(page: Lines, place: int, match: re.Match[str], last: int, within: str) -> Heading | None:
    """`4. Budget`, `Punkt 2: Budget`."""
    blocks, block = page.blocks, page.blocks[place]
    used, title = _whole_title(blocks, place, block.words.part(match.start(4)))
    apart = place == 0 or blocks[place - 1].kind in ("blank", "heading") or is_furniture(blocks[place - 1])
    if not apart and block.kind != "heading":
        return None
    known = page.contents.has(match[2], title.text)
    follows = page.opens[place + used]
    if within == "recommendation" and follows == "decision" and not known:
        return None
    following = match[2].isdigit() and int(match[2]) == last + 1
    closed = bool(_CLOSED.search(title.text))
    begins = follows in ("access", "case", *_OPENS_ITEM) or (follows in ("decision", "attachments") and following)
    marked = bool(match[3] or match[1])
    plain = marked and ((begins and not match[4].startswith("at ")) or (closed and following))
    if known or plain or (block.kind == "heading" and marked and following):
        return Heading(match[2], title, used, closed)
    return None


def _unnumbered(page: Lines, place: int, within: str) -> Heading | None:
    """A title alone on its line, with `Åben sag` or, where a section may end, `Sagsgang` below it."""
    begins = ("access", "route") if within in _MAY_END else ("access",)
    if not any(opens in begins for opens in page.opens[place + 1 : place + 1 + _TITLE_LINES]):
        return None
    if not _is_title(page.blocks[place]):
        return None
    used, title = _whole_title(page.blocks, place, page.blocks[place].words)
    if page.opens[place + used] not in begins:
        return None
    return Heading(None, title, used, bool(_CLOSED.search(title.text)))


def _is_title(block: Block) -> bool:
    """A line that may stand as an item's title though it bears no number."""
    text = block.text
    if block.kind not in ("text", "heading") or len(text) > 200 or text.endswith((".", ":", ",", ";")):
        return False
    opens = label_of(block) or concept("access", text) or concept("kind", text)
    return not (opens or is_furniture(block) or CASE_NUMBER.search(text))


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
        if CASE_NUMBER.match(block.text) or _FIELD.match(block.text) or _NUMBERED.match(block.text):
            break
        found.append(block.words)
    return len(found), join(*found)


def alike(a: str, b: str) -> float:
    """How alike two titles are, 0 to 1, whatever their case and punctuation."""
    first, second = _plain(a), _plain(b)
    if first == second:
        return 1.0
    if min(len(first), len(second)) >= 8 and (first.startswith(second) or second.startswith(first)):
        return 0.95
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


@lru_cache(maxsize=4096)
def _plain(title: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", title.casefold()))
