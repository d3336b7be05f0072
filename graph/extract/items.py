"""One item of the agenda with all its facts, put together from its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..facts import Attachment, Decision, Item, Person, Recommendation, Referral, Task, Told
from ..formats import Block
from ..headings import CASE_NUMBER, KLE
from ..prose import Paragraph, paragraphs, sentences
from ..register import concept
from ..sections import ItemSection, Section
from ..source import Passage, Span
from . import decisions as of_decisions
from . import matters as of_matters
from . import referrals as of_referrals
from .attachments import attachments
from .context import Context
from .dates import dates
from .names import ACTING, lowered
from .persons import persons
from .routes import printed, route
from .tasks import tasks
from .votes import dissents, recusals

_INDICATES = re.compile(r"^(?P<who>.{2,80}?) (?:indstiller|foreslår|anbefaler|indstillede)(?![\w])", re.I)
_SAGS_NUMBER = re.compile(
    r"\b(?:Sagsnr|Sagsnummer|J\.?nr|Journalnr|Sagsid|Sag)\b\.?\s*:?\s*(?P<number>[A-Z]{0,4}-?[\d][\w/.-]{2,24})", re.I
)
_TOLD = ("presentation", "summary", "consequences", "account", "prior")


@dataclass(slots=True)
class ReadItem:
    """An item and the paragraphs it was read from, for what is read across items."""

    item: Item
    paragraphs: list[Paragraph]
    topics: list[of_matters.Topic]
    unread: list[Block]


def read_item(section: ItemSection, context: Context) -> ReadItem:
    """All facts of one item."""
    access = _access(section)
    told = [p for s in section.of(*_TOLD) for p in _section_paragraphs(s)]
    told += [p for s in section.of("route") for p in _after_route(s)]
    prior, own = _decisions(section, context)
    decided = [p for s in own for p in _section_paragraphs(s)]
    if not own:
        told, decided = _undivided(section, told)
    listed, rest = of_matters.topics(told)
    lead, found = of_matters.matters(decided, listed)
    enclosed, loose = _attachments(section)
    numbers, kle = _numbers(section)
    words = printed(section)
    stated = route(words, context.naming) if words else None
    if found:
        found += of_matters.unheard(found, listed)
        heard = {id(line) for matter in found for line in matter.announced}
        apart = [line for topic in listed for line in topic.lines if id(line) not in heard]
        whole = of_matters.Matter(section.title, [*rest, *apart], lead)
    else:
        whole = of_matters.Matter(section.title, told, decided)
    facts = _matter(whole, context, titled=True)
    decision = _own_decision(own, whole, context, bool(found), access, decided)
    every = (*prior, *([decision] if decision else []))
    outcome = of_decisions.main(decision.outcomes) if decision else None
    way = stated or of_referrals.told_by(every, context)
    sent = of_referrals.merge(of_referrals.along(way, every, context), facts.referrals, outcome, context)
    item = Item(
        title=section.title.text,
        span=section.title.span(),
        number=section.number,
        open=access,
        case_numbers=numbers,
        kle_numbers=kle,
        route=way,
        referrals=of_referrals.recommended_by(outcome, sent, context),
        recommendations=_recommendations(section),
        decisions=every,
        persons=facts.persons,
        dissents=facts.dissents,
        attachments=enclosed,
        tasks=facts.tasks,
        sub_items=tuple(_sub_item(matter, context) for matter in found),
    )
    return ReadItem(item, [*told, *decided], listed, loose)


def _section_paragraphs(section: Section) -> list[Paragraph]:
    """A section's paragraphs, with what stands on its label's line."""
    found = paragraphs(section.blocks)
    return [Paragraph("text", section.value), *found] if section.value else found


def _after_route(section: Section) -> list[Paragraph]:
    """Text that stands below a printed route without a label of its own."""
    found = paragraphs(section.blocks)
    return found if section.value else found[1:]


def _undivided(section: ItemSection, told: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """An item without any label tells its decision right below its title."""
    lead = [p for s in section.of("lead") for p in paragraphs(s.blocks) if not _is_marker(p.text)]
    return (told, lead) if not told and not section.closed else (told + lead, [])


def _is_marker(text: str) -> bool:
    return bool(
        concept("access", text) or CASE_NUMBER.match(text) or _SAGS_NUMBER.match(text) or re.fullmatch(r"\(.*\)", text)
    )


def _access(section: ItemSection) -> Told[bool] | None:
    """`Åben sag`, `Lukket sag` on a line of its own, or in the title: `Lukket: …`, `… (lukket sag)`."""
    for part in section.of("lead"):
        for block in part.blocks:
            if key := concept("access", block.text):
                return Told(key == "open", block.words.span())
    if section.closed:
        match = re.search(r"lukket(?: sag| punkt)?", section.title.text, re.I)
        return Told(False, section.title.span(match.start(), match.end())) if match else None
    return None


def _numbers(section: ItemSection) -> tuple[tuple[Told[str], ...], tuple[Told[str], ...]]:
    """Case numbers and KLE numbers that stand below the title; document numbers of attachments are none."""
    cases: dict[str, Told[str]] = {}
    kle: dict[str, Told[str]] = {}
    for part in section.of("lead"):
        for block in part.blocks:
            if len(block.text) > 160:
                continue
            text = re.split(r"\bDok(?:ument)?\.?\s*nr", block.text, maxsplit=1, flags=re.I)[0]
            for match in CASE_NUMBER.finditer(text):
                told = Told(match.group(), block.words.span(match.start(), match.end()))
                (kle if KLE.match(match.group()) else cases).setdefault(told.value, told)
    return tuple(cases.values()), tuple(kle.values())


def _decisions(section: ItemSection, context: Context) -> tuple[list[Decision], list[Section]]:
    """The decisions of other bodies and days that an item repeats, and the sections of its own."""
    prior: list[Decision] = []
    own: list[Section] = []
    for part in section.of("decision", "account"):
        body, day = of_decisions.body_and_day(part, context)
        if body is None or (body == context.own and day in (None, context.day)):
            own.append(part)
        else:
            prior.append(_decision(part, body, day, context))
    for part in section.of("prior"):
        prior.extend(_listed_decisions(part, context))
    return prior, own


def _decision(section: Section, body: str, day: date | None, context: Context) -> Decision:
    told = _section_paragraphs(section)
    span = section.label.words.span() if section.label else told[0].words.span()
    wording = "\n".join(p.text for p in told)
    return Decision(body, span, day, wording, of_decisions.outcomes(told, context))


def _listed_decisions(section: Section, context: Context) -> list[Decision]:
    """`Økonomiudvalget den 5. november 2024: Anbefales over for Byrådet.`, one a line."""
    found = []
    for paragraph in _section_paragraphs(section):
        match = re.match(
            r"(?P<body>[^:]{3,80}?),?\s+(?:den|d\.)\s*(?P<date>\d[^:]{4,24}?)(?:,? (?:pkt\.?|punkt) \d+)?\s*:\s*(?P<words>.+)$",
            paragraph.text,
        )
        if match and (name := context.naming.resolve(match["body"])):
            told = dates(match["date"], context.day, "past")
            words = Paragraph("text", paragraph.words.part(match.start("words")))
            span = paragraph.words.span(0, match.end("date"))
            day = told[0].when.exact if told else None
            found.append(Decision(name, span, day, words.text, of_decisions.outcomes([words], context)))
    return found


def _own_decision(
    own: Sequence[Section],
    whole: of_matters.Matter,
    context: Context,
    divided: bool,
    access: Told[bool] | None,
    decided: Sequence[Paragraph],
) -> Decision | None:
    """The decision of the document's own body on the item as a whole."""
    if context.own is None or not (decided or own) or (access is not None and not access.value and not own):
        return None
    label = next((s.label for s in own if s.label), None)
    span = label.words.span() if label else decided[0].words.span()
    outcomes = () if divided and not whole.decided else of_decisions.outcomes(whole.decided, context)
    return Decision(context.own, span, context.day, "\n".join(p.text for p in decided), outcomes)


