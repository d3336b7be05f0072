"""The documents that have gold: their files, layout families, and whether the rules were written with them in view."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from likeness import Node
from sagsgang.graph.mapping import stated
from sagsgang.graph.minutes import minutes
from sagsgang.graph.register import without_places
from sagsgang.graph.store import Archive

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
SHARED = ROOT.parent / "shared"
OURS = TESTS / "minutes"
_GOLD = ".gold.json"
_UNTOLD = {"family": "not told", "seen": True}


@dataclass(frozen=True, slots=True)
class Document:
    """One document with gold.

    `seen` says that rules were written or mended with it in view: its score is a training figure. `ours` that it stands
    in this repository; others stand beside it, and may be absent.
    """

    corpus: str
    name: str
    path: Path
    gold: Path
    family: str
    seen: bool

    @property
    def ours(self) -> bool:
        return self.path.is_relative_to(ROOT)


def documents() -> list[Document]:
    """All documents with gold that are here, by corpus and name."""
    told = tomllib.loads((OURS / "families.toml").read_text("utf-8"))
    found = []
    for corpus, golden, folder in _corpora():
        names = [path.name.removesuffix(_GOLD) for path in sorted(golden.glob(f"*{_GOLD}"))]
        for name in names:
            nearer = [other for other in names if other.startswith(f"{name}.")]
            files = [path for path in sorted(folder.glob(f"{name}*")) if _is_of(path, name)]
            paths = [path for path in files if not any(_is_of(path, other) for other in nearer)]
            for path in paths:
                each = name if len(paths) == 1 else path.name
                about = told.get(corpus, {}).get(name, _UNTOLD)
                found.append(Document(corpus, each, path, golden / f"{name}{_GOLD}", about["family"], about["seen"]))
    return found


def _corpora() -> Iterator[tuple[str, Path, Path]]:
    """Each folder of gold, and the folder of the documents it is about."""
    yield "minutes", OURS, OURS
    for golden in sorted(path for path in (TESTS / "gold").glob("*") if path.is_dir()):
        beside = SHARED / "minutes" / golden.name
        yield golden.name, golden, beside if beside.is_dir() else golden
    for name in ("practice", "seeds"):
        yield name, SHARED / "minutes" / name, SHARED / "minutes" / name


def _is_of(path: Path, name: str) -> bool:
    """`NAME.txt`, `NAME.acadre.xml` or `NAME` itself is what the gold of that name is about, where none is nearer."""
    return not path.name.endswith(_GOLD) and (path.name == name or path.name.startswith(f"{name}."))


def gold(document: Document) -> Node:
    """What a careful reader finds in a document."""
    return cast(Node, json.loads(document.gold.read_text("utf-8")))


@cache
def answer(path: Path, register: bool = True) -> Node:
    """One document's JSON, read back out of the graph; without the register of places when asked so."""
    if not register:
        with without_places():
            return _read(path)
    return _read(path)


def _read(path: Path) -> Node:
    graph = stated(path.read_bytes(), path.name)
    with Archive() as archive:
        archive.put(graph, path.name)
        return cast(Node, minutes(archive, graph.document))
