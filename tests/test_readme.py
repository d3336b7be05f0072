"""What the README shows is what one sees."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BIN = Path(sys.executable).parent


def sessions():
    """The commands of the README's console blocks, each with what it shows below it; `…` stands for lines left out."""
    for block in re.findall(r"```console\n(.*?)```", README, re.S):
        yield from re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.M)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("readme")
    (place / "examples").symlink_to(ROOT / "examples")
    run("sagsgang build examples --store store", place)
    return place


def run(command, place):
    words = shlex.split(command)
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        [str(BIN / words[0]), *words[1:]], cwd=place, env=environment, capture_output=True, text=True, timeout=120
    )
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.mark.parametrize(("command", "shown"), list(sessions()), ids=[c for c, _ in sessions()])
def test_a_command_answers_as_the_readme_shows(command, shown, folder):
    answer = [line.rstrip() for line in run(command, folder).splitlines()]
    for part in re.split(r"^…\n", shown, flags=re.M):
        lines = [line.rstrip() for line in part.splitlines()]
        assert any(answer[i : i + len(lines)] == lines for i in range(len(answer) - len(lines) + 1)), "\n".join(answer)


def test_what_the_readme_links_to_is_there():
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_names_the_two_commands_that_make_knows():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    shown = re.findall(r"^make (\w+)", README, re.M)
    assert {"run", "test"} <= {target for target in shown if f"\n{target}:" in makefile}
