"""The vocabulary as a store has it: the labels that queries show."""

from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from .. import ontology
from ..ontology import ONTOLOGY_IRI
from .blanks import has_blank

_FILES = ("sagsgang.ttl", "doubts.ttl", "outcomes.ttl", "bodytypes.ttl")


@cache
def schemes() -> bytes:
    """The vocabulary as N-Quads of a graph of its own; statements that need a blank node stay outside."""
    texts = (files(ontology).joinpath(name).read_bytes() for name in _FILES)
    said = (quad for text in texts for quad in parse(text, RdfFormat.TURTLE, base_iri=str(ONTOLOGY_IRI)))
    graph = NamedNode(str(ONTOLOGY_IRI))
    named = (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in said if not has_blank(quad))
    return "".join(f"{quad} .\n" for quad in named).encode()
