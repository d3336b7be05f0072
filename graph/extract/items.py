"""One item of the agenda with all its facts, put together from its sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..facts import Decision, Item, NamedMeeting, Person, Task, Told
from ..prose import Paragraph
from ..sections import ItemSection, Section
from ..source import Passage, Span
from .amendments import without_amendments
from .annexes import annexes
from .attendance import listed_absences
from .context import Context
from .decisions import main, outcomes, untreated
from .lettered import before, lettered
from .matters import Matter, Topic, matters, topics, unheard
from .meetings import meetings, settled
from .narrative import narrative
from .onward import chained, onward
from .particulars import access, competence, enclosed, is_marker, numbers, recommendations
from .persons import persons
from .pointed import pointed
from .posts import lowered
from .referrals import along, come_by, finally_decided, merge, recommended_by, told_by
from .routes import is_told, printed, route
from .rulings import divided, ruling, wording
from .stations import Station, decisions_of, meetings_of, route_of, stations
from .tasks import Assignee, tasks
from .tasktable import tabled
from .titled import titled
from .votes import dissents, recusals

_REFUSED = {"rejected", "not_recommended"}
_FOLLOWED = {"recommended", "not_recommended", "approved", "approved_with_changes", "sent_to_hearing"}
"""Outcomes with which what was recommended happens."""
_TOLD = ("presentation", "summary", "consequences", "account", "prior")


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item and what is read across items.

    `paragraphs` are those it was read from, `unread` words from which perhaps nothing was read, `absent` those whom its
    lists tell to have been absent, `meetings` those it tells of.
    """

    item: Item
    paragraphs: list[Paragraph]
    topics: list[Topic]
    unread: list[Passage]
    absent: list[Person]
    meetings: list[NamedMeeting]


def read_item(section: ItemSection, context: Context) -> ReadItem:
    """All facts of one item."""
    passed = stations(section, context)
    prior, own = divided(section, context)
    prior += decisions_of(passed, context)
    told = [p for s in section.of(*_TOLD) if s not in own for p in s.paragraphs]
    told += [p for s in section.of("route") for p in _told_of_way(s.paragraphs)] if not passed else []
    below = [p for s in section.of("lead") for p in s.paragraphs if not is_marker(p.text)]
    below += [p for s in section.of("competence") for p in s.paragraphs[1:] if not is_marker(p.text)]
    labelled = own or told or section.closed or context.kind == "agenda"
    undivided = not labelled  # an item without any label tells its decision below its title
    decided = below if undivided else [p for s in own for p in s.paragraphs]
    told = [] if undivided else [*below, *told]
    decided, absent = listed_absences(decided)
    listed_out = [p for s in section.of("absence") for p in s.paragraphs]
    absent += listed_absences([p for p in listed_out if not recusals([p])], within=True)[1]
    decided += [p for p in listed_out if recusals([p])]
    whole, found, listed = _divided(section, Matter(section.title, told, decided), own, context)
    default = None if undivided else "discussed"
    ruled = () if found and not whole.decided else outcomes(_ruled(whole, own), context, section.title.text, default)
    decisions = [*prior, *ruling(own, decided, ruled, access(section), context)]
    way = printed(section)
    prose = [Paragraph("text", section.title), *([Paragraph("text", way)] if way else []), *told, *decided]
    named = settled([*meetings_of(passed, context), *meetings(prose, context)])
    attachments, loose = enclosed(section)
    item = replace(
        _way(section, _facts(whole, ruled, context, list(tabled(section, context))), decisions, named, passed, context),
        number=section.number,
        open=access(section),
        recommendations=recommendations(section, context),
        attachments=attachments,
        named_attachments=annexes([*told, *_advised(section), *decided]),
        sub_items=tuple(_sub_item(matter, context) for matter in found),
    )
    unread = [line.words for line in loose] + ([] if undivided else [p.words for p in below])
    return ReadItem(item, [*told, *decided], listed, unread, absent, named)


def _divided(
    section: ItemSection, whole: Matter, own: Sequence[Section], context: Context
) -> tuple[Matter, list[Matter], list[Topic]]:
    """An item without what is of its matters alone; these matters; what its agenda lists. `own` has its decision."""
    listed, rest = topics(whole.announced)
    lead, found = matters(whole.decided, listed)
    if not found:
        above = [s for s in section.of("lead", *_TOLD) if s not in own] if own else []
        beside, found = pointed(above, own, section.of("recommendation"))
        if found:
            lead, rest, listed = [], beside, []
    if not found and (found := lettered(section)):
        lead, rest, listed = [], before(section), []
    if not found:
        below = section.of("lead") if not (own or whole.announced or section.closed) else own
        announced, lead_, found = titled(above, below, context)
        if found:
            lead, rest, listed = lead_, whole.announced if announced is None else announced, []
    if not found:
        return whole, [], listed
    found += unheard(found, listed)
    heard = {id(line) for matter in found for line in matter.announced}
    apart = [line for topic in listed for line in topic.lines if id(line) not in heard]
    return Matter(section.title, [*rest, *apart], lead), found, listed


