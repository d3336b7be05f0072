"""What opens what: labels of sections and parts, headings of decisions, numbers of cases, page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from .formats import Block
from .register import concept, pattern
from .source import NOTHING, Passage

CASE_NUMBER = re.compile(
    r"(?<![\w/.-])(?:EMN-\d{4}-\d{4,7}|\d{2}\.\d{2}\.\d{2}[A-ZÆØÅ]\d{2}/\d{4}-\d{1,6}|\d{2,4}/\d{2,7}|\d{4}-\d{4,7}"
    r"|(?!(?:0\d|1[0-2])-20\d\d(?!\d))[0-39]\d-\d{3,6}"
    r"|\d{2}\.\d{2}\.\d{2}(?:-?[A-ZÆØÅ]\d{2}(?:-\d+-\d{2})?)?|\d{3}-\d{4}-\d{3,6}|S\d{4}-\d+)(?![\w/]|-\d)"
)
KLE = re.compile(r"\d{2}\.\d{2}\.\d{2}(?:-?[A-ZÆØÅ]\d{2}(?:-\d+-\d{2})?)?$")
NUMBERED = re.compile(
    rf"(?P<word>(?:{pattern('numbering', 'item')})\s*)?(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?|[1-9]\d{{3}}(?=[.:)]))\s*"
    r"(?P<sign>[.:)]|[-–](?=\s))?\s+"
    rf"(?:\((?P<access>{pattern('access')})\)\s*[-–:]?\s*)?(?=[\"»”“'(]?\w)(?P<title>.+)",
    re.I,
)
"""A line that may be a numbered heading: `4. Budget`, `Punkt 2 - Budget`, `129 (Åben) Spørgetid`."""
CASE_FIELD = re.compile(rf"(?:{pattern('field', 'case')})\s*[:\d]", re.I)
"""A line that tells a case's number: `Sagsnr.: 14/200`."""
NUMBER_ALONE = re.compile(rf"(?P<word>{pattern('numbering')})\s*(?:nr\.?\s*)?(?P<number>\d{{1,4}})\s*[.:]?$", re.I)
"""A line that holds nothing but an item's number: `Sag 21`, `Pkt. 3`."""
PAGED = re.compile(
    r"(?P<body>[^\d:.]{4,80}?),? (?:den|d\.) ?(?P<date>\d[\w .-]{4,20}?),?\s+"
    rf"(?:{pattern('numbering', 'item')})\s*(?P<number>\d{{1,4}})$",
    re.I,
)
"""The head of an item's page: `Handicaprådet den 6. november 2012  Punkt 6`; its title stands below."""
_FURNITURE = re.compile(
    rf"\d{{1,3}}|(?:{pattern('pageword')})\s*\d+(?:\s*(?:af|/|of)\s*\d+)?|\d+ (?:of|af) \d+"
    r"|(?-i:[A-ZÆØÅ][\w.-]+(?: [A-ZÆØÅ][\w.-]+)? Kommune)",
    re.I,
)
_RULING = re.compile(pattern("ruling"))
_DECISION = re.compile(
    rf"(?:(?:{pattern('ruling')}) (?P<in>(?:i|fra) )?(?P<body>.{{2,80}}?)"
    rf"(?:,?(?: (?:{pattern('weekday')}))? (?:den|d\.) ?(?P<date>\d.{{3,24}}?)?)?"
    rf"|(?P<genitive>.{{3,80}}?)s (?:{pattern('ruling')})(?: (?:i|på|fra) mødet)? (?:den|d\.) ?(?P<when>\d.{{3,24}}?))"
    rf"(?:,? (?:{pattern('numbering', 'item')}) \d+)?\s*[:.]?$",
    re.I,
)
_DATED = re.compile(
    rf"(?P<body>[^\d:]{{3,80}}?),?\s+(?:(?:{pattern('weekday')}) )?(?:den |d\. ?)?(?P<date>\d{{1,2}}[\w .-]{{3,20}}?)"
    rf"(?:,?\s+(?:{pattern('numbering', 'item')})\s*(?:nr\.?\s*)?\d+)?\s*:(?:(?P<genitive>(?!))(?P<when>(?!)))?$",
    re.I,
)
"""`Kommunalbestyrelsen, 8. oktober 2019, sag 165:` above what was decided."""
_RULED_AT_ITEM = re.compile(rf"[^:]{{10,110}}\b(?:{pattern('numbering', 'item')})\s*(?:nr\.?\s*)?\d+:\s", re.I)
"""`Kommunalbestyrelsen, 28. august 2018, sag 93: Godkendt.`"""
_SAID = re.compile(r"\b(?:af|i|på|fra|til|blev|har|er|ved|som|der|at)\b", re.I)
_ENCLOSED = re.compile(rf"(?:{pattern('enclosed')})\s*\d{{1,3}}(?:\.\d{{1,2}})?\s*[:.–-]\s+(?=\S)", re.I)
_COUNT = re.compile(r"\s*\(\d{1,3}\)$")
"""`Bilag (2)`"""
_MOST_OF_A_HEADING, _MOST_OF_A_NAME = 130, 60
_PROPOSES = re.compile(r"(?!Det )[A-ZÆØÅ][\w ,-]{4,70}? (?i:indstiller|foreslår)(?:,? at)?[,:]?")
_LETTERS = re.compile(r"[^\W_]+")
_PROPOSING = ",:rtRT"
"""The signs that such a line ends with."""
_BODY = re.compile(rf"(?:{pattern('bodyword')})\w{{0,4}}$|^[A-ZÆØÅ]{{2,4}}$|^(?:{pattern('bodyhead')})et for ", re.I)
_WAY = re.compile(rf"(?:{pattern('bodyword')})\w{{0,4}}(?!\w)|(?<!\w)[A-ZÆØÅ]{{2,4}}(?!\w)")
_CLOSING = re.compile(rf"(?:{pattern('closing')})\s*:?(?:\s*kl\.?)?\s*:?\s*(?P<clock>\d{{1,2}}[.:]\d{{2}})", re.I)
_WHOLE = -1
_INLINE = {
    *("route", "attachments", "decision", "recommendation", "summary", "account", "presentation"),
    *("competence", "absence", "prior", "consequences"),
}
_WITHIN_DECISION = {
    "decision",
    "attachments",
    "prior",
    "presentation",
    "recommendation",
    "route",
    "absence",
    "competence",
}


