"""How sure each ground is by which items are held to be one case: python benchmarks/identity.py --seed 7.

Counts, in an invented world, the items that each ground brought to the right case and the proposals that are right;
`--bare` takes all case numbers out first, so that titles and what documents say of each other must do alone. The
confidences of `graph/resolve/grounds.py` are these shares by Laplace's rule of succession.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
from sagsgang.graph.build import build
from sagsgang.graph.resolve import conclude
from sagsgang.graph.store import Archive
from sagsgang.ontology import SAG
from simulate import world
from world.answers import found, matched
from world.town import Town

ITEMS = f"SELECT ?item ?case ?why {{ ?case <{SAG.item}> ?item . ?item <{SAG.identityBasis}> ?why }}"
PROPOSED = f"""SELECT ?one ?other ?why {{ ?p <{SAG.proposes}> ?one, ?other ; <{SAG.identityBasis}> ?why
    FILTER(STR(?one) < STR(?other)) ?one a <{SAG.Case}> }}"""
NUMBERS = f"DELETE WHERE {{ GRAPH ?graph {{ ?item <{SAG.caseNumber}> ?number }} }}"


def grounds(town: Town, bare: bool) -> tuple[Counter[str], Counter[str]]:
    """How many items and proposals each ground has in a town, and how many of them are right."""
    with tempfile.TemporaryDirectory() as folder, Archive() as archive:
        for document in town.documents():
            path = Path(folder) / document.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(document.data)
        build([Path(folder)], archive)
        if bare:
            archive.store.update(NUMBERS)
            conclude(archive)
        return _counted(town, archive)


def _counted(town: Town, archive: Archive) -> tuple[Counter[str], Counter[str]]:
    truly = _truth(town, archive)
    of: dict[str, Counter[str]] = defaultdict(Counter)
    rows = [(row[0].value, row[1].value, row[2].value) for row in _rows(archive, ITEMS)]
    for item, case, _ in rows:
        of[case].update([truly[item]] if item in truly else [])
    seen, right = Counter[str](), Counter[str]()
    for item, case, why in rows:
        if item in truly:
            seen[why] += 1
            right[why] += truly[item] == of[case].most_common(1)[0][0]
    for one, other, why in ((row[0].value, row[1].value, row[2].value) for row in _rows(archive, PROPOSED)):
        ends = [_first(archive, case, truly) for case in (one, other)]
        if all(ends):
            seen[f"proposed: {why}"] += 1
            right[f"proposed: {why}"] += ends[0] == ends[1]
    return seen, right


def _truth(town: Town, archive: Archive) -> dict[str, str]:
    """The true case of each item that was read."""
    told, result = found(archive), {}
    for document in town.truth.json()["documents"]:
        pairs = matched(document, told.items.get(told.documents.get(document["document"], ""), []))
        for item in document["items"]:
            row = pairs.get(item["position"])
            if row and item["case"]:
                result[row["item"]] = item["case"]
    return result


def _first(archive: Archive, case: str, truly: dict[str, str]) -> str | None:
    """The true case of the first item of a case."""
    links = archive.store.quads_for_pattern(ox.NamedNode(case), ox.NamedNode(str(SAG.item)), None)
    return next((truly[item] for item in sorted(link.object.value for link in links) if item in truly), None)


def _rows(archive: Archive, query: str) -> ox.QuerySolutions:
    rows = archive.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return rows


def main() -> int:
    """Print each ground with its share and the confidence that follows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--municipalities", type=int, default=3)
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument("--bare", action="store_true", help="take the case numbers out first")
    asked = parser.parse_args()
    seen, right = Counter[str](), Counter[str]()
    for town in world(asked.seed, asked.municipalities, asked.years):
        some, good = grounds(town, asked.bare)
        seen, right = seen + some, right + good
    for why, times in sorted(seen.items()):
        sure = int((right[why] + 1) / (times + 2) * 20) / 20
        sys.stdout.write(f"{why:55} {right[why]:6} of {times:6}   {sure:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
