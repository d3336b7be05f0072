"""A process of its own that takes documents apart whose libraries may loop, swell or crash; one a process that reads.

`python -m sagsgang.graph.formats.child` is that process: for each document a line of JSON and its bytes come in, a line
of JSON goes out. It ends when its parent closes the pipe.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import time
from threading import Lock
from typing import BinaryIO, Final

from ..source import Unreadable
from .blocks import Kind, Reading
from .lines import Line, reading

SECONDS: Final = 60.0
"""How long a document may take."""
MEMORY: Final = 1_500_000_000
"""How many bytes of address space the process may take beyond what it starts with."""
MOST_ANSWER: Final = 100_000_000
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS: Final[dict[str, Kind]] = {
    "blank": "blank",
    "heading": "heading",
    "bullet": "bullet",
    "row": "row",
    "text": "text",
}


class _Child:
    """The parent's side."""

    def __init__(self) -> None:
        self.parent = os.getpid()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def serves(self) -> bool:
        """Whether it runs, and for this process rather than for the one that this was forked from."""
        return self.parent == os.getpid() and self._process.poll() is None

    def ask(self, form: str, data: bytes, seconds: float) -> bytes | None:
        """The answer's line; None when the process is gone or has not answered in time."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"form": form, "size": len(data)}).encode() + b"\n" + data)
            self._process.stdin.flush()
        except BrokenPipeError:
            return None
        return self._line(time.monotonic() + seconds)

    def _line(self, until: float) -> bytes | None:
        assert self._process.stdout is not None
        pipe, found = self._process.stdout.fileno(), bytearray()
        watch = select.poll()
        watch.register(pipe, select.POLLIN)
        while not found.endswith(b"\n"):
            left = until - time.monotonic()
            part = os.read(pipe, 1 << 20) if left > 0 and watch.poll(left * 1000) else b""
            if not part or len(found) > MOST_ANSWER:
                return None
            found += part
        return bytes(found)

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue


_one = Lock()
_children: list[_Child] = []


def lines_of(form: str, data: bytes, seconds: float = SECONDS) -> list[Line]:
    """The lines of a document, `form` "pdf" or "docx", taken apart by the child; Unreadable when it cannot."""
    with _one:
        if _children and not _children[0].serves:
            _close()
        if not _children:
            _children.append(_Child())
        started = time.monotonic()
        answer = _children[0].ask(form, data, seconds)
        if answer is None:
            _close()
    if answer is None:
        if time.monotonic() - started >= seconds:
            raise Unreadable(f"taking the {form.upper()} apart takes longer than {seconds:.0f} seconds")
        raise Unreadable(f"a {form.upper()} document that breaks what takes it apart, or needs too much memory")
    found = json.loads(answer)
    if "unreadable" in found:
        raise Unreadable(str(found["unreadable"]))
    return [Line(_KINDS[kind], text, level, broken) for kind, text, level, broken in found["lines"]]


def read_pdf(data: bytes, name: str = "") -> Reading:
    """Read a PDF; Unreadable when it is broken, locked, too long or without text."""
    return reading(data, lines_of("pdf", data), name, "application/pdf", "pdf", "utf-8")


def read_docx(data: bytes, name: str = "") -> Reading:
    """Read a Word document; Unreadable when it is broken or packed to do harm."""
    return reading(data, lines_of("docx", data), name, _WORD, "docx", "utf-8")


@atexit.register
def _close() -> None:
    while _children:
        child = _children.pop()
        if child.parent == os.getpid():
            child.close()


def _answer(form: str, data: bytes) -> dict[str, object]:
    """What the child says to one document."""
    try:
        if form == "pdf":
            from .pdf import lines
        else:
            from .docx import lines
        return {"lines": [[line.kind, line.text, line.level, line.broken] for line in lines(data)]}
    except Unreadable as unreadable:
        return {"unreadable": unreadable.reason}


def serve(inward: BinaryIO, outward: BinaryIO) -> None:
    """The child's side: answer until the pipe closes."""
    _limit_memory()
    while head := inward.readline():
        asked = json.loads(head)
        answer = _answer(asked["form"], inward.read(asked["size"]))
        outward.write(json.dumps(answer).encode() + b"\n")
        outward.flush()


def _limit_memory() -> None:
    """Let this process take no more than MEMORY, where the system has such a limit."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
