"""Where a case goes and where it came from, as the meetings tell that its item names with their days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..facts import NamedMeeting, Referral, When
from ..register import pattern
from .context import Context

_STANDING = re.compile(rf"(?:{pattern('routine')})(?:$|[,:(]| (?:fra|og|samt|ved|m\.)\b)", re.I)
"""Items of many matters, that tell of meetings at which none of them is treated."""
_STAY = {"rejected", "withdrawn", "postponed", "not_treated"}
"""Outcomes with which a case goes nowhere."""


def onward(
    title: str, outcome: str | None, named: Sequence[NamedMeeting], sent: Sequence[Referral], context: Context
) -> Iterator[Referral]:
    """`Byrådet træffer beslutning den 10. april`: where an item names another body's coming meeting, its case goes.

    Which words say so does not matter; bodies that `sent` has already are left out.
    """
    if context.own is None or outcome in _STAY or _STANDING.match(title):
        return
    passed = {context.own, *(r.receiver for r in sent if not r.carried_out)}
    last = context.own
    for meeting in sorted((m for m in named if m.coming and m.named), key=lambda m: m.day):
        if meeting.body not in passed:
            when = When.day(meeting.day)
            yield Referral(last, meeting.body, meeting.span, "narrative", when, doubt="narrated")
            passed.add(meeting.body)
        last = meeting.body


def chained(sent: Iterable[Referral], named: Sequence[NamedMeeting], context: Context) -> list[Referral]:
    """`Fagudvalget behandlede sagen den 23. september, Byrådet den 30.`: from each body to the next, then to here."""
    told = list(sent)
    come = [r for r in told if r.carried_out and r.basis == "narrative" and r.receiver == context.own != r.sender]
    days = {r.sender: {m.day for m in named if not m.coming and m.body == r.sender} for r in come}
    if len(days) < 2 or any(len(on) != 1 for on in days.values()):
        return told
    order = sorted(come, key=lambda r: (min(days[r.sender]), r.span))
    rest = [r for r in told if r not in come]
    links = [
        replace(one, receiver=other.sender, when=When.day(min(days[other.sender])), span=other.span)
        for one, other in pairwise(order)
    ]
    return [*(link for link in links if link not in rest), order[-1], *rest]
