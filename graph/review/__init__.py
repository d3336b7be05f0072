"""Review: what is unsure of what was read and concluded, most useful first, and corrections written of the answers."""

from .finding import Unsure, unsure
from .settling import Verdict, chosen, settle
from .telling import told

__all__ = ["Unsure", "Verdict", "chosen", "settle", "told", "unsure"]
