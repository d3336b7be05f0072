"""Attachments that the text of an item names by number: `jf. bilag 3`, `fremgår af bilag 1 og 2`, `bilag A-C`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..facts import NamedAttachment
from ..prose import Paragraph
from ..register import pattern

_NUMBER = r"(?:\d{1,2}|[A-Z])(?![\w/])(?!\.\d|,\d)"
_AND = r"(?:\s?[-–,]\s?|,? og |, samt | samt | til )"
_NAMED = re.compile(rf"(?<!\w)(?i:{pattern('annex')}) ?(?P<numbers>{_NUMBER}(?:{_AND}{_NUMBER})*)")
_EACH = re.compile(rf"(?P<and>{_AND})?(?P<number>{_NUMBER})")
_MOST = 20
"""More numbers between two are no run of attachments."""


def annexes(paragraphs: Iterable[Paragraph]) -> tuple[NamedAttachment, ...]:
    """Each attachment once, where it is named first."""
    found: dict[str, NamedAttachment] = {}
    for paragraph in paragraphs:
        for named in _named(paragraph):
            found.setdefault(named.number, named)
    return tuple(found.values())


def _named(paragraph: Paragraph) -> Iterator[NamedAttachment]:
    """`bilag 1-3 og 5` names four."""
    for match in _NAMED.finditer(paragraph.text):
        span = paragraph.words.span(match.start(), match.end())
        last = ""
        for each in _EACH.finditer(match["numbers"]):
            number = each["number"]
            through = each["and"] is not None and each["and"].strip() in ("-", "–", "til")
            for name in (*(_between(last, number) if through else ()), number):
                yield NamedAttachment(name, span)
            last = number


def _between(first: str, last: str) -> Iterator[str]:
    """`1-4` leaves 2 and 3 unsaid, `A-C` B."""
    if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) <= _MOST:
        yield from map(str, range(int(first) + 1, int(last)))
    elif first.isalpha() and last.isalpha():
        yield from map(chr, range(ord(first) + 1, ord(last)))
