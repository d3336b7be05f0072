"""CPR numbers, the keys to a person in Denmark, masked at the same length wherever a text of others comes in."""

from __future__ import annotations

import re

_BLANK = "[ \u00a0\u2007\u2009\u200a\u202f]"
_MARKUP = r"(?:[*_]{1,3}|</?[A-Za-z]{1,6}>|&nbsp;|&shy;|\u00ad)"
_DASH = r"(?:[-\u2010-\u2015\u2212\ufe63\uff0d]|&ndash;)"
_WRAP = rf"\n{_BLANK}{{0,16}}"
_CPR = re.compile(  # begins with a digit, not with what may not stand before it, so that it is found fast
    r"[0-3]\d(?<!\d\d\d)(?<!\d[./-]\d\d)(?<!00)(?<!3[2-9])(?:0[1-9]|1[0-2])\d\d"
    rf"(?:(?:{_BLANK}|{_MARKUP}){{0,4}}{_DASH}(?:{_BLANK}|{_MARKUP}){{0,4}}(?:{_WRAP})?|{_WRAP}{_DASH}{_BLANK}?"
    rf"|(?P<bare>{_MARKUP}?{_BLANK}{{0,2}}{_MARKUP}?)|(?P<wrapped>{_WRAP}))"
    r"\d{4}(?!\d|[-./]\d)"
)
_DIGIT = re.compile(r"\d")
_SAID = re.compile(r"(?:cpr|person)[^\d\n]{0,24}$", re.I)
_OTHERWISE = re.compile(  # abbreviations that numbers of ten digits bear which are nobody's
    r"(?:\d{4}[ \u00a0]"
    r"|(?<!\w)(?:(?:konto|kto|reg|giro|iban|ean|cvr|faktura|ordre|journal)\w{0,8}|[jp][.-]? ?n(?:r|ummer))"
    r"[ .:#-]{0,3}(?:nr|nummer)?[ .:#]{0,3})$",
    re.I,
)
_BEFORE = 40


def mask(text: str) -> tuple[str, int]:
    """The text with each digit of its CPR numbers an `x`, and how many they are.

    A number is one with a hyphen or dash between its parts, blanks or markup around it, or a line's end beside it; with
    a blank or nothing there unless it is called something else (an account's), and with a line's end alone where it is
    called a CPR number.

    >>> mask("Borger 010190-1234, kontonr. 0101901234, sag 40064/24")
    ('Borger xxxxxx-xxxx, kontonr. 0101901234, sag 40064/24', 1)
    """
    count = 0

    def masked(match: re.Match[str]) -> str:
        nonlocal count
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if match["bare"] is not None and _OTHERWISE.search(before):
            return match.group()
        if match["wrapped"] is not None and not _SAID.search(before):
            return match.group()
        count += 1
        return _DIGIT.sub("x", match.group())

    return _CPR.sub(masked, text), count
