"""A sentence with the bodies and days it names: what stands near what, and which day belongs to which body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..register import pattern
from ..source import Passage
from .bodies import BodyAt
from .dates import DateAt
from .sending import THEN, THING, TREATS

IS_SHOWN = rf"(?:{pattern('shown', 'gets')}) (?!haft|fået|været)(?:[\w\s]{{1,40}}? )?(?:{pattern('shown', 'shown')})"
"""`får ordningen forelagt`, `har regnskabet på dagsordenen`."""
LED = r"\s*[–:-]\s*[\w\s]{0,40}"
_MEETING = r"\w*møde(?:t|r|rne)?"
_GAP = re.compile(
    r"[\w\s-]{0,60}?(?:,\s*)?(?:i|på|for|til|af|hos)?\s*(?:et|den|det)?\s*"
    rf"(?:{_MEETING} (?:i|for|den|d\.))?\s*[\w\s-]{{0,20}}?"
)
_NO_GAP = re.compile(r"\b(?:som|der|hvor|fra|at|når)\b")
_LINK = re.compile(
    rf"\s*(?:\(\s*\))?(?:s (?:møde|dagsorden|bord))?\s*(?:\(\s*\))?\s*(?:(?:,|og|samt|/|→|-|–|inden|før|{THEN})\s*)*"
    rf"(?:i|på|til|for|hos|af)?\s*(?:det |den |et )?(?:{_MEETING} (?:i|for))?\s*",
    re.I,
)
_MEETS = r"(?:,? (?:som|der) (?:mødes|holder møde|har møde))"
_ACTS = rf"(?:,? som )?{TREATS} {THING}(?: endeligt| igen| op)?|gør det(?: samme)?|{pattern('rules')}"
_AT = (
    rf"s (?:endelige? )?(?:{pattern('treatment')})|"
    r"s møde|mødet?|på (?:sit |deres |det )?mødet?|igen|endeligt|s?\s*(?:dagsorden|bord)(?: igen)?|forelagt"
    r"|på dagsordenen|(?:ugen|dagen|måneden) efter"
)
_DATE_LINK = re.compile(
    rf"\s*{IS_SHOWN}(?: [\w\s]{{1,50}}?)?\s*(?:den|d\.)\s*"
    rf"|\)?\s*(?:\([A-ZÆØÅ]{{2,5}}\))?\s*(?:{_MEETS}|{_ACTS}|{_AT})?\s*[,(]?"
    r"\s*(?:(?:i|på|den|d\.|inden|senest|i løbet af|ved|til)\s*)*"
    rf"(?:{pattern('weekday')})?\s*(?:den|d\.)?\s*",
    re.I,
)
_OF_A_DATE = re.compile(rf"\b(?:den|d\.|igen|endeligt|{pattern('weekday')})\s*", re.I)
_OF_A_PERIOD = re.compile(r"\b(?:senest )?(?:i|i løbet af|inden)\s+$", re.I)
_BY_DATE = re.compile(rf"\s+|{LED}|\s*(?:{pattern('passive')})?\s*(?:i|på|for|af)\s*(?:møde i )?", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the bodies and dates it names."""

    words: Passage
    bodies: Sequence[BodyAt]
    days: Sequence[DateAt]

    @property
    def text(self) -> str:
        return self.words.text

    def between(self, start: int, stop: int) -> str:
        """The words between two places, without the dates that stand there: ` og ` of ` i uge 33 og `."""
        text = self.text
        for day in reversed(self.days):
            if start <= day.start and day.end <= stop:
                lead = _OF_A_PERIOD.search(text, start, day.start)
                first = lead.start() if lead else day.start
                text, stop = text[:first] + text[day.end :], stop - (day.end - first)
        return text[start:stop]

    def linked(self, start: int, stop: int) -> bool:
        """Whether two bodies stand in one list: `i Økonomiudvalget den 11. juni og i Kommunalbestyrelsen`."""
        return _LINK.fullmatch(_OF_A_DATE.sub("", self.between(start, stop))) is not None

    def near(self, start: int, body: BodyAt) -> bool:
        """Whether only small words, or a date, stand between a cue and a body."""
        between = self.between(start, body.start)
        return len(between) < 70 and _GAP.fullmatch(between) is not None and not _NO_GAP.search(between)

    def day_of(self, body: BodyAt) -> DateAt | None:
        """The date that belongs to a body: behind it, or before it in a timetable's line or behind the cue."""
        following = min((b.start for b in self.bodies if b.start >= body.end), default=len(self.text))
        for day in self.days:
            if body.end <= day.start < following and _DATE_LINK.fullmatch(self.text, body.end, day.start):
                return day
        ahead = [d for d in self.days if d.end <= body.start]
        if not ahead or any(ahead[-1].end <= b.start < body.start for b in self.bodies):
            return None
        return ahead[-1] if _BY_DATE.fullmatch(self.text, ahead[-1].end, body.start) else None
