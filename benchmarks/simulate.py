"""Invent municipalities whose truth is known, and write their minutes.

python benchmarks/simulate.py --seed 7 --into DIR

Beside the documents stand what a careful reader finds in each (NAME.gold.json), what is true of each municipality
(truth/NAME.json, truth/NAME.nq), and its reforms as a register tells them (truth/NAME.ttl). The same seed gives the
same bytes. docs/simulator.md tells what is in it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from world.register import register
from world.statements import statements
from world.town import Town

FIRST_YEAR = 2023


def world(seed: int, municipalities: int = 3, years: int = 4, first_year: int = FIRST_YEAR) -> Iterator[Town]:
    """The municipalities of a world, one after the other; each is forgotten when the next begins.

    Read a town's `documents()` once, then its `truth`. `years` are calendar years from `first_year` on.
    """
    for index in range(municipalities):
        yield Town(seed, index, years, first_year)


def write(seed: int, into: Path, municipalities: int, years: int, documents: int | None = None) -> int:
    """Write a world into a folder, at most so many documents; the result is how many were written."""
    count = 0
    for town in world(seed, municipalities, years):
        for document in town.documents():
            if documents is None or count < documents:
                path = into / document.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(document.data)
                path.with_name(f"{path.stem}.gold.json").write_bytes(document.gold_bytes)
                count += 1
        folder = into / "truth"
        folder.mkdir(parents=True, exist_ok=True)
        truth = json.dumps(town.truth.json(), ensure_ascii=False, indent=1)
        (folder / f"{town.truth.slug}.json").write_text(truth + "\n", "utf-8")
        with (folder / f"{town.truth.slug}.nq").open("w", encoding="utf-8") as out:
            out.writelines(statements(town.truth.json(), town.truth.slug))
        (folder / f"{town.truth.slug}.ttl").write_text(register(town.truth), "utf-8")
        if documents is not None and count >= documents:
            break
    return count


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--municipalities", type=int, default=3)
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument("--documents", type=int, help="write no more than these")
    parser.add_argument("--into", type=Path, required=True)
    asked = parser.parse_args()
    count = write(asked.seed, asked.into, asked.municipalities, asked.years, asked.documents)
    print(f"{count} documents in {asked.into}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
