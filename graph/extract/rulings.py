"""The decisions that an item records: its own body's on the day, and those of others and of earlier days it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from ..facts import Decision, Told
from ..prose import Paragraph, paragraphs
from ..register import pattern
from ..sections import ItemSection, Section
from .context import Context
from .dates import dates
from .decisions import outcomes
from .ruled import body_and_day

_LISTED = re.compile(
    rf"(?P<body>[^:]{{3,80}}?),?\s+(?:(?:{pattern('weekday')}) )?(?:den |d\. ?)?(?P<date>\d[^:]{{4,24}}?)"
    rf"(?:,? (?:{pattern('numbering', 'item')}) \d+)?\s*:\s*(?P<words>.+)$",
    re.I,
)
_ALONE = re.compile(
    r"(?P<body>[^\d:]{2,80}?),?\s+(?:den |d\. ?)?(?P<date>\d{1,2}[\w .-]{3,20}?)"
    rf"(?:,?\s+(?:{pattern('numbering', 'item')})\s*(?:nr\.?\s*)?\d+)?$",
    re.I,
)
_LONGEST = 130


def divided(section: ItemSection, context: Context) -> tuple[list[Decision], list[Section]]:
    """The decisions of other bodies and days, and the sections that hold the document's own."""
    prior: list[Decision] = []
    own: list[Section] = []
    told = section.of("decision", "account")
    dateless = [part for part in told if _lost_its_day(part, context)]
    for part in told:
        body, day = body_and_day(part, context)
        if body and part in dateless[:-1]:  # several of one body that have lost their days: the last is of this one
            prior.append(_headed(part, body, None, context))
        elif body is None or (body == context.own and day in (None, context.day)):
            own.append(part)
        else:
            prior.append(_headed(part, body, day, context))
    for part in section.of("prior", "route"):
        prior.extend(_listed(part, context))
    for part in section.of("presentation", "summary", "lead"):
        prior.extend(_within(part, context))
    return prior, own


def _lost_its_day(part: Section, context: Context) -> bool:
    """`Beslutning i Kulturudvalget den`, of the document's own body."""
    heading = part.heading
    return (
        heading is not None
        and not (heading["date"] or heading["when"])
        and body_and_day(part, context)[0] == context.own
    )


def _headed(section: Section, body: str, day: date | None, context: Context) -> Decision:
    """A decision below its own heading."""
    told = section.paragraphs
    span = section.label.words.span() if section.label else told[0].words.span()
    return Decision(body, span, day, wording(told), outcomes(told, context.of(body)))


def _listed(section: Section, context: Context) -> Iterator[Decision]:
    """`Økonomiudvalget den 5. november 2024: Anbefales over for Byrådet.`, one a line or several."""
    starts = [place for place, block in enumerate(section.blocks) if _LISTED.match(block.text)]
    for start, stop in zip(starts, [*starts[1:], len(section.blocks)], strict=False):
        entry = paragraphs(section.blocks[start:stop])[0]
        match = _LISTED.match(entry.text)
        if match and (name := context.naming.resolve(match["body"])):
            told = dates(match["date"], context.day, "past")
            words = Paragraph("text", entry.words.part(match.start("words")))
            day = told[0].when.exact if told else None
            ruled = outcomes([words], context.of(name))
            yield Decision(name, entry.words.span(0, match.end("date")), day, words.text, ruled)


def _within(section: Section, context: Context) -> Iterator[Decision]:
    """`Handicaprådet den 18.02.2015 Punkt 6` alone on a line of the presentation, above what was decided there."""
    blocks = section.blocks
    for place, block in enumerate(blocks[:-1]):
        match = _ALONE.match(block.text) if block.kind in ("text", "heading") and len(block.text) < _LONGEST else None
        name = context.naming.resolve(match["body"]) if match else None
        told = dates(match["date"], context.day, "past") if match and name else []
        day = told[0].when.exact if told else None
        if not (match and name and day and context.day and day < context.day):
            continue
        below = takewhile(lambda b: b.kind in ("text", "bullet") and not _ALONE.match(b.text), blocks[place + 1 :])
        if words := paragraphs(below):
            ruled = outcomes(words, context.of(name))
            yield Decision(name, block.words.span(0, match.end("date")), day, wording(words), ruled)


def wording(told: Sequence[Paragraph]) -> str:
    """The words of a decision, a paragraph a line."""
    return "\n".join(p.text for p in told)


def ruling(
    own: Sequence[Section],
    decided: Sequence[Paragraph],
    ruled: tuple[Told[str], ...],
    access: Told[bool] | None,
    context: Context,
) -> list[Decision]:
    """The decision of the document's own body on the item as a whole; a closed item that prints none has none."""
    closed = access is not None and not access.value
    if context.own is None or not (decided or own) or (closed and not own):
        return []
    label = next((s.label for s in own if s.label), None)
    span = label.words.span() if label else decided[0].words.span()
    return [Decision(context.own, span, context.day, wording(decided), ruled)]