def _recommendations(section: ItemSection) -> tuple[Recommendation, ...]:
    """`Kommunaldirektøren indstiller, at …` below its label."""
    found = []
    for part in section.of("recommendation"):
        told = _section_paragraphs(part)
        if not told or re.fullmatch(r"(?:ingen|-+)\.?", told[0].text, re.I):
            continue
        who = _INDICATES.match(told[0].text)
        span = Span(told[0].words.span().start, told[-1].words.span().end)
        recommender = who["who"] if who and not re.match(r"det\b|der\b", who["who"], re.I) else None
        found.append(Recommendation("\n".join(p.text for p in told), span, recommender))
    if not found:
        found = _unlabelled(section)
    return tuple(found)


def _unlabelled(section: ItemSection) -> list[Recommendation]:
    """`Fagforvaltningen foreslår, at …` in the presentation, where no label says so."""
    for part in section.of("presentation", "summary"):
        for paragraph in _section_paragraphs(part):
            for sentence in sentences(paragraph.words):
                if match := re.match(
                    r"(?P<who>[\wæøåÆØÅ -]*?(?:forvaltning|administration|direktion|sekretariat|direktør|chef)\w*) (?:foreslår|indstiller), at\b",
                    sentence.text,
                    re.I,
                ):
                    return [Recommendation(sentence.text, sentence.span(), match["who"])]
    return []


