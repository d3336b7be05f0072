"""Where a sentence sends a case: the bodies behind words for sending on, before words for treating, in timetables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ..register import cue, form, needed, pattern
from .bodies import BodyAt
from .dates import DateAt
from .sending import CONVEYS, THEN, THING, TREATS
from .told import IS_SHOWN, LED, Told

PLANNED = cue("sends", "planned")
"""Words for sending on."""
_CASE_TO = re.compile(r"(?<!\w)\w*sag(?:en|sudkastet|sudkast)? (?:i|til)(?!\w)", re.I)
_ACTIVE = re.compile(rf"(?<!\w)(?:{TREATS} {THING}(?: op)?|{IS_SHOWN})(?!\w)", re.I)
_COMMENDED = form(
    rf"(?<!\w)(?:{pattern('outcome', 'recommended')})(?: (?!at\b)[\w-]+){{0,6}}?"
    r"(?: (?:til|over for|overfor|hos|for))?(?:,? at)?(?: (?:det|den))? $",
    ("outcome", "recommended"),
)
"""`anbefaler, at Byrådet godkender …`, `anbefales Økonomiudvalget godkendt`"""
_UNDER = re.compile(rf"(?:{pattern('bodytype', 'administration_board')})$", re.I)
_TO_ITS = re.compile(r"\b(?:til|på|afventer) $", re.I)
_TREATMENT = form(rf" (?:endelige? )?(?:{pattern('treatment')})(?!\w)", ("treatment",))
"""`til Byrådets godkendelse`"""
_ASKS = form(rf"(?<!\w)(?:{pattern('sends', 'asks')}) (?:det |den )?$", ("sends", "asks"))
_HEARD_NOW = form(rf"\s+(?:{pattern('heard')})(?!\w)", ("heard",))
_CUES = needed(PLANNED, CONVEYS, _COMMENDED, _TREATMENT, _ASKS, _HEARD_NOW)
_THROUGH = re.compile(rf"(?<!\w)(?:{pattern('via')}) (?:det |den )?$", re.I)
_HAS_BEEN = re.compile(r"\b(?:har|havde) (?:\w+ )?været (?:\w+ )?$|\bvar (?:\w+ )?$", re.I)
"""`har været forelagt`: that has been."""
_WAS = re.compile(
    r"\b(?:blev|(?:er|har|var)(?: \w+)? (?:blevet|været))(?: tidligere| først)?"
    r"(?: (?:den|d\.) ?\d[\w. ]{2,20})? $",
    re.I,
)
_TREATED = re.compile(rf"(?:{pattern('treated')})[a-zæøå]*t\b", re.I)
"""`blev behandlet i`: by then it had been."""
_BEHIND = re.compile(r"\b(?:efter|siden|ved)\s+(?:\w+\s+){0,2}$", re.I)
_LED = re.compile(LED)
_THEN_ALONE = re.compile(THEN, re.I)
_DATE_FIRST = re.compile(r"(?:(?:den|d\.|i)\s*)?", re.I)
_BEFORE_MEETING = re.compile(r"\binden\s+$", re.I)
_HEARD = re.compile(rf"\b(?:{pattern('hearing')})\b[^.,;]*$", re.I)
_NOT = re.compile(r"\bikke\b")
_NEAR = 12
_ALSO = {"og", ",", "samt", "og i", "og hos", "samt i", ", i", ", hos"}
_MOSTLY = 0.66


@dataclass(frozen=True, slots=True)
class Goal:
    """A body that a sentence sends a case to; `parallel` to the one before it: `ØK/HU`."""

    body: BodyAt
    when: DateAt | None
    parallel: bool
    hearing: bool = False


def may_send(text: str) -> bool:
    """Whether a sentence has a word for sending on."""
    return _CUES.may(text)


def goals(told: Told) -> list[Goal]:
    """The bodies a sentence sends the case to, in order, each with its day."""
    listed = {*_acting(told), *_receiving(told), *_addressed(told)} or set(_paired(told))
    if not listed and (led := _led_by_date(told)):
        listed = {led}
    bodies = _in_turn(told, {*listed, *_returning(told, listed)})
    days = [told.day_of(body) for body in bodies]
    if days and (last := days[-1]) and last.when.exact is None:
        days = [day or last for day in days]
    found: list[Goal] = []
    heard = bool(bodies) and _HEARD_NOW.match(told.text, bodies[-1].end) is not None
    for place, (body, day) in enumerate(zip(bodies, days, strict=True)):
        between = told.text[bodies[place - 1].end : body.start].strip() if place else ""
        together = between in _ALSO and (heard or found[-1].hearing)
        parallel = between == "/" or together
        hearing = together or _HEARD.search(told.text, 0, body.start) is not None
        found.append(Goal(body, day, parallel, hearing))
    return found


def _paired(told: Told) -> Sequence[BodyAt]:
    """`Videre forløb: ØU d. 18. maj, Byrådet d. 25. maj.`: nothing but bodies, each with its day."""
    dated = [body for body in told.bodies if told.day_of(body) and not body.meeting]
    taken = sum(b.end - b.start for b in dated) + sum(d.end - d.start for d in told.days)
    return dated if dated and len(dated) == len(told.bodies) and taken >= _MOSTLY * len(told.text) else ()


def _in_turn(told: Told, listed: Collection[BodyAt]) -> list[BodyAt]:
    """As they stand; `til Byrådet via Økonomiudvalget` goes by that first."""
    bodies = sorted(listed, key=lambda b: b.start)
    for place in range(1, len(bodies)):
        if _THROUGH.search(told.text, bodies[place - 1].end, bodies[place].start):
            bodies[place - 1 : place + 1] = bodies[place], bodies[place - 1]
    return bodies


def _addressed(told: Told) -> Iterator[BodyAt]:
    """`anbefaler Byrådet at …`, `til Byrådets godkendelse`, `beder Ældrerådet om …`, `Ældrerådet høres`."""
    text = told.text
    for place, body in enumerate(told.bodies):
        commended = not _UNDER.search(body.name) and _COMMENDED.search(text, 0, body.start)
        if commended or _ASKS.search(text, 0, body.start):
            yield from _linked(told, told.bodies[place:])
        elif _HEARD_NOW.match(text, body.end):
            yield from _linked(told, told.bodies[: place + 1][::-1])
        elif text[body.end - 1] == "s" and _TREATMENT.match(text, body.end):
            chain = list(_linked(told, told.bodies[: place + 1][::-1]))
            if _TO_ITS.search(text, 0, chain[-1].start):
                yield from chain


def _linked(told: Told, bodies: Sequence[BodyAt]) -> Iterator[BodyAt]:
    """The first of some bodies, and those that stand in one list with it."""
    last = bodies[0]
    yield last
    for body in bodies[1:]:
        if not told.linked(min(last.end, body.end), max(last.start, body.start)):
            return
        yield body
        last = body


def _acting(told: Told) -> Iterator[BodyAt]:
    """`ØU og KB behandler sagen`, `ØU behandler sagen den 3. december og KB den 17.`: who treats it, who after that."""
    for match in _ACTIVE.finditer(told.text):
        before = [b for b in told.bodies if b.end <= match.start()]
        between = told.text[before[-1].end : match.start()].strip() if before else "x"
        if between and not _THEN_ALONE.fullmatch(between):
            continue
        yield from _linked(told, before[::-1])
        after = next((b for b in told.bodies if b.start >= match.end()), None)
        if after and told.linked(match.end(), after.start):
            yield after


def _receiving(told: Told) -> Iterator[BodyAt]:
    """`behandles i Økonomiudvalg og Kommunalbestyrelse`: the bodies behind a word for sending on."""
    listed: set[BodyAt] = set()
    cues = [
        *PLANNED.finditer(told.text),
        *CONVEYS.finditer(told.text),
        *(_CASE_TO.finditer(told.text) if "sag" in told.text else ()),
    ]
    for match in sorted(cues, key=lambda m: m.start()):
        if match.group().endswith("t") and _HAS_BEEN.search(told.text, 0, match.start()):
            continue
        if _TREATED.match(match.group()) and _WAS.search(told.text, 0, match.start()):
            continue
        after = [b for b in told.bodies if b.start >= match.end() - 1 and b not in listed]
        if not after or not told.near(match.end(), after[0]):
            continue
        if _NOT.search(told.text, max(0, match.start() - _NEAR), after[0].start):
            continue
        passive = match.group().partition(" ")[0].endswith("s")  # `Efter høringen behandles …`
        if not passive and _BEHIND.search(told.text, 0, match.start()):
            continue
        chain = list(_linked(told, after))
        chain += [body for body in after[len(chain) :][:1] if _THROUGH.search(told.text, chain[-1].end, body.start)]
        listed.update(chain)
        yield from chain


def _returning(told: Told, listed: Collection[BodyAt]) -> Iterator[BodyAt]:
    """`henvist til Kulturudvalget, som anmodes om en erklæring inden Byrådets møde den 12. december`: then there."""
    last = max((body.end for body in listed), default=len(told.text))
    for body in told.bodies:
        if body.start > last and _BEFORE_MEETING.search(told.text, 0, body.start) and told.day_of(body):
            yield body


def _led_by_date(told: Told) -> BodyAt | None:
    """`15. juni – behandling i økonomiudvalget`, `17. august: Økonomiudvalget`: a line of a timetable."""
    if not told.days or not told.bodies or not _DATE_FIRST.fullmatch(told.text, 0, told.days[0].start):
        return None
    body = told.bodies[0]
    between = told.text[told.days[0].end : body.start]
    alone = between.isspace() and not told.text[body.end :].strip(" .;,")
    return body if alone or _LED.fullmatch(between) else None
