"""Takes from this process what a stranger's query must not use: sockets, new memory beyond a limit, core dumps."""

import ctypes
import platform
import signal
import sys
from pathlib import Path
from typing import Final

SOCKET: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""For each machine: its audit architecture and the number of its system call `socket`."""
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2
PARENT_DEATH_SIGNAL = 1
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
LOAD, EQUALS, RETURN = 0x20, 0x15, 0x06
ALLOW, DENY, KILL = 0x7FFF0000, 0x00050001, 0x80000000


class _Step(ctypes.Structure):
    """One instruction of a socket filter program (`struct sock_filter`)."""

    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("k", ctypes.c_uint))


class _Program(ctypes.Structure):
    """The program (`struct sock_fprog`)."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def close_sockets() -> str:
    """Make it impossible for this process, its threads yet to come and its children to open a socket, for good.

    Returns how: "seccomp" (the kernel refuses the call), "network namespace" (there is no network to reach), or ""
    where neither is to be had; then only the lexer stands between a query and the network. Call it before any thread
    starts.
    """
    if not sys.platform.startswith("linux"):
        return ""
    kernel = ctypes.CDLL(None, use_errno=True)
    if _filter_sockets(kernel):
        return "seccomp"
    return "network namespace" if kernel.unshare(NEW_USER | NEW_NETWORK) == 0 else ""


def _filter_sockets(kernel: ctypes.CDLL) -> bool:
    """Have the kernel answer EPERM to `socket`, and end a process that calls it by another architecture's numbers."""
    known = SOCKET.get(platform.machine())
    if known is None:
        return False
    architecture, socket = known
    steps = (_Step * 7)(
        _Step(LOAD, 0, 0, 4),
        _Step(EQUALS, 1, 0, architecture),
        _Step(RETURN, 0, 0, KILL),
        _Step(LOAD, 0, 0, 0),
        _Step(EQUALS, 0, 1, socket),
        _Step(RETURN, 0, 0, DENY),
        _Step(RETURN, 0, 0, ALLOW),
    )
    program = _Program(len(steps), steps)
    promised: int = kernel.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    filtered: int = kernel.prctl(SECCOMP, FILTER, ctypes.byref(program), 0, 0)
    return (promised, filtered) == (0, 0)


def end_with_parent() -> None:
    """Have the system kill this process when the one that forked it ends, whatever it does then; on Linux alone."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def limit_memory(more: int) -> None:
    """Let this process take at most `more` bytes beyond what it has now, where the system has such a limit."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    statm = Path("/proc/self/statm")
    if statm.exists():
        now = int(statm.read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + more, now + more))
