"""What was concluded to N-Quads: the concluded graph of one municipality (`docs/graph.md`), one module a theme."""

from .bodies import write_bodies, write_municipality
from .cases import write_cases, write_proposals
from .coverage import write_coverage
from .meetings import write_differences, write_meetings, write_named_meetings
from .pen import Pen, graph_iri
from .people import write_memberships, write_persons, write_posts, write_superseded

__all__ = [
    "Pen",
    "graph_iri",
    "write_bodies",
    "write_cases",
    "write_coverage",
    "write_differences",
    "write_meetings",
    "write_memberships",
    "write_municipality",
    "write_named_meetings",
    "write_persons",
    "write_posts",
    "write_proposals",
    "write_superseded",
]
