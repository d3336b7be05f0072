"""What there is, in numbers: VoID (W3C Interest Group Note, 3 March 2011), its partitions by class and property.

Of each property of a class it tells to which classes it leads, and of which datatypes its values are
(`void-ext:datatypePartition`, which the makers of such descriptions have agreed on).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ...ontology import DCT, ID, ONTOLOGY_IRI, PREFIXES, RDF, VOID
from ..quads import data
from ..resolve.reading import Asked, ask

DATASET: Final = data("dataset")
VOID_EXT: Final = "http://ldf.fi/void-ext#"


def partitions(archive: Asked) -> Iterator[Triple]:
    """The dataset that a store holds, with its partitions."""
    classes = {row["class"]: int(row["entities"]) for row in ask(archive, "description/classes")}
    properties = {row["property"]: int(row["triples"]) for row in ask(archive, "description/properties")}
    if not properties:
        return
    yield from _say(DATASET, RDF.type, NamedNode(str(VOID.Dataset)))
    yield from _say(DATASET, DCT.title, Literal("Sagsgang", language="da"))
    yield from _say(DATASET, VOID.uriSpace, Literal(ID))
    yield from _say(DATASET, VOID.vocabulary, NamedNode(str(ONTOLOGY_IRI)))
    yield from _say(DATASET, VOID.triples, Literal(sum(properties.values())))
    yield from _say(DATASET, VOID.classes, Literal(len(classes)))
    yield from _say(DATASET, VOID.properties, Literal(len(properties)))
    for name, count in sorted(properties.items()):
        part = yield from _part(DATASET, "property", name)
        yield from _say(part, VOID.triples, Literal(count))
    for name, count in sorted(classes.items()):
        part = yield from _part(DATASET, "class", name)
        yield from _say(part, VOID.entities, Literal(count))
    yield from _within(archive, classes)


def _within(archive: Asked, classes: dict[str, int]) -> Iterator[Triple]:
    """The properties that things of a class have, and what their values are."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    kinds: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in ask(archive, "description/values"):
        pair = row["class"], row["property"]
        counts[pair] += int(row["triples"])
        kinds[pair] |= {("datatype", row["datatype"])} if "datatype" in row else set()
    for row in ask(archive, "description/links"):
        if row["target"] in classes:
            kinds[row["class"], row["property"]].add(("class", row["target"]))
    for (name, property_), count in sorted(counts.items()):
        if name not in classes:  # of the description itself
            continue
        part = yield from _part(_name(DATASET, "class", name), "property", property_)
        yield from _say(part, VOID.triples, Literal(count))
        for kind, of in sorted(kinds[name, property_]):
            yield from _part(part, kind, of)


def _part(whole: str, kind: str, of: str) -> Generator[Triple, None, str]:
    """Say that a whole has a part by a class, property or datatype; the result is the part's IRI."""
    part, space = _name(whole, kind, of), VOID_EXT if kind == "datatype" else str(VOID)
    yield from _say(whole, f"{space}{kind}Partition", NamedNode(part))
    yield from _say(part, f"{space}{kind}", NamedNode(of))
    return part


def _name(whole: str, kind: str, of: str) -> str:
    """A part's IRI, by the short name of what it is of: `…/dataset#class/sag-Case/property/dct-title`."""
    start = f"{whole}/{kind}" if "#" in whole else f"{whole}#{kind}"
    for prefix, space in PREFIXES.items():
        if of.startswith(space):
            return f"{start}/{prefix}-{of.removeprefix(space)}"
    return f"{start}/{of.rpartition('/')[2].rpartition('#')[2]}"


def _say(subject: str, property_: str, value: NamedNode | Literal) -> Iterator[Triple]:
    yield Triple(NamedNode(subject), NamedNode(str(property_)), value)
