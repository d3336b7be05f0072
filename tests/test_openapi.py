"""The description of the HTTP interface, held against a running server by a stranger's tool."""

import subprocess
import sys
from pathlib import Path

import pytest
from serving import served

SETTINGS = Path(__file__).parents[1] / "schemathesis.toml"


@pytest.mark.long
def test_schemathesis_finds_nothing(lyngholm: Path, tmp_path: Path) -> None:
    words = [
        "--max-examples",
        "3",
        "--seed",
        "1",
        "--generation-database",
        "none",
        "--continue-on-failure",
        "--no-color",
    ]
    with served(lyngholm) as address:
        told = [f"{address}/openapi.json", *words, "--request-timeout", "60"]
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(SETTINGS), "run", *told]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
