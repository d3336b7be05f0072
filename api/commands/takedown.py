"""`sagsgang takedown`: what must go, goes from everything, and stays out."""

from collections.abc import Sequence
from pathlib import Path

from ...graph.source import Unreadable
from ...graph.takedown import Report, UnknownThing, documents_of_file, take_down, takedowns, undo
from ..console import Exit, fail, note, one_line, reason, table


def listing(store: Path) -> None:
    """Write what was taken down: the tombstone, the sort of thing, and why."""
    table(("tombstone", "what", "why"), [(each.node, each.kind, each.why) for each in takedowns(store)])


def take(store: Path, thing: str, why: str) -> None:
    """Take down a thing by its IRI, or the documents of a file."""
    for each in _things(thing):
        try:
            _tell(take_down(store, each, why))
        except UnknownThing as unknown:
            fail(Exit.NOTHING, str(unknown))
        except ValueError as error:
            fail(Exit.USAGE, str(error))


def back(store: Path, thing: str) -> None:
    """Let a thing come back, by its IRI, its file or its tombstone."""
    for each in _things(thing):
        try:
            found = undo(store, each)
        except UnknownThing as unknown:
            fail(Exit.NOTHING, str(unknown))
        note(f"{found.node}: a {found.kind} may come back; the next build reads it")


def _things(thing: str) -> Sequence[str]:
    """The IRI itself; of a file those of its documents."""
    if thing.startswith(("https://", "http://")):
        return (thing,)
    try:
        found = documents_of_file(Path(thing))
    except Unreadable as unreadable:
        fail(Exit.NOTHING, f"{thing}: {unreadable.reason}")
    except OSError as error:
        fail(Exit.NOTHING, f"{thing}: cannot be read: {reason(error)}")
    if not found:
        fail(Exit.NOTHING, f"{one_line(thing)}: neither an IRI nor a file of minutes")
    return found


def _tell(report: Report) -> None:
    done = report.takedown
    note(f"{done.node}: a {done.kind}; documents gone: {report.removed}, with words made black: {report.blackened}")
