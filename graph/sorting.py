"""Lines of N-Quads in order: the same content gives the same bytes, whatever the order it came in.

Memory is bounded: what does not fit is sorted in parts on disk.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice

IN_MEMORY = 200_000


def in_order(lines: Iterable[str], in_memory: int = IN_MEMORY) -> Iterator[str]:
    r"""Lines with their newlines in code point order, each once; at most `in_memory` are held at a time.

    >>> list(in_order(["b\n", "a\n", "b\n"]))
    ['a\n', 'b\n']
    """
    stream = iter(lines)
    with ExitStack() as files:
        parts: list[Iterable[str]] = []
        while taken := list(islice(stream, in_memory)):
            part = sorted(set(taken))
            if len(taken) < in_memory and not parts:
                parts.append(part)
                break
            file = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            file.writelines(part)
            file.seek(0)
            parts.append(file)
        yield from (line for line, _ in groupby(heapq.merge(*parts)))
