"""Corrections of a user's own, as data: two that are one, two that are not, a wrong fact, a better name.

`docs/corrections.md` tells what a file of them looks like, and what each does.
"""

from .agreement import contradiction
from .file import CorrectionError, agree, parsed, read_corrections
from .graph import CORRECTIONS, as_nquads, corrections_of, from_quads, touched
from .model import Correction, Kind, Sort, correction, is_stated, sort

__all__ = [
    "CORRECTIONS",
    "Correction",
    "CorrectionError",
    "Kind",
    "Sort",
    "agree",
    "as_nquads",
    "contradiction",
    "correction",
    "corrections_of",
    "from_quads",
    "is_stated",
    "parsed",
    "read_corrections",
    "sort",
    "touched",
]
