"""Whether a verb says that somebody is to do something: `undersøger`, `skal senest i maj fremlægge`, not `er`."""

from __future__ import annotations

import re

from ..register import pattern, words
from .context import Context
from .orders import LATER, idles
from .persons import informs_others

DOES = pattern("followup", "paragraph", "sentence")
"""Verbs that tell a task wherever they stand."""
_VERB = re.compile(rf"\s*(?:,\s*)?(?:(?:og|samt) (?:\w+ )?)?(?P<verb>{DOES}|skal|vil|(?-i:[a-zæøå]+r))(?!\w)", re.I)
_TOOK_PART = re.compile(
    rf"\s*(?:{pattern('verb', 'attends', 'attended')})(?: (?:i|under) [\wæøå]+(?: af [\wæøå]+)?)? og(?=\s)", re.I
)
_PRESENTED_AND = re.compile(
    rf"\s*(?:{pattern('verb', 'presented')})(?!\w)[^.,;:]{{0,80}}? og(?= (?:{pattern('followup', 'sentence')})(?!\w))",
    re.I,
)
_DID_AND = re.compile(
    rf"\s*[a-zæøå]+(?:ede|te)\b[^.,;:]{{0,60}}? og(?= (?:{pattern('followup', 'sentence')})(?!\w))", re.I
)
"""`noterede spørgsmålet og vender tilbage`"""
_INFINITIVE = re.compile(
    r"\s+(?!(?:gerne|ikke)\b)(?:[^\s,;:]+ ){0,6}?"
    r"(?!(?:være|have|kunne|høre|drøfte|behandle|godkende|beslutte|tage stilling)\b)"
    r"(?P<infinitive>[a-zæøå]{3,}e)\b"
)
_PRESENTING = {"give", "orientere", "redegøre", "fremlægge", "præsentere", "fortælle", "deltage", "stemme"}
"""What is a task only where it is said of a time to come."""
_AND_DOES = re.compile(rf"[^.,;:]{{0,80}}? (?:og|samt) (?:{pattern('followup', 'sentence')})(?!\w)", re.I)
_GIVES = re.compile(rf"(?:giver|vender|melder) (?:[\w-]+ ){{0,4}}?(?:{pattern('reply')})(?!\w)", re.I)
_TELLS = re.compile(
    rf"(?:{pattern('verb', 'presents')}|(?:{pattern('giving', 'gives')}) |kommer (?:[\w.]+ ){{1,7}}?med )", re.I
)
"""`fremlægger nye tal på mødet i juni`, `giver en status inden årets udgang`"""


def acts(text: str, place: int, context: Context) -> bool:
    """Whether a verb of doing stands at a place; `er`, `deltager`, `orienterer` are none."""
    took_part = _TOOK_PART.match(text, place) or _PRESENTED_AND.match(text, place) or _DID_AND.match(text, place)
    match = _VERB.match(text, took_part.end() if took_part else place)
    if match is None:
        return False
    verb = match["verb"].casefold()
    if _GIVES.match(text, match.start("verb")):
        return True
    if verb in ("skal", "vil"):
        told = _INFINITIVE.match(text, match.end())
        presents = told is not None and told["infinitive"] in _PRESENTING
        return told is not None and (not presents or _later(text, match.end(), context))
    if verb in words("followup") or informs_others(text, match.start("verb"), context):
        return True
    if _TELLS.match(text, match.start("verb")) and _later(text, match.end("verb"), context):
        return True
    return not idles(text, match.start("verb"), verb) or _AND_DOES.match(text, match.end("verb")) is not None


def _later(text: str, place: int, context: Context) -> bool:
    """Whether words behind a place are of a time to come: `på næste møde`, `i august 2025`."""
    if LATER.search(text, place):
        return True
    return any(context.day and day.when.last > context.day for day in context.days(text) if day.start >= place)
