"""Sections -> facts: one module a kind of fact, put together here to the minutes of one document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time

from ..facts import DocumentKind, Item, Minutes, NamedBody, Person, Told
from ..formats import Block, Reading
from ..prose import Paragraph, paragraphs, sentences
from ..register import concept, place
from ..sections import ItemSection, Outline, outline
from ..source import Span, Unreadable
from .bodies import Naming, code_of, general_codes, unknown_codes
from .context import Context
from .dates import clock, dates
from .decisions import body_and_day, body_of
from .header import Header, absences, find_substitutes, header, signatories
from .items import ReadItem, read_item
from .matters import hours, is_end
from .meetings import first_of_each, meetings
from .municipality import municipality
from .names import PersonAt, people
from .routes import codes, printed

__all__ = ["extract"]


def extract(reading: Reading) -> Minutes:
    """Read the facts of one document.

    Raises Unreadable when nothing in it looks like minutes: neither an item, nor a decision, nor a meeting's head.
    """
    parts = outline(reading.blocks)
    head = header([b for s in parts.header if s.kind == "header" for b in s.blocks])
    town = municipality(reading, parts)
    naming, body = _naming(parts, head, town, reading)
    day = head.day or _day(parts, naming)
    if not parts.items and day is None and head.kind is None:
        raise Unreadable("nothing here looks like minutes: no item, no decision, no meeting's date or kind")
    kind = _document_kind(head, parts)
    context = Context(naming, day.value if day else None, _known(parts, head), kind or "minutes")
    items = [read_item(section, context) for section in parts.items]
    return _whole(reading, parts, head, town, body, day, kind, context, items)


def _whole(
    reading: Reading,
    parts: Outline,
    head: Header,
    town: Told[str] | None,
    body: Told[str] | None,
    day: Told[date] | None,
    kind: DocumentKind | None,
    context: Context,
    items: Sequence[ReadItem],
) -> Minutes:
    """Put the document's facts together."""
    told = [p for i in items for p in i.paragraphs]
    titles = [Paragraph("text", s.title) for s in parts.items]
    start, end = _hours(head, items)
    signed = [p for s in parts.parts if s.kind == "signatures" for p in signatories(s.blocks)]
    people_ = (*head.people, *_absent(items, head), *signed)
    found = Minutes(
        span=_first_line(reading),
        municipality=town,
        body=body,
        kind=head.kind,
        document_kind=kind,
        day=day,
        weekday=head.weekday,
        start=start,
        end=end or _closing(reading),
        place=head.place,
        people=people_,
        items=tuple(i.item for i in items),
        meetings=first_of_each(meetings([*titles, *told], context)),
        unread=tuple(_unread(parts, items)),
    )
    return replace(found, bodies=tuple(_bodies(found, context)))


def _naming(parts: Outline, head: Header, town: Told[str] | None, reading: Reading) -> tuple[Naming, Told[str] | None]:
    """The names and codes of a document's bodies; and its own body."""
    known = place(town.value if town else None)
    naming = Naming()
    if known:
        for name in sorted(set(known.bodies.values())):
            naming.add(name)
    body = _own(parts, head, naming)
    if body:
        naming.own = naming.add(body.value)
        body = Told(naming.own, body.span)
    text = re.sub(r"\s+", " ", reading.source.text)
    for found in naming.find(text):
        naming.add(found.name)
    used = [code for item in parts.items if (words := printed(item)) for code in codes(words)]
    for code in dict.fromkeys(used):
        naming.codes[code] = code_of(code, naming.names.values(), naming.own, known)
    _settle_own(naming, parts)
    for code in general_codes():
        naming.codes.setdefault(code, code_of(code, naming.names.values(), naming.own, known))
    for code in unknown_codes(text, naming):
        if (name := code_of(code, naming.names.values(), naming.own, known)) != code:
            naming.codes[code] = name
    for label, name in (known.bodies if known else {}).items():
        if label.isalpha() and len(label) < 5:
            naming.codes.setdefault(label.upper(), name)
    for code, name in naming.codes.items():
        naming.codes[code] = naming.add(name) if name != code else name
    return naming, body


def _settle_own(naming: Naming, parts: Outline) -> None:
    """A code that no name explains, and that begins every route, is the document's own body."""
    if naming.own is None or naming.own in naming.codes.values():
        return
    firsts = [found[0] for item in parts.items if (words := printed(item)) and (found := codes(words))]
    unknown = [code for code in firsts if naming.codes.get(code) == code]
    if unknown and Counter(firsts).most_common(1)[0][0] == unknown[0]:
        naming.codes[unknown[0]] = naming.own


def _own(parts: Outline, head: Header, naming: Naming) -> Told[str] | None:
    """The body whose minutes these are: of the header, else of the latest decisions' headings."""
    headed = [(s, s.heading) for i in parts.items for s in i.of("decision") if s.heading]
    names = Counter[str]()
    latest = max((d[0].when.first for _, m in headed if (d := dates(m["date"] or m["when"] or "", None))), default=None)
    for _, match in headed:
        told = dates(match["date"] or match["when"] or "", None)
        day = told[0].when.first if told else None
        if (head.day and day == head.day.value) or (not head.day and day == latest) or (day is None and latest is None):
            names[body_of(match["body"] or match["genitive"], naming)] += 1
    decided = names.most_common(1)[0][0] if names else None
    if head.title:
        bodies = list(naming.find(head.title.text))
        if bodies and bodies[0].end - bodies[0].start >= 0.5 * len(head.title.text):
            return Told(bodies[0].name, head.title.span(bodies[0].start, bodies[0].end))
        if (decided is None and head.kind) or (decided and head.title.text.casefold() == decided.casefold()):
            return Told(head.title.text, head.title.span())
    if decided:
        label = next(s.label for s, m in headed if s.label and body_of(m["body"] or m["genitive"], naming) == decided)
        found = re.search(re.escape(decided[:-2]), label.text, re.I)
        return Told(decided, label.words.span(found.start(), found.end()) if found else label.words.span())
    return None