def _attachments(section: ItemSection) -> tuple[tuple[Attachment, ...], list[Block]]:
    found: list[Attachment] = []
    loose: list[Block] = []
    for part in section.of("attachments"):
        some, rest = attachments(part.blocks, part.value)
        found.extend(some)
        loose.extend(rest)
    return tuple(found), loose


@dataclass(frozen=True, slots=True)
class _Facts:
    referrals: tuple[Referral, ...]
    persons: tuple[Person, ...]
    tasks: tuple[Task, ...]
    dissents: tuple[object, ...]


def _matter(matter: of_matters.Matter, context: Context, *, titled: bool) -> Item:
    """The facts of one matter that stand in its prose."""
    told = tasks(matter.decided, context)
    named = persons(matter.announced, matter.decided, matter.title, context)
    doers: dict[str, Person] = {}
    for _, who in told:
        if who and who.person:
            role = who.person.role or next((p.role for p in context.people if p.name == who.name and p.role), None)
            doers.setdefault(
                who.name, Person(who.name, "responsible", who.span, lowered(role) if role else None, who.person.party)
            )
    acting = {p.span for p in doers.values()}
    named = [p for p in named if not (p.function == "participant" and p.span in acting)]
    gone = recusals(matter.decided)
    return Item(
        title=matter.title.text,
        span=matter.title.span(),
        referrals=tuple(of_referrals.narrative([*matter.announced, *matter.decided], context)),
        persons=(*named, *doers.values(), *gone),
        dissents=tuple(dissents(matter.decided, rejected=_rejected(matter, context))),
        tasks=tuple(task for task, _ in told),
    )


def _rejected(matter: of_matters.Matter, context: Context) -> bool:
    return of_decisions.main(of_decisions.outcomes(matter.decided, context)) == "rejected"


def _sub_item(matter: of_matters.Matter, context: Context) -> Item:
    """A separately titled matter: an item of its own, with its own decision."""
    facts = _matter(matter, context, titled=True)
    outcomes = of_decisions.outcomes(matter.decided, context)
    sent = of_referrals.merge((), facts.referrals, of_decisions.main(outcomes), context)
    decided: tuple[Decision, ...] = ()
    if matter.decided and context.own:
        span = Span(matter.decided[0].words.span().start, matter.decided[-1].words.span().end)
        decided = (Decision(context.own, span, context.day, "\n".join(p.text for p in matter.decided), outcomes),)
    return replace(
        facts, referrals=of_referrals.recommended_by(of_decisions.main(outcomes), sent, context), decisions=decided
    )


_ = (ACTING, Passage)
