"""A process of its own that takes documents apart whose libraries may loop, swell or crash; one a process that reads.

`python -m sagsgang.graph.formats.child` is that process: for each document a line of JSON and its bytes come in, a line
of JSON goes out. It ends when its parent closes the pipe.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import BinaryIO, Final

from ..source import OtherData, Unreadable
from .blocks import Kind
from .lines import Line

SECONDS: Final = 60.0
"""How long a document may take."""
MEMORY: Final = 1_500_000_000
"""How many bytes of address space the process may take beyond what it starts with."""
MOST_ANSWER: Final = 100_000_000
_KINDS: Final[dict[str, Kind]] = {
    "blank": "blank",
    "heading": "heading",
    "bullet": "bullet",
    "row": "row",
    "text": "text",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A document taken apart: its lines, what its bytes alone tell (an encoding, a reader), pages that are pictures."""

    lines: list[Line]
    said: str = ""
    pictures: tuple[int, ...] = ()


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
        """End the process and those that it has begun, whatever they do."""
        if self._process.poll() is None and hasattr(os, "killpg"):
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
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


def take(form: str, data: bytes, seconds: float = SECONDS) -> Taken:
    """Have a document taken apart, its `form` one of those of `_answer`; Unreadable when that cannot be done."""
    called = form.upper().partition("-")[0]
    started, answer = time.monotonic(), None
    with _one:
        if _children and not _children[0].serves:
            _close()
        if not _children:
            _children.append(_Child())
        try:
            answer = _children[0].ask(form, data, seconds)
        finally:
            if answer is None:
                _close()
    if answer is None:
        if time.monotonic() - started >= seconds:
            raise Unreadable(f"taking the {called} apart takes longer than {seconds:.0f} seconds")
        raise Unreadable(f"a {called} document that breaks what takes it apart, or needs too much memory")
    found = json.loads(answer)
    if "unreadable" in found:
        raise (OtherData if found["other"] else Unreadable)(str(found["unreadable"]))
    lines = [Line(_KINDS[kind], text, level, broken) for kind, text, level, broken in found["lines"]]
    return Taken(lines, str(found["said"]), tuple(found["pictures"]))


@atexit.register
def _close() -> None:
    while _children:
        child = _children.pop()
        if child.parent == os.getpid():
            child.close()


def _taken(form: str, data: bytes) -> Taken:
    """Take a document apart; the libraries are loaded when the first such document comes."""
    if form.startswith("pdf"):
        from .pdf import lines

        return Taken(*lines(data, ocr=form == "pdf-ocr"))
    if form == "docx":
        from .docx import lines as lines_of_docx

        return Taken(lines_of_docx(data))
    if form == "html":
        from .html import lines as lines_of_html

        return Taken(*lines_of_html(data))
    from .exports import lines_of_json, lines_of_xml

    return Taken(*(lines_of_xml(data) if form == "xml" else lines_of_json(data)))


def _answer(form: str, data: bytes) -> dict[str, object]:
    """What the child says to one document."""
    try:
        taken = _taken(form, data)
    except Unreadable as unreadable:
        return {"unreadable": unreadable.reason, "other": isinstance(unreadable, OtherData)}
    lines = [[line.kind, line.text, line.level, line.broken] for line in taken.lines]
    return {"lines": lines, "said": taken.said, "pictures": taken.pictures}


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
