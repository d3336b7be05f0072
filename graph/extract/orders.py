"""What somebody is to do where they do not stand first: asked to, behind `at`, or by whom it is done."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..register import cue, form, pattern, words
from ..source import Passage

_AGENT = r"(?P<who>[^.,;:]{3,80}?)"
_ASKED = form(
    rf"(?<!\w)(?:{pattern('order', 'asks')}) {_AGENT}(?:(?:,? (?:om|til))? at|,? om)(?= )",
    ("order", "asks"),
)
"""`Udvalget bad Ida Skov om at fremlægge …`"""
_BIDDEN = form(rf"(?:^|, |: )(?:og |idet )?{_AGENT} (?:{pattern('order', 'bidden')})(?!\w)", ("order", "bidden"))
"""`Forvaltningen bedes undersøge …`"""
_ENTRUSTED = form(
    rf"(?<!\w)(?:{pattern('entrusts', 'gives')}) {_AGENT} (?:{pattern('entrusts', 'charge')})(?!\w)",
    ("entrusts", "charge"),
)
"""`gav forvaltningen til opgave at`"""
_LEFT_WITH = form(
    rf"(?<!\w)(?:{pattern('entrusts', 'with')})(?!\w)[^.,;:]{{0,60}}? hos (?P<who>[^.,;:]{{3,60}})",
    ("entrusts", "with"),
)
"""`bestilte en analyse hos forvaltningen`"""
_WANTED_FROM = form(
    rf"(?<!\w)(?:{pattern('entrusts', 'wants')}) (?:en|et|flere|nye|yderligere) [^.,;:]{{3,60}}?"
    r" fra (?P<who>[^.,;:]{3,60})",
    ("entrusts", "wants"),
)
"""`ønsker en redegørelse fra administrationen`"""
_DONE_BY = re.compile(
    r"(?<!\w)(?P<verb>[a-zæøå]{4,}es|(?:bliver|skal|vil blive) [a-zæøå]+(?:et|t|es))(?: [\w-]+){0,5}? af $", re.I
)
"""`Spørgsmålet besvares skriftligt af `, `Notatet udarbejdes af `"""
_AGREED = form(rf"(?<!\w)(?:{pattern('order', 'agreed')}),? at (?=\w)", ("order", "agreed"))
"""`Det blev aftalt, at `: what follows is a clause of its own."""
_AND_THAT = re.compile(r",? (?:og|samt|men) at (?=\w)")
LATER = cue("order", "later")
"""Words of a time to come: what somebody tells then is still to be done."""
_TREATED = cue("passive")
_NO_TASK = cue("order", "ruled")

_IDLE = defaultdict[str, list[str]](list)
"""Words that tell no task, by their first."""
for _label, _key in words("verb").items():
    if _key in ("idle", "attends", "presents"):
        _IDLE[_label.partition(" ")[0]].append(_label)


def clauses(sentence: Passage) -> Iterator[Passage]:
    """The words behind each `at` of `Det blev aftalt, at …, og at …`; none where nothing is agreed so."""
    if match := _AGREED.search(sentence.text):
        yield sentence.part(match.end())
        for more in _AND_THAT.finditer(sentence.text, match.end()):
            yield sentence.part(more.end())


def asked(text: str) -> Iterator[tuple[int, int]]:
    """Where those stand who are asked or bidden to do something, in code points."""
    for shape in (_ASKED, _BIDDEN, _ENTRUSTED, _LEFT_WITH, _WANTED_FROM):
        for match in shape.finditer(text):
            yield match.span("who")


def done_by(text: str, start: int) -> bool:
    """Whether somebody at a place is told to be the one by whom something will be done."""
    match = _DONE_BY.search(text, 0, start)
    return match is not None and not (_TREATED.search(match.group()) or _NO_TASK.search(match.group()))


def idles(text: str, place: int, verb: str) -> bool:
    """Whether the words at a place say nothing of a task: `er`, `giver anledning`."""
    rest = text[place : place + 60].casefold()
    labels = _IDLE.get(verb.partition(" ")[0], ())
    return any(rest.startswith(label) and not rest[len(label) : len(label) + 1].isalpha() for label in labels)
