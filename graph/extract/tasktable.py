"""Tasks told in a table of an item: `Opgave | Ansvarlig | Frist`."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts import Task
from ..formats import Block, join
from ..register import concept
from ..sections import ItemSection
from ..source import Passage
from .context import Context
from .dates import dates
from .names import any_names
from .tasks import Assignee


def tabled(section: ItemSection, context: Context) -> Iterator[tuple[Task, Assignee | None]]:
    """The tasks of an item's tables, one a row and person; without a person it is whom the row names."""
    for part in section.of("tasks"):
        keys = [concept("taskcolumn", cell.text) for cell in (part.label.cells if part.label else ())]
        for block in part.blocks:
            if len(block.cells) == len(keys):
                yield from _row(block, keys, context)


def _row(block: Block, keys: list[str | None], context: Context) -> Iterator[tuple[Task, Assignee | None]]:
    what, who, when = (
        join(*(cell for cell, key in zip(block.cells, keys, strict=True) if key == column and cell))
        for column in ("what", "who", "when")
    )
    if not what:
        return
    told = dates(when.text, context.day, "future") if when else []
    found: list[Assignee | None] = [*_assignees(who, context)]
    for assignee in found or [None]:
        name = assignee.name if assignee else None
        yield Task(what.text, what.span(), name, told[0].when if told else None), assignee


def _assignees(who: Passage, context: Context) -> Iterator[Assignee]:
    """The persons a cell names, in full or by first name; else what it names."""
    named = any_names(who.text) if who else []
    for person in named or context.persons(who.text):
        name = context.known.canonical(person.name)
        yield Assignee(name, who.span(person.start, person.end), person)
    if who and not named and not context.persons(who.text):
        yield Assignee(who.text, who.span())
