"""Write ontology/partitions.ttl anew, the shape of the graph as VoID: python benchmarks/partitions.py.

It is read off the examples and an invented world: which properties things of a class have, and what their values are.
A test says when a store has what the file does not tell.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import QuerySolutions
from sagsgang.graph.build import build
from sagsgang.graph.description.partitions import Shape, written
from sagsgang.graph.mapping import stated
from sagsgang.graph.resolve import conclude
from sagsgang.graph.store import Archive
from sagsgang.ontology import ID
from simulate import world

ROOT = Path(__file__).parents[1]
FILE = ROOT / "ontology" / "partitions.ttl"
SEED, TOWNS, YEARS = 5, 2, 2
NOT_COUNTED = ", ".join(f"<{ID}graph/{each}>" for each in ("files", "takedowns", "catalogue", "description"))
FOUND = f"""SELECT DISTINCT ?class ?property ?target ?datatype WHERE {{
  GRAPH ?graph {{ ?one ?property ?other }}
  FILTER(?graph NOT IN ({NOT_COUNTED}, <https://w3id.org/sagsgang/ontology/>))
  ?one a ?class .
  OPTIONAL {{ ?other a ?target }}
  BIND(DATATYPE(?other) AS ?datatype)
}}"""


def shapes(archive: Archive) -> Iterator[Shape]:
    """What a store tells of its classes: class, property, and `class` or `datatype` with its IRI, or neither."""
    found = archive.query(FOUND)
    assert isinstance(found, QuerySolutions)
    for row in found:
        target, datatype = row["target"], row["datatype"]
        kind = ("class", target.value) if target else ("datatype", datatype.value) if datatype else ("", "")
        yield row["class"].value, row["property"].value, *kind


def main() -> None:
    """Build, look, and write."""
    found: set[Shape] = set()
    with Archive() as archive:
        build([ROOT / "examples"], archive)
        found |= set(shapes(archive))
    for town in world(SEED, TOWNS, YEARS):
        with Archive() as archive:
            archive.furnish()
            for document in town.documents():
                archive.put(stated(document.data, document.name), document.name)
            conclude(archive)
            found |= set(shapes(archive))
    FILE.write_text(written(found), "utf-8")
    sys.stdout.write(f"{FILE.relative_to(ROOT)}: {len(found)} shapes\n")


if __name__ == "__main__":
    main()