@dataclass(frozen=True, slots=True)
class Label:
    kind: str
    value: Passage = NOTHING
    match: re.Match[str] | None = None
    part: bool = False


def is_furniture(block: Block) -> bool:
    """Page numbers, running feet and links to the top: `4`, `Side 2 af 9`, `Norddjurs Kommune`, `Til toppen`."""
    return block.kind in ("text", "row") and _is_furniture(block.words.text)


@lru_cache(maxsize=65536)
def _is_furniture(text: str) -> bool:
    return len(text) < 50 and bool(_FURNITURE.fullmatch(text) or concept("furniture", text))


def label_of(block: Block, within: str = "") -> Label | None:
    """The section or part a line opens: `Sagsgang`, `Sagsgang: MTU ØK`, `Beslutning i Direktionen den 15-05-2024`."""
    if block.kind in ("blank", "bullet") or (block.kind == "row" and not _short_row(block)):
        return _heads_table(block) if block.kind == "row" and within != "header" else None
    if block.kind == "row" and (kind := concept("section", block.cells[0].text)) and not block.text.count(":"):
        return Label(kind, block.cells[1]) if within != "header" else None
    found = _labelled(block.words.text)
    if found is _UNLABELLED:
        return None
    part, kind, value, decision = found
    if part and (part == "contents") <= (within == "header") and (part == "closing") <= (within != "header"):
        return Label(part, part=True)
    if within == "header":
        return None
    if decision:
        behind = 0 < decision.end() <= value
        return Label("decision", block.words.part(value) if behind else NOTHING, decision)
    if kind is None or (within in ("decision", "account") and not _leaves_decision(kind, block.text)):
        return None
    if value == _WHOLE:
        return Label(kind, block.words)
    return Label(kind, block.words.part(value) if value else NOTHING)


