"""The parent's side of the process that forks workers: started once for each state of the store, it costs a tenth of a
second; a worker of it costs some milliseconds, shares what was prepared, and so can be killed at no great loss.
"""

import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from .engine import FORK, WORD
from .errors import StoreUnreadable
from .frames import Frame, Value
from .question import Limits

LEFT: Final = 5.0
"""Seconds that a worker lives on beyond all limits where it is not ended with its parent."""


class Nursery:
    """One such process. Ends when it is retired and the last of its workers has ended."""

    def __init__(self, source: Path | bytes, limits: Limits, state: str = "") -> None:
        """Start the process on a store's folder, or on N-Quads; `state` is what the store's version is called."""
        self.state = state
        self._workers, self._retired = 0, False
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "sagsgang.api.engine", str(theirs.fileno())],
                stdin=subprocess.PIPE,
                pass_fds=(theirs.fileno(),),
                process_group=0,  # Ctrl-C is the parent's; of the same session, see `engine`
            )
        path, nquads = ("", source) if isinstance(source, bytes) else (str(source), b"")
        head: dict[str, Value] = {"path": path, "memory": limits.memory, "in_memory": limits.in_memory}
        head |= {"answer": limits.answer, "rows": limits.rows}
        head |= {"seconds": int(limits.seconds + limits.sending + LEFT)}
        self._first = Frame(head, nquads)

    def prepare(self) -> None:
        """Say what is to be prepared, once; it may take a while. Raises StoreUnreadable when the process has ended."""
        assert self._process.stdin is not None
        try:
            with self._process.stdin as pipe:
                pipe.write(self._first.packed())
        except BrokenPipeError:
            raise StoreUnreadable("the process that prepares it has ended") from None

    @property
    def alive(self) -> bool:
        """Say whether the process still runs."""
        return self._process.poll() is None

    def fork(self) -> tuple[socket.socket, int]:
        """Have a worker made: our end of its socket, and where its last words come out. Raises StoreUnreadable."""
        ours, theirs = socket.socketpair()
        words, end = os.pipe()
        try:
            socket.send_fds(self._control, [FORK], [theirs.fileno(), end])
        except OSError:
            ours.close()
            os.close(words)
            raise StoreUnreadable("the process that makes workers has ended") from None
        finally:
            theirs.close()
            os.close(end)
        os.set_blocking(words, False)
        ours.setblocking(False)
        self._workers += 1
        return ours, words

    def ended(self, pid: int) -> None:
        """Let a worker's number go: it has been killed."""
        self._workers -= 1
        if pid:
            with suppress(OSError):  # the process has ended, and its workers are nobody's
                self._control.send(str(pid).encode().ljust(WORD))
        if self._retired:
            self.retire()

    def retire(self) -> None:
        """Make no more workers: end with the last."""
        self._retired = True
        if self._workers == 0:
            self._control.close()
            self._process.kill()
            self._process.wait()
            if self._process.stdin is not None:
                with suppress(BrokenPipeError):
                    self._process.stdin.close()
