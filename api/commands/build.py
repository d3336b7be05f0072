"""`sagsgang build`: folders and files into the store."""

import sys
from collections.abc import Sequence
from pathlib import Path

from ...graph.build import BuildReport
from ...graph.build import build as build_store
from ...graph.corrections import read_corrections
from ...graph.store import Archive
from ..console import Exit, end, fail, note, table
from .bar import progress

SHOWN = 5
"""Passed-over files told by name before the rest are only counted."""


def build(
    paths: Sequence[Path], store: Path, place: str | None, corrections: Path | None = None, dropped: bool = False
) -> None:
    """Make the store equal to the paths, tell what was found, and end with the code that says so."""
    told = () if dropped else read_corrections(corrections) if corrections else None
    with Archive(store) as archive, progress() as bar:
        task = bar.add_task("", total=None)

        def step(done: int, total: int, file: str) -> None:
            bar.update(task, completed=done, total=total, description=file)

        report = build_store(paths, archive, place, step, corrections=told)
    code = _code(report)
    _tell(report)
    if code is Exit.NOTHING:
        fail(code, "there was nothing to read: no file that could be minutes")
    _counts(report)
    end(code)


def _tell(report: BuildReport) -> None:
    """A line on each file that there is something to say of."""
    for remark in (*report.unreadable, *report.notes, *report.violating, *report.idle):
        note(f"{remark.file}: {remark.text}")
    if report.skipped:
        names = ", ".join(report.skipped[:SHOWN])
        more = f" and {len(report.skipped) - SHOWN} more" if len(report.skipped) > SHOWN else ""
        note(f"passed over, no minutes by their name, ending or content: {names}{more}")


def _counts(report: BuildReport) -> None:
    """The closing table."""
    sys.stderr.flush()
    counts = {
        "documents": report.documents,
        "  read now": report.read,
        "  unchanged": report.unchanged,
        "removed": report.removed,
        "unreadable": len(report.unreadable),
        "items": report.items,
        "decisions": report.decisions,
        "referrals": report.referrals,
        "unread sections": report.unread,
        "warnings": report.warnings,
        "violations": report.violations,
        "CPR numbers masked": report.masked,
    }
    if report.corrections:
        counts["corrections"] = report.corrections
    table(("", ""), [(name, f"{count:,}".rjust(7)) for name, count in counts.items()])


def _code(report: BuildReport) -> Exit:
    """Nothing readable when nothing is held of the paths and nothing left them; faults of a part are findings."""
    if not report.documents and not report.removed:
        return Exit.NOTHING
    if report.unreadable or report.violations:
        return Exit.FINDINGS
    return Exit.DONE
