"""Programs for processes that tests kill, or hold back: each takes the path of a store."""

from pathlib import Path

_START = f"""
import sys, time
sys.path.insert(0, {str(Path(__file__).parent)!r})
from sagsgang.graph.store import Archive, StoreError
from stating import Item, Paper, state
def paper(number):
    return Paper("DIR", "2025-01-13", tuple(Item(f"Sag {{number}}-{{each}}") for each in range(200)))
"""

HOLDING = f"""{_START}
from pathlib import Path
archive = Archive(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""

ENDLESS = f"""{_START}
from itertools import count
from pathlib import Path
with Archive(Path(sys.argv[1])) as archive:
    print("open", flush=True)
    for number in count():
        archive.put(state(paper(number)), f"{{number % 7}}.txt", "papers")
"""

FULL_DISK = f"""{_START}
import resource, signal
from itertools import count
from pathlib import Path
with Archive(Path(sys.argv[1])) as archive:
    archive.put(state(paper(0)))
    print(state(paper(0)).document)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, resource.RLIM_INFINITY))
    try:
        for number in count(1):
            archive.put(state(paper(number)))
            print(state(paper(number)).document)
    except StoreError as error:
        print(error)
"""
