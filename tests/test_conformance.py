"""The checks that the W3C made for SPARQL 1.0 and 1.1, over HTTP: kept beside the project, else they are skipped."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sagsgang.graph.export import load
from sagsgang.graph.store import Archive
from serving import served

CHECKS = Path(__file__).parents[2] / "shared" / "conformance"
pytestmark = pytest.mark.skipif(not CHECKS.is_dir(), reason="the W3C's checks are not beside the project")
RIGHT = 789
"""Of 832: the engine answers 795; three of these ask another service, two have 2.3 million rows, one ends it."""


def check(name: str, *arguments: str) -> str:
    """What a check prints; it ends with 1 when something failed."""
    command = [sys.executable, str(CHECKS / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False).stdout


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("w3c")
    check("sparql_eval_check.py", "preload-file", str(folder / "data.nq"))
    with Archive(folder / "store") as archive:
        load(folder / "data.nq", archive)
    with served(folder / "store") as address:
        yield address


def test_queries_are_understood_and_answered(address: str) -> None:
    told = check("sparql_eval_check.py", "preload", address, "--query", "/sparql")
    found = re.search(r"(\d+) passed, (\d+) failed, \d+ not applicable in", told)
    assert found is not None, told
    assert int(found[1]) >= RIGHT, told
    assert int(found[1]) + int(found[2]) == 832


def test_the_protocol_is_kept_whole(address: str) -> None:
    told = check("sparql_protocol_check.py", address, "--query", "/sparql", "--update", "/sparql", "--mode", "ro")
    assert "127 passed, 0 failed, 0 skipped" in told, told
