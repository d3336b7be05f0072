"""Several matters under one item: the headings of its decision, and what the agenda said of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..labels import alike
from ..prose import Paragraph
from ..register import concept, pattern, tokens
from ..source import Passage
from .names import people

_CLOCK = re.compile(r"(?:kl\.?\s*)?\d{1,2}[.:]\d{2}(?:\s*[-–]\s*(?:kl\.?\s*)?\d{1,2}[.:]\d{2})?$")
_LEAD = re.compile(rf"^(?:{pattern('numbering')})\s*\d+\s*[-–:.]?\s*", re.I)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_RUN_ON = re.compile(r"(?<=[a-zæøå0-9)])\s(?=[A-ZÆØÅ][\wæøå-]*\s+[a-zæøå(])")
_POINT = re.compile(rf"^(?:{pattern('numbering', 'point')})\b|^\d+[.)]", re.I)
_WORD = re.compile(r"\w+")
_SAYS = re.compile(r"\b(?:blev|er|har)\b")
_PARTS = re.compile(r",| og |/")
_MOST_TOPICS, _MOST_PARAGRAPHS = 300, 2000
"""No agenda lists more matters, and no decision of several has more paragraphs."""
_BOLD = 7


@dataclass(slots=True)
class Topic:
    """What an agenda lists as one matter: its lines, and its time when it stands in a timetable."""

    lines: list[Paragraph]
    head: Passage
    clock: Passage | None = None
    plain: str = field(init=False)
    numbered: str = field(init=False)

    def __post_init__(self) -> None:
        self.plain, self.numbered = _plain(_LEAD.sub("", self.head.text)), _plain(self.head.text)


@dataclass(slots=True)
class Matter:
    """One separately titled matter: its title, what the agenda said, what was decided."""

    title: Passage
    announced: list[Paragraph] = field(default_factory=list)
    decided: list[Paragraph] = field(default_factory=list)


def topics(paragraphs: Sequence[Paragraph]) -> tuple[list[Topic], list[Paragraph]]:
    """The matters that an agenda lists, by a timetable or by bullets, and the lines of none."""
    timed = any(_is_row(p) for p in paragraphs)
    found: list[Topic] = []
    rest: list[Paragraph] = []
    level = min((p.level for p in paragraphs if p.kind == "bullet"), default=0)
    below = False
    for before, paragraph in zip([None, *paragraphs], paragraphs, strict=False):
        below = paragraph.kind == "bullet" and bool(found) and (below or _introduces(before))
        if timed and _is_row(paragraph):
            line = next((c for c in paragraph.cells[1:] if c), paragraph.cells[0])
            found.append(Topic([Paragraph("text", line)], line, paragraph.cells[0]))
        elif not timed and paragraph.kind == "bullet" and paragraph.level <= level and not below:
            found.append(Topic([paragraph], paragraph.words))
        elif found and (timed or paragraph.kind != "heading"):
            found[-1].lines.append(paragraph)
        else:
            rest.append(paragraph)
    return (found, rest) if len(found) <= _MOST_TOPICS else ([], list(paragraphs))


def _introduces(paragraph: Paragraph | None) -> bool:
    """Prose of a matter that ends `Den videre proces er følgende:`: the bullets behind are of that matter."""
    if paragraph is None or not paragraph.text.endswith(":"):
        return False
    return paragraph.kind == "text" or len(paragraph.text) > 300


def _is_row(paragraph: Paragraph) -> bool:
    return len(paragraph.cells) > 1 and bool(_CLOCK.match(paragraph.cells[0].text))


def hours(found: Sequence[Topic]) -> tuple[Passage, Passage] | None:
    """When a timetable begins and ends."""
    clocks = [t.clock for t in found if t.clock]
    return (clocks[0], clocks[-1]) if clocks else None


def is_end(topic: Topic) -> bool:
    """`Afslutning`, the last row of a timetable."""
    return concept("pause", topic.head.text) == "end"


def matters(decided: Sequence[Paragraph], listed: Sequence[Topic]) -> tuple[list[Paragraph], list[Matter]]:
    """Divide a decision at its headings; without any, all of it is of the item.

    A heading is a line that the agenda lists, or one set as a heading; and the decision must begin with one (behind at
    most a line that ends in a colon): what stands below a decision of the whole item is part of that.
    """
    if len(decided) > _MOST_PARAGRAPHS:
        return list(decided), []
    heads = _heads(decided, listed)
    places = sorted(heads)
    lead = decided[: places[0]] if heads else decided
    sure = any(topic for topic in heads.values()) or len(heads) > 1
    if not heads or any(not p.text.endswith(":") for p in lead) or (not sure and len(heads) < 2):
        return list(decided), []
    found = []
    for start, stop in zip(places, [*places[1:], len(decided)], strict=True):
        topic = heads[start]
        announced = list(topic.lines) if topic else []
        found.append(Matter(decided[start].words, announced, list(decided[start + 1 : stop])))
    return list(lead), found


def _heads(decided: Sequence[Paragraph], listed: Sequence[Topic]) -> dict[int, Topic | None]:
    """Which paragraphs head a matter, and what the agenda lists under that: `- Ungegaranti`, `#### Covid-19`."""
    deepest = max(_BOLD, min((p.level for p in decided if p.kind == "bullet"), default=0))
    topic_of = {place: _topic(p, listed) for place, p in enumerate(decided) if _may_head(p)}
    agenda = any(topic_of.values())
    found: dict[int, Topic | None] = {place: topic_of.get(place) for place in _heading_bullets(decided)}
    for place, topic in topic_of.items():
        paragraph = decided[place]
        follows = decided[place + 1].kind if place + 1 < len(decided) else ""
        if (
            (topic and paragraph.level <= deepest)
            or paragraph.kind == "heading"
            or (agenda and follows in ("text", "bullet") and _stands_alone(paragraph))
        ):
            found[place] = topic
    return found


def _heading_bullets(decided: Sequence[Paragraph]) -> list[int]:
    """`- Ny ferielov` above the prose of that matter, and another such below it: a decision that begins with one."""
    heads = [
        place
        for place, (paragraph, behind) in enumerate(pairwise(decided))
        if paragraph.kind == "bullet" and behind.kind == "text" and not paragraph.text.endswith((".", ":", ";", ","))
    ]
    return heads if len(heads) > 1 and heads[0] == 0 else []


def _may_head(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return len(text) <= 250 and not (_POINT.match(text) or paragraph.cells or text.endswith((":", ";", ",")))


def _stands_alone(paragraph: Paragraph) -> bool:
    """A short line that is no sentence."""
    text = paragraph.text
    if paragraph.kind != "text" or len(text) >= 90 or text.endswith((".", "!", "?")):
        return False
    return len(text.split()) < 12 and not _SAYS.search(text)


def _topic(head: Paragraph, listed: Iterable[Topic]) -> Topic | None:
    """What the agenda lists under a heading: the first that begins with it, else one that holds it or is like it."""
    plain = _plain(head.text)
    if len(plain) < 4:
        return None
    for topic in listed:
        if topic.plain.startswith(plain) and not topic.plain[len(plain) : len(plain) + 1].isalnum():
            return topic
    if len(plain) <= 12 or (head.kind != "heading" and head.text.endswith(".")):
        return None
    for topic in listed:
        if plain in topic.numbered[: len(plain) + 30] or _much_alike(plain, topic.numbered[: len(plain)]):
            return topic
    return None


def _much_alike(a: str, b: str) -> bool:
    """Whether two wordings are of one matter; they share at least half of their words."""
    first, second = tokens(a), tokens(b)
    return 2 * len(first & second) >= min(len(first), len(second)) and alike(a, b) > 0.87


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def unheard(found: Sequence[Matter], listed: Sequence[Topic]) -> list[Matter]:
    """Matters that only the timetable tells; breaks are none."""
    heard = {id(line) for matter in found for line in matter.announced}
    rest = []
    for topic in listed:
        if topic.clock is None or id(topic.lines[0]) in heard or concept("pause", topic.head.text):
            continue
        title = _cut(topic.head)
        if title and not _is_pause(title.text) and not any(_much_alike(title.text, m.title.text) for m in found):
            rest.append(Matter(title, topic.lines))
    return rest


def _is_pause(text: str) -> bool:
    """`Pause`, `Velkomst og kaffe`."""
    return all(concept("pause", part) for part in _PARTS.split(text))


def _cut(head: Passage) -> Passage:
    """A title out of a line that runs on: `Gennemgang af punkter Udviklingskonsulent Vicki Nygaard deltager …`."""
    lead = _LEAD.match(head.text)
    words = head.part(lead.end()) if lead else head
    edges = [p.start for p in people(words.text) if p.start > 3]
    edges += [m.start() for m in _RUN_ON.finditer(words.text)]
    if edges:
        words = words.part(0, min(edges))
    aside = _ASIDE.search(words.text)
    return words.part(0, aside.start()) if aside else words