def _ruled(whole: Matter, own: Sequence[Section]) -> Sequence[Paragraph]:
    """The words that decide: what `Referat` tells was said, where `Beslutning` stands below it."""
    said = {id(p) for part in own if part.kind == "account" for p in part.paragraphs}
    return [p for p in whole.decided if id(p) not in said] or whole.decided


def _advised(section: ItemSection) -> list[Paragraph]:
    """What is recommended."""
    return [paragraph for part in section.of("recommendation") for paragraph in part.paragraphs]


def _told_of_way(told: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """What stands below `Sagsgang` in sentences: all, or what follows the bodies' names."""
    return told if told and is_told(told[0].text) else told[1:]


def _way(
    section: ItemSection,
    facts: Item,
    decisions: Sequence[Decision],
    named: Sequence[NamedMeeting],
    passed: Sequence[Station],
    context: Context,
) -> Item:
    """The facts of an item as a whole, with the way it goes."""
    words = None if passed else printed(section)
    own = [d for d in decisions if d.body == context.own and d.date == context.day]
    outcome = main(own[-1].outcomes) if own else None
    way = (route(words, context.naming) if words else route_of(passed, context)) or told_by(decisions, context)
    told = tuple(chained(facts.referrals, named, context))
    if (
        (way is None or way.basis == "decisions")
        and outcome in _FOLLOWED
        and not any(r.sender == context.own for r in told)
    ):
        stops = {step.body for step in way.steps} if way else set[str | None]()
        proposed = narrative([p for s in section.of("recommendation") for p in s.paragraphs], context)
        told += tuple(r for r in proposed if r.receiver not in stops)
    sent = merge(along(way, decisions, context), told, own[-1].outcomes if own else (), named, context.own)
    sent += tuple(onward(section.title.text, outcome, named, sent, context))
    sent = tuple(finally_decided(competence(section, context), sent, way, outcome, context))
    cases, kle = numbers(section)
    way = way or come_by(told)
    return replace(
        facts,
        case_numbers=cases,
        kle_numbers=kle,
        route=way,
        referrals=recommended_by(outcome, sent, context),
        decisions=tuple(decisions),
    )


def _facts(
    matter: Matter,
    ruled: Sequence[Told[str]],
    context: Context,
    listed: Sequence[tuple[Task, Assignee | None]] = (),
) -> Item:
    """The facts of one matter that stand in its prose; `ruled` are its outcomes, `listed` tasks of its tables."""
    told, outcome = [*tasks(matter.decided, context, treated=not untreated(ruled)), *listed], main(ruled)
    doers = _doers(told, context)
    acting = {p.span for p in doers}
    named = persons(matter.announced, matter.decided, matter.title, context)
    recused = recusals([*matter.announced, *matter.decided])
    against = tuple(dissents(without_amendments(matter.decided), rejected=outcome in _REFUSED))
    aside = {p.name for p in recused} | {d.name for d in against}
    taking_part = [p for p in named if p.function != "participant" or not (p.span in acting or p.name in aside)]
    return Item(
        title=matter.title.text,
        span=matter.title.span(),
        referrals=tuple(narrative([*matter.announced, *matter.decided], context)),
        persons=(*taking_part, *doers, *recused),
        dissents=against,
        tasks=tuple(task for task, _ in told),
    )


def _doers(told: Sequence[tuple[Task, Assignee | None]], context: Context) -> list[Person]:
    """The persons who are to do something, each once."""
    found: dict[str, Person] = {}
    for task, who in told:
        if who and who.person:
            role = who.person.role or context.known.role(who.name)
            post, party = lowered(role) if role else None, who.person.party
            person = Person(who.name, "responsible", who.span, post, party, doubt=task.doubt)
            found.setdefault(who.name, person)
    return list(found.values())


def _sub_item(matter: Matter, context: Context) -> Item:
    """A separately titled matter: an item of its own, with its own decision."""
    found = outcomes(matter.decided, context, matter.title.text)
    facts = _facts(matter, found, context)
    decided: tuple[Decision, ...] = ()
    if matter.decided and context.own:
        span = Span(matter.decided[0].words.span().start, matter.decided[-1].words.span().end)
        decided = (Decision(context.own, span, context.day, wording(matter.decided), found),)
    outcome = main(found)
    named = settled(meetings([*matter.announced, *matter.decided], context))
    sent = merge((), facts.referrals, found, named, context.own)
    return replace(facts, referrals=recommended_by(outcome, sent, context), decisions=decided)
