"""What the store says of one resource, and its writing in each form."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryTriples, Triple, serialize

from ...graph import jsonld
from ...graph.catalogue import LOCAL
from ...graph.description import DATASET, DESCRIPTION, PREFIXES_IRI
from ...graph.store import Archive
from ...ontology import PREFIXES, SAG
from ...queries import named
from .forms import WRITTEN
from .tree import framed

Node: TypeAlias = NamedNode | BlankNode | Triple
_DESCRIPTION: Final = NamedNode(DESCRIPTION)
CASE: Final = str(SAG.Case)
TREE: Final = 5_000
"""Statements of a case beyond which its JSON-LD is a list of nodes, not a tree: framing these takes about a second."""


def statements(archive: Archive, iri: str, kinds: Iterable[str]) -> list[Quad]:
    """What is said of a resource and of its parts in the description, in the order of graphs; of a case, all of it.

    Where files lie is left out.
    """
    if CASE not in kinds:
        said: Iterable[Quad] = chain(archive.store.quads_for_pattern(NamedNode(iri), None, None), _parts(archive, iri))
    else:
        found = archive.query(named("case_whole").bind({"case": iri}))
        if not isinstance(found, QueryTriples):
            raise TypeError("case_whole constructs a graph")
        said = (quad for triple in set(found) for quad in archive.store.quads_for_pattern(*_terms(triple)))
    return sorted({quad for quad in said if quad.graph_name not in LOCAL}, key=_order)


def _parts(archive: Archive, iri: str) -> Iterator[Quad]:
    """What the description says of `…/dataset#class/sag-Case`."""
    if iri in (DATASET, PREFIXES_IRI):
        for quad in archive.store.quads_for_pattern(None, None, None, _DESCRIPTION):
            if str(quad.subject).startswith(f"<{iri}#"):
                yield quad


def _terms(triple: Triple) -> tuple[Node, NamedNode, Node | Literal]:
    return triple.subject, triple.predicate, triple.object


def _order(quad: Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad.triple)


def written(quads: Sequence[Quad], iri: str, ending: str, context: str) -> bytes:
    """Write statements in the form of an ending; JSON and JSON-LD name the context by its address.

    Raises Unwritable for what JSON-LD cannot say.
    """
    if ending == "trig":
        return serialize(quads, None, WRITTEN[ending], prefixes=dict(PREFIXES)) or b""
    by_text = {str(quad.triple): quad.triple for quad in quads}
    said = [by_text[text] for text in sorted(by_text)]
    if ending in WRITTEN:
        return serialize(said, None, WRITTEN[ending], prefixes=dict(PREFIXES)) or b""
    nodes = json.loads("".join(jsonld.write(Quad(*_terms(each)) for each in said)))
    tree = framed(nodes, iri, context) if len(nodes["@graph"]) and len(quads) < TREE else {**nodes, "@context": context}
    return json.dumps(tree, ensure_ascii=False, indent=1).encode()
