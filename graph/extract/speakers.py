"""Whose act a word for an outcome tells: the body's own, another's, one person's, the administration's."""

from __future__ import annotations

import re

from ..register import pattern
from .context import Context
from .names import any_names
from .posts import is_post

_RELATIVE = re.compile(r"\bsom (?=[A-ZÆØÅ][^,;]*$)")
_AT = re.compile(r"[^,;]{0,60}\b(?:i|på)\s+(?:det )?", re.I)
_UNIT = re.compile(rf"(?:{pattern('unit', 'unit')})$", re.I)
_AUXILIARY = re.compile(r"\b(?:blev|er|blevet|bliver)\s+$", re.I)
_BUDGET = re.compile(r"\btil (?:de |den )?(?:[\w-]+ )?budget\w*", re.I)
_BACK = re.compile(pattern("back"), re.I)


def by_others(before: str, context: Context) -> bool:
    """`udkastet, som Ældreudvalget den 31. august besluttede at sende`: what another body did with it."""
    clause = _RELATIVE.search(before)
    bodies = context.bodies(before) if clause else []
    return any(clause and body.start == clause.end() and body.name != context.own for body in bodies)


def by_itself(before: str, context: Context) -> bool:
    """`Udvalget har valgt …`: what the document's own body has done, first in its sentence."""
    first = next(iter(context.bodies(before)), None)
    return first is not None and first.start == 0 and first.name == context.own and before[first.end :] == " har "


def by_another(text: str, told: re.Match[str], context: Context) -> bool:
    """`Sagen bliver behandlet i Byrådet den 3. maj`, `Byrådet drøfter sagen den 3. maj`: what is another's to do."""
    others = [body for body in context.bodies(text) if body.name != context.own]
    before = any(text[body.end : told.start()].isspace() for body in others if body.end < told.start())
    return before or any(_AT.fullmatch(text, told.end(), body.start) for body in others if body.start > told.end())


def by_one(before: str) -> bool:
    """`Tove Skånning (Ø) anbefaler …`, `Centerleder Ea Vinge gennemgik …`: what one person does, no body decides."""
    return any(len(before) - person.end < 3 for person in any_names(before))


def by_administration(before: str, context: Context) -> bool:
    """`Forvaltningen indstiller …`, `Direktøren anbefaler …`: what is recommended to the body, not by it."""
    before = before.rstrip()
    last = before.rpartition(" ")[2]
    body = any(found.end == len(before) for found in context.bodies(before))
    return not body and bool(_UNIT.search(last) or is_post(last))


def chosen(before: str, context: Context) -> bool:
    """`X blev valgt`, `X valgt som`, `Byrådet valgte`; `ingen ansat` is a noun."""
    if _AUXILIARY.search(before) or by_one(before) or by_itself(before, context):
        return True
    return any(before[body.end :].isspace() for body in context.bodies(before) if body.end < len(before))


def sent_on(text: str, context: Context) -> bool:
    """Only what goes to another body, to the budget, or back, was referred."""
    return (
        _BUDGET.search(text) is not None
        or any(body.name != context.own for body in context.bodies(text))
        or _BACK.search(text) is not None
    )
