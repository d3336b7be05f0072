"""Paths: the ways of cases between bodies, as networkx graphs and as paths with the cases that show them."""

from .bodies import Body, UnknownBody, bodies, called
from .finding import BodyPath, Journey, paths
from .routes import Variant, body_graph, matrix, variants
from .ways import Status, Step, Way, case_way, ways

__all__ = [
    "Body",
    "BodyPath",
    "Journey",
    "Status",
    "Step",
    "UnknownBody",
    "Variant",
    "Way",
    "bodies",
    "body_graph",
    "called",
    "case_way",
    "matrix",
    "paths",
    "variants",
    "ways",
]
