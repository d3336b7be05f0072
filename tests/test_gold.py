"""What is read from minutes is what a careful reader finds in them."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from sagsgang.graph.mapping import stated
from sagsgang.graph.minutes import minutes
from sagsgang.graph.store import Archive

ROOT = Path(__file__).parents[1]
OURS = ROOT / "tests" / "minutes"
NAMES = sorted(path.name.removesuffix(".gold.json") for path in OURS.glob("*.gold.json"))

Node = Mapping[str, object]


def document(folder: Path, name: str) -> Path:
    """The file that the gold of this name is about."""
    return next(path for path in sorted(folder.glob(f"{name}.*")) if not path.name.endswith(".gold.json"))


def answer(path: Path) -> Node:
    """One document's JSON, read back out of the graph."""
    graph = stated(path.read_bytes(), path.name)
    with Archive() as archive:
        archive.put(graph, path.name)
        return cast(Node, minutes(archive, graph.document))


@cache
def ours(name: str) -> Node:
    return answer(document(OURS, name))


def gold(name: str) -> Node:
    return cast(Node, json.loads((OURS / f"{name}.gold.json").read_text("utf-8")))


def nodes(node: Node, key: str) -> list[Node]:
    return cast(list[Node], node.get(key) or [])


def told(value: object) -> object:
    """Letter case, and a full stop at the end, do not count."""
    return value.casefold().rstrip(".") if isinstance(value, str) else value


def header(node: Node) -> Iterator[object]:
    meeting = cast(Node, node["meeting"])
    yield from map(told, (node["municipality"], node["body"]))
    yield from (told(meeting[key]) for key in ("date", "start", "end", "place", "kind"))


def people(node: Node) -> Iterator[object]:
    for person in nodes(node, "members") + nodes(node, "absent"):
        yield person["name"], person.get("party"), person.get("substitute")


def items(node: Node) -> Iterator[object]:
    for item in nodes(node, "items"):
        numbers = frozenset(cast(list[str], item["case_numbers"]))
        yield item["number"], told(item["title"]), item["open"], numbers, item["recommendation"]


def attachments(node: Node) -> Iterator[object]:
    for item in nodes(node, "items"):
        for one in nodes(item, "attachments"):
            yield item["number"], one["number"], told(one["title"]), one["open"], one["journal"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("part", [header, people, items, attachments])
def test_what_is_printed_plainly_is_read_exactly(name: str, part: Callable[[Node], Iterator[object]]) -> None:
    assert list(part(ours(name))) == list(part(gold(name)))


@pytest.mark.parametrize("name", NAMES)
def test_every_outcome_read_is_one_the_reader_accepts(name: str) -> None:
    found = {told(item["title"]): item["decision_outcome"] for item in nodes(ours(name), "items")}
    for item in nodes(gold(name), "items"):
        accepted = [item["decision_outcome"], *cast(list[object], item.get("outcome_alternatives") or [])]
        assert found.get(told(item["title"])) in accepted or item["sub_items"], item["title"]
