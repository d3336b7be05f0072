"""What opens what: labels of sections and parts, headings of items, the table of contents, page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .formats import Block
from .register import concept, pattern
from .source import NOTHING, Passage

CASE_NUMBER = re.compile(
    r"(?<![\w/.-])(?:EMN-\d{4}-\d{4,7}|\d{2,4}/\d{2,7}|\d{4}-\d{4,7}|\d{2}\.\d{2}\.\d{2}(?:-[A-ZÆØÅ]\d{2}-\d+-\d{2})?|\d{3}-\d{4}-\d{3,6}|S\d{4}-\d+)(?![\w/]|-\d)"
)
KLE = re.compile(r"\d{2}\.\d{2}\.\d{2}(?:-[A-ZÆØÅ]\d{2}-\d+-\d{2})?$")
_NUMBERED = re.compile(
    r"(?:(Punkt|Pkt\.?|Sag nr\.?|Sag|Dagsordenspunkt)\s*)?(\d{1,3}(?:\.\d{1,2})?)\s*([.:)]|[-–](?=\s))?\s+(?=[\"»”“'(]?\w)(.+)",
    re.I,
)
_CLOSED = re.compile(
    r"^(?:lukket|lukket sag|lukket punkt)\s*[:\-–]|\((?:lukket|lukket sag|lukket punkt|lukket dagsorden)\)\s*$", re.I
)
_FURNITURE = re.compile(
    r"\d{1,3}$|(?:side|s\.)\s*\d+(?:\s*(?:af|/|of)\s*\d+)?$|\d+ (?:of|af) \d+$|(?:til top(?:pen)?|se alle bilag)$|side$",
    re.I,
)
_DECISION = re.compile(
    r"(?:(?:beslutning(?:er)?|afgørelse|behandling) (?:i|fra) (?P<body>.{2,80}?)(?:,? (?:den|d\.) ?(?P<date>\d.{3,24}?)?)?"
    r"|(?P<genitive>.{3,80}?)s beslutning(?: i mødet| på mødet| fra mødet)? (?:den|d\.) ?(?P<when>\d.{3,24}?))(?:,? punkt \d+)?\s*[:.]?$",
    re.I,
)
_INLINE = {"route", "attachments", "decision", "recommendation", "summary", "account", "presentation"}
_WITHIN_DECISION = {"decision", "attachments", "prior", "presentation", "recommendation", "route", "absence"}
_PARTICULAR = {"sagsfremstilling", "supplerende sagsfremstilling", "fortsat sagsfremstilling", "ny sagsfremstilling"}
_OPENS_ITEM = {"route", "presentation", "summary", "recommendation"}
_DOTS = re.compile(r"\s*(?:\.{3,}|…+|_{3,}|\s\.\s\.)[\s.…]*(\d+)?\s*$|\s+(\d{1,3})$")


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
    entries: tuple[tuple[str, str], ...]


def is_furniture(block: Block) -> bool:
    """Page numbers, running feet and links to the top: `4`, `Side 2 af 9`, `Norddjurs Kommune`, `Til toppen`."""
    return block.kind in ("text", "row") and bool(
        _FURNITURE.match(block.text) or re.fullmatch(r"[A-ZÆØÅ][\w.-]+(?: [A-ZÆØÅ][\w.-]+)? Kommune", block.text)
    )


def label_of(block: Block, within: str = "") -> Label | None:
    """The section or part a line opens: `Sagsgang`, `Sagsgang: MTU ØK`, `Beslutning i Direktionen den 15-05-2024`."""
    if block.kind in ("blank", "bullet") or (block.kind == "row" and not _short_row(block)):
        return None
    text = block.text
    if part := concept("part", text):
        if part != "contents" or within == "header":
            return Label(part, part=True)
    if within == "header":
        return None
    if match := _DECISION.fullmatch(text.rstrip("*")):
        if len(text) < 130 and (match["date"] or match["when"] or _names_body(match["body"])):
            return Label("decision", match=match)
    name, colon, rest = text.partition(":")
    kind = concept("section", text) or (concept("section", name) if colon else None)
    if kind is None or (colon and rest.strip() and kind not in _INLINE):
        return None
    if within in ("decision", "account") and not _leaves_decision(kind, name, block):
        return None
    start = len(name) + 1
    return Label(kind, block.words.part(start) if rest.strip() else NOTHING)


def _short_row(block: Block) -> bool:
    """`Sagsgang:   DIR` in columns."""
    return len(block.cells) == 2 and block.cells[0].text.endswith(":")


def _names_body(text: str | None) -> bool:
    return bool(text) and bool(
        re.search(rf"(?:{pattern('bodyword')})\w{{0,4}}$|^[A-ZÆØÅ]{{2,4}}$|^udvalget for ", text or "", re.I)
    )


def _leaves_decision(kind: str, name: str, block: Block) -> bool:
    """Inside a decision only another decision, the attachments or a further presentation open a section."""
    if kind == "presentation":
        return name.strip().casefold() in _PARTICULAR
    return kind in _WITHIN_DECISION


def contents(blocks: Sequence[Block]) -> Contents:
    """Find the table of contents and read its entries: `2. Økonomi .... 3`."""
    start = next((i for i, b in enumerate(blocks) if b.kind != "blank" and _opens_contents(b)), None)
    if start is None:
        return Contents(frozenset(), ())
    lines, entries, seen = {start}, list[tuple[str, str]](), set[str]()
    glued = re.sub(r"^\W*[^\W\d]+", "", blocks[start].text)
    if match := _NUMBERED.match(glued.strip()):
        entries.append((match[2], _DOTS.sub("", match[4])))
        seen.add(match[2])
    for place in range(start + 1, len(blocks)):
        block = blocks[place]
        number = _NUMBERED.match(block.text)
        dotted = bool(re.search(r"\.{3,}|…", block.text)) or (block.kind == "row" and block.cells[-1].text.isdigit())
        if number and number[2] in seen and not dotted:
            break
        if block.kind == "heading" or (label_of(block) and not dotted) or concept("access", block.text):
            break
        if not (number or dotted or block.kind == "blank" or is_furniture(block) or _wraps(blocks, place)):
            break
        lines.add(place)
        if number:
            seen.add(number[2])
            entries.append((number[2], _DOTS.sub("", number[4])))
    while lines and blocks[max(lines)].kind == "blank":
        lines.remove(max(lines))
    return Contents(frozenset(lines), tuple(entries))


def _opens_contents(block: Block) -> bool:
    return concept("part", block.text) == "contents" or bool(
        re.match(r"indholdsfortegnelse\s*(?:side\s*)?\d+\.", block.text, re.I)
    )


def _wraps(blocks: Sequence[Block], place: int) -> bool:
    """A line that goes on with the entry above it."""
    above = blocks[place - 1]
    return above.kind in ("text", "row") and not re.search(r"\d\s*$", above.text) and len(blocks[place].text) < 120


def heading_at(blocks: Sequence[Block], place: int, toc: Contents, last: int, within: str) -> Heading | None:
    """The item that begins at a line, if one does.

    A numbered line is a heading when the table of contents has it, when it is set as a heading, or when what only
    stands at an item's beginning follows; a line without number when `Åben sag` or `Sagsgang` follows at once.
    """
    block = blocks[place]
    if block.kind in ("blank", "bullet") or concept("part", block.text):
        return None
    match = _NUMBERED.match(block.text)
    if match and not re.match(
        r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b", match[4], re.I
    ):
        title = block.words.part(match.start(4))
        lines, title = _whole_title(blocks, place, title)
        follows = _follows(blocks, place + lines)
        known = any(n == match[2] and alike(t, title.text) > 0.8 for n, t in toc.entries)
        next_one = match[2].isdigit() and int(match[2]) == last + 1
        closed = bool(_CLOSED.search(title.text))
        separated = (
            place == 0
            or blocks[place - 1].kind in ("blank", "heading")
            or block.kind == "heading"
            or is_furniture(blocks[place - 1])
        )
        starts = follows in ("access", "case", *_OPENS_ITEM) or (follows in ("decision", "attachments") and next_one)
        sure = known or (block.kind == "heading" and bool(match[3] or match[1]) and (next_one or starts))
        if separated and (
            sure or ((match[3] or match[1]) and ((starts and not match[4].startswith("at ")) or (closed and next_one)))
        ):
            if within != "recommendation" or follows != "decision" or known:
                return Heading(match[2], title, lines, closed)
    if _is_title(block) and not match:
        lines, title = _whole_title(blocks, place, block.words)
        follows = _follows(blocks, place + lines)
        if follows == "access" or (follows == "route" and within in ("header", "decision", "attachments", "lead")):
            return Heading(None, title, lines, bool(_CLOSED.search(title.text)))
    return None


def _is_title(block: Block) -> bool:
    """A line that may stand as an item's title though it bears no number."""
    text = block.text
    if block.kind not in ("text", "heading") or len(text) > 200 or text.endswith((".", ":", ",", ";")):
        return False
    return not (
        label_of(block)
        or concept("access", text)
        or concept("kind", text)
        or CASE_NUMBER.search(text)
        or is_furniture(block)
    )