def _heads_table(block: Block) -> Label | None:
    """`Nr.  Bilag  Status  Dokument`: the head of a table of attachments; `Hvad  Hvem  Hvornår`: of tasks."""
    if len(block.cells) > 1 and all(concept("taskcolumn", cell.text) for cell in block.cells if cell):
        return Label("tasks", part=True)
    if len(block.cells) > 4 or not any(concept("section", cell.text) == "attachments" for cell in block.cells):
        return None
    return Label("attachments") if all(concept("column", cell.text) or not cell for cell in block.cells) else None


_Labelled = tuple[str | None, str | None, int, re.Match[str] | None]
_UNLABELLED: _Labelled = None, None, 0, None


@lru_cache(maxsize=65536)
def _labelled(text: str) -> _Labelled:
    """What part and what section a line opens, where its value stands (0: nowhere), its decision heading."""
    colon = text.find(":", 0, _MOST_OF_A_NAME)
    if colon < 0 and len(text) >= _MOST_OF_A_HEADING:
        return _UNLABELLED
    part = "closing" if _CLOSING.match(text) else concept("part", text)
    kind = concept("section", _COUNT.sub("", text)) or (concept("section", text[:colon]) if colon >= 0 else None)
    if kind is None and text[-1:] in _PROPOSING and _PROPOSES.fullmatch(text):
        kind = "recommendation"
    if kind is None and _ENCLOSED.match(text):
        return part, "attachments", _WHOLE, None
    if kind is None and colon >= 0 and (passed := concept("passage", text[:colon])) and _WAY.search(text, colon):
        kind = passed
    inline = colon >= 0 and not text[colon + 1 :].isspace() and colon + 1 < len(text)
    if inline and kind not in _INLINE:
        kind = None
    decision = _decision(text)
    if decision is None and inline and _RULED_AT_ITEM.match(text):
        decision = _decision(text[: colon + 1])
    if part is None and kind is None and decision is None:
        return _UNLABELLED
    return part, kind, colon + 1 if inline else 0, decision


def _short_row(block: Block) -> bool:
    """`Sagsgang:   DIR` in columns, also without the colon."""
    first = block.cells[0].text
    return len(block.cells) == 2 and (first.endswith(":") or concept("section", first) is not None)


def _decision(text: str) -> re.Match[str] | None:
    """`Beslutning i Økonomiudvalget den 09-11-2021`, `Byrådets beslutning den 4. december 2012 Punkt 2`."""
    if len(text) >= _MOST_OF_A_HEADING or text[:1].islower():  # `behandling i byrådet den 3. maj`: a line wrapped there
        return None
    dated = _DATED.match(text) if text.endswith(":") else None
    if dated and _BODY.search(dated["body"]) and not _SAID.search(dated["body"]):
        return dated
    match = _DECISION.match(text.rstrip("*")) if _RULING.search(text.casefold()) else None
    if match and match["body"] and not match["in"]:
        return match if match["date"] and _BODY.search(match["body"]) else None
    return match if match and (match["date"] or match["when"] or _BODY.search(match["body"] or "")) else None


def _leaves_decision(kind: str, text: str) -> bool:
    """Inside a decision only another decision, the attachments or a further presentation open a section."""
    if kind == "presentation":
        return concept("reopening", text.partition(":")[0]) is not None
    return kind in _WITHIN_DECISION


def alike(a: str, b: str) -> float:
    """How alike two titles are, 0 to 1, whatever their case and punctuation."""
    first, second = _plain(a), _plain(b)
    if first == second:
        return 1.0
    if min(len(first), len(second)) >= 8 and (first.startswith(second) or second.startswith(first)):
        return 0.95
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


@lru_cache(maxsize=65536)
def _plain(title: str) -> str:
    return " ".join(_LETTERS.findall(title.casefold()))
