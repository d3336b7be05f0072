"""Units of the administration where a sentence begins: `Børn og ungeforvaltningen indkalder …`."""

from __future__ import annotations

import re

from ..register import pattern

OF_UNIT = r"(?: for [\w, ]{1,80}?|(?-i: [A-ZÆØÅ][\wæøå]+(?:,? (?:og )?[A-ZÆØÅ][\wæøå]+)*))?"
_DOES = pattern("followup", "paragraph", "sentence")
_UNIT = re.compile(
    rf"(?-i:[A-ZÆØÅ][\w-]*(?:- og |-, | og |isk ))?[\w-]*(?:(?:{pattern('unit')}){OF_UNIT}(?=\s+(?:{_DOES}))"
    rf"|(?:{pattern('unit', 'unit', 'of')}){OF_UNIT}(?=\s+(?-i:[a-zæøå]{{2,}}r|[a-zæøå]+(?:ede|te)|skal|vil)[\s,]))",
    re.I,
)
_CALLED = re.compile(
    rf"(?-i:[A-ZÆØÅ][\wæøå-]+(?:(?:, | & | og )[A-ZÆØÅ][\wæøå-]+){{1,4}}|[A-ZÆØÅ]{{2,5}})(?=\s+(?:{_DOES})(?!\w))", re.I
)
"""`Teknik og Miljø udarbejder`, `HR udarbejder`"""
_NAMED = re.compile(pattern("unit"))
_AHEAD = 2
"""No unit has more blanks before its last word."""


def unit_at(text: str) -> re.Match[str] | None:
    """The unit that a sentence begins with, where a verb of doing stands behind it; None when it begins otherwise."""
    named = _NAMED.search(text.casefold())
    found = _UNIT.match(text) if named and text.count(" ", 0, named.start()) <= _AHEAD else None
    return found or _CALLED.match(text)
