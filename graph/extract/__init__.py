"""Sections -> facts: one module a kind of fact, put together in `document` to the minutes of one document."""

from __future__ import annotations

from .document import extract

__all__ = ["extract"]