def _whole_title(blocks: Sequence[Block], place: int, title: Passage) -> tuple[int, Passage]:
    """A title and the lines it is wrapped over."""
    lines = 1
    while (
        lines < 4
        and place + lines < len(blocks)
        and blocks[place].kind == "text"
        and not blocks[place + lines - 1].broken
    ):
        block = blocks[place + lines]
        if (
            block.kind != "text"
            or label_of(block)
            or concept("access", block.text)
            or CASE_NUMBER.match(block.text)
            or len(title.text) < 30
        ):
            break
        if _FIELD.match(block.text) or _NUMBERED.match(block.text) or is_furniture(block):
            break
        title, lines = join(title, block.words), lines + 1
    return lines, title


_FIELD = re.compile(rf"(?:{pattern('field')})\s*:", re.I)


def _follows(blocks: Sequence[Block], place: int) -> str:
    """What opens next behind a heading: "access", "case", a section's kind, or "" for other text."""
    while place < len(blocks) and (blocks[place].kind == "blank" or is_furniture(blocks[place])):
        place += 1
    if place == len(blocks):
        return ""
    block = blocks[place]
    if concept("access", block.text):
        return "access"
    if CASE_NUMBER.match(block.text) or re.match(rf"(?:{pattern('field', 'case')})\s*[:\d]", block.text, re.I):
        return "case"
    label = label_of(block)
    return label.kind if label and not label.part else ""


def join(first: Passage, second: Passage) -> Passage:
    """Two lines as one: a word divided by a hyphen is made whole, a real hyphen stays."""
    if not first or not second:
        return first or second
    text, places = first.text, first.places
    if re.search(r"\w-$", text) and not re.match(r"(?:og|eller|samt)\b", second.text):
        if second.text[0].islower():
            return Passage(text[:-1] + second.text, places[:-1] + second.places)
        return Passage(text + second.text, places + second.places)
    return Passage(f"{text} {second.text}", (*places, places[-1] + 1, *second.places))


def alike(a: str, b: str) -> float:
    """How alike two titles are, 0 to 1, whatever their case and punctuation."""
    first, second = (re.sub(r"[\W_]+", " ", t).strip().casefold() for t in (a, b))
    if first == second:
        return 1.0
    if min(len(first), len(second)) >= 8 and (first.startswith(second) or second.startswith(first)):
        return 0.95
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