def _day(parts: Outline, naming: Naming) -> Told[date] | None:
    """The day of the last own decision's heading, where the header tells none."""
    found: list[Told[date]] = []
    for item in parts.items:
        for section in item.of("decision"):
            match = section.heading
            group = "date" if match and match["date"] else "when"
            if match is None or section.label is None or not match[group]:
                continue
            body = body_of(match["body"] or match["genitive"], naming)
            if (told := dates(match[group], None)) and told[0].when.exact and body in (naming.own, None):
                found.append(Told(told[0].when.first, section.label.words.span(match.start(group), match.end(group))))
    return max(found, key=lambda t: (t.value, -t.span.start), default=None)


def _document_kind(head: Header, parts: Outline) -> DocumentKind | None:
    """What the header names it; a document that names nothing but records decisions is minutes."""
    key = concept("kind", head.kind.value) if head.kind else None
    if key in ("agenda", "minutes", "supplement"):
        return key  # type: ignore[return-value]
    return "minutes" if any(i.of("decision", "account") for i in parts.items) else None


def _known(parts: Outline, head: Header) -> list[PersonAt]:
    """Everyone the document names, so that a first name or a post finds its person."""
    known = [PersonAt(p.name, p.span.start, p.span.end, _bare(p.role), p.party) for p in head.people]
    for item in parts.items:
        for section in item.sections:
            for paragraph in paragraphs(section.blocks):
                known.extend(people(paragraph.text))
    return known


def _bare(role: str | None) -> str | None:
    return re.sub(r"\s*\([^()]*\)$", "", role) if role else None


def _hours(head: Header, items: Sequence[ReadItem]) -> tuple[Told[time] | None, Told[time] | None]:
    """Start and end by the header, else by the timetable's first and last row."""
    if head.start or head.end:
        return head.start, head.end
    for read in items:
        if found := hours(read.topics):
            first, last = (next(iter(clock(p.text)), None) for p in found)
            ended = any(is_end(t) for t in read.topics)
            return (
                Told(first[0], found[0].span(first[1], first[2])) if first else None,
                Told(last[0], found[1].span(last[1], last[2])) if last and ended else None,
            )
    return None, None


def _closing(reading: Reading) -> Told[time] | None:
    """`Mødet sluttede kl. 20:41.` at the end."""
    for block in reversed(reading.blocks[-40:]):
        match = re.match(
            r"mødet (?:sluttede|hævet|hævedes|sluttet|blev hævet|slut)\s+kl\.?\s*(?P<clock>\d{1,2}[.:]\d{2})",
            block.text,
            re.I,
        )
        if match:
            value = next(iter(clock(match["clock"])))[0]
            return Told(value, block.words.span(match.start("clock"), match.end("clock")))
    return None


def _absent(items: Sequence[ReadItem], head: Header) -> Iterator[Person]:
    """Those whom the items tell to have been absent, each once: `A og B var fraværende.`"""
    known = {p.name for p in head.people if p.function == "absent"}
    for read in items:
        for paragraph in read.paragraphs:
            for sentence in sentences(paragraph.words):
                if re.search(r"\b(?:var fraværende|meldt afbud|havde afbud|var forhindret)\b", sentence.text, re.I):
                    for person in absences([sentence]):
                        if person.name not in known:
                            known.add(person.name)
                            yield person
                for person in find_substitutes(sentence, head.people):
                    if person.function == "substitute" and person.name not in known:
                        known.add(person.name)
                        yield person


def _first_line(reading: Reading) -> Span:
    block = next((b for b in reading.blocks if b.words), None)
    return block.words.span() if block else Span(0, len(reading.source.text))


def _unread(parts: Outline, items: Sequence[ReadItem]) -> Iterator[Span]:
    """Stretches that no rule knows: loose lines of lists, parts of no use."""
    for read in items:
        for block in read.unread:
            yield block.words.span()


def _bodies(found: Minutes, context: Context) -> Iterator[NamedBody]:
    """Every body that a fact names, once, where it is first named."""
    spans: dict[str, Span] = {}
    for name, span in _named(found):
        key = context.naming.names.get(name.casefold(), name)
        if key.casefold() not in {s.casefold() for s in spans}:
            spans[key] = span
    short = {name: code for code, name in context.naming.codes.items() if code != name}
    printed_ = {name: code for code, name in reversed(context.naming.codes.items()) if code != name}
    for name, span in spans.items():
        yield NamedBody(
            name, printed_.get(name) or short.get(name) or (name if name in context.naming.codes else None), span
        )


def _named(found: Minutes) -> Iterator[tuple[str, Span]]:
    if found.body:
        yield found.body.value, found.body.span
    for item in found.items:
        yield from _named_by_item(item)
    for meeting in found.meetings:
        yield meeting.body, meeting.span


def _named_by_item(item: Item) -> Iterator[tuple[str, Span]]:
    for step in item.route.steps if item.route else ():
        if step.body:
            yield step.body, step.span
    for decision in item.decisions:
        yield decision.body, decision.span
    for referral in item.referrals:
        yield referral.sender, referral.span
        yield referral.receiver, referral.span
    for sub_item in item.sub_items:
        yield from _named_by_item(sub_item)


_ = (Block, ItemSection, body_and_day)
