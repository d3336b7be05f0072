"""Headings of decisions: of which body, on which day."""

from __future__ import annotations

import re
from datetime import date

from ..sections import Section
from .bodies import Naming
from .context import Context
from .dates import dates

_CODE = re.compile(r"\s+\([A-ZÆØÅ]{2,5}\)$")


def body_and_day(section: Section, context: Context) -> tuple[str | None, date | None]:
    """Whose decision a heading says it is, and when: `Beslutning i Økonomiudvalget den 09-11-2021`.

    A heading without a body is the document's own; one without a day has the meeting's, when the body is its own.
    """
    match = section.heading
    if match is None:
        return context.own, context.day
    name, day = body_of(match, context.naming), day_of(match, context.day)
    own = context.own is not None and name.casefold() == context.own.casefold()
    return name, context.day if day is None and own else day


def body_of(heading: re.Match[str], naming: Naming) -> str:
    """The body a heading names, genitive or not, by name or code; `Udvalget for Natur (NMU)` names it by both."""
    plain = _CODE.sub("", " ".join((heading["body"] or heading["genitive"]).split()).strip(" *"))
    forms = (plain, f"{plain}s", plain.removesuffix("s"))
    return next((name for form_ in forms if (name := naming.resolve(form_))), plain[:1].upper() + plain[1:])


def day_of(heading: re.Match[str], meeting: date | None = None) -> date | None:
    """The day a heading tells; one without its year is the last such day before the meeting."""
    told = dates(heading["date"] or heading["when"] or "", meeting, "past")
    return told[0].when.exact if told else None
