"""Bytes of unknown origin -> characters: UTF-8, UTF-16, Windows-1252, and the three mixed up."""

from __future__ import annotations

import codecs
import re

from .refusal import Unreadable

MIXED = "utf-8 with signs of windows-1252"
TWICE = "utf-8 taken for windows-1252"
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HIGH = "".join(bytes([code]).decode("cp1252", "replace").replace("\ufffd", chr(code)) for code in range(0x80, 0xC0))
_BYTES = {sign: 0x80 + place for place, sign in enumerate(_HIGH)}
_SECOND = rf"[{re.escape(_HIGH)}\x80-\x9f]"
_TWICE = re.compile(rf"[ÂÃ]{_SECOND}|â{_SECOND}{{2}}")
_DANISH = re.compile("Ã[¦¸¥†˜…\x86\x98\x85]")
_SAMPLED = 10_000
_ZEROS = 0.3


def decode(data: bytes) -> tuple[str, str]:
    """The text, and what it is encoded in.

    UTF-16 when its mark stands first or every other byte is zero, else UTF-8, else Windows-1252. Where UTF-8 is broken
    by a few signs of Windows-1252, or was itself taken for that and written again (`Ã¸`), each sign is read as it was
    meant. Raises Unreadable on bytes that are no text.
    """
    wide = _wide(data)
    if wide:
        try:
            return data.decode(wide), "utf-16"
        except UnicodeDecodeError as error:
            raise Unreadable(f"UTF-16 text broken at byte {error.start:,}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in data:
            raise Unreadable("binary data, not text") from None
        return _broken(data)
    meant = mended(text)
    return meant, "utf-8" if meant is text else TWICE


def mended(text: str) -> str:
    """The text itself, or, where letters of Danish stand as `Ã¦`, with each sign as it was meant.

    >>> mended("BÃ¸rn og unge"), mended("Børn")
    ('Børn og unge', 'Børn')
    """
    return _TWICE.sub(_once, text) if "Ã" in text and _DANISH.search(text) else text


def _once(match: re.Match[str]) -> str:
    sign = match.group()
    first = {"Â": 0xC2, "Ã": 0xC3, "â": 0xE2}[sign[0]]
    codes = bytes([first, *(_BYTES.get(each, ord(each)) for each in sign[1:])])
    return codes.decode("utf-8", "replace") if "\ufffd" not in codes.decode("utf-8", "replace") else sign


def _wide(data: bytes) -> str:
    """The kind of UTF-16 that bytes are, "" when none."""
    if data[:2] in _MARKS:
        return "utf-16"
    start = data[:_SAMPLED]
    zeros = start[0::2].count(0), start[1::2].count(0)
    if min(zeros) or max(zeros) < _ZEROS * len(start) / 2:
        return ""
    return "utf-16-le" if zeros[1] else "utf-16-be"


def _broken(data: bytes) -> tuple[str, str]:
    """UTF-8 when most of its longer signs are whole, else Windows-1252."""
    kept = data.decode("utf-8", "ignore").removeprefix("\ufeff")
    lost = len(data) - len(kept.encode())
    if lost < sum(sign > "\x7f" for sign in kept):
        return mended(data.decode("utf-8", "sagsgang.signs").removeprefix("\ufeff")), MIXED
    return data.decode("cp1252", "replace"), "windows-1252"


def _signs(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 as signs of Windows-1252."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("sagsgang.signs", _signs)
