"""The graphs of a place, by name, in the formats they are exported in."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ...graph.paths import (
    GRAPH_FORMATS,
    Scope,
    body_graph,
    case_graph,
    edges_sheet,
    link_graph,
    nodes_sheet,
    traffic,
    write_graph,
)
from ...graph.store import Archive
from ..tabular import spreadsheet

if TYPE_CHECKING:
    import networkx as nx

Kind: TypeAlias = Literal["bodies", "links", "cases"]
Format: TypeAlias = Literal["graphml", "gexf", "csv", "json", "dot"]
Table: TypeAlias = Literal["edges", "nodes"]

_MADE: Final[Mapping[Kind, "Callable[[Archive, Scope], nx.Graph[str]]"]] = {
    "bodies": body_graph,
    "links": lambda archive, scope: link_graph(traffic(archive, scope)),
    "cases": case_graph,
}


def exported(archive: Archive, kind: Kind, scope: Scope, format: Format, table: Table) -> bytes:
    """A graph in a format; in a CSV no cell is a formula."""
    graph = _MADE[kind](archive, scope)
    if format != "csv":
        return write_graph(graph, format)
    sheet = edges_sheet(graph) if table == "edges" else nodes_sheet(graph)
    return spreadsheet(sheet.columns, sheet.rows).encode()


def told_as(kind: Kind, format: Format, table: Table) -> tuple[str, str]:
    """The media type of a format, and a name for a file: `links.gexf`, `links-edges.csv`."""
    name = f"csv-{table}" if format == "csv" else format
    held = GRAPH_FORMATS[name]
    return held.media_type, f"{kind}-{table}.csv" if format == "csv" else f"{kind}.{held.ending}"
