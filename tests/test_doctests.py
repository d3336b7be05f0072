"""The examples in the docstrings answer what they say."""

import doctest
import importlib
import pkgutil

import pytest

FOLDERS = ("graph", "ontology", "shapes", "queries", "api")


def modules() -> list[str]:
    """Every module of the installed package but the one that runs when it is imported."""
    names = []
    for folder in FOLDERS:
        package = importlib.import_module(f"sagsgang.{folder}")
        inside = (found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))
        names += [package.__name__, *(name for name in inside if not name.endswith(".__main__"))]
    return names


@pytest.mark.parametrize("name", modules())
def test_the_examples_in_docstrings_hold(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert failed == 0
