"""The gold score of the documents that stand beside the clone, held against the floors of tests/floors.toml."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
OURS = ROOT / "tests" / "minutes"
COMMAND = f"{Path(sys.executable).with_name('sagsgang')} minutes {{}} --json"


def scores(folder: Path) -> dict[str, float]:
    """Score a folder of minutes: the macro F1 of each document, and `macro` of all together."""
    scorer = [sys.executable, str(SHARED / "gold" / "score.py"), str(folder), "--run", COMMAND, "--each"]
    answer = subprocess.run(scorer, capture_output=True, text=True, check=False)
    print(f"-- {folder.name}", answer.stdout, answer.stderr, sep="\n")
    each = re.findall(r"^(\S+) +macro F1 ([\d.]+)$", answer.stdout, re.MULTILINE)
    total = re.findall(r"; (macro) F1 ([\d.]+)$", answer.stdout, re.MULTILINE)
    return {name: float(score) for name, score in each + total}


def main() -> int:
    """Answer 1 when a score is below its floor."""
    if not SHARED.is_dir():
        print("no gold beside this clone: not scored")
        return 0
    floors = tomllib.loads((ROOT / "tests" / "floors.toml").read_text("utf-8"))
    low = 0
    for folder, least in floors.items():
        found = scores(OURS if folder == OURS.name else SHARED / "minutes" / folder)
        for name, floor in least.items():
            if found.get(name, 0.0) < floor:
                print(f"{folder}/{name}: {found.get(name, 0.0):.3f} is below its floor {floor:.3f}")
                low += 1
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
