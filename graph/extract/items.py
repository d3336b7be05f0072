"""One item of the agenda with all its facts, put together from its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..facts import Decision, Item, Person, Task, Told
from ..prose import Paragraph
from ..sections import ItemSection, Section
from ..source import Passage, Span
from .context import Context
from .dates import dates
from .decisions import body_and_day, main, outcomes
from .matters import Matter, Topic, matters, topics, unheard
from .narrative import narrative
from .particulars import access, enclosed, is_marker, numbers, recommendations
from .persons import persons
from .posts import lowered
from .referrals import along, merge, recommended_by, told_by
from .routes import printed, route
from .tasks import Assignee, tasks
from .votes import dissents, recusals

_TOLD = ("presentation", "summary", "consequences", "account", "prior")
_LISTED = re.compile(
    r"(?P<body>[^:]{3,80}?),?\s+(?:den|d\.)\s*(?P<date>\d[^:]{4,24}?)(?:,? (?:pkt\.?|punkt) \d+)?\s*:\s*(?P<words>.+)$"
)


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item, the paragraphs it was read from, and the words from which perhaps nothing was read."""

    item: Item
    paragraphs: list[Paragraph]
    topics: list[Topic]
    unread: list[Passage]


def read_item(section: ItemSection, context: Context) -> ReadItem:
    """All facts of one item."""
    told, prior, own = _divided(section, context)
    decided = [p for s in own for p in s.paragraphs]
    below = [p for s in section.of("lead") for p in s.paragraphs if not is_marker(p.text)]
    undivided = not (own or told or section.closed)  # an item without any label tells its decision below its title
    told, decided = ([], below) if undivided else ([*below, *told], decided)
    listed, rest = topics(told)
    lead, found = matters(decided, listed)
    whole = Matter(section.title, told, decided)
    if found:
        found += unheard(found, listed)
        heard = {id(line) for matter in found for line in matter.announced}
        apart = [line for topic in listed for line in topic.lines if id(line) not in heard]
        whole = Matter(section.title, [*rest, *apart], lead)
    attachments, loose = enclosed(section)
    ruled = () if found and not whole.decided else outcomes(whole.decided, context)
    mine = _own(section, own, decided, ruled, context)
    item = replace(
        _way(section, _facts(whole, main(ruled), context), [*prior, *mine], context),
        number=section.number,
        open=access(section),
        recommendations=recommendations(section, context),
        attachments=attachments,
        sub_items=tuple(_sub_item(matter, context) for matter in found),
    )
    unread = [line.words for line in loose] + ([] if undivided else [p.words for p in below])
    return ReadItem(item, [*told, *decided], listed, unread)


def _divided(section: ItemSection, context: Context) -> tuple[list[Paragraph], list[Decision], list[Section]]:
    """What an item tells, the decisions of other bodies and days that it repeats, and the sections of its own."""
    told = [p for s in section.of(*_TOLD) for p in s.paragraphs]
    told += [p for s in section.of("route") for p in s.paragraphs[1:]]
    prior: list[Decision] = []
    own: list[Section] = []
    for part in section.of("decision", "account"):
        body, day = body_and_day(part, context)
        if body is None or (body == context.own and day in (None, context.day)):
            own.append(part)
        else:
            prior.append(_decision(part, body, day, context))
    for part in section.of("prior"):
        prior.extend(_listed_decisions(part, context))
    return told, prior, own


def _way(section: ItemSection, facts: Item, decisions: Sequence[Decision], context: Context) -> Item:
    """The facts of an item as a whole, with the way it goes."""
    words = printed(section)
    own = [d for d in decisions if d.body == context.own and d.date == context.day]
    outcome = main(own[-1].outcomes) if own else None
    way = (route(words, context.naming) if words else None) or told_by(decisions, context)
    sent = merge(along(way, decisions, context), facts.referrals, outcome)
    cases, kle = numbers(section)
    return replace(
        facts,
        case_numbers=cases,
        kle_numbers=kle,
        route=way,
        referrals=recommended_by(outcome, sent, context),
        decisions=tuple(decisions),
    )


def _decision(section: Section, body: str, day: date | None, context: Context) -> Decision:
    """A decision below its own heading."""
    told = section.paragraphs
    span = section.label.words.span() if section.label else told[0].words.span()
    return Decision(body, span, day, _wording(told), outcomes(told, context))


def _wording(told: Sequence[Paragraph]) -> str:
    return "\n".join(p.text for p in told)


def _listed_decisions(section: Section, context: Context) -> Iterator[Decision]:
    """`Økonomiudvalget den 5. november 2024: Anbefales over for Byrådet.`, one a line."""
    for paragraph in section.paragraphs:
        match = _LISTED.match(paragraph.text)
        if match and (name := context.naming.resolve(match["body"])):
            told = dates(match["date"], context.day, "past")
            words = Paragraph("text", paragraph.words.part(match.start("words")))
            span = paragraph.words.span(0, match.end("date"))
            yield Decision(name, span, told[0].when.exact if told else None, words.text, outcomes([words], context))


def _own(
    section: ItemSection,
    own: Sequence[Section],
    decided: Sequence[Paragraph],
    ruled: tuple[Told[str], ...],
    context: Context,
) -> Iterator[Decision]:
    """The decision of the document's own body on the item as a whole."""
    told = access(section)
    closed = told is not None and not told.value
    if context.own is None or not (decided or own) or (closed and not own):
        return
    label = next((s.label for s in own if s.label), None)
    span = label.words.span() if label else decided[0].words.span()
    yield Decision(context.own, span, context.day, _wording(decided), ruled)


def _facts(matter: Matter, outcome: str | None, context: Context) -> Item:
    """The facts of one matter that stand in its prose."""
    told = list(tasks(matter.decided, context))
    doers = _doers(told, context)
    acting = {p.span for p in doers}
    named = persons(matter.announced, matter.decided, matter.title, context)
    taking_part = [p for p in named if p.function != "participant" or p.span not in acting]
    return Item(
        title=matter.title.text,
        span=matter.title.span(),
        referrals=tuple(narrative([*matter.announced, *matter.decided], context)),
        persons=(*taking_part, *doers, *recusals(matter.decided)),
        dissents=tuple(dissents(matter.decided, rejected=outcome == "rejected")),
        tasks=tuple(task for task, _ in told),
    )


def _doers(told: Sequence[tuple[Task, Assignee | None]], context: Context) -> list[Person]:
    """The persons who are to do something, each once."""
    found: dict[str, Person] = {}
    for _, who in told:
        if who and who.person:
            role = who.person.role or context.known.role(who.name)
            person = Person(who.name, "responsible", who.span, lowered(role) if role else None, who.person.party)
            found.setdefault(who.name, person)
    return list(found.values())


def _sub_item(matter: Matter, context: Context) -> Item:
    """A separately titled matter: an item of its own, with its own decision."""
    found = outcomes(matter.decided, context)
    facts = _facts(matter, main(found), context)
    decided: tuple[Decision, ...] = ()
    if matter.decided and context.own:
        span = Span(matter.decided[0].words.span().start, matter.decided[-1].words.span().end)
        decided = (Decision(context.own, span, context.day, _wording(matter.decided), found),)
    outcome = main(found)
    sent = merge((), facts.referrals, outcome)
    return replace(facts, referrals=recommended_by(outcome, sent, context), decisions=decided)
