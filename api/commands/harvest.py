"""`sagsgang harvest`: what a host of FirstAgenda Publication publishes, into a folder."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ...graph.harvest import HarvestError, HarvestReport, Manners, Occupied, Wanted, WrongUse
from ...graph.harvest import harvest as fetch
from ..console import Exit, end, fail, note, one_line, table
from .bar import progress

SHOWN = 5
"""Meetings that are gone from the host told by name before the rest are only counted."""


def harvest(
    address: str,
    into: Path,
    since: str | None,
    until: str | None,
    bodies: Sequence[str],
    attachments: bool,
    delay: float,
) -> None:
    """Fetch what is wanted, tell what came, and end with the code that says so."""
    first, last = _day("--since", since), _day("--until", until)
    if first and last and first > last:
        fail(Exit.USAGE, f"--since {first} is after --until {last}")
    wanted = Wanted(first, last, tuple(bodies), attachments)
    try:
        with progress() as bar:
            task = bar.add_task("", total=None)

            def step(done: int, total: int, file: str) -> None:
                bar.update(task, completed=done, total=total, description=file)

            report = fetch(address, into, wanted, step, Manners(delay=delay))
    except WrongUse as error:
        fail(Exit.USAGE, one_line(str(error)))
    except Occupied as error:
        fail(Exit.STORE, one_line(str(error)))
    except HarvestError as error:
        fail(Exit.NOTHING, one_line(str(error)))
    except KeyboardInterrupt:
        note(f"interrupted; the same command goes on, and {into} can be built as it is")
        raise
    _tell(report)
    end(Exit.FINDINGS if report.failed or report.left else Exit.DONE)


def _day(option: str, told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told is not None else None
    except ValueError:
        fail(Exit.USAGE, f"{option}: {told!r} is not a date YYYY-MM-DD")


def _tell(report: HarvestReport) -> None:
    """A line on each thing that there is something to say of, and the closing table."""
    for remark in report.failed:
        note(one_line(f"{remark.file}: {remark.text}"))
    if report.left:
        note(f"the host was given up with {report.left} meetings to go; the same command goes on")
    for file in report.gone[:SHOWN]:
        note(f"{file}: the host does not list this meeting any more; its file stays")
    if len(report.gone) > SHOWN:
        note(f"and {len(report.gone) - SHOWN} more that the host does not list any more")
    if report.unread:
        note(f"items whose text is only a PDF, which a build does not read: {report.unread}")
    sys.stderr.flush()
    counts = (
        ("meetings", report.meetings),
        ("  fetched", report.fetched),
        ("  unchanged", report.unchanged),
        ("  resumed", report.resumed),
        ("  failed", report.meetings - report.fetched - report.unchanged - report.resumed - report.left),
        ("  left", report.left),
        ("earlier kept", report.earlier),
        ("attachments", report.pdfs),
        ("  failed", report.lost),
        ("gone", len(report.gone)),
    )
    table(("", ""), [(name, f"{count:,}".rjust(7)) for name, count in counts])
