"""How long a build takes from the command line, start included, beside a bare import of the engines in the same run."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "minutes" / "seeds"
COMMAND = Path(sys.executable).with_name("sagsgang")
ROUNDS = 3


def seconds(*command: str) -> float:
    """Run a command and say how long it took; findings (exit 1) are an answer too."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
    return time.perf_counter() - start


def build(folder: Path) -> float:
    """Build a folder into a new store."""
    with tempfile.TemporaryDirectory() as fresh:
        return seconds(str(COMMAND), "build", str(folder), "--store", f"{fresh}/store")


def main() -> None:
    """Print the best of some rounds of each, in turns, and their ratio."""
    folder = SEEDS if SEEDS.is_dir() else ROOT / "examples"
    rounds = [(seconds(sys.executable, "-c", "import rdflib, pyshacl"), build(folder)) for _ in range(ROUNDS)]
    peer, ours = (min(column) for column in zip(*rounds, strict=True))
    print(f"import rdflib, pyshacl   {peer:6.2f} s")
    print(f"sagsgang build {folder.name:9} {ours:6.2f} s   {ours / peer:.1f} times the import")


if __name__ == "__main__":
    main()
