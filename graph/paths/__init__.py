"""Paths: the ways of cases between bodies, as networkx graphs and as paths with the cases that show them."""

from .bodies import Body, UnknownBody, UnknownPlace, bodies, called
from .bottlenecks import Bottleneck, Flow, bottlenecks, bottlenecks_in, flow
from .comparison import Change, Comparison, LinkChange, VariantChange, compare
from .finding import BodyPath, Journey, paths
from .links import By, Link, link_graph, links
from .loops import Loop, Loops, Return, loops, loops_in
from .periods import Period, WrongPeriod, period
from .possible import LinkPath, TimedPath, Wanted, shortest, simple_paths, temporal_paths
from .reach import Reached, reach
from .reforms import Reform, current, lineage, reforms
from .routes import Variant, body_graph, case_graph, matrix, variants, variants_in
from .spans import Span, span
from .traffic import Headline, Hop, Scope, Traffic, Visit, headlines, traffic
from .waits import Waiting, queue, waits, waits_in
from .ways import Status, Step, Way, case_way, ways
from .writing import GRAPH_FORMATS, edges_sheet, nodes_sheet, write_graph

__all__ = [
    "GRAPH_FORMATS",
    "Body",
    "BodyPath",
    "Bottleneck",
    "By",
    "Change",
    "Comparison",
    "Flow",
    "Headline",
    "Hop",
    "Journey",
    "Link",
    "LinkChange",
    "LinkPath",
    "Loop",
    "Loops",
    "Period",
    "Reached",
    "Reform",
    "Return",
    "Scope",
    "Span",
    "Status",
    "Step",
    "TimedPath",
    "Traffic",
    "UnknownBody",
    "UnknownPlace",
    "Variant",
    "VariantChange",
    "Visit",
    "Waiting",
    "Wanted",
    "Way",
    "WrongPeriod",
    "bodies",
    "body_graph",
    "bottlenecks",
    "bottlenecks_in",
    "called",
    "case_graph",
    "case_way",
    "compare",
    "current",
    "edges_sheet",
    "flow",
    "headlines",
    "lineage",
    "link_graph",
    "links",
    "loops",
    "loops_in",
    "matrix",
    "nodes_sheet",
    "paths",
    "period",
    "queue",
    "reach",
    "reforms",
    "shortest",
    "simple_paths",
    "span",
    "temporal_paths",
    "traffic",
    "variants",
    "variants_in",
    "waits",
    "waits_in",
    "ways",
    "write_graph",
]
