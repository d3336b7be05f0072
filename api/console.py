"""The manners of the command: data on standard output, all else on standard error, one line for what went wrong."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from types import TracebackType
from typing import BinaryIO, Final, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

LONG: Final = 100
"""Characters of a cell that a table shows."""


class Exit(IntEnum):
    """What an exit code means."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    NOTHING = 3
    STORE = 4
    INTERRUPTED = 130


def note(text: str) -> None:
    """Tell a line on standard error."""
    sys.stderr.write(f"sagsgang: {text}\n")


def end(code: Exit) -> NoReturn:
    """End the command."""
    raise typer.Exit(code)


def fail(code: Exit, text: str) -> NoReturn:
    """Tell why and end the command."""
    note(text)
    end(code)


def write(text: str) -> None:
    """Write data to standard output."""
    write_bytes(text.encode("utf-8", "backslashreplace"))


def write_bytes(data: bytes) -> None:
    """Write data to standard output as it is."""
    output().write(data)
    output().flush()


def output() -> BinaryIO:
    """Standard output, for bytes."""
    return sys.stdout.buffer


def one_line(text: str) -> str:
    """A message of whatever kind as one line without control characters."""
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(text.split()))


def reason(error: OSError) -> str:
    """Why the system refused, in its words: `is a directory`."""
    return (error.strerror or one_line(str(error))).casefold()


def prepare() -> None:
    """Speak UTF-8 whatever the locale, and show an unforeseen error as one line."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.excepthook = _unforeseen


def _unforeseen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What a fault of ours looks like to a user; SAGSGANG_DEBUG=1 shows where it is."""
    if os.environ.get("SAGSGANG_DEBUG"):
        sys.__excepthook__(kind, error, trace)
    else:
        note(f"this should not happen: {kind.__name__}: {one_line(str(error))} (SAGSGANG_DEBUG=1 shows where)")


@contextmanager
def silent_pipe() -> Iterator[None]:
    """End quietly when whoever reads our output has had enough (`| head`)."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        end(Exit.DONE)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table; in a terminal it wraps to its width, elsewhere each row is one line."""
    grid = Table(*columns, show_header=any(columns), box=None, pad_edge=False)
    for row in rows:
        grid.add_row(*(Text(shown(cell)) for cell in row))
    shape = Console(file=sys.stdout)
    if shape.is_terminal:
        shape.print(grid)
        return
    wide = Console(file=io.StringIO(), width=100_000)
    with wide.capture() as captured:
        wide.print(grid)
    write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def shown(cell: str) -> str:
    """A cell on one line, without what would move the cursor; a long one is cut, and ends in an ellipsis."""
    line = one_line(cell)
    return line if len(line) <= LONG else f"{line[: LONG - 1].rstrip()}…"
