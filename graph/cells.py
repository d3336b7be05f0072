"""Cells of tables that a spreadsheet takes for text."""

from __future__ import annotations

import re
from typing import Final

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?")


def neutral(cell: str) -> str:
    """A cell that no spreadsheet calculates: led in by an apostrophe where it could be a formula; numbers stay numbers.

    >>> neutral("=1+1"), neutral("-5")
    ("'=1+1", '-5')
    """
    return f"'{cell}" if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell) else cell
