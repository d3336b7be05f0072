"""What things of a class tell and what the values are, as partitions of VoID (W3C Interest Group Note, 3 March 2011).

They are the same for every store: what this program writes. Of each property of a class they tell to which classes it
leads, and of which datatypes its values are (`void-ext:datatypePartition`, which the makers of such descriptions have
agreed on). How many there are of each is counted when somebody asks (`/.well-known/void`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Final, TypeAlias

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from ... import ontology
from ...ontology import ID, PREFIXES, RDF, VOID
from ..quads import data

DATASET: Final = data("dataset")
VOID_EXT: Final = "http://ldf.fi/void-ext#"
FILE: Final = "partitions.ttl"
Shape: TypeAlias = tuple[str, str, str, str]
"""A class, a property that its things have, and what a value is: `class` or `datatype`, and which; or empty texts."""


def partitions() -> Iterator[Triple]:
    """The partitions that `ontology/partitions.ttl` tells."""
    for quad in parse(files(ontology).joinpath(FILE).read_bytes(), RdfFormat.TURTLE):
        yield Triple(quad.subject, quad.predicate, quad.object)


def written(shapes: Iterable[Shape]) -> str:
    """Shapes as the partitions of VoID, in Turtle, the same text for the same shapes."""
    said = sorted({triple for shape in shapes for triple in _said(*shape)}, key=str)
    dataset = Triple(NamedNode(DATASET), NamedNode(str(RDF.type)), NamedNode(str(VOID.Dataset)))
    prefixes = {**PREFIXES, "void-ext": VOID_EXT, "part": f"{DATASET}#"}
    return (serialize([dataset, *said], None, RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def part(whole: str, kind: str, of: str) -> str:
    """A part's IRI, by the short name of what it is of: `…/dataset#class/sag-Case/property/dct-title`."""
    start = f"{whole}/{kind}" if "#" in whole else f"{whole}#{kind}"
    for prefix, space in PREFIXES.items():
        if of.startswith(space) and space != ID:
            return f"{start}/{prefix}-{of.removeprefix(space)}"
    return f"{start}/{of.rpartition('/')[2].rpartition('#')[2]}"


def _said(class_: str, property_: str, kind: str, of: str) -> Iterator[Triple]:
    yield from _is_part(DATASET, "class", class_)
    whole = part(DATASET, "class", class_)
    yield from _is_part(whole, "property", property_)
    if kind:
        yield from _is_part(part(whole, "property", property_), kind, of)


def _is_part(whole: str, kind: str, of: str) -> Iterator[Triple]:
    its, space = NamedNode(part(whole, kind, of)), VOID_EXT if kind == "datatype" else str(VOID)
    yield Triple(NamedNode(whole), NamedNode(f"{space}{kind}Partition"), its)
    yield Triple(its, NamedNode(f"{space}{kind}"), NamedNode(of))
