"""What stands before the first element of XML: where a guess at the format, and the search for a DTD, begin."""

from __future__ import annotations

_SKIPPED = {"<?": "?>", "<!--": "-->"}


def prolog(text: str) -> int:
    """Where the instructions and comments at the beginning of a text end.

    >>> prolog('<?xml version="1.0"?> <!-- x --> <root/>')
    33
    """
    at = 0
    while True:
        at += len(text[at : at + 1000]) - len(text[at : at + 1000].lstrip())
        close = next((close for begin, close in _SKIPPED.items() if text.startswith(begin, at)), None)
        end = text.find(close, at) if close else -1
        if close is None or end < 0:
            return at
        at = end + len(close)
