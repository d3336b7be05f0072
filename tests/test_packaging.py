"""What a user installs is what stands in the folders: as wheel, from the sdist and in editable mode."""

import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("graph", "ontology", "shapes", "queries", "api")
DATA = {".ttl", ".rq", ".jsonld"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CARRIED = (*FOLDERS, "tests", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE", "Makefile")

LOOK_INSIDE = """
import sagsgang.ontology, sagsgang.shapes, sagsgang.queries, sagsgang.graph.mapping, sagsgang.api.cli, sagsgang.api.app
print(sagsgang.ontology.__file__)
print(len(sagsgang.ontology.ontology_graph()), len(sagsgang.ontology.place_graphs()), len(sagsgang.queries.names()))
"""


def on_disk() -> set[str]:
    """Every file that must reach the user, as it is called in the wheel."""
    files = (path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file())
    return {
        f"sagsgang/{path.as_posix()}"
        for path in files
        if path.suffix in {".py", *DATA} or path.name == "py.typed" or {"static", "templates"} & set(path.parts)
    }


def build(source: Path, out: Path, *options: str) -> Path:
    """Build with the tools at hand and yield the folder of what came out."""
    command = [sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", str(out), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project without what earlier builds left in it."""
    copy = tmp_path_factory.mktemp("tree")
    for name in CARRIED:
        source, target = ROOT / name, copy / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return copy


@pytest.fixture(scope="session")
def distributions(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, and the wheel that is built out of it."""
    return build(tree, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def wheel(distributions: Path) -> Path:
    return next(distributions.glob("*.whl"))


def names(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def test_every_folder_with_code_is_a_package_of_the_project() -> None:
    folders = {path.parent.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")}
    expected = {".".join(["sagsgang", *folder.parts]) for folder in folders}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == expected


def test_every_package_says_that_it_is_typed() -> None:
    packages = {path.parent for folder in FOLDERS for path in (ROOT / folder).rglob("__init__.py")}
    assert [str(path) for path in packages if not (path / "py.typed").exists()] == []


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip().startswith('"') and ">=" in line and "," in line]
    assert len(lines) == sum(
        map(len, [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()])
    )
    assert [line for line in lines if "#" not in line] == []


def test_the_wheel_holds_every_file_of_the_folders(wheel: Path) -> None:
    assert on_disk() - names(wheel) == set()


def test_only_sagsgang_stands_at_the_top_of_the_wheel(wheel: Path) -> None:
    assert {name.split("/")[0] for name in names(wheel)} == {"sagsgang"}


def test_the_wheel_of_the_tree_is_the_wheel_of_the_sdist(tree: Path, wheel: Path, tmp_path: Path) -> None:
    assert names(next(build(tree, tmp_path, "--wheel").glob("*.whl"))) == names(wheel)


def test_the_sdist_holds_every_file_and_the_suite(distributions: Path) -> None:
    with tarfile.open(next(distributions.glob("*.tar.gz"))) as archive:
        held = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    tests = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py")}
    assert {name.removeprefix("sagsgang/") for name in on_disk()} | tests | {"LICENSE", "Makefile"} <= held


def test_the_installed_wheel_loads_its_own_data(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--quiet", str(wheel)]
    subprocess.run(install, check=True)
    site = next(home.glob("lib/python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    answer = subprocess.run(
        [python, "-I", "-c", LOOK_INSIDE], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert answer.returncode == 0, answer.stderr
    place, counts = answer.stdout.splitlines()
    assert Path(place).is_relative_to(home)
    assert all(int(count) > 0 for count in counts.split())
    version = subprocess.run([home / "bin" / "sagsgang", "--help"], capture_output=True, text=True, check=False)
    assert "build" in version.stdout
