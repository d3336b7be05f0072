"""Several matters under one item: the headings of its decision, and what the agenda said of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..headings import alike
from ..prose import Paragraph
from ..register import concept
from ..source import Passage
from .names import people

_CLOCK = re.compile(r"(?:kl\.?\s*)?\d{1,2}[.:]\d{2}(?:\s*[-–]\s*(?:kl\.?\s*)?\d{1,2}[.:]\d{2})?$")
_LEAD = re.compile(r"^(?:punkt|pkt\.?|ad)\s*\d+\s*[-–:.]?\s*", re.I)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_RUN_ON = re.compile(r"(?<=[a-zæøå0-9)])\s(?=[A-ZÆØÅ][\wæøå-]*\s+[a-zæøå(])")
_LABELS = re.compile(r"^(?:ad|at)\b|^\d+[.)]", re.I)


@dataclass(slots=True)
class Topic:
    """What an agenda lists as one matter: its lines, and its time when it stands in a timetable."""

    lines: list[Paragraph]
    clock: Passage | None = None
    head: Passage | None = None


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
            found.append(Topic([Paragraph("text", line)], paragraph.cells[0], line))
        elif not timed and paragraph.kind == "bullet" and paragraph.level <= level and not below:
            found.append(Topic([paragraph], None, paragraph.words))
        elif found and (timed or paragraph.kind != "heading"):
            found[-1].lines.append(paragraph)
        else:
            rest.append(paragraph)
    return found, rest


def _introduces(paragraph: Paragraph | None) -> bool:
    """Prose of a matter that ends `Den videre proces er følgende:`: the bullets behind are of that matter."""
    return paragraph is not None and paragraph.text.endswith(":") and (paragraph.kind == "text" or len(paragraph.text) > 300)


def _is_row(paragraph: Paragraph) -> bool:
    return len(paragraph.cells) > 1 and bool(_CLOCK.match(paragraph.cells[0].text))


def hours(found: Sequence[Topic]) -> tuple[Passage, Passage] | None:
    """When a timetable begins and ends."""
    clocks = [t.clock for t in found if t.clock]
    return (clocks[0], clocks[-1]) if clocks else None


def is_end(topic: Topic) -> bool:
    """`Afslutning`, the last row of a timetable."""
    return bool(topic.head) and concept("pause", topic.head.text if topic.head else "") == "end"


def matters(decided: Sequence[Paragraph], listed: Sequence[Topic]) -> tuple[list[Paragraph], list[Matter]]:
    """Divide a decision at its headings; without any, all of it is of the item.

    A heading is a line that the agenda lists, or one set as a heading; and the decision must begin with one (behind at
    most a line that ends in a colon): what stands below a decision of the whole item is part of that.
    """
    heads = [place for place, p in enumerate(decided) if _is_head(p, decided, place, listed)]
    lead = decided[: heads[0]] if heads else decided
    sure = sum(1 for place in heads if _topic(decided[place], listed))
    if not heads or any(not p.text.endswith(":") for p in lead) or (sure == 0 and len(heads) < 2):
        return list(decided), []
    found = []
    for start, stop in zip(heads, [*heads[1:], len(decided)], strict=True):
        topic = _topic(decided[start], listed)
        announced = [p for t in topic for p in t.lines]
        found.append(Matter(_title(decided[start].words), announced, list(decided[start + 1 : stop])))
    return list(lead), found


def _is_head(paragraph: Paragraph, all_: Sequence[Paragraph], place: int, listed: Sequence[Topic]) -> bool:
    """`- Ungegaranti`, `#### Covid-19`: a line of its own with text below it."""
    text = paragraph.text
    if len(text) > 250 or _LABELS.match(text) or paragraph.cells or text.endswith((":", ";", ",")):
        return False
    if _topic(paragraph, listed) and paragraph.level <= _level(all_):
        return True
    if paragraph.kind == "heading":
        return True
    follows = all_[place + 1].kind if place + 1 < len(all_) else ""
    plain = (
        paragraph.kind == "text" and len(text) < 90 and not text.endswith((".", "!", "?")) and len(text.split()) < 12
    )
    return (
        plain
        and follows in ("text", "bullet")
        and any(_topic(p, listed) for p in all_)
        and not re.search(r"\b(?:blev|er|har)\b", text)
    )


def _level(paragraphs: Sequence[Paragraph]) -> int:
    """Bullets deeper than the first level head nothing."""
    return max(7, min((p.level for p in paragraphs if p.kind == "bullet"), default=0))


def _topic(head: Paragraph, listed: Sequence[Topic]) -> list[Topic]:
    """What the agenda lists under that heading: the best fitting, if one begins with it or holds it."""
    plain = _plain(head.text)
    if len(plain) < 4:
        return []
    for topic in listed:
        begin = _plain(_LEAD.sub("", topic.head.text if topic.head else ""))
        if begin.startswith(plain) and (len(begin) == len(plain) or not begin[len(plain)].isalnum()):
            return [topic]
    if head.kind != "heading" and head.text.endswith("."):
        return []
    for topic in listed:
        begin = _plain(topic.head.text if topic.head else "")
        if len(plain) > 12 and (plain in begin[: len(plain) + 30] or alike(plain, begin[: len(plain)]) > 0.87):
            return [topic]
    return []


def _plain(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text).strip().casefold()


def _title(words: Passage) -> Passage:
    return words.part(0)


def unheard(found: Sequence[Matter], listed: Sequence[Topic]) -> list[Matter]:
    """Matters that only the timetable tells; breaks are none."""
    heard = {id(line) for matter in found for line in matter.announced}
    rest = []
    for topic in listed:
        if (
            topic.clock is None
            or topic.head is None
            or id(topic.lines[0]) in heard
            or concept("pause", topic.head.text)
        ):
            continue
        title = _cut(topic.head)
        if title and not _is_pause(title.text) and not any(alike(title.text, m.title.text) > 0.9 for m in found):
            rest.append(Matter(title, topic.lines))
    return rest


def _is_pause(text: str) -> bool:
    """`Pause`, `Velkomst og kaffe`."""
    return all(concept("pause", part) for part in re.split(r",| og |/", text))


def _cut(head: Passage) -> Passage:
    """A title out of a line that runs on: `Gennemgang af punkter Udviklingskonsulent Vicki Nygaard deltager …`."""
    lead = _LEAD.match(head.text)
    words = head.part(lead.end()) if lead else head
    named = people(words.text)
    edges = [p.start for p in named if p.start > 3]
    edges += [m.start() for m in _RUN_ON.finditer(words.text)]
    if edges:
        words = words.part(0, min(edges))
    if aside := _ASIDE.search(words.text):
        words = words.part(0, aside.start())
    return words
