"""Where a case has been, as prose tells: `som A og B har godkendt`, `har været forelagt Kulturudvalget den 4. maj`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..facts import Referral, When
from ..register import cue, pattern, words
from .bodies import BodyAt
from .context import Context
from .dates import DateAt
from .sending import MOTION, THING
from .told import Told

DONE = cue("sends", "done", "passed")
"""Words that tell of a treatment that has been."""
ASKED = cue("sends", "turned")
"""Words that may tell of one."""
_DID = f"(?:{pattern('sends', 'done', 'passed')})"
_MONTH = f"(?:{pattern('month')})"
_HAS = [label for label, key in words("sends").items() if key in ("done", "passed") and label.startswith("har ")]
_HAD_IT = re.compile(rf"\s*{_DID} {THING}?(?: i {_MONTH})?", re.I)
_TURNED = re.compile(
    rf"(?:s møde)?\s*(?:\([^()]{{2,8}}\)\s*)?(?:har )?(?:(?P<sent>{pattern('sends', 'passed', 'turned')})|{_DID})"
    rf"(?: {THING}| [\w -]{{1,60}}? op| (?!der|det\b)[\w -]{{1,50}}?)?(?:,? (?:på|i) (?:sit |et |deres )?\w*mødet?)?"
    rf",?\s*(?:i|{pattern('weekday')})?\s*(?:den |d\. ?)?",
    re.I,
)
"""`Direktionen besluttede på sit møde den `, `Byrådet sendte i `."""
_MET = re.compile(r"(?:s møde)?(?: har| havde)?(?: (?:på|i) (?:sit |et |deres )?\w*mødet?)?\s*(?:den |d\. ?)")
_DID_THEN = re.compile(rf"\s+(?:{_DID})(?!\w)", re.I)
"""`udkastet, som Ældreudvalget på mødet den 31. august besluttede at sende i høring`"""
_HAS_THEN = re.compile(rf"\s+(?:{'|'.join(re.escape(label[4:]) for label in sorted(_HAS))})(?!\w)", re.I)
"""`Arbejdsmiljøudvalget har den 19. juni anbefalet udkastet`"""
_ASKED_HERE = re.compile(
    rf"\s*(?:{pattern('sends', 'turned', 'asks')}|har (?:sendt|oversendt|henvist) {THING} til)(?: om)?\s*", re.I
)
"""`Forhandlingsorganet har bedt Hovedudvalget om en udtalelse`"""
_FROM = re.compile(rf"(?<!\w)(?:{pattern('sends', 'from')}) (?:det |den )?$", re.I)
"""`Sagen er oversendt fra Økonomiudvalget`"""
_WAS_AT = re.compile(r"\b(?:blev|er)(?: \w+)? (?:i|af) (?:det |den )?$", re.I)
_SENT_BACK = re.compile(
    r"(?:s møde)?(?: (?:den|d\.) ?\d[\w. ]{2,20})? (?:sendt|oversendt|henvist|hjemvist|tilbagesendt)"
    r"(?: (?:tilbage|videre|retur))?(?: til (?:udvalget|rådet|fornyet)|\W*$)",
    re.I,
)
"""`blev i Byrådet den 25. februar sendt tilbage til udvalget`"""
_TO_HERE = re.compile(rf"\s*,?[^.]{{0,60}}?\bat (?:{pattern('sends', 'onto')})\b", re.I)
_OF_CASE = re.compile(rf"\b(?:{MOTION}|\w*mødet?|\w*(?:planen|politikken|strategien|budgettet|høringssvarene))\b", re.I)
_OUTSIDE = re.compile(pattern("outside"), re.I)
_LATELY = 120
"""How many days a treatment of the same case lies back at most, where only its day says that it is of this case."""
_ONWARD = re.compile(r",?(?: \d{4})?(?:,? (?:som|der|hvor) [\w ]{3,40},?)?\s*(?:og|samt|,)?\s*(?:i |på |for )?", re.I)
_TOGETHER = re.compile(r"\s*(?:,|og|samt|, og|hver især|begge|alle)?\s*")


def came_from(told: Told, body: BodyAt, context: Context) -> Referral:
    """Another body had the case before: it has come from there."""
    when = When.day(context.day) if context.day else None
    span = told.words.span(body.start, body.end)
    return Referral(body.name, context.own or body.name, span, "narrative", when, carried_out=True, doubt="narrated")


def done(told: Told, context: Context) -> Iterator[Referral]:
    """`som A, B og C hver især har godkendt`: each of them has had it."""
    text, own = told.text, context.own
    for match in DONE.finditer(text):
        yield from _passed(match.end(), told, context)
        subject = next((b for b in reversed(told.bodies) if b.end <= match.start()), None)
        if subject and subject.name != own and _HAD_IT.fullmatch(text, subject.end, _clause_end(text, match.end())):
            yield came_from(told, subject, context)
        group = _group(told, match.start())
        others = all(body.name != own for body in group)
        if group and others and "som " in text[max(0, group[0].start - 8) : group[0].start]:
            yield from (came_from(told, body, context) for body in group)


def turned(told: Told, context: Context) -> Iterator[Referral]:
    """`Direktionen besluttede på sit møde den 4. marts at …`, `Økonomiudvalget anbefalede den 3. marts, at …`."""
    own = [b for b in told.bodies if b.name == context.own]
    for body in (b for b in told.bodies if b.name != context.own and not _OUTSIDE.search(b.name)):
        if any(_ASKED_HERE.fullmatch(told.text, body.end, b.start) for b in own) or _FROM.search(
            told.text, 0, body.start
        ):
            yield came_from(told, body, context)
            continue
        if _WAS_AT.search(told.text, 0, body.start) and _SENT_BACK.match(told.text, body.end):
            yield came_from(told, body, context)
            continue
        day = next((d for d in told.days if d.start >= body.end), None)
        match = _TURNED.fullmatch(told.text, body.end, day.start) if day and _lately(day, context) else None
        if day and not match and _lately(day, context) and _MET.fullmatch(told.text, body.end, day.start):
            has = " har " in told.text[body.end : day.start]
            match = (_HAS_THEN if has else _DID_THEN).match(told.text, day.end)
            if match and (_OF_CASE.search(told.text) or _TO_HERE.match(told.text, match.end())):
                yield came_from(told, body, context)
            continue
        if day and match and (match["sent"] or _OF_CASE.search(match.group()) or _TO_HERE.match(told.text, day.end)):
            yield came_from(told, body, context)


def _lately(day: DateAt, context: Context) -> bool:
    """Whether a day lies shortly before the meeting."""
    return context.day is not None and 0 < (context.day - day.when.last).days <= _LATELY


def _passed(place: int, told: Told, context: Context) -> Iterator[Referral]:
    """`har været forelagt Kulturudvalget den 24. april og Økonomiudvalget den 13. maj`: from each to the next."""
    chain: list[tuple[BodyAt, DateAt]] = []
    for body in told.bodies:
        near = told.near(place, body) if not chain else _ONWARD.fullmatch(told.text, chain[-1][1].end, body.start)
        day = told.day_of(body) if body.start >= place and near and body.name != context.own else None
        if day is None or context.day is None or day.when.last >= context.day:
            continue
        chain.append((body, day))
    for (one, _), (other, day) in pairwise(chain):
        span = told.words.span(other.start, other.end)
        yield Referral(one.name, other.name, span, "narrative", day.when, carried_out=True, doubt="narrated")
    if chain:
        yield came_from(told, chain[-1][0], context)


def _clause_end(text: str, start: int) -> int:
    """Where the words directly behind a verb end: at a comma, or at a day."""
    return min(
        (at for sign in (",", " den ", " d. ", " på ", ".") if (at := text.find(sign, start)) >= 0), default=len(text)
    )


def _group(told: Told, edge: int) -> list[BodyAt]:
    """The bodies that stand together right before a place."""
    group: list[BodyAt] = []
    for body in reversed([b for b in told.bodies if b.end <= edge]):
        if not _TOGETHER.fullmatch(told.text, body.end, edge):
            break
        group.insert(0, body)
        edge = body.start
    return group
