"""CPR numbers, the keys to a person in Denmark, masked at the same length wherever a text of others comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import digit

_BLANK = "[ \u00a0\u2007\u2009\u200a\u202f]"
_UNSEEN = "[\u00ad\u0300-\u036f\u200c-\u200f\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f]"
_MARKUP = rf"(?:{_UNSEEN}|[*_\\]{{1,3}}|<[/!A-Za-z][^<>\n]{{0,100}}>|&(?:nbsp|shy|zwnj|#173|#8203);)"
_IN = rf"{_MARKUP}{{0,4}}"
"""What may stand between two digits and is not seen as parting them."""
_DASH = r"(?:[-\u2010-\u2015\u2043\u2212\u30fc\ufe63\uff0d]|&(?:ndash|mdash|minus|hyphen|#45|#8211);)"
_GAP = rf"(?:{_BLANK}|\t|{_MARKUP}){{0,4}}"
_WRAP = rf"\n(?:{_BLANK}|[\t>]){{0,16}}"
_CPR = re.compile(  # begins with a digit, not with what may not stand before it, so that it is found fast
    rf"[0-3](?<!\d\d)(?<!\d[./-]\d){_IN}\d(?P<first>{_BLANK}?){_IN}[01]{_IN}\d(?P<second>{_BLANK}?){_IN}\d{_IN}\d"
    rf"(?:{_GAP}[)\"'\]]?{_DASH}{{1,3}}[(\"'\[]?{_GAP}(?:{_WRAP}){{0,2}}|{_WRAP}{_DASH}{_BLANK}?"
    rf"|(?P<bare>{_IN}{_BLANK}{{0,2}}{_IN})|(?P<wrapped>{_WRAP}))"
    rf"\d{_IN}\d{_IN}\d{_IN}\d(?!\d|[-./]\d)"
)
_TOLD = re.compile(
    r"(?:cpr|person-?n(?:umme)?r)[^\d\n]{0,24}(?P<number>\d(?:[ \u00a0.,:;/()'\u2010-\u2015-]{0,3}\d){9,11})(?!\d)",
    re.I,
)
"""A number that is called one: in whatever way its ten digits, or the twelve with the century, are parted."""
_DIGIT = re.compile(r"\d")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
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
    called a CPR number. Signs that are not seen, and markup, may stand between any two digits; they may be other
    digits than ours.

    >>> mask("Borger 010190-1234, kontonr. 0101901234, sag 40064/24")
    ('Borger xxxxxx-xxxx, kontonr. 0101901234, sag 40064/24', 1)
    """
    plain = text if text.isascii() else _OTHER_DIGIT.sub(lambda match: str(digit(match.group())), text)
    spans = sorted({*_parted(plain), *_told(plain)})
    pieces, at, count = list[str](), 0, 0
    for start, end in spans:
        if start >= at:  # not told a second time
            pieces += (text[at:start], _DIGIT.sub("x", text[start:end]))
            at, count = end, count + 1
    return "".join((*pieces, text[at:])) if pieces else text, count


def _parted(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand by their form."""
    at = 0
    while match := _CPR.search(text, at):
        if _is_day(_digits(match.group())) and _is_meant(match, text):
            yield match.span()
            at = match.end()
        else:
            at = match.start() + 1


def _told(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand that are called so."""
    for match in _TOLD.finditer(text):
        digits = _digits(match["number"])
        if len(digits) != 11 and _is_day(digits):
            yield match.span("number")


def _digits(text: str) -> str:
    """The digits of a number, without those of its markup."""
    return "".join(_DIGIT.findall(re.sub(_MARKUP, "", text)))


def _is_day(digits: str) -> bool:
    return 0 < int(digits[:2]) < 32 and 0 < int(digits[2:4]) < 13


def _is_meant(match: re.Match[str], text: str) -> bool:
    """Whether what has the form of a number is not called something else."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if match["first"] or match["second"]:
        return match["bare"] is None and match["wrapped"] is None and not re.search(rf"\d{_BLANK}$", before)
    if match["bare"] is not None and _OTHERWISE.search(before):
        return False
    return match["wrapped"] is None or _SAID.search(before) is not None
