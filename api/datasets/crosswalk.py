"""One crosswalk of a store written to standard output, in a process of its own: nobody else waits while it is made.

Run as `python -m sagsgang.api.datasets.crosswalk STORE FORMAT [CLASS [MUNICIPALITY]]`; a class is one of OParl.
"""

import os
import sys
from pathlib import Path
from typing import Final

from ...graph.crosswalks.vocabularies import oparl_list
from ...graph.export import export
from ...graph.store import Archive

POLITE: Final = 10
"""How far behind others this process stands for the processor."""


def main(store: str, format: str, kind: str = "", body: str = "") -> None:
    """Write the whole crosswalk, or the object list of a class."""
    if sys.platform != "win32":
        os.nice(POLITE)
    with Archive(Path(store), read_only=True) as archive:
        if kind:
            sys.stdout.buffer.writelines(oparl_list(archive, kind, body or None))
        else:
            export(archive, format, sys.stdout.buffer)


if __name__ == "__main__":
    main(*sys.argv[1:])
