"""The house: what may import what, and how big a room may be."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("graph", "ontology", "shapes", "queries", "api")
LAYERS = """
ontology shapes queries
graph.masking graph.refusal graph.decoding graph.source graph.clock graph.formats graph.places graph.register
graph.flattened graph.labels graph.looks graph.pages graph.contents graph.series graph.headings graph.prose
graph.sections
graph.facts graph.extract
graph.quads graph.doubts graph.evidence graph.mapping graph.edition graph.memory graph.disk
graph.sorting graph.blanks graph.schemes
graph.catalogue graph.changes graph.corrections graph.differing graph.parts graph.store graph.resolve
graph.description
graph.withheld graph.candidates graph.parallel graph.standing graph.build graph.erasing graph.takedown graph.harvest
graph.view graph.review
graph.paths graph.minutes graph.jsonld graph.rdfxml graph.cells graph.crosswalks graph.export
api
"""
ORDER = LAYERS.split()
MODULE_LINES = 300
FUNCTION_LINES = 45

FILES = sorted(path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def module(path: Path) -> str:
    """`graph/formats/text.py` is `graph.formats.text`, `graph/formats/__init__.py` is `graph.formats`."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


MODULES = {module(path): ast.parse((ROOT / path).read_text("utf-8")) for path in FILES}
PACKAGES = {module(path) for path in FILES if path.name == "__init__.py"}


def absolute(importer: str, node: ast.ImportFrom) -> str | None:
    """What `from ..ontology import SAG` names, seen from a module; None for what is not ours."""
    if node.level == 0:
        name = node.module or ""
        return name.removeprefix("sagsgang.") if name.split(".")[0] == "sagsgang" else None
    here = importer.split(".") if importer in PACKAGES else importer.split(".")[:-1]
    base = here[: len(here) - node.level + 1]
    return ".".join([*base, *filter(None, [node.module])])


def imports(importer: str) -> Iterator[str]:
    """The modules of ours that a module names in its imports, wherever in it they stand."""
    for node in ast.walk(MODULES[importer]):
        if isinstance(node, ast.Import):
            yield from (a.name.removeprefix("sagsgang.") for a in node.names if a.name.startswith("sagsgang."))
        elif isinstance(node, ast.ImportFrom) and (name := absolute(importer, node)) is not None:
            inside = [f"{name}.{a.name}".lstrip(".") for a in node.names]
            yield from (each if each in MODULES else name for each in inside)


def room(name: str) -> str:
    """The entry of the order that a module belongs to."""
    found = [entry for entry in ORDER if name == entry or name.startswith(f"{entry}.")]
    assert found, f"{name} has no place in the order of the layers"
    return found[0]


@pytest.mark.parametrize("importer", sorted(set(MODULES) - {"graph"}))
def test_a_module_imports_only_from_modules_before_it(importer: str) -> None:
    place = ORDER.index(room(importer))
    after = [name for name in imports(importer) if name != "graph" and ORDER.index(room(name)) > place]
    assert after == []


def test_the_graph_package_itself_imports_nothing() -> None:
    assert list(imports("graph")) == []


def test_nothing_outside_the_api_imports_it() -> None:
    inward = [
        name for name in MODULES if room_or_graph(name) != "api" and "api" in {i.split(".")[0] for i in imports(name)}
    ]
    assert inward == []


def room_or_graph(name: str) -> str:
    return name if name == "graph" else room(name)


def test_no_imports_go_in_a_circle() -> None:
    try:
        TopologicalSorter({name: set(imports(name)) - {name} for name in MODULES}).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_imports_between_the_folders_are_relative() -> None:
    named = [
        f"{name}:{node.lineno}"
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "sagsgang")
        or (isinstance(node, ast.Import) and any(a.name.split(".")[0] == "sagsgang" for a in node.names))
    ]
    assert named == []


def test_no_module_is_long() -> None:
    lines = {str(path): len((ROOT / path).read_text("utf-8").splitlines()) for path in FILES}
    assert {name: count for name, count in lines.items() if count > MODULE_LINES} == {}


def test_no_function_is_long() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []
