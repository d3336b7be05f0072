r"""How many documents of 14 kB one core reads to facts in a second, beside passes of `\w+` over the same texts.

Every document is read once, so that no reading profits from an earlier one of the same sentences.

python benchmarks/reading.py [FOLDER…]
"""

import re
import sys
from pathlib import Path
from time import process_time

from sagsgang.graph.extract import extract
from sagsgang.graph.formats import read
from sagsgang.graph.source import freeze

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "minutes" / "seeds"
OURS = [ROOT / "examples", ROOT / "tests" / "minutes", ROOT / "tests" / "gold" / "layouts"]
DOCUMENT = 14_000
PASSES = 50
WORD = re.compile(r"\w+")


def documents(folders: list[Path]) -> list[bytes]:
    """The minutes of some folders."""
    files = [path for folder in folders for path in sorted(folder.iterdir())]
    return [path.read_bytes() for path in files if path.suffix in (".txt", ".md") and path.stem != "README"]


def facts(found: list[bytes]) -> float:
    """The time of one core for reading documents to facts."""
    start = process_time()
    for document in found:
        extract(read(document))
    return process_time() - start


def words(found: list[bytes]) -> float:
    """The time of one core for one pass over the words of documents."""
    texts = [freeze(document).text for document in found]
    start = process_time()
    for _ in range(PASSES):
        for text in texts:
            WORD.findall(text)
    return (process_time() - start) / PASSES


def main() -> None:
    """Print the rate of both, and their ratio."""
    folders = [Path(folder) for folder in sys.argv[1:]] or [*OURS, SEEDS]
    first, *rest = documents([folder for folder in folders if folder.is_dir()])
    extract(read(first))  # compiles the patterns
    ours, peer = facts(rest), words(rest)
    size = sum(map(len, rest)) / DOCUMENT
    print(f"{len(rest)} documents, together {size:.1f} of 14 kB")
    print(f"words only {size / peer:9.1f} documents of 14 kB a second a core")
    print(f"facts      {size / ours:9.1f} documents of 14 kB a second a core, 1/{ours / peer:.0f} of that")


if __name__ == "__main__":
    main()
